import { In } from 'typeorm';
import type { Span } from '../base/span.js';
import type { Stamp } from '../base/stamp.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import type { NativeDate, OrderPointer } from '../channel/channel.js';
import { CancellationStatus } from '../model/cancellation.js';
import { OrderStatus } from '../model/order.js';
import { Order } from '../order/order.entity.js';
import type { Database } from '../store/database.js';

/** Which property of a stored order holds a listing's native date. */
const DATE_PROPERTY: Partial<Record<NativeDate, keyof Order>> = {
  ORDERED: 'orderedDate',
  PAID: 'paidDate',
  CONFIRMED: 'confirmedDate',
  DISPATCHED: 'dispatchedDate',
  DELIVERED: 'deliveredDate',
  PURCHASE_CONFIRMED: 'purchaseConfirmedDate',
};

/** The statuses of an order's life in which each date has come to pass; one that is not known may lie anywhere. */
const LIFE: readonly OrderStatus[] = [
  OrderStatus.PAYMENT_PENDING,
  OrderStatus.PAID,
  OrderStatus.CONFIRMED,
  OrderStatus.DISPATCHED,
  OrderStatus.IN_TRANSIT,
  OrderStatus.DELIVERED,
  OrderStatus.PURCHASE_CONFIRMED,
];
const FIRST_STATUS: Partial<Record<NativeDate, OrderStatus>> = {
  ORDERED: OrderStatus.PAYMENT_PENDING,
  PAID: OrderStatus.PAID,
  CONFIRMED: OrderStatus.CONFIRMED,
  DISPATCHED: OrderStatus.DISPATCHED,
  DELIVERED: OrderStatus.DELIVERED,
  PURCHASE_CONFIRMED: OrderStatus.PURCHASE_CONFIRMED,
};

/** Statuses of orders that have such a date, whether or not an answer has told it. */
const statusesSince = (date: NativeDate): readonly OrderStatus[] => {
  const first = FIRST_STATUS[date];
  return first === undefined ? [] : LIFE.slice(LIFE.indexOf(first));
};

/** What the reader asks of the store about orders and claims it knows. */
export class KnownStore {
  constructor(private readonly database: Database) {}

  /**
   * Stored orders that a complete read of their cell did not show: they have moved on. One whose date no answer has told yet
   * (a look-up by state tells no dates) may be of any cell.
   */
  async movedOn(
    channelId: string,
    statuses: readonly OrderStatus[],
    nativeDate: NativeDate,
    span: Span,
    before: Stamp,
  ): Promise<Order[]> {
    const property = DATE_PROPERTY[nativeDate];
    if (!property) return [];
    return this.orders()
      .where('row.channelId = :channelId AND row.status IN (:...statuses)', { channelId, statuses })
      .andWhere(
        `((row.${property} >= :start AND row.${property} < :end) OR (row.${property} IS NULL AND row.status IN (:...since)))`,
        { ...span, since: statusesSince(nativeDate) },
      )
      .andWhere('row.freshness < :before', { before })
      .getMany();
  }

  /** Orders of these keys that were last read before a stamp. */
  async staleOrders(channelId: string, keys: readonly string[], before: Stamp): Promise<Order[]> {
    if (keys.length === 0) return [];
    return this.orders()
      .where('row.channelId = :channelId AND row.key IN (:...keys)', { channelId, keys })
      .andWhere('row.freshness < :before', { before })
      .getMany();
  }

  /** Which of these orders were read with every field, or asked for once and have no more. */
  async wholeOrders(channelId: string, keys: readonly string[]): Promise<Set<string>> {
    if (keys.length === 0) return new Set();
    const found = await this.orders()
      .select(['row.channelId', 'row.key'])
      .where('row.channelId = :channelId AND row.key IN (:...keys)', { channelId, keys })
      .andWhere('row.isSparse = :isSparse', { isSparse: false })
      .getMany();
    return new Set(found.map(({ key }) => key));
  }

  /** Open claims that were last read before a stamp. */
  openClaims(channelId: string, before: Stamp): Promise<Cancellation[]> {
    return this.database.manager
      .createQueryBuilder(Cancellation, 'row')
      .where('row.channelId = :channelId AND row.status = :status', { channelId, status: CancellationStatus.REQUESTED })
      .andWhere('row.freshness < :before', { before })
      .getMany();
  }

  /** Orders that claims speak of and the store has never held, open claims first; each is asked for once. */
  async unseenOrders(channelId: string): Promise<OrderPointer[]> {
    const claims = await this.database.manager
      .createQueryBuilder(Cancellation, 'claim')
      .leftJoin(Order, 'row', 'row.channelId = claim.channelId AND row.key = claim.orderKey')
      .where('claim.channelId = :channelId AND claim.isOrderSought = :sought', { channelId, sought: false })
      .andWhere('row.key IS NULL')
      .orderBy('CASE WHEN claim.status = :open THEN 0 ELSE 1 END')
      .setParameter('open', CancellationStatus.REQUESTED)
      .getMany();
    const pointers = claims.map((claim) => ({
      key: claim.orderKey,
      orderNumber: claim.orderNumber,
      lineNumber: claim.lineNumber,
      native: claim.native,
    }));
    return [...new Map(pointers.map((pointer) => [pointer.key, pointer])).values()];
  }

  /** Remembers that the orders of these keys were asked for: the marketplace has no more of them. */
  async markSought(channelId: string, orderKeys: readonly string[]): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.update(Cancellation, { channelId, orderKey: In([...orderKeys]) }, { isOrderSought: true });
      await manager.update(Order, { channelId, key: In([...orderKeys]) }, { isSparse: false });
    });
  }

  private orders() {
    return this.database.manager.createQueryBuilder(Order, 'row');
  }
}
