import { parseJson } from '../../base/json.js';
import { MINUTE } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { FaultCode, FaultDetails } from '../fault.js';
import { ChannelFault } from '../fault.js';
import type { HttpReply } from '../http.js';

/** `{"code": 200 | "200" | "SUCCESS", "message": …, "data": …}`; the code is a number or a string by endpoint (documented). */
export interface Envelope {
  readonly code: string;
  readonly message: string | null;
  readonly data: unknown;
  /** Beside data: nextToken, nextPageIndex. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An answer, or Coupang's considered "no" in its own words. */
export type Judgement =
  { readonly kind: 'ANSWER'; readonly envelope: Envelope } | { readonly kind: 'NO'; readonly no: No };

export interface No {
  readonly code: string;
  readonly message: string | null;
}

/** The gateway gave up on a question that was too much at once, typically a wide window. HTTP 504 (documented). */
export class GatewayTimeout extends ChannelFault {
  constructor(details: FaultDetails) {
    super(ErrorCode.CHANNEL_TIMEOUT, 'Coupang did not finish the answer within its own time limit', details);
    this.name = 'GatewayTimeout';
  }
}

export const malformed = (what: string, cause?: unknown): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `Coupang's answer cannot be read: ${what}`, { cause });

/**
 * Words that tell more than the status, which the gateway's guide leaves open for some of them (documented; the status of an
 * unknown access key and of a missing header is assumed). All of them mean: credentials or caller's address refused.
 * A signature is made anew for each attempt, so an expired one tells of a wrong clock, which no repetition corrects.
 */
const UNAUTHORIZED_WORDS: readonly RegExp[] = [
  /Invalid signature/i,
  /signature is expired/i,
  /HMAC format is invalid/i,
  /Request is not authorized/i,
  /please contact api-gateway channel/i,
  /Not allowed IP/i,
  /Invalid vendor ?ID/i,
];

/**
 * HTTP status to fault. 404 is a wrong vendorId in the path, since all else of our paths is fixed, and repeating it gets the
 * caller blocked (documented). 410, 412, 423: expired, not deployed, locked (documented).
 */
const FAULT_OF_STATUS: Readonly<Record<number, FaultCode>> = {
  401: ErrorCode.CHANNEL_UNAUTHORIZED,
  403: ErrorCode.CHANNEL_UNAUTHORIZED,
  404: ErrorCode.CHANNEL_UNAUTHORIZED,
  408: ErrorCode.CHANNEL_TIMEOUT,
  410: ErrorCode.CHANNEL_REJECTED,
  412: ErrorCode.CHANNEL_REJECTED,
  423: ErrorCode.CHANNEL_REJECTED,
  429: ErrorCode.CHANNEL_RATE_LIMITED,
};

/** The edge's block after many errors in a second is temporary; for how long is not told. Assumed. */
const EDGE_BLOCK_MS = 10 * MINUTE;

const OUR_WORDS: Readonly<Record<FaultCode, string>> = {
  CHANNEL_UNAUTHORIZED: "Coupang refuses the keys, the vendor id or the caller's address",
  CHANNEL_RATE_LIMITED: 'Coupang turns calls away: too many of them',
  CHANNEL_TIMEOUT: 'Coupang did not answer in time',
  CHANNEL_UNAVAILABLE: 'Coupang failed to answer',
  CHANNEL_REJECTED: 'Coupang refuses the question',
  CHANNEL_MALFORMED: "Coupang's answer cannot be read",
};

/**
 * Judges a reply by its words, its status and its envelope, in that order: HTTP 200 alone is not success.
 * @param isRefusal knows messages of an operation that are a "no" whatever the status they come with.
 * @throws ChannelFault when the reply is neither an answer nor a "no".
 */
export function judge(reply: HttpReply, isRefusal: (message: string) => boolean = () => false): Judgement {
  const envelope = envelopeOf(reply);
  const no: No = { code: envelope?.code ?? String(reply.status), message: envelope?.message ?? null };
  const details: FaultDetails = { channelCode: no.code, channelMessage: no.message };
  const isFine = reply.status >= 200 && reply.status < 300;
  if (isFine && envelope && isSuccess(envelope.code)) return { kind: 'ANSWER', envelope };
  if (no.message !== null && UNAUTHORIZED_WORDS.some((words) => words.test(no.message ?? ''))) {
    throw faultWith(ErrorCode.CHANNEL_UNAUTHORIZED, details);
  }
  if (no.message !== null && isRefusal(no.message)) return { kind: 'NO', no };
  if (isFine && !envelope) throw malformed('not a JSON object with a code');
  const status = isFine ? statusOf(no.code) : reply.status;
  if (status === 403 && !envelope) {
    throw faultWith(ErrorCode.CHANNEL_RATE_LIMITED, { ...details, retryAfterMs: EDGE_BLOCK_MS });
  }
  if (status === 504) throw new GatewayTimeout(details);
  if (status >= 500) throw faultWith(ErrorCode.CHANNEL_UNAVAILABLE, details);
  const fault = FAULT_OF_STATUS[status];
  if (fault) throw faultWith(fault, details);
  return { kind: 'NO', no };
}

/**
 * The answer to a question.
 * @throws ChannelFault also for a refused question.
 */
export function answerOf(reply: HttpReply): Envelope {
  const judgement = judge(reply);
  if (judgement.kind === 'ANSWER') return judgement.envelope;
  throw rejected(judgement.no);
}

export const rejected = (no: No): ChannelFault =>
  faultWith(ErrorCode.CHANNEL_REJECTED, { channelCode: no.code, channelMessage: no.message });

/**
 * Maps records of an answer.
 * @throws ChannelFault CHANNEL_MALFORMED where a price, a count or a time of theirs is none.
 */
export function readable<T>(map: () => T): T {
  try {
    return map();
  } catch (error) {
    if (error instanceof RangeError) throw malformed(error.message, error);
    throw error;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const faultWith = (code: FaultCode, details: FaultDetails): ChannelFault =>
  new ChannelFault(code, OUR_WORDS[code], details);

const isSuccess = (code: string): boolean => code === '200' || code === 'SUCCESS';

/** An envelope's own code stands for the status where HTTP says 200; "ERROR" is the gateway's word for a failure. */
const statusOf = (code: string): number => (/^[1-5]\d\d$/.test(code) ? Number(code) : 500);

function envelopeOf(reply: HttpReply): Envelope | null {
  let body: unknown;
  try {
    body = parseJson(reply.body.toString('utf8'));
  } catch {
    return null;
  }
  if (!isRecord(body) || (typeof body.code !== 'string' && typeof body.code !== 'number')) return null;
  const { code, message, data, ...fields } = body;
  return { code: String(code), message: typeof message === 'string' ? message : null, data, fields };
}
