import type { Stamp } from '../base/stamp.js';
import { instantToStamp } from '../base/stamp.js';
import type { Span } from '../base/span.js';
import type { Freshness } from './question.js';

interface Flight {
  readonly began: Stamp;
  readonly result: Promise<unknown>;
  readonly span: Span;
  /** The answer is here, and waits to be written down. */
  hasLanded: boolean;
}

/** A read that others may share. */
export interface SharedRead<T> {
  readonly channelId: string;
  /** Names the read within its channel; the same key always gives the same kind of result. */
  readonly key: string;
  readonly freshness: Freshness;
  /** Stamp of this read, if it is made. */
  readonly began: Stamp;
  /** What is asked for, if it is made; default: all there is. */
  readonly span?: Span;
  /** What of it is needed: a read of more serves as well. Default: the whole span. */
  readonly needed?: Span;
  readonly read: () => Promise<T>;
  /** When the store tells of the read by itself; until then others may join it although its answer is here. */
  readonly isNoted?: Promise<unknown>;
}

const ALWAYS: Span = { start: -Infinity, end: Infinity };

/** Lets like reads share one call in flight, where the shared answer is new enough for both. */
export class Flights {
  readonly #inFlight = new Map<string, Set<Flight>>();
  readonly #lastWrite = new Map<string, Stamp>();

  /** After this, nobody joins a read of that channel that began before. */
  noteWrite(channelId: string, stamp: Stamp): void {
    this.#lastWrite.set(channelId, stamp);
  }

  /** @returns the result of a read in flight that serves as well, or of the new one. */
  join<T>(shared: SharedRead<T>): Promise<T> {
    const { channelId, key, began, span = ALWAYS, needed = span, read, isNoted = Promise.resolve() } = shared;
    const id = `${channelId}|${key}`;
    const flights = this.#inFlight.get(id) ?? new Set();
    for (const flight of flights) {
      const isWide = flight.span.start <= needed.start && flight.span.end >= needed.end;
      if (isWide && flight.began >= this.oldestUseful(shared, flight)) return flight.result as Promise<T>;
    }
    const result = read();
    const flight: Flight = { began, result, span, hasLanded: false };
    this.#inFlight.set(id, flights.add(flight));
    const forget = (): void => {
      flights.delete(flight);
      if (flights.size === 0 && this.#inFlight.get(id) === flights) this.#inFlight.delete(id);
    };
    result.then(() => {
      flight.hasLanded = true;
      void isNoted.then(forget);
    }, forget);
    return result;
  }

  private oldestUseful({ channelId, freshness }: SharedRead<unknown>, { hasLanded }: Flight): Stamp {
    const written = this.#lastWrite.get(channelId) ?? 0;
    const { maxAge, arrived } = freshness;
    if (maxAge > 0 && !hasLanded) return written;
    return Math.max(written, arrived - instantToStamp(maxAge));
  }
}
