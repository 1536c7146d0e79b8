import type { EmulatedCancellation, EmulatedLine } from '../../../sandbox/emulator.js';
import { isLineGone } from './records.js';
import type { Line, ReceiptState } from './records.js';
import { placed } from './shop.js';

const neutralStates: Readonly<Record<ReceiptState, EmulatedCancellation['state']>> = {
  OPEN: 'REQUESTED',
  STOPPED: 'COMPLETED',
  ALREADY_SHIPPED: 'REJECTED',
  WITHDRAWN: 'WITHDRAWN',
};

/**
 * A line as it stands. `nativeStatus` is the status of its box in the order sheet (ACCEPT, INSTRUCT, DEPARTURE, DELIVERING,
 * FINAL_DELIVERY, NONE_TRACKING), or CANCELED where all of it is cancelled, which the order sheet itself has no word for.
 * `receiver.tel2` is null, as the order sheet's real number always is.
 */
export const truthOf = (line: Line): EmulatedLine => ({
  ...placed(line),
  nativeStatus: isLineGone(line) ? 'CANCELED' : line.box.status,
  openCancelQuantity: line.held || null,
  orderedQuantity: line.quantity,
  canceledQuantity: line.canceled,
  orderedAt: line.order.orderedAt,
  paidAt: line.order.paidAt,
  receiver: { ...line.box.receiver, tel2: null },
  courierCode: line.box.courier?.code ?? null,
  trackingNumber: line.box.invoiceNumber || null,
  cancellations: cancellationsOf(line),
});

const cancellationsOf = (line: Line): EmulatedCancellation[] =>
  line.order.receipts.flatMap((receipt) =>
    receipt.items
      .filter((item) => item.line === line)
      .map((item) => ({
        claimNumber: receipt.receiptId,
        state: neutralStates[receipt.state],
        isImmediate: receipt.type === 'CANCEL',
        quantity: item.count,
        requestedAt: receipt.createdAt,
      })),
  );
