import { Capability } from '../../../src/model/marketplace.js';
import { anOrder, anOrderOf } from '../../support/orders.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { EARLIER, isOf } from '../world.js';
import { changedSince } from './confirm.js';

const possible = has(Capability.MARK_DELIVERED);

/** An order on its way, known as such. */
async function travelling(world: World) {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  world.dispatchOutside(line);
  const [id] = await world.ids([line]);
  world.clearCalls();
  return { line, id: id! };
}

export const deliveryRules = [
  rule(
    'DLV-01',
    'MUST mark what was dispatched as delivered, and show it so at once.',
    async (world, facts) => {
      const { line, id } = await travelling(world);

      const result = await world.markDelivered(id);

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(result.order).toMatchObject({ id, status: 'DELIVERED' });
      expect(world.truth(line).nativeStatus).toBe(facts.channelStatuses.DELIVERED);
      expect((await world.listed(line, 60)).status).toBe('DELIVERED');
      expect(world.sent(facts.calls.markDelivered)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'DLV-02',
    'MUST answer ALREADY_DONE for what is known as delivered, and send nothing.',
    async (world) => {
      const { id } = await travelling(world);
      await world.markDelivered(id);
      world.clearCalls();

      const result = await world.markDelivered(id);

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' }, order: { status: 'DELIVERED' } });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'DLV-03',
    'MUST answer ALREADY_DONE when it was delivered, or its purchase confirmed, meanwhile.',
    async (world) => {
      for (const isConfirmed of [false, true]) {
        const { line, id } = await travelling(world);
        world.happen(line, { kind: 'DELIVER' });
        if (isConfirmed) world.happen(line, { kind: 'CONFIRM_PURCHASE' });

        const result = await world.markDelivered(id);

        expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE', retryable: false } });
        expect(result.order).toMatchObject({ id, status: isConfirmed ? 'PURCHASE_CONFIRMED' : 'DELIVERED' });
        expect(result.action?.state).toBe('SUCCEEDED');
      }
    },
    possible,
  ),

  rule(
    'DLV-04',
    'MUST refuse what was not dispatched or is cancelled with WRONG_STATE, and send nothing.',
    async (world) => {
      const lines = [0, 1, 2].map(() => world.placeOne(anOrder({ orderedAt: EARLIER })));
      world.confirmOutside(lines[1]!, lines[2]!);
      const ids = await world.ids(lines);
      world.requestCancel(lines[2]!);
      world.happen(lines[2]!, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      await world.order(ids[2]!);
      const before = world.emulator.lines();

      for (const id of ids) {
        expect(await world.markDelivered(id)).toMatchObject({ response: false, error: { code: 'WRONG_STATE' } });
      }
      expect(world.writes()).toEqual([]);
      expect(changedSince(world, before)).toEqual([]);
    },
    possible,
  ),

  rule(
    'DLV-05',
    'MUST name all lines that it marked, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
      world.confirmOutside(...lines);
      const trackingNumber = world.nextParcel();
      const ids = await world.ids(lines);
      await world.register(ids[0]!);
      for (const id of ids.slice(1)) await world.register(id, { trackingNumber });
      const before = world.emulator.lines();

      const result = await world.markDelivered(ids[1]!);

      const changed = changedSince(world, before);
      expect(changed.some((line) => isOf(line, lines[1]!))).toBe(true);
      expect(changed.some((line) => isOf(line, lines[0]!))).toBe(false);
      const arrived = ids.filter((_, index) => changed.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map(({ id }) => id).sort()).toEqual(arrived.sort());
      const { nodes } = await world.orders({ statuses: ['DELIVERED'] }, { maxAge: 60 });
      expect(nodes.map(({ id }) => id).sort()).toEqual(arrived.sort());
    },
    possible,
  ),

  rule(
    'DLV-06',
    'MUST refuse an id of nothing as BAD_INPUT, and replay the answer of a key.',
    async (world, facts) => {
      expect(await world.markDelivered('ord_nonsense')).toMatchObject({ action: null, error: { code: 'BAD_INPUT' } });
      const { id } = await travelling(world);

      const first = await world.markDelivered(id, 'evening');
      const again = await world.markDelivered(id, 'evening');

      expect(first).toMatchObject({ response: true, replayed: false });
      expect(again).toMatchObject({ response: true, error: null, replayed: true, action: { id: first.action?.id } });
      expect(world.sent(facts.calls.markDelivered)).toHaveLength(1);
    },
    possible,
  ),
];
