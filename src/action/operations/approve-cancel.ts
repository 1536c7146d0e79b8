import type { Cancellation } from '../../cancellation/cancellation.entity.js';
import type { CancellationQuery } from '../../cancellation/cancellation.query.js';
import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { ApproveItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { ErrorCode } from '../../model/error-code.js';
import type { OrderQuery } from '../../order/order.query.js';
import type { Refresh } from '../../reader/refresh.js';
import type { WriteOperation } from '../write.operation.js';

export interface ApproveServices {
  readonly cancellations: CancellationQuery;
  readonly orders: OrderQuery;
  readonly refresh: Refresh;
}

const APPROVED: ReadonlySet<CancellationStatus> = new Set([CancellationStatus.APPROVED, CancellationStatus.COMPLETED]);

const areApproved = (claims: readonly Cancellation[]): boolean =>
  claims.length > 0 && claims.every(({ status }) => APPROVED.has(status));

/** 취소승인: the buyer's cancel request is granted, for all lines of the claim. */
export const approveCancel = (services: ApproveServices): WriteOperation<Cancellation, ApproveItem> => ({
  type: ActionType.APPROVE_CANCEL,
  subject: 'CANCELLATION',
  readsFirst: false,
  writeOf: (channel) => channel.approveCancel,
  validate: () => Promise.resolve(null),
  isPart: () => false,
  goesAlong: () => true,
  find: (channelId, keys) => services.cancellations.byKeys(channelId, keys),
  unitOf: (connected, claim) => connected.channel.approveCancel!.unitOf(claim),
  linesOf: async (connected, claims) => {
    const numbers = [...new Set(claims.map(({ orderNumber }) => orderNumber))];
    const found = await services.cancellations.byOrderNumbers(connected.id, numbers);
    return found.filter(({ status }) => status === CancellationStatus.REQUESTED);
  },
  refresh: async (connected, claims) => {
    const keys = [...new Set(claims.map(({ orderKey }) => orderKey))];
    await services.refresh.read(connected, await services.orders.byKeys(connected.id, keys), keys);
  },
  check: ({ subjects }) => Promise.resolve(problemOf(subjects)),
  itemOf: async ({ connected, subjects }) => ({
    cancellations: subjects,
    orders: await services.orders.byKeys(
      connected.id,
      subjects.map(({ orderKey }) => orderKey),
    ),
  }),
  isDone: ({ subjects }) => Promise.resolve(areApproved(subjects)),
  afterwards: () => Promise.resolve({ addressChanged: null }),
  orderKeysOf: ({ subjects }) => [...new Set(subjects.map(({ orderKey }) => orderKey))],
});

function problemOf(claims: readonly Cancellation[]): ChannelError | null {
  if (areApproved(claims)) return ownError(ErrorCode.ALREADY_DONE, 'The cancellation is approved already.');
  const closed = claims.find(({ status }) => status !== CancellationStatus.REQUESTED && !APPROVED.has(status));
  return closed
    ? ownError(ErrorCode.WRONG_STATE, `The cancellation is ${closed.status}; there is nothing to approve.`)
    : null;
}
