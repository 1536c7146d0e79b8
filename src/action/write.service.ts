import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import type { Cancellation } from '../cancellation/cancellation.entity.js';
import { groupBy } from '../base/collections.js';
import { ownError } from '../channel/channel-error.js';
import type { ChannelError } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import { ActionState } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import { decodeNodeId } from '../model/node-id.js';
import type { Order } from '../order/order.entity.js';
import type { Action } from './action.entity.js';
import type { ActionRequest, ActionStore } from './action.store.js';
import { isFinal } from './action.store.js';
import type { Dispatcher } from './dispatcher.js';
import { InFlight } from './in-flight.js';
import type { Preview } from './preview.js';
import { previewWrites } from './preview.js';
import type { Target, WriteOperation, WriteRequest } from './write.operation.js';

/** What became of one request: an action (perhaps an earlier one), or an error before anything was written down. */
export type WriteAnswer =
  { readonly action: Action; readonly replayed: boolean } | { readonly action: null; readonly error: ChannelError };

export interface WriteServices {
  readonly directory: ChannelDirectory;
  readonly actions: ActionStore;
  readonly dispatcher: Dispatcher;
  /** Told of failures that are no channel's fault: bugs of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** Takes mutations apart: finds what they speak of, recognises repeats, and hands the rest to the dispatcher. */
export class WriteService {
  readonly #inFlight = new InFlight();

  constructor(private readonly services: WriteServices) {}

  /** One answer per request, in the order asked. */
  async run<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    requests: readonly Request[],
    viewer: Viewer,
  ): Promise<WriteAnswer[]> {
    const answers: Answer[] = requests.map(() => null);
    const fresh: { index: number; target: Target<Subject, Request> }[] = [];
    for (const [index, request] of requests.entries()) {
      const target = await this.target(operation, request, viewer);
      if ('error' in target) answers[index] = { action: null, error: target.error };
      else answers[index] = await this.repeated(target.journal, requests.length === 1);
      if (answers[index] === null && 'subject' in target) fresh.push({ index, target });
    }
    this.dispatch(operation, fresh, answers);
    return Promise.all(answers.map((answer) => this.settled(answer)));
  }

