import { DAY, HOUR, MINUTE, SECOND } from '../../src/base/time.js';
import type { FaultKind } from '../../src/sandbox/faults.js';
import { aRow, codes, kst, list, pack, POOMGO, span, withWarehouse } from './support.js';

const YESTERDAY = { ...span('2026-03-09T00:00:00', '2026-03-10T00:00:00'), dateType: 'CREATED' };
const TODAY = { ...span('2026-03-10T00:00:00', '2026-03-11T00:00:00'), dateType: 'CREATED' };
const PACKED_TODAY = { ...TODAY, dateType: 'CLOSED' };
const yesterdays = (orderCode: string) => aRow({ orderCode, receivedAt: kst('2026-03-09T12:00:00') });

describe('an answer of before', () => {
  it('is given again within maxAge, and not beyond it', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      warehouse.receive(yesterdays('A'));
      const first = await list(moa, YESTERDAY, { maxAge: HOUR / SECOND });
      await moa.clock.advance(30 * MINUTE);
      const second = await list(moa, YESTERDAY, { maxAge: HOUR / SECOND });
      const sooner = await list(moa, YESTERDAY, { maxAge: 29 * 60 });

      expect(first.channels).toMatchObject([{ outcome: 'FRESH', calls: 1, rows: 1 }]);
      expect(second.channels).toEqual([{ ...first.channels[0], outcome: 'CACHED', calls: 0 }]);
      expect(codes(second)).toEqual(['A']);
      expect(sooner.channels).toMatchObject([{ outcome: 'FRESH', calls: 1 }]);
      expect(sooner.channels[0]?.fetchedAt).not.toBe(first.channels[0]?.fetchedAt);
    }));

  it('of maxAge 0 never counts', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      warehouse.receive(yesterdays('A'));
      for (let time = 0; time < 2; time += 1) {
        expect((await list(moa, YESTERDAY)).channels).toMatchObject([{ outcome: 'FRESH', calls: 1 }]);
      }
    }));

  it('is trusted a minute where new rows may have come since', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      expect(codes(await list(moa, TODAY))).toEqual([]);
      warehouse.receive(aRow({ orderCode: 'new' }));
      await moa.clock.advance(50 * SECOND);
      expect((await list(moa, TODAY, { maxAge: HOUR / SECOND })).channels).toMatchObject([{ outcome: 'CACHED' }]);
      await moa.clock.advance(20 * SECOND);
      expect(codes(await list(moa, TODAY, { maxAge: HOUR / SECOND }))).toEqual(['new']);
    }));

  it('answers its own question alone', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      pack(warehouse, warehouse.receive(aRow({ orderCode: 'packed' })), '600000000001');
      warehouse.receive(aRow({ orderCode: 'waiting' }));
      expect(codes(await list(moa, TODAY))).toEqual(['packed', 'waiting']);
      expect(codes(await list(moa, PACKED_TODAY, { maxAge: 60 }))).toEqual(['packed']);
      expect(codes(await list(moa, TODAY, { maxAge: 60 }))).toEqual(['packed', 'waiting']);
    }));

  it('gives way to the next one: what is found no more is shown no more', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      const row = warehouse.receive(aRow({ orderCode: 'A' }));
      pack(warehouse, row, '600000000001');
      expect(codes(await list(moa, PACKED_TODAY))).toEqual(['A']);
      warehouse.advance(row, { kind: 'CANCEL_INVOICE' });
      expect(codes(await list(moa, PACKED_TODAY))).toEqual([]);
      expect(codes(await list(moa, TODAY))).toEqual(['A']);
    }));
});

