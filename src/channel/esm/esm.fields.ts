import { parseAmount, type Amount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';

/**
 * Reading single fields of a wire record: undefined where the record does not carry the field, null where it carries nothing
 * in it. What is not of its kind is a fault that names the field and never shows its value, which may be personal.
 */
type Told<T> = T | null | undefined;

export const malformed = (what: string, cause?: unknown): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `ESM's answer cannot be read: ${what}`, { cause });

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Spellings differ in case between tables and samples: `BuyerID`, `BuyerId` (documented). */
export function valueOf(record: object, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name as keyof typeof record];
  const wanted = name.toLowerCase();
  const spelled = Object.keys(record).find((key) => key.length === wanted.length && key.toLowerCase() === wanted);
  return spelled === undefined ? undefined : record[spelled as keyof typeof record];
}

/** "" and blanks are nothing; text keeps its inner form and loses blanks around it. */
export function text<T extends object>(record: T, name: keyof T & string): Told<string> {
  const value = valueOf(record, name);
  if (value === undefined || value === null) return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw malformed(`${name} is no text`);
  return value.trim() === '' ? null : value.trim();
}

export function neededText<T extends object>(record: T, name: keyof T & string): string {
  const value = text(record, name);
  if (value === undefined || value === null) throw malformed(`${name} is missing`);
  return value;
}

/** Digits, as the numbers of orders, carts and groups are; 0 stands for none. */
export function numberOf<T extends object>(record: T, name: keyof T & string): Told<string> {
  const value = text(record, name);
  if (value === undefined || value === null) return value;
  if (!/^\d{1,20}$/.test(value)) throw malformed(`${name} is no number`);
  return /^0+$/.test(value) ? null : value;
}

export function neededNumber<T extends object>(record: T, name: keyof T & string): string {
  const value = numberOf(record, name);
  if (value === undefined || value === null) throw malformed(`${name} is missing`);
  return value;
}

/** How .NET writes a date that is none (documented in settlement). */
const NO_DATE = '0001-01-01';

export function instant<T extends object>(record: T, name: keyof T & string): Told<Instant> {
  const value = text(record, name);
  if (value === undefined || value === null) return value;
  if (value.startsWith(NO_DATE)) return null;
  const parsed = parseInstant(value);
  if (parsed === null) throw malformed(`${name} is no date`);
  return parsed;
}

/** Won: `"58800.0000"` is 58800. Null stays null: Auction sends it where there is no option price at all. */
export function amount<T extends object>(record: T, name: keyof T & string): Told<Amount> {
  const value = text(record, name);
  if (value === undefined || value === null) return value;
  try {
    return parseAmount(value);
  } catch (cause) {
    if (cause instanceof RangeError) throw malformed(`${name} is no amount in won`, cause);
    throw cause;
  }
}

/** The sum of amounts, of which a missing one is nothing; undefined, or null, where none of them is told. */
export function sumOf(...amounts: readonly Told<Amount>[]): Told<Amount> {
  const told = amounts.filter((one) => one !== undefined && one !== null);
  if (told.length > 0) return told.reduce((sum, one) => sum + one, 0);
  return amounts.includes(null) ? null : undefined;
}

export function count<T extends object>(record: T, name: keyof T & string): Told<number> {
  const value = text(record, name);
  if (value === undefined || value === null) return value;
  if (!/^\d{1,9}$/.test(value)) throw malformed(`${name} is no count`);
  return Number(value);
}

/** A list of objects; null is an empty one. */
export function list<T extends object, Item extends object>(record: T, name: keyof T & string): Told<readonly Item[]> {
  const value = valueOf(record, name);
  if (value === undefined) return undefined;
  if (value === null) return [];
  if (!Array.isArray(value) || !value.every(isRecord)) throw malformed(`${name} is no list`);
  return value as unknown as readonly Item[];
}
