import { bareNumber } from '../../../base/json.js';
import { formatKst } from '../../../base/time.js';
import { account } from './account.js';
import type { FaultBy } from './reasons.js';
import type { Receipt } from './records.js';

/** 반품 귀책: COM seller, COU Coupang, CUS buyer. */
const duties: Readonly<Record<FaultBy, string>> = {
  VENDOR: 'COM',
  COUPANG: 'COU',
  WMS: 'COU',
  CUSTOMER: 'CUS',
  GENERAL: 'CUS',
};

/**
 * A stop request that was taken back; `createdAt` is when it was.
 * @evidence documented
 */
export const withdrawalRow = (receipt: Receipt): Readonly<Record<string, unknown>> => ({
  cancelId: bareNumber(receipt.receiptId),
  orderId: bareNumber(receipt.order.orderId),
  vendorId: account.vendorId,
  refundDeliveryDuty: duties[receipt.reason.faultBy],
  createdAt: formatKst(receipt.modifiedAt, 'yyyy-MM-ddTHH:mm:ss'),
  vendorItemIds: receipt.items.map((item) => bareNumber(item.line.item.vendorItemId)),
});
