import type { ConnectedChannel } from '../../channel/connected-channel.js';
import { OrderStatus } from '../../model/order.js';
import type { Order } from '../../order/order.entity.js';
import type { Unit } from '../write.operation.js';
import type { OrderLines } from './order-lines.js';

/** What most writes on orders share: they act on all living lines of a unit, and say nothing beside their success. */
export const onOrders = (lines: OrderLines) => ({
  subject: 'ORDER' as const,
  validate: () => Promise.resolve(null),
  isPart: () => false,
  goesAlong: () => true,
  find: (channelId: string, keys: readonly string[]) => lines.find(channelId, keys),
  linesOf: (connected: ConnectedChannel, orders: readonly Order[]) => lines.together(connected.id, orders),
  refresh: (connected: ConnectedChannel, orders: readonly Order[]) => lines.refresh(connected, orders),
  afterwards: () => Promise.resolve({ addressChanged: null }),
  orderKeysOf: ({ subjects }: Pick<Unit<Order>, 'subjects'>) => subjects.map(({ key }) => key),
});

/** Whether there are lines and all are in one of these states. */
export const areAll = (orders: readonly Order[], statuses: ReadonlySet<OrderStatus>): boolean =>
  orders.length > 0 && orders.every(({ status }) => statuses.has(status));

const ARRIVED = [OrderStatus.DELIVERED, OrderStatus.PURCHASE_CONFIRMED] as const;

/** 배송완료 or later. */
export const DELIVERED_OR_LATER: ReadonlySet<OrderStatus> = new Set(ARRIVED);

/** It left the seller's hands. */
export const DISPATCHED_OR_LATER: ReadonlySet<OrderStatus> = new Set([
  OrderStatus.DISPATCHED,
  OrderStatus.IN_TRANSIT,
  ...ARRIVED,
]);

export const CONFIRMED_OR_LATER: ReadonlySet<OrderStatus> = new Set([OrderStatus.CONFIRMED, ...DISPATCHED_OR_LATER]);
