import { chunk, groupBy } from '../base/collections.js';
import { MINUTE } from '../base/time.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault, ownError, reasonOf } from '../channel/channel-error.js';
import type { UnitWrite, WriteOutcome } from '../channel/channel.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import { ChannelFault } from '../channel/fault.js';
import { ActionState } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import type { Order } from '../order/order.entity.js';
import type { Action } from './action.entity.js';
import type { DispatcherServices } from './dispatcher.js';
import type { Verdict } from './verdict.js';
import { judge, notSent, succeeded, unknown, verdictOf } from './verdict.js';
import type { Target, Unit, WriteOperation, WriteRequest } from './write.operation.js';

/** After an unknown outcome that reading back does not confirm, this long nothing is sent again: it may still arrive. */
const UNKNOWN_REST = MINUTE;

/** Most units between their guard and their dispatch: a buyer who asks to cancel meanwhile is not overlooked for long. */
const GUARDED_AT_ONCE = 20;

/** A unit on its way, with the journal rows of all requests that it answers. */
interface Job<Subject, Request extends WriteRequest> {
  unit: Unit<Subject, Request>;
  readonly actions: Action[];
  /** Keys of the lines that were asked for. */
  readonly asked: Set<string>;
  /** Whether it is only to be learnt what became of it. */
  readonly isReadOnly: boolean;
}

/** One mutation's writes to one channel. */
export class WriteRun<Subject extends Order | Cancellation, Item, Request extends WriteRequest> {
  constructor(
    private readonly services: DispatcherServices,
    private readonly operation: WriteOperation<Subject, Item, Request>,
    private readonly write: UnitWrite<Subject, Item>,
    private readonly connected: ConnectedChannel,
  ) {}

  private get readsFirst(): boolean {
    return this.operation.readsFirst || this.write.readsFirst === true;
  }

  /** The action of each target, in the order given. */
  async run(targets: readonly Target<Subject, Request>[]): Promise<Action[]> {
    const actions = await this.openAll(targets);
    const jobs = await this.jobsOf(targets, actions);
    const parts = jobs.filter(({ unit }) => this.operation.isPart(unit.request));
    const wholes = jobs.filter(({ unit }) => !this.operation.isPart(unit.request));
    const size = Math.max(this.write.maxBatch, GUARDED_AT_ONCE);
    for (const group of [...chunk(parts, size), ...chunk(wholes, size)]) {
      const ready = await this.guard(group);
      for (const batch of chunk(ready, this.write.maxBatch)) await this.send(batch);
    }
    return actions;
  }

  /** Journal rows: an identical action that is not final yet is taken up again rather than doubled. */
  private async openAll(targets: readonly Target<Subject, Request>[]): Promise<Action[]> {
    const actions: Action[] = [];
    for (const { journal } of targets) {
      const open = await this.services.actions.openOf(journal);
      const same = open.find(({ input }) => JSON.stringify(input) === JSON.stringify(journal.input));
      actions.push(same ?? (await this.services.actions.open([journal]))[0]!);
    }
    return actions;
  }

  /** One job per unit; a second request on the same unit joins it, or is refused when it asks for something else. */
  private async jobsOf(
    targets: readonly Target<Subject, Request>[],
    actions: readonly Action[],
  ): Promise<Job<Subject, Request>[]> {
    const jobs = new Map<string, Job<Subject, Request>>();
    for (const [index, { connected, subject, request }] of targets.entries()) {
      const key = this.operation.unitOf(connected, subject, request);
      const job = jobs.get(key);
      const action = actions[index]!;
      if (!job) {
        const unit = { connected, key, subjects: [subject], isRemainder: false, request };
        jobs.set(key, { unit, actions: [action], asked: new Set([subject.key]), isReadOnly: false });
      } else if (sameWrite(job.unit.request, request)) {
        job.actions.push(action);
        job.asked.add(subject.key);
      } else if (action.attempts > 0) {
        // Sent before under another wish than this call's: it is read back, and never sent again beside the other.
        const unit = { connected, key, subjects: [subject], isRemainder: false, request };
        const asked = new Set([subject.key]);
        jobs.set(`${key} ${action.key}`, { unit, actions: [action], asked, isReadOnly: true });
      } else {
        const error = ownError(
          ErrorCode.BAD_INPUT,
          'another line of the same box or delivery asks for something else in this call',
        );
        await this.close({ ...job, actions: [action] }, notSent([action], error), null);
      }
    }
    return [...jobs.values()];
  }

