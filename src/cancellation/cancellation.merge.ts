import type { Stamp } from '../base/stamp.js';
import { stampToInstant } from '../base/stamp.js';
import type { CancellationDetails, CancellationRecord } from '../model/cancellation.js';
import { CancellationStatus, Party } from '../model/cancellation.js';
import { ClaimStatus } from '../model/order.js';
import { Cancellation } from './cancellation.entity.js';

const blank: Readonly<CancellationDetails> = {
  lineNumber: null,
  claimNumber: null,
  requestedBy: Party.UNKNOWN,
  decidedBy: null,
  isImmediate: false,
  cancelReason: null,
  cancelReasonCode: null,
  cancellationRequestDate: null,
  cancelApprovalDate: null,
  cancelCompletedDate: null,
  cancelWithdrawnDate: null,
  cancelQuantity: null,
  orderQuantity: null,
  refundAmount: null,
  native: {},
  raw: null,
};

const fields = Object.keys(blank) as (keyof CancellationDetails)[];

/** As mergeOrder, for a claim. */
export function mergeCancellation(
  channelId: string,
  existing: Cancellation | null,
  record: CancellationRecord,
  began: Stamp,
): Cancellation | null {
  if (existing && began < existing.freshness) return null;
  const details: Record<string, unknown> = {};
  for (const field of fields) {
    const told = record[field];
    details[field] = told === undefined ? (existing ?? blank)[field] : told;
  }
  return Object.assign(new Cancellation(), details, {
    channelId,
    key: record.key,
    orderKey: record.orderKey,
    orderNumber: record.orderNumber,
    status: statusAfter(existing, record.status),
    channelStatus: record.channelStatus,
    fetchedAt: stampToInstant(began),
    freshness: began,
    isOrderSought: existing?.isOrderSought ?? false,
  });
}

/**
 * A request that the buyer took back stays so: some marketplaces have one word for withdrawn and for rejected by shipping,
 * and use it for the former once the order has shipped.
 */
const statusAfter = (existing: Cancellation | null, told: CancellationStatus): CancellationStatus =>
  existing?.status === CancellationStatus.WITHDRAWN && told === CancellationStatus.REJECTED ? existing.status : told;

const claimStatuses: Readonly<Record<CancellationStatus, ClaimStatus>> = {
  [CancellationStatus.REQUESTED]: ClaimStatus.CANCEL_REQUESTED,
  [CancellationStatus.WITHDRAWN]: ClaimStatus.CANCEL_WITHDRAWN,
  [CancellationStatus.REJECTED]: ClaimStatus.CANCEL_REJECTED,
  [CancellationStatus.APPROVED]: ClaimStatus.CANCELED,
  [CancellationStatus.COMPLETED]: ClaimStatus.CANCELED,
  [CancellationStatus.UNKNOWN]: ClaimStatus.UNKNOWN,
};

/** Newest first; an open request counts as the newest. */
export const byRecency = (a: Cancellation, b: Cancellation): number =>
  Number(b.status === CancellationStatus.REQUESTED) - Number(a.status === CancellationStatus.REQUESTED) ||
  dateOf(b) - dateOf(a) ||
  (a.key < b.key ? 1 : -1);

const dateOf = (claim: Cancellation): number =>
  claim.cancellationRequestDate ?? claim.cancelWithdrawnDate ?? claim.cancelCompletedDate ?? 0;

/** The order line's claimStatus as its cancellations tell it. */
export function claimStatusOf(claims: readonly Cancellation[]): ClaimStatus {
  const newest = [...claims].sort(byRecency)[0];
  return newest ? claimStatuses[newest.status] : ClaimStatus.NONE;
}
