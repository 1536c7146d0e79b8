import type { SelectQueryBuilder } from 'typeorm';
import type { Position } from '../graphql/cursor.js';
import type { Database } from '../store/database.js';
import type { RawRow, RowReader } from '../store/rows.js';
import { rowReader } from '../store/rows.js';
import { encodeNodeId } from '../model/node-id.js';
import type { ClaimStatus, OrderStatus } from '../model/order.js';
import { Order } from './order.entity.js';
import { OrderDateType, OrderGrouping, OrderSort } from './order.input.js';

/** What is asked of the stored orders; lists null or empty: no condition. */
export interface OrderConditions {
  readonly channelIds: readonly string[];
  readonly startDate: number;
  readonly endDate: number;
  readonly dateType: OrderDateType;
  readonly statuses: readonly OrderStatus[] | null;
  readonly claimStatuses: readonly ClaimStatus[] | null;
  readonly orderNumbers: readonly string[] | null;
  readonly search: string | null;
  /** Whether the search also looks at names: a viewer must not find out by it what is masked. */
  readonly searchesPeople: boolean;
}

const DATE_COLUMN: Readonly<Record<OrderDateType, keyof Order>> = {
  [OrderDateType.ORDERED]: 'orderedDate',
  [OrderDateType.PAID]: 'paidDate',
  [OrderDateType.CONFIRMED]: 'confirmedDate',
  [OrderDateType.DISPATCHED]: 'dispatchedDate',
  [OrderDateType.CHANGED]: 'changedDate',
};

const SORT: Readonly<Record<OrderSort, { column: 'orderedDate' | 'paidDate'; isDescending: boolean }>> = {
  [OrderSort.ORDERED_DESC]: { column: 'orderedDate', isDescending: true },
  [OrderSort.ORDERED_ASC]: { column: 'orderedDate', isDescending: false },
  [OrderSort.PAID_DESC]: { column: 'paidDate', isDescending: true },
  [OrderSort.PAID_ASC]: { column: 'paidDate', isDescending: false },
};

export interface OrderCountRow {
  readonly channelId: string | null;
  readonly status: OrderStatus | null;
  readonly claimStatus: ClaimStatus | null;
  readonly day: number | null;
  readonly currency: string;
  readonly orders: number;
  readonly lines: number;
  readonly quantity: number;
  readonly amount: number;
}

/** SELECTs over the stored orders. */
export class OrderQuery {
  readonly #rows: RowReader<Order>;

  constructor(private readonly database: Database) {
    this.#rows = rowReader(database.source, Order);
  }

  /** One row more than `limit` where there is a next page. */
  async page(conditions: OrderConditions, sort: OrderSort, limit: number, after: Position | null): Promise<Order[]> {
    const { column, isDescending } = SORT[sort];
    const value = `COALESCE(o.${column}, 0)`;
    const query = this.#rows.select(this.matching(conditions));
    if (after) {
      const beyond = isDescending ? '<' : '>';
      query.andWhere(
        `(${value} ${beyond} :value OR (${value} = :value AND (o.channelId > :channelId OR (o.channelId = :channelId AND o.key > :key))))`,
        { value: after.sortValue, channelId: after.channelId, key: after.key },
      );
    }
    query
      .orderBy(value, isDescending ? 'DESC' : 'ASC')
      .addOrderBy('o.channelId')
      .addOrderBy('o.key');
    return this.run(query.limit(limit + 1));
  }

  positionOf(order: Order, sort: OrderSort): Position {
    return { sortValue: order[SORT[sort].column] ?? 0, channelId: order.channelId, key: order.key };
  }

  /** Matching rows by channel. */
  async countByChannel(conditions: OrderConditions): Promise<Map<string, number>> {
    const rows = await this.matching(conditions)
      .select('o.channelId', 'channelId')
      .addSelect('COUNT(*)', 'count')
      .groupBy('o.channelId')
      .getRawMany<{ channelId: string; count: number }>();
    return new Map(rows.map(({ channelId, count }) => [channelId, Number(count)]));
  }

  async summary(conditions: OrderConditions, groupBy: readonly OrderGrouping[]): Promise<OrderCountRow[]> {
    const day = `(CAST((o.${DATE_COLUMN[conditions.dateType]} + 32400000) / 86400000 AS INTEGER) * 86400000 - 32400000)`;
    const columns: Readonly<Record<OrderGrouping, { name: string; sql: string }>> = {
      [OrderGrouping.CHANNEL]: { name: 'channelId', sql: 'o.channelId' },
      [OrderGrouping.STATUS]: { name: 'status', sql: 'o.status' },
      [OrderGrouping.CLAIM_STATUS]: { name: 'claimStatus', sql: 'o.claimStatus' },
      [OrderGrouping.DAY]: { name: 'day', sql: day },
    };
    const query = this.matching(conditions)
      .select('o.currency', 'currency')
      .addSelect("COUNT(DISTINCT o.channelId || ':' || o.orderNumber)", 'orders')
      .addSelect('COUNT(*)', 'lines')
      .addSelect('SUM(o.productQuantity - o.canceledQuantity)', 'quantity')
      .addSelect('COALESCE(SUM(o.productPriceAmount), 0)', 'amount')
      .groupBy('o.currency');
    for (const grouping of new Set(groupBy)) {
      const { name, sql } = columns[grouping];
      query.addSelect(sql, name).addGroupBy(sql).addOrderBy(sql);
    }
    const rows = await query.getRawMany<OrderCountRow>();
    const none = { channelId: null, status: null, claimStatus: null, day: null };
    return rows.map((row) => ({ ...none, ...row, amount: exact(row.amount) }));
  }

