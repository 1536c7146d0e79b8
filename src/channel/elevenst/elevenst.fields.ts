import type { Amount } from '../../base/amount.js';
import { parseAmount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { Row } from './elevenst.wire.js';

/*
 * Each reader answers undefined where the row does not carry the field, null where it is carried and empty, and a
 * CHANNEL_MALFORMED fault, naming the field and never its value, where the value cannot be read.
 */

/** An empty element and the text `null` both mean "none". Observed (fact sheet section 7, 5). */
export function textOf(row: Row, field: string): string | null | undefined {
  const text = row[field]?.trim();
  return text === '' || text === 'null' ? null : text;
}

export function instantOf(row: Row, field: string): Instant | null | undefined {
  return converted(row, field, parseInstant);
}

export function amountOf(row: Row, field: string): Amount | null | undefined {
  return converted(row, field, (text) => {
    try {
      return parseAmount(text);
    } catch {
      return null;
    }
  });
}

/** The first of the fields that has an amount; else null where one at least is carried. */
export function firstAmountOf(row: Row, fields: readonly string[]): Amount | null | undefined {
  let found: Amount | null | undefined;
  for (const field of fields) {
    const amount = amountOf(row, field);
    if (typeof amount === 'number') return amount;
    if (amount === null) found = null;
  }
  return found;
}

export function countOf(row: Row, field: string): number | null | undefined {
  return converted(row, field, (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null));
}

const FEWEST_DIGITS_OF_A_NUMBER = 7;

/** What is left of a form without a number (`02--`, `--`) is none. Observed (fact sheet 4.0, `ordTlphnNo`). */
export function telOf(row: Row, field: string): string | null | undefined {
  const text = textOf(row, field);
  return text && text.replace(/\D/g, '').length < FEWEST_DIGITS_OF_A_NUMBER ? null : text;
}

/** An id that every row of its kind has. */
export function idOf(row: Row, field: string): string {
  const text = textOf(row, field);
  if (text && /^\d+$/.test(text)) return text;
  throw unreadable(field);
}

/** Leaves out what is not carried, so that spreading one record over another clears nothing. */
export function carried<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

function converted<T>(row: Row, field: string, convert: (text: string) => T | null): T | null | undefined {
  const text = textOf(row, field);
  if (text === null || text === undefined) return text;
  const value = convert(text);
  if (value === null) throw unreadable(field);
  return value;
}

const unreadable = (field: string): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `11st sent a row whose ${field} cannot be read`);
