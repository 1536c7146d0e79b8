import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Span } from '../base/span.js';
import type { Position } from '../graphql/cursor.js';
import { encodeNodeId } from '../model/node-id.js';
import type { Database } from '../store/database.js';
import type { RawRow, RowReader } from '../store/rows.js';
import { rowReader } from '../store/rows.js';
import { FulfilmentAnswer, FulfilmentAnswerRow } from './fulfilment-answer.entity.js';
import { Fulfilment } from './fulfilment.entity.js';
import { FulfilmentParcel } from './fulfilment-parcel.entity.js';

/** Which stored rows are an answer. */
export interface LedgerConditions {
  /** Rows that answer one of these questions. */
  readonly questions: readonly string[];
  /** Of these channels every stored row counts. */
  readonly wholeChannels: readonly string[];
  /** Cut exactly; null: no condition. */
  readonly created: Span | null;
  readonly orderCode: string | null;
}

/** SELECTs over the stored ledger rows. */
export class FulfilmentQuery {
  readonly #rows: RowReader<Fulfilment>;

  constructor(private readonly database: Database) {
    this.#rows = rowReader(database.source, Fulfilment);
  }

  /** Newest first; one more than `limit` where there is a next page. Limit null: all. */
  async page(conditions: LedgerConditions, limit: number | null, after: Position | null): Promise<Fulfilment[]> {
    const query = matching(this.all(), conditions);
    if (after) {
      query.andWhere(
        '(f.createdDate < :value OR (f.createdDate = :value AND (f.channelId > :channelId OR (f.channelId = :channelId AND f.key > :key))))',
        { value: after.sortValue, channelId: after.channelId, key: after.key },
      );
    }
    query.orderBy('f.createdDate', 'DESC').addOrderBy('f.channelId').addOrderBy('f.key');
    return this.run(limit === null ? query : query.limit(limit + 1));
  }

  positionOf({ createdDate, channelId, key }: Fulfilment): Position {
    return { sortValue: createdDate, channelId, key };
  }

  async countByChannel(conditions: LedgerConditions): Promise<Map<string, number>> {
    const rows = await matching(this.database.manager.createQueryBuilder(Fulfilment, 'f'), conditions)
      .select('f.channelId', 'channelId')
      .addSelect('COUNT(*)', 'count')
      .groupBy('f.channelId')
      .getRawMany<{ channelId: string; count: number }>();
    return new Map(rows.map(({ channelId, count }) => [channelId, Number(count)]));
  }

  byKeys(channelId: string, keys: readonly string[]): Promise<Fulfilment[]> {
    return this.by('key', channelId, keys);
  }

  byOrderCodes(channelId: string, orderCodes: readonly string[]): Promise<Fulfilment[]> {
    return this.by('orderCode', channelId, orderCodes);
  }

  /** Rows that speak of these invoices, the last read ones first. */
  async byInvoiceNumbers(channelId: string, numbers: readonly string[]): Promise<Fulfilment[]> {
    if (numbers.length === 0) return [];
    const speaking = this.database.manager
      .createQueryBuilder(FulfilmentParcel, 'p')
      .select('p.fulfilmentKey')
      .where('p.channelId = :channelId AND p.invoiceNumber IN (:...numbers)');
    return this.run(
      this.all()
        .where(`f.channelId = :channelId AND f.key IN (${speaking.getQuery()})`, { channelId, numbers })
        .orderBy('f.freshness', 'DESC')
        .addOrderBy('f.key'),
    );
  }

  /** The service's records of these rows, by key. */
  async raws(channelId: string, keys: readonly string[]): Promise<Map<string, unknown>> {
    const found = await this.database.manager
      .createQueryBuilder(Fulfilment, 'f')
      .select(['f.channelId', 'f.key', 'f.raw'])
      .where('f.channelId = :channelId AND f.key IN (:...keys)', { channelId, keys })
      .getMany();
    return new Map(found.map(({ key, raw }) => [key, raw]));
  }

  private async by(column: 'key' | 'orderCode', channelId: string, values: readonly string[]): Promise<Fulfilment[]> {
    if (values.length === 0) return [];
    return this.run(
      this.all()
        .where(`f.channelId = :channelId AND f.${column} IN (:...values)`, { channelId, values })
        .orderBy('f.createdDate')
        .addOrderBy('f.key'),
    );
  }

  private all(): SelectQueryBuilder<Fulfilment> {
    return this.#rows.select(this.database.manager.createQueryBuilder(Fulfilment, 'f'));
  }

  private async run(query: SelectQueryBuilder<Fulfilment>): Promise<Fulfilment[]> {
    const rows = await query.getRawMany<RawRow>();
    return rows.map((row) => {
      const fulfilment = this.#rows.read(row);
      fulfilment.id = encodeNodeId('FULFILMENT', fulfilment.channelId, fulfilment.key);
      return fulfilment;
    });
  }
}

/** Adds the conditions to a SELECT in which the ledger rows are called `f`. */
export function matching<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { questions, wholeChannels, created, orderCode }: LedgerConditions,
): SelectQueryBuilder<T> {
  const answering = query
    .subQuery()
    .select('1')
    .from(FulfilmentAnswerRow, 'r')
    .leftJoin(FulfilmentAnswer, 'a', 'a.channelId = r.channelId AND a.question = r.question')
    .where('r.channelId = f.channelId AND r.key = f.key AND r.question IN (:...questions)')
    // Rows of readings that began before the last complete one are what it no longer found.
    .andWhere('r.began >= COALESCE(a.began, 0)');
  query.where(`(f.channelId IN (:...wholeChannels) OR EXISTS ${answering.getQuery()})`, {
    questions: orNone(questions),
    wholeChannels: orNone(wholeChannels),
  });
  if (created) query.andWhere('f.createdDate >= :createdStart AND f.createdDate < :createdEnd', bounds(created));
  if (orderCode !== null) query.andWhere('f.orderCode = :orderCode', { orderCode });
  return query;
}

const bounds = ({ start, end }: Span) => ({ createdStart: start, createdEnd: end });

/** SQL knows no empty IN. */
const orNone = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);
