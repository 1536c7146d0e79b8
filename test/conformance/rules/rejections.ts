import { MINUTE, SECOND } from '../../../src/base/time.js';
import { Courier } from '../../../src/model/courier.js';
import { Capability } from '../../../src/model/marketplace.js';
import type { FaultKind } from '../../../src/sandbox/faults.js';
import { anOrder, anOrderOf } from '../../support/orders.js';
import { intercept } from '../../support/seller.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, faultsAt, isOf } from '../world.js';
import { changedSince } from './confirm.js';

const possible = has(Capability.REJECT_CANCEL, Capability.LIST_CANCELLATIONS);

const shipped = ['DISPATCHED', 'IN_TRANSIT'];

/** A confirmed order whose buyer asks to cancel while it is on its way to the courier; the request is known. */
async function requested(world: World) {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  world.requestCancel(line);
  await world.clock.advance(A_WHILE);
  const { id } = await world.claimOf(line);
  world.clearCalls();
  return { line, id };
}

/** It did not act, and nothing of its answer says so. */
const SILENT: readonly FaultKind[] = ['REFUSE_CONNECTION', 'HTML', 'INTERNAL'];

export const rejectRules = [
  rule(
    'REJ-01',
    'MUST reject a request for goods that left, register their invoice, and show both at once.',
    async (world, facts) => {
      const { line, id } = await requested(world);

      const result = await world.rejectCancel(id, { trackingNumber: '600000008101', reason: '이미 보냈습니다' });

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(result.cancellation).toMatchObject({ id, status: 'REJECTED', decidedBy: 'SELLER' });
      expect(result.order).toMatchObject({ claimStatus: 'CANCEL_REJECTED', canceledQuantity: 0 });
      expect(world.truth(line)).toMatchObject({
        openCancelQuantity: null,
        canceledQuantity: 0,
        courierCode: facts.courier.code,
        trackingNumber: '600000008101',
      });
      expect((await world.claimOf(line, 60)).status).toBe('REJECTED');
      const order = await world.listed(line, 60);
      expect(shipped).toContain(order.status);
      expect(order.invoices).toMatchObject([{ courier: facts.courier.name, trackingNumber: '600000008101' }]);
      expect(world.sent(facts.calls.rejectCancel)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'REJ-02',
    'MUST answer a second rejection with ALREADY_DONE and send nothing.',
    async (world) => {
      const { id } = await requested(world);
      await world.rejectCancel(id);
      world.clearCalls();

      expect(await world.rejectCancel(id)).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'REJ-03',
    'MUST refuse with WRONG_STATE and send nothing when the buyer took the request back meanwhile.',
    async (world) => {
      const { line, id } = await requested(world);
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);

      const result = await world.rejectCancel(id);

      expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' }, affectedOrders: [] });
      expect(result.cancellation).toMatchObject({ id, status: 'WITHDRAWN' });
      expect(result.order).toMatchObject({ status: 'CONFIRMED', claimStatus: 'CANCEL_WITHDRAWN', invoices: [] });
      expect(world.writes()).toEqual([]);
      expect(world.truth(line).trackingNumber).toBeNull();
    },
    possible,
  ),

  rule(
    'REJ-04',
    'MUST refuse with WRONG_STATE and send nothing when the request was granted, by whomever.',
    async (world) => {
      const [outside, here] = [await requested(world), await requested(world)];
      world.happen(outside.line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      expect(await world.approve(here.id)).toMatchObject({ response: true });
      await world.clock.advance(A_WHILE);
      world.clearCalls();

      for (const { line, id } of [outside, here]) {
        const result = await world.rejectCancel(id);
        expect(result).toMatchObject({
          response: false,
          error: { code: 'WRONG_STATE' },
          order: { status: 'CANCELED' },
        });
        expect(world.truth(line).trackingNumber).toBeNull();
      }
      expect(world.writes()).toEqual([]);
    },
    has(Capability.REJECT_CANCEL, Capability.APPROVE_CANCEL, Capability.LIST_CANCELLATIONS),
  ),

  rule(
    'REJ-05',
    "MUST pass on the marketplace's refusal when the request was taken back in the moment before, and ship nothing.",
    async (world, facts) => {
      const { line, id } = await requested(world);
      const { path: rejection } = faultsAt(facts.calls.rejectCancel!);
      intercept(world.host, ({ method, path }, handle) => {
        if (method !== 'GET' && path.includes(rejection)) world.happen(line, { kind: 'WITHDRAW_CANCEL' });
        return handle();
      });

      const result = await world.rejectCancel(id);

      const { code, channelCode, channelMessage } = facts.refusals.rejectWithdrawn!;
      expect(result).toMatchObject({ response: false, error: { code, channelCode }, affectedOrders: [] });
      expect(result.reason).toContain(channelMessage);
      expect(result.action?.state).toBe('FAILED');
      expect(result.cancellation).toMatchObject({ id, status: 'WITHDRAWN' });
      expect(world.sent(facts.calls.rejectCancel)).toHaveLength(1);
      expect(world.truth(line).trackingNumber).toBeNull();
    },
    (subject, { refusals }) => possible(subject) && refusals.rejectWithdrawn !== undefined,
  ),

  rule(
    'REJ-06',
    'MUST name all lines of the request, and leave others of their parcel and their requests alone.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER }));
      world.confirmOutside(...lines);
      for (const line of lines.slice(1)) world.requestCancel(line);
      await world.clock.advance(A_WHILE);
      const ids = await world.ids(lines);
      const claim = await world.claimOf(lines[1]!);
      const before = world.emulator.lines();

      const result = await world.rejectCancel(claim.id);

      const changed = changedSince(world, before);
      expect(changed.some((line) => isOf(line, lines[1]!))).toBe(true);
      expect(changed.some((line) => isOf(line, lines[0]!))).toBe(false);
      const gone = ids.filter((_, index) => changed.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map(({ id }) => id).sort()).toEqual(gone.sort());
      const { nodes } = await world.orders({}, { maxAge: 60 });
      const rejected = nodes.filter(({ claimStatus }) => claimStatus === 'CANCEL_REJECTED');
      expect(rejected.map(({ id }) => id).sort()).toEqual(gone.sort());
    },
    possible,
  ),

  rule(
    'REJ-07',
    'MUST refuse bad input as BAD_INPUT, and send nothing.',
    async (world) => {
      const { line, id } = await requested(world);

      const results = [
        await world.rejectCancel('can_nonsense'),
        await world.rejectCancel(id, { trackingNumber: 'x' }),
        await world.rejectCancel(id, { reason: '가'.repeat(1_001) }),
      ];

      for (const result of results) {
        expect(result).toMatchObject({ action: null, response: false, error: { code: 'BAD_INPUT' } });
      }
      expect(world.writes()).toEqual([]);
      expect(world.truth(line)).toMatchObject({ openCancelQuantity: 3, trackingNumber: null });
    },
    possible,
  ),

  rule(
    'REJ-08',
    'MUST answer a repeat under the same key with the first answer, and refuse the key with other input.',
    async (world, facts) => {
      const { line, id } = await requested(world);
      const asked = { trackingNumber: '600000008108', idempotencyKey: 'noon' };
      const first = await world.rejectCancel(id, asked);

      const again = await world.rejectCancel(id, asked);
      const other = await world.rejectCancel(id, { ...asked, courier: Courier.LOTTE });

      expect(first).toMatchObject({ response: true, replayed: false });
      expect(again).toMatchObject({ response: true, error: null, replayed: true, action: { id: first.action?.id } });
      expect(other).toMatchObject({ response: false, action: null, error: { code: 'IDEMPOTENCY_CONFLICT' } });
      expect(world.sent(facts.calls.rejectCancel)).toHaveLength(1);
      expect(world.truth(line)).toMatchObject({ courierCode: facts.courier.code, trackingNumber: '600000008108' });
    },
    possible,
  ),

  rule(
    'REJ-09',
    'MUST see a rejection whose answer was lost through to its invoice, and not reject twice.',
    async (world, facts) => {
      for (const [index, kind] of (['LOSE_ANSWER', 'TRUNCATED'] as const).entries()) {
        const { line, id } = await requested(world);
        const asked = { trackingNumber: `60000000821${index}` };
        world.host.inject({ kind, ...faultsAt(facts.calls.rejectCancel!) });

        const result = await world.rejectCancel(id, asked);

        const isDone = world.truth(line).trackingNumber === asked.trackingNumber;
        expect([kind, result.response, result.action?.state]).toEqual([kind, isDone, isDone ? 'SUCCEEDED' : 'UNKNOWN']);
        expect(result.cancellation).toMatchObject({ id, status: 'REJECTED' });
        await world.clock.advance(MINUTE + SECOND);
        expect(await world.rejectCancel(id, asked)).toMatchObject({ response: true });
        expect(world.truth(line)).toMatchObject({ openCancelQuantity: null, ...asked });
        expect(world.sent(facts.calls.rejectCancel)).toHaveLength(1);
      }
    },
    possible,
  ),

  rule(
    'REJ-10',
    'MUST call a rejection without answer or effect unknown, not send it again for a minute, and do it after that.',
    async (world, facts) => {
      for (const kind of SILENT) {
        const { line, id } = await requested(world);
        const asked = { trackingNumber: world.nextParcel() };
        world.host.inject({ kind, ...faultsAt(facts.calls.rejectCancel!) });

        for (const { response, error, action } of [
          await world.rejectCancel(id, asked),
          await world.rejectCancel(id, asked),
        ]) {
          expect([kind, response, error?.code, action?.state]).toEqual([kind, false, 'OUTCOME_UNKNOWN', 'UNKNOWN']);
        }
        expect([kind, world.sent(facts.calls.rejectCancel).length]).toEqual([kind, 1]);
        expect(world.truth(line)).toMatchObject({ openCancelQuantity: 3, trackingNumber: null });

        await world.clock.advance(MINUTE + SECOND);
        expect(await world.rejectCancel(id, asked)).toMatchObject({ response: true, error: null });
        expect(world.truth(line)).toMatchObject({ openCancelQuantity: null, ...asked });
        expect(world.sent(facts.calls.rejectCancel)).toHaveLength(2);
      }
    },
    possible,
  ),

  rule(
    'REJ-11',
    'MUST finish a rejection whose invoice was turned away.',
    async (world, facts) => {
      const { line, id } = await requested(world);
      const asked = { trackingNumber: '600000008111' };
      world.host.inject({ kind: 'RATE_LIMITED', ...faultsAt(facts.calls.registerInvoice) });

      const result = await world.rejectCancel(id, asked);

      expect(result).toMatchObject({ response: false, error: { code: 'OUTCOME_UNKNOWN' } });
      expect(result.cancellation).toMatchObject({ id, status: 'REJECTED' });
      await world.clock.advance(MINUTE + SECOND);
      expect(await world.rejectCancel(id, asked)).toMatchObject({ response: true, error: null });
      expect(world.truth(line)).toMatchObject({ openCancelQuantity: null, ...asked });
      expect(world.sent(facts.calls.rejectCancel)).toHaveLength(1);
    },
    (subject, { refusals }) => possible(subject) && refusals.rejectWithdrawn !== undefined,
  ),
];
