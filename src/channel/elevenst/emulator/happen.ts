import type { Receiver, OutsideEvent } from '../../../sandbox/emulator.js';
import type { Claim, Line, Order } from './order.js';
import { liveQuantity, openClaim } from './order.js';
import type { Shop } from './shop.js';
import {
  cancelAtOnce,
  completeCancel,
  confirmLine,
  dispatchLines,
  requestCancel,
  withdrawCancel,
} from './transitions.js';

/** A buyer's change of mind, "구매의사 없어짐"; the free text carries the reason itself. */
const CHANGED_MIND = '14';
/** 무통장 미입금 취소. */
const NO_DEPOSIT = '00';

/**
 * What happens to a line outside of the API, by the sheet's state machine.
 * @returns false where the line's status does not allow it. @evidence documented
 */
export function happen(shop: Shop, line: Line, event: OutsideEvent): boolean {
  switch (event.kind) {
    case 'PAY':
      return from(line, '102', () => pay(line.order, shop.clock.now()));
    case 'LAPSE':
      return from(line, '102', () => lapse(shop, line.order));
    case 'CHANGE_ADDRESS':
      return changeAddress(line, event.receiver);
    case 'REQUEST_CANCEL':
      return askToCancel(shop, line, event.quantity ?? liveQuantity(line), event.reason);
    case 'WITHDRAW_CANCEL':
      return withOpenClaim(line, (claim) => withdrawCancel(claim, shop.clock.now()));
    case 'MARKETPLACE_APPROVES_CANCEL':
      return withOpenClaim(line, (claim) => completeCancel(claim, shop.clock.now(), true));
    case 'CONFIRM':
      return from(line, '202', () => confirmLine(line, shop.clock.now()));
    case 'DISPATCH':
      return from(line, '301', () =>
        dispatchLines(shop, [line], {
          at: shop.clock.now(),
          method: '01',
          courierCode: event.courierCode,
          invoices: [event.trackingNumber],
        }),
      );
    case 'DELIVER':
      return from(line, '401', () => void Object.assign(line, { status: '501', deliveredAt: shop.clock.now() }));
    case 'CONFIRM_PURCHASE':
      return from(
        line,
        '501',
        () => void Object.assign(line, { status: '901', purchaseConfirmedAt: shop.clock.now() }),
      );
  }
}

function from(line: Line, status: Line['status'], change: () => void): boolean {
  if (line.status !== status) return false;
  change();
  return true;
}

function withOpenClaim(line: Line, change: (claim: Claim) => void): boolean {
  const claim = openClaim(line);
  if (claim === null) return false;
  change(claim);
  return true;
}

/** Orders are paid as a whole. @evidence assumed */
function pay(order: Order, now: number): void {
  order.paidAt = now;
  for (const line of order.lines) line.status = '202';
}

/** The unpaid order is gone, with reason 00 in the list of cancellations. @evidence documented */
function lapse(shop: Shop, order: Order): void {
  for (const line of order.lines) {
    cancelAtOnce(shop, line, {
      filedBy: '01',
      reasonCode: NO_DEPOSIT,
      reason: '무통장 미입금 취소',
      quantity: liveQuantity(line),
    });
  }
}

/** The buyer may edit the order's address until any line of it is confirmed. @evidence documented */
function changeAddress(line: Line, receiver: Receiver): boolean {
  const isEditable = line.order.lines.every((each) => each.status === '202' || each.status === 'B01');
  if (line.status !== '202' || !isEditable) return false;
  line.order.receiver = receiver;
  return true;
}

/** Paid: done at once. Confirmed: a request that waits for the seller. Later there are only returns. @evidence documented */
function askToCancel(shop: Shop, line: Line, quantity: number, reason: string): boolean {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > liveQuantity(line)) return false;
  const wanted = { filedBy: '01', reasonCode: CHANGED_MIND, reason, quantity } as const;
  if (line.status === '202') return from(line, '202', () => cancelAtOnce(shop, line, wanted));
  return from(line, '301', () => requestCancel(shop, line, wanted));
}
