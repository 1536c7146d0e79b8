import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** SQLite takes at most 32,766 parameters in one statement. */
const MAX_PARAMETERS = 32_000;

/**
 * Inserts or replaces whole rows by primary key: one statement for an answer's rows, more only above the parameter limit.
 * Columns that are not read by default (a marketplace's own record) keep what they hold where a row brings nothing.
 *
 * TypeORM's insert builder names every single value; its statement is written here by hand because that takes four times
 * as long as everything else.
 */
export async function upsertAll<T extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  const { driver } = manager.connection;
  const { columns, tableName } = manager.connection.getMetadata(target);
  const table = driver.escape(tableName);
  const names = columns.map((column) => driver.escape(column.databaseName));
  const keys = names.filter((_name, index) => columns[index]?.isPrimary);
  const updates = columns
    .filter((column) => !column.isPrimary)
    .map(({ databaseName, isSelect }) => {
      const name = driver.escape(databaseName);
      return isSelect ? `${name} = excluded.${name}` : `${name} = COALESCE(excluded.${name}, ${table}.${name})`;
    });
  const head = `INSERT INTO ${table} (${names.join(', ')}) VALUES `;
  const resolution = updates.length > 0 ? `DO UPDATE SET ${updates.join(', ')}` : 'DO NOTHING';
  const tail = ` ON CONFLICT (${keys.join(', ')}) ${resolution}`;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const chunk = Math.floor(MAX_PARAMETERS / columns.length);
  for (let start = 0; start < rows.length; start += chunk) {
    const part = rows.slice(start, start + chunk);
    const values = part.flatMap((entity) =>
      columns.map((column): unknown => driver.preparePersistentValue(entity[column.propertyName], column) ?? null),
    );
    await manager.query(head + part.map(() => row).join(', ') + tail, values);
  }
}
