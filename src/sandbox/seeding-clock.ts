import type { Clock, Instant } from '../base/clock.js';

/**
 * The real clock, but for the time in which a shop's past is played: then it stands where it was set. Emulators take
 * their dates from it and so live through the past.
 */
export class SeedingClock implements Clock {
  #instant: Instant | null = null;

  constructor(private readonly real: Clock) {}

  now(): Instant {
    return this.#instant ?? this.real.now();
  }

  setBack(instant: Instant): void {
    this.#instant = instant;
  }

  /** From here on it is the real clock. */
  letGo(): void {
    this.#instant = null;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.real.sleep(ms, signal);
  }

  alarm(ms: number, signal?: AbortSignal): Promise<void> {
    return this.real.alarm(ms, signal);
  }

  whileWaiting<T>(work: () => Promise<T>): Promise<T> {
    return this.real.whileWaiting(work);
  }
}
