import { chunk, groupBy } from '../base/collections.js';
import type { Clock } from '../base/clock.js';
import type { Stamps } from '../base/stamp.js';
import { MINUTE } from '../base/time.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault, errorOfRefusal, ownError } from '../channel/channel-error.js';
import type { UnitWrite, WriteOutcome } from '../channel/channel.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ChannelFault } from '../channel/fault.js';
import { ActionState } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import type { Order } from '../order/order.entity.js';
import type { CoverageStore } from '../reader/coverage.store.js';
import type { Flights } from '../reader/flights.js';
import type { Action } from './action.entity.js';
import type { ActionStore } from './action.store.js';
import type { Target, Unit, WriteOperation, WriteRequest } from './write.operation.js';

/** After an unknown outcome that reading back does not confirm, this long nothing is sent again: it may still arrive. */
const UNKNOWN_REST = MINUTE;

/** Refusals that may mean that what was asked stands already; the marketplace, read back, tells. */
const AMBIGUOUS: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.ALREADY_DONE,
  ErrorCode.DUPLICATE,
  ErrorCode.WRONG_STATE,
  ErrorCode.CHANNEL_REJECTED,
]);

/** Refusals that do not tell whether something stands in the way, such as a claim that was withdrawn meanwhile. */
const VAGUE: ReadonlySet<ErrorCode> = new Set([ErrorCode.BAD_INPUT, ErrorCode.CHANNEL_REJECTED, ErrorCode.NOT_FOUND]);

/** What the state of orders and claims can have against a write. */
const OBSTACLES: ReadonlySet<ErrorCode> = new Set([ErrorCode.CANCEL_PENDING, ErrorCode.WRONG_STATE]);

/** A unit on its way, with the journal rows of all requests that it answers. */
interface Job<Subject, Request extends WriteRequest> {
  unit: Unit<Subject, Request>;
  readonly actions: Action[];
}

type Verdict =
  | { readonly state: ActionState.SUCCEEDED; readonly error: ChannelError | null }
  | { readonly state: ActionState.FAILED | ActionState.UNKNOWN; readonly error: ChannelError };

export interface DispatcherServices {
  readonly clock: Clock;
  readonly stamps: Stamps;
  readonly actions: ActionStore;
  readonly flights: Flights;
  readonly coverage: CoverageStore;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** Sends writes of one channel: journal, guards, batches, reading back. */
export class Dispatcher {
  constructor(private readonly services: DispatcherServices) {}

  /** The action of each target, in the order given. */
  async run<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    targets: readonly Target<Subject, Request>[],
  ): Promise<Action[]> {
    const { connected } = targets[0]!;
    const write = operation.writeOf(connected.channel)!;
    const actions = await this.openAll(targets);
    const jobs = await this.jobsOf(operation, targets, actions);
    const ready = await this.guard(operation, connected, jobs);
    for (const batch of chunk(ready, write.maxBatch)) await this.send(operation, write, connected, batch);
    return actions;
  }

  /** Journal rows: an identical action that is not final yet is taken up again rather than doubled. */
  private async openAll<Subject, Request>(targets: readonly Target<Subject, Request>[]): Promise<Action[]> {
    const actions: Action[] = [];
    for (const { journal } of targets) {
      const open = await this.services.actions.openOf(journal);
      const same = open.find(({ input }) => JSON.stringify(input) === JSON.stringify(journal.input));
      actions.push(same ?? (await this.services.actions.open([journal]))[0]!);
    }
    return actions;
  }

