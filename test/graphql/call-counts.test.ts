import { DAY, HOUR, MINUTE, toIsoKst } from '../../src/base/time.js';
import type { Customs } from '../../src/sandbox/customs.js';
import { customsOf } from '../../src/sandbox/customs.js';
import type { OutsideEvent, PlacedLine } from '../../src/sandbox/emulator.js';
import type { Moa } from '../support/moa.js';
import { aRow, pack } from '../fulfilment/support.js';
import { startMoa } from '../support/moa.js';
import { anOrder, anOrderOf } from '../support/orders.js';
import { VirtualClock } from '../support/virtual-clock.js';

const NOW = Date.parse('2026-03-10T14:00:00+09:00');
const MIDNIGHT = Date.parse('2026-03-11T00:00:00+09:00');

/**
 * The least calls in which each marketplace can tell all orders of so many days up to now, with their claims: lists times
 * windows, from the fact sheets. One page each.
 */
const LEAST: Readonly<Record<string, (days: number) => number>> = {
  // Orders, and cancellations by the dates of request and of completion; 31 days in one question.
  'ownmall-main': (days) => 3 * Math.ceil(days / 31),
  // Six statuses of order sheets and four of receipts, 30 days each; withdrawals, 7 days.
  'coupang-main': (days) => 10 * Math.ceil(days / 30) + Math.ceil(days / 7),
  // Eight order lists of 7 days, three claim lists of 30.
  'elevenst-main': (days) => 8 * Math.ceil(days / 7) + 3 * Math.ceil(days / 30),
  // One list tells everything, a day at a time.
  'smartstore-main': (days) => days,
  // Unpaid orders and five states, 31 days each; claims of all states by the date of request, six days.
  'gmarket-main': (days) => 6 * Math.ceil(days / 31) + Math.ceil(days / 6),
  // The same, but 180 days for the paid ones.
  'auction-main': (days) => Math.ceil(days / 31) + 5 * Math.ceil(days / 180) + Math.ceil(days / 6),
  // One list tells everything, three months at a time: the shortest three have 89 days.
  'cafe24-main': (days) => Math.ceil(days / 89),
};
const CHANNELS = Object.keys(LEAST);

/** Calls in which a fulfilment service can tell what it made in so many days up to now: 31 days in one question. */
const leastOfLedger = (days: number): number => Math.ceil(days / 31);
const LEDGER = 'poomgo-main';

/** Of an order that is in a list of order lines already. */
const NESTED = `
  channel { id name } siblings { id channel { id } cancellations { id } invoices { id } }
  cancellations { id order { id } } canceled { id }
  invoices { id order { id } orders { id channel { id } } }
  fulfilments { id channel { id } order { id } invoices { id } canceledInvoices { id } }
  actions { id } availableActions unavailableActions { action }`;

const EVERYTHING = `${NESTED} siblings { siblings { id } }`;

const query = (fields: string): string => `query ($filter: OrderFilter!, $maxAge: Int) {
  orders(filter: $filter, first: 200, maxAge: $maxAge) {
    nodes { id orderNumber status ${fields} } totalCount
    channels { channel { id } calls error { code } }
  }
}`;

interface Answer {
  readonly orders: {
    readonly nodes: readonly { readonly id: string; readonly orderNumber: string; readonly status: string }[];
    readonly totalCount: number;
    readonly channels: readonly {
      readonly channel: { readonly id: string };
      readonly calls: number;
      readonly error: unknown;
    }[];
  };
}

let moa: Moa;
let clock: VirtualClock;

beforeEach(async () => {
  clock = new VirtualClock(NOW);
  moa = await startMoa({ clock });
  // Whatever a marketplace wants once (a token, what a mall can do) is no part of a question.
  await askDays(1, '', 0);
  await clock.advance(MINUTE);
  moa.clearCalls();
});

afterEach(() => moa.close());

async function askDays(days: number, fields = EVERYTHING, maxAge = 0): Promise<Answer['orders']> {
  const filter = { startDate: toIsoKst(MIDNIGHT - days * DAY), endDate: toIsoKst(MIDNIGHT) };
  const { orders } = await moa.query<Answer>(query(fields), { filter, maxAge });
  expect(orders.channels.map(({ error }) => error)).toEqual(CHANNELS.map(() => null));
  return orders;
}

