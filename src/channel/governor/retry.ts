import type { Clock } from '../../base/clock.js';
import { ChannelFault } from '../fault.js';
import type { CallContext, HttpCall } from '../http.js';
import { CircuitOpenFault } from './breaker.js';
import { PATIENCE_MS } from './limiter.js';

const MOST_ATTEMPTS = 3;
const SHORTEST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

export interface RetrySettings {
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Repeats a READ that failed in a way that may pass, with decorrelated jitter and never sooner than the marketplace asks.
 * A WRITE is tried once, whatever happens: only reading back tells what it did.
 * @param attempt makes the attempt of the given number, from 1.
 */
export async function withRetry<T>(
  call: Pick<HttpCall<T>, 'kind'>,
  context: CallContext,
  { clock, random }: RetrySettings,
  attempt: (number: number) => Promise<T>,
): Promise<T> {
  let wait = SHORTEST_WAIT_MS;
  let lastFault: ChannelFault | null = null;
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number);
    } catch (error) {
      // The fault that opened the circuit says more than the closed door behind it.
      if (error instanceof CircuitOpenFault) throw lastFault ?? error;
      if (call.kind === 'WRITE' || number === MOST_ATTEMPTS || !mayPass(error)) throw error;
      lastFault = error;
    }
    wait = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS + random() * (wait * 3 - SHORTEST_WAIT_MS));
    await clock.sleep(Math.max(wait, lastFault.retryAfterMs ?? 0), context.signal);
  }
}

const mayPass = (error: unknown): error is ChannelFault =>
  error instanceof ChannelFault && error.retryable && (error.retryAfterMs ?? 0) <= PATIENCE_MS;
