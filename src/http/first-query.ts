import type { Instant } from '../base/clock.js';
import { DAY, startOfKstDay, toIsoKst } from '../base/time.js';

/** A query that shows what Moa is for: the orders of today and the two days before. */
export function firstQuery(now: Instant): string {
  const tomorrow = startOfKstDay(now) + DAY;
  return `query LastThreeDays {
  orders(filter: { startDate: "${toIsoKst(tomorrow - 3 * DAY)}", endDate: "${toIsoKst(tomorrow)}" }, first: 20) {
    totalCount
    nodes { id channel { id marketplace } orderNumber status claimStatus productName productQuantity receiverName orderedDate }
    channels { channel { id } outcome rows error { code message } }
  }
}`;
}

/** The same as a command to paste into a shell. */
export function firstCall(url: string, query: string, hasKeys: boolean): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ') });
  const headers = ['content-type: application/json', ...(hasKeys ? ['authorization: Bearer <your key>'] : [])];
  return `curl -s ${url} ${headers.map((header) => `-H '${header}'`).join(' ')} -d '${body}'`;
}
