import { HOUR } from '../../src/base/time.js';
import { anOrder, anOrderOf } from '../support/orders.js';
import type { TimedMoa } from '../support/seller.js';
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

/** One order of so many lines, confirmed: the host, the placed lines and their ids in the same order. */
async function confirmedOrder(moa: TimedMoa, channelId: string, lineCount: number) {
  const host = moa.sandbox.host(channelId);
  const placed = host.emulator.place(anOrderOf(lineCount, ORDERED));
  const list = await listOrders(moa);
  const ids = placed.map((line) => rowOf(list, line).id);
  await confirmOrders(moa, ids);
  return { host, placed, ids };
}

describe('the guard of a dispatch', () => {
  it('is read right before each dispatch, not once for a long batch', () =>
    withShop({ channelIds: ['smartstore-main'] }, async (moa) => {
      const host = moa.sandbox.host('smartstore-main');
      const placed = Array.from({ length: 31 }, () => host.emulator.place(anOrder(ORDERED))[0]!);
      const last = placed.at(-1)!;
      const list = await listOrders(moa);
      const ids = placed.map((line) => rowOf(list, line).id);
      await confirmOrders(moa, ids);
      let hasAsked = false;
      intercept(host, async ({ path }, handle) => {
        const reply = await handle();
        if (path.includes('dispatch') && !hasAsked) {
          hasAsked = host.emulator.happen(last, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
        }
        return reply;
      });

      const results = await registerInvoices(
        moa,
        ids.map((orderId, index) => ({ orderId, trackingNumber: `60000000${1_000 + index}` })),
      );

      expect(hasAsked).toBe(true);
      expect(results.map(({ response }) => response)).toEqual(placed.map((line) => line !== last));
      expect(results.at(-1)!.error?.code).toBe('CANCEL_PENDING');
      expect(heldLine(host, last)).toMatchObject({ trackingNumber: null, cancellations: [{ state: 'REQUESTED' }] });
    }));

  it('refuses where its answer does not speak of the order', () =>
    withShop({ channelIds: ['smartstore-main'] }, async (moa) => {
      const host = moa.sandbox.host('smartstore-main');
      const wanted = host.emulator.place(anOrder({ orderedAt: NOW - 2 * HOUR }))[0]!;
      const other = host.emulator.place(anOrder(ORDERED))[0]!;
      const list = await listOrders(moa);
      await confirmOrders(moa, [rowOf(list, wanted).id]);
      // The last reply to the look-up is about the other order.
      await confirmOrders(moa, [rowOf(list, other).id]);
      host.emulator.happen(wanted, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
      host.inject({ kind: 'REPEAT_PAGE', path: 'product-orders/query' });

      const [result] = await registerInvoices(moa, [
        { orderId: rowOf(list, wanted).id, trackingNumber: '600000001111' },
      ]);

      expect(result).toMatchObject({
        response: false,
        action: { state: 'FAILED' },
        error: { code: 'WRONG_STATE', retryable: false },
      });
      expect(heldLine(host, wanted)).toMatchObject({ trackingNumber: null, cancellations: [{ state: 'REQUESTED' }] });
    }));
});

describe.each(['coupang-main', 'elevenst-main'])('a unit of two lines (%s)', (channelId) => {
  it('ships the rest after a part of it left', () =>
    withShop({ channelIds: [channelId] }, async (moa) => {
      const { host, placed, ids } = await confirmedOrder(moa, channelId, 2);
      await registerInvoices(moa, [{ orderId: ids[0]!, trackingNumber: '600000001111', split: true }]);

      const [rest] = await registerInvoices(moa, [{ orderId: ids[1]!, trackingNumber: '600000002222' }]);

      expect(rest).toMatchObject({ response: true, reason: null, action: { state: 'SUCCEEDED' } });
      expect(placed.map((line) => heldLine(host, line).trackingNumber)).toEqual(['600000001111', '600000002222']);
    }));

  it('ships a part and the rest in one call, and tells truly which line left under which number', () =>
    withShop({ channelIds: [channelId] }, async (moa) => {
      const { host, placed, ids } = await confirmedOrder(moa, channelId, 2);

      const results = await registerInvoices(moa, [
        { orderId: ids[0]!, trackingNumber: '600000001111', split: true },
        { orderId: ids[1]!, trackingNumber: '600000002222' },
      ]);

      expect(placed.map((line) => heldLine(host, line).trackingNumber)).toEqual(['600000001111', '600000002222']);
      const told = results.map(({ response, affectedOrders }) => [
        response,
        affectedOrders.map(({ id, invoices }) => [id, invoices[0]?.trackingNumber]),
      ]);
      expect(told).toEqual([
        [true, [[ids[0], '600000001111']]],
        [true, [[ids[1], '600000002222']]],
      ]);
    }));
});

it.each(['smartstore-main', 'ownmall-main'])(
  'split: true is no obstacle where the unit is a line anyway (%s)',
  (channelId) =>
    withShop({ channelIds: [channelId] }, async (moa) => {
      const { host, placed, ids } = await confirmedOrder(moa, channelId, 1);

      const [result] = await registerInvoices(moa, [{ orderId: ids[0]!, trackingNumber: '600000001111', split: true }]);

      expect(result).toMatchObject({ response: true, reason: null, error: null });
      expect(heldLine(host, placed[0]!).trackingNumber).toBe('600000001111');
    }),
);
