import type { Clock, Instant } from '../../../base/clock.js';
import type { LineToPlace, OrderToPlace } from '../../../sandbox/emulator.js';
import type { Numbers } from './numbers.js';
import type { Bundle, Buyer, Order, Product, ProductOrder } from './state.js';
import { recordChange } from './state.js';

/** Everything the store's orders consist of, in memory. */
export class Shop {
  readonly orders = new Map<string, Order>();
  readonly productOrders = new Map<string, ProductOrder>();
  /** Package that an invoice number was given to, by courier and number. */
  readonly invoices = new Map<string, string>();
  readonly #buyers = new Map<string, Buyer>();
  readonly #products = new Map<string, Product>();

  constructor(
    private readonly clock: Clock,
    private readonly numbers: Numbers,
  ) {}

  /** What lists may show now. */
  *visible(): Iterable<ProductOrder> {
    const now = this.clock.now();
    for (const row of this.productOrders.values()) if (row.order.visibleAt <= now) yield row;
  }

  /** @throws RangeError for an order without lines or with a quantity that is not a positive whole number. */
  place(wanted: OrderToPlace): ProductOrder[] {
    if (wanted.lines.length === 0) throw new RangeError('an order needs at least one line');
    const orderedAt = wanted.orderedAt ?? this.clock.now();
    const order: Order = {
      orderId: this.numbers.id('order', orderedAt),
      orderedAt,
      paidAt: wanted.paidAt === undefined ? orderedAt : wanted.paidAt,
      byTransfer: wanted.paidAt === null,
      visibleAt: wanted.visibleAt ?? orderedAt,
      buyer: this.#buyer(wanted.buyer.name, wanted.buyer.tel),
      receiver: wanted.receiver,
      isAddressChanged: false,
      memo: wanted.memo,
      productOrders: [],
    };
    const bundles = this.#bundles(wanted, orderedAt);
    wanted.lines.forEach((line, position) => order.productOrders.push(this.#row(order, line, bundles[position]!)));
    this.orders.set(order.orderId, order);
    for (const row of order.productOrders) this.productOrders.set(row.productOrderId, row);
    return order.productOrders;
  }

  #row(order: Order, line: LineToPlace, bundle: Bundle): ProductOrder {
    if (!Number.isInteger(line.quantity) || line.quantity < 1) throw new RangeError(`quantity: ${line.quantity}`);
    const row: ProductOrder = {
      productOrderId: this.numbers.id('productOrder', order.orderedAt),
      order,
      bundle,
      product: this.#product(line),
      line,
      status: order.paidAt === null ? 'PAYMENT_WAITING' : 'PAYED',
      placeStatus: 'NOT_YET',
      placedAt: null,
      remainQuantity: line.quantity,
      claim: null,
      pastClaims: [],
      parcel: null,
      decidedAt: null,
      change: { type: 'PAYED', at: 0, status: 'PAYED', claimType: null, claimStatus: null, isAddressChanged: false },
    };
    recordChange(row, order.paidAt === null ? 'PAY_WAITING' : 'PAYED', order.paidAt ?? order.orderedAt);
    return row;
  }

  /**
   * One bundle per line, the same one for lines that travel together; a line that no bundle names travels alone. The fees
   * of the order are those of its first bundle, so that bundles add up to what the buyer paid.
   * @evidence assumed
   */
  #bundles(wanted: OrderToPlace, orderedAt: Instant): Bundle[] {
    const groups = wanted.bundles ?? [wanted.lines.map((_, position) => position)];
    const made = new Map<string, Bundle>();
    return wanted.lines.map((_, position) => {
      const group = groups.findIndex((positions) => positions.includes(position));
      const key = group < 0 ? `alone ${position}` : `group ${group}`;
      const isFirst = made.size === 0;
      const bundle = made.get(key) ?? {
        packageNumber: this.numbers.id('package', orderedAt),
        deliveryFee: isFirst ? wanted.shippingFee : 0,
        sectionDeliveryFee: isFirst ? wanted.remoteShippingFee : 0,
      };
      made.set(key, bundle);
      return bundle;
    });
  }

  /** The same buyer keeps number and id; of the id only the first four letters are shown. @evidence observed */
  #buyer(name: string, tel: string): Buyer {
    const key = `${name}\n${tel}`;
    const buyer = this.#buyers.get(key) ?? {
      ordererId: this.numbers.code(`buyer ${key}`, 4).toLowerCase() + '****',
      ordererNo: String(100_000_000 + this.numbers.count('buyer')),
      name,
      tel,
    };
    this.#buyers.set(key, buyer);
    return buyer;
  }

  /** The same product and option keep their numbers. @evidence assumed */
  #product(line: LineToPlace): Product {
    const productKey = JSON.stringify([line.productName]);
    const itemKey = JSON.stringify([line.productName, line.optionName, line.sellerProductCode]);
    const known = this.#products.get(itemKey);
    if (known) return known;
    const sibling = this.#products.get(productKey);
    const count = this.numbers.count('product');
    const item: Product = {
      productId: sibling?.productId ?? String(9_900_000_000 + count),
      originalProductId: sibling?.originalProductId ?? String(9_890_000_000 + count),
      itemNo: String(52_600_000_000 + count),
      optionManageCode: line.optionName === null ? null : `OPT-${String(count).padStart(5, '0')}`,
    };
    this.#products.set(itemKey, item);
    if (!sibling) this.#products.set(productKey, item);
    return item;
  }
}
