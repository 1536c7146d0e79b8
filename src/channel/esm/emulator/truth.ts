import { joined } from '../../../base/collections.js';
import type { EmulatedCancellation, EmulatedLine, PlacedLine, Receiver } from '../../../sandbox/emulator.js';
import type { Claim, Order } from './order.js';
import { claimStatusOf, statusOf } from './order.js';

/** An order has one line, without a number of its own; PayNo and GroupNo together are its bundle. */
export const placed = ({ orderNo, cart, bundle }: Order): PlacedLine => ({
  orderNumber: String(orderNo),
  lineNumber: null,
  bundleNumber: `${cart.payNo}-${bundle.groupNo}`,
  checkoutNumber: String(cart.payNo),
});

const NOWHERE: Receiver = { name: '', tel: '', tel2: null, zipCode: '', address: '', addressDetail: '' };

/**
 * An order as it stands. `nativeStatus` is the `Status` of GetDeliveryStatus (0 to 5, 10), which of 1 to 5 is the order
 * list's too; a cancelled one has its `ClaimStatus` after it: `6/1` 신청, `6/2` 취소중, `6/3` 취소완료. An approved claim is
 * COMPLETED here while its refund still runs. The receiver of a gift not accepted yet is empty throughout.
 */
export const truthOf = (order: Order): EmulatedLine =>
  joined(placed(order), {
    nativeStatus: nativeStatusOf(order),
    openCancelQuantity: order.claim?.status === 1 ? order.line.quantity : null,
    orderedQuantity: order.line.quantity,
    canceledQuantity: order.claim !== null && order.claim.status !== 1 ? order.line.quantity : 0,
    orderedAt: order.cart.orderedAt,
    paidAt: order.cart.paidAt,
    receiver: order.receiver ?? NOWHERE,
    courierCode: order.parcel === null ? null : String(order.parcel.courier.code),
    trackingNumber: order.parcel?.invoiceNo ?? null,
    cancellations: order.claims.map(truthOfClaim),
  });

function nativeStatusOf(order: Order): string {
  const claimStatus = claimStatusOf(order);
  return claimStatus > 0 ? `${statusOf(order)}/${claimStatus}` : String(statusOf(order));
}

const truthOfClaim = (claim: Claim): EmulatedCancellation => ({
  claimNumber: null,
  state: stateOf(claim),
  isImmediate: claim.isImmediate,
  quantity: claim.order.line.quantity,
  requestedAt: claim.requestedAt,
});

function stateOf({ status, isRejected }: Claim): EmulatedCancellation['state'] {
  if (status === 1) return 'REQUESTED';
  if (status !== 4) return 'COMPLETED';
  return isRejected ? 'REJECTED' : 'WITHDRAWN';
}
