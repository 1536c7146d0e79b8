import type { SupplierDesk, Warehouse } from '../../src/sandbox/emulator.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { START, at, junglebookIn, poomgoIn } from './support.js';

let sandbox: Sandbox;
let warehouse: Warehouse;
let desk: SupplierDesk;

beforeEach(async () => {
  sandbox = await startSandbox({
    emulators: [poomgoIn, junglebookIn],
    clock: new VirtualClock(START),
    seed: 1,
    isEmpty: true,
  });
  warehouse = sandbox.host('poomgo-main').emulator.warehouse!;
  desk = sandbox.host('junglebook-main').emulator.supplier!;
});

afterEach(() => sandbox.close());

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

async function call(method: string, path: string, body?: unknown): Promise<Reply> {
  const reply = await fetch(sandbox.controlUrl + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
}

async function received(row: unknown = {}): Promise<string> {
  const { body } = await call('POST', '/poomgo-main/ledger', row);
  return (body as { rows: { ledgerNumber: string }[] }).rows[0]!.ledgerNumber;
}

const happen = (ledgerNumber: string, event: unknown): Promise<Reply> =>
  call('POST', `/poomgo-main/ledger/${ledgerNumber}/events`, event);

/** An order through the supplier's own API. */
async function ordered(): Promise<string> {
  const body = new FormData();
  const order = {
    nameReceiver: '박도윤',
    phoneReceiver: '010-0000-1234',
    mobileReceiver: '010-0000-1234',
    zipCode: '06100',
    address: '서울특별시 강남구 견본대로 77',
    address2: '5층 502호',
    bankSender: '견본상점',
    doubleCheck: '1',
    orderItem: [{ goodsNo: 7401, ea: 1 }],
  };
  body.set('data', JSON.stringify(order));
  const { baseUrl, credentials } = sandbox.channels[1]!;
  const headers = { authorization: credentials.apiKey! };
  await fetch(`${baseUrl}/order`, { method: 'POST', headers, body });
  return desk.orders().at(-1)!.orderNumber;
}

const proceed = (orderNumber: string, event: unknown): Promise<Reply> =>
  call('POST', `/junglebook-main/supplier-orders/${orderNumber}/events`, event);

describe('the guide', () => {
  it.each([
    [
      'FULFILMENT',
      'poomgo-main',
      {
        'GET /{channelId}/ledger': 200,
        'POST /{channelId}/ledger': 201,
        'POST /{channelId}/ledger/{ledgerNumber}/events': 200,
      },
    ],
    [
      'SUPPLY',
      'junglebook-main',
      {
        'GET /{channelId}/supplier-orders': 200,
        'POST /{channelId}/supplier-orders/{orderNumber}/events': 200,
        'GET /{channelId}/goods': 200,
        'PUT /{channelId}/goods/{goodsNumber}': 200,
        'GET /{channelId}/cash': 200,
        'PUT /{channelId}/cash': 200,
      },
    ],
  ])('gives examples of %s that work', async (kind, channelId, expected) => {
    const { operations } = (await call('GET', '/')).body as {
      operations: { call: string; only?: string; body?: unknown }[];
    };
    const names = { ledgerNumber: await received(), orderNumber: await ordered(), goodsNumber: '7401', channelId };
    const statuses: Record<string, number> = {};
    for (const operation of operations.filter(({ only }) => only === kind)) {
      const [method = '', path = ''] = operation.call.split(' ');
      const target = Object.entries(names).reduce((text, [name, value]) => text.replace(`{${name}}`, value), path);
      statuses[operation.call] = (await call(method, target, operation.body)).status;
    }
    expect(statuses).toEqual(expected);
  });
});

describe('a fulfilment service', () => {
  it('takes rows of which nothing is said', async () => {
    const numbers = [await received(), await received()];
    const rows = warehouse.rows();
    expect(rows.map(({ ledgerNumber }) => ledgerNumber)).toEqual(numbers);
    expect(new Set(rows.map(({ orderCode }) => orderCode)).size).toBe(2);
    expect(rows[0]).toMatchObject({ channelName: '자사몰', code: null, receivedAt: START, parcels: [] });
  });

  it('takes what is said', async () => {
    await received({
      channelName: '쿠팡',
      orderCode: '30000000012345',
      code: '900000000012345',
      releaseCode: 'R1',
      receivedAt: '2026-03-30T10:00:00+09:00',
      receiver: { name: '펲시내' },
      items: [{ name: 'CW010', quantity: 3 }, {}],
    });
    expect(warehouse.rows()).toMatchObject([
      {
        channelName: '쿠팡',
        orderCode: '30000000012345',
        code: '900000000012345',
        releaseCode: 'R1',
        receivedAt: at('2026-03-30T10:00:00'),
        receiver: { name: '펲시내' },
      },
    ]);
    expect((await call('GET', '/poomgo-main/ledger')).body).toMatchObject({
      rows: [{ receivedAt: '2026-03-30T10:00:00+09:00', parcels: [] }],
    });
  });

  it('packs, sends and cancels', async () => {
    const row = await received();
    await happen(row, { kind: 'ASSIGN_INVOICE' });
    await happen(row, { kind: 'ADD_PARCEL', courierName: '롯데택배', trackingNumber: '400000000041' });
    for (const kind of ['PRINT', 'CLOSE']) await happen(row, { kind, trackingNumber: '400000000041' });
    await happen(row, { kind: 'CARGO_STATUS', key: '뷁', trackingNumber: '400000000041' });
    const { status, body } = await happen(row, { kind: 'CANCEL_INVOICE' });

    expect(status).toBe(409);
    expect((body as { error: string }).error).toContain('CANCEL_INVOICE is not possible');
    const [{ trackingNumber } = { trackingNumber: '' }] = warehouse.rows()[0]!.parcels;
    expect(await happen(row, { kind: 'CANCEL_INVOICE', trackingNumber })).toMatchObject({
      status: 200,
      body: {
        rows: [
          {
            parcels: [
              { courierName: 'CJ대한통운', isCanceled: true, closedAt: null, assignedAt: '2026-03-31T14:00:00+09:00' },
              {
                trackingNumber: '400000000041',
                courierName: '롯데택배',
                isPrinted: true,
                isCanceled: false,
                cargoStatus: '뷁',
                closedAt: '2026-03-31T14:00:00+09:00',
              },
            ],
          },
        ],
      },
    });
  });

  it.each([
    [{ orderCode: 5 }, 'orderCode: expected a text'],
    [{ receiver: { tel: 1 } }, 'receiver.tel'],
    [{ items: [{ quantity: 0 }] }, 'items[0].quantity'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses a row %j', async (row, message) => {
    const { status, body } = await call('POST', '/poomgo-main/ledger', row);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
    expect(warehouse.rows()).toEqual([]);
  });

  it.each([
    [{}, 'kind: expected one of ASSIGN_INVOICE'],
    [{ kind: 'DELIVER' }, 'kind'],
    [{ kind: 'PRINT', courierName: 'CJ대한통운' }, 'courierName'],
    [{ kind: 'CARGO_STATUS', key: 5 }, 'key: expected a text or null'],
  ])('refuses an event %j', async (event, message) => {
    const { status, body } = await happen(await received(), event);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
  });

  it('knows no other rows, and no buyers', async () => {
    expect((await happen('1', { kind: 'PRINT' })).status).toBe(404);
    const { status, body } = await call('POST', '/poomgo-main/orders', {});
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain('nobody buys');
    expect((await call('GET', '/poomgo-main/lines')).body).toEqual({ lines: [] });
    expect((await call('GET', '/poomgo-main/cash')).status).toBe(404);
  });
});

describe('a supplier', () => {
  it('goes on with an order', async () => {
    const orderNumber = await ordered();
    await proceed(orderNumber, { kind: 'PAY' });
    const { status, body } = await proceed(orderNumber, { kind: 'SHIP', trackingNumbers: ['1', '2'] });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      orders: [{ orderNumber, nativeStatus: '3/0', trackingNumbers: ['1', '2'], paidAt: '2026-03-31T14:00:00+09:00' }],
    });
    expect(await proceed(orderNumber, { kind: 'PAY' })).toEqual({
      status: 409,
      body: { error: 'PAY is not possible; the order is 3/0' },
    });
    expect((await call('GET', '/junglebook-main/supplier-orders')).body).toMatchObject({ orders: [{ orderNumber }] });
  });

  it('gives parcels numbers of their own', async () => {
    for (const orderNumber of [await ordered(), await ordered()]) {
      await proceed(orderNumber, { kind: 'PAY' });
      await proceed(orderNumber, { kind: 'SHIP' });
    }
    expect(new Set(desk.orders().flatMap(({ trackingNumbers }) => trackingNumbers)).size).toBe(2);
  });

  it('changes of goods and cash what is said', async () => {
    const before = desk.goods().find(({ goodsNumber }) => goodsNumber === 7409)!;
    const change = { stock: 3, isSoldOut: false, restockDate: null };
    expect(await call('PUT', '/junglebook-main/goods/7409', change)).toEqual({
      status: 200,
      body: { goods: [{ ...before, ...change }] },
    });
    await call('PUT', '/junglebook-main/goods/5', { name: '뷁 방석', mostQuantity: 2 });
    expect(desk.goods()[0]).toMatchObject({ goodsNumber: 5, name: '뷁 방석', mostQuantity: 2, isOpen: true });
    await call('PUT', '/junglebook-main/cash', { balance: 1_200 });
    expect([desk.cash(), (await call('GET', '/junglebook-main/cash')).body]).toEqual([1_200, { balance: 1_200 }]);
  });

  it.each([
    ['/goods/7401', { stock: -1 }, 'stock'],
    ['/goods/7401', { isSoldOut: 1 }, 'isSoldOut: expected true or false, but got 1'],
    ['/goods/7401', { goodsNumber: 1 }, 'goodsNumber'],
    ['/goods/x', {}, 'goodsNumber: expected a whole number'],
    ['/cash', {}, 'balance'],
    ['/cash', { balance: 1.5 }, 'balance'],
  ])('refuses %s %j', async (path, body, message) => {
    const before = [desk.goods(), desk.cash()];
    const reply = await call('PUT', `/junglebook-main${path}`, body);
    expect(reply.status).toBe(400);
    expect((reply.body as { error: string }).error).toContain(message);
    expect([desk.goods(), desk.cash()]).toEqual(before);
  });

  it.each([
    [{ kind: 'DELIVER' }, 'kind: expected one of PAY'],
    [{ kind: 'PAY', courierName: 'x' }, 'courierName'],
    [{ kind: 'SHIP', trackingNumbers: [1] }, 'trackingNumbers[0]: expected a text'],
  ])('refuses an event %j', async (event, message) => {
    const { status, body } = await proceed(await ordered(), event);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
  });

  it('knows no other orders, and no buyers', async () => {
    expect((await proceed('1', { kind: 'PAY' })).status).toBe(404);
    expect((await call('POST', '/junglebook-main/orders', {})).status).toBe(400);
    expect((await call('GET', '/junglebook-main/ledger')).status).toBe(404);
  });
});
