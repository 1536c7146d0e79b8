import type { OrderGoods, OrderInvoice, OrderOptionRecord, OrderRecord } from '../../model/order.js';
import type { Snapshot } from '../channel.js';
import { canceledQuantityOf, cancellationsOf, claimStatusOf } from './cafe24.claims.js';
import { instant, list, neededQuantity, neededText, text, texts } from './cafe24.fields.js';
import { isOfNaverPay, isOfOpenMarket, linesOf, type Line } from './cafe24.lines.js';
import { peopleOf } from './cafe24.people.js';
import { pricesOf, type Dues } from './cafe24.prices.js';
import type { WireItem, WireOrder } from './cafe24.wire.js';

/**
 * Orders and cancellations of whole orders with their lines.
 * @param dues what unpaid orders still owe; null where that was not asked.
 */
export function snapshotOf(orders: readonly WireOrder[], dues: Dues | null): Snapshot {
  const read = orders.map((order) => ({ order, lines: linesOf(order) }));
  return {
    orders: read.flatMap(({ order, lines }) => lines.map((line) => orderRecord(order, lines, line, dues))),
    cancellations: read.flatMap(({ order, lines }) => cancellationsOf(order, lines)),
  };
}

function orderRecord(order: WireOrder, lines: readonly Line[], line: Line, dues: Dues | null): OrderRecord {
  const { item, code, standing } = line;
  const claimStatus = claimStatusOf(order, line);
  return {
    key: code,
    orderNumber: neededText(order, 'order_id'),
    status: standing.status,
    channelStatus: standing.code,
    ...(claimStatus === undefined ? {} : { claimStatus }),
    lineNumber: code,
    bundleNumber: text(item, 'shipping_code'),
    checkoutNumber: null,
    // items[].ordered_date is when it was paid (observed).
    orderedDate: instant(order, 'order_date'),
    paidDate: instant(order, 'payment_date'),
    dispatchedDate: instant(item, 'shipped_date'),
    deliveredDate: instant(item, 'delivered_date'),
    purchaseConfirmedDate: instant(item, 'purchaseconfirmation_date'),
    dispatchDueDate: instant(item, 'shipping_expected_date'),
    depositDueDate: null,
    ...peopleOf(order, item),
    ...goods(line),
    ...pricesOf(order, lines, line, dues),
    ...invoice(item),
    native: nativeOf(order, item),
    raw: lines.length === 1 ? order : { ...order, items: [item] },
  };
}

function goods(line: Line): OrderGoods {
  const { item } = line;
  const productQuantity = neededQuantity(item, 'quantity');
  return {
    productNumber: text(item, 'product_no'),
    productName: text(item, 'product_name'),
    productOptionNumber: text(item, 'variant_code'),
    productOptionName: optionName(item),
    options: list(item, 'options').map((option): OrderOptionRecord => ({
      name: named(text(option, 'option_name'), text(option.option_value, 'option_text')),
      quantity: null,
      code: text(option, 'option_code'),
    })),
    // Goods of a set and gifts are lines of their own.
    additions: [],
    sellerProductCode: text(item, 'custom_variant_code') ?? text(item, 'custom_product_code'),
    productQuantity,
    canceledQuantity: canceledQuantityOf(line, productQuantity),
  };
}

/** The chosen option and what the buyer filled in; an object of nulls stands for nothing (observed). */
function optionName(item: WireItem): string | null {
  const filledIn = list(item, 'additional_option_values')
    .filter((option) => text(option, 'value') !== null)
    .map((option) => [text(option, 'name'), text(option, 'value')].filter((part) => part !== null).join(': '));
  const parts = [text(item, 'option_value'), ...filledIn].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

const named = (name: string | null, value: string | null): string =>
  [name, value].filter((part) => part !== null).join('=');

/** Before anything ships the courier is the mall's default one (observed): without a number there is none. */
function invoice(item: WireItem): Partial<OrderInvoice> {
  const trackingNumber = text(item, 'tracking_no');
  return {
    trackingNumber,
    courierCode: trackingNumber === null ? null : text(item, 'shipping_company_code'),
    courierName: trackingNumber === null ? null : text(item, 'shipping_company_name'),
  };
}

/** What writes need: how far a line is in its life, how it was paid, and whose order it really is. */
function nativeOf(order: WireOrder, item: WireItem): Record<string, string> {
  return {
    statusCode: text(item, 'status_code') ?? '',
    paymentMethods: texts(order, 'payment_method').join(','),
    origin: isOfNaverPay(order, item) ? 'NAVER_PAY' : originOf(order),
  };
}

function originOf(order: WireOrder): 'MARKET' | 'KAKAO_PAY' | 'SELF' {
  if (isOfOpenMarket(order)) return 'MARKET';
  return texts(order, 'payment_gateway_names').includes('kakaopay') ? 'KAKAO_PAY' : 'SELF';
}
