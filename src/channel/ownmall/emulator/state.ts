import type { Instant } from '../../../base/clock.js';
import type { EmulatedCancellation, LineToPlace, OrderToPlace, Receiver } from '../../../sandbox/emulator.js';
import type { CancelStatus, OrderStatus } from './codes.js';

/** One product line, the unit of everything in this contract. Instants are whole seconds, as the wire tells them. */
export interface Line {
  readonly orderNumber: string;
  readonly orderGroupNumber: string;
  readonly orderedAt: Instant;
  readonly visibleAt: Instant;
  readonly buyer: OrderToPlace['buyer'];
  readonly memo: string | null;
  readonly goods: LineToPlace;
  readonly productNumber: string;
  readonly productOptionNumber: string | null;
  /** Of the basket on its first line, 0 on the others. */
  readonly shippingFee: number;
  readonly remoteShippingFee: number;
  readonly claims: Claim[];
  status: OrderStatus;
  paidAt: Instant | null;
  receiver: Receiver;
  courierCode: string | null;
  trackingNumber: string | null;
}

export interface Claim {
  readonly requestedAt: Instant;
  readonly reason: string;
  readonly quantity: number;
  /** Where the line stood when the cancel was asked. */
  readonly askedIn: OrderStatus;
  /** Null where nobody had to approve. */
  approvedAt: Instant | null;
  /** When the refund is done; may lie ahead. */
  completedAt: Instant | null;
  /** How an unapproved request ended. */
  ended: 'WITHDRAWN' | 'REJECTED' | null;
}

export const openClaim = (line: Line): Claim | undefined =>
  line.claims.find((claim) => claim.ended === null && claim.completedAt === null);

export const canceledQuantity = (line: Line): number =>
  line.claims.reduce((sum, claim) => (claim.completedAt === null ? sum : sum + claim.quantity), 0);

export function cancelStatus(claim: Claim, now: Instant): CancelStatus {
  if (claim.ended) return `CANCEL_${claim.ended}`;
  if (claim.completedAt === null) return 'CANCEL_REQUESTED';
  return claim.completedAt > now ? 'CANCEL_APPROVED' : 'CANCEL_COMPLETED';
}

/** The claim in neutral words; approved counts as completed, since nothing can stop it any more. */
export const plainClaim = (claim: Claim): EmulatedCancellation => ({
  claimNumber: null,
  state: claim.ended ?? (claim.completedAt === null ? 'REQUESTED' : 'COMPLETED'),
  isImmediate: claim.completedAt !== null && claim.approvedAt === null,
  quantity: claim.quantity,
  requestedAt: claim.requestedAt,
});

/**
 * The buyer cancels. Before the seller's confirmation at once, after it by request.
 * @evidence documented
 */
export function requestCancel(line: Line, quantity: number | null, reason: string, now: Instant): boolean {
  const alive = line.goods.quantity - canceledQuantity(line);
  const wanted = quantity ?? alive;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > alive || openClaim(line)) return false;
  if (line.status !== 'UNPAID' && line.status !== 'PAID' && line.status !== 'CONFIRMED') return false;
  const claim: Claim = {
    requestedAt: now,
    reason,
    quantity: wanted,
    askedIn: line.status,
    approvedAt: null,
    completedAt: line.status === 'CONFIRMED' ? null : now,
    ended: null,
  };
  line.claims.push(claim);
  cancelIfNothingIsLeft(line);
  return true;
}

/** Approves the open request; the refund follows `refundDelay` later. @evidence documented */
export function approveCancel(line: Line, now: Instant, refundDelay: number): boolean {
  const claim = openClaim(line);
  if (!claim) return false;
  claim.approvedAt = now;
  claim.completedAt = now + refundDelay;
  cancelIfNothingIsLeft(line);
  return true;
}

/** The request ends and the line is as before. @evidence documented */
export function withdrawCancel(line: Line): boolean {
  const claim = openClaim(line);
  if (!claim) return false;
  claim.ended = 'WITHDRAWN';
  return true;
}

/** The deposit never came. How the contract tells a lapse is nowhere said; as an immediate cancel. @evidence assumed */
export const lapse = (line: Line, now: Instant): boolean =>
  line.status === 'UNPAID' && requestCancel(line, null, '입금 기한 만료', now);

/** A line of which some pieces are cancelled lives on with the rest. @evidence documented */
function cancelIfNothingIsLeft(line: Line): void {
  if (canceledQuantity(line) === line.goods.quantity) line.status = 'CANCELED';
}

/** Moves a line along its life, if it stands where the step begins. @evidence documented */
export function step(line: Line, from: OrderStatus, to: OrderStatus): boolean {
  if (line.status !== from || openClaim(line)) return false;
  line.status = to;
  return true;
}

/**
 * Ships in the seller's back office. An open cancel request is rejected with that invoice, as the contract's
 * rejectCancel with tracking_no does: CANCEL_REJECTED, and the line is shipped.
 * @evidence documented
 */
export function dispatch(line: Line, courierCode: string, trackingNumber: string): boolean {
  if (line.status !== 'PAID' && line.status !== 'CONFIRMED') return false;
  const claim = openClaim(line);
  if (claim) claim.ended = 'REJECTED';
  ship(line, courierCode, trackingNumber);
  return true;
}

/** From PAID the mall confirms implicitly. @evidence documented */
export function ship(line: Line, courierCode: string, trackingNumber: string): void {
  line.status = 'SHIPPING';
  line.courierCode = courierCode;
  line.trackingNumber = trackingNumber;
}

const BEFORE_DISPATCH: ReadonlySet<OrderStatus> = new Set<OrderStatus>(['UNPAID', 'PAID', 'CONFIRMED']);

/** Orders change addresses between list and confirm; that they may until dispatch is our reading. @evidence assumed */
export const mayMove = (line: Line): boolean => BEFORE_DISPATCH.has(line.status);
