import { DAY, HOUR, startOfKstDay, toIsoKst } from '../src/base/time.js';
import type { SandboxChannel } from '../src/sandbox/sandbox-channel.js';
import { startApi } from './api.js';
import type { ExecutionOperations } from './execution.child.js';
import { startChild } from './ipc.js';
import { ordersQuery } from './questions.js';
import type { ShopOperations } from './shop.child.js';
import { median, spread } from './statistics.js';

/** Ratios against a named peer in the same run; never asserted. Sequential, on loopback, a few minutes in all. */

interface Row {
  readonly scenario: string;
  readonly peer: string;
  readonly ratio: string;
  readonly target: string;
  readonly figures: string;
}

interface Reading {
  readonly orders: {
    readonly totalCount: number;
    readonly channels: readonly {
      readonly channel: { readonly id: string };
      readonly calls: number;
      readonly outcome: string;
    }[];
  };
}

const MB = 1024 * 1024;
const ms = (values: readonly number[]): string =>
  `${median(values).toFixed(1)} ms ±${(spread(values) * 50).toFixed(0)} %`;

/** The span of the last days, today included. */
function spanOf(days: number): { startDate: string; endDate: string } {
  const end = startOfKstDay(Date.now()) + DAY;
  return { startDate: toIsoKst(end - days * DAY), endDate: toIsoKst(end) };
}

async function execution(orders: number, warmUp: number, measured: number): Promise<Row[]> {
  const child = startChild<ExecutionOperations>('./execution.child.js');
  const { execution, stringify, pipeline } = await child.ask('measure', { orders, warmUp, measured });
  await child.stop();
  const peer = 'JSON.stringify of the same answer';
  const ratio = (values: readonly number[]): string => (median(values) / median(stringify)).toFixed(2);
  const figures = `${ms(execution)} / ${ms(stringify)}`;
  return [
    {
      scenario: `execute and serialise ${orders} × 25 fields`,
      peer,
      ratio: ratio(execution),
      target: '≤ 2.5',
      figures,
    },
    { scenario: `the same with SELECT and mapping`, peer, ratio: ratio(pipeline), target: '–', figures: ms(pipeline) },
  ];
}

/** One live reading of an API with an empty store. */
async function readLive(
  channels: readonly SandboxChannel[],
  days: number,
): Promise<{ took: number; peak: number; answer: Reading }> {
  const api = await startApi({ channels, databaseUrl: 'sqlite::memory:' });
  const began = performance.now();
  const answer = await api.ask<Reading>(ordersQuery('LIVE'), { first: 50, ...spanOf(days) });
  const took = performance.now() - began;
  const peak = await api.peakMemory();
  await api.stop();
  const failed = answer.orders.channels.filter(({ outcome }) => outcome !== 'FRESH');
  if (failed.length > 0) throw new Error(`not read whole: ${JSON.stringify(failed)}`);
  return { took, peak, answer };
}

/** The fan-out against its slowest channel, asked alone. */
async function liveFirstQuery(): Promise<Row> {
  const shop = startChild<ShopOperations>('./shop.child.js');
  const channels = await shop.ask('start', { isSeeded: true, latencyMs: 50 });
  const all: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    all.push((await readLive(channels, 2)).took);
    const single: number[] = [];
    for (const channel of channels) single.push((await readLive([channel], 2)).took);
    alone.push(Math.max(...single));
  }
  await shop.stop();
  return {
    scenario: 'live first query, four channels, two days',
    peer: 'its slowest channel asked alone',
    ratio: (median(all) / median(alone)).toFixed(2),
    target: '1.0x',
    figures: `${ms(all)} / ${ms(alone)}`,
  };
}

/** What the marketplaces' limits demand for paid orders of one line within one day; from the fact sheets. */
const LEAST: Readonly<Record<string, (orders: number) => number>> = {
  // One list of orders, two of cancellations; 500 a page.
  'ownmall-main': (orders) => Math.ceil(orders / 500) + 2,
  // Six states of order sheets, four of receipts, withdrawals; 50 a page.
  'coupang-main': (orders) => Math.ceil(orders / 50) + 10,
  // Eight order lists, three claim lists; no pages.
  'elevenst-main': () => 11,
  // The token, and one list a day; 300 a page.
  'smartstore-main': (orders) => 1 + Math.ceil(orders / 300),
};

async function callsAndMemory(): Promise<Row[]> {
  const shop = startChild<ShopOperations>('./shop.child.js');
  const channels = await shop.ask('start', { isSeeded: false, latencyMs: 0 });
  const few = await readLive(channels, 1);
  await shop.ask('place', { perChannel: 2_500, hours: hoursOfToday() });
  const many = await readLive(channels, 1);
  await shop.stop();
  const { totalCount } = many.answer.orders;
  if (totalCount !== 10_000) throw new Error(`read ${totalCount} orders instead of 10000`);
  const calls = many.answer.orders.channels.map(({ channel, calls }) => ({
    id: channel.id,
    calls,
    least: leastOf(channel.id),
  }));
  const sum = (pick: (row: (typeof calls)[number]) => number): number =>
    calls.reduce((total, row) => total + pick(row), 0);
  return [
    {
      scenario: 'upstream calls for 10,000 live orders',
      peer: 'least that the limits allow',
      ratio: (sum((row) => row.calls) / sum((row) => row.least)).toFixed(2),
      target: '1.00',
      figures: calls.map(({ id, calls, least }) => `${id} ${calls}/${least}`).join(', '),
    },
    {
      scenario: 'peak memory of reading 10,000 live orders',
      peer: 'the same process reading none',
      ratio: (many.peak / few.peak).toFixed(2),
      target: '≤ 300 MB RSS',
      figures: `${(many.peak / MB).toFixed(0)} MB / ${(few.peak / MB).toFixed(0)} MB`,
    },
  ];
}

const leastOf = (id: string): number => LEAST[id]!(2_500);

/** Whole hours since midnight in Korea, so that all orders are of one day. */
const hoursOfToday = (): number => Math.max(1, Math.floor((Date.now() - startOfKstDay(Date.now())) / HOUR) - 1);

function print(rows: readonly Row[]): void {
  for (const { scenario, peer, ratio, target, figures } of rows) {
    process.stdout.write(`${scenario}\n  ÷ ${peer}: ${ratio} (reach ${target}; ${figures})\n`);
  }
}

print(await execution(1_000, 30, 60));
print(await execution(10_000, 5, 15));
print(await callsAndMemory());
print([await liveFirstQuery()]);