  /** Reads the marketplace where the operation wants it, and sorts out what must not be sent. */
  private async guard(jobs: readonly Job<Subject, Request>[]): Promise<Job<Subject, Request>[]> {
    await this.complete(jobs);
    const ready: Job<Subject, Request>[] = [];
    const wasSent = jobs.some(({ actions }) => actions.some(({ attempts }) => attempts > 0));
    const seen = this.readsFirst || wasSent ? await this.readFirst(jobs) : jobs;
    for (const job of seen) {
      const verdict = (await this.resumed(job)) ?? (await this.rivalled(job));
      if (verdict) await this.close(job, verdict, await this.shown(job, verdict));
      else if (await this.passes(job)) ready.push(job);
    }
    return ready;
  }

  /** Whether nothing speaks against sending it; else it is closed. What seems to stand done already is looked at once more. */
  private async passes(job: Job<Subject, Request>): Promise<boolean> {
    const stored = await this.checked(job.unit);
    if (!stored) return true;
    const unit = await this.shown(job, stored);
    const isNew = unit !== null && unit !== job.unit;
    const verdict = isNew ? await this.checked(unit) : stored;
    if (isNew) job.unit = unit;
    if (verdict) await this.close(job, verdict, unit);
    return !verdict;
  }

  /** The unit as an answer may show it: what stands done already by the stored copy alone is read once more. */
  private async shown(job: Job<Subject, Request>, verdict: Verdict): Promise<Unit<Subject, Request> | null> {
    if (verdict.state !== ActionState.SUCCEEDED || this.readsFirst) return job.unit;
    return (await this.readBack([job])) ? { ...job.unit, subjects: await this.find(job.unit) } : null;
  }

  /** Reads the units now; a unit that the marketplace's answer does not speak of is refused, as is one that can't be read. */
  private async readFirst(jobs: readonly Job<Subject, Request>[]): Promise<Job<Subject, Request>[]> {
    const began = this.services.stamps.next();
    try {
      await this.refresh(jobs);
      await this.complete(jobs);
    } catch (fault) {
      const error = errorOfFault(fault);
      for (const job of jobs) await this.close(job, notSent(job.actions, error), null);
      return [];
    }
    const seen: Job<Subject, Request>[] = [];
    for (const job of jobs) {
      if (job.unit.subjects.every(({ freshness }) => freshness >= began)) seen.push(job);
      else await this.close(job, notSent(job.actions, await this.obstacleTo(job)), null);
    }
    return seen;
  }

  /** Why a unit is not sent that the answer does not speak of: it may be known to be over. */
  private async obstacleTo({ unit }: Job<Subject, Request>): Promise<ChannelError> {
    const verdict = await this.checked(unit);
    return verdict?.state === ActionState.FAILED ? verdict.error : UNSEEN;
  }

  /** An action that was sent before and got no answer: what does the marketplace, just read, say of it? */
  private async resumed({ unit, actions, isReadOnly }: Job<Subject, Request>): Promise<Verdict | null> {
    const sentAt = Math.max(...actions.map((action) => action.sentAt ?? 0));
    if (sentAt === 0) return null;
    if (await this.operation.isDone(unit)) return succeeded();
    const mayRepeat = this.operation.mayRepeat?.(unit.request) ?? true;
    return isReadOnly || !mayRepeat || this.isResting(sentAt) ? unknown() : null;
  }

  /** Another request for the same lines was sent and got no answer: while it may still arrive, nothing else is sent. */
  private async rivalled({ unit, actions }: Job<Subject, Request>): Promise<Verdict | null> {
    const own = new Set(actions.map(({ key }) => key));
    const orderKeys = this.operation.orderKeysOf(unit);
    const sent = await this.services.actions.sentOf(this.operation.type, this.connected.id, orderKeys);
    const isRivalled = sent.some(({ key, sentAt }) => !own.has(key) && this.isResting(sentAt ?? 0));
    return isRivalled ? notSent(actions, RIVALLED) : null;
  }

  private isResting(sentAt: number): boolean {
    return this.services.clock.now() - sentAt < UNKNOWN_REST;
  }

  private async checked(unit: Unit<Subject, Request>): Promise<Verdict | null> {
    return verdictOf(await this.operation.check(unit));
  }

