import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { InvoiceChangeItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import type { Courier } from '../../model/courier.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Order } from '../../order/order.entity.js';
import type { Unit, WriteOperation, WriteRequest } from '../write.operation.js';
import type { CourierChoice } from './courier-choice.js';
import { hasInvoice } from './courier-choice.js';
import { onOrders } from './on-orders.js';
import type { OrderLines } from './order-lines.js';
import { isClosed } from './order-lines.js';

export interface InvoiceChangeRequest extends WriteRequest {
  readonly courier: Courier;
  /** Letters and digits only. */
  readonly trackingNumber: string;
}

export interface InvoiceChangeServices {
  readonly lines: OrderLines;
  readonly couriers: CourierChoice;
}

type InvoiceChange = WriteOperation<Order, InvoiceChangeItem, InvoiceChangeRequest>;

/** 송장수정: another courier or number for what was dispatched already. */
export const updateInvoice = ({ lines, couriers }: InvoiceChangeServices): InvoiceChange => ({
  ...onOrders(lines),
  type: ActionType.UPDATE_INVOICE,
  readsFirst: true,
  writeOf: (channel) => channel.updateInvoice,
  validate: (connected, { courier }) => couriers.problemOf(connected, courier),
  goesAlong: hasInvoice,
  unitOf: (connected, order) => connected.channel.updateInvoice!.unitOf(order),
  check: (unit) => problemOf(couriers, unit),
  itemOf: async ({ connected, subjects, request }) => ({
    orders: subjects,
    courierCode: await couriers.codeOf(connected, request.courier),
    trackingNumber: request.trackingNumber,
  }),
  isDone: ({ connected, subjects, request }) => couriers.standsOn(connected, subjects, request),
});

async function problemOf(
  couriers: CourierChoice,
  { connected, subjects, request }: Unit<Order, InvoiceChangeRequest>,
): Promise<ChannelError | null> {
  if (await couriers.standsOn(connected, subjects, request)) {
    return ownError(ErrorCode.ALREADY_DONE, 'The same courier and tracking number are registered already.');
  }
  const closed = subjects.find(isClosed);
  if (closed) return ownError(ErrorCode.WRONG_STATE, `The order is ${closed.status}; its invoice can't be changed.`);
  return subjects.every(hasInvoice)
    ? null
    : ownError(ErrorCode.WRONG_STATE, 'The order has no invoice yet: registerInvoice is what registers one.');
}
