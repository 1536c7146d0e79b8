import { emulator } from '../../../src/channel/cafe24/emulator/index.js';
import type { Answer } from './emulator.support.js';
import { BASIC, DAY, FIRST_REFRESH_TOKEN, HOUR, MINUTE, REDIRECT, SECOND, World, parcel } from './emulator.support.js';

const INVALID_REFRESH = { error: 'invalid_grant', error_description: 'Invalid refresh_token' };

test('the demo account is in the words of the channels file, and its Basic header is the vector', () => {
  const { mallId, clientId, clientSecret, refreshToken } = emulator.credentials;

  expect([mallId, refreshToken]).toEqual(['demomall', FIRST_REFRESH_TOKEN]);
  expect(`Basic ${btoa(`${clientId}:${clientSecret}`)}`).toBe(BASIC);
});

describe('tokens', () => {
  test('a refresh gives a new pair with Korean times, two hours and fourteen days on', async () => {
    const { body } = await new World().refresh();

    expect(body).toMatchObject({
      issued_at: '2026-03-02T09:00:00.000',
      expires_at: '2026-03-02T11:00:00.000',
      refresh_token_expires_at: '2026-03-16T09:00:00.000',
      scopes: ['mall.read_order', 'mall.write_order', 'mall.read_shipping'],
    });
    expect(body['refresh_token']).toMatch(/^Rt[A-Za-z0-9]{20}$/);
    expect(body).not.toHaveProperty('expires_in');
  });

  test('a refresh token works once; the pair it gave goes on working', async () => {
    const world = new World();
    await world.refresh();

    const again = await world.refresh(FIRST_REFRESH_TOKEN);

    expect([again.status, again.body]).toEqual([401, INVALID_REFRESH]);
    expect((await world.get('carriers')).status).toBe(200);
    expect((await world.refresh()).status).toBe(200);
  });

  test('an old access token lives on until its own end', async () => {
    const world = await World.open();
    const old = world.accessToken;
    await world.clock.advance(HOUR);
    await world.refresh();
    const withOld = (): Promise<Answer> =>
      world.raw('GET', '/api/v2/admin/carriers', { headers: { ...world.headers, authorization: `Bearer ${old}` } });

    const before = await withOld();
    await world.clock.advance(HOUR);
    const after = await withOld();

    expect([before.status, after.status]).toEqual([200, 401]);
    expect(after.body.error.message).toBe('access_token time expired. (invalid_token)');
    expect((await world.get('carriers')).status).toBe(200);
  });

  test('a refresh token dies on its fourteenth day', async () => {
    const early = new World();
    const late = new World();
    await early.clock.advance(14 * DAY - SECOND);
    await late.clock.advance(14 * DAY);

    expect((await early.refresh()).status).toBe(200);
    expect((await late.refresh()).body).toEqual(INVALID_REFRESH);
  });

  test.each([
    '',
    'Basic',
    'Basic QnJUZXN0',
    `Basic ${btoa('BrTestClientId0000000A:TestSecret0000000000000C')}`,
    BASIC.replace('Basic', 'Bearer'),
  ])('the client header %j is refused', async (authorization) => {
    const form = { grant_type: 'refresh_token', refresh_token: FIRST_REFRESH_TOKEN };

    const answer = await new World().form('token', form, authorization);

    expect([answer.status, answer.body['error_description']]).toEqual([401, 'Invalid client_secret']);
  });

  test('token calls want a form and a known grant type', async () => {
    const world = new World();
    const json = { authorization: BASIC, 'content-type': 'application/json' };

    const wrongType = await world.raw('POST', '/api/v2/oauth/token', { headers: json, body: '{}' });
    const wrongGrant = await world.form('token', { grant_type: 'client_credentials' });

    expect([wrongType.status, wrongType.body['error']]).toEqual([400, 'invalid_request']);
    expect([wrongGrant.status, wrongGrant.body['error']]).toEqual([400, 'unsupported_grant_type']);
  });

  test('fifteen token calls fit into two hours', async () => {
    const world = new World();
    for (let call = 0; call < 15; call += 1) expect((await world.refresh()).status).toBe(200);

    expect((await world.refresh()).status).toBe(429);
    await world.clock.advance(2 * HOUR);
    expect((await world.refresh()).status).toBe(200);
  });

  test('a token that an earlier run of the sandbox gave is taken, a made-up one is not', async () => {
    const earlier = new World();
    await earlier.refresh();
    await earlier.refresh();
    const restarted = new World();

    expect((await restarted.refresh(earlier.refreshToken)).status).toBe(200);
    expect((await restarted.refresh(earlier.refreshToken)).body).toEqual(INVALID_REFRESH);
    expect((await restarted.refresh(FIRST_REFRESH_TOKEN)).body).toEqual(INVALID_REFRESH);
    expect((await new World().refresh(earlier.refreshToken.replace(/\d{6}$/, '000009'))).body).toEqual(INVALID_REFRESH);
    expect((await new World(8).refresh(earlier.refreshToken)).body).toEqual(INVALID_REFRESH);
  });

  test('consent sends a code back with the state; the code works once and for a minute', async () => {
    const world = new World();
    const consent = (code: string): Promise<Answer> =>
      world.form('token', { grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
    const redirect = await world.raw(
      'GET',
      '/api/v2/oauth/authorize?response_type=code&client_id=BrTestClientId0000000A&state=st-7f3a&redirect_uri=https%3A%2F%2Foms.example.test%2Fcafe24%2Fcallback&scope=mall.read_order%2Cmall.write_order%2Cmall.read_shipping',
    );
    const code = new URL(redirect.headers['location']!).searchParams.get('code')!;
    const late = await world.code('mall.read_order');

    expect(redirect.status).toBe(302);
    expect(redirect.headers['location']).toBe(`${REDIRECT}?code=${code}&state=st-7f3a`);
    expect((await consent(code)).status).toBe(200);
    expect((await consent(code)).body['error']).toBe('invalid_grant');
    await world.clock.advance(MINUTE);
    expect((await consent(late)).body['error']).toBe('invalid_grant');
  });

  test('a revoked token is dead', async () => {
    const world = await World.open();

    const answers = [
      await world.form('revoke', { token: world.accessToken, token_hint: 'access_token' }),
      await world.form('revoke', { token: world.refreshToken, token_hint: 'refresh_token' }),
    ];

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, null],
      [200, null],
    ]);
    expect((await world.get('carriers')).status).toBe(401);
    expect((await world.refresh()).body).toEqual(INVALID_REFRESH);
  });
});

