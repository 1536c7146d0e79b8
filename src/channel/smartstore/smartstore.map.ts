import type { Amount } from '../../base/amount.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { OrderStatus, type OrderMoney, type OrderPeople, type OrderRecord } from '../../model/order.js';
import type { Snapshot } from '../channel.js';
import { cancellationRecord, cancelsOf, claimStatusOf, type Cancel } from './smartstore.claims.js';
import { courierNameOf, DIRECT_DELIVERY } from './smartstore.couriers.js';
import { amount, block, instant, malformed, neededText, quantity, text } from './smartstore.fields.js';
import type { Address, ProductOrderPart, ProductOrderRow } from './smartstore.wire.js';

/** Orders and cancellations of whole rows, which the conditional list and P/query both carry: what is absent is null. */
export function snapshotOf(rows: readonly ProductOrderRow[]): Snapshot {
  return {
    orders: rows.map(orderRecord),
    cancellations: rows.flatMap((row) => cancelsOf(row).map((cancel) => cancellationRecord(cancel, row))),
  };
}

/** Source: productOrderStatus, documented. PAYED is two of our states. */
const statuses: ReadonlyMap<string, OrderStatus> = new Map(
  Object.entries({
    PAYMENT_WAITING: OrderStatus.PAYMENT_PENDING,
    DELIVERING: OrderStatus.IN_TRANSIT,
    DELIVERED: OrderStatus.DELIVERED,
    PURCHASE_DECIDED: OrderStatus.PURCHASE_CONFIRMED,
    CANCELED: OrderStatus.CANCELED,
    CANCELED_BY_NOPAYMENT: OrderStatus.CANCELED,
    RETURNED: OrderStatus.RETURNED,
    EXCHANGED: OrderStatus.EXCHANGED,
  }),
);

function standing(productOrder: ProductOrderPart): Pick<OrderRecord, 'status' | 'channelStatus'> {
  const word = neededText(productOrder, 'productOrderStatus');
  if (word !== 'PAYED') return { status: statuses.get(word) ?? OrderStatus.UNKNOWN, channelStatus: word };
  const place = text(productOrder, 'placeOrderStatus');
  return {
    status: place === 'OK' ? OrderStatus.CONFIRMED : OrderStatus.PAID,
    channelStatus: place === null ? word : `${word}/${place}`,
  };
}

function orderRecord(row: ProductOrderRow): OrderRecord {
  const { order, productOrder } = row;
  const productOrderId = neededText(productOrder, 'productOrderId');
  const delivery = block(row, 'delivery');
  const dispatchedDate = instant(delivery, 'sendDate');
  const share = shareOf(productOrder);
  return {
    key: productOrderId,
    orderNumber: neededText(order, 'orderId'),
    ...standing(productOrder),
    claimStatus: claimStatusOf(row),
    lineNumber: productOrderId,
    bundleNumber: text(productOrder, 'packageNumber'),
    checkoutNumber: null,
    orderedDate: instant(order, 'orderDate'),
    paidDate: instant(order, 'paymentDate'),
    confirmedDate: instant(productOrder, 'placeOrderDate'),
    dispatchedDate,
    deliveredDate: instant(delivery, 'deliveredDate'),
    purchaseConfirmedDate: instant(productOrder, 'decisionDate'),
    dispatchDueDate: instant(productOrder, 'shippingDueDate'),
    depositDueDate: instant(order, 'paymentDueDate'),
    ...people(row),
    productNumber: text(productOrder, 'productId'),
    productName: text(productOrder, 'productName'),
    productOptionNumber: text(productOrder, 'itemNo') ?? text(productOrder, 'optionCode'),
    productOptionName: text(productOrder, 'productOption'),
    // Options come as one text; goods packed in addition (추가구성상품) are product orders of their own.
    options: [],
    additions: [],
    sellerProductCode: text(productOrder, 'sellerProductCode'),
    productQuantity: share.quantity,
    canceledQuantity: canceledQuantity(row, share),
    ...money(row, share),
    ...invoice(row),
    native: {},
    raw: row,
  };
}

function people(row: ProductOrderRow): OrderPeople {
  const { order, productOrder } = row;
  const address = block(productOrder, 'shippingAddress');
  return {
    buyerId: text(order, 'ordererId'),
    senderName: text(order, 'ordererName'),
    senderTel: text(order, 'ordererTel'),
    senderTel2: null,
    receiverName: text(address, 'name'),
    receiverTel: text(address, 'tel1'),
    receiverTel2: text(address, 'tel2'),
    zipCode: text(address, 'zipCode'),
    receiverAddress: addressText(address),
    shippingMemo: text(productOrder, 'shippingMemo'),
  };
}

/** City, state and country are empty at home. */
function addressText(address: Address | null): string | null {
  const parts = (['baseAddress', 'detailedAddress', 'city', 'state', 'country'] as const)
    .map((name) => text(address, name)?.trim())
    .filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(' ');
}

/** The invoice as dispatched; that it was registered when the goods were sent is assumed. */
function invoice(row: ProductOrderRow): Partial<OrderRecord> {
  const delivery = block(row, 'delivery');
  const isDirect = text(delivery, 'deliveryMethod') === DIRECT_DELIVERY;
  const courierCode = text(delivery, 'deliveryCompany') ?? (isDirect ? DIRECT_DELIVERY : null);
  return {
    courierCode,
    courierName: courierCode === null ? null : courierNameOf(courierCode),
    trackingNumber: text(delivery, 'trackingNumber'),
    invoiceRegisteredDate: instant(delivery, 'sendDate'),
  };
}

