import type { Clock } from '../base/clock.js';
import { inPool } from '../base/pool.js';
import type { Stamp, Stamps } from '../base/stamp.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ChannelFault } from '../channel/fault.js';
import type { FulfilmentReads } from '../channel/fulfilment.js';
import type { CallContext } from '../channel/http.js';
import type { Flights } from '../reader/flights.js';
import type { Freshness } from '../reader/question.js';
import { DEFAULT_SETTLE_LAG, HOPELESS } from '../reader/round.js';
import type { FulfilmentPlan, FulfilmentWindow } from './fulfilment.plan.js';
import { isFresh } from './fulfilment.plan.js';
import type { FulfilmentStore, Reading } from './fulfilment.store.js';

export interface FulfilmentRoundServices {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly store: FulfilmentStore;
  readonly flights: Flights;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** One reading of one service: asks again what has no answer that is fresh enough. Its fields tell how it fared so far. */
export class FulfilmentRound {
  /** Windows and pages that were read, by this round or by another that it joined. */
  partsRead = 0;
  /** The first fault, if any. */
  fault: unknown = null;
  readonly context: CallContext = { meter: { calls: 0 } };

  constructor(
    private readonly services: FulfilmentRoundServices,
    private readonly connected: ConnectedChannel,
    private readonly reads: FulfilmentReads,
    private readonly plan: FulfilmentPlan,
    private readonly freshness: Freshness,
  ) {}

  /** Never rejects: what failed is in `fault`. */
  async run(): Promise<void> {
    const { clock, store } = this.services;
    const { id, definition } = this.connected;
    try {
      const answers = await store.answers(
        id,
        this.plan.windows.map((window) => window.id),
      );
      const settleLag = definition.settleLag ?? DEFAULT_SETTLE_LAG;
      const stale = this.plan.windows.filter(
        (window) => !isFresh(window, answers.get(window.id), this.freshness, { now: clock.now(), settleLag }),
      );
      await inPool(stale, definition.concurrency, (window) => this.#attempt(window));
    } catch (error) {
      this.#failed(error);
    }
  }

  /** One window's failure leaves the others alone, unless they would only fail as well. */
  async #attempt(window: FulfilmentWindow): Promise<void> {
    if (this.#isHopeless) return;
    try {
      await this.#join(window);
      this.partsRead += 1;
    } catch (error) {
      this.#failed(error);
    }
  }

  #join(window: FulfilmentWindow): Promise<void> {
    const { flights, stamps } = this.services;
    const began = stamps.next();
    return flights.join({
      channelId: this.connected.id,
      key: `fulfilments|${window.id}`,
      freshness: this.freshness,
      began,
      read: () => this.#read(window, began),
    });
  }

  /** Rows of a reading that breaks off are kept, they are true; the answer of before stays the answer. */
  async #read({ id, question }: FulfilmentWindow, began: Stamp): Promise<void> {
    const { store, stamps } = this.services;
    const reading: Reading = { channelId: this.connected.id, question: id, began };
    const pages = this.reads.read(question, this.context)[Symbol.asyncIterator]();
    for (;;) {
      const pageBegan = stamps.next();
      const page = await pages.next();
      if (page.done) break;
      await store.keepPage(reading, page.value, pageBegan);
      this.partsRead += 1;
    }
    await store.complete(reading);
  }

  #failed(error: unknown): void {
    if (!(error instanceof ChannelFault)) this.services.reportBug(error);
    this.fault ??= error;
  }

  get #isHopeless(): boolean {
    const { fault } = this;
    if (fault === null) return false;
    return !(fault instanceof ChannelFault) || HOPELESS.has(fault.code) || this.connected.health.circuitOpen();
  }
}
