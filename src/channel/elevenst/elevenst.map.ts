import { joined } from '../../base/collections.js';
import type { OrderGoods, OrderMoney, OrderPeople, OrderRecord } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { LineState } from './elevenst.codes.js';
import { lineState } from './elevenst.codes.js';
import { amountOf, carried, countOf, firstAmountOf, idOf, instantOf, telOf, textOf } from './elevenst.fields.js';
import type { OrderRow, Row } from './elevenst.wire.js';

type Part<T> = Readonly<Partial<T>>;

/** Lasting key of an order line: order number and line number. */
export const orderKey = (orderNumber: string, lineNumber: string): string => `${orderNumber}/${lineNumber}`;

export const orderKeyOf = (row: Row): string => orderKey(idOf(row, 'ordNo'), idOf(row, 'ordPrdSeq'));

/**
 * A row of an order list.
 * @param listCode `ordPrdStat` of the list's rows, for rows that do not carry it.
 */
export const listedOrder = (row: OrderRow, listCode: string): OrderRecord => ({
  ...listed(row, listCode),
  raw: row,
});

/** A row of a list with few fields: no raw record, so that a whole one stays. */
export const sparseOrder = (row: OrderRow, listCode: string): OrderRecord => ({
  ...listed(row, listCode),
  isSparse: true,
});

function listed(row: OrderRow, listCode: string): OrderRecord {
  const code = textOf(row, 'ordPrdStat') ?? listCode;
  const standing = { ...lineState(code, null), channelStatus: code };
  return carried(joined(identity(row), standing, details(row), liveQuantity(row)));
}

/**
 * Where a line stands, from orderlistalladdr: state, quantities, receiver and parcel, but no buyer nor prices.
 * @param ordered what was first ordered of it, where that was asked.
 */
export const orderState = (row: OrderRow, ordered?: number): OrderRecord =>
  carried({ ...identity(row), ...standOf(row), ...details(row), ...stateQuantities(row, row, ordered) });

/**
 * A line read by number, with its state where the row does not tell it (documented: it does not).
 * @param state row of orderlistalladdr; undefined where the row itself has a status.
 * @param ordered what was first ordered of it, where that was asked.
 */
export function detailedOrder(row: OrderRow, state: OrderRow = row, ordered?: number): OrderRecord {
  return carried({
    ...carried(details(state)),
    ...identity(row),
    ...standOf(state),
    ...carried(details(row)),
    ...liveQuantity(row),
    ...stateQuantities(row, state, ordered),
    raw: { ...state, ...row },
  });
}

/** A line that the by-number list does not hold: what its state row tells, quantities as first ordered (assumed). */
export function stateAsDetail(state: OrderRow): OrderRecord {
  const productQuantity = countOf(state, 'ordQty') ?? 0;
  const canceledQuantity = countOf(state, 'ordCnQty') ?? 0;
  return { productQuantity, canceledQuantity, ...orderState(state), raw: state };
}

function standOf(row: OrderRow): LineState & Pick<OrderRecord, 'channelStatus'> {
  const code = textOf(row, 'ordPrdStat') ?? null;
  const name = textOf(row, 'ordPrdStatNm') ?? null;
  return { ...lineState(code, name), channelStatus: code ?? name ?? '' };
}

function identity(row: OrderRow): Pick<OrderRecord, 'key' | 'orderNumber' | 'lineNumber' | 'bundleNumber'> {
  const orderNumber = idOf(row, 'ordNo');
  const lineNumber = idOf(row, 'ordPrdSeq');
  return { key: orderKey(orderNumber, lineNumber), orderNumber, lineNumber, bundleNumber: textOf(row, 'dlvNo') };
}

const details = (row: OrderRow): Part<OrderRecord> =>
  joined(dates(row), people(row), goods(row), money(row), invoice(row), native(row));

const dates = (row: OrderRow): Part<OrderRecord> => ({
  orderedDate: instantOf(row, 'ordDt'),
  paidDate: instantOf(row, 'ordStlEndDt'),
  confirmedDate: instantOf(row, 'plcodrCnfDt'),
  dispatchedDate: instantOf(row, 'sndEndDt'),
  deliveredDate: instantOf(row, 'dlvEndDt'),
  purchaseConfirmedDate: instantOf(row, 'pocnfrmDt'),
  dispatchDueDate: instantOf(row, 'dlvSndDue'),
});

const people = (row: OrderRow): Part<OrderPeople> => ({
  buyerId: textOf(row, 'memID'),
  senderName: textOf(row, 'ordNm'),
  senderTel: telOf(row, 'ordPrtblTel'),
  senderTel2: telOf(row, 'ordTlphnNo'),
  receiverName: textOf(row, 'rcvrNm'),
  receiverTel: telOf(row, 'rcvrPrtblNo'),
  receiverTel2: telOf(row, 'rcvrTlphn'),
  zipCode: textOf(row, 'rcvrMailNo'),
  receiverAddress: address(row),
  shippingMemo: textOf(row, 'ordDlvReqCont'),
});

function address(row: OrderRow): string | null | undefined {
  const base = textOf(row, 'rcvrBaseAddr');
  if (base === undefined) return undefined;
  return [base, textOf(row, 'rcvrDtlsAddr')].filter(Boolean).join(' ') || null;
}

