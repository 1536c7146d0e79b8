import { In, IsNull } from 'typeorm';
import type { ConnectedChannel } from '../../channel/connected-channel.js';
import { OrderStatus } from '../../model/order.js';
import { Order } from '../../order/order.entity.js';
import type { OrderQuery } from '../../order/order.query.js';
import type { Refresh } from '../../reader/refresh.js';
import type { Database } from '../../store/database.js';

const CLOSED: ReadonlySet<OrderStatus> = new Set([OrderStatus.CANCELED, OrderStatus.RETURNED, OrderStatus.EXCHANGED]);

/** Nothing can be shipped of it any more. */
export const isClosed = ({ status }: Order): boolean => CLOSED.has(status);

/** The stored order lines that writes act on. */
export class OrderLines {
  constructor(
    private readonly database: Database,
    private readonly query: OrderQuery,
    private readonly refresher: Refresh,
  ) {}

  find(channelId: string, keys: readonly string[]): Promise<Order[]> {
    return this.query.byKeys(channelId, keys);
  }

  /** Living lines that may be of the same unit: of the same orders, or with the same bundle number. */
  async together(channelId: string, orders: readonly Order[]): Promise<Order[]> {
    const bundles = [...new Set(orders.map(({ bundleNumber }) => bundleNumber).filter((number) => number !== null))];
    const numbers = [...new Set(orders.map(({ orderNumber }) => orderNumber))];
    const found = [
      ...(await this.query.byNumbers(channelId, 'orderNumber', numbers)),
      ...(await this.query.byNumbers(channelId, 'bundleNumber', bundles)),
    ];
    return [...new Map(found.map((order) => [order.key, order])).values()].filter((order) => !isClosed(order));
  }

  refresh(connected: ConnectedChannel, orders: readonly Order[]): Promise<void> {
    return this.refresher.read(
      connected,
      orders,
      orders.map(({ key }) => key),
    );
  }

  /** The caller sees the address as it is now. */
  async markShown(channelId: string, orders: readonly Order[]): Promise<void> {
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .update(Order)
        .set({ shownAddressVersion: () => 'address_version' })
        .where({ channelId, key: In(orders.map(({ key }) => key)) })
        .execute(),
    );
  }

  /** Keeps when we registered an invoice, where the marketplace does not tell. */
  async markRegistered(channelId: string, orders: readonly Order[], registeredAt: number): Promise<void> {
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .update(Order)
        .set({ invoiceRegisteredDate: registeredAt })
        .where({
          channelId,
          key: In(orders.map(({ key }) => key)),
          invoiceRegisteredDate: IsNull(),
          dispatchedDate: IsNull(),
        })
        .execute(),
    );
  }
}
