import { MINUTE } from '../../src/base/time.js';
import { NOW } from '../support/seller.js';
import { INPUT, OPERATOR, deskOf, held, hostOf, place, sent, stock, withSupplier } from './support.js';

describe('an order', () => {
  it('is placed, stored and told whole', () =>
    withSupplier(async (moa) => {
      const placed = await place(moa, { externalOrderNumber: 'N20260310-0001' });

      const [order] = held(moa);
      expect(placed).toEqual({
        action: { id: expect.stringMatching(/^act_/), state: 'SUCCEEDED', attempts: 1 },
        response: true,
        reason: null,
        error: null,
        supplierOrder: {
          id: expect.stringMatching(/^sup_/),
          channel: { id: 'junglebook-main' },
          orderNumber: order!.orderNumber,
          externalOrderNumber: 'N20260310-0001',
          source: 'API',
          receiverName: '박도윤',
          receiverTel: '010-0000-1234',
          receiverMobile: '010-0000-1234',
          zipCode: '06100',
          address: '서울특별시 강남구 견본대로 77 5층 502호',
          depositorName: '견본상점',
          items: [
            { goodsNumber: '7401', quantity: 2 },
            { goodsNumber: '10512', quantity: 1 },
          ],
          goodsSummary: expect.stringContaining('견본 사료 2kg'),
          settleKind: 'BANK_TRANSFER',
          goodsPrice: 18_800,
          deliveryFee: order!.settlePrice - 18_800,
          settlePrice: order!.settlePrice,
          memo: '부재 시 문 앞에 놓아 주세요',
          payment: placed.payment,
          test: false,
          placedAt: '2026-03-10T14:00:00+09:00',
        },
        payment: {
          status: 'NOT_DUE',
          success: false,
          message: null,
          amount: order!.settlePrice,
          cashBalance: expect.any(Number),
        },
        replayed: false,
        duplicateOf: null,
        parameter: null,
        goods: null,
      });
      expect(held(moa)).toMatchObject([
        {
          externalOrderNumber: 'N20260310-0001',
          externalType: 'api',
          receiver: { name: '박도윤', zipCode: '06100' },
          isPaidByCash: false,
          items: [
            { goodsNumber: 7401, quantity: 2 },
            { goodsNumber: 10512, quantity: 1 },
          ],
        },
      ]);
      expect(sent(moa)).toEqual(['/order']);
    }));

  it('without a number of its own goes under one that Moa makes', () =>
    withSupplier(async (moa) => {
      const placed = await place(moa);

      expect(placed.supplierOrder!.externalOrderNumber).toMatch(/^MOA-[0-9a-f-]{36}$/);
      expect(held(moa)[0]!.externalOrderNumber).toBe(placed.supplierOrder!.externalOrderNumber);
    }));

  it('by cash is paid from the balance', () =>
    withSupplier(async (moa) => {
      const { response, payment } = await place(moa, { settleKind: 'CASH', depositorName: undefined });

      const [order] = held(moa);
      expect([response, order!.isPaidByCash, order!.paidAt]).toEqual([true, true, NOW]);
      expect(payment).toEqual({
        status: 'PAID',
        success: true,
        message: 'success',
        amount: order!.settlePrice,
        cashBalance: 200_000 - order!.settlePrice,
      });
    }));

  it('by cash that the balance does not cover stands unpaid, and is never sent again', () =>
    withSupplier(async (moa) => {
      deskOf(moa).setCash(1_200);
      const input = { settleKind: 'CASH', idempotencyKey: 'order 1' };

      const placed = await place(moa, input);

      expect(placed).toMatchObject({
        action: { state: 'SUCCEEDED', attempts: 1 },
        response: true,
        error: null,
        payment: { status: 'FAILED', success: false, message: 'not enough cash', cashBalance: 1_200 },
      });
      expect(placed.supplierOrder!.payment).toEqual(placed.payment);

      deskOf(moa).setCash(200_000);
      await moa.clock.advance(10 * MINUTE);
      expect(await place(moa, input)).toEqual({ ...placed, replayed: true });
      expect(sent(moa)).toEqual(['/order']);
    }));

  it('of own goods needs none in stock, and goes to the warehouse', () =>
    withSupplier(async (moa) => {
      deskOf(moa).setGoods(7401, { stock: 0, isSoldOut: true });
      const items = [{ goodsNumber: 7401, quantity: 300 }];

      const placed = await place(moa, { source: 'OWN_GOODS', items });

      const { receiver } = held(moa)[0]!;
      expect(placed.supplierOrder).toMatchObject({
        source: 'OWN_GOODS',
        receiverName: receiver.name,
        zipCode: receiver.zipCode,
        items: [{ goodsNumber: '7401', quantity: 300 }],
      });
      expect(receiver.name).not.toBe(INPUT.receiverName);
    }));
});

