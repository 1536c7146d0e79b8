import type { ProductOrder } from './state.js';

/** Won of one product order: first as ordered, then as what is left after partial cancels. */
export interface Amounts {
  readonly product: number;
  readonly discount: number;
  readonly sellerDiscount: number;
  readonly mallDiscount: number;
  readonly payment: number;
}

/**
 * productAmount = (unitPrice + optionPrice) × quantity, paymentAmount = productAmount − discounts, without delivery. What is
 * left of a discount after a partial cancel is its share by quantity, cut to whole won (that share is a guess).
 * @evidence observed
 */
export function amountsOf({ line }: ProductOrder, quantity: number): Amounts {
  const share = (discount: number): number => Math.floor((discount * quantity) / line.quantity);
  const product = (line.unitPrice + line.optionPrice) * quantity;
  const sellerDiscount = share(line.sellerDiscount);
  const mallDiscount = share(line.mallDiscount);
  const discount = sellerDiscount + mallDiscount;
  return { product, discount, sellerDiscount, mallDiscount, payment: product - discount };
}

/**
 * The seller's own discount shows as 즉시 할인, the marketplace's as 상품 할인 쿠폰. Field names, the misspelled ones too, are
 * documented; the split is ours.
 * @evidence assumed
 */
export function amountFields(row: ProductOrder): Record<string, number> {
  const initial = amountsOf(row, row.line.quantity);
  const remain = amountsOf(row, row.remainQuantity);
  return {
    totalProductAmount: initial.product,
    initialProductAmount: initial.product,
    remainProductAmount: remain.product,
    totalPaymentAmount: initial.payment,
    initialPaymentAmount: initial.payment,
    remainPaymentAmount: remain.payment,
    productDiscountAmount: initial.discount,
    initialProductDiscountAmount: initial.discount,
    remainProductDiscountAmount: remain.discount,
    sellerBurdenDiscountAmount: initial.sellerDiscount,
    productImediateDiscountAmount: initial.sellerDiscount,
    initialProductImmediateDiscountAmount: initial.sellerDiscount,
    remainProductImmediateDiscountAmount: remain.sellerDiscount,
    productProductDiscountAmount: initial.mallDiscount,
    initialProductProductDiscountAmount: initial.mallDiscount,
    remainProductProductDiscountAmount: remain.mallDiscount,
    productMultiplePurchaseDiscountAmount: 0,
    sellerBurdenImediateDiscountAmount: initial.sellerDiscount,
    initialSellerBurdenImmediateDiscountAmount: initial.sellerDiscount,
    remainSellerBurdenImmediateDiscountAmount: remain.sellerDiscount,
    sellerBurdenProductDiscountAmount: 0,
    initialSellerBurdenProductDiscountAmount: 0,
    remainSellerBurdenProductDiscountAmount: 0,
    sellerBurdenMultiplePurchaseDiscountAmount: 0,
    sellerBurdenStoreDiscountAmount: 0,
  };
}

/**
 * expectedSettlementAmount = payment − the four commissions (observed on real sums); the rates, 1.98 % and 2 % cut to whole
 * won, are those of the samples. Unpaid: no commission yet.
 * @evidence observed
 */
export function settlementFields(row: ProductOrder): Record<string, number> {
  const { payment } = amountsOf(row, row.remainQuantity);
  const base = row.order.paidAt === null ? 0 : payment;
  const paymentCommission = Math.floor((base * 198) / 10_000);
  const interlockCommission = Math.floor((base * 200) / 10_000);
  return {
    paymentCommission,
    saleCommission: 0,
    channelCommission: 0,
    knowledgeShoppingSellingInterlockCommission: interlockCommission,
    expectedSettlementAmount: payment - paymentCommission - interlockCommission,
  };
}

/** What the buyer paid for the whole order, delivery fees included; it does not fall with cancels. @evidence observed */
export function paidForOrder(rows: readonly ProductOrder[]): number {
  const products = rows.reduce((sum, row) => sum + amountsOf(row, row.line.quantity).payment, 0);
  const bundles = new Set(rows.map((row) => row.bundle));
  return [...bundles].reduce((sum, bundle) => sum + bundle.deliveryFee + bundle.sectionDeliveryFee, products);
}
