import { DAY, HOUR, MINUTE, SECOND, startOfKstDay, toIsoKst } from '../../src/base/time.js';
import type { FaultKind } from '../../src/sandbox/faults.js';
import { aRow, pack } from '../fulfilment/support.js';
import type { Moa, MoaOptions } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { anOrder } from '../support/orders.js';
import { VirtualClock } from '../support/virtual-clock.js';

const CHANNELS = [
  'ownmall-main',
  'coupang-main',
  'elevenst-main',
  'smartstore-main',
  'gmarket-main',
  'auction-main',
  'cafe24-main',
];
const NOW = Date.parse('2026-03-10T14:00:00+09:00');

/** Faults that end by themselves, and what a client is told of a channel that has no other. */
const FAULTS: readonly (readonly [FaultKind, string])[] = [
  ['RATE_LIMITED', 'CHANNEL_RATE_LIMITED'],
  ['INTERNAL', 'CHANNEL_UNAVAILABLE'],
  ['TRUNCATED', 'CHANNEL_UNAVAILABLE'],
  ['LOSE_ANSWER', 'CHANNEL_UNAVAILABLE'],
  ['REFUSE_CONNECTION', 'CHANNEL_UNAVAILABLE'],
  ['HTML', 'CHANNEL_MALFORMED'],
];

/** Cafe24's refresh token serves once: with its answer the whole chain is lost, so the account has its token before these. */
const USES_UP_TOKENS: readonly FaultKind[] = ['TRUNCATED', 'LOSE_ANSWER'];

