import { createHash } from 'node:crypto';
import type { Instant } from '../base/clock.js';
import type { Span } from '../base/span.js';
import { alignSpan, isEmpty, splitSpan } from '../base/span.js';
import type { Stamp } from '../base/stamp.js';
import { stampToInstant } from '../base/stamp.js';
import { ceilKst, MINUTE } from '../base/time.js';
import type { FulfilmentQuestion, FulfilmentReads } from '../channel/fulfilment.js';
import { FulfilmentDateType } from '../model/fulfilment.js';
import type { Freshness } from '../reader/question.js';

type Spans = Readonly<Partial<Record<FulfilmentDateType, Span>>>;

/** What is asked of the fulfilment services, to the millisecond. All that is given must hold. */
export interface AskedFulfilments {
  readonly spans: Spans;
  readonly orderCode: string | null;
}

/** One question to one service, within its limits. */
export interface FulfilmentWindow {
  /** Names the question and its channel: answers are kept under it. */
  readonly id: string;
  readonly question: FulfilmentQuestion;
  /** Until when new rows may come to be found by it; a question by order number alone asks for known ones. */
  readonly openUntil: Instant;
}

export interface FulfilmentPlan {
  readonly windows: readonly FulfilmentWindow[];
  /** What had to be asked beyond the wish and can't be cut off the answer, since rows do not tell that date. */
  readonly widened: { readonly date: FulfilmentDateType; readonly span: Span } | null;
}

const DATES = [FulfilmentDateType.CREATED, FulfilmentDateType.CONFIRMED, FulfilmentDateType.CLOSED];

/** A wish that ends a moment ago means now. */
const SLACK = MINUTE;

/** An answer that may miss rows is trusted this long at most, whatever maxAge allows for others. */
const UNSETTLED_AGE = MINUTE;

/**
 * The fewest questions that find everything asked.
 * @param now what lies beyond its day is not asked.
 */
export function planFulfilments(
  channelId: string,
  reads: FulfilmentReads,
  asked: AskedFulfilments,
  now: Instant,
): FulfilmentPlan {
  const horizon = ceilKst(now + 1, reads.resolution);
  const spans = alignAll(asked.spans, reads.resolution, horizon);
  if (DATES.some((date) => isImpossible(asked.spans[date], spans[date]))) return { windows: [], widened: null };
  const sent = withoutNeedless(spans, reads.longest);
  return {
    windows: windowsOf(sent, reads.longest).map((window) => {
      const question = { spans: window, orderCode: asked.orderCode };
      return { id: idOf(channelId, question), question, openUntil: openUntil(question) };
    }),
    widened: widenedOf(asked.spans, spans, now),
  };
}

function alignAll(asked: Spans, resolution: number, horizon: Instant): Spans {
  const given = DATES.flatMap((date) => {
    const span = asked[date];
    return span
      ? [[date, alignSpan({ start: span.start, end: Math.min(span.end, horizon) }, resolution)] as const]
      : [];
  });
  return Object.fromEntries(given);
}

/** Ranges that exclude each other, or lie in the future. */
const isImpossible = (asked: Span | undefined, aligned: Span | undefined): boolean =>
  asked !== undefined && (isEmpty(asked) || aligned === undefined || isEmpty(aligned));

/** Rows tell when they were created: a long span of it beside a shorter one is cut here, and costs no call for each month. */
function withoutNeedless(spans: Spans, longest: number): Spans {
  const { CREATED: created, ...others } = spans;
  const isNeedless = created && Object.keys(others).length > 0 && created.end - created.start > longest;
  return isNeedless ? others : spans;
}

function windowsOf(spans: Spans, longest: number): Spans[] {
  return DATES.reduce<Spans[]>(
    (windows, date) => {
      const span = spans[date];
      if (!span) return windows;
      return windows.flatMap((window) => splitSpan(span, longest).map((part) => ({ ...window, [date]: part })));
    },
    [{}],
  );
}

function widenedOf(asked: Spans, aligned: Spans, now: Instant): FulfilmentPlan['widened'] {
  for (const date of [FulfilmentDateType.CONFIRMED, FulfilmentDateType.CLOSED]) {
    const wish = asked[date];
    const span = aligned[date];
    if (!wish || !span) continue;
    const isCutEarly = span.end > wish.end && wish.end < now - SLACK;
    if (span.start < wish.start || isCutEarly) return { date, span };
  }
  return null;
}

const idOf = (channelId: string, { spans, orderCode }: FulfilmentQuestion): string =>
  createHash('sha256')
    .update(JSON.stringify([channelId, DATES.map((date) => [spans[date]?.start, spans[date]?.end]), orderCode]))
    .digest('base64url')
    .slice(0, 22);

function openUntil({ spans, orderCode }: FulfilmentQuestion): Instant {
  const ends = Object.values(spans).map(({ end }) => end);
  if (ends.length === 0) return orderCode === null ? Infinity : -Infinity;
  return Math.max(...ends);
}

/** Whether a complete answer still counts as fresh. */
export function isFresh(
  { openUntil }: FulfilmentWindow,
  began: Stamp | undefined,
  { maxAge, arrived }: Freshness,
  { now, settleLag }: { readonly now: Instant; readonly settleLag: number },
): boolean {
  if (began === undefined) return false;
  if (began >= arrived) return true;
  const readAt = stampToInstant(began);
  const age = now - readAt;
  return age < maxAge && (age < UNSETTLED_AGE || readAt >= openUntil + settleLag);
}
