import type { EmulatedLine, PlacedLine } from '../../../sandbox/emulator.js';
import type { Line } from './state.js';
import { isCanceled, isRequested } from './state.js';

export const placedLine = (line: Line): PlacedLine => ({
  orderNumber: line.order.orderId,
  lineNumber: line.code,
  bundleNumber: line.shippingCode,
  checkoutNumber: null,
});

/**
 * What the mall holds, in neutral words; nativeStatus is the line's order_status: `N20`, and while a buyer's request is open
 * order_status_before_cs as well: `C00/N20`. A partial claim moves its pieces to a
 * line of their own, and both lines then count as ordered with what they hold. A cancellation that was accepted and not yet
 * completed (C10, C34) is still REQUESTED, but waits for nobody: openCancelQuantity is null.
 */
export const trueLine = (line: Line): EmulatedLine => ({
  ...placedLine(line),
  nativeStatus: isRequested(line) ? `${line.status}/${line.statusBeforeClaim}` : line.status,
  ...(line.origin !== null && !line.isSubstitute ? { splitFrom: line.origin.code } : {}),
  openCancelQuantity: line.status === 'C00' ? (line.request?.quantity ?? line.quantity) : null,
  orderedQuantity: line.quantity,
  canceledQuantity: isCanceled(line) ? line.quantity : 0,
  orderedAt: line.order.orderedAt,
  paidAt: line.order.paidAt,
  receiver: line.order.receivers.get(line.shippingCode)!,
  courierCode: line.parcel?.carrier.code ?? null,
  trackingNumber: line.parcel?.trackingNumber ?? null,
  cancellations: line.cancellations.map((record) => ({ ...record })),
});
