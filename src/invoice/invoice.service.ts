import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { DEFAULT_FIRST } from '../graphql/page.args.js';
import { ChannelRole } from '../model/marketplace.js';
import { decodeNodeId } from '../model/node-id.js';
import { OrderStatus } from '../model/order.js';
import { freshnessOf, resultsOf } from '../order/order.service.js';
import type { Reader } from '../reader/reader.js';
import type { InvoicesArgs } from './invoice.input.js';
import type { InvoiceQuery } from './invoice.query.js';
import type { Invoice } from './invoice.types.js';
import { InvoiceConnection } from './invoice.types.js';

/** Orders in these states travel, or have travelled, under an invoice. */
const DISPATCHED: readonly OrderStatus[] = [
  OrderStatus.DISPATCHED,
  OrderStatus.IN_TRANSIT,
  OrderStatus.DELIVERED,
  OrderStatus.PURCHASE_CONFIRMED,
];

/** Invoices of sales channels: the orders dispatched in a span, grouped by what they travel under. */
export class InvoiceService {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly reader: Reader,
    private readonly query: InvoiceQuery,
  ) {}

  async list(args: InvoicesArgs, viewer: Viewer, arrived: number): Promise<InvoiceConnection> {
    const { filter } = args;
    const channels = selectChannels(this.directory, viewer, filter, ChannelRole.SALES);
    const channelIds = channels.map(({ id }) => id);
    const first = args.first ?? DEFAULT_FIRST;
    const fingerprint = fingerprintOf(['invoices', channelIds, filter]);
    const after = args.after ? decodeCursor(args.after, fingerprint) : null;
    const span = { start: filter.startDate, end: filter.endDate };
    const readings = await this.reader.read(
      channels,
      { topic: 'ORDERS', span, date: 'INVOICED', statuses: DISPATCHED },
      freshnessOf(args.maxAge, arrived),
    );
    const conditions = {
      channelIds,
      startDate: filter.startDate,
      endDate: filter.endDate,
      orderNumbers: filter.orderNumbers ?? null,
      trackingNumbers: filter.trackingNumbers ?? null,
    };
    const [rows, counts] = await Promise.all([
      this.query.page(conditions, first, after),
      this.query.countByChannel(conditions),
    ]);
    const page = {
      rows: rows.slice(0, first),
      fingerprint,
      positionOf: (invoice: Invoice) => this.query.positionOf(invoice),
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      totalCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    };
    return InvoiceConnection.of(page, resultsOf(readings, counts));
  }

  async get(id: string, viewer: Viewer): Promise<Invoice | null> {
    const target = decodeNodeId(id, 'INVOICE');
    return target && maySee(viewer, target.channelId) ? this.query.byKey(target.channelId, target.key) : null;
  }
}