/** Calls that reached each marketplace, where there were any. */
const calls = (): Record<string, number> =>
  Object.fromEntries(
    moa.sandbox.channels.map(({ id }) => [id, moa.calls(id).length] as const).filter(([, count]) => count > 0),
  );

const least = (days: number): Record<string, number> =>
  Object.fromEntries(CHANNELS.map((id) => [id, LEAST[id]!(days)]));

/** The least, and so many more. */
const leastAnd = (days: number, more: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(least(days)).map(([id, count]) => [id, count + (more[id] ?? 0)]));

const customsAt = (id: string): Customs => customsOf(moa.sandbox.channels.find((one) => one.id === id)!.marketplace);

/** Orders of two lines on every channel, some confirmed, some of those shipped, some with a cancel, in part where that can be. */
function placeEverywhere(count: number): { id: string; line: PlacedLine }[] {
  return CHANNELS.flatMap((id) => {
    const { emulator } = moa.sandbox.host(id);
    const { cancelsParts, couriers } = customsAt(id);
    return Array.from({ length: count }, (_, index) => {
      const [line] = emulator.place(anOrderOf(2, { orderedAt: NOW - 3 * HOUR + index * MINUTE }));
      const happens = (event: OutsideEvent): void => expect([id, emulator.happen(line!, event)]).toEqual([id, true]);
      if (index % 4 === 1) happens({ kind: 'CONFIRM' });
      if (index % 8 === 1) happens({ kind: 'DISPATCH', courierCode: couriers[0], trackingNumber: `60000000${index}` });
      if (index % 4 === 2) {
        happens({ kind: 'REQUEST_CANCEL', quantity: cancelsParts ? 1 : null, reason: '단순 변심' });
      }
      return { id, line: line! };
    });
  });
}

/** 11st lists shipped orders without most of their fields: each is read once, and how much was ordered in one call for all. */
const shippedOnce = (count: number): Record<string, number> => ({ 'elevenst-main': count + 1 });

