import type { Instant } from '../../../base/clock.js';
import type { Receiver } from '../../../sandbox/emulator.js';
import type { Courier } from './couriers.js';
import type { Reason } from './reasons.js';

export const sheetStatuses = [
  'ACCEPT',
  'INSTRUCT',
  'DEPARTURE',
  'DELIVERING',
  'FINAL_DELIVERY',
  'NONE_TRACKING',
] as const;

export type SheetStatus = (typeof sheetStatuses)[number];

export interface Product {
  readonly productId: string;
  readonly sellerProductId: string;
  readonly name: string;
}

/** The smallest unit on sale (옵션). */
export interface VendorItem {
  readonly vendorItemId: string;
  readonly product: Product;
  readonly optionName: string | null;
  readonly sellerCode: string | null;
}

export interface Order {
  readonly orderId: string;
  readonly paymentId: string;
  readonly orderedAt: Instant;
  readonly paidAt: Instant;
  readonly visibleAt: Instant;
  readonly buyer: { readonly name: string; readonly tel: string };
  readonly memo: string | null;
  /** Where it was paid (결제위치). */
  readonly refer: string;
  readonly boxes: Box[];
  readonly lines: Line[];
  readonly receipts: Receipt[];
}

/** A shipment box (묶음배송): the unit of confirming and of sending. */
export interface Box {
  readonly shipmentBoxId: string;
  readonly order: Order;
  readonly shippingFee: number;
  readonly remoteFee: number;
  readonly lines: Line[];
  status: SheetStatus;
  receiver: Receiver;
  /** Came of a split, or had a part taken off. */
  isSeparated: boolean;
  courier: Courier | null;
  invoiceNumber: string;
  inTransitAt: Instant | null;
  deliveredAt: Instant | null;
}

export interface Line {
  readonly item: VendorItem;
  readonly order: Order;
  /** Changes when the line leaves in a split. */
  box: Box;
  readonly quantity: number;
  /** Per unit; the option's own price. */
  readonly salesPrice: number;
  /** Of the whole line, paid for by the seller. */
  readonly instantCouponDiscount: number;
  /** Of the whole line, paid for by Coupang. */
  readonly coupangDiscount: number;
  /** holdCountForCancel: asked to be cancelled, not answered. */
  held: number;
  /** cancelCount: cancelled for good. */
  canceled: number;
  /** `yyyy-MM-dd`, set once in a split; '' before. */
  plannedShippingDate: string;
  invoiceUploadedAt: Instant | null;
  purchaseConfirmedAt: Instant | null;
}

/** What became of a receipt: waiting, stopped (cancelled), already shipped (rejected) or taken back. */
export type ReceiptState = 'OPEN' | 'STOPPED' | 'ALREADY_SHIPPED' | 'WITHDRAWN';

export interface Receipt {
  readonly receiptId: string;
  readonly order: Order;
  /** CANCEL: immediate, before confirmation. RETURN: a stop request, after it. */
  readonly type: 'CANCEL' | 'RETURN';
  readonly createdAt: Instant;
  readonly reason: Reason;
  readonly freeText: string;
  readonly returnDeliveryId: string;
  readonly receiver: Receiver;
  readonly items: ReceiptItem[];
  state: ReceiptState;
  modifiedAt: Instant;
  /** Who approved; null while nobody did. */
  approvedBy: 'VENDOR' | 'COUPANG' | null;
}

export interface ReceiptItem {
  readonly line: Line;
  /** The box that the line was in when it was asked for. */
  readonly shipmentBoxId: string;
  readonly count: number;
}

export const dispatchable = (line: Line): number => line.quantity - line.held - line.canceled;

export const isLineGone = (line: Line): boolean => line.canceled === line.quantity;

/** Nothing of it is left to send: the box is out of every list and single reads refuse it. */
export const isBoxGone = (box: Box): boolean => box.lines.every(isLineGone);
