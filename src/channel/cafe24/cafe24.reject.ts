import { groupBy } from '../../base/collections.js';
import { CancellationStatus, type StoredCancellation } from '../../model/cancellation.js';
import type { RejectCancel, RejectItem, WriteOutcome } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { sendAll, worstOf, type BulkRequest } from './cafe24.bulk.js';
import { LONGEST_REASON } from './cafe24.cancels.js';
import { MOST_VALUES, type Cafe24Client } from './cafe24.client.js';
import { unknown } from './cafe24.refusals.js';
import type { RejectRequest } from './cafe24.wire.js';
import { sendShipments } from './cafe24.writes.js';

/**
 * 취소접수거부, because the goods left: the request is refused, then the invoice registered under which they left, since Cafe24
 * asks for none with the refusal (documented). Of a request that was refused before only the invoice is left to do.
 */
export const rejectCancel = (client: Cafe24Client): RejectCancel => ({
  maxBatch: MOST_VALUES,
  unitOf: ({ orderKey }) => orderKey,
  async send(items, context) {
    const claims = items.flatMap((item) => openOf(item).map((claim) => ({ claim, reason: reasonOf(item) })));
    const groups = groupBy(claims, ({ claim, reason }) => `${claim.orderNumber}\n${reason}`);
    const requests = [...groups.values()].map((group) => {
      const { reason } = group[0]!;
      const refused = group.map(({ claim }) => claim);
      return { ...rejectionOf(refused, reason), apart: refused.map((claim) => rejectionOf([claim], reason)) };
    });
    const rejected = await sendAll(requests, (part) => client.rejectRequests(part, context));
    const outcomes = items.map((item) => worstOf(rejected, openOf(item).map(keyOfLine)));
    const shipped = await shipRejected(
      client,
      items.filter((_item, at) => outcomes[at]?.kind === 'DONE'),
      context,
    );
    return items.map((item, at) => shipped.get(item) ?? outcomes[at]!);
  },
});

const openOf = ({ cancellations }: RejectItem): readonly StoredCancellation[] =>
  cancellations.filter(({ status }) => status !== CancellationStatus.REJECTED);

const keyOfLine = ({ orderKey }: StoredCancellation): string => orderKey;

const reasonOf = ({ reason }: RejectItem): string => (reason ?? '이미 발송된 상품입니다.').slice(0, LONGEST_REASON);

function rejectionOf(claims: readonly StoredCancellation[], reason: string): BulkRequest<RejectRequest> {
  const orderId = claims[0]!.orderNumber;
  const lines = [...new Set(claims.map(keyOfLine))];
  return {
    orderId,
    lines,
    request: {
      order_id: orderId,
      order_item_code: lines,
      undone: 'T',
      reason_type: 'I',
      reason,
      display_reject_reason: 'T',
      reject_reason: reason,
    },
  };
}

/** Registers the invoices of rejected requests. What could not be registered leaves the whole unknown: it is half done. */
async function shipRejected(
  client: Cafe24Client,
  items: readonly RejectItem[],
  context: CallContext,
): Promise<ReadonlyMap<RejectItem, WriteOutcome>> {
  const parcels = items
    .map((item) => ({ ...item, item, orders: item.orders.filter(({ trackingNumber }) => trackingNumber === null) }))
    .filter(({ orders }) => orders.length > 0);
  if (parcels.length === 0) return new Map();
  const outcomes = await sendShipments(client, parcels, context).catch((error: unknown) => {
    if (!(error instanceof ChannelFault)) throw error;
    return new Map<string, WriteOutcome>();
  });
  const halfDone = parcels.flatMap(({ item, orders }): [RejectItem, WriteOutcome][] => {
    const outcome = worstOf(
      outcomes,
      orders.map(({ key }) => key),
    );
    return outcome.kind === 'DONE'
      ? []
      : [[item, unknown('the request is rejected, but its invoice is not registered')]];
  });
  return new Map(halfDone);
}
