import type { SelectQueryBuilder } from 'typeorm';
import type { Position } from '../graphql/cursor.js';
import { Order } from '../order/order.entity.js';
import type { OrderQuery } from '../order/order.query.js';
import type { Database } from '../store/database.js';
import type { Invoice } from './invoice.types.js';
import { invoiceKeyOf, invoiceOf } from './invoice.types.js';

export interface InvoiceConditions {
  readonly channelIds: readonly string[];
  readonly startDate: number;
  readonly endDate: number;
  readonly orderNumbers: readonly string[] | null;
  readonly trackingNumbers: readonly string[] | null;
}

// Some marketplaces tell no date of dispatch; their invoices are listed under the latest date known of the order.
const DATE = 'COALESCE(o.invoiceRegisteredDate, o.dispatchedDate, o.changedDate)';
const KEY = "COALESCE(o.courierCode, o.courierName, '') || '/' || o.trackingNumber";

interface Group {
  readonly channelId: string;
  readonly invoiceKey: string;
  readonly firstKey: string;
  readonly date: number;
}

/** SELECTs over the invoices that stored orders travel under: several lines, one invoice. */
export class InvoiceQuery {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderQuery,
  ) {}

  /** Newest first; one more than `limit` where there is a next page. */
  async page(conditions: InvoiceConditions, limit: number, after: Position | null): Promise<Invoice[]> {
    const query = this.matching(conditions)
      .select('o.channelId', 'channelId')
      .addSelect(KEY, 'invoiceKey')
      .addSelect('MIN(o.key)', 'firstKey')
      .addSelect(`MIN(${DATE})`, 'date')
      .groupBy('o.channelId')
      .addGroupBy(KEY)
      .orderBy('date', 'DESC')
      .addOrderBy('o.channelId')
      .addOrderBy('"invoiceKey"')
      .limit(limit + 1);
    if (after) {
      query.having(
        `(MIN(${DATE}) < :value OR (MIN(${DATE}) = :value AND (o.channelId > :channelId OR (o.channelId = :channelId AND ${KEY} > :key))))`,
        { value: after.sortValue, channelId: after.channelId, key: after.key },
      );
    }
    return this.invoicesOf(await query.getRawMany<Group>());
  }

  async countByChannel(conditions: InvoiceConditions): Promise<Map<string, number>> {
    const rows = await this.matching(conditions)
      .select('o.channelId', 'channelId')
      .addSelect(`COUNT(DISTINCT ${KEY})`, 'count')
      .groupBy('o.channelId')
      .getRawMany<{ channelId: string; count: number }>();
    return new Map(rows.map(({ channelId, count }) => [channelId, Number(count)]));
  }

  /** @param key courier and tracking number, as in the node id. */
  async byKey(channelId: string, key: string): Promise<Invoice | null> {
    const trackingNumber = key.slice(key.indexOf('/') + 1);
    const lines = await this.orders.byTrackingNumbers(channelId, [trackingNumber]);
    const line = lines.find((order) => invoiceKeyOf(order) === key);
    return line ? invoiceOf(line) : null;
  }

  private async invoicesOf(groups: readonly Group[]): Promise<Invoice[]> {
    const lines = new Map<string, Order>();
    for (const channelId of new Set(groups.map((group) => group.channelId))) {
      const keys = groups.filter((group) => group.channelId === channelId).map(({ firstKey }) => firstKey);
      for (const order of await this.orders.byKeys(channelId, keys)) lines.set(`${channelId}:${order.key}`, order);
    }
    return groups.flatMap(({ channelId, firstKey, date }) => {
      const line = lines.get(`${channelId}:${firstKey}`);
      const invoice = line ? invoiceOf(line) : null;
      return invoice ? [Object.assign(invoice, { listedDate: date })] : [];
    });
  }

  private matching(conditions: InvoiceConditions): SelectQueryBuilder<Order> {
    const { channelIds, startDate, endDate, orderNumbers, trackingNumbers } = conditions;
    const query = this.database.manager
      .createQueryBuilder(Order, 'o')
      .where(`${DATE} >= :startDate AND ${DATE} < :endDate`, { startDate, endDate })
      .andWhere("o.trackingNumber IS NOT NULL AND o.trackingNumber <> ''")
      .andWhere('o.channelId IN (:...channelIds)', { channelIds: orNone(channelIds) });
    if (orderNumbers) query.andWhere('o.orderNumber IN (:...orderNumbers)', { orderNumbers: orNone(orderNumbers) });
    if (trackingNumbers) {
      query.andWhere('o.trackingNumber IN (:...trackingNumbers)', { trackingNumbers: orNone(trackingNumbers) });
    }
    return query;
  }
}

const orNone = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);
