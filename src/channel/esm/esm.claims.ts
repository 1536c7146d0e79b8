import type { Instant } from '../../base/clock.js';
import { MINUTE, formatKst } from '../../base/time.js';
import type { CancellationRecord } from '../../model/cancellation.js';
import { CancellationStatus, Party } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import type { Snapshot } from '../channel.js';
import { instant, neededNumber, neededText, text } from './esm.fields.js';
import { numbersOf, orderRecord, quantityOf } from './esm.map.js';
import type { WireClaim, WireOrder } from './esm.wire.js';

/** CancelStatus, documented. 취소철회 (4) is one word for two things, see {@link isRejection}. */
const STATUSES: Readonly<Record<string, CancellationStatus>> = {
  '1': CancellationStatus.REQUESTED,
  '2': CancellationStatus.APPROVED,
  '3': CancellationStatus.COMPLETED,
  '5': CancellationStatus.COMPLETED,
  '6': CancellationStatus.COMPLETED,
};
const REQUESTED = '1';
const WITHDRAWN = '4';

/** 취소, as GetDeliveryStatus counts the states of orders (documented). */
export const CANCEL_STATE = '6';

/** What stands on the row of an order that a claim put back into the order list. */
export type LiveOrders = ReadonlyMap<string, WireOrder>;

const wordOf = (row: WireClaim): string => neededText(row, 'CancelStatus');
export const orderNumberOf = (row: WireClaim): string => neededNumber(row, 'OrderNo');
export const isWithdrawn = (row: WireClaim): boolean => wordOf(row) === WITHDRAWN;

/** Claims have no number: the order's, and when it was asked for (to the millisecond, so that 09:10:00 and 09:10:00.0 agree). */
export function claimKeyOf(row: WireClaim): string {
  const requested = instant(row, 'RequestDate');
  return `${orderNumberOf(row)}/${requested ? formatKst(requested, 'yyyyMMddHHmmssSSS') : '-'}`;
}

/**
 * What rows of Cancels tell.
 * @param live rows of RequestOrders, of the orders whose requests were withdrawn, as far as they are listed.
 * @param quantities pieces ordered, by order number, where they are known: a claim is for all of them and names none.
 */
export function claimSnapshot(
  rows: readonly WireClaim[],
  live: LiveOrders,
  quantities: ReadonlyMap<string, number> = new Map(),
): Snapshot {
  const newest = new Map<string, WireClaim>();
  for (const row of rows) {
    const other = newest.get(orderNumberOf(row));
    if (!other || (instant(row, 'RequestDate') ?? 0) >= (instant(other, 'RequestDate') ?? 0)) {
      newest.set(orderNumberOf(row), row);
    }
  }
  return {
    orders: [...newest].map(([number, row]) => orderOf(row, live.get(number))).filter((record) => record !== null),
    cancellations: rows.map((row) => {
      const order = live.get(orderNumberOf(row));
      return claimRecord(row, order, order ? quantityOf(order) : quantities.get(orderNumberOf(row)));
    }),
  };
}

function orderOf(row: WireClaim, live: WireOrder | undefined): OrderRecord | null {
  if (live) return orderRecord(live);
  return isWithdrawn(row) ? null : claimedOrder(row);
}

/**
 * The order that a claim hides. Sparse: nothing tells its goods and people while the claim stands, not even a question by its
 * number (observed). Before the confirmation a cancel needs no request (documented), so one that waits is of a confirmed order.
 */
export function claimedOrder(row: WireClaim): OrderRecord {
  const orderNumber = orderNumberOf(row);
  const word = wordOf(row);
  return {
    key: orderNumber,
    orderNumber,
    lineNumber: null,
    ...numbersOf(row),
    status: orderStatusOf(word),
    channelStatus: `${CANCEL_STATE}/${word}`,
    orderedDate: instant(row, 'OrderDate'),
    paidDate: instant(row, 'PayDate'),
    productNumber: text(row, 'SiteGoodsNo'),
    currency: 'KRW',
    isSparse: true,
    addsUpClaims: true,
    raw: row,
  };
}

function orderStatusOf(word: string): OrderStatus {
  if (word === REQUESTED) return OrderStatus.CONFIRMED;
  return STATUSES[word] === undefined ? OrderStatus.UNKNOWN : OrderStatus.CANCELED;
}

