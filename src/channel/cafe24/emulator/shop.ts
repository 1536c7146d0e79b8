import type { Clock } from '../../../base/clock.js';
import type { LineRef, LineToPlace, OrderToPlace } from '../../../sandbox/emulator.js';
import { shopCurrencies } from './account.js';
import type { Carrier } from './carriers.js';
import { Catalog } from './catalog.js';
import { wholeSecond } from './instants.js';
import { cents, part } from './money.js';
import type { Numbers } from './numbers.js';
import type { Buyer, Claim, ClaimDates, Line, LineDates, Order } from './state.js';
import { amountsOf, isLive, noAmounts } from './state.js';

/** What place() understands beyond OrderToPlace, from a caller that gives it. */
interface ForeignOrder extends OrderToPlace {
  /** Default: what the shop sells in. */
  readonly currency?: string;
  /** Default 1. */
  readonly shopNo?: number;
}

/** What sets a new line apart from the one it is taken from. */
interface Offshoot {
  readonly quantity: number;
  readonly isSubstitute: boolean;
}

/** Everything the mall's orders consist of, in memory. */
export class Shop {
  readonly claims = new Map<string, Claim>();
  readonly #orders = new Map<string, Order>();
  readonly #catalog = new Catalog();
  readonly #buyers = new Map<string, Buyer>();

  constructor(
    private readonly clock: Clock,
    private readonly numbers: Numbers,
  ) {}

  orders(): Iterable<Order> {
    return this.#orders.values();
  }

  order(orderId: string): Order | undefined {
    return this.#orders.get(orderId);
  }

  line({ orderNumber, lineNumber }: LineRef): Line | undefined {
    const lines = this.#orders.get(orderNumber)?.lines ?? [];
    if (lineNumber === null) return lines.length === 1 ? lines[0] : undefined;
    return lines.find((line) => line.code === lineNumber);
  }

  /**
   * @throws RangeError for an order without lines, a quantity that is no positive whole number, bundles that do not name each
   * line once, or a shop that the mall does not have.
   */
  place(wanted: ForeignOrder): Order {
    const groups = bundlesOf(wanted);
    const order = this.#emptyOrder(wanted);
    for (const _ of groups) order.receivers.set(nextShippingCode(order), wanted.receiver);
    const codes = [...order.receivers.keys()];
    wanted.lines.forEach((line, position) => {
      const group = groups.findIndex((positions) => positions.includes(position));
      order.lines.push(this.#line(order, line, group, codes[group]!));
    });
    order.initial = amountsOf(order, order.lines);
    this.#orders.set(order.orderId, order);
    return order;
  }

  #emptyOrder(wanted: ForeignOrder): Order {
    const { shopNo = 1 } = wanted;
    const currency = wanted.currency ?? shopCurrencies.get(shopNo);
    if (currency === undefined || !shopCurrencies.has(shopNo)) throw new RangeError(`no shop ${shopNo} in the mall`);
    const orderedAt = wholeSecond(wanted.orderedAt ?? this.clock.now());
    const paidAt = wanted.paidAt === undefined ? orderedAt : wanted.paidAt;
    return {
      orderId: this.numbers.orderId(orderedAt),
      shopNo,
      currency,
      orderedAt,
      paidAt: paidAt === null ? null : wholeSecond(paidAt),
      byTransfer: paidAt === null,
      visibleAt: wanted.visibleAt ?? orderedAt,
      isMobile: this.numbers.count('order') % 3 === 0,
      buyer: this.#buyer(wanted.buyer.name, wanted.buyer.tel),
      memo: wanted.memo,
      shippingFee: cents(wanted.shippingFee),
      remoteFee: cents(wanted.remoteShippingFee),
      lines: [],
      receivers: new Map(),
      shippingCodes: 0,
      claims: [],
      initial: noAmounts,
      showsAddress: true,
    };
  }

