import type { Clock, Instant } from '../../src/base/clock.js';

interface Sleeper {
  readonly due: Instant;
  /** Woken when time passes it, but never a reason to jump. */
  readonly isAlarm: boolean;
  readonly wake: () => void;
}

/** Turns of the event loop in which nobody touched the clock, before it jumps. */
const IDLE_TURNS = 4;

/**
 * A clock whose time passes only while everybody sleeps: as soon as nothing is on the wire (`whileWaiting`) and the event
 * loop has been idle for some turns, it jumps to the next sleeper. Days pass in milliseconds, pacing included.
 * With nobody asleep, or something on the wire, it does nothing at all and holds no process open.
 */
export class VirtualClock implements Clock {
  #now: Instant;
  #sleepers: Sleeper[] = [];
  #working = 0;
  #watch: NodeJS.Immediate | null = null;
  #idleTurns = 0;

  /** @param isAutomatic false: time passes by advance() alone. */
  constructor(
    start: Instant,
    private readonly isAutomatic = true,
  ) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#park(ms, false, signal);
  }

  alarm(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#park(ms, true, signal);
  }

  #park(ms: number, isAlarm: boolean, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const sleeper: Sleeper = {
        // Clocks tell whole milliseconds, whatever jitter asks for.
        due: this.#now + Math.ceil(Math.max(ms, 0)),
        isAlarm,
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.push(sleeper);
      this.#touch();
    });
  }

  async whileWaiting<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
      this.#touch();
    }
  }

  /** Moves time by hand, waking sleepers at their own times; what they start meanwhile runs before this resolves. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    await turns(IDLE_TURNS);
    for (let next = this.#next(true); next !== undefined && next <= target; next = this.#next(true)) {
      this.#wakeAt(next);
      await turns(IDLE_TURNS);
    }
    this.#now = Math.max(this.#now, target);
  }

  #next(withAlarms: boolean): Instant | undefined {
    const dues = this.#sleepers.filter((sleeper) => withAlarms || !sleeper.isAlarm).map((sleeper) => sleeper.due);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  #wakeAt(instant: Instant): void {
    this.#now = Math.max(this.#now, instant);
    const due = this.#sleepers.filter((sleeper) => sleeper.due <= this.#now).sort((a, b) => a.due - b.due);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.due > this.#now);
    for (const sleeper of due) sleeper.wake();
  }

  #touch(): void {
    this.#idleTurns = 0;
    if (this.#isAtRest() || this.#watch !== null) return;
    this.#watch = setImmediate(() => this.#turn());
  }

  /** Nothing to jump to, or something under way whose end touches the clock again. */
  #isAtRest(): boolean {
    return !this.isAutomatic || this.#working > 0 || this.#next(false) === undefined;
  }

  #turn(): void {
    this.#watch = null;
    if (this.#isAtRest()) return;
    this.#idleTurns += 1;
    const next = this.#next(false);
    if (this.#idleTurns >= IDLE_TURNS && next !== undefined) {
      this.#wakeAt(next);
      this.#idleTurns = 0;
    }
    this.#watch = setImmediate(() => this.#turn());
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
