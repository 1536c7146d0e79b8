import { DAY, HOUR, SECOND } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import type { Call } from '../../../src/sandbox/host.js';
import { anOrder } from '../../support/orders.js';
import type { ChannelFacts } from '../facts.js';
import type { ChannelResultNode, NumberedNode } from '../operations.js';
import * as operations from '../operations.js';
import { rule } from '../rule.js';
import type { Subject } from '../subject.js';
import { has } from '../subject.js';
import type { Days, World } from '../world.js';
import { EARLIER, inOrder, lineOf, NOW, spanOf, today } from '../world.js';

interface Limit {
  readonly capability: string;
  readonly maxWindowHours: number | null;
  readonly maxRows: number | null;
  readonly pageSize: number | null;
}

/** As a client sees it. */
async function limitOf(world: World, capability: Capability): Promise<Limit> {
  const { channel } = await world.moa.query<{ channel: { limits: Limit[] } }>(operations.CHANNEL, {
    id: world.subject.id,
  });
  return channel.limits.find((limit) => limit.capability === capability)!;
}

const numbers = (world: World, span: Days) =>
  world.moa.query<{ orders: { nodes: NumberedNode[]; channels: ChannelResultNode[] } }>(operations.ORDER_NUMBERS, {
    filter: spanOf(span),
    maxAge: 0,
  });

/** A second apart, oldest first. */
const placeMany = (world: World, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const orderedAt = EARLIER + index * SECOND;
    return world.placeOne(anOrder({ orderedAt })).orderNumber;
  });

const isPaged = ({ channel }: Subject): boolean =>
  channel.orders?.listings.some(({ pageSize }) => pageSize !== undefined) ?? false;
const isCapped = ({ channel }: Subject): boolean =>
  channel.orders?.listings.some(({ pageSize, maxRows }) => pageSize === undefined && maxRows !== undefined) ?? false;

interface Paced {
  readonly most: number;
  readonly perMs: number;
  readonly calls: readonly Call[];
}

/** Calls that count together, and how many of them may be in how long a stretch. */
function paced(
  { subject }: World,
  { rates, calls: { paidOrders } }: ChannelFacts,
  questions: readonly Call[],
  writes: readonly Call[],
): Paced[] {
  if (rates) {
    // After a write single orders are read, which may share the path of the lists and be free of their rate.
    const counting = [...questions, ...writes.filter((call) => !paidOrders.test(lineOf(call)))];
    return rates.map(({ counted, ...rate }) => ({
      ...rate,
      calls: counting.filter((call) => counted.test(lineOf(call))),
    }));
  }
  const all = [...questions, ...writes];
  const groups = Object.values(subject.definition.rates);
  // Where rates count by API, an API is a path.
  const paths = groups.length === 1 ? [null] : [...new Set(all.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const calls = path === null ? all : all.filter((call) => call.path === path);
    return groups.map(({ calls: most, perMs }) => ({ most, perMs, calls }));
  });
}

/** The most calls within any span that begins with a call. */
function busiest(calls: readonly Call[], perMs: number): number {
  const times = calls.map(({ at }) => at).sort((a, b) => a - b);
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + perMs).length));
}

