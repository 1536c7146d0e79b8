import { DAY, floorKst } from '../../base/time.js';
import { splitSpan } from '../../base/span.js';
import type { CallContext } from '../http.js';
import type { Cafe24Client } from './cafe24.client.js';
import { instant, money, neededText } from './cafe24.fields.js';
import { linesOf } from './cafe24.lines.js';
import type { Units } from './cafe24.money.js';
import { unpaidPages } from './cafe24.pages.js';
import { owes, type Dues } from './cafe24.prices.js';
import type { WireOrder } from './cafe24.wire.js';

/** As the order list; whether this one has a longest span is not told. */
const LONGEST_MS = 89 * DAY;

/**
 * What those of the orders that wait for money still owe. The order's own record does not tell it (documented), the list of
 * unpaid orders does for bank transfers, first and additional ones. It is asked for the days on which those were ordered.
 * @returns null where no order waits.
 */
export async function duesOf(
  client: Cafe24Client,
  orders: readonly WireOrder[],
  context: CallContext,
): Promise<Dues | null> {
  const owing = new Map(
    orders.filter((order) => owes(order, linesOf(order))).map((order) => [neededText(order, 'order_id'), order]),
  );
  const dates = [...owing.values()].map((order) => instant(order, 'order_date')).filter((date) => date !== null);
  if (dates.length === 0) return null;
  const first = dates.reduce((a, b) => Math.min(a, b));
  const last = dates.reduce((a, b) => Math.max(a, b));
  const span = { start: floorKst(first, DAY), end: floorKst(last, DAY) + DAY };
  const dues = new Map<string, Units>();
  for (const window of splitSpan(span, LONGEST_MS)) {
    for await (const rows of unpaidPages(client, window, context)) {
      for (const row of rows) {
        const orderId = neededText(row, 'order_id');
        const order = owing.get(orderId);
        if (order === undefined) continue;
        const due = money(row, 'unpaid_amount', neededText(order, 'currency'));
        if (due !== null) dues.set(orderId, (dues.get(orderId) ?? 0n) + due);
      }
    }
  }
  return dues;
}
