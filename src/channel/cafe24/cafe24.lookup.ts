import { chunk, groupBy } from '../../base/collections.js';
import type { StoredCancellation } from '../../model/cancellation.js';
import type { OrderLookup, OrderPointer, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import { closedClaims } from './cafe24.claims.js';
import { MOST_VALUES, type Cafe24Client } from './cafe24.client.js';
import { neededText } from './cafe24.fields.js';
import { linesOf } from './cafe24.lines.js';
import { snapshotOf } from './cafe24.map.js';

/** The order of a line: an order_item_code is `{order_id}-{nn}` (documented), and may be all that is known of it. */
const orderIdOf = ({ key, orderNumber }: OrderPointer): string => /^(.+)-\d+$/.exec(key)?.[1] ?? orderNumber;

/** Orders are asked for by number, a hundred at once, and come whole, whatever the purpose. */
export const orderLookup = (client: Cafe24Client): OrderLookup => ({
  maxBatch: MOST_VALUES,
  unitOf: orderIdOf,
  async read(orders, _purpose, context) {
    const numbers = [...new Set(orders.map(orderIdOf))];
    const snapshot = snapshotOf(await client.ordersById(numbers, context), null);
    const found = new Set(snapshot.orders.map(({ key }) => key));
    const asked = [...new Set(orders.map(({ key }) => key))];
    return { ...snapshot, gone: asked.filter((key) => !found.has(key)) };
  },
});

/** Claims are told with their orders; what became of one that leaves no trace there is concluded from its line. */
export async function rereadClaims(
  client: Cafe24Client,
  claims: readonly StoredCancellation[],
  context: CallContext,
): Promise<Snapshot> {
  const asked = groupBy(claims, ({ orderNumber }) => orderNumber);
  const snapshots: Snapshot[] = [];
  for (const numbers of chunk([...asked.keys()], MOST_VALUES)) {
    const orders = await client.ordersById(numbers, context);
    const { orders: records, cancellations } = snapshotOf(orders, null);
    const closed = orders.flatMap((order) =>
      closedClaims(order, linesOf(order), cancellations, asked.get(neededText(order, 'order_id')) ?? []),
    );
    snapshots.push({ orders: records, cancellations: [...cancellations, ...closed] });
  }
  return {
    orders: snapshots.flatMap(({ orders }) => orders),
    cancellations: snapshots.flatMap(({ cancellations }) => cancellations),
  };
}