const goods = (row: OrderRow): Part<OrderGoods> => ({
  productNumber: textOf(row, 'prdNo'),
  productName: textOf(row, 'prdNm'),
  productOptionNumber: textOf(row, 'prdStckNo'),
  productOptionName: optionName(row),
  sellerProductCode: textOf(row, 'sellerPrdCd'),
});

/** Without the quantity that 11st appends (`색상:화이트-2개`); none where the product has no option. Documented. */
function optionName(row: OrderRow): string | null | undefined {
  const text = textOf(row, 'slctPrdOptNm');
  return text ? text.replace(/-\d+개$/, '').trim() || null : text;
}

const money = (row: OrderRow): Part<OrderMoney> => ({
  currency: row.ordAmt === undefined ? undefined : 'KRW',
  productPriceAmount: amountOf(row, 'ordAmt'),
  isShippingFeePaid: isShippingFeePaid(row),
  shippingFee: firstAmountOf(row, ['dlvCst', 'lstDlvCst']),
  isOverseas: yesNo(row, 'gblDlvYn'),
  remoteShippingFee: remoteShippingFee(row),
  productPrice: amountOf(row, 'selPrc'),
  salesCommissionFee: amountOf(row, 'totSelFee'),
  sellerDiscountPriceAmount: firstAmountOf(row, ['sellerDscPrcPerSeq', 'lstSellerDscPrc', 'sellerDscPrc']),
  mallDiscountPriceAmount: firstAmountOf(row, ['tmallDscPrcPerSeq', 'lstTmallDscPrc', 'tmallDscPrc']),
  optionPriceAmount: amountOf(row, 'ordOptWonStl'),
});

function isShippingFeePaid(row: OrderRow): boolean | null | undefined {
  const type = textOf(row, 'dlvCstType');
  if (type === undefined) return undefined;
  if (type === '02') return false;
  return type === '01' || type === '03' ? true : null;
}

/** Only what the buyer has paid: collected (02) and billed later (04) surcharges are none of it. */
function remoteShippingFee(row: OrderRow): number | null | undefined {
  const type = textOf(row, 'bmDlvCstType');
  if (type === undefined) return undefined;
  return type === '01' || type === '03' ? amountOf(row, 'bmDlvCst') : null;
}

function yesNo(row: OrderRow, field: string): boolean | null | undefined {
  const text = textOf(row, field);
  return typeof text === 'string' ? text === 'Y' : text;
}

const invoice = (row: OrderRow): Part<OrderRecord> => ({
  courierCode: textOf(row, 'dlvEtprsCd'),
  trackingNumber: textOf(row, 'invcNo'),
});

/** What confirming needs beside the numbers; `0` stands for no main product. */
function native(row: OrderRow): Part<OrderRecord> {
  const addPrdYn = textOf(row, 'addPrdYn');
  const addPrdNo = textOf(row, 'addPrdNo');
  if (!addPrdYn) return {};
  return { native: addPrdNo && addPrdNo !== '0' ? { addPrdYn, addPrdNo } : { addPrdYn } };
}

/** Order lists give what is left of a line: a finished partial cancel is taken off already (assumed). */
function liveQuantity(row: OrderRow): Part<OrderGoods> {
  const productQuantity = countOf(row, 'ordQty');
  return typeof productQuantity === 'number' ? { productQuantity, canceledQuantity: 0 } : {};
}

/** Quantities that the state row leaves open: some of the line is canceled already, or asked to be beside that. */
export function isQuantityOpen(state: OrderRow): boolean {
  return (countOf(state, 'ordCnQty') ?? 0) > 0 && standOf(state).status !== OrderStatus.CANCELED;
}

/** Whether a cancel of the line waits for the seller. */
export const isCancelOpen = (state: OrderRow): boolean => standOf(state).claimStatus === ClaimStatus.CANCEL_REQUESTED;

/**
 * `ordCnQty` counts cancels asked for and done; whether `ordQty` still holds the latter is not documented. What was first
 * ordered settles it: less `ordCnQty` it is what is left to ship. Without it a line that goes on after a partial cancel
 * keeps the quantities that are known, and only sure ones are told.
 * @param row has the quantity; `state` tells where the line stands and what of it is canceled.
 */
function stateQuantities(row: OrderRow, state: OrderRow, ordered: number | undefined): Part<OrderGoods> {
  const { status } = standOf(state);
  const quantity = countOf(row, 'ordQty') ?? 0;
  const canceled = countOf(state, 'ordCnQty') ?? 0;
  if (status === OrderStatus.CANCELED) {
    const all = Math.max(quantity, canceled);
    return all > 0 ? { productQuantity: all, canceledQuantity: all } : {};
  }
  const left = (ordered ?? 0) - canceled;
  if (canceled > 0 && left >= 0 && left <= quantity) {
    return { productQuantity: quantity, canceledQuantity: quantity - left };
  }
  if (quantity === 0 || (canceled > 0 && !isCancelOpen(state))) return {};
  return { productQuantity: quantity, canceledQuantity: Math.min(canceled, quantity) };
}
