import { Courier } from '../../../src/model/courier.js';
import { Capability } from '../../../src/model/marketplace.js';
import type { EmulatedLine } from '../../../src/sandbox/emulator.js';
import { anOrder, anOrderOf } from '../../support/orders.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { EARLIER, isOf } from '../world.js';

const possible = has(Capability.UPDATE_INVOICE);

/** An order on its way under an invoice of ours. */
async function dispatched(world: World, trackingNumber: string) {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  const [id] = await world.ids([line]);
  expect(await world.register(id!, { trackingNumber })).toMatchObject({ response: true, error: null });
  world.clearCalls();
  return { line, id: id! };
}

/** Lines that travel under another number than before. */
function rerouted(world: World, before: readonly EmulatedLine[]): EmulatedLine[] {
  const were = new Map(before.map((line) => [`${line.orderNumber}/${line.lineNumber}`, line.trackingNumber]));
  return world.emulator
    .lines()
    .filter((line) => were.get(`${line.orderNumber}/${line.lineNumber}`) !== line.trackingNumber);
}

export const invoiceChangeRules = [
  rule(
    'UPD-01',
    'MUST change courier and number of what was dispatched, and show them at once.',
    async (world, facts) => {
      const { line, id } = await dispatched(world, '600000007001');
      const { status } = world.emulator.lines().map(({ nativeStatus }) => ({ status: nativeStatus }))[0]!;

      const result = await world.updateInvoice(id, { courier: Courier.LOTTE, trackingNumber: '600000007002' });

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(world.truth(line)).toMatchObject({ trackingNumber: '600000007002', nativeStatus: status });
      expect(world.truth(line).courierCode).not.toBe(facts.courier.code);
      const { invoices } = await world.listed(line, 60);
      expect(invoices).toMatchObject([{ courier: Courier.LOTTE, trackingNumber: '600000007002' }]);
      expect(world.sent(facts.calls.updateInvoice)).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'UPD-02',
    'MUST answer the same invoice again with ALREADY_DONE and send nothing.',
    async (world) => {
      const { id } = await dispatched(world, '600000007003');

      const result = await world.updateInvoice(id, { trackingNumber: '6000-0000-7003' });

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'UPD-03',
    'MUST see an invoice that was registered elsewhere: the same is done already, another one replaces it.',
    async (world, facts) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      world.confirmOutside(line);
      const [id] = await world.ids([line]);
      world.happen(line, { kind: 'DISPATCH', courierCode: facts.courier.code, trackingNumber: '600000007004' });

      const same = await world.updateInvoice(id!, { trackingNumber: '600000007004' });
      expect(same).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
      expect(world.writes()).toEqual([]);

      const other = await world.updateInvoice(id!, { trackingNumber: '600000007005' });
      expect(other).toMatchObject({ response: true, error: null });
      expect(world.truth(line).trackingNumber).toBe('600000007005');
    },
    possible,
  ),

  rule(
    'UPD-04',
    'MUST refuse an order that has no invoice or is cancelled with WRONG_STATE, and send nothing.',
    async (world) => {
      const lines = [0, 1].map(() => world.placeOne(anOrder({ orderedAt: EARLIER })));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      world.requestCancel(lines[1]!);
      world.happen(lines[1]!, { kind: 'MARKETPLACE_APPROVES_CANCEL' });

      for (const id of ids) {
        const result = await world.updateInvoice(id);
        expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' }, affectedOrders: [] });
      }
      expect(world.writes()).toEqual([]);
      expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual([null, null]);
    },
    possible,
  ),

  rule(
    'UPD-05',
    "MUST pass on the marketplace's refusal of what was delivered already, or change its invoice as well.",
    async (world, facts) => {
      const { line, id } = await dispatched(world, '600000007006');
      world.happen(line, { kind: 'DELIVER' });

      const result = await world.updateInvoice(id, { trackingNumber: '600000007007' });

      const refusal = facts.refusals.lateInvoiceChange!;
      expect(world.truth(line).trackingNumber).toBe(refusal === null ? '600000007007' : '600000007006');
      if (refusal === null) return expect(result).toMatchObject({ response: true, error: null });
      const { code, channelCode, channelMessage } = refusal;
      expect(result).toMatchObject({ response: false, error: { code, channelCode }, affectedOrders: [] });
      expect(result.reason).toContain(channelMessage);
      expect(result.order).toMatchObject({ status: 'DELIVERED', invoices: [{ trackingNumber: '600000007006' }] });
    },
    (subject, { refusals }) => possible(subject) && refusals.lateInvoiceChange !== undefined,
  ),

  rule(
    'UPD-06',
    'MUST name all lines that go under the new invoice, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      await world.register(ids[0]!, { trackingNumber: '600000007008' });
      for (const id of ids.slice(1)) await world.register(id, { trackingNumber: '600000007009' });
      const before = world.emulator.lines();

      const result = await world.updateInvoice(ids[1]!, { trackingNumber: '600000007010' });

      const changed = rerouted(world, before);
      expect(changed.some((line) => isOf(line, lines[1]!))).toBe(true);
      expect(changed.some((line) => isOf(line, lines[0]!))).toBe(false);
      const gone = ids.filter((_, index) => changed.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map(({ id }) => id).sort()).toEqual(gone.sort());
      const { nodes } = await world.orders({}, { maxAge: 60 });
      const travelling = nodes.filter(({ invoices }) => invoices[0]?.trackingNumber === '600000007010');
      expect(travelling.map(({ id }) => id).sort()).toEqual(gone.sort());
    },
    possible,
  ),

  rule(
    'UPD-07',
    'MUST refuse bad input as BAD_INPUT, and send nothing.',
    async (world) => {
      const { line, id } = await dispatched(world, '600000007011');

      const results = [
        await world.updateInvoice('ord_nonsense'),
        await world.updateInvoice(id, { trackingNumber: 'x' }),
        await world.updateInvoice(id, { trackingNumber: '송장번호' }),
      ];

      for (const result of results) {
        expect(result).toMatchObject({ action: null, response: false, error: { code: 'BAD_INPUT' } });
      }
      expect(world.writes()).toEqual([]);
      expect(world.truth(line).trackingNumber).toBe('600000007011');
    },
    possible,
  ),
];
