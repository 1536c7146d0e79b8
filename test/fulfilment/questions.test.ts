import { aRow, codes, FULFILMENTS, kst, list, pack, POOMGO, span, withWarehouse, type Stocked } from './support.js';

/** Rows of three days; those of the first two are packed, the first one was canceled once. */
async function seed({ moa, warehouse }: Stocked): Promise<string[]> {
  const numbers = ['A', 'B', 'C'].map((orderCode, index) =>
    warehouse.receive(aRow({ orderCode, receivedAt: kst(`2026-03-0${index + 6}T08:00:00.001`) })),
  );
  warehouse.advance(numbers[0]!, { kind: 'ASSIGN_INVOICE', courierName: '롯데택배', trackingNumber: '400000000001' });
  warehouse.advance(numbers[0]!, { kind: 'CANCEL_INVOICE' });
  pack(warehouse, numbers[0]!, '600000000001');
  await moa.clock.advance(24 * 3_600_000);
  pack(warehouse, numbers[1]!, '600000000002');
  await moa.clock.advance(3_600_000);
  return numbers;
}
/** Days on which A and B were packed. */
const FIRST_DAY = span('2026-03-10T00:00:00', '2026-03-11T00:00:00');
const SECOND_DAY = span('2026-03-11T00:00:00', '2026-03-12T00:00:00');

describe('by the date of making', () => {
  it('finds rows newest first, to the millisecond', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const { moa } = stocked;

      const all = await list(moa, span('2026-03-06T00:00:00', '2026-03-09T00:00:00'));
      const cut = await list(moa, span('2026-03-06T08:00:00.001', '2026-03-08T08:00:00.001'));
      const none = await list(moa, span('2026-03-06T08:00:00.002', '2026-03-07T08:00:00.001'));

      expect(all.channels).toMatchObject([{ outcome: 'FRESH', rows: 3, calls: 1, error: null }]);
      expect([codes(all), codes(cut), codes(none)]).toEqual([['C', 'B', 'A'], ['B', 'A'], []]);
      expect([all.totalCount, cut.totalCount, none.totalCount]).toEqual([3, 2, 0]);
      expect(cut.channels).toMatchObject([{ outcome: 'FRESH', rows: 2, error: null }]);
    }));

  it('asks for 31 days at a time, and not for days to come', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const { channels, totalCount } = await list(stocked.moa, span('2026-02-01T00:00:00', '2027-01-01T00:00:00'));
      expect(channels).toMatchObject([{ outcome: 'FRESH', calls: 2, rows: 3 }]);
      expect(totalCount).toBe(3);
    }));

  it('asks nothing about the future', () =>
    withWarehouse(async ({ moa }) => {
      const { channels } = await list(moa, span('2026-04-01T00:00:00', '2026-04-02T00:00:00'));
      expect(channels).toMatchObject([{ outcome: 'CACHED', calls: 0, rows: 0, error: null }]);
    }));
});

describe('by the dates that rows do not tell', () => {
  it('finds rows whose invoice was assigned or closed on a Korean day', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const { moa } = stocked;
      for (const dateType of ['CONFIRMED', 'CLOSED']) {
        const first = await list(moa, { ...FIRST_DAY, dateType });
        const second = await list(moa, { ...SECOND_DAY, dateType });
        expect([codes(first), codes(second)]).toEqual([['A'], ['B']]);
        expect(first.channels).toMatchObject([{ outcome: 'FRESH', rows: 1, error: null }]);
      }
    }));

  it('widens a part of a day, and says so', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const { moa } = stocked;
      const filter = { ...span('2026-03-10T15:00:00', '2026-03-10T16:00:00'), dateType: 'CLOSED' };
      const answer = await list(moa, filter);
      expect(codes(answer)).toEqual(['A']);
      expect(answer.channels).toMatchObject([{ outcome: 'PARTIAL', error: { code: 'UNSUPPORTED' } }]);
      expect(answer.channels[0]?.error?.message).toContain(
        'whole Korean days for the date CLOSED, which its rows do not tell: all from 2026-03-10T00:00:00+09:00 to 2026-03-11T00:00:00+09:00',
      );
      // Nothing lies between now and the end of the day.
      const untilNow = { ...span('2026-03-11T00:00:00', '2026-03-11T15:00:00'), dateType: 'CLOSED' };
      expect((await list(moa, untilNow)).channels).toMatchObject([{ outcome: 'FRESH', error: null }]);
    }));
});

describe('by several ranges', () => {
  it('wants all of them to hold', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const { moa } = stocked;
      const created = span('2026-03-06T00:00:00', '2026-03-08T00:00:00');
      const both = await list(moa, { created, closed: SECOND_DAY, confirmed: SECOND_DAY });
      const neither = await list(moa, {
        created: span('2026-03-08T00:00:00', '2026-03-09T00:00:00'),
        closed: SECOND_DAY,
      });
      const main = await list(moa, { ...SECOND_DAY, dateType: 'CLOSED', created });
      expect([codes(both), codes(neither), codes(main)]).toEqual([['B'], [], ['B']]);
      expect(both.channels).toMatchObject([{ calls: 1 }]);
    }));

  it('takes what two ranges of one date share; ranges that exclude each other need no call', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const { moa } = stocked;
      const filter = span('2026-03-06T00:00:00', '2026-03-08T00:00:00');
      const shared = await list(moa, { ...filter, created: span('2026-03-07T00:00:00', '2026-03-12T00:00:00') });
      const apart = await list(moa, { ...filter, created: span('2026-03-08T00:00:00', '2026-03-12T00:00:00') });
      expect([codes(shared), codes(apart)]).toEqual([['B'], []]);
      expect(apart.channels).toMatchObject([{ outcome: 'CACHED', calls: 0, rows: 0 }]);
    }));

  it('cuts a long span of making itself beside a short one', () =>
    withWarehouse(async (stocked) => {
      await seed(stocked);
      const created = span('2025-04-01T00:00:00', '2026-03-07T00:00:00');
      const answer = await list(stocked.moa, { created, closed: span('2026-03-10T00:00:00', '2026-03-12T00:00:00') });
      expect(codes(answer)).toEqual(['A']);
      expect(answer.channels).toMatchObject([{ outcome: 'FRESH', calls: 1, rows: 1 }]);
    }));
});

