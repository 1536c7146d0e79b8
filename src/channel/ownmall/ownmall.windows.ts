import type { Instant } from '../../base/clock.js';
import { groupBy } from '../../base/collections.js';
import type { Span } from '../../base/span.js';
import { SECOND, ceilKst, floorKst } from '../../base/time.js';
import { WINDOW } from './ownmall.listings.js';
import type { DateType } from './ownmall.wire.js';

/** An order and a date to find it by. */
export interface Dated {
  readonly orderNumber: string;
  readonly dateType: DateType;
  readonly date: Instant;
}

/** One question that shows all its orders. */
export interface DatedWindow {
  readonly dateType: DateType;
  readonly span: Span;
  readonly orderNumbers: readonly string[];
}

/** The fewest windows that hold all dates, each no wider than its dates need. */
export function windowsAround(dated: readonly Dated[]): DatedWindow[] {
  return [...groupBy(dated, ({ dateType }) => dateType).values()].flatMap((group) => clusters(group).map(windowOf));
}

function clusters(group: readonly Dated[]): Dated[][] {
  const found: Dated[][] = [];
  for (const item of [...group].sort((a, b) => a.date - b.date)) {
    const last = found.at(-1);
    const first = last?.[0];
    if (last && first && endOf(item.date) - startOf(first.date) <= WINDOW.longest) last.push(item);
    else found.push([item]);
  }
  return found;
}

function windowOf(cluster: readonly Dated[]): DatedWindow {
  const dates = cluster.map(({ date }) => date);
  return {
    dateType: cluster[0]!.dateType,
    span: { start: startOf(Math.min(...dates)), end: endOf(Math.max(...dates)) },
    orderNumbers: [...new Set(cluster.map(({ orderNumber }) => orderNumber))],
  };
}

const startOf = (date: Instant): Instant => floorKst(date, SECOND);

const endOf = (date: Instant): Instant => ceilKst(date + 1, SECOND);
