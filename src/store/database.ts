import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource } from 'typeorm';
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
    busyTimeout: 5_000,
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

  /** Runs a write after all earlier ones, in a transaction of its own. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const run = this.#tail.then(() => this.source.transaction(work));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  async close(): Promise<void> {
    await this.#tail;
    await this.source.destroy();
  }
}
