import { parseAmount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import { units, type Units } from './cafe24.money.js';

/**
 * Reading single fields of a wire record. Missing, null, "" and blanks are the same: there is none. Anything that is not what
 * the documentation says is a fault that names the field and never shows its value, which may be personal.
 */
type Part<T> = T | null | undefined;

export const malformed = (what: string, cause?: unknown): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `Cafe24's answer cannot be read: ${what}`, { cause });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Trimmed: some values end in a blank (observed). */
export function text<T extends object>(part: Part<T>, name: keyof T & string): string | null {
  const value: unknown = part?.[name];
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw malformed(`${name} is no text`);
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

export function neededText<T extends object>(part: Part<T>, name: keyof T & string): string {
  const value = text(part, name);
  if (value === null) throw malformed(`${name} is missing`);
  return value;
}

/** `0000-00-00` is none (observed). */
export function instant<T extends object>(part: Part<T>, name: keyof T & string): Instant | null {
  const value = text(part, name);
  if (value === null || value.startsWith('0000-00-00')) return null;
  const parsed = parseInstant(value);
  if (parsed === null) throw malformed(`${name} is no date`);
  return parsed;
}

/** An amount in the given currency, for calculating with. */
export function money<T extends object>(part: Part<T>, name: keyof T & string, currency: string): Units | null {
  const value = text(part, name);
  if (value === null) return null;
  try {
    return units(parseAmount(value, currency), value);
  } catch (cause) {
    if (cause instanceof RangeError) throw malformed(`${name} is no amount in ${currency}`);
    throw cause;
  }
}

export function quantity<T extends object>(part: Part<T>, name: keyof T & string): number | null {
  const value = text(part, name);
  if (value === null) return null;
  if (!/^\d{1,9}$/.test(value)) throw malformed(`${name} is no quantity`);
  return Number(value);
}

export function neededQuantity<T extends object>(part: Part<T>, name: keyof T & string): number {
  const value = quantity(part, name);
  if (value === null) throw malformed(`${name} is missing`);
  return value;
}

/** A list; empty where it is left out or null. */
export function list<T extends object, K extends keyof T & string>(
  part: Part<T>,
  name: K,
): NonNullable<T[K]> & readonly unknown[] {
  const value: unknown = part?.[name] ?? [];
  if (!Array.isArray(value)) throw malformed(`${name} is no list`);
  return value as NonNullable<T[K]> & readonly unknown[];
}

/** A list of texts as one, and a lone text as it is; for keeping beside an order. */
export function texts<T extends object>(part: Part<T>, name: keyof T & string): string[] {
  const value: unknown = part?.[name] ?? [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string').map((one) => one.trim());
}
