import type { Instant } from '../../base/clock.js';
import { CancellationStatus, Party, type CancellationRecord } from '../../model/cancellation.js';
import { ClaimStatus } from '../../model/order.js';
import { block, instant, isObject, malformed, neededText, quantity, text } from './smartstore.fields.js';
import { reasonText } from './smartstore.reasons.js';
import type { CancelClaim, CompletedClaim, ProductOrderRow } from './smartstore.wire.js';

/** One cancellation of a row, whichever block told it. */
export interface Cancel {
  readonly claimId: string | null;
  readonly claimStatus: string;
  readonly status: CancellationStatus;
  readonly isByMarketplace: boolean;
  readonly requestChannel: string | null;
  readonly requestDate: Instant | null;
  /** Undefined where the row only names the claim. */
  readonly approvalDate: Instant | null | undefined;
  readonly completedDate: Instant | null | undefined;
  readonly reasonCode: string | null | undefined;
  readonly reasonDetail: string | null;
  readonly quantity: number | null;
  readonly raw: unknown;
}

const isCancelType = (claimType: string | null): boolean => claimType === 'CANCEL' || claimType === 'ADMIN_CANCEL';

/** Claim words that say the same whatever the order's state. Source: claimStatus, documented; the pairing is ours. */
const cancellationStatuses: ReadonlyMap<string, CancellationStatus> = new Map(
  Object.entries({
    CANCEL_REQUEST: CancellationStatus.REQUESTED,
    CANCELING: CancellationStatus.APPROVED, // approved, the refund is under way
    CANCEL_DONE: CancellationStatus.COMPLETED,
    ADMIN_CANCELING: CancellationStatus.APPROVED,
    ADMIN_CANCEL_DONE: CancellationStatus.COMPLETED,
    ADMIN_CANCEL_REJECT: CancellationStatus.WITHDRAWN,
  }),
);

const claimStatuses: ReadonlyMap<string, ClaimStatus> = new Map(
  Object.entries({
    CANCEL_REQUEST: ClaimStatus.CANCEL_REQUESTED,
    CANCELING: ClaimStatus.CANCEL_REQUESTED,
    CANCEL_DONE: ClaimStatus.CANCELED,
    ADMIN_CANCELING: ClaimStatus.CANCEL_REQUESTED,
    ADMIN_CANCEL_DONE: ClaimStatus.CANCELED,
    ADMIN_CANCEL_REJECT: ClaimStatus.CANCEL_WITHDRAWN,
    RETURN_REQUEST: ClaimStatus.RETURN_REQUESTED,
    RETURN_DONE: ClaimStatus.RETURNED,
    // 철회 is withdrawal; that the seller's own refusal gets the same word is documented, and nothing tells the two apart.
    RETURN_REJECT: ClaimStatus.RETURN_WITHDRAWN,
    EXCHANGE_REQUEST: ClaimStatus.EXCHANGE_REQUESTED,
    EXCHANGE_REDELIVERING: ClaimStatus.EXCHANGE_REQUESTED,
    EXCHANGE_DONE: ClaimStatus.EXCHANGED,
    EXCHANGE_REJECT: ClaimStatus.EXCHANGE_WITHDRAWN,
  }),
);

/** Holding back the purchase confirmation (구매 확정 보류) is no claim on the goods. */
const notClaims: ReadonlySet<string> = new Set([
  'PURCHASE_DECISION_HOLDBACK',
  'PURCHASE_DECISION_REQUEST',
  'PURCHASE_DECISION_HOLDBACK_RELEASE',
]);

const dispatchedStatuses: ReadonlySet<string> = new Set([
  'DELIVERING',
  'DELIVERED',
  'PURCHASE_DECIDED',
  'RETURNED',
  'EXCHANGED',
]);

function wasDispatched(row: ProductOrderRow): boolean {
  if (dispatchedStatuses.has(text(row.productOrder, 'productOrderStatus') ?? '')) return true;
  return text(block(row, 'delivery'), 'sendDate') !== null;
}

/**
 * CANCEL_REJECT (취소 철회) stands for both: withdrawn by the buyer, and refused by shipping nevertheless. Only whether
 * the goods left tells which (assumed), so a withdrawn request of an order that is shipped later reads as refused.
 */
function cancellationStatusOf(word: string, row: ProductOrderRow): CancellationStatus {
  if (word !== 'CANCEL_REJECT') return cancellationStatuses.get(word) ?? CancellationStatus.UNKNOWN;
  return wasDispatched(row) ? CancellationStatus.REJECTED : CancellationStatus.WITHDRAWN;
}

