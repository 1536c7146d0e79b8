import { ErrorCode } from '../model/error-code.js';

export type FaultCode =
  | ErrorCode.CHANNEL_UNAUTHORIZED
  | ErrorCode.CHANNEL_RATE_LIMITED
  | ErrorCode.CHANNEL_TIMEOUT
  | ErrorCode.CHANNEL_UNAVAILABLE
  | ErrorCode.CHANNEL_REJECTED
  | ErrorCode.CHANNEL_MALFORMED;

export interface FaultDetails {
  readonly channelCode?: string | null;
  readonly channelMessage?: string | null;
  readonly cause?: unknown;
  /** May the same call succeed later without anybody changing anything? Default by code. */
  readonly retryable?: boolean;
  /** How long the marketplace asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** False only where it is certain that the marketplace never acted on the call; decides whether a write is unknown. */
  readonly mayHaveActed?: boolean;
}

const RETRYABLE: ReadonlySet<FaultCode> = new Set<FaultCode>([
  ErrorCode.CHANNEL_RATE_LIMITED,
  ErrorCode.CHANNEL_TIMEOUT,
  ErrorCode.CHANNEL_UNAVAILABLE,
]);

/** Codes with which a marketplace turned a call away before acting on it. */
const TURNED_AWAY: ReadonlySet<FaultCode> = new Set<FaultCode>([
  ErrorCode.CHANNEL_UNAUTHORIZED,
  ErrorCode.CHANNEL_RATE_LIMITED,
  ErrorCode.CHANNEL_REJECTED,
]);

/**
 * A call that gave no usable answer: no connection, a time-out, an unreadable body, refused credentials, a refused read.
 * A marketplace's considered "no" to a write is a refusal, returned as data.
 */
export class ChannelFault extends Error {
  readonly channelCode: string | null;
  readonly channelMessage: string | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly mayHaveActed: boolean;

  /** @param message our words, without personal data or secrets. */
  constructor(
    readonly code: FaultCode,
    message: string,
    details: FaultDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'ChannelFault';
    this.channelCode = details.channelCode ?? null;
    this.channelMessage = details.channelMessage ?? null;
    this.retryable = details.retryable ?? RETRYABLE.has(code);
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.mayHaveActed = details.mayHaveActed ?? !TURNED_AWAY.has(code);
  }
}
