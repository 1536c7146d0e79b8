import { isEmpty, type Span } from '../../base/span.js';
import { DAY } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { OrderStatus } from '../../model/order.js';
import type { CancellationListing, OrderListing, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import { LAST_OFFSET, MOST_ORDERS, type Cafe24Client } from './cafe24.client.js';
import { snapshotOf } from './cafe24.map.js';
import { orderPages } from './cafe24.pages.js';
import { duesOf } from './cafe24.unpaid.js';
import type { DateType } from './cafe24.wire.js';

/** At most three months a question (observed), whichever three: February, March and April have 89 days. Days are the finest. */
const WINDOW = { longest: 89 * DAY, resolution: DAY };

const FROM_DISPATCH = [
  OrderStatus.DISPATCHED,
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
 * The order list without a status filter: one question answers all states of a span, with the claims of every line. A filter
 * picks whole orders by any of their lines (observed), so it would spare little. The three differ in the date they compare.
 */
export const orderListings = (client: Cafe24Client): readonly OrderListing[] => [
  { ...shape('orders.ORDERED', 'ORDERED', ['order_date'], client), statuses: ALL, tellsClaims: true },
  { ...shape('orders.PAID', 'PAID', ['pay_date'], client), statuses: FROM_PAYMENT, tellsClaims: true },
  {
    ...shape('orders.DISPATCHED', 'DISPATCHED', ['shipbegin_date'], client),
    statuses: FROM_DISPATCH,
    tellsClaims: true,
  },
];

/**
 * The same list by the dates of cancels. A request that was taken back keeps its date and so stays in the first (assumed; open
 * ones are followed by number in any case). Cancels that nobody requested, the seller's own and those before payment, have
 * the date of their completion alone (assumed): it stands for the date of request, so the first asks for it as well.
 */
export const cancellationListings = (client: Cafe24Client): readonly CancellationListing[] => [
  {
    ...shape('cancellations.REQUESTED', 'REQUESTED', ['cancel_request_date', 'cancel_complete_date'], client),
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
    ...shape('cancellations.COMPLETED', 'COMPLETED', ['cancel_complete_date'], client),
    statuses: [CancellationStatus.COMPLETED],
    orderStatuses: ALL,
  },
];

function shape<Date extends OrderListing['nativeDate']>(
  id: string,
  nativeDate: Date,
  dateTypes: readonly DateType[],
  client: Cafe24Client,
) {
  return {
    id,
    nativeDate,
    window: WINDOW,
    pageSize: MOST_ORDERS,
    maxRows: LAST_OFFSET + MOST_ORDERS,
    read: (span: Span, context: CallContext) => read(client, dateTypes, span, context),
  };
}

async function* read(
  client: Cafe24Client,
  dateTypes: readonly DateType[],
  span: Span,
  context: CallContext,
): AsyncGenerator<Snapshot> {
  if (isEmpty(span)) return;
  for (const dateType of dateTypes) {
    for await (const orders of orderPages(client, dateType, span, context)) {
      yield snapshotOf(orders, await duesOf(client, orders, context));
    }
  }
}
