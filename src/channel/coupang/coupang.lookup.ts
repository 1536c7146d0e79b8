import type { Clock, Instant } from '../../base/clock.js';
import { groupBy } from '../../base/collections.js';
import { inPool } from '../../base/pool.js';
import { DAY } from '../../base/time.js';
import type { LookupAnswer, OrderLookup, OrderPointer } from '../channel.js';
import type { CallContext } from '../http.js';
import { OrderStatus } from '../../model/order.js';
import type { ClaimLine } from './coupang.claims.js';
import { cancellationsOf, claimLinesOf, isApproved, isImmediate } from './coupang.claims.js';
import type { CoupangClient, OrderAnswer } from './coupang.client.js';
import { idOf, instantOf, countOf } from './coupang.fields.js';
import { receiptsIn } from './coupang.parse.js';
import { readable } from './coupang.reply.js';
import type { OrderCase } from './coupang.standing.js';
import { closedLineOf, liveOrdersOf, missingLinesOf } from './coupang.standing.js';
import { findImmediateCancels, findOpenStops, findReceiptsOfOrder, windowCount } from './coupang.sweeps.js';
import type { WireOrderItem, WireOrderSheet } from './coupang.wire.js';

/** Our own measure: orders of one look-up share the sweeps for their claims. */
const MOST_ORDERS = 50;
/** Orders read side by side; the governor paces them. */
const WIDTH = 4;
/** How old an order may be whose dates are not known. Assumed: claims come within two months. */
const UNKNOWN_AGE = 60 * DAY;

/** Orders by number, with the claims of their lines: Coupang keeps them apart, and hides an order that is closed. */
export const orderLookup = (client: CoupangClient, clock: Clock): OrderLookup => ({
  maxBatch: MOST_ORDERS,
  unitOf: (order) => order.orderNumber,
  async read(orders, _purpose, context) {
    const told = orders.filter(wasToldWhole);
    const asked = orders.filter((order) => !told.includes(order));
    const now = clock.now();
    const cases = await readCases(client, asked, now, context);
    await readClaimsOfLive(client, cases.filter(isLive), now, context);
    await readClaimsOfMissing(
      client,
      cases.filter((order) => !isLive(order)),
      now,
      context,
    );
    return readable(() => answerOf(told, cases));
  },
});

/**
 * An immediate cancel is all that Coupang still tells of its order (observed: the order itself answers 400), and the sparse
 * record brought it along: no call tells more.
 */
const wasToldWhole = ({ isSparse, status, raw }: OrderPointer): boolean =>
  isSparse === true &&
  status === OrderStatus.CANCELED &&
  (raw as { receiptType?: unknown } | undefined)?.receiptType === 'CANCEL';

async function readCases(
  client: CoupangClient,
  orders: readonly OrderPointer[],
  now: Instant,
  context: CallContext,
): Promise<OrderCase[]> {
  const byOrder = groupBy(orders, (order) => order.orderNumber);
  const answers = new Map<string, OrderAnswer>();
  await inPool([...byOrder.keys()], WIDTH, async (orderNumber) => {
    answers.set(orderNumber, await client.sheetsOfOrder(orderNumber, context));
  });
  return [...byOrder].map(([orderNumber, pointers]) => {
    const answer = answers.get(orderNumber) ?? { kind: 'UNKNOWN' };
    const sheets = answer.kind === 'FOUND' ? answer.sheets : [];
    const since = readable(() => sinceOf(pointers, sheets, now));
    return { orderNumber, pointers, answer, sheets, since, claims: [] };
  });
}

/** When the order was paid: nothing was claimed of it before. */
function sinceOf(pointers: readonly OrderPointer[], sheets: readonly WireOrderSheet[], now: Instant): Instant {
  const dates = [
    ...sheets.map((sheet) => instantOf(sheet.paidAt, 'paidAt')),
    ...pointers.map((pointer) => pointer.orderedDate ?? pointer.paidDate ?? null),
  ].filter((date) => date !== null);
  return dates.length > 0 ? Math.min(...dates, now) : now - UNKNOWN_AGE;
}

const isLive = (order: OrderCase): boolean => missingLinesOf(order).length === 0;

/**
 * Claims of orders whose lines all stand in their boxes: order by order, or for many orders with one sweep through the open
 * stop requests, whichever asks less.
 */
