import type { Instant } from '../../../base/clock.js';
import { DAY, SECOND, startOfKstDay } from '../../../base/time.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { checkLength, findOrder } from './call.js';
import type { Call } from './call.js';
import { readDay } from './dates.js';
import { confirm } from './life.js';
import { isGiftPending } from './order.js';
import type { Order } from './order.js';
import { delayDetailTooLong, observedRefusals, Refused, shippingRefusals, tooLongForPartner } from './refusals.js';
import type { Refusal } from './refusals.js';
import { accepted } from './replies.js';

const LONGEST_PARTNER_BYTES = 30;
const CONFIRMING_TIME = 5 * SECOND;

/** 주문확인: one order a call; tells whether the address changed since it came in. @evidence documented */
export function checkOrder(call: Call): WireReply {
  const { shop, now } = call;
  checkPartnerNumbers(call);
  const order = orderToWrite(call, call.pathId);
  const why = whyNotConfirmed(order);
  if (why !== null) throw new Refused(why);
  confirm(shop, order, now);
  if (order.special.isSlowToConfirm) order.confirmingUntil = now + CONFIRMING_TIME;
  return accepted({ IsChanged: order.isAddressChanged ? 1 : 0 });
}

/** The texts are documented; which of them comes in states 3 to 5 and 6/1 is the sheet's reading. @evidence documented */
function whyNotConfirmed(order: Order): Refusal | null {
  if (order.special.distrType === 'TL') return shippingRefusals.thirdParty;
  if (order.claim !== null) {
    return order.claim.status === 1 ? shippingRefusals.notConfirmable : shippingRefusals.canceled;
  }
  if (order.stage === 2) return shippingRefusals.alreadyConfirmed;
  if (order.stage !== 1) return shippingRefusals.notConfirmable;
  return isGiftPending(order) ? shippingRefusals.giftPending : null;
}

/**
 * The order a write names. An order that was never paid is as good as unknown.
 * @evidence documented
 */
export function orderToWrite(call: Call, digits: string, unknown: Refusal = shippingRefusals.notFound): Order {
  checkLength(call, digits, shippingRefusals.numberTooLongToWrite);
  const order = findOrder(call, digits);
  if (order === null || (order.stage === 0 && order.claim === null)) throw new Refused(unknown);
  return order;
}

/** How bytes are counted is assumed: two for a Korean character, as in the limit of the delay's reason. @evidence documented */
export function checkPartnerNumbers({ body }: Call): void {
  if (bytesOf(body.text('SellerOrderNo')) > LONGEST_PARTNER_BYTES) throw new Refused(tooLongForPartner('주문번호'));
  if (bytesOf(body.text('SellerItemNo')) > LONGEST_PARTNER_BYTES) throw new Refused(tooLongForPartner('상품번호'));
}

const bytesOf = (text: string | null): number =>
  [...(text ?? '')].reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0);

const LONGEST_DELAY_DAYS = 90;
const LONGEST_DETAIL_BYTES = 300;

/** 발송예정일: as often as the seller likes, and nothing that can be read changes. @evidence documented */
export function expectShipping(call: Call): WireReply {
  const { body, now } = call;
  const order = orderToWrite(call, body.requiredId('OrderNo'));
  if (order.special.distrType === 'TL') throw new Refused(shippingRefusals.thirdParty);
  const reason = body.requiredWhole('ReasonType');
  if (reason < 1 || reason > 3) throw new Refused(shippingRefusals.delayReason);
  checkExpectedDay(readDay(body.requiredText('ShippingExpectedDate')), now);
  if (bytesOf(body.text('ReasonDetail')) > LONGEST_DETAIL_BYTES) throw new Refused(delayDetailTooLong);
  const why = whyNotDelayed(order);
  if (why !== null) throw new Refused(why);
  return accepted({ OrderNo: order.orderNo });
}

/** From tomorrow, at most 90 days ahead; the text for an earlier or unreadable day is assumed. @evidence documented */
function checkExpectedDay(day: Instant | null, now: Instant): void {
  const today = startOfKstDay(now);
  if (day === null) throw new Refused(shippingRefusals.badCondition);
  if (day > today + LONGEST_DELAY_DAYS * DAY) throw new Refused(shippingRefusals.delayTooLong);
  if (day <= today) throw new Refused(shippingRefusals.notDelayable);
}

/** The two texts that tell the state are quoted by a client, the usual one is documented. @evidence observed */
function whyNotDelayed({ stage, claim }: Order): Refusal | null {
  if (claim?.status === 1) return observedRefusals.delayInClaim;
  if (claim !== null) return shippingRefusals.notDelayable;
  if (stage >= 4) return observedRefusals.delayDelivered;
  return stage === 2 ? null : shippingRefusals.notDelayable;
}
