import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { ConfirmItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import { ErrorCode } from '../../model/error-code.js';
import { OrderStatus } from '../../model/order.js';
import type { Order } from '../../order/order.entity.js';
import type { Unit, WriteOperation } from '../write.operation.js';
import type { OrderLines } from './order-lines.js';
import { isClosed } from './order-lines.js';

const CONFIRMED_OR_LATER: ReadonlySet<OrderStatus> = new Set([
  OrderStatus.CONFIRMED,
  OrderStatus.DISPATCHED,
  OrderStatus.IN_TRANSIT,
  OrderStatus.DELIVERED,
  OrderStatus.PURCHASE_CONFIRMED,
]);

const isConfirmed = ({ subjects }: Unit<Order>): boolean =>
  subjects.length > 0 && subjects.every(({ status }) => CONFIRMED_OR_LATER.has(status));

/** 발주확인: the seller takes the order on. The address is read again afterwards, since the buyer may change it until then. */
export const confirmOrder = (lines: OrderLines): WriteOperation<Order, ConfirmItem> => ({
  type: ActionType.CONFIRM_ORDER,
  subject: 'ORDER',
  readsFirst: false,
  writeOf: (channel) => channel.confirmOrder,
  validate: () => Promise.resolve(null),
  isPart: () => false,
  goesAlong: () => true,
  find: (channelId, keys) => lines.find(channelId, keys),
  unitOf: (connected, order) => connected.channel.confirmOrder!.unitOf(order),
  linesOf: (connected, orders) => lines.together(connected.id, orders),
  refresh: (connected, orders) => lines.refresh(connected, orders),
  check: ({ subjects }) => Promise.resolve(problemOf(subjects)),
  itemOf: ({ subjects }) => Promise.resolve({ orders: subjects }),
  isDone: (unit) => Promise.resolve(isConfirmed(unit)),
  afterwards: async (before, after) => {
    if (!after) return { addressChanged: null };
    const shown = new Map(before.subjects.map((order) => [order.key, order.shownAddressVersion]));
    const addressChanged = after.subjects.some((order) => shown.get(order.key) !== order.addressVersion);
    await lines.markShown(after.connected.id, after.subjects);
    return { addressChanged };
  },
  orderKeysOf: ({ subjects }) => subjects.map(({ key }) => key),
});

function problemOf(orders: readonly Order[]): ChannelError | null {
  if (isConfirmed({ subjects: orders } as Unit<Order>)) {
    return ownError(ErrorCode.ALREADY_DONE, 'The order is confirmed already.');
  }
  const closed = orders.find(isClosed);
  return closed ? ownError(ErrorCode.WRONG_STATE, `The order is ${closed.status} and can't be confirmed.`) : null;
}
