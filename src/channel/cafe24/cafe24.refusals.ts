import { ErrorCode } from '../../model/error-code.js';
import type { Refusal, WriteOutcome } from '../channel.js';
import type { ChannelFault } from '../fault.js';
import type { WireError } from './cafe24.wire.js';

/** What an HTTP status means for a write. Documented. */
const statuses: ReadonlyMap<number, ErrorCode> = new Map([
  [400, ErrorCode.CHANNEL_REJECTED], // content type, characters of the address: nothing a caller could mend
  [404, ErrorCode.NOT_FOUND],
  [409, ErrorCode.ALREADY_DONE], // the same content was written to the same resource before
  [422, ErrorCode.BAD_INPUT], // a parameter is missing or will not do; its name is in the text
  [429, ErrorCode.CHANNEL_RATE_LIMITED],
  [500, ErrorCode.CHANNEL_UNAVAILABLE],
  [503, ErrorCode.CHANNEL_UNAVAILABLE],
  [504, ErrorCode.CHANNEL_TIMEOUT],
]);

/** Texts that say more than their status. Observed. */
const texts: readonly { status: number; wording: RegExp; code: ErrorCode }[] = [
  // Shipped already, registered already, canceled: the order read back tells which.
  { status: 422, wording: /cannot change to that order state/i, code: ErrorCode.WRONG_STATE },
  { status: 404, wording: /no api found/i, code: ErrorCode.CHANNEL_REJECTED },
];

const PASSING: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.CHANNEL_RATE_LIMITED,
  ErrorCode.CHANNEL_UNAVAILABLE,
  ErrorCode.CHANNEL_TIMEOUT,
]);

export function refusalOf(error: WireError): Refusal {
  const told = texts.find(({ status, wording }) => status === error.status && wording.test(error.message ?? ''));
  const code = told?.code ?? statuses.get(error.status) ?? ErrorCode.CHANNEL_REJECTED;
  return {
    code,
    retryable: PASSING.has(code),
    channelCode: error.code,
    channelMessage: error.message,
  };
}

/** The refusal of a whole bulk call that doesn't say which of its requests is to blame. */
export const isAboutOneRequest = ({ status }: WireError): boolean => [404, 409, 422].includes(status);

/** One object of a mixed answer that failed on the marketplace's side may have been done all the same. */
export const isUnsure = ({ status }: WireError): boolean => status >= 500;

export const refused = (error: WireError): WriteOutcome => ({ kind: 'REFUSED', refusal: refusalOf(error) });

/** Ours, before anything is sent. */
export const refusedHere = (code: ErrorCode): WriteOutcome => ({
  kind: 'REFUSED',
  refusal: { code, retryable: false, channelCode: null, channelMessage: null },
});

export const unknown = (reason: string): WriteOutcome => ({ kind: 'UNKNOWN', reason });

/** A fault of a later call must not take the outcomes of earlier ones with it. */
export const outcomeOfFault = (fault: ChannelFault): WriteOutcome =>
  fault.mayHaveActed
    ? unknown(fault.message)
    : {
        kind: 'REFUSED',
        refusal: {
          code: fault.code,
          retryable: fault.retryable,
          channelCode: fault.channelCode,
          channelMessage: fault.channelMessage,
        },
      };
