import type { Clock } from '../../base/clock.js';
import { alignSpan, splitSpan } from '../../base/span.js';
import { formatKst } from '../../base/time.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { StoredOrder } from '../../model/order.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';
import type { InvoiceItem, WriteOutcome } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { cancellation } from './elevenst.claims.js';
import type { ElevenstClient } from './elevenst.client.js';
import { carriageOf } from './elevenst.couriers.js';
import { CLAIM_WINDOW, OPEN_LIST } from './elevenst.listings.js';
import { readStates } from './elevenst.lookup.js';
import { orderState } from './elevenst.map.js';
import { outcomeOf } from './elevenst.refusals.js';
import { readWindow } from './elevenst.rows.js';

/** `sendDt` of cancelreqreject: the day alone, unlike reqdelivery's. Documented. */
const SEND_DAY = 'yyyyMMdd';

/** Sends the lines of one order that share a delivery number in the part form. */
type DispatchLines = (lines: readonly StoredOrder[]) => Promise<WriteOutcome>;

/**
 * Ships lines whose buyers asked to cancel: on 11st, rejecting such a request is dispatching. Those lines are not dispatched
 * again; in practice the whole delivery goes with the first (observed), so the others are dispatched only where 11st,
 * asked, says that they still wait.
 */
export class Rejection {
  constructor(
    private readonly client: ElevenstClient,
    private readonly clock: Clock,
    private readonly context: CallContext,
    private readonly dispatch: DispatchLines,
  ) {}

  /**
   * @returns null where no open request was found, or a line of the delivery is not confirmed yet, and so nothing was sent:
   * rejecting would ship the others without it.
   */
  async run(item: InvoiceItem): Promise<WriteOutcome | null> {
    if (item.orders.some((order) => order.status === OrderStatus.PAID)) return null;
    const claimed = item.orders.filter((order) => order.claimStatus === ClaimStatus.CANCEL_REQUESTED);
    const claims = await unsent(this.#claimNumbers(claimed));
    const [first, ...others] = claimed.filter((order) => claims.has(order.key));
    if (!first) return null;

    const outcome = await this.#reject(item, first, claims.get(first.key) ?? '');
    if (outcome.kind !== 'DONE') return outcome;
    const rest = item.orders.filter((order) => order !== first);
    if (rest.length === 0) return outcome;
    try {
      for (const order of others) await this.#reject(item, order, claims.get(order.key) ?? '');
      return await this.#dispatchWaiting(rest);
    } catch (error) {
      if (!(error instanceof ChannelFault)) throw error;
      return { kind: 'UNKNOWN', reason: `the first line was dispatched, the others are not known: ${error.code}` };
    }
  }

  #reject(item: InvoiceItem, order: StoredOrder, claimNumber: string): Promise<WriteOutcome> {
    const { dlvMthdCd, dlvEtprsCd, invcNo } = carriageOf(item.courierCode, item.trackingNumber);
    const sendDt = formatKst(item.dispatchedAt, SEND_DAY);
    const args = [order.orderNumber, order.lineNumber, claimNumber, dlvMthdCd, sendDt, dlvEtprsCd, invcNo];
    return this.client
      .act('claimservice/cancelreqreject', args, this.context)
      .then((result) => outcomeOf('cancelreqreject', result));
  }

  /** Dispatches what still waits, one call per order number, and says whether all lines are on their way. */
  async #dispatchWaiting(lines: readonly StoredOrder[]): Promise<WriteOutcome> {
    const numbers = [...new Set(lines.map((line) => line.orderNumber))];
    const rows = await readStates(this.client, numbers, this.context);
    const states = new Map(rows.map((row) => orderState(row)).map((state) => [state.key, state]));
    const isOpen = (line: StoredOrder): boolean => {
      const state = states.get(line.key);
      return !state || state.claimStatus === ClaimStatus.CANCEL_REQUESTED;
    };
    if (lines.some(isOpen)) return { kind: 'UNKNOWN', reason: 'not every line of the delivery was dispatched' };
    const waiting = lines.filter((line) => states.get(line.key)?.status === OrderStatus.CONFIRMED);
    for (const number of numbers) {
      const part = waiting.filter((line) => line.orderNumber === number);
      const outcome = part.length > 0 ? await this.dispatch(part) : undefined;
      if (outcome?.kind === 'REFUSED') {
        const { channelCode } = outcome.refusal;
        return {
          kind: 'UNKNOWN',
          reason: `some lines were dispatched, others refused with ${channelCode ?? 'no code'}`,
        };
      }
    }
    return { kind: 'DONE' };
  }

  /** Numbers of the open requests on these lines, from the claim list: since the confirmation, latest window first. */
  async #claimNumbers(lines: readonly StoredOrder[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    if (lines.length === 0) return found;
    const now = this.clock.now();
    const { longest, resolution } = CLAIM_WINDOW;
    const since = lines.map((line) => line.confirmedDate ?? line.paidDate ?? line.orderedDate ?? now - longest);
    const span = alignSpan({ start: Math.min(now, ...since), end: now + resolution }, resolution);
    for (const window of splitSpan(span, longest).reverse()) {
      for await (const rows of readWindow(this.client, OPEN_LIST.path, window, this.context)) {
        for (const claim of rows.map((row) => cancellation(row, OPEN_LIST.code))) {
          const isSought = lines.some((line) => line.key === claim.orderKey);
          if (isSought && claim.status === CancellationStatus.REQUESTED && claim.claimNumber) {
            found.set(claim.orderKey, claim.claimNumber);
          }
        }
      }
      if (found.size === lines.length) break;
    }
    return found;
  }
}

/** A read that fails before anything was written leaves the write unsent, whatever the fault says of the read. */
async function unsent<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ChannelFault)) throw error;
    throw new ChannelFault(error.code, error.message, {
      channelCode: error.channelCode,
      channelMessage: error.channelMessage,
      cause: error,
      retryable: error.retryable,
      retryAfterMs: error.retryAfterMs ?? undefined,
      mayHaveActed: false,
    });
  }
}