function claimStatusOfWord(word: string, claimType: string | null, row: ProductOrderRow): ClaimStatus {
  if (word === 'CANCEL_REJECT') {
    return wasDispatched(row) ? ClaimStatus.CANCEL_REJECTED : ClaimStatus.CANCEL_WITHDRAWN;
  }
  if (word === 'COLLECTING' || word === 'COLLECT_DONE') {
    if (claimType === 'RETURN') return ClaimStatus.RETURN_REQUESTED;
    if (claimType === 'EXCHANGE') return ClaimStatus.EXCHANGE_REQUESTED;
  }
  return claimStatuses.get(word) ?? ClaimStatus.UNKNOWN;
}

/** Where the order's claim stands: the one under way, else the one completed last (a partial cancel leaves no other trace). */
export function claimStatusOf(row: ProductOrderRow): ClaimStatus {
  const current = currentClaimWord(row);
  if (current !== null && !notClaims.has(current.word)) return claimStatusOfWord(current.word, current.claimType, row);
  const last = completedClaims(row)
    .map((claim) => ({ claim, at: instant(claim, 'claimRequestDate') ?? -Infinity }))
    .reduce<{ claim: CompletedClaim; at: number } | null>((a, b) => (a !== null && a.at > b.at ? a : b), null);
  if (last === null) return ClaimStatus.NONE;
  return claimStatusOfWord(neededText(last.claim, 'claimStatus'), text(last.claim, 'claimType'), row);
}

function currentClaimWord(row: ProductOrderRow): { word: string; claimType: string | null } | null {
  const claimType = text(row.productOrder, 'claimType');
  const word = text(row.productOrder, 'claimStatus');
  if (word !== null) return { word, claimType };
  const current = block(row, 'currentClaim');
  for (const [name, type] of [
    ['cancel', 'CANCEL'],
    ['return', 'RETURN'],
    ['exchange', 'EXCHANGE'],
  ] as const) {
    const inBlock = text(block(current, name), 'claimStatus');
    if (inBlock !== null) return { word: inBlock, claimType: type };
  }
  return null;
}

function completedClaims(row: ProductOrderRow): readonly CompletedClaim[] {
  const claims: unknown = row.completedClaims ?? [];
  if (!Array.isArray(claims) || !claims.every(isObject)) throw malformed('completedClaims is no list of claims');
  return claims as readonly CompletedClaim[];
}

/** All cancellations that a row tells: the current one, else its deprecated copy, and the completed ones. */
export function cancelsOf(row: ProductOrderRow): Cancel[] {
  const { productOrder } = row;
  const isNamed = isCancelType(text(productOrder, 'claimType'));
  const namedId = isNamed ? text(productOrder, 'claimId') : null;
  const current = block(block(row, 'currentClaim'), 'cancel') ?? block(row, 'cancel');
  const cancels: Cancel[] = [];
  if (current !== null) cancels.push(cancelOfCurrent(current, namedId, row));
  for (const claim of completedClaims(row)) {
    if (!isCancelType(text(claim, 'claimType'))) continue;
    const claimId = text(claim, 'claimId');
    if (claimId !== null && cancels.some((cancel) => cancel.claimId === claimId)) continue;
    cancels.push(cancelOfCompleted(claim, row));
  }
  // Where the block of a marketplace's own cancel stands is not documented; a claim that only the row names is kept.
  const isTold = cancels.some((cancel) => namedId === null || cancel.claimId === namedId);
  if (isNamed && !isTold) cancels.push(cancelOfName(row));
  return cancels;
}

function cancelOfCurrent(claim: CancelClaim, namedId: string | null, row: ProductOrderRow): Cancel {
  const claimId = text(claim, 'claimId') ?? namedId;
  const claimStatus = text(claim, 'claimStatus') ?? neededText(row.productOrder, 'claimStatus');
  const isByAdmin = text(row.productOrder, 'claimType') === 'ADMIN_CANCEL' && claimId === namedId;
  return {
    claimId,
    claimStatus,
    status: cancellationStatusOf(claimStatus, row),
    isByMarketplace: isByAdmin || claimStatus.startsWith('ADMIN_'),
    requestChannel: text(claim, 'requestChannel'),
    requestDate: instant(claim, 'claimRequestDate'),
    approvalDate: instant(claim, 'cancelApprovalDate'),
    completedDate: instant(claim, 'cancelCompletedDate'),
    reasonCode: text(claim, 'cancelReason'),
    reasonDetail: text(claim, 'cancelDetailedReason'),
    quantity: quantity(claim, 'requestQuantity'),
    raw: claim,
  };
}

