import type { Instant } from '../base/clock.js';
import type { Span } from '../base/span.js';
import { toIsoKst } from '../base/time.js';
import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault, ownError } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ErrorCode } from '../model/error-code.js';
import { stampToInstant } from '../base/stamp.js';
import type { Deadline } from './deadline.js';
import type { Footing } from './coverage.store.js';
import type { Plan } from './planner.js';
import { planQuestion } from './planner.js';
import type { Freshness, Question } from './question.js';
import type { RoundServices } from './round.js';
import { ReadRound } from './round.js';

/** How one channel fared; the outcome that a client sees also depends on whether rows of it are stored. */
export interface ChannelReading {
  readonly connected: ConnectedChannel;
  readonly kind: 'READ' | 'UNSUPPORTED';
  /** Nothing failed and nothing is left to be read. */
  readonly isComplete: boolean;
  /** The deadline came first; the reading goes on by itself. */
  readonly isLate: boolean;
  /** The stored copy covers the whole question, however old. */
  readonly isCovered: boolean;
  /** Something was read for this answer. */
  readonly hasRead: boolean;
  readonly calls: number;
  readonly elapsedMs: number;
  readonly fetchedAt: Instant | null;
  /** Set where the widened search may have left something out. */
  readonly searched: Span | null;
  readonly error: ChannelError | null;
}

export interface ReaderSettings extends RoundServices {
  readonly deadline: Deadline;
}

/** Brings the store up to date for a question: all channels side by side, none waits for another. */
export class Reader {
  constructor(private readonly settings: ReaderSettings) {}

  read(channels: readonly ConnectedChannel[], question: Question, freshness: Freshness): Promise<ChannelReading[]> {
    return Promise.all(channels.map((connected) => this.readChannel(connected, question, freshness)));
  }

  private async readChannel(
    connected: ConnectedChannel,
    question: Question,
    freshness: Freshness,
  ): Promise<ChannelReading> {
    const { clock, deadline } = this.settings;
    const started = clock.now();
    if (connected.origin === 'REMOVED') return unread(connected, 'READ', null);
    const plan = planQuestion(connected.channel, question, started);
    if (!plan) return unsupported(connected, question);
    const round = new ReadRound(this.settings, connected, plan, freshness);
    const isLate = await deadline.passes(round.run());
    const footing = await this.footingOf(connected.id, plan);
    return {
      connected,
      kind: 'READ',
      isComplete: !isLate && round.fault === null,
      isLate,
      isCovered: footing.isWhole,
      hasRead: round.windowsRead > 0,
      calls: round.context.meter.calls,
      elapsedMs: clock.now() - started,
      fetchedAt: footing.oldest === null ? null : stampToInstant(footing.oldest),
      searched: plan.searched,
      error: errorOf(round.fault, isLate, plan.searched, deadline.ms),
    };
  }

  /** What the stored copy rests on, all listings of the plan together. */
  private async footingOf(channelId: string, plan: Plan): Promise<Footing> {
    const footings = await Promise.all(
      plan.steps.map(({ listing, needed }) => this.settings.coverage.footing(channelId, listing.id, needed)),
    );
    const stamps = footings.map(({ oldest }) => oldest).filter((stamp) => stamp !== null);
    return {
      oldest: stamps.length > 0 ? Math.min(...stamps) : null,
      isWhole: stamps.length > 0 && footings.every(({ isWhole }) => isWhole),
    };
  }
}

/** Nothing was to be read: of a removed channel what is stored is all there is. */
const unread = (
  connected: ConnectedChannel,
  kind: ChannelReading['kind'],
  error: ChannelError | null,
): ChannelReading => ({
  connected,
  kind,
  isComplete: kind === 'READ',
  isLate: false,
  isCovered: false,
  hasRead: false,
  calls: 0,
  elapsedMs: 0,
  fetchedAt: null,
  searched: null,
  error,
});

function unsupported(connected: ConnectedChannel, question: Question): ChannelReading {
  const kind = question.topic === 'ORDERS' ? 'orders' : 'cancellations';
  const those = question.statuses.length > 0 ? `${kind} that are ${question.statuses.join(' or ')}` : kind;
  const what = `${those} by their date ${question.date}`;
  return unread(
    connected,
    'UNSUPPORTED',
    ownError(ErrorCode.UNSUPPORTED, `${connected.marketplace} lists no ${what}.`),
  );
}

function errorOf(fault: unknown, isLate: boolean, searched: Span | null, deadlineMs: number): ChannelError | null {
  if (fault !== null) return errorOfFault(fault);
  if (isLate) {
    return ownError(
      ErrorCode.CHANNEL_TIMEOUT,
      `Not all was read within ${deadlineMs} ms; reading goes on, ask again in a while.`,
      true,
    );
  }
  if (searched) {
    return ownError(
      ErrorCode.UNSUPPORTED,
      `This marketplace cannot be searched by that date; searched by its own date from ${toIsoKst(searched.start)} to ${toIsoKst(searched.end)}.`,
    );
  }
  return null;
}
