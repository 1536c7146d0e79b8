import { DAY } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { OrderStatus } from '../../model/order.js';
import type { CancellationListing, OrderListing, Snapshot } from '../channel.js';
import type { Span } from '../../base/span.js';
import type { CallContext } from '../http.js';
import { cancellationsOf, claimLinesOf, closedOrdersOf, isApproved, withdrawnOf } from './coupang.claims.js';
import type { CoupangClient } from './coupang.client.js';
import { LONGEST_WINDOW, LONGEST_WITHDRAWAL_WINDOW, PAGE_SIZE, WITHDRAWAL_PAGE_SIZE } from './coupang.client.js';
import { idOf } from './coupang.fields.js';
import { ordersOf } from './coupang.map.js';
import { readable } from './coupang.reply.js';
import { receiptsIn } from './coupang.sweeps.js';
import type { ReceiptQuestion, SheetStatus, WireReceipt } from './coupang.wire.js';

/** In the order of an order's life; one question each, since the list takes one status a call (documented). */
const SHEET_LISTINGS: readonly (readonly [SheetStatus, readonly OrderStatus[]])[] = [
  ['ACCEPT', [OrderStatus.PAID]],
  ['INSTRUCT', [OrderStatus.CONFIRMED]],
  ['DEPARTURE', [OrderStatus.DISPATCHED]],
  ['DELIVERING', [OrderStatus.IN_TRANSIT]],
  ['FINAL_DELIVERY', [OrderStatus.DELIVERED, OrderStatus.PURCHASE_CONFIRMED]],
  ['NONE_TRACKING', [OrderStatus.DISPATCHED]],
];

/** Order sheets by the date of payment (documented in 2017 to 2019; the current page only says "search start"). */
export const orderListings = (client: CoupangClient): readonly OrderListing[] =>
  SHEET_LISTINGS.map(([status, statuses]) => ({
    id: `ordersheets.${status}`,
    nativeDate: 'PAID',
    statuses,
    window: { longest: LONGEST_WINDOW, resolution: DAY },
    pageSize: PAGE_SIZE,
    async *read(span, context) {
      for await (const sheets of client.sheetPages(status, span, context)) {
        yield { orders: readable(() => sheets.flatMap(ordersOf)), cancellations: [] };
      }
    },
  }));

interface ReceiptListing {
  readonly id: string;
  readonly question: ReceiptQuestion;
  readonly statuses: readonly CancellationStatus[];
  readonly orderStatuses: readonly OrderStatus[];
  /**
   * Approved stops stay listed as they were on their answer, although they are completed by now (observed: the same receipt
   * under RU and CC). Where one is listed, CC is asked as well, so that nothing completed is shown as merely approved.
   */
  readonly showsAnswered?: boolean;
}

const { REQUESTED, APPROVED, REJECTED, COMPLETED, WITHDRAWN } = CancellationStatus;

/**
 * Receipts by status. An open stop shows under RU, UC or both, an answered one stays under RU until it is completed; a rejected
 * one is a return from then on and goes from UC to PR (disputed) or CC (documented; PR for cancels is inferred).
 */
const RECEIPT_LISTINGS: readonly ReceiptListing[] = [
  {
    id: 'returnRequests.RU',
    question: { status: 'RU' },
    statuses: [REQUESTED, APPROVED, REJECTED],
    orderStatuses: [OrderStatus.CONFIRMED],
    showsAnswered: true,
  },
  {
    id: 'returnRequests.UC',
    question: { status: 'UC' },
    statuses: [REQUESTED, APPROVED, REJECTED],
    orderStatuses: [OrderStatus.CONFIRMED, OrderStatus.DISPATCHED],
    showsAnswered: true,
  },
  { id: 'returnRequests.PR', question: { status: 'PR' }, statuses: [REJECTED], orderStatuses: [] },
  {
    id: 'returnRequests.CC',
    question: { status: 'CC' },
    statuses: [COMPLETED, REJECTED],
    orderStatuses: [OrderStatus.CANCELED, OrderStatus.RETURNED],
  },
  {
    id: 'returnRequests.CANCEL',
    question: { cancelType: 'CANCEL' },
    statuses: [COMPLETED],
    orderStatuses: [OrderStatus.CANCELED],
  },
];

export const cancellationListings = (client: CoupangClient): readonly CancellationListing[] => [
  ...RECEIPT_LISTINGS.map(({ id, question, statuses, orderStatuses, showsAnswered }) => ({
    id,
    nativeDate: 'REQUESTED' as const,
    statuses,
    orderStatuses,
    window: { longest: LONGEST_WINDOW, resolution: DAY },
    pageSize: PAGE_SIZE,
    async *read(...[span, context]: Parameters<CancellationListing['read']>): AsyncGenerator<Snapshot> {
      let completed: ReadonlyMap<string, WireReceipt> | null = null;
      for await (const receipts of client.receiptPages(question, span, context)) {
        if (showsAnswered && receipts.some(isApproved)) completed ??= await completedIn(client, span, context);
        yield readable(() => {
          const lines = receipts
            .map((receipt) => completed?.get(idOf(receipt.receiptId)) ?? receipt)
            .flatMap(claimLinesOf);
          return { orders: closedOrdersOf(lines), cancellations: cancellationsOf(lines) };
        });
      }
    },
  })),
  withdrawalListing(client),
];

async function completedIn(client: CoupangClient, span: Span, context: CallContext): Promise<Map<string, WireReceipt>> {
  const receipts = await receiptsIn(client, { status: 'CC' }, span, context);
  return new Map(receipts.map((receipt) => [idOf(receipt.receiptId), receipt]));
}

/**
 * Withdrawals by their own date. Coupang does not say whether a cancel or a return was withdrawn; all are taken for cancels.
 * Read for questions about orders too, so that an order's claimStatus does not depend on what was seen before.
 */
const withdrawalListing = (client: CoupangClient): CancellationListing => ({
  id: 'returnWithdrawRequests',
  nativeDate: 'WITHDRAWN',
  statuses: [WITHDRAWN],
  orderStatuses: [OrderStatus.CONFIRMED],
  window: { longest: LONGEST_WITHDRAWAL_WINDOW, resolution: DAY },
  pageSize: WITHDRAWAL_PAGE_SIZE,
  async *read(span, context) {
    for await (const withdrawals of client.withdrawalPages(span, context)) {
      yield { orders: [], cancellations: readable(() => withdrawals.flatMap(withdrawnOf)) };
    }
  },
});
