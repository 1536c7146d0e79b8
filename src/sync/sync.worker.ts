import type { Logger } from 'pino';
import { LOCAL_VIEWER } from '../auth/viewer.js';
import type { Clock } from '../base/clock.js';
import type { Stamps } from '../base/stamp.js';
import { MINUTE } from '../base/time.js';
import { ChannelOutcome } from '../channel/channel.types.js';
import type { SyncService } from './sync.service.js';

export interface SyncWorkerSettings {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly sync: Pick<SyncService, 'run'>;
  readonly logger: Logger;
  /** Between the end of a round and the next; default 5 minutes. */
  readonly intervalMs?: number;
  /** For jitter, in [0, 1). */
  readonly random?: () => number;
}

/** So that several processes of one seller do not read in step. */
const JITTER = 0.2;
const FINE: ReadonlySet<ChannelOutcome> = new Set([
  ChannelOutcome.FRESH,
  ChannelOutcome.CACHED,
  ChannelOutcome.UNSUPPORTED,
]);

/**
 * Reads all marketplaces every few minutes, so that questions find fresh copies. The first round comes one interval after
 * the start: what is asked before reads for itself.
 */
export class SyncWorker {
  readonly #stopping = new AbortController();

  constructor(private readonly settings: SyncWorkerSettings) {}

  start(): void {
    void this.#loop();
  }

  /** Starts no more rounds. One that is under way ends with the channels, which are closed next. */
  stop(): void {
    this.#stopping.abort();
  }

  async #loop(): Promise<void> {
    const { clock, intervalMs = 5 * MINUTE, random = Math.random } = this.settings;
    const { signal } = this.#stopping;
    for (;;) {
      try {
        await clock.sleep(intervalMs * (1 - JITTER + 2 * JITTER * random()), signal);
      } catch {
        return;
      }
      await this.#round();
    }
  }

  async #round(): Promise<void> {
    const { clock, stamps, sync, logger } = this.settings;
    const began = clock.now();
    try {
      const results = await sync.run(LOCAL_VIEWER, null, {}, stamps.next());
      for (const { channel, outcome, error } of results) {
        if (!FINE.has(outcome)) logger.warn({ channel: channel.id, outcome, code: error?.code }, 'sync is incomplete');
      }
      logger.debug({ channels: results.length, ms: clock.now() - began }, 'sync');
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      logger.error({ error: error instanceof Error ? error.name : typeof error }, 'sync failed');
    }
  }
}