describe('a test order', () => {
  it('orders nothing, and no list has it', () =>
    withSupplier(async (moa) => {
      const placed = await place(moa, { test: true, idempotencyKey: 'try' });

      expect(placed).toMatchObject({
        action: { state: 'SUCCEEDED' },
        response: true,
        supplierOrder: { test: true, goodsPrice: 18_800 },
        payment: { status: 'NOT_DUE', success: false, message: 'order test :)' },
      });
      expect([sent(moa), held(moa)]).toEqual([['/order/test'], []]);
      const { supplierOrders } = await moa.query<{ supplierOrders: { totalCount: number; nodes: unknown[] } }>(
        '{ supplierOrders(filter: {}) { totalCount nodes { id } } }',
      );
      expect(supplierOrders).toEqual({ totalCount: 0, nodes: [] });
      expect(await place(moa, { test: true, idempotencyKey: 'try' })).toEqual({ ...placed, replayed: true });
      const { node } = await moa.query<{ node: unknown }>(
        'query ($id: ID!) { node(id: $id) { ... on SupplierOrder { test orderNumber } } }',
        { id: placed.supplierOrder!.id },
      );
      expect(node).toEqual({ test: true, orderNumber: placed.supplierOrder!.orderNumber });
    }));

  it('without an answer has failed: there is nothing to read back', () =>
    withSupplier(async (moa) => {
      hostOf(moa).inject({ kind: 'LOSE_ANSWER', method: 'POST' });

      expect(await place(moa, { test: true })).toMatchObject({
        action: { state: 'FAILED' },
        response: false,
        error: { retryable: true },
      });
      expect(moa.calls('junglebook-main')).toHaveLength(1);
    }));
});

describe('what the supplier refuses', () => {
  it('tells the goods, the code and the words', () =>
    withSupplier(async (moa) => {
      deskOf(moa).setGoods(7401, { stock: 0, isSoldOut: true, restockDate: '2026-03-20' });

      const refused = await place(moa, { idempotencyKey: 'order 1' });

      expect(refused).toEqual({
        action: { id: expect.any(String), state: 'FAILED', attempts: 1 },
        response: false,
        reason: 'runout',
        error: {
          code: 'OUT_OF_STOCK',
          message: expect.stringContaining('sold out'),
          retryable: true,
          channelCode: '206',
          channelMessage: 'runout',
        },
        supplierOrder: null,
        payment: {
          status: 'NOT_DUE',
          success: false,
          message: 'did not even try because order failed',
          amount: 0,
          cashBalance: 0,
        },
        replayed: false,
        duplicateOf: null,
        parameter: null,
        goods: {
          goodsNumber: '7401',
          name: '견본 사료 2kg',
          price: 7_900,
          stock: 0,
          soldOut: true,
          restockDate: '2026-03-20',
        },
      });
      stock(moa);
      expect(await place(moa, { idempotencyKey: 'order 1' })).toEqual({ ...refused, replayed: true });
      expect(held(moa)).toEqual([]);
    }));

  it('is asked anew without a key: what was refused yesterday may be taken today', () =>
    withSupplier(async (moa) => {
      deskOf(moa).setGoods(7401, { stock: 1 });
      expect(await place(moa)).toMatchObject({ response: false, error: { channelCode: '207' }, goods: { stock: 1 } });

      stock(moa);
      expect(await place(moa)).toMatchObject({ response: true, replayed: false });
    }));

  it('tells credentials that are refused', () =>
    withSupplier(
      async (moa) => {
        expect(await place(moa)).toMatchObject({
          action: { state: 'FAILED' },
          response: false,
          error: { code: 'CHANNEL_UNAUTHORIZED' },
        });
      },
      { credentials: { 'junglebook-main': { apiKey: 'wrong' } } },
    ));
});

