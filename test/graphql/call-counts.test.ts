import { DAY, HOUR, MINUTE, toIsoKst } from '../../src/base/time.js';
import type { PlacedLine } from '../../src/sandbox/emulator.js';
import type { Moa } from '../support/moa.js';
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
};
const CHANNELS = Object.keys(LEAST);

const EVERYTHING = `
  channel { id name } siblings { id siblings { id } }
  cancellations { id order { id } } canceled { id }
  invoices { id order { id } orders { id channel { id } } }
  actions { id } availableActions unavailableActions { action }`;

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

/** Calls that reached each marketplace. */
const calls = (): Record<string, number> => Object.fromEntries(CHANNELS.map((id) => [id, moa.calls(id).length]));

const least = (days: number): Record<string, number> =>
  Object.fromEntries(CHANNELS.map((id) => [id, LEAST[id]!(days)]));

const nothing = Object.fromEntries(CHANNELS.map((id) => [id, 0]));

/** Orders of two lines on every channel, some confirmed, some shipped, some cancelled in part. */
function placeEverywhere(count: number): { id: string; line: PlacedLine }[] {
  return CHANNELS.flatMap((id) => {
    const { emulator } = moa.sandbox.host(id);
    return Array.from({ length: count }, (_, index) => {
      const [line] = emulator.place(anOrderOf(2, { orderedAt: NOW - 3 * HOUR + index * MINUTE }));
      if (index % 4 === 1) emulator.happen(line!, { kind: 'CONFIRM' });
      if (index % 4 === 2) emulator.happen(line!, { kind: 'REQUEST_CANCEL', quantity: 1, reason: '단순 변심' });
      return { id, line: line! };
    });
  });
}

describe('the calls to marketplaces', () => {
  it.each([1, 10, 40])('for a question of %s days are the least that their limits allow', async (days) => {
    const orders = await askDays(days);

    expect(calls()).toEqual(least(days));
    expect(Object.fromEntries(orders.channels.map((result) => [result.channel.id, result.calls]))).toEqual(least(days));
  });

  it('do not grow with the orders, nor with what is asked of each', async () => {
    placeEverywhere(20);

    const { totalCount } = await askDays(1);

    expect(totalCount).toBe(CHANNELS.length * 20 * 2);
    expect(calls()).toEqual(least(1));
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

    expect(calls()).toEqual(nothing);
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

    expect(calls()).toEqual(least(1));
  });

  it('for what is in no list at all are one for each order that was never seen, and none when it was', async () => {
    // 11st: a line with an open cancel request is in no order list, and its orders can be read one by one alone.
    const { emulator } = moa.sandbox.host('elevenst-main');
    for (let index = 0; index < 3; index += 1) {
      const [line] = emulator.place(anOrder({ orderedAt: NOW - HOUR }));
      emulator.happen(line!, { kind: 'CONFIRM' });
      emulator.happen(line!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
    }

    expect((await askDays(1)).totalCount).toBe(3);
    // Each order by its number; where they all stand, and how much was first ordered, in one call each.
    expect(calls()).toEqual({ ...least(1), 'elevenst-main': LEAST['elevenst-main']!(1) + 3 + 2 });

    await clock.advance(20 * MINUTE);
    moa.clearCalls();
    expect((await askDays(1)).totalCount).toBe(3);
    expect(calls()).toEqual(least(1));
  });
});
