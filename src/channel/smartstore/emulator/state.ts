import type { Instant } from '../../../base/clock.js';
import type { LineToPlace, Receiver } from '../../../sandbox/emulator.js';
import type { ChangeType, ClaimStatus, DeliveryMethod, PlaceOrderStatus, ProductOrderStatus } from './codes.js';

/** 주문: what one buyer ordered at once. */
export interface Order {
  readonly orderId: string;
  readonly orderedAt: Instant;
  paidAt: Instant | null;
  /** Bank transfer: the only way to order now and pay later. */
  readonly byTransfer: boolean;
  /** Lists leave it out until then. */
  readonly visibleAt: Instant;
  readonly buyer: Buyer;
  receiver: Receiver;
  /** The buyer changed the address after paying. */
  isAddressChanged: boolean;
  readonly memo: string | null;
  readonly productOrders: ProductOrder[];
}

export interface Buyer {
  readonly ordererId: string;
  readonly ordererNo: string;
  readonly name: string;
  readonly tel: string;
}

/** 상품주문: one option of one product within an order; the key of all writes. */
export interface ProductOrder {
  readonly productOrderId: string;
  readonly order: Order;
  readonly bundle: Bundle;
  readonly product: Product;
  readonly line: LineToPlace;
  status: ProductOrderStatus;
  placeStatus: PlaceOrderStatus;
  placedAt: Instant | null;
  remainQuantity: number;
  /** The running claim, or the last one while nothing followed it. */
  claim: Claim | null;
  /** Earlier claims, oldest first. */
  readonly pastClaims: Claim[];
  parcel: Parcel | null;
  decidedAt: Instant | null;
  change: Change;
}

/** 묶음배송: what travels together; the fees are the bundle's and repeat on each of its rows. */
export interface Bundle {
  readonly packageNumber: string;
  readonly deliveryFee: number;
  readonly sectionDeliveryFee: number;
}

export interface Product {
  readonly productId: string;
  readonly originalProductId: string;
  readonly itemNo: string;
  /** The seller's code of the option; null where the product has no options. */
  readonly optionManageCode: string | null;
}

export interface Claim {
  readonly claimId: string;
  type: 'CANCEL' | 'ADMIN_CANCEL';
  status: Extract<ClaimStatus, 'CANCEL_REQUEST' | 'CANCEL_DONE' | 'CANCEL_REJECT' | 'ADMIN_CANCEL_DONE'>;
  readonly quantity: number;
  readonly reason: string;
  readonly detail: string;
  readonly requestedAt: Instant;
  completedAt: Instant | null;
  readonly isImmediate: boolean;
  /** Who ended it without a refund: the wire says CANCEL_REJECT for both. */
  endedBy: 'BUYER' | 'SELLER' | null;
}

export interface Parcel {
  readonly method: DeliveryMethod;
  readonly courierCode: string | null;
  readonly trackingNumber: string | null;
  readonly sentAt: Instant;
  deliveredAt: Instant | null;
}

/** The feed's one row of a product order: its state as it was at its latest change. */
export interface Change {
  readonly type: ChangeType;
  /** Whole seconds. */
  readonly at: Instant;
  readonly status: ProductOrderStatus;
  readonly claimType: string | null;
  readonly claimStatus: ClaimStatus | null;
  readonly isAddressChanged: boolean;
}

export const isOpen = (claim: Claim | null): claim is Claim => claim?.status === 'CANCEL_REQUEST';

/** All claims of a product order, oldest first. */
export const claimsOf = (row: ProductOrder): readonly Claim[] =>
  row.claim ? [...row.pastClaims, row.claim] : row.pastClaims;

/**
 * Makes the latest change of a product order known to the feed. That it tells whole seconds is seen in the documentation's
 * examples; that they are cut and not rounded is the sheet's reading.
 * @evidence assumed
 */
export function recordChange(row: ProductOrder, type: ChangeType, now: Instant, claim = row.claim): void {
  row.change = {
    type,
    at: Math.floor(now / 1000) * 1000,
    status: row.status,
    claimType: claim?.type ?? null,
    claimStatus: claim?.status ?? null,
    isAddressChanged: row.order.isAddressChanged,
  };
}
