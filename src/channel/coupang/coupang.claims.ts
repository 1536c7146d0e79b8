import type { CancellationRecord } from '../../model/cancellation.js';
import { CancellationStatus, Party } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import { countOf, idOf, instantOf, textOf } from './coupang.fields.js';
import { orderKeyOf } from './coupang.map.js';
import type { WireReceipt, WireReceiptItem, WireWithdrawal } from './coupang.wire.js';

/**
 * One line of a receipt. Coupang keeps cancels and returns in one list, and calls a cancel after the seller's confirmation
 * RETURN too: what a line is shows only in its releaseStatus and the receipt's releaseStopStatus (observed; documented in part).
 */
export interface ClaimLine {
  readonly receipt: WireReceipt;
  readonly item: WireReceiptItem;
  readonly orderKey: string;
  readonly orderNumber: string;
  readonly lineNumber: string;
  /** Null: a return of goods that had been shipped, no cancellation. */
  readonly cancellation: CancellationStatus | null;
  /** Refunded and over. */
  readonly isCompleted: boolean;
}

export const claimLinesOf = (receipt: WireReceipt): ClaimLine[] =>
  receipt.returnItems.map((item) => {
    const orderNumber = idOf(receipt.orderId);
    const lineNumber = idOf(item.vendorItemId);
    return {
      receipt,
      item,
      orderKey: orderKeyOf(orderNumber, lineNumber),
      orderNumber,
      lineNumber,
      cancellation: cancellationStatusOf(receipt, item),
      isCompleted: isImmediate(receipt) || receipt.receiptStatus === COMPLETED,
    };
  });

const COMPLETED = 'RETURNS_COMPLETED';
const STOPPED = '처리(출고중지)';
const ALREADY_SHIPPED: ReadonlySet<string | null> = new Set(['처리(이미출고)', '자동처리(이미출고)']);
const UNANSWERED = '미처리';
const NO_STOP = '비대상';
/** RETURNS_UNCHECKED with an unanswered stop is the same open request under the list of returns (documented). */
const OPEN: ReadonlySet<string> = new Set(['RELEASE_STOP_UNCHECKED', 'RETURNS_UNCHECKED']);

export const isImmediate = (receipt: WireReceipt): boolean => receipt.receiptType === 'CANCEL';

/** The sheet's table of receipts, in the order in which its rows exclude each other. */
function cancellationStatusOf(receipt: WireReceipt, item: WireReceiptItem): CancellationStatus | null {
  if (isImmediate(receipt)) return CancellationStatus.COMPLETED;
  const stop = textOf(receipt.releaseStopStatus);
  const released = textOf(item.releaseStatus);
  if (ALREADY_SHIPPED.has(stop)) return CancellationStatus.REJECTED;
  if (released === 'Y') return null;
  const wasStopped = stop === STOPPED || released === 'N' || released === 'S';
  if (receipt.receiptStatus === COMPLETED && wasStopped) return CancellationStatus.COMPLETED;
  if (stop === NO_STOP) return null;
  if (stop === STOPPED || released === 'S') return CancellationStatus.APPROVED;
  if (released === 'A') return CancellationStatus.REJECTED;
  if (stop === UNANSWERED && OPEN.has(receipt.receiptStatus)) return CancellationStatus.REQUESTED;
  return CancellationStatus.UNKNOWN;
}

/** Waiting for the seller. */
export const isOpen = (receipt: WireReceipt): boolean =>
  claimLinesOf(receipt).some(({ cancellation }) => cancellation === CancellationStatus.REQUESTED);

/** Answered, and as far as this record tells not yet completed. */
export const isApproved = (receipt: WireReceipt): boolean =>
  claimLinesOf(receipt).some(({ cancellation }) => cancellation === CancellationStatus.APPROVED);

/** Several fields tell together what a receipt is; the line's own comes last. */
export const channelStatusOf = ({ receipt, item }: ClaimLine): string =>
  isImmediate(receipt)
    ? `${receipt.receiptType}/${receipt.receiptStatus}`
    : [receipt.receiptStatus, textOf(receipt.releaseStopStatus), textOf(item.releaseStatus)]
        .filter((part) => part !== null)
        .join('/');