/** Which part of a product order its amounts are told for. */
interface Share {
  readonly quantity: number;
  /** WHOLE: nothing was taken off, or everything was and the row shows what had been ordered. */
  readonly of: 'WHOLE' | 'REST';
}

/**
 * After a partial claim what is left is what must be shipped. A row with nothing left shows what was ordered, so that a
 * canceled order doesn't turn into none of nothing.
 */
function shareOf(productOrder: ProductOrderPart): Share {
  const ordered = quantity(productOrder, 'initialQuantity') ?? quantity(productOrder, 'quantity');
  if (ordered === null) throw malformed('quantity is missing');
  const left = quantity(productOrder, 'remainQuantity') ?? ordered;
  return left > 0 && left < ordered ? { quantity: left, of: 'REST' } : { quantity: ordered, of: 'WHOLE' };
}

/** Of productQuantity: all of a canceled order, what open requests ask for, and what was canceled where the rest is gone too. */
function canceledQuantity(row: ProductOrderRow, share: Share): number {
  if (standing(row.productOrder).status === OrderStatus.CANCELED) return share.quantity;
  const isNothingLeft = quantity(row.productOrder, 'remainQuantity') === 0;
  const counts = ({ status }: Cancel): boolean =>
    status === CancellationStatus.REQUESTED ||
    status === CancellationStatus.APPROVED ||
    (isNothingLeft && status === CancellationStatus.COMPLETED);
  const sum = cancelsOf(row)
    .filter(counts)
    .reduce((total, cancel) => total + (cancel.quantity ?? share.quantity), 0);
  return Math.min(sum, share.quantity);
}

function money(row: ProductOrderRow, share: Share): OrderMoney {
  const { productOrder } = row;
  const address = block(productOrder, 'shippingAddress');
  const optionPrice = amount(productOrder, 'optionPrice');
  const deliveryFee = amount(productOrder, 'deliveryFeeAmount');
  const discount = ofShare(productOrder, share, 'remainProductDiscountAmount', 'productDiscountAmount');
  const sellerDiscount = sellerDiscountOf(productOrder, share);
  return {
    currency: 'KRW',
    productPriceAmount: ofShare(productOrder, share, 'remainProductAmount', 'totalProductAmount'),
    isShippingFeePaid: isShippingFeePaid(text(productOrder, 'shippingFeeType')),
    shippingFee: deliveryFee === null ? null : deliveryFee - (amount(productOrder, 'deliveryDiscountAmount') ?? 0),
    isOverseas: isOverseas(text(address, 'addressType')),
    remoteShippingFee: amount(productOrder, 'sectionDeliveryFee'),
    productPrice: amount(productOrder, 'unitPrice'),
    salesCommissionFee: commissions(productOrder),
    sellerDiscountPriceAmount: sellerDiscount,
    mallDiscountPriceAmount: discount === null || sellerDiscount === null ? null : discount - sellerDiscount,
    optionPriceAmount: optionPrice === null ? null : optionPrice * share.quantity,
    additionPriceAmount: null,
    expectedPaymentAmount: expectedPayment(productOrder, share),
  };
}

/** What the buyer still has to pay for the line, without the shipping fee, which stands on every line of a bundle. */
const expectedPayment = (part: ProductOrderPart, share: Share): Amount | null =>
  standing(part).status === OrderStatus.PAYMENT_PENDING
    ? ofShare(part, share, 'remainPaymentAmount', 'totalPaymentAmount')
    : null;

type AmountName = keyof ProductOrderPart & string;

function ofShare(part: ProductOrderPart, share: Share, rest: AmountName, whole: AmountName): Amount | null {
  return share.of === 'REST' ? (amount(part, rest) ?? amount(part, whole)) : amount(part, whole);
}

/**
 * The seller's part of the discounts. After a partial claim older rows tell what is left of it by kind only, and of two
 * kinds not at all; where one of these is in play it is not told.
 */
function sellerDiscountOf(part: ProductOrderPart, share: Share): Amount | null {
  if (share.of === 'WHOLE') return amount(part, 'sellerBurdenDiscountAmount');
  const left = amount(part, 'remainSellerBurdenDiscountAmount');
  if (left !== null) return left;
  const immediate = amount(part, 'remainSellerBurdenImmediateDiscountAmount');
  const coupon = amount(part, 'remainSellerBurdenProductDiscountAmount');
  const untold =
    (amount(part, 'sellerBurdenMultiplePurchaseDiscountAmount') ?? 0) +
    (amount(part, 'sellerBurdenStoreDiscountAmount') ?? 0);
  return untold !== 0 || immediate === null || coupon === null ? null : immediate + coupon;
}

function commissions(part: ProductOrderPart): Amount | null {
  const fees = [
    amount(part, 'paymentCommission'),
    amount(part, 'saleCommission'),
    amount(part, 'channelCommission'),
    amount(part, 'knowledgeShoppingSellingInterlockCommission'),
  ].filter((fee) => fee !== null);
  return fees.length === 0 ? null : fees.reduce((sum, fee) => sum + fee, 0);
}

/** A Korean label: 선불, 선결제 (prepaid), 무료 (free), 착불 (collect). */
function isShippingFeePaid(label: string | null): boolean | null {
  if (label === null) return null;
  if (label.includes('착불')) return false;
  return /선불|선결제|무료/.test(label) ? true : null;
}

function isOverseas(addressType: string | null): boolean | null {
  if (addressType === 'FOREIGN') return true;
  return addressType === 'DOMESTIC' ? false : null;
}
