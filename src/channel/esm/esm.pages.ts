import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { OrdersPage } from './esm.answers.js';
import { malformed, neededNumber } from './esm.fields.js';
import type { WireOrder } from './esm.wire.js';

/** A list of more pages than this (a million rows) is taken to go round in circles. */
const MOST_PAGES = 1_000;

/** How often a list is begun anew because rows left it while it was read. */
const MOST_STARTS = 4;

/**
 * Rows page by page to the end that TotalCount tells. When rows leave a list meanwhile, those after them move up into pages
 * that were read already: the total falls, and the list is read from its beginning again, lest one is missed.
 */
export async function* pagesOf(
  ask: (page: number) => Promise<OrdersPage>,
  pageSize: number,
): AsyncGenerator<readonly WireOrder[]> {
  for (let start = 1; start <= MOST_STARTS; start += 1) {
    if (yield* onePass(ask, pageSize)) return;
  }
  throw new ChannelFault(ErrorCode.CHANNEL_UNAVAILABLE, 'rows keep leaving the list while its pages are read');
}

/** @returns whether it came to the end with no row having left the list. */
async function* onePass(
  ask: (page: number) => Promise<OrdersPage>,
  pageSize: number,
): AsyncGenerator<readonly WireOrder[], boolean> {
  const seen = new Set<string>();
  let rows = 0;
  let most = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(page);
    if (answer.page !== null && answer.page !== page) throw malformed('another page than the one asked for');
    const before = seen.size;
    for (const row of answer.rows) seen.add(neededNumber(row, 'OrderNo'));
    if (answer.rows.length > 0) yield answer.rows;
    rows += answer.rows.length;
    if (answer.total === null) {
      if (answer.rows.length < pageSize) return true;
    } else {
      if (answer.total < most) return false;
      if (rows >= answer.total) return true;
      most = answer.total;
    }
    if (answer.rows.length === 0) throw malformed('fewer rows than TotalCount tells');
    if (seen.size === before) throw malformed('a page that repeats earlier ones and promises more');
  }
  throw malformed('a list that does not end');
}