/** @returns null for a return. @throws RangeError */
function cancellationOf(line: ClaimLine): CancellationRecord | null {
  const { receipt, item, cancellation: status } = line;
  if (status === null) return null;
  const receiptId = idOf(receipt.receiptId);
  return {
    key: cancellationKeyOf(receiptId, line.lineNumber),
    orderKey: line.orderKey,
    orderNumber: line.orderNumber,
    lineNumber: line.lineNumber,
    claimNumber: receiptId,
    status,
    channelStatus: channelStatusOf(line),
    requestedBy: requesterOf(receipt),
    decidedBy: deciderOf(receipt, status),
    isImmediate: isImmediate(receipt),
    cancelReason: reasonOf(receipt),
    cancelReasonCode: textOf(receipt.reasonCode),
    cancellationRequestDate: instantOf(receipt.createdAt, 'createdAt'),
    ...decisionDatesOf(receipt, status),
    cancelWithdrawnDate: null,
    cancelQuantity: countOf(item.cancelCount, 'cancelCount'),
    orderQuantity: item.purchaseCount === undefined ? null : countOf(item.purchaseCount, 'purchaseCount'),
    native: nativeOf(receipt),
    raw: receiptRawOf(line),
  };
}

/** An approval repeats the pieces of the whole receipt. */
function nativeOf({ cancelCountSum }: WireReceipt): Readonly<Record<string, string>> {
  const pieces = textOf(cancelCountSum);
  return pieces === null ? {} : { cancelCountSum: pieces };
}

export const cancellationsOf = (lines: readonly ClaimLine[]): CancellationRecord[] =>
  lines.map(cancellationOf).filter((record) => record !== null);

const cancellationKeyOf = (receiptId: string, lineNumber: string): string => `${receiptId}/${lineNumber}`;

/** What is left of a withdrawn receipt (철회): its numbers and when. Documented. */
export const withdrawnOf = (withdrawal: WireWithdrawal): CancellationRecord[] =>
  withdrawal.vendorItemIds.map((id) => {
    const claimNumber = idOf(withdrawal.cancelId);
    const orderNumber = idOf(withdrawal.orderId);
    const lineNumber = idOf(id);
    return {
      key: cancellationKeyOf(claimNumber, lineNumber),
      orderKey: orderKeyOf(orderNumber, lineNumber),
      orderNumber,
      lineNumber,
      claimNumber,
      status: CancellationStatus.WITHDRAWN,
      channelStatus: '철회',
      cancelWithdrawnDate: instantOf(withdrawal.createdAt, 'createdAt'),
      raw: { ...withdrawal, vendorItemIds: [id] },
    };
  });

/** The reason that Coupang itself writes for a seller's cancel of a confirmed order (documented). */
const SELLER_REASON = '파트너 API 강제 취소';

/** A stop is only ever asked for by the buyer (documented); who canceled at once shows only where the fault is the buyer's. */
function requesterOf(receipt: WireReceipt): Party {
  const reasons = [receipt.cancelReasonCategory2, receipt.cancelReason, receipt.reasonCodeText];
  if (reasons.some((reason) => reason?.includes(SELLER_REASON))) return Party.SELLER;
  return isImmediate(receipt) && receipt.faultByType !== 'CUSTOMER' ? Party.UNKNOWN : Party.BUYER;
}

const DECIDERS: Readonly<Record<string, Party>> = {
  VENDOR_CONFIRM: Party.SELLER,
  CS_CONFIRM: Party.MARKETPLACE,
  CS_LOSS_CONFIRM: Party.MARKETPLACE,
};

/** Null where nobody decides: an immediate cancel, an open request. */
function deciderOf(receipt: WireReceipt, status: CancellationStatus): Party | null {
  if (isImmediate(receipt) || status === CancellationStatus.REQUESTED) return null;
  const told = DECIDERS[receipt.completeConfirmType ?? ''];
  if (told) return told;
  if (status !== CancellationStatus.REJECTED) return Party.UNKNOWN;
  // 자동처리: Coupang itself, since an invoice was there. Assumed: 이미출고 without that prefix is the seller's answer.
  return receipt.releaseStopStatus === '자동처리(이미출고)' ? Party.MARKETPLACE : Party.SELLER;
}

