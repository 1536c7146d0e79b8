import type { Span } from '../base/span.js';
import { stampToInstant } from '../base/stamp.js';
import { toIsoKst } from '../base/time.js';
import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault, ownError } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ErrorCode } from '../model/error-code.js';
import { FulfilmentDateType } from '../model/fulfilment.js';
import type { Deadline } from '../reader/deadline.js';
import type { Freshness } from '../reader/question.js';
import type { ChannelReading } from '../reader/reader.js';
import type { AskedFulfilments, FulfilmentPlan } from './fulfilment.plan.js';
import { planFulfilments } from './fulfilment.plan.js';
import type { FulfilmentRoundServices } from './fulfilment.round.js';
import { FulfilmentRound } from './fulfilment.round.js';

/** How one service fared, and where its answer stands in the store. */
export interface FulfilmentReading extends ChannelReading {
  /** Questions whose rows are the answer. */
  readonly questions: readonly string[];
}

export interface FulfilmentReaderSettings extends FulfilmentRoundServices {
  readonly deadline: Deadline;
}

/** Brings the stored ledgers up to date for a question: all services side by side, none waits for another. */
export class FulfilmentReader {
  constructor(private readonly settings: FulfilmentReaderSettings) {}

  read(
    channels: readonly ConnectedChannel[],
    asked: AskedFulfilments,
    freshness: Freshness,
  ): Promise<FulfilmentReading[]> {
    return Promise.all(channels.map((connected) => this.readChannel(connected, asked, freshness)));
  }

  private async readChannel(
    connected: ConnectedChannel,
    asked: AskedFulfilments,
    freshness: Freshness,
  ): Promise<FulfilmentReading> {
    const { clock, deadline, store } = this.settings;
    const reads = connected.channel.fulfilments;
    if (!reads) return unread(connected, asked);
    const started = clock.now();
    const plan = planFulfilments(connected.id, reads, asked, started);
    const round = new FulfilmentRound(this.settings, connected, reads, plan, freshness);
    const isLate = await deadline.passes(round.run());
    const questions = plan.windows.map(({ id }) => id);
    const stamps = [...(await store.answers(connected.id, questions)).values()];
    const isComplete = !isLate && round.fault === null;
    return {
      connected,
      kind: 'READ',
      questions,
      isComplete,
      isLate,
      isCovered: questions.length > 0 && stamps.length === questions.length,
      // An older answer to a part of the question is a part of the answer.
      hasRead: round.partsRead > 0 || (!isComplete && stamps.length > 0),
      calls: round.context.meter.calls,
      elapsedMs: clock.now() - started,
      fetchedAt: stamps.length > 0 ? stampToInstant(Math.min(...stamps)) : null,
      searched: plan.widened?.span ?? null,
      error: errorOf(round.fault, isLate, plan.widened, deadline.ms),
    };
  }
}

/** Rows tell when they were created; by any other date only the service can find them. */
const UNTOLD = [FulfilmentDateType.CONFIRMED, FulfilmentDateType.CLOSED] as const;

/** Of a removed service what is stored is all there is; of another kind of channel there is nothing. */
function unread(connected: ConnectedChannel, { spans }: AskedFulfilments): FulfilmentReading {
  const untold = UNTOLD.find((date) => spans[date]);
  const isRemoved = connected.origin === 'REMOVED';
  const isSupported = isRemoved && untold === undefined;
  const why = isRemoved ? `is removed, and its rows do not tell their date ${untold ?? ''}` : 'lists no fulfilments';
  return {
    connected,
    kind: isSupported ? 'READ' : 'UNSUPPORTED',
    questions: [],
    isComplete: isSupported,
    isLate: false,
    isCovered: false,
    hasRead: false,
    calls: 0,
    elapsedMs: 0,
    fetchedAt: null,
    searched: null,
    error: isSupported ? null : ownError(ErrorCode.UNSUPPORTED, `${connected.marketplace} ${why}.`),
  };
}

function errorOf(
  fault: unknown,
  isLate: boolean,
  widened: FulfilmentPlan['widened'],
  deadlineMs: number,
): ChannelError | null {
  if (fault !== null) return errorOfFault(fault);
  if (isLate) {
    return ownError(
      ErrorCode.CHANNEL_TIMEOUT,
      `Not all was read within ${deadlineMs} ms; reading goes on, ask again in a while.`,
      true,
    );
  }
  return widened && ownError(ErrorCode.UNSUPPORTED, widenedMessage(widened.date, widened.span));
}

const widenedMessage = (date: FulfilmentDateType, { start, end }: Span): string =>
  `This service is searched by whole Korean days for the date ${date}, which its rows do not tell: all from ${toIsoKst(start)} to ${toIsoKst(end)} are shown.`;
