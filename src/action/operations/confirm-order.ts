import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { ConfirmItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Order } from '../../order/order.entity.js';
import type { WriteOperation } from '../write.operation.js';
import { areAll, CONFIRMED_OR_LATER, onOrders } from './on-orders.js';
import type { OrderLines } from './order-lines.js';
import { isClosed } from './order-lines.js';

/** 발주확인: the seller takes the order on. The address is read again afterwards, since the buyer may change it until then. */
export const confirmOrder = (lines: OrderLines): WriteOperation<Order, ConfirmItem> => ({
  ...onOrders(lines),
  type: ActionType.CONFIRM_ORDER,
  readsFirst: false,
  writeOf: (channel) => channel.confirmOrder,
  unitOf: (connected, order) => connected.channel.confirmOrder!.unitOf(order),
  check: ({ subjects }) => Promise.resolve(problemOf(subjects)),
  itemOf: ({ subjects }) => Promise.resolve({ orders: subjects }),
  isDone: ({ subjects }) => Promise.resolve(areAll(subjects, CONFIRMED_OR_LATER)),
  afterwards: async (before, after) => {
    if (!after) return { addressChanged: null };
    const shown = new Map(before.subjects.map((order) => [order.key, order.shownAddressVersion]));
    const addressChanged = after.subjects.some((order) => shown.get(order.key) !== order.addressVersion);
    await lines.markShown(after.connected.id, after.subjects);
    return { addressChanged };
  },
});

function problemOf(orders: readonly Order[]): ChannelError | null {
  if (areAll(orders, CONFIRMED_OR_LATER)) return ownError(ErrorCode.ALREADY_DONE, 'The order is confirmed already.');
  const closed = orders.find(isClosed);
  return closed ? ownError(ErrorCode.WRONG_STATE, `The order is ${closed.status} and can't be confirmed.`) : null;
}
