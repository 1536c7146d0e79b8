import { HOUR } from '../../src/base/time.js';
import { emulator as ownMall } from '../../src/channel/ownmall/emulator/index.js';
import type { Emulator, WireReply, WireRequest } from '../../src/sandbox/emulator.js';
import type { FaultKind } from '../../src/sandbox/faults.js';
import { startHost, type Host } from '../../src/sandbox/host.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { START, anOrder, auth } from './support.js';

let clock: VirtualClock;
let host: Host;
let orderNumber: string;

beforeEach(async () => {
  clock = new VirtualClock(START);
  host = await startHost({ emulator: ownMall.create({ clock, seed: 1 }), clock, basePath: ownMall.basePath });
  orderNumber = host.emulator.place(anOrder)[0]!.orderNumber;
});

afterEach(() => host.close());

const capabilities = (): Promise<Response> => fetch(`${host.baseUrl}/capabilities`, { headers: auth });

const confirm = (): Promise<Response> =>
  fetch(`${host.baseUrl}/orders/confirm`, { method: 'POST', headers: auth, body: JSON.stringify({ orderNumber }) });

const stateNow = (): string => host.emulator.lines()[0]!.nativeStatus;

/** What an emulator of nothing but a mirror was asked. */
async function mirrored(
  basePath: string,
  path: string,
  init?: RequestInit,
): Promise<{ asked: WireRequest[]; reply: Response }> {
  const asked: WireRequest[] = [];
  const mirror: Emulator = {
    ...host.emulator,
    handle: (request): WireReply => {
      asked.push(request);
      return {
        status: 201,
        headers: { 'x-mirror': 'yes' },
        body: Buffer.from([0xb0, 0xa1]),
      };
    },
  };
  const other = await startHost({ emulator: mirror, clock, basePath });
  try {
    return { asked, reply: await fetch(other.baseUrl.slice(0, other.baseUrl.length - basePath.length) + path, init) };
  } finally {
    await other.close();
  }
}