function reasonOf(receipt: WireReceipt): string | null {
  const categories = [textOf(receipt.cancelReasonCategory1), textOf(receipt.cancelReasonCategory2)];
  const category = categories.filter((part) => part !== null).join(' / ');
  return textOf(receipt.reasonCodeText) ?? textOf(category) ?? textOf(receipt.cancelReason);
}

/** Coupang names neither date: the confirmation's time and the last change of a completed receipt stand for them (inferred). */
function decisionDatesOf(receipt: WireReceipt, status: CancellationStatus) {
  const isApproved = status === CancellationStatus.APPROVED || status === CancellationStatus.COMPLETED;
  const isConfirmed = isApproved && (receipt.completeConfirmType ?? 'UNDEFINED') !== 'UNDEFINED';
  return {
    cancelApprovalDate: isConfirmed ? instantOf(receipt.completeConfirmDate, 'completeConfirmDate') : null,
    cancelCompletedDate: status === CancellationStatus.COMPLETED ? instantOf(receipt.modifiedAt, 'modifiedAt') : null,
  };
}

/**
 * Orders that a receipt alone closes: the whole line canceled or sent back. Sparse, since a receipt tells little of the order,
 * and what the box still tells (other lines) is worth a look. Partial claims close nothing.
 */
export const closedOrdersOf = (lines: readonly ClaimLine[]): OrderRecord[] =>
  lines.filter(closesLine).map((line) => ({ ...closedOrderOf([line], line), isSparse: true, raw: receiptRawOf(line) }));

const closesLine = (line: ClaimLine): boolean => {
  const ordered = countOf(line.item.purchaseCount, 'purchaseCount');
  return line.isCompleted && isOver(line) && ordered > 0 && countOf(line.item.cancelCount, 'cancelCount') >= ordered;
};

/** Canceled, or returned: a rejected stop that is completed is a finished return as well. */
const isOver = ({ cancellation }: ClaimLine): boolean =>
  cancellation === null ||
  cancellation === CancellationStatus.COMPLETED ||
  cancellation === CancellationStatus.APPROVED ||
  cancellation === CancellationStatus.REJECTED;

/**
 * A closed line as its receipts tell it.
 * @param line the one of `lines` that closed it.
 */
export function closedOrderOf(lines: readonly ClaimLine[], line: ClaimLine): OrderRecord {
  const wasCanceled = isCanceling(line);
  const ordered = line.item.purchaseCount ?? null;
  const pieces = ordered === null ? null : countOf(ordered, 'purchaseCount');
  // A search by order leaves immediate cancels out; of a closed line that nobody sent back all the rest was one.
  const canceled = pieces !== null && lines.every(isCanceling) ? pieces : canceledOf(lines);
  return {
    key: line.orderKey,
    orderNumber: line.orderNumber,
    lineNumber: line.lineNumber,
    status: wasCanceled ? OrderStatus.CANCELED : OrderStatus.RETURNED,
    channelStatus: channelStatusOf(line),
    ...(wasCanceled ? { canceledQuantity: canceled } : { claimStatus: ClaimStatus.RETURNED }),
    ...(pieces === null ? {} : { productQuantity: pieces }),
  };
}

export const isCanceling = ({ cancellation }: ClaimLine): boolean =>
  cancellation === CancellationStatus.COMPLETED || cancellation === CancellationStatus.APPROVED;

const canceledOf = (lines: readonly ClaimLine[]): number =>
  lines.filter(isCanceling).reduce((sum, { item }) => sum + countOf(item.cancelCount, 'cancelCount'), 0);

/** What a receipt tells of the goods, for a line that was never read from its box; its product name has the option in it. */
export const goodsOfReceipt = (line: ClaimLine): Partial<OrderRecord> => ({
  bundleNumber: textOf(line.item.shipmentBoxId),
  productNumber: textOf(line.item.sellerProductId),
  productName: textOf(line.item.sellerProductName),
  productOptionNumber: line.lineNumber,
  raw: receiptRawOf(line),
});

const receiptRawOf = ({ receipt, item }: ClaimLine): unknown => ({ ...receipt, returnItems: [item] });
