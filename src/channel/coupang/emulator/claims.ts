import type { Instant } from '../../../base/clock.js';
import { dispatchable } from './records.js';
import type { Line, Receipt } from './records.js';
import { reasonOf } from './reasons.js';
import type { Shop } from './shop.js';

export interface CancelWish {
  /** Null: all that is left of the line. */
  readonly quantity: number | null;
  readonly reason: string;
  readonly at: Instant;
}

/**
 * Before confirmation a buyer's cancel is immediate (receipt CANCEL, done); after it, it is a stop request (RETURN, open)
 * that holds the pieces back. Once sent there is no cancelling. That part of an unconfirmed line can be cancelled is assumed.
 * @returns false where the line can't be cancelled, or not that many of it.
 * @evidence documented
 */
export function requestCancel(shop: Shop, line: Line, wish: CancelWish): boolean {
  const { status } = line.box;
  const count = wish.quantity ?? dispatchable(line);
  if ((status !== 'ACCEPT' && status !== 'INSTRUCT') || !Number.isInteger(count)) return false;
  if (count < 1 || count > dispatchable(line)) return false;
  const type = status === 'ACCEPT' ? 'CANCEL' : 'RETURN';
  const receipt = sameMoment(line, type, wish) ?? openReceipt(shop, line, type, wish);
  receipt.items.push({ line, shipmentBoxId: line.box.shipmentBoxId, count });
  if (type === 'CANCEL') line.canceled += count;
  else line.held += count;
  return true;
}

/**
 * Lines of one box that are cancelled at one moment for one reason share a receipt.
 * @evidence assumed
 */
function sameMoment(line: Line, type: Receipt['type'], wish: CancelWish): Receipt | undefined {
  const latest = line.order.receipts.at(-1);
  const { reason, freeText } = reasonOf(wish.reason);
  const isShared =
    latest?.type === type &&
    latest.createdAt === wish.at &&
    latest.reason === reason &&
    latest.freeText === freeText &&
    (type === 'CANCEL' || latest.state === 'OPEN') &&
    latest.items.every((item) => item.line !== line && item.shipmentBoxId === line.box.shipmentBoxId);
  return isShared ? latest : undefined;
}

function openReceipt(shop: Shop, line: Line, type: Receipt['type'], wish: CancelWish): Receipt {
  const receipt: Receipt = {
    receiptId: shop.numbers.receipt.next(),
    order: line.order,
    type,
    createdAt: wish.at,
    ...reasonOf(wish.reason),
    returnDeliveryId: type === 'CANCEL' ? '0' : shop.numbers.returnDelivery.next(),
    receiver: line.box.receiver,
    items: [],
    state: type === 'CANCEL' ? 'STOPPED' : 'OPEN',
    modifiedAt: wish.at,
    approvedBy: null,
  };
  shop.addReceipt(receipt);
  return receipt;
}

/** The oldest stop request of a line that nobody has answered. */
export const openReceiptOf = (line: Line): Receipt | undefined =>
  line.order.receipts.find((receipt) => receipt.state === 'OPEN' && receipt.items.some((item) => item.line === line));

/**
 * The pieces held back are cancelled for good; a box of which nothing is left is gone from every list.
 * @evidence documented
 */
export function approve(receipt: Receipt, by: 'VENDOR' | 'COUPANG', at: Instant): void {
  settle(receipt, 'STOPPED', at);
  receipt.approvedBy = by;
  for (const { line, count } of receipt.items) line.canceled += count;
}

/**
 * The receipt leaves returnRequests and shows in the withdrawal lists; its pieces can be sent again.
 * @evidence documented
 */
export const withdraw = (receipt: Receipt, at: Instant): void => settle(receipt, 'WITHDRAWN', at);

/**
 * 이미출고: the goods have left, the cancel becomes a return. That nothing is held back any more is assumed.
 * @evidence documented
 */
export const rejectAsShipped = (receipt: Receipt, at: Instant): void => settle(receipt, 'ALREADY_SHIPPED', at);

function settle(receipt: Receipt, state: Receipt['state'], at: Instant): void {
  receipt.state = state;
  receipt.modifiedAt = at;
  for (const { line, count } of receipt.items) line.held -= count;
}
