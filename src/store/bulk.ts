import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/** SQLite takes at most 32,766 parameters in one statement. */
const MAX_PARAMETERS = 32_000;

/** Inserts or replaces whole rows by primary key: one statement for an answer's rows, more only above the parameter limit. */
export async function upsertAll<T extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  if (rows.length === 0) return;
  const { columns, primaryColumns } = manager.connection.getMetadata(target);
  const keys = primaryColumns.map((column) => column.databaseName);
  const rest = columns.map((column) => column.databaseName).filter((name) => !keys.includes(name));
  const chunk = Math.floor(MAX_PARAMETERS / columns.length);
  for (let start = 0; start < rows.length; start += chunk) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(target)
      .values(rows.slice(start, start + chunk) as QueryDeepPartialEntity<T>[])
      .orUpdate(rest, keys)
      .updateEntity(false)
      .execute();
  }
}
