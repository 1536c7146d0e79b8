import type { Cancellation } from '../../cancellation/cancellation.entity.js';
import type { ChannelError } from '../../channel/channel-error.js';
import { ownError } from '../../channel/channel-error.js';
import type { ApproveItem } from '../../channel/channel.js';
import { ActionType } from '../../model/action.js';
import { CancellationStatus } from '../../model/cancellation.js';
import { ErrorCode } from '../../model/error-code.js';
import type { WriteOperation } from '../write.operation.js';
import type { ClaimServices } from './on-claims.js';
import { areAllClaims, claimItem, onClaims } from './on-claims.js';

const APPROVED: ReadonlySet<CancellationStatus> = new Set([CancellationStatus.APPROVED, CancellationStatus.COMPLETED]);

/** 취소승인: the buyer's cancel request is granted, for all lines of the claim. */
export const approveCancel = (services: ClaimServices): WriteOperation<Cancellation, ApproveItem> => ({
  ...onClaims(services),
  type: ActionType.APPROVE_CANCEL,
  readsFirst: false,
  writeOf: (channel) => channel.approveCancel,
  validate: () => Promise.resolve(null),
  unitOf: (connected, claim) => connected.channel.approveCancel!.unitOf(claim),
  check: ({ subjects }) => Promise.resolve(problemOf(subjects)),
  itemOf: (unit) => claimItem(services, unit),
  isDone: ({ subjects }) => Promise.resolve(areAllClaims(subjects, APPROVED)),
});

function problemOf(claims: readonly Cancellation[]): ChannelError | null {
  if (areAllClaims(claims, APPROVED)) {
    return ownError(ErrorCode.ALREADY_DONE, 'The cancellation is approved already.');
  }
  const closed = claims.find(({ status }) => status !== CancellationStatus.REQUESTED && !APPROVED.has(status));
  return closed
    ? ownError(ErrorCode.WRONG_STATE, `The cancellation is ${closed.status}; there is nothing to approve.`)
    : null;
}
