import type { Instant } from './clock.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Korean time is UTC+09:00 the whole year; no daylight saving since 1988. */
const KST_OFFSET = 9 * HOUR;

/** `2026-03-02T10:14:07.000`: Korean wall-clock time without an offset, always with milliseconds. */
const kstIso = (instant: Instant): string => new Date(instant + KST_OFFSET).toISOString().slice(0, 23);

const twoDigits = (number: number): string => String(number).padStart(2, '0');
const TIMES_OF_DAY = Array.from(
  { length: 1_440 },
  (_none, m) => `${twoDigits(Math.floor(m / 60))}:${twoDigits(m % 60)}`,
);
const SECONDS = Array.from({ length: 60 }, (_none, second) => `:${twoDigits(second)}`);

/** `2026-03-02T` by day since 1970. Dates of lists share few days, and Date.toISOString costs ten times the rest. */
const dayTexts = new Map<number, string>();
const MOST_DAY_TEXTS = 1_000;

function dayText(day: number): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY).toISOString().slice(0, -'00:00:00.000Z'.length);
  if (dayTexts.size >= MOST_DAY_TEXTS) dayTexts.clear();
  dayTexts.set(day, text);
  return text;
}

/** `2026-03-02T10:14:07+09:00`; milliseconds only where they are not zero. */
export function toIsoKst(instant: Instant): string {
  const day = Math.floor((instant + KST_OFFSET) / DAY);
  const time = instant + KST_OFFSET - day * DAY;
  const minutes = dayText(day) + TIMES_OF_DAY[Math.floor(time / MINUTE)];
  const seconds = SECONDS[Math.floor(time / SECOND) % 60];
  const millis = time % SECOND;
  return minutes + (millis === 0 ? `${seconds}+09:00` : `${seconds}.${String(millis).padStart(3, '0')}+09:00`);
}

/**
 * Writes an instant as Korean wall-clock time.
 * @param pattern made of yyyy, yy, MM, dd, HH, mm, ss and SSS; other characters stand for themselves.
 */
export function formatKst(instant: Instant, pattern: string): string {
  const text = kstIso(instant);
  const part: Record<string, string> = {
    yyyy: text.slice(0, 4),
    yy: text.slice(2, 4),
    MM: text.slice(5, 7),
    dd: text.slice(8, 10),
    HH: text.slice(11, 13),
    mm: text.slice(14, 16),
    ss: text.slice(17, 19),
    SSS: text.slice(20, 23),
  };
  return pattern.replace(/yyyy|yy|MM|dd|HH|mm|SSS|ss/g, (token) => part[token] ?? token);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a date or date-time; without an offset it is Korean time. Fractions finer than a millisecond are cut.
 * @returns null when the text is not a date that exists (`2026-02-30`).
 */
export function parseInstant(text: string): Instant | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  const millis = Number((fraction + '000').slice(0, 3));
  const utc = Date.UTC(+year!, +month! - 1, +day!, +hour, +minute, +second, millis);
  const date = new Date(utc);
  if (date.getUTCMonth() !== +month! - 1 || date.getUTCDate() !== +day! || +hour > 23 || +minute > 59 || +second > 59) {
    return null;
  }
  return utc - offsetOf(zone);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return KST_OFFSET;
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * HOUR + Number(digits.slice(2)) * MINUTE);
}

/** First instant of the Korean day that holds `instant`. */
export const startOfKstDay = (instant: Instant): Instant => Math.floor((instant + KST_OFFSET) / DAY) * DAY - KST_OFFSET;

/** The multiple of `resolution` (counted in Korean time) at or before `instant`. */
export const floorKst = (instant: Instant, resolution: number): Instant =>
  Math.floor((instant + KST_OFFSET) / resolution) * resolution - KST_OFFSET;

/** The multiple of `resolution` (counted in Korean time) at or after `instant`. */
export const ceilKst = (instant: Instant, resolution: number): Instant =>
  Math.ceil((instant + KST_OFFSET) / resolution) * resolution - KST_OFFSET;
