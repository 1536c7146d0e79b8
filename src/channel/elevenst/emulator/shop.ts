import type { Clock } from '../../../base/clock.js';
import type { EmulatorSettings, LineToPlace, OrderToPlace } from '../../../sandbox/emulator.js';
import { Numbers } from './numbers.js';
import type { Claim, Line, Order } from './order.js';

/** All that the marketplace holds of the one seller, with the indexes its calls look things up by. */
export class Shop {
  readonly clock: Clock;
  readonly numbers: Numbers;
  /** In the order of placing. */
  readonly orders = new Map<string, Order>();
  readonly lines: Line[] = [];
  readonly claims = new Map<number, Claim>();
  readonly #deliveries = new Map<string, Line[]>();
  readonly #invoices = new Map<string, string>();

  constructor(settings: EmulatorSettings) {
    this.clock = settings.clock;
    this.numbers = new Numbers(settings.seed);
  }

  /** @throws RangeError for an order that no buyer could place. */
  place(wanted: OrderToPlace): Order {
    const orderedAt = wanted.orderedAt ?? this.clock.now();
    const bundles = bundlesOf(wanted);
    const order: Order = {
      ordNo: this.numbers.order(orderedAt),
      orderedAt,
      paidAt: wanted.paidAt === undefined ? orderedAt : wanted.paidAt,
      visibleAt: wanted.visibleAt ?? orderedAt,
      buyer: wanted.buyer,
      memberNumber: this.numbers.member(wanted.buyer.name, wanted.buyer.tel),
      buyerAddress: wanted.receiver,
      receiver: wanted.receiver,
      memo: wanted.memo,
      lines: [],
    };
    const travel = bundles.map((positions) => ({
      positions,
      dlvNo: this.numbers.delivery(),
      bundleSerial: positions.length > 1 ? this.numbers.bundle() : 0,
    }));
    wanted.lines.forEach((product, position) => {
      const { dlvNo, bundleSerial } = travel.find(({ positions }) => positions.includes(position))!;
      this.#add(this.#newLine(order, product, position, { dlvNo, bundleSerial }, wanted));
    });
    this.orders.set(order.ordNo, order);
    return order;
  }

  line(ordNo: string, ordPrdSeq: string): Line | null {
    return this.orders.get(ordNo)?.lines.find((line) => String(line.seq) === ordPrdSeq) ?? null;
  }

  /** Every line of a delivery number; none for an unknown one. */
  delivery(dlvNo: string): readonly Line[] {
    return this.#deliveries.get(dlvNo) ?? [];
  }

  addClaim(claim: Claim): void {
    claim.line.claims.push(claim);
    this.claims.set(claim.number, claim);
  }

  /** The delivery number under which a courier's number was used before, if any. */
  userOfInvoice(courierCode: string, invoice: string): string | null {
    return this.#invoices.get(`${courierCode}/${invoice}`) ?? null;
  }

  useInvoice(courierCode: string, invoice: string, dlvNo: string): void {
    this.#invoices.set(`${courierCode}/${invoice}`, dlvNo);
  }

  #newLine(
    order: Order,
    product: LineToPlace,
    position: number,
    travel: Pick<Line, 'dlvNo' | 'bundleSerial'>,
    wanted: OrderToPlace,
  ): Line {
    const productNumber = this.numbers.product(product.productName);
    return {
      order,
      seq: position + 1,
      ...travel,
      product,
      productNumber,
      optionNumber: this.numbers.option(productNumber, product.optionName ?? ''),
      shippingFee: position === 0 ? wanted.shippingFee : 0,
      remoteShippingFee: position === 0 ? wanted.remoteShippingFee : 0,
      status: order.paidAt === null ? '102' : '202',
      canceledQuantity: 0,
      confirmedAt: null,
      dispatch: null,
      deliveredAt: null,
      purchaseConfirmedAt: null,
      claims: [],
    };
  }

  #add(line: Line): void {
    line.order.lines.push(line);
    this.lines.push(line);
    const delivery = this.#deliveries.get(line.dlvNo);
    if (delivery) delivery.push(line);
    else this.#deliveries.set(line.dlvNo, [line]);
  }
}

/** Positions by delivery: those asked for, and each line in none of them alone. */
function bundlesOf(wanted: OrderToPlace): (readonly number[])[] {
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
