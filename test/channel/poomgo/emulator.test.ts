import { DAY, HOUR } from '../../../src/base/time.js';
import { createPoomgo, emulator, type PoomgoSettings } from '../../../src/channel/poomgo/emulator/index.js';
import type { Emulator, Warehouse, WarehouseEvent } from '../../../src/sandbox/emulator.js';
import { startHost } from '../../../src/sandbox/host.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { KEY, at, coupangRow, listCall, sample, shapeOf, smartStoreRow } from './emulator.support.js';

const START = at('2026-03-01T15:00:00');

let clock: VirtualClock;
let poomgo: Emulator;
let warehouse: Warehouse;

function open(settings: Partial<PoomgoSettings> = {}): void {
  clock = new VirtualClock(START, false);
  poomgo = createPoomgo({ clock, seed: 7, ...settings });
  warehouse = poomgo.warehouse!;
}

beforeEach(() => open());

interface Body {
  readonly total: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

interface Answer {
  readonly status: number;
  readonly body: Body;
}

async function send(request: Parameters<Emulator['handle']>[0]): Promise<Answer> {
  const reply = await poomgo.handle(request);
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
  return { status: reply.status, body: JSON.parse(String(reply.body)) as Body };
}

const list = (body: unknown = {}, headers?: Record<string, string>): Promise<Answer> => send(listCall(body, headers));

const orderCodes = async (body: unknown): Promise<unknown[]> =>
  (await list(body)).body.rows.map((row) => row.orderCode);

function advance(ledgerNumber: string, ...events: WarehouseEvent[]): void {
  for (const event of events) expect([event.kind, warehouse.advance(ledgerNumber, event)]).toEqual([event.kind, true]);
}

const ASSIGN: WarehouseEvent = {
  kind: 'ASSIGN_INVOICE',
  courierName: 'CJ대한통운',
  trackingNumber: '600000000017',
};
const PRINT: WarehouseEvent = { kind: 'PRINT' };
const CLOSE: WarehouseEvent = { kind: 'CLOSE' };
const CANCEL: WarehouseEvent = { kind: 'CANCEL_INVOICE' };
const cargo = (word: string): WarehouseEvent => ({ kind: 'CARGO_STATUS', key: `INVOICE_CARGO_STATUS_${word}` });

describe('the key', () => {
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another', 'DEMO-KEY-0002'],
    ['the right one with a scheme', `Bearer ${KEY}`],
    ['a longer one', `${KEY}1`],
  ])('is refused: %s', async (_name, authorization) => {
    const { headers, ...request } = listCall({});
    const { authorization: _key, ...others } = headers;
    const answer = await send({
      ...request,
      headers: authorization === undefined ? others : { ...others, authorization },
    });
    expect(answer).toEqual({ status: 401, body: sample('error-401') });
  });

  it('is taken bare', async () => {
    expect((await list({}, { authorization: emulator.credentials.apiKey! })).status).toBe(200);
  });

  it('is taken after Bearer alone where the account asks for that', async () => {
    open({ keyForm: 'BEARER' });
    expect((await list({}, { authorization: `Bearer ${KEY}` })).status).toBe(200);
    expect((await list({}, { authorization: KEY })).status).toBe(401);
  });
});

