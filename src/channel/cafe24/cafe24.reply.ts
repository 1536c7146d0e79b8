import { parseJson } from '../../base/json.js';
import { SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault, type FaultCode } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isObject, malformed, text } from './cafe24.fields.js';
import type { WireError } from './cafe24.wire.js';

export type Body = Readonly<Record<string, unknown>>;

type Answer =
  | { readonly kind: 'OK'; readonly status: number; readonly body: Body }
  /** Read and turned down: 400, 404, 409, 422. */
  | { readonly kind: 'REFUSED'; readonly error: WireError };

/** The bucket drains two calls a second (documented). */
const DRAINS_EVERY_MS = SECOND / 2;
/** Places that stay free in the bucket, for calls on the wire and for other programs of the same mall. */
const KEPT_FREE = 4;

const VERSION_REFUSED = /version you requested is not available/i;
const OFFERED_VERSION = /default value for the app version is (\d{4}-\d{2}-\d{2})/i;

/** The version header is refused; nothing was done. */
export class VersionFault extends ChannelFault {
  constructor(
    readonly offered: string | null,
    error: WireError,
  ) {
    super(ErrorCode.CHANNEL_REJECTED, 'Cafe24 does not speak the version that was asked for', wordsOf(error));
  }
}

/** The access token is refused; nothing was done. A missing scope (403) is none: another token of the same consent won't do. */
export class TokenFault extends ChannelFault {
  constructor(error: WireError) {
    super(ErrorCode.CHANNEL_UNAUTHORIZED, 'Cafe24 refuses the access token (HTTP 401)', wordsOf(error));
  }
}

/**
 * Judges a reply of the Admin API by status, shape and code.
 * @throws ChannelFault for a reply that is no answer.
 */
export function judge(reply: HttpReply): Answer {
  const body = objectOf(reply);
  const error = errorOf(body, reply.status);
  if (reply.status >= 200 && reply.status < 300) {
    if (body === null) throw malformed('no JSON object');
    if (error === null) return { kind: 'OK', status: reply.status, body };
    return refusedOrFault(error, reply);
  }
  return refusedOrFault(error ?? { status: reply.status, code: null, message: null }, reply);
}

/** For reads, where a refusal is a fault too. */
export function readAnswer(reply: HttpReply): Body {
  const answer = judge(reply);
  if (answer.kind === 'OK') return answer.body;
  throw new ChannelFault(
    ErrorCode.CHANNEL_REJECTED,
    `Cafe24 refuses the question (HTTP ${answer.error.status})`,
    wordsOf(answer.error),
  );
}

/**
 * How long to send nothing: until the usage limit lifts (`…-Remain`, in seconds; only there once it is used up, and calling on
 * lengthens it), or until the bucket of `X-Api-Call-Limit: 38/40` has room again. Documented.
 */
export function pauseAfter(reply: HttpReply): number {
  const blocked = Math.max(seconds(reply, 'X-Cafe24-Call-Remain'), seconds(reply, 'X-Cafe24-Time-Remain'));
  const bucket = /^(\d+)\s*\/\s*(\d+)$/.exec(reply.header('X-Api-Call-Limit')?.trim() ?? '');
  const free = bucket ? Number(bucket[2]) - Number(bucket[1]) : KEPT_FREE;
  return Math.max(blocked * SECOND, (KEPT_FREE - free) * DRAINS_EVERY_MS, 0);
}

const wordsOf = ({ code, message }: WireError): { channelCode: string | null; channelMessage: string | null } => ({
  channelCode: code,
  channelMessage: message,
});

export function objectOf(reply: HttpReply): Body | null {
  try {
    const body = parseJson(reply.body.toString('utf8'));
    return isObject(body) ? body : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** `{"error":{"code":422,"message":"…"}}`; the code is a text in the reference and the HTTP status in every real answer. */
function errorOf(body: Body | null, status: number): WireError | null {
  const error = body?.['error'];
  if (!isObject(error)) return null;
  const code = text(error, 'code');
  const told = code !== null && /^[45]\d{2}$/.test(code) ? Number(code) : status;
  return { status: status >= 400 ? status : told, code, message: text(error, 'message') };
}

function refusedOrFault(error: WireError, reply: HttpReply): Answer {
  if (error.status === 400 && VERSION_REFUSED.test(error.message ?? '')) {
    throw new VersionFault(OFFERED_VERSION.exec(error.message ?? '')?.[1] ?? null, error);
  }
  const isTold = error.code !== null || error.message !== null;
  if (isTold && [400, 404, 409, 422].includes(error.status)) return { kind: 'REFUSED', error };
  throw faultOf(error, reply, isTold);
}

function faultOf(error: WireError, reply: HttpReply, isTold: boolean): ChannelFault {
  const { status } = error;
  const fault = (code: FaultCode, message: string, details: { retryAfterMs?: number } = {}): ChannelFault =>
    new ChannelFault(code, `${message} (HTTP ${status})`, { ...wordsOf(error), ...details });
  if (status === 401) return new TokenFault(error);
  if (status === 403) {
    return /insufficient_scope/i.test(error.message ?? '')
      ? fault(
          ErrorCode.CHANNEL_UNAUTHORIZED,
          'the consent does not cover this call: consent must be given again with the scopes mall.read_order, mall.write_order and mall.read_shipping',
        )
      : fault(ErrorCode.CHANNEL_UNAUTHORIZED, 'Cafe24 does not let this app into the mall');
  }
  if (status === 429) {
    const retryAfterMs = seconds(reply, 'X-Cafe24-Call-Remain') * SECOND || SECOND;
    return fault(ErrorCode.CHANNEL_RATE_LIMITED, 'Cafe24 takes no more calls now', { retryAfterMs });
  }
  if (status === 504) return fault(ErrorCode.CHANNEL_TIMEOUT, "Cafe24's service did not answer its gateway");
  if (status >= 500) return fault(ErrorCode.CHANNEL_UNAVAILABLE, 'Cafe24 is not available');
  if (isTold) return fault(ErrorCode.CHANNEL_REJECTED, 'Cafe24 refuses the call');
  return fault(ErrorCode.CHANNEL_MALFORMED, "the answer is none of Cafe24's API");
}

function seconds(reply: HttpReply, name: string): number {
  const value = reply.header(name)?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0;
}
