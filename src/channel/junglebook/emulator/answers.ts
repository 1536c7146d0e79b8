import { settlePriceOf, type Order } from './order.js';

/**
 * The answer to an order that was taken. `successs` has three s. Numbers are texts.
 * @param payment null: nothing was to be paid now.
 * @evidence documented
 */
export const orderTaken = (order: Order, payment: Payment | null, isTest: boolean): unknown => ({
  orderResult: {
    success: '1',
    ordNo: order.ordNo,
    oaType: order.oaType,
    oaApiOrdno: order.oaOrderNo,
    nameReceiver: order.receiver.name,
    zipCode: order.receiver.zipCode,
    address: wholeAddress(order),
    orderGoods: summary(order),
    settleKind: order.settleKind,
    settlePrice: String(settlePriceOf(order)),
    totalGoodsPrice: String(order.goodsPrice),
    delivery: String(order.deliveryFee),
    memo: order.memo,
  },
  payResult: {
    successs: payment?.isPaid ? 1 : 0,
    payResultMsg: message(payment, isTest),
    cashBalance: String(payment?.balance ?? 0),
    payAmount: String(settlePriceOf(order)),
  },
});

/** A payment from the cash account. */
export interface Payment {
  readonly isPaid: boolean;
  /** After it, in won. */
  readonly balance: number;
}

/** What a real bank transfer says is nowhere shown. @evidence assumed */
function message(payment: Payment | null, isTest: boolean): string {
  if (isTest) return 'order test :)';
  if (payment === null) return '';
  return payment.isPaid ? 'success' : 'not enough cash';
}

export const wholeAddress = ({ receiver }: Order): string => `${receiver.address} ${receiver.addressDetail}`;

function summary({ items }: Order): string {
  const first = items[0]?.name ?? '';
  return items.length > 1 ? `${first} 외 ${items.length - 1}건` : first;
}
