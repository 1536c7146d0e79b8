import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { MINUTE } from '../../src/base/time.js';
import { intercept } from '../support/seller.js';
import type { Input } from './support.js';
import { ANOTHER, INPUT, OPERATOR, deskOf, held, hostOf, place, sent, withSupplier } from './support.js';

describe('a repeat', () => {
  it('with the same key gets the first answer', () =>
    withSupplier(async (moa) => {
      const first = await place(moa, { idempotencyKey: 'order 1' });

      expect(await place(moa, { idempotencyKey: 'order 1' })).toEqual({ ...first, replayed: true });
      expect(sent(moa)).toHaveLength(1);
    }));

  it.each<[string, Input]>([
    ['other goods', { items: [{ goodsNumber: 7401, quantity: 1 }] }],
    ['another receiver', { receiverName: '이서준' }],
    ['a real order after a test', { test: false }],
  ])('with the same key and %s is a conflict', (_, change) =>
    withSupplier(async (moa) => {
      await place(moa, { idempotencyKey: 'order 1', test: true });

      expect(await place(moa, { idempotencyKey: 'order 1', test: true, ...change })).toMatchObject({
        action: null,
        response: false,
        error: { code: 'IDEMPOTENCY_CONFLICT' },
        replayed: false,
      });
      expect(sent(moa)).toHaveLength(1);
    }),
  );

  it('with the same key of another caller is an order of its own', () =>
    withSupplier(async (moa) => {
      const first = await place(moa, { idempotencyKey: 'order 1' });
      const second = await place(moa, { idempotencyKey: 'order 1' }, ANOTHER);

      expect(second).toMatchObject({ response: true, replayed: false });
      expect(second.supplierOrder!.orderNumber).not.toBe(first.supplierOrder!.orderNumber);
      expect(held(moa)).toHaveLength(2);
    }));

  it('at the same time is sent once', () =>
    withSupplier(async (moa) => {
      const all = await Promise.all([place(moa), place(moa), place(moa)]);

      expect(held(moa)).toHaveLength(1);
      expect(all.map(({ response }) => response)).toEqual([true, true, true]);
      expect(all.filter(({ replayed }) => replayed)).toHaveLength(2);
      expect(new Set(all.map(({ action }) => action!.id)).size).toBe(1);
    }));

  it('at the same time with the same key is sent once, with other input a conflict', () =>
    withSupplier(async (moa) => {
      const [first, second, other] = await Promise.all([
        place(moa, { idempotencyKey: 'order 1' }),
        place(moa, { idempotencyKey: 'order 1' }),
        place(moa, { idempotencyKey: 'order 1', receiverName: '이서준' }),
      ]);

      expect([first.response, second.response]).toEqual([true, true]);
      expect(other.error?.code).toBe('IDEMPOTENCY_CONFLICT');
      expect(held(moa)).toHaveLength(1);
    }));

  it('under other keys is another order, even at the same time', () =>
    withSupplier(async (moa) => {
      await Promise.all([place(moa, { idempotencyKey: 'order 1' }), place(moa, { idempotencyKey: 'order 2' })]);

      expect(held(moa)).toHaveLength(2);
    }));

  it('of another instance, whose journal knows nothing, goes under the same number and is recognised', () =>
    withSupplier((moa) =>
      withSupplier(async (other) => {
        intercept(hostOf(other), async (request) => hostOf(moa).emulator.handle(request));
        const first = await place(moa, { idempotencyKey: 'order 1' });
        const second = await place(other, { idempotencyKey: 'order 1' });

        expect(second).toMatchObject({
          response: true,
          error: { code: 'ALREADY_DONE', channelCode: '105' },
          duplicateOf: first.supplierOrder!.orderNumber,
          supplierOrder: { id: first.supplierOrder!.id },
        });
        expect(held(moa)).toHaveLength(1);
      }),
    ));
});

