import { createHash } from 'node:crypto';
import type { Instant } from '../../../base/clock.js';
import { formatKst } from '../../../base/time.js';

const SERIES = {
  order: 10_000_000,
  productOrder: 40_000_000,
  package: 70_000_000,
  claim: 80_000_000,
} as const;

/**
 * Gives out numbers and codes; the same seed gives the same ones. Order and product order numbers have 16 digits, yyyyMMdd
 * and 8 more (documented); that package and claim numbers look alike is assumed.
 * @evidence documented
 */
export class Numbers {
  readonly #next = new Map<string, number>();
  readonly #offset: number;

  constructor(private readonly seed: number) {
    this.#offset = createHash('sha256').update(String(seed)).digest().readUInt32BE() % 1_000_000;
  }

  /** A 16-digit id of the Korean day of `at`. */
  id(kind: keyof typeof SERIES, at: Instant): string {
    return formatKst(at, 'yyyyMMdd') + String(SERIES[kind] + this.#offset + this.count(kind));
  }

  /** 1, 2, 3 … within a series. */
  count(series: string): number {
    const count = (this.#next.get(series) ?? 0) + 1;
    this.#next.set(series, count);
    return count;
  }

  /** Letters and digits that nobody guesses. */
  code(label: string, length: number): string {
    const digest = createHash('sha512').update(`${this.seed}:${label}`).digest('base64');
    return digest.replace(/[^A-Za-z0-9]/g, '').slice(0, length);
  }
}
