import { parseAmount, type Amount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';

/** What is not there stays undefined (not carried), null and blank text become null (carried, and empty). */
type Read<T> = T | null | undefined;

/** Words for yes and no that home-made malls use, in any case (assumed). */
const YES: ReadonlySet<string> = new Set(['true', '1', 'y', 'success']);
const NO: ReadonlySet<string> = new Set(['false', '0', 'n', 'fail']);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer that is not what the contract says; without its content, which may be personal. */
export const malformed = (what: string): ChannelFault => new ChannelFault(ErrorCode.CHANNEL_MALFORMED, what);

/** Text, or a number's digits. */
export function readText<Row extends object>(row: Row, name: keyof Row & string): Read<string> {
  const value: unknown = row[name];
  if (value === undefined || value === null) return value;
  if (typeof value !== 'string' && typeof value !== 'number') throw malformed(`${name} is not text`);
  const text = String(value).trim();
  return text === '' ? null : text;
}

export function readInstant<Row extends object>(row: Row, name: keyof Row & string): Read<Instant> {
  const text = readText(row, name);
  if (text === undefined || text === null) return text;
  const instant = parseInstant(text);
  if (instant === null) throw malformed(`${name} is not a date`);
  return instant;
}

export function readWon<Row extends object>(row: Row, name: keyof Row & string): Read<Amount> {
  const text = readText(row, name);
  if (text === undefined || text === null) return text;
  try {
    return parseAmount(text);
  } catch {
    throw malformed(`${name} is not an amount of won`);
  }
}

/** A whole number, zero or more. */
export function readCount<Row extends object>(row: Row, name: keyof Row & string): Read<number> {
  const text = readText(row, name);
  if (text === undefined || text === null) return text;
  if (!/^\d{1,9}(\.0+)?$/.test(text)) throw malformed(`${name} is not a count`);
  return Number(text);
}

export function readFlag<Row extends object>(row: Row, name: keyof Row & string): Read<boolean> {
  const value: unknown = row[name];
  if (value === undefined || value === null || value === '') return value === '' ? null : value;
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw malformed(`${name} is neither yes nor no`);
}

/** Whether a value says yes; all else is no. */
export const isYes = (value: unknown): boolean => YES.has(String(value).trim().toLowerCase());
