import type { OutsideEvent } from '../../../sandbox/emulator.js';
import { carrierOf } from './carriers.js';
import type { Claims } from './claims.js';
import type { Life } from './life.js';
import type { Line } from './state.js';
import { isUnpaid } from './state.js';

/** Lets something happen outside of the API. @returns false where the line's state does not allow it. */
export function happen(line: Line, event: OutsideEvent, life: Life, claims: Claims): boolean {
  switch (event.kind) {
    case 'PAY':
      return isUnpaid(line) && life.pay(line.order);
    case 'LAPSE':
      return isUnpaid(line) && life.cancelUnpaid(line.order, 'C48');
    case 'CHANGE_ADDRESS':
      return life.changeAddress(line.order, event.receiver);
    case 'REQUEST_CANCEL':
      return askToCancel(line, event.quantity ?? line.quantity, event.reason, life, claims);
    case 'WITHDRAW_CANCEL':
      return line.request?.kind === 'Cancellation' && claims.withdraw(line);
    case 'MARKETPLACE_APPROVES_CANCEL':
      return approve(line, claims);
    case 'CONFIRM':
      return life.process([line], 'prepare');
    case 'DISPATCH': {
      const carrier = carrierOf(event.courierCode);
      return carrier !== undefined && life.ship([line], carrier, event.trackingNumber, 'shipping');
    }
    case 'DELIVER':
      return life.scan(line);
    case 'CONFIRM_PURCHASE':
      return life.confirmPurchase([line], true, false);
  }
}

/** Unpaid: the whole order is gone at once, C47. Paid: 취소신청, whose text counts as 고객변심. @evidence assumed */
function askToCancel(line: Line, quantity: number, reason: string, life: Life, claims: Claims): boolean {
  if (isUnpaid(line)) return quantity === line.quantity && life.cancelUnpaid(line.order, 'C47');
  return claims.request([{ line, quantity }], 'Cancellation', 'A', reason);
}

/**
 * The mall has no marketplace above it: here the staff of the back office completes an open request, or one that the seller
 * accepted.
 * @evidence assumed
 */
function approve(line: Line, claims: Claims): boolean {
  const isAccepted = line.status === 'C10' || line.status === 'C34';
  if ((line.status !== 'C00' && !isAccepted) || !line.request) return false;
  const pieces = [{ line, quantity: isAccepted ? line.quantity : line.request.quantity }];
  const reasons = { reasonType: line.request.reasonType, reason: line.request.reason };
  return claims.settle(line.order, { kind: 'Cancellation', to: 'C40', pieces, ...reasons }) !== null;
}
