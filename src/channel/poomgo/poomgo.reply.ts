import { parseJson } from '../../base/json.js';
import { SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault, type FaultCode } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isObject, malformed, readCount } from './poomgo.fields.js';
import type { LedgerPage, LedgerRow } from './poomgo.wire.js';

/** How long to keep quiet after HTTP 429 where the reply does not say: what a public client of the newer API waits (observed). */
const QUIET_MS = 65 * SECOND;

/** No failure is documented; public clients look at the HTTP status alone (observed). */
function faultCodeOf(status: number): FaultCode | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return ErrorCode.CHANNEL_UNAUTHORIZED;
  if (status === 429) return ErrorCode.CHANNEL_RATE_LIMITED;
  return status >= 500 ? ErrorCode.CHANNEL_UNAVAILABLE : ErrorCode.CHANNEL_REJECTED;
}

/** Undefined: the body is no JSON. */
function jsonOf(reply: HttpReply): unknown {
  try {
    return parseJson(reply.body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function wordOf(body: unknown, name: 'statusCode' | 'message'): string | null {
  const value = isObject(body) ? body[name] : null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/**
 * The rows of one page. A number too long for a double has become a string of its digits.
 * @throws ChannelFault for every reply that is no list.
 */
export function readLedger(reply: HttpReply): LedgerPage {
  const body = jsonOf(reply);
  const fault = faultCodeOf(reply.status);
  if (fault) {
    const saysWhen = reply.header('retry-after') !== null;
    throw new ChannelFault(fault, `Poomgo answered HTTP ${reply.status}`, {
      channelCode: wordOf(body, 'statusCode'),
      channelMessage: wordOf(body, 'message'),
      ...(fault === ErrorCode.CHANNEL_RATE_LIMITED && !saysWhen ? { retryAfterMs: QUIET_MS } : {}),
    });
  }
  if (body === undefined) throw malformed('the answer is not JSON');
  if (!isObject(body) || !Array.isArray(body['rows'])) throw malformed('the answer holds no rows');
  const rows: readonly unknown[] = body['rows'];
  if (!rows.every(isObject)) throw malformed('a row of the answer is no object');
  return { total: readCount(body, 'total'), rows: rows satisfies readonly LedgerRow[] };
}
