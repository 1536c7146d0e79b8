import type { Instant } from '../../../base/clock.js';
import { OTHER_COURIER } from './couriers.js';
import type { Claim, Dispatch, Line } from './order.js';
import { liveQuantity } from './order.js';
import type { Shop } from './shop.js';

/**
 * What moves a line from one status to the next, whoever asks for it. Whether it is allowed is the caller's to check,
 * since each call refuses in its own words.
 */

/** 202 → 301. @evidence documented */
export function confirmLine(line: Line, now: Instant): void {
  line.status = '301';
  line.confirmedAt = now;
}

/** 301 (or 701, when a cancel request is rejected) → 401. @evidence documented */
export function dispatchLines(shop: Shop, lines: readonly Line[], dispatch: Dispatch): void {
  for (const line of lines) {
    line.status = '401';
    line.dispatch = dispatch;
    const courier = dispatch.courierCode;
    // 기타 takes any text for a number, so that it uses none up.
    if (courier === null || courier === OTHER_COURIER) continue;
    for (const invoice of dispatch.invoices) shop.useInvoice(courier, invoice, line.dlvNo);
  }
}

type NewClaim = Pick<Claim, 'filedBy' | 'reasonCode' | 'reason' | 'quantity'>;

/** 301 → 701: the buyer's request waits for the seller. @evidence documented */
export function requestCancel(shop: Shop, line: Line, wanted: NewClaim): void {
  shop.addClaim(newClaim(shop, line, wanted, false));
  line.status = '701';
}

/** Done at once, without any request: from 102, 202 or, by the seller, 301. @evidence documented */
export function cancelAtOnce(shop: Shop, line: Line, wanted: NewClaim): void {
  const claim = newClaim(shop, line, wanted, true);
  shop.addClaim(claim);
  completeCancel(claim, shop.clock.now());
}

/** All gone: B01. A part: the rest goes on, from 701 in 301, else where it was. @evidence assumed */
export function completeCancel(claim: Claim, now: Instant, isForced = false): void {
  const { line } = claim;
  claim.state = 'COMPLETED';
  claim.closedAt = now;
  claim.isForced = isForced;
  line.canceledQuantity += claim.quantity;
  if (liveQuantity(line) === 0) line.status = 'B01';
  else if (line.status === '701') line.status = '301';
}

/** 701 → 301. @evidence documented */
export function withdrawCancel(claim: Claim, now: Instant): void {
  claim.state = 'WITHDRAWN';
  claim.closedAt = now;
  claim.line.status = '301';
}

/**
 * Rejecting is dispatching: the line goes to 401, and with it what else of its delivery number was ready to go.
 * @evidence observed
 */
export function rejectCancel(shop: Shop, claim: Claim, dispatch: Dispatch): void {
  claim.state = 'REJECTED';
  claim.closedAt = shop.clock.now();
  const ready = shop.delivery(claim.line.dlvNo).filter((line) => line.status === '301');
  dispatchLines(shop, [claim.line, ...ready], dispatch);
}

function newClaim(shop: Shop, line: Line, wanted: NewClaim, isImmediate: boolean): Claim {
  return {
    ...wanted,
    number: shop.numbers.claim(),
    line,
    state: 'REQUESTED',
    isImmediate,
    requestedAt: shop.clock.now(),
    closedAt: null,
    isForced: false,
  };
}
