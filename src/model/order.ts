import type { Amount } from '../base/amount.js';
import type { Instant } from '../base/clock.js';

export enum OrderStatus {
  PAYMENT_PENDING = 'PAYMENT_PENDING',
  PAID = 'PAID',
  CONFIRMED = 'CONFIRMED',
  DISPATCHED = 'DISPATCHED',
  IN_TRANSIT = 'IN_TRANSIT',
  DELIVERED = 'DELIVERED',
  PURCHASE_CONFIRMED = 'PURCHASE_CONFIRMED',
  CANCELED = 'CANCELED',
  RETURNED = 'RETURNED',
  EXCHANGED = 'EXCHANGED',
  UNKNOWN = 'UNKNOWN',
}

export enum ClaimStatus {
  NONE = 'NONE',
  CANCEL_REQUESTED = 'CANCEL_REQUESTED',
  CANCEL_REJECTED = 'CANCEL_REJECTED',
  CANCEL_WITHDRAWN = 'CANCEL_WITHDRAWN',
  CANCELED = 'CANCELED',
  RETURN_REQUESTED = 'RETURN_REQUESTED',
  RETURN_REJECTED = 'RETURN_REJECTED',
  RETURN_WITHDRAWN = 'RETURN_WITHDRAWN',
  RETURNED = 'RETURNED',
  EXCHANGE_REQUESTED = 'EXCHANGE_REQUESTED',
  EXCHANGE_REJECTED = 'EXCHANGE_REJECTED',
  EXCHANGE_WITHDRAWN = 'EXCHANGE_WITHDRAWN',
  EXCHANGED = 'EXCHANGED',
  UNKNOWN = 'UNKNOWN',
}

export interface OrderOptionRecord {
  readonly name: string;
  readonly quantity: number | null;
  readonly code: string | null;
}

/** Dates of an order's life, each an instant or null where it has not happened or is not told. */
export interface OrderDates {
  orderedDate: Instant | null;
  paidDate: Instant | null;
  confirmedDate: Instant | null;
  dispatchedDate: Instant | null;
  deliveredDate: Instant | null;
  purchaseConfirmedDate: Instant | null;
  dispatchDueDate: Instant | null;
  depositDueDate: Instant | null;
}

/** The buyer, the receiver and the address; personal data, never logged. */
export interface OrderPeople {
  buyerId: string | null;
  senderName: string | null;
  senderTel: string | null;
  senderTel2: string | null;
  receiverName: string | null;
  receiverTel: string | null;
  receiverTel2: string | null;
  zipCode: string | null;
  receiverAddress: string | null;
  shippingMemo: string | null;
}

export interface OrderGoods {
  productNumber: string | null;
  productName: string | null;
  productOptionNumber: string | null;
  productOptionName: string | null;
  options: readonly OrderOptionRecord[];
  additions: readonly OrderOptionRecord[];
  sellerProductCode: string | null;
  productQuantity: number;
  canceledQuantity: number;
}

export interface OrderMoney {
  currency: string;
  productPriceAmount: Amount | null;
  isShippingFeePaid: boolean | null;
  shippingFee: Amount | null;
  isOverseas: boolean | null;
  remoteShippingFee: Amount | null;
  productPrice: Amount | null;
  salesCommissionFee: Amount | null;
  sellerDiscountPriceAmount: Amount | null;
  mallDiscountPriceAmount: Amount | null;
  optionPriceAmount: Amount | null;
  additionPriceAmount: Amount | null;
  expectedPaymentAmount: Amount | null;
}

/** The invoice (송장) that the order line travels under, as the channel tells it. */
export interface OrderInvoice {
  /** The channel's own courier code; null where it gives only a name or nothing. */
  courierCode: string | null;
  courierName: string | null;
  trackingNumber: string | null;
  invoiceRegisteredDate: Instant | null;
}

/** What identifies an order line and where it stands. Always told. */
export interface OrderIdentity {
  /**
   * The marketplace's own lasting key of this line, unique within the channel; becomes part of the node id, so it holds
   * nothing that changes during the order's life (no box number that a split renames).
   */
  readonly key: string;
  readonly orderNumber: string;
  readonly status: OrderStatus;
  /** The marketplace's own status, unchanged; several parts joined by '/' where one field does not tell (PAYED/OK). */
  readonly channelStatus: string;
}

export interface OrderNumbers {
  lineNumber: string | null;
  bundleNumber: string | null;
  checkoutNumber: string | null;
}

/** Everything else that a listing may or may not carry. */
export interface OrderDetails extends OrderNumbers, OrderDates, OrderPeople, OrderGoods, OrderMoney, OrderInvoice {
  claimStatus: ClaimStatus;
  /** What the channel's writes need beside the numbers; the adapter's own names. */
  native: Readonly<Record<string, string>>;
  /** The marketplace's record as it was read. */
  raw: unknown;
}

/**
 * One order line as one answer tells it. A field left out (undefined) is not carried by that answer and clears nothing;
 * null means: carried, and there is none.
 */
export interface OrderRecord extends OrderIdentity, Readonly<Partial<OrderDetails>> {
  /** True where the listing carries too little to show an order that was never read before; it is then looked up. */
  readonly isSparse?: boolean;
  /** True where no order row tells canceledQuantity: it is what the order's claims, added up, take out of it. */
  readonly addsUpClaims?: boolean;
}

/** An order line as the store holds it. */
export interface StoredOrder extends OrderIdentity, Readonly<OrderDetails> {
  readonly channelId: string;
}
