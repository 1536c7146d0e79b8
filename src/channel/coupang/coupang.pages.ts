import type { Span } from '../../base/span.js';
import { DAY, floorKst } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** What asks for the page after it; null on the last. */
  readonly next: string | null;
}

/** Pages that lead nowhere: a token that came before, or another page announced by one that brings nothing new. */
export class EndlessPages extends ChannelFault {
  constructor() {
    super(ErrorCode.CHANNEL_MALFORMED, "Coupang's pages repeat and would never end");
    this.name = 'EndlessPages';
  }
}

/** A full answer without a token where tokens may not be honoured: rows may be missing. */
export class CutOff extends ChannelFault {
  constructor() {
    super(ErrorCode.CHANNEL_MALFORMED, 'Coupang may have cut the answer off at a full page');
    this.name = 'CutOff';
  }
}

/**
 * Follows page tokens to the end.
 * @param keyOf tells rows apart, so that pages without anything new are noticed.
 */
export async function* followPages<Row>(
  ask: (token: string | null) => Promise<Page<Row>>,
  keyOf: (row: Row) => string,
): AsyncGenerator<readonly Row[]> {
  const tokens = new Set<string>();
  const seen = new Set<string>();
  let token: string | null = null;
  do {
    const page: Page<Row> = await ask(token);
    const known = seen.size;
    for (const row of page.rows) seen.add(keyOf(row));
    yield page.rows;
    token = page.next;
    if (token !== null && (tokens.has(token) || seen.size === known)) throw new EndlessPages();
    if (token !== null) tokens.add(token);
  } while (token !== null);
}

/**
 * Reads a span, and in halves where it turns out to be too much for one question, down to single days. Rows may then come
 * twice.
 */
export async function* narrowing<T>(
  span: Span,
  read: (span: Span) => AsyncIterable<T>,
  isTooMuch: (error: unknown) => boolean,
): AsyncGenerator<T> {
  try {
    yield* read(span);
  } catch (error) {
    if (!isDivisible(span) || !isTooMuch(error)) throw error;
    const middle = middleDay(span);
    yield* narrowing({ start: span.start, end: middle }, read, isTooMuch);
    yield* narrowing({ start: middle, end: span.end }, read, isTooMuch);
  }
}

/** Whether a window of whole days can be made smaller. */
export const isDivisible = (span: Span): boolean => span.end - span.start > DAY;

const middleDay = ({ start, end }: Span): number =>
  Math.max(floorKst(start + (end - start) / 2, DAY), floorKst(start, DAY) + DAY);
