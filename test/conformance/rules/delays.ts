import { startOfKstDay, DAY, MINUTE, SECOND } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import { anOrder, anOrderOf } from '../../support/orders.js';
import { rule } from '../rule.js';
import type { Subject } from '../subject.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { EARLIER, faultsAt, isOf, NOW } from '../world.js';

const possible = has(Capability.DELAY_DISPATCH);
const isReadBack = ({ channel }: Subject): boolean => channel.delayDispatch?.isReadBack === true;

/** A confirmed order, known as such. */
async function confirmed(world: World) {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  const [id] = await world.ids([line]);
  world.clearCalls();
  return { line, id: id! };
}

const IN_FIVE_DAYS = NOW + 5 * DAY;

const dayOf = (date: string | null): number | null => (date === null ? null : startOfKstDay(Date.parse(date)));

export const delayRules = [
  rule(
    'DLY-01',
    'MUST put a dispatch off, and show the new day where orders tell it.',
    async (world, facts) => {
      const { line, id } = await confirmed(world);
      const before = world.truth(line);

      const result = await world.delayDispatch(id, IN_FIVE_DAYS, { detail: '입고 지연' });

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(result.order).toMatchObject({ id, status: 'CONFIRMED' });
      expect(world.truth(line).nativeStatus).toBe(before.nativeStatus);
      if (isReadBack(world.subject)) {
        expect(dayOf((await world.listed(line, 60)).dispatchDueDate)).toBe(startOfKstDay(IN_FIVE_DAYS));
      }
      expect(world.sent(facts.calls.delayDispatch)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'DLY-02',
    'MUST take another day after the first, answer a key with its first answer, and the same day with ALREADY_DONE where it is told.',
    async (world, facts) => {
      const { id } = await confirmed(world);
      await world.delayDispatch(id, IN_FIVE_DAYS, { idempotencyKey: 'late' });

      const replayed = await world.delayDispatch(id, IN_FIVE_DAYS, { idempotencyKey: 'late' });
      expect(replayed).toMatchObject({ response: true, error: null, replayed: true });
      expect(world.sent(facts.calls.delayDispatch)).toHaveLength(1);

      const same = await world.delayDispatch(id, IN_FIVE_DAYS);
      expect([same.response, same.error?.code ?? null]).toEqual([
        true,
        isReadBack(world.subject) ? 'ALREADY_DONE' : null,
      ]);
      world.clearCalls();
      expect(await world.delayDispatch(id, NOW + 7 * DAY)).toMatchObject({ response: true, error: null });
      expect(world.sent(facts.calls.delayDispatch)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'DLY-03',
    'MUST refuse what is known as dispatched or cancelled with WRONG_STATE, and send nothing.',
    async (world) => {
      const lines = [0, 1].map(() => world.placeOne(anOrder({ orderedAt: EARLIER })));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      world.dispatchOutside(lines[0]!);
      world.requestCancel(lines[1]!);
      world.happen(lines[1]!, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      for (const id of ids) await world.order(id);

      for (const id of ids) {
        expect(await world.delayDispatch(id)).toMatchObject({ response: false, error: { code: 'WRONG_STATE' } });
      }
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'DLY-04',
    "MUST refuse what was dispatched meanwhile, in the marketplace's own words, and show it so.",
    async (world, facts) => {
      const { line, id } = await confirmed(world);
      world.dispatchOutside(line);

      const result = await world.delayDispatch(id);

      const { code, channelCode, channelMessage } = facts.refusals.delayDispatched!;
      expect(result).toMatchObject({ response: false, error: { code, channelCode }, affectedOrders: [] });
      expect(result.reason).toContain(channelMessage);
      expect(result.action?.state).toBe('FAILED');
      expect(['DISPATCHED', 'IN_TRANSIT']).toContain(result.order?.status);
    },
    (subject, { refusals }) => possible(subject) && refusals.delayDispatched !== undefined,
  ),

  rule(
    'DLY-05',
    'MUST put off to the last day that the marketplace takes, and refuse the next as BAD_INPUT.',
    async (world, { mostDelayDays = 0 }) => {
      const { id } = await confirmed(world);

      const late = await world.delayDispatch(id, NOW + (mostDelayDays + 1) * DAY);
      expect(late).toMatchObject({ response: false, error: { code: 'BAD_INPUT' } });
      expect(late.reason).toEqual(expect.any(String));

      expect(await world.delayDispatch(id, NOW + mostDelayDays * DAY)).toMatchObject({ response: true, error: null });
    },
    (subject, { mostDelayDays }) => possible(subject) && mostDelayDays !== undefined,
  ),

  rule(
    'DLY-06',
    'MUST name all lines of the unit that it put off, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);

      const { affectedOrders } = await world.delayDispatch(ids[1]!);

      expect(affectedOrders.some((order) => isOf(order, lines[1]!))).toBe(true);
      expect(affectedOrders.some((order) => isOf(order, lines[0]!))).toBe(false);
      if (!isReadBack(world.subject)) return;
      const { nodes } = await world.orders({}, { maxAge: 60 });
      const late = nodes.filter(({ dispatchDueDate }) => dayOf(dispatchDueDate) === startOfKstDay(IN_FIVE_DAYS));
      expect(affectedOrders.map(({ id }) => id).sort()).toEqual(late.map(({ id }) => id).sort());
    },
    possible,
  ),

  rule(
    'DLY-07',
    'MUST refuse a day that is over, and an id of nothing, as BAD_INPUT, and send nothing.',
    async (world) => {
      const { id } = await confirmed(world);

      const results = [
        await world.delayDispatch('ord_nonsense'),
        await world.delayDispatch(id, NOW - DAY),
        await world.delayDispatch(id, IN_FIVE_DAYS, { detail: '가'.repeat(1_001) }),
      ];

      for (const result of results) {
        expect(result).toMatchObject({ action: null, response: false, error: { code: 'BAD_INPUT' } });
      }
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'DLY-08',
    'MUST call a lost answer unknown and send nothing for a minute where orders do not tell the day, and else read it back.',
    async (world, facts) => {
      const { id } = await confirmed(world);
      world.host.inject({ kind: 'LOSE_ANSWER', ...faultsAt(facts.calls.delayDispatch!) });

      const result = await world.delayDispatch(id);
      const atOnce = await world.delayDispatch(id);

      expect(world.sent(facts.calls.delayDispatch)).toHaveLength(1);
      if (isReadBack(world.subject)) {
        expect(result).toMatchObject({ response: true, error: null, action: { state: 'SUCCEEDED' } });
        expect(atOnce).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
        return;
      }
      for (const { response, error, action } of [result, atOnce]) {
        expect([response, error?.code, action?.state]).toEqual([false, 'OUTCOME_UNKNOWN', 'UNKNOWN']);
      }
      await world.clock.advance(MINUTE + SECOND);
      // To register the same day twice does no harm.
      expect(await world.delayDispatch(id)).toMatchObject({ response: true, action: { state: 'SUCCEEDED' } });
      expect(world.sent(facts.calls.delayDispatch)).toHaveLength(2);
    },
    possible,
  ),
];
