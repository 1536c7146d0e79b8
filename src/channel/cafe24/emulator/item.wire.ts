import { joined } from '../../../base/collections.js';
import { ownDelivery } from './carriers.js';
import { statusTexts } from './codes.js';
import { dateText } from './instants.js';
import type { Cents } from './money.js';
import { decimal, part } from './money.js';
import type { Line } from './state.js';
import { isUnpaid } from './state.js';

type WireFields = Readonly<Record<string, unknown>>;

/** A line as `items` show it; names and types are those of a real payload. @evidence observed */
export const itemFields = (line: Line): WireFields =>
  joined(
    productFields(line),
    { payment_amount: null },
    claimFields(line),
    statusFields(line),
    CONSTANTS,
    dateFields(line),
    trailingFields(line),
    LIST_ONLY,
    { request_undone: line.undone, purchaseconfirmation_date: dateText(line.dates.purchaseConfirmed) },
  );

/** A line as the claim resource shows it: some fields fewer, two more. @evidence documented */
export const claimItemFields = (line: Line): WireFields =>
  joined(
    productFields(line),
    claimFields(line),
    statusFields(line),
    CONSTANTS,
    dateFields(line),
    trailingFields(line),
    { market_item_sequence: null, dropshipping_type: 'N' },
  );

/** The seller's code is taken as 자체상품코드. @evidence assumed */
const productFields = ({ order, itemNo, code, variant, ...line }: Line): WireFields => ({
  shop_no: order.shopNo,
  item_no: itemNo,
  order_item_code: code,
  variant_code: variant.productCode + variant.optionId,
  product_no: variant.productNo,
  product_code: variant.productCode,
  custom_product_code: variant.sellerCode ?? '',
  custom_variant_code: null,
  eng_product_name: '',
  option_id: variant.optionId,
  option_value: variant.optionName ?? '',
  option_value_default: variant.optionName ?? '',
  additional_option_value: '',
  additional_option_values: [{ key: null, type: null, name: null, value: null }],
  product_name: variant.productName,
  product_name_default: variant.productName,
  product_price: decimal(line.unitPrice),
  option_price: decimal(line.optionPrice),
  additional_discount_price: '0.00',
  coupon_discount_price: decimal(line.couponDiscount),
  app_item_discount_amount: null,
  quantity: line.quantity,
  supplier_product_name: '',
  supplier_transaction_type: ' ',
  supplier_id: 'S0000000',
  supplier_name: '자체공급',
});

/** The reason on the line is the buyer's. @evidence documented */
const claimFields = ({ claim, request, status, quantity }: Line): WireFields => ({
  claim_code: claim?.code ?? null,
  claim_reason_type: request?.reasonType ?? null,
  claim_reason: request?.reason ?? null,
  refund_bank_name: '',
  refund_bank_account_no: '',
  refund_bank_account_holder: '',
  post_express_flag: null,
  claim_quantity: request?.quantity ?? (status.startsWith('N') ? 0 : quantity),
});

/** Carrier and shipping code are filled before any parcel exists. @evidence observed */
function statusFields(line: Line): WireFields {
  const carrier = line.parcel?.carrier ?? ownDelivery;
  const isFree = line.order.shippingFee === 0;
  return {
    tracking_no: line.parcel?.trackingNumber ?? null,
    shipping_code: line.shippingCode,
    order_status: line.status,
    order_status_additional_info: '',
    status_code: statusCode(line),
    status_text: statusTexts[line.status],
    open_market_status: '',
    bundled_shipping_type: 'N',
    shipping_company_id: String(carrier.id),
    shipping_company_name: carrier.name,
    shipping_company_code: carrier.code,
    shipping_fee_type: isFree ? 'T' : 'X',
    shipping_fee_type_text: isFree ? '무료' : '기본배송',
    shipping_payment_option: isFree ? 'F' : 'P',
    original_item_no: line.origin ? [line.origin.itemNo] : [],
    order_status_before_cs: line.statusBeforeClaim,
    shipping_expected_date: line.expectedDispatch,
  };
}

