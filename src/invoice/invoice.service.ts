import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import type { FulfilmentInvoiceQuery } from '../fulfilment/fulfilment-invoice.query.js';
import type { FulfilmentReader } from '../fulfilment/fulfilment.reader.js';
import type { Position } from '../graphql/cursor.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { DEFAULT_FIRST } from '../graphql/page.args.js';
import { FulfilmentDateType } from '../model/fulfilment.js';
import { ChannelRole } from '../model/marketplace.js';
import { decodeNodeId } from '../model/node-id.js';
import { OrderStatus } from '../model/order.js';
import { freshnessOf, resultsOf } from '../order/order.service.js';
import type { Freshness } from '../reader/question.js';
import type { ChannelReading, Reader } from '../reader/reader.js';
import type { InvoiceFilter, InvoicesArgs } from './invoice.input.js';
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

export interface InvoiceServices {
  readonly directory: ChannelDirectory;
  readonly reader: Reader;
  readonly query: InvoiceQuery;
  readonly ledger: {
    readonly reader: FulfilmentReader;
    /** Invoices that fulfilment services issued. */
    readonly issued: FulfilmentInvoiceQuery;
  };
}

/**
 * Invoices of sales channels, the orders dispatched in a span grouped by what they travel under, and those that fulfilment
 * services assigned in it.
 */
export class InvoiceService {
  constructor(private readonly services: InvoiceServices) {}

  async list(args: InvoicesArgs, viewer: Viewer, arrived: number): Promise<InvoiceConnection> {
    const { filter } = args;
    const channels = selectChannels(this.services.directory, viewer, filter, [
      ChannelRole.SALES,
      ChannelRole.FULFILMENT,
    ]);
    const first = args.first ?? DEFAULT_FIRST;
    const fingerprint = fingerprintOf(['invoices', channels.map(({ id }) => id), filter]);
    const after = args.after ? decodeCursor(args.after, fingerprint) : null;
    const { readings, sources } = await this.read(channels, filter, freshnessOf(args.maxAge, arrived));
    const [pages, counted] = await Promise.all([
      Promise.all(sources.map((source) => source.page(first, after))),
      Promise.all(sources.map((source) => source.counts())),
    ]);
    const rows = pages.flat().sort(byPosition);
    const counts = new Map(counted.flatMap((each) => [...each]));
    const page = {
      rows: rows.slice(0, first),
      fingerprint,
      positionOf,
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      totalCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    };
    return InvoiceConnection.of(page, resultsOf(readings, counts));
  }

  async get(id: string, viewer: Viewer): Promise<Invoice | null> {
    const target = decodeNodeId(id, 'INVOICE');
    if (!target || !maySee(viewer, target.channelId)) return null;
    const { directory, query, ledger } = this.services;
    const isIssued = directory.get(target.channelId)?.role === ChannelRole.FULFILMENT;
    return isIssued ? ledger.issued.byNumber(target.channelId, target.key) : query.byKey(target.channelId, target.key);
  }

  /** Brings the store up to date, both kinds of channels side by side, and says where the rows are. */
  private async read(
    channels: readonly ConnectedChannel[],
    filter: InvoiceFilter,
    freshness: Freshness,
  ): Promise<{ readings: ChannelReading[]; sources: Source[] }> {
    const { reader, ledger, query } = this.services;
    const { issued } = ledger;
    const span = { start: filter.startDate, end: filter.endDate };
    const issuing = channels.filter(({ role }) => role === ChannelRole.FULFILMENT);
    const selling = channels.filter(({ role }) => role !== ChannelRole.FULFILMENT);
    const [ofOrders, ofLedgers] = await Promise.all([
      reader.read(selling, { topic: 'ORDERS', span, date: 'INVOICED', statuses: DISPATCHED }, freshness),
      ledger.reader.read(issuing, { spans: { [FulfilmentDateType.CONFIRMED]: span }, orderCode: null }, freshness),
    ]);
    const numbers = {
      orderNumbers: filter.orderNumbers ?? null,
      trackingNumbers: filter.trackingNumbers ?? null,
    };
    const sold = {
      channelIds: selling.map(({ id }) => id),
      startDate: filter.startDate,
      endDate: filter.endDate,
      ...numbers,
    };
    const shipped = { questions: ofLedgers.flatMap(({ questions }) => questions), ...numbers };
    return {
      readings: [...ofOrders, ...ofLedgers],
      sources: [
        { page: (limit, after) => query.page(sold, limit, after), counts: () => query.countByChannel(sold) },
        { page: (limit, after) => issued.page(shipped, limit, after), counts: () => issued.countByChannel(shipped) },
      ],
    };
  }
}

/** Where invoices of one kind of channel are found; no channel is of two kinds. */
interface Source {
  page(limit: number, after: Position | null): Promise<Invoice[]>;
  counts(): Promise<Map<string, number>>;
}

/** What tells invoices of one channel apart: the issuer's number, else courier and tracking number. */
const positionOf = ({
  listedDate,
  channelId,
  invoiceNumber,
  courierCode,
  courierName,
  trackingNumber,
}: Invoice): Position => ({
  sortValue: listedDate,
  channelId,
  key: invoiceNumber ?? `${courierCode ?? courierName ?? ''}/${trackingNumber}`,
});

/** Newest first, as each source sorts; a stable sort leaves those of one channel as its source had them. */
const byPosition = (a: Invoice, b: Invoice): number =>
  b.listedDate - a.listedDate || (a.channelId < b.channelId ? -1 : Number(a.channelId > b.channelId));
