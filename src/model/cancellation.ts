import type { Amount } from '../base/amount.js';
import type { Instant } from '../base/clock.js';

export enum CancellationStatus {
  REQUESTED = 'REQUESTED',
  WITHDRAWN = 'WITHDRAWN',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  COMPLETED = 'COMPLETED',
  UNKNOWN = 'UNKNOWN',
}

export enum Party {
  BUYER = 'BUYER',
  SELLER = 'SELLER',
  MARKETPLACE = 'MARKETPLACE',
  UNKNOWN = 'UNKNOWN',
}

export interface CancellationIdentity {
  /** The claim's lasting key per line, unique within the channel: claim number and line, or line and request date. */
  readonly key: string;
  /** Key of the order line that it concerns; see OrderIdentity.key. */
  readonly orderKey: string;
  readonly orderNumber: string;
  readonly status: CancellationStatus;
  /** The marketplace's own status, unchanged. */
  readonly channelStatus: string;
}

export interface CancellationDetails {
  lineNumber: string | null;
  claimNumber: string | null;
  requestedBy: Party;
  decidedBy: Party | null;
  /** Cancelled before the seller confirmed: refunded at once, nothing to approve. */
  isImmediate: boolean;
  cancelReason: string | null;
  cancelReasonCode: string | null;
  cancellationRequestDate: Instant | null;
  cancelApprovalDate: Instant | null;
  cancelCompletedDate: Instant | null;
  cancelWithdrawnDate: Instant | null;
  cancelQuantity: number | null;
  orderQuantity: number | null;
  refundAmount: Amount | null;
  native: Readonly<Record<string, string>>;
  raw: unknown;
}

/** One line's cancellation as one answer tells it; an undefined field is not carried and clears nothing. */
export interface CancellationRecord extends CancellationIdentity, Readonly<Partial<CancellationDetails>> {
  /** True where it is about every piece of its order, however many; the known order then tells cancelQuantity. */
  readonly isOfWholeOrder?: true;
}

export interface StoredCancellation extends CancellationIdentity, Readonly<CancellationDetails> {
  readonly channelId: string;
}
