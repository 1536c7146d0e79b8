import type { Instant } from '../../../base/clock.js';
import { formatKst, toIsoKst } from '../../../base/time.js';
import { day, dayWithOffset, minute, minuteWithOffset } from './request.query.js';
import type { DateForm } from './request.query.js';

/** How a version of the API writes money, times and phone numbers, and expects dates of order sheets. */
export interface Edition {
  readonly isInternational: boolean;
  readonly sheetDay: DateForm;
  readonly sheetMinute: DateForm;
  money(won: number): unknown;
  /** '' for none. */
  dateTime(instant: Instant | null): string;
  /** The form of confirmDate, inTrasitDateTime and deliveredDate; '' for none. */
  spacedDateTime(instant: Instant | null): string;
  phone(number: string): string;
}

/**
 * v4: plain won, Korean time without offset.
 * @evidence documented
 */
const classic: Edition = {
  isInternational: false,
  sheetDay: day,
  sheetMinute: minute,
  money: (won) => won,
  dateTime: (instant) => (instant === null ? '' : formatKst(instant, 'yyyy-MM-ddTHH:mm:ss')),
  spacedDateTime: (instant) => (instant === null ? '' : formatKst(instant, 'yyyy-MM-dd HH:mm:ss')),
  phone: (number) => number,
};

const isoOf = (instant: Instant | null): string => (instant === null ? '' : toIsoKst(instant));

/**
 * v5 and v6: money objects, times with offset, E.164 phones. That all times have the offset, and how a Korean safe number
 * looks in E.164, is assumed.
 * @evidence documented
 */
const international: Edition = {
  isInternational: true,
  sheetDay: dayWithOffset,
  sheetMinute: minuteWithOffset,
  money: (won) => ({ currencyCode: 'KRW', units: won, nanos: 0 }),
  dateTime: isoOf,
  spacedDateTime: isoOf,
  phone: (number) => number && `+82${number.replaceAll('-', '').replace(/^0/, '')}`,
};

export const editionOf = (version: string): Edition => (version === 'v4' ? classic : international);