describe('what cannot be taken', () => {
  it.each([
    [{ receiverName: '박' }, '002', 'invalid argument', 'nameReceiver', 'receiverName must have at least 2 characters'],
    [
      { addressDetail: ' ' },
      '001',
      'parameter required',
      'address2',
      'addressDetail must not be empty; give "-" where there is none',
    ],
    [
      { purchaseAgreed: false },
      '101',
      'must be "1" for checking your purchase',
      'doubleCheck',
      'purchaseAgreed must be true for the order to be taken',
    ],
    [
      { items: [...INPUT.items, INPUT.items[0]!], zipCode: '1' },
      '002',
      'invalid argument',
      'zipCode',
      'zipCode must be a zip code: 5 digits, or 6 of an old one; items.2.goodsNumber repeats items.0.goodsNumber 7401: order the same goods in one item',
    ],
  ])(
    'is refused before anything is written down or sent: %j',
    (input, channelCode, channelMessage, parameter, message) =>
      withSupplier(async (moa) => {
        expect(await place(moa, input)).toEqual({
          action: null,
          response: false,
          reason: message,
          error: { code: 'BAD_INPUT', message, retryable: false, channelCode, channelMessage },
          supplierOrder: null,
          payment: null,
          replayed: false,
          duplicateOf: null,
          parameter,
          goods: null,
        });
        const { actions } = await moa.query<{ actions: { totalCount: number } }>(
          '{ actions(filter: {}) { totalCount } }',
        );
        expect([moa.calls('junglebook-main'), actions.totalCount]).toEqual([[], 0]);
      }),
  );

  it.each(['x'.repeat(201), ''])('has its own words for what the supplier has no rule of (%#)', (idempotencyKey) =>
    withSupplier(async (moa) => {
      expect(await place(moa, { idempotencyKey })).toMatchObject({
        action: null,
        error: { code: 'BAD_INPUT', message: expect.stringContaining('idempotencyKey'), channelCode: null },
        parameter: null,
      });
    }),
  );

  it('is a channel that nobody has, or that is no supplier, or that the key may not see', () =>
    withSupplier(
      async (moa) => {
        expect(await place(moa, { channelId: 'nowhere' })).toMatchObject({
          action: null,
          error: { code: 'BAD_INPUT', message: 'no channel has the id "nowhere"' },
        });
        expect(await place(moa, { channelId: 'ownmall-main' })).toMatchObject({
          action: null,
          error: { code: 'UNSUPPORTED' },
        });
        const elsewhere = { ...OPERATOR, name: 'mall alone', channels: new Set(['ownmall-main']) };
        expect(await place(moa, {}, elsewhere)).toMatchObject({
          action: null,
          error: { code: 'BAD_INPUT', message: 'no channel has the id "junglebook-main"' },
        });
      },
      { channelIds: ['junglebook-main', 'ownmall-main'] },
    ));
});

it('is a capability of the supplier, who has no orders to list', () =>
  withSupplier(async (moa) => {
    const { channel } = await moa.query<{ channel: unknown }>(
      `{ channel(id: "junglebook-main") { role capabilities limits { capability maxBatch callsPerMinute } couriers { courier code } } }`,
    );
    expect(channel).toEqual({
      role: 'SUPPLY',
      capabilities: ['PLACE_SUPPLIER_ORDER'],
      limits: [{ capability: 'PLACE_SUPPLIER_ORDER', maxBatch: 1, callsPerMinute: null }],
      couriers: expect.arrayContaining([{ courier: 'CJ_LOGISTICS', code: '15' }]),
    });
    const { checkChannel } = await moa.query<{ checkChannel: unknown }>(
      `mutation { checkChannel(id: "junglebook-main") { state lastError { code } } }`,
    );
    expect(checkChannel).toEqual({ state: 'UP', lastError: null });
  }));
