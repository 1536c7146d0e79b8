import type { Instant } from '../../base/clock.js';
import { inPool } from '../../base/pool.js';
import type { CallContext } from '../http.js';
import type { LiveOrders } from './esm.claims.js';
import { isWithdrawn, orderNumberOf } from './esm.claims.js';
import type { EsmClient } from './esm.client.js';
import { instant } from './esm.fields.js';
import type { WireClaim, WireOrder } from './esm.wire.js';

const WIDTH = 4;

/**
 * The orders of requests that were taken back, one question each: such a claim has one word for the buyer's withdrawal and for
 * the seller's rejection, and only the order tells which. The questions are free of the lists' rate limit.
 * @param known rows that were read already.
 */
export async function readLive(
  client: EsmClient,
  claims: readonly WireClaim[],
  context: CallContext,
  known: LiveOrders = new Map(),
): Promise<LiveOrders> {
  const found = new Map<string, WireOrder>(known);
  const wanted = new Map<string, Instant | null>();
  for (const claim of claims) {
    const number = orderNumberOf(claim);
    if (isWithdrawn(claim) && !found.has(number)) wanted.set(number, instant(claim, 'OrderDate') ?? null);
  }
  await inPool([...wanted], WIDTH, async ([orderNumber, near]) => {
    const answer = await client.order({ orderNumber, near, branchCode: null }, context);
    if (answer.kind === 'FOUND') found.set(orderNumber, answer.row);
  });
  return found;
}
