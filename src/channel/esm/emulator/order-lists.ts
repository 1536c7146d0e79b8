import type { Instant } from '../../../base/clock.js';
import { contains } from '../../../base/span.js';
import type { Span } from '../../../base/span.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { checkLength, findOrder } from './call.js';
import type { Call } from './call.js';
import { days, endOfBusinessDay, readOrderBound } from './dates.js';
import { isListed } from './order.js';
import type { Order } from './order.js';
import { paidRow, unpaidRow } from './order.wire.js';
import { observedRefusals, Refused, shippingRefusals, windowRefusal } from './refusals.js';
import { listed } from './replies.js';

/**
 * 입금확인중 주문조회. The orderNo of the older page filters nothing any more, but its digits are still looked at (assumed).
 * @evidence documented
 */
export function listUnpaidOrders(call: Call): WireReply {
  const { shop, site, body, now } = call;
  const sellerId = sellerAsked(call);
  checkRate(call, sellerId);
  const span = readPeriod(call);
  const orderNo = body.id('orderNo');
  if (orderNo !== null) checkLength(call, orderNo, shippingRefusals.numberTooLong);
  const isAsked = ofBranch(call);
  const found = isOwnSite(call)
    ? [...shop.orders.values()].filter(
        (order) =>
          order.stage === 0 &&
          order.claim === null &&
          order.cart.visibleAt <= now &&
          contains(span, order.cart.orderedAt) &&
          isAsked(order),
      )
    : [];
  return page(call, sellerId, found, (order) => unpaidRow(site, order, now));
}

/** 주문조회: by period in one status, by order number (0) or by cart (6). Orders under a claim are not there. @evidence documented */
export function listOrders(call: Call): WireReply {
  const { site, body, now } = call;
  const status = body.requiredWhole('orderStatus');
  const sellerId = sellerAsked(call);
  // by number it may be called at any rate
  if (status !== 0) checkRate(call, sellerId);
  const found = isOwnSite(call) ? ordersAsked(call, status) : [];
  return page(call, sellerId, found, (order) => paidRow(site, order, now));
}

function ordersAsked(call: Call, status: number): readonly Order[] {
  if (status === 0) return byNumber(call);
  if (status === 6) return byCart(call);
  if (status > 6) throw new Refused(shippingRefusals.badCondition);
  return byPeriod(call, status);
}

/** That an unknown, unpaid or claimed number gives an empty list, not an error, is a guess. @evidence assumed */
function byNumber(call: Call): readonly Order[] {
  const orderNo = call.body.requiredId('orderNo');
  checkLength(call, orderNo, shippingRefusals.numberTooLong);
  const order = findOrder(call, orderNo);
  return order !== null && isListed(order) ? [order] : [];
}

/** Gmarket alone. @evidence documented */
function byCart({ site, shop, body }: Call): readonly Order[] {
  if (site.letter === 'A') throw new Refused(shippingRefusals.badCondition);
  return (shop.carts.get(body.requiredId('payNo'))?.orders ?? []).filter(isListed);
}

function byPeriod(call: Call, status: number): readonly Order[] {
  const { shop, now } = call;
  const dateOf = askedDate(call, status);
  const span = readPeriod(call);
  const isAsked = wish(call);
  return [...shop.orders.values()].filter((order) => {
    if (order.stage !== status || order.claim !== null || order.cart.visibleAt > now) return false;
    const date = dateOf(order);
    return date !== null && contains(span, date) && isAsked(order);
  });
}

/**
 * 1 주문일, 2 결제완료일, 3 발송마감일 (of status 2 alone), 4 선물수락일 and 5 the one or the other (Gmarket alone).
 * @evidence documented
 */
