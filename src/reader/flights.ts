import type { Stamp } from '../base/stamp.js';
import type { Freshness } from './question.js';

interface Flight {
  readonly began: Stamp;
  readonly result: Promise<void>;
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
   * @param began the stamp of this read, if it is made.
   * @returns the read in flight that serves as well, or the new one.
   */
  join(
    channelId: string,
    key: string,
    freshness: Freshness,
    began: Stamp,
    read: (began: Stamp) => Promise<void>,
  ): Promise<void> {
    const id = `${channelId}|${key}`;
    const flight = this.#inFlight.get(id);
    const oldestUseful = Math.max(this.#lastWrite.get(channelId) ?? 0, freshness.maxAge > 0 ? 0 : freshness.arrived);
    if (flight && flight.began >= oldestUseful) return flight.result;
    const result = read(began).finally(() => {
      if (this.#inFlight.get(id)?.result === result) this.#inFlight.delete(id);
    });
    this.#inFlight.set(id, { began, result });
    return result;
  }
}
