import type { Clock } from '../../../base/clock.js';
import { formatKst } from '../../../base/time.js';
import type { EmulatedGoods } from '../../../sandbox/emulator.js';
import { SEEDED_GOODS } from './goods-seed.js';

export interface Goods extends EmulatedGoods {
  readonly categoryCode: string;
  readonly categoryName: string;
  readonly origin: string;
  readonly maker: string;
  readonly brand: string;
  /** Prices that the supplier proposes to its buyers, in won. */
  readonly suggestedPrice: number;
  readonly retailPrice: number;
  readonly detail: string;
  readonly image: string;
  readonly delivery: Delivery;
  /** Sold out, or nothing left. */
  readonly isRunOut: boolean;
  readonly registeredDay: string;
  readonly updatedDay: string;
}

/** How goods are charged for their way: once an order, never, by the receiver, once for the goods, or for each piece. */
export interface Delivery {
  readonly type: 0 | 1 | 3 | 4 | 5;
  readonly title: string;
  readonly fee: number;
}

export const USUAL_DELIVERY: Delivery = { type: 0, title: '기본', fee: 0 };

/** What a shop owner says of goods; the rest follows. */
export interface GoodsEntry extends Partial<Omit<EmulatedGoods, 'goodsNumber'>> {
  readonly delivery?: Delivery;
}

const REGISTERED_DAY = '2020-01-10';

/** What the supplier sells. */
export class Catalogue {
  readonly #goods = new Map<number, Goods>();

  constructor(private readonly clock: Clock) {
    for (const [goodsNumber, entry] of SEEDED_GOODS) this.set(goodsNumber, entry);
  }

  find(goodsNumber: number): Goods | undefined {
    return this.#goods.get(goodsNumber);
  }

  /** By number. */
  all(): Goods[] {
    return [...this.#goods.values()].sort((a, b) => a.goodsNumber - b.goodsNumber);
  }

  set(goodsNumber: number, entry: GoodsEntry): void {
    const before = this.#goods.get(goodsNumber);
    const plain: EmulatedGoods = { ...plainGoods(before ?? usualGoods(goodsNumber)), ...entry, goodsNumber };
    this.#goods.set(goodsNumber, {
      ...plain,
      categoryCode: '032001001',
      categoryName: '고양이|사료|브랜드사료',
      origin: '국산',
      maker: '견본제조',
      brand: '견본브랜드',
      suggestedPrice: Math.ceil((plain.price * 1.25) / 10) * 10,
      retailPrice: Math.ceil((plain.price * 1.5) / 1_000) * 1_000,
      detail: `<img src="http://img.example.test/desc/${goodsNumber}.png">`,
      image: `http://img.example.test/goods/${goodsNumber}_l.png`,
      delivery: entry.delivery ?? before?.delivery ?? USUAL_DELIVERY,
      isRunOut: plain.isSoldOut || plain.stock === 0,
      registeredDay: before?.registeredDay ?? REGISTERED_DAY,
      updatedDay: formatKst(this.clock.now(), 'yyyy-MM-dd'),
    });
  }

  take(goodsNumber: number, quantity: number): void {
    const goods = this.#goods.get(goodsNumber);
    if (goods) this.set(goodsNumber, { stock: Math.max(0, goods.stock - quantity) });
  }
}

const usualGoods = (goodsNumber: number): EmulatedGoods => ({
  goodsNumber,
  name: `견본 상품 ${goodsNumber}`,
  price: 10_000,
  stock: 100,
  isSoldOut: false,
  restockDate: null,
  isOpen: true,
  isRestricted: false,
  needsOption: false,
  packageUnit: 10,
  isSoldByPackage: false,
  leastQuantity: 1,
  mostQuantity: null,
});

export const plainGoods = (goods: EmulatedGoods): EmulatedGoods => ({
  goodsNumber: goods.goodsNumber,
  name: goods.name,
  price: goods.price,
  stock: goods.stock,
  isSoldOut: goods.isSoldOut,
  restockDate: goods.restockDate,
  isOpen: goods.isOpen,
  isRestricted: goods.isRestricted,
  needsOption: goods.needsOption,
  packageUnit: goods.packageUnit,
  isSoldByPackage: goods.isSoldByPackage,
  leastQuantity: goods.leastQuantity,
  mostQuantity: goods.mostQuantity,
});
