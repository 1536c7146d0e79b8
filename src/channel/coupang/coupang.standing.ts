import type { Instant } from '../../base/clock.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { OrderPointer } from '../channel.js';
import type { ClaimLine } from './coupang.claims.js';
import { channelStatusOf, closedOrderOf, goodsOfReceipt, isCanceling } from './coupang.claims.js';
import type { OrderAnswer } from './coupang.client.js';
import { countOf, idOf } from './coupang.fields.js';
import { orderKeyOf, ordersOf } from './coupang.map.js';
import type { WireOrderSheet } from './coupang.wire.js';

/** One order that is looked up, with all that was learned of it so far. */
export interface OrderCase {
  readonly orderNumber: string;
  readonly pointers: readonly OrderPointer[];
  readonly answer: OrderAnswer;
  readonly sheets: readonly WireOrderSheet[];
  /** When it was paid, or earlier. */
  readonly since: Instant;
  claims: readonly ClaimLine[];
  /** All its receipts were asked for, so that one that is not among them does not exist any more. */
  isAskedWhole?: boolean;
}

/** Asked lines that stand in none of the order's boxes. */
export const missingLinesOf = ({ sheets, orderNumber, pointers }: OrderCase): readonly OrderPointer[] => {
  const standing = new Set(
    sheets.flatMap((sheet) => sheet.orderItems.map((item) => orderKeyOf(orderNumber, idOf(item.vendorItemId)))),
  );
  return pointers.filter(({ key }) => !standing.has(key));
};

/** Lines that stand in their boxes; what their receipts tell of returns, and of holds, goes with them. @throws RangeError */
export function liveOrdersOf(order: OrderCase): OrderRecord[] {
  return order.sheets.flatMap((sheet) =>
    ordersOf(sheet).map((record, position) => {
      const claims = order.claims.filter(({ orderKey }) => orderKey === record.key);
      const held = countOf(sheet.orderItems[position]?.holdCountForCancel, 'holdCountForCancel');
      return { ...record, ...returnedOf(record, claims), ...claimStatusOf(order, record, claims, held) };
    }),
  );
}

const isReturn = ({ cancellation }: ClaimLine): boolean => cancellation === null;

/** A line that came back completely; Coupang takes it from its lists sooner or later (documented). */
function returnedOf(record: OrderRecord, claims: readonly ClaimLine[]): Partial<OrderRecord> {
  const returned = claims.filter((line) => isReturn(line) && line.isCompleted);
  const pieces = returned.reduce((sum, { item }) => sum + countOf(item.cancelCount, 'cancelCount'), 0);
  const isWhole = pieces > 0 && pieces >= (record.productQuantity ?? Infinity);
  const last = returned.at(-1);
  return isWhole && last ? { status: OrderStatus.RETURNED, channelStatus: channelStatusOf(last) } : {};
}

/** Only what the core can't derive from the cancellations: returns, and a hold without a receipt. */
function claimStatusOf(
  order: OrderCase,
  record: OrderRecord,
  claims: readonly ClaimLine[],
  held: number,
): Partial<OrderRecord> {
  if (claims.some((line) => isReturn(line) && !line.isCompleted)) return { claimStatus: ClaimStatus.RETURN_REQUESTED };
  if (claims.some((line) => isReturn(line))) return { claimStatus: ClaimStatus.RETURNED };
  if (claims.length > 0 || record.claimStatus !== undefined || order.isAskedWhole !== true) return {};
  if (held > 0) return { claimStatus: ClaimStatus.CANCEL_REQUESTED };
  // A withdrawn receipt vanishes from the list without a trace (documented).
  const known = order.pointers.find(({ key }) => key === record.key)?.claimStatus;
  if (known === ClaimStatus.CANCEL_REQUESTED) return { claimStatus: ClaimStatus.CANCEL_WITHDRAWN };
  return known === ClaimStatus.RETURN_REQUESTED ? { claimStatus: ClaimStatus.RETURN_WITHDRAWN } : {};
}

/**
 * A line that stands in no box any more, as its receipts tell it.
 * @returns null where no receipt does. @throws RangeError
 */
export function closedLineOf(pointer: OrderPointer, claims: readonly ClaimLine[]): OrderRecord | null {
  const lines = claims.filter(({ orderKey }) => orderKey === pointer.key);
  const last = lines.find(isCanceling) ?? lines.find((line) => line.isCompleted) ?? lines[0];
  if (!last) return null;
  const goods = pointer.productName ? {} : goodsOfReceipt(last);
  if (isCanceling(last) || last.isCompleted) return { ...closedOrderOf(lines, last), ...goods };
  return {
    key: pointer.key,
    orderNumber: pointer.orderNumber,
    lineNumber: last.lineNumber,
    // Under way, and hidden meanwhile: where it stood is the best that is known.
    status: pointer.status ?? OrderStatus.UNKNOWN,
    channelStatus: channelStatusOf(last),
    ...openClaimStatusOf(last),
    ...goods,
  };
}

const openClaimStatusOf = ({ cancellation }: ClaimLine): Partial<OrderRecord> => {
  if (cancellation === null) return { claimStatus: ClaimStatus.RETURN_REQUESTED };
  return cancellation === CancellationStatus.REQUESTED ? { claimStatus: ClaimStatus.CANCEL_REQUESTED } : {};
};
