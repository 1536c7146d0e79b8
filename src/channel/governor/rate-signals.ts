import type { Instant } from '../../base/clock.js';
import { MINUTE, SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelFault } from '../fault.js';
import type { HttpCall, HttpReply } from '../http.js';

const SHORTEST_PAUSE_MS = SECOND;
const LONGEST_GUESS_MS = MINUTE;

/** How long a reply's Retry-After asks to wait: seconds or an HTTP date (RFC 9110, 10.2.3); null without a readable one. */
export function retryAfterOf(reply: HttpReply, now: Instant): number | null {
  const text = reply.header('retry-after')?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * SECOND);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(date - now, 0);
}

/** What replies say about their rate group: how long no further call may leave. */
export class RateSignals {
  /** Answers of one group, in a row, that said "too many" without saying for how long. */
  readonly #guesses = new Map<string, number>();

  /** Milliseconds to pause after this reply; 0: none. */
  pauseFor(call: HttpCall<unknown>, group: string, reply: HttpReply, fault: ChannelFault | null, now: Instant): number {
    const told = Math.max(call.pauseAfter?.(reply) ?? 0, retryAfterOf(reply, now) ?? 0, fault?.retryAfterMs ?? 0);
    const isTooMany = reply.status === 429 || fault?.code === ErrorCode.CHANNEL_RATE_LIMITED;
    if (!isTooMany) this.#guesses.delete(group);
    if (!isTooMany || told > 0) return told;
    const guesses = this.#guesses.get(group) ?? 0;
    this.#guesses.set(group, guesses + 1);
    return Math.min(SHORTEST_PAUSE_MS * 2 ** guesses, LONGEST_GUESS_MS);
  }
}