  /** What would come of these requests, in the order given; nothing is sent or written down. */
  async preview<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    requests: readonly Request[],
    viewer: Viewer,
  ): Promise<Preview[]> {
    const targets = await Promise.all(requests.map((request) => this.target(operation, request, viewer)));
    const found = targets.flatMap((target, index) => ('subject' in target ? [{ target, index }] : []));
    const previews = targets.map(
      (target) => ({ error: 'error' in target ? target.error : null, orderKeys: [] }) as Preview,
    );
    const byChannel = groupBy(found, ({ target }) => target.connected);
    await Promise.all(
      [...byChannel].map(async ([connected, group]) => {
        const ofChannel = await previewWrites(
          operation,
          connected,
          group.map(({ target }) => target),
        );
        for (const [position, { index }] of group.entries()) previews[index] = ofChannel[position]!;
      }),
    );
    return previews;
  }

  /** One channel's bug must not hide what another channel answered. */
  private async settled(answer: Answer): Promise<WriteAnswer> {
    try {
      return (await answer) ?? broken();
    } catch (error) {
      this.services.reportBug(error);
      return broken();
    }
  }

  /** Starts what is new, channel by channel; the same subject asked twice in one call is sent once. */
  private dispatch<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    fresh: readonly { index: number; target: Target<Subject, Request> }[],
    answers: Answer[],
  ): void {
    const started = new Map<ConnectedChannel, { target: Target<Subject, Request>; settle: Settle }[]>();
    for (const { index, target } of fresh) {
      const names = namesOf(target.journal);
      const running = names.map((name) => this.#inFlight.running(name)).find((found) => found !== undefined);
      if (running) {
        answers[index] = running.then((action) => replayOf(action, target.journal));
        continue;
      }
      const { promise, settle } = deferred();
      this.#inFlight.track(names, promise);
      answers[index] = promise.then((action) => ({ action, replayed: false }));
      const group = started.get(target.connected) ?? [];
      group.push({ target, settle });
      started.set(target.connected, group);
    }
    for (const [connected, group] of started) {
      void this.#inFlight
        .exclusively(connected.id, () =>
          this.services.dispatcher.run(
            operation,
            group.map(({ target }) => target),
          ),
        )
        .then(
          (actions) => group.forEach(({ settle }, index) => settle.resolve(actions[index]!)),
          (error: unknown) => group.forEach(({ settle }) => settle.reject(error)),
        );
    }
  }

  private async target<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
    operation: WriteOperation<Subject, Item, Request>,
    request: Request,
    viewer: Viewer,
  ): Promise<Target<Subject, Request> | { error: ChannelError }> {
    if (request.problem) return { error: request.problem };
    const id = decodeNodeId(request.id, operation.subject);
    const noun = operation.subject === 'ORDER' ? 'order' : 'cancellation';
    if (!id) return { error: ownError(ErrorCode.BAD_INPUT, `${noun}Id must be the id of a known ${noun}`) };
    const connected = this.services.directory.get(id.channelId);
    const missing = { error: ownError(ErrorCode.NOT_FOUND, `no ${noun} has this id; list it first`) };
    if (!connected || !maySee(viewer, id.channelId)) return missing;
    if (!operation.writeOf(connected.channel)) {
      const why =
        connected.origin === 'REMOVED'
          ? `${connected.id} was removed`
          : `${connected.marketplace} has no ${operation.type}`;
      return { error: ownError(ErrorCode.UNSUPPORTED, why) };
    }
    const [subject] = await operation.find(id.channelId, [id.key]);
    if (!subject) return missing;
    const problem = await operation.validate(connected, request);
    if (problem) return { error: problem };
    const isOrder = operation.subject === 'ORDER';
    const journal: ActionRequest = {
      type: operation.type,
      channelId: id.channelId,
      orderKey: isOrder ? subject.key : (subject as Cancellation).orderKey,
      cancellationKey: isOrder ? null : subject.key,
      input: request.input,
      idempotencyKey: request.idempotencyKey,
      requestedBy: viewer.name,
    };
    return { connected, subject, request, journal };
  }

  /** The earlier answer under the same key, or a conflict; null: it is new, or it never left. Within a batch a key counts per item. */
  private async repeated(request: ActionRequest, isAlone: boolean): Promise<WriteAnswer | null> {
    if (request.idempotencyKey === null) return null;
    const earlier = await this.services.actions.byIdempotencyKey(
      request.requestedBy,
      request.type,
      request.idempotencyKey,
    );
    const [same] = earlier.filter((action) => subjectOf(action) === subjectOf(request));
    if (!same && isAlone && earlier.length > 0) return conflict(request);
    const neverLeft = same?.state === ActionState.FAILED && same.attempts === 0;
    if (!same || neverLeft || this.#inFlight.running(namesOf(request)[0]!)) return null;
    const answer = replayOf(same, request);
    return answer.action && !isFinal(answer.action) ? null : answer;
  }
}

/** Known at once, under way, or not yet looked at. */
type Answer = WriteAnswer | Promise<WriteAnswer> | null;

interface Settle {
  readonly resolve: (action: Action) => void;
  readonly reject: (error: unknown) => void;
}

function deferred(): { promise: Promise<Action>; settle: Settle } {
  let settle: Settle | undefined;
  const promise = new Promise<Action>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, settle: settle! };
}

const subjectOf = ({
  channelId,
  orderKey,
  cancellationKey,
}: Pick<Action, 'channelId' | 'orderKey' | 'cancellationKey'>) => `${channelId}|${cancellationKey ?? orderKey ?? ''}`;

/** Names under which a repeat finds an action under way: its key, and its very content. */
const namesOf = (request: ActionRequest): string[] => {
  const content = `same|${request.type}|${subjectOf(request)}|${JSON.stringify(request.input)}`;
  if (request.idempotencyKey === null) return [content];
  return [`key|${request.requestedBy}|${request.type}|${request.idempotencyKey}|${subjectOf(request)}`, content];
};

const replayOf = (action: Action, request: ActionRequest): WriteAnswer =>
  JSON.stringify(action.input) === JSON.stringify(request.input) ? { action, replayed: true } : conflict(request);

const conflict = ({ idempotencyKey }: ActionRequest): WriteAnswer => ({
  action: null,
  error: ownError(
    ErrorCode.IDEMPOTENCY_CONFLICT,
    `idempotencyKey ${JSON.stringify(idempotencyKey)} was used before with other input; use a new key`,
  ),
});

const broken = (): WriteAnswer => ({
  action: null,
  error: ownError(
    ErrorCode.INTERNAL,
    'Moa failed; actions tells whether anything was sent, and the log has the reason.',
  ),
});
