import type { Clock, Instant } from '../../base/clock.js';
import { DAY, SECOND } from '../../base/time.js';
import { DelayReason } from '../../model/dispatch-delay.js';
import { ErrorCode } from '../../model/error-code.js';
import type { StoredOrder } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import { SellerCancelReason } from '../../model/seller-cancel.js';
import type {
  ApproveCancel,
  CancelOrder,
  ConfirmOrder,
  DelayDispatch,
  MarkDelivered,
  RegisterInvoice,
  UnitWrite,
  UpdateInvoice,
  WriteOutcome,
} from '../channel.js';
import type { CallContext } from '../http.js';
import { Marketplace } from '../../model/marketplace.js';
import { CANCEL_STATE } from './esm.claims.js';
import type { CancelForm, EsmClient, Parcel } from './esm.client.js';
import { isConfirmInProgress, refusalOf, type WriteOperation } from './esm.refusals.js';
import type { Judgement } from './esm.reply.js';
import type { Site } from './esm.site.js';

/** Every write is for one OrderNo, which is a line by itself; there is no batch of any kind (documented). */
const ONE = 1;

const keyOf = ({ key }: StoredOrder): string => key;

/** One call per item. A refusal of ours that needs no call is an outcome as well. */
function oneByOne<Subject, Item>(
  unitOf: (subject: Subject) => string,
  write: (item: Item, context: CallContext) => Promise<WriteOutcome>,
): UnitWrite<Subject, Item> {
  return {
    maxBatch: ONE,
    unitOf,
    async send(items, context) {
      const outcomes: WriteOutcome[] = [];
      for (const item of items) outcomes.push(await write(item, context));
      return outcomes;
    },
  };
}

/** 주문확인. Whether the buyer changed the address before (IsChanged) is seen when the order is read back. */
export const confirmOrder = (client: EsmClient): ConfirmOrder =>
  oneByOne(keyOf, async ({ orders }, context) => {
    const outcome = outcomeOf('confirm', await client.confirm(numberOf(orders), context));
    return ofUnpaid(orders, outcome);
  });

/** 발송처리. Of an order with an open cancel request it rejects the request and ships (documented). */
export const registerInvoice = (client: EsmClient, clock: Clock): RegisterInvoice => ({
  ...oneByOne(keyOf, async ({ orders, ...parcel }, context) =>
    ofUnpaid(orders, await dispatch(client, clock, numberOf(orders), parcel, context)),
  ),
  onOpenCancel: 'REJECTS_CANCEL',
  mayHaveMoved,
});

/**
 * The buyer may change the address until the confirmation, and a claim hides it (documented): what a claim says was confirmed
 * may go elsewhere than it was to go when it was read as unconfirmed.
 */
const mayHaveMoved = ({ channelStatus, receiverAddress, confirmedDate }: StoredOrder): boolean =>
  channelStatus.split('/')[0] === CANCEL_STATE && receiverAddress !== null && confirmedDate === null;

/** ShippingDate must lie within so much of the call. Documented. */
const DISPATCH_DATE_SPAN = 2 * DAY;

/** 송장 변경: the same call again; the last one wins (documented). */
export const updateInvoice = (client: EsmClient, clock: Clock): UpdateInvoice =>
  oneByOne(keyOf, ({ orders, ...change }, context) => {
    const dispatchedAt = redispatchDate(orders[0]?.dispatchedDate ?? null, clock.now());
    return dispatch(client, clock, numberOf(orders), { ...change, dispatchedAt }, context);
  });

/** The date stays as it was as long as ESM takes it. */
const redispatchDate = (before: Instant | null, now: Instant): Instant =>
  before !== null && Math.abs(now - before) < DISPATCH_DATE_SPAN ? before : now;

/** How long to wait before the second and third try while the confirmation is still at work inside of ESM. Assumed. */
const CONFIRM_WAITS: readonly number[] = [2 * SECOND, 4 * SECOND];

/** Straight after a confirmation ESM may turn the dispatch away and ask for a little patience: it did not act (documented). */
async function dispatch(
  client: EsmClient,
  clock: Clock,
  orderNumber: string,
  parcel: Parcel,
  context: CallContext,
): Promise<WriteOutcome> {
  if (!/^\d{1,9}$/.test(parcel.courierCode)) return unsendable;
  let answer = await client.dispatch(orderNumber, parcel, context);
  for (const wait of CONFIRM_WAITS) {
    if (answer.kind === 'ANSWER' || !isConfirmInProgress(answer.no)) break;
    await clock.sleep(wait);
    answer = await client.dispatch(orderNumber, parcel, context);
  }
  return outcomeOf('dispatch', answer);
}

