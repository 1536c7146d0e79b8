import { presentFulfilment } from '../auth/masking.js';
import type { Viewer } from '../auth/viewer.js';
import type { Span } from '../base/span.js';
import type { ChannelResult } from '../channel/channel.types.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { DEFAULT_FIRST } from '../graphql/page.args.js';
import { FulfilmentDateType } from '../model/fulfilment.js';
import { ChannelRole } from '../model/marketplace.js';
import { freshnessOf, resultsOf } from '../order/order.service.js';
import type { Freshness } from '../reader/question.js';
import type { Fulfilment } from './fulfilment.entity.js';
import type { FulfilmentFilter, FulfilmentsArgs } from './fulfilment.input.js';
import type { AskedFulfilments } from './fulfilment.plan.js';
import type { FulfilmentQuery, LedgerConditions } from './fulfilment.query.js';
import type { FulfilmentReader, FulfilmentReading } from './fulfilment.reader.js';
import { FulfilmentConnection } from './fulfilment.types.js';

export interface FulfilmentServices {
  readonly directory: ChannelDirectory;
  readonly reader: FulfilmentReader;
  readonly query: FulfilmentQuery;
}

/** Reads fulfilments: brings the stored ledgers up to date for the question, then answers from them. */
export class FulfilmentService {
  constructor(private readonly services: FulfilmentServices) {}

  async list(args: FulfilmentsArgs, viewer: Viewer, arrived: number): Promise<FulfilmentConnection> {
    const { directory, reader, query } = this.services;
    const { filter } = args;
    const channels = selectChannels(directory, viewer, filter, ChannelRole.FULFILMENT);
    const first = args.first ?? DEFAULT_FIRST;
    const fingerprint = fingerprintOf(['fulfilments', channels.map(({ id }) => id), filter]);
    const after = args.after ? decodeCursor(args.after, fingerprint) : null;
    const asked = askedBy(filter);
    const readings = await reader.read(channels, asked, freshnessOf(args.maxAge, arrived));
    const conditions = conditionsOf(asked, readings);
    const [rows, counts] = await Promise.all([query.page(conditions, first, after), query.countByChannel(conditions)]);
    const page = {
      rows: rows.slice(0, first).map((row) => presentFulfilment(row, viewer)),
      fingerprint,
      positionOf: (row: Fulfilment) => query.positionOf(row),
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      totalCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    };
    return FulfilmentConnection.of(page, resultsOf(readings, counts));
  }

  /** All rows of an answer at once, newest first and with the people in them, for what acts upon them. */
  async read(
    channels: readonly ConnectedChannel[],
    asked: AskedFulfilments,
    freshness: Freshness,
  ): Promise<{ fulfilments: Fulfilment[]; channels: ChannelResult[] }> {
    const { reader, query } = this.services;
    const readings = await reader.read(channels, asked, freshness);
    const conditions = conditionsOf(asked, readings);
    const [fulfilments, counts] = await Promise.all([
      query.page(conditions, null, null),
      query.countByChannel(conditions),
    ]);
    return { fulfilments, channels: resultsOf(readings, counts) };
  }
}

const conditionsOf = (
  { spans, orderCode }: AskedFulfilments,
  readings: readonly FulfilmentReading[],
): LedgerConditions => ({
  questions: readings.flatMap(({ questions }) => questions),
  wholeChannels: readings
    .filter(({ connected, kind }) => connected.origin === 'REMOVED' && kind === 'READ')
    .map(({ connected }) => connected.id),
  created: spans.CREATED ?? null,
  orderCode,
});

/** Two ranges of the same date must both hold: what they share. */
function askedBy(filter: FulfilmentFilter): AskedFulfilments {
  const { startDate, endDate, created, confirmed, closed } = filter;
  const dateType = filter.dateType ?? FulfilmentDateType.CREATED;
  const ranges: [FulfilmentDateType, Range][] = [
    [dateType, { startDate, endDate }],
    [FulfilmentDateType.CREATED, created],
    [FulfilmentDateType.CONFIRMED, confirmed],
    [FulfilmentDateType.CLOSED, closed],
  ];
  const spans: Partial<Record<FulfilmentDateType, Span>> = {};
  for (const [date, range] of ranges) {
    if (typeof range?.startDate !== 'number' || typeof range.endDate !== 'number') continue;
    const other = spans[date] ?? { start: -Infinity, end: Infinity };
    spans[date] = { start: Math.max(range.startDate, other.start), end: Math.min(range.endDate, other.end) };
  }
  return { spans, orderCode: filter.orderCode ?? null };
}

type Range =
  { readonly startDate?: number | null | undefined; readonly endDate?: number | null | undefined } | null | undefined;