describe('a number that the supplier has', () => {
  const NUMBER = { externalOrderNumber: 'N20260310-0001' };

  it('for the same order is that order, as it was stored', () =>
    withSupplier(async (moa) => {
      const first = await place(moa, { ...NUMBER, settleKind: 'CASH' });

      const second = await place(moa, { ...NUMBER, settleKind: 'CASH' });

      expect(second).toEqual({
        ...first,
        action: { id: expect.any(String), state: 'SUCCEEDED', attempts: 1 },
        reason: 'duplicate order',
        error: {
          code: 'ALREADY_DONE',
          message: expect.stringContaining('took this order before'),
          retryable: false,
          channelCode: '105',
          channelMessage: 'duplicate order',
        },
        duplicateOf: first.supplierOrder!.orderNumber,
        parameter: 'oaOrderNo',
      });
      expect(second.action!.id).not.toBe(first.action!.id);
      expect(held(moa)).toHaveLength(1);
    }));

  it.each<[string, Input]>([
    ['another receiver', { receiverName: '이서준' }],
    ['other goods', { items: [{ goodsNumber: 7401, quantity: 3 }] }],
  ])('for %s is a duplicate, and the order that exists is named', (_, change) =>
    withSupplier(async (moa) => {
      const first = await place(moa, NUMBER);

      expect(await place(moa, { ...NUMBER, ...change })).toMatchObject({
        action: { state: 'FAILED' },
        response: false,
        reason: 'duplicate order',
        error: { code: 'DUPLICATE', retryable: false, channelCode: '105' },
        supplierOrder: null,
        duplicateOf: first.supplierOrder!.orderNumber,
      });
      expect(held(moa)).toHaveLength(1);
    }),
  );

  it.each<[string, Input, boolean]>([
    ['adopted as the supplier tells it', {}, true],
    ['none of ours for another receiver', { receiverName: '이서준' }, false],
    ['none of ours for other goods', { items: [{ goodsNumber: 7401, quantity: 3 }] }, false],
  ])('and Moa has not is %s', (_, change, isAdopted) =>
    withSupplier((moa) =>
      withSupplier(async (other) => {
        intercept(hostOf(other), async (request) => hostOf(moa).emulator.handle(request));
        const first = await place(moa, { ...NUMBER, settleKind: 'CASH' });

        const second = await place(other, { ...NUMBER, settleKind: 'CASH', ...change });

        const { orderNumber } = first.supplierOrder!;
        expect([second.response, second.duplicateOf]).toEqual([isAdopted, orderNumber]);
        expect(second.supplierOrder).toEqual(
          isAdopted
            ? {
                ...first.supplierOrder,
                goodsSummary: null,
                payment: { ...first.payment, message: null, cashBalance: null },
              }
            : null,
        );
        expect(held(moa)).toHaveLength(1);
      }),
    ),
  );

  it.each<[string, Input, boolean]>([
    ['the same', {}, true],
    ['another', { receiverName: '이서준' }, false],
  ])('and does not tell more of is judged by its receiver: %s', (_, change, isAdopted) =>
    withSupplier((moa) =>
      withSupplier(async (other) => {
        intercept(hostOf(other), async (request) =>
          request.method === 'GET'
            ? { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }
            : hostOf(moa).emulator.handle(request),
        );
        const first = await place(moa, NUMBER);

        expect(await place(other, { ...NUMBER, ...change })).toMatchObject({
          response: isAdopted,
          error: { code: isAdopted ? 'ALREADY_DONE' : 'DUPLICATE' },
          duplicateOf: first.supplierOrder!.orderNumber,
          supplierOrder: null,
        });
      }),
    ),
  );
});

