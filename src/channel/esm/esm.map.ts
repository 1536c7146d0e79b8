import type { OrderOptionRecord, OrderRecord } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import { joined } from '../../base/collections.js';
import { courierCodeOf } from './esm.couriers.js';
import {
  amount,
  count,
  instant,
  list,
  malformed,
  neededNumber,
  neededText,
  numberOf,
  sumOf,
  text,
} from './esm.fields.js';
import type { WireOption, WireOrder } from './esm.wire.js';

/** OrderStatus of RequestOrders, Status of GetDeliveryStatus; documented. Claims (6 to 10) stand in esm.states. */
const STATUSES: Readonly<Record<string, OrderStatus>> = {
  '0': OrderStatus.PAYMENT_PENDING,
  '1': OrderStatus.PAID,
  '2': OrderStatus.CONFIRMED,
  '3': OrderStatus.IN_TRANSIT,
  '4': OrderStatus.DELIVERED,
  '5': OrderStatus.PURCHASE_CONFIRMED,
};

export const statusOf = (word: string): OrderStatus => STATUSES[word] ?? OrderStatus.UNKNOWN;

/** 입금확인중: rows of PreRequestOrders carry no status; GetDeliveryStatus calls it so (documented). */
export const UNPAID = '0';

/** Not told by any order: OrderNo is a line by itself. */
const NO_LINE = null;

/** A row of RequestOrders. */
export const orderRecord = (row: WireOrder): OrderRecord => recordOf(row, neededText(row, 'OrderStatus'));

/**
 * A row of PreRequestOrders. That it is unpaid follows from the list alone: one client found payment dates on such rows
 * (observed).
 */
export const unpaidRecord = (row: WireOrder): OrderRecord => recordOf(row, UNPAID);

function recordOf(row: WireOrder, word: string): OrderRecord {
  const orderNumber = neededNumber(row, 'OrderNo');
  const status = statusOf(word);
  const isUnpaid = status === OrderStatus.PAYMENT_PENDING;
  return joined(
    { key: orderNumber, orderNumber, lineNumber: NO_LINE, status, channelStatus: word },
    numbersOf(row),
    datesOf(row),
    isUnpaid ? { paidDate: null, expectedPaymentAmount: amount(row, 'AcntMoney') } : {},
    peopleOf(row),
    goodsOf(row),
    moneyOf(row),
    invoiceOf(row),
    { native: nativeOf(row), raw: row },
  );
}

/** Documented on both lists and on claims. Orders of one cart and group share a parcel and a fee. */
export function numbersOf(row: Pick<WireOrder, 'PayNo' | 'GroupNo'>) {
  const payNo = numberOf(row, 'PayNo');
  const groupNo = numberOf(row, 'GroupNo');
  return {
    checkoutNumber: payNo,
    bundleNumber: payNo && groupNo ? `${payNo}-${groupNo}` : payNo === undefined ? undefined : null,
  };
}

const datesOf = (row: WireOrder) => ({
  orderedDate: instant(row, 'OrderDate'),
  paidDate: instant(row, 'PayDate'),
  confirmedDate: instant(row, 'OrderConfirmDate'),
  dispatchedDate: instant(row, 'TransDate'),
  deliveredDate: instant(row, 'TransCompleteDate'),
  purchaseConfirmedDate: instant(row, 'BuyDecisionDate'),
  dispatchDueDate: instant(row, 'TransDueDate'),
  depositDueDate: instant(row, 'DepositDueDate'),
});

function peopleOf(row: WireOrder) {
  const buyerTel = text(row, 'BuyerTel');
  const receiverTel = text(row, 'TelNo');
  return {
    buyerId: text(row, 'BuyerId'),
    senderName: text(row, 'BuyerName'),
    senderTel: text(row, 'BuyerMobileTel') ?? buyerTel,
    senderTel2: buyerTel,
    receiverName: text(row, 'ReceiverName'),
    receiverTel: text(row, 'HpNo') ?? receiverTel,
    receiverTel2: receiverTel,
    zipCode: text(row, 'ZipCode'),
    receiverAddress: addressOf(row),
    shippingMemo: text(row, 'DelMemo'),
  };
}

