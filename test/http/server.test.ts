import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { bodyOf, startApi, type Api } from './support.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const STUDIO = 'https://studio.apollographql.com';
const QUERY = { query: '{ channels { id } }' };
const FILTER = '{ startDate: "2026-03-09", endDate: "2026-03-11" }';

/** fetch sets Host by itself. */
const statusWithHost = (host: string, path = '/graphql'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify(QUERY);
    const headers = { host, 'content-type': 'application/json', 'content-length': body.length };
    request(api.origin + path, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end(body);
  });

const preflight = (origin: string, more: Record<string, string> = {}) =>
  fetch(api.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-apollo-operation-name',
      ...more,
    },
  });

describe('without API keys', () => {
  it('everybody on loopback is answered', async () => {
    expect(await bodyOf(await api.post(QUERY))).toEqual({ data: { channels: [{ id: 'ownmall-main' }] } });
  });

  it.each(['localhost:4000', '127.0.0.1', '127.1.2.3:80', '[::1]:4000', 'LOCALHOST'])('Host %s may', async (host) => {
    expect(await statusWithHost(host)).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4000', '10.0.0.1', '0.0.0.0:4000'])(
    'Host %s may not, on no path',
    async (host) => {
      expect(await statusWithHost(host)).toBe(403);
      expect(await statusWithHost(host, '/metrics')).toBe(403);
    },
  );

  it.each([STUDIO, 'http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:8080'])(
    'a page of %s may call',
    async (origin) => {
      const response = await api.post(QUERY, { origin });

      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect(response.headers.get('vary')).toContain('Origin');
    },
  );

  it.each([
    'https://evil.example',
    'null',
    'https://studio.apollographql.com.evil.example',
    'http://studio.apollographql.com',
  ])('a page of %s may not', async (origin) => {
    const response = await api.post(QUERY, { origin });

    expect(response.status).toBe(403);
    expect((await bodyOf(response)).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await preflight(origin)).status).toBe(403);
  });

  it('Apollo Sandbox passes its preflight, also to a private address', async () => {
    const response = await preflight(STUDIO, { 'access-control-request-private-network': 'true' });

    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': STUDIO,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type,x-apollo-operation-name',
      'access-control-allow-private-network': 'true',
    });
    expect((await preflight(STUDIO)).headers.get('access-control-allow-private-network')).toBeNull();
  });

  it('a form of another page is refused', async () => {
    const response = await api.post('query={channels{id}}', { 'content-type': 'text/plain' });

    expect(response.status).toBe(400);
    expect((await bodyOf(response)).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });
});

describe('errors', () => {
  const errorsOf = async (query: string, variables?: unknown) =>
    (await bodyOf(await api.post({ query, variables }))).errors;

  it.each<[string, string, unknown, string | undefined]>([
    ['a syntax error', '{ orders(', undefined, undefined],
    ['an unknown field', '{ channels { nonsense } }', undefined, undefined],
    ['an unknown argument', '{ channels(colour: 1) { id } }', undefined, 'colour'],
    ['a missing argument', '{ orders { totalCount } }', undefined, 'filter'],
    ['a missing field', '{ orders(filter: { startDate: "2026-03-09" }) { totalCount } }', undefined, 'filter.endDate'],
    ['an unknown enum value', `{ orders(filter: ${FILTER}, sort: UP) { totalCount } }`, undefined, 'sort'],
    ['a rule broken', `{ orders(filter: ${FILTER}, first: 20000) { totalCount } }`, undefined, 'first'],
    [
      'a bad date in a variable',
      'query ($f: OrderFilter!) { orders(filter: $f) { totalCount } }',
      { f: { startDate: 'yesterday', endDate: '2026-03-11' } },
      'filter.startDate',
    ],
    ['a missing variable', 'query ($f: OrderFilter!) { orders(filter: $f) { totalCount } }', {}, 'filter'],
    ['no such operation', 'query A { channels { id } } query B { channels { id } }', undefined, undefined],
  ])('of %s are BAD_INPUT, with the field where there is one', async (_case, query, variables, field) => {
    const errors = await errorsOf(query, variables);

    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_INPUT', ...(field === undefined ? {} : { field }) });
  });

  it('before GraphQL have the same form', async () => {
    const broken = await api.post('{ "query": ');
    const large = await api.post({ query: `{ channels { id } } # ${'x'.repeat(1024 * 1024)}` });
    const lost = await fetch(`${api.origin}/nowhere`);
    const put = await fetch(api.url, { method: 'PUT' });

    expect([broken.status, large.status, lost.status, put.status]).toEqual([400, 413, 404, 405]);
    const bodies = await Promise.all([broken, large, lost, put].map(bodyOf));
    const codes = bodies.map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes).toEqual(['BAD_INPUT', 'BAD_INPUT', 'NOT_FOUND', 'BAD_INPUT']);
  });

  it('of documents beyond the limits come before anything is done', async () => {
    const many = Array.from({ length: 21 }, (_, index) => `c${index}: channels { id }`).join(' ');
    const tokens = await errorsOf(`{ channels { ${'id '.repeat(10_001)} } }`);

    expect(await errorsOf(`{ ${many} }`)).toMatchObject([
      {
        message: 'An operation may have at most 20 root fields (aliases counted), but this one has 21',
        extensions: { code: 'BAD_INPUT' },
      },
    ]);
    expect(tokens?.[0]?.extensions).toEqual({ code: 'BAD_INPUT' });
  });

  it('that nobody foresaw say nothing of the inside, and are logged without texts', async () => {
    const { services } = api.app;
    const { list } = services.channels;
    services.channels.list = () => {
      throw new TypeError('receiver 김하늘 010-1234-5678');
    };

    const response = await api.post(QUERY);
    services.channels.list = list;

    expect(await bodyOf(response)).toMatchObject({
      errors: [{ message: 'Something went wrong inside.', path: ['channels'], extensions: { code: 'INTERNAL' } }],
      data: null,
    });
    const lines = api.log.filter((line) => line.includes('unexpected error'));
    expect(lines[0]).toContain('"error":"TypeError"');
    expect(lines[0]).not.toContain('김하늘');
  });
});

