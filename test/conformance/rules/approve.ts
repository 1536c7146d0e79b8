import { Capability } from '../../../src/model/marketplace.js';
import { anOrder, anOrderOf } from '../../support/orders.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, isOf, only } from '../world.js';
import { changedSince } from './confirm.js';

const possible = has(Capability.APPROVE_CANCEL, Capability.LIST_CANCELLATIONS);

/** Confirmed orders of one line whose buyers ask to cancel; the requests are known. */
async function requested(world: World, count = 1, quantity: number | null = null) {
  const lines = Array.from({ length: count }, () => world.placeOne(anOrder({ orderedAt: EARLIER })));
  world.confirmOutside(...lines);
  await world.readBeforeClaim();
  for (const line of lines) world.requestCancel(line, quantity);
  await world.clock.advance(A_WHILE);
  const { nodes } = await world.cancellations();
  const ids = lines.map((line) => only(nodes.filter((node) => isOf(node, line))).id);
  world.clearCalls();
  return { lines, ids, line: lines[0]!, id: ids[0]! };
}

const approved = ['APPROVED', 'COMPLETED'];

export const approveRules = [
  rule(
    'APR-01',
    'MUST grant an open request, and show it so at once.',
    async (world, facts) => {
      const { line, id } = await requested(world);

      const result = await world.approve(id);

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(approved).toContain(result.cancellation?.status);
      expect(result.order).toMatchObject({ status: 'CANCELED', claimStatus: 'CANCELED', canceledQuantity: 3 });
      expect(world.isGranted(line, 3)).toBe(true);
      expect(approved).toContain((await world.claimOf(line, 60)).status);
      expect((await world.listed(line, 60)).status).toBe('CANCELED');
      expect(world.sent(facts.calls.approveCancel)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'APR-02',
    'MUST answer a second approval with ALREADY_DONE and send nothing.',
    async (world) => {
      const { id } = await requested(world);
      await world.approve(id);
      world.clearCalls();

      expect(await world.approve(id)).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'APR-03',
    'MUST refuse with WRONG_STATE when the buyer took the request back meanwhile, and show it as withdrawn.',
    async (world) => {
      const { line, id } = await requested(world);
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);

      const result = await world.approve(id);

      expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' } });
      expect(result.cancellation).toMatchObject({ id, status: 'WITHDRAWN' });
      expect(result.order).toMatchObject({ status: 'CONFIRMED', claimStatus: 'CANCEL_WITHDRAWN' });
      expect(world.truth(line).canceledQuantity).toBe(0);
    },
    possible,
  ),

  rule(
    'APR-04',
    "MUST answer ALREADY_DONE when the marketplace's staff approved meanwhile.",
    async (world) => {
      const { line, id } = await requested(world);
      world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      await world.clock.advance(A_WHILE);

      const result = await world.approve(id);

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
      expect(result.cancellation).toMatchObject({ id, status: 'COMPLETED' });
      expect(result.order?.status).toBe('CANCELED');
    },
    possible,
  ),

  rule(
    'APR-05',
    'MUST grant a claim whole: it names all lines that it cancelled, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(2, { orderedAt: EARLIER }));
      world.place(anOrderOf(1, { orderedAt: EARLIER }));
      world.confirmOutside(...lines);
      for (const line of lines) world.requestCancel(line);
      await world.clock.advance(A_WHILE);
      const ids = await world.ids(lines);
      const claim = await world.claimOf(lines[0]!);
      const before = world.emulator.lines();

      const result = await world.approve(claim.id);

      const canceled = changedSince(world, before);
      expect(canceled.some((line) => isOf(line, lines[0]!))).toBe(true);
      const gone = ids.filter((_, index) => canceled.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map(({ id }) => id).sort()).toEqual(gone.sort());
      const { nodes } = await world.orders({ statuses: ['CANCELED'] }, { maxAge: 60 });
      expect(nodes.map(({ id }) => id).sort()).toEqual(gone.sort());
    },
    possible,
  ),

  rule(
    'APR-06',
    'MUST grant a request for a part and leave the rest of the order to be shipped.',
    async (world) => {
      const { line, id } = await requested(world, 1, 1);

      const result = await world.approve(id);

      expect(result).toMatchObject({ response: true, error: null });
      expect(world.isGranted(line, 1)).toBe(true);
      const order = await world.listed(line, 60);
      expect([order.status, order.productQuantity - order.canceledQuantity]).toEqual(['CONFIRMED', 2]);
      expect(await world.register(order.id)).toMatchObject({ response: true, error: null });
    },
    (subject, { buyersCancel }) => possible(subject) && buyersCancel.partGoesTo !== null,
  ),

  rule(
    'APR-07',
    'MUST do the others of a batch when one of it is bad, and answer in the order asked.',
    async (world, facts) => {
      const { lines, ids } = await requested(world, 3);
      world.happen(lines[1]!, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);

      const results = await world.approveAll([ids[0]!, 'can_nonsense', ids[1]!, ids[2]!]);

      expect(results.map(({ response, error }) => [response, error?.code ?? null])).toEqual([
        [true, null],
        [false, 'BAD_INPUT'],
        [false, 'WRONG_STATE'],
        [true, null],
      ]);
      expect(results.map(({ cancellation }) => cancellation?.id ?? null)).toEqual([ids[0], null, ids[1], ids[2]]);
      // Where the marketplace would cancel what nobody asks for, the second is never sent.
      const { maxBatch, readsFirst } = world.subject.channel.approveCancel!;
      expect(world.sent(facts.calls.approveCancel)).toHaveLength(Math.ceil((readsFirst ? 2 : 3) / maxBatch));
    },
    possible,
  ),

  rule(
    'APR-08',
    'MUST refuse with WRONG_STATE a request that was taken back and followed by another, which stays open.',
    async (world, { buyersCancel }) => {
      const { line, id } = await requested(world);
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);
      await world.claimOf(line);
      world.requestCancel(line, buyersCancel.partGoesTo === null ? null : 2);
      await world.clock.advance(A_WHILE);

      const result = await world.approve(id);

      expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' } });
      expect(result.cancellation).toMatchObject({ id, status: 'WITHDRAWN' });
      expect(world.truth(line)).toMatchObject({ canceledQuantity: 0 });
      expect(world.truth(line).openCancelQuantity).not.toBeNull();
    },
    possible,
  ),
];
