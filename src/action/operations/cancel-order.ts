import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { CancelOrderItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import { ErrorCode } from '../../model/error-code.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { SellerCancelReason } from '../../model/seller-cancel.js';
import type { Order } from '../../order/order.entity.js';
import type { Unit, WriteOperation, WriteRequest } from '../write.operation.js';
import { areAll, DISPATCHED_OR_LATER, onOrders } from './on-orders.js';
import type { OrderLines } from './order-lines.js';
import { isClosed } from './order-lines.js';

export interface CancelRequest extends WriteRequest {
  /** Null: all that is left. */
  readonly quantity: number | null;
  readonly reason: SellerCancelReason;
  readonly detail: string | null;
}

type CancelUnit = Unit<Order, CancelRequest>;

const CANCELED: ReadonlySet<OrderStatus> = new Set([OrderStatus.CANCELED]);

/** 판매취소: the seller can't deliver. Read first, since goods that left meanwhile, or that the buyer cancels, are another matter. */
export function cancelOrder(lines: OrderLines): WriteOperation<Order, CancelOrderItem, CancelRequest> {
  /** Pieces left before this call sent anything, by unit. Canceled ones may stay with the line or become one of their own. */
  const before = new Map<string, number>();
  return {
    ...onOrders(lines),
    type: ActionType.CANCEL_ORDER,
    readsFirst: true,
    writeOf: (channel) => channel.cancelOrder,
    // Read back later, pieces that are gone don't tell whether they are these.
    mayRepeat: ({ quantity }) => quantity === null,
    unitOf: (connected, order) => connected.channel.cancelOrder!.unitOf(order),
    check: (unit) => Promise.resolve(problemOf(unit)),
    itemOf: ({ key, subjects, request }) => {
      before.set(key, leftOf(subjects));
      const { quantity, reason, detail } = request;
      return Promise.resolve({
        orders: subjects,
        quantity: isAll(subjects, quantity) ? null : quantity,
        reason,
        detail,
      });
    },
    isDone: ({ key, subjects, request }) => {
      const past = before.get(key);
      const isLess = request.quantity !== null && past !== undefined && leftOf(subjects) <= past - request.quantity;
      return Promise.resolve(isLess || areAll(subjects, CANCELED));
    },
  };
}

const leftOf = (orders: readonly Order[]): number =>
  orders.reduce((sum, one) => sum + one.productQuantity - one.canceledQuantity, 0);

const isAll = (orders: readonly Order[], quantity: number | null): boolean =>
  quantity === null || quantity === leftOf(orders);

function problemOf({ connected, subjects, request: { quantity } }: CancelUnit): ChannelError | null {
  if (areAll(subjects, CANCELED)) return ownError(ErrorCode.ALREADY_DONE, 'The order is canceled already.');
  const gone = subjects.find((order) => isClosed(order) || DISPATCHED_OR_LATER.has(order.status));
  if (gone) return ownError(ErrorCode.WRONG_STATE, `The order is ${gone.status}; the seller can't cancel it any more.`);
  if (subjects.some(({ claimStatus }) => claimStatus === ClaimStatus.CANCEL_REQUESTED)) {
    return ownError(ErrorCode.CANCEL_PENDING, 'A cancel request of the buyer is open: approveCancel grants it.');
  }
  if (isAll(subjects, quantity)) return null;
  const left = leftOf(subjects);
  if (subjects.length > 1) {
    return ownError(ErrorCode.BAD_INPUT, `quantity: this marketplace cancels ${subjects.length} lines at once, wholly`);
  }
  if (quantity! > left) return ownError(ErrorCode.BAD_INPUT, `quantity must be at most ${left}: so many are left`);
  return connected.channel.cancelOrder?.canTakePart
    ? null
    : ownError(ErrorCode.UNSUPPORTED, `quantity: ${connected.marketplace} cancels whole lines only; ${left} are left`);
}
