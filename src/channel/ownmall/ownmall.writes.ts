import { ErrorCode } from '../../model/error-code.js';
import type { ApproveCancel, ConfirmOrder, InvoiceItem, RegisterInvoice, WriteOutcome } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import type { OwnMallClient } from './ownmall.client.js';
import { couriersOf } from './ownmall.couriers.js';
import { refusalOf, type Action } from './ownmall.refusals.js';
import type { ActionResult } from './ownmall.wire.js';

/** The contract has no batch form: one order line per call. */
const ONE = 1;

const DONE: WriteOutcome = { kind: 'DONE' };

export const confirmOrder = (client: OwnMallClient): ConfirmOrder => ({
  maxBatch: ONE,
  unitOf: (order) => order.orderNumber,
  send: (items, context) =>
    oneByOne(items, async ({ orders }) => {
      const orderNumber = orders[0]!.orderNumber;
      return outcomeOf('CONFIRM', await client.act('orders.confirm', '/orders/confirm', { orderNumber }, context));
    }),
});

/** From PAID the mall confirms implicitly. */
export const registerInvoice = (client: OwnMallClient): RegisterInvoice => ({
  maxBatch: ONE,
  unitOf: (order) => order.orderNumber,
  onOpenCancel: 'REFUSED',
  send: (items, context) => oneByOne(items, (item) => sendInvoice(client, item, context)),
});

export const approveCancel = (client: OwnMallClient): ApproveCancel => ({
  maxBatch: ONE,
  unitOf: (cancellation) => cancellation.orderNumber,
  send: (items, context) =>
    oneByOne(items, async ({ cancellations }) => {
      const orderNumber = cancellations[0]!.orderNumber;
      const result = await client.act('canceled-orders.approve', '/canceled-orders/approve', { orderNumber }, context);
      return outcomeOf('APPROVE', result);
    }),
});

async function sendInvoice(client: OwnMallClient, item: InvoiceItem, context: CallContext): Promise<WriteOutcome> {
  const { couriers } = await client.capabilities(context).catch(neverSent);
  if (!couriersOf(couriers).some(({ code }) => code === item.courierCode)) return COURIER_NOT_TAKEN;
  const body = {
    tracking_no: item.trackingNumber,
    shipping_company_code: item.courierCode,
    orderNumber: item.orders[0]!.orderNumber,
  };
  return outcomeOf('INVOICE', await client.act('orders.invoice', '/orders/invoice', body, context));
}

/** Nothing was sent when the mall's couriers can't be read. */
function neverSent(error: unknown): never {
  if (!(error instanceof ChannelFault) || !error.mayHaveActed) throw error;
  const { code, message, channelCode, channelMessage, retryable } = error;
  throw new ChannelFault(code, message, { channelCode, channelMessage, retryable, cause: error, mayHaveActed: false });
}

/** The mall would refuse it as well, after a call. */
const COURIER_NOT_TAKEN: WriteOutcome = {
  kind: 'REFUSED',
  refusal: { code: ErrorCode.BAD_INPUT, retryable: false, channelCode: null, channelMessage: null },
};

/** Success may carry a code: the same was done before. */
const outcomeOf = (action: Action, result: ActionResult): WriteOutcome =>
  result.response && result.code !== 'ALREADY_DONE' ? DONE : { kind: 'REFUSED', refusal: refusalOf(action, result) };

async function oneByOne<Item>(
  items: readonly Item[],
  send: (item: Item) => Promise<WriteOutcome>,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const item of items) outcomes.push(await send(item));
  return outcomes;
}
