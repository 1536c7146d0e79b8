import { groupBy } from '../base/collections.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import type { Order } from '../order/order.entity.js';
import type { OrderQuery } from '../order/order.query.js';
import type { SalesChannelMatch } from './channel-names.js';
import { salesChannelOf } from './channel-names.js';
import type { Fulfilment } from './fulfilment.entity.js';

/** The sales order lines that a ledger row ships. */
export type SalesOrderMatch =
  | { readonly kind: 'FOUND'; readonly channel: ConnectedChannel; readonly lines: readonly Order[] }
  /** Several channels, or several lines of an order whose row names no line, would do; never guessed. */
  | {
      readonly kind: 'AMBIGUOUS';
      readonly channels: readonly ConnectedChannel[];
      readonly lines: readonly Order[];
      readonly reason: string;
    }
  /** The store has no such line. With a channel: it may be looked up there by its order number. */
  | { readonly kind: 'NONE'; readonly channel: ConnectedChannel | null; readonly reason: string };

type Numbers = Pick<Fulfilment, 'orderCode' | 'code'>;

/** Whether a row is about this line: a line number counts where both have one. */
export const isAbout = ({ orderCode, code }: Numbers, line: Pick<Order, 'orderNumber' | 'lineNumber'>): boolean =>
  orderCode === line.orderNumber && (code === null || line.lineNumber === null || code === line.lineNumber);

/** @param stored lines of the sales channel, among them those of the row's order number. */
export function matchLines(row: Fulfilment, origin: SalesChannelMatch, stored: readonly Order[]): SalesOrderMatch {
  if (origin.kind === 'AMBIGUOUS') {
    const ids = origin.channels.map(({ id }) => id).join(', ');
    const reason = `${row.channelName} may be any of ${ids}: options.channelNames of the fulfilment channel can say which.`;
    return { kind: 'AMBIGUOUS', channels: origin.channels, lines: [], reason };
  }
  if (origin.kind === 'NONE') return { kind: 'NONE', channel: null, reason: unknownChannel(row, origin.expectedId) };
  const { channel } = origin;
  const lines = stored.filter((line) => isAbout(row, line));
  if (lines.length === 0) {
    const line = row.code === null ? '' : `, line ${row.code}`;
    return { kind: 'NONE', channel, reason: `${channel.id} has no order ${row.orderCode}${line} that is known here.` };
  }
  if (row.code === null && lines.length > 1) {
    const reason = `Order ${row.orderCode} of ${channel.id} has ${lines.length} lines, and the service does not say which.`;
    return { kind: 'AMBIGUOUS', channels: [channel], lines, reason };
  }
  return { kind: 'FOUND', channel, lines };
}

const unknownChannel = ({ channelName }: Fulfilment, expectedId: string | null): string =>
  expectedId === null
    ? `No sales channel is called ${channelName}: options.channelNames of the fulfilment channel can name one.`
    : `options.channelNames says that ${channelName} is ${expectedId}, which is no connected sales channel.`;

/** Finds what ledger rows ship among the stored orders: one SELECT for each sales channel, no call. */
export class SalesOrders {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly orders: OrderQuery,
  ) {}

  /** @returns one match for each row, in the order given. */
  async match(rows: readonly Fulfilment[]): Promise<SalesOrderMatch[]> {
    const origins = rows.map((row) => ({ row, origin: salesChannelOf(this.directory, row) }));
    const stored = new Map<string, Order[]>();
    for (const [channelId, group] of groupBy(origins, ({ origin }) =>
      origin.kind === 'FOUND' ? origin.channel.id : null,
    )) {
      if (channelId === null) continue;
      const numbers = [...new Set(group.map(({ row }) => row.orderCode))];
      const lines = await this.orders.byNumbers(channelId, 'orderNumber', numbers);
      for (const [number, own] of groupBy(lines, ({ orderNumber }) => orderNumber))
        stored.set(`${channelId}:${number}`, own);
    }
    return origins.map(({ row, origin }) =>
      matchLines(
        row,
        origin,
        origin.kind === 'FOUND' ? (stored.get(`${origin.channel.id}:${row.orderCode}`) ?? []) : [],
      ),
    );
  }
}