interface ChannelResult {
  readonly channel: { readonly id: string };
  readonly outcome: string;
  readonly rows: number;
  readonly fetchedAt: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

interface Orders {
  readonly orders: {
    readonly nodes: readonly {
      readonly id: string;
      readonly orderNumber: string;
      readonly channel: { readonly id: string };
    }[];
    readonly channels: readonly ChannelResult[];
  };
}

const ORDERS = `query Orders($filter: OrderFilter!, $maxAge: Int) {
  orders(filter: $filter, first: 100, maxAge: $maxAge) {
    nodes { id orderNumber channel { id } }
    channels { channel { id } outcome rows fetchedAt error { code message } }
  }
}`;

const CONFIRM = `mutation Confirm($orderIds: [ID!]!) {
  confirmOrders(orderIds: $orderIds) { response order { id } error { code retryable } action { state } }
}`;

const check = (moa: Moa, id: string): Promise<{ checkChannel: { state: string } }> =>
  moa.query('mutation ($id: ID!) { checkChannel(id: $id) { state lastError { code } } }', { id });

/** Paid orders of the day: few calls on every channel. */
const ask = (moa: Moa, maxAge = 0): Promise<Orders> => {
  const start = startOfKstDay(moa.clock.now() - 2 * HOUR);
  const filter = {
    startDate: toIsoKst(start),
    endDate: toIsoKst(start + 2 * DAY),
    dateType: 'PAID',
    statuses: ['PAID'],
  };
  return moa.query<Orders>(ORDERS, { filter, maxAge });
};

/** Of its sales channels. */
const salesIds = ({ sandbox }: Moa): string[] =>
  sandbox.channels.map(({ id }) => id).filter((id) => CHANNELS.includes(id));

/** One paid order on every sales channel; its order number by channel. */
const placeEverywhere = (moa: Moa): Record<string, string> =>
  Object.fromEntries(
    salesIds(moa).map((id) => {
      const orderedAt = Math.floor((moa.clock.now() - HOUR) / SECOND) * SECOND;
      return [id, moa.sandbox.host(id).emulator.place(anOrder({ orderedAt }))[0]!.orderNumber];
    }),
  );

const resultOf = ({ orders }: Orders, id: string): ChannelResult =>
  orders.channels.find(({ channel }) => channel.id === id)!;

const numbersOf = ({ orders }: Orders): Record<string, string> =>
  Object.fromEntries(orders.nodes.map(({ channel, orderNumber }) => [channel.id, orderNumber]));

const without = (numbers: Record<string, string>, id: string): Record<string, string> =>
  Object.fromEntries(Object.entries(numbers).filter(([channelId]) => channelId !== id));

/** All other channels answered in full. */
function expectOthersFresh(answer: Orders, broken: string): void {
  const others = answer.orders.channels.filter(({ channel }) => channel.id !== broken);
  expect(others.map(({ outcome, rows, error }) => [outcome, rows, error])).toEqual(
    others.map(() => ['FRESH', 1, null]),
  );
  expect(others).toHaveLength(CHANNELS.length - 1);
}

async function withMoa(options: MoaOptions, run: (moa: Moa) => Promise<void>): Promise<void> {
  const moa = await startMoa(options);
  try {
    await run(moa);
  } finally {
    await moa.close();
  }
}

describe('a channel in trouble', () => {
  it('covers every sales channel of the registry', () =>
    withMoa({ clock: new VirtualClock(NOW) }, async (moa) => {
      const { channels } = await moa.query<{ channels: { id: string; role: string }[] }>('{ channels { id role } }');
      expect(channels.filter(({ role }) => role === 'SALES').map(({ id }) => id)).toEqual(CHANNELS);
    }));

  for (const id of CHANNELS) {
    for (const [kind, code] of FAULTS) {
      it(`${id}, ${kind}: says so, leaves the others alone, and shows what is stored as STALE`, () => {
        const clock = new VirtualClock(NOW);
        return withMoa({ clock }, async (moa) => {
          const placed = placeEverywhere(moa);
          const host = moa.sandbox.host(id);
          if (id === 'cafe24-main' && USES_UP_TOKENS.includes(kind)) await check(moa, id);

          host.inject({ kind, count: 1_000 });
          const unread = await ask(moa);
          expectOthersFresh(unread, id);
          expect(resultOf(unread, id)).toMatchObject({ outcome: 'FAILED', rows: 0, fetchedAt: null, error: { code } });
          expect(numbersOf(unread)).toEqual(without(placed, id));

          host.clearFaults();
          await clock.advance(20 * MINUTE);
          expect(numbersOf(await ask(moa))).toEqual(placed);
          const { fetchedAt } = resultOf(await ask(moa, 3_600), id);

          host.inject({ kind, count: 1_000 });
          await clock.advance(5 * MINUTE);
          const stale = await ask(moa);
          expectOthersFresh(stale, id);
          expect(resultOf(stale, id)).toMatchObject({ outcome: 'STALE', rows: 1, fetchedAt, error: { code } });
          expect(numbersOf(stale)).toEqual(placed);
        });
      });
    }
  }

  it('refused credentials show on that channel alone', () => {
    const credentials = {
      'ownmall-main': { apiKey: 'own-mall-sandbox-channel-key-99999999' },
      'coupang-main': { secretKey: 'not-the-secret-key' },
      'elevenst-main': { apiKey: '00000000000000000000000000000000' },
      'smartstore-main': { clientSecret: '$2a$04$zzzzzzzzzzzzzzzzzzzzzO' },
      'gmarket-main': { secretKey: 'bm90LXRoZS1zZWNyZXQta2V5' },
      'auction-main': { sellerId: 'somebody_else' },
      'cafe24-main': { clientSecret: 'NotTheClientSecret000B' },
    };
    expect(Object.keys(credentials)).toEqual(CHANNELS);
    return Promise.all(
      Object.entries(credentials).map(([id, wrong]) =>
        withMoa({ clock: new VirtualClock(NOW), credentials: { [id]: wrong } }, async (moa) => {
          const placed = placeEverywhere(moa);

          const answer = await ask(moa);

          expectOthersFresh(answer, id);
          expect(resultOf(answer, id)).toMatchObject({ outcome: 'FAILED', error: { code: 'CHANNEL_UNAUTHORIZED' } });
          expect(numbersOf(answer)).toEqual(without(placed, id));
          expect(JSON.stringify(answer)).not.toContain(Object.values(wrong)[0]);
        }),
      ),
    ).then(() => undefined);
  });

  it('Cafe24, whose answer with the next token was lost: says that consent is needed, and others are left alone', () => {
    const clock = new VirtualClock(NOW);
    return withMoa({ clock }, async (moa) => {
      const id = 'cafe24-main';
      const placed = placeEverywhere(moa);
      moa.sandbox.host(id).inject({ kind: 'LOSE_ANSWER', count: 1 });
      await ask(moa);
      await clock.advance(20 * MINUTE);

      const answer = await ask(moa);

      expectOthersFresh(answer, id);
      expect(resultOf(answer, id)).toMatchObject({
        outcome: 'FAILED',
        error: { code: 'CHANNEL_UNAUTHORIZED', message: expect.stringContaining('consent') as string },
      });
      expect(numbersOf(answer)).toEqual(without(placed, id));
    });
  });

  it('that hangs is answered for at the deadline, with the rows of the others', async () => {
    // Real time: a hanging socket is on nobody's clock. All hang side by side, each in a Moa of its own.
    const moas = [];
    for (const id of CHANNELS) moas.push({ id, moa: await startMoa({ queryDeadlineMs: 2_500 }) });
    try {
      await Promise.all(
        moas.map(async ({ id, moa }) => {
          const placed = placeEverywhere(moa);
          const host = moa.sandbox.host(id);
          host.inject({ kind: 'TIMEOUT', count: 1_000 });

          const answer = await ask(moa);

          expectOthersFresh(answer, id);
          expect(resultOf(answer, id)).toMatchObject({
            outcome: 'PARTIAL',
            rows: 0,
            error: { code: 'CHANNEL_TIMEOUT' },
          });
          expect(numbersOf(answer)).toEqual(without(placed, id));
          // Nobody gave up on the call: the answer did not wait for it.
          expect(host.calls().map(({ status }) => status)).toEqual([null]);
        }),
      );
    } finally {
      // Ends the hanging calls.
      for (const { moa } of moas) await moa.sandbox.close();
      for (const { moa } of moas) await moa.close();
    }
  });

  it('that hangs is answered for at the deadline where one order is asked for', async () => {
    // Real time: a hanging socket is on nobody's clock.
    const moa = await startMoa({ queryDeadlineMs: 1_500, channelIds: ['ownmall-main'] });
    const host = moa.sandbox.host('ownmall-main');
    const one = 'query ($id: ID!) { order(id: $id, maxAge: 0) { id status } }';
    try {
      placeEverywhere(moa);
      const { id } = (await ask(moa)).orders.nodes[0]!;
      const unseen = `ord_${Buffer.from('ownmall-main:M20260310-999999-1').toString('base64url')}`;
      host.inject({ kind: 'TIMEOUT', count: 1_000 });
      host.clearCalls();

      const [stored, never] = await Promise.all([moa.ask(one, { id }), moa.ask(one, { id: unseen })]);

      expect(stored).toEqual({ data: { order: { id, status: 'PAID' } } });
      expect(never).toMatchObject({ data: { order: null }, errors: [{ extensions: { code: 'CHANNEL_TIMEOUT' } }] });
      // Nobody gave up on the one call that both wait for, nor made another: the answers did not wait for it.
      expect(host.calls().map(({ status }) => status)).toEqual([null]);
    } finally {
      // Ends the hanging calls.
      await moa.sandbox.close();
      await moa.close();
    }
  });

  it('that is late, but within the deadline, is waited for', () =>
    withMoa({ queryDeadlineMs: 20_000 }, async (moa) => {
      const placed = placeEverywhere(moa);
      for (const id of CHANNELS) moa.sandbox.host(id).inject({ kind: 'LATE', delayMs: 300 });

      const answer = await ask(moa);

      expect(numbersOf(answer)).toEqual(placed);
      expect(answer.orders.channels.map(({ outcome }) => outcome)).toEqual(CHANNELS.map(() => 'FRESH'));
    }));

  it('has its invoices shown with the couriers they travel with', () =>
    withMoa({ clock: new VirtualClock(NOW), channelIds: ['ownmall-main'] }, async (moa) => {
      const host = moa.sandbox.host('ownmall-main');
      const line = host.emulator.place(anOrder({ orderedAt: NOW - HOUR }))[0]!;
      host.emulator.happen(line, { kind: 'CONFIRM' });
      host.emulator.happen(line, { kind: 'DISPATCH', courierCode: 'CJ', trackingNumber: '600000001111' });
      const question = `query ($filter: InvoiceFilter!) {
        invoices(filter: $filter, maxAge: 0) { nodes { trackingNumber courier courierCode } channels { outcome } }
      }`;
      const filter = { startDate: '2026-03-10', endDate: '2026-03-11' };
      await moa.query(question, { filter });
      host.inject({ kind: 'INTERNAL', count: 1_000 });

      const { invoices } = await moa.query<{ invoices: unknown }>(question, { filter });

      expect(invoices).toEqual({
        nodes: [{ trackingNumber: '600000001111', courier: 'CJ_LOGISTICS', courierCode: 'CJ' }],
        channels: [{ outcome: 'STALE' }],
      });
    }));

  for (const id of CHANNELS) {
    it(`${id} down: a batch over all channels does the others`, () => {
      const clock = new VirtualClock(NOW);
      return withMoa({ clock }, async (moa) => {
        placeEverywhere(moa);
        const { nodes } = (await ask(moa)).orders;
        moa.sandbox.host(id).inject({ kind: 'REFUSE_CONNECTION', count: 1_000 });

        const { confirmOrders } = await moa.query<{
          confirmOrders: { response: boolean; order: { id: string }; error: { code: string } | null }[];
        }>(CONFIRM, { orderIds: nodes.map((node) => node.id) });

        expect(confirmOrders.map((result) => result.order.id)).toEqual(nodes.map((node) => node.id));
        const outcomes = confirmOrders.map(({ response, error }, index) => [
          nodes[index]!.channel.id,
          response,
          error?.code ?? null,
        ]);
        expect(outcomes).toEqual(
          nodes.map(({ channel }) => (channel.id === id ? [id, false, 'OUTCOME_UNKNOWN'] : [channel.id, true, null])),
        );
      });
    });
  }
});

describe('a fulfilment service in trouble', () => {
  const LEDGER = 'poomgo-main';
  const ROW = 'trackingNumber channel { id }';
  const EVERYTHING = `query ($filter: OrderFilter!, $invoices: InvoiceFilter!, $fulfilments: FulfilmentFilter!) {
    orders(filter: $filter, maxAge: 0) {
      nodes { id channel { id } fulfilments { orderCode } invoices { ${ROW} } }
      channels { channel { id } outcome rows error { code } }
    }
    invoices(filter: $invoices, maxAge: 0) {
      nodes { ${ROW} } channels { channel { id } outcome rows error { code } }
    }
    fulfilments(filter: $fulfilments, maxAge: 0) {
      nodes { orderCode order { id } } channels { channel { id } outcome rows error { code } }
    }
  }`;

  interface Fared {
    readonly channels: readonly { readonly channel: { readonly id: string }; readonly outcome: string }[];
  }
  interface Everything {
    readonly orders: Fared & { readonly nodes: readonly { fulfilments: object[]; invoices: object[] }[] };
    readonly invoices: Fared & { readonly nodes: readonly { readonly trackingNumber: string }[] };
    readonly fulfilments: Fared & { readonly nodes: readonly { readonly orderCode: string }[] };
  }

  const askEverything = (moa: Moa): Promise<Everything> => {
    const filter = { startDate: toIsoKst(startOfKstDay(NOW)), endDate: toIsoKst(startOfKstDay(NOW) + DAY) };
    return moa.query<Everything>(EVERYTHING, { filter, invoices: filter, fulfilments: filter });
  };

  const fared = ({ channels }: Fared): Record<string, string> =>
    Object.fromEntries(channels.map(({ channel, outcome }) => [channel.id, outcome]));

  const fresh = Object.fromEntries(CHANNELS.map((id) => [id, 'FRESH']));

  it('says so where it is asked, is no matter of orders, and shows what is stored as STALE', () => {
    const clock = new VirtualClock(NOW);
    return withMoa({ clock }, async (moa) => {
      const placed = placeEverywhere(moa);
      const host = moa.sandbox.host(LEDGER);
      const orderCode = placed['auction-main']!;
      const row = host.emulator.warehouse!.receive(aRow({ channelName: '옥션', orderCode, receivedAt: NOW - HOUR }));
      pack(host.emulator.warehouse!, row, '600000000017');

      host.inject({ kind: 'REFUSE_CONNECTION', count: 1_000 });
      const unread = await askEverything(moa);
      expect(fared(unread.orders)).toEqual(fresh);
      expect(unread.orders.nodes).toHaveLength(CHANNELS.length);
      expect(fared(unread.invoices)).toMatchObject({ [LEDGER]: 'FAILED' });
      expect(fared(unread.fulfilments)).toEqual({ [LEDGER]: 'FAILED' });
      expect([unread.invoices.nodes, unread.fulfilments.nodes]).toEqual([[], []]);

      host.clearFaults();
      await clock.advance(20 * MINUTE);
      const read = await askEverything(moa);
      expect(fared(read.fulfilments)).toEqual({ [LEDGER]: 'FRESH' });
      // Searched by another date than the asked one, some sales channels are never more than PARTIAL here.
      expect(fared(read.invoices)).toEqual({ ...fared(unread.invoices), [LEDGER]: 'FRESH' });

      host.inject({ kind: 'REFUSE_CONNECTION', count: 1_000 });
      await clock.advance(5 * MINUTE);
      const stale = await askEverything(moa);
      expect(fared(stale.orders)).toEqual(fresh);
      expect(fared(stale.invoices)).toEqual({ ...fared(read.invoices), [LEDGER]: 'STALE' });
      expect(fared(stale.fulfilments)).toEqual({ [LEDGER]: 'STALE' });
      expect(stale.fulfilments.nodes).toMatchObject([{ orderCode, order: { id: expect.any(String) as string } }]);
      expect(stale.invoices.nodes).toEqual([{ trackingNumber: '600000000017', channel: { id: LEDGER } }]);
      expect(stale.orders.nodes.filter(({ fulfilments }) => fulfilments.length > 0)).toMatchObject([
        { channel: { id: 'auction-main' }, invoices: [{ trackingNumber: '600000000017' }] },
      ]);
    });
  });

  it('beside a sales channel in trouble: its ledger is shown whole', () =>
    withMoa({ clock: new VirtualClock(NOW) }, async (moa) => {
      const placed = placeEverywhere(moa);
      const { warehouse } = moa.sandbox.host(LEDGER).emulator;
      const orderCode = placed['gmarket-main']!;
      warehouse!.receive(aRow({ channelName: 'G마켓', orderCode, receivedAt: NOW - HOUR }));
      moa.sandbox.host('gmarket-main').inject({ kind: 'INTERNAL', count: 1_000 });

      const { orders, fulfilments } = await askEverything(moa);

      expect(fared(orders)).toEqual({ ...fresh, 'gmarket-main': 'FAILED' });
      expect(fared(fulfilments)).toEqual({ [LEDGER]: 'FRESH' });
      expect(fulfilments.nodes).toEqual([{ orderCode, order: null }]);
    }));
});
