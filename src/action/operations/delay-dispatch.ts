import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { DelayItem } from '../../channel/channel.js';
import { startOfKstDay } from '../../base/time.js';
import { ActionType } from '../../model/action.js';
import type { DelayReason } from '../../model/dispatch-delay.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Order } from '../../order/order.entity.js';
import type { Unit, WriteOperation, WriteRequest } from '../write.operation.js';
import { DISPATCHED_OR_LATER, onOrders } from './on-orders.js';
import type { OrderLines } from './order-lines.js';
import { isClosed } from './order-lines.js';

export interface DelayRequest extends WriteRequest {
  /** Epoch milliseconds. */
  readonly dispatchBy: number;
  readonly reason: DelayReason;
  readonly detail: string | null;
}

type DelayUnit = Unit<Order, DelayRequest>;

/** 발송지연: the buyer is told by when the goods leave. */
export const delayDispatch = (lines: OrderLines): WriteOperation<Order, DelayItem, DelayRequest> => ({
  ...onOrders(lines),
  type: ActionType.DELAY_DISPATCH,
  readsFirst: false,
  writeOf: (channel) => channel.delayDispatch,
  unitOf: (connected, order) => connected.channel.delayDispatch!.unitOf(order),
  check: (unit) => Promise.resolve(problemOf(unit)),
  itemOf: ({ subjects, request }) => {
    const { dispatchBy, reason, detail } = request;
    return Promise.resolve({ orders: subjects, dispatchBy, reason, detail });
  },
  isDone: (unit) => Promise.resolve(isDue(unit)),
});

/** Marketplaces keep the day; some don't tell it, and then it is not known. */
function isDue({ connected, subjects, request }: DelayUnit): boolean {
  const day = startOfKstDay(request.dispatchBy);
  return (
    connected.channel.delayDispatch?.isReadBack === true &&
    subjects.length > 0 &&
    subjects.every(({ dispatchDueDate }) => dispatchDueDate !== null && startOfKstDay(dispatchDueDate) === day)
  );
}

function problemOf(unit: DelayUnit): ChannelError | null {
  const over = unit.subjects.find((order) => isClosed(order) || DISPATCHED_OR_LATER.has(order.status));
  if (over) return ownError(ErrorCode.WRONG_STATE, `The order is ${over.status}; there is no dispatch to put off.`);
  return isDue(unit) ? ownError(ErrorCode.ALREADY_DONE, 'The order is due on that day already.') : null;
}
