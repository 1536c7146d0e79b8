import type { Span } from '../../base/span.js';
import { isEmpty } from '../../base/span.js';
import { DAY, MINUTE } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import type { CancellationListing, OrderListing, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import type { OrdersPage } from './esm.answers.js';
import { claimSnapshot } from './esm.claims.js';
import type { ClaimDateType, EsmClient, ListQuestion, RequestDateType } from './esm.client.js';
import { CLAIM_WINDOW, PAGE_SIZE } from './esm.client.js';
import { readLive } from './esm.live.js';
import { orderRecord, unpaidRecord } from './esm.map.js';
import { pagesOf } from './esm.pages.js';
import type { WireOrder } from './esm.wire.js';

/** orderStatus of RequestOrders, which takes one a question (documented), in the order of an order's life. */
const STATES: readonly (readonly [number, OrderStatus])[] = [
  [1, OrderStatus.PAID],
  [2, OrderStatus.CONFIRMED],
  [3, OrderStatus.IN_TRANSIT],
  [4, OrderStatus.DELIVERED],
  [5, OrderStatus.PURCHASE_CONFIRMED],
];

/** PreRequestOrders: 31 days are documented for both sites; Auction's refusal speaks of 180. */
const LONGEST_UNPAID_WINDOW = 31 * DAY;

/**
 * Orders by state, and by order or payment date. Unpaid ones have no payment date.
 * @param branchCodes each is asked for apart, beside the question without a branch.
 */
export function orderListings(client: EsmClient, branchCodes: readonly number[]): readonly OrderListing[] {
  const branches = [null, ...branchCodes];
  // What was read without a branch that was added since does not cover it.
  const suffix = branchCodes.length > 0 ? `@${branchCodes.join('.')}` : '';
  const listing = (by: RequestDateType, [status, ours]: (typeof STATES)[number]): OrderListing => ({
    id: `orders.${status}.${by}${suffix}`,
    nativeDate: by,
    statuses: [ours],
    window: { longest: client.site.longestOrderWindow, resolution: MINUTE },
    pageSize: PAGE_SIZE,
    read: (span, context) =>
      readOrders(branches, span, orderRecord, (question) => client.orders(status, by, question, context)),
  });
  return [
    {
      id: `orders.unpaid${suffix}`,
      nativeDate: 'ORDERED',
      statuses: [OrderStatus.PAYMENT_PENDING],
      window: { longest: LONGEST_UNPAID_WINDOW, resolution: MINUTE },
      pageSize: PAGE_SIZE,
      read: (span, context) =>
        readOrders(branches, span, unpaidRecord, (question) => client.unpaidOrders(question, context)),
    },
    ...STATES.map((state) => listing('ORDERED', state)),
    ...STATES.map((state) => listing('PAID', state)),
  ];
}

/** Whether the end's minute itself is in the answer is not documented; a row more does no harm. */
async function* readOrders(
  branches: readonly (number | null)[],
  span: Span,
  recordOf: (row: WireOrder) => OrderRecord,
  ask: (question: ListQuestion) => Promise<OrdersPage>,
): AsyncGenerator<Snapshot> {
  if (isEmpty(span)) return;
  for (const branchCode of branches) {
    for await (const rows of pagesOf((page) => ask({ span, page, branchCode }), PAGE_SIZE)) {
      yield { orders: rows.map(recordOf), cancellations: [] };
    }
  }
}

const { REQUESTED, WITHDRAWN, APPROVED, REJECTED, COMPLETED, UNKNOWN } = CancellationStatus;

/** One question answers all states of claims. */
const ALL = [REQUESTED, WITHDRAWN, APPROVED, REJECTED, COMPLETED, UNKNOWN];

/** Open requests are of confirmed orders, rejected ones of orders on their way, withdrawn ones of either. */
const TOUCHED = [OrderStatus.CONFIRMED, OrderStatus.IN_TRANSIT, OrderStatus.CANCELED];

/**
 * How long a refund may take after its approval; COMPLETED compares the approval's date (documented), so questions by the
 * completion begin that much earlier. Assumed; the samples show seconds.
 */
const REFUND_LAG = DAY;

/**
 * Claims by the date of the request, of the completion (or withdrawal), or of the order's payment. Not paged. No open request
 * has a date of completion, so the second is a whole answer about them too.
 */
export const cancellationListings = (client: EsmClient): readonly CancellationListing[] => [
  claimListing(client, 'REQUESTED'),
  claimListing(client, 'PAID'),
  claimListing(client, 'COMPLETED', REFUND_LAG),
];

const claimListing = (client: EsmClient, by: ClaimDateType, before = 0): CancellationListing => ({
  id: `claims.${by}`,
  nativeDate: by,
  statuses: ALL,
  orderStatuses: TOUCHED,
  window: { longest: CLAIM_WINDOW - before, resolution: DAY },
  read: (span, context) => readClaims(client, by, { start: span.start - before, end: span.end }, context),
});

async function* readClaims(
  client: EsmClient,
  by: ClaimDateType,
  span: Span,
  context: CallContext,
): AsyncGenerator<Snapshot> {
  if (isEmpty(span)) return;
  const rows = await client.claims(by, span, context);
  if (rows.length > 0) yield claimSnapshot(rows, await readLive(client, rows, context));
}
