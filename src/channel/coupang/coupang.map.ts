import { joined } from '../../base/collections.js';
import { courierCodeOf } from './coupang.couriers.js';
import type { OrderOptionRecord, OrderRecord } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import {
  amountOf,
  countOf,
  currencyOf,
  idOf,
  instantOf,
  isCanceledLine,
  phoneOf,
  sumOf,
  textOf,
} from './coupang.fields.js';
import { boxNativeOf } from './coupang.split.js';
import type { WireOrderItem, WireOrderSheet } from './coupang.wire.js';

/**
 * Documented words, our reading: DEPARTURE is told before the courier has collected; NONE_TRACKING (업체직송) is shipped and
 * never tracked. 구매확정 has no word of its own, see confirmDate.
 */
const STATUSES: Readonly<Record<string, OrderStatus>> = {
  ACCEPT: OrderStatus.PAID,
  INSTRUCT: OrderStatus.CONFIRMED,
  DEPARTURE: OrderStatus.DISPATCHED,
  DELIVERING: OrderStatus.IN_TRANSIT,
  FINAL_DELIVERY: OrderStatus.DELIVERED,
  NONE_TRACKING: OrderStatus.DISPATCHED,
};

/**
 * Lasting key of a line: the box number changes on a split, these two do not. Assumed: an order has a vendorItemId once.
 */
export const orderKeyOf = (orderNumber: string, vendorItemId: string): string => `${orderNumber}/${vendorItemId}`;

/** The lines of one box. @throws RangeError */
export const ordersOf = (sheet: WireOrderSheet): OrderRecord[] =>
  sheet.orderItems.map((item, position) =>
    joined(
      identityOf(sheet, item),
      peopleOf(sheet),
      datesOf(sheet, item),
      goodsOf(item),
      moneyOf(sheet, item, position === 0),
      parcelOf(sheet),
      { raw: { ...sheet, orderItems: [item] } },
    ),
  );

function parcelOf(sheet: WireOrderSheet) {
  return {
    courierCode: courierCodeOf(textOf(sheet.deliveryCompanyName)),
    courierName: textOf(sheet.deliveryCompanyName),
    trackingNumber: textOf(sheet.invoiceNumber),
    native: boxNativeOf(sheet),
  };
}

function identityOf(sheet: WireOrderSheet, item: WireOrderItem) {
  const orderNumber = idOf(sheet.orderId);
  const lineNumber = idOf(item.vendorItemId);
  const status = statusOf(sheet, item);
  return {
    key: orderKeyOf(orderNumber, lineNumber),
    orderNumber,
    lineNumber,
    bundleNumber: idOf(sheet.shipmentBoxId),
    status,
    channelStatus: sheet.status,
    // An open request or a rejected one is the receipts' to tell; a canceled line tells itself.
    ...(status === OrderStatus.CANCELED ? { claimStatus: ClaimStatus.CANCELED } : {}),
  };
}

function statusOf(sheet: WireOrderSheet, item: WireOrderItem): OrderStatus {
  if (isCanceledLine(item)) return OrderStatus.CANCELED;
  const isConfirmed = sheet.status === 'FINAL_DELIVERY' && textOf(item.confirmDate) !== null;
  return isConfirmed ? OrderStatus.PURCHASE_CONFIRMED : (STATUSES[sheet.status] ?? OrderStatus.UNKNOWN);
}

function peopleOf({ orderer, receiver, parcelPrintMessage }: WireOrderSheet) {
  const address = [textOf(receiver?.addr1), textOf(receiver?.addr2)].filter((part) => part !== null);
  return {
    senderName: textOf(orderer?.name),
    senderTel: phoneOf(orderer?.safeNumber),
    senderTel2: phoneOf(orderer?.ordererNumber),
    receiverName: textOf(receiver?.name),
    receiverTel: phoneOf(receiver?.safeNumber),
    receiverTel2: phoneOf(receiver?.receiverNumber),
    zipCode: textOf(receiver?.postCode),
    receiverAddress: address.length > 0 ? address.join(' ') : null,
    shippingMemo: textOf(parcelPrintMessage),
  };
}

function datesOf(sheet: WireOrderSheet, item: WireOrderItem) {
  return {
    orderedDate: instantOf(sheet.orderedAt, 'orderedAt'),
    paidDate: instantOf(sheet.paidAt, 'paidAt'),
    dispatchedDate: instantOf(sheet.inTrasitDateTime, 'inTrasitDateTime'),
    deliveredDate: instantOf(sheet.deliveredDate, 'deliveredDate'),
    purchaseConfirmedDate: instantOf(item.confirmDate, 'confirmDate'),
    // Dates without a time: the first instant of the day. A part of a split box has a date of its own.
    dispatchDueDate:
      instantOf(item.plannedShippingDate, 'plannedShippingDate') ??
      instantOf(item.estimatedShippingDate, 'estimatedShippingDate'),
    invoiceRegisteredDate: instantOf(item.invoiceNumberUploadDate, 'invoiceNumberUploadDate'),
  };
}

function goodsOf(item: WireOrderItem) {
  const ordered = countOf(item.shippingCount, 'shippingCount');
  const canceled = countOf(item.cancelCount, 'cancelCount') + countOf(item.holdCountForCancel, 'holdCountForCancel');
  return {
    // productId changes when catalogue entries are merged, and may be 0.
    productNumber: textOf(item.sellerProductId),
    productName: textOf(item.sellerProductName),
    productOptionNumber: idOf(item.vendorItemId),
    productOptionName: textOf(item.sellerProductItemName),
    options: optionsOf(item),
    sellerProductCode: textOf(item.externalVendorSkuCode),
    productQuantity: ordered,
    canceledQuantity: isCanceledLine(item) ? ordered : Math.min(canceled, ordered),
  };
}

/** What the buyer filled in for goods made to order; Coupang has no other options apart from the line itself. */
function optionsOf({ etcInfoHeader, etcInfoValues }: WireOrderItem): OrderOptionRecord[] {
  const header = textOf(etcInfoHeader);
  const values = (Array.isArray(etcInfoValues) ? etcInfoValues : []).map(textOf).filter((value) => value !== null);
  return values.map((value) => ({ name: header === null ? value : `${header}: ${value}`, quantity: null, code: null }));
}

/** Fees are the box's: given on its first line, and 0 on the others, so that a sum over lines is right. */
function moneyOf(sheet: WireOrderSheet, item: WireOrderItem, isFirst: boolean) {
  return {
    currency: currencyOf(item.orderPrice) ?? currencyOf(item.salesPrice) ?? 'KRW',
    productPrice: amountOf(item.salesPrice),
    productPriceAmount: amountOf(item.orderPrice),
    sellerDiscountPriceAmount: sumOf(item.instantCouponDiscount, item.downloadableCouponDiscount),
    mallDiscountPriceAmount: sumOf(item.coupangDiscount),
    shippingFee: isFirst ? amountOf(sheet.shippingPrice) : 0,
    remoteShippingFee: isFirst ? (amountOf(sheet.remotePrice) ?? 0) : 0,
    // Assumed: fees are collected at checkout unless the whole box is cash on delivery.
    isShippingFeePaid: sheet.isCod !== true,
    // Assumed: only goods bought abroad for the buyer need a customs code.
    isOverseas: textOf(sheet.overseaShippingInfoDto?.personalCustomsClearanceCode) !== null,
  };
}
