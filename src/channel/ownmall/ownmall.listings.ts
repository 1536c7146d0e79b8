import { DAY, SECOND } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { OrderStatus } from '../../model/order.js';
import type { CancellationListing, OrderListing, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import type { Span } from '../../base/span.js';
import { CANCEL_TOKENS, ORDER_TOKENS } from './ownmall.codes.js';
import { snapshotOf } from './ownmall.map.js';
import type { OwnMallPages, RowsQuestion } from './ownmall.pages.js';
import type { DateType } from './ownmall.wire.js';

/** At most 31 days in one question, dates to the second (proposal). */
export const WINDOW = { longest: 31 * DAY, resolution: SECOND };

const PAGE_SIZE = 500;

export const ORDER_STATUS_TOKENS = ORDER_TOKENS.map(({ token }) => token);
export const CANCEL_STATUS_TOKENS = CANCEL_TOKENS.map(({ token }) => token);

const ORDER_STATUSES = ORDER_TOKENS.map(({ status }) => status);

/** An unpaid order has no payment date, so the list by that date can't show it. */
const UNPAID = 'UNPAID';

/** A cancellation touches an order of any state, in part at least; an unpaid one just lapses (assumed). */
const TOUCHED = ORDER_STATUSES.filter((status) => status !== OrderStatus.PAYMENT_PENDING);

/** One question asks for all statuses; the two differ in the date they compare. */
export const orderListings = (pages: OwnMallPages): readonly OrderListing[] => [
  {
    ...shape('orders', 'ordered_date', ORDER_STATUS_TOKENS, pages),
    nativeDate: 'ORDERED',
    statuses: ORDER_STATUSES,
  },
  {
    ...shape(
      'orders',
      'paid_date',
      ORDER_STATUS_TOKENS.filter((token) => token !== UNPAID),
      pages,
    ),
    nativeDate: 'PAID',
    statuses: ORDER_STATUSES.filter((status) => status !== OrderStatus.PAYMENT_PENDING),
  },
];

/**
 * An immediate cancellation may have no request date, so the list by that date does not show every completed one; the list by
 * completion date comes first, so that a question about orders reads both.
 */
export const cancellationListings = (pages: OwnMallPages): readonly CancellationListing[] => [
  {
    ...shape('canceled-orders', 'cancel_complete_date', ['CANCEL_COMPLETED'], pages),
    nativeDate: 'COMPLETED',
    statuses: [CancellationStatus.COMPLETED],
    orderStatuses: TOUCHED,
  },
  {
    ...shape('canceled-orders', 'cancel_request_date', CANCEL_STATUS_TOKENS, pages),
    nativeDate: 'REQUESTED',
    statuses: CANCEL_TOKENS.map(({ status }) => status),
    orderStatuses: TOUCHED,
  },
];

const shape = (
  list: 'orders' | 'canceled-orders',
  dateType: DateType,
  statuses: readonly string[],
  pages: OwnMallPages,
) => ({
  id: `${list}.${dateType}`,
  window: WINDOW,
  pageSize: PAGE_SIZE,
  read: (span: Span, context: CallContext) =>
    readSnapshots(pages, { path: `/${list}`, dateType, statuses, span }, context),
});

async function* readSnapshots(
  pages: OwnMallPages,
  question: RowsQuestion,
  context: CallContext,
): AsyncGenerator<Snapshot> {
  for await (const { rows, asked } of pages.read(question, context)) yield snapshotOf(rows, question.path, asked);
}
