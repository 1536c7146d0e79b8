import { DAY } from '../../../base/time.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import type { Call } from './call.js';
import { courierFor, isInvoiceNumber, isStarCourier, shortName } from './couriers.js';
import type { Courier } from './couriers.js';
import { readSecond } from './dates.js';
import { deliver, ship } from './life.js';
import type { Order } from './order.js';
import { checkPartnerNumbers, orderToWrite } from './order-writes.js';
import { invoiceRuleRefusal, notDispatchable, Refused, shippingRefusals } from './refusals.js';
import type { Refusal } from './refusals.js';
import { accepted } from './replies.js';

/**
 * 발송처리, one order a call: ships a confirmed order, corrects the invoice of a shipped one, and rejects an open cancel
 * request by shipping. The order of the checks is assumed.
 * @evidence documented
 */
export function registerInvoice(call: Call): WireReply {
  const { shop, body, now } = call;
  checkPartnerNumbers(call);
  const order = orderToWrite(call, body.requiredId('OrderNo'));
  if (order.special.distrType === 'TL') throw new Refused(shippingRefusals.thirdParty);
  checkShippingDate(call);
  const invoiceNo = body.requiredText('InvoiceNo');
  const courier = courierAsked(call, order, invoiceNo);
  const why = whyNotShipped(order, now);
  if (why !== null) throw new Refused(why);
  ship(shop, order, { courier, invoiceNo }, now);
  return accepted({ OrderNo: order.orderNo });
}

/** Within two days of the call, to the second; the text that refuses another is assumed. @evidence documented */
function checkShippingDate({ body, now }: Call): void {
  const date = readSecond(body.requiredText('ShippingDate'));
  if (date === null || Math.abs(date - now) > 2 * DAY) throw new Refused(shippingRefusals.badCondition);
}

/** @evidence documented */
function courierAsked({ site, body }: Call, { special }: Order, invoiceNo: string): Courier {
  const courier = courierFor(site, body.requiredWhole('DeliveryCompanyCode'));
  if (courier === null) throw new Refused(shippingRefusals.courier);
  if (special.distrType === 'SL' && !isStarCourier(courier)) throw new Refused(shippingRefusals.starCourier);
  if (!isInvoiceNumber(site, courier, invoiceNo)) {
    throw new Refused(invoiceRuleRefusal(courier.code, shortName(courier)));
  }
  return courier;
}

/** That an unconfirmed and a delivered order get the 경매상태 text is assumed. @evidence documented */
function whyNotShipped({ orderNo, stage, claim, confirmingUntil }: Order, now: number): Refusal | null {
  if (claim !== null && claim.status !== 1) return shippingRefusals.withdrawalFailed;
  if (now < confirmingUntil) return shippingRefusals.confirming;
  return stage === 2 || stage === 3 ? null : notDispatchable(orderNo);
}

/** 배송완료, for parcels that nobody can track. @evidence documented */
export function completeShipping(call: Call): WireReply {
  const order = orderToWrite(call, call.pathId, shippingRefusals.notYours);
  if (order.claim !== null) throw new Refused(shippingRefusals.notDeliverable);
  if (order.stage >= 4) throw new Refused(shippingRefusals.alreadyDelivered);
  if (order.stage !== 3) throw new Refused(shippingRefusals.notDeliverable);
  deliver(order, call.now);
  return accepted({ OrderNo: order.orderNo });
}
