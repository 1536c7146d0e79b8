import { DAY, startOfKstDay } from '../src/base/time.js';
import { startApi } from './api.js';
import { startChild } from './ipc.js';
import type { OrdersAnswer } from './questions.js';
import { assertFresh, ordersQuery, spanVariables } from './questions.js';
import type { Row } from './report.js';
import { duration, ratioOf } from './report.js';
import type { ShopOperations } from './shop.child.js';

const ROUNDS = 3;
/** How long a marketplace takes to answer. */
const LATENCY_MS = 50;

/**
 * All sales channels in one query against the slowest of them asked alone, both by an API just started and with an empty store,
 * in turn. Alone, the slowest takes what its own rate limit demands.
 */
export async function firstQuery(): Promise<Row[]> {
  const first = await ask();
  const slowest = slowestOf(first);
  const together = [first.took];
  const alone: number[] = [];
  while (alone.length < ROUNDS) {
    alone.push((await ask(slowest)).took);
    if (together.length < ROUNDS) together.push((await ask()).took);
  }
  return [
    {
      scenario: `live first query, ${first.answer.orders.channels.length} sales channels, 7 days`,
      peer: `${slowest} alone`,
      ratio: ratioOf(together, alone),
      reach: '1.0x',
      figures: `${duration(together)} / ${duration(alone)}`,
    },
  ];
}

interface Asked {
  readonly took: number;
  readonly answer: OrdersAnswer;
}

/**
 * Each by marketplaces of its own: none remembers calls of before, and Cafe24's refresh token, which serves once, is still good.
 * @param channelId all when not given.
 */
async function ask(channelId?: string): Promise<Asked> {
  const shop = startChild<ShopOperations>('./shop.child.js');
  const channels = await shop.ask('start', { isSeeded: true, latencyMs: LATENCY_MS });
  const asked = channels.filter(({ id }) => channelId === undefined || id === channelId);
  const api = await startApi({ channels: asked, databaseUrl: 'sqlite::memory:' });
  const tomorrow = startOfKstDay(Date.now()) + DAY;
  const began = performance.now();
  const answer = await api.ask<OrdersAnswer>(ordersQuery('FRESH'), {
    first: 50,
    ...spanVariables({ start: tomorrow - 7 * DAY, end: tomorrow }),
  });
  const took = performance.now() - began;
  await api.stop();
  await shop.stop();
  assertFresh(answer);
  return { took, answer };
}

function slowestOf({ answer }: Asked): string {
  const [slowest] = [...answer.orders.channels].sort((a, b) => b.elapsedMs - a.elapsedMs);
  return slowest!.channel.id;
}
