import { MoreThan } from 'typeorm';
import type { Clock } from '../base/clock.js';
import { instantToStamp } from '../base/stamp.js';
import { Cancellation } from '../cancellation/cancellation.entity.js';
import { FulfilmentAnswer, FulfilmentAnswerRow } from '../fulfilment/fulfilment-answer.entity.js';
import { Fulfilment } from '../fulfilment/fulfilment.entity.js';
import { Order } from '../order/order.entity.js';
import { Coverage } from '../reader/coverage.entity.js';
import type { Database } from './database.js';

/**
 * A clock that was set back leaves a store that was read in the future: its rows would refuse every new read, and its spans
 * would count as fresh. Such spans are forgotten, and the rows may be read again.
 */
export async function distrustFuture(database: Database, clock: Clock): Promise<void> {
  const now = instantToStamp(clock.now());
  await database.write(async (manager) => {
    await manager.delete(Coverage, { began: MoreThan(now) });
    await manager.delete(FulfilmentAnswer, { began: MoreThan(now) });
    await manager.delete(FulfilmentAnswerRow, { began: MoreThan(now) });
    await manager.update(Fulfilment, { freshness: MoreThan(now) }, { freshness: now });
    await manager.update(Order, { freshness: MoreThan(now) }, { freshness: now });
    await manager.update(Cancellation, { freshness: MoreThan(now) }, { freshness: now });
  });
}
