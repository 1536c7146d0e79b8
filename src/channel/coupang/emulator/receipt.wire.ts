import { bareNumber } from '../../../base/json.js';
import type { Edition } from './edition.js';
import { displayName, optionName } from './ordersheet.wire.js';
import type { Receipt, ReceiptItem } from './records.js';

/** receiptStatus, 진행상태. */
export type ReceiptStatus = 'RELEASE_STOP_UNCHECKED' | 'RETURNS_UNCHECKED' | 'RETURNS_COMPLETED';

/** What a seller who shipped after a stop request pays for both ways; the amount of the sample. */
const ROUND_TRIP_FEE = 5000;

/**
 * The status of a receipt by itself: waiting, become a return, or completed.
 * @evidence documented
 */
export function statusOf(receipt: Receipt): ReceiptStatus {
  if (receipt.state === 'OPEN') return 'RELEASE_STOP_UNCHECKED';
  return receipt.state === 'ALREADY_SHIPPED' ? 'RETURNS_UNCHECKED' : 'RETURNS_COMPLETED';
}

/**
 * A receipt as v4 or v6 prints it: requester masked, real number null. What immediate cancels carry in releaseStopStatus,
 * releaseStatus and completeConfirmType is assumed.
 * @param status as the listing prints it.
 * @evidence documented
 */
export const receiptRow = (
  receipt: Receipt,
  status: ReceiptStatus,
  edition: Edition,
): Readonly<Record<string, unknown>> => ({
  receiptId: bareNumber(receipt.receiptId),
  orderId: bareNumber(receipt.order.orderId),
  paymentId: bareNumber(receipt.order.paymentId),
  receiptType: receipt.type,
  receiptStatus: status,
  createdAt: edition.dateTime(receipt.createdAt),
  modifiedAt: edition.dateTime(receipt.modifiedAt),
  requesterName: maskedName(receipt.order.buyer.name),
  requesterPhoneNumber: edition.phone(maskedPhone(receipt.order.buyer.tel)),
  requesterRealPhoneNumber: null,
  requesterAddress: receipt.receiver.address,
  requesterAddressDetail: receipt.receiver.addressDetail,
  requesterZipCode: receipt.receiver.zipCode,
  cancelReasonCategory1: receipt.reason.category1,
  cancelReasonCategory2: receipt.reason.category2,
  cancelReason: receipt.freeText,
  cancelCountSum: cancelCountSum(receipt),
  returnDeliveryId: bareNumber(receipt.returnDeliveryId),
  returnDeliveryType: receipt.type === 'CANCEL' ? '' : '연동택배',
  releaseStopStatus: releaseStopStatus(receipt),
  enclosePrice: edition.money(0),
  faultByType: receipt.reason.faultBy,
  preRefund: false,
  completeConfirmType: completeConfirmType(receipt),
  completeConfirmDate: edition.dateTime(receipt.approvedBy === null ? null : receipt.modifiedAt),
  returnItems: receipt.items.map((item) => returnItem(item, receipt)),
  returnDeliveryDtos: [],
  reasonCode: receipt.reason.code,
  reasonCodeText: receipt.reason.text,
  returnShippingCharge: edition.money(receipt.state === 'ALREADY_SHIPPED' ? ROUND_TRIP_FEE : 0),
});

/** 총 취소수량: what an approval must repeat. */
export const cancelCountSum = (receipt: Receipt): number => receipt.items.reduce((sum, item) => sum + item.count, 0);

const returnItem = ({ line, shipmentBoxId, count }: ReceiptItem, receipt: Receipt): unknown => ({
  vendorItemPackageId: 0,
  vendorItemPackageName: line.item.product.name,
  vendorItemId: bareNumber(line.item.vendorItemId),
  vendorItemName: displayName(line),
  purchaseCount: line.quantity,
  cancelCount: count,
  shipmentBoxId: bareNumber(shipmentBoxId),
  sellerProductId: bareNumber(line.item.product.sellerProductId),
  sellerProductName: `${line.item.product.name},${optionName(line)}`,
  releaseStatus: releaseStatus(receipt),
  cancelCompleteUser: receipt.approvedBy === 'VENDOR' ? 'm*****' : '',
});

function releaseStopStatus(receipt: Receipt): string {
  if (receipt.type === 'CANCEL') return '비대상';
  if (receipt.state === 'ALREADY_SHIPPED') return '처리(이미출고)';
  return receipt.state === 'OPEN' ? '미처리' : '처리(출고중지)';
}

function releaseStatus(receipt: Receipt): 'N' | 'S' | 'A' {
  if (receipt.type === 'CANCEL' || receipt.state === 'OPEN') return 'N';
  return receipt.state === 'ALREADY_SHIPPED' ? 'A' : 'S';
}

function completeConfirmType(receipt: Receipt): string {
  if (receipt.approvedBy === null) return 'UNDEFINED';
  return receipt.approvedBy === 'VENDOR' ? 'VENDOR_CONFIRM' : 'CS_CONFIRM';
}

/** `윤가람` → `윤*람`. */
function maskedName(name: string): string {
  const letters = Array.from(name);
  const shown = letters.length > 2 ? letters.at(-1) : '';
  return letters.length === 0 ? '' : letters[0] + '*'.repeat(Math.max(1, letters.length - 2)) + shown;
}

/** `0502-1200-3401` → `0502-****-3401`. */
function maskedPhone(number: string): string {
  const digits = number.replaceAll('-', '');
  return digits.length < 8 ? digits.replace(/\d/g, '*') : `${digits.slice(0, -8)}-****-${digits.slice(-4)}`;
}
