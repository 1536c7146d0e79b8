import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import pino from 'pino';
import { createHash, randomUUID } from 'node:crypto';
import { ApiKeys } from '../../src/auth/api-keys.js';
import { LOCAL_VIEWER } from '../../src/auth/viewer.js';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Clock } from '../../src/base/clock.js';
import { systemClock } from '../../src/base/clock.js';
import type { ChannelDefinition } from '../../src/channel/channel.js';
import type { ChannelSettings } from '../../src/channel/connected-channel.js';
import { registry } from '../../src/channel/registry.js';
import { connectAll } from '../../src/connect.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { Metrics } from '../../src/http/metrics.js';
import { startServer } from '../../src/http/server.js';
import { demoEmulators } from '../../src/sandbox/demo.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { createServices } from '../../src/services.js';
import { Database } from '../../src/store/database.js';
import { distrustFuture } from '../../src/store/future.js';

export interface MoaOptions {
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Default true: the seeded shop is left out. */
  readonly isEmpty?: boolean;
  readonly seed?: number;
  /** Channel ids to connect; default: all of the registry. */
  readonly channelIds?: readonly string[];
  /** Default: ten minutes, so that a virtual clock's pacing never meets it. */
  readonly queryDeadlineMs?: number;
  /** Default: a database in memory. */
  readonly databaseUrl?: string;
  /** Marketplaces that outlive this Moa, or are another one's as well; default: its own. */
  readonly sandbox?: Sandbox;
  /** Changes to the right credentials, by channel id. */
  readonly credentials?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Changes to name and options, by channel id. */
  readonly settings?: Readonly<Record<string, Partial<Pick<ChannelSettings, 'name' | 'options'>>>>;
  /** Default: one that is the same for all; null: none. */
  readonly masterKey?: Buffer | null;
  /** Caps the time-out of every call to a marketplace, in milliseconds of real time: for hanging emulators. */
  readonly mostTimeoutMs?: number;
}

export interface Answer<T> {
  readonly data: T;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** The whole of Moa, served over HTTP and connected to the emulators over HTTP. */
export interface Moa {
  /** Of the served API. */
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  /** For taking it away, as a crash does. */
  readonly database: Database;
  /** Data of an operation that must have no errors. */
  query<T>(source: string, variables?: Record<string, unknown>): Promise<T>;
  /** The whole answer, errors included. */
  ask<T>(source: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<Answer<T>>;
  /** Calls that reached a channel's emulator since the last clear. */
  calls(channelId: string): readonly { readonly method: string; readonly path: string; readonly query: string }[];
  clearCalls(): void;
  close(): Promise<void>;
}

/** API keys made as they are needed, one for each viewer that asks. */
class KeyRing {
  readonly #entries: { digest: Buffer; viewer: Viewer }[] = [];
  readonly #keys = new Map<Viewer, string>();
  readonly keys = new ApiKeys(this.#entries);

  keyOf(viewer: Viewer): string {
    const known = this.#keys.get(viewer);
    if (known) return known;
    const key = randomUUID();
    this.#keys.set(viewer, key);
    this.#entries.push({ digest: createHash('sha256').update(key).digest(), viewer });
    return key;
  }
}

/** Holds nothing of a run, and takes the longest to build. */
let builtSchema: Promise<GraphQLSchema> | undefined;

/** The same marketplace, less patient. */
const withTimeouts = (definition: ChannelDefinition, mostMs: number): ChannelDefinition => ({
  ...definition,
  timeoutMs: Math.min(definition.timeoutMs, mostMs),
  connect: ({ http, ...account }) =>
    definition.connect({
      ...account,
      http: {
        request: (call, context) =>
          http.request({ ...call, timeoutMs: Math.min(call.timeoutMs ?? definition.timeoutMs, mostMs) }, context),
      },
    }),
});

export async function startMoa(options: MoaOptions = {}): Promise<Moa> {
  const { clock = systemClock, isEmpty = true, seed = 1, queryDeadlineMs = 600_000 } = options;
  const isWanted = (channelId: string): boolean => options.channelIds?.includes(channelId) ?? true;
  const startOwn = async (): Promise<Sandbox> => {
    const emulators = (await demoEmulators()).filter(({ channelId }) => isWanted(channelId));
    return startSandbox({ emulators, clock, seed, isEmpty });
  };
  const sandbox = options.sandbox ?? (await startOwn());
  const closeSandbox = async (): Promise<void> => (options.sandbox ? undefined : sandbox.close());
  const channels = sandbox.channels.map((settings) => ({
    options: {},
    ...settings,
    ...options.settings?.[settings.id],
    credentials: { ...settings.credentials, ...options.credentials?.[settings.id] },
    sandbox: true,
  }));
  const databaseUrl = options.databaseUrl ?? 'sqlite::memory:';
  const database = await Database.open(databaseUrl);
  await distrustFuture(database, clock);
  const masterKey = options.masterKey === undefined ? Buffer.alloc(32, 1) : options.masterKey;
  const { directory, keeper } = await connectAll({
    database,
    databaseUrl,
    masterKey,
    channels,
    clock,
    onCall: () => undefined,
    definitionOf: ({ marketplace }) => {
      const { definition } = registry.find((one) => one.definition.marketplace === marketplace)!;
      return options.mostTimeoutMs === undefined ? definition : withTimeouts(definition, options.mostTimeoutMs);
    },
  }).catch(async (error: unknown) => {
    await Promise.all([database.close(), closeSandbox()]);
    throw error;
  });
  const services = createServices({ clock, database, directory, keeper, queryDeadlineMs });
  const schema = await (builtSchema ??= buildApiSchema());
  const logger = pino({ level: 'silent' });
  const ring = new KeyRing();
  const server = await startServer({
    settings: { host: '127.0.0.1', port: 0 },
    services,
    schema,
    keys: ring.keys,
    clock,
    logger,
    metrics: new Metrics(clock),
    isReady: () => Promise.resolve(true),
  });
  const ask = async <T>(query: string, variables?: Record<string, unknown>, viewer = LOCAL_VIEWER) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ring.keyOf(viewer)}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  };
  return {
    url: server.url,
    sandbox,
    clock,
    database,
    ask,
    query: async <T>(source: string, variables?: Record<string, unknown>) => {
      const { data, errors } = await ask<T>(source, variables);
      if (errors) throw new Error(`unexpected errors: ${JSON.stringify(errors)}`);
      return data;
    },
    calls: (channelId) =>
      sandbox
        .host(channelId)
        .calls()
        .map(({ method, path, query }) => ({ method, path, query })),
    clearCalls: () => sandbox.channels.forEach(({ id }) => sandbox.host(id).clearCalls()),
    close: async () => {
      await server.close();
      await services.deadline.settled();
      directory.close();
      await closeSandbox();
      if (database.source.isInitialized) await database.close();
    },
  };
}
