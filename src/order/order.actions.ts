import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { Channel } from '../channel/channel.js';
import { CancellationStatus } from '../model/cancellation.js';
import { ErrorCode } from '../model/error-code.js';
import { OrderAction } from '../model/order-action.js';
import { ClaimStatus, OrderStatus } from '../model/order.js';
import type { Order } from './order.entity.js';

/** Why something can't be done with an order now; null: it can. */
export interface Obstacle {
  readonly code: ErrorCode;
  readonly reason: string;
}

const obstacle = (code: ErrorCode, reason: string): Obstacle => ({ code, reason });
const unsupported = (what: string): Obstacle => obstacle(ErrorCode.UNSUPPORTED, `This marketplace has no ${what}.`);

/** The actions that Moa knows, each with what stands in its way, as the stored order tells; the marketplace has the last word. */
export const orderObstacles = (order: Order, channel: Channel): Map<OrderAction, Obstacle | null> => {
  const isAsked = order.claimStatus === ClaimStatus.CANCEL_REQUESTED;
  return new Map([
    [OrderAction.CONFIRM, confirmObstacle(order, channel)],
    [OrderAction.REGISTER_INVOICE, invoiceObstacle(order, channel)],
    [OrderAction.UPDATE_INVOICE, updateObstacle(order, channel)],
    [OrderAction.APPROVE_CANCEL, answerObstacle(isAsked, channel.approveCancel, 'approve a cancel')],
    [OrderAction.REJECT_CANCEL, answerObstacle(isAsked, channel.rejectCancel, 'reject a cancel')],
    [OrderAction.CANCEL, cancelObstacle(order, channel)],
    [OrderAction.DELAY_DISPATCH, delayObstacle(order, channel)],
    [OrderAction.MARK_DELIVERED, deliveredObstacle(order, channel)],
  ]);
};

/** What can be done with a cancellation itself. */
export function cancellationActions(claim: Cancellation, channel: Channel): OrderAction[] {
  const isOpen = claim.status === CancellationStatus.REQUESTED;
  return [
    ...(isOpen && channel.approveCancel ? [OrderAction.APPROVE_CANCEL] : []),
    ...(isOpen && channel.rejectCancel ? [OrderAction.REJECT_CANCEL] : []),
  ];
}

function confirmObstacle({ status, claimStatus }: Order, channel: Channel): Obstacle | null {
  if (!channel.confirmOrder) return unsupported('call to confirm an order');
  if (status !== OrderStatus.PAID)
    return obstacle(ErrorCode.WRONG_STATE, `Only a PAID order is confirmed; this is ${status}.`);
  if (claimStatus === ClaimStatus.CANCEL_REQUESTED) return cancelPending();
  return null;
}

function invoiceObstacle({ status, claimStatus, trackingNumber }: Order, channel: Channel): Obstacle | null {
  if (!channel.registerInvoice) return unsupported('call to register an invoice');
  if (trackingNumber) return obstacle(ErrorCode.WRONG_STATE, 'It travels under an invoice already.');
  if (status !== OrderStatus.CONFIRMED && status !== OrderStatus.PAID) {
    return obstacle(ErrorCode.WRONG_STATE, `Only a paid or confirmed order is dispatched; this is ${status}.`);
  }
  if (claimStatus === ClaimStatus.CANCEL_REQUESTED) return cancelPending();
  return null;
}

function updateObstacle({ status, trackingNumber }: Order, channel: Channel): Obstacle | null {
  if (!channel.updateInvoice) return unsupported('call to change an invoice');
  if (!trackingNumber) return obstacle(ErrorCode.WRONG_STATE, 'It travels under no invoice yet.');
  return OVER.has(status) ? obstacle(ErrorCode.WRONG_STATE, `The order is ${status}.`) : null;
}

function cancelObstacle({ status, claimStatus }: Order, channel: Channel): Obstacle | null {
  if (!channel.cancelOrder) return unsupported('call to cancel an order');
  if (!WAITING.has(status))
    return obstacle(ErrorCode.WRONG_STATE, `Only an order not dispatched yet is cancelled; this is ${status}.`);
  return claimStatus === ClaimStatus.CANCEL_REQUESTED ? cancelPending() : null;
}

function delayObstacle({ status, claimStatus }: Order, channel: Channel): Obstacle | null {
  if (!channel.delayDispatch) return unsupported('call to put a dispatch off');
  if (!WAITING.has(status))
    return obstacle(ErrorCode.WRONG_STATE, `Only an order to be dispatched is put off; this is ${status}.`);
  return claimStatus === ClaimStatus.CANCEL_REQUESTED ? cancelPending() : null;
}

function deliveredObstacle({ status }: Order, channel: Channel): Obstacle | null {
  if (!channel.markDelivered) return unsupported('call to mark an order delivered');
  return status === OrderStatus.DISPATCHED || status === OrderStatus.IN_TRANSIT
    ? null
    : obstacle(ErrorCode.WRONG_STATE, `Only a dispatched order is marked delivered; this is ${status}.`);
}

/** Paid, and still in the seller's hands. */
const WAITING: ReadonlySet<OrderStatus> = new Set([OrderStatus.PAID, OrderStatus.CONFIRMED]);

const OVER: ReadonlySet<OrderStatus> = new Set([
  OrderStatus.CANCELED,
  OrderStatus.RETURNED,
  OrderStatus.EXCHANGED,
  OrderStatus.PURCHASE_CONFIRMED,
]);

function answerObstacle(isOpen: boolean, write: object | undefined, what: string): Obstacle | null {
  if (!write) return unsupported(`call to ${what}`);
  return isOpen ? null : obstacle(ErrorCode.WRONG_STATE, 'No cancel request is open.');
}

const cancelPending = (): Obstacle => obstacle(ErrorCode.CANCEL_PENDING, 'A cancel request of the buyer is open.');
