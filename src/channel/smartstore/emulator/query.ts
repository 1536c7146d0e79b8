import type { Instant } from '../../../base/clock.js';
import { DAY } from '../../../base/time.js';
import { readInstant } from './instants.js';
import { badParameter, orderRefusal } from './refusals.js';

/** Parameters of a query string; '+' is a space there, so an unescaped `+09:00` is no date. */
export class Query {
  readonly #values: URLSearchParams;

  constructor(query: string) {
    this.#values = new URLSearchParams(query);
  }

  /** Empty counts as absent. @evidence assumed */
  text(name: string): string | null {
    return this.#values.get(name) || null;
  }

  /** @evidence assumed */
  oneOf<T extends string>(name: string, words: readonly T[]): T | null {
    const text = this.text(name);
    return text === null ? null : known(name, text, words);
  }

  /** A list comes as `a=X&a=Y` or `a=X,Y`; which of them the marketplace means is not stated. @evidence assumed */
  someOf<T extends string>(name: string, words: readonly T[]): ReadonlySet<T> | null {
    const texts = this.#values.getAll(name).flatMap((value) => value.split(','));
    const given = texts.filter((text) => text !== '');
    return given.length === 0 ? null : new Set(given.map((text) => known(name, text, words)));
  }

  /** @evidence documented */
  whole(name: string, range: { readonly from: number; readonly to: number; readonly absent: number }): number {
    const text = this.text(name);
    if (text === null) return range.absent;
    if (!/^\d{1,9}$/.test(text)) throw badParameter('typeMismatch', name);
    const value = Number(text);
    if (value < range.from || value > range.to) throw badParameter('Range', name);
    return value;
  }

  /** @evidence assumed */
  flag(name: string): boolean | null {
    const text = this.oneOf(name, ['true', 'false']);
    return text === null ? null : text === 'true';
  }

  /**
   * A window, both ends inclusive; without an end it is 24 hours long. A longer one is refused with 104139 and one that
   * ends before it starts with 4000 (both the sheet's reading), a date in another form too.
   * @evidence assumed
   */
  window(fromName: string, toName: string): { readonly from: Instant; readonly to: Instant } {
    const from = this.#date(fromName);
    if (from === null) throw badParameter('NotNull', fromName);
    const to = this.#date(toName) ?? from + DAY;
    if (to < from) throw badParameter('Range', toName);
    if (to - from > DAY) throw orderRefusal('104139');
    return { from, to };
  }

  #date(name: string): Instant | null {
    const text = this.text(name);
    if (text === null) return null;
    const instant = readInstant(text);
    if (instant === null) throw badParameter('typeMismatch', name);
    return instant;
  }
}

function known<T extends string>(name: string, text: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw badParameter('typeMismatch', name);
  return word;
}
