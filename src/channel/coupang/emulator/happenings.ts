import type { Instant } from '../../../base/clock.js';
import type { OutsideEvent, Receiver } from '../../../sandbox/emulator.js';
import { approve, openReceiptOf, rejectAsShipped, requestCancel, withdraw } from './claims.js';
import { courierOf } from './couriers.js';
import { isBoxGone, isLineGone } from './records.js';
import type { Box, Line } from './records.js';
import { dispatch } from './shipping.js';
import type { Shop } from './shop.js';

/** Lets something happen outside of the API. @returns false where the line's state does not allow it. */
export function happen(shop: Shop, line: Line, event: OutsideEvent, at: Instant): boolean {
  switch (event.kind) {
    case 'PAY':
    case 'LAPSE':
      return false; // unpaid orders do not exist here
    case 'CHANGE_ADDRESS':
      return changeAddress(line.box, event.receiver);
    case 'REQUEST_CANCEL':
      return requestCancel(shop, line, { quantity: event.quantity, reason: event.reason, at });
    case 'WITHDRAW_CANCEL':
    case 'MARKETPLACE_APPROVES_CANCEL':
      return answerCancel(line, event.kind, at);
    case 'CONFIRM':
      return confirm(line.box);
    case 'DISPATCH':
      return dispatchOutside(shop, line.box, event.courierCode, event.trackingNumber, at);
    case 'DELIVER':
      return advance(line.box, at);
    case 'CONFIRM_PURCHASE':
      return confirmPurchase(line, at);
  }
}

/**
 * A buyer can correct the address until the seller confirms. That it goes to all unconfirmed boxes of the order is assumed.
 * @evidence documented
 */
function changeAddress(box: Box, receiver: Receiver): boolean {
  if (box.status !== 'ACCEPT' || isBoxGone(box)) return false;
  for (const each of box.order.boxes) if (each.status === 'ACCEPT') each.receiver = receiver;
  return true;
}

/**
 * The buyer takes a stop request back, or Coupang's staff approves it (CS_CONFIRM); a receipt is answered whole.
 * @evidence documented
 */
function answerCancel(line: Line, kind: 'WITHDRAW_CANCEL' | 'MARKETPLACE_APPROVES_CANCEL', at: Instant): boolean {
  const receipt = openReceiptOf(line);
  if (!receipt) return false;
  if (kind === 'WITHDRAW_CANCEL') withdraw(receipt, at);
  else approve(receipt, 'COUPANG', at);
  return true;
}

/**
 * ACCEPT → INSTRUCT, always the whole box.
 * @evidence documented
 */
export function confirm(box: Box): boolean {
  if (box.status !== 'ACCEPT' || isBoxGone(box)) return false;
  box.status = 'INSTRUCT';
  return true;
}

/**
 * The seller sends the box from WING. Open stop requests in it are thereby answered 이미출고. WING's own checks of invoice
 * numbers are left out.
 * @evidence assumed
 */
function dispatchOutside(shop: Shop, box: Box, courierCode: string, invoiceNumber: string, at: Instant): boolean {
  const courier = courierOf(courierCode);
  if (box.status !== 'INSTRUCT' || isBoxGone(box) || !courier || !/^\d+$/.test(invoiceNumber)) return false;
  for (const line of box.lines) {
    for (let receipt = openReceiptOf(line); receipt; receipt = openReceiptOf(line)) rejectAsShipped(receipt, at);
  }
  dispatch(box, { courier, invoiceNumber, at });
  shop.ledger.record({ courier, invoiceNumber, receiver: box.receiver, at, request: box });
  return true;
}

/**
 * One scan a time: DEPARTURE → DELIVERING → FINAL_DELIVERY. NONE_TRACKING never moves.
 * @evidence documented
 */
function advance(box: Box, at: Instant): boolean {
  if (box.status === 'DEPARTURE') {
    box.status = 'DELIVERING';
    box.inTransitAt = at;
    return true;
  }
  if (box.status !== 'DELIVERING') return false;
  box.status = 'FINAL_DELIVERY';
  box.deliveredAt = at;
  return true;
}

/**
 * 구매확정 sets confirmDate and no status.
 * @evidence documented
 */
function confirmPurchase(line: Line, at: Instant): boolean {
  if (line.box.status !== 'FINAL_DELIVERY' || isLineGone(line) || line.purchaseConfirmedAt !== null) return false;
  line.purchaseConfirmedAt = at;
  return true;
}
