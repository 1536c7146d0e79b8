import type { Action } from '../action/action.entity.js';
import type { ActionRequest, ActionStore } from '../action/action.store.js';
import { isFinal } from '../action/action.store.js';
import { InFlight } from '../action/in-flight.js';
import type { Viewer } from '../auth/viewer.js';
import { maySee } from '../auth/viewer.js';
import type { ChannelError } from '../channel/channel-error.js';
import { ownError } from '../channel/channel-error.js';
import type { ConnectedChannel } from '../channel/connected-channel.js';
import type { ChannelDirectory } from '../channel/directory.js';
import type { PlaceSupplierOrder, SupplierProblem } from '../channel/supply.js';
import { problemOf } from '../graphql/validation/validate.js';
import { ActionState, ActionType } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import type { PlacementServices } from './placement.js';
import { Placement } from './placement.js';
import type { PlaceSupplierOrderInput } from './supplier-order.input.js';
import type { AskedOrder } from './supplier-order.request.js';
import { askedOf, madeNumberOf, requestOf } from './supplier-order.request.js';

/** What became of one call: an action (perhaps an earlier one), or an error before anything was written down. */
export type DeskAnswer =
  | { readonly action: Action; readonly replayed: boolean }
  | { readonly action: null; readonly error: ChannelError; readonly parameter: string | null };

export interface DeskServices extends PlacementServices {
  readonly directory: ChannelDirectory;
  readonly actions: ActionStore;
}

/** An order that may leave. */
interface Order {
  readonly connected: ConnectedChannel;
  readonly supplier: PlaceSupplierOrder;
  readonly asked: AskedOrder;
  readonly journal: ActionRequest;
}

/** Takes orders for suppliers: checks them, recognises repeats, and sends the rest one after the other. */
export class PlacementDesk {
  readonly #inFlight = new InFlight<DeskAnswer>();

  constructor(private readonly services: DeskServices) {}

  async place(input: PlaceSupplierOrderInput, viewer: Viewer): Promise<DeskAnswer> {
    const order = await this.check(input, viewer);
    if ('error' in order) return order;
    const names = namesOf(order.journal);
    const running = this.#inFlight.running(names[0]!);
    if (running) return repeatOf(await running, order.journal);
    const answer = this.#inFlight.exclusively(order.connected.id, () => this.take(order));
    this.#inFlight.track(names, answer);
    return answer;
  }

  private async check(input: PlaceSupplierOrderInput, viewer: Viewer): Promise<Order | Declined> {
    const problem = await problemOf(input);
    if (problem) return declined(ownError(ErrorCode.BAD_INPUT, problem.message));
    const asked = askedOf(input);
    const connected = this.services.directory.get(asked.channelId);
    if (!connected || !maySee(viewer, connected.id)) {
      return declined(ownError(ErrorCode.BAD_INPUT, `no channel has the id ${JSON.stringify(asked.channelId)}`));
    }
    const supplier = connected.channel.placeSupplierOrder;
    if (!supplier) {
      return declined(ownError(ErrorCode.UNSUPPORTED, `${connected.marketplace} takes no orders: it is no supplier`));
    }
    const [first, ...others] = supplier.problemsOf(requestOf(asked, asked.externalOrderNumber ?? ANY_NUMBER));
    if (first) return declined(errorOf([first, ...others]), first.parameter);
    const journal: ActionRequest = {
      type: ActionType.PLACE_SUPPLIER_ORDER,
      channelId: connected.id,
      orderKey: null,
      cancellationKey: null,
      input: asked,
      idempotencyKey: input.idempotencyKey ?? null,
      requestedBy: viewer.name,
    };
    return { connected, supplier, asked, journal };
  }

  /** The earlier answer, the earlier action taken up again, or a new one. */
  private async take({ connected, supplier, asked, journal }: Order): Promise<DeskAnswer> {
    const earlier = await this.earlier(journal);
    if (earlier && !isSameInput(earlier, journal)) return conflict(journal);
    if (earlier && isFinal(earlier)) return { action: earlier, replayed: true };
    const action = earlier ?? (await this.services.actions.open([journal]))[0]!;
    const request = requestOf(asked, asked.externalOrderNumber ?? madeNumberOf(action));
    const isNumberMade = asked.externalOrderNumber === null;
    await new Placement(this.services, connected, supplier, request, isNumberMade).carryOut(action);
    return { action, replayed: false };
  }

  /** By its key, unless it never left; without a key an identical action that is not final yet. */
  private async earlier(journal: ActionRequest): Promise<Action | undefined> {
    const { actions } = this.services;
    const { requestedBy, type, channelId, idempotencyKey } = journal;
    if (idempotencyKey === null) {
      const open = await actions.openBy(requestedBy, type, channelId);
      return open.find((action) => isSameInput(action, journal));
    }
    const used = await actions.byIdempotencyKey(requestedBy, type, idempotencyKey);
    return used.find(({ state, attempts }) => state !== ActionState.FAILED || attempts > 0);
  }
}

type Declined = Extract<DeskAnswer, { action: null }>;

const declined = (error: ChannelError, parameter: string | null = null): Declined => ({
  action: null,
  error,
  parameter,
});

/** Stands for the number that is made when the order leaves; it keeps every rule, as that does. */
const ANY_NUMBER = 'MOA';

const isSameInput = (action: Action, { input }: ActionRequest): boolean =>
  JSON.stringify(action.input) === JSON.stringify(input);

/** The first names the code that the supplier would have answered; our words name them all. */
const errorOf = (problems: readonly [SupplierProblem, ...SupplierProblem[]]): ChannelError => ({
  code: ErrorCode.BAD_INPUT,
  message: problems.map(({ message }) => message).join('; '),
  retryable: false,
  channelCode: problems[0].channelCode,
  channelMessage: problems[0].channelMessage,
});

/**
 * Names under which a repeat finds an order under way. Another key is another wish, however alike: only a call without a key
 * joins by content, as it joins its like in the journal.
 */
function namesOf({ requestedBy, idempotencyKey, input }: ActionRequest): string[] {
  const content = JSON.stringify(['content', requestedBy, input]);
  return idempotencyKey === null ? [content] : [JSON.stringify(['key', requestedBy, idempotencyKey]), content];
}

const repeatOf = (answer: DeskAnswer, journal: ActionRequest): DeskAnswer => {
  if (answer.action === null) return answer;
  return isSameInput(answer.action, journal) ? { ...answer, replayed: true } : conflict(journal);
};

const conflict = ({ idempotencyKey }: ActionRequest): Declined =>
  declined(
    ownError(
      ErrorCode.IDEMPOTENCY_CONFLICT,
      `idempotencyKey ${JSON.stringify(idempotencyKey)} was used before with other input; use a new key`,
    ),
  );
