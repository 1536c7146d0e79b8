import { joined } from '../../../base/collections.js';
import { claimItemFields } from './item.wire.js';
import { decimal } from './money.js';
import type { Claim, ClaimKind, Line, Order } from './state.js';
import { isCanceled } from './state.js';

type WireFields = Readonly<Record<string, unknown>>;

/** One cancellation claim with its lines in full. @evidence documented */
export const cancellationFields = (claim: Claim): WireFields =>
  joined(resourceFields(claim), { items: claim.lines.map(claimItemFields) });

/** As embedded in an order: lines by code and quantity alone. @evidence assumed */
const embeddedCancellation = (claim: Claim): WireFields => joined(resourceFields(claim), { items: pieces(claim) });

/** Claims of an order of one kind; what a return or exchange shows beside its lines is not known here. @evidence assumed */
export const claimsFields = (order: Order, kind: ClaimKind): unknown[] =>
  order.claims
    .filter((claim) => claim.kind === kind)
    .map((claim) =>
      kind === 'Cancellation'
        ? embeddedCancellation(claim)
        : { shop_no: order.shopNo, order_id: order.orderId, claim_code: claim.code, items: pieces(claim) },
    );

export const pieces = ({ lines }: Pick<Claim, 'lines'>): { order_item_code: string; quantity: number }[] =>
  lines.map(({ code, quantity }) => ({ order_item_code: code, quantity }));

/**
 * The reason is the seller's, else the buyer's (assumed). Delivery is paid back with the last line of the order (assumed).
 * @evidence documented
 */
function resourceFields(claim: Claim): WireFields {
  const { order, undo } = claim;
  const shipping = isLast(claim) ? order.shippingFee + order.remoteFee : 0;
  const goods = sum(claim.lines, (line) => (line.unitPrice + line.optionPrice) * line.quantity);
  const coupon = sum(claim.lines, (line) => line.couponDiscount);
  const market = sum(claim.lines, (line) => line.marketDiscount);
  const asked = claim.lines[0]?.request;
  return {
    shop_no: order.shopNo,
    order_id: order.orderId,
    claim_code: claim.code,
    claim_reason_type: claim.reasonType ?? asked?.reasonType ?? null,
    claim_reason: claim.reason ?? asked?.reason ?? null,
    refund_methods: [order.byTransfer ? '현금 환불' : '카드 취소'],
    refund_reason: '',
    order_price_amount: decimal(goods),
    refund_amounts: [
      {
        payment_method: order.byTransfer ? 'cash' : 'card',
        amount: decimal(goods + shipping - coupon - market),
      },
    ],
    shipping_fee: decimal(shipping),
    return_ship_type: null,
    defer_commission: '0.00',
    partner_discount_amount: decimal(market),
    add_discount_amount: '0.00',
    member_grade_discount_amount: '0.00',
    shipping_discount_amount: '0.00',
    coupon_discount_amount: decimal(coupon),
    point_used: '0.00',
    credit_used: '0.00',
    undone: undo ? 'T' : 'F',
    undone_reason_type: undo?.reasonType ?? null,
    undone_reason: undo?.reason ?? null,
    expose_order_detail: undo?.exposesOrderDetail ?? null,
    exposed_undone_reason: undo?.exposedReason ?? null,
    include_tax: 'T',
    tax: null,
    cancel_fee_amount: null,
  };
}

/** After it nothing of the order is left to deliver. */
function isLast(claim: Claim): boolean {
  const { order } = claim;
  const latest = order.claims.filter(({ kind, undo }) => kind === 'Cancellation' && undo === null).at(-1);
  return claim === latest && order.lines.every((line) => isCanceled(line) || claim.lines.includes(line));
}

const sum = (lines: readonly Line[], amountOf: (line: Line) => number): number =>
  lines.reduce((total, line) => total + amountOf(line), 0);