  /** One job per unit and input; a second, different request on the same unit is refused. */
  private async jobsOf<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    targets: readonly Target<Subject, Request>[],
    actions: readonly Action[],
  ): Promise<Job<Subject, Request>[]> {
    const jobs = new Map<string, Job<Subject, Request>>();
    for (const [index, { connected, subject, request }] of targets.entries()) {
      const key = operation.unitOf(connected, subject, request);
      const job = jobs.get(key);
      const action = actions[index]!;
      if (!job) jobs.set(key, { unit: { connected, key, subjects: [subject], request }, actions: [action] });
      else if (sameWrite(job.unit.request, request)) job.actions.push(action);
      else {
        const error = ownError(
          ErrorCode.BAD_INPUT,
          'another line of the same box or delivery asks for something else in this call',
        );
        await this.close(operation, { unit: job.unit, actions: [action] }, { state: ActionState.FAILED, error }, null);
      }
    }
    return [...jobs.values()];
  }

  /** Reads the marketplace where the operation wants it, and sorts out what must not be sent. */
  private async guard<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    connected: ConnectedChannel,
    jobs: readonly Job<Subject, Request>[],
  ): Promise<Job<Subject, Request>[]> {
    const wasSent = jobs.some(({ actions }) => actions.some(({ attempts }) => attempts > 0));
    await this.complete(operation, connected, jobs);
    if (operation.readsFirst || wasSent) {
      try {
        await operation.refresh(
          connected,
          jobs.flatMap(({ unit }) => unit.subjects),
        );
        await this.complete(operation, connected, jobs);
      } catch (fault) {
        const error = errorOfFault(fault);
        for (const job of jobs) await this.close(operation, job, unguarded(job.actions, error), null);
        return [];
      }
    }
    const ready: Job<Subject, Request>[] = [];
    for (const job of jobs) {
      const verdict = (await this.resumed(operation, job)) ?? (await this.checked(operation, job));
      if (verdict) await this.close(operation, job, verdict, job.unit);
      else ready.push(job);
    }
    return ready;
  }

  /** An action that was sent before and got no answer: what does the marketplace, just read, say of it? */
  private async resumed<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    { unit, actions }: Job<Subject, Request>,
  ): Promise<Verdict | null> {
    const sentAt = Math.max(...actions.map((action) => action.sentAt ?? 0));
    if (sentAt === 0) return null;
    if (await operation.isDone(unit)) return { state: ActionState.SUCCEEDED, error: null };
    return this.services.clock.now() - sentAt < UNKNOWN_REST ? unknown() : null;
  }

  private async checked<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    { unit }: Job<Subject, Request>,
  ): Promise<Verdict | null> {
    const error = await operation.check(unit);
    if (!error) return null;
    return error.code === ErrorCode.ALREADY_DONE
      ? { state: ActionState.SUCCEEDED, error }
      : { state: ActionState.FAILED, error };
  }

  private async send<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    write: UnitWrite<Subject, Item>,
    connected: ConnectedChannel,
    jobs: readonly Job<Subject, Request>[],
  ): Promise<void> {
    const items = await Promise.all(jobs.map(({ unit }) => operation.itemOf(unit)));
    await this.services.actions.markSent(jobs.flatMap(({ actions }) => actions));
    const outcomes = await this.outcomesOf(write, items);
    this.services.flights.noteWrite(connected.id, this.services.stamps.next());
    const wasRead = await this.readBack(operation, connected, jobs);
    for (const [index, job] of jobs.entries()) {
      const before = job.unit;
      const after = wasRead ? { ...before, subjects: await freshSubjects(operation, before) } : null;
      const verdict = await this.judge(operation, outcomes[index]!, after);
      await this.close(operation, job, verdict, after, before);
    }
  }

  private async outcomesOf<Subject, Item>(
    write: UnitWrite<Subject, Item>,
    items: readonly Item[],
  ): Promise<readonly (WriteOutcome | ChannelFault)[]> {
    try {
      const outcomes = await write.send(items, { meter: { calls: 0 } });
      return items.map((_, index) => outcomes[index] ?? { kind: 'UNKNOWN', reason: 'the answer does not mention it' });
    } catch (error) {
      if (!(error instanceof ChannelFault)) this.services.reportBug(error);
      const fault =
        error instanceof ChannelFault
          ? error
          : new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'the answer could not be understood', { cause: error });
      return items.map(() => fault);
    }
  }

  /** Reads the units again after the write. Where that fails, the next query does. */
  private async readBack<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    connected: ConnectedChannel,
    jobs: readonly Job<Subject, Request>[],
  ): Promise<boolean> {
    try {
      await operation.refresh(
        connected,
        jobs.flatMap(({ unit }) => unit.subjects),
      );
      return true;
    } catch {
      await this.services.coverage.forget(connected.id);
      return false;
    }
  }

  private async judge<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    outcome: WriteOutcome | ChannelFault,
    after: Unit<Subject, Request> | null,
  ): Promise<Verdict> {
    if (!(outcome instanceof ChannelFault) && outcome.kind === 'DONE')
      return { state: ActionState.SUCCEEDED, error: null };
    if (!(outcome instanceof ChannelFault) && outcome.kind === 'REFUSED') {
      const error = errorOfRefusal(outcome.refusal);
      const isDone = AMBIGUOUS.has(error.code) && after !== null && (await operation.isDone(after));
      if (isDone) return { state: ActionState.SUCCEEDED, error: { ...error, ...alreadyDone() } };
      const code = await this.codeOfRefusal(operation, error.code, after);
      return { state: ActionState.FAILED, error: { ...error, code } };
    }
    if (outcome instanceof ChannelFault && !outcome.mayHaveActed) {
      return { state: ActionState.FAILED, error: errorOfFault(outcome) };
    }
    if (after !== null && (await operation.isDone(after))) return { state: ActionState.SUCCEEDED, error: null };
    return unknown(outcome instanceof ChannelFault ? outcome : null);
  }

  /** What a refusal means where its own code is vague: the marketplace, read back, may show what stands in the way. */
  private async codeOfRefusal<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    code: ErrorCode,
    after: Unit<Subject, Request> | null,
  ): Promise<ErrorCode> {
    if (code === ErrorCode.ALREADY_DONE) return ErrorCode.WRONG_STATE;
    const shown = after !== null && VAGUE.has(code) ? await operation.check(after) : null;
    return shown !== null && OBSTACLES.has(shown.code) ? shown.code : code;
  }

  private async close<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    job: Job<Subject, Request>,
    verdict: Verdict,
    after: Unit<Subject, Request> | null,
    before: Unit<Subject, Request> = job.unit,
  ): Promise<void> {
    const response = verdict.state === ActionState.SUCCEEDED;
    const { addressChanged } = response ? await operation.afterwards(before, after) : { addressChanged: null };
    await this.services.actions.close(job.actions, verdict.state, {
      response,
      reason: verdict.error ? (verdict.error.channelMessage ?? verdict.error.message) : null,
      error: verdict.error,
      affectedKeys: response ? operation.orderKeysOf(before) : [],
      addressChanged,
    });
  }

  /** Fills each unit with all its stored lines. */
  private async complete<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    connected: ConnectedChannel,
    jobs: readonly Job<Subject, Request>[],
  ): Promise<void> {
    const lines = await operation.linesOf(
      connected,
      jobs.flatMap(({ unit }) => unit.subjects),
    );
    const byUnit = groupBy(lines, (line) => operation.writeOf(connected.channel)!.unitOf(line));
    for (const job of jobs) {
      const own = await operation.find(
        connected.id,
        job.unit.subjects.map(({ key }) => key),
      );
      const whole = byUnit.get(job.unit.key) ?? [];
      const keys = new Set(whole.map(({ key }) => key));
      job.unit = { ...job.unit, subjects: [...whole, ...own.filter(({ key }) => !keys.has(key))] };
    }
  }
}

