import type { Instant } from '../../../base/clock.js';
import { DAY, parseInstant } from '../../../base/time.js';
import { badAddress, invalid, missing } from './replies.js';

const MOST_VALUES = 100;
const A_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Both ends are Korean days, the last one included; so half-open up to the midnight after it. */
export interface Days {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Parameters of a query string. A plus is a plus there, a blank is %20 (observed); a parameter that nobody asks for is
 * ignored.
 * @evidence observed
 */
export class Query {
  readonly #values = new Map<string, string>();

  constructor(readonly text: string) {
    for (const part of text.split('&')) {
      const mark = part.indexOf('=');
      if (mark > 0) this.#values.set(decoded(part.slice(0, mark)), decoded(part.slice(mark + 1)));
    }
  }

  /** Empty counts as absent. @evidence assumed */
  get(name: string): string | null {
    return this.#values.get(name) || null;
  }

  /** Up to 100 values, parted by commas; null where absent. @evidence documented */
  list(name: string): readonly string[] | null {
    const values =
      this.get(name)
        ?.split(',')
        .map((value) => value.trim()) ?? null;
    if (values && values.length > MOST_VALUES) throw invalid(name);
    return values;
  }

  /** A list of known words alone. @evidence documented */
  wordsOf<T extends string>(name: string, words: readonly T[]): ReadonlySet<T> | null {
    const values = this.list(name);
    return values && new Set(values.map((value) => known(name, value, words)));
  }

  oneOf<T extends string>(name: string, words: readonly T[]): T | null {
    const value = this.get(name);
    return value === null ? null : known(name, value, words);
  }

  /** Outside of its range a number is refused, not cut. @evidence assumed */
  whole(name: string, range: { readonly from: number; readonly to: number; readonly absent: number }): number {
    const value = this.get(name);
    if (value === null) return range.absent;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (!(number >= range.from && number <= range.to)) throw invalid(name);
    return number;
  }

  /** start_date and end_date, both or none; days alone, no times. @evidence documented */
  days(isRequired: boolean): Days | null {
    const start = this.get('start_date');
    const end = this.get('end_date');
    if (start === null && end === null && !isRequired) return null;
    if (start === null) throw missing('start_date');
    if (end === null) throw missing('end_date');
    const from = dayOf('start_date', start);
    const last = dayOf('end_date', end);
    if (last < from) throw invalid('end_date');
    return { from, until: last + DAY };
  }

  /** The query with some parameters replaced, as links need it. */
  with(changes: Readonly<Record<string, string>>): string {
    const kept = this.text.split('&').filter((part) => part !== '' && !Object.hasOwn(changes, part.split('=')[0]!));
    return [...kept, ...Object.entries(changes).map(([name, value]) => `${name}=${value}`)].join('&');
  }
}

function dayOf(name: string, text: string): Instant {
  const day = A_DATE.test(text) ? parseInstant(text) : null;
  if (day === null) throw invalid(name);
  return day;
}

function known<T extends string>(name: string, text: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw invalid(name);
  return word;
}

/** @throws Refused 400 for a broken escape. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badAddress();
  }
}
