import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sqlite3 from 'sqlite3';
import { DataSource, QueryFailedError } from 'typeorm';
import type { DataSourceOptions, EntityManager } from 'typeorm';
import { Action } from '../action/action.entity.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { AccountSecret } from '../vault/account-secret.entity.js';
import { SavedChannel } from '../saved-channel/saved-channel.entity.js';
import { FulfilmentAnswer, FulfilmentAnswerRow } from '../fulfilment/fulfilment-answer.entity.js';
import { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import { FulfilmentParcel } from '../fulfilment/fulfilment-parcel.entity.js';
import { CreateTables1763700000000 } from '../migration/1763700000000-create-tables.js';
import { AddSupplierOrders1763800000001 } from '../migration/1763800000001-add-supplier-orders.js';
import { AddFulfilments1763800000002 } from '../migration/1763800000002-add-fulfilments.js';
import { KeepChannels1763800000003 } from '../migration/1763800000003-keep-channels.js';
import { Order } from '../order/order.entity.js';
import { Coverage, FeedCursor } from '../reader/coverage.entity.js';
import { SupplierOrder } from '../supply/supplier-order.entity.js';
import { SnakeCaseNaming } from './naming.js';

const fulfilmentTables = [Fulfilment, FulfilmentParcel, FulfilmentAnswer, FulfilmentAnswerRow];

/** How long a write waits for those of other processes on the same file. */
const BUSY_TIMEOUT_MS = 5_000;
const BUSY_PAUSE_MS = 20;

/**
 * Changes nothing, and takes the lock that writing needs. A transaction that reads first and writes then is refused where
 * another process wrote in between. This statement waits instead, but where a read of the same connection is under way: then
 * SQLite refuses it at once.
 */
const ANNOUNCE_WRITE = 'DELETE FROM "migrations" WHERE 1 = 0';

const isBusy = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: unknown }).code === 'SQLITE_BUSY';

/** Everything but the driver is the same for any database that TypeORM speaks to. */
const shared = {
  entities: [
    Order,
    Cancellation,
    Coverage,
    FeedCursor,
    Action,
    SupplierOrder,
    ...fulfilmentTables,
    AccountSecret,
    SavedChannel,
  ],
  migrations: [
    CreateTables1763700000000,
    AddSupplierOrders1763800000001,
    AddFulfilments1763800000002,
    KeepChannels1763800000003,
  ],
  migrationsTransactionMode: 'each' as const,
  namingStrategy: new SnakeCaseNaming(),
  synchronize: false,
  logging: false,
};

/**
 * sqlite3 without its verbose mode, which TypeORM always asks for: that makes a stack trace for every statement, and writes the
 * statement's values, personal data among them, into every error.
 */
const quietSqlite: object = Object.create(sqlite3, { verbose: { value: () => quietSqlite } }) as object;

/**
 * @param url `sqlite:<file>` or `sqlite::memory:`.
 * @throws Error naming what would be right.
 */
export function dataSourceOptions(url: string): DataSourceOptions {
  const match = /^sqlite:(.+)$/.exec(url);
  if (!match?.[1]) {
    throw new Error(`DATABASE_URL must be sqlite:<file> or sqlite::memory:, but is: ${url.replace(/\/\/.*@/, '//…@')}`);
  }
  const database = match[1];
  return {
    ...shared,
    type: 'sqlite',
    driver: quietSqlite,
    database,
    enableWAL: database !== ':memory:',
    busyTimeout: BUSY_TIMEOUT_MS,
  };
}

/** The file of a database; null for one in memory. */
export function databaseFileOf(url: string): string | null {
  const file = /^sqlite:(.+)$/.exec(url)?.[1];
  return file === undefined || file === ':memory:' ? null : file;
}

/**
 * The store's one door to SQL. Writes go one after the other: all TypeORM drivers for SQLite share one connection, and a
 * second transaction on it would break the first.
 */
export class Database {
  #tail: Promise<unknown> = Promise.resolve();

  private constructor(readonly source: DataSource) {}

  /** Opens the database and brings its tables up to date. */
  static async open(url: string): Promise<Database> {
    const options = dataSourceOptions(url);
    if (typeof options.database === 'string' && options.database !== ':memory:') {
      mkdirSync(dirname(options.database), { recursive: true });
    }
    const source = await new DataSource(options).initialize();
    await source.runMigrations();
    return new Database(source);
  }

  get manager(): EntityManager {
    return this.source.manager;
  }

  /** Runs a write after all earlier ones, in a transaction of its own. Writes of other processes on the file wait for it. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const run = this.#tail.then(() => this.locked(work));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** Begins anew while another process is in the way; once the work has begun nobody is. */
  private async locked<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let left = BUSY_TIMEOUT_MS / BUSY_PAUSE_MS; ; left -= 1) {
      let hasBegun = false;
      try {
        return await this.source.transaction(async (manager) => {
          await manager.query(ANNOUNCE_WRITE);
          hasBegun = true;
          return work(manager);
        });
      } catch (error) {
        if (hasBegun || left <= 0 || !isBusy(error)) throw error;
        await setTimeout(BUSY_PAUSE_MS);
      }
    }
  }

  async close(): Promise<void> {
    await this.#tail;
    await this.source.destroy();
  }
}
