import type { Instant } from '../../../base/clock.js';
import { isDirect, isInvoiceNumber } from './couriers.js';
import type { Courier } from './couriers.js';
import { refusals } from './invoices.refusals.js';
import type { InvoiceRefusal } from './invoices.refusals.js';
import { dispatchable, isBoxGone, isLineGone } from './records.js';
import type { Box, Line } from './records.js';
import type { Shop } from './shop.js';

/** One line of an invoice request. */
export interface InvoiceRow {
  readonly shipmentBoxId: string;
  readonly orderId: string;
  readonly vendorItemId: string;
  readonly courier: Courier;
  /** '' for a part that leaves later. */
  readonly invoiceNumber: string;
  readonly isSplit: boolean;
  /** preSplitShipped: an earlier part already left. */
  readonly isLaterPart: boolean;
  /** When a later part leaves, `yyyy-MM-dd`; '' for a part that leaves now. */
  readonly plannedDate: string;
}

/** What a request asks of one box. */
export interface BoxRequest {
  readonly shipmentBoxId: string;
  readonly orderId: string;
  readonly rows: readonly [InvoiceRow, ...InvoiceRow[]];
  readonly isSplit: boolean;
  readonly at: Instant;
  /** The same object for all boxes of one request. */
  readonly batch: object;
}

/**
 * Why a box can't leave as asked, or null. The codes and their meanings are documented, which of several reasons comes first
 * is not.
 * @evidence documented
 */
export function refusalOf(shop: Shop, request: BoxRequest): InvoiceRefusal | null {
  const box = shop.box(request.shipmentBoxId);
  if (!box || box.order.orderId !== request.orderId) return refusals.NOT_FOUND_SHIPMENT_BOX;
  return (
    stateRefusal(box, request) ??
    separationRefusal(box, request) ??
    (request.isSplit ? partsRefusal(box, request) : wholeRefusal(box, request)) ??
    reuseRefusal(shop, box, request)
  );
}

/**
 * Only an INSTRUCT box without an open stop request leaves. That a stop request for one line stops its whole box, also in a
 * split, is assumed.
 * @evidence documented
 */
function stateRefusal(box: Box, request: BoxRequest): InvoiceRefusal | null {
  if (isBoxGone(box)) return refusals.ORDER_DELIVERY_CANCELED;
  if (box.status !== 'INSTRUCT') {
    const wasSentWhole = box.status !== 'ACCEPT' && !box.isSeparated;
    return request.isSplit && wasSentWhole
      ? refusals.NOT_ALLOW_SEPARATE_AFTER_NORMAL_DELIVERY
      : refusals.INVALID_STATUS;
  }
  if (box.lines.every((line) => line.held === 0)) return null;
  return box.lines.some((line) => dispatchable(line) > 0)
    ? refusals.ORDER_DELIVERY_PARTIAL_STOP_REQUESTED
    : refusals.ORDER_DELIVERY_STOP_REQUESTED;
}

/**
 * Once split, always split; a box with one line has nothing to split off, unless it is what an earlier split left.
 * @evidence documented
 */
function separationRefusal(box: Box, request: BoxRequest): InvoiceRefusal | null {
  if (!request.isSplit) return box.isSeparated ? refusals.IS_SEPARATE_MUST_BE_TRUE_WHEN_SEPARATE_DELIVERY : null;
  if (request.rows.some((row) => isDirect(row.courier))) return refusals.NOT_ALLOW_VENDOR_DIRECT;
  const isRemainder = box.isSeparated && request.rows.every((row) => row.isLaterPart);
  const isSingle = box.lines.filter((line) => dispatchable(line) > 0).length === 1;
  return isSingle && !isRemainder ? refusals.NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM : null;
}

/**
 * Without splitting, every line that has something left must be named, all with one number. The code for differing numbers
 * is assumed.
 * @evidence documented
 */
function wholeRefusal(box: Box, { rows }: BoxRequest): InvoiceRefusal | null {
  const named = rows.map((row) => row.vendorItemId);
  const isComplete = box.lines.every((line) => isLineGone(line) || named.includes(line.item.vendorItemId));
  if (!isComplete || rows.some((row) => !lineOf(box, row))) return refusals.NOT_FOUND_VENDOR_ITEM;
  const [first] = rows;
  const isOne = rows.every((row) => row.invoiceNumber === first.invoiceNumber && row.courier === first.courier);
  return isOne && isInvoiceNumber(first.courier, first.invoiceNumber) ? null : refusals.INVALID_INVOICE_NUMBER;
}

/**
 * In a split each line has either a number or the date on which it follows, and that date stands.
 * @evidence documented
 */
function partsRefusal(box: Box, { rows }: BoxRequest): InvoiceRefusal | null {
  for (const row of rows) {
    const line = lineOf(box, row);
    if (!line || isLineGone(line)) return refusals.NOT_FOUND_VENDOR_ITEM;
    const refusal = row.invoiceNumber === '' ? waitingRefusal(line, row) : leavingRefusal(row);
    if (refusal) return refusal;
  }
  return null;
}

function waitingRefusal(line: Line, { plannedDate }: InvoiceRow): InvoiceRefusal | null {
  if (line.plannedShippingDate === '') return plannedDate === '' ? refusals.INVALID_INVOICE_NUMBER : null;
  const isChange = plannedDate !== '' && plannedDate !== line.plannedShippingDate;
  return isChange ? refusals.PSD_NOT_ALLOW_TO_CHANGE : refusals.NOT_FOUND_INVOICE_NUMBER;
}

/**
 * The code for a number beside a date is not documented.
 * @evidence assumed
 */
const leavingRefusal = (row: InvoiceRow): InvoiceRefusal | null =>
  row.plannedDate === '' && isInvoiceNumber(row.courier, row.invoiceNumber) ? null : refusals.INVALID_INVOICE_NUMBER;

function reuseRefusal(shop: Shop, box: Box, { rows, at, batch }: BoxRequest): InvoiceRefusal | null {
  for (const { courier, invoiceNumber } of rows.filter((row) => row.invoiceNumber !== '')) {
    const objection = shop.ledger.objection({ courier, invoiceNumber, receiver: box.receiver, at, request: batch });
    if (objection) return refusals[objection];
  }
  return null;
}

const lineOf = (box: Box, row: InvoiceRow): Line | undefined =>
  box.lines.find((line) => line.item.vendorItemId === row.vendorItemId);
