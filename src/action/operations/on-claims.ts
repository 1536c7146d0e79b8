import type { Cancellation } from '../../cancellation/cancellation.entity.js';
import type { CancellationQuery } from '../../cancellation/cancellation.query.js';
import type { ApproveItem } from '../../channel/channel.js';
import type { ConnectedChannel } from '../../channel/connected-channel.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { OrderQuery } from '../../order/order.query.js';
import type { Refresh } from '../../reader/refresh.js';
import type { Unit } from '../write.operation.js';

export interface ClaimServices {
  readonly cancellations: CancellationQuery;
  readonly orders: OrderQuery;
  readonly refresh: Refresh;
}

/** What answers to a cancel request share: they act on all open lines of the claim. */
export const onClaims = (services: ClaimServices) => ({
  subject: 'CANCELLATION' as const,
  isPart: () => false,
  goesAlong: () => true,
  find: (channelId: string, keys: readonly string[]) => services.cancellations.byKeys(channelId, keys),
  linesOf: async (connected: ConnectedChannel, claims: readonly Cancellation[]) => {
    const numbers = [...new Set(claims.map(({ orderNumber }) => orderNumber))];
    const found = await services.cancellations.byOrderNumbers(connected.id, numbers);
    return found.filter(({ status }) => status === CancellationStatus.REQUESTED);
  },
  refresh: async (connected: ConnectedChannel, claims: readonly Cancellation[]) => {
    const keys = [...new Set(claims.map(({ orderKey }) => orderKey))];
    await services.refresh.read(connected, await services.orders.byKeys(connected.id, keys), keys);
  },
  afterwards: () => Promise.resolve({ addressChanged: null }),
  orderKeysOf: ({ subjects }: Pick<Unit<Cancellation>, 'subjects'>) => [
    ...new Set(subjects.map(({ orderKey }) => orderKey)),
  ],
});

/** A claim's lines with their orders, as far as they are known. */
export const claimItem = async (
  services: ClaimServices,
  { connected, subjects }: Pick<Unit<Cancellation>, 'connected' | 'subjects'>,
): Promise<ApproveItem> => ({
  cancellations: subjects,
  orders: await services.orders.byKeys(
    connected.id,
    subjects.map(({ orderKey }) => orderKey),
  ),
});

/** Whether there are claims and all are in one of these states. */
export const areAllClaims = (claims: readonly Cancellation[], statuses: ReadonlySet<CancellationStatus>): boolean =>
  claims.length > 0 && claims.every(({ status }) => statuses.has(status));
