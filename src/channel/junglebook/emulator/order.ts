import type { Instant } from '../../../base/clock.js';
import type { EmulatedSupplierOrder, Receiver, SupplierEvent } from '../../../sandbox/emulator.js';
import { COURIERS } from './couriers.js';
import type { OaType, OrderItem, SettleKind } from './order-request.js';

/** 주문접수, 결제완료, 상품준비중, 출고완료 */
export type OrderStatus = 0 | 1 | 2 | 3;

/** None, 취소요청, 취소접수, 취소진행, 취소완료 */
const CLAIM_STEPS = [0, 40, 41, 42, 44] as const;
export type ClaimStatus = (typeof CLAIM_STEPS)[number];

export interface OrderedItem extends OrderItem {
  readonly name: string;
  /** Of one, in won. */
  readonly price: number;
}

export interface Order {
  readonly ordNo: string;
  readonly oaType: OaType;
  readonly oaOrderNo: string;
  readonly receiver: Receiver & { readonly tel2: string };
  readonly memo: string | null;
  readonly settleKind: SettleKind;
  readonly items: readonly OrderedItem[];
  /** In won. */
  readonly goodsPrice: number;
  readonly deliveryFee: number;
  readonly deliveryType: string;
  readonly placedAt: Instant;
  status: OrderStatus;
  claim: ClaimStatus;
  paidAt: Instant | null;
  shippedAt: Instant | null;
  changedAt: Instant;
  courierName: string | null;
  trackingNumbers: readonly string[];
}

export const settlePriceOf = ({ goodsPrice, deliveryFee }: Order): number => goodsPrice + deliveryFee;

/**
 * What the supplier's people do. A cancellation stops the rest once it is taken up, and none begins after the goods left.
 * @evidence assumed
 */
export function advanceOrder(order: Order, event: SupplierEvent, now: Instant): boolean {
  const isDone = event.kind === 'CANCEL' ? stepCancel(order) : order.claim <= 40 && step(order, event, now);
  if (isDone) order.changedAt = now;
  return isDone;
}

function step(order: Order, event: Exclude<SupplierEvent, { kind: 'CANCEL' }>, now: Instant): boolean {
  switch (event.kind) {
    case 'PAY':
      if (order.status !== 0) return false;
      order.status = 1;
      order.paidAt = now;
      return true;
    case 'PREPARE':
      if (order.status !== 1) return false;
      order.status = 2;
      return true;
    case 'SHIP':
      if (order.status !== 1 && order.status !== 2) return false;
      if (!COURIERS.has(event.courierName) || event.trackingNumbers.length === 0) return false;
      order.status = 3;
      order.shippedAt = now;
      order.courierName = event.courierName;
      order.trackingNumbers = event.trackingNumbers;
      return true;
  }
}

function stepCancel(order: Order): boolean {
  const next = CLAIM_STEPS[CLAIM_STEPS.indexOf(order.claim) + 1];
  if (next === undefined || order.status === 3) return false;
  order.claim = next;
  return true;
}

export const truthOf = (order: Order): EmulatedSupplierOrder => ({
  orderNumber: order.ordNo,
  externalOrderNumber: order.oaOrderNo,
  externalType: order.oaType,
  nativeStatus: `${order.status}/${order.claim}`,
  receiver: order.receiver,
  isPaidByCash: order.settleKind === 's',
  settlePrice: settlePriceOf(order),
  placedAt: order.placedAt,
  paidAt: order.paidAt,
  items: order.items.map(({ goodsNumber, quantity }) => ({ goodsNumber, quantity })),
  courierName: order.courierName,
  trackingNumbers: order.trackingNumbers,
});
