import { parseJson } from '../../base/json.js';
import { ErrorCode } from '../../model/error-code.js';
import type { FaultCode, FaultDetails } from '../fault.js';
import { ChannelFault } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isRecord, malformed, valueOf } from './esm.fields.js';
import { isRateRefusal, questionFaultOf, RATE_PAUSE_MS } from './esm.refusals.js';

/** ESM's considered "no", in its own words. */
export interface No {
  /** ResultCode; with Auction's BizRuleCode where one comes along: `8668/W8-1`. */
  readonly code: string;
  /** BizRuleCode; null on Gmarket, which never sends it (documented). */
  readonly rule: string | null;
  readonly message: string | null;
}

export type Judgement = { readonly kind: 'ANSWER'; readonly data: unknown } | { readonly kind: 'NO'; readonly no: No };

const OUR_WORDS: Readonly<Record<FaultCode, string>> = {
  CHANNEL_UNAUTHORIZED: "ESM refuses the keys, the caller's address, or this account's use of this API",
  CHANNEL_RATE_LIMITED: 'ESM turns calls away: too many of them',
  CHANNEL_TIMEOUT: 'ESM did not answer its gateway in time',
  CHANNEL_UNAVAILABLE: 'ESM failed to answer',
  CHANNEL_REJECTED: 'ESM refuses the call',
  CHANNEL_MALFORMED: "ESM's answer cannot be read",
};

const faultWith = (code: FaultCode, details: FaultDetails): ChannelFault =>
  new ChannelFault(code, OUR_WORDS[code], details);

/**
 * Judges a reply by its status, its shape and its ResultCode: a business failure comes with HTTP 200 (documented).
 * @throws ChannelFault when the reply is neither an answer nor a "no", and where calls came too fast: then nothing was done.
 */
export function judge(reply: HttpReply): Judgement {
  const body = bodyOf(reply);
  const status = gatewayStatusOf(reply.status, body);
  const fault = faultOfStatus(status, body);
  if (fault) throw fault;
  const code = body === null ? undefined : wordOf(body, 'ResultCode');
  if (body === null || code === undefined) {
    if (status >= 400) throw faultWith(ErrorCode.CHANNEL_REJECTED, gatewayWords(status, body));
    throw malformed('not a JSON object with a ResultCode');
  }
  if (isSuccess(code)) {
    if (status >= 300) throw malformed(`success with HTTP ${status}`);
    return { kind: 'ANSWER', data: valueOf(body, 'Data') };
  }
  const rule = wordOf(body, 'BizRuleCode') ?? null;
  const no: No = { code: rule === null ? code : `${code}/${rule}`, rule, message: wordOf(body, 'Message') ?? null };
  if (isRateRefusal(no)) {
    throw faultWith(ErrorCode.CHANNEL_RATE_LIMITED, { ...wordsOf(no), retryAfterMs: RATE_PAUSE_MS });
  }
  return { kind: 'NO', no };
}

/**
 * As {@link judge}, of an operation that needs a permission of its own: lacking it is a "no" to that operation, and says nothing
 * of the account's keys, which are told to be wrong by the very same words.
 */
export function judgePermitted(reply: HttpReply): Judgement {
  try {
    return judge(reply);
  } catch (fault) {
    if (!(fault instanceof ChannelFault) || fault.code !== ErrorCode.CHANNEL_UNAUTHORIZED) throw fault;
    return { kind: 'NO', no: { code: fault.channelCode ?? '401', rule: null, message: fault.channelMessage } };
  }
}

/**
 * The answer to a question.
 * @throws ChannelFault also for a refused question.
 */
export function answerOf(reply: HttpReply): unknown {
  const judgement = judge(reply);
  if (judgement.kind === 'ANSWER') return judgement.data;
  throw rejected(judgement.no);
}

export const rejected = (no: No): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_REJECTED, questionFaultOf(no), wordsOf(no));

/**
 * The courier list, which comes without the envelope (documented), or under Data (observed).
 * @throws ChannelFault
 */
export function courierListOf(reply: HttpReply): readonly unknown[] {
  const body = bodyOf(reply);
  const status = gatewayStatusOf(reply.status, body);
  const fault = faultOfStatus(status, body);
  // It belongs to the goods API, which an account need not be let into: nothing is wrong with its keys.
  const isRefused = status >= 400 && (!fault || fault.code === ErrorCode.CHANNEL_UNAUTHORIZED);
  if (isRefused) throw faultWith(ErrorCode.CHANNEL_REJECTED, gatewayWords(status, body));
  if (fault) throw fault;
  const data = body === null ? undefined : valueOf(body, 'Data');
  const rows = [body, data].map((part) => (isRecord(part) ? valueOf(part, 'deliveryCompanies') : part));
  const couriers = rows.find((part) => Array.isArray(part)) as readonly unknown[] | undefined;
  if (couriers === undefined) throw malformed('deliveryCompanies is no list');
  return couriers;
}

/** Documents write the number 0, and in some tables "success". */
const isSuccess = (code: string): boolean => code === '0' || code.toLowerCase() === 'success';

const wordsOf = ({ code, message }: No): FaultDetails => ({ channelCode: code, channelMessage: message });

function bodyOf(reply: HttpReply): Readonly<Record<string, unknown>> | null {
  try {
    const body = parseJson(reply.body.toString('utf8'));
    return isRecord(body) ? body : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** Text or number of an envelope; undefined for none or "". */
function wordOf(body: object, name: string): string | undefined {
  const value = valueOf(body, name);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim() === '' ? undefined : String(value);
}

/** The gateway says its status in the body as well: `{"status":{"message":…,"status_code":401}}` (documented). */
function gatewayStatusOf(status: number, body: Readonly<Record<string, unknown>> | null): number {
  const inner = body?.['status'];
  const told = isRecord(inner) ? Number(inner['status_code']) : NaN;
  return status < 400 && told >= 400 ? told : status;
}

function gatewayWords(status: number, body: Readonly<Record<string, unknown>> | null): FaultDetails {
  const inner = body?.['status'];
  const message = isRecord(inner) && typeof inner['message'] === 'string' ? inner['message'] : null;
  return { channelCode: String(status), channelMessage: message };
}

/** 401 is documented; 502 on bursts is observed, 429, 500, 503 and 504 are what one client provides for. */
function faultOfStatus(status: number, body: Readonly<Record<string, unknown>> | null): ChannelFault | null {
  const words = gatewayWords(status, body);
  if (status === 401 || status === 403) return faultWith(ErrorCode.CHANNEL_UNAUTHORIZED, words);
  if (status === 429) return faultWith(ErrorCode.CHANNEL_RATE_LIMITED, words);
  if (status === 408 || status === 504) return faultWith(ErrorCode.CHANNEL_TIMEOUT, words);
  if (status >= 500) return faultWith(ErrorCode.CHANNEL_UNAVAILABLE, words);
  return null;
}
