import type { Instant } from '../../../base/clock.js';
import type { LineToPlace, Receiver } from '../../../sandbox/emulator.js';

/**
 * `ordPrdStat` values that a line of this emulator can have: awaiting deposit, paid, confirmed, dispatched, delivered,
 * cancel requested, purchase confirmed, cancelled. Source: the sheet's code table (documented).
 */
export type LineStatus = '102' | '202' | '301' | '401' | '501' | '701' | '901' | 'B01';

export interface Order {
  /** 17 digits, the first eight the Korean day of the order. */
  readonly ordNo: string;
  readonly orderedAt: Instant;
  paidAt: Instant | null;
  /** Lists hold the order back until then; look-ups by number don't. */
  readonly visibleAt: Instant;
  readonly buyer: { readonly name: string; readonly tel: string };
  readonly memberNumber: number;
  /** Where the order was first addressed to; stands for the buyer's own address, which an order to place doesn't give. */
  readonly buyerAddress: Receiver;
  receiver: Receiver;
  readonly memo: string | null;
  readonly lines: Line[];
}

export interface Line {
  readonly order: Order;
  /** `ordPrdSeq`, from 1. */
  readonly seq: number;
  readonly dlvNo: string;
  /** `bndlDlvSeq`; 0 where the line travels alone. */
  readonly bundleSerial: number;
  readonly product: LineToPlace;
  readonly productNumber: number;
  readonly optionNumber: number;
  /** Won; on the first line of the order alone. */
  readonly shippingFee: number;
  /** Won; on the first line of the order alone. */
  readonly remoteShippingFee: number;
  status: LineStatus;
  canceledQuantity: number;
  confirmedAt: Instant | null;
  dispatch: Dispatch | null;
  deliveredAt: Instant | null;
  purchaseConfirmedAt: Instant | null;
  /** Oldest first; at most one of them is open. */
  readonly claims: Claim[];
}

export interface Dispatch {
  readonly at: Instant;
  /** Code of the request set (01 courier, 02 post, 03 by hand, 04 quick, 05 none). */
  readonly method: string;
  readonly courierCode: string | null;
  /** The first parcel is the one that answers show; none without a courier. */
  readonly invoices: readonly string[];
}

export interface Claim {
  /** `ordPrdCnSeq`. */
  readonly number: number;
  readonly line: Line;
  state: 'REQUESTED' | 'WITHDRAWN' | 'REJECTED' | 'COMPLETED';
  readonly isImmediate: boolean;
  /** `ordCnMnbdCd`: 01 buyer, 02 seller. */
  readonly filedBy: '01' | '02';
  readonly reasonCode: string;
  readonly reason: string;
  readonly quantity: number;
  readonly requestedAt: Instant;
  closedAt: Instant | null;
  /** Closed by the marketplace's staff, not by the seller. */
  isForced: boolean;
}

/** What is neither cancelled for good; a request that still waits does not count. */
export const liveQuantity = (line: Line): number => line.product.quantity - line.canceledQuantity;

export const openClaim = (line: Line): Claim | null => line.claims.find((claim) => claim.state === 'REQUESTED') ?? null;