describe('an order without an answer', () => {
  it.each(['LOSE_ANSWER', 'TRUNCATED'] as const)('%s: is read back at once, and found', (kind) =>
    withSupplier(async (moa) => {
      hostOf(moa).inject({ kind, method: 'POST' });

      const placed = await place(moa, { idempotencyKey: 'order 1' });

      expect(placed).toMatchObject({
        action: { state: 'SUCCEEDED', attempts: 1 },
        response: true,
        error: null,
        supplierOrder: { orderNumber: held(moa)[0]!.orderNumber, receiverTel: '010-0000-1234', settlePrice: 21_800 },
        duplicateOf: null,
      });
      expect(moa.calls('junglebook-main').map(({ method, path }) => `${method} ${path}`)).toEqual([
        'POST /order',
        `GET /order/${held(moa)[0]!.externalOrderNumber}`,
      ]);
      expect(await place(moa, { idempotencyKey: 'order 1' })).toEqual({ ...placed, replayed: true });
    }),
  );

  it.each([
    ['paid', 200_000, 'PAID'],
    ['not paid', 100, 'FAILED'],
  ])('by cash and found was %s', (_, cash, status) =>
    withSupplier(async (moa) => {
      deskOf(moa).setCash(cash);
      hostOf(moa).inject({ kind: 'LOSE_ANSWER', method: 'POST' });

      expect(await place(moa, { settleKind: 'CASH' })).toMatchObject({
        response: true,
        payment: { status, success: status === 'PAID' },
      });
    }),
  );

  it('that never came is sent again, under its number, when a minute has passed', () =>
    withSupplier(async (moa) => {
      hostOf(moa).inject({ kind: 'INTERNAL', method: 'POST' });
      const lost = await place(moa);
      expect(lost).toMatchObject({
        action: { state: 'UNKNOWN', attempts: 1 },
        response: false,
        reason: expect.stringContaining('The supplier gave no answer'),
        error: { code: 'OUTCOME_UNKNOWN', retryable: true, channelMessage: 'Internal Server Error' },
        supplierOrder: null,
      });

      const soon = await place(moa);

      expect(soon.action).toEqual(lost.action);
      expect(sent(moa)).toHaveLength(1);

      await moa.clock.advance(2 * MINUTE);
      const again = await place(moa);

      expect(again).toMatchObject({ action: { id: lost.action!.id, state: 'SUCCEEDED', attempts: 2 }, response: true });
      expect(sent(moa)).toHaveLength(2);
      expect(held(moa)).toHaveLength(1);
    }));

  it('that came, but cannot be read back, is not sent again before it can', () =>
    withSupplier(async (moa) => {
      const host = hostOf(moa);
      host.inject({ kind: 'LOSE_ANSWER', method: 'POST' });
      host.inject({ kind: 'INTERNAL', method: 'GET', count: 100 });
      const input = { idempotencyKey: 'order 1' };
      expect((await place(moa, input)).action?.state).toBe('UNKNOWN');

      await moa.clock.advance(60 * MINUTE);
      expect((await place(moa, input)).action).toMatchObject({ state: 'UNKNOWN', attempts: 1 });

      host.clearFaults();
      await moa.clock.advance(60 * MINUTE);
      expect(await place(moa, input)).toMatchObject({
        action: { state: 'SUCCEEDED', attempts: 1 },
        response: true,
        replayed: false,
        supplierOrder: { orderNumber: held(moa)[0]!.orderNumber },
      });
      expect([held(moa).length, sent(moa).length]).toEqual([1, 1]);
    }));

  it('that arrives late, after it was sent again, is recognised as a duplicate', () =>
    withSupplier(async (moa) => {
      let late: (() => Promise<unknown>) | null = null;
      intercept(hostOf(moa), async ({ method }, handle) => {
        if (method === 'POST' && late === null) {
          late = handle;
          return hostOf(moa).emulator.troubleReply('INTERNAL');
        }
        if (method === 'POST') await late!();
        return handle();
      });
      expect((await place(moa)).action?.state).toBe('UNKNOWN');
      await moa.clock.advance(2 * MINUTE);

      expect(await place(moa)).toMatchObject({
        action: { state: 'SUCCEEDED', attempts: 2 },
        response: true,
        duplicateOf: held(moa)[0]!.orderNumber,
      });
      expect(held(moa)).toHaveLength(1);
    }));

  it('under a number of which the supplier shows another order was refused', () =>
    withSupplier((moa) =>
      withSupplier(async (other) => {
        const NUMBER = { externalOrderNumber: 'N20260310-0001' };
        intercept(hostOf(other), async (request) => hostOf(moa).emulator.handle(request));
        const first = await place(moa, NUMBER);
        hostOf(other).inject({ kind: 'LOSE_ANSWER', method: 'POST' });

        expect(await place(other, { ...NUMBER, receiverName: '이서준' })).toMatchObject({
          action: { state: 'FAILED' },
          response: false,
          error: { code: 'DUPLICATE' },
          duplicateOf: first.supplierOrder!.orderNumber,
          supplierOrder: null,
        });
      }),
    ));

  it('stays unknown when a later attempt is turned away', () =>
    withSupplier(async (moa) => {
      const host = hostOf(moa);
      host.inject({ kind: 'INTERNAL', method: 'POST' });
      await place(moa);
      await moa.clock.advance(2 * MINUTE);
      host.inject({ kind: 'RATE_LIMITED', method: 'POST' });

      expect(await place(moa)).toMatchObject({
        action: { state: 'UNKNOWN', attempts: 2 },
        error: { code: 'OUTCOME_UNKNOWN' },
      });
    }));

  it('that was turned away has failed', () =>
    withSupplier(async (moa) => {
      hostOf(moa).inject({ kind: 'RATE_LIMITED', method: 'POST' });

      expect(await place(moa)).toMatchObject({
        action: { state: 'FAILED', attempts: 1 },
        error: { code: 'CHANNEL_RATE_LIMITED', retryable: true },
      });
    }));

  it('that our own governor held back never left, and is done when its key comes again', () =>
    withSupplier(async (moa) => {
      let isRefused = true;
      intercept(hostOf(moa), async (_request, handle) =>
        isRefused ? { status: 401, headers: { 'content-type': 'application/json' }, body: '{}' } : handle(),
      );
      const input = { idempotencyKey: 'order 3' };
      for (const idempotencyKey of ['order 1', 'order 2']) {
        expect(await place(moa, { idempotencyKey })).toMatchObject({ action: { state: 'FAILED', attempts: 1 } });
      }
      expect(await place(moa, input)).toMatchObject({
        action: { state: 'FAILED', attempts: 0 },
        error: { code: 'CHANNEL_UNAUTHORIZED' },
      });
      expect(sent(moa)).toHaveLength(2);

      isRefused = false;
      await moa.clock.advance(MINUTE);
      expect(await place(moa, input)).toMatchObject({ action: { state: 'SUCCEEDED', attempts: 1 }, replayed: false });
      expect(await place(moa, { idempotencyKey: 'order 1' })).toMatchObject({ response: false, replayed: true });
    }));

  it('is no hindrance to another order', () =>
    withSupplier(async (moa) => {
      hostOf(moa).inject({ kind: 'INTERNAL', method: 'POST' });
      await place(moa, { idempotencyKey: 'order 1' });

      expect(await place(moa, { idempotencyKey: 'order 2' })).toMatchObject({ response: true });
      expect(await place(moa, {}, ANOTHER)).toMatchObject({ response: true });
    }));

  it('is still known after a restart', async () => {
    const file = join(tmpdir(), `moa-${randomUUID()}.sqlite`);
    const options = { databaseUrl: `sqlite:${file}` };
    const numbers: string[] = [];
    try {
      await withSupplier(async (moa) => {
        intercept(hostOf(moa), async ({ method, body }, handle) => {
          if (method === 'POST') numbers.push(numberIn(body));
          return method === 'POST' ? hostOf(moa).emulator.troubleReply('INTERNAL') : handle();
        });
        expect((await place(moa)).action?.state).toBe('UNKNOWN');
      }, options);
      await withSupplier(async (moa) => {
        await moa.clock.advance(5 * MINUTE);
        const placed = await place(moa);
        expect(placed).toMatchObject({ action: { attempts: 2 }, response: true });
        numbers.push(placed.supplierOrder!.externalOrderNumber!);
        expect(moa.calls('junglebook-main').map(({ method }) => method)).toEqual(['GET', 'POST']);
      }, options);
    } finally {
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    }
    expect(numbers[0]).toBe(numbers[1]);
  });
});

