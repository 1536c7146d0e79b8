// cockatiel was considered for retry and circuit breaker and rejected: its timers and Date.now cannot be injected.
import type { Clock } from '../../base/clock.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault, type FaultCode } from '../fault.js';
import type { CallContext, ChannelHttp, HttpCall, HttpReply, RateRule } from '../http.js';
import { Breaker, type Verdict } from './breaker.js';
import { CallHistory, type ChannelState, type GovernorHealth } from './health.js';
import { Limiter, type Lease } from './limiter.js';
import { PoisonStop } from './poison.js';
import { RateSignals, retryAfterOf } from './rate-signals.js';
import { withRetry } from './retry.js';
import { Transport } from './transport.js';

export type { GovernorHealth } from './health.js';

export interface GovernorSettings {
  readonly channelId: string;
  /** With an optional path prefix, which stands before every target. */
  readonly baseUrl: string;
  readonly rates: Readonly<Record<string, RateRule>>;
  /** Calls on the wire at once. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** Of the unzipped body. */
  readonly maxResponseBytes: number;
  readonly clock: Clock;
  /** For jitter, in [0, 1). */
  readonly random?: () => number;
  /** Told of every request that left, when it is over. */
  readonly onCall?: (call: CallReport) => void;
}

export interface CallReport {
  readonly channelId: string;
  readonly operation: string;
  readonly kind: 'READ' | 'WRITE';
  readonly outcome: 'OK' | FaultCode | 'ERROR';
  readonly elapsedMs: number;
  /** From 1. */
  readonly attempt: number;
}

const DEFAULT_GROUP = 'all';

/** The governed path of one account: limiter, retry, circuit breaker and poison stop around node-fetch. */
export const governHttp = (settings: GovernorSettings): ChannelHttp & GovernorHealth => new Governor(settings);

class Governor implements ChannelHttp, GovernorHealth {
  readonly #limiter: Limiter;
  readonly #breaker: Breaker;
  readonly #poison: PoisonStop;
  readonly #history: CallHistory;
  readonly #transport: Transport;
  readonly #signals = new RateSignals();
  readonly #clock: Clock;

  constructor(private readonly settings: GovernorSettings) {
    this.#clock = settings.clock;
    this.#limiter = new Limiter(settings.rates, settings.concurrency, settings.clock);
    this.#breaker = new Breaker(settings.clock);
    this.#poison = new PoisonStop(settings.clock);
    this.#history = new CallHistory(settings.clock);
    this.#transport = new Transport(settings);
  }

  get checkedAt(): number | null {
    return this.#history.checkedAt;
  }

  get lastSuccessAt(): number | null {
    return this.#history.lastSuccessAt;
  }

  get lastFault(): ChannelFault | null {
    return this.#history.lastFault;
  }

  state(): ChannelState {
    return this.#history.state(this.#breaker.isOpen);
  }

  circuitOpen(): boolean {
    return this.#breaker.isOpen;
  }

  remainingCalls(): number {
    return this.#limiter.remaining();
  }

  close(): void {
    this.#limiter.close();
    this.#transport.close();
  }

