import type { Instant } from '../../../base/clock.js';
import { HOUR, SECOND } from '../../../base/time.js';
import type { Courier } from './couriers.js';
import type { Claim, Order } from './order.js';
import { depositDueAt, giftDueAt, isGiftPending } from './order.js';
import type { Shop } from './shop.js';

/**
 * What moves an order from one state to the next, whoever asks for it. Whether it is allowed is the caller's to check, since
 * each call refuses in its own words.
 */

/** 0 → 1, under the same number. The cart is paid as a whole (assumed). @evidence documented */
export function pay(shop: Shop, order: Order, now: Instant): void {
  order.cart.paidAt = shop.told(now);
  for (const each of order.cart.orders) {
    if (each.stage !== 0 || each.claim !== null) continue;
    each.stage = 1;
    each.changedAt = now;
    if (!isGiftPending(each)) shop.waiting.delete(each);
  }
}

/** 1 → 2. @evidence documented */
export function confirm(shop: Shop, order: Order, now: Instant): void {
  order.stage = 2;
  order.confirmedAt = shop.told(now);
  order.changedAt = now;
}

/**
 * 2 → 3; from a cancel request as well, which it thereby ends (CancelStatus 4); in 3 it just replaces the invoice.
 * @evidence documented
 */
export function ship(shop: Shop, order: Order, parcel: { courier: Courier; invoiceNo: string }, now: Instant): void {
  if (order.claim !== null) endRequest(shop, order.claim, now, true);
  order.parcel = { ...parcel, sentAt: order.parcel?.sentAt ?? shop.told(now) };
  if (order.stage === 3) return;
  order.stage = 3;
  order.changedAt = now;
}

/** 3 → 4, by tracking or by the seller. @evidence documented */
export function deliver(order: Order, now: Instant): void {
  order.stage = 4;
  order.deliveredAt = now;
  order.changedAt = now;
}

/** 4 → 5. @evidence documented */
export function decide(order: Order, now: Instant): void {
  order.stage = 5;
  order.decidedAt = now;
  order.changedAt = now;
}

/** The recipient takes the gift and says where to. @evidence documented */
export function acceptGift(shop: Shop, order: Order, receiver: Order['receiver'], now: Instant): void {
  order.receiver = receiver;
  order.giftAcceptedAt = now;
  order.changedAt = now;
  shop.waiting.delete(order);
}

type Why = Pick<Claim, 'requestUser' | 'reason' | 'reasonCode' | 'reasonDetail'>;

/** 2 → 6/1: from now on the list of orders is silent about it. @evidence documented */
export function requestCancel(shop: Shop, order: Order, why: Why, now: Instant): void {
  shop.addClaim(newClaim(order, why, now, false));
  shop.waiting.add(order);
  order.changedAt = now;
}

/** → 6/3 (or 10) with no request before it. @evidence documented */
export function cancelAtOnce(
  shop: Shop,
  order: Order,
  why: Why & Pick<Claim, 'approveUser'>,
  now: Instant,
  status: 3 | 6 = 3,
): void {
  const done = { status, approveUser: why.approveUser, approvedAt: now, completedAt: now };
  shop.addClaim({ ...newClaim(order, why, now, true), ...done });
  shop.waiting.delete(order);
  order.changedAt = now;
}

/** 6/1 → 6/2; the refund lags behind. @evidence documented */
export function approveCancel(claim: Claim, by: Claim['approveUser'], now: Instant): void {
  claim.status = 2;
  claim.approveUser = by;
  claim.approvedAt = now;
  claim.order.changedAt = now;
}

/** 6/1 → 6/3 by the customer centre: 직권환불. That it is done at once is assumed. @evidence documented */
export function refundByStaff(shop: Shop, claim: Claim, now: Instant): void {
  approveCancel(claim, 3, now);
  claim.status = 5;
  claim.completedAt = now;
  shop.waiting.delete(claim.order);
}

/** CancelStatus 4: the order is back where it was. @evidence documented */
export function endRequest(shop: Shop, claim: Claim, now: Instant, isRejected: boolean): void {
  claim.status = 4;
  claim.withdrawnAt = now;
  claim.isRejected = isRejected;
  claim.order.claim = null;
  claim.order.changedAt = now;
  shop.waiting.delete(claim.order);
}

const newClaim = (order: Order, why: Why, now: Instant, isImmediate: boolean): Claim => ({
  order,
  requestUser: why.requestUser,
  reason: why.reason,
  reasonCode: why.reasonCode,
  reasonDetail: why.reasonDetail,
  status: 1,
  approveUser: 0,
  requestedAt: now,
  withdrawnAt: null,
  approvedAt: null,
  completedAt: null,
  isImmediate,
  isRejected: false,
});

/** RequestUser 4, ReasonCode 0; no PayDate since nobody paid. @evidence assumed */
const LAPSED = { requestUser: 4, approveUser: 4, reason: 2, reasonCode: 0, reasonDetail: '' } as const;
/** 선물수락기한만료. */
const NOT_ACCEPTED = { requestUser: 4, approveUser: 4, reason: 2, reasonCode: 7, reasonDetail: '' } as const;

/** The deposit never came: the whole cart is in the list of cancellations. @evidence documented */
export function lapse(shop: Shop, order: Order, now: Instant): void {
  for (const each of order.cart.orders) {
    if (each.stage === 0 && each.claim === null) cancelAtOnce(shop, each, LAPSED, now);
  }
}

/** A request that nobody answers is granted after so long. */
const ANSWER_TIME = 24 * HOUR;
/** Between 취소중 and 취소완료; the samples show up to half a minute. */
const REFUND_TIME = 30 * SECOND;

/** Lets everything happen that is due by now, each at its own time. */
export function passTime(shop: Shop): void {
  const now = shop.clock.now();
  for (const order of shop.waiting) {
    const { claim } = order;
    if (claim !== null) passClaim(shop, claim, now);
    else if (order.stage === 0) at(depositDueAt(shop.site, order), now, (due) => lapse(shop, order, due));
    else at(giftDueAt(order), now, (due) => cancelAtOnce(shop, order, NOT_ACCEPTED, due));
  }
}

/** Automatic approval after 24 hours is documented, ApproveUser 4 of it and the refund's time are not. @evidence documented */
function passClaim(shop: Shop, claim: Claim, now: Instant): void {
  if (claim.status === 1) at(claim.requestedAt + ANSWER_TIME, now, (due) => approveCancel(claim, 4, due));
  if (claim.status !== 2 || claim.approvedAt === null) return;
  at(claim.approvedAt + REFUND_TIME, now, (due) => {
    claim.status = 3;
    claim.completedAt = due;
    claim.order.changedAt = due;
    shop.waiting.delete(claim.order);
  });
}

function at(due: Instant, now: Instant, act: (due: Instant) => void): void {
  if (due <= now) act(due);
}