/** DelFullAddress is not used: on unpaid orders it lacks the detail part (documented sample). */
function addressOf(row: WireOrder): string | null | undefined {
  const parts = [text(row, 'DelFrontAddress'), text(row, 'DelBackAddress')];
  if (parts.every((part) => part === undefined)) return undefined;
  const told = parts.filter((part) => part !== undefined && part !== null);
  return told.length > 0 ? told.join(' ') : null;
}

function goodsOf(row: WireOrder) {
  const options = optionsOf(row, 'ItemOptionSelectList');
  const additions = optionsOf(row, 'ItemOptionAdditionList');
  const names = [...(options ?? []), ...(additions ?? [])].map(({ name }) => name).filter((name) => name !== '');
  return {
    productNumber: text(row, 'SiteGoodsNo'),
    productName: text(row, 'GoodsName'),
    productOptionNumber: options === undefined ? undefined : (options[0]?.code ?? null),
    productOptionName: options === undefined ? undefined : names.length > 0 ? names.join(', ') : null,
    options,
    additions,
    sellerProductCode: text(row, 'OutGoodsNo'),
    productQuantity: quantityOf(row),
    // An order is cancelled whole or not at all, and leaves the list as soon as that is asked for (documented).
    canceledQuantity: 0,
  };
}

export function quantityOf(row: WireOrder): number {
  const quantity = count(row, 'ContrAmount');
  if (quantity === undefined || quantity === null) throw malformed('ContrAmount is missing');
  return quantity;
}

function optionsOf(
  row: WireOrder,
  name: 'ItemOptionSelectList' | 'ItemOptionAdditionList',
): readonly OrderOptionRecord[] | undefined {
  return list<WireOrder, WireOption>(row, name)?.map((option) => ({
    name: text(option, 'ItemOptionValue') ?? '',
    quantity: count(option, 'ItemOptionOrderCnt') ?? null,
    code: text(option, 'ItemOptionCode') ?? null,
  }));
}

/** Documented: the first four are prepaid or free, 착불, 방문수령 and 퀵서비스 are not. */
const IS_PREPAID: Readonly<Record<string, boolean>> = {
  M: true,
  R: true,
  F: true,
  X: true,
  D: false,
  W: false,
  Q: false,
};

function moneyOf(row: WireOrder) {
  const productPrice = amount(row, 'SalePrice');
  const optionPriceAmount = amount(row, 'OptSelPrice');
  const additionPriceAmount = amount(row, 'OptAddPrice');
  const condition = text(row, 'DeliveryFeeCondition');
  const overseas = text(row, 'OverseaTransYn');
  return {
    currency: 'KRW',
    productPrice,
    // OrderAmount is not used: Auction takes the site's discount off it, Gmarket does not (documented).
    productPriceAmount:
      productPrice === undefined || productPrice === null
        ? productPrice
        : productPrice * quantityOf(row) + (optionPriceAmount ?? 0) + (additionPriceAmount ?? 0),
    optionPriceAmount,
    additionPriceAmount,
    isShippingFeePaid: condition === undefined ? undefined : (IS_PREPAID[condition ?? ''] ?? null),
    shippingFee: amount(row, 'ShippingFee'),
    remoteShippingFee: sumOf(amount(row, 'BackwoodsAddDeliveryFee'), amount(row, 'JejuAddDeliveryFee')),
    isOverseas: overseas === undefined || overseas === null ? overseas : overseas === 'Y',
    salesCommissionFee: amount(row, 'ServiceFee'),
    sellerDiscountPriceAmount: amount(row, 'SellerDiscountPrice'),
    mallDiscountPriceAmount: amount(row, 'DirectDiscountPrice'),
  };
}

/** Rows name the courier; its code is looked up, and null where the name is in no table. */
function invoiceOf(row: WireOrder) {
  const courierName = text(row, 'TakbaeName');
  return {
    courierName,
    courierCode: courierName === undefined || courierName === null ? courierName : courierCodeOf(courierName),
    trackingNumber: text(row, 'NoSongjang'),
    invoiceRegisteredDate: instant(row, 'TransDate'),
  };
}

/** A branch is asked for along with its order (assumed: needed, as for lists). */
function nativeOf(row: WireOrder): Readonly<Record<string, string>> {
  const branchCode = numberOf(row, 'BranchCode');
  return branchCode ? { branchCode } : {};
}