describe('a service in trouble', () => {
  const FAULTS: readonly (readonly [FaultKind, string])[] = [
    ['RATE_LIMITED', 'CHANNEL_RATE_LIMITED'],
    ['INTERNAL', 'CHANNEL_UNAVAILABLE'],
    ['TRUNCATED', 'CHANNEL_UNAVAILABLE'],
    ['LOSE_ANSWER', 'CHANNEL_UNAVAILABLE'],
    ['REFUSE_CONNECTION', 'CHANNEL_UNAVAILABLE'],
    ['HTML', 'CHANNEL_MALFORMED'],
  ];

  it.each(FAULTS)('%s: nothing stored is FAILED, an older answer is STALE', (kind, code) =>
    withWarehouse(async ({ moa, warehouse }) => {
      warehouse.receive(yesterdays('A'));
      const host = moa.sandbox.host(POOMGO);
      host.inject({ kind, count: 10 });
      const failed = await list(moa, YESTERDAY);
      expect(failed.channels).toMatchObject([{ outcome: 'FAILED', rows: 0, fetchedAt: null, error: { code } }]);
      expect(failed.nodes).toEqual([]);

      host.clearFaults();
      await moa.clock.advance(10 * MINUTE);
      const read = await list(moa, YESTERDAY);
      expect(read.channels).toMatchObject([{ outcome: 'FRESH', rows: 1, error: null }]);

      host.inject({ kind, count: 10 });
      const stale = await list(moa, YESTERDAY);
      expect(stale.channels).toMatchObject([{ outcome: 'STALE', rows: 1, error: { code } }]);
      expect(stale.channels[0]?.fetchedAt).toBe(read.channels[0]?.fetchedAt);
      expect(codes(stale)).toEqual(['A']);
    }),
  );

  it('that answers a part of the question is PARTIAL', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      warehouse.receive(aRow({ orderCode: 'old', receivedAt: kst('2026-02-02T12:00:00') }));
      warehouse.receive(yesterdays('A'));
      const months = span('2026-02-01T00:00:00', '2026-03-10T00:00:00');
      // The first of two windows is tried three times.
      moa.sandbox.host(POOMGO).inject({ kind: 'HTML', count: 1 });

      const part = await list(moa, months);
      expect(part.channels).toMatchObject([{ outcome: 'PARTIAL', rows: 1, error: { code: 'CHANNEL_MALFORMED' } }]);

      // The part that was read is not asked for again.
      const rest = await list(moa, months, { maxAge: 3_600 });
      expect(rest.channels).toMatchObject([{ outcome: 'FRESH', rows: 2, calls: 1, error: null }]);
      expect(codes(rest)).toEqual(['A', 'old']);
    }));

  it('that breaks off: the pages that came are shown', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      for (let index = 0; index < 501; index += 1) warehouse.receive(yesterdays(`N${index}`));
      const host = moa.sandbox.host(POOMGO);
      const read = list(moa, YESTERDAY, { first: 1 });
      while (host.calls().length < 1) await new Promise((resolve) => setImmediate(resolve));
      host.inject({ kind: 'HTML', count: 1 });

      const { channels, totalCount } = await read;
      expect(channels).toMatchObject([{ outcome: 'PARTIAL', rows: 500, error: { code: 'CHANNEL_MALFORMED' } }]);
      expect(totalCount).toBe(500);
      expect((await list(moa, YESTERDAY, { first: 1 })).channels).toMatchObject([{ outcome: 'FRESH', rows: 501 }]);
    }));

  it('that refuses the key says so', () =>
    withWarehouse(
      async ({ moa }) => {
        const { channels } = await list(moa, TODAY);
        expect(channels).toMatchObject([{ outcome: 'FAILED', error: { code: 'CHANNEL_UNAUTHORIZED' } }]);
      },
      { credentials: { [POOMGO]: { apiKey: 'WRONG' } } },
    ));

  it('that hangs is waited for until the deadline, and read on behind it', () =>
    withWarehouse(
      async ({ moa, warehouse }) => {
        warehouse.receive(yesterdays('A'));
        moa.sandbox.host(POOMGO).inject({ kind: 'LATE', delayMs: 5_000 });
        const asked = list(moa, YESTERDAY);
        while (moa.calls(POOMGO).length < 1) await new Promise((resolve) => setImmediate(resolve));
        await moa.clock.advance(SECOND);
        const late = await asked;
        expect(late.channels).toMatchObject([{ outcome: 'PARTIAL', error: { code: 'CHANNEL_TIMEOUT' } }]);
        await moa.clock.advance(5 * SECOND);
        // Waits its turn behind the late one.
        await list(moa, { orderCode: 'anything' });
        expect((await list(moa, YESTERDAY, { maxAge: 3_600 })).channels).toMatchObject([
          { outcome: 'CACHED', rows: 1 },
        ]);
      },
      { queryDeadlineMs: 1_000 },
    ));
});

it('identical questions at once share one call', () =>
  withWarehouse(async ({ moa, warehouse }) => {
    warehouse.receive(yesterdays('A'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => list(moa, YESTERDAY, { maxAge: 60 })));
    expect(answers.map(codes)).toEqual(answers.map(() => ['A']));
    expect(moa.calls(POOMGO)).toHaveLength(1);
  }));

it('a row is shown as it was read last, whatever question found it', () =>
  withWarehouse(async ({ moa, warehouse }) => {
    const row = warehouse.receive(yesterdays('A'));
    await list(moa, YESTERDAY);
    pack(warehouse, row, '600000000001');
    await list(moa, { orderCode: 'A' });
    const { fulfilments } = await moa.query<{ fulfilments: { nodes: { invoices: { trackingNumber: string }[] }[] } }>(
      `query ($filter: FulfilmentFilter!) {
        fulfilments(filter: $filter, maxAge: 3600) { nodes { invoices { trackingNumber } } }
      }`,
      { filter: YESTERDAY },
    );
    expect(fulfilments.nodes).toEqual([{ invoices: [{ trackingNumber: '600000000001' }] }]);
  }));

it('answers of long ago are forgotten, rows are not', () =>
  withWarehouse(async ({ moa, warehouse }) => {
    warehouse.receive(yesterdays('A'));
    await list(moa, YESTERDAY);
    await moa.clock.advance(8 * DAY);
    await list(moa, { orderCode: 'B' });
    moa.sandbox.host(POOMGO).inject({ kind: 'HTML', count: 10 });
    expect((await list(moa, YESTERDAY)).channels).toMatchObject([{ outcome: 'FAILED', rows: 0 }]);
    expect((await list(moa, { orderCode: 'A' })).channels).toMatchObject([{ outcome: 'FAILED' }]);
  }));
