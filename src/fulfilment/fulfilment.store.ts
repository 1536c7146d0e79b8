import type { EntityManager } from 'typeorm';
import { In, LessThan } from 'typeorm';
import type { Stamp } from '../base/stamp.js';
import { instantToStamp, stampToInstant } from '../base/stamp.js';
import { DAY, HOUR } from '../base/time.js';
import type { FulfilmentRecord } from '../model/fulfilment.js';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';
import { FulfilmentAnswer, FulfilmentAnswerRow } from './fulfilment-answer.entity.js';
import { Fulfilment } from './fulfilment.entity.js';
import { FulfilmentParcel } from './fulfilment-parcel.entity.js';

/** Answers older than this are nobody's fallback any more. The ledger rows themselves stay. */
const ANSWERS_KEPT = 7 * DAY;
const BETWEEN_PRUNES = HOUR;

/** One reading of one question. */
export interface Reading {
  readonly channelId: string;
  readonly question: string;
  readonly began: Stamp;
}

/** Writes what a fulfilment service tells: its ledger rows, and which of them answer which question. */
export class FulfilmentStore {
  #pruned: Stamp = 0;

  constructor(private readonly database: Database) {}

  /** When the last complete readings of these questions began, by question. */
  async answers(channelId: string, questions: readonly string[]): Promise<Map<string, Stamp>> {
    if (questions.length === 0) return new Map();
    const found = await this.database.manager.findBy(FulfilmentAnswer, { channelId, question: In([...questions]) });
    return new Map(found.map(({ question, began }) => [question, began]));
  }

  /** One page of a reading. Rows that were read later already stay as they are. */
  async keepPage(reading: Reading, records: readonly FulfilmentRecord[], pageBegan: Stamp): Promise<void> {
    const { channelId } = reading;
    const byKey = new Map(records.map((record) => [record.key, record]));
    await this.database.write(async (manager) => {
      const newer = await this.readAfter(manager, channelId, [...byKey.keys()], pageBegan);
      const told = [...byKey.values()].filter(({ key }) => !newer.has(key));
      await upsertAll(
        manager,
        Fulfilment,
        told.map((record) => storedRow(channelId, record, pageBegan)),
      );
      await this.replaceParcels(manager, channelId, told);
      await upsertAll(
        manager,
        FulfilmentAnswerRow,
        [...byKey.keys()].map((key) => ({ ...reading, key })),
      );
    });
  }

  /** A reading came to its end: it is the answer now, unless one that began later is. */
  async complete({ channelId, question, began }: Reading): Promise<void> {
    await this.database.write(async (manager) => {
      const known = await manager.findOneBy(FulfilmentAnswer, { channelId, question });
      if (known && known.began > began) {
        await manager.delete(FulfilmentAnswerRow, { channelId, question, began });
        return;
      }
      await upsertAll(manager, FulfilmentAnswer, [{ channelId, question, began }]);
      await manager.delete(FulfilmentAnswerRow, { channelId, question, began: LessThan(began) });
      await this.prune(manager, began);
    });
  }

  private async prune(manager: EntityManager, now: Stamp): Promise<void> {
    if (now < this.#pruned + instantToStamp(BETWEEN_PRUNES)) return;
    this.#pruned = now;
    const began = LessThan(now - instantToStamp(ANSWERS_KEPT));
    await manager.delete(FulfilmentAnswer, { began });
    await manager.delete(FulfilmentAnswerRow, { began });
  }

  private async readAfter(
    manager: EntityManager,
    channelId: string,
    keys: readonly string[],
    began: Stamp,
  ): Promise<Set<string>> {
    const found = await manager
      .createQueryBuilder(Fulfilment, 'f')
      .select('f.key', 'key')
      .where({ channelId, key: In([...keys]) })
      .andWhere('f.freshness > :began', { began })
      .getRawMany<{ key: string }>();
    return new Set(found.map(({ key }) => key));
  }

  private async replaceParcels(
    manager: EntityManager,
    channelId: string,
    records: readonly FulfilmentRecord[],
  ): Promise<void> {
    if (records.length === 0) return;
    await manager.delete(FulfilmentParcel, { channelId, fulfilmentKey: In(records.map(({ key }) => key)) });
    await upsertAll(
      manager,
      FulfilmentParcel,
      records.flatMap(({ key, invoices, canceledInvoices }) =>
        // A number that is canceled and living at once, as one that was issued anew, is the living one.
        [
          ...new Map([...canceledInvoices, ...invoices].map((invoice) => [invoice.invoiceNumber, invoice])).values(),
        ].map(({ invoiceNumber, trackingNumber }) => ({
          channelId,
          fulfilmentKey: key,
          invoiceNumber,
          trackingNumber,
        })),
      ),
    );
  }
}

const storedRow = (channelId: string, record: FulfilmentRecord, began: Stamp): Fulfilment =>
  Object.assign(new Fulfilment(), {
    ...record,
    channelId,
    fetchedAt: stampToInstant(began),
    freshness: began,
  });
