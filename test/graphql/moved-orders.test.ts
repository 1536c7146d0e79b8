import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUR, MINUTE } from '../../src/base/time.js';
import { anOrder } from '../support/orders.js';
import { intercept, listOrders, NOW, rowOf, THESE_DAYS, withShop } from '../support/seller.js';
import { VirtualClock } from '../support/virtual-clock.js';

const ORDERED = { orderedAt: NOW - HOUR };

/**
 * Channels that list orders by their status: an order that moved on is missing in its old list. Coupang is asked by the day, so
 * that the minute since the last read leaves nothing unread.
 */
const LOOK_UPS: readonly (readonly [channelId: string, pathOf: (orderNumber: string) => string, outcome: string])[] = [
  ['coupang-main', (orderNumber) => `/${orderNumber}/ordersheets`, 'STALE'],
  ['elevenst-main', (orderNumber) => `/orderlistalladdr/${orderNumber}`, 'PARTIAL'],
];

describe.each(LOOK_UPS)('an order that left the list it stood in (%s)', (channelId, pathOf, outcome) => {
  it('is not served from the store as it was after its look-up failed', () =>
    withShop({ channelIds: [channelId] }, async (moa) => {
      const host = moa.sandbox.host(channelId);
      const line = host.emulator.place(anOrder(ORDERED))[0]!;
      await listOrders(moa, { statuses: ['PAID'] });
      await moa.clock.advance(MINUTE);
      host.emulator.happen(line, { kind: 'CONFIRM' });
      host.inject({ kind: 'INTERNAL', path: pathOf(line.orderNumber), count: 100 });

      const failed = await listOrders(moa, { statuses: ['PAID'] });
      host.clearFaults();
      const next = await listOrders(moa, { statuses: ['PAID'], maxAge: 60 });

      expect(failed.channels).toEqual([{ outcome, error: { code: 'CHANNEL_UNAVAILABLE' } }]);
      expect(next).toEqual({ nodes: [], channels: [{ outcome: 'FRESH', error: null }] });
    }));

  it('is looked up before a question answers that joined the read of another', () =>
    withShop({ channelIds: [channelId] }, async (moa) => {
      const host = moa.sandbox.host(channelId);
      const line = host.emulator.place(anOrder(ORDERED))[0]!;
      await listOrders(moa, { statuses: ['PAID'] });
      await moa.clock.advance(2 * MINUTE);
      host.emulator.happen(line, { kind: 'CONFIRM' });
      host.clearCalls();
      const ask = () => listOrders(moa, { statuses: ['PAID'], maxAge: 60 });
      // The second question comes while the list of the first is on the wire.
      let second: ReturnType<typeof ask> | undefined;
      intercept(host, async (_, handle) => {
        second ??= ask();
        return handle();
      });

      const first = await ask();

      const answer = { nodes: [], channels: [{ outcome: 'FRESH', error: null }] };
      expect([first, await second]).toEqual([answer, answer]);
      const lookUps = host.calls().filter(({ path }) => path.endsWith(pathOf(line.orderNumber)));
      expect(lookUps).toHaveLength(1);
    }));
});

it('an 11st order that its list tells in part is looked up again after the look-up failed once', () =>
  withShop({ channelIds: ['elevenst-main'] }, async (moa) => {
    const host = moa.sandbox.host('elevenst-main');
    const line = host.emulator.place(anOrder(ORDERED))[0]!;
    host.emulator.happen(line, { kind: 'CONFIRM' });
    host.emulator.happen(line, { kind: 'DISPATCH', courierCode: '00034', trackingNumber: '600000001111' });
    host.inject({ kind: 'INTERNAL', path: line.orderNumber, count: 100 });

    const inPart = await listOrders(moa);
    host.clearFaults();
    const whole = await listOrders(moa, { maxAge: 3_600 });

    expect(inPart.channels).toEqual([{ outcome: 'PARTIAL', error: { code: 'CHANNEL_UNAVAILABLE' } }]);
    // Its list tells no date of the order, by which it could be found.
    expect(inPart.nodes).toEqual([]);
    expect(whole.channels).toEqual([{ outcome: 'FRESH', error: null }]);
    expect(rowOf(whole, line)).toMatchObject({
      status: 'IN_TRANSIT',
      receiverName: '이보기',
      receiverAddress: '서울특별시 견본구 예시대로 7 101동 1001호',
    });
  }));

it('an order is shown as it stands although the clock was ahead before a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moa-'));
  const shop = { channelIds: ['ownmall-main'], databaseUrl: `sqlite:${join(folder, 'moa.sqlite')}` };
  let paid: string | undefined;
  await withShop({ ...shop, clock: new VirtualClock(NOW + 2 * HOUR) }, async (moa) => {
    const line = moa.sandbox.host('ownmall-main').emulator.place(anOrder(ORDERED))[0]!;
    paid = rowOf(await listOrders(moa), line).id;
  });

  await withShop(shop, async (moa) => {
    const { emulator } = moa.sandbox.host('ownmall-main');
    const line = emulator.place(anOrder(ORDERED))[0]!;
    emulator.happen(line, { kind: 'CONFIRM' });

    const { nodes, channels } = await listOrders(moa, { maxAge: 3_600 });

    expect(nodes.map(({ id, status }) => [id, status])).toEqual([[paid, 'CONFIRMED']]);
    expect(channels).toEqual([{ outcome: 'FRESH', error: null }]);
  });
  rmSync(folder, { recursive: true });
});

describe.each(['ownmall-main', 'coupang-main', 'elevenst-main', 'smartstore-main'])(
  'an order cancelled before anybody saw it (%s)',
  (channelId) => {
    it.each(['ORDERED', 'PAID', 'REQUESTED', 'COMPLETED'])('is in the list of cancellations by %s', (dateType) =>
      withShop({ channelIds: [channelId] }, async (moa) => {
        const { emulator } = moa.sandbox.host(channelId);
        const line = emulator.place(anOrder(ORDERED))[0]!;
        emulator.happen(line, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });

        const { cancellations } = await moa.query<{ cancellations: { nodes: unknown[] } }>(
          `query ($filter: CancellationFilter!) {
            cancellations(filter: $filter, maxAge: 0) { nodes { orderNumber status order { orderNumber status } } }
          }`,
          { filter: { ...THESE_DAYS, dateType } },
        );

        const { orderNumber } = line;
        expect(cancellations.nodes).toEqual([
          { orderNumber, status: 'COMPLETED', order: { orderNumber, status: 'CANCELED' } },
        ]);
      }),
    );

    it.each(['ORDERED', 'PAID'])('is in the list of orders by %s', (dateType) =>
      withShop({ channelIds: [channelId] }, async (moa) => {
        const { emulator } = moa.sandbox.host(channelId);
        const line = emulator.place(anOrder(ORDERED))[0]!;
        emulator.happen(line, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });

        const { nodes } = await listOrders(moa, { dateType });

        expect(nodes.map(({ orderNumber, status }) => [orderNumber, status])).toEqual([[line.orderNumber, 'CANCELED']]);
      }),
    );
  },
);
