import type { Instant } from '../../../base/clock.js';
import type { EmulatedCancellation, Receiver } from '../../../sandbox/emulator.js';
import type { Carrier } from './carriers.js';
import type { OrderStatus } from './codes.js';
import type { Cents } from './money.js';

export type ClaimKind = 'Cancellation' | 'Return' | 'Exchange';

/** 주문: what one buyer ordered at once, in one shop of the mall. */
export interface Order {
  readonly orderId: string;
  readonly shopNo: number;
  readonly currency: string;
  readonly orderedAt: Instant;
  paidAt: Instant | null;
  /** Bank transfer: the only way to order now and pay later. */
  readonly byTransfer: boolean;
  /** Lists leave it out until then. */
  readonly visibleAt: Instant;
  readonly isMobile: boolean;
  readonly buyer: Buyer;
  readonly memo: string | null;
  readonly shippingFee: Cents;
  readonly remoteFee: Cents;
  /** Lines as ordered, then those that partial claims and exchanges added. */
  readonly lines: Line[];
  /** 수령자, one per shipping code that a line has. */
  readonly receivers: Map<string, Receiver>;
  /** How many shipping codes it ever had. */
  shippingCodes: number;
  readonly claims: Claim[];
  /** Amounts at order time. */
  initial: Amounts;
  showsAddress: boolean;
}

export interface Buyer {
  readonly memberId: string;
  readonly name: string;
  readonly tel: string;
}

/** A product and its option: what is the same in every order of it. */
export interface Variant {
  readonly productNo: number;
  readonly productCode: string;
  readonly optionId: string;
  readonly productName: string;
  readonly optionName: string | null;
  readonly sellerCode: string | null;
}

/** 품주: one line; its status is the truth, the order's is only a sum of them. */
export interface Line {
  readonly order: Order;
  readonly itemNo: number;
  readonly code: string;
  readonly variant: Variant;
  readonly unitPrice: Cents;
  readonly optionPrice: Cents;
  /** Of the whole line. */
  couponDiscount: Cents;
  marketDiscount: Cents;
  quantity: number;
  /** Lines of one group pay delivery once. */
  readonly feeGroup: number;
  /** The line that a partial claim or an exchange took this one from. */
  readonly origin: Line | null;
  /** Sent in exchange for another line. */
  readonly isSubstitute: boolean;
  shippingCode: string;
  status: OrderStatus;
  /** Where an open or settled claim found it. */
  statusBeforeClaim: OrderStatus | null;
  heldFrom: OrderStatus | null;
  /** The buyer's request, while it is open and after it was granted. */
  request: ClaimRequest | null;
  undone: ClaimKind | null;
  /** The filter code (C11, R11, E11) of a request that the seller turned down last. */
  rejected: OrderStatus | null;
  claim: Claim | null;
  parcel: Parcel | null;
  expectedDispatch: string | null;
  readonly dates: LineDates;
  readonly history: Step[];
  /** Its cancellations in neutral words, oldest first. */
  readonly cancellations: CancellationRecord[];
}

type CancellationRecord = { -readonly [K in keyof EmulatedCancellation]: EmulatedCancellation[K] };

interface ClaimRequest {
  readonly kind: ClaimKind;
  readonly quantity: number;
  readonly reasonType: string;
  readonly reason: string;
}

/** So many of a line. */
export interface Pieces {
  readonly line: Line;
  readonly quantity: number;
}

export interface ClaimDates {
  requested: Instant | null;
  accepted: Instant | null;
  completed: Instant | null;
}

export interface LineDates extends Record<ClaimKind, ClaimDates> {
  placed: Instant | null;
  shipped: Instant | null;
  delivered: Instant | null;
  purchaseConfirmed: Instant | null;
}

export interface Parcel {
  readonly carrier: Carrier;
  readonly trackingNumber: string;
  readonly updatedAt: Instant;
}

/** One change of a line's status. */
interface Step {
  readonly at: Instant;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  readonly byManager: boolean;
}

/** 클레임: what the seller accepted, of one order. */
export interface Claim {
  readonly code: string;
  readonly kind: ClaimKind;
  readonly order: Order;
  readonly lines: Line[];
  /** The seller's, where one was given. */
  readonly reasonType: string | null;
  readonly reason: string | null;
  undo: Undo | null;
}

export interface Undo {
  readonly reasonType: string;
  readonly reason: string | null;
  readonly exposesOrderDetail: string;
  readonly exposedReason: string | null;
}

export interface Amounts {
  readonly goods: Cents;
  readonly shipping: Cents;
  readonly coupon: Cents;
  readonly market: Cents;
  readonly payment: Cents;
}

const CANCELED = /^C4\d$/;
const BEFORE_PAYMENT = /^N0[02]$/;

/** Cancelled for good, before payment or after it. */
export const isCanceled = (line: Line): boolean => CANCELED.test(line.status);
export const isUnpaid = (line: Line): boolean => BEFORE_PAYMENT.test(line.status);
/** In no claim at all. */
export const isNormal = (line: Line): boolean => line.status.startsWith('N');
/** A request of the buyer waits. */
export const isRequested = (line: Line): boolean => line.status.endsWith('00') && !isNormal(line);

/** What no claim has taken: a mere request leaves a line where it is. @evidence assumed */
export const isLive = (line: Line): boolean => isNormal(line) || isRequested(line);

export function move(line: Line, to: OrderStatus, at: Instant, byManager: boolean): void {
  line.history.push({ at, from: line.status, to, byManager });
  line.status = to;
}

/** What the order costs, counting some of its lines; delivery is free once all of them are gone. @evidence assumed */
export function amountsOf(order: Pick<Order, 'shippingFee' | 'remoteFee'>, lines: readonly Line[]): Amounts {
  const goods = sum(lines, (line) => (line.unitPrice + line.optionPrice) * line.quantity);
  const shipping = lines.length === 0 ? 0 : order.shippingFee + order.remoteFee;
  const coupon = sum(lines, (line) => line.couponDiscount);
  const market = sum(lines, (line) => line.marketDiscount);
  return { goods, shipping, coupon, market, payment: goods + shipping - coupon - market };
}

export const noAmounts: Amounts = { goods: 0, shipping: 0, coupon: 0, market: 0, payment: 0 };

/** A substitute was paid with the line that it replaces. */
export const actualAmounts = (order: Order): Amounts =>
  amountsOf(
    order,
    order.lines.filter((line) => !isCanceled(line) && !line.isSubstitute),
  );

const sum = (lines: readonly Line[], amountOf: (line: Line) => Cents): Cents =>
  lines.reduce((total, line) => total + amountOf(line), 0);
