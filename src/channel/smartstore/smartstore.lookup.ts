import { ErrorCode } from '../../model/error-code.js';
import type { StoredCancellation } from '../../model/cancellation.js';
import type { OrderLookup, OrderPointer, Snapshot } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { MOST_ROWS } from './smartstore.answers.js';
import type { SmartStoreClient } from './smartstore.client.js';
import { snapshotOf } from './smartstore.map.js';
import { isUnknownOrder } from './smartstore.refusals.js';
import type { ProductOrderRow } from './smartstore.wire.js';

/** An order's key is its productOrderId. */
export const productOrderIdOf = (order: Pick<OrderPointer, 'key'>): string => order.key;

/** P/query tells every field and claim of up to 300 product orders, whatever the purpose. */
export const orderLookup = (client: SmartStoreClient): OrderLookup => ({
  maxBatch: MOST_ROWS,
  unitOf: productOrderIdOf,
  async read(orders, _purpose, context) {
    const ids = [...new Set(orders.map(productOrderIdOf))];
    const snapshot = snapshotOf(await queryAll(client, ids, context));
    const found = new Set(snapshot.orders.map((order) => order.key));
    // Ids that are unknown or another store's are left out without a word (observed).
    return { ...snapshot, gone: ids.filter((id) => !found.has(id)) };
  },
});

/** Claims are told with their orders. */
export async function rereadClaims(
  client: SmartStoreClient,
  claims: readonly StoredCancellation[],
  context: CallContext,
): Promise<Snapshot> {
  const ids = [...new Set(claims.map((claim) => claim.orderKey))];
  return snapshotOf(await queryAll(client, ids, context));
}

/**
 * Should the marketplace refuse the whole question for one id (seen with 101009 in one client), the ids are halved until
 * the one is found, so that it never hides the others.
 */
async function queryAll(
  client: SmartStoreClient,
  ids: readonly string[],
  context: CallContext,
): Promise<readonly ProductOrderRow[]> {
  if (ids.length === 0) return [];
  try {
    return await client.query(ids, context);
  } catch (error) {
    const isForOneId =
      error instanceof ChannelFault &&
      error.code === ErrorCode.CHANNEL_REJECTED &&
      error.channelCode !== null &&
      isUnknownOrder(error.channelCode);
    if (!isForOneId) throw error;
    if (ids.length === 1) return [];
    const middle = Math.ceil(ids.length / 2);
    const first = await queryAll(client, ids.slice(0, middle), context);
    return [...first, ...(await queryAll(client, ids.slice(middle), context))];
  }
}
