import type { SelectQueryBuilder } from 'typeorm';
import type { Position } from '../graphql/cursor.js';
import { Invoice } from '../invoice/invoice.types.js';
import type { FulfilmentInvoice } from '../model/fulfilment.js';
import { encodeNodeId } from '../model/node-id.js';
import type { Database } from '../store/database.js';
import { Fulfilment } from './fulfilment.entity.js';
import { FulfilmentParcel } from './fulfilment-parcel.entity.js';
import type { FulfilmentQuery, LedgerConditions } from './fulfilment.query.js';
import { matching } from './fulfilment.query.js';

export interface FulfilmentInvoiceConditions extends Pick<LedgerConditions, 'questions'> {
  readonly orderNumbers: readonly string[] | null;
  readonly trackingNumbers: readonly string[] | null;
}

interface Group {
  readonly channelId: string;
  readonly invoiceNumber: string;
  readonly date: number;
}

/** SELECTs over the invoices that fulfilment services issued: several ledger rows, one invoice. */
export class FulfilmentInvoiceQuery {
  constructor(
    private readonly database: Database,
    private readonly ledger: FulfilmentQuery,
  ) {}

  /**
   * Newest first; one more than `limit` where there is a next page. When an invoice was assigned is not told: it stands under
   * the day on which its newest ledger row was made.
   */
  async page(conditions: FulfilmentInvoiceConditions, limit: number, after: Position | null): Promise<Invoice[]> {
    const query = this.matching(conditions)
      .select('p.channelId', 'channelId')
      .addSelect('p.invoiceNumber', 'invoiceNumber')
      .addSelect('MAX(f.createdDate)', 'date')
      .groupBy('p.channelId')
      .addGroupBy('p.invoiceNumber')
      .orderBy('date', 'DESC')
      .addOrderBy('p.channelId')
      .addOrderBy('p.invoiceNumber')
      .limit(limit + 1);
    if (after) {
      query.having(
        '(MAX(f.createdDate) < :value OR (MAX(f.createdDate) = :value AND (p.channelId > :channelId OR (p.channelId = :channelId AND p.invoiceNumber > :key))))',
        { value: after.sortValue, channelId: after.channelId, key: after.key },
      );
    }
    return this.invoicesOf(await query.getRawMany<Group>());
  }

  async countByChannel(conditions: FulfilmentInvoiceConditions): Promise<Map<string, number>> {
    const rows = await this.matching(conditions)
      .select('p.channelId', 'channelId')
      .addSelect('COUNT(DISTINCT p.invoiceNumber)', 'count')
      .groupBy('p.channelId')
      .getRawMany<{ channelId: string; count: number }>();
    return new Map(rows.map(({ channelId, count }) => [channelId, Number(count)]));
  }

  /** One invoice by the service's own number of it. */
  async byNumber(channelId: string, invoiceNumber: string): Promise<Invoice | null> {
    const [row] = await this.ledger.byInvoiceNumbers(channelId, [invoiceNumber]);
    return row ? invoiceAmong(row, invoiceNumber) : null;
  }

  private async invoicesOf(groups: readonly Group[]): Promise<Invoice[]> {
    const rows = new Map<string, Fulfilment>();
    for (const channelId of new Set(groups.map((group) => group.channelId))) {
      const numbers = groups.filter((group) => group.channelId === channelId).map((group) => group.invoiceNumber);
      const found = await this.ledger.byInvoiceNumbers(channelId, numbers);
      // The row that was read last has the last word: it is set last.
      for (const row of found.reverse()) {
        for (const { invoiceNumber } of parcelsOf(row)) rows.set(`${channelId}:${invoiceNumber}`, row);
      }
    }
    return groups.flatMap(({ channelId, invoiceNumber, date }) => {
      const row = rows.get(`${channelId}:${invoiceNumber}`);
      const invoice = row ? invoiceAmong(row, invoiceNumber) : null;
      return invoice ? [Object.assign(invoice, { listedDate: date })] : [];
    });
  }

  private matching({
    questions,
    orderNumbers,
    trackingNumbers,
  }: FulfilmentInvoiceConditions): SelectQueryBuilder<FulfilmentParcel> {
    const query = matching(
      this.database.manager
        .createQueryBuilder(FulfilmentParcel, 'p')
        .innerJoin(Fulfilment, 'f', 'f.channelId = p.channelId AND f.key = p.fulfilmentKey'),
      { questions, wholeChannels: [], created: null, orderCode: null },
    );
    if (orderNumbers) query.andWhere('f.orderCode IN (:...orderNumbers)', { orderNumbers: orNone(orderNumbers) });
    if (trackingNumbers) {
      query.andWhere('p.trackingNumber IN (:...trackingNumbers)', { trackingNumbers: orNone(trackingNumbers) });
    }
    return query;
  }
}

/** Living ones first. */
const parcelsOf = ({ invoices, canceledInvoices }: Fulfilment): FulfilmentInvoice[] => [
  ...invoices,
  ...canceledInvoices,
];

function invoiceAmong(row: Fulfilment, invoiceNumber: string): Invoice | null {
  const parcel = parcelsOf(row).find((each) => each.invoiceNumber === invoiceNumber);
  return parcel ? fulfilmentInvoiceOf(row, parcel) : null;
}

/** An invoice as the ledger row tells it. */
export const fulfilmentInvoiceOf = (row: Fulfilment, parcel: FulfilmentInvoice): Invoice =>
  Object.assign(new Invoice(), {
    id: encodeNodeId('INVOICE', row.channelId, parcel.invoiceNumber),
    channelId: row.channelId,
    listedDate: row.createdDate,
    orderNumber: row.orderCode,
    invoiceNumber: parcel.invoiceNumber,
    issuedCourier: parcel.courier,
    courierCode: null,
    courierName: parcel.courierName,
    trackingNumber: parcel.trackingNumber,
    status: parcel.status,
    channelStatus: parcel.channelStatus,
    registeredDate: null,
    isPrinted: parcel.isPrinted,
    isClosed: parcel.isClosed,
    fetchedAt: row.fetchedAt,
  });

const orNone = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);
