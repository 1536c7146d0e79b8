import type { Clock, Instant } from '../../base/clock.js';
import type { Span } from '../../base/span.js';
import { alignSpan, splitSpan } from '../../base/span.js';
import type { CancellationRecord, StoredCancellation } from '../../model/cancellation.js';
import { CancellationStatus, Party } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { CancellationReads, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import { cancellation } from './elevenst.claims.js';
import { CANCELED_AFTER_PURCHASE_CODE } from './elevenst.codes.js';
import type { ElevenstClient } from './elevenst.client.js';
import { MAX_ORDER_NUMBERS } from './elevenst.client.js';
import { CLAIM_WINDOW, COMPLETED_LIST, WITHDRAWN_LIST, cancellationListings } from './elevenst.listings.js';
import { readStates } from './elevenst.lookup.js';
import { orderState } from './elevenst.map.js';
import { readWindow } from './elevenst.rows.js';

/** Statuses of a line whose parcel has left; with a claim open before, dispatching has rejected it. Documented. */
const DISPATCHED: ReadonlySet<OrderStatus> = new Set([
  OrderStatus.IN_TRANSIT,
  OrderStatus.DELIVERED,
  OrderStatus.PURCHASE_CONFIRMED,
  OrderStatus.RETURNED,
  OrderStatus.EXCHANGED,
]);

/**
 * 11st has no claim by number: the state of the lines tells which claims are open still, and only for the others the claim
 * lists are read, from the request until now.
 */
export const cancellationReads = (client: ElevenstClient, clock: Clock): CancellationReads => ({
  listings: cancellationListings(client),
  maxBatch: MAX_ORDER_NUMBERS,
  reread: (claims, context) => new Reread(client, clock.now(), context).run(claims),
});

class Reread {
  constructor(
    private readonly client: ElevenstClient,
    private readonly now: Instant,
    private readonly context: CallContext,
  ) {}

  async run(claims: readonly StoredCancellation[]): Promise<Snapshot> {
    const numbers = [...new Set(claims.map((claim) => claim.orderNumber))];
    const orders = (await readStates(this.client, numbers, this.context)).map((row) => orderState(row));
    const byKey = new Map(orders.map((order) => [order.key, order]));
    const isOpen = (claim: StoredCancellation): boolean =>
      byKey.get(claim.orderKey)?.claimStatus === ClaimStatus.CANCEL_REQUESTED;

    const closed = claims.filter((claim) => !isOpen(claim));
    const told = await this.#readClosed(closed, byKey);
    const untold = closed.filter((claim) => !told.has(claim.key));
    const inferred = untold.map((claim) => fromOrder(claim, byKey.get(claim.orderKey)));
    return {
      orders: orders.map((order) => withClaimed(order, claims)),
      cancellations: [
        ...claims.filter(isOpen).map(stillOpen),
        ...told.values(),
        ...inferred.filter((record) => record !== undefined),
      ],
    };
  }

  /** What the claim lists say of claims that are not open any more; canceled lines need not be sought among the withdrawn. */
  async #readClosed(
    claims: readonly StoredCancellation[],
    orders: ReadonlyMap<string, OrderRecord>,
  ): Promise<Map<string, CancellationRecord>> {
    const isCanceled = (claim: StoredCancellation): boolean =>
      orders.get(claim.orderKey)?.status === OrderStatus.CANCELED;
    const found = await this.#search(
      WITHDRAWN_LIST,
      claims.filter((claim) => !isCanceled(claim)),
    );
    const completed = await this.#search(
      COMPLETED_LIST,
      claims.filter((claim) => !found.has(claim.key)),
    );
    return new Map([...found, ...completed]);
  }

  /** Reads a claim list from the first of the requests until now, or until all are found. */
  async #search(
    list: { readonly path: string; readonly code: string },
    claims: readonly StoredCancellation[],
  ): Promise<Map<string, CancellationRecord>> {
    const found = new Map<string, CancellationRecord>();
    const sought = new Set(claims.map((claim) => claim.key));
    if (sought.size === 0) return found;
    for (const window of splitSpan(this.#since(claims), CLAIM_WINDOW.longest)) {
      for await (const rows of readWindow(this.client, list.path, window, this.context)) {
        for (const row of rows) {
          const record = cancellation(row, list.code);
          if (sought.has(record.key)) found.set(record.key, record);
        }
      }
      if (found.size === sought.size) break;
    }
    return found;
  }

  #since(claims: readonly StoredCancellation[]): Span {
    const { now } = this;
    const requested = claims.map((claim) => claim.cancellationRequestDate ?? now - CLAIM_WINDOW.longest);
    // The minute after now as well: 11st's clock may be ahead.
    return alignSpan(
      { start: Math.min(now, ...requested), end: now + CLAIM_WINDOW.resolution },
      CLAIM_WINDOW.resolution,
    );
  }
}

/** What an open request asks for is the claim's to tell: the line's own count holds earlier cancels too. */
function withClaimed(order: OrderRecord, claims: readonly StoredCancellation[]): OrderRecord {
  if (order.claimStatus !== ClaimStatus.CANCEL_REQUESTED) return order;
  const asked = claims.find((claim) => claim.orderKey === order.key)?.cancelQuantity;
  return typeof asked === 'number' ? { ...order, canceledQuantity: asked } : order;
}

const stillOpen = ({ key, orderKey, orderNumber, channelStatus }: StoredCancellation): CancellationRecord => ({
  key,
  orderKey,
  orderNumber,
  status: CancellationStatus.REQUESTED,
  channelStatus,
});

/**
 * What the line's own state says of a claim that no list has: undefined where it says nothing for sure. 11st has no status
 * for a rejected request, so the line's stands beside the claim's.
 */
function fromOrder(claim: StoredCancellation, order: OrderRecord | undefined): CancellationRecord | undefined {
  if (!order) return undefined;
  const channelStatus = `${claim.channelStatus.split('/')[0]}/${order.channelStatus}`;
  const identity = { ...stillOpen(claim), channelStatus };
  // Canceled after the purchase was confirmed (C01): that was another cancel.
  if (order.channelStatus === CANCELED_AFTER_PURCHASE_CODE) return undefined;
  if (order.status === OrderStatus.CANCELED) return { ...identity, status: CancellationStatus.COMPLETED };
  if (!DISPATCHED.has(order.status)) return undefined;
  return { ...identity, status: CancellationStatus.REJECTED, decidedBy: Party.SELLER };
}
