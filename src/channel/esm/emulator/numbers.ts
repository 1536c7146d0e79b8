import { createHash } from 'node:crypto';
import type { Site } from './site.js';

type Series = keyof Site['firstNumbers'];

/** Gives out numbers of ten digits and codes; the same seed gives the same ones. @evidence documented */
export class Numbers {
  readonly #next = new Map<Series, number>();
  readonly #offset: number;

  constructor(
    private readonly site: Site,
    private readonly seed: number,
  ) {
    this.#offset = createHash('sha256').update(String(seed)).digest().readUInt32BE() % 10_000_000;
  }

  next(series: Series): number {
    const number = this.#next.get(series) ?? this.site.firstNumbers[series] + this.#offset;
    this.#next.set(series, number + 1);
    return number;
  }

  /** Small letters that nobody guesses, the same for the same label. */
  letters(label: string, length: number): string {
    const digest = createHash('sha256').update(`${this.seed}:${label}`).digest();
    return Array.from(digest.subarray(0, length), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
  }
}
