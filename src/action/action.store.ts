import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import type { Clock } from '../base/clock.js';
import { encodeNodeId } from '../model/node-id.js';
import type { ActionType } from '../model/action.js';
import { ActionState } from '../model/action.js';
import { upsertAll } from '../store/bulk.js';
import type { Database } from '../store/database.js';
import type { StoredResult } from './action.entity.js';
import { Action } from './action.entity.js';

/** Who asks for what, of which order or claim. */
export interface ActionRequest {
  readonly type: ActionType;
  readonly channelId: string;
  readonly orderKey: string | null;
  readonly cancellationKey: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
  readonly requestedBy: string;
}

const FINAL: readonly ActionState[] = [ActionState.SUCCEEDED, ActionState.FAILED];

export const isFinal = (action: Action): boolean => FINAL.includes(action.state);

/** The journal of writes: every row is committed before its call leaves and after its answer comes. */
export class ActionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Writes down what is about to be asked. */
  async open(requests: readonly ActionRequest[]): Promise<Action[]> {
    const actions = requests.map((request) =>
      withId(
        Object.assign(new Action(), request, {
          key: randomUUID(),
          supplierOrderKey: null,
          state: ActionState.PENDING,
          error: null,
          result: null,
          attempts: 0,
          requestedAt: this.clock.now(),
          sentAt: null,
          finishedAt: null,
        }),
      ),
    );
    await this.save(actions);
    return actions;
  }

  async markSent(actions: readonly Action[]): Promise<void> {
    for (const action of actions) {
      Object.assign(action, { state: ActionState.SENT, sentAt: this.clock.now(), attempts: action.attempts + 1 });
    }
    await this.save(actions);
  }

  /** @param state SUCCEEDED, FAILED or UNKNOWN; the last is not final. */
  async close(actions: readonly Action[], state: ActionState, result: StoredResult): Promise<void> {
    const finishedAt = FINAL.includes(state) ? this.clock.now() : null;
    for (const action of actions) Object.assign(action, { state, result, error: result.error, finishedAt });
    await this.save(actions);
  }

  /** Earlier actions under the same key of the same caller and mutation. */
  async byIdempotencyKey(requestedBy: string, type: ActionType, idempotencyKey: string): Promise<Action[]> {
    const found = await this.database.manager.find(Action, {
      where: { requestedBy, type, idempotencyKey },
      order: { requestedAt: 'DESC' },
    });
    return found.map(withId);
  }

  /** Actions of that kind on that order or claim that are not final yet. */
  async openOf(request: ActionRequest): Promise<Action[]> {
    const { type, channelId, orderKey, cancellationKey } = request;
    const subject = cancellationKey === null ? { orderKey: orderKey ?? '' } : { cancellationKey };
    const found = await this.database.manager.find(Action, {
      where: {
        type,
        channelId,
        ...subject,
        state: In([ActionState.PENDING, ActionState.SENT, ActionState.UNKNOWN]),
      },
      order: { requestedAt: 'DESC' },
    });
    return found.map(withId);
  }

  /** Actions of that type on these orders that were sent and are not final yet. */
  async sentOf(type: ActionType, channelId: string, orderKeys: readonly string[]): Promise<Action[]> {
    const state = In([ActionState.SENT, ActionState.UNKNOWN]);
    return this.database.manager.find(Action, { where: { type, channelId, orderKey: In([...orderKeys]), state } });
  }

  /** A caller's actions of that kind that are not final yet and speak of nothing on a channel that was there before. */
  async openBy(requestedBy: string, type: ActionType, channelId: string): Promise<Action[]> {
    const state = In([ActionState.PENDING, ActionState.SENT, ActionState.UNKNOWN]);
    const found = await this.database.manager.find(Action, {
      where: { requestedBy, type, channelId, state },
      order: { requestedAt: 'DESC' },
    });
    return found.map(withId);
  }

  private save(actions: readonly Action[]): Promise<void> {
    return this.database.write((manager) => upsertAll(manager, Action, actions));
  }
}

export const withId = (action: Action): Action => {
  action.id = encodeNodeId('ACTION', action.channelId, action.key);
  return action;
};
