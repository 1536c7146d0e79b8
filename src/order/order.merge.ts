import type { Stamp } from '../base/stamp.js';
import { stampToInstant } from '../base/stamp.js';
import type { OrderRecord } from '../model/order.js';
import { addressVersionOf } from './address-version.js';
import { Order } from './order.entity.js';

/** What an answer may tell of a line; the rest of its fields are ours. */
const TOLD = Object.keys(new Order()) as (keyof Order & keyof OrderRecord)[];

/** The line with what the answer carries; the rest is as it was. */
function withTold(existing: Order | null, record: OrderRecord): Order {
  const line = Object.assign(new Order(), existing);
  const fields = line as Partial<Record<keyof OrderRecord, unknown>>;
  for (const field of TOLD) if (record[field] !== undefined) fields[field] = record[field];
  // A few fields are no record of the line: the whole one stays.
  if (record.isSparse && existing) line.raw = existing.raw;
  line.native = { ...existing?.native, ...record.native };
  return line;
}

const latest = (...dates: (number | null)[]): number | null =>
  dates.reduce((max, date) => (date !== null && (max === null || date > max) ? date : max), null);

/** Whether an answer tells enough of an order to show it. */
const isWhole = (record: OrderRecord): boolean =>
  record.isSparse !== true && record.orderedDate !== undefined && record.productPriceAmount !== undefined;

/**
 * The line after an answer whose read began at `began`.
 * @returns null when the line was read or written after that: no read may undo a newer one.
 */
export function mergeOrder(channelId: string, existing: Order | null, record: OrderRecord, began: Stamp): Order | null {
  if (existing && began < existing.freshness) return null;
  const merged = withTold(existing, record);
  merged.channelId = channelId;
  merged.fetchedAt = stampToInstant(began);
  merged.freshness = began;
  merged.isSparse = existing ? existing.isSparse && !isWhole(record) : record.isSparse === true;
  merged.addressVersion = addressVersionOf(merged);
  const wasShown = existing !== null && existing.receiverAddress !== null;
  merged.shownAddressVersion = wasShown ? existing.shownAddressVersion : merged.addressVersion;
  merged.changedDate = latest(
    merged.orderedDate,
    merged.paidDate,
    merged.confirmedDate,
    merged.dispatchedDate,
    merged.deliveredDate,
    merged.purchaseConfirmedDate,
  );
  return merged;
}
