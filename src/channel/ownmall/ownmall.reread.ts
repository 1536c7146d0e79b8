import { inPool } from '../../base/pool.js';
import type { StoredCancellation } from '../../model/cancellation.js';
import type { CancellationReads, Snapshot } from '../channel.js';
import type { CallContext } from '../http.js';
import type { OwnMallClient } from './ownmall.client.js';
import { Findings } from './ownmall.findings.js';
import { CANCEL_STATUS_TOKENS, cancellationListings } from './ownmall.listings.js';
import type { OwnMallPages } from './ownmall.pages.js';
import { windowsAround, type Dated } from './ownmall.windows.js';

/** Claims of one call to reread(). */
const MOST_CLAIMS = 100;

const WIDTH = 5;

export function cancellationReads(client: OwnMallClient, pages: OwnMallPages): CancellationReads {
  return {
    listings: cancellationListings(pages),
    maxBatch: MOST_CLAIMS,
    reread: (claims, context) => reread(client, pages, claims, context),
  };
}

/** In the list around their request dates, one question for all; the rest by single reads where the mall has them. */
async function reread(
  client: OwnMallClient,
  pages: OwnMallPages,
  claims: readonly StoredCancellation[],
  context: CallContext,
): Promise<Snapshot> {
  const findings = new Findings(claims.map((claim) => claim.orderNumber));
  for (const { dateType, span } of windowsAround(claims.flatMap(datedOf))) {
    const question = { path: '/canceled-orders', dateType, statuses: CANCEL_STATUS_TOKENS, span } as const;
    for await (const { rows, asked } of pages.read(question, context)) findings.add(rows, '/canceled-orders', asked);
  }
  const told = new Set(findings.answer().cancellations.map(({ key }) => key));
  const left = claims.filter(({ key }) => !told.has(key)).map(({ orderNumber }) => orderNumber);
  if (left.length > 0 && (await client.hasSingleRead(context))) {
    await inPool([...new Set(left)], WIDTH, async (orderNumber) => {
      const row = await client.order(orderNumber, context);
      if (row) findings.add([row], null, null);
    });
  }
  const { orders, cancellations } = findings.answer();
  return { orders, cancellations };
}

const datedOf = ({ orderNumber, cancellationRequestDate }: StoredCancellation): Dated[] =>
  cancellationRequestDate === null
    ? []
    : [{ orderNumber, dateType: 'cancel_request_date', date: cancellationRequestDate }];