it('finds an order by its exact number, and nothing by one that is not there', () =>
  withWarehouse(async (stocked) => {
    await seed(stocked);
    const { moa } = stocked;
    expect(codes(await list(moa, { orderCode: 'B' }))).toEqual(['B']);
    const unknown = await list(moa, { orderCode: 'B2' });
    expect(codes(unknown)).toEqual([]);
    expect(unknown.channels).toMatchObject([{ outcome: 'FRESH', rows: 0, error: null }]);
    expect(codes(await list(moa, { orderCode: 'B', ...FIRST_DAY, dateType: 'CLOSED' }))).toEqual([]);
  }));

it('finds everything with nothing given, page by page', () =>
  withWarehouse(async (stocked) => {
    await seed(stocked);
    const { moa, warehouse } = stocked;
    // Of the same instant: told apart by their keys.
    for (const orderCode of ['D', 'E'])
      warehouse.receive(aRow({ orderCode, receivedAt: kst('2026-03-07T08:00:00.001') }));

    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; ; page += 1) {
      const answer = await list(moa, {}, { first: 2, maxAge: 60, ...(after ? { after } : {}) });
      seen.push(...codes(answer));
      expect([answer.totalCount, answer.pageInfo.hasPreviousPage]).toEqual([5, page > 0]);
      if (!answer.pageInfo.hasNextPage) break;
      after = answer.pageInfo.endCursor;
    }

    expect(seen).toEqual(['C', 'B', 'D', 'E', 'A']);
    const strange = await moa.ask(FULFILMENTS, { filter: { orderCode: 'A' }, after });
    expect(strange.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'after' });
  }));

it('reads more than one page of the service', () =>
  withWarehouse(async ({ moa, warehouse }) => {
    for (let index = 0; index < 501; index += 1) warehouse.receive(aRow({ orderCode: `N${index}` }));
    const answer = await list(moa, {}, { first: 1 });
    expect(answer.channels).toMatchObject([{ outcome: 'FRESH', calls: 2, rows: 501 }]);
    expect(answer.totalCount).toBe(501);
  }));

it('a channel that sells has no such list', () =>
  withWarehouse(
    async ({ moa }) => {
      const { channels } = await list(moa, { channelIds: ['ownmall-main'] });
      expect(channels).toMatchObject([{ outcome: 'UNSUPPORTED', calls: 0, error: { code: 'UNSUPPORTED' } }]);
    },
    { channelIds: ['ownmall-main'] },
  ));

it('says what it can do', () =>
  withWarehouse(async ({ moa }) => {
    const { channel } = await moa.query<{ channel: object }>(`{
      channel(id: "${POOMGO}") {
        role capabilities limits { capability maxWindowHours pageSize maxBatch callsPerMinute }
      }
      checkChannel: channel(id: "${POOMGO}") { health { remainingCalls } }
    }`);
    expect(channel).toEqual({
      role: 'FULFILMENT',
      capabilities: ['LIST_FULFILMENTS'],
      limits: [
        { capability: 'LIST_FULFILMENTS', maxWindowHours: 744, pageSize: 500, maxBatch: null, callsPerMinute: null },
      ],
    });
    const { checkChannel } = await moa.query<{ checkChannel: object }>(
      `mutation { checkChannel(id: "${POOMGO}") { state lastError { code } } }`,
    );
    expect(checkChannel).toEqual({ state: 'UP', lastError: null });
  }));

it('refuses what cannot be asked, before any call', () =>
  withWarehouse(async ({ moa }) => {
    const day = span('2026-03-10T00:00:00', '2026-03-11T00:00:00');
    const year = span('2025-01-01T00:00:00', '2026-01-03T00:00:00');
    const bad: [filter: object, field: string][] = [
      [{ startDate: day.startDate }, 'filter.endDate'],
      [{ endDate: day.endDate }, 'filter.startDate'],
      [{ startDate: day.endDate, endDate: day.startDate }, 'filter.endDate'],
      [year, 'filter.endDate'],
      [{ created: year }, 'filter.created.endDate'],
      [{ confirmed: { startDate: day.endDate, endDate: day.endDate } }, 'filter.confirmed.endDate'],
      [{ closed: year }, 'filter.closed.endDate'],
      [{ orderCode: '' }, 'filter.orderCode'],
      [{ orderCode: 'x'.repeat(101) }, 'filter.orderCode'],
      [{ channelIds: ['nobody'] }, 'filter.channelIds'],
    ];
    for (const [filter, field] of bad) {
      const { errors } = await moa.ask(FULFILMENTS, { filter });
      expect([filter, errors?.[0]?.extensions]).toEqual([
        filter,
        expect.objectContaining({ code: 'BAD_INPUT', field }),
      ]);
    }
    for (const paging of [{ first: 0 }, { first: 10_001 }, { maxAge: -1 }]) {
      const { errors } = await moa.ask(FULFILMENTS, { filter: {}, ...paging });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: Object.keys(paging)[0] });
    }
    expect(moa.calls(POOMGO)).toEqual([]);
  }));
