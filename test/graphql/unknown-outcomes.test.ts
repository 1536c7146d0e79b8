import { HOUR, MINUTE } from '../../src/base/time.js';
import { anOrder, anOrderOf, NEW_RECEIVER } from '../support/orders.js';
import {
  confirmOrders,
  heldLine,
  intercept,
  listOrders,
  NOW,
  registerInvoices,
  rowOf,
  withShop,
} from '../support/seller.js';

const ORDERED = { orderedAt: NOW - HOUR };

describe('an action that is not known to have been done', () => {
  it('is done, not replayed, when its key is used again after it never left', () =>
    withShop({ channelIds: ['ownmall-main'] }, async (moa) => {
      const host = moa.sandbox.host('ownmall-main');
      const line = host.emulator.place(anOrder(ORDERED))[0]!;
      const { id } = rowOf(await listOrders(moa), line);
      await confirmOrders(moa, [id]);
      host.clearCalls();
      host.inject({ kind: 'INTERNAL', method: 'GET', count: 10 });
      const input = { orderId: id, trackingNumber: '600000001234', idempotencyKey: 'box 1' };

      const [unread] = await registerInvoices(moa, [input]);

      expect(unread).toMatchObject({ response: false, error: { code: 'CHANNEL_UNAVAILABLE', retryable: true } });
      expect(host.calls().filter(({ method }) => method === 'POST')).toEqual([]);

      host.clearFaults();
      await moa.clock.advance(30 * MINUTE);
      const [again] = await registerInvoices(moa, [input]);

      expect(again).toMatchObject({ response: true, replayed: false, action: { state: 'SUCCEEDED' } });
      expect(heldLine(host, line).trackingNumber).toBe('600000001234');
    }));

  it('keeps every other invoice from leaving for the same unit', () =>
    withShop({ channelIds: ['ownmall-main'] }, async (moa) => {
      const host = moa.sandbox.host('ownmall-main');
      const line = host.emulator.place(anOrder(ORDERED))[0]!;
      const { id } = rowOf(await listOrders(moa), line);
      await confirmOrders(moa, [id]);
      host.clearCalls();
      // A 500 to a write: it may still be carried out.
      host.inject({ kind: 'INTERNAL', method: 'POST' });

      const [first] = await registerInvoices(moa, [{ orderId: id, trackingNumber: '600000001111' }]);
      const [second] = await registerInvoices(moa, [{ orderId: id, trackingNumber: '600000002222' }]);

      expect(first!.action?.state).toBe('UNKNOWN');
      expect(second).toMatchObject({ response: false, error: { code: 'OUTCOME_UNKNOWN', retryable: true } });
      expect(host.calls().filter(({ method }) => method === 'POST')).toHaveLength(1);
      expect(heldLine(host, line).trackingNumber).toBeNull();
    }));

  it('is read back, not failed, when another line of its call asks for something else', () =>
    withShop({ channelIds: ['coupang-main'] }, async (moa) => {
      const host = moa.sandbox.host('coupang-main');
      const placed = host.emulator.place(anOrderOf(2, ORDERED));
      const list = await listOrders(moa);
      const ids = placed.map((line) => rowOf(list, line).id);
      await confirmOrders(moa, ids);
      let isDown = false;
      intercept(host, async ({ method, path }, handle) => {
        if (isDown && method === 'GET') return host.emulator.troubleReply('INTERNAL');
        const reply = await handle();
        if (!path.includes('invoices')) return reply;
        isDown = true;
        return host.emulator.troubleReply('INTERNAL');
      });
      const input = { orderId: ids[1]!, trackingNumber: '600000001111', idempotencyKey: 'box 1' };
      const [unanswered] = await registerInvoices(moa, [input]);
      expect(unanswered!.action?.state).toBe('UNKNOWN');

      isDown = false;
      await moa.clock.advance(10 * MINUTE);
      const [other, again] = await registerInvoices(moa, [{ orderId: ids[0]!, trackingNumber: '600000002222' }, input]);

      expect(other!.response).toBe(false);
      expect(again).toMatchObject({ response: true, error: null, action: { state: 'SUCCEEDED' } });
      expect(placed.map((line) => heldLine(host, line).trackingNumber)).toEqual(['600000001111', '600000001111']);
    }));
});

