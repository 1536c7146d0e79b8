import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { auctionEmulator, gmarketEmulator } from '../../../src/channel/esm/emulator/index.js';
import type { Fields } from './emulator.support.js';
import { SECOND, World, lineOf, numbersOf, rowsOf, sample, tokenOf } from './emulator.support.js';

const COURIERS = '/item/v1/shipping/delivery-company';

describe('token', () => {
  const status = async (authorization: string | undefined, world = new World()): Promise<number> =>
    (await world.raw('GET', COURIERS, authorization === undefined ? {} : { authorization })).status;

  const FIRST =
    'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImRlbW9fbWFzdGVyIn0.eyJpc3MiOiJ3d3cuZXhhbXBsZS1zZWxsZXIuY29tIiwic3ViIjoic2VsbCIsImF1ZCI6InNhLmVzbXBsdXMuY29tIiwiaWF0IjoxNTAzMjk0MDAwLCJzc2kiOiJBOmRlbW9fYXVjdGlvbixHOmRlbW9fZ21hcmtldCJ9';
  const SECOND_VECTOR =
    'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImRlbW9fbWFzdGVyIn0.eyJpc3MiOiJ3d3cuZXhhbXBsZS1zZWxsZXIuY29tIiwic3ViIjoic2VsbCIsImF1ZCI6InNhLmVzbXBsdXMuY29tIiwic3NpIjoiRzpkZW1vX2dtYXJrZXQifQ.z-_jQy2n-IfKlH5PCu0izZb8-mV_-Wpv7KRlhbkXP-I';

  test('the sheet’s vectors are taken, the wrongly keyed one is not', async () => {
    expect(await status(`${FIRST}.1E6nR2GhrASbeFWseLQArDK9pzcnrhVo2bd_1auLYmc`)).toBe(200);
    expect(await status(SECOND_VECTOR)).toBe(200);
    expect(await status(`${FIRST}.H34sEcWW_K-5AE2gTpAgk3aJQoebawQgr_jHV2muhF8`)).toBe(401);
  });

  test('both sites have the credentials of the vectors', () => {
    const shared = { masterId: 'demo_master', secretKey: 'ZmFrZS1zZWNyZXQtMDEyMw==' };
    expect(gmarketEmulator.credentials).toEqual({ ...shared, sellerId: 'demo_gmarket' });
    expect(auctionEmulator.credentials).toEqual({ ...shared, sellerId: 'demo_auction' });
  });

  const ssi = 'G:demo_gmarket';
  test.each([
    ['any issuer', { ssi, iss: 'https://my-shop.example' }],
    ['an old iat', { ssi, iat: 1_503_294_000 }],
    ['an exp ahead', { ssi, exp: 4_000_000_000 }],
    ['both sites', { ssi: 'A:demo_auction,G:demo_gmarket' }],
    ['the other site', { ssi: 'A:demo_auction' }],
  ])('%s is taken', async (_what, claims: Fields) => {
    expect(await status(tokenOf(claims))).toBe(200);
  });

  test.each([
    ['no header', undefined],
    ['no scheme', tokenOf({ ssi }).replace('Bearer ', '')],
    ['another signature', `${tokenOf({ ssi }).slice(0, -3)}abc`],
    ['a tampered payload', SECOND_VECTOR.replace('.z-_', 'A.z-_')],
    ['padding', `${tokenOf({ ssi })}=`],
    ['another algorithm', tokenOf({ ssi }, { alg: 'HS512' })],
    ['none at all', tokenOf({ ssi }, { alg: 'none' })],
    ['an unknown kid', tokenOf({ ssi }, { kid: 'somebody' })],
    ['another key', tokenOf({ ssi }, {}, 'another')],
    ['the decoded key', tokenOf({ ssi }, {}, Buffer.from('ZmFrZS1zZWNyZXQtMDEyMw==', 'base64'))],
    ['another sub', tokenOf({ ssi, sub: 'buy' })],
    ['another aud', tokenOf({ ssi, aud: 'sa2.esmplus.com' })],
    ['no iss', tokenOf({ ssi, iss: undefined })],
    ['an exp that is over', tokenOf({ ssi, exp: 1_600_000_000 })],
    ['an iat that is a text', tokenOf({ ssi, iat: '1503294000' })],
    ['no ssi', tokenOf({})],
    ['a blank in ssi', tokenOf({ ssi: 'A:demo_auction, G:demo_gmarket' })],
    ['a site twice', tokenOf({ ssi: 'G:demo_gmarket,G:demo_gmarket' })],
    ['another seller', tokenOf({ ssi: 'G:somebody' })],
    ['no site', tokenOf({ ssi: 'demo_gmarket' })],
  ])('%s is refused', async (_what, authorization) => {
    const world = new World();
    const answer = await world.raw('GET', COURIERS, authorization === undefined ? {} : { authorization });

    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(sample('auth-401'));
  });
});

