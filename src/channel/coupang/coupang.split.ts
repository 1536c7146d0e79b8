import { parseJson } from '../../base/json.js';
import { DAY, formatKst } from '../../base/time.js';
import type { Instant } from '../../base/clock.js';
import type { InvoiceItem } from '../channel.js';
import type { StoredOrder } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import { idOf, isCanceledLine, textOf } from './coupang.fields.js';
import { isRecord } from './coupang.reply.js';
import type { WireInvoiceDto, WireOrderSheet } from './coupang.wire.js';

/** A line of a box, as far as a split of the box must know it. */
interface BoxLine {
  readonly vendorItemId: string;
  /** `yyyy-MM-dd` or "". */
  readonly promised: string;
  readonly planned: string;
}

/** Older samples spell booleans "True" and "False". */
const isYes = (value: unknown): boolean => value === true || String(value).toLowerCase() === 'true';

/**
 * What splitting needs to know of the whole box, kept with each of its lines: a split names the lines that stay as well.
 * Canceled lines do not travel.
 */
export function boxNativeOf(sheet: WireOrderSheet): Readonly<Record<string, string>> {
  const lines: BoxLine[] = sheet.orderItems
    .filter((item) => !isCanceledLine(item))
    .map((item) => ({
      vendorItemId: idOf(item.vendorItemId),
      promised: textOf(item.estimatedShippingDate) ?? '',
      planned: textOf(item.plannedShippingDate) ?? '',
    }));
  return { isSplit: String(isYes(sheet.splitShipping)), boxLines: JSON.stringify(lines) };
}

/** What earlier requests of the same batch did to the box. */
export interface BoxHistory {
  readonly departed: ReadonlySet<string>;
}

/** One dto per line of the box that the request must name. */
export function invoiceDtosOf(item: InvoiceItem, box: BoxHistory, now: Instant): WireInvoiceDto[] {
  const [first] = item.orders;
  if (!first) return [];
  const others = boxLinesOf(first).filter(
    (line) => line.vendorItemId !== first.lineNumber && !box.departed.has(line.vendorItemId),
  );
  const wasSplit = first.native.isSplit === 'true' || box.departed.size > 0;
  if (!item.split || (others.length === 0 && !wasSplit)) {
    return shippable(item.orders).map((order) => leaving(order, item, wasSplit, wasSplit));
  }
  // Lines with a planned date must not be named again: the date is fixed once set (documented). Those of a box split in
  // this very batch were given theirs by the first request.
  const staying = box.departed.size > 0 ? [] : others.filter((line) => line.planned === '');
  const tomorrow = formatKst(Math.max(now, item.dispatchedAt) + DAY, 'yyyy-MM-dd');
  return [
    leaving(first, item, true, wasSplit),
    ...staying.map(({ vendorItemId, promised }) => ({
      ...dtoOf(first, vendorItemId, item.courierCode),
      invoiceNumber: '',
      splitShipping: true,
      preSplitShipped: wasSplit,
      estimatedShippingDate: promised > tomorrow ? promised : tomorrow,
    })),
  ];
}

/** Lines that still travel; all of them where none does, so that Coupang says why not. */
function shippable(orders: readonly StoredOrder[]): readonly StoredOrder[] {
  const left = orders.filter(({ status }) => status !== OrderStatus.CANCELED);
  return left.length > 0 ? left : orders;
}

const leaving = (order: StoredOrder, item: InvoiceItem, isSplit: boolean, wasSplit: boolean): WireInvoiceDto => ({
  ...dtoOf(order, order.lineNumber ?? '', item.courierCode),
  invoiceNumber: item.trackingNumber,
  splitShipping: isSplit,
  preSplitShipped: wasSplit,
  estimatedShippingDate: '',
});

const dtoOf = (order: StoredOrder, vendorItemId: string, courierCode: string) => ({
  shipmentBoxId: order.bundleNumber ?? '',
  orderId: order.orderNumber,
  vendorItemId,
  deliveryCompanyCode: courierCode,
});

function boxLinesOf(order: StoredOrder): readonly BoxLine[] {
  const lines = parseJson(order.native.boxLines ?? '[]');
  if (!Array.isArray(lines)) return [];
  return lines.filter(isRecord).map((line) => ({
    vendorItemId: textOf(line.vendorItemId) ?? '',
    promised: textOf(line.promised) ?? '',
    planned: textOf(line.planned) ?? '',
  }));
}
