import type { Instant } from '../../../base/clock.js';
import { DAY, MINUTE } from '../../../base/time.js';
import type { LineToPlace, Receiver } from '../../../sandbox/emulator.js';
import type { Courier } from './couriers.js';
import { endOfDay } from './dates.js';
import type { Site } from './site.js';
import type { Special } from './special.js';

/** 장바구니: what is paid in one go. */
export interface Cart {
  readonly payNo: number;
  readonly orderedAt: Instant;
  paidAt: Instant | null;
  /** Lists leave its orders out until then. */
  readonly visibleAt: Instant;
  readonly buyer: { readonly name: string; readonly tel: string };
  readonly buyerId: string;
  readonly memo: string;
  readonly orders: Order[];
}

/** 0 입금확인중, 1 결제완료, 2 배송준비중, 3 배송중, 4 배송완료, 5 구매결정. */
export type Stage = 0 | 1 | 2 | 3 | 4 | 5;

/** 주문번호: one option of one product in a cart; the key of every write. */
export interface Order {
  readonly orderNo: number;
  readonly cart: Cart;
  readonly bundle: Bundle;
  readonly goods: Goods;
  readonly line: LineToPlace;
  /** The seller's own; empty where the seller has no code for the product. */
  readonly optionCode: string;
  readonly special: Special;
  stage: Stage;
  /** Null while nobody has given one: a gift not accepted. */
  receiver: Receiver | null;
  /** The buyer changed the address before confirmation. */
  isAddressChanged: boolean;
  giftAcceptedAt: Instant | null;
  confirmedAt: Instant | null;
  /** Until then the confirmation is at work inside. */
  confirmingUntil: Instant;
  parcel: Parcel | null;
  deliveredAt: Instant | null;
  decidedAt: Instant | null;
  /** Of the latest move. */
  changedAt: Instant;
  /** The claim that holds the order, open or done; null where there is none, or it was taken back. */
  claim: Claim | null;
  /** Every claim, oldest first. */
  readonly claims: Claim[];
}

/** 묶음배송: what travels together. Fees in won. */
export interface Bundle {
  readonly groupNo: number;
  readonly shippingFee: number;
  readonly remoteFee: number;
}

export interface Goods {
  /** On Auction `B` and nine digits. */
  readonly siteGoodsNo: string;
  /** Options sold so far, in the order of their codes. */
  readonly optionNames: string[];
}

export interface Parcel {
  readonly courier: Courier;
  readonly invoiceNo: string;
  /** When the first invoice was registered; a correction leaves it. */
  readonly sentAt: Instant;
}

/** 1 요청, 2 취소중, 3 완료, 4 철회, 5 직권환불, 6 거래완료 후 환불. */
export type CancelStatus = 1 | 2 | 3 | 4 | 5 | 6;

export interface Claim {
  readonly order: Order;
  status: CancelStatus;
  /** 1 buyer, 2 seller, 3 customer centre, 4 other. */
  readonly requestUser: 1 | 2 | 4;
  /** 0 nobody. */
  approveUser: 0 | 1 | 2 | 3 | 4;
  /** 0 the seller's fault, 1 the buyer's, 2 other. */
  readonly reason: 0 | 1 | 2;
  readonly reasonCode: number;
  readonly reasonDetail: string;
  readonly requestedAt: Instant;
  withdrawnAt: Instant | null;
  approvedAt: Instant | null;
  completedAt: Instant | null;
  /** Never was a request. */
  readonly isImmediate: boolean;
  /** The invoice ended it, not the buyer. */
  isRejected: boolean;
}

export const isGiftPending = (order: Order): boolean => order.special.isGift && order.giftAcceptedAt === null;

/** Neither unpaid nor under a claim: what the list of orders may show. @evidence documented */
export const isListed = (order: Order): boolean => order.stage !== 0 && order.claim === null;

/** `Status` as GetDeliveryStatus has it. @evidence documented */
export const statusOf = ({ stage, claim }: Order): number => (claim === null ? stage : claim.status === 6 ? 10 : 6);

/** `ClaimStatus` beside it: 1 신청, 2 취소중, 3 취소완료; that a refund after settlement has none is assumed. @evidence documented */
export function claimStatusOf({ claim }: Order): number {
  if (claim === null || claim.status === 6) return 0;
  return claim.status === 1 || claim.status === 2 ? claim.status : 3;
}

const DEPOSIT_DAYS = 7;

/** The table says one day, both samples show seven; on Auction the end of that day. @evidence documented */
export const depositDueAt = (site: Site, { cart }: Order): Instant =>
  site.letter === 'G' ? cart.orderedAt + DEPOSIT_DAYS * DAY : endOfDay(cart.orderedAt + DEPOSIT_DAYS * DAY);

const GIFT_DAYS = 7;

/** How long a gift may wait is taken from the sheet's example. @evidence assumed */
export const giftDueAt = ({ cart }: Order): Instant => endOfDay((cart.paidAt ?? cart.orderedAt) + GIFT_DAYS * DAY);

/** 안심번호: exists about five minutes after the order. */
export const SAFE_NUMBER_DELAY = 5 * MINUTE;
