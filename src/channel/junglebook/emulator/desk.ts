import type { Clock } from '../../../base/clock.js';
import { SECOND } from '../../../base/time.js';
import type { EmulatedGoods, EmulatedSupplierOrder, SupplierDesk, SupplierEvent } from '../../../sandbox/emulator.js';
import { Catalogue, plainGoods, type Goods } from './catalogue.js';
import { refuseClosedGoods, refuseUnfitGoods } from './goods-checks.js';
import { FIRST_CASH, LOGISTICS_CENTRE, MEMBER } from './member.js';
import { advanceOrder, settlePriceOf, truthOf, type Order, type OrderedItem } from './order.js';
import type { OrderItem, OrderRequest } from './order-request.js';
import { refusedFor } from './refusals.js';

/** Charged once where some goods have the usual delivery, in won. The seed shows 2500, a sample 3000. */
const USUAL_FEE = 3_000;

/** Types that a query may name differently since 2020-12. @evidence documented */
const QUERY_NAMES: Readonly<Record<string, string>> = { pettob: 'api' };

/** Everything the supplier holds. */
export class Desk implements SupplierDesk {
  readonly catalogue: Catalogue;
  /** In order of their numbers. */
  readonly #orders = new Map<string, Order>();
  readonly #byOaOrderNo = new Map<string, Order[]>();
  #lastNumber = 0;
  #cash = FIRST_CASH;

  constructor(private readonly clock: Clock) {
    this.catalogue = new Catalogue(clock);
  }

  /**
   * Takes an order, or acts as if: a test order is checked as any other and leaves nothing behind. Whatever its settle
   * kind, a test order counts as a bank transfer.
   * @throws Refused
   * @evidence documented
   */
  take(request: OrderRequest, isTest: boolean): Order {
    refuseClosedGoods(request.items, this.catalogue);
    this.#refuseDuplicate(request);
    refuseUnfitGoods(request.items, request.oaType, this.catalogue);
    const order = this.#orderOf(isTest ? { ...request, settleKind: 'a' } : request);
    if (isTest) return order;
    this.#orders.set(order.ordNo, order);
    const namesakes = this.#byOaOrderNo.get(order.oaOrderNo);
    if (namesakes) namesakes.push(order);
    else this.#byOaOrderNo.set(order.oaOrderNo, [order]);
    if (order.oaType !== 'opo') for (const item of order.items) this.catalogue.take(item.goodsNumber, item.quantity);
    return order;
  }

  /** An order that can't be paid stays taken, and unpaid. @evidence documented */
  payFromCash(order: Order): boolean {
    const price = settlePriceOf(order);
    if (price > this.#cash || !advanceOrder(order, { kind: 'PAY' }, this.#now())) return false;
    this.#cash -= price;
    return true;
  }

  /** By our number or the buyer's; of several of the same number the latest. @evidence assumed */
  find(number: string, oaType: string | undefined): Order | undefined {
    const wanted = oaType === undefined ? undefined : (QUERY_NAMES[oaType] ?? oaType);
    const byNumber = this.#orders.get(number);
    return [...(this.#byOaOrderNo.get(number) ?? []), ...(byNumber ? [byNumber] : [])].findLast(
      (order) => wanted === undefined || order.oaType === wanted,
    );
  }

  setGoods(goodsNumber: number, change: Partial<Omit<EmulatedGoods, 'goodsNumber'>>): void {
    this.catalogue.set(goodsNumber, change);
  }

  goods(): EmulatedGoods[] {
    return this.catalogue.all().map(plainGoods);
  }

  setCash(balance: number): void {
    this.#cash = balance;
  }

  cash(): number {
    return this.#cash;
  }

  advance(orderNumber: string, event: SupplierEvent): boolean {
    const order = this.#orders.get(orderNumber);
    return order !== undefined && advanceOrder(order, event, this.#now());
  }

  orders(): EmulatedSupplierOrder[] {
    return Array.from(this.#orders.values(), truthOf);
  }

  /** One of the same type and number was taken before, however long ago. @evidence assumed */
  #refuseDuplicate({ oaType, oaOrderNo }: OrderRequest): void {
    if (oaOrderNo === null) return;
    const before = this.#byOaOrderNo.get(oaOrderNo)?.find((order) => order.oaType === oaType);
    if (!before) return;
    const dupOrderData = { ordNo: before.ordNo, oaOrderNo, nameReceiver: before.receiver.name };
    throw refusedFor('105', { oaOrderNo, dupOrderData });
  }

  #orderOf(request: OrderRequest): Order {
    const ordNo = this.#nextNumber();
    const now = this.#now();
    const goods = request.items.map((item) => ({ ...item, goods: this.catalogue.find(item.goodsNumber)! }));
    return {
      ordNo,
      oaType: request.oaType,
      oaOrderNo: request.oaOrderNo ?? `A${ordNo}`,
      receiver: {
        ...(request.destination ?? { name: MEMBER.company, ...LOGISTICS_CENTRE }),
        tel: request.mobile,
        tel2: request.phone,
      },
      memo: request.memo,
      settleKind: request.settleKind,
      items: goods.map(orderedItem),
      goodsPrice: goods.reduce((sum, { goods: { price }, quantity }) => sum + price * quantity, 0),
      deliveryFee: deliveryFee(goods),
      deliveryType: deliveryType(goods),
      placedAt: now,
      status: 0,
      claim: 0,
      paidAt: null,
      shippedAt: null,
      changedAt: now,
      courierName: null,
      trackingNumbers: [],
    };
  }

  /** 13 digits that look like epoch milliseconds. @evidence documented */
  #nextNumber(): string {
    this.#lastNumber = Math.max(this.#lastNumber + 1, this.clock.now());
    return String(this.#lastNumber);
  }

  /** Whole seconds: the wire knows no finer. */
  #now(): number {
    return Math.floor(this.clock.now() / SECOND) * SECOND;
  }
}

type ItemWithGoods = OrderItem & { readonly goods: Goods };

const orderedItem = ({ goodsNumber, quantity, goods }: ItemWithGoods): OrderedItem => ({
  goodsNumber,
  quantity,
  name: goods.name,
  price: goods.price,
});

/** Islands' surcharge is not in it. @evidence assumed */
function deliveryFee(items: readonly ItemWithGoods[]): number {
  const own = items.reduce((sum, { goods: { delivery }, quantity }) => {
    if (delivery.type === 4) return sum + delivery.fee;
    return delivery.type === 5 ? sum + delivery.fee * quantity : sum;
  }, 0);
  return own + (items.some(({ goods }) => goods.delivery.type === 0) ? USUAL_FEE : 0);
}

/** The wording is nowhere shown. @evidence assumed */
function deliveryType(items: readonly ItemWithGoods[]): string {
  if (items.some(({ goods }) => goods.delivery.type === 3)) return '착불';
  return deliveryFee(items) === 0 ? '무료' : '선불';
}
