import { MINUTE, SECOND } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import { anOrder } from '../../support/orders.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { EARLIER, faultsAt, inOrder } from '../world.js';
import { inWorlds, prepareInvoice, until, writeFaultRules } from './write-faults.js';

async function survivesRepeatedPages(world: World, count: number): Promise<void> {
  const sizes = world.subject.channel.orders!.listings.map(({ pageSize }) => pageSize ?? 1);
  const placed = Array.from({ length: 2 * Math.min(...sizes) + 1 }, (_, index) => {
    const orderedAt = EARLIER + index * SECOND;
    return world.placeOne(anOrder({ orderedAt })).orderNumber;
  });
  world.host.inject({ kind: 'REPEAT_PAGE', count });
  try {
    const first = await world.orders({}, { maxAge: 0 });
    const numbers = inOrder(first.nodes);
    expect(numbers).toEqual([...new Set(numbers)]);
    if (first.channels[0]?.error === null) expect(numbers).toEqual(placed);
    expect(world.sent().length).toBeLessThan(60);

    world.host.clearFaults();
    await world.clock.advance(15 * MINUTE);
    const { nodes, channels } = await world.orders({}, { maxAge: 0 });
    expect(inOrder(nodes)).toEqual(placed);
    expect(channels).toMatchObject([{ outcome: 'FRESH', error: null }]);
  } finally {
    await world.close();
  }
}

export const faultRules = [
  rule(
    'FLT-01',
    'MUST neither loop nor double nor lose orders without a word when a page comes again.',
    async (world) => {
      for (const count of [1, 1_000]) await survivesRepeatedPages(await world.another(), count);
    },
    has(Capability.LIST_ORDERS),
  ),

  rule(
    'FLT-02',
    'MUST ask again when a read fails in a way that passes, and answer as if nothing was.',
    async (world, { spendsTokens }) => {
      const passing = ['INTERNAL', 'RATE_LIMITED', 'REFUSE_CONNECTION', 'LOSE_ANSWER', 'TRUNCATED', 'TIMEOUT'] as const;
      await inWorlds(world, passing, async (one, kind) => {
        if (spendsTokens) await one.orders();
        const line = one.placeOne(anOrder({ orderedAt: EARLIER }));
        one.host.inject({ kind });

        const { nodes, channels } = await one.orders({}, { maxAge: 0 });

        expect([kind, channels[0]?.outcome, channels[0]?.error]).toEqual([kind, 'FRESH', null]);
        expect(nodes.map(({ orderNumber }) => orderNumber)).toEqual([line.orderNumber]);
      });
    },
  ),

  rule(
    'FLT-03',
    'MUST dispatch nothing when it can not read what stands in its way.',
    async (world, facts) => {
      for (const kind of ['INTERNAL', 'HTML', 'RATE_LIMITED', 'REFUSE_CONNECTION', 'TRUNCATED'] as const) {
        const { ask, isDone } = await prepareInvoice(world, facts);
        world.clearCalls();
        world.host.inject({ kind, count: 1_000 });

        const result = await ask();

        expect([kind, result.response, result.action?.state ?? 'FAILED']).toEqual([kind, false, 'FAILED']);
        expect(result.error?.code).toMatch(/^CHANNEL_/);
        expect([kind, world.sent(facts.calls.registerInvoice), isDone()]).toEqual([kind, [], false]);
        world.host.clearFaults();
        await world.clock.advance(15 * MINUTE);
      }
    },
    has(Capability.REGISTER_INVOICE),
  ),

  rule(
    'FLT-04',
    'MUST not send again what may have been done while it can not read back, and find out when it can.',
    async (world, facts) => {
      const { ask, isDone } = await prepareInvoice(world, facts);
      world.host.inject({ kind: 'LOSE_ANSWER', ...faultsAt(facts.calls.registerInvoice) });
      world.host.emulator.lines();
      const asked = ask();
      await until(world, () => isDone());
      world.host.inject({ kind: 'INTERNAL', count: 1_000 });

      expect(await asked).toMatchObject({ response: false, error: { code: 'OUTCOME_UNKNOWN' } });
      await world.clock.advance(2 * MINUTE);
      expect((await ask()).response).toBe(false);
      world.host.clearFaults();
      await world.clock.advance(15 * MINUTE);

      expect(await ask()).toMatchObject({ response: true, action: { state: 'SUCCEEDED', attempts: 1 } });
      expect(world.sent(facts.calls.registerInvoice)).toHaveLength(1);
    },
    has(Capability.REGISTER_INVOICE),
  ),

  ...writeFaultRules,
];
