import { emulator as definition } from '../../../src/channel/coupang/emulator/index.js';
import {
  ACCESS_KEY,
  API,
  at,
  body,
  Desk,
  dig,
  home,
  mug,
  orderToPlace,
  sample,
  SECRET_KEY,
  sign,
  signedDate,
  tee,
  VENDOR,
} from './emulator.support.js';

const SIGNED_AT = at('2026-03-03T01:30:45Z');
const HEADERS = { 'x-market': 'KR', 'x-requested-by': VENDOR };

/** The sheet's test vectors, signatures as printed there. */
const vectors = [
  {
    method: 'GET',
    path: 'v4/vendors/A00987654/ordersheets',
    query: 'createdAtFrom=2026-03-02&createdAtTo=2026-03-03&status=ACCEPT&maxPerPage=50',
    signature: 'f8a418172a6609268966e19b59de99b6f8610af0d6b34284215909b95e599ad9',
  },
  {
    method: 'GET',
    path: 'v5/vendors/A00987654/ordersheets',
    query: 'createdAtFrom=2026-03-02%2B09:00&createdAtTo=2026-03-03%2B09:00&status=ACCEPT&maxPerPage=50',
    signature: '3c9b78005d09b536c1fc9a0686203da97b0fec5c8b5faf32c5d6ad3dee5c57b3',
  },
  {
    method: 'PUT',
    path: 'v4/vendors/A00987654/ordersheets/acknowledgement',
    query: '',
    signature: 'b4bda25e1799c5812fa3535d9bb29ce7a7056861e9998190369f6382f7cf8615',
  },
  {
    method: 'GET',
    path: 'v4/vendors/A00987654/returnRequests',
    query: 'searchType=timeFrame&createdAtFrom=2026-03-02T00%3A00&createdAtTo=2026-03-02T23%3A59&status=RU',
    signature: '6b756b15b99afdee6024d75640bc1d371f9b7c20f2915a6a6c4ad99b7320f69a',
  },
];

const header = (signature: string, separator = ', '): string =>
  ['algorithm=HmacSHA256', `access-key=${ACCESS_KEY}`, 'signed-date=260303T013045Z', `signature=${signature}`].join(
    separator,
  );

const [list] = vectors;
const listRequest = (headers: Record<string, string>, path = `${API}/${list!.path}`) => ({
  method: 'GET',
  path,
  query: list!.query,
  headers,
  body: body(''),
});

const withoutTransaction = (text: string): unknown => ({ ...JSON.parse(text), transactionId: undefined });