export const limitRules = [
  rule(
    'LIM-01',
    'MUST split a span of orders that is longer than the marketplace allows into the fewest windows.',
    async (world, facts) => {
      const { maxWindowHours } = await limitOf(world, Capability.LIST_ORDERS);
      const windows = [];
      for (const days of [1, 20, 93]) {
        const span = { from: today.to - days * DAY, to: today.to };
        world.clearCalls();
        const { channels } = await world.orders(
          { ...spanOf(span), dateType: 'PAID', statuses: ['PAID'] },
          { maxAge: 0 },
        );
        expect(channels).toMatchObject([{ outcome: 'FRESH', error: null }]);
        windows.push([days, world.sent(facts.calls.paidOrders).length]);
      }

      // Windows of days count days; the rest of today, beyond now, needs no window of its own.
      const longest = facts.paidOrdersWindowHours ?? maxWindowHours!;
      const least = (days: number): number => Math.ceil((days * 24) / longest);
      expect(windows).toEqual([1, 20, 93].map((days) => [days, least(days)]));
    },
    has(Capability.LIST_ORDERS),
  ),

  rule(
    'LIM-02',
    'MUST split a span of cancellations that is longer than the marketplace allows into the fewest windows.',
    async (world, facts) => {
      const listing = world.subject.channel.cancellations!.listings.find(
        ({ nativeDate, statuses }) => nativeDate === 'REQUESTED' && statuses.includes('REQUESTED' as never),
      )!;
      const days = 93;
      const span = { from: today.to - days * DAY, to: today.to };

      const { channels } = await world.cancellations({ ...spanOf(span), statuses: ['REQUESTED'] });

      expect(channels).toMatchObject([{ outcome: 'FRESH', error: null }]);
      expect(world.sent(facts.calls.openCancels)).toHaveLength(Math.ceil((days * DAY) / listing.window.longest));
    },
    has(Capability.LIST_CANCELLATIONS),
  ),

  rule('LIM-03', 'MUST lose and double nothing at the seams of split spans.', async (world) => {
    const { maxWindowHours } = await limitOf(world, Capability.LIST_ORDERS);
    const from = today.to - 93 * DAY;
    const seams = [1, 2].map((count) => from + count * maxWindowHours! * HOUR).filter((seam) => seam < NOW);
    const placed = seams.flatMap((seam) =>
      [-SECOND, 0, SECOND].map((offset) => world.placeOne(anOrder({ orderedAt: seam + offset })).orderNumber),
    );

    const { orders } = await numbers(world, { from, to: today.to });

    expect(inOrder(orders.nodes)).toEqual(placed);
  }),

  rule(
    'LIM-04',
    'MUST read beyond one page, to the end, with as many pages as there are.',
    async (world, facts) => {
      const { pageSize } = await limitOf(world, Capability.LIST_ORDERS);
      const placed = placeMany(world, 2 * pageSize! + 1);

      const { orders } = await numbers(world, today);

      expect(inOrder(orders.nodes)).toEqual(placed);
      world.clearCalls();
      await world.orders({ dateType: 'PAID', statuses: ['PAID'] }, { maxAge: 0, first: 1 });
      expect(world.sent(facts.calls.paidOrders)).toHaveLength(3);
    },
    isPaged,
  ),

  rule(
    'LIM-05',
    'MUST narrow its question when an answer is as full as the marketplace makes them.',
    async (world) => {
      const { maxRows } = await limitOf(world, Capability.LIST_ORDERS);
      const placed = placeMany(world, maxRows! + 1);

      const { orders } = await numbers(world, today);

      expect(inOrder(orders.nodes)).toEqual(placed);
      expect(orders.channels).toMatchObject([{ outcome: 'FRESH', error: null }]);
    },
    isCapped,
  ),

  rule('LIM-06', 'MUST not call more often than its rates allow, in any stretch of time.', async (world, facts) => {
    placeMany(world, 12);

    await Promise.all([
      world.orders({ ...spanOf({ from: today.to - 60 * DAY, to: today.to }) }, { maxAge: 0 }),
      world.cancellations({ ...spanOf({ from: today.to - 60 * DAY, to: today.to }) }, { maxAge: 0 }),
    ]);
    const { nodes } = await world.orders();
    const questions = [...world.calls()];
    world.clearCalls();
    await world.confirmAll(nodes.map(({ id }) => id));

    const writes = world.calls();
    expect(questions.length + writes.length).toBeGreaterThan(12 / world.subject.channel.confirmOrder!.maxBatch);
    expect([...questions, ...writes].filter(({ status }) => status === 429)).toEqual([]);
    for (const { calls, most, perMs } of paced(world, facts, questions, writes)) {
      expect(busiest(calls, perMs)).toBeLessThanOrEqual(most);
    }
  }),

  rule('LIM-07', 'MUST say how many calls an answer took.', async (world) => {
    placeMany(world, 3);
    const { channels } = await world.orders({ ...spanOf({ from: today.to - 10 * DAY, to: today.to }) }, { maxAge: 0 });

    expect(channels[0]?.calls).toBe(world.sent().length);
  }),
];
