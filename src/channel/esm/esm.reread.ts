import type { Clock, Instant } from '../../base/clock.js';
import { groupBy } from '../../base/collections.js';
import { inPool } from '../../base/pool.js';
import { alignSpan, splitSpan } from '../../base/span.js';
import { DAY } from '../../base/time.js';
import type { StoredCancellation } from '../../model/cancellation.js';
import type { CancellationReads } from '../channel.js';
import type { CallContext } from '../http.js';
import { claimKeyOf, claimSnapshot, orderNumberOf } from './esm.claims.js';
import type { EsmClient } from './esm.client.js';
import { CLAIM_WINDOW } from './esm.client.js';
import { readLive } from './esm.live.js';
import type { WireClaim } from './esm.wire.js';

const WIDTH = 4;

/**
 * Where open claims stand now. The list of claims by request date shows all states, so a few windows answer for many claims
 * (requests are granted by themselves after 24 hours, documented); what costs less by number is asked so, as is what the list
 * lacks.
 */
export const rereadClaims =
  (client: EsmClient, clock: Clock): CancellationReads['reread'] =>
  async (claims, context) => {
    const found = new Map<string, WireClaim>();
    const windows = windowsOf(claims, clock.now());
    if (windows.length < claims.length) {
      await inPool(windows, WIDTH, async (span) => keep(found, await client.claims('REQUESTED', span, context)));
    }
    const left = claims.filter(({ key }) => !found.has(key));
    await readByNumber(client, left, found, context);
    const asked = new Set(claims.map(({ orderKey }) => orderKey));
    const rows = [...found.values()].filter((row) => asked.has(orderNumberOf(row)));
    return claimSnapshot(rows, await readLive(client, rows, context));
  };

const keep = (found: Map<string, WireClaim>, rows: readonly WireClaim[]): void => {
  for (const row of rows) found.set(claimKeyOf(row), row);
};

async function readByNumber(
  client: EsmClient,
  claims: readonly StoredCancellation[],
  found: Map<string, WireClaim>,
  context: CallContext,
): Promise<void> {
  const byOrder = groupBy(claims, ({ orderNumber }) => orderNumber);
  await inPool([...byOrder], WIDTH, async ([orderNumber, [claim]]) => {
    const near = claim?.cancellationRequestDate ?? null;
    keep(found, await client.claimsOf({ orderNumber, near, branchCode: null }, context));
  });
}

/** The windows in which the claims were requested; those without a date cannot be listed. */
function windowsOf(claims: readonly StoredCancellation[], now: Instant) {
  const dates = claims.map(({ cancellationRequestDate }) => cancellationRequestDate).filter((date) => date !== null);
  if (dates.length === 0) return [];
  const span = alignSpan({ start: Math.min(...dates), end: Math.max(...dates) + 1 }, DAY);
  const end = Math.min(span.end, alignSpan({ start: now, end: now + 1 }, DAY).end);
  return splitSpan({ start: Math.min(span.start, end - DAY), end }, CLAIM_WINDOW);
}