  async request<T>(call: HttpCall<T>, context: CallContext): Promise<T> {
    this.#transport.assertSendable(call.target);
    const retry = { clock: this.#clock, random: this.settings.random ?? Math.random };
    return withRetry(call, context, retry, (attempt) => this.#attempt(call, context, attempt));
  }

  async #attempt<T>(call: HttpCall<T>, context: CallContext, attempt: number): Promise<T> {
    const group = call.rateGroup ?? DEFAULT_GROUP;
    for (;;) {
      const lease = await this.#place(call, group, context.signal).catch((reason: unknown) => {
        throw call.kind === 'WRITE' ? neverSent(reason) : reason;
      });
      if (this.#breaker.isTrying) {
        lease.giveBack();
        continue;
      }
      try {
        // Once more: while this call waited for its place, others may have learned that it is hopeless.
        this.#assertPassable(call);
      } catch (error) {
        lease.giveBack();
        throw error;
      }
      return this.#leave(call, context, attempt, group, lease).finally(() => lease.release());
    }
  }

  /** A free place, where no other call tries whether the marketplace answers again. */
  async #place(call: HttpCall<unknown>, group: string, signal?: AbortSignal): Promise<Lease> {
    await this.#breaker.tried(signal);
    this.#assertPassable(call);
    return this.#limiter.acquire(group, signal);
  }

  #assertPassable(call: HttpCall<unknown>): void {
    this.#poison.assertWorthwhile(call);
    this.#breaker.assertPassable();
  }

  /** From leaving to the reply's value, telling everybody who learns from how it went. */
  async #leave<T>(
    call: HttpCall<T>,
    context: CallContext,
    attempt: number,
    group: string,
    lease: { arrived(): void },
  ): Promise<T> {
    const admission = this.#breaker.enter();
    const trial = this.#poison.begin(call);
    const { channelId, timeoutMs, onCall } = this.settings;
    const leftAt = this.#clock.now();
    const report = (outcome: CallReport['outcome']): void =>
      onCall?.({
        channelId,
        operation: call.operation,
        kind: call.kind,
        outcome,
        elapsedMs: this.#clock.now() - leftAt,
        attempt,
      });
    context.meter.calls += 1;
    try {
      const signal = call.kind === 'READ' ? context.signal : undefined;
      const sending = { timeoutMs: call.timeoutMs ?? timeoutMs, signal, onAnswer: () => lease.arrived() };
      const reply = await this.#clock.whileWaiting(() => this.#transport.send(call, sending));
      const value = this.#read(call, group, reply);
      admission('ALIVE');
      trial.succeeded();
      this.#history.succeeded();
      report('OK');
      return value;
    } catch (error) {
      admission(verdictOf(error));
      trial.failed(error);
      if (error instanceof ChannelFault) this.#history.failed(error);
      report(error instanceof ChannelFault ? error.code : 'ERROR');
      throw error;
    }
  }

  /** The adapter's judgement of a reply; what the reply says about rates is obeyed whatever the judgement. */
  #read<T>(call: HttpCall<T>, group: string, reply: HttpReply): T {
    let fault: ChannelFault | null = null;
    try {
      return call.read(reply);
    } catch (error) {
      if (!(error instanceof ChannelFault)) throw error;
      fault = withRetryAfter(error, retryAfterOf(reply, this.#clock.now()));
      throw fault;
    } finally {
      const pause = this.#signals.pauseFor(call, group, reply, fault, this.#clock.now());
      if (pause > 0) this.#limiter.pause(group, pause);
    }
  }
}

/**
 * A marketplace that turns calls away is there; only silence and 5xx count against it, and not where the adapter asks
 * otherwise next (a window too wide to be answered in time: not retryable).
 */
function verdictOf(error: unknown): Verdict {
  if (!(error instanceof ChannelFault) || error.code === ErrorCode.CHANNEL_MALFORMED) return 'NEITHER';
  const isSilence = error.code === ErrorCode.CHANNEL_UNAVAILABLE || error.code === ErrorCode.CHANNEL_TIMEOUT;
  if (!isSilence) return 'ALIVE';
  return error.retryable ? 'FAILED' : 'NEITHER';
}

/** A WRITE whose caller stopped waiting before it left: nothing happened, and that is certain. */
function neverSent(reason: unknown): ChannelFault {
  if (reason instanceof ChannelFault) return reason;
  return new ChannelFault(ErrorCode.CHANNEL_TIMEOUT, 'not sent: the wait for a free place ended first', {
    cause: reason,
    mayHaveActed: false,
  });
}

/** An adapter's own kind of fault is left as it is; the pause of the rate group holds its repetition back as well. */
function withRetryAfter(fault: ChannelFault, retryAfterMs: number | null): ChannelFault {
  if (fault.retryAfterMs !== null || retryAfterMs === null || !fault.retryable) return fault;
  if (fault.constructor !== ChannelFault) return fault;
  return new ChannelFault(fault.code, fault.message, {
    channelCode: fault.channelCode,
    channelMessage: fault.channelMessage,
    cause: fault.cause,
    retryable: fault.retryable,
    mayHaveActed: fault.mayHaveActed,
    retryAfterMs,
  });
}
