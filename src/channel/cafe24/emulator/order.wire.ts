import { joined } from '../../../base/collections.js';
import { account } from './account.js';
import { dateText } from './instants.js';
import { supplyPriceOf } from './item.wire.js';
import { decimal, plain } from './money.js';
import { emailOf } from './people.wire.js';
import type { Amounts, Line, Order } from './state.js';
import { actualAmounts, isCanceled, isUnpaid } from './state.js';

type WireFields = Readonly<Record<string, unknown>>;

/** The mall's account for deposits. */
const bank = { code: 'bank_04', name: '국민은행', account: '00000000000031', owner: '견본몰' } as const;

/** An order as lists show it, without what is embedded. @evidence observed */
export const listedOrder = (order: Order): WireFields => joined(orderFields(order), { member_email: emailOf(order) });

/** As the single read shows it: no e-mail, but the group at order time. @evidence observed */
export const singleOrder = (order: Order): WireFields =>
  joined(orderFields(order), { customer_group_no_when_ordering: '1' });

const orderFields = (order: Order): WireFields =>
  joined(headFields(order), paymentFields(order), dateFields(order), deliveryFields(order), CONSTANTS);

function headFields(order: Order): WireFields {
  return {
    shop_no: order.shopNo,
    currency: order.currency,
    order_id: order.orderId,
    market_id: 'self',
    market_order_no: null,
    member_id: order.buyer.memberId,
    member_authentication: 'T',
    initial_order_amount: amountFields(order.initial, order),
    actual_order_amount: amountFields(actualAmounts(order), order),
    payment_amount: decimal(order.initial.payment),
    total_supply_price: supplyPrice(order),
    exchange_rate: EXCHANGE_RATES[order.currency] ?? '1.0000',
    order_from_mobile: order.isMobile ? 'T' : 'F',
    order_place_name: order.isMobile ? '모바일웹' : 'PC쇼핑몰',
    order_place_id: order.isMobile ? 'mobile' : 'self',
    show_shipping_address: order.showsAddress ? 'T' : 'F',
  };
}

/** Won for one of the currency; that this is what the field tells is a guess. @evidence assumed */
const EXCHANGE_RATES: Readonly<Record<string, string>> = { USD: '1385.2000', JPY: '9.2300' };

/** Without decimals. @evidence documented */
function supplyPrice(order: Order): string {
  const price = order.lines.reduce(
    (sum, { unitPrice, quantity }) => sum + supplyPriceOf(unitPrice, order.currency) * quantity,
    0,
  );
  return String(Math.floor(price / 100));
}

/**
 * `shipping_fee` includes the island surcharge (documented). While unpaid, all of it is still due; `payment_amount` is what the
 * order costs, paid or not (both assumed). @evidence assumed
 */
const amountFields = (amounts: Amounts, order: Order): WireFields => ({
  order_price_amount: decimal(amounts.goods),
  shipping_fee: decimal(amounts.shipping),
  points_spent_amount: '0.00',
  credits_spent_amount: '0.00',
  coupon_discount_price: decimal(amounts.coupon),
  coupon_shipping_fee_amount: '0.00',
  membership_discount_amount: '0.00',
  shipping_fee_discount_amount: '0.00',
  set_product_discount_amount: '0.00',
  app_discount_amount: '0.00',
  point_incentive_amount: '0.00',
  total_amount_due: decimal(order.paidAt === null ? amounts.payment : 0),
  payment_amount: decimal(amounts.payment),
  market_other_discount_amount: decimal(amounts.market),
  tax: null,
});

function paymentFields(order: Order): WireFields {
  const { byTransfer, buyer, orderId, paidAt } = order;
  const method = byTransfer ? 'cash' : 'card';
  return {
    billing_name: buyer.name,
    bank_code: byTransfer ? bank.code : null,
    bank_code_name: byTransfer ? bank.name : null,
    bank_account_no: byTransfer ? bank.account : null,
    bank_account_owner_name: byTransfer ? bank.owner : null,
    payment_method: [method],
    payment_method_name: [byTransfer ? '무통장입금' : '신용카드'],
    payment_gateway_names: byTransfer ? null : ['inicis'],
    transaction_ids: byTransfer ? null : [`StdpayCARD${account.mallId}${orderId.replace('-', '')}`],
    first_payment_methods: [method],
    paid: paidAt === null ? 'F' : 'T',
  };
}

