import type { Clock, Instant } from '../../../base/clock.js';
import { SECOND, formatKst } from '../../../base/time.js';
import type { EmulatedLine, LineRef, OrderToPlace, OutsideEvent, PlacedLine } from '../../../sandbox/emulator.js';
import { COURIERS } from './codes.js';
import {
  approveCancel,
  canceledQuantity,
  cancelStatus,
  dispatch,
  lapse,
  mayMove,
  openClaim,
  plainClaim,
  requestCancel,
  step,
  withdrawCancel,
  type Line,
} from './state.js';

/** Everything the mall holds. */
export class Shelf {
  readonly #lines = new Map<string, Line>();
  readonly #baskets = new Map<string, Line[]>();
  readonly #lastOfDay = new Map<string, number>();
  readonly #products = new Map<string, { number: string; options: Map<string, string> }>();

  constructor(
    private readonly clock: Clock,
    private readonly seed: number,
    readonly refundDelay: number,
  ) {}

  /** Now, in whole seconds: the wire knows no finer. */
  now(): Instant {
    return wholeSecond(this.clock.now());
  }

  find(orderNumber: string): Line | undefined {
    return this.#lines.get(orderNumber);
  }

  all(): IterableIterator<Line> {
    return this.#lines.values();
  }

  place(order: OrderToPlace): PlacedLine[] {
    const orderedAt = wholeSecond(order.orderedAt ?? this.clock.now());
    const paidAt = order.paidAt === undefined ? orderedAt : order.paidAt && wholeSecond(order.paidAt);
    const orderGroupNumber = this.#nextBasket(orderedAt);
    const basket = order.lines.map((goods, index): Line => ({
      orderNumber: `${orderGroupNumber}-${index + 1}`,
      orderGroupNumber,
      orderedAt,
      visibleAt: order.visibleAt ?? orderedAt,
      buyer: order.buyer,
      memo: order.memo,
      goods,
      ...this.#numbersOf(goods.productName, goods.optionName),
      shippingFee: index === 0 ? order.shippingFee : 0,
      remoteShippingFee: index === 0 ? order.remoteShippingFee : 0,
      claims: [],
      status: paidAt === null ? 'UNPAID' : 'PAID',
      paidAt,
      receiver: order.receiver,
      courierCode: null,
      trackingNumber: null,
    }));
    this.#baskets.set(orderGroupNumber, basket);
    for (const line of basket) this.#lines.set(line.orderNumber, line);
    return basket.map(placedLine);
  }

  happen(ref: LineRef, event: OutsideEvent): boolean {
    const line = ref.lineNumber === null ? this.#lines.get(ref.orderNumber) : undefined;
    if (!line) return false;
    switch (event.kind) {
      case 'PAY':
        return this.#pay(line);
      case 'LAPSE':
        return this.#wholeBasket(line, (each) => lapse(each, this.now()));
      case 'CHANGE_ADDRESS':
        return mayMove(line) && this.#wholeBasket(line, (each) => move(each, event.receiver));
      case 'REQUEST_CANCEL':
        return requestCancel(line, event.quantity, event.reason, this.now());
      case 'WITHDRAW_CANCEL':
        return withdrawCancel(line);
      case 'MARKETPLACE_APPROVES_CANCEL':
        return approveCancel(line, this.now(), this.refundDelay);
      case 'CONFIRM':
        return step(line, 'PAID', 'CONFIRMED');
      case 'DISPATCH':
        return COURIERS.includes(event.courierCode) && dispatch(line, event.courierCode, event.trackingNumber);
      case 'DELIVER':
        return step(line, 'SHIPPING', 'DELIVERED');
      case 'CONFIRM_PURCHASE':
        return step(line, 'DELIVERED', 'PURCHASE_CONFIRMED');
    }
  }

  truth(): EmulatedLine[] {
    return Array.from(this.#lines.values(), (line) => truthOf(line, this.now()));
  }

  /** A basket is paid as one. @evidence assumed */
  #pay(line: Line): boolean {
    return this.#wholeBasket(line, (each) => {
      if (!step(each, 'UNPAID', 'PAID')) return false;
      each.paidAt = this.now();
      return true;
    });
  }

  /** Does it to every line of the basket that allows it. */
  #wholeBasket(line: Line, act: (line: Line) => boolean): boolean {
    return (this.#baskets.get(line.orderGroupNumber) ?? []).filter(act).length > 0;
  }

  /** Rising within a day, with gaps, since other shops of the mall sell too. @evidence documented */
  #nextBasket(orderedAt: Instant): string {
    const day = formatKst(orderedAt, 'yyyyMMdd');
    const last = this.#lastOfDay.get(day) ?? 0;
    const number = last + 1 + ((this.seed + last * 7 + Number(day)) % 13);
    this.#lastOfDay.set(day, number);
    return `M${day}-${String(number).padStart(6, '0')}`;
  }

  #numbersOf(productName: string, optionName: string | null): Pick<Line, 'productNumber' | 'productOptionNumber'> {
    let product = this.#products.get(productName);
    if (!product) {
      product = { number: String(31 + this.#products.size), options: new Map() };
      this.#products.set(productName, product);
    }
    if (optionName === null) return { productNumber: product.number, productOptionNumber: null };
    let option = product.options.get(optionName);
    if (!option) {
      option = `${product.number}-${String(product.options.size + 1).padStart(2, '0')}`;
      product.options.set(optionName, option);
    }
    return { productNumber: product.number, productOptionNumber: option };
  }
}

const wholeSecond = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND;

function move(line: Line, receiver: Line['receiver']): boolean {
  if (!mayMove(line)) return false;
  line.receiver = receiver;
  return true;
}

const placedLine = (line: Line): PlacedLine => ({
  orderNumber: line.orderNumber,
  lineNumber: null,
  bundleNumber: null,
  checkoutNumber: line.orderGroupNumber,
});

function truthOf(line: Line, now: Instant): EmulatedLine {
  const latest = line.claims.at(-1);
  return {
    ...placedLine(line),
    nativeStatus: latest ? `${line.status}/${cancelStatus(latest, now)}` : line.status,
    openCancelQuantity: openClaim(line)?.quantity ?? null,
    orderedQuantity: line.goods.quantity,
    canceledQuantity: canceledQuantity(line),
    orderedAt: line.orderedAt,
    paidAt: line.paidAt,
    receiver: line.receiver,
    courierCode: line.courierCode,
    trackingNumber: line.trackingNumber,
    cancellations: line.claims.map(plainClaim),
  };
}
