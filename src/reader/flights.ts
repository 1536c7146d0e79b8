import type { Stamp } from '../base/stamp.js';
import type { Freshness } from './question.js';

interface Flight {
  readonly began: Stamp;
  readonly result: Promise<unknown>;
}

/** Lets identical reads share one call in flight, where the shared answer is new enough for both. */
export class Flights {
  readonly #inFlight = new Map<string, Flight>();
  readonly #lastWrite = new Map<string, Stamp>();

  /** After this, nobody joins a read of that channel that began before. */
  noteWrite(channelId: string, stamp: Stamp): void {
    this.#lastWrite.set(channelId, stamp);
  }

  /**
   * @param key names the read within its channel; the same key always gives the same kind of result.
   * @param began the stamp of this read, if it is made.
   * @returns the result of the read in flight that serves as well, or of the new one.
   */
  join<T>(channelId: string, key: string, freshness: Freshness, began: Stamp, read: () => Promise<T>): Promise<T> {
    const id = `${channelId}|${key}`;
    const flight = this.#inFlight.get(id);
    const oldestUseful = Math.max(this.#lastWrite.get(channelId) ?? 0, freshness.maxAge > 0 ? 0 : freshness.arrived);
    if (flight && flight.began >= oldestUseful) return flight.result as Promise<T>;
    const result = read().finally(() => {
      if (this.#inFlight.get(id)?.result === result) this.#inFlight.delete(id);
    });
    this.#inFlight.set(id, { began, result });
    return result;
  }
}