/**
 * 현재 처리상태. The codes are documented, a mere request staying N1 is the sheet's reading.
 * @evidence assumed
 */
function statusCode({ status, isSubstitute }: Line): string {
  if (status.startsWith('N') || status.endsWith('00')) return isSubstitute ? 'N2' : 'N1';
  if (status.startsWith('R')) return 'C3';
  if (status.startsWith('E')) return 'E1';
  return /^C4[789]$/.test(status) ? 'C1' : 'C2';
}

/** `ordered_date` is the time of payment (observed); of an unpaid order that of the order (assumed). @evidence observed */
function dateFields(line: Line): WireFields {
  const { dates, order } = line;
  const isRefunded = /^C4[0-3]$/.test(line.status);
  return {
    ordered_date: dateText(isUnpaid(line) ? order.orderedAt : (order.paidAt ?? order.orderedAt)),
    shipped_date: dateText(dates.shipped),
    delivered_date: dateText(dates.delivered),
    cancel_date: dateText(dates.Cancellation.completed),
    return_confirmed_date: dateText(dates.Return.completed),
    return_request_date: dateText(dates.Return.requested),
    return_collected_date: null,
    cancel_request_date: dateText(dates.Cancellation.requested),
    refund_date: isRefunded ? dateText(dates.Cancellation.completed) : dateText(dates.Return.completed),
    exchange_request_date: dateText(dates.Exchange.requested),
    exchange_date: dateText(dates.Exchange.completed),
  };
}

const trailingFields = ({ order, variant, unitPrice, marketDiscount }: Line): WireFields => ({
  option_type: variant.optionName === null ? null : 'T',
  options: variant.optionName === null ? [] : optionsOf(variant.optionName),
  market_discount_amount: decimal(marketDiscount),
  supply_price: decimal(supplyPriceOf(unitPrice, order.currency)),
});

/** 공급가 of a piece is half of its price, as in the samples. @evidence assumed */
export const supplyPriceOf = (unitPrice: Cents, currency: string): Cents => part(unitPrice, 1, 2, currency);

/** `색상=네이비, 사이즈=M` is two options; text in another form is the value of one. @evidence assumed */
const optionsOf = (text: string): unknown[] =>
  text.split(/\s*[,/]\s+/).map((part, position) => {
    const [, name = '옵션', value = part] = /^([^=:]+)[=:]\s*(.+)$/.exec(part) ?? [];
    return {
      option_code: `O00000${position}A`,
      option_name: name,
      option_value: { option_text: value, value_no: position + 1 },
    };
  });

/** Fields that no line of this mall uses, as real payloads carry them. @evidence observed */
const CONSTANTS: WireFields = {
  product_bundle: 'F',
  product_bundle_no: '0',
  product_bundle_name: null,
  product_bundle_name_default: null,
  product_bundle_type: null,
  was_product_bundle: null,
  original_bundle_item_no: null,
  product_bundle_list: null,
  naver_pay_order_id: null,
  naver_pay_claim_status: null,
  individual_shipping_fee: '0.00',
  payment_info_id: '0',
  store_pickup: 'F',
  product_material: '',
  product_material_eng: null,
  cloth_fabric: null,
  product_weight: '1.00',
  volume_size: null,
  volume_size_weight: null,
  clearance_category: null,
  clearance_category_info: null,
  clearance_category_code: null,
  hs_code: '',
  one_plus_n_event: null,
  origin_place: '국내 ',
  gift: 'F',
  item_granting_gift: null,
  market_cancel_request: null,
  market_cancel_request_quantity: null,
  market_fail_reason: null,
  market_fail_reason_guide: null,
  market_item_no: null,
  market_custom_variant_code: null,
  labels: null,
  multi_invoice: null,
};

const LIST_ONLY: WireFields = {
  internal_product_name: '',
  product_tax_type: 'A',
  tax_rate: 10,
  origin_place_no: 1798,
  made_in_code: 'KR',
  origin_place_value: '',
  subscription: 'F',
  market_fail_reason_type: null,
};