describe('paths and bodies', () => {
  test.each([
    ['GET', '/shipping/v1/Order/RequestOrders', 404],
    ['POST', '/shipping/v1/order/requestorders', 404],
    ['POST', '/shipping/v1/Order/OrderStatus', 404],
    ['POST', '/shipping/v1/Order/OrderCheck/abc', 404],
    ['POST', '/claim/v1/sa/Cancels/Approval', 404],
    ['POST', '/claim/v1/sa/Returns', 404],
    ['PUT', '/claim/v1/sa/Cancels/1', 404],
    ['POST', COURIERS, 404],
  ])('%s %s: %s', async (method, path, status) => {
    expect((await new World().call(method, path, {})).status).toBe(status);
  });

  test('a body must be a JSON object and say so', async () => {
    const world = new World();
    const path = '/shipping/v1/Order/RequestOrders';
    const json = { authorization: world.token, 'content-type': 'application/json; charset=utf-8' };

    expect((await world.raw('POST', path, json, '{"siteType":')).status).toBe(400);
    expect((await world.raw('POST', path, json, '[]')).status).toBe(400);
    expect((await world.raw('POST', path, { authorization: world.token }, '{}')).status).toBe(415);
  });

  test('names mind no case, and numbers may be texts', async () => {
    const world = new World();
    const line = world.place();
    const answer = await world.call('POST', '/shipping/v1/Order/RequestOrders', {
      SiteType: '2',
      OrderStatus: '0',
      ORDERNO: line.orderNumber,
      payno: 0,
    });

    expect(numbersOf(answer)).toEqual([line.orderNumber]);
  });

  test('the couriers of the sample are there, and more', async () => {
    const list = (body: Fields): Fields[] => body['deliveryCompanies'] as Fields[];
    const answer = await new World().call('GET', COURIERS);

    expect(list(answer.body)).toEqual(expect.arrayContaining(list(sample('delivery-company'))));
    expect(Object.keys(answer.body)).toEqual(['deliveryCompanies']);
  });

  test('trouble has the shapes that clients report', () => {
    const { emulator } = new World();

    expect(emulator.troubleReply('INTERNAL')).toMatchObject({ status: 502, body: '' });
    expect(JSON.parse(String(emulator.troubleReply('RATE_LIMITED').body))).toEqual(
      sample('RequestOrders-fail-rate-limit'),
    );
  });
});

describe('rate of the lists of orders', () => {
  const ORDERS = { orderStatus: 1, requestDateType: 1, requestDateFrom: '2026-03-01', requestDateTo: '2026-03-04' };
  const ask = async (world: World, path: string, siteType: number, token = world.token): Promise<string> =>
    (await world.call('POST', `/shipping/v1/Order/${path}`, { ...ORDERS, siteType }, token)).said;
  const LIMIT = '3000 주문 조회는 5초당 1회 호출 가능합니다';

  test('one call in five seconds, for both lists together', async () => {
    const world = new World();

    expect(await ask(world, 'RequestOrders', 2)).toBe('0 ');
    await world.clock.advance(5 * SECOND - 1);
    expect(await ask(world, 'PreRequestOrders', 2)).toBe(LIMIT);
    expect(await ask(world, 'RequestOrders', 2)).toBe(LIMIT);
    await world.clock.advance(1);
    expect(await ask(world, 'PreRequestOrders', 2)).toBe('0 ');
    expect(await ask(world, 'RequestOrders', 2)).toBe(LIMIT);
  });

  test('each seller id has its own', async () => {
    const world = new World();
    const both = tokenOf({ ssi: 'A:demo_auction,G:demo_gmarket' });

    expect(await ask(world, 'RequestOrders', 2, both)).toBe('0 ');
    expect(await ask(world, 'RequestOrders', 1, both)).toBe('0 ');
    expect(await ask(world, 'RequestOrders', 2)).toBe(LIMIT);
  });

  test('look-ups by number are free', async () => {
    const world = new World();
    const line = world.place();

    for (let call = 0; call < 5; call += 1) expect(rowsOf(await world.byNumber(line))).toHaveLength(1);
    expect(await ask(world, 'RequestOrders', 2)).toBe('0 ');
  });
});

test('every function that answers or decides says its evidence once', () => {
  const folder = fileURLToPath(new URL('../../../src/channel/esm/emulator/', import.meta.url));
  for (const file of readdirSync(folder)) {
    const text = readFileSync(folder + file, 'utf8');
    for (const comment of text.match(/\/\*\*[\s\S]*?\*\//g) ?? []) {
      const marks = comment.match(/@evidence (\w+)/g) ?? [];
      expect(marks.length).toBeLessThanOrEqual(1);
      if (marks.length > 0) expect(marks[0]).toMatch(/ (documented|observed|assumed)$/);
    }
  }
});

test('20,000 orders come in pages, each once; numbers are the same for the same seed', async () => {
  const world = new World();
  const lines = Array.from({ length: 20 }, () => lineOf());
  for (let index = 0; index < 1000; index += 1) world.emulator.place({ ...orderOfMany, lines });
  const numbers = new Set<unknown>();
  for (let pageIndex = 1; pageIndex <= 20; pageIndex += 1) {
    for (const row of rowsOf(await world.requestOrders({ pageIndex, pageSize: 1000 }))) numbers.add(row['OrderNo']);
  }

  expect(numbers.size).toBe(20_000);
  expect(new World().place()).toEqual(new World().place());
  expect(new World('gmarket', undefined, 8).place()).not.toEqual(new World().place());
});

const orderOfMany = {
  buyer: { name: '김하늘', tel: '010-0000-1101' },
  receiver: { name: '이바다', tel: '010-0000-1102', tel2: null, zipCode: '04524', address: '서울', addressDetail: '' },
  memo: null,
  shippingFee: 0,
  remoteShippingFee: 0,
};

test('numbers have the digits of the sites', () => {
  const [gmarket, auction] = [new World('gmarket').place(), new World('auction').place()];

  expect([gmarket.lineNumber, auction.lineNumber]).toEqual([null, null]);
  expect(Number(gmarket.orderNumber)).toBeGreaterThan(2 ** 31);
  expect(Number(auction.orderNumber)).toBeLessThan(2 ** 31);
  for (const line of [gmarket, auction]) {
    expect(line.orderNumber).toMatch(/^\d{10}$/);
    expect(line.checkoutNumber).toMatch(/^\d{10}$/);
    expect(line.bundleNumber).toMatch(new RegExp(`^${line.checkoutNumber}-\\d{9,10}$`));
  }
});
