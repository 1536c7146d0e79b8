import { Courier } from '../../../src/model/courier.js';
import { Capability } from '../../../src/model/marketplace.js';
import { NEW_RECEIVER, RECEIVER, anOrder, anOrderOf } from '../../support/orders.js';
import * as operations from '../operations.js';
import { rule } from '../rule.js';
import type { Subject } from '../subject.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, isOf } from '../world.js';
import { changedSince } from './confirm.js';

const possible = has(Capability.REGISTER_INVOICE);
const registration = ({ channel }: Subject) => channel.registerInvoice!;

/** Orders of one line, confirmed and known. */
async function confirmed(world: World, count = 1) {
  const lines = Array.from({ length: count }, (_, index) => {
    const receiver = { ...RECEIVER, addressDetail: `${index + 101}동` };
    return world.placeOne(anOrder({ orderedAt: EARLIER, receiver }));
  });
  world.confirmOutside(...lines);
  const ids = await world.ids(lines);
  world.clearCalls();
  return { lines, ids, line: lines[0]!, id: ids[0]! };
}

async function unknownCourier(world: World): Promise<string | undefined> {
  const { channel } = await world.moa.query<{ channel: { couriers: { courier: string }[] } }>(operations.CHANNEL, {
    id: world.subject.id,
  });
  return Object.values(Courier).find((name) => !channel.couriers.some(({ courier }) => courier === name));
}

const shipped = ['DISPATCHED', 'IN_TRANSIT'];

