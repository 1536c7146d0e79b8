import type { Stamp } from '../base/stamp.js';
import { stampToInstant } from '../base/stamp.js';
import type { OrderDetails, OrderRecord } from '../model/order.js';
import { ClaimStatus } from '../model/order.js';
import { addressVersionOf } from './address-version.js';
import { Order } from './order.entity.js';

/** What a line looks like of which nothing but its identity is known. */
const blank: Readonly<OrderDetails> = {
  lineNumber: null,
  bundleNumber: null,
  checkoutNumber: null,
  claimStatus: ClaimStatus.NONE,
  orderedDate: null,
  paidDate: null,
  confirmedDate: null,
  dispatchedDate: null,
  deliveredDate: null,
  purchaseConfirmedDate: null,
  dispatchDueDate: null,
  depositDueDate: null,
  buyerId: null,
  senderName: null,
  senderTel: null,
  senderTel2: null,
  receiverName: null,
  receiverTel: null,
  receiverTel2: null,
  zipCode: null,
  receiverAddress: null,
  shippingMemo: null,
  productNumber: null,
  productName: null,
  productOptionNumber: null,
  productOptionName: null,
  options: [],
  additions: [],
  sellerProductCode: null,
  productQuantity: 0,
  canceledQuantity: 0,
  currency: 'KRW',
  productPriceAmount: null,
  isShippingFeePaid: null,
  shippingFee: null,
  isOverseas: null,
  remoteShippingFee: null,
  productPrice: null,
  salesCommissionFee: null,
  sellerDiscountPriceAmount: null,
  mallDiscountPriceAmount: null,
  optionPriceAmount: null,
  additionPriceAmount: null,
  expectedPaymentAmount: null,
  courierCode: null,
  courierName: null,
  trackingNumber: null,
  invoiceRegisteredDate: null,
  native: {},
  raw: null,
};

const fields = Object.keys(blank) as (keyof OrderDetails)[];

/** What the answer carries, and for the rest what was known. */
function detailsOf(existing: Order | null, record: OrderRecord): OrderDetails {
  const details: Record<string, unknown> = {};
  for (const field of fields) {
    const told = record[field];
    const isKept = told === undefined || (field === 'raw' && record.isSparse && existing !== null);
    details[field] = isKept ? (existing ?? blank)[field] : told;
  }
  details.native = { ...(existing?.native ?? {}), ...(record.native ?? {}) };
  return details as unknown as OrderDetails;
}

const latest = (...dates: (number | null)[]): number | null =>
  dates.reduce((max, date) => (date !== null && (max === null || date > max) ? date : max), null);

/** Whether an answer tells enough of an order to show it. */
const isWhole = (record: OrderRecord): boolean =>
  record.isSparse !== true && record.orderedDate !== undefined && record.productPriceAmount !== undefined;

/**
 * The line after an answer whose read began at `began`.
 * @returns null when the line was read or written after that: no read may undo a newer one.
 */
export function mergeOrder(channelId: string, existing: Order | null, record: OrderRecord, began: Stamp): Order | null {
  if (existing && began < existing.freshness) return null;
  const merged = Object.assign(new Order(), detailsOf(existing, record), {
    channelId,
    key: record.key,
    orderNumber: record.orderNumber,
    status: record.status,
    channelStatus: record.channelStatus,
    fetchedAt: stampToInstant(began),
    freshness: began,
    isSparse: (existing === null && record.isSparse === true) || (existing?.isSparse === true && !isWhole(record)),
  });
  merged.addressVersion = addressVersionOf(merged);
  const wasShown = existing !== null && existing.receiverAddress !== null;
  merged.shownAddressVersion = wasShown ? existing.shownAddressVersion : merged.addressVersion;
  merged.changedDate = latest(
    merged.orderedDate,
    merged.paidDate,
    merged.confirmedDate,
    merged.dispatchedDate,
    merged.deliveredDate,
    merged.purchaseConfirmedDate,
  );
  return merged;
}