describe('the gateway', () => {
  const target = '/api/v2/admin/carriers';

  test.each([
    ['no token', { authorization: '' }, 401],
    ['an unknown token', { authorization: 'Bearer At000' }, 401],
    ['another scheme', { authorization: BASIC }, 401],
    ['no content type', { 'content-type': '' }, 400],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['a retired version', { 'x-cafe24-api-version': '2021-06-01' }, 400],
    ['no version at all', { 'x-cafe24-api-version': 'latest' }, 400],
    ['a live version', { 'x-cafe24-api-version': '2025-12-01' }, 200],
    ['a charset', { 'content-type': 'application/json; charset=UTF-8' }, 200],
  ])('%s', async (_what, headers, status) => {
    const world = await World.open();

    const answer = await world.raw('GET', target, { headers: { ...world.headers, ...headers } });

    expect(answer.status).toBe(status);
    if (status !== 200) expect(answer.body.error.code).toBe(status);
  });

  test('without a version the app’s own applies', async () => {
    const world = await World.open();
    const { authorization, 'content-type': type } = world.headers;

    expect(
      (await world.raw('GET', target, { headers: { authorization: authorization!, 'content-type': type! } })).status,
    ).toBe(200);
  });

  test.each(['GET orders/x/y', 'POST carriers', 'PATCH orders', 'GET orders/status/x', 'GET '])(
    '%s is no API',
    async (call) => {
      const [method = '', path = ''] = call.split(' ');
      const world = await World.open();

      const answer = await world.raw(method, `/api/v2/admin/${path}`, { headers: world.headers });

      expect([answer.status, answer.body.error.message]).toEqual([404, 'No API found.']);
    },
  );

  test('raw Korean in the address, and a broken escape, are refused', async () => {
    const world = await World.open();

    expect((await world.get('orders?buyer_name=김하늘')).status).toBe(400);
    expect((await world.get('orders?buyer_name=%E0%A4%A')).status).toBe(400);
  });

  test('scopes guard reads, writes and carriers apart', async () => {
    const world = await World.open();
    const line = world.place();
    const path = `orders/${line.orderNumber}`;

    await world.consent('mall.read_order');
    const reader = [await world.get(path), await world.one('PUT', path, { process_status: 'prepare' })];
    await world.consent('mall.write_order mall.read_shipping');
    const writer = [
      await world.get(path),
      await world.one('PUT', path, { process_status: 'prepare' }),
      await world.get('carriers'),
    ];

    expect(reader.map(({ status }) => status)).toEqual([200, 403]);
    expect(writer.map(({ status }) => status)).toEqual([403, 200, 200]);
    expect(reader[1]!.body.error.message).toContain('insufficient_scope');
  });

  test('forty calls fit into the bucket, two run out a second', async () => {
    const world = await World.open();
    const limits: unknown[] = [];
    for (let call = 0; call < 40; call += 1) limits.push((await world.get('carriers')).headers['x-api-call-limit']);

    const over = await world.get('carriers');
    await world.clock.advance(SECOND / 2);
    const next = [await world.get('carriers'), await world.get('carriers')];
    await world.clock.advance(20 * SECOND);
    const later = await world.get('carriers');

    expect([limits[0], limits[39]]).toEqual(['1/40', '40/40']);
    expect([over.status, over.headers['x-api-call-limit']]).toEqual([429, '40/40']);
    expect(next.map(({ status }) => status)).toEqual([200, 429]);
    expect([later.status, later.headers['x-api-call-limit']]).toEqual([200, '1/40']);
  });

  test('a refused call changes nothing and errors carry the bucket too', async () => {
    const world = await World.open();
    const line = world.place();
    for (let call = 0; call < 40; call += 1) await world.get('orders/20260302-9999999');

    const refused = await world.one('POST', `orders/${line.orderNumber}/shipments`, parcel());

    expect(refused.status).toBe(429);
    expect(world.truth(line).nativeStatus).toBe('N10');
  });

  test('trouble speaks Cafe24’s own shape', () => {
    const { emulator: mall } = new World();

    const [limited, broken] = [mall.troubleReply('RATE_LIMITED'), mall.troubleReply('INTERNAL')];

    expect([limited.status, limited.headers['x-cafe24-call-remain']]).toEqual([429, '1']);
    expect(JSON.parse(broken.body.toString())).toMatchObject({ error: { code: 500 } });
  });
});

test.each([
  ['not JSON', '{', 400],
  ['a list', '[]', 400],
  ['no request', '{"shop_no":1}', 422],
  ['a request that is none', '{"shop_no":1,"request":[]}', 422],
  ['a shop as text', '{"shop_no":"1","request":{"process_status":"prepare"}}', 422],
  ['a shop that is not there', '{"shop_no":9,"request":{"process_status":"prepare"}}', 422],
  ['another shop than the order’s', '{"shop_no":2,"request":{"process_status":"prepare"}}', 404],
  ['the first shop by default', '{"request":{"process_status":"prepare"}}', 200],
])('a body with %s', async (_what, body, status) => {
  const world = await World.open();
  const line = world.place();

  const answer = await world.raw('PUT', `/api/v2/admin/orders/${line.orderNumber}`, { headers: world.headers, body });

  expect(answer.status).toBe(status);
  expect(world.truth(line).nativeStatus).toBe(status === 200 ? 'N20' : 'N10');
});
