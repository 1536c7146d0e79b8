import type { Viewer } from '../auth/viewer.js';
import type { Clock } from '../base/clock.js';
import type { Span } from '../base/span.js';
import { alignSpan, splitSpan } from '../base/span.js';
import type { Stamps } from '../base/stamp.js';
import { DAY, MINUTE, startOfKstDay } from '../base/time.js';
import { errorOfFault } from '../channel/channel-error.js';
import type { ChannelResult } from '../channel/channel.types.js';
import type { ChangeFeed } from '../channel/channel.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { selectChannels } from '../channel/selection.js';
import type { CallContext } from '../channel/http.js';
import { badInput } from '../graphql/errors.js';
import { MAX_SPAN_DAYS } from '../graphql/validation/span.rule.js';
import type { FulfilmentReader } from '../fulfilment/fulfilment.reader.js';
import { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import { FulfilmentDateType } from '../model/fulfilment.js';
import { ChannelRole } from '../model/marketplace.js';
import { Order } from '../order/order.entity.js';
import { FeedCursor } from '../reader/coverage.entity.js';
import { channelResultOf } from '../reader/outcome.js';
import type { ChannelReading, Reader } from '../reader/reader.js';
import type { SnapshotStore } from '../reader/snapshot.store.js';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';

const MAX_SPAN = MAX_SPAN_DAYS * DAY;

/** Without dates a sync reads this far back. */
const DEFAULT_DAYS = 7;

export interface SyncServices {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly directory: ChannelDirectory;
  readonly reader: Reader;
  readonly ledgers: FulfilmentReader;
  readonly snapshots: SnapshotStore;
  readonly database: Database;
}

/** Reads marketplaces now, whether or not anybody asks for their orders, and stores what they say. */
export class SyncService {
  constructor(private readonly services: SyncServices) {}

  /**
   * With dates: everything ordered in the span, and what fulfilment services took up in it. Without: the last 7 days, and the
   * change feed from where it was left where a channel has one.
   */
  async run(
    viewer: Viewer,
    channelIds: readonly string[] | null,
    asked: Partial<Span>,
    arrived: number,
  ): Promise<ChannelResult[]> {
    const { clock, directory } = this.services;
    const roles = [ChannelRole.SALES, ChannelRole.FULFILMENT];
    const channels = selectChannels(directory, viewer, { channelIds }, roles, '');
    const end = asked.end ?? clock.now() + MINUTE;
    if (asked.start !== undefined && asked.end === undefined && (asked.start >= end || end - asked.start > MAX_SPAN)) {
      throw badInput('startDate', `startDate must lie in the last ${MAX_SPAN_DAYS} days where no endDate is given`);
    }
    const span = { start: asked.start ?? startOfKstDay(end) - (DEFAULT_DAYS - 1) * DAY, end };
    const followed = await this.read(channels, span, arrived, asked.start === undefined);
    const counts = await Promise.all(followed.map(({ connected }) => this.storedRows(connected)));
    return followed.map((reading, index) => channelResultOf(reading, counts[index]!));
  }

  private async read(
    channels: readonly ConnectedChannel[],
    span: Span,
    arrived: number,
    followsFeeds: boolean,
  ): Promise<ChannelReading[]> {
    const { reader, ledgers } = this.services;
    const selling = channels.filter(({ role }) => role !== ChannelRole.FULFILMENT);
    const shipping = channels.filter(({ role }) => role === ChannelRole.FULFILMENT);
    const now = { maxAge: 0, arrived };
    const [ofOrders, ofLedgers] = await Promise.all([
      reader.read(selling, { topic: 'ORDERS', span, date: 'ORDERED', statuses: [] }, now),
      ledgers.read(shipping, { spans: { [FulfilmentDateType.CREATED]: span }, orderCode: null }, now),
    ]);
    const followed = followsFeeds ? await Promise.all(ofOrders.map((reading) => this.followFeed(reading))) : ofOrders;
    return [...followed, ...ofLedgers];
  }

  private storedRows({ id, role }: ConnectedChannel): Promise<number> {
    const { manager } = this.services.database;
    return manager.countBy(role === ChannelRole.FULFILMENT ? Fulfilment : Order, { channelId: id });
  }

  private async followFeed(reading: ChannelReading): Promise<ChannelReading> {
    const feed = reading.connected.channel.orders?.feed;
    if (!feed || !reading.isComplete) return reading;
    const context: CallContext = { meter: { calls: 0 } };
    try {
      await this.readFeed(reading.connected, feed, context);
      return { ...reading, calls: reading.calls + context.meter.calls };
    } catch (fault) {
      return { ...reading, isComplete: false, calls: reading.calls + context.meter.calls, error: errorOfFault(fault) };
    }
  }

  /** The cursor moves after the rows are stored, and never past now minus the look-back. */
  private async readFeed(connected: ConnectedChannel, feed: ChangeFeed, context: CallContext): Promise<void> {
    const { clock, stamps, snapshots, database } = this.services;
    const now = clock.now();
    const cursor = await database.manager.findOneBy(FeedCursor, { channelId: connected.id });
    const start = cursor?.readUntil ?? now - feed.window.longest;
    const span = alignSpan({ start, end: now + 1 }, feed.window.resolution);
    for (const window of splitSpan(span, feed.window.longest)) {
      const pages = feed.read(window, context)[Symbol.asyncIterator]();
      for (;;) {
        const began = stamps.next();
        const page = await pages.next();
        if (page.done) break;
        await snapshots.apply(connected.id, page.value, began);
      }
      const readUntil = Math.max(start, Math.min(window.end, now - feed.lookBack));
      await database.write((manager) => upsertAll(manager, FeedCursor, [{ channelId: connected.id, readUntil }]));
    }
  }
}
