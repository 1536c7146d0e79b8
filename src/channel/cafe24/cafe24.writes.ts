import { groupBy } from '../../base/collections.js';
import { ErrorCode } from '../../model/error-code.js';
import { ClaimStatus, type StoredOrder } from '../../model/order.js';
import type {
  ConfirmOrder,
  DelayDispatch,
  InvoiceItem,
  MarkDelivered,
  RegisterInvoice,
  UpdateInvoice,
  WriteOutcome,
} from '../channel.js';
import type { CallContext } from '../http.js';
import { outcomeOfOne, sendAll, worstOf, type BulkRequest } from './cafe24.bulk.js';
import { MOST_VALUES, wireDay, type Cafe24Client } from './cafe24.client.js';
import { refusedHere } from './cafe24.refusals.js';
import type { PrepareRequest, ShipmentChange, ShipmentRequest } from './cafe24.wire.js';

/** One line: its key is its order_item_code. */
const lineOf = (order: Pick<StoredOrder, 'key'>): string => order.key;

/** Lines of one delivery number travel together, and invoices belong to that number. */
const deliveryOf = (order: StoredOrder): string => order.bundleNumber ?? order.key;

const linesOf = (orders: readonly StoredOrder[]): string[] => orders.map(lineOf);

/** 배송준비중 처리: N10 to N20, line by line, those of one order in one request. */
export const confirmOrder = (client: Cafe24Client): ConfirmOrder => ({
  maxBatch: MOST_VALUES,
  unitOf: lineOf,
  async send(items, context) {
    const orders = items.flatMap((item) => item.orders);
    const requests = [...groupBy(orders, ({ orderNumber }) => orderNumber)].map(([orderId, lines]) => {
      const codes = [...new Set(linesOf(lines))];
      return { ...preparing(orderId, codes), apart: codes.map((code) => preparing(orderId, [code])) };
    });
    const outcomes = await sendAll(requests, (part) => client.prepare(part, context));
    return items.map((item) => worstOf(outcomes, linesOf(item.orders)));
  },
});

const preparing = (orderId: string, lines: readonly string[]): BulkRequest<PrepareRequest> => ({
  request: { order_id: orderId, process_status: 'prepare', order_item_code: lines },
  orderId,
  lines,
});

/**
 * 송장등록 with 배송중 (N30). The lines are always named, so what was canceled or left before stays out; naming some lines of
 * a delivery number sends them apart.
 */
export const registerInvoice = (client: Cafe24Client): RegisterInvoice => ({
  maxBatch: MOST_VALUES,
  unitOf: deliveryOf,
  canSplit: true,
  onOpenCancel: 'REFUSED',
  async send(items, context) {
    const outcomes = await sendShipments(client, items, context);
    return items.map((item) => {
      const lines = linesOf(sendable(item.orders));
      if (lines.length === 0) return refusedHere(ErrorCode.WRONG_STATE);
      return namingRequest(worstOf(outcomes, lines), item.orders);
    });
  },
});

/** One text stands for every state that forbids a change (observed): here it is the buyer's open request. */
function namingRequest(outcome: WriteOutcome, orders: readonly StoredOrder[]): WriteOutcome {
  const isForbidden = outcome.kind === 'REFUSED' && outcome.refusal.code === ErrorCode.WRONG_STATE;
  if (!isForbidden || orders.every(({ claimStatus }) => claimStatus !== ClaimStatus.CANCEL_REQUESTED)) return outcome;
  return { kind: 'REFUSED', refusal: { ...outcome.refusal, code: ErrorCode.CANCEL_PENDING } };
}

/** Only lines in their normal course or going out in exchange can be sent (observed). */
const sendable = (orders: readonly StoredOrder[]): readonly StoredOrder[] =>
  orders.filter(({ native }) => /^(N|$)/.test(native['statusCode'] ?? ''));

type Parcel = Pick<InvoiceItem, 'orders' | 'courierCode' | 'trackingNumber'>;

/** Parcels, one request for each order and number. */
export function sendShipments(
  client: Cafe24Client,
  parcels: readonly Parcel[],
  context: CallContext,
): ReturnType<typeof sendAll<ShipmentRequest>> {
  const lines = parcels.flatMap(({ orders, courierCode, trackingNumber }) =>
    sendable(orders).map((order) => ({ order, courierCode, trackingNumber })),
  );
  const groups = groupBy(lines, ({ order, courierCode, trackingNumber }) =>
    [order.orderNumber, deliveryOf(order), courierCode, trackingNumber].join('\n'),
  );
  const requests = [...groups.values()].map((group) => {
    const { order, courierCode, trackingNumber } = group[0]!;
    const codes = [...new Set(group.map((line) => line.order.key))];
    const request: ShipmentRequest = {
      order_id: order.orderNumber,
      tracking_no: trackingNumber,
      shipping_company_code: courierCode,
      status: 'shipping',
      order_item_code: codes,
    };
    return { request, orderId: order.orderNumber, lines: codes };
  });
  return sendAll(requests, (part) => client.ship(part, context));
}

/** 송장 변경: number and courier together, without a status, which would be refused where it stands already (observed). */
export const updateInvoice = (client: Cafe24Client): UpdateInvoice => ({
  maxBatch: 1,
  unitOf: deliveryOf,
  send: (items, context) =>
    oneByOne(items, ({ orders, courierCode, trackingNumber }) => {
      const change = { tracking_no: trackingNumber, shipping_company_code: courierCode };
      return changeShipment(client, orders, change, context);
    }),
});

/** 배송완료 처리 (N40), for all lines of the delivery number. */
export const markDelivered = (client: Cafe24Client): MarkDelivered => ({
  maxBatch: 1,
  unitOf: deliveryOf,
  send: (items, context) =>
    oneByOne(items, ({ orders }) => changeShipment(client, orders, { status: 'shipped' }, context)),
});

async function changeShipment(
  client: Cafe24Client,
  orders: readonly StoredOrder[],
  change: ShipmentChange,
  context: CallContext,
): Promise<WriteOutcome> {
  const [order] = orders;
  if (!order?.bundleNumber) return refusedHere(ErrorCode.WRONG_STATE);
  return outcomeOfOne(await client.changeShipment(order.orderNumber, order.bundleNumber, change, context));
}

/** 발송예정일 of a line: a day, without a reason. Cafe24 has no other notice of delay that would not hold the order back. */
export const delayDispatch = (client: Cafe24Client): DelayDispatch => ({
  maxBatch: 1,
  isReadBack: true,
  unitOf: lineOf,
  send: (items, context) =>
    oneByOne(items, async ({ orders, dispatchBy }) => {
      const outcomes: WriteOutcome[] = [];
      for (const { orderNumber, key } of orders) {
        outcomes.push(outcomeOfOne(await client.expectDispatch(orderNumber, key, wireDay(dispatchBy), context)));
      }
      return worstOf(new Map(outcomes.map((outcome, at) => [orders[at]!.key, outcome])), linesOf(orders));
    }),
});

async function oneByOne<Item>(
  items: readonly Item[],
  send: (item: Item) => Promise<WriteOutcome>,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const item of items) outcomes.push(await send(item));
  return outcomes;
}
