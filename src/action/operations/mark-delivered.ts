import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { DeliveredItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Order } from '../../order/order.entity.js';
import type { WriteOperation } from '../write.operation.js';
import { areAll, DELIVERED_OR_LATER, DISPATCHED_OR_LATER, onOrders } from './on-orders.js';
import type { OrderLines } from './order-lines.js';

/** 배송완료: for parcels that the marketplace can't follow. */
export const markDelivered = (lines: OrderLines): WriteOperation<Order, DeliveredItem> => ({
  ...onOrders(lines),
  type: ActionType.MARK_DELIVERED,
  readsFirst: false,
  writeOf: (channel) => channel.markDelivered,
  goesAlong: ({ status }) => DISPATCHED_OR_LATER.has(status),
  unitOf: (connected, order) => connected.channel.markDelivered!.unitOf(order),
  check: ({ subjects }) => Promise.resolve(problemOf(subjects)),
  itemOf: ({ subjects }) => Promise.resolve({ orders: subjects }),
  isDone: ({ subjects }) => Promise.resolve(areAll(subjects, DELIVERED_OR_LATER)),
});

function problemOf(orders: readonly Order[]): ChannelError | null {
  if (areAll(orders, DELIVERED_OR_LATER)) return ownError(ErrorCode.ALREADY_DONE, 'The order is delivered already.');
  const early = orders.find(({ status }) => !DISPATCHED_OR_LATER.has(status));
  return early ? ownError(ErrorCode.WRONG_STATE, `The order is ${early.status}; it was not dispatched.`) : null;
}
