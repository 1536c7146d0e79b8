import type { EmulatedCancellation, EmulatedLine } from '../../../sandbox/emulator.js';
import type { Claim, ProductOrder } from './state.js';
import { claimsOf, isOpen } from './state.js';

/** What the marketplace holds, in neutral words; nativeStatus is `productOrderStatus/placeOrderStatus`: `PAYED/NOT_YET`. */
export const trueLine = (row: ProductOrder): EmulatedLine => ({
  orderNumber: row.order.orderId,
  lineNumber: row.productOrderId,
  bundleNumber: row.bundle.packageNumber,
  checkoutNumber: null,
  nativeStatus: `${row.status}/${row.placeStatus}`,
  openCancelQuantity: isOpen(row.claim) ? row.claim.quantity : null,
  orderedQuantity: row.line.quantity,
  canceledQuantity: row.line.quantity - row.remainQuantity,
  orderedAt: row.order.orderedAt,
  paidAt: row.order.paidAt,
  receiver: row.order.receiver,
  courierCode: row.parcel?.courierCode ?? null,
  trackingNumber: row.parcel?.trackingNumber ?? null,
  cancellations: claimsOf(row).map(trueCancellation),
});

const trueCancellation = (claim: Claim): EmulatedCancellation => ({
  claimNumber: claim.claimId,
  state: stateOf(claim),
  isImmediate: claim.isImmediate,
  quantity: claim.quantity,
  requestedAt: claim.requestedAt,
});

function stateOf(claim: Claim): EmulatedCancellation['state'] {
  if (claim.completedAt !== null) return 'COMPLETED';
  if (claim.status === 'CANCEL_REQUEST') return 'REQUESTED';
  return claim.endedBy === 'BUYER' ? 'WITHDRAWN' : 'REJECTED';
}