const numberIn = (body: Buffer): string => /"oaOrderNo":"([^"]+)"/.exec(body.toString('utf8'))![1]!;

it('is written down before it leaves, with what was asked', () =>
  withSupplier(async (moa) => {
    const seen: unknown[] = [];
    intercept(hostOf(moa), async (_request, handle) => {
      const journal = '{ actions(filter: { types: [PLACE_SUPPLIER_ORDER] }) { nodes { state attempts input } } }';
      seen.push((await moa.query<{ actions: { nodes: unknown[] } }>(journal)).actions.nodes);
      return handle();
    });
    const placed = await place(moa, { idempotencyKey: 'order 1' });

    expect(seen).toEqual([
      [
        {
          state: 'SENT',
          attempts: 1,
          input: { ...INPUT, source: 'API', externalOrderNumber: null, settleKind: 'BANK_TRANSFER', test: false },
        },
      ],
    ]);
    const action = `query ($id: ID!) { action(id: $id) {
      type state idempotencyKey requestedBy requestedAt finishedAt order { id } supplierOrder { id receiverName } } }`;
    const { data } = await moa.ask<{ action: unknown }>(action, { id: placed.action!.id }, OPERATOR);
    expect(data.action).toEqual({
      type: 'PLACE_SUPPLIER_ORDER',
      state: 'SUCCEEDED',
      idempotencyKey: 'order 1',
      requestedBy: 'buying',
      requestedAt: '2026-03-10T14:00:00+09:00',
      finishedAt: '2026-03-10T14:00:00+09:00',
      order: null,
      supplierOrder: { id: placed.supplierOrder!.id, receiverName: '박도윤' },
    });
  }));
