import { parseAmount, type Amount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';

/** Words for yes and no, in any case (assumed; the document says boolean). */
const YES: ReadonlySet<string> = new Set(['true', '1', 'y']);
const NO: ReadonlySet<string> = new Set(['false', '0', 'n']);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer that is not what the document says; without its content, which may be personal. */
export const malformed = (what: string): ChannelFault => new ChannelFault(ErrorCode.CHANNEL_MALFORMED, what);

/** Text, or a number's digits; null for what is missing or blank. */
export function readText<Row extends object>(row: Row, name: keyof Row & string): string | null {
  const value: unknown = row[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw malformed(`${name} is not text`);
  const text = String(value).trim();
  return text === '' ? null : text;
}

export function needText<Row extends object>(row: Row, name: keyof Row & string): string {
  const text = readText(row, name);
  if (text === null) throw malformed(`a row of the answer has no ${name}`);
  return text;
}

/** @returns null for what is no date that exists. */
export function readInstant<Row extends object>(row: Row, name: keyof Row & string): Instant | null {
  const text = readText(row, name);
  return text === null ? null : parseInstant(text);
}

export function readWon<Row extends object>(row: Row, name: keyof Row & string): Amount | null {
  const text = readText(row, name);
  if (text === null) return null;
  try {
    return parseAmount(text);
  } catch {
    throw malformed(`${name} is not an amount of won`);
  }
}

/** A whole number, zero or more. */
export function readCount<Row extends object>(row: Row, name: keyof Row & string): number | null {
  const text = readText(row, name);
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw malformed(`${name} is not a count`);
  return Number(text);
}

export function readFlag<Row extends object>(row: Row, name: keyof Row & string): boolean | null {
  const value: unknown = row[name];
  if (value === undefined || value === null || value === '') return null;
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw malformed(`${name} is neither yes nor no`);
}

/** The objects of a list; none where there is null instead. */
export function readList<Row extends object, Name extends keyof Row & string>(
  row: Row,
  name: Name,
): readonly (NonNullable<Row[Name]> extends readonly (infer Item)[] ? Item : never)[] {
  const value: unknown = row[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw malformed(`${name} is not a list of objects`);
  return value as never;
}

/** An object inside of a row; an empty one where there is none. */
export function readPart<Row extends object, Name extends keyof Row & string>(
  row: Row,
  name: Name,
): NonNullable<Row[Name]> {
  const value: unknown = row[name] ?? {};
  if (!isObject(value)) throw malformed(`${name} is no object`);
  return value as NonNullable<Row[Name]>;
}
