import { DAY, startOfKstDay } from '../src/base/time.js';
import type { SandboxChannel } from '../src/sandbox/sandbox-channel.js';
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
 * All channels in one query against the slowest of them asked alone, both by an API just started and with an empty store, in turn.
 * Alone, the slowest takes what its own rate limit demands.
 */
export async function firstQuery(): Promise<Row[]> {
  const shop = startChild<ShopOperations>('./shop.child.js');
  const channels = await shop.ask('start', { isSeeded: true, latencyMs: LATENCY_MS });
  const slowest = slowestOf(channels, await ask(channels));
  const together: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push((await ask([slowest])).took);
    together.push((await ask(channels)).took);
  }
  await shop.stop();
  return [
    {
      scenario: `live first query, ${channels.length} channels, 7 days`,
      peer: `${slowest.id} alone`,
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

async function ask(channels: readonly SandboxChannel[]): Promise<Asked> {
  const api = await startApi({ channels, databaseUrl: 'sqlite::memory:' });
  const tomorrow = startOfKstDay(Date.now()) + DAY;
  const began = performance.now();
  const answer = await api.ask<OrdersAnswer>(ordersQuery('FRESH'), {
    first: 50,
    ...spanVariables({ start: tomorrow - 7 * DAY, end: tomorrow }),
  });
  const took = performance.now() - began;
  await api.stop();
  assertFresh(answer);
  return { took, answer };
}

function slowestOf(channels: readonly SandboxChannel[], { answer }: Asked): SandboxChannel {
  const [slowest] = [...answer.orders.channels].sort((a, b) => b.elapsedMs - a.elapsedMs);
  return channels.find(({ id }) => id === slowest?.channel.id)!;
}
