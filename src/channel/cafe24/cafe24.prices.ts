import type { Amount } from '../../base/amount.js';
import type { OrderMoney } from '../../model/order.js';
import { malformed, money, neededQuantity, neededText, text } from './cafe24.fields.js';
import { isUnpaid } from './cafe24.standing.js';
import type { Line } from './cafe24.lines.js';
import { sum, toAmount, type Units } from './cafe24.money.js';
import type { WireFeeGroup, WireOrder } from './cafe24.wire.js';

/** What orders still owe by order_id, from the list of unpaid orders. */
export type Dues = ReadonlyMap<string, Units>;

/**
 * Money of one line, in the order's currency.
 * @param dues null where the unpaid orders were not asked.
 */
export function pricesOf(order: WireOrder, lines: readonly Line[], line: Line, dues: Dues | null): Partial<OrderMoney> {
  const { item } = line;
  const currency = neededText(order, 'currency');
  const amount = (value: Units | null): Amount | null => (value === null ? null : exact(value, currency));
  const pieces = BigInt(neededQuantity(item, 'quantity'));
  const price = money(item, 'product_price', currency);
  const optionPrice = money(item, 'option_price', currency);
  const surcharges = order.regional_surcharge_detail ?? [];
  return {
    currency,
    productPriceAmount: amount(price === null ? null : (price + (optionPrice ?? 0n)) * pieces),
    isShippingFeePaid: isShippingFeePaid(text(item, 'shipping_payment_option')),
    shippingFee: amount(shippingFeeOf(order, lines, line, currency)),
    isOverseas: isOverseas(text(order, 'shipping_type')),
    remoteShippingFee: amount(feeOf(surcharges, 'regional_surcharge_amount', line, currency)),
    productPrice: amount(price),
    // `commission` is a fee for paying later, not one for selling.
    salesCommissionFee: null,
    sellerDiscountPriceAmount: amount(
      sum([
        money(item, 'additional_discount_price', currency),
        money(item, 'coupon_discount_price', currency),
        money(item, 'app_item_discount_amount', currency),
      ]),
    ),
    mallDiscountPriceAmount: amount(money(item, 'market_discount_amount', currency)),
    optionPriceAmount: amount(optionPrice === null ? null : optionPrice * pieces),
    additionPriceAmount: null,
    ...expectedPaymentOf(order, lines, line, dues, amount),
  };
}

function exact(value: Units, currency: string): Amount {
  try {
    return toAmount(value, currency);
  } catch (cause) {
    if (cause instanceof RangeError) throw malformed(`a sum that is no amount in ${currency}`);
    throw cause;
  }
}

type FeeName = 'shipping_fee' | 'regional_surcharge_amount';

/** A group's fee stands on the first of its lines, 0 on the others, so that adding up gives what was charged. */
function feeOf(groups: readonly WireFeeGroup[], name: FeeName, line: Line, currency: string): Units {
  const own = groups.filter((group) => group.items?.[0] === line.code);
  return sum(own.map((group) => money(group, name, currency)));
}

/** Where no groups are told, what the order was charged but for the regional surcharge, on its first line. */
function shippingFeeOf(order: WireOrder, lines: readonly Line[], line: Line, currency: string): Units | null {
  const groups = order.shipping_fee_detail;
  if (groups !== undefined && groups !== null && groups.length > 0) {
    return feeOf(groups, 'shipping_fee', line, currency);
  }
  const charged = money(order.initial_order_amount, 'shipping_fee', currency);
  if (charged === null) return null;
  const surcharges = order.regional_surcharge_detail ?? [];
  const surcharge = sum(surcharges.map((group) => money(group, 'regional_surcharge_amount', currency)));
  return lines[0] === line ? charged - surcharge : 0n;
}

/** P prepaid, F free, C paid on delivery. */
function isShippingFeePaid(option: string | null): boolean | null {
  if (option === 'C') return false;
  return option === 'P' || option === 'F' ? true : null;
}

function isOverseas(shippingType: string | null): boolean | null {
  if (shippingType === 'B') return true;
  return shippingType === 'A' ? false : null;
}

/** Whether money of the order is still to come: unpaid, or paid in part. */
export const owes = (order: WireOrder, lines: readonly Line[]): boolean =>
  text(order, 'paid') === 'M' || lines.some(({ standing }) => isUnpaid(standing));

/**
 * What is still to be paid is told for the order: it stands on the first of its lines that wait, 0 on the others. Where the
 * unpaid orders do not tell it (a card payment under way), the order's own amount due does.
 */
function expectedPaymentOf(
  order: WireOrder,
  lines: readonly Line[],
  line: Line,
  dues: Dues | null,
  amount: (value: Units) => Amount | null,
): Pick<Partial<OrderMoney>, 'expectedPaymentAmount'> {
  if (!owes(order, lines)) return { expectedPaymentAmount: null };
  const waiting = lines.filter(({ standing }) => isUnpaid(standing));
  const bearer = waiting[0] ?? lines[0];
  const isPart = bearer === line || waiting.includes(line);
  if (!isPart) return { expectedPaymentAmount: null };
  const due = dues?.get(neededText(order, 'order_id')) ?? ownDue(order);
  if (due === null) return {};
  return { expectedPaymentAmount: amount(bearer === line ? due : 0n) };
}

function ownDue(order: WireOrder): Units | null {
  const due = money(order.actual_order_amount, 'total_amount_due', neededText(order, 'currency'));
  return due !== null && due > 0n ? due : null;
}
