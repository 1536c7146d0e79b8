import type { Order } from './order.js';
import type { Site } from './site.js';

/** Won as the wire has it: `"58800.0000"`. @evidence documented */
export const money = (won: number): string => `${won}.0000`;

/** The site's cut in percent, as the samples have it. */
const COMMISSION = 13;

interface Amounts {
  readonly orderAmount: number;
  readonly acntMoney: number;
  readonly optSel: number;
  readonly cost: number;
  readonly settlement: number;
  readonly commission: number;
}

/**
 * Amounts of a whole order, in won. `OrderAmount` and `CostPrice` differ by site; the formulas are those of the samples.
 * @evidence documented
 */
export function amountsOf(site: Site, order: Order): Amounts {
  const { unitPrice, optionPrice, quantity, sellerDiscount, mallDiscount } = order.line;
  const goods = unitPrice * quantity;
  const optSel = optionPrice * quantity;
  const commission = Math.round(((goods + optSel) * COMMISSION) / 100);
  const isGmarket = site.letter === 'G';
  const net = goods + optSel - commission;
  return {
    orderAmount: isGmarket ? goods : goods - mallDiscount,
    acntMoney: goods + optSel - sellerDiscount - mallDiscount + cartShipping(site, order),
    optSel,
    cost: isGmarket ? net : net - sellerDiscount,
    settlement: net - sellerDiscount,
    commission,
  };
}

/** The cart's shipping in `AcntMoney`: Gmarket tells it on one order of the cart, Auction on all of them. @evidence documented */
function cartShipping(site: Site, order: Order): number {
  const { orders } = order.cart;
  if (site.letter === 'G' && orders[0] !== order) return 0;
  const bundles = new Set(orders.map(({ bundle }) => bundle));
  return [...bundles].reduce((sum, { shippingFee, remoteFee }) => sum + shippingFee + remoteFee, 0);
}

/** Fees of the bundle, as its orders tell them: on Gmarket the first alone, on Auction each. @evidence assumed */
export function feesOf(site: Site, order: Order): { readonly shipping: number; readonly remote: number } {
  const { bundle, cart } = order;
  const isTold = site.letter === 'A' || cart.orders.find((each) => each.bundle === bundle) === order;
  return isTold ? { shipping: bundle.shippingFee, remote: bundle.remoteFee } : { shipping: 0, remote: 0 };
}
