import type { Instant } from '../../base/clock.js';
import type { Span } from '../../base/span.js';
import { DAY, MINUTE, ceilKst, floorKst } from '../../base/time.js';
import type { CallContext } from '../http.js';
import type { ClaimLine } from './coupang.claims.js';
import { claimLinesOf } from './coupang.claims.js';
import type { CoupangClient } from './coupang.client.js';
import { LONGEST_WINDOW } from './coupang.client.js';
import { idOf } from './coupang.fields.js';
import type { ReceiptQuestion, ReceiptStatus, WireReceipt } from './coupang.wire.js';

/** Searches for receipts by other means than their own number, which is all that Coupang looks up directly. */

/** Receipts are filed by Coupang's clock, which may be a little ahead of ours. */
const CLOCK_DRIFT = 5 * MINUTE;

/** Whole days from `since` to now in as few windows as allowed, newest first: what is looked for happened lately. */
function windowsBack(since: Instant, now: Instant): Span[] {
  const first = floorKst(since, DAY);
  const windows: Span[] = [];
  for (let end = ceilKst(now + CLOCK_DRIFT, DAY); end > first; end -= LONGEST_WINDOW) {
    windows.push({ start: Math.max(end - LONGEST_WINDOW, first), end });
  }
  return windows;
}

/** Questions that one such search costs at least. */
export const windowCount = (since: Instant, now: Instant): number => windowsBack(since, now).length;

/** Stop requests that may be open: the same one shows under RU, under UC, or both (documented). */
export async function findOpenStops(
  client: CoupangClient,
  since: Instant,
  now: Instant,
  context: CallContext,
): Promise<ClaimLine[]> {
  const receipts = [
    ...(await findByStatus(client, 'UC', since, now, context)),
    ...(await findByStatus(client, 'RU', since, now, context)),
  ];
  const byNumber = new Map(receipts.map((receipt) => [idOf(receipt.receiptId), receipt]));
  return [...byNumber.values()].flatMap(claimLinesOf);
}

/** Receipts of one status, filed since then. */
export async function findByStatus(
  client: CoupangClient,
  status: ReceiptStatus,
  since: Instant,
  now: Instant,
  context: CallContext,
): Promise<WireReceipt[]> {
  const receipts: WireReceipt[] = [];
  for (const span of windowsBack(since, now)) receipts.push(...(await receiptsIn(client, { status }, span, context)));
  return receipts;
}

/** Cancels and returns of one order, but for immediate cancels, which can't be asked for by order (documented). */
export async function findReceiptsOfOrder(
  client: CoupangClient,
  orderNumber: string,
  since: Instant,
  now: Instant,
  isEnough: (found: readonly WireReceipt[]) => boolean,
  context: CallContext,
): Promise<readonly WireReceipt[]> {
  const found: WireReceipt[] = [];
  for (const span of windowsBack(since, now)) {
    found.push(...(await receiptsIn(client, { orderId: orderNumber }, span, context)));
    if (isEnough(found)) break;
  }
  return found;
}

/** @param onPage told of each page; true ends the search. */
export async function findImmediateCancels(
  client: CoupangClient,
  since: Instant,
  now: Instant,
  context: CallContext,
  onPage: (receipts: readonly WireReceipt[]) => boolean,
): Promise<void> {
  for (const span of windowsBack(since, now)) {
    for await (const page of client.receiptPages({ cancelType: 'CANCEL' }, span, context)) if (onPage(page)) return;
  }
}

/** All pages of one question. */
export async function receiptsIn(
  client: CoupangClient,
  question: ReceiptQuestion,
  span: Span,
  context: CallContext,
): Promise<WireReceipt[]> {
  const receipts: WireReceipt[] = [];
  for await (const page of client.receiptPages(question, span, context)) receipts.push(...page);
  return receipts;
}