function cancelOfCompleted(claim: CompletedClaim, row: ProductOrderRow): Cancel {
  const claimStatus = neededText(claim, 'claimStatus');
  return {
    claimId: text(claim, 'claimId'),
    claimStatus,
    status: cancellationStatusOf(claimStatus, row),
    isByMarketplace: text(claim, 'claimType') === 'ADMIN_CANCEL' || claimStatus.startsWith('ADMIN_'),
    requestChannel: text(claim, 'requestChannel'),
    requestDate: instant(claim, 'claimRequestDate'),
    approvalDate: instant(claim, 'claimRequestAdmissionDate'),
    completedDate: instant(claim, 'claimCompleteOperationDate'),
    reasonCode: text(claim, 'claimRequestReason'),
    reasonDetail: text(claim, 'claimRequestDetailContent'),
    quantity: quantity(claim, 'requestQuantity'),
    raw: claim,
  };
}

function cancelOfName(row: ProductOrderRow): Cancel {
  const { productOrder } = row;
  const claimStatus = neededText(productOrder, 'claimStatus');
  return {
    claimId: text(productOrder, 'claimId'),
    claimStatus,
    status: cancellationStatusOf(claimStatus, row),
    isByMarketplace: text(productOrder, 'claimType') === 'ADMIN_CANCEL',
    requestChannel: null,
    requestDate: null,
    approvalDate: undefined,
    completedDate: undefined,
    reasonCode: undefined,
    reasonDetail: null,
    quantity: null,
    raw: productOrder,
  };
}

export function cancellationRecord(cancel: Cancel, row: ProductOrderRow): CancellationRecord {
  const { order, productOrder } = row;
  const productOrderId = neededText(productOrder, 'productOrderId');
  const { claimId, requestDate, reasonCode } = cancel;
  const isSparse = reasonCode === undefined;
  return {
    key: `${claimId ?? requestDate ?? 'cancel'}-${productOrderId}`,
    orderKey: productOrderId,
    orderNumber: neededText(order, 'orderId'),
    status: cancel.status,
    channelStatus: cancel.claimStatus,
    lineNumber: productOrderId,
    claimNumber: claimId,
    requestedBy: requestedBy(cancel),
    decidedBy: decidedBy(cancel, row),
    isImmediate: isImmediate(cancel, row),
    cancelReason: isSparse ? undefined : reasonText(reasonCode, cancel.reasonDetail),
    cancelReasonCode: reasonCode,
    cancellationRequestDate: isSparse ? undefined : requestDate,
    cancelApprovalDate: cancel.approvalDate,
    cancelCompletedDate: cancel.completedDate,
    cancelQuantity: isSparse ? undefined : cancel.quantity,
    orderQuantity: quantity(productOrder, 'initialQuantity') ?? quantity(productOrder, 'quantity'),
    native: {},
    raw: cancel.raw,
  };
}

/**
 * The words of requestChannel are not documented (samples: 구매회원), so they are matched loosely. A buyer's request that
 * the marketplace grants as its own cancel stays the buyer's.
 */
function requestedBy(cancel: Cancel): Party {
  const channel = cancel.requestChannel ?? '';
  if (/구매/.test(channel)) return Party.BUYER;
  if (/판매/.test(channel)) return Party.SELLER;
  const isStaff = /관리자|운영자|시스템|고객센터|네이버/.test(channel);
  return isStaff || cancel.isByMarketplace ? Party.MARKETPLACE : Party.UNKNOWN;
}

/** Null: nobody has decided, or nobody had to; undefined: decided, and the row does not say by whom. */
function decidedBy(cancel: Cancel, row: ProductOrderRow): Party | null | undefined {
  if (cancel.status === CancellationStatus.REJECTED) return Party.SELLER;
  const isGranted = cancel.status === CancellationStatus.APPROVED || cancel.status === CancellationStatus.COMPLETED;
  if (!isGranted || isImmediate(cancel, row)) return null;
  return cancel.isByMarketplace ? Party.MARKETPLACE : undefined;
}

/** Completed while the seller had not confirmed, or before the moment he did (a partial cancel stays in the row's history). */
function isImmediate(cancel: Cancel, row: ProductOrderRow): boolean {
  if (cancel.status !== CancellationStatus.COMPLETED) return false;
  if (text(row.productOrder, 'placeOrderStatus') === 'NOT_YET') return true;
  const confirmedDate = instant(row.productOrder, 'placeOrderDate');
  return confirmedDate !== null && typeof cancel.completedDate === 'number' && cancel.completedDate < confirmedDate;
}
