import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ErrorCode } from '../../../src/model/error-code.js';
import { startReplay, type Replay, type Route } from '../../support/replay.js';
import { call, context, faultOf, govern, write, type Governed } from './governor.support.js';

const closers: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function replay(route: Route): Promise<Replay> {
  const server = await startReplay(route);
  closers.push(() => server.close());
  return server;
}

function governed(...args: Parameters<typeof govern>): Governed {
  const it = govern(...args);
  closers.push(() => it.http.close());
  return it;
}

/** A server below HTTP: does what it likes with the socket once the request's head is there. */
async function rawServer(onRequest: (socket: Socket, count: number) => void): Promise<string> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      if (chunk.includes('\r\n\r\n')) onRequest(socket, (count += 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('what goes on the wire', () => {
  it.each([
    '/a%2Bb/c%3Ad?from=2026-03-02T00:00:00%2B09:00&status=PAID,CONFIRMED&x=a+b&y=%e3%80%80&z=%7e~!*()',
    '/v2/vendors/A1/ordersheets?createdAtFrom=2026-03-02%2B09%3A00&nextToken=&status=ACCEPT',
    '/a//b;c=1/@d:e/$f,g?q[]=1&r={s}|t^u',
  ])('is exactly the given target: %s', async (target) => {
    const server = await replay(() => ({ body: 'ok' }));
    const { http } = governed(server.baseUrl);

    await http.request(call({ target }), context());

    expect(server.requests.map((request) => request.target)).toEqual([target]);
  });

  it.each(['/a/../b', '/a b', '/a?q=한', '/a#b', '/a/%2e%2e/b'])(
    'is nothing when the target would be altered: %s',
    async (target) => {
      const server = await replay(() => ({ body: 'ok' }));
      const { http } = governed(server.baseUrl);

      const fault = await faultOf(http.request(call({ target }), context()));

      expect([fault.code, fault.mayHaveActed, server.requests]).toEqual([ErrorCode.CHANNEL_REJECTED, false, []]);
    },
  );

  it('keeps the prefix of the base URL, headers made anew for each attempt, and the body as it is', async () => {
    const server = await replay(() => (server.requests.length === 1 ? { status: 500, body: '' } : { body: 'ok' }));
    const { http } = governed(`${server.baseUrl}/prefix/`);
    let made = 0;

    await http.request(
      call({
        method: 'POST',
        body: '{"이름":1}',
        headers: () => ({ 'X-Try': String((made += 1)), 'Content-Type': 'a/b' }),
      }),
      context(),
    );

    expect(
      server.requests.map(({ method, target, body, headers }) => [method, target, body, headers['x-try']]),
    ).toEqual([
      ['POST', '/prefix/orders', '{"이름":1}', '1'],
      ['POST', '/prefix/orders', '{"이름":1}', '2'],
    ]);
    expect(server.requests[0]?.headers).toMatchObject({ 'content-type': 'a/b', 'user-agent': 'moa' });
  });

  it('reuses connections for reads and never for writes', async () => {
    const server = await replay(() => ({ body: 'ok' }));
    const { http } = governed(server.baseUrl);

    await http.request(call(), context());
    await http.request(write(), context());

    expect(server.requests.map((request) => request.headers['connection'])).toEqual(['keep-alive', 'close']);
  });
});

describe('what comes back', () => {
  it('hands over status, headers and the unzipped bytes', async () => {
    const server = await replay(() => ({
      status: 201,
      headers: { 'Content-Encoding': 'gzip', 'X-Rate': '7' },
      body: gzipSync('안녕'),
    }));
    const { http, reports } = governed(server.baseUrl);
    const meter = context();

    const answer = await http.request(
      {
        ...call(),
        read: (reply) => [reply.status, reply.header('x-rate'), reply.header('none'), reply.body.toString()],
      },
      meter,
    );

    expect(answer).toEqual([201, '7', null, '안녕']);
    expect(meter.meter.calls).toBe(1);
    expect(reports).toEqual([
      { channelId: 'test', operation: 'orders.list', kind: 'READ', outcome: 'OK', elapsedMs: 0, attempt: 1 },
    ]);
  });

  it.each([
    ['plain', 'x'.repeat(1001), {}],
    ['zipped', gzipSync('x'.repeat(1001)), { 'Content-Encoding': 'gzip' }],
  ])('is refused when too large: %s', async (_, body, headers) => {
    const server = await replay(() => ({ body, headers }));
    const { http } = governed(server.baseUrl);

    const fault = await faultOf(http.request(call(), context()));

    expect([fault.code, fault.message]).toEqual([ErrorCode.CHANNEL_MALFORMED, 'the answer is too large']);
    expect(server.requests).toHaveLength(1);
  });

  it('is a fault when it redirects, and the redirect is not followed', async () => {
    const server = await replay(() => ({ status: 302, headers: { Location: '/login' }, body: '' }));
    const { http } = governed(server.baseUrl);

    const fault = await faultOf(http.request(call(), context()));

    expect([fault.code, fault.message]).toEqual([ErrorCode.CHANNEL_MALFORMED, 'answered with a redirect (302)']);
    expect(server.requests).toHaveLength(1);
  });

  it('is a fault when its zip is rubbish', async () => {
    const server = await replay(() => ({ headers: { 'Content-Encoding': 'gzip' }, body: 'not zipped' }));
    const { http } = governed(server.baseUrl);

    expect((await faultOf(http.request(call(), context()))).code).toBe(ErrorCode.CHANNEL_MALFORMED);
  });
});

describe('a broken connection', () => {
  it('that was refused never acted', async () => {
    const server = await startReplay(() => null);
    await server.close();
    const { http } = governed(server.baseUrl);

    const fault = await faultOf(http.request(write(), context()));

    expect([fault.code, fault.mayHaveActed, fault.message]).toEqual([
      ErrorCode.CHANNEL_UNAVAILABLE,
      false,
      'no connection (ECONNREFUSED)',
    ]);
  });

  it.each([
    ['closed without an answer', (socket: Socket) => socket.end()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['truncated by length', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"a"')],
    [
      'truncated in chunks',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n'),
    ],
    ['answered without HTTP', (socket: Socket) => socket.end('rubbish\r\n\r\n')],
  ])('may have acted: %s', async (_, break_) => {
    let requests = 0;
    const baseUrl = await rawServer((socket) => {
      requests += 1;
      break_(socket);
    });
    const { http } = governed(baseUrl);
    const meter = context();

    const fault = await faultOf(http.request(write(), meter));

    expect([fault.code, fault.mayHaveActed, fault.retryable]).toEqual([ErrorCode.CHANNEL_UNAVAILABLE, true, true]);
    expect(fault.message).not.toContain('127.0.0.1');
    expect([requests, meter.meter.calls]).toEqual([1, 1]);
  });

  it('is tried again for a read', async () => {
    const baseUrl = await rawServer((socket, count) => {
      if (count === 1) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"a"');
      else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
    const { http } = governed(baseUrl);
    const meter = context();

    expect(await http.request(call(), meter)).toBe('ok');
    expect(meter.meter.calls).toBe(2);
  });
});

describe('time and aborts', () => {
  it.each([
    ['before the head', ''],
    ['in the middle of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"a"'],
  ])('a socket that hangs %s ends in a time-out', async (_, sent) => {
    const baseUrl = await rawServer((socket) => socket.write(sent));
    const { http, reports } = governed(baseUrl);

    const fault = await faultOf(http.request(write({ timeoutMs: 40 }), context()));

    expect([fault.code, fault.mayHaveActed]).toEqual([ErrorCode.CHANNEL_TIMEOUT, true]);
    expect(reports.map((report) => report.outcome)).toEqual([ErrorCode.CHANNEL_TIMEOUT]);
  });

  it('aborts a read on the wire with the reason of the abort', async () => {
    const abort = new AbortController();
    const baseUrl = await rawServer(() => abort.abort(new Error('enough')));
    const { http, reports } = governed(baseUrl);

    await expect(http.request(call(), context(abort.signal))).rejects.toThrow('enough');
    expect(reports.map((report) => report.outcome)).toEqual(['ERROR']);
  });

  it('never aborts a write on the wire', async () => {
    const abort = new AbortController();
    const baseUrl = await rawServer((socket) => {
      abort.abort(new Error('enough'));
      setImmediate(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    const { http } = governed(baseUrl);

    expect(await http.request(write(), context(abort.signal))).toBe('ok');
  });
});
