import type { ActionService } from '../../action/action.service.js';
import { MAX_BATCH, RegisterInvoiceInput } from '../../action/action.input.js';
import type { ActionResult } from '../../action/action.types.js';
import type { Viewer } from '../../auth/viewer.js';
import { maySee } from '../../auth/viewer.js';
import { chunk, groupBy } from '../../base/collections.js';
import type { Span } from '../../base/span.js';
import type { Stamp } from '../../base/stamp.js';
import { DAY, MINUTE } from '../../base/time.js';
import type { ChannelResult } from '../../channel/channel.types.js';
import type { ConnectedChannel } from '../../channel/connected-channel.js';
import type { ChannelDirectory } from '../../channel/directory.js';
import { ChannelFault } from '../../channel/fault.js';
import { selectChannels } from '../../channel/selection.js';
import type { Courier } from '../../model/courier.js';
import { FulfilmentDateType } from '../../model/fulfilment.js';
import { ChannelRole } from '../../model/marketplace.js';
import { channelResultOf } from '../../reader/outcome.js';
import type { Reader } from '../../reader/reader.js';
import type { Fulfilment } from '../fulfilment.entity.js';
import type { FulfilmentService } from '../fulfilment.service.js';
import type { SalesOrderMatch, SalesOrders } from '../sales-orders.js';
import type { RegisterFulfilmentInvoicesInput } from './hand-over.input.js';
import type { Delivery, MatchedRow } from './hand-over.plan.js';
import { planHandOver } from './hand-over.plan.js';
import { RegisterFulfilmentInvoicesPayload, SkippedFulfilment } from './hand-over.types.js';

export interface HandOverServices {
  readonly directory: ChannelDirectory;
  readonly fulfilments: FulfilmentService;
  readonly salesOrders: SalesOrders;
  readonly reader: Reader;
  readonly actions: ActionService;
}

/** The service tells when the buyer ordered, by a clock that may differ from the marketplace's. */
const SLACK = DAY;

/** How old a stored list of a sales channel may be; each order is read again before its invoice is sent. */
const LIST_AGE = MINUTE;

/** 송장 일괄등록: what the fulfilment services have closed is registered on the marketplaces that the orders came from. */
export class HandOverService {
  constructor(private readonly services: HandOverServices) {}

  async run(
    input: RegisterFulfilmentInvoicesInput,
    viewer: Viewer,
    arrived: Stamp,
  ): Promise<RegisterFulfilmentInvoicesPayload> {
    const { directory, fulfilments } = this.services;
    const channels = selectChannels(directory, viewer, input, ChannelRole.FULFILMENT, 'input');
    const dateType = input.dateType ?? FulfilmentDateType.CLOSED;
    const span = { start: input.startDate, end: input.endDate };
    const asked = { spans: { [dateType]: span }, orderCode: null };
    const read = await fulfilments.read(channels, asked, { maxAge: 0, arrived });
    const { matches, results: salesResults } = await this.match(read.fulfilments, viewer, arrived);
    const rows = await this.withCouriers(read.fulfilments, matches);
    const { deliveries, skips } = planHandOver(rows, input.includeUnclosed ?? false);
    return Object.assign(new RegisterFulfilmentInvoicesPayload(), {
      results: await this.send(deliveries, input.dryRun ?? false, viewer),
      skipped: skips.map(({ row }) => row),
      skippedReasons: skips.map(({ row: fulfilment, reason, message }) =>
        Object.assign(new SkippedFulfilment(), { fulfilment, reason, message }),
      ),
      channels: [...read.channels, ...salesResults],
    });
  }

