import type { Clock } from '../../base/clock.js';
import { groupBy } from '../../base/collections.js';
import { formatKst } from '../../base/time.js';
import type { StoredCancellation } from '../../model/cancellation.js';
import type { StoredOrder } from '../../model/order.js';
import { ClaimStatus } from '../../model/order.js';
import type { ApproveCancel, ConfirmOrder, InvoiceItem, RegisterInvoice, WriteOutcome } from '../channel.js';
import type { CallContext } from '../http.js';
import type { ElevenstClient } from './elevenst.client.js';
import { carriageOf } from './elevenst.couriers.js';
import { outcomeOf, refusedUnsent } from './elevenst.refusals.js';
import { Rejection } from './elevenst.reject.js';

/** `sendDt` of reqdelivery: Korean time to the minute. Documented. */
const SEND_MINUTE = 'yyyyMMddHHmm';
const PART = 'Y';
const NO_DELIVERY_NUMBER = 'the delivery number (dlvNo) of the order is not known';

/** One line per call; 11st has no batch. */
export const confirmOrder = (client: ElevenstClient): ConfirmOrder => ({
  maxBatch: 1,
  unitOf: (order) => order.key,
  send: (items, context) => oneByOne(items, ({ orders }) => allOf(orders, (order) => confirm(client, order, context))),
});

async function confirm(client: ElevenstClient, order: StoredOrder, context: CallContext): Promise<WriteOutcome> {
  if (!order.bundleNumber) return refusedUnsent(NO_DELIVERY_NUMBER);
  const { addPrdYn = 'N', addPrdNo = null } = order.native;
  const args = [order.orderNumber, order.lineNumber, addPrdYn, addPrdNo, order.bundleNumber];
  return outcomeOf('reqpackaging', await client.act('ordservices/reqpackaging', args, context));
}

/**
 * Acts on a delivery number: the whole form takes every line of it along, over order numbers too, and is sent once; the
 * part form takes single lines.
 */
export const registerInvoice = (client: ElevenstClient, clock: Clock): RegisterInvoice => ({
  maxBatch: 1,
  canSplit: true,
  onOpenCancel: 'REJECTS_CANCEL',
  unitOf: (order) => order.bundleNumber ?? order.key,
  send: (items, context) => oneByOne(items, (item) => dispatch(client, clock, item, context)),
});

async function dispatch(
  client: ElevenstClient,
  clock: Clock,
  item: InvoiceItem,
  context: CallContext,
): Promise<WriteOutcome> {
  const bundleNumber = item.orders[0]?.bundleNumber;
  if (!bundleNumber) return refusedUnsent(NO_DELIVERY_NUMBER);
  const { dlvMthdCd, dlvEtprsCd, invcNo } = carriageOf(item.courierCode, item.trackingNumber);
  const whole = [formatKst(item.dispatchedAt, SEND_MINUTE), dlvMthdCd, dlvEtprsCd, invcNo, bundleNumber];
  const send = async (args: readonly (string | null)[]): Promise<WriteOutcome> =>
    outcomeOf('reqdelivery', await client.act('ordservices/reqdelivery', args, context));
  /** Lines of one order. */
  const sendPart = (lines: readonly StoredOrder[]): Promise<WriteOutcome> =>
    send([...whole, PART, lines[0]?.orderNumber ?? '', lines.map((line) => line.lineNumber).join(',')]);

  if (item.force && item.orders.some((order) => order.claimStatus === ClaimStatus.CANCEL_REQUESTED)) {
    const outcome = await new Rejection(client, clock, context, sendPart).run(item);
    if (outcome) return outcome;
  }
  if (!item.split && !item.isRemainder) return send(whole);
  return allOf([...groupBy(item.orders, ({ orderNumber }) => orderNumber).values()], sendPart);
}

/** One line of a claim per call, by the numbers of claim, order and line. */
export const approveCancel = (client: ElevenstClient): ApproveCancel => ({
  maxBatch: 1,
  unitOf: (claim) => claim.key,
  send: (items, context) =>
    oneByOne(items, ({ cancellations }) => allOf(cancellations, (claim) => approve(client, claim, context))),
});

async function approve(client: ElevenstClient, claim: StoredCancellation, context: CallContext): Promise<WriteOutcome> {
  if (!claim.claimNumber || !claim.lineNumber) return refusedUnsent('the numbers of the claim are not known');
  const args = [claim.claimNumber, claim.orderNumber, claim.lineNumber];
  return outcomeOf('cancelreqconf', await client.act('claimservice/cancelreqconf', args, context));
}

async function oneByOne<Item>(
  items: readonly Item[],
  send: (item: Item) => Promise<WriteOutcome>,
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const item of items) outcomes.push(await send(item));
  return outcomes;
}

/** Acts on each part of a unit until one is not done. */
async function allOf<Part>(parts: readonly Part[], act: (part: Part) => Promise<WriteOutcome>): Promise<WriteOutcome> {
  for (const part of parts) {
    const outcome = await act(part);
    if (outcome.kind !== 'DONE') return outcome;
  }
  return parts.length > 0 ? { kind: 'DONE' } : refusedUnsent('nothing to act on');
}
