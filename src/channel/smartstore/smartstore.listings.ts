import { isEmpty, type Span } from '../../base/span.js';
import { DAY, MINUTE, SECOND, parseInstant } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { OrderStatus } from '../../model/order.js';
import type { CancellationListing, ChangeFeed, OrderListing, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import { MOST_ROWS } from './smartstore.answers.js';
import type { SmartStoreClient } from './smartstore.client.js';
import { malformed, neededText } from './smartstore.fields.js';
import { snapshotOf } from './smartstore.map.js';
import type { ProductOrderRow, RangeType } from './smartstore.wire.js';

/** The list documents no longest span, but a default of 24 hours; no more is asked for. Dates have milliseconds. */
const LIST_WINDOW = { longest: DAY, resolution: 1 };

/**
 * A list of a day with more pages than this (300,000 rows) is taken to go round in circles, as is one whose next page
 * brings nothing new.
 */
const MOST_PAGES = 1_000;

const FROM_DISPATCH = [
  OrderStatus.IN_TRANSIT,
  OrderStatus.DELIVERED,
  OrderStatus.PURCHASE_CONFIRMED,
  OrderStatus.CANCELED,
  OrderStatus.RETURNED,
  OrderStatus.EXCHANGED,
  OrderStatus.UNKNOWN,
];
const FROM_PAYMENT = [OrderStatus.PAID, OrderStatus.CONFIRMED, ...FROM_DISPATCH];
const ALL = [OrderStatus.PAYMENT_PENDING, ...FROM_PAYMENT];

/**
 * The conditional list without status filters: one question answers all statuses of a day, with the claims of every row.
 * The three differ in the date they compare. Unpaid orders have no payment date (assumed), so only the first shows them.
 */
export const orderListings = (client: SmartStoreClient): readonly OrderListing[] => [
  { ...shape('conditions.ORDERED', 'ORDERED', 'ORDERED_DATETIME', client), statuses: ALL, tellsClaims: true },
  { ...shape('conditions.PAID', 'PAID', 'PAYED_DATETIME', client), statuses: FROM_PAYMENT, tellsClaims: true },
  {
    ...shape('conditions.DISPATCHED', 'DISPATCHED', 'DISPATCHED_DATETIME', client),
    statuses: FROM_DISPATCH,
    tellsClaims: true,
  },
];

/**
 * The same list by claim dates. It is not narrowed to cancel statuses: a partial cancel that is over leaves no claimStatus on
 * its row, only an entry in completedClaims, and whether the filter looks there is not documented. Rows of returns and
 * exchanges that come along tell their orders.
 */
export const cancellationListings = (client: SmartStoreClient): readonly CancellationListing[] => [
  {
    ...shape('conditions.CLAIM_REQUESTED', 'REQUESTED', 'CLAIM_REQUESTED_DATETIME', client),
    statuses: [
      CancellationStatus.REQUESTED,
      CancellationStatus.WITHDRAWN,
      CancellationStatus.APPROVED,
      CancellationStatus.REJECTED,
      CancellationStatus.COMPLETED,
      CancellationStatus.UNKNOWN,
    ],
    orderStatuses: ALL,
  },
  {
    // A claim that was withdrawn has no completion date (assumed).
    ...shape('conditions.CLAIM_COMPLETED', 'COMPLETED', 'CLAIM_COMPLETED_DATETIME', client),
    statuses: [CancellationStatus.COMPLETED],
    orderStatuses: ALL,
  },
];

function shape<Date extends OrderListing['nativeDate']>(
  id: string,
  nativeDate: Date,
  rangeType: RangeType,
  client: SmartStoreClient,
) {
  return {
    id,
    nativeDate,
    window: LIST_WINDOW,
    pageSize: MOST_ROWS,
    read: (span: Span, context: CallContext) => readConditions(client, rangeType, span, context),
  };
}

async function* readConditions(
  client: SmartStoreClient,
  rangeType: RangeType,
  span: Span,
  context: CallContext,
): AsyncGenerator<Snapshot> {
  if (isEmpty(span)) return;
  const seen = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.conditions({ rangeType, from: span.start, to: span.end - 1, page }, context);
    if (answer.page !== null && answer.page !== page) throw malformed('another page than the one asked for');
    const isNews = addAll(seen, answer.rows.map(idOf));
    yield snapshotOf(answer.rows);
    if (!answer.hasNext) return;
    if (!isNews) throw malformed('a page that repeats earlier ones and promises more');
  }
  throw malformed('a list that does not end');
}

const idOf = (row: ProductOrderRow): string => neededText(row.productOrder, 'productOrderId');

/** @returns whether any of them is new. */
function addAll(seen: Set<string>, ids: readonly string[]): boolean {
  const before = seen.size;
  for (const id of ids) seen.add(id);
  return seen.size > before;
}

/**
 * What changed, then how it stands now: feed rows hold only an order's latest change and are never trusted for its state.
 * No filter by type: a paid order whose address changes leaves the type PAYED, and was lost so (observed).
 */
export const changeFeed = (client: SmartStoreClient): ChangeFeed => ({
  // Dates of changes have whole seconds in all examples, so questions do too.
  window: { longest: DAY, resolution: SECOND },
  // How late a change shows in the feed is documented nowhere; minutes cover that and clocks that differ (assumed).
  lookBack: 5 * MINUTE,
  read: (span, context) => readFeed(client, span, context),
});

async function* readFeed(client: SmartStoreClient, span: Span, context: CallContext): AsyncGenerator<Snapshot> {
  if (isEmpty(span)) return;
  // The end stays while paging: left out, it would slide with the start.
  const to = span.end - 1;
  const asked = new Set<string>();
  let from = span.start;
  let moreSequence: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    if (!addAll(asked, [`${from} ${moreSequence ?? ''}`])) throw malformed('a feed that repeats a page');
    const answer = await client.changes({ from, to, moreSequence }, context);
    const ids = [...new Set(answer.productOrderIds)];
    for (let at = 0; at < ids.length; at += MOST_ROWS) {
      yield snapshotOf(await client.query(ids.slice(at, at + MOST_ROWS), context));
    }
    if (answer.more === null) return;
    const next = parseInstant(answer.more.moreFrom);
    if (next === null) throw malformed('moreFrom is no date');
    from = next;
    moreSequence = answer.more.moreSequence;
  }
  throw malformed('a feed that does not end');
}
