import { parseAmount, type Amount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';

/**
 * Reading single fields of a wire record. Missing, null and "" are the same: there is none. Anything that is not what the
 * documentation says is a fault that names the field and never shows its value, which may be personal.
 */
type Part<T> = T | null | undefined;

export const malformed = (what: string, cause?: unknown): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `SmartStore's answer cannot be read: ${what}`, { cause });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function text<T extends object>(part: Part<T>, name: keyof T & string): string | null {
  const value: unknown = part?.[name];
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw malformed(`${name} is no text`);
  return value.trim() === '' ? null : value;
}

export function neededText<T extends object>(part: Part<T>, name: keyof T & string): string {
  const value = text(part, name);
  if (value === null) throw malformed(`${name} is missing`);
  return value;
}

export function instant<T extends object>(part: Part<T>, name: keyof T & string): Instant | null {
  const value = text(part, name);
  if (value === null) return null;
  const parsed = parseInstant(value);
  if (parsed === null) throw malformed(`${name} is no date`);
  return parsed;
}

/** @returns won. */
export function amount<T extends object>(part: Part<T>, name: keyof T & string): Amount | null {
  const value = text(part, name);
  if (value === null) return null;
  try {
    return parseAmount(value);
  } catch (cause) {
    if (cause instanceof RangeError) throw malformed(`${name} is no amount in won`);
    throw cause;
  }
}

export function quantity<T extends object>(part: Part<T>, name: keyof T & string): number | null {
  const value = text(part, name);
  if (value === null) return null;
  if (!/^\d{1,9}$/.test(value)) throw malformed(`${name} is no quantity`);
  return Number(value);
}

/** A nested object; null where it is left out. */
export function block<T extends object, K extends keyof T & string>(part: Part<T>, name: K): NonNullable<T[K]> | null {
  const value: unknown = part?.[name];
  if (value === undefined || value === null || value === '') return null;
  if (!isObject(value)) throw malformed(`${name} is no object`);
  return value as NonNullable<T[K]>;
}