  async byKeys(channelId: string, keys: readonly string[]): Promise<Order[]> {
    if (keys.length === 0) return [];
    return this.run(this.all().where('o.channelId = :channelId AND o.key IN (:...keys)', { channelId, keys }));
  }

  /** Lines of these orders, or of these checkouts. */
  async byNumbers(
    channelId: string,
    column: 'orderNumber' | 'checkoutNumber' | 'bundleNumber',
    numbers: readonly string[],
  ) {
    if (numbers.length === 0) return [];
    return this.run(
      this.all()
        .where(`o.channelId = :channelId AND o.${column} IN (:...numbers)`, { channelId, numbers })
        .orderBy('o.orderNumber')
        .addOrderBy('o.key'),
    );
  }

  /** Lines that travel under these tracking numbers. */
  async byTrackingNumbers(channelId: string, trackingNumbers: readonly string[]): Promise<Order[]> {
    if (trackingNumbers.length === 0) return [];
    return this.run(
      this.all()
        .where('o.channelId = :channelId AND o.trackingNumber IN (:...trackingNumbers)', { channelId, trackingNumbers })
        .orderBy('o.key'),
    );
  }

  /** The marketplaces' records of these lines, by key. */
  async raws(channelId: string, keys: readonly string[]): Promise<Map<string, unknown>> {
    const found = await this.database.manager
      .createQueryBuilder(Order, 'o')
      .select(['o.channelId', 'o.key', 'o.raw'])
      .where('o.channelId = :channelId AND o.key IN (:...keys)', { channelId, keys })
      .getMany();
    return new Map(found.map(({ key, raw }) => [key, raw]));
  }

  private all(): SelectQueryBuilder<Order> {
    return this.#rows.select(this.database.manager.createQueryBuilder(Order, 'o'));
  }

  private async run(query: SelectQueryBuilder<Order>): Promise<Order[]> {
    const rows = await query.getRawMany<RawRow>();
    return rows.map((row) => withId(this.#rows.read(row)));
  }

  private matching(conditions: OrderConditions): SelectQueryBuilder<Order> {
    const { channelIds, startDate, endDate, dateType, statuses, claimStatuses, orderNumbers, search, searchesPeople } =
      conditions;
    const query = this.database.manager
      .createQueryBuilder(Order, 'o')
      .where(`(${datedWithin(dateType)})`, { startDate, endDate })
      .andWhere('o.channelId IN (:...channelIds)', { channelIds: channelIds.length > 0 ? channelIds : [''] });
    if (statuses) query.andWhere('o.status IN (:...statuses)', { statuses: orNone(statuses) });
    if (claimStatuses) query.andWhere('o.claimStatus IN (:...claimStatuses)', { claimStatuses: orNone(claimStatuses) });
    if (orderNumbers) query.andWhere('o.orderNumber IN (:...orderNumbers)', { orderNumbers: orNone(orderNumbers) });
    if (search !== null) {
      const fields = ['orderNumber', 'productName', ...(searchesPeople ? ['receiverName', 'senderName'] : [])];
      query.andWhere(`(${fields.map((field) => `o.${field} LIKE :search ESCAPE '\\'`).join(' OR ')})`, {
        search: `%${search.replace(/[\\%_]/g, '\\$&')}%`,
      });
    }
    return query;
  }
}

/**
 * An order that was canceled before it was ever read may be told by its claim alone, without any date of its own: it is listed
 * under the day of its cancellation (changedDate), which is that of the order or soon after.
 */
function datedWithin(dateType: OrderDateType): string {
  const within = (column: string): string => `o.${column} >= :startDate AND o.${column} < :endDate`;
  const own = within(DATE_COLUMN[dateType]);
  if (dateType !== OrderDateType.ORDERED && dateType !== OrderDateType.PAID) return own;
  return `${own} OR (o.orderedDate IS NULL AND o.paidDate IS NULL AND ${within('changedDate')})`;
}

/** Sums of at most 4 decimals, without what adding doubles leaves behind. */
const exact = (sum: number): number => Math.round(sum * 10_000) / 10_000;

/** An empty list in a filter finds nothing; SQL knows no empty IN. */
const orNone = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);

const withId = (order: Order): Order => {
  order.id = encodeNodeId('ORDER', order.channelId, order.key);
  return order;
};
