import type { EmulatedLine } from '../../src/sandbox/emulator.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { START, at, auth, ownMallIn, rawGet } from './support.js';

interface Operation {
  readonly call: string;
  readonly only?: string;
  readonly body?: unknown;
}

let sandbox: Sandbox;
let clock: VirtualClock;

beforeEach(async () => {
  clock = new VirtualClock(START);
  sandbox = await startSandbox({ emulators: [ownMallIn(), ownMallIn('second')], clock, seed: 1, isEmpty: true });
});

afterEach(() => sandbox.close());

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(sandbox.controlUrl + path, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
}

const truth = (): EmulatedLine => sandbox.host('ownmall-main').emulator.lines()[0]!;

async function placed(order: unknown = {}): Promise<string> {
  const { body } = await call('POST', '/ownmall-main/orders', order);
  return (body as { lines: { orderNumber: string }[] }).lines[0]!.orderNumber;
}

const happen = (orderNumber: string, event: unknown): Promise<{ status: number; body: unknown }> =>
  call('POST', `/ownmall-main/lines/${encodeURIComponent(orderNumber)}/events`, event);

describe('the control API', () => {
  it('tells what there is', async () => {
    const { status, body } = await call('GET', '/');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      channels: [
        { channelId: 'ownmall-main', marketplace: 'OWN_MALL', baseUrl: sandbox.channels[0]!.baseUrl },
        { channelId: 'second' },
      ],
    });
    expect(body).toHaveProperty('operations');
  });

  it('gives examples that work', async () => {
    const { operations } = (await call('GET', '/')).body as { operations: Operation[] };
    const statuses: Record<string, number> = {};
    for (const operation of operations.filter(({ only = 'SALES' }) => only === 'SALES')) {
      const orderNumber = await placed({ lines: [{ quantity: 2 }] });
      const [method = '', path = ''] = operation.call.replace('{channelId}', 'ownmall-main').split(' ');
      const target = path.replace('{orderNumber}/{lineNumber}', orderNumber).replace('{orderNumber}', orderNumber);
      statuses[operation.call] = (await call(method, target, operation.body)).status;
    }
    expect(statuses).toEqual({
      'GET /': 200,
      'GET /{channelId}/lines': 200,
      'POST /{channelId}/orders': 201,
      'POST /{channelId}/lines/{orderNumber}/{lineNumber}/events': 200,
      'POST /{channelId}/lines/{orderNumber}/events': 200,
      'POST /{channelId}/faults': 204,
      'DELETE /{channelId}/faults': 204,
      'GET /{channelId}/calls': 200,
      'DELETE /{channelId}/calls': 204,
    });
  });

  it.each([
    [{ host: 'evil.example:80' }, 403],
    [{ origin: 'http://localhost:3000' }, 403],
    [{ host: 'localhost:4100' }, 200],
    [{ host: '[::1]:4100' }, 200],
  ])('answers %j with %d', async (headers, status) => {
    expect(await rawGet(`${sandbox.controlUrl}/`, headers)).toBe(status);
  });

  it.each([
    ['GET', '/nobody/lines', 404],
    ['GET', '/ownmall-main/nothing', 404],
    ['PUT', '/ownmall-main/faults', 405],
    ['POST', '/', 405],
    ['GET', '/%EA', 400],
    ['POST', '/ownmall-main/lines/M1/events', 404],
    ['GET', '/ownmall-main/ledger', 404],
    ['POST', '/ownmall-main/ledger/1/events', 404],
    ['GET', '/ownmall-main/supplier-orders', 404],
    ['PUT', '/ownmall-main/cash', 404],
    ['DELETE', '/ownmall-main/cash', 405],
  ])('%s %s: %d', async (method, path, status) => {
    const reply = await call(method, path, method === 'GET' ? undefined : {});
    expect(reply).toMatchObject({ status, body: { error: expect.any(String) as string } });
  });
});

