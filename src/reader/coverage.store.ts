import type { EntityManager } from 'typeorm';
import { LessThan, MoreThan } from 'typeorm';
import type { Instant } from '../base/clock.js';
import type { Span } from '../base/span.js';
import { isEmpty, subtractSpans } from '../base/span.js';
import type { Stamp } from '../base/stamp.js';
import { stampToInstant } from '../base/stamp.js';
import { MINUTE } from '../base/time.js';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';
import { Coverage } from './coverage.entity.js';
import type { Freshness } from './question.js';

/** An unsettled stretch is trusted this long at most, whatever maxAge allows for older ones. */
const UNSETTLED_AGE = MINUTE;

export interface CoverageQuery extends Freshness {
  readonly now: Instant;
  /** How late rows may appear in a list of this channel. */
  readonly settleLag: number;
}

export interface Footing {
  /** Stamp of the oldest read of any part; null where none was ever read. */
  readonly oldest: Stamp | null;
  /** Every part was read at some time. */
  readonly isWhole: boolean;
}

/** Which spans of which listings have been read completely, and when. */
export class CoverageStore {
  readonly #forgotten = new Map<string, Stamp>();

  constructor(private readonly database: Database) {}

  /** The parts of `span` that must be read (again). */
  async missing(channelId: string, listing: string, span: Span, query: CoverageQuery): Promise<Span[]> {
    const rows = await this.overlapping(this.database.manager, channelId, listing, span);
    return subtractSpans(
      span,
      rows.map((row) => freshPart(row, query)).filter((part) => !isEmpty(part)),
    );
  }

  /** What reads the stored copy of a span rests on. */
  async footing(channelId: string, listing: string, span: Span): Promise<Footing> {
    const rows = await this.overlapping(this.database.manager, channelId, listing, span);
    const began = rows.map((row) => row.began);
    return {
      oldest: began.length > 0 ? Math.min(...began) : null,
      isWhole: subtractSpans(span, rows).length === 0,
    };
  }

  /** Marks a span as completely read. A newer read of a part of it stands. */
  async mark(channelId: string, listing: string, span: Span, began: Stamp): Promise<void> {
    if (began < (this.#forgotten.get(channelId) ?? 0)) return;
    await this.database.write(async (manager) => {
      const rows = await this.overlapping(manager, channelId, listing, span);
      const newer = rows.filter((row) => row.began > began);
      const kept = rows
        .filter((row) => row.began <= began)
        .flatMap((row) => subtractSpans(row, [span]).map((part) => ({ ...row, ...part })));
      const marked = subtractSpans(span, newer).map((part) => ({ channelId, listing, began, ...part }));
      await manager.remove(rows.filter((row) => row.began <= began));
      await upsertAll(manager, Coverage, [...kept, ...marked]);
    });
  }

  /** Forgets all reads of a channel that began before a stamp, those under way included; the next question asks anew. */
  async forget(channelId: string, before: Stamp): Promise<void> {
    this.#forgotten.set(channelId, before);
    await this.database.write((manager) => manager.delete(Coverage, { channelId, began: LessThan(before) }));
  }

  private overlapping(manager: EntityManager, channelId: string, listing: string, span: Span): Promise<Coverage[]> {
    return manager.find(Coverage, {
      where: { channelId, listing, start: LessThan(span.end), end: MoreThan(span.start) },
      order: { start: 'ASC' },
    });
  }
}

/** What of a read span still counts as fresh: all of it, its settled beginning, or nothing. */
function freshPart(row: Coverage, { maxAge, arrived, now, settleLag }: CoverageQuery): Span {
  if (row.began >= arrived) return row;
  const began = stampToInstant(row.began);
  const age = now - began;
  if (age >= maxAge) return { start: row.start, end: row.start };
  if (age < UNSETTLED_AGE) return row;
  return { start: row.start, end: Math.min(row.end, began - settleLag) };
}
