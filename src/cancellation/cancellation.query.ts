import type { SelectQueryBuilder } from 'typeorm';
import type { Position } from '../graphql/cursor.js';
import type { CancellationStatus } from '../model/cancellation.js';
import { encodeNodeId } from '../model/node-id.js';
import type { OrderStatus } from '../model/order.js';
import { Order } from '../order/order.entity.js';
import type { Database } from '../store/database.js';
import type { RawRow, RowReader } from '../store/rows.js';
import { rowReader } from '../store/rows.js';
import { Cancellation } from './cancellation.entity.js';
import { CancellationDateType } from './cancellation.input.js';

export interface CancellationConditions {
  readonly channelIds: readonly string[];
  readonly startDate: number;
  readonly endDate: number;
  readonly dateType: CancellationDateType;
  readonly statuses: readonly CancellationStatus[] | null;
  readonly orderStatuses: readonly OrderStatus[] | null;
  readonly orderNumbers: readonly string[] | null;
}

const DATE_COLUMN: Readonly<Record<CancellationDateType, string>> = {
  // An order that only a claim tells of has no date of its own: the claim's stands for it.
  [CancellationDateType.ORDERED]:
    'COALESCE(o.orderedDate, o.paidDate, o.changedDate, c.cancellationRequestDate, c.cancelCompletedDate)',
  [CancellationDateType.PAID]:
    'COALESCE(o.paidDate, CASE WHEN o.orderedDate IS NULL THEN COALESCE(o.changedDate, c.cancellationRequestDate, c.cancelCompletedDate) END)',
  // Where a marketplace keeps no request date (immediate cancels, some withdrawals) the nearest known one stands for it.
  [CancellationDateType.REQUESTED]: 'COALESCE(c.cancellationRequestDate, c.cancelCompletedDate, c.cancelWithdrawnDate)',
  [CancellationDateType.COMPLETED]: 'c.cancelCompletedDate',
};

/** Newest request first. */
const SORT_VALUE = 'COALESCE(c.cancellationRequestDate, c.cancelCompletedDate, c.cancelWithdrawnDate, 0)';

/** SELECTs over the stored cancellations. */
export class CancellationQuery {
  readonly #rows: RowReader<Cancellation>;

  constructor(private readonly database: Database) {
    this.#rows = rowReader(database.source, Cancellation);
  }

  async page(conditions: CancellationConditions, limit: number, after: Position | null): Promise<Cancellation[]> {
    const query = this.#rows.select(this.matching(conditions));
    if (after) {
      query.andWhere(
        `(${SORT_VALUE} < :value OR (${SORT_VALUE} = :value AND (c.channelId > :channelId OR (c.channelId = :channelId AND c.key > :key))))`,
        { value: after.sortValue, channelId: after.channelId, key: after.key },
      );
    }
    query.orderBy(SORT_VALUE, 'DESC').addOrderBy('c.channelId').addOrderBy('c.key');
    return this.run(query.limit(limit + 1));
  }

  positionOf(claim: Cancellation): Position {
    const sortValue = claim.cancellationRequestDate ?? claim.cancelCompletedDate ?? claim.cancelWithdrawnDate ?? 0;
    return { sortValue, channelId: claim.channelId, key: claim.key };
  }

  async countByChannel(conditions: CancellationConditions): Promise<Map<string, number>> {
    const rows = await this.matching(conditions)
      .select('c.channelId', 'channelId')
      .addSelect('COUNT(*)', 'count')
      .groupBy('c.channelId')
      .getRawMany<{ channelId: string; count: number }>();
    return new Map(rows.map(({ channelId, count }) => [channelId, Number(count)]));
  }

  byKeys(channelId: string, keys: readonly string[]): Promise<Cancellation[]> {
    return this.by('key', channelId, keys);
  }

  byOrderKeys(channelId: string, orderKeys: readonly string[]): Promise<Cancellation[]> {
    return this.by('orderKey', channelId, orderKeys);
  }

  byOrderNumbers(channelId: string, orderNumbers: readonly string[]): Promise<Cancellation[]> {
    return this.by('orderNumber', channelId, orderNumbers);
  }

  async raws(channelId: string, keys: readonly string[]): Promise<Map<string, unknown>> {
    const found = await this.database.manager
      .createQueryBuilder(Cancellation, 'c')
      .select(['c.channelId', 'c.key', 'c.raw'])
      .where('c.channelId = :channelId AND c.key IN (:...keys)', { channelId, keys })
      .getMany();
    return new Map(found.map(({ key, raw }) => [key, raw]));
  }

  private async by(
    column: 'key' | 'orderKey' | 'orderNumber',
    channelId: string,
    values: readonly string[],
  ): Promise<Cancellation[]> {
    if (values.length === 0) return [];
    const query = this.#rows.select(this.database.manager.createQueryBuilder(Cancellation, 'c'));
    return this.run(query.where(`c.channelId = :channelId AND c.${column} IN (:...values)`, { channelId, values }));
  }

  private async run(query: SelectQueryBuilder<Cancellation>): Promise<Cancellation[]> {
    const rows = await query.getRawMany<RawRow>();
    return rows.map((row) => {
      const claim = this.#rows.read(row);
      claim.id = encodeNodeId('CANCELLATION', claim.channelId, claim.key);
      return claim;
    });
  }

  private matching(conditions: CancellationConditions): SelectQueryBuilder<Cancellation> {
    const { channelIds, startDate, endDate, dateType, statuses, orderStatuses, orderNumbers } = conditions;
    const date = DATE_COLUMN[dateType];
    const query = this.database.manager
      .createQueryBuilder(Cancellation, 'c')
      .leftJoin(Order, 'o', 'o.channelId = c.channelId AND o.key = c.orderKey')
      .where(`${date} >= :startDate AND ${date} < :endDate`, { startDate, endDate })
      .andWhere('c.channelId IN (:...channelIds)', { channelIds: orNone(channelIds) });
    if (statuses) query.andWhere('c.status IN (:...statuses)', { statuses: orNone(statuses) });
    if (orderStatuses) query.andWhere('o.status IN (:...orderStatuses)', { orderStatuses: orNone(orderStatuses) });
    if (orderNumbers) query.andWhere('c.orderNumber IN (:...orderNumbers)', { orderNumbers: orNone(orderNumbers) });
    return query;
  }
}

const orNone = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);
