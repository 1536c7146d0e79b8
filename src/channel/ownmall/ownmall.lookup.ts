import { inPool } from '../../base/pool.js';
import type { Clock } from '../../base/clock.js';
import { SECOND, parseInstant } from '../../base/time.js';
import { OrderStatus } from '../../model/order.js';
import type { LookupAnswer, OrderLookup, OrderPointer } from '../channel.js';
import type { CallContext } from '../http.js';
import type { OwnMallClient } from './ownmall.client.js';
import { Findings } from './ownmall.findings.js';
import { CANCEL_STATUS_TOKENS, ORDER_STATUS_TOKENS, WINDOW } from './ownmall.listings.js';
import type { OwnMallPages } from './ownmall.pages.js';
import { isNotSupported } from './ownmall.refusals.js';
import { windowsAround, type Dated, type DatedWindow } from './ownmall.windows.js';
import type { DateType } from './ownmall.wire.js';

/** Orders of one call to read(); more would make a failure lose more. */
const MOST_ORDERS = 50;

/** Single reads under way at once; the rate limit paces them anyway. */
const WIDTH = 5;

/** Both lists, orders and cancellations. */
const CALLS_PER_WINDOW = 2;

/**
 * GET /orders/{orderNumber} tells one order with its cancellation, where the mall has it (an optional operation). Many
 * orders of neighbouring dates, and all orders of a mall without it, are found in both lists around their dates.
 */
export function orderLookup(client: OwnMallClient, pages: OwnMallPages, clock: Clock): OrderLookup {
  const lookup = new Lookup(client, pages, clock);
  return {
    maxBatch: MOST_ORDERS,
    unitOf: (order) => order.orderNumber,
    read: (orders, _purpose, context) => lookup.read(orders, context),
  };
}

class Lookup {
  constructor(
    private readonly client: OwnMallClient,
    private readonly pages: OwnMallPages,
    private readonly clock: Clock,
  ) {}

  async read(orders: readonly OrderPointer[], context: CallContext): Promise<LookupAnswer> {
    const findings = new Findings(orders.map((order) => order.orderNumber));
    const windows = this.#windowsOf(orders);
    const hasSingleRead = await this.client.hasSingleRead(context);
    if (!hasSingleRead || windows.length * CALLS_PER_WINDOW < findings.missing().length) {
      for (const window of windows) await this.#readWindow(window, hasSingleRead, findings, context);
    }
    if (!hasSingleRead) this.#giveUp(orders, findings);
    else if (!(await this.#readSingly(findings, context))) return this.read(orders, context);
    return findings.answer();
  }

  /** Orders without any date are sought in the last window there is. */
  #windowsOf(orders: readonly OrderPointer[]): readonly DatedWindow[] {
    const dated = (dateType: DateType, dateOf: (order: OrderPointer) => number | null): Dated[] =>
      orders.flatMap((order) => {
        const date = dateOf(order);
        return date === null ? [] : [{ orderNumber: order.orderNumber, dateType, date }];
      });
    const windows = windowsAround([
      ...dated('ordered_date', orderedDateOf),
      ...dated('paid_date', (order) => (orderedDateOf(order) === null ? paidDateOf(order) : null)),
    ]);
    const undated = orders.filter((order) => !isDated(order));
    if (undated.length === 0) return windows;
    const end = Math.ceil(this.clock.now() / SECOND) * SECOND;
    const span = { start: end - WINDOW.longest, end };
    return [...windows, { dateType: 'ordered_date', span, orderNumbers: undated.map((order) => order.orderNumber) }];
  }

  /** Orders first, then cancellations: an order that is cancelled meanwhile is in one of them at least. */
  async #readWindow(
    window: DatedWindow,
    hasSingleRead: boolean,
    findings: Findings,
    context: CallContext,
  ): Promise<void> {
    const { dateType, span } = window;
    const statuses = ORDER_STATUS_TOKENS.filter((token) => dateType !== 'paid_date' || token !== 'UNPAID');
    // A window so full that its pages cost more than single reads is left.
    const mostPages = hasSingleRead ? window.orderNumbers.length - 1 : Infinity;
    const orders = this.pages.read({ path: '/orders', dateType, statuses, span }, context);
    for await (const { rows, asked, totalCount, pageSize } of orders) {
      if (totalCount !== null && totalCount > mostPages * pageSize) return;
      findings.add(rows, '/orders', asked);
    }
    const claims = { path: '/canceled-orders', dateType, statuses: CANCEL_STATUS_TOKENS, span } as const;
    for await (const { rows, asked } of this.pages.read(claims, context)) {
      findings.add(rows, '/canceled-orders', asked);
    }
    findings.claimsRead(window.orderNumbers);
  }

  /** @returns false when the mall announces single reads and has none. */
  async #readSingly(findings: Findings, context: CallContext): Promise<boolean> {
    try {
      await inPool(findings.missing(), WIDTH, async (orderNumber) => {
        const row = await this.client.order(orderNumber, context);
        if (row) findings.add([row], null, null);
        else findings.gone(orderNumber);
      });
    } catch (error) {
      if (isNotSupported(error)) return false;
      throw error;
    }
    await this.#readUntoldClaims(findings, context);
    return true;
  }

  /** A cancelled order always has a cancellation; a mall that leaves it out of the single read tells it in the list. */
  async #readUntoldClaims(findings: Findings, context: CallContext): Promise<void> {
    const untold = findings
      .ordersWithoutClaim()
      .filter((order) => order.status === OrderStatus.CANCELED && orderedDateOf(order) !== null)
      .map((order) => ({
        orderNumber: order.orderNumber,
        dateType: 'ordered_date' as const,
        date: order.orderedDate ?? 0,
      }));
    for (const { dateType, span } of windowsAround(untold)) {
      const claims = { path: '/canceled-orders', dateType, statuses: ['CANCEL_COMPLETED'], span } as const;
      for await (const { rows, asked } of this.pages.read(claims, context)) {
        findings.add(rows, '/canceled-orders', asked);
      }
    }
  }

  /** What both lists of its own date do not show is gone; of an order without a date nothing is known. */
  #giveUp(orders: readonly OrderPointer[], findings: Findings): void {
    const dated = new Set(orders.filter(isDated).map((order) => order.orderNumber));
    for (const orderNumber of findings.nowhere()) if (dated.has(orderNumber)) findings.gone(orderNumber);
  }
}

const orderedDateOf = (order: OrderPointer): number | null => order.orderedDate ?? null;

function paidDateOf(order: OrderPointer): number | null {
  const ofClaim = order.native?.['paidDate'];
  return order.paidDate ?? (ofClaim === undefined ? null : parseInstant(ofClaim));
}

const isDated = (order: OrderPointer): boolean => orderedDateOf(order) !== null || paidDateOf(order) !== null;
