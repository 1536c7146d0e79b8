import type { Instant } from '../../../base/clock.js';
import type { Span } from '../../../base/span.js';
import { DAY, MINUTE, parseInstant } from '../../../base/time.js';
import type { Result } from './wire.js';

/** How a family of lists checks its two path dates. */
export interface WindowRule {
  readonly badStart: Result;
  readonly badEnd: Result;
  readonly tooLong: Result;
  /** Refused from this length between the two dates on, in milliseconds. */
  readonly refusedFrom: number;
  /** Only claim lists tell a missing date from a malformed one. */
  readonly noStart?: Result;
  readonly noEnd?: Result;
}

/** Seven days: refused when end − start is eight days or more. Codes by family. @evidence documented */
const orderWindow = (badStart: number, badEnd: number, tooLong: number): WindowRule => ({
  badStart: { code: badStart, text: "start_dt의 조회 기간의 포멧('YYYYMMDDHH24:MI')이 올바르지 않습니다." },
  badEnd: { code: badEnd, text: "end_dt의 조회 기간의 포멧('YYYYMMDDHH24:MI')이 올바르지 않습니다." },
  tooLong: { code: tooLong, text: '최대 조회기간은 일주일 입니다.' },
  refusedFrom: 8 * DAY,
});

export const STANDBY_WINDOW = orderWindow(-3102, -3103, -3104);
export const COMPLETE_WINDOW = orderWindow(-3103, -3104, -3105);
export const RESERVATION_WINDOW = orderWindow(-3203, -3204, -3205);
export const PACKAGING_WINDOW = orderWindow(-3303, -3304, -3305);
export const DELIVERY_WINDOW = orderWindow(-3902, -3903, -3904);

/** Thirty days; the guide prints the format without minutes. That 30 days sharp still pass is assumed. @evidence documented */
export const CANCEL_WINDOW: WindowRule = {
  badStart: { code: -28007, text: "start_dt의 조회 기간의 포멧('YYYYMMDDHH24')이 올바르지 않습니다." },
  badEnd: { code: -28006, text: "end_dt의 조회 기간의 포멧('YYYYMMDDHH24')이 올바르지 않습니다." },
  tooLong: { code: -28008, text: '조회기간은 최대 30(한달)일 단위로 가능합니다.' },
  refusedFrom: 30 * DAY + MINUTE,
  noStart: { code: -28003, text: '조회시작일을 알 수 없습니다.' },
  noEnd: { code: -28004, text: '조회종료일을 알 수 없습니다.' },
};

/**
 * Reads the two dates of a list's path.
 * @returns the span that they mean: both minutes belong to it (assumed; nobody says), and a start after the end is an
 *   empty one; or why they are refused.
 */
export function readWindow(start: string, end: string, rule: WindowRule): Span | Result {
  if (rule.noStart && isMissing(start)) return rule.noStart;
  if (rule.noEnd && isMissing(end)) return rule.noEnd;
  const from = readMinute(start);
  if (from === null) return rule.badStart;
  const to = readMinute(end);
  if (to === null) return rule.badEnd;
  if (to - from >= rule.refusedFrom) return rule.tooLong;
  return { start: from, end: to + MINUTE };
}

/** `202603010000`, Korean time; null when there is no such minute. */
export function readMinute(text: string): Instant | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  return match && parseInstant(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}`);
}

/** `20260301`, midnight of Korean time; null when there is no such day. */
export function readDay(text: string): Instant | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match && parseInstant(`${match[1]}-${match[2]}-${match[3]}`);
}

/** The word `null` stands for an absent part of a path. */
export const isMissing = (part: string): boolean => part === '' || part === 'null';