  /** Orders that were never read are looked for on their channel, in the days in which they were made. */
  private async match(
    rows: readonly Fulfilment[],
    viewer: Viewer,
    arrived: Stamp,
  ): Promise<{ matches: SalesOrderMatch[]; results: ChannelResult[] }> {
    const { reader } = this.services;
    const first = await this.visible(rows, viewer);
    const unread = rows.flatMap((row, index) => {
      const match = first[index]!;
      return match.kind === 'NONE' && match.channel ? [{ row, index, channel: match.channel }] : [];
    });
    if (unread.length === 0) return { matches: first, results: [] };
    const readings = await Promise.all(
      [...groupBy(unread, ({ channel }) => channel)].map(([channel, group]) =>
        reader.read(
          [channel],
          { topic: 'ORDERS', span: spanOf(group.map(({ row }) => row)), date: 'ORDERED', statuses: [] },
          { maxAge: LIST_AGE, arrived },
        ),
      ),
    );
    const incomplete = new Set(readings.flat().flatMap((reading) => (reading.isComplete ? [] : [reading.connected])));
    const matches = (await this.visible(rows, viewer)).map((match) =>
      match.kind === 'NONE' && match.channel && incomplete.has(match.channel) ? unreadYet(match) : match,
    );
    const results = readings.flat().map((reading) => {
      const found = unread.filter(({ index, channel }) => channel === reading.connected && isKnown(matches[index]!));
      return channelResultOf(reading, found.length);
    });
    return { matches, results };
  }

  /** Of sales channels that the viewer may not see, nothing is told. */
  private async visible(rows: readonly Fulfilment[], viewer: Viewer): Promise<SalesOrderMatch[]> {
    const matches = await this.services.salesOrders.match(rows);
    return matches.map((match, index) => (isVisible(match, viewer) ? match : hidden(rows[index]!)));
  }

  private async withCouriers(rows: readonly Fulfilment[], matches: readonly SalesOrderMatch[]): Promise<MatchedRow[]> {
    const channels = new Set(matches.flatMap(channelsOf));
    const known = new Map<ConnectedChannel, ReadonlySet<Courier> | null>();
    await Promise.all([...channels].map(async (channel) => known.set(channel, await this.couriersOf(channel))));
    return rows.map((row, index) => {
      const match = matches[index]!;
      const [channel] = channelsOf(match);
      return { row, match, couriers: channel ? (known.get(channel) ?? null) : null };
    });
  }

  private async couriersOf(channel: ConnectedChannel): Promise<ReadonlySet<Courier> | null> {
    try {
      return new Set((await this.services.directory.couriersOf(channel)).map(({ courier }) => courier));
    } catch (fault) {
      if (fault instanceof ChannelFault) return null;
      throw fault;
    }
  }

  private async send(deliveries: readonly Delivery[], dryRun: boolean, viewer: Viewer): Promise<ActionResult[]> {
    const { actions } = this.services;
    const results: ActionResult[] = [];
    for (const batch of chunk(deliveries, MAX_BATCH)) {
      const inputs = batch.map(inputOf);
      results.push(
        ...(dryRun ? await actions.previewInvoices(inputs, viewer) : await actions.registerInvoices(inputs, viewer)),
      );
    }
    return results;
  }
}

const inputOf = ({ line, courier, trackingNumber, isPart }: Delivery): RegisterInvoiceInput =>
  Object.assign(new RegisterInvoiceInput(), { orderId: line.id, courier, trackingNumber, split: isPart });

const channelsOf = (match: SalesOrderMatch): readonly ConnectedChannel[] =>
  match.kind === 'AMBIGUOUS' ? match.channels : match.channel ? [match.channel] : [];

const unreadYet = (match: Extract<SalesOrderMatch, { kind: 'NONE' }>): SalesOrderMatch => ({
  ...match,
  reason: `${match.reason} Not all of its orders could be read now: run this again in a while.`,
});

const isKnown = ({ kind }: SalesOrderMatch): boolean => kind !== 'NONE';

const isVisible = (match: SalesOrderMatch, viewer: Viewer): boolean =>
  channelsOf(match).every(({ id }) => maySee(viewer, id));

const hidden = ({ channelName }: Fulfilment): SalesOrderMatch => ({
  kind: 'NONE',
  channel: null,
  reason: `This API key may not see the sales channel ${channelName}.`,
});

function spanOf(rows: readonly Fulfilment[]): Span {
  const dates = rows.map(({ orderedDate, createdDate }) => orderedDate ?? createdDate);
  return { start: Math.min(...dates) - SLACK, end: Math.max(...dates) + SLACK };
}
