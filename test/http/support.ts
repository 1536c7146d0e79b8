import 'reflect-metadata';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createApp, type App, type AppSettings } from '../../src/app.js';
import type { ApiKeys } from '../../src/auth/api-keys.js';
import type { Clock } from '../../src/base/clock.js';
import { demoEmulators } from '../../src/sandbox/demo.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { VirtualClock } from '../support/virtual-clock.js';

export const NOW = Date.parse('2026-03-10T15:00:00+09:00');

export interface ApiOptions {
  readonly keys?: ApiKeys | null;
  /** Default true: without the seeded shop. */
  readonly isEmpty?: boolean;
  readonly channelIds?: readonly string[];
  readonly settings?: Partial<AppSettings['settings']>;
}

/** The whole server on a free port, over emulators, with what it logged. */
export interface Api {
  readonly app: App;
  readonly url: string;
  readonly origin: string;
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly log: readonly string[];
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const { keys = null, isEmpty = true, channelIds = ['ownmall-main'] } = options;
  const clock = new VirtualClock(NOW);
  const emulators = (await demoEmulators()).filter(({ channelId }) => channelIds.includes(channelId));
  const sandbox = await startSandbox({ emulators, clock, seed: 1, isEmpty });
  const log: string[] = [];
  const sink = new Writable({ write: (line: Buffer, _encoding, done) => (log.push(line.toString()), done()) });
  const app = await createApp({
    settings: {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: 'sqlite::memory:',
      queryDeadlineMs: 600_000,
      sync: false,
      ...options.settings,
    },
    channels: sandbox.channels.map((channel) => ({ ...channel, options: {}, sandbox: true })),
    masterKey: null,
    readKeys: keys && (() => keys),
    clock,
    logger: pino({ level: 'debug' }, sink),
  });
  return {
    app,
    url: app.url,
    origin: new URL(app.url).origin,
    sandbox,
    clock,
    log,
    post: (body, headers = {}) =>
      fetch(app.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}

export interface Problem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly Problem[];
}

export const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body;