function claimRecord(row: WireClaim, order: WireOrder | undefined, quantity: number | undefined): CancellationRecord {
  const orderNumber = orderNumberOf(row);
  const status = statusOf(row, order);
  return {
    key: claimKeyOf(row),
    orderKey: orderNumber,
    orderNumber,
    lineNumber: null,
    claimNumber: null,
    status,
    channelStatus: wordOf(row),
    requestedBy: requesterOf(row),
    decidedBy: deciderOf(row, status),
    isImmediate: isImmediate(row, status),
    cancelReason: reasonOf(row),
    cancelReasonCode: text(row, 'ReasonCode'),
    cancellationRequestDate: instant(row, 'RequestDate'),
    cancelApprovalDate: instant(row, 'ApproveDate'),
    cancelCompletedDate: instant(row, 'CompleteDate'),
    cancelWithdrawnDate: instant(row, 'WithdrawDate'),
    cancelQuantity: quantity,
    orderQuantity: quantity,
    isOfWholeOrder: true,
    native: {},
    raw: row,
  };
}

function statusOf(row: WireClaim, order: WireOrder | undefined): CancellationStatus {
  const word = wordOf(row);
  if (word !== WITHDRAWN) return STATUSES[word] ?? CancellationStatus.UNKNOWN;
  return order !== undefined && isRejection(row, order) ? CancellationStatus.REJECTED : CancellationStatus.WITHDRAWN;
}

/** Dates of claims come in whole minutes (documented samples). */
const WITHDRAW_DATE_RESOLUTION = MINUTE;

/**
 * Registering an invoice takes an open request back (documented), and leaves the word of a buyer's own withdrawal. An order that
 * has an invoice since then or before was rejected so; one dispatched only later was shipped after the buyer had taken the
 * request back. Assumed.
 */
function isRejection(row: WireClaim, order: WireOrder): boolean {
  const invoice = text(order, 'NoSongjang') ?? null;
  if (invoice === null) return false;
  const withdrawn = instant(row, 'WithdrawDate') ?? null;
  const dispatched = instant(order, 'TransDate') ?? null;
  return withdrawn === null || dispatched === null || dispatched <= withdrawn + WITHDRAW_DATE_RESOLUTION;
}

/** RequestUser and ApproveUser, documented. 4 (other) is nobody in particular. */
const PARTIES: Readonly<Record<string, Party>> = {
  '1': Party.BUYER,
  '2': Party.SELLER,
  '3': Party.MARKETPLACE,
  '5': Party.BUYER, // who was given the gift
};

const requesterOf = (row: WireClaim): Party => PARTIES[text(row, 'RequestUser') ?? ''] ?? Party.UNKNOWN;

/** Nobody decides about an open request, about one taken back, nor about what the buyer cancels at once. */
function deciderOf(row: WireClaim, status: CancellationStatus): Party | null {
  if (status === CancellationStatus.REJECTED) return Party.SELLER;
  if (status === CancellationStatus.REQUESTED || status === CancellationStatus.WITHDRAWN) return null;
  const approver = text(row, 'ApproveUser') ?? '0';
  if (approver === '0' || approver === '1') return null;
  return PARTIES[approver] ?? Party.UNKNOWN;
}

const DECIDING: ReadonlySet<string> = new Set(['2', '3', '4']);

/**
 * No field says it. The buyer's own cancel that nobody else approved, granted as it was asked for (as in the documented
 * sample); or one of an order that never was paid. Assumed.
 */
function isImmediate(row: WireClaim, status: CancellationStatus): boolean {
  if (status !== CancellationStatus.APPROVED && status !== CancellationStatus.COMPLETED) return false;
  if (instant(row, 'PayDate') === null) return true;
  if (requesterOf(row) !== Party.BUYER || DECIDING.has(text(row, 'ApproveUser') ?? '')) return false;
  return isWithinAMinute(instant(row, 'RequestDate'), instant(row, 'ApproveDate'));
}

const isWithinAMinute = (a: Instant | null | undefined, b: Instant | null | undefined): boolean =>
  a !== undefined && a !== null && b !== undefined && b !== null && Math.abs(b - a) < MINUTE;

/** ReasonCode, documented. */
const REASONS: Readonly<Record<string, string>> = {
  '0': '기타',
  '1': '단순변심',
  '2': '사이즈/색상 등 변경',
  '3': '오배송',
  '4': '상품미도착',
  '5': '상품불량',
  '6': '재고없음(판매자요청)',
  '7': '선물수락기한만료',
  '8': '선물거절',
  '11': '구매자 취소요청',
};
/** Reason: whose fault it is, documented. */
const FAULTS: Readonly<Record<string, string>> = { '0': '판매자귀책', '1': '구매자귀책', '2': '기타' };

function reasonOf(row: WireClaim): string | null {
  const label = REASONS[text(row, 'ReasonCode') ?? ''] ?? FAULTS[text(row, 'Reason') ?? ''];
  const told = [label, text(row, 'ReasonDetail')].filter((part) => part !== undefined && part !== null);
  return told.length > 0 ? told.join(': ') : null;
}
