import type { Span } from '../../base/span.js';
import { DAY, floorKst } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { LAST_OFFSET, MOST_ORDERS, MOST_UNPAID, type Cafe24Client } from './cafe24.client.js';
import { malformed, neededText } from './cafe24.fields.js';
import type { DateType, WireOrder, WireUnpaidOrder } from './cafe24.wire.js';

interface Page<Row> {
  readonly rows: readonly Row[];
  /** What the answer says itself; a full page promises more in any case. */
  readonly hasNext: boolean;
}

interface Paging<Row> {
  readonly pageSize: number;
  readonly idOf: (row: Row) => string;
  ask(days: { first: number; last: number }, offset: number): Promise<Page<Row>>;
}

/** Pages of whole orders whose date lies in the span. */
export const orderPages = (
  client: Cafe24Client,
  dateType: DateType,
  span: Span,
  context: CallContext,
): AsyncGenerator<readonly WireOrder[]> =>
  pages(span, {
    pageSize: MOST_ORDERS,
    idOf: (order) => neededText(order, 'order_id'),
    async ask(days, offset) {
      const { orders, hasNext } = await client.orders({ ...days, dateType, offset }, context);
      return { rows: orders, hasNext };
    },
  });

export const unpaidPages = (
  client: Cafe24Client,
  span: Span,
  context: CallContext,
): AsyncGenerator<readonly WireUnpaidOrder[]> =>
  pages(span, {
    pageSize: MOST_UNPAID,
    // An order may owe several payments.
    idOf: (row) => JSON.stringify(row),
    ask: async (days, offset) => ({ rows: await client.unpaidOrders({ ...days, offset }, context), hasNext: false }),
  });

/**
 * Follows the pages of a span of days to the end. A span with more rows than can be paged is halved and read anew; rows that
 * come twice do no harm.
 */
async function* pages<Row>(span: Span, paging: Paging<Row>): AsyncGenerator<readonly Row[]> {
  const days = { first: floorKst(span.start, DAY), last: floorKst(span.end - 1, DAY) };
  const seen = new Set<string>();
  for (let offset = 0; offset <= LAST_OFFSET;) {
    const { rows, hasNext } = await paging.ask(days, offset);
    const before = seen.size;
    for (const row of rows) seen.add(paging.idOf(row));
    if (rows.length > 0) yield rows;
    if (rows.length < paging.pageSize && !hasNext) return;
    if (seen.size === before) throw malformed('a page that repeats earlier ones and promises more');
    offset += rows.length;
  }
  if (days.last - days.first < DAY) {
    throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, 'a day with more orders than Cafe24 pages through');
  }
  const middle = floorKst(days.first + (span.end - days.first) / 2, DAY);
  yield* pages({ start: days.first, end: middle }, paging);
  yield* pages({ start: middle, end: span.end }, paging);
}
