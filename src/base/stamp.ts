import type { Clock } from './clock.js';

/**
 * A strictly rising number that orders reads and writes of this process even within one millisecond:
 * epoch milliseconds × 1024 plus a counter. Fits a double until the year 2248.
 */
export type Stamp = number;

const PER_MS = 1024;

export class Stamps {
  #last = 0;

  constructor(private readonly clock: Clock) {}

  next(): Stamp {
    this.#last = Math.max(this.clock.now() * PER_MS, this.#last + 1);
    return this.#last;
  }
}

export const stampToInstant = (stamp: Stamp): number => Math.floor(stamp / PER_MS);
export const instantToStamp = (instant: number): Stamp => instant * PER_MS;
