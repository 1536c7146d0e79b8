import type { Clock, Instant } from '../../base/clock.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';

/** Failures in a row, of whatever calls, that open the circuit. */
const FAILURES_TO_OPEN = 5;
const FIRST_OPEN_MS = 10_000;
const LONGEST_OPEN_MS = 120_000;

/** What a call that passed the breaker tells it when it is over. */
export type Verdict = 'ALIVE' | 'FAILED' | 'NEITHER';

type Admission = (verdict: Verdict) => void;

/**
 * Keeps calls away from an account whose marketplace does not answer. Closed: all pass. Open: none. Half-open: one tries
 * and the others wait for it; its success closes the circuit, its failure opens it for twice as long.
 */
export class Breaker {
  #failures = 0;
  #openUntil: Instant | null = null;
  #openMs = FIRST_OPEN_MS;
  #trial: Trial | null = null;

  constructor(private readonly clock: Clock) {}

  get isOpen(): boolean {
    return this.#openUntil !== null;
  }

  /** Whether a call is under way whose outcome decides for all others. */
  get isTrying(): boolean {
    return this.#trial !== null;
  }

  /** Waits for that call; rejects with the signal's reason when it aborts first. */
  async tried(signal?: AbortSignal): Promise<void> {
    while (this.#trial) await unlessAborted(this.#trial.isOver, signal);
  }

  /** @throws ChannelFault CHANNEL_UNAVAILABLE when a call would be kept away now. */
  assertPassable(): void {
    if (this.#openUntil === null) return;
    const wait = this.#openUntil - this.clock.now();
    if (wait > 0 || this.isTrying) throw new CircuitOpenFault(Math.max(wait, 0));
  }

  /**
   * Lets a call pass, which must report how it went.
   * @throws ChannelFault CHANNEL_UNAVAILABLE when it is kept away.
   */
  enter(): Admission {
    this.assertPassable();
    const trial = this.#openUntil === null ? null : beginTrial();
    if (trial) this.#trial = trial;
    let isReported = false;
    return (verdict) => {
      if (isReported) return;
      isReported = true;
      if (trial) this.#trial = null;
      if (verdict === 'ALIVE') this.#close();
      else if (verdict === 'FAILED') this.#fail(trial !== null);
      trial?.end();
    };
  }

  #close(): void {
    this.#failures = 0;
    this.#openUntil = null;
    this.#openMs = FIRST_OPEN_MS;
  }

  #fail(isTrial: boolean): void {
    this.#failures += 1;
    // Calls that left before the circuit opened do not make the wait longer.
    if (isTrial) this.#openMs = Math.min(this.#openMs * 2, LONGEST_OPEN_MS);
    else if (this.#openUntil !== null || this.#failures < FAILURES_TO_OPEN) return;
    this.#openUntil = this.clock.now() + this.#openMs;
  }
}

interface Trial {
  readonly isOver: Promise<void>;
  end(): void;
}

function beginTrial(): Trial {
  let end = (): void => undefined;
  const isOver = new Promise<void>((resolve) => (end = resolve));
  return { isOver, end };
}

function unlessAborted(work: Promise<void>, signal?: AbortSignal): Promise<void> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void work.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}

/** A call that was kept away. */
export class CircuitOpenFault extends ChannelFault {
  constructor(waitMs: number) {
    super(
      ErrorCode.CHANNEL_UNAVAILABLE,
      'the channel did not answer several times in a row and is left alone for a while',
      {
        retryAfterMs: waitMs,
        mayHaveActed: false,
      },
    );
  }
}
