import { bareNumber } from '../../../base/json.js';
import { DAY, formatKst } from '../../../base/time.js';
import type { Edition } from './edition.js';
import { isLineGone } from './records.js';
import type { Box, Line } from './records.js';

/** Days from payment to the promised dispatch; the samples have two or three. */
const PROMISED_DAYS = 2;

/**
 * An order sheet: one box with its lines, as v4 or v5 prints it. The buyer's and the receiver's numbers are printed as the
 * safe numbers; real numbers are always null and e-mail is always ''.
 * @evidence documented
 */
export const orderSheet = (box: Box, edition: Edition): Readonly<Record<string, unknown>> => ({
  shipmentBoxId: bareNumber(box.shipmentBoxId),
  orderId: bareNumber(box.order.orderId),
  orderedAt: edition.dateTime(box.order.orderedAt),
  orderer: {
    name: box.order.buyer.name,
    email: '',
    safeNumber: edition.phone(box.order.buyer.tel),
    ordererNumber: null,
  },
  paidAt: edition.dateTime(box.order.paidAt),
  status: box.status,
  shippingPrice: edition.money(box.shippingFee),
  remotePrice: box.remoteFee > 0 ? edition.money(box.remoteFee) : null,
  remoteArea: box.remoteFee > 0,
  parcelPrintMessage: box.order.memo,
  splitShipping: box.isSeparated,
  ableSplitShipping: box.lines.length > 1,
  receiver: {
    name: box.receiver.name,
    safeNumber: edition.phone(box.receiver.tel),
    receiverNumber: null,
    addr1: box.receiver.address,
    addr2: box.receiver.addressDetail,
    postCode: box.receiver.zipCode,
  },
  orderItems: box.lines.map((line, index) => orderItem(line, index, edition)),
  overseaShippingInfoDto: { personalCustomsClearanceCode: '', ordererSsn: '', ordererPhoneNumber: '' },
  deliveryCompanyName: box.courier?.name ?? '',
  invoiceNumber: box.invoiceNumber,
  inTrasitDateTime: edition.spacedDateTime(box.inTransitAt),
  deliveredDate: edition.spacedDateTime(box.deliveredAt),
  refer: box.order.refer,
  shipmentType: 'THIRD_PARTY',
  ...(edition.isInternational && {
    isCod: false,
    extraProperties: { sameDayShipping: 'false', cutOffTimeHour: '0' },
  }),
});

const orderItem = (line: Line, index: number, edition: Edition): Readonly<Record<string, unknown>> => ({
  ...(edition.isInternational && { sequenceNo: String(index + 1).padStart(3, '0') }),
  vendorItemPackageId: 0,
  vendorItemPackageName: '',
  productId: bareNumber(line.item.product.productId),
  vendorItemId: bareNumber(line.item.vendorItemId),
  vendorItemName: displayName(line),
  shippingCount: line.quantity,
  ...prices(line, edition),
  externalVendorSkuCode: line.item.sellerCode,
  etcInfoHeader: null,
  etcInfoValue: null,
  etcInfoValues: null,
  sellerProductId: bareNumber(line.item.product.sellerProductId),
  sellerProductName: line.item.product.name,
  sellerProductItemName: optionName(line),
  firstSellerProductItemName: optionName(line),
  cancelCount: line.canceled,
  holdCountForCancel: line.held,
  estimatedShippingDate: formatKst(line.order.paidAt + PROMISED_DAYS * DAY, 'yyyy-MM-dd'),
  plannedShippingDate: line.plannedShippingDate,
  invoiceNumberUploadDate: edition.dateTime(line.invoiceUploadedAt),
  extraProperties: {},
  pricingBadge: false,
  usedProduct: false,
  confirmDate: edition.spacedDateTime(line.purchaseConfirmedAt),
  deliveryChargeTypeName: line.box.shippingFee > 0 ? '유료' : '무료',
  upBundleVendorItemId: null,
  upBundleVendorItemName: null,
  upBundleSize: null,
  upBundleItem: false,
  canceled: isLineGone(line),
});

/** discountPrice is null where v4 has none, and zero money in v5. */
function prices(line: Line, edition: Edition): Readonly<Record<string, unknown>> {
  const discount = line.instantCouponDiscount + line.coupangDiscount;
  return {
    salesPrice: edition.money(line.salesPrice),
    orderPrice: edition.money(line.salesPrice * line.quantity),
    discountPrice: discount === 0 && !edition.isInternational ? null : edition.money(discount),
    instantCouponDiscount: edition.money(line.instantCouponDiscount),
    downloadableCouponDiscount: edition.money(0),
    coupangDiscount: edition.money(line.coupangDiscount),
  };
}

/** What the buyer saw: product and option. */
export const displayName = ({ item }: Line): string =>
  item.optionName === null ? item.product.name : `${item.product.name}, ${item.optionName}`;

/**
 * A product without options carries a placeholder.
 * @evidence observed
 */
export const optionName = ({ item }: Line): string => item.optionName ?? '옵션없음';
