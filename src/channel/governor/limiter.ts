import type { Clock, Instant } from '../../base/clock.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { RateRule } from '../http.js';

/**
 * A request is taken to reach the marketplace between its leaving and the first byte of its answer, at most this long after
 * leaving. Its place in the window counts from the later end, so that unequal delays on the way never squeeze more calls
 * into one span than the marketplace allows.
 */
const LONGEST_WAY_MS = 250;

/** Nobody is kept waiting longer than this for a pause or a used-up quota; the call fails at once instead. */
export const PATIENCE_MS = 60_000;

/** Permission to send one request. */
export interface Lease {
  /** The first byte of the answer came, so the request has arrived. */
  arrived(): void;
  /** The call is over; its place on the wire is free. */
  release(): void;
  /** The call never left; it counts for nothing. */
  giveBack(): void;
}

interface Departure {
  readonly leftAt: Instant;
  arrivedAt: Instant;
}

interface Group {
  readonly rule: RateRule;
  /** At most rule.calls, oldest first. */
  departures: Departure[];
  pausedUntil: Instant;
}

interface Waiter {
  readonly group: Group;
  readonly start: (lease: Lease) => void;
  readonly fail: (reason: unknown) => void;
}

/**
 * Paces the calls of one account: a sliding window per rate group, first come first served within a group, at most
 * `concurrency` calls on the wire, and pauses that the marketplace asked for.
 */
export class Limiter {
  readonly #groups: ReadonlyMap<string, Group>;
  #waiting: Waiter[] = [];
  #onTheWire = 0;
  #alarm: AbortController | null = null;
  #isClosed = false;

  constructor(
    rates: Readonly<Record<string, RateRule>>,
    private readonly concurrency: number,
    private readonly clock: Clock,
  ) {
    this.#groups = new Map(
      Object.entries(rates).map(([name, rule]) => [name, { rule, departures: [], pausedUntil: -Infinity }]),
    );
  }

  /**
   * Waits for a place.
   * @throws the signal's reason when it aborts first; ChannelFault CHANNEL_RATE_LIMITED when the wait would be too long.
   */
  acquire(groupName: string, signal?: AbortSignal): Promise<Lease> {
    const group = this.#group(groupName);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const waiter: Waiter = {
        group,
        start: (lease) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(lease);
        },
        fail: (reason) => {
          signal?.removeEventListener('abort', onAbort);
          reject(reason as Error);
        },
      };
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        reject(signal?.reason as Error);
        this.#pump();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiter);
      this.#pump();
    });
  }

  /** Lets no call of the group leave for `ms`; a longer pause already running stays. */
  pause(groupName: string, ms: number): void {
    const group = this.#group(groupName);
    group.pausedUntil = Math.max(group.pausedUntil, this.clock.now() + ms);
    this.#pump();
  }

  /** Calls that could leave right now in the group that has the fewest. */
  remaining(): number {
    const now = this.clock.now();
    return Math.min(...[...this.#groups.values()].map((group) => this.#freePlaces(group, now)));
  }

  close(): void {
    this.#isClosed = true;
    this.#pump();
  }

  #group(name: string): Group {
    const group = this.#groups.get(name);
    if (!group) throw new TypeError(`no such rate group: ${name}; there are: ${[...this.#groups.keys()].join(', ')}`);
    return group;
  }

  #freePlaces(group: Group, now: Instant): number {
    if (group.pausedUntil > now) return 0;
    const taken = group.departures.filter((departure) => departure.arrivedAt + group.rule.perMs > now).length;
    return group.rule.calls - taken;
  }

  /** When the next call of the group may leave. */
  #due(group: Group): Instant {
    const { calls, perMs } = group.rule;
    if (group.departures.length < calls) return group.pausedUntil;
    // Arrivals are not in the order of departures, so the earliest one frees the next place.
    const earliest = Math.min(...group.departures.map((departure) => departure.arrivedAt));
    return Math.max(group.pausedUntil, earliest + perMs);
  }

  /** Starts whoever may leave and sets the alarm for the next one. */
  #pump(): void {
    this.#alarm?.abort();
    this.#alarm = null;
    if (this.#isClosed) return this.#failAll(() => true, closedFault());
    const now = this.clock.now();
    const blocked = new Set<Group>();
    for (const waiter of [...this.#waiting]) {
      if (this.#onTheWire >= this.concurrency) break;
      if (blocked.has(waiter.group)) continue;
      if (this.#due(waiter.group) > now) blocked.add(waiter.group);
      else this.#start(waiter, now);
    }
    this.#failHopeless(blocked, now);
    this.#setAlarm(now);
  }

  #failHopeless(blocked: ReadonlySet<Group>, now: Instant): void {
    for (const group of blocked) {
      const wait = this.#due(group) - now;
      if (wait > PATIENCE_MS) this.#failAll((waiter) => waiter.group === group, exhaustedFault(wait));
    }
  }

  #failAll(matches: (waiter: Waiter) => boolean, fault: ChannelFault): void {
    const failing = this.#waiting.filter(matches);
    this.#waiting = this.#waiting.filter((waiter) => !matches(waiter));
    for (const waiter of failing) waiter.fail(fault);
  }

  #start(waiter: Waiter, now: Instant): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
    const { group } = waiter;
    const departure: Departure = { leftAt: now, arrivedAt: now + LONGEST_WAY_MS };
    const kept = group.departures.filter((other) => other.arrivedAt + group.rule.perMs > now);
    group.departures = [...kept, departure];
    this.#onTheWire += 1;
    waiter.start(this.#lease(group, departure));
  }

  #lease(group: Group, departure: Departure): Lease {
    let isOver = false;
    const arrived = (): void => {
      if (isOver) return;
      departure.arrivedAt = Math.min(departure.arrivedAt, Math.max(departure.leftAt, this.clock.now()));
    };
    const release = (): void => {
      if (isOver) return;
      arrived();
      isOver = true;
      this.#onTheWire -= 1;
      this.#pump();
    };
    const giveBack = (): void => {
      if (isOver) return;
      group.departures = group.departures.filter((other) => other !== departure);
      release();
    };
    return { arrived, release, giveBack };
  }

  #setAlarm(now: Instant): void {
    // A full wire needs no alarm: the next release pumps.
    if (this.#waiting.length === 0 || this.#onTheWire >= this.concurrency) return;
    const due = Math.min(...this.#waiting.map((waiter) => this.#due(waiter.group)));
    const alarm = new AbortController();
    this.#alarm = alarm;
    this.clock.sleep(Math.max(due - now, 1), alarm.signal).then(
      () => this.#pump(),
      () => undefined, // a newer alarm took its place
    );
  }
}

const exhaustedFault = (wait: number): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_RATE_LIMITED, 'the channel takes no calls of this kind for a while', {
    retryAfterMs: wait,
    mayHaveActed: false,
  });

const closedFault = (): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_UNAVAILABLE, 'the channel is being closed', {
    retryable: false,
    mayHaveActed: false,
  });
