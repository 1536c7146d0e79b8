import { bareNumber } from '../../base/json.js';
import type { Amount } from '../../base/amount.js';
import type {
  SupplierGoodsLine,
  SupplierGoodsRecord,
  SupplierOrderRecord,
  SupplierOrderRequest,
  SupplierPaymentRecord,
} from '../../model/supplier-order.js';
import { SettleKind, SupplierOrderSource, SupplierPaymentStatus } from '../../model/supplier-order.js';
import type { PlacedSupplierOrder } from '../supply.js';
import { countOf, instantOf, isObject, isOne, textOf, wonOf } from './junglebook.fields.js';
import { telOf } from './junglebook.rules.js';
import type {
  GoodsData,
  OaType,
  OrderForm,
  OrderResult,
  OrderRow,
  OrderRowItem,
  PayResult,
} from './junglebook.wire.js';

export const OA_TYPES: Readonly<Record<SupplierOrderSource, OaType>> = {
  [SupplierOrderSource.API]: 'api',
  [SupplierOrderSource.STOREFARM]: 'storefarm',
  [SupplierOrderSource.EMP]: 'emp',
  [SupplierOrderSource.TALKSTORE]: 'talkstore',
  [SupplierOrderSource.MALL]: 'mall',
  [SupplierOrderSource.OWN_GOODS]: 'opo',
};

/** A request that keeps all rules, in the supplier's words. */
export const toForm = (request: SupplierOrderRequest): OrderForm => ({
  oaType: OA_TYPES[request.source],
  oaOrderNo: request.externalOrderNumber,
  nameReceiver: request.receiverName,
  phoneReceiver: telOf(request.receiverTel) ?? request.receiverTel,
  mobileReceiver: telOf(request.receiverMobile) ?? request.receiverMobile,
  zipCode: request.zipCode,
  address: request.address,
  address2: request.addressDetail,
  settleKind: request.settleKind === SettleKind.CASH ? 's' : 'a',
  bankSender: request.depositorName,
  doubleCheck: request.purchaseAgreed ? '1' : '0',
  memo: request.memo,
  orderItem: request.items.map(({ goodsNumber, quantity }) => ({ goodsNo: bareNumber(goodsNumber), ea: quantity })),
});

/** An order that was taken; what the answer does not tell is null. */
export const placedOf = (
  orderNumber: string,
  result: OrderResult,
  pay: PayResult,
  request: SupplierOrderRequest,
): PlacedSupplierOrder => ({
  order: {
    orderNumber,
    externalOrderNumber: textOf(result.oaApiOrdno) ?? request.externalOrderNumber,
    receiverName: textOf(result.nameReceiver),
    zipCode: textOf(result.zipCode),
    address: textOf(result.address),
    goodsSummary: textOf(result.orderGoods),
    settleKind: request.settleKind,
    goodsPrice: wonOf(result.totalGoodsPrice),
    deliveryFee: wonOf(result.delivery),
    settlePrice: wonOf(result.settlePrice),
    memo: textOf(result.memo),
    items: null,
    placedAt: null,
    raw: { orderResult: result, payResult: pay },
  },
  payment: paymentOf(pay, request),
});

/** @param request null where the order was refused: then nothing was to be paid. */
export function paymentOf(pay: PayResult, request: SupplierOrderRequest | null): SupplierPaymentRecord {
  const success = isOne(pay.successs);
  // Test orders are taken as bank transfers whatever was asked (documented).
  const wasDue = request !== null && request.settleKind === SettleKind.CASH && !request.test;
  const unpaid = wasDue ? SupplierPaymentStatus.FAILED : SupplierPaymentStatus.NOT_DUE;
  return {
    status: success ? SupplierPaymentStatus.PAID : unpaid,
    success,
    message: textOf(pay.payResultMsg),
    amount: wonOf(pay.payAmount),
    cashBalance: wonOf(pay.cashBalance),
  };
}

/** Null without a goods number: then the answer speaks of no goods. */
export function goodsOf(goodsData: unknown): SupplierGoodsRecord | null {
  if (!isObject(goodsData)) return null;
  const goods: GoodsData = goodsData;
  const goodsNumber = textOf(goods.goodsNo);
  if (goodsNumber === null) return null;
  return {
    goodsNumber,
    name: textOf(goods.goodsNm),
    price: wonOf(goods.goodsPrice),
    stock: countOf(goods.goodsStock),
    soldOut: textOf(goods.runout) === null ? null : isOne(goods.runout),
    restockDate: textOf(goods.EAD),
    raw: goodsData,
  };
}

/** An order as the query tells it. */
export function heldOf(orderNumber: string, row: OrderRow, request: SupplierOrderRequest): PlacedSupplierOrder {
  const order: SupplierOrderRecord = {
    orderNumber,
    externalOrderNumber: textOf(row.oaOrderNo),
    receiverName: textOf(row.receiverName),
    zipCode: textOf(row.receiverZonecode) ?? textOf(row.receiverZipcode),
    address: textOf(row.receiverRoadAddress) ?? textOf(row.receiverAddress),
    goodsSummary: null,
    settleKind: request.settleKind,
    goodsPrice: goodsPriceOf(row),
    deliveryFee: wonOf(row.deliveryCharge),
    settlePrice: wonOf(row.settlePrice),
    memo: textOf(row.orderMemo),
    items: itemsOf(row),
    placedAt: instantOf(row.regDt),
    raw: row,
  };
  return { order, payment: heldPaymentOf(row, request) };
}

/** The query tells no payment of its own: a cash order that is not paid by now was not paid with the order (assumed). */
function heldPaymentOf(row: OrderRow, { settleKind }: SupplierOrderRequest): SupplierPaymentRecord {
  const isPaid = instantOf(row.paymentDt) !== null || (countOf(row.orderStatus) ?? 0) >= 1;
  const success = settleKind === SettleKind.CASH && isPaid;
  const unpaid = settleKind === SettleKind.CASH ? SupplierPaymentStatus.FAILED : SupplierPaymentStatus.NOT_DUE;
  return {
    status: success ? SupplierPaymentStatus.PAID : unpaid,
    success,
    message: null,
    amount: wonOf(row.settlePrice),
    cashBalance: null,
  };
}

/** Null unless every item is told whole. */
function rowsOf(row: OrderRow): OrderRowItem[] | null {
  if (!Array.isArray(row.item) || row.item.length === 0) return null;
  const items = row.item.filter(isObject);
  return items.length === row.item.length ? items : null;
}

function itemsOf(row: OrderRow): SupplierGoodsLine[] | null {
  const lines = (rowsOf(row) ?? []).flatMap(({ goodsNo, orderCnt }) => {
    const goodsNumber = textOf(goodsNo);
    const quantity = countOf(orderCnt);
    return goodsNumber === null || quantity === null ? [] : [{ goodsNumber, quantity }];
  });
  return lines.length > 0 && lines.length === rowsOf(row)?.length ? lines : null;
}

/** Prices are whole won, so their sum is exact. */
function goodsPriceOf(row: OrderRow): Amount | null {
  let sum = 0;
  for (const { goodsPrice, orderCnt } of rowsOf(row) ?? []) {
    const price = wonOf(goodsPrice);
    const count = countOf(orderCnt);
    if (price === null || count === null) return null;
    sum += price * count;
  }
  return rowsOf(row) === null ? null : sum;
}
