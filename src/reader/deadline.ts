import type { Clock } from '../base/clock.js';
import { ChannelFault } from '../channel/fault.js';
import { ErrorCode } from '../model/error-code.js';

/** How long an answer waits for a marketplace. */
export class Deadline {
  /** Work that outlived its deadline and goes on by itself. */
  readonly #background = new Set<Promise<void>>();

  constructor(
    private readonly clock: Clock,
    readonly ms: number,
  ) {}

  /**
   * Waits for work whose result is in the store.
   * @returns whether the deadline came first.
   */
  async passes(work: Promise<void>): Promise<boolean> {
    const timer = new AbortController();
    const deadline = this.clock.alarm(this.ms, timer.signal).then(
      () => true,
      () => false,
    );
    try {
      const isLate = await Promise.race([work.then(() => false), deadline]);
      if (isLate) this.#keep(work);
      return isLate;
    } finally {
      timer.abort();
    }
  }

  /** @throws ChannelFault CHANNEL_TIMEOUT when the deadline comes first, and whatever the work throws. */
  async wait(work: Promise<void>): Promise<void> {
    if (await this.passes(work)) {
      throw new ChannelFault(
        ErrorCode.CHANNEL_TIMEOUT,
        `The marketplace gave no answer within ${this.ms} ms; ask again.`,
      );
    }
  }

  /** Waits for all work that outlived its deadline. */
  async settled(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  #keep(work: Promise<void>): void {
    const tracked = work.catch(() => undefined).finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }
}
