import type { Instant } from './clock.js';
import { ceilKst, floorKst } from './time.js';

/** Half-open: `start` is in it, `end` is not. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

export const isEmpty = (span: Span): boolean => span.end <= span.start;

export const contains = (span: Span, instant: Instant): boolean => instant >= span.start && instant < span.end;

/** Widens a span to whole multiples of a resolution in Korean time. */
export const alignSpan = (span: Span, resolution: number): Span => ({
  start: floorKst(span.start, resolution),
  end: ceilKst(span.end, resolution),
});

/** What is left of `span` without `others`; in order, touching nothing of them. */
export function subtractSpans(span: Span, others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let start = span.start;
  for (const other of [...others].sort((a, b) => a.start - b.start)) {
    if (other.end <= start) continue;
    if (other.start >= span.end) break;
    if (other.start > start) left.push({ start, end: other.start });
    start = Math.max(start, other.end);
  }
  if (start < span.end) left.push({ start, end: span.end });
  return left;
}

/** Cuts a span into as few windows of at most `longest` milliseconds as possible, in order, without gap or overlap. */
export function splitSpan(span: Span, longest: number): Span[] {
  const windows: Span[] = [];
  for (let start = span.start; start < span.end; start += longest) {
    windows.push({ start, end: Math.min(start + longest, span.end) });
  }
  return windows;
}
