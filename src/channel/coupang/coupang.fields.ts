import type { Amount } from '../../base/amount.js';
import { parseAmount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import type { WireId, WireMoney, WireOrderItem } from './coupang.wire.js';

/** Reads single values of Coupang's records; each throws a RangeError for what is not of its kind. */

export const idOf = (id: WireId): string => String(id);

/** Text as it came; "", blanks, null and missing are all "nothing". */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null;

/** v4 sends Korean wall-clock times without an offset, v5/v6 times with one. */
export function instantOf(value: unknown, field: string): Instant | null {
  const text = textOf(value);
  if (text === null) return null;
  const instant = parseInstant(text);
  if (instant === null) throw new RangeError(`${field} is no time`);
  return instant;
}

export function countOf(value: unknown, field: string): number {
  const text = textOf(value);
  if (text === null) return 0;
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${field} is no count`);
  return Number(text);
}

/** Nothing of the line is left: by its flag, or because all of it was canceled bit by bit. */
export function isCanceledLine({ canceled, cancelCount, shippingCount }: WireOrderItem): boolean {
  const ordered = countOf(shippingCount, 'shippingCount');
  return canceled === true || (ordered > 0 && countOf(cancelCount, 'cancelCount') >= ordered);
}

export const currencyOf = (money: WireMoney | null | undefined): string | null =>
  typeof money === 'object' && money !== null ? (textOf(money.currencyCode) ?? null) : null;

/** @returns null where there is none; what v4 sends is won. */
export function amountOf(money: WireMoney | null | undefined): Amount | null {
  if (money === null || money === undefined || money === '') return null;
  if (typeof money !== 'object') return parseAmount(money);
  const units = String(money.units ?? 0);
  const nanos = String(money.nanos ?? 0);
  const sign = units.startsWith('-') || nanos.startsWith('-') ? '-' : '';
  const fraction = nanos.replace('-', '').padStart(9, '0');
  return parseAmount(`${sign}${units.replace('-', '')}.${fraction}`, currencyOf(money) ?? 'KRW');
}

/** The sum of amounts, of which a missing one is nothing; undefined where the answer carries none of the fields. */
export function sumOf(...amounts: readonly (WireMoney | null | undefined)[]): Amount | undefined {
  if (amounts.every((money) => money === undefined)) return undefined;
  const sum = amounts.reduce<number>((total, money) => total + (amountOf(money) ?? 0), 0);
  // Rounded to the finest unit that an amount may have, since adding fractions leaves dust.
  return Number(sum.toFixed(4));
}

const KOREA = '+82';

/** v5/v6 phones are E.164 (documented; the form of Korean safe numbers is assumed): written as v4 and people write them. */
export function phoneOf(value: unknown): string | null {
  const text = textOf(value);
  if (!text?.startsWith(KOREA)) return text;
  const digits = '0' + text.slice(KOREA.length).replace(/[\s-]/g, '');
  if (/^05\d{10}$/.test(digits)) return `${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;
  if (/^01\d{9}$/.test(digits)) return `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
  return digits;
}
