import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, startOfKstDay } from '../src/base/time.js';
import { Marketplace } from '../src/model/marketplace.js';
import type { SandboxChannel } from '../src/sandbox/sandbox-channel.js';
import { startApi, type Api } from './api.js';
import { startChild } from './ipc.js';
import type { ChannelLimit } from './least.js';
import { assertSameLimits, leastCalls } from './least.js';
import type { OrdersAnswer } from './questions.js';
import { assertFresh, ordersQuery, spanVariables } from './questions.js';
import type { Row } from './report.js';
import { grouped } from './report.js';
import type { ShopOperations } from './shop.child.js';

/** Orders of one line, the same number on each channel, over this many hours up to now. */
const MANY = 10_000;
const FEW = 100;
const HOURS = 48;

/** ESM's order lists may be called once in 5 seconds: a small question apart from the others, asked once. */
const PACED: readonly Marketplace[] = [Marketplace.GMARKET, Marketplace.AUCTION];
const OF_PACED = 200;

const isPaced = ({ marketplace }: SandboxChannel): boolean => PACED.includes(marketplace);

const MB = 1024 * 1024;

/** What a big live read costs: calls and memory. The API is alone in its process, its store a file, as in production. */
export async function bigRead(): Promise<Row[]> {
  const others = (channel: SandboxChannel): boolean => !isPaced(channel);
  const few = await readShop({ orders: FEW, first: 50, isMeant: others });
  const many = await readShop({ orders: MANY, first: 50, isMeant: others });
  const whole = await readShop({ orders: MANY, first: MANY, isMeant: others });
  const paced = await readShop({ orders: OF_PACED, first: 50, isMeant: isPaced });
  const peer = `the same of ${grouped(FEW)} orders`;
  return [
    callsRow(MANY, many),
    callsRow(OF_PACED, paced),
    {
      scenario: 'calls of the same questions again, within maxAge',
      peer: 'none',
      ratio: '',
      reach: '0',
      figures: String(total(many.again) + total(paced.again)),
    },
    memoryRow(
      `peak RSS of reading ${grouped(MANY)} live orders, a page of 50 shown`,
      peer,
      many.peak,
      few.peak,
      '<= 300 MB',
    ),
    memoryRow(`peak RSS of reading and showing all ${grouped(MANY)} x 25 fields`, peer, whole.peak, few.peak, ''),
  ];
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const callsRow = (orders: number, { ids, calls, least }: Outcome): Row => ({
  scenario: `upstream calls for ${grouped(orders)} live orders`,
  peer: 'least that the limits allow',
  ratio: (total(calls) / total(least)).toFixed(2),
  reach: '1.00',
  figures: ids.map((id, index) => `${id} ${calls[index]}/${least[index]}`).join(', '),
});

const memoryRow = (scenario: string, peer: string, bytes: number, ofPeer: number, reach: string): Row => ({
  scenario,
  peer,
  ratio: (bytes / ofPeer).toFixed(2),
  reach,
  figures: `${Math.round(bytes / MB)} MB / ${Math.round(ofPeer / MB)} MB`,
});

interface Outcome {
  readonly ids: readonly string[];
  /** By channel, as the marketplaces counted them. */
  readonly calls: readonly number[];
  readonly least: readonly number[];
  /** Of the same question a moment later. */
  readonly again: readonly number[];
  /** Most memory of the API's process, in bytes. */
  readonly peak: number;
}

interface Reading {
  readonly orders: number;
  /** Orders shown. */
  readonly first: number;
  readonly isMeant: (channel: SandboxChannel) => boolean;
}

async function readShop({ orders, first, isMeant }: Reading): Promise<Outcome> {
  const shop = startChild<ShopOperations>('./shop.child.js');
  const channels = (await shop.ask('start', { isSeeded: false, latencyMs: 0 })).filter(isMeant);
  const channelIds = channels.map(({ id }) => id);
  const placed = await shop.ask('place', { channelIds, perChannel: orders / channels.length, hours: HOURS });
  const folder = mkdtempSync(join(tmpdir(), 'moa-bench-'));
  const api = await startApi({ channels, databaseUrl: `sqlite:${join(folder, 'moa.sqlite')}` });
  try {
    await assertLimits(api);
    const tomorrow = startOfKstDay(Date.now()) + DAY;
    // One day more than the orders cover, so that all are in it at any time of day.
    const span = { start: tomorrow - HOURS_IN_DAYS - DAY, end: tomorrow };
    const ask = async (age: 'FRESH' | 'STORED'): Promise<OrdersAnswer> =>
      api.ask(ordersQuery(age), { first, ...spanVariables(span) });
    const answer = await ask('FRESH');
    const calls = await shop.ask('takeCalls', undefined);
    const peak = await api.peakMemory();
    assertWhole(answer, orders, first);
    await ask('STORED');
    const again = await shop.ask('takeCalls', undefined);
    return {
      ids: channelIds,
      calls: channels.map(({ id }) => calls[id]!),
      least: channels.map((channel) => leastOf(channel, { ...span, end: Date.now() }, placed[channel.id]!)),
      again: channels.map(({ id }) => again[id]!),
      peak,
    };
  } finally {
    await api.stop();
    await shop.stop();
    rmSync(folder, { recursive: true });
  }
}

const HOURS_IN_DAYS = Math.ceil(HOURS / 24) * DAY;

const leastOf = ({ marketplace }: SandboxChannel, span: { start: number; end: number }, placed: readonly number[]) =>
  leastCalls(marketplace, span, placed);

async function assertLimits(api: Api): Promise<void> {
  const { channels } = await api.ask<{
    channels: { marketplace: SandboxChannel['marketplace']; limits: ChannelLimit[] }[];
  }>('{ channels { marketplace limits { capability maxWindowHours pageSize } } }');
  for (const { marketplace, limits } of channels) assertSameLimits(marketplace, limits);
}

function assertWhole(answer: OrdersAnswer, orders: number, first: number): void {
  assertFresh(answer);
  const { totalCount, nodes } = answer.orders;
  if (totalCount !== orders || nodes.length !== Math.min(first, orders)) {
    throw new Error(`read ${totalCount} orders and got ${nodes.length}, of ${orders}`);
  }
}
