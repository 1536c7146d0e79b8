import type { Clock, Instant } from '../../../base/clock.js';
import { floorKst } from '../../../base/time.js';
import type { EmulatorSettings, LineToPlace, OrderToPlace } from '../../../sandbox/emulator.js';
import { Numbers } from './numbers.js';
import type { Bundle, Cart, Claim, Goods, Order } from './order.js';
import { isGiftPending } from './order.js';
import { OrderRate } from './rate.js';
import type { Site } from './site.js';
import { specialOf } from './special.js';

/** All that one site holds of the one seller, with the indexes its calls look things up by. */
export class Shop {
  readonly clock: Clock;
  /** By number, which rises with every order: in the order of placing. */
  readonly orders = new Map<string, Order>();
  readonly carts = new Map<string, Cart>();
  /** In the order of their beginning. */
  readonly claims: Claim[] = [];
  /** Orders to which something happens by time alone. */
  readonly waiting = new Set<Order>();
  /** Of the two lists of orders together. */
  readonly orderRate = new OrderRate();
  readonly #numbers: Numbers;
  readonly #goods = new Map<string, Goods>();

  constructor(
    readonly site: Site,
    settings: EmulatorSettings,
  ) {
    this.clock = settings.clock;
    this.#numbers = new Numbers(site, settings.seed);
  }

  /** @throws RangeError for an order that no buyer could place. */
  place(wanted: OrderToPlace): Order[] {
    const groups = groupsOf(wanted);
    const cart = this.#newCart(wanted);
    const bundles = groups.map((_group, index): Bundle => {
      const isFirst = index === 0;
      return {
        groupNo: this.#numbers.next('group'),
        shippingFee: isFirst ? wanted.shippingFee : 0,
        remoteFee: isFirst ? wanted.remoteShippingFee : 0,
      };
    });
    wanted.lines.forEach((line, position) => {
      const bundle = bundles[groups.findIndex((group) => group.includes(position))]!;
      const order = this.#newOrder(cart, bundle, line, wanted);
      cart.orders.push(order);
      this.orders.set(String(order.orderNo), order);
      if (order.stage === 0 || isGiftPending(order)) this.waiting.add(order);
    });
    this.carts.set(String(cart.payNo), cart);
    return cart.orders;
  }

  addClaim(claim: Claim): void {
    claim.order.claim = claim;
    claim.order.claims.push(claim);
    this.claims.push(claim);
  }

  /** An instant as the dates of orders on this site can tell it. */
  told(instant: Instant): Instant {
    return floorKst(instant, this.site.resolution);
  }

  #newCart(wanted: OrderToPlace): Cart {
    const orderedAt = wanted.orderedAt ?? this.clock.now();
    const paidAt = wanted.paidAt === undefined ? orderedAt : wanted.paidAt;
    return {
      payNo: this.#numbers.next('pay'),
      orderedAt: this.told(orderedAt),
      paidAt: paidAt === null ? null : this.told(paidAt),
      visibleAt: wanted.visibleAt ?? orderedAt,
      buyer: wanted.buyer,
      buyerId: this.#buyerId(wanted.buyer),
      memo: wanted.memo ?? '',
      orders: [],
    };
  }

  #newOrder(cart: Cart, bundle: Bundle, line: LineToPlace, { receiver }: OrderToPlace): Order {
    if (!Number.isInteger(line.quantity) || line.quantity < 1) throw new RangeError(`quantity: ${line.quantity}`);
    const special = specialOf(this.site, line);
    const goods = this.#goodsOf(line.productName);
    return {
      orderNo: this.#numbers.next('order'),
      cart,
      bundle,
      goods,
      line,
      optionCode: optionCodeOf(goods, line),
      special,
      stage: cart.paidAt === null ? 0 : 1,
      receiver: special.isGift ? null : receiver,
      isAddressChanged: false,
      giftAcceptedAt: null,
      confirmedAt: null,
      confirmingUntil: 0,
      parcel: null,
      deliveredAt: null,
      decidedAt: null,
      changedAt: cart.paidAt ?? cart.orderedAt,
      claim: null,
      claims: [],
    };
  }

  /** The first three characters, the rest masked. @evidence documented */
  #buyerId({ name, tel }: Cart['buyer']): string {
    return `${this.#numbers.letters(`buyer ${name} ${tel}`, 3)}*******`;
  }

  /** The same product keeps its number. @evidence assumed */
  #goodsOf(productName: string): Goods {
    const known = this.#goods.get(productName);
    if (known) return known;
    const number = this.#numbers.next('goods');
    const goods: Goods = { siteGoodsNo: this.site.letter === 'A' ? `B${number}` : String(number), optionNames: [] };
    this.#goods.set(productName, goods);
    return goods;
  }
}

/** The seller's code of the product and a number in three digits, as in the user's own document. @evidence documented */
function optionCodeOf({ optionNames }: Goods, { optionName, sellerProductCode }: LineToPlace): string {
  if (optionName === null || sellerProductCode === null) return '';
  if (!optionNames.includes(optionName)) optionNames.push(optionName);
  return `${sellerProductCode}${String(optionNames.indexOf(optionName) + 1).padStart(3, '0')}`;
}

/** Positions by bundle: those asked for, and each line in none of them alone. */
function groupsOf(wanted: OrderToPlace): (readonly number[])[] {
  const positions = wanted.lines.map((_line, position) => position);
  if (positions.length === 0) throw new RangeError('an order has at least one line');
  if (!wanted.bundles) return [positions];
  const named = wanted.bundles.flat();
  if (named.some((position) => !positions.includes(position)) || new Set(named).size < named.length) {
    throw new RangeError(`bundles name each of ${positions.length} lines at most once, but got: [${named.join(', ')}]`);
  }
  const alone = positions.filter((position) => !named.includes(position)).map((position) => [position]);
  return [...wanted.bundles.filter((bundle) => bundle.length > 0), ...alone];
}