export const invoiceRules = [
  rule(
    'INV-01',
    'MUST register an invoice, and show it so at once.',
    async (world, facts) => {
      const { line, id } = await confirmed(world);

      const result = await world.register(id, { trackingNumber: '600000009001' });

      expect(result).toMatchObject({ response: true, reason: null, error: null, replayed: false });
      expect(result.action).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(shipped).toContain(result.order?.status);
      expect(world.truth(line)).toMatchObject({ courierCode: facts.courier.code, trackingNumber: '600000009001' });
      const order = await world.listed(line, 60);
      expect(shipped).toContain(order.status);
      expect(order.invoices).toMatchObject([{ courier: facts.courier.name, trackingNumber: '600000009001' }]);
      expect(world.writes()).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'INV-02',
    'MUST answer the same invoice again with ALREADY_DONE and send nothing.',
    async (world) => {
      const { id } = await confirmed(world);
      await world.register(id, { trackingNumber: '600000009002' });
      world.clearCalls();

      const result = await world.register(id, { trackingNumber: '6000-0000-9002' });

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' }, replayed: false });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'INV-03',
    'MUST answer the same invoice that was registered elsewhere with ALREADY_DONE and send nothing.',
    async (world, facts) => {
      const { line, id } = await confirmed(world);
      world.happen(line, { kind: 'DISPATCH', courierCode: facts.courier.code, trackingNumber: '600000009003' });

      const result = await world.register(id, { trackingNumber: '600000009003' });

      expect(result).toMatchObject({ response: true, error: { code: 'ALREADY_DONE' } });
      expect(shipped).toContain(result.order?.status);
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'INV-04',
    'MUST refuse another number for an order that travels already.',
    async (world) => {
      const { line, id } = await confirmed(world);
      await world.register(id, { trackingNumber: '600000009004' });
      world.clearCalls();

      const result = await world.register(id, { trackingNumber: '600000009005' });

      expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' }, affectedOrders: [] });
      expect(result.order?.invoices.map(({ trackingNumber }) => trackingNumber)).toEqual(['600000009004']);
      expect(world.truth(line).trackingNumber).toBe('600000009004');
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'INV-05',
    'MUST refuse with CANCEL_PENDING and send nothing while the buyer asks to cancel, known to us or not.',
    async (world) => {
      const { line, id } = await confirmed(world);
      world.requestCancel(line);

      const unseen = await world.register(id);
      const seen = await world.register(id);

      for (const result of [unseen, seen]) {
        expect(result).toMatchObject({ response: false, error: { code: 'CANCEL_PENDING' } });
        expect(result.order).toMatchObject({ claimStatus: 'CANCEL_REQUESTED' });
      }
      expect(world.writes()).toEqual([]);
      expect(world.truth(line)).toMatchObject({ trackingNumber: null, openCancelQuantity: 3 });
    },
    possible,
  ),

  rule(
    'INV-06',
    'MUST ship with force although the buyer asks to cancel, and show the request as rejected.',
    async (world) => {
      const { line, id } = await confirmed(world);
      world.requestCancel(line);
      const claim = await world.claimOf(line);

      const result = await world.register(id, { force: true, trackingNumber: '600000009006' });

      expect(result).toMatchObject({ response: true, error: null });
      expect(world.truth(line)).toMatchObject({ trackingNumber: '600000009006', openCancelQuantity: null });
      expect(await world.claimOf(line, 60)).toMatchObject({ id: claim.id, status: 'REJECTED' });
      expect((await world.listed(line, 60)).claimStatus).toBe('CANCEL_REJECTED');
    },
    (subject) => possible(subject) && registration(subject).onOpenCancel === 'REJECTS_CANCEL',
  ),

  rule(
    'INV-07',
    "MUST send with force although the buyer asks to cancel, and pass on the marketplace's own refusal.",
    async (world, facts) => {
      const { line, id } = await confirmed(world);
      world.requestCancel(line);

      const result = await world.register(id, { force: true });

      expect(world.sent(facts.calls.registerInvoice)).toHaveLength(1);
      expect(result).toMatchObject({ response: false, error: { code: 'CANCEL_PENDING' } });
      expect(result.error?.channelCode).toEqual(expect.any(String));
      expect(result.reason).toBe(result.error?.channelMessage);
      expect(world.truth(line)).toMatchObject({ trackingNumber: null, openCancelQuantity: 3 });
    },
    (subject) => possible(subject) && registration(subject).onOpenCancel === 'REFUSED',
  ),

  rule(
    'INV-08',
    'MUST refuse with ADDRESS_CHANGED when the buyer moved, until the new address is acknowledged.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const { id, addressVersion } = await world.listed(line);
      world.happen(line, { kind: 'CHANGE_ADDRESS', receiver: NEW_RECEIVER });
      world.confirmOutside(line);
      world.clearCalls();

      for (const acknowledgedAddressVersion of [null, addressVersion, 'nonsense']) {
        const refused = await world.register(id, { acknowledgedAddressVersion, force: true });
        expect(refused).toMatchObject({ response: false, error: { code: 'ADDRESS_CHANGED' } });
        expect(refused.order).toMatchObject({ zipCode: NEW_RECEIVER.zipCode });
      }
      expect(world.writes()).toEqual([]);

      const { addressVersion: shown } = await world.listed(line);
      const result = await world.register(id, { acknowledgedAddressVersion: shown });
      expect(result).toMatchObject({ response: true, error: null });
      expect(world.writes()).toHaveLength(1);
    },
    possible,
  ),

  rule(
    'INV-09',
    'MUST ship without asking to the address that a confirmation showed.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const [id] = await world.ids([line]);
      world.happen(line, { kind: 'CHANGE_ADDRESS', receiver: NEW_RECEIVER });
      expect(await world.confirm(id!)).toMatchObject({ response: true, addressChanged: true });

      expect(await world.register(id!)).toMatchObject({ response: true, error: null });
    },
    has(Capability.REGISTER_INVOICE, Capability.CONFIRM_ORDER),
  ),

  rule(
    'INV-10',
    'MUST name all lines that go under the invoice, and no other.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      const before = world.emulator.lines();

      const result = await world.register(ids[1]!, { trackingNumber: '600000009010' });

      const changed = changedSince(world, before);
      expect(changed.some((line) => isOf(line, lines[1]!))).toBe(true);
      expect(changed.some((line) => isOf(line, lines[0]!))).toBe(false);
      const gone = ids.filter((_, index) => changed.some((line) => isOf(line, lines[index]!)));
      expect(result.affectedOrders.map((order) => order.id).sort()).toEqual(gone.sort());
      const { nodes } = await world.orders({}, { maxAge: 60 });
      const travelling = nodes.filter(({ invoices }) => invoices[0]?.trackingNumber === '600000009010');
      expect(travelling.map(({ id }) => id).sort()).toEqual(gone.sort());
    },
    possible,
  ),

  rule(
    'INV-11',
    'MUST guard a whole unit: an open request for one of its lines stops them all.',
    async (world) => {
      const lines = world.place(anOrderOf(2, { orderedAt: EARLIER }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      world.requestCancel(lines[1]!);

      const result = await world.register(ids[0]!);

      const isOneUnit = lines[0]!.bundleNumber !== null && registration(world.subject).canSplit === true;
      expect(result.response).toBe(!isOneUnit);
      if (isOneUnit) expect(result.error?.code).toBe('CANCEL_PENDING');
      expect(world.truth(lines[1]!).trackingNumber).toBeNull();
    },
    possible,
  ),

  rule(
    'INV-12',
    'MUST ship one line of a unit alone with split, and the rest under its own number later.',
    async (world) => {
      const lines = world.place(anOrderOf(3, { orderedAt: EARLIER }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);

      const result = await world.register(ids[1]!, { split: true, trackingNumber: '600000009012' });

      expect(result).toMatchObject({ response: true, error: null });
      expect(result.affectedOrders.map(({ id }) => id)).toEqual([ids[1]]);
      expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual([null, '600000009012', null]);
      expect(await world.ids(lines, 60)).toEqual(ids);
      for (const [index, trackingNumber] of [
        [0, '600000009013'],
        [2, '600000009014'],
      ] as const) {
        const rest = await world.register(ids[index]!, { split: true, trackingNumber });
        expect([index, rest.response, rest.error]).toEqual([index, true, null]);
      }
      expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual([
        '600000009013',
        '600000009012',
        '600000009014',
      ]);
    },
    (subject) => possible(subject) && registration(subject).canSplit === true,
  ),

  rule(
    'INV-13',
    'MUST take split where a line goes apart anyway, and else refuse it as UNSUPPORTED and send nothing.',
    async (world) => {
      const lines = world.place(anOrderOf(2, { orderedAt: EARLIER }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      world.clearCalls();

      const result = await world.register(ids[0]!, { split: true, trackingNumber: '600000009018' });

      if (result.response) expect(result.affectedOrders.map(({ id }) => id)).toEqual([ids[0]]);
      else expect([result.error?.code, world.writes()]).toEqual(['UNSUPPORTED', []]);
      expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual([
        result.response ? '600000009018' : null,
        null,
      ]);
      const { affectedOrders } = await world.register(ids[1]!);
      expect(affectedOrders).toHaveLength(result.response ? 1 : 2);
    },
    (subject) => possible(subject) && registration(subject).canSplit !== true,
  ),

  rule(
    'INV-14',
    'MUST refuse a courier that the marketplace does not know, and say which it does.',
    async (world, facts) => {
      const courier = await unknownCourier(world);
      const { id } = await confirmed(world);
      if (courier === undefined) {
        expect(Object.values(Courier)).toHaveLength(19);
        return;
      }

      const result = await world.register(id, { courier });

      expect(result).toMatchObject({ action: null, response: false, error: { code: 'BAD_INPUT' } });
      expect(result.reason).toContain(courier);
      expect(result.reason).toContain(facts.courier.name);
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'INV-15',
    'MUST take a tracking number with blanks and hyphens, and send it without.',
    async (world) => {
      const { lines, ids } = await confirmed(world, 2);
      const forms = ['6000-0000 9015', ' 600 000009016 '];

      const results = await world.registerAll(ids.map((orderId, index) => ({ orderId, trackingNumber: forms[index] })));

      expect(results.map(({ response }) => response)).toEqual([true, true]);
      expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual(['600000009015', '600000009016']);
    },
    possible,
  ),

  rule(
    'INV-16',
    'MUST refuse a cancelled order, and send nothing.',
    async (world) => {
      const { line, id } = await confirmed(world);
      world.requestCancel(line);
      world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });

      const result = await world.register(id);

      expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' }, order: { status: 'CANCELED' } });
      expect(world.writes()).toEqual([]);
    },
    possible,
  ),

  rule(
    'INV-17',
    "MUST pass on the marketplace's refusal of a number that another order travels under, or ship under it as well.",
    async (world, facts) => {
      const { lines, ids } = await confirmed(world, 2);
      await world.register(ids[0]!, { trackingNumber: '600000009017' });

      const result = await world.register(ids[1]!, { trackingNumber: '600000009017' });

      if (facts.refusals.usedInvoice === null) {
        expect(result).toMatchObject({ response: true, error: null });
        expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual(['600000009017', '600000009017']);
        return;
      }
      const { code, channelCode, channelMessage } = facts.refusals.usedInvoice;
      expect(result).toMatchObject({ response: false, error: { code, channelCode } });
      expect(result.reason).toContain(channelMessage);
      expect(world.truth(lines[1]!).trackingNumber).toBeNull();
      expect((await world.listed(lines[1]!, 60)).status).toBe('CONFIRMED');
    },
    possible,
  ),

  rule(
    'INV-18',
    'MUST do the others of a batch when one of it is bad, and answer in the order asked.',
    async (world) => {
      const { lines, ids } = await confirmed(world, 3);
      world.requestCancel(lines[1]!);

      const results = await world.registerAll([
        { orderId: ids[0] },
        { orderId: ids[2], trackingNumber: 'x' },
        { orderId: ids[1] },
        { orderId: 'ord_nonsense' },
        { orderId: ids[2] },
      ]);

      expect(results.map(({ response, error, order }) => [response, error?.code ?? null, order?.id ?? null])).toEqual([
        [true, null, ids[0]],
        [false, 'BAD_INPUT', ids[2]],
        [false, 'CANCEL_PENDING', ids[1]],
        [false, 'BAD_INPUT', null],
        [true, null, ids[2]],
      ]);
      expect(lines.map((line) => world.truth(line).trackingNumber !== null)).toEqual([true, false, true]);
    },
    possible,
  ),

  rule(
    'INV-19',
    'MUST send more invoices than one call takes in the fewest calls.',
    async (world, facts) => {
      const { maxBatch } = registration(world.subject);
      const { lines, ids } = await confirmed(world, maxBatch + 2);

      const results = await world.registerAll(ids.map((orderId) => ({ orderId })));

      expect(results.map(({ response, order }) => [response, order?.id])).toEqual(ids.map((id) => [true, id]));
      expect(world.sent(facts.calls.registerInvoice)).toHaveLength(Math.ceil(lines.length / maxBatch));
      expect(new Set(lines.map((line) => world.truth(line).trackingNumber)).size).toBe(lines.length);
    },
    possible,
  ),

  rule(
    'INV-20',
    'MUST not ship one unit under two numbers in one call.',
    async (world) => {
      const lines = world.place(anOrderOf(2, { orderedAt: EARLIER }));
      world.confirmOutside(...lines);
      const ids = await world.ids(lines);
      await world.clock.advance(A_WHILE);

      const results = await world.registerAll([
        { orderId: ids[0], trackingNumber: '600000009020' },
        { orderId: ids[1], trackingNumber: '600000009021' },
      ]);

      const isOneUnit = results[0]!.affectedOrders.length === 2;
      expect(results.map(({ response, error }) => [response, error?.code ?? null])).toEqual([
        [true, null],
        isOneUnit ? [false, 'BAD_INPUT'] : [true, null],
      ]);
      expect(lines.map((line) => world.truth(line).trackingNumber)).toEqual([
        '600000009020',
        isOneUnit ? '600000009020' : '600000009021',
      ]);
    },
    possible,
  ),

  rule(
    'INV-21',
    'MUST not ship with force to an address that the buyer left before the request, though nothing tells the new one.',
    async (world, { buyersCancel }) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      const { id } = await world.listed(line);
      world.happen(line, { kind: 'CHANGE_ADDRESS', receiver: NEW_RECEIVER });
      world.confirmOutside(line);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);

      const result = await world.register(id, { force: true });

      const code = buyersCancel.hidesOrder ? 'CANCEL_PENDING' : 'ADDRESS_CHANGED';
      expect(result).toMatchObject({ response: false, error: { code } });
      expect(world.writes()).toEqual([]);
      expect(world.truth(line)).toMatchObject({ trackingNumber: null, openCancelQuantity: 3 });
    },
    (subject) => possible(subject) && registration(subject).onOpenCancel === 'REJECTS_CANCEL',
  ),
];
