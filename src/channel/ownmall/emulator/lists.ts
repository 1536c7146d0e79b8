import type { Instant } from '../../../base/clock.js';
import type { DateType } from './codes.js';
import type { ListQuery } from './query.js';
import { canceledRow, orderRow } from './rows.js';
import type { Shelf } from './shelf.js';
import { cancelStatus, type Claim, type Line } from './state.js';

interface Hit {
  readonly line: Line;
  readonly claim: Claim | null;
  readonly date: Instant;
}

/** Product lines by their status now. @evidence documented */
export function listOrders(shelf: Shelf, query: ListQuery): unknown {
  const hits: Hit[] = [];
  for (const line of visible(shelf)) {
    if (query.orderStatuses.has(line.status)) collect(hits, line, null, query);
  }
  return pageOf(hits, query, ({ line }) => orderRow(line));
}

/**
 * One row per claim: a line that was asked for twice is there twice. An order status means where the line stood when the
 * cancel was asked; several tokens widen the answer.
 * @evidence assumed
 */
export function listCanceledOrders(shelf: Shelf, query: ListQuery): unknown {
  const now = shelf.now();
  const hits: Hit[] = [];
  for (const line of visible(shelf)) {
    for (const claim of line.claims) {
      const isWanted = query.cancelStatuses.has(cancelStatus(claim, now)) || query.orderStatuses.has(claim.askedIn);
      if (isWanted) collect(hits, line, claim, query);
    }
  }
  return pageOf(hits, query, ({ line, claim }) => canceledRow(line, claim!, now));
}

function* visible(shelf: Shelf): Generator<Line> {
  const now = shelf.now();
  for (const line of shelf.all()) if (line.visibleAt <= now) yield line;
}

function collect(hits: Hit[], line: Line, claim: Claim | null, query: ListQuery): void {
  const date = dateOf(line, claim, query.dateType);
  if (date !== null && date >= query.start && date <= query.end) hits.push({ line, claim, date });
}

function dateOf(line: Line, claim: Claim | null, type: DateType): Instant | null {
  switch (type) {
    case 'ordered_date':
      return line.orderedAt;
    case 'paid_date':
      return line.paidAt;
    case 'cancel_request_date':
      return claim?.requestedAt ?? null;
    case 'cancel_complete_date':
      return claim?.completedAt ?? null;
  }
}

/** Rows by the chosen date, then orderNumber, ascending. @evidence documented */
function pageOf(hits: Hit[], { page, pageSize }: ListQuery, row: (hit: Hit) => unknown): unknown {
  hits.sort((a, b) => a.date - b.date || compare(a.line.orderNumber, b.line.orderNumber));
  const first = (page - 1) * pageSize;
  return {
    orders: hits.slice(first, first + pageSize).map(row),
    paging: { page, page_size: pageSize, total_count: hits.length, has_next: first + pageSize < hits.length },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
