import { Capability } from '../../../src/model/marketplace.js';
import { anOrder } from '../../support/orders.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { EARLIER } from '../world.js';

async function paid(world: World, count: number): Promise<string[]> {
  const lines = Array.from({ length: count }, () => world.placeOne(anOrder({ orderedAt: EARLIER })));
  const ids = await world.ids(lines);
  world.clearCalls();
  return ids;
}

const confirms = has(Capability.CONFIRM_ORDER);
const both = has(Capability.CONFIRM_ORDER, Capability.REGISTER_INVOICE);

export const idempotencyRules = [
  rule(
    'IDM-01',
    'MUST answer a repeat under the same key with the first answer, and send nothing.',
    async (world) => {
      const [id] = await paid(world, 1);
      const first = await world.confirm(id!, 'morning');
      const sent = world.sent().length;

      const again = await world.confirm(id!, 'morning');

      expect(first).toMatchObject({ response: true, replayed: false });
      expect(again).toMatchObject({ response: true, replayed: true, error: null, action: { id: first.action?.id } });
      expect(world.sent()).toHaveLength(sent);
    },
    confirms,
  ),

  rule(
    'IDM-02',
    'MUST refuse the same key with other input, and send nothing.',
    async (world) => {
      const [id] = await paid(world, 1);
      await world.confirm(id!);
      await world.register(id!, { trackingNumber: '600000008001', idempotencyKey: 'parcel' });
      world.clearCalls();

      const result = await world.register(id!, { trackingNumber: '600000008002', idempotencyKey: 'parcel' });

      expect(result).toMatchObject({ response: false, action: null, error: { code: 'IDEMPOTENCY_CONFLICT' } });
      expect(world.sent()).toEqual([]);
    },
    both,
  ),

  rule(
    'IDM-03',
    'MUST count a key for each item of a batch, and apart for each mutation.',
    async (world, facts) => {
      const [a, b, c] = await paid(world, 3);
      await world.confirmAll([a!, b!], 'batch');
      const before = world.sent(facts.calls.confirm).length;

      const results = await world.confirmAll([b!, c!], 'batch');

      expect(results.map(({ response, replayed }) => [response, replayed])).toEqual([
        [true, true],
        [true, false],
      ]);
      expect(world.sent(facts.calls.confirm).length - before).toBe(1);
      expect(await world.register(b!, { idempotencyKey: 'batch' })).toMatchObject({ response: true, replayed: false });
    },
    both,
  ),

  rule(
    'IDM-04',
    'MUST send two identical requests at the same time once, with a key or without.',
    async (world, facts) => {
      const [id, other] = await paid(world, 2);

      const results = await Promise.all([
        world.confirm(id!),
        world.confirm(id!),
        world.confirm(other!, 'twice'),
        world.confirm(other!, 'twice'),
      ]);

      expect(results.map(({ response, error }) => [response, error])).toEqual(results.map(() => [true, null]));
      expect(results.filter(({ replayed }) => replayed)).toHaveLength(2);
      expect(world.sent(facts.calls.confirm)).toHaveLength(2);
    },
    confirms,
  ),

  rule(
    'IDM-05',
    "MUST not let yesterday's refusal answer today's request.",
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      world.confirmOutside(line);
      const [id] = await world.ids([line]);
      world.requestCancel(line);
      const input = { trackingNumber: '600000008005' };
      expect(await world.register(id!, input)).toMatchObject({ response: false, error: { code: 'CANCEL_PENDING' } });
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(120_000);

      expect(await world.register(id!, input)).toMatchObject({ response: true, error: null, replayed: false });
    },
    has(Capability.REGISTER_INVOICE),
  ),
];
