import { Capability } from '../../../src/model/marketplace.js';
import type { EmulatedLine } from '../../../src/sandbox/emulator.js';
import { NEW_RECEIVER, anOrder, anOrderOf } from '../../support/orders.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, isOf, only } from '../world.js';

const possible = has(Capability.CONFIRM_ORDER);

/** Lines whose state at the marketplace is another one than before. */
export function changedSince(world: World, before: readonly EmulatedLine[]): EmulatedLine[] {
  const states = new Map(before.map((line) => [`${line.orderNumber}/${line.lineNumber}`, line.nativeStatus]));
  return world.emulator
    .lines()
    .filter((line) => states.get(`${line.orderNumber}/${line.lineNumber}`) !== line.nativeStatus);
}

const placeOnes = (world: World, count: number) =>
  Array.from({ length: count }, () => world.placeOne(anOrder({ orderedAt: EARLIER })));

export const confirmRules = [
  rule(
    'CNF-01',
    'MUST confirm a paid order, and show it so at once.',
    async (world, facts) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const [id] = await world.ids([line]);

      const result = await world.confirm(id!);

      expect(result).toMatchObject({
        response: true,
        reason: null,
        error: null,
        replayed: false,
        addressChanged: false,
      });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(result.order).toMatchObject({ id, status: 'CONFIRMED' });
      expect(world.truth(line).nativeStatus).toBe(facts.channelStatuses.CONFIRMED);
      expect((await world.listed(line, 60)).status).toBe('CONFIRMED');
      expect(world.writes()).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'CNF-02',
    'MUST answer a second confirmation with ALREADY_DONE and send nothing.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const [id] = await world.ids([line]);
      await world.confirm(id!);
      world.clearCalls();

      const result = await world.confirm(id!);

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' }, order: { status: 'CONFIRMED' } });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'CNF-03',
    'MUST answer ALREADY_DONE when the order was confirmed elsewhere meanwhile.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const [id] = await world.ids([line]);
      world.confirmOutside(line);

      const result = await world.confirm(id!);

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE', retryable: false } });
      expect(result.order).toMatchObject({ id, status: 'CONFIRMED' });
      expect(result.action?.state).toBe('SUCCEEDED');
    },
    possible,
  ),

  rule(
    'CNF-04',
    "MUST refuse an order that was cancelled meanwhile, in the marketplace's own code and words.",
    async (world, facts) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const [id] = await world.ids([line]);
      world.cancelPaid(line);

      const result = await world.confirm(id!);

      const { channelMessage } = facts.refusals.confirmCanceled;
      expect(result).toMatchObject({ response: false, reason: channelMessage, error: facts.refusals.confirmCanceled });
      expect(result.affectedOrders).toEqual([]);
      expect(result.action?.state).toBe('FAILED');
      expect(result.order).toMatchObject({ id, status: 'CANCELED' });
      expect((await world.listed(line, 60)).status).toBe('CANCELED');
    },
    possible,
  ),

  rule(
    'CNF-05',
    'MUST do the others of a batch when one of it is bad, and answer in the order asked.',
    async (world) => {
      const lines = placeOnes(world, 3);
      const [first, second, third] = await world.ids(lines);
      world.cancelPaid(lines[1]!);

      const results = await world.confirmAll([first!, 'ord_nonsense', second!, third!]);

      expect(results.map(({ response, order }) => [response, order?.id ?? null])).toEqual([
        [true, first],
        [false, null],
        [false, second],
        [true, third],
      ]);
      expect(results[1]).toMatchObject({ action: null, error: { code: 'BAD_INPUT' } });
      expect(results[2]).toMatchObject({ error: { code: 'WRONG_STATE' }, order: { status: 'CANCELED' } });
    },
    possible,
  ),

  rule(
    'CNF-06',
    'MUST send more orders than one call takes in the fewest calls.',
    async (world, facts) => {
      const { maxBatch } = world.subject.channel.confirmOrder!;
      const lines = placeOnes(world, maxBatch + 2);
      const ids = await world.ids(lines);

      const results = await world.confirmAll(ids);

      expect(results.map(({ response, order }) => [response, order?.id])).toEqual(ids.map((id) => [true, id]));
      expect(world.sent(facts.calls.confirm)).toHaveLength(Math.ceil(lines.length / maxBatch));
      expect(lines.map((line) => world.truth(line).nativeStatus)).toEqual(
        lines.map(() => facts.channelStatuses.CONFIRMED),
      );
    },
    possible,
  ),

  rule(
    'CNF-07',
    'MUST tell that the buyer moved before the confirmation, and where to.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const { id, addressVersion } = await world.listed(line);
      world.happen(line, { kind: 'CHANGE_ADDRESS', receiver: NEW_RECEIVER });

      const result = await world.confirm(id);

      expect(result).toMatchObject({ response: true, addressChanged: true });
      expect(result.order).toMatchObject({ zipCode: NEW_RECEIVER.zipCode, status: 'CONFIRMED' });
      expect(result.order?.receiverAddress).toContain(NEW_RECEIVER.address);
      expect(result.order?.addressVersion).not.toBe(addressVersion);
    },
    possible,
  ),

  rule(
    'CNF-08',
    'MUST name all lines that it confirmed, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
      const ids = await world.ids(lines);
      const before = world.emulator.lines();

      const result = await world.confirm(ids[1]!);

      const changed = changedSince(world, before);
      expect(changed.some((line) => isOf(line, lines[1]!))).toBe(true);
      expect(changed.some((line) => isOf(line, lines[0]!))).toBe(false);
      const confirmed = ids.filter((_, index) => changed.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map((order) => order.id).sort()).toEqual(confirmed.sort());
      const { nodes } = await world.orders({ statuses: ['CONFIRMED'] }, { maxAge: 60 });
      expect(nodes.map(({ id }) => id).sort()).toEqual(confirmed.sort());
    },
    possible,
  ),

  rule(
    'CNF-09',
    'MUST confirm lines of one unit with one call, and answer for each of them.',
    async (world, facts) => {
      const lines = world.place(anOrderOf(2, { orderedAt: EARLIER }));
      const ids = await world.ids(lines);
      const before = world.emulator.lines();
      await world.clock.advance(A_WHILE);

      const results = await world.confirmAll(ids);

      expect(results.map(({ response, order }) => [response, order?.id])).toEqual(ids.map((id) => [true, id]));
      expect(changedSince(world, before)).toHaveLength(2);
      const units = only([...new Set(results.map(({ affectedOrders }) => affectedOrders.length))]) === 2 ? 1 : 2;
      const { maxBatch } = world.subject.channel.confirmOrder!;
      expect(world.sent(facts.calls.confirm)).toHaveLength(Math.ceil(units / maxBatch));
    },
    possible,
  ),

  rule(
    'CNF-10',
    'MUST not call an order confirmed already that it knew as such and that was cancelled since.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const [id] = await world.ids([line]);
      await world.confirm(id!);
      world.requestCancel(line);
      world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      await world.clock.advance(A_WHILE);

      const result = await world.confirm(id!);

      expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' }, order: { status: 'CANCELED' } });
      expect(result.action?.state).toBe('FAILED');
    },
    possible,
  ),
];
