import type { Cancellation } from '../../cancellation/cancellation.entity.js';
import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { RejectItem } from '../../channel/channel.js';
import type { Clock } from '../../base/clock.js';
import { ActionType } from '../../model/action.js';
import { CancellationStatus } from '../../model/cancellation.js';
import type { Courier } from '../../model/courier.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Unit, WriteOperation, WriteRequest } from '../write.operation.js';
import type { CourierChoice } from './courier-choice.js';
import { hasInvoice } from './courier-choice.js';
import type { ClaimServices } from './on-claims.js';
import { areAllClaims, claimItem, onClaims } from './on-claims.js';

export interface RejectRequest extends WriteRequest {
  readonly courier: Courier;
  /** Letters and digits only. */
  readonly trackingNumber: string;
  readonly dispatchedAt: number | null;
  readonly reason: string | null;
}

export interface RejectServices extends ClaimServices {
  readonly clock: Clock;
  readonly couriers: CourierChoice;
}

const REJECTED: ReadonlySet<CancellationStatus> = new Set([CancellationStatus.REJECTED]);

/**
 * 취소거부: the goods left already, under this invoice. The claim is read first: a withdrawn one is not rejected. It is done
 * once the invoice stands as well, which some marketplaces take in a call of its own.
 */
export const rejectCancel = (services: RejectServices): WriteOperation<Cancellation, RejectItem, RejectRequest> => ({
  ...onClaims(services),
  type: ActionType.REJECT_CANCEL,
  readsFirst: true,
  writeOf: (channel) => channel.rejectCancel,
  validate: (connected, { courier }) => services.couriers.problemOf(connected, courier),
  unitOf: (connected, claim) => connected.channel.rejectCancel!.unitOf(claim),
  check: async (unit) => problemOf(unit.subjects, await isRejected(services, unit)),
  itemOf: async (unit) => ({
    ...(await claimItem(services, unit)),
    courierCode: await services.couriers.codeOf(unit.connected, unit.request.courier),
    trackingNumber: unit.request.trackingNumber,
    dispatchedAt: unit.request.dispatchedAt ?? services.clock.now(),
    reason: unit.request.reason,
  }),
  isDone: (unit) => isRejected(services, unit),
});

/** The claims are rejected and their orders, as far as they are known, on their way. */
async function isRejected(
  { orders }: ClaimServices,
  { connected, subjects }: Pick<Unit<Cancellation>, 'connected' | 'subjects'>,
): Promise<boolean> {
  if (!areAllClaims(subjects, REJECTED)) return false;
  const lines = await orders.byKeys(
    connected.id,
    subjects.map(({ orderKey }) => orderKey),
  );
  return lines.every(hasInvoice);
}

function problemOf(claims: readonly Cancellation[], isDone: boolean): ChannelError | null {
  if (isDone) return ownError(ErrorCode.ALREADY_DONE, 'The cancellation is rejected already.');
  const closed = claims.find(({ status }) => status !== CancellationStatus.REQUESTED && !REJECTED.has(status));
  return closed
    ? ownError(ErrorCode.WRONG_STATE, `The cancellation is ${closed.status}; there is nothing to reject.`)
    : null;
}