describe('signature', () => {
  it.each(vectors)('accepts the vector $method $path', async ({ method, path, query, signature }) => {
    const desk = new Desk(SIGNED_AT);

    const answer = await desk.send({
      method,
      path: `${API}/${path}`,
      query,
      headers: { ...HEADERS, authorization: `CEA ${header(signature)}` },
      body: body(method === 'PUT' ? sample('acknowledgement.request') : ''),
    });

    expect(answer.status).toBe(200);
  });

  it.each([
    ['path', { path: `${API}/v5/vendors/A00987654/ordersheets` }],
    ['query', { query: `${list!.query}&` }],
    ['encoding of the query', { query: list!.query.replace('ACCEPT', '%41CCEPT') }],
    ['method', { method: 'POST' }],
  ])('refuses a signature of another %s', async (_, change) => {
    const desk = new Desk(SIGNED_AT);
    const request = listRequest({ ...HEADERS, authorization: `CEA ${header(list!.signature)}` });

    const answer = await desk.send({ ...request, ...change });

    expect(answer.status).toBe(401);
    expect(withoutTransaction(answer.text)).toEqual(withoutTransaction(sample('error-401-invalid-signature')));
  });

  it('refuses a signature with another secret', async () => {
    const desk = new Desk(SIGNED_AT);
    const wrong = sign('GET', `${API}/${list!.path}`, list!.query, '260303T013045Z', SECRET_KEY + '0');

    const answer = await desk.send(listRequest({ ...HEADERS, authorization: wrong }));

    expect([answer.status, dig(answer.json, 'message')]).toEqual([401, 'Invalid signature.']);
  });

  it('takes commas without blanks', async () => {
    const desk = new Desk(SIGNED_AT);

    const answer = await desk.send(listRequest({ ...HEADERS, authorization: `CEA ${header(list!.signature, ',')}` }));

    expect(answer.status).toBe(200);
  });

  it.each([
    [-300_000, 200],
    [300_000, 200],
    [300_001, 401],
    [-300_001, 401],
  ])('lets clocks differ by five minutes (%i ms: %i)', async (skew, status) => {
    const desk = new Desk(SIGNED_AT + skew);

    const answer = await desk.send(listRequest({ ...HEADERS, authorization: `CEA ${header(list!.signature)}` }));

    expect(answer.status).toBe(status);
    if (status === 401) {
      expect(withoutTransaction(answer.text)).toEqual(withoutTransaction(sample('error-401-expired')));
    }
  });

  it.each([
    ['Bearer abc', 'error-401-hmac-format'],
    [`CEA ${header('x').replace('260303T013045Z', '20260303T013045Z')}`, 'error-401-hmac-format'],
    [`CEA ${header('x').replace('260303T013045Z', '261303T013045Z')}`, 'error-401-hmac-format'],
    [`CEA ${header('x').replace(', signature=x', '')}`, 'error-401-hmac-format'],
    [`CEA ${header('x').replace(ACCESS_KEY, 'unknown')}`, 'error-unknown-access-key'],
    [undefined, 'error-401-not-authorized'],
  ])('answers %p with %s', async (authorization, name) => {
    const desk = new Desk(SIGNED_AT);

    const answer = await desk.send(listRequest({ ...HEADERS, ...(authorization && { authorization }) }));

    expect(answer.status).toBe(401);
    expect(withoutTransaction(answer.text)).toEqual(withoutTransaction(sample(name)));
    expect(dig(answer.json, 'transactionId')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('gateway', () => {
  it.each([
    ['GET', 'v4/vendors/A00000001/ordersheets', 404],
    ['GET', 'v4/vendors/nobody/ordersheets', 400],
    ['GET', 'v6/vendors/A00987654/ordersheets', 404],
    ['GET', 'v5/vendors/A00987654/returnRequests', 404],
    ['POST', 'v4/vendors/A00987654/ordersheets/acknowledgement', 404],
    ['GET', 'v4/vendors/A00987654/ordersheets/861234567890123401/history', 404],
    ['POST', 'v4/vendors/A00987654/orders/updateInvoices', 404],
    ['POST', 'v5/vendors/A00987654/orders/31000171234501/cancel', 404],
    ['PUT', 'v4/vendors/A00987654/returnRequests/365900101/completedShipment', 404],
    ['GET', 'v4/vendors/A00987654/exchangeRequests', 404],
  ])('%s %s is %i', async (method, target, status) => {
    const desk = new Desk();

    const answer = await desk.send(desk.request(method, target));

    expect(answer.status).toBe(status);
    if (status === 400) expect(JSON.parse(answer.text)).toEqual(JSON.parse(sample('error-400-vendor')));
  });

  it.each(['ordersheets', 'returnWithdrawRequests'])('names a wrong vendor in its own words at %s', async (path) => {
    const desk = new Desk();

    const answer = await desk.send(desk.request('GET', `v4/vendors/none/${path}`));

    expect(dig(answer.json, 'message')).toBe(path === 'ordersheets' ? 'Invalid vendor ID' : 'invalid vendorId');
  });

  it.each([
    ['x-market', undefined],
    ['x-requested-by', 'A00000001'],
  ])('refuses a call with %s %p', async (name, value) => {
    const desk = new Desk();
    const request = desk.request('GET', `v4/vendors/${VENDOR}/ordersheets?${list!.query}`);
    const { [name]: _, ...headers } = request.headers;

    const answer = await desk.send({ ...request, headers: { ...headers, ...(value && { [name]: value }) } });

    expect(answer.status).toBe(400);
  });

  it('answers 429 to the eleventh call of any second', async () => {
    const desk = new Desk();
    const call = async () =>
      (await desk.send(desk.request('GET', `v4/vendors/${VENDOR}/ordersheets?${list!.query}`))).status;

    const first = [];
    for (let i = 0; i < 5; i++) first.push(await call());
    await desk.clock.advance(600);
    for (let i = 0; i < 6; i++) first.push(await call());
    await desk.clock.advance(400);
    const later = [await call(), await call(), await call(), await call(), await call(), await call()];

    expect(first).toEqual([...Array<number>(10).fill(200), 429]);
    expect(later).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it('speaks of trouble in the shape of gateway errors', () => {
    const { emulator } = new Desk();

    const replies = (['RATE_LIMITED', 'INTERNAL'] as const).map((kind) => emulator.troubleReply(kind));

    expect(replies.map((reply) => reply.status)).toEqual([429, 500]);
    for (const reply of replies) {
      expect(JSON.parse(String(reply.body))).toEqual({
        code: 'ERROR',
        message: expect.any(String),
        transactionId: expect.any(String),
      });
    }
  });
});

describe('shop', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    const place = (seed: number) => new Desk(undefined, seed).place({ lines: [tee, mug] });

    expect(place(7)).toEqual(place(7));
    expect(place(7)[0]!.orderNumber).not.toBe(place(8)[0]!.orderNumber);
  });

  it('gives ids of the lengths of the samples, rising', () => {
    const desk = new Desk();
    const placed = Array.from({ length: 50 }, () => desk.place()[0]!);

    for (const { bundleNumber, orderNumber, lineNumber, checkoutNumber } of placed) {
      expect(bundleNumber).toMatch(/^86\d{16}$/);
      expect(orderNumber).toMatch(/^\d{14}$/);
      expect(lineNumber).toMatch(/^\d{11}$/);
      expect(checkoutNumber).toBeNull();
    }
    const boxes = placed.map((line) => line.bundleNumber!);
    expect(boxes).toEqual([...boxes].sort());
  });

  it('keeps one option one vendorItemId, but tells lines of one order apart', () => {
    const desk = new Desk();

    const [first] = desk.place({ lines: [tee] });
    const [second, third] = desk.place({ lines: [tee, tee] });

    expect(second!.lineNumber).toBe(first!.lineNumber);
    expect(third!.lineNumber).not.toBe(second!.lineNumber);
  });

  it('refuses unpaid orders and bundles that do not cover the lines', () => {
    const { emulator } = new Desk();

    expect(() => emulator.place(orderToPlace({ paidAt: null }))).toThrow('unpaid');
    expect(() => emulator.place(orderToPlace({ lines: [] }))).toThrow('at least one line');
    expect(() => emulator.place(orderToPlace({ lines: [tee, mug], bundles: [[0], [0]] }))).toThrow('each of 2 lines');
    expect(emulator.lines()).toEqual([]);
  });

  it('tells the truth of a line', () => {
    const desk = new Desk();
    const [line] = desk.place({ receiver: { ...home, tel2: '02-000-0000' } });

    expect(desk.emulator.lines()).toEqual([
      {
        ...line,
        nativeStatus: 'ACCEPT',
        openCancelQuantity: null,
        orderedQuantity: 2,
        canceledQuantity: 0,
        orderedAt: at('2026-03-02T10:14:07'),
        paidAt: at('2026-03-02T10:14:07'),
        receiver: { ...home, tel2: null },
        courierCode: null,
        trackingNumber: null,
        cancellations: [],
      },
    ]);
  });

  it('knows no event of an order that does not exist, nor payment and lapse', () => {
    const desk = new Desk();
    const [line] = desk.place();

    expect(desk.emulator.happen({ orderNumber: '1', lineNumber: null }, { kind: 'CONFIRM' })).toBe(false);
    expect(desk.happen(line, { kind: 'PAY' })).toBe(false);
    expect(desk.happen(line, { kind: 'LAPSE' })).toBe(false);
  });

  it('states its account in the words of the channels file', () => {
    expect(definition.credentials).toEqual({ vendorId: VENDOR, accessKey: ACCESS_KEY, secretKey: SECRET_KEY });
    expect(definition.basePath).toBe('');
    expect(signedDate(SIGNED_AT)).toBe('260303T013045Z');
  });
});
