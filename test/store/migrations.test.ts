import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/store/database.js';

let source: DataSource;
beforeEach(async () => {
  source = await new DataSource(dataSourceOptions('sqlite::memory:')).initialize();
});
afterEach(() => source.destroy());

const tables = async (): Promise<string[]> =>
  (await source.query<{ name: string }[]>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('sqlite_'));

it('migrates an empty database up, down and up again', async () => {
  await source.runMigrations();
  const made = await tables();
  const named = source.entityMetadatas.map(({ tableName }) => tableName);
  expect(made).toEqual([...named, 'migrations'].sort());
  for (let count = source.migrations.length; count > 0; count -= 1) await source.undoLastMigration();
  expect(await tables()).toEqual(['migrations']);
  await source.runMigrations();
  expect(await tables()).toEqual(made);
});

it('leaves nothing between the entities and the migrated tables', async () => {
  await source.runMigrations();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it.each(['postgres://user:secret@db/moa', 'sqlite:', 'moa.sqlite', ''])('refuses the address %j', (url) => {
  expect(() => dataSourceOptions(url)).toThrow('DATABASE_URL must be sqlite:<file> or sqlite::memory:');
  expect(() => dataSourceOptions(url)).not.toThrow('secret');
});
