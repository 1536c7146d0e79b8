import { SECOND } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import { anOrder, anOrderOf } from '../../support/orders.js';
import { rule } from '../rule.js';
import type { Subject } from '../subject.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, isOf } from '../world.js';
import { changedSince } from './confirm.js';
import { until } from './write-faults.js';

const possible = has(Capability.CANCEL_ORDER);
const takesPart = ({ channel }: Subject): boolean => channel.cancelOrder?.canTakePart === true;

/** Confirmed orders of one line of three pieces, known as such. */
async function confirmed(world: World, count = 1) {
  const lines = Array.from({ length: count }, () => world.placeOne(anOrder({ orderedAt: EARLIER })));
  world.confirmOutside(...lines);
  const ids = await world.ids(lines);
  world.clearCalls();
  return { lines, ids, line: lines[0]!, id: ids[0]! };
}

export const sellerCancelRules = [
  rule(
    'SCN-01',
    'MUST cancel a confirmed order, and show it so at once.',
    async (world, facts) => {
      const { line, id } = await confirmed(world);

      const result = await world.cancelOrder(id);

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(result.order).toMatchObject({ id, status: 'CANCELED', canceledQuantity: 3 });
      expect(world.truth(line)).toMatchObject({ canceledQuantity: 3, openCancelQuantity: null });
      expect((await world.listed(line, 60)).status).toBe('CANCELED');
      expect(world.sent(facts.calls.cancelOrder)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'SCN-02',
    "MUST cancel a paid order that was not confirmed, for any reason, and list the cancellation as the seller's.",
    async (world) => {
      for (const reason of ['SOLD_OUT', 'WRONG_PRICE', 'UNDELIVERABLE_ADDRESS']) {
        const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
        const [id] = await world.ids([line]);

        expect(await world.cancelOrder(id!, { reason })).toMatchObject({ response: true, error: null });

        await world.clock.advance(A_WHILE);
        expect(world.truth(line).canceledQuantity).toBe(3);
        const claim = await world.claimOf(line);
        expect(claim).toMatchObject({ requestedBy: 'SELLER', cancelQuantity: 3, order: { id, status: 'CANCELED' } });
        expect(['APPROVED', 'COMPLETED']).toContain(claim.status);
      }
    },
    has(Capability.CANCEL_ORDER, Capability.LIST_CANCELLATIONS),
  ),

  rule(
    'SCN-03',
    'MUST answer ALREADY_DONE for what is cancelled, by whomever, and send nothing.',
    async (world) => {
      const { lines, ids } = await confirmed(world, 2);
      await world.cancelOrder(ids[0]!);
      world.requestCancel(lines[1]!);
      world.happen(lines[1]!, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      world.clearCalls();

      for (const id of ids) {
        const result = await world.cancelOrder(id);
        expect(result).toMatchObject({
          response: true,
          error: { code: 'ALREADY_DONE' },
          order: { status: 'CANCELED' },
        });
      }
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'SCN-04',
    'MUST refuse with CANCEL_PENDING and send nothing while the buyer asks to cancel, known to us or not.',
    async (world) => {
      const { line, id } = await confirmed(world);
      world.requestCancel(line);

      const unseen = await world.cancelOrder(id);
      const seen = await world.cancelOrder(id);

      for (const result of [unseen, seen]) {
        expect(result).toMatchObject({ response: false, error: { code: 'CANCEL_PENDING' } });
        expect(result.order).toMatchObject({ claimStatus: 'CANCEL_REQUESTED' });
      }
      expect(world.writes()).toEqual([]);
      expect(world.truth(line).openCancelQuantity).toBe(3);
    },
    possible,
  ),

  rule(
    'SCN-05',
    'MUST refuse what was dispatched, known to us or not, with WRONG_STATE, and send nothing.',
    async (world) => {
      const { line, id } = await confirmed(world);
      world.dispatchOutside(line);

      for (const result of [await world.cancelOrder(id), await world.cancelOrder(id)]) {
        expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' }, affectedOrders: [] });
      }
      expect(world.writes()).toEqual([]);
      expect(world.truth(line).canceledQuantity).toBe(0);
    },
    possible,
  ),

  rule(
    'SCN-06',
    "MUST pass on the marketplace's refusal when the order was dispatched in the moment before.",
    async (world, facts) => {
      const { line, id } = await confirmed(world);
      // What is read before sending is true when it leaves the marketplace, and not any more when it arrives.
      world.host.inject({ kind: 'LATE', delayMs: 3 * SECOND });
      const asked = world.cancelOrder(id);
      await until(world, () => world.calls().some(({ fault }) => fault === 'LATE'));
      world.dispatchOutside(line);
      await world.clock.advance(3 * SECOND);

      const result = await asked;

      const { code, channelCode, channelMessage } = facts.refusals.cancelDispatched!;
      expect(result).toMatchObject({ response: false, error: { code, channelCode }, affectedOrders: [] });
      expect(result.reason).toContain(channelMessage);
      expect(result.action?.state).toBe('FAILED');
      expect(['DISPATCHED', 'IN_TRANSIT']).toContain(result.order?.status);
      expect(world.sent(facts.calls.cancelOrder)).toHaveLength(1);
    },
    (subject, { refusals }) => possible(subject) && refusals.cancelDispatched !== undefined,
  ),

  rule(
    'SCN-07',
    'MUST cancel some pieces where the marketplace can, and else refuse that as UNSUPPORTED and send nothing.',
    async (world) => {
      const { line, id } = await confirmed(world);

      const result = await world.cancelOrder(id, { quantity: 1 });

      if (!takesPart(world.subject)) {
        expect(result).toMatchObject({ response: false, error: { code: 'UNSUPPORTED' } });
        expect(world.writes()).toEqual([]);
        expect(world.truth(line).canceledQuantity).toBe(0);
        expect(await world.cancelOrder(id, { quantity: 3 })).toMatchObject({ response: true, error: null });
        return;
      }
      expect(result).toMatchObject({ response: true, error: null });
      expect(world.truth(world.canceledPart(line)).canceledQuantity).toBe(1);
      const { status, productQuantity, canceledQuantity } = await world.listed(line, 60);
      expect([status, productQuantity - canceledQuantity]).toEqual(['CONFIRMED', 2]);
    },
    possible,
  ),

  rule(
    'SCN-08',
    'MUST refuse bad input as BAD_INPUT, and send nothing.',
    async (world) => {
      const { line, id } = await confirmed(world);

      const results = [
        await world.cancelOrder('ord_nonsense'),
        await world.cancelOrder(id, { quantity: 0 }),
        await world.cancelOrder(id, { quantity: 4 }),
        await world.cancelOrder(id, { detail: '가'.repeat(1_001) }),
      ];

      for (const result of results) {
        expect(result).toMatchObject({ response: false, error: { code: 'BAD_INPUT' }, affectedOrders: [] });
      }
      expect(world.writes()).toEqual([]);
      expect(world.truth(line).canceledQuantity).toBe(0);
    },
    possible,
  ),

  rule(
    'SCN-09',
    'MUST name all lines that it cancelled, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      const before = world.emulator.lines();

      const result = await world.cancelOrder(ids[1]!);

      const changed = changedSince(world, before);
      expect(changed.some((line) => isOf(line, lines[1]!))).toBe(true);
      expect(changed.some((line) => isOf(line, lines[0]!))).toBe(false);
      const gone = ids.filter((_, index) => changed.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map(({ id }) => id).sort()).toEqual(gone.sort());
      const { nodes } = await world.orders({ statuses: ['CANCELED'] }, { maxAge: 60 });
      expect(nodes.map(({ id }) => id).sort()).toEqual(gone.sort());
    },
    possible,
  ),
];