describe('a host', () => {
  it('hands path and query on as they came, without the base path', async () => {
    const { asked } = await mirrored('/api', '/api/a%2Fb/%EB%B7%81?x=%2B1&&y=a+b', {
      method: 'PUT',
      headers: { 'X-Odd-Name': 'Value' },
      body: '똠',
    });

    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'PUT', path: '/a%2Fb/%EB%B7%81', query: 'x=%2B1&&y=a+b' });
    expect(asked[0]!.headers['x-odd-name']).toBe('Value');
    expect(asked[0]!.body.toString('utf8')).toBe('똠');
  });

  it('gives back status, headers and bytes', async () => {
    const { reply } = await mirrored('', '/');
    expect([reply.status, reply.headers.get('x-mirror')]).toEqual([201, 'yes']);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(Buffer.from([0xb0, 0xa1]));
  });

  it.each(['/other', '/apis/x', '/api'])('answers 404 for %s, outside of the base path', async (path) => {
    const { asked, reply } = await mirrored('/api', path);
    expect([reply.status, asked.length]).toEqual([404, 0]);
    expect(await reply.json()).toHaveProperty('error');
  });

  it('logs calls until told to forget them', async () => {
    await capabilities();
    await fetch(`${host.baseUrl}/nowhere?a=b`);

    expect(host.calls()).toEqual([
      { at: START, method: 'GET', path: '/channel-api/v1/capabilities', query: '', status: 200, fault: null },
      { at: START, method: 'GET', path: '/channel-api/v1/nowhere', query: 'a=b', status: 401, fault: null },
    ]);
    host.clearCalls();
    expect(host.calls()).toEqual([]);
  });

  it('says so when the emulator fails', async () => {
    const broken: Emulator = { ...host.emulator, handle: () => Promise.reject(new Error('a bug')) };
    const other = await startHost({ emulator: broken, clock, basePath: '' });
    const reply = await fetch(`${other.baseUrl}/x`);
    await other.close();

    expect([reply.status, await reply.text()]).toEqual([500, 'the emulator failed: Error: a bug']);
  });

  it('does not start on a port in use', async () => {
    const port = Number(new URL(host.baseUrl).port);
    await expect(startHost({ emulator: host.emulator, clock, basePath: '', port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('faults', () => {
  const strike = (kind: FaultKind): void => host.inject({ kind });

  it.each<[FaultKind, number, string]>([
    ['RATE_LIMITED', 429, 'RATE_LIMITED'],
    ['INTERNAL', 500, 'INTERNAL'],
  ])('%s answers as the marketplace does, without acting', async (kind, status, code) => {
    strike(kind);
    const reply = await confirm();

    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code });
    expect(stateNow()).toBe('PAID');
  });

  it('HTML is a page with status 200', async () => {
    strike('HTML');
    const reply = await confirm();

    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await reply.text()).toContain('<!DOCTYPE html>');
    expect(stateNow()).toBe('PAID');
  });

  it('REFUSE_CONNECTION hangs up before acting', async () => {
    strike('REFUSE_CONNECTION');
    await expect(confirm()).rejects.toThrow();
    expect(stateNow()).toBe('PAID');
  });

  it('LOSE_ANSWER acts and hangs up', async () => {
    strike('LOSE_ANSWER');
    await expect(confirm()).rejects.toThrow();
    expect(stateNow()).toBe('CONFIRMED');
    expect(host.calls()).toMatchObject([{ status: null, fault: 'LOSE_ANSWER' }]);
  });

  it('TRUNCATED acts and sends half of what it announces', async () => {
    strike('TRUNCATED');
    const reply = await confirm();

    expect([reply.status, Number(reply.headers.get('content-length'))]).toEqual([
      200,
      '{"response":true,"reason":null}'.length,
    ]);
    await expect(reply.text()).rejects.toThrow();
    expect(stateNow()).toBe('CONFIRMED');
  });

  it('TIMEOUT never answers and holds the connection until the host closes', async () => {
    strike('TIMEOUT');
    const outcomes: string[] = [];
    const waiting = confirm().then(
      () => outcomes.push('answered'),
      () => outcomes.push('cut'),
    );
    while (host.calls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await capabilities()).status).toBe(200);
    const before = [...outcomes];
    await host.close();
    await waiting;

    expect({ before, outcomes }).toEqual({ before: [], outcomes: ['cut'] });
    expect(stateNow()).toBe('PAID');
  });

  it('LATE acts at once and answers after its delay', async () => {
    host.inject({ kind: 'LATE', delayMs: HOUR });
    const reply = await confirm();

    expect([reply.status, clock.now() - START]).toEqual([200, HOUR]);
    expect(stateNow()).toBe('CONFIRMED');
  });

  it('LATE ends with the host', async () => {
    const still = new VirtualClock(START, false);
    const other = await startHost({ emulator: host.emulator, clock: still, basePath: '' });
    other.inject({ kind: 'LATE' });
    const waiting = expect(fetch(`${other.baseUrl}/capabilities`, { headers: auth })).rejects.toThrow();
    while (other.calls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    await waiting;
  });

  it('REPEAT_PAGE waits for an earlier reply and gives it again', async () => {
    const page = (number: number): Promise<string> =>
      fetch(
        `${host.baseUrl}/orders?start_date=2026-03-31T00:00:00&end_date=2026-03-31T23:59:59&order_status=PAID&page=${number}`,
        { headers: auth },
      ).then((reply) => reply.text());
    strike('REPEAT_PAGE');
    const [first, second, third] = [await page(1), await page(2), await page(2)];

    expect(second).toBe(first);
    expect(JSON.parse(third)).toMatchObject({ paging: { page: 2 } });
    expect(host.calls().map(({ fault }) => fault)).toEqual([null, 'REPEAT_PAGE', null]);
  });

  it('strike as many calls as said, first injected first, of the method and path said', async () => {
    host.inject({ kind: 'INTERNAL', count: 2, method: 'post', path: '/orders/' });
    host.inject({ kind: 'RATE_LIMITED', path: 'confirm' });
    const statuses = [(await capabilities()).status];
    for (let index = 0; index < 4; index += 1) statuses.push((await confirm()).status);

    expect(statuses).toEqual([200, 500, 500, 429, 200]);
  });

  it('end when cleared', async () => {
    strike('INTERNAL');
    host.clearFaults();
    expect((await capabilities()).status).toBe(200);
  });
});
