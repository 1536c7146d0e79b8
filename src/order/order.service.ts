import { present } from '../auth/masking.js';
import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import { stampToInstant } from '../base/stamp.js';
import { SECOND } from '../base/time.js';
import { errorOfFault } from '../channel/channel-error.js';
import { ChannelNode } from '../channel/channel.types.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import { decodeCursor, fingerprintOf } from '../graphql/cursor.js';
import { ApiError, badInput } from '../graphql/errors.js';
import { DEFAULT_FIRST, DEFAULT_MAX_AGE } from '../graphql/page.args.js';
import type { ErrorCode } from '../model/error-code.js';
import { ChannelRole } from '../model/marketplace.js';
import { decodeNodeId } from '../model/node-id.js';
import type { Deadline } from '../reader/deadline.js';
import type { Lookup } from '../reader/lookup.js';
import { channelResultOf } from '../reader/outcome.js';
import type { ChannelReading, Reader } from '../reader/reader.js';
import type { Freshness } from '../reader/question.js';
import type { Order } from './order.entity.js';
import type { ChannelOrderFilter, OrderFilter, OrdersArgs, OrderSummaryArgs } from './order.input.js';
import { OrderDateType, OrderSort } from './order.input.js';
import type { OrderConditions, OrderQuery } from './order.query.js';
import { OrderConnection, OrderCount, OrderSummary } from './order.types.js';

export interface OrderServices {
  readonly directory: ChannelDirectory;
  readonly reader: Reader;
  readonly lookup: Lookup;
  readonly query: OrderQuery;
  readonly deadline: Deadline;
}

/** Reads orders: brings the store up to date for the question, then answers from it. */
export class OrderService {
  constructor(private readonly services: OrderServices) {}

  async list(args: OrdersArgs, viewer: Viewer, arrived: number): Promise<OrderConnection> {
    const channels = selectChannels(this.services.directory, viewer, args.filter, ChannelRole.SALES);
    return this.listOf(channels, args, viewer, arrived);
  }

  /** The list of channels already chosen. */
  async listOf(
    channels: readonly ConnectedChannel[],
    args: OrdersArgs,
    viewer: Viewer,
    arrived: number,
  ): Promise<OrderConnection> {
    const { query } = this.services;
    const sort = args.sort ?? OrderSort.ORDERED_DESC;
    const first = args.first ?? DEFAULT_FIRST;
    const fingerprint = fingerprintOf(['orders', channels.map(({ id }) => id), args.filter, sort]);
    const after = args.after ? decodeCursor(args.after, fingerprint) : null;
    const conditions = conditionsOf(args.filter, channels, viewer);
    const readings = await this.read(channels, args.filter, freshnessOf(args.maxAge, arrived));
    const [rows, counts] = await Promise.all([
      query.page(conditions, sort, first, after),
      query.countByChannel(conditions),
    ]);
    const page = {
      rows: rows.slice(0, first).map((order) => present(order, viewer)),
      fingerprint,
      positionOf: (order: Order) => query.positionOf(order, sort),
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      totalCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    };
    return OrderConnection.of(page, resultsOf(readings, counts));
  }

  async summary(args: OrderSummaryArgs, viewer: Viewer, arrived: number): Promise<OrderSummary> {
    const channels = selectChannels(this.services.directory, viewer, args.filter, ChannelRole.SALES);
    const conditions = conditionsOf(args.filter, channels, viewer);
    const readings = await this.read(channels, args.filter, freshnessOf(args.maxAge, arrived));
    const [rows, counts] = await Promise.all([
      this.services.query.summary(conditions, args.groupBy),
      this.services.query.countByChannel(conditions),
    ]);
    const byId = new Map(channels.map((connected) => [connected.id, ChannelNode.of(connected)]));
    const counted = rows.map(({ channelId, ...row }) =>
      Object.assign(new OrderCount(), row, { channel: channelId === null ? null : (byId.get(channelId) ?? null) }),
    );
    return Object.assign(new OrderSummary(), { rows: counted, channels: resultsOf(readings, counts) });
  }

  /**
   * One order by its node id, read from the marketplace when the stored copy is too old.
   * @returns null when neither the store nor the marketplace has it.
   * @throws ApiError with the channel's code when it was never stored and can't be read.
   */
  async get(id: string, maxAge: number | null | undefined, viewer: Viewer, arrived: number): Promise<Order | null> {
    const target = decodeNodeId(id, 'ORDER');
    if (!target) throw badInput('id', `id must be the id of an order, as orders { nodes { id } } gives it`);
    const connected = this.services.directory.get(target.channelId);
    if (!connected || !maySee(viewer, target.channelId)) return null;
    const [stored] = await this.services.query.byKeys(target.channelId, [target.key]);
    const { maxAge: age } = freshnessOf(maxAge, arrived);
    if (stored && age > 0 && stampToInstant(arrived) - stored.fetchedAt <= age) return stored;
    const pointer = stored ?? { key: target.key, orderNumber: target.key.split('/')[0] ?? target.key };
    const reading = this.services.lookup.read(connected, [pointer], stored ? 'STATE' : 'DETAIL', {
      meter: { calls: 0 },
    });
    try {
      await this.services.deadline.wait(reading);
    } catch (fault) {
      if (!stored) throw asApiError(fault);
    }
    const [found] = await this.services.query.byKeys(target.channelId, [target.key]);
    return found ?? null;
  }

  private read(
    channels: readonly ConnectedChannel[],
    filter: ChannelOrderFilter,
    freshness: Freshness,
  ): Promise<ChannelReading[]> {
    const span = { start: filter.startDate, end: filter.endDate };
    const date = filter.dateType ?? OrderDateType.ORDERED;
    return this.services.reader.read(
      channels,
      { topic: 'ORDERS', span, date, statuses: filter.statuses ?? [] },
      freshness,
    );
  }
}

export const freshnessOf = (maxAge: number | null | undefined, arrived: number): Freshness => ({
  maxAge: (maxAge ?? DEFAULT_MAX_AGE) * SECOND,
  arrived,
});

export const resultsOf = (readings: readonly ChannelReading[], counts: ReadonlyMap<string, number>) =>
  readings.map((reading) => channelResultOf(reading, counts.get(reading.connected.id) ?? 0));

function asApiError(fault: unknown): ApiError {
  const { code, message, ...rest } = errorOfFault(fault);
  return new ApiError(code as ErrorCode, message, rest);
}

const conditionsOf = (
  filter: OrderFilter | ChannelOrderFilter,
  channels: readonly ConnectedChannel[],
  viewer: Viewer,
): OrderConditions => ({
  channelIds: channels.map(({ id }) => id),
  startDate: filter.startDate,
  endDate: filter.endDate,
  dateType: filter.dateType ?? OrderDateType.ORDERED,
  statuses: filter.statuses ?? null,
  claimStatuses: filter.claimStatuses ?? null,
  orderNumbers: filter.orderNumbers ?? null,
  search: filter.search ?? null,
  searchesPeople: viewer.role !== 'viewer',
});
