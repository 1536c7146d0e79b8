import type { DataSource, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/**
 * Turns rows of a raw SELECT into entities by the entity's own column types. TypeORM's hydration does the same for any graph
 * of relations; for long flat lists this is several times faster.
 */
export interface RowReader<T extends ObjectLiteral> {
  /** Adds every column that is read by default. */
  select(query: SelectQueryBuilder<T>): SelectQueryBuilder<T>;
  read(row: Readonly<Record<string, unknown>>): T;
}

export function rowReader<T extends ObjectLiteral>(
  source: DataSource,
  target: EntityTarget<T> & (new () => T),
): RowReader<T> {
  const columns = source
    .getMetadata(target)
    .columns.filter((column) => column.isSelect)
    .map((column) => ({ property: column.propertyName, decode: decoderOf(column.type) }));
  return {
    select: (query) => {
      query.select([]);
      for (const { property } of columns) query.addSelect(`${query.alias}.${property}`, property);
      return query;
    },
    read: (row) => {
      const entity = new target() as Record<string, unknown>;
      for (const { property, decode } of columns) {
        const value = row[property];
        entity[property] = value === null || value === undefined ? null : decode(value);
      }
      return entity as T;
    },
  };
}

function decoderOf(type: unknown): (value: unknown) => unknown {
  if (type === 'simple-json') return (value) => JSON.parse(value as string) as unknown;
  if (type === 'boolean') return (value) => value === 1 || value === true;
  return (value) => value;
}
