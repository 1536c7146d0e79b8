import type { Amount } from '../../base/amount.js';
import { parseAmount } from '../../base/amount.js';
import type { Instant } from '../../base/clock.js';
import { parseInstant } from '../../base/time.js';

/**
 * Readers that never throw: an order that was taken must not be lost for a field that can't be read. Such a field is null;
 * the raw record has it.
 */

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text, or a number's digits; null for nothing and blanks. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' ? null : text;
}

/** Won as text or number. */
export function wonOf(value: unknown): Amount | null {
  const text = textOf(value);
  if (text === null) return null;
  try {
    return parseAmount(text);
  } catch {
    return null;
  }
}

/** A whole number; stock may be below zero. */
export function countOf(value: unknown): number | null {
  const text = textOf(value);
  return text !== null && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Null also for `0000-00-00 00:00:00`. */
export function instantOf(value: unknown): Instant | null {
  const text = textOf(value);
  return text === null ? null : parseInstant(text);
}

/** `"1"` and `1` are yes; `"0"`, which JavaScript takes for true, is not. */
export const isOne = (value: unknown): boolean => String(value) === '1';