it('an idempotency key that another order used is a conflict, and nothing is sent', () =>
  withShop({ channelIds: ['ownmall-main'] }, async (moa) => {
    const host = moa.sandbox.host('ownmall-main');
    const placed = [host.emulator.place(anOrder(ORDERED))[0]!, host.emulator.place(anOrder(ORDERED))[0]!];
    const list = await listOrders(moa);
    const [first, second] = placed.map((line) => rowOf(list, line).id);
    await confirmOrders(moa, [first!], 'morning');
    host.clearCalls();

    const [conflict] = await confirmOrders(moa, [second!], 'morning');

    expect(conflict).toMatchObject({ response: false, action: null, error: { code: 'IDEMPOTENCY_CONFLICT' } });
    expect(host.calls()).toEqual([]);
  }));

it('a list under way during a write whose reading back failed does not count as fresh', () =>
  withShop({ channelIds: ['coupang-main'] }, async (moa) => {
    const host = moa.sandbox.host('coupang-main');
    const line = host.emulator.place(anOrder(ORDERED))[0]!;
    const { id } = rowOf(await listOrders(moa, { statuses: ['PAID'] }), line);
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    const isUnderWay = new Promise<void>((resolve) => {
      let isFirst = true;
      intercept(host, async ({ path }, handle) => {
        const reply = await handle();
        if (!isFirst || !path.endsWith('/ordersheets')) return reply;
        isFirst = false;
        resolve();
        await isReleased;
        return reply;
      });
    });

    const slow = listOrders(moa, { statuses: ['PAID'] });
    await isUnderWay;
    // Nobody waits before asking again for such an answer: the clock stands still while the list is on the wire.
    host.inject({ kind: 'HTML', path: `/${line.orderNumber}/`, count: 100 });
    const [confirmed] = await confirmOrders(moa, [id]);
    release();
    await slow;
    host.clearFaults();
    const after = await listOrders(moa, { statuses: ['PAID'], maxAge: 60 });

    expect(confirmed).toMatchObject({ response: true, error: null });
    expect(after).toMatchObject({ nodes: [], channels: [{ outcome: 'FRESH', error: null }] });
  }));

describe('confirming an order that stands confirmed in the store', () => {
  it.each(['ownmall-main', 'coupang-main', 'elevenst-main', 'smartstore-main'])('reads it again (%s)', (channelId) =>
    withShop({ channelIds: [channelId] }, async (moa) => {
      const host = moa.sandbox.host(channelId);
      const line = host.emulator.place(anOrder(ORDERED))[0]!;
      const { id } = rowOf(await listOrders(moa), line);
      await confirmOrders(moa, [id]);
      host.clearCalls();

      const [again] = await confirmOrders(moa, [id]);

      expect(again).toMatchObject({
        response: true,
        error: { code: 'ALREADY_DONE' },
        addressChanged: false,
        order: { id, status: 'CONFIRMED' },
      });
      expect(host.calls().length).toBeGreaterThan(0);
    }),
  );

  it('tells the new address of a buyer who moved since (own mall)', () =>
    withShop({ channelIds: ['ownmall-main'] }, async (moa) => {
      const { emulator } = moa.sandbox.host('ownmall-main');
      const line = emulator.place(anOrder(ORDERED))[0]!;
      const { id } = rowOf(await listOrders(moa), line);
      await confirmOrders(moa, [id]);
      emulator.happen(line, { kind: 'CHANGE_ADDRESS', receiver: NEW_RECEIVER });

      const [again] = await confirmOrders(moa, [id]);

      expect(again).toMatchObject({
        response: true,
        error: { code: 'ALREADY_DONE' },
        addressChanged: true,
        order: { receiverAddress: '부산광역시 가상구 견본동로 12, 3층' },
      });
    }));
});
