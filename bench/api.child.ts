import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { systemClock } from '../src/base/clock.js';
import type { App } from '../src/app.js';
import { createApp } from '../src/app.js';
import { createLogger } from '../src/logger.js';
import type { SandboxChannel } from '../src/sandbox/sandbox-channel.js';
import { answerParent } from './ipc.js';

/** The API alone, with an empty store, as `npm start` serves it. */

export interface ApiSettings {
  readonly channels: readonly SandboxChannel[];
  readonly databaseUrl: string;
}

/** Longer than any scenario: what is measured is the whole reading. */
const QUERY_DEADLINE_MS = 600_000;

let app: App;

const operations = {
  /** @returns its address. */
  async start({ channels, databaseUrl }: ApiSettings): Promise<string> {
    app = await createApp({
      settings: { host: '127.0.0.1', port: 0, databaseUrl, queryDeadlineMs: QUERY_DEADLINE_MS, sync: false },
      channels: channels.map((channel) => ({ ...channel, options: {}, sandbox: true })),
      masterKey: randomBytes(32),
      readKeys: null,
      clock: systemClock,
      logger: createLogger('warn'),
    });
    return app.url;
  },
  /** Most memory that the process ever held, in bytes. */
  peakMemory: (): number => process.resourceUsage().maxRSS * 1024,
};

export type ApiOperations = typeof operations;

answerParent(operations);