function askedDate({ site, body }: Call, status: number): (order: Order) => Instant | null {
  const type = body.requiredWhole('requestDateType');
  const paidAt = ({ cart }: Order): Instant | null => cart.paidAt;
  if (type === 1) return ({ cart }) => cart.orderedAt;
  if (type === 2) return paidAt;
  if (type === 3 && status === 2) return (order) => endOfBusinessDay(order.giftAcceptedAt ?? paidAt(order)!, 2);
  if (type === 4 && site.letter === 'G') return ({ giftAcceptedAt }) => giftAcceptedAt;
  if (type === 5 && site.letter === 'G')
    return (order) => (order.special.isGift ? order.giftAcceptedAt : paidAt(order));
  throw new Refused(shippingRefusals.badCondition);
}

const DISTR_TYPES = [null, 'NL', 'TL', 'SL'] as const;

/** orderType, isGiftOrder, giftOrderStatus, branchCode; 0 and absent ask for all. @evidence documented */
function wish(call: Call): (order: Order) => boolean {
  const { site, body } = call;
  const distrType = DISTR_TYPES[body.whole('orderType') ?? 0];
  if (distrType === undefined) throw new Refused(shippingRefusals.badCondition);
  const isGift = body.text('isGiftOrder') || null;
  const giftStatus = body.whole('giftOrderStatus') || null;
  const isOfBranch = ofBranch(call);
  return (order) =>
    (distrType === null || order.special.distrType === distrType) &&
    (site.letter === 'A' || isGift === null || order.special.isGift === (isGift === 'Y')) &&
    (site.letter === 'A' || giftStatus === null || giftStatusOf(order) === giftStatus) &&
    isOfBranch(order);
}

const giftStatusOf = ({ special, giftAcceptedAt }: Order): number =>
  special.isGift ? (giftAcceptedAt === null ? 1 : 2) : 0;

/** Orders of a same-day branch come only when it is asked for. @evidence documented */
function ofBranch({ body }: Call): (order: Order) => boolean {
  const code = body.whole('branchCode') || null;
  return ({ special }) => special.branchCode === code;
}

/** The site asked for must be one of the token's; what is answered where it isn't is a guess. @evidence assumed */
function sellerAsked({ caller, body }: Call): string {
  const type = body.requiredWhole('siteType');
  const sellerId = type === 1 ? caller.A : type === 2 ? caller.G : undefined;
  if (sellerId === undefined) throw new Refused(shippingRefusals.badCondition);
  return sellerId;
}

/** A token of both sites may ask for the other one, of which this emulator holds nothing. */
const isOwnSite = ({ site, body }: Call): boolean => body.whole('siteType') === site.requestedType;

/** Both lists have one limit together, by the seller id of the site. @evidence observed */
function checkRate({ shop, now }: Call, sellerId: string): void {
  if (!shop.orderRate.admits(sellerId, now)) throw new Refused(observedRefusals.rateLimit);
}

/** The end is not in it: a day means its first moment. That missing or unreadable dates give 2000 is assumed. @evidence documented */
function readPeriod({ site, body }: Call): Span {
  const start = readOrderBound(body.text('requestDateFrom') ?? '');
  const end = readOrderBound(body.text('requestDateTo') ?? '');
  if (start === null || end === null) throw new Refused(observedRefusals.period);
  if (start >= end) throw new Refused(shippingRefusals.periodOrder);
  const span = { start, end };
  if (days(span) > site.longestDays) throw new Refused(windowRefusal(site));
  return span;
}

const MOST_ROWS = 1000;

/** Pages from 1; 0 or none means the first page and 1000 rows, which is the most as well. @evidence assumed */
function page(
  call: Call,
  sellerId: string,
  found: readonly Order[],
  rowOf: (order: Order) => Readonly<Record<string, unknown>>,
): WireReply {
  const index = call.body.whole('pageIndex') || 1;
  const size = Math.min(call.body.whole('pageSize') || MOST_ROWS, MOST_ROWS);
  return listed({
    SiteType: call.body.whole('siteType') === 2 ? 3 : 1,
    PageIndex: index,
    PageSize: size,
    TotalCount: found.length,
    SellerId: sellerId,
    RequestOrders: found.slice((index - 1) * size, index * size).map(rowOf),
  });
}