/** Cancel requests that wait for the seller, so many on every channel. */
function requestCancels(count: number): { id: string; line: PlacedLine }[] {
  return CHANNELS.flatMap((id) => {
    const { emulator } = moa.sandbox.host(id);
    return Array.from({ length: count }, () => {
      const [line] = emulator.place(anOrder({ orderedAt: NOW - HOUR }));
      emulator.happen(line!, { kind: 'CONFIRM' });
      emulator.happen(line!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
      return { id, line: line! };
    });
  });
}

describe('the calls to marketplaces', () => {
  it.each([1, 10, 40, 100])('for a question of %s days are the least that their limits allow', async (days) => {
    const orders = await askDays(days);

    expect(calls()).toEqual(least(days));
    expect(Object.fromEntries(orders.channels.map((result) => [result.channel.id, result.calls]))).toEqual(least(days));
  });

  it('do not grow with the orders, nor with what is asked of each', async () => {
    placeEverywhere(20);

    const { totalCount } = await askDays(1);

    expect(totalCount).toBe(CHANNELS.length * 20 * 2);
    expect(calls()).toEqual(leastAnd(1, shippedOnce(3)));
  });

  it('are the same for orders that moved since: the lists tell where they are', async () => {
    const placed = placeEverywhere(12);
    const before = await askDays(1);
    for (const { id, line } of placed) moa.sandbox.host(id).emulator.happen(line, { kind: 'CONFIRM' });
    await clock.advance(20 * MINUTE);
    moa.clearCalls();

    const after = await askDays(1);

    expect(calls()).toEqual(least(1));
    expect(after.nodes.map(({ id }) => id).sort()).toEqual(before.nodes.map(({ id }) => id).sort());
    const paid = ({ nodes }: Answer['orders']): number => nodes.filter(({ status }) => status === 'PAID').length;
    expect(paid(after)).toBeLessThan(paid(before));
  });

  it('are none while the stored copy is fresh enough', async () => {
    placeEverywhere(4);
    await askDays(10);
    moa.clearCalls();

    await askDays(10, EVERYTHING, 60);
    await askDays(3, EVERYTHING, 60);

    expect(calls()).toEqual({});
  });

  it('for a longer question are those of the days that are missing', async () => {
    await askDays(1, '', 3_600);
    moa.clearCalls();

    await askDays(2, '', 3_600);

    expect(calls()).toEqual(least(1));
  });

  it('are shared by identical questions at the same time', async () => {
    placeEverywhere(4);

    const first = askDays(1, '', 60);
    // The others come while the first is being answered.
    const others = [0, 5, 20].map(async (ms) => {
      await clock.sleep(ms);
      return askDays(1, EVERYTHING, 60);
    });
    await Promise.all([first, ...others]);

    expect(calls()).toEqual(leastAnd(1, shippedOnce(1)));
  });

  it('for what is in no list at all are one for each order that was never seen, and none when it was', async () => {
    // 11st: a line with an open cancel request is in no order list, and its orders can be read one by one alone. ESM's is in none
    // either, and cannot be read by its number.
    const lines = requestCancels(3);

    expect((await askDays(1)).totalCount).toBe(lines.length);
    // Each order by its number; where they all stand, and how much was first ordered, in one call each.
    expect(calls()).toEqual(leastAnd(1, { 'elevenst-main': 3 + 2 }));

    await clock.advance(20 * MINUTE);
    moa.clearCalls();
    expect((await askDays(1)).totalCount).toBe(lines.length);
    expect(calls()).toEqual(least(1));
  });

  it('for requests that were taken back are one for each on ESM, whose word for it may be a rejection as well', async () => {
    for (const { id, line } of requestCancels(3)) {
      expect(moa.sandbox.host(id).emulator.happen(line, { kind: 'WITHDRAW_CANCEL' })).toBe(true);
    }

    const { nodes } = await askDays(1);

    expect(nodes.map(({ status }) => status)).toEqual(nodes.map(() => 'CONFIRMED'));
    expect(calls()).toEqual(leastAnd(1, { 'gmarket-main': 3, 'auction-main': 3 }));
  });

  it('for orders that wait for money are one more on Cafe24, where a list of its own tells how much', async () => {
    for (const id of ['gmarket-main', 'auction-main', 'cafe24-main']) {
      for (let index = 0; index < 5; index += 1) {
        const orderedAt = NOW - HOUR + index * MINUTE;
        moa.sandbox.host(id).emulator.place(anOrderOf(2, { orderedAt, paidAt: null }));
      }
    }

    const { nodes } = await askDays(1, `expectedPaymentAmount ${EVERYTHING}`);

    expect(nodes.map(({ status }) => status)).toEqual(Array.from({ length: 3 * 5 * 2 }, () => 'PAYMENT_PENDING'));
    expect(calls()).toEqual(leastAnd(1, { 'cafe24-main': 1 }));
  });

  it.each([
    ['ownmall-main', 1],
    ['elevenst-main', 1],
    ['smartstore-main', 3],
    ['gmarket-main', 1],
    ['cafe24-main', 1],
  ])('for what was completed in three days ask no list of other claims (%s)', async (channelId, least) => {
    const { cancellations } = await moa.query<{ cancellations: { channels: unknown[] } }>(
      `query ($filter: CancellationFilter!) {
        cancellations(filter: $filter, maxAge: 0) { channels { outcome error { code } calls } }
      }`,
      {
        filter: {
          channelIds: [channelId],
          dateType: 'COMPLETED',
          startDate: '2026-03-06T00:00:00+09:00',
          endDate: '2026-03-09T00:00:00+09:00',
        },
      },
    );

    expect(cancellations.channels).toEqual([{ outcome: 'FRESH', error: null, calls: least }]);
  });

  it.each(['cancellations', 'invoices'])('for %s do not grow with their number', async (list) => {
    const source = `query ($filter: ${list === 'invoices' ? 'Invoice' : 'Cancellation'}Filter!) {
      ${list}(filter: $filter, maxAge: 0, first: 200) { totalCount nodes { id channel { id } order { ${NESTED} } } }
    }`;
    const filter = { startDate: toIsoKst(MIDNIGHT - DAY), endDate: toIsoKst(MIDNIGHT) };
    const ask = async () => (await moa.query<Record<string, { totalCount: number }>>(source, { filter }))[list]!;
    expect((await ask()).totalCount).toBe(0);
    const before = calls();
    placeEverywhere(16);
    await askDays(1);
    moa.clearCalls();

    const { totalCount } = await ask();

    expect(totalCount).toBeGreaterThanOrEqual(2 * CHANNELS.length);
    // Requests that wait are followed until they close. Cafe24: all of them in one call; elsewhere there are none.
    const followed = list === 'invoices' ? 1 : 0;
    expect(calls()).toEqual({ ...before, 'cafe24-main': before['cafe24-main']! + followed });
  });
});

describe('the calls to a fulfilment service', () => {
  const FULFILMENTS = `query ($filter: FulfilmentFilter!, $maxAge: Int) {
    fulfilments(filter: $filter, first: 1000, maxAge: $maxAge) {
      totalCount nodes { id channel { id } invoices { id order { id channel { id } } } order { id ${NESTED} } }
      channels { channel { id } calls error { code } }
    }
  }`;

  interface Ledger {
    readonly totalCount: number;
    readonly nodes: readonly { readonly order: { readonly id: string } | null }[];
    readonly channels: readonly object[];
  }

  async function askLedger(days: number, maxAge = 0): Promise<Ledger> {
    const filter = { startDate: toIsoKst(MIDNIGHT - days * DAY), endDate: toIsoKst(MIDNIGHT) };
    return (await moa.query<{ fulfilments: Ledger }>(FULFILMENTS, { filter, maxAge })).fulfilments;
  }

  /** The ledger takes over what Gmarket sold, and packs some of it. */
  function receive(lines: readonly PlacedLine[]): void {
    const warehouse = moa.sandbox.host(LEDGER).emulator.warehouse!;
    for (const [index, { orderNumber, lineNumber }] of lines.entries()) {
      const row = aRow({ channelName: 'G마켓', orderCode: orderNumber, code: lineNumber, receivedAt: NOW - HOUR });
      const number = warehouse.receive(row);
      if (index % 2 === 0) pack(warehouse, number, `6000000${String(index).padStart(5, '0')}`);
    }
  }

  const soldOnGmarket = (count: number): PlacedLine[] =>
    Array.from({ length: count }, () => {
      const { emulator } = moa.sandbox.host('gmarket-main');
      return emulator.place(anOrder({ orderedAt: NOW - 2 * HOUR }))[0]!;
    });

  it.each([1, 31, 40, 100])('for a question of %s days are the least that its limits allow', async (days) => {
    const { channels } = await askLedger(days);

    expect(calls()).toEqual({ [LEDGER]: leastOfLedger(days) });
    expect(channels).toEqual([{ channel: { id: LEDGER }, calls: leastOfLedger(days), error: null }]);
  });

  it('grow with its pages of 500 rows, not with what is asked of each, nor with the orders they belong to', async () => {
    const lines = soldOnGmarket(20);
    expect((await askDays(1)).totalCount).toBe(20);
    receive(lines);
    receive(Array.from({ length: 981 }, (_, index) => ({ ...lines[0]!, orderNumber: `9${index}` })));
    moa.clearCalls();

    const { totalCount, nodes } = await askLedger(1);

    expect([totalCount, nodes.filter(({ order }) => order !== null).length]).toEqual([1_001, 20]);
    expect(calls()).toEqual({ [LEDGER]: 3 });
  });

  it('are none for the fulfilments of orders, nor while the stored copy is fresh enough', async () => {
    receive(soldOnGmarket(4));
    await askLedger(10);
    moa.clearCalls();

    const { nodes } = await askDays(1);
    await askLedger(10, 60);

    expect(nodes).toHaveLength(4);
    expect(calls()).toEqual(least(1));
  });
});
