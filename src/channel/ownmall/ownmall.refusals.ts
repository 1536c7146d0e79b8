import { ErrorCode } from '../../model/error-code.js';
import type { Refusal } from '../channel.js';
import { ChannelFault, type FaultCode } from '../fault.js';
import type { ActionResult } from './ownmall.wire.js';

export type Action = 'CONFIRM' | 'INVOICE' | 'APPROVE';

/** Source: openapi.yaml, ResultCode (proposal). What the mall answers to an action with its considered "no". */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  ALREADY_DONE: ErrorCode.ALREADY_DONE, // the same action with the same data was done before
  ORDER_NOT_FOUND: ErrorCode.NOT_FOUND,
  INVALID_STATE: ErrorCode.WRONG_STATE,
  ALREADY_SHIPPED: ErrorCode.WRONG_STATE,
  ALREADY_CANCELED: ErrorCode.WRONG_STATE,
  CANCEL_REQUEST_PENDING: ErrorCode.CANCEL_PENDING,
  NO_CANCEL_REQUEST: ErrorCode.WRONG_STATE,
  INVALID_TRACKING_NO: ErrorCode.BAD_INPUT,
  INVALID_COURIER: ErrorCode.BAD_INPUT,
  VALIDATION: ErrorCode.BAD_INPUT,
  NOT_SUPPORTED: ErrorCode.UNSUPPORTED,
};

/** Of an invoice it says: another one is registered; of an approval: it left before. */
const REFUSALS_OF_INVOICE: Readonly<Record<string, ErrorCode>> = { ALREADY_SHIPPED: ErrorCode.DUPLICATE };

/** Codes that are no answer to what was asked, whatever the HTTP status. */
const FAULTS: Readonly<Record<string, FaultCode>> = {
  UNAUTHORIZED: ErrorCode.CHANNEL_UNAUTHORIZED,
  FORBIDDEN: ErrorCode.CHANNEL_UNAUTHORIZED,
  RATE_LIMITED: ErrorCode.CHANNEL_RATE_LIMITED,
  INTERNAL: ErrorCode.CHANNEL_UNAVAILABLE,
};

export function refusalOf(action: Action, result: ActionResult): Refusal {
  const { code, reason } = result;
  const table = action === 'INVOICE' ? { ...REFUSALS, ...REFUSALS_OF_INVOICE } : REFUSALS;
  return {
    code: (code === null ? undefined : table[code]) ?? ErrorCode.CHANNEL_REJECTED,
    retryable: false,
    channelCode: code,
    channelMessage: reason,
  };
}

/** Null where status and code are no fault: an answer, or a refusal. */
export function faultCodeOf(status: number, code: string | null): FaultCode | null {
  const byCode = code === null ? undefined : FAULTS[code];
  if (byCode) return byCode;
  if (status === 401 || status === 403) return ErrorCode.CHANNEL_UNAUTHORIZED;
  if (status === 429) return ErrorCode.CHANNEL_RATE_LIMITED;
  if (status >= 500 && status !== 501) return ErrorCode.CHANNEL_UNAVAILABLE;
  return null;
}

/** What HTTP 501 means, with or without a body that says so. */
export const NOT_SUPPORTED = 'NOT_SUPPORTED';

export const isNotSupported = (error: unknown): error is ChannelFault =>
  error instanceof ChannelFault && error.channelCode === NOT_SUPPORTED;

/** A read that the mall refuses because it does not know an optional thing, rather than because we asked wrongly. */
export const isNotOffered = (error: unknown): error is ChannelFault =>
  isNotSupported(error) || (error instanceof ChannelFault && error.channelCode === 'VALIDATION');
