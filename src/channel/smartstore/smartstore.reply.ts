import { parseJson } from '../../base/json.js';
import { HOUR, SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isObject, malformed, text } from './smartstore.fields.js';
import type { WireError } from './smartstore.wire.js';

/** The code with which the gateway refuses a token: missing, wrong, expired, or without the API group. Documented. */
export const TOKEN_REFUSED = 'GW.AUTHN';

export type Answer =
  | { readonly kind: 'OK'; readonly body: Readonly<Record<string, unknown>> }
  /** The order API read the call and said no: HTTP 4xx with a code of its own. */
  | { readonly kind: 'REFUSED'; readonly error: WireError };

/**
 * Judges a reply by status, shape and code.
 * @throws ChannelFault for a reply that is no answer of the order API, gateway refusals included.
 */
export function judge(reply: HttpReply): Answer {
  const body = objectOf(reply);
  const error = errorOf(body);
  if (reply.status >= 200 && reply.status < 300) {
    // A list that is empty has no `data` at all (observed); an error has a code.
    if (body !== null && error === null) return { kind: 'OK', body };
    throw error?.code.startsWith('GW.') ? faultOf(gatewayStatus(error.code), error) : malformed('no JSON object');
  }
  if (error !== null && isRefusal(reply.status, error.code)) return { kind: 'REFUSED', error };
  throw faultOf(reply.status, error);
}

/** For reads, where a refusal is a fault too. */
export function readAnswer(reply: HttpReply): Readonly<Record<string, unknown>> {
  const answer = judge(reply);
  if (answer.kind === 'OK') return answer.body;
  throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, 'SmartStore refuses the question', wordsOf(answer.error));
}

/**
 * Milliseconds until the bucket of this API holds a request again. Headers documented; that one more comes after a
 * replenish-rate-th of a second is how a token bucket works. The quota headers name no end of their period: a used-up quota
 * shows itself as GW.QUOTA_LIMIT.
 */
export function pauseAfter(reply: HttpReply): number {
  const remaining = reply.header('GNCP-GW-RateLimit-Remaining')?.trim() ?? '';
  if (!/^-?\d+$/.test(remaining) || Number(remaining) > 0) return 0;
  const perSecond = Number(reply.header('GNCP-GW-RateLimit-Replenish-Rate') ?? '');
  return Math.ceil(SECOND / (perSecond >= 1 ? perSecond : 1));
}

function objectOf(reply: HttpReply): Readonly<Record<string, unknown>> | null {
  try {
    const body = parseJson(reply.body.toString('utf8'));
    return isObject(body) ? body : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function errorOf(body: Readonly<Record<string, unknown>> | null): WireError | null {
  if (body === null) return null;
  const code = body['code'];
  if (typeof code !== 'string' && typeof code !== 'number') return null;
  return { code: String(code), message: text(body, 'message') };
}

/** The gateway's codes begin with GW.; those of the order API are digits, those of the token API words (documented). */
function isRefusal(status: number, code: string): boolean {
  if (status < 400 || status >= 500 || status === 401 || status === 429 || code.startsWith('GW.')) return false;
  return status === 400 || status === 404 || /^\d+$/.test(code);
}

/** The status that belongs to a gateway code, should it ever come with HTTP 200. Source: gateway table, documented. */
function gatewayStatus(code: string): number {
  if (code === TOKEN_REFUSED) return 401;
  if (code === 'GW.IP_NOT_ALLOWED') return 403;
  if (code === 'GW.NOT_FOUND') return 404;
  if (code.endsWith('_LIMIT')) return 429;
  return code.startsWith('GW.TIMEOUT') ? 504 : 503;
}

const wordsOf = (error: WireError | null): { channelCode: string | null; channelMessage: string | null } => ({
  channelCode: error?.code ?? null,
  channelMessage: error?.message ?? null,
});

function faultOf(status: number, error: WireError | null): ChannelFault {
  const words = wordsOf(error);
  const told = `HTTP ${status}`;
  if (status === 401)
    return new ChannelFault(ErrorCode.CHANNEL_UNAUTHORIZED, `SmartStore refuses the token (${told})`, words);
  if (status === 403) {
    return new ChannelFault(
      ErrorCode.CHANNEL_UNAUTHORIZED,
      `SmartStore refuses this account or address (${told})`,
      words,
    );
  }
  if (status === 429) {
    // Hourly quota: when the hour began is not told, so a whole one. Rate: "after at least a second", documented.
    const retryAfterMs = error?.code === 'GW.QUOTA_LIMIT' ? HOUR : SECOND;
    return new ChannelFault(ErrorCode.CHANNEL_RATE_LIMITED, 'SmartStore takes no more calls now', {
      ...words,
      retryAfterMs,
    });
  }
  if (status === 504 || error?.code.startsWith('GW.TIMEOUT')) {
    return new ChannelFault(
      ErrorCode.CHANNEL_TIMEOUT,
      `SmartStore's order service did not answer its gateway (${told})`,
      words,
    );
  }
  if (status >= 500) {
    // GW.BLOCK: circuit open or maintenance, so the call was not passed on. Any other may have been.
    const details = error?.code.startsWith('GW.BLOCK') ? { ...words, mayHaveActed: false } : words;
    return new ChannelFault(ErrorCode.CHANNEL_UNAVAILABLE, `SmartStore is not available (${told})`, details);
  }
  if (error !== null)
    return new ChannelFault(ErrorCode.CHANNEL_REJECTED, `SmartStore refuses the call (${told})`, words);
  return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `SmartStore's answer is none of its API (${told})`, words);
}