async function readClaimsOfLive(
  client: CoupangClient,
  cases: readonly OrderCase[],
  now: Instant,
  context: CallContext,
): Promise<void> {
  const open = cases.filter(mayHaveClaims);
  const oneByOne = open.reduce((sum, { since }) => sum + windowCount(since, now), 0);
  const since = Math.min(now, ...open.map((order) => order.since));
  const isSwept = oneByOne > 2 * windowCount(since, now);
  if (isSwept) addClaims(open, await findOpenStops(client, since, now, context));
  // A hold that no swept receipt explains is asked about by itself: nothing may be shipped on a guess. So is an approved stop,
  // which the list goes on showing as it was on its answer.
  const left = isSwept ? open.filter((order) => hasUnexplainedHold(order) || hasApproved(order)) : open;
  await inPool(left, WIDTH, async (order) => {
    const receipts = await findReceiptsOfOrder(client, order.orderNumber, order.since, now, () => false, context);
    order.claims = receipts.flatMap(claimLinesOf);
    order.isAskedWhole = true;
  });
}

/** Before the seller's confirmation a cancel is immediate and takes the line along: nothing can be open. */
const mayHaveClaims = ({ sheets }: OrderCase): boolean =>
  sheets.some((sheet) => sheet.status !== 'ACCEPT' || sheet.orderItems.some((item) => heldOrCanceled(item) > 0));

const heldOf = (item: WireOrderItem): number => readable(() => countOf(item.holdCountForCancel, 'holdCountForCancel'));

const heldOrCanceled = (item: WireOrderItem): number =>
  heldOf(item) + readable(() => countOf(item.cancelCount, 'cancelCount'));

const hasUnexplainedHold = ({ sheets, claims }: OrderCase): boolean =>
  sheets.some((sheet) =>
    sheet.orderItems.some(
      (item) => heldOf(item) > 0 && !claims.some(({ lineNumber }) => lineNumber === idOf(item.vendorItemId)),
    ),
  );

const hasApproved = ({ claims }: OrderCase): boolean => claims.some(({ receipt }) => isApproved(receipt));

/**
 * Claims of orders that Coupang shows no more, or of which a line is gone: what was not confirmed yet was most likely canceled
 * at once, anything else stopped or sent back. Where the likelier list has nothing, the other is read.
 */
async function readClaimsOfMissing(
  client: CoupangClient,
  cases: readonly OrderCase[],
  now: Instant,
  context: CallContext,
): Promise<void> {
  const ours = cases.filter(({ answer }) => answer.kind !== 'UNKNOWN');
  const immediate = ours.filter(({ pointers }) => pointers.some(({ status }) => status === OrderStatus.PAID));
  await sweepImmediate(client, immediate, now, context);
  await inPool(ours.filter(isUnexplained), WIDTH, async (order) => {
    const isEnough = (lines: readonly ClaimLine[]): boolean =>
      !isUnexplained({ ...order, claims: [...order.claims, ...lines] });
    const receipts = await findReceiptsOfOrder(
      client,
      order.orderNumber,
      order.since,
      now,
      (found) => isEnough(found.flatMap(claimLinesOf)),
      context,
    );
    order.claims = [...order.claims, ...receipts.flatMap(claimLinesOf)];
  });
  const left = ours.filter((order) => isUnexplained(order) && !immediate.includes(order));
  await sweepImmediate(client, left, now, context);
}

async function sweepImmediate(
  client: CoupangClient,
  cases: readonly OrderCase[],
  now: Instant,
  context: CallContext,
): Promise<void> {
  if (cases.length === 0) return;
  const since = Math.min(...cases.map((order) => order.since));
  await findImmediateCancels(client, since, now, context, (receipts) => {
    addClaims(cases, receipts.filter(isImmediate).flatMap(claimLinesOf));
    return !cases.some(isUnexplained);
  });
}

const isUnexplained = (order: OrderCase): boolean =>
  missingLinesOf(order).some(({ key }) => !order.claims.some(({ orderKey }) => orderKey === key));

function addClaims(cases: readonly OrderCase[], lines: readonly ClaimLine[]): void {
  const byOrder = groupBy(lines, ({ orderNumber }) => orderNumber);
  for (const order of cases) order.claims = [...order.claims, ...(byOrder.get(order.orderNumber) ?? [])];
}

function answerOf(told: readonly OrderPointer[], cases: readonly OrderCase[]): LookupAnswer {
  const lines = told.flatMap(({ raw }) => receiptsIn(raw).flatMap(claimLinesOf));
  const live = cases.flatMap(liveOrdersOf);
  const standing = new Set(live.map(({ key }) => key));
  // A canceled line whose box goes on with others is told by its box, and better.
  const fromReceipts = told.filter(({ key }) => !standing.has(key)).map((pointer) => closedLineOf(pointer, lines));
  const missing = cases.flatMap((order) =>
    missingLinesOf(order).map((pointer) => ({ pointer, record: closedLineOf(pointer, order.claims) })),
  );
  return {
    orders: [...live, ...fromReceipts, ...missing.map(({ record }) => record)].filter((record) => record !== null),
    cancellations: cancellationsOf(cases.flatMap(({ claims }) => claims)),
    gone: missing.filter(({ record }) => record === null).map(({ pointer }) => pointer.key),
  };
}