  private async send(jobs: readonly Job<Subject, Request>[]): Promise<void> {
    const items = await Promise.all(jobs.map(({ unit }) => this.operation.itemOf(unit)));
    await this.services.actions.markSent(jobs.flatMap(({ actions }) => actions));
    const outcomes = await this.outcomesOf(items);
    await this.noteWrite(jobs);
    const wasRead = await this.readBack(jobs);
    for (const [index, job] of jobs.entries()) {
      const after = wasRead ? { ...job.unit, subjects: await this.find(job.unit) } : null;
      await this.close(job, await judge(this.operation, outcomes[index]!, after), after);
    }
  }

  private async outcomesOf(items: readonly Item[]): Promise<readonly (WriteOutcome | ChannelFault)[]> {
    try {
      const outcomes = await this.write.send(items, { meter: { calls: 0 } });
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

  /** No read that began before now may tell of these orders any more. */
  private async noteWrite(jobs: readonly Job<Subject, Request>[]): Promise<void> {
    const stamp = this.services.stamps.next();
    this.services.flights.noteWrite(this.connected.id, stamp);
    const orderKeys = jobs.flatMap(({ unit }) => this.operation.orderKeysOf(unit));
    await this.services.snapshots.noteWrite(this.connected.id, orderKeys, stamp);
  }

  /** Reads the units again after the write. Where that fails, the next query does. */
  private async readBack(jobs: readonly Job<Subject, Request>[]): Promise<boolean> {
    try {
      await this.refresh(jobs);
      return true;
    } catch {
      await this.services.coverage.forget(this.connected.id, this.services.stamps.next());
      return false;
    }
  }

  private refresh(jobs: readonly Job<Subject, Request>[]): Promise<void> {
    return this.operation.refresh(
      this.connected,
      jobs.flatMap(({ unit }) => unit.subjects),
    );
  }

  /** @param after the unit as it is now; null where that is not known. */
  private async close(
    { unit, actions }: Pick<Job<Subject, Request>, 'unit' | 'actions'>,
    verdict: Verdict,
    after: Unit<Subject, Request> | null,
  ): Promise<void> {
    const response = verdict.state === ActionState.SUCCEEDED;
    const { addressChanged } = response ? await this.operation.afterwards(unit, after) : { addressChanged: null };
    await this.services.actions.close(actions, verdict.state, {
      response,
      reason: verdict.error && reasonOf(verdict.error),
      error: verdict.error,
      affectedKeys: response ? this.keysOf(unit, after) : [],
      addressChanged,
    });
  }

  /** The lines that were touched, and those that they became: cancelled pieces may be a line of their own afterwards. */
  private keysOf(unit: Unit<Subject, Request>, after: Unit<Subject, Request> | null): string[] {
    return [...new Set([unit, ...(after ? [after] : [])].flatMap((one) => this.operation.orderKeysOf(one)))];
  }

  /** Fills each unit with all its stored lines, as far as they go along. */
  private async complete(jobs: readonly Job<Subject, Request>[]): Promise<void> {
    const lines = await this.operation.linesOf(
      this.connected,
      jobs.flatMap(({ unit }) => unit.subjects),
    );
    const byUnit = groupBy(lines, (line) => this.write.unitOf(line));
    for (const job of jobs) {
      const { request } = job.unit;
      const asked = await this.operation.find(this.connected.id, [...job.asked]);
      const key = asked[0] ? this.operation.unitOf(this.connected, asked[0], request) : job.unit.key;
      const others = (byUnit.get(key) ?? []).filter((line) => !job.asked.has(line.key));
      const along = others.filter((line) => this.operation.goesAlong(line, request));
      const subjects = [...asked, ...along].sort((a, b) => (a.key < b.key ? -1 : 1));
      job.unit = { ...job.unit, key, subjects, isRemainder: along.length < others.length };
    }
  }

  private find(unit: Unit<Subject, Request>): Promise<Subject[]> {
    return this.operation.find(
      this.connected.id,
      unit.subjects.map(({ key }) => key),
    );
  }
}

const UNSEEN = ownError(
  ErrorCode.CHANNEL_MALFORMED,
  'The marketplace was asked for this order and its answer does not speak of it; nothing was sent.',
  true,
);

const RIVALLED = ownError(
  ErrorCode.OUTCOME_UNKNOWN,
  'Something else was asked for this order just now and got no answer yet; nothing more was sent. Ask again in a minute.',
  true,
);

/** Two requests on one unit ask for the same when they differ in nothing but which line they name. */
const sameWrite = (a: WriteRequest, b: WriteRequest): boolean => {
  const content = ({ input }: WriteRequest): string =>
    JSON.stringify({ ...input, orderId: null, cancellationId: null, idempotencyKey: null });
  return content(a) === content(b);
};
