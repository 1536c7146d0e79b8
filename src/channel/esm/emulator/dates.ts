import type { Instant } from '../../../base/clock.js';
import type { Span } from '../../../base/span.js';
import { DAY, SECOND, parseInstant, startOfKstDay, toIsoKst } from '../../../base/time.js';

/** Korean time without an offset and without trailing zeros of the fraction: `…:59.31`. @evidence documented */
export function printInstant(instant: Instant): string {
  const text = toIsoKst(instant).slice(0, -'+09:00'.length);
  return text.includes('.') ? text.replace(/0+$/, '') : text;
}

export const printOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : printInstant(instant);

const ORDER_BOUND = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}|T\d{2}:\d{2}:\d{2}\+0900)?$/;

/** A day, a minute or, as one client sends it, a second with its offset. @evidence documented */
export const readOrderBound = (text: string): Instant | null => (ORDER_BOUND.test(text) ? parseInstant(text) : null);

/** @evidence documented */
export const readDay = (text: string): Instant | null => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(text) : null);

/** @evidence documented */
export const readSecond = (text: string): Instant | null =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text) ? parseInstant(text) : null;

export const days = (span: Span): number => (span.end - span.start) / DAY;

/** 23:59:59 of the Korean day. */
export const endOfDay = (instant: Instant): Instant => startOfKstDay(instant) + DAY - SECOND;

const SATURDAY = 6;

/** End of the n-th day from then that is no Saturday or Sunday; holidays are not looked at. */
export function endOfBusinessDay(instant: Instant, count: number): Instant {
  let day = startOfKstDay(instant);
  for (let left = count; left > 0;) {
    day += DAY;
    const weekday = new Date(day + DAY / 2).getUTCDay();
    if (weekday !== 0 && weekday !== SATURDAY) left -= 1;
  }
  return endOfDay(day);
}
