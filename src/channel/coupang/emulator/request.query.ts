import type { Span } from '../../../base/span.js';
import { DAY, parseInstant } from '../../../base/time.js';
import { badRequest } from './replies.js';

/** How a date of a query is written. */
export interface DateForm {
  readonly pattern: RegExp;
  readonly example: string;
  /** A day stands for all of it, the end included; a minute for its first instant. */
  readonly isDay: boolean;
}

export const day: DateForm = { pattern: /^\d{4}-\d{2}-\d{2}$/, example: 'yyyy-MM-dd', isDay: true };

export const minute: DateForm = {
  pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/,
  example: 'yyyy-MM-ddTHH:mm',
  isDay: false,
};

/** The international edition adds an offset, which some clients still leave out. */
const withOffset = (form: DateForm): DateForm => ({
  ...form,
  pattern: new RegExp(form.pattern.source.replace(/\$$/, '([+-]\\d{2}:\\d{2})?$')),
  example: form.example + '+09:00',
});

export const dayWithOffset = withOffset(day);
export const minuteWithOffset = withOffset(minute);

/** The parameters of a raw query string. Unknown ones are not looked at. */
export class Query {
  readonly #values: URLSearchParams;

  constructor(raw: string) {
    this.#values = new URLSearchParams(raw);
  }

  /** Undefined where it is missing or empty. */
  text(name: string): string | undefined {
    return this.#values.get(name) || undefined;
  }

  /**
   * The wording is documented for dateFrom and dateTo of returnWithdrawRequests.
   * @evidence assumed
   */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw badRequest(`Required String parameter '${name}' is not present`);
    return value;
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const choice = choices.find((each) => each === value);
    if (choice === undefined) throw invalidParameter(name, `one of ${choices.join(', ')}`);
    return choice;
  }

  digits(name: string): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !/^\d+$/.test(value)) throw invalidParameter(name, 'a number');
    return value;
  }

  /** How many rows a page may have: 1 to `most`. */
  pageSize(name: string, most: number): number {
    const size = Number(this.text(name) ?? most);
    if (!Number.isInteger(size) || size < 1 || size > most) throw invalidParameter(name, `1 to ${most}`);
    return size;
  }

  /** createdAtFrom and createdAtTo, half-open; a last day is in it as a whole. */
  createdAt(form: DateForm): Span {
    const start = dateOf(this.required('createdAtFrom'), 'createdAtFrom', form);
    const end = dateOf(this.required('createdAtTo'), 'createdAtTo', form);
    if (end < start) throw invalidParameter('createdAtTo', 'a date not before createdAtFrom');
    return { start, end: form.isDay ? end + DAY : end };
  }
}

function dateOf(text: string, name: string, form: DateForm): number {
  const instant = form.pattern.test(text) ? parseInstant(text) : null;
  if (instant === null) throw invalidParameter(name, `a date as ${form.example}`);
  return instant;
}

/**
 * The documentation says that the message names the field, not how.
 * @evidence assumed
 */
const invalidParameter = (name: string, expected: string): Error =>
  badRequest(`Parameter '${name}' is not valid: expected ${expected}`);