/** Nothing is sent while the marketplace can't be read; what was sent before stays unknown, since it may have been done. */
const unguarded = (actions: readonly Action[], error: ChannelError): Verdict =>
  actions.some(({ attempts }) => attempts > 0) ? unknown() : { state: ActionState.FAILED, error };

const freshSubjects = <Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
  operation: WriteOperation<Subject, Item, Request>,
  unit: Unit<Subject, Request>,
): Promise<Subject[]> =>
  operation.find(
    unit.connected.id,
    unit.subjects.map(({ key }) => key),
  );

/** Two requests on one unit ask for the same when they differ in nothing but which line they name. */
const sameWrite = (a: WriteRequest, b: WriteRequest): boolean => {
  const content = ({ input }: WriteRequest): string =>
    JSON.stringify({ ...input, orderId: null, cancellationId: null, idempotencyKey: null });
  return content(a) === content(b);
};

const alreadyDone = () => ({
  code: ErrorCode.ALREADY_DONE,
  message: 'This was done before; the marketplace holds what was asked.',
  retryable: false,
});

const unknown = (fault: ChannelFault | null = null): Verdict => ({
  state: ActionState.UNKNOWN,
  error: {
    ...ownError(
      ErrorCode.OUTCOME_UNKNOWN,
      'The marketplace gave no answer, and read back it does not (yet) show it. Ask again in a minute: it is read back before anything is sent.',
      true,
    ),
    channelCode: fault?.channelCode ?? null,
    channelMessage: fault?.channelMessage ?? null,
  },
});
