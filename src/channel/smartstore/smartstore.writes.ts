import { ErrorCode } from '../../model/error-code.js';
import type { ApproveCancel, ConfirmOrder, InvoiceItem, RegisterInvoice, WriteOutcome } from '../channel.js';
import { wireDate, type SmartStoreClient } from './smartstore.client.js';
import { DIRECT_DELIVERY, isKnownCourier } from './smartstore.couriers.js';
import { productOrderIdOf } from './smartstore.lookup.js';
import { refusalOf, refusalOfAll, type WriteOperation } from './smartstore.refusals.js';
import type { DispatchOrder, WriteAnswer } from './smartstore.wire.js';

/** Most product orders of one confirm or dispatch. Documented. */
const MOST_ITEMS = 30;

/** Confirming twice is refused as done already by some, taken again by others (both observed); either way it is confirmed. */
export const confirmOrder = (client: SmartStoreClient): ConfirmOrder => ({
  maxBatch: MOST_ITEMS,
  unitOf: productOrderIdOf,
  async send(items, context) {
    const ids = items.map(({ orders }) => onlyOne(orders).key);
    const answer = await client.confirm([...new Set(ids)], context);
    return ids.map((id) => outcomeOf('confirm', answer, id, ids.length));
  },
});

/** The unit is the product order; dispatching one with an open cancel request rejects that and ships (observed). */
export const registerInvoice = (client: SmartStoreClient): RegisterInvoice => ({
  maxBatch: MOST_ITEMS,
  unitOf: productOrderIdOf,
  onOpenCancel: 'REJECTS_CANCEL',
  async send(items, context) {
    const parcels = new Map(items.filter(isSendable).map((item) => [onlyOne(item.orders).key, dispatchOrderOf(item)]));
    if (parcels.size === 0) return items.map(() => UNKNOWN_COURIER);
    const answer = await client.dispatch([...parcels.values()], context);
    return items.map((item) =>
      isSendable(item) ? outcomeOf('dispatch', answer, onlyOne(item.orders).key, parcels.size) : UNKNOWN_COURIER,
    );
  },
});

export const approveCancel = (client: SmartStoreClient): ApproveCancel => ({
  maxBatch: 1,
  unitOf: (cancellation) => cancellation.orderKey,
  async send(items, context) {
    const outcomes: WriteOutcome[] = [];
    for (const { cancellations } of items) {
      const id = onlyOne(cancellations).orderKey;
      outcomes.push(outcomeOf('cancel.approve', await client.approveCancel(id, context), id, 1));
    }
    return outcomes;
  },
});

/** One code that the marketplace cannot read would fail the whole batch, so its item stays here. */
const UNKNOWN_COURIER: WriteOutcome = {
  kind: 'REFUSED',
  refusal: { code: ErrorCode.BAD_INPUT, retryable: false, channelCode: null, channelMessage: null },
};

const isSendable = (item: InvoiceItem): boolean => isKnownCourier(item.courierCode);

function dispatchOrderOf(item: InvoiceItem): DispatchOrder {
  const productOrderId = onlyOne(item.orders).key;
  const dispatchDate = wireDate(item.dispatchedAt);
  if (item.courierCode === DIRECT_DELIVERY) return { productOrderId, deliveryMethod: DIRECT_DELIVERY, dispatchDate };
  return {
    productOrderId,
    deliveryMethod: 'DELIVERY',
    deliveryCompanyCode: item.courierCode,
    trackingNumber: item.trackingNumber,
    dispatchDate,
  };
}

function outcomeOf(operation: WriteOperation, answer: WriteAnswer, id: string, items: number): WriteOutcome {
  if (answer.kind === 'REFUSED') return { kind: 'REFUSED', refusal: refusalOfAll(operation, answer.error, items) };
  const isDone = answer.done.has(id);
  const failure = answer.failed.get(id);
  if (isDone === (failure !== undefined)) {
    const reason = isDone
      ? 'the answer lists it as done and as failed'
      : 'the answer lists it neither as done nor as failed';
    return { kind: 'UNKNOWN', reason };
  }
  return failure === undefined ? { kind: 'DONE' } : { kind: 'REFUSED', refusal: refusalOf(operation, failure) };
}

function onlyOne<T>(unit: readonly T[]): T {
  const [only] = unit;
  if (only === undefined) throw new TypeError('a unit of no lines');
  return only;
}
