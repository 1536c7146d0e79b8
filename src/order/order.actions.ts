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
export const orderObstacles = (order: Order, channel: Channel): Map<OrderAction, Obstacle | null> =>
  new Map([
    [OrderAction.CONFIRM, confirmObstacle(order, channel)],
    [OrderAction.REGISTER_INVOICE, invoiceObstacle(order, channel)],
    [OrderAction.APPROVE_CANCEL, approveObstacle(order.claimStatus === ClaimStatus.CANCEL_REQUESTED, channel)],
  ]);

/** What can be done with a cancellation itself. */
export const cancellationObstacle = (claim: Cancellation, channel: Channel): Obstacle | null =>
  approveObstacle(claim.status === CancellationStatus.REQUESTED, channel);

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

function approveObstacle(isOpen: boolean, channel: Channel): Obstacle | null {
  if (!channel.approveCancel) return unsupported('call to approve a cancel');
  return isOpen ? null : obstacle(ErrorCode.WRONG_STATE, 'No cancel request is open.');
}

const cancelPending = (): Obstacle => obstacle(ErrorCode.CANCEL_PENDING, 'A cancel request of the buyer is open.');