describe('what cannot be understood', () => {
  it.each([
    ['a trailing comma', '{"page": 1, "closeAtTo": "2020-12-09",}'],
    ['no JSON', 'page=1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a page 0', { page: 0 }],
    ['a page as text', { page: '1' }],
    ['half a page', { page: 1.5 }],
    ['a page size of more than 500', { pageSize: 501 }],
    ['no page size', { pageSize: 0 }],
    ['a number for an order code', { orderCode: 2026030100000017 }],
    ['a null filter', { closeAtFrom: null }],
    ['a time for a day', { createdAtFrom: '2026-03-01T00:00:00' }],
    ['another form of day', { createdAtTo: '20260301' }],
    ['a day that does not exist', { confirmAtFrom: '2026-02-30' }],
    ['an unknown field', { dateType: 'closeAt' }],
  ])('is refused with 400: %s', async (_name, body) => {
    const answer = await list(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ statusCode: 400, message: expect.any(String) as string });
  });

  it('is a body of another type', async () => {
    expect((await list({}, { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it.each([
    ['GET', '/oms/orders'],
    ['PUT', '/oms/orders'],
    ['PUT', '/oms/temp-order'],
    ['POST', '/oms/orders/1'],
    ['POST', '/oms/Orders'],
  ])('is %s %s: 404', async (method, path) => {
    expect((await send({ ...listCall({}), method, path })).status).toBe(404);
  });
});

describe('paging', () => {
  beforeEach(() => {
    for (let index = 1; index <= 501; index += 1) warehouse.receive(smartStoreRow({ orderCode: `ORDER-${index}` }));
  });

  it('has 20 rows on the first page, where nothing is said', async () => {
    for (const body of [{}, '']) {
      const { body: answer } = await list(body);
      expect([answer.total, answer.rows.length, answer.rows[0]!.orderCode]).toEqual(['501', 20, 'ORDER-501']);
    }
  });

  it('gives every row once, newest first, and then nothing', async () => {
    const pages = [1, 2, 3].map((page) => list({ page, pageSize: 500 }));
    const answers = (await Promise.all(pages)).map(({ body }) => body);
    const ids = answers.flatMap(({ rows }) => rows.map(({ id }) => id as number));
    expect(answers.map(({ total, rows }) => [total, rows.length])).toEqual([
      ['501', 500],
      ['501', 1],
      ['501', 0],
    ]);
    expect(new Set(ids).size).toBe(501);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it('is quick with 20,000 rows', async () => {
    for (let index = 502; index <= 20_000; index += 1)
      warehouse.receive(smartStoreRow({ orderCode: `ORDER-${index}` }));
    const seen = new Set<unknown>();
    for (let page = 1; page <= 40; page += 1) {
      for (const { id } of (await list({ page, pageSize: 500 })).body.rows) seen.add(id);
    }
    expect(seen.size).toBe(20_000);
  });
});

describe('filters', () => {
  it('tell orders by their exact code', async () => {
    warehouse.receive(smartStoreRow());
    warehouse.receive(smartStoreRow({ code: '2026030100000171' }));
    warehouse.receive(coupangRow());

    expect((await list({ orderCode: '2026030100000017' })).body.rows.map(({ code }) => code)).toEqual([
      '2026030100000171',
      '2026030100000170',
    ]);
    expect((await list({ orderCode: '202603010000001' })).body).toEqual(sample('oms-orders-empty'));
  });

  it.each([
    ['2026-03-01T22:51:19.198Z', '2026-03-02'],
    ['2026-03-01T14:59:59.999Z', '2026-03-01'],
    ['2026-03-01T15:00:00.000Z', '2026-03-02'],
  ])('count %s into the Korean day %s', async (receivedAt, day) => {
    warehouse.receive(smartStoreRow({ receivedAt: at(receivedAt) }));
    const others = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].filter((other) => other !== day);

    expect((await list({ createdAtFrom: day, createdAtTo: day })).body.total).toBe('1');
    for (const other of others) {
      expect((await list({ createdAtFrom: other, createdAtTo: other })).body.total).toBe('0');
    }
    expect((await list({ createdAtFrom: day })).body.total).toBe('1');
    expect((await list({ createdAtTo: day })).body.total).toBe('1');
    expect((await list({ createdAtFrom: '2026-03-03', createdAtTo: '2026-03-01' })).body.total).toBe('0');
  });

  it('ask by the days of assignment and of closing, all of which must hold', async () => {
    const ledgerNumber = warehouse.receive(smartStoreRow());
    await clock.advance(DAY);
    advance(ledgerNumber, ASSIGN);
    await clock.advance(DAY);
    advance(ledgerNumber, CLOSE);
    const on = (day: string, date: string): Record<string, string> => ({ [`${date}From`]: day, [`${date}To`]: day });
    const whole = {
      ...on('2026-03-01', 'createdAt'),
      ...on('2026-03-02', 'confirmAt'),
      ...on('2026-03-03', 'closeAt'),
    };

    expect((await list(whole)).body.total).toBe('1');
    expect((await list({ ...whole, orderCode: '2026030100000017' })).body.total).toBe('1');
    expect((await list({ ...whole, orderCode: 'other' })).body.total).toBe('0');
    for (const date of ['createdAt', 'confirmAt', 'closeAt']) {
      expect((await list({ ...whole, ...on('2026-03-04', date) })).body.total).toBe('0');
    }
  });

  it('do not find what was never assigned or closed, or is canceled', async () => {
    const ledgerNumber = warehouse.receive(smartStoreRow());
    expect(await orderCodes({ confirmAtFrom: '2000-01-01' })).toEqual([]);
    advance(ledgerNumber, ASSIGN);
    expect(await orderCodes({ closeAtFrom: '2000-01-01' })).toEqual([]);
    advance(ledgerNumber, CLOSE);
    expect(await orderCodes({ closeAtFrom: '2000-01-01' })).toEqual(['2026030100000017']);
    advance(ledgerNumber, CANCEL);
    expect(await orderCodes({ closeAtFrom: '2000-01-01' })).toEqual([]);
    expect(await orderCodes({ confirmAtFrom: '2000-01-01' })).toEqual([]);
  });
});

describe('answers', () => {
  const stages: Record<string, () => void> = {
    'oms-orders-empty': () => undefined,
    'oms-orders-before-packing': () => void warehouse.receive(smartStoreRow()),
    'oms-orders-invoice-assigned': () => advance(warehouse.receive(smartStoreRow()), ASSIGN, PRINT),
    'oms-orders-closed': () => advance(warehouse.receive(smartStoreRow()), ASSIGN, PRINT, CLOSE),
    'oms-orders-delivered': () =>
      advance(warehouse.receive(smartStoreRow()), ASSIGN, PRINT, CLOSE, cargo('DELIVERYCOMPLETED')),
  };

  it.each(Object.keys(stages))('are the sample %s, word for word', async (name) => {
    stages[name]!();
    expect((await list()).body).toEqual(sample(name));
  });

  it('have the shape of the sample with two parcels and a canceled invoice', async () => {
    const first = warehouse.receive(smartStoreRow({ releaseCode: 'R20260302-0007' }));
    advance(first, ASSIGN, PRINT, CANCEL);
    advance(first, { ...ASSIGN, trackingNumber: '600000000031' }, PRINT, CLOSE, cargo('DELIVERYCOMPLETED'));
    advance(first, { kind: 'ADD_PARCEL', courierName: 'CJ대한통운', trackingNumber: '600000000032' });
    advance(first, PRINT, CLOSE, cargo('DELIVERING'));
    const second = warehouse.receive(coupangRow());
    advance(second, { kind: 'ASSIGN_INVOICE', courierName: '롯데택배', trackingNumber: '400000000041' });

    const { body } = await list();
    expect(shapeOf(body)).toEqual(shapeOf(sample('oms-orders-two-parcels-and-canceled-invoice')));
    const [row] = body.rows.filter(({ channelName }) => channelName === '스마트스토어');
    expect(row!.invoices).toMatchObject([
      { invoiceCode: '600000000031', cargoStatusCodeKey: 'INVOICE_CARGO_STATUS_DELIVERYCOMPLETED' },
      { invoiceCode: '600000000032', cargoStatusCodeKey: 'INVOICE_CARGO_STATUS_DELIVERING' },
    ]);
    expect(row!.canceledInvoices).toMatchObject([{ invoiceCode: '600000000017', isPrinted: true, isClosed: false }]);
  });

  it('carry texts that are hard to carry', async () => {
    const dealName = '뷁 "인형" <특가> & 똠\\펲 🙏';
    warehouse.receive(smartStoreRow({ dealName }));
    expect((await list()).body.rows[0]!.dealName).toBe(dealName);
  });

  it('leave the customer out where the row tells nobody', async () => {
    warehouse.receive(smartStoreRow({ customer: null, subsidiaryCode: 'S-1' }));
    const [row] = (await list()).body.rows;
    expect(row).not.toHaveProperty('customerData');
    expect(row!.subsidiaryCode).toBe('S-1');
  });

  it('carry status keys that nobody knows', async () => {
    advance(warehouse.receive(smartStoreRow()), ASSIGN, CLOSE, { kind: 'CARGO_STATUS', key: '뷁-STATUS' });
    expect((await list()).body.rows[0]!.invoices).toMatchObject([
      { cargoStatusCodeKey: '뷁-STATUS', isPrinted: false },
    ]);
  });
});

describe('the warehouse', () => {
  const refused = (ledgerNumber: string, event: WarehouseEvent): void => {
    const before = warehouse.rows();
    expect([event.kind, warehouse.advance(ledgerNumber, event)]).toEqual([event.kind, false]);
    expect(warehouse.rows()).toEqual(before);
  };

  it('does nothing to a row without a parcel, nor to one that is not there', () => {
    const row = warehouse.receive(smartStoreRow());
    for (const event of [PRINT, CLOSE, cargo('DELIVERING'), CANCEL]) refused(row, event);
    refused(row, { kind: 'ADD_PARCEL', courierName: 'CJ대한통운' });
    refused('1', ASSIGN);
  });

  it('takes each step once', () => {
    const row = warehouse.receive(smartStoreRow());
    advance(row, ASSIGN);
    refused(row, ASSIGN);
    refused(row, cargo('DELIVERING'));
    advance(row, PRINT);
    refused(row, PRINT);
    advance(row, CLOSE);
    refused(row, CLOSE);
    advance(row, cargo('DELIVERING'), { kind: 'CARGO_STATUS', key: null }, cargo('DELIVERYCOMPLETED'));
    refused(row, CANCEL);
    refused(row, { ...PRINT, trackingNumber: '999' });
  });

  it('cancels a closed parcel, and packs again', () => {
    const row = warehouse.receive(smartStoreRow());
    advance(row, ASSIGN, PRINT, CLOSE, CANCEL, { ...ASSIGN, trackingNumber: '600000000018' });
    expect(warehouse.rows()).toMatchObject([
      {
        ledgerNumber: row,
        parcels: [
          { trackingNumber: '600000000017', isCanceled: true, closedAt: START },
          { trackingNumber: '600000000018', isCanceled: false, closedAt: null },
        ],
      },
    ]);
  });

  it('means the parcel whose number is said', () => {
    const row = warehouse.receive(smartStoreRow());
    advance(row, ASSIGN, { kind: 'ADD_PARCEL', courierName: '한진택배' }, { ...CLOSE, trackingNumber: '600000000017' });
    const [{ parcels } = { parcels: [] }] = warehouse.rows();
    expect(parcels.map(({ closedAt }) => closedAt)).toEqual([START, null]);
    expect(parcels[1]!.trackingNumber).toMatch(/^\d{12}$/);
  });

  it('puts rows of one release code into one parcel', async () => {
    const first = warehouse.receive(smartStoreRow({ releaseCode: 'R1' }));
    const second = warehouse.receive(smartStoreRow({ releaseCode: 'R1', code: '2' }));
    const other = warehouse.receive(smartStoreRow({ releaseCode: 'R2', code: '3' }));
    advance(first, ASSIGN);
    advance(second, CLOSE);
    const [third, ...together] = (await list()).body.rows;

    expect(third).toMatchObject({ id: Number(other), invoices: null });
    expect(together.map(({ invoices }) => invoices)).toEqual([together[0]!.invoices, together[0]!.invoices]);
    expect(together[0]!.invoices).toMatchObject([{ invoiceCode: '600000000017', isClosed: true }]);
  });

  it('takes rows by the clock where no date is said', async () => {
    const { receivedAt: _none, ...row } = smartStoreRow();
    await clock.advance(HOUR);
    warehouse.receive(row);
    expect((await list()).body.rows[0]!.createdAt).toBe('2026-03-01T07:00:00.000Z');
  });

  it('numbers rows alike for the same seed', () => {
    const ids = (seed: number): string[] => {
      open({ seed });
      return [1, 2, 3].map(() => warehouse.receive(smartStoreRow()));
    };
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
  });

  it('is no place where anybody buys', () => {
    expect(() => poomgo.place({} as Parameters<Emulator['place']>[0])).toThrow('nobody buys');
    expect(poomgo.happen({ orderNumber: '1', lineNumber: null }, { kind: 'CONFIRM' })).toBe(false);
    expect(poomgo.lines()).toEqual([]);
    expect(poomgo.supplier).toBeUndefined();
  });
});

describe('on a host', () => {
  it('answers, and fails in its own words', async () => {
    warehouse.receive(smartStoreRow());
    const host = await startHost({ emulator: poomgo, clock, basePath: emulator.basePath });
    const ask = (): Promise<Response> =>
      fetch(`${host.baseUrl}/oms/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: KEY },
        body: '{"page":1,"pageSize":500,"createdAtFrom":"2026-03-01","createdAtTo":"2026-03-01"}',
      });
    host.inject({ kind: 'RATE_LIMITED', path: '/oms/orders' });
    host.inject({ kind: 'INTERNAL' });
    const answers: [number, unknown][] = [];
    for (let call = 0; call < 3; call += 1) {
      const reply = await ask();
      answers.push([reply.status, await reply.json()]);
    }
    await host.close();

    expect(new URL(host.baseUrl).pathname).toBe('/open-api');
    expect(answers).toEqual([
      [429, sample('error-429')],
      [500, { statusCode: 500, message: 'Internal server error' }],
      [200, sample('oms-orders-before-packing')],
    ]);
  });
});
