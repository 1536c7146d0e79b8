import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import { stampToInstant } from '../base/stamp.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { badInput } from '../graphql/errors.js';
import { DEFAULT_FIRST } from '../graphql/page.args.js';
import { ChannelRole } from '../model/marketplace.js';
import { decodeNodeId } from '../model/node-id.js';
import { freshnessOf, resultsOf } from '../order/order.service.js';
import type { ClaimReader } from '../reader/claim-reader.js';
import type { Deadline } from '../reader/deadline.js';
import type { Reader } from '../reader/reader.js';
import type { Cancellation } from './cancellation.entity.js';
import type { CancellationFilter, CancellationsArgs } from './cancellation.input.js';
import { CancellationDateType } from './cancellation.input.js';
import type { CancellationConditions, CancellationQuery } from './cancellation.query.js';
import { CancellationConnection } from './cancellation.types.js';

export interface CancellationServices {
  readonly directory: ChannelDirectory;
  readonly reader: Reader;
  readonly claims: ClaimReader;
  readonly query: CancellationQuery;
  readonly deadline: Deadline;
}

/** Reads cancellations: brings the store up to date for the question, then answers from it. */
export class CancellationService {
  constructor(private readonly services: CancellationServices) {}

  async list(args: CancellationsArgs, viewer: Viewer, arrived: number): Promise<CancellationConnection> {
    const channels = selectChannels(this.services.directory, viewer, args.filter, ChannelRole.SALES);
    return this.listOf(channels, args, arrived);
  }

  async listOf(
    channels: readonly ConnectedChannel[],
    args: CancellationsArgs,
    arrived: number,
  ): Promise<CancellationConnection> {
    const { query, reader } = this.services;
    const { filter } = args;
    const first = args.first ?? DEFAULT_FIRST;
    const fingerprint = fingerprintOf(['cancellations', channels.map(({ id }) => id), filter]);
    const after = args.after ? decodeCursor(args.after, fingerprint) : null;
    const conditions = conditionsOf(filter, channels);
    const readings = await reader.read(
      channels,
      {
        topic: 'CANCELLATIONS',
        span: { start: filter.startDate, end: filter.endDate },
        date: conditions.dateType,
        statuses: filter.statuses ?? [],
      },
      freshnessOf(args.maxAge, arrived),
    );
    const [rows, counts] = await Promise.all([query.page(conditions, first, after), query.countByChannel(conditions)]);
    const page = {
      rows: rows.slice(0, first),
      fingerprint,
      positionOf: (claim: Cancellation) => query.positionOf(claim),
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      totalCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    };
    return CancellationConnection.of(page, resultsOf(readings, counts));
  }

  /** @returns null when the store has no such cancellation: marketplaces list claims by date, not by our id. */
  async get(
    id: string,
    maxAge: number | null | undefined,
    viewer: Viewer,
    arrived: number,
  ): Promise<Cancellation | null> {
    const target = decodeNodeId(id, 'CANCELLATION');
    if (!target)
      throw badInput('id', 'id must be the id of a cancellation, as cancellations { nodes { id } } gives it');
    const connected = this.services.directory.get(target.channelId);
    if (!connected || !maySee(viewer, target.channelId)) return null;
    const [stored] = await this.services.query.byKeys(target.channelId, [target.key]);
    const age = freshnessOf(maxAge, arrived).maxAge;
    if (!stored || (age > 0 && stampToInstant(arrived) - stored.fetchedAt <= age)) return stored ?? null;
    try {
      await this.services.deadline.wait(this.services.claims.reread(connected, [stored], { meter: { calls: 0 } }));
    } catch {
      // The stored copy is the best answer there is; fetchedAt tells its age.
    }
    return (await this.services.query.byKeys(target.channelId, [target.key]))[0] ?? null;
  }
}

const conditionsOf = (filter: CancellationFilter, channels: readonly ConnectedChannel[]): CancellationConditions => ({
  channelIds: channels.map(({ id }) => id),
  startDate: filter.startDate,
  endDate: filter.endDate,
  dateType: filter.dateType ?? CancellationDateType.REQUESTED,
  statuses: filter.statuses ?? null,
  orderStatuses: filter.orderStatuses ?? null,
  orderNumbers: filter.orderNumbers ?? null,
});