function dateFields(order: Order): WireFields {
  const canceled = canceledFlag(order.lines);
  const ends = order.lines.map((line) => line.dates.Cancellation.completed ?? 0);
  return {
    order_date: dateText(order.orderedAt),
    payment_date: dateText(order.paidAt),
    canceled,
    cancel_date: canceled === 'T' ? dateText(Math.max(...ends)) : null,
    return_confirmed_date: null,
  };
}

/** M where some lines are cancelled. @evidence documented */
export function canceledFlag(lines: readonly Line[]): 'T' | 'F' | 'M' {
  const count = lines.filter(isCanceled).length;
  return count === 0 ? 'F' : count === lines.length ? 'T' : 'M';
}

/**
 * Fees come in groups of lines; the order's is that of the first. `cancel_shipping_fee` once nothing is left to deliver.
 * @evidence observed
 */
function deliveryFields(order: Order): WireFields {
  const groups = [...new Set(order.lines.map(({ feeGroup }) => feeGroup))];
  const isGone = canceledFlag(order.lines) === 'T';
  const fees = (amount: number, group: number): WireFields => ({
    supplier_code: 'S0000000',
    cancel_shipping_fee: decimal(isGone ? amount : 0),
    additional_shipping_fee: '0.00',
    refunded_shipping_fee: '0.00',
    return_shipping_fee: '0.00',
    items: order.lines.filter(({ feeGroup }) => feeGroup === group).map(({ code }) => code),
  });
  const feeOf = (group: number): number => (group === 0 ? order.shippingFee : 0);
  const surcharge = {
    ...fees(order.remoteFee, 0),
    shipping_group_code: 5 + groups.length,
    regional_surcharge_amount: decimal(order.remoteFee),
    regional_surcharge_calculation_type: 'default',
    template_code: 4,
    template_name: '기본 템플릿',
  };
  return {
    shipping_status: shippingStatus(order.lines),
    shipping_fee_detail: groups.map((group) => ({
      ...fees(feeOf(group), group),
      shipping_group_code: 5 + group,
      shipping_fee: decimal(feeOf(group)),
    })),
    regional_surcharge_detail: order.remoteFee > 0 ? [surcharge] : [],
  };
}

/** F before shipping, M on the way, T delivered, W held; how lines of several states add up is a guess. @evidence assumed */
function shippingStatus(lines: readonly Line[]): 'F' | 'M' | 'T' | 'W' {
  const states = lines.filter((line) => !isCanceled(line)).map((line) => line.status);
  const isDelivered = (status: string): boolean => status === 'N40' || status === 'N50';
  if (states.length > 0 && states.every(isDelivered)) return 'T';
  if (states.some((status) => status === 'N30' || isDelivered(status))) return 'M';
  return states.includes('N22') ? 'W' : 'F';
}

/** An unpaid order as `unpaidorders` show it; no due date. @evidence documented */
export const unpaidFields = (order: Order): WireFields => ({
  shop_no: order.shopNo,
  order_id: order.orderId,
  order_item_code: order.lines.filter(isUnpaid).map(({ code }) => code),
  order_date: dateText(order.orderedAt),
  buyer_name: order.buyer.name,
  billing_name: order.buyer.name,
  bank_code: bank.code,
  bank_name: bank.name,
  unpaid_amount: plain(actualAmounts(order).payment),
  accounts: bank.account,
  payment_method: 'cash',
  settle_type: 'S',
  payment_no: 1,
});

/** Fields that no order of this mall uses, as real payloads carry them. @evidence observed */
const CONSTANTS: WireFields = {
  sub_payment_method_name: null,
  sub_payment_method_code: null,
  first_order: 'F',
  use_escrow: 'F',
  market_seller_id: null,
  payment_confirmation: null,
  commission: '0.00',
  postpay: 'F',
  admin_additional_amount: null,
  additional_shipping_fee: '0.00',
  international_shipping_insurance: '0.00',
  additional_handling_fee: '0.00',
  shipping_type: 'A',
  shipping_type_text: '국내배송',
  wished_delivery_date: '',
  wished_delivery_time: null,
  wished_carrier_id: null,
  wished_carrier_name: null,
  naver_point: null,
  additional_order_info_list: [],
  store_pickup: 'F',
  easypay_name: '',
  loan_status: null,
  subscription: 'F',
  multiple_addresses: 'F',
  naverpay_payment_information: null,
  include_tax: 'T',
  tax_detail: null,
  service_type: null,
  service_data: null,
  social_member_code: null,
  social_name: null,
};
