import type { Logger } from 'pino';
import type { ApiKeys } from './auth/api-keys.js';
import type { Clock } from './base/clock.js';
import type { ChannelSettings } from './channel/connected-channel.js';
import type { CallReport } from './channel/governor/governor.js';
import { connectAll } from './connect.js';
import { buildApiSchema } from './graphql/schema.js';
import { logUnexpected } from './http/errors.js';
import { Metrics } from './http/metrics.js';
import { startServer } from './http/server.js';
import { createServices, type Services } from './services.js';
import { codeOf, SettingsError, type Settings } from './settings.js';
import { Database } from './store/database.js';
import { distrustFuture } from './store/future.js';
import { SyncWorker } from './sync/sync.worker.js';

export interface AppSettings {
  readonly settings: Pick<Settings, 'host' | 'port' | 'databaseUrl' | 'queryDeadlineMs' | 'sync'>;
  readonly channels: readonly ChannelSettings[];
  /** Encrypts stored secrets; null: none can be stored. */
  readonly masterKey: Buffer | null;
  /** Told the ids of all channels; null: everybody on loopback may do everything. */
  readonly readKeys: ((channelIds: readonly string[]) => ApiKeys) | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface App {
  /** Of the API: `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  readonly services: Services;
  close(): Promise<void>;
}

/** How long reads that nobody waits for any more may take to end by themselves. */
const SETTLING_GRACE_MS = 1_000;

/** Opens the store, connects the channels and serves the API. What was opened before something failed is closed again. */
export async function createApp({ settings, masterKey, channels, readKeys, clock, logger }: AppSettings): Promise<App> {
  const metrics = new Metrics(clock);
  const { databaseUrl } = settings;
  const database = await openDatabase(databaseUrl);
  await distrustFuture(database, clock);
  const onCall = (call: CallReport): void => {
    metrics.onCall(call);
    logFailure(logger, call);
  };
  const { directory, keeper } = await connectAll({ database, databaseUrl, masterKey, channels, clock, onCall }).catch(
    async (error: unknown) => {
      await database.close();
      throw error;
    },
  );
  const services = createServices({
    clock,
    database,
    directory,
    keeper,
    queryDeadlineMs: settings.queryDeadlineMs,
    reportBug: (error) => logUnexpected(logger, error),
  });
  const worker = new SyncWorker({ clock, stamps: services.stamps, sync: services.sync, logger });
  const closeRest = async (): Promise<void> => {
    worker.stop();
    await settle(services, clock);
    directory.close();
    await database.close();
  };
  try {
    const isReady = async (): Promise<boolean> => (await database.manager.query('SELECT 1')) !== undefined;
    const keys = readKeys?.(directory.all().map(({ id }) => id)) ?? null;
    const schema = await buildApiSchema();
    const server = await startServer({ settings, services, schema, keys, clock, logger, metrics, isReady });
    if (settings.sync) worker.start();
    logger.info({ url: server.url, channels: channels.map(({ id }) => id), keys: keys !== null }, 'started');
    return {
      url: server.url,
      services,
      close: async () => {
        await server.close();
        await closeRest();
        logger.info('stopped');
      },
    };
  } catch (error) {
    await closeRest();
    throw error;
  }
}

/** Codes of a file that is not there, not ours to write, or no database. */
const UNUSABLE_FILE = /^(E[A-Z]+|SQLITE_(CANTOPEN|NOTADB|READONLY|CORRUPT|PERM))$/;

async function openDatabase(url: string): Promise<Database> {
  try {
    return await Database.open(url);
  } catch (error) {
    const code = codeOf(error);
    if (!UNUSABLE_FILE.test(code)) throw error;
    throw new SettingsError(`DATABASE_URL must name a SQLite file that can be written, but ${url} cannot (${code})`);
  }
}

/** Operation and code alone: addresses hold ids, bodies hold people. */
function logFailure(logger: Logger, { channelId, operation, kind, outcome, attempt, elapsedMs }: CallReport): void {
  if (outcome === 'OK') return;
  logger.warn({ channel: channelId, operation, kind, code: outcome, attempt, ms: elapsedMs }, 'a call failed');
}

/** Reads that take longer are given up; closing their channel ends them. */
async function settle(services: Services, clock: Clock): Promise<void> {
  const settled = new AbortController();
  const grace = clock.alarm(SETTLING_GRACE_MS, settled.signal).catch(() => undefined);
  await Promise.race([services.deadline.settled(), grace]);
  settled.abort();
}
