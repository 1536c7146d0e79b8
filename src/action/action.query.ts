import type { SelectQueryBuilder } from 'typeorm';
import { Brackets } from 'typeorm';
import type { Position } from '../graphql/cursor.js';
import type { ActionState, ActionType } from '../model/action.js';
import type { Database } from '../store/database.js';
import { Action } from './action.entity.js';
import { withId } from './action.store.js';

export interface ActionConditions {
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly types: readonly ActionType[] | null;
  readonly states: readonly ActionState[] | null;
  readonly channelIds: readonly string[];
  readonly orders: readonly { readonly channelId: string; readonly key: string }[] | null;
  /** Null: those of everybody. */
  readonly requestedBy: string | null;
}

/** SELECTs over the journal. */
export class ActionQuery {
  constructor(private readonly database: Database) {}

  /** Newest first; one more than `limit` where there is a next page. */
  async page(conditions: ActionConditions, limit: number, after: Position | null): Promise<Action[]> {
    const query = this.matching(conditions);
    if (after) {
      query.andWhere('(a.requestedAt < :value OR (a.requestedAt = :value AND a.key > :key))', {
        value: after.sortValue,
        key: after.key,
      });
    }
    const rows = await query
      .orderBy('a.requestedAt', 'DESC')
      .addOrderBy('a.key')
      .limit(limit + 1)
      .getMany();
    return rows.map(withId);
  }

  positionOf(action: Action): Position {
    return { sortValue: action.requestedAt, channelId: action.channelId, key: action.key };
  }

  count(conditions: ActionConditions): Promise<number> {
    return this.matching(conditions).getCount();
  }

  async byKey(key: string): Promise<Action | null> {
    const found = await this.database.manager.findOneBy(Action, { key });
    return found ? withId(found) : null;
  }

  async byOrderKeys(channelId: string, orderKeys: readonly string[]): Promise<Action[]> {
    const rows = await this.database.manager
      .createQueryBuilder(Action, 'a')
      .where('a.channelId = :channelId AND a.orderKey IN (:...orderKeys)', { channelId, orderKeys })
      .orderBy('a.requestedAt', 'DESC')
      .addOrderBy('a.key')
      .getMany();
    return rows.map(withId);
  }

  private matching(conditions: ActionConditions): SelectQueryBuilder<Action> {
    const { startDate, endDate, types, states, channelIds, orders, requestedBy } = conditions;
    const query = this.database.manager
      .createQueryBuilder(Action, 'a')
      .where('a.channelId IN (:...channelIds)', { channelIds: channelIds.length > 0 ? channelIds : [''] });
    if (startDate !== null) query.andWhere('a.requestedAt >= :startDate', { startDate });
    if (endDate !== null) query.andWhere('a.requestedAt < :endDate', { endDate });
    if (types) query.andWhere('a.type IN (:...types)', { types: types.length > 0 ? types : [''] });
    if (states) query.andWhere('a.state IN (:...states)', { states: states.length > 0 ? states : [''] });
    if (requestedBy !== null) query.andWhere('a.requestedBy = :requestedBy', { requestedBy });
    if (orders) {
      query.andWhere(
        new Brackets((either) => {
          either.where('1 = 0');
          orders.forEach(({ channelId, key }, index) =>
            either.orWhere(`(a.channelId = :channel${index} AND a.orderKey = :order${index})`, {
              [`channel${index}`]: channelId,
              [`order${index}`]: key,
            }),
          );
        }),
      );
    }
    return query;
  }
}