describe('the page for people', () => {
  const open = (headers: Record<string, string> = {}) =>
    fetch(api.url, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers } });

  it('needs no other server', async () => {
    const response = await open();
    const html = await response.text();

    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('YogaGraphiQL');
    expect(html).not.toMatch(/<script[^>]+src\s*=\s*["']?https?:/i);
    expect(html).not.toMatch(/<link[^>]+href\s*=\s*["']?https?:/i);
    expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
  });

  it('links to Apollo Sandbox', async () => {
    const link = `${STUDIO}/sandbox/explorer?endpoint=${encodeURIComponent(api.url)}`;

    expect(await (await open()).text()).toContain(`href="${link}"`);
  });

  it('starts with a query that works', async () => {
    const html = await (await open()).text();
    const query = JSON.parse(/"defaultQuery":("(?:[^"\\]|\\.)*")/.exec(html)![1]!) as string;

    expect(query).toContain('endDate: "2026-03-11T00:00:00+09:00"');
    const body = await bodyOf(await api.post({ query }));
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ orders: { totalCount: 0, channels: [{ outcome: 'FRESH', rows: 0 }] } });
  });

  it('comes zipped to who can take it', async () => {
    const sizes: number[] = [];
    for (const encoding of ['gzip', 'identity']) {
      const raw = await new Promise<Buffer>((resolve) => {
        request(api.url, { headers: { accept: 'text/html', 'accept-encoding': encoding } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
        }).end();
      });
      sizes.push(encoding === 'gzip' ? gunzipSync(raw).length : raw.length);
    }

    expect(sizes[0]).toBe(sizes[1]);
  });

  it('is found from the root', async () => {
    const response = await fetch(api.origin, { redirect: 'manual' });

    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('is not for clients', async () => {
    const response = await fetch(`${api.url}?query={channels{id}}`, {
      headers: { accept: 'application/json, text/html', 'apollo-require-preflight': '1' },
    });

    expect(await response.json()).toEqual({ data: { channels: [{ id: 'ownmall-main' }] } });
  });
});

describe('health and metrics', () => {
  it('tell that it lives and is ready', async () => {
    expect((await fetch(`${api.origin}/health/live`)).status).toBe(200);
    expect((await fetch(`${api.origin}/health/ready`)).status).toBe(200);
  });

  it('count calls to marketplaces and GraphQL requests, without anything personal', async () => {
    await api.post({ query: `{ orders(filter: ${FILTER}, maxAge: 0) { totalCount } }` });
    await api.post({ query: '{' });
    const text = await (await fetch(`${api.origin}/metrics`)).text();

    expect(text).toMatch(
      /^moa_channel_call_seconds_count\{channel="ownmall-main",operation="[\w.-]+",kind="READ",outcome="OK"\} [1-9]/m,
    );
    expect(text).toMatch(/^moa_graphql_request_seconds_count\{operation="query",outcome="OK"\} [1-9]/m);
    expect(text).toMatch(/^moa_graphql_request_seconds_count\{operation="unknown",outcome="BAD_INPUT"\} [1-9]/m);
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('log requests by route, never by address', async () => {
    await fetch(`${api.url}?query=${encodeURIComponent('{ node(id: "secret-id") { id } }')}`, {
      headers: { 'apollo-require-preflight': '1' },
    });

    expect(api.log.some((line) => line.includes('"route":"/graphql"'))).toBe(true);
    expect(api.log.join()).not.toContain('secret-id');
  });

  it('log failed calls with channel, operation and code alone', async () => {
    api.sandbox.host('ownmall-main').inject({ kind: 'HTML', count: 1 });
    await api.post({ query: `{ orders(filter: ${FILTER}, maxAge: 0) { totalCount } }` });

    const line = JSON.parse(api.log.find((each) => each.includes('a call failed'))!) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 40, channel: 'ownmall-main', kind: 'READ', code: 'CHANNEL_MALFORMED' });
    expect(Object.keys(line).sort()).toEqual(
      ['attempt', 'channel', 'code', 'hostname', 'kind', 'level', 'ms', 'msg', 'operation', 'pid', 'time'].sort(),
    );
  });
});
