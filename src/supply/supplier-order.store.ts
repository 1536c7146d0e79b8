import type { SelectQueryBuilder } from 'typeorm';
import type { Position } from '../graphql/cursor.js';
import { encodeNodeId } from '../model/node-id.js';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';
import type { RawRow, RowReader } from '../store/rows.js';
import { rowReader } from '../store/rows.js';
import { SupplierOrder } from './supplier-order.entity.js';

export interface SupplierOrderConditions {
  readonly channelIds: readonly string[];
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly externalOrderNumbers: readonly string[] | null;
}

/** Orders that suppliers took. */
export class SupplierOrderStore {
  readonly #rows: RowReader<SupplierOrder>;

  constructor(private readonly database: Database) {
    this.#rows = rowReader(database.source, SupplierOrder);
  }

  async keep(order: SupplierOrder): Promise<void> {
    await this.database.write((manager) => upsertAll(manager, SupplierOrder, [order]));
  }

  /** Newest first; one more than `limit` where there is a next page. */
  page(conditions: SupplierOrderConditions, limit: number, after: Position | null): Promise<SupplierOrder[]> {
    const query = this.#rows.select(this.matching(conditions));
    if (after) {
      query.andWhere(
        '(s.placedAt < :value OR (s.placedAt = :value AND (s.channelId > :channelId OR (s.channelId = :channelId AND s.key > :key))))',
        { value: after.sortValue, channelId: after.channelId, key: after.key },
      );
    }
    query.orderBy('s.placedAt', 'DESC').addOrderBy('s.channelId').addOrderBy('s.key');
    return this.run(query.limit(limit + 1));
  }

  positionOf({ placedAt, channelId, key }: SupplierOrder): Position {
    return { sortValue: placedAt, channelId, key };
  }

  count(conditions: SupplierOrderConditions): Promise<number> {
    return this.matching(conditions).getCount();
  }

  byKeys(channelId: string, keys: readonly string[]): Promise<SupplierOrder[]> {
    if (keys.length === 0) return Promise.resolve([]);
    const query = this.#rows.select(this.database.manager.createQueryBuilder(SupplierOrder, 's'));
    return this.run(query.where('s.channelId = :channelId AND s.key IN (:...keys)', { channelId, keys }));
  }

  async raws(channelId: string, keys: readonly string[]): Promise<Map<string, unknown>> {
    const found = await this.database.manager
      .createQueryBuilder(SupplierOrder, 's')
      .select(['s.channelId', 's.key', 's.raw'])
      .where('s.channelId = :channelId AND s.key IN (:...keys)', { channelId, keys })
      .getMany();
    return new Map(found.map(({ key, raw }) => [key, raw]));
  }

  private async run(query: SelectQueryBuilder<SupplierOrder>): Promise<SupplierOrder[]> {
    const rows = await query.getRawMany<RawRow>();
    return rows.map((row) => {
      const order = this.#rows.read(row);
      order.id = encodeNodeId('SUPPLIER_ORDER', order.channelId, order.key);
      return order;
    });
  }

  /** Test orders are no orders: they are found by id alone. */
  private matching(conditions: SupplierOrderConditions): SelectQueryBuilder<SupplierOrder> {
    const { channelIds, startDate, endDate, externalOrderNumbers } = conditions;
    const query = this.database.manager
      .createQueryBuilder(SupplierOrder, 's')
      .where('s.test = :test AND s.channelId IN (:...channelIds)', { test: false, channelIds: orNone(channelIds) });
    if (startDate !== null) query.andWhere('s.placedAt >= :startDate', { startDate });
    if (endDate !== null) query.andWhere('s.placedAt < :endDate', { endDate });
    if (externalOrderNumbers) {
      query.andWhere('s.externalOrderNumber IN (:...numbers)', { numbers: orNone(externalOrderNumbers) });
    }
    return query;
  }
}

const orNone = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);
