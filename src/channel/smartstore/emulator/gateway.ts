import type { Clock, Instant } from '../../../base/clock.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { printInstant } from './instants.js';
import type { Numbers } from './numbers.js';
import type { Refused } from './refusals.js';
import { gatewayRefusal } from './refusals.js';

const CALLS_PER_SECOND = 2;
const BURST = 2 * CALLS_PER_SECOND;

/** What one call is known by. */
interface Trace {
  readonly at: Instant;
  readonly id: string;
}

/** Success and failure as the API gateway wraps them, and its rate limit. */
export class Gateway {
  readonly #buckets = new Map<string, { tokens: number; at: Instant }>();
  readonly #traceName: string;

  constructor(
    private readonly clock: Clock,
    private readonly numbers: Numbers,
  ) {
    this.#traceName = numbers.code('trace', 22);
  }

  /**
   * A token bucket per API: two calls a second, four at once. The rule is documented, the numbers are what own-store
   * applications report.
   * @evidence observed
   */
  take(api: string): { readonly isAllowed: boolean; readonly headers: Record<string, string> } {
    const now = this.clock.now();
    const bucket = this.#buckets.get(api) ?? { tokens: BURST, at: now };
    const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * CALLS_PER_SECOND;
    const tokens = Math.min(BURST, refilled);
    const isAllowed = tokens >= 1;
    const left = isAllowed ? tokens - 1 : tokens;
    this.#buckets.set(api, { tokens: left, at: now });
    return { isAllowed, headers: rateHeaders(left) };
  }

  /** @param data undefined: the reply has no `data`. @evidence documented */
  success(data: unknown, headers: Record<string, string>): WireReply {
    const trace = this.#trace();
    return reply(200, { timestamp: printInstant(trace.at), traceId: trace.id, data }, trace, headers);
  }

  /** A body without the envelope, as the token API answers. @evidence documented */
  bare(body: unknown, headers: Record<string, string>): WireReply {
    return reply(200, body, this.#trace(), headers);
  }

  /** `{code, message, timestamp, traceId}`; the token API has invalidInputs instead of traceId. @evidence documented */
  refusal(refused: Refused, headers: Record<string, string> = {}): WireReply {
    const { code, message, invalidInputs } = refused;
    const trace = this.#trace();
    const timestamp = printInstant(trace.at);
    const body = invalidInputs
      ? { code, message, invalidInputs, timestamp }
      : { timestamp, code, traceId: trace.id, message };
    return reply(refused.status, body, trace, headers);
  }

  /** The gateway in trouble. @evidence documented */
  trouble(kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply {
    if (kind === 'INTERNAL') return this.refusal(gatewayRefusal('GW.INTERNAL_SERVER_ERROR'));
    return this.refusal(gatewayRefusal('GW.RATE_LIMIT'), rateHeaders(0));
  }

  /** A 22-character id, milliseconds and a number, joined by '^'. @evidence observed */
  #trace(): Trace {
    const at = this.clock.now();
    return { at, id: `${this.#traceName}^${at}^${this.numbers.count('trace')}` };
  }
}

/** Names arrive in lower case. @evidence observed */
const rateHeaders = (tokens: number): Record<string, string> => ({
  'gncp-gw-ratelimit-replenish-rate': String(CALLS_PER_SECOND),
  'gncp-gw-ratelimit-burst-capacity': String(BURST),
  'gncp-gw-ratelimit-remaining': String(Math.floor(tokens)),
});

const reply = (status: number, body: unknown, trace: Trace, headers: Record<string, string>): WireReply => ({
  status,
  headers: {
    'content-type': 'application/json;charset=UTF-8',
    'gncp-gw-trace-id': trace.id,
    'gncp-gw-httpclient-responsetime': '12',
    ...headers,
  },
  body: JSON.stringify(body),
});