  /** The same buyer is the same member. @evidence assumed */
  #buyer(name: string, tel: string): Buyer {
    const key = `${name}\n${tel}`;
    const known = this.#buyers.get(key);
    const buyer = known ?? { memberId: `m${this.numbers.code(`buyer ${key}`, 9).toLowerCase()}`, name, tel };
    this.#buyers.set(key, buyer);
    return buyer;
  }

  #line(order: Order, wanted: LineToPlace, feeGroup: number, shippingCode: string): Line {
    const { quantity } = wanted;
    if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError(`quantity: ${quantity}`);
    return {
      ...nextKey(order),
      order,
      variant: this.#catalog.variantOf(wanted),
      unitPrice: cents(wanted.unitPrice),
      optionPrice: cents(wanted.optionPrice),
      couponDiscount: cents(wanted.sellerDiscount),
      marketDiscount: cents(wanted.mallDiscount),
      quantity,
      feeGroup,
      origin: null,
      isSubstitute: false,
      shippingCode,
      status: order.paidAt === null ? 'N00' : 'N10',
      ...untouched(),
      history: order.paidAt === null ? [] : [{ at: order.paidAt, from: 'N00', to: 'N10', byManager: false }],
    };
  }

  /**
   * A claim on some pieces of a line, and an exchange, make a new line; `original_item_no` of it points to the old one. What
   * falls on its pieces of the discounts goes with it (assumed). @evidence assumed
   */
  branch(line: Line, { quantity, isSubstitute }: Offshoot): Line {
    const { order } = line;
    const couponDiscount = isSubstitute ? 0 : part(line.couponDiscount, quantity, line.quantity, order.currency);
    const marketDiscount = isSubstitute ? 0 : part(line.marketDiscount, quantity, line.quantity, order.currency);
    const branch: Line = {
      ...line,
      ...nextKey(order),
      ...untouched(),
      couponDiscount,
      marketDiscount,
      quantity,
      origin: line,
      isSubstitute,
      dates: isSubstitute ? noDates() : structuredClone(line.dates),
      history: [...line.history],
    };
    if (!isSubstitute) {
      line.quantity -= quantity;
      line.couponDiscount -= couponDiscount;
      line.marketDiscount -= marketDiscount;
      branch.statusBeforeClaim = line.statusBeforeClaim;
      branch.heldFrom = line.heldFrom;
      branch.parcel = line.parcel;
      branch.expectedDispatch = line.expectedDispatch;
    }
    order.lines.push(branch);
    return branch;
  }

  /**
   * Lines leave in one parcel. Those that leave others of their shipping code behind get a code and a receiver of their own;
   * with a parcel that already left they share its code.
   * @evidence assumed
   */
  pack(lines: readonly Line[], carrier: Carrier, trackingNumber: string): void {
    const { order } = lines[0]!;
    const isSame = ({ parcel }: Line): boolean =>
      parcel?.trackingNumber === trackingNumber && parcel.carrier.code === carrier.code;
    const sent = order.lines.find(isSame);
    for (const code of new Set(lines.map((line) => line.shippingCode))) {
      const leaving = lines.filter((line) => line.shippingCode === code);
      const isParted = order.lines.some((line) => line.shippingCode === code && isLive(line) && !lines.includes(line));
      if (!sent && !isParted) continue;
      const other = sent?.shippingCode ?? nextShippingCode(order);
      order.receivers.set(other, order.receivers.get(other) ?? order.receivers.get(code)!);
      for (const line of leaving) line.shippingCode = other;
      if (order.lines.every((line) => line.shippingCode !== code)) order.receivers.delete(code);
    }
  }
}

/** `D-{order_id}-{nn}`, from 00; real lines carry it before any parcel exists. @evidence observed */
function nextShippingCode(order: Order): string {
  const code = `D-${order.orderId}-${String(order.shippingCodes).padStart(2, '0')}`;
  order.shippingCodes += 1;
  return code;
}

/** `{order_id}-{nn}`, from 01. @evidence documented */
function nextKey(order: Order): Pick<Line, 'itemNo' | 'code'> {
  const itemNo = order.lines.length + 1;
  return { itemNo, code: `${order.orderId}-${String(itemNo).padStart(2, '0')}` };
}

const untouched = () => ({
  statusBeforeClaim: null,
  heldFrom: null,
  request: null,
  undone: null,
  rejected: null,
  claim: null,
  parcel: null,
  expectedDispatch: null,
  dates: noDates(),
  cancellations: [],
});

const noClaimDates = (): ClaimDates => ({ requested: null, accepted: null, completed: null });

const noDates = (): LineDates => ({
  placed: null,
  shipped: null,
  delivered: null,
  purchaseConfirmed: null,
  Cancellation: noClaimDates(),
  Return: noClaimDates(),
  Exchange: noClaimDates(),
});

function bundlesOf(wanted: OrderToPlace): readonly (readonly number[])[] {
  const all = wanted.lines.map((_, position) => position);
  if (all.length === 0) throw new RangeError('an order needs at least one line, but got: []');
  const bundles = wanted.bundles ?? [all];
  const named = bundles.flat().sort((a, b) => a - b);
  if (bundles.some((bundle) => bundle.length === 0) || named.join() !== all.join()) {
    throw new RangeError(`bundles must name each of ${all.length} lines once, but got: ${JSON.stringify(bundles)}`);
  }
  return bundles;
}
