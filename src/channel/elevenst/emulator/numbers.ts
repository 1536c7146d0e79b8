import type { Instant } from '../../../base/clock.js';
import { formatKst } from '../../../base/time.js';

/**
 * Every number the marketplace gives out: the same ones for the same seed and the same sequence of orders. Lengths are
 * those of real payloads (observed): order 8 + 9 digits, delivery 10, bundle 7, claim 9, product 10, option 11, member 8.
 */
export class Numbers {
  readonly #random: () => number;
  readonly #last = new Map<string, number>();
  readonly #known = new Map<string, number>();

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  order(orderedAt: Instant): string {
    return formatKst(orderedAt, 'yyyyMMdd') + String(this.#next('order', 40_000_000, 900)).padStart(9, '0');
  }

  delivery(): string {
    return String(this.#next('delivery', 2_681_000_000, 900));
  }

  bundle(): number {
    return this.#next('bundle', 4_500_000, 90);
  }

  claim(): number {
    return this.#next('claim', 120_340_000, 900);
  }

  /** The same number for the same product each time. */
  product(name: string): number {
    return this.#lasting('product', name, 8_801_234_500);
  }

  option(product: number, option: string): number {
    return this.#lasting('option', `${product}\n${option}`, 44_100_000_000);
  }

  member(name: string, tel: string): number {
    return this.#lasting('member', `${name}\n${tel}`, 90_000_000);
  }

  #lasting(kind: string, key: string, first: number): number {
    const known = this.#known.get(`${kind}\n${key}`);
    if (known !== undefined) return known;
    const number = this.#next(kind, first, 9);
    this.#known.set(`${kind}\n${key}`, number);
    return number;
  }

  /** Rises by 1 to `step`, so that no number comes twice and neighbours can't be guessed by adding one. */
  #next(kind: string, first: number, step: number): number {
    const next = (this.#last.get(kind) ?? first) + 1 + Math.floor(this.#random() * step);
    this.#last.set(kind, next);
    return next;
  }
}

/** A small generator of numbers in [0, 1), enough to make ids look unalike. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