/** ReasonType, documented: 1 상품준비중 (재고부족), 2 고객요청, 3 기타. */
const REASON_TYPES: Readonly<Record<DelayReason, number>> = {
  [DelayReason.PREPARING]: 1,
  [DelayReason.SOLD_OUT]: 1,
  [DelayReason.BUYER_ASKED]: 2,
  [DelayReason.CUSTOM_MADE]: 3,
  [DelayReason.DELIVERY_CIRCUMSTANCES]: 3,
  [DelayReason.OTHER]: 3,
};

/** Documented: 150 Korean or 300 Latin characters. */
const MOST_DETAIL_WIDTH = 300;

const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (character.charCodeAt(0) < 128 ? 1 : 2), 0);

/** 발송예정일 등록 및 갱신, by days. Whether order lists show it is not documented. */
export const delayDispatch = (client: EsmClient): DelayDispatch =>
  oneByOne(keyOf, async ({ orders, dispatchBy, reason, detail }, context) => {
    if (detail !== null && widthOf(detail) > MOST_DETAIL_WIDTH) return unsendable;
    const delay = { reasonType: REASON_TYPES[reason], dispatchBy, detail };
    return outcomeOf('delay', await client.delay(numberOf(orders), delay, context));
  });

/** 배송완료, for couriers whose parcels cannot be followed; needs a permission of its own (documented). */
export const markDelivered = (client: EsmClient): MarkDelivered =>
  oneByOne(keyOf, async ({ orders }, context) =>
    outcomeOf('delivered', await client.markDelivered(numberOf(orders), context)),
  );

/** 취소승인. */
export const approveCancel = (client: EsmClient): ApproveCancel =>
  oneByOne(
    ({ orderKey }) => orderKey,
    async ({ cancellations }, context) =>
      outcomeOf('cancel.approve', await client.approveCancel(numberOf(cancellations), context)),
  );

/** 판매취소. ESM takes no reason, and no part of an order. */
export const cancelOrder = (client: EsmClient): CancelOrder =>
  oneByOne(keyOf, async ({ orders, reason, quantity }, context) => {
    const [order] = orders;
    if (quantity !== null && quantity !== order?.productQuantity) return unsendable;
    const form = cancelFormOf(client.site, order, reason);
    return outcomeOf('cancel.sell', await client.cancel(numberOf(orders), form, context));
  });

/** SoldOut stops the sale of the goods as well (documented), so it is for goods that are sold out alone. */
function cancelFormOf({ marketplace }: Site, order: StoredOrder | undefined, reason: SellerCancelReason): CancelForm {
  if (marketplace === Marketplace.AUCTION && order?.status === OrderStatus.PURCHASE_CONFIRMED) return 'REFUND';
  return reason === SellerCancelReason.SOLD_OUT ? 'SOLD_OUT' : 'PLAIN';
}

/** Refused by us: ESM has no form for it. */
const unsendable: WriteOutcome = {
  kind: 'REFUSED',
  refusal: { code: ErrorCode.BAD_INPUT, retryable: false, channelCode: null, channelMessage: null },
};

const outcomeOf = (operation: WriteOperation, answer: Judgement): WriteOutcome =>
  answer.kind === 'ANSWER' ? { kind: 'DONE' } : { kind: 'REFUSED', refusal: refusalOf(operation, answer.no) };

/** To writes an order that was never paid is as good as unknown (assumed): it is there, in the wrong state. */
function ofUnpaid(orders: readonly StoredOrder[], outcome: WriteOutcome): WriteOutcome {
  if (outcome.kind !== 'REFUSED' || outcome.refusal.code !== ErrorCode.NOT_FOUND) return outcome;
  if (!orders.every(({ status }) => status === OrderStatus.PAYMENT_PENDING)) return outcome;
  return { kind: 'REFUSED', refusal: { ...outcome.refusal, code: ErrorCode.WRONG_STATE } };
}

function numberOf(unit: readonly { readonly orderNumber: string }[]): string {
  const [only] = unit;
  if (only === undefined) throw new TypeError('a unit of no lines');
  return only.orderNumber;
}