describe('placing orders', () => {
  it('needs nothing', async () => {
    const { status, body } = await call('POST', '/ownmall-main/orders');
    expect(status).toBe(201);
    expect(body).toEqual({
      lines: [
        {
          orderNumber: truth().orderNumber,
          lineNumber: null,
          bundleNumber: null,
          checkoutNumber: expect.any(String) as string,
        },
      ],
    });
    expect(truth()).toMatchObject({ nativeStatus: 'PAID', orderedAt: START, paidAt: START });
  });

  it('takes what is said', async () => {
    await call('POST', '/ownmall-main/orders', {
      orderedAt: '2026-03-30T10:00:00+09:00',
      paidAt: null,
      receiver: { name: '펲시내' },
      lines: [{ quantity: 3 }, {}],
      bundles: [[1], [0]],
    });
    expect(truth()).toMatchObject({
      nativeStatus: 'UNPAID',
      orderedAt: at('2026-03-30T10:00:00'),
      paidAt: null,
      orderedQuantity: 3,
      receiver: { name: '펲시내', zipCode: expect.any(String) as string },
    });
    expect((await call('GET', '/ownmall-main/lines')).body).toMatchObject({
      lines: [
        { orderedAt: '2026-03-30T10:00:00+09:00', paidAt: null },
        { orderedQuantity: expect.any(Number) as number },
      ],
    });
  });

  it.each([
    ['{', 'body: expected JSON'],
    ['[]', 'body: expected a JSON object'],
    [{ lines: [] }, 'lines: expected a list, not empty, but got []'],
    [{ lines: [{ quantity: 0 }] }, 'lines[0].quantity: expected a whole number of at least 1, but got 0'],
    [{ lines: [{ quantity: 1.5 }] }, 'lines[0].quantity'],
    [{ lines: [{ name: 'x' }] }, 'lines[0].name: expected no such field; there are productName'],
    [
      { orderedAt: 'yesterday' },
      'orderedAt: expected an ISO 8601 time such as 2026-03-02T10:00:00+09:00, but got "yesterday"',
    ],
    [{ orderedAt: null }, 'orderedAt'],
    [{ receiver: { tel2: 1 } }, 'receiver.tel2: expected a text or null'],
    [{ bundles: [[0], [0]] }, 'bundles'],
    [{ bundles: [0] }, 'bundles'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j', async (order, message) => {
    const { status, body } = await call('POST', '/ownmall-main/orders', order);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
    expect(sandbox.host('ownmall-main').emulator.lines()).toEqual([]);
  });
});

describe('events', () => {
  it('happen to a line', async () => {
    const orderNumber = await placed();
    const { status, body } = await happen(orderNumber, { kind: 'CONFIRM' });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      lines: [{ orderNumber, nativeStatus: 'CONFIRMED', orderedAt: '2026-03-31T14:00:00+09:00' }],
    });
  });

  it('have defaults', async () => {
    const [first, second] = [await placed(), await placed()];
    await happen(first, { kind: 'CHANGE_ADDRESS', receiver: { name: '똠양금' } });
    const before = truth().receiver;
    await happen(first, { kind: 'DISPATCH' });
    await happen(second, { kind: 'DISPATCH' });
    const lines = sandbox.host('ownmall-main').emulator.lines();

    expect(before.name).toBe('똠양금');
    expect(lines.map(({ courierCode }) => courierCode)).toEqual(['CJ', 'CJ']);
    expect(new Set(lines.map(({ trackingNumber }) => trackingNumber)).size).toBe(2);
  });

  it('answer 409 where the state does not allow them', async () => {
    const orderNumber = await placed();
    expect(await happen(orderNumber, { kind: 'DELIVER' })).toEqual({
      status: 409,
      body: { error: 'DELIVER is not possible; the line is PAID' },
    });
    expect(truth().nativeStatus).toBe('PAID');
  });

  it.each([
    [{}, 'kind: expected one of PAY, LAPSE'],
    [{ kind: 'EXPLODE' }, 'kind: expected one of PAY'],
    [{ kind: 'REQUEST_CANCEL', quantity: 0 }, 'quantity: expected a whole number of at least 1, or null'],
    [{ kind: 'PAY', reason: 'x' }, 'reason'],
  ])('refuse %j', async (event, message) => {
    const { status, body } = await happen(await placed(), event);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
  });
});

describe('faults and calls', () => {
  const ask = (): Promise<Response> => fetch(`${sandbox.channels[0]!.baseUrl}/capabilities`, { headers: auth });

  it('disturb the channel and are seen in its calls', async () => {
    await call('POST', '/ownmall-main/faults', { kind: 'INTERNAL', count: 2, method: 'GET', path: 'capab' });
    const statuses = [(await ask()).status];
    await call('DELETE', '/ownmall-main/faults');
    statuses.push((await ask()).status);

    expect(statuses).toEqual([500, 200]);
    expect((await call('GET', '/ownmall-main/calls')).body).toMatchObject({
      calls: [
        {
          at: '2026-03-31T14:00:00+09:00',
          method: 'GET',
          path: '/channel-api/v1/capabilities',
          status: 500,
          fault: 'INTERNAL',
        },
        { status: 200, fault: null },
      ],
    });
    await call('DELETE', '/ownmall-main/calls');
    expect((await call('GET', '/ownmall-main/calls')).body).toEqual({ calls: [] });
  });

  it.each([
    [{}, 'kind: expected one of TIMEOUT'],
    [{ kind: 'INTERNAL', count: 0 }, 'count'],
    [{ kind: 'INTERNAL', delayMs: 5 }, 'delayMs: expected no such field'],
  ])('refuse %j', async (fault, message) => {
    const { status, body } = await call('POST', '/ownmall-main/faults', fault);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(message);
    expect((await ask()).status).toBe(200);
  });
});
