import type { Instant } from '../../../base/clock.js';
import type { OutsideEvent, Receiver } from '../../../sandbox/emulator.js';
import { courierFor } from './couriers.js';
import {
  acceptGift,
  cancelAtOnce,
  confirm,
  decide,
  deliver,
  endRequest,
  lapse,
  pay,
  refundByStaff,
  requestCancel,
  ship,
} from './life.js';
import type { Claim, Order, Stage } from './order.js';
import { isGiftPending } from './order.js';
import type { Shop } from './shop.js';

/**
 * What happens to an order outside of the API, by the sheet's state machine.
 * @returns false where the order's state does not allow it. @evidence documented
 */
export function happen(shop: Shop, order: Order, event: OutsideEvent): boolean {
  const now = shop.clock.now();
  switch (event.kind) {
    case 'PAY':
      return from(order, 0, () => pay(shop, order, now));
    case 'LAPSE':
      return from(order, 0, () => lapse(shop, order, now));
    case 'CHANGE_ADDRESS':
      return from(order, 1, () => changeAddress(shop, order, event.receiver, now));
    case 'REQUEST_CANCEL':
      return askToCancel(shop, order, event.quantity, event.reason, now);
    case 'WITHDRAW_CANCEL':
      return withRequest(order, (claim) => endRequest(shop, claim, now, false));
    case 'MARKETPLACE_APPROVES_CANCEL':
      return withRequest(order, (claim) => refundByStaff(shop, claim, now));
    case 'CONFIRM':
      return !isGiftPending(order) && from(order, 1, () => confirm(shop, order, now));
    case 'DISPATCH':
      return dispatch(shop, order, event.courierCode, event.trackingNumber, now);
    case 'DELIVER':
      return from(order, 3, () => deliver(order, now));
    case 'CONFIRM_PURCHASE':
      return from(order, 4, () => decide(order, now));
  }
}

function from(order: Order, stage: Stage, change: () => void): boolean {
  if (order.stage !== stage || order.claim !== null) return false;
  change();
  return true;
}

function withRequest({ claim }: Order, change: (claim: Claim) => void): boolean {
  if (claim?.status !== 1) return false;
  change(claim);
  return true;
}

/** Until confirmation, each order by itself (assumed); of a gift it is its acceptance. @evidence documented */
function changeAddress(shop: Shop, order: Order, receiver: Receiver, now: Instant): void {
  if (isGiftPending(order)) return acceptGift(shop, order, receiver, now);
  order.receiver = receiver;
  order.isAddressChanged = true;
}

/**
 * Before confirmation it is done at once, after it a request; always the whole order, since a part can't be said. The buyer's
 * screen gives Reason 1 and ReasonCode 1 whatever the text.
 * @evidence documented
 */
function askToCancel(shop: Shop, order: Order, quantity: number | null, reason: string, now: Instant): boolean {
  if (quantity !== null && quantity !== order.line.quantity) return false;
  const why = { requestUser: 1, reason: 1, reasonCode: 1, reasonDetail: reason } as const;
  if (order.stage === 1) return from(order, 1, () => cancelAtOnce(shop, order, { ...why, approveUser: 1 }, now));
  return from(order, 2, () => requestCancel(shop, order, why, now));
}

/** In the seller's back office; with an open cancel request it rejects that (assumed to be as through the API). @evidence assumed */
function dispatch(shop: Shop, order: Order, courierCode: string, invoiceNo: string, now: Instant): boolean {
  const courier = courierFor(shop.site, Number(courierCode));
  const isOpen = order.claim === null || order.claim.status === 1;
  if (courier === null || order.stage !== 2 || !isOpen) return false;
  ship(shop, order, { courier, invoiceNo }, now);
  return true;
}
