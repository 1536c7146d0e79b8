import { readFileSync } from 'node:fs';
import type { ChannelAccount } from '../../../src/channel/channel.js';
import { definition } from '../../../src/channel/poomgo/index.js';
import { cargoStatusOf } from '../../../src/channel/poomgo/poomgo.cargo.js';
import { courierOf } from '../../../src/channel/poomgo/poomgo.couriers.js';
import { channelNamesOf } from '../../../src/channel/poomgo/poomgo.options.js';
import { Courier } from '../../../src/model/courier.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { InvoiceStatus } from '../../../src/model/fulfilment.js';
import { ChannelRole } from '../../../src/model/marketplace.js';
import type { Connected, Warehouse } from './adapter.support.js';
import { BASE_PATH, connect, faultOf, KEY, kst, ledger, pagesOf, rowsOf, sample } from './adapter.support.js';

const EMPTY = ledger([]);
const DAY = { start: kst('2026-03-01T00:00:00'), end: kst('2026-03-02T00:00:00') };

let it_: Connected;
async function given(warehouse: Warehouse): Promise<Connected> {
  return (it_ = await connect(warehouse));
}
afterEach(() => it_?.close());

/** One row of a sample, changed. */
const row = (changes: object = {}) => ({ ...rowsOf('oms-orders-closed')[0], ...changes });
const rows = (first: number, count: number) => Array.from({ length: count }, (_, index) => row({ id: first + index }));
const mapped = async (changes: object) => {
  await given(() => ledger([row(changes)]));
  return (await pagesOf(it_))[0]![0]!;
};

describe('asking the ledger', () => {
  it('sends the bare key and one Korean day', async () => {
    await given(() => EMPTY);

    expect(await pagesOf(it_, { spans: { CLOSED: DAY } })).toEqual([[]]);

    const [request] = it_.server.requests;
    expect([request?.method, request?.target]).toEqual(['POST', `${BASE_PATH}/oms/orders`]);
    expect(request?.headers).toMatchObject({
      authorization: KEY,
      'content-type': 'application/json',
      accept: 'application/json',
    });
    expect(request?.body).toBe('{"page":1,"pageSize":500,"closeAtFrom":"2026-03-01","closeAtTo":"2026-03-01"}');
  });

  it('sends all that must hold together', async () => {
    await given(() => EMPTY);
    const until = (end: string) => ({ start: kst('2026-03-01T00:00:00'), end: kst(end) });

    await pagesOf(it_, {
      spans: {
        CREATED: until('2026-03-03T00:00:00'),
        CONFIRMED: until('2026-03-04T00:00:00'),
        CLOSED: until('2026-04-01T00:00:00'),
      },
      orderCode: '20201208_000001',
    });

    expect(it_.bodies()).toEqual([
      {
        page: 1,
        pageSize: 500,
        createdAtFrom: '2026-03-01',
        createdAtTo: '2026-03-02',
        confirmAtFrom: '2026-03-01',
        confirmAtTo: '2026-03-03',
        closeAtFrom: '2026-03-01',
        closeAtTo: '2026-03-31',
        orderCode: '20201208_000001',
      },
    ]);
  });

  it('asks for everything with no filter at all', async () => {
    await given(() => EMPTY);
    await pagesOf(it_);
    expect(it_.bodies()).toEqual([{ page: 1, pageSize: 500 }]);
  });

  it("names the fields of the user's document alone", () => {
    const document = readFileSync('test/fixtures/seeds/004_eba8d2b466bf5324.txt', 'utf8');
    const sent = ['page', 'pageSize', 'orderCode'].concat(
      ['createdAt', 'confirmAt', 'closeAt'].flatMap((name) => [`${name}From`, `${name}To`]),
    );
    for (const name of sent) expect(document).toContain(`\n${name} |\n`);
  });
});

describe('what a row tells', () => {
  const LEDGER_ROW = {
    key: '435901',
    ledgerNumber: '435901',
    channelStatus: null,
    channelName: '스마트스토어',
    orderCode: '2026030100000017',
    code: '2026030100000170',
    subsidiaryCode: null,
    releaseCode: null,
    receiverName: '박도윤',
    receiverTel: '01000001234',
    receiverTel2: null,
    zipCode: '06100',
    receiverAddress: '서울특별시 강남구 견본대로 77 5층 502호',
    customerName: '김하늘',
    customerTel: '01000000012',
    customerTel2: null,
    customerAddress: null,
    dealName: '견본 선물 세트',
    dealOptionName: '색상: 네이비',
    createdDate: kst('2026-03-01T10:40:19.198'),
    orderedDate: kst('2026-03-01T10:15:24'),
    price: 18000,
    settlementPrice: 16200,
    totalPaymentAmount: 36000,
    settlementGroupPrice: 39000,
    invoices: [],
    canceledInvoices: [],
    items: [{ productNumber: null, productName: 'GS001 견본 선물 세트(네이비)', quantity: 2 }],
  };
  const INVOICE = {
    invoiceNumber: '456901',
    trackingNumber: '600000000017',
    courier: Courier.CJ_LOGISTICS,
    courierName: 'CJ대한통운',
    status: InvoiceStatus.CLOSED,
    channelStatus: null,
    isPrinted: true,
    isClosed: true,
  };
  const read = async (name: string) => {
    await given(() => sample(name));
    return (await pagesOf(it_))[0]!;
  };

  it('before packing: no invoices, which the wire has as null', async () => {
    const [raw] = rowsOf('oms-orders-before-packing');
    expect(await read('oms-orders-before-packing')).toEqual([{ ...LEDGER_ROW, raw }]);
  });

  it('with an invoice assigned and printed', async () => {
    const [raw] = rowsOf('oms-orders-invoice-assigned');
    const invoices = [{ ...INVOICE, status: InvoiceStatus.PRINTED, isClosed: false }];
    expect(await read('oms-orders-invoice-assigned')).toEqual([{ ...LEDGER_ROW, invoices, raw }]);
  });

  it('closed, before the courier reports', async () => {
    const [raw] = rowsOf('oms-orders-closed');
    expect(await read('oms-orders-closed')).toEqual([{ ...LEDGER_ROW, invoices: [INVOICE], raw }]);
  });

  it('delivered', async () => {
    const [raw] = rowsOf('oms-orders-delivered');
    const channelStatus = 'INVOICE_CARGO_STATUS_DELIVERYCOMPLETED';
    const invoices = [{ ...INVOICE, status: InvoiceStatus.DELIVERED, channelStatus }];
    expect(await read('oms-orders-delivered')).toEqual([{ ...LEDGER_ROW, channelStatus, invoices, raw }]);
  });

  it('two parcels, a canceled one, and another sales channel', async () => {
    const [first, second] = rowsOf('oms-orders-two-parcels-and-canceled-invoice');
    const delivered = 'INVOICE_CARGO_STATUS_DELIVERYCOMPLETED';
    const moving = 'INVOICE_CARGO_STATUS_DELIVERING';
    const nobody = '050000005678';
    expect(await read('oms-orders-two-parcels-and-canceled-invoice')).toEqual([
      {
        ...LEDGER_ROW,
        channelStatus: moving,
        releaseCode: 'R20260302-0007',
        invoices: [
          {
            ...INVOICE,
            invoiceNumber: '456950',
            trackingNumber: '600000000031',
            status: InvoiceStatus.DELIVERED,
            channelStatus: delivered,
          },
          {
            ...INVOICE,
            invoiceNumber: '456951',
            trackingNumber: '600000000032',
            status: InvoiceStatus.IN_TRANSIT,
            channelStatus: moving,
          },
        ],
        canceledInvoices: [{ ...INVOICE, status: InvoiceStatus.CANCELED, isClosed: false }],
        raw: first,
      },
      {
        ...LEDGER_ROW,
        key: '435944',
        ledgerNumber: '435944',
        channelName: '쿠팡',
        orderCode: '30000000012345',
        code: '900000000012345',
        receiverName: '이서준',
        receiverTel: nobody,
        zipCode: '63100',
        receiverAddress: '제주특별자치도 제주시 견본로 5 201호',
        customerName: '이서준',
        customerTel: nobody,
        dealName: '캔들 워머 세트',
        dealOptionName: null,
        createdDate: kst('2026-03-01T14:10:00.001'),
        orderedDate: kst('2026-03-01T14:02:41'),
        price: 25000,
        settlementPrice: 22000,
        totalPaymentAmount: 25000,
        settlementGroupPrice: 31000,
        invoices: [
          {
            invoiceNumber: '456960',
            trackingNumber: '400000000041',
            courier: Courier.LOTTE,
            courierName: '롯데택배',
            status: InvoiceStatus.REGISTERED,
            channelStatus: null,
            isPrinted: false,
            isClosed: false,
          },
        ],
        canceledInvoices: [],
        items: [
          { productNumber: null, productName: 'CW010 캔들 워머', quantity: 1 },
          { productNumber: null, productName: 'CW011 전용 캔들', quantity: 2 },
        ],
        raw: second,
      },
    ]);
  });

  it("maps each field that the user's document names", async () => {
    const document = readFileSync('test/fixtures/seeds/004_eba8d2b466bf5324.txt', 'utf8');
    const told = [...document.matchAll(/^((?:receiverData|customerData)\.\w+) \|/gm)].map(([, name]) => name!);
    expect(told).toHaveLength(9);
    const person = (who: string) => ({ name: `${who}1`, phone: `${who}2`, mobile: `${who}3`, address: `${who}4` });
    const record = await mapped({
      receiverData: { ...person('r'), postcode: 'r5' },
      customerData: person('c'),
      subsidiaryCode: 'S-1',
      releaseCode: 'R-1',
    });
    expect(record).toMatchObject({
      receiverName: 'r1',
      receiverTel: 'r3',
      receiverTel2: 'r2',
      receiverAddress: 'r4',
      zipCode: 'r5',
      customerName: 'c1',
      customerTel: 'c3',
      customerTel2: 'c2',
      customerAddress: 'c4',
      subsidiaryCode: 'S-1',
      releaseCode: 'R-1',
    });
  });

  it('of the older form: no customer, no amounts, no goods', async () => {
    const changes = { customerData: undefined, price: undefined, settlementPrice: null, items: undefined };
    expect(await mapped({ ...changes, totalPaymentAmount: '', orderAt: undefined })).toMatchObject({
      customerName: null,
      customerTel: null,
      price: null,
      settlementPrice: null,
      totalPaymentAmount: null,
      orderedDate: null,
      items: [],
    });
  });

  it('keeps numbers that a double would spoil', async () => {
    const text = ledger([row({ id: 1 })]).replace('"id":1,', '"id":900719925474099345,');
    await given(() => text.replace('456901', '900719925474099777'));
    const [record] = (await pagesOf(it_))[0]!;
    expect([record?.key, record?.invoices[0]?.invoiceNumber]).toEqual(['900719925474099345', '900719925474099777']);
  });

  it.each([
    ['id', { id: null }],
    ['channelName', { channelName: '' }],
    ['orderCode', { orderCode: undefined }],
    ['createdAt', { createdAt: '2026-02-30T00:00:00Z' }],
    ['price', { price: '18000.5' }],
    ['invoices', { invoices: 'none' }],
    ['invoiceId', { invoices: [{ invoiceCode: '600000000017' }] }],
    ['invoiceCode', { invoices: [{ invoiceId: 1, invoiceCode: null }] }],
    ['isClosed', { invoices: [{ invoiceId: 1, invoiceCode: '6', isClosed: 'perhaps' }] }],
    ['quantity', { items: [{ quantity: 1.5 }] }],
    ['receiverData', { receiverData: '박도윤' }],
  ])('cannot be read with a bad %s, which the fault names without its content', async (name, changes) => {
    await given(() => ledger([row(changes)]));
    const fault = await faultOf(pagesOf(it_));
    expect([fault.code, fault.message.includes(name), fault.message.includes('박도윤')]).toEqual([
      ErrorCode.CHANNEL_MALFORMED,
      true,
      false,
    ]);
  });
});

describe('where a parcel stands', () => {
  const status = (key: string | null, isPrinted: boolean | null = true, isClosed: boolean | null = true) =>
    cargoStatusOf({ key: key === null ? null : `INVOICE_CARGO_STATUS_${key}`, isPrinted, isClosed });

  it.each([
    ['DELIVERYCOMPLETED', InvoiceStatus.DELIVERED],
    ['DELIVERY_COMPLETE', InvoiceStatus.DELIVERED],
    ['DELIVERED', InvoiceStatus.DELIVERED],
    ['DONE', InvoiceStatus.DELIVERED],
    ['DELIVERING', InvoiceStatus.IN_TRANSIT],
    ['HUB_ARRIVED', InvoiceStatus.IN_TRANSIT],
    ['PICKUPCOMPLETED', InvoiceStatus.IN_TRANSIT],
    ['DELIVERYFAILED', InvoiceStatus.IN_TRANSIT],
    ['DELIVERYINCOMPLETE', InvoiceStatus.IN_TRANSIT],
    ['RETURNCOMPLETED', InvoiceStatus.IN_TRANSIT],
    ['CANCELED', InvoiceStatus.CANCELED],
    ['DELIVERYREADY', InvoiceStatus.CLOSED],
    ['SOMETHING_NEW', InvoiceStatus.CLOSED],
  ])('reads %s as %s', (key, expected) => expect(status(key)).toBe(expected));

  it.each([
    [null, null, InvoiceStatus.UNKNOWN],
    [false, false, InvoiceStatus.REGISTERED],
    [true, false, InvoiceStatus.PRINTED],
    [false, true, InvoiceStatus.CLOSED],
  ])('goes by the flags without a key: printed %s, closed %s', (isPrinted, isClosed, expected) =>
    expect(status(null, isPrinted, isClosed)).toBe(expected),
  );

  it('keeps a key that nobody knows', async () => {
    const invoices = [
      { invoiceId: '7', invoiceCode: '6', isClosed: null, cargoStatusCodeKey: 'INVOICE_CARGO_STATUS_신규' },
    ];
    const record = await mapped({ invoices });
    expect(record.invoices).toMatchObject([
      { status: InvoiceStatus.UNKNOWN, channelStatus: 'INVOICE_CARGO_STATUS_신규', isPrinted: null, isClosed: null },
    ]);
  });
});

it.each([
  ['CJ대한통운', Courier.CJ_LOGISTICS],
  ['대한통운', Courier.CJ_LOGISTICS],
  ['cj 로지스틱스', Courier.CJ_LOGISTICS],
  ['롯데택배', Courier.LOTTE],
  ['(주)한진', Courier.HANJIN],
  ['우체국 택배', Courier.KOREA_POST],
  ['우체국(EMS)', Courier.EMS],
  ['로젠', Courier.LOGEN],
  ['경동', Courier.KYUNGDONG],
  ['대신', Courier.DAESIN],
  ['일양로지스', Courier.ILYANG],
  ['천일', Courier.CHUNIL],
  ['합동', Courier.HAPDONG],
  ['CU 편의점택배', Courier.CU_POST],
  ['GS25', Courier.CVSNET],
  ['DHL', Courier.DHL],
  ['SYSTEMS 물류', Courier.OTHER],
  ['두발히어로', Courier.OTHER],
  [null, Courier.OTHER],
])('knows the courier %s as %s', (name, expected) => expect(courierOf(name)).toBe(expected));

describe('pages', () => {
  it('are read to the end, 500 rows each', async () => {
    await given(({ page }) => ledger(page === 1 ? rows(1, 500) : rows(501, 3), '503'));

    const pages = await pagesOf(it_, { orderCode: 'A' });

    expect(pages.map((page) => page.length)).toEqual([500, 3]);
    expect(it_.bodies()).toEqual([
      { page: 1, pageSize: 500, orderCode: 'A' },
      { page: 2, pageSize: 500, orderCode: 'A' },
    ]);
  });

  it('end with the total, however full the last one is', async () => {
    await given(() => ledger(rows(1, 500), '500'));
    expect(await pagesOf(it_)).toHaveLength(1);
    expect(it_.server.requests).toHaveLength(1);
  });

  it('go on where the service has smaller ones than asked', async () => {
    await given(({ page }) => ledger(rows((Number(page) - 1) * 20 + 1, page === 3 ? 5 : 20), '45'));
    expect((await pagesOf(it_)).flat()).toHaveLength(45);
  });

  it('end with one that is not full where no total is told', async () => {
    await given(({ page }) => JSON.stringify({ rows: page === 1 ? rows(1, 500) : rows(501, 1) }));
    expect((await pagesOf(it_)).flat()).toHaveLength(501);
  });

  it('are read again where a row came meanwhile and pushed another over the edge', async () => {
    let pass = 0;
    await given(({ page }) => {
      if (page === 1) pass += 1;
      if (page === 1) return pass === 1 ? ledger(rows(2, 500), '501') : ledger(rows(1, 500), '502');
      return ledger(rows(501, 2), '502');
    });

    const keys = new Set((await pagesOf(it_)).flat().map(({ key }) => key));

    expect(keys.size).toBe(502);
    expect(pass).toBe(2);
  });

  it.each<[string, Warehouse]>([
    ['repeats', () => ledger(rows(1, 500), '1500')],
    ['ends before its own total', ({ page }) => ledger(page === 1 ? rows(1, 3) : [], '9')],
  ])('an answer that %s is no answer', async (_what, warehouse) => {
    await given(warehouse);
    expect((await faultOf(pagesOf(it_))).code).toBe(ErrorCode.CHANNEL_MALFORMED);
  });

  it('nothing found is an answer', async () => {
    await given(() => sample('oms-orders-empty'));
    expect(await pagesOf(it_, { orderCode: 'unknown' })).toEqual([[]]);
  });
});

describe('replies that are no answer', () => {
  it.each([
    ['<html>점검 중</html>', 200],
    ['{"total":"1","rows":[', 200],
    ['[]', 200],
    ['{"total":"0"}', 200],
    ['{"total":"0","rows":{}}', 200],
    ['{"total":"1","rows":[null]}', 200],
    ['{"total":"many","rows":[]}', 200],
  ])('%s with HTTP %i is malformed', async (body, status) => {
    await given(() => ({ status, body }));
    expect((await faultOf(pagesOf(it_))).code).toBe(ErrorCode.CHANNEL_MALFORMED);
  });

  it('a bad question is refused, and not repeated', async () => {
    await given(() => ({ status: 400, body: '{"statusCode":400,"message":"closeAtFrom must be a date"}' }));
    const fault = await faultOf(pagesOf(it_));
    expect(fault).toMatchObject({
      code: ErrorCode.CHANNEL_REJECTED,
      channelCode: '400',
      channelMessage: 'closeAtFrom must be a date',
      retryable: false,
    });
    expect(it_.server.requests).toHaveLength(1);
  });

  it('too many calls: asks no more for 65 seconds, unless the reply says how long', async () => {
    await given(() => ({ status: 429, body: sample('error-429') }));
    const fault = await faultOf(pagesOf(it_));
    expect(fault).toMatchObject({
      code: ErrorCode.CHANNEL_RATE_LIMITED,
      channelCode: '429',
      channelMessage: 'Too Many Requests',
      retryAfterMs: 65_000,
    });
    expect(it_.server.requests).toHaveLength(1);
    await it_.close();

    let calls = 0;
    await given(() => ((calls += 1) === 1 ? { status: 429, headers: { 'retry-after': '2' }, body: '{}' } : EMPTY));
    const before = it_.clock.now();
    await pagesOf(it_);
    expect(it_.clock.now() - before).toBeGreaterThanOrEqual(2_000);
  });

  it('5xx is tried again', async () => {
    let calls = 0;
    await given(() => ((calls += 1) < 3 ? { status: 502, body: '<html>' } : EMPTY));
    expect(await pagesOf(it_)).toEqual([[]]);
    expect(calls).toBe(3);
  });
});

describe('the key', () => {
  const keyOf = ({ server }: Connected) => server.requests.map(({ headers }) => headers['authorization']);

  it('is tried once with the word Bearer where it is refused bare, and used so from then on', async () => {
    await given((_body, { headers }) =>
      headers['authorization'] === `Bearer ${KEY}` ? EMPTY : { status: 401, body: sample('error-401') },
    );
    await pagesOf(it_);
    await pagesOf(it_);
    expect(keyOf(it_)).toEqual([KEY, `Bearer ${KEY}`, `Bearer ${KEY}`]);
  });

  it('that is refused both ways is an account matter', async () => {
    await given(() => ({ status: 403, body: sample('error-401') }));
    const fault = await faultOf(it_.channel.check(it_.context));
    expect(fault).toMatchObject({
      code: ErrorCode.CHANNEL_UNAUTHORIZED,
      channelCode: '401',
      channelMessage: 'Unauthorized',
    });
    expect(fault.message).not.toContain(KEY);
    await faultOf(it_.channel.check(it_.context));
    expect(keyOf(it_)).toEqual([KEY, `Bearer ${KEY}`, KEY]);
  });

  it('is checked with one row of today', async () => {
    await given(() => EMPTY);
    await it_.channel.check(it_.context);
    expect(it_.bodies()).toEqual([{ page: 1, pageSize: 1, createdAtFrom: '2026-03-02', createdAtTo: '2026-03-02' }]);
  });
});

describe('the account', () => {
  it('is a fulfilment service and nothing else', async () => {
    await given(() => EMPTY);
    expect(definition.role).toBe(ChannelRole.FULFILMENT);
    expect(Object.keys(it_.channel).sort()).toEqual(['check', 'courierNames', 'couriers', 'fulfilments']);
    expect(await it_.channel.couriers(it_.context)).toContainEqual({
      courier: Courier.CJ_LOGISTICS,
      code: 'CJ대한통운',
      name: 'CJ대한통운',
    });
    for (const { courier, name } of it_.channel.courierNames) expect(courierOf(name)).toBe(courier);
  });

  it('takes names of sales channels', () => {
    expect(channelNamesOf({})).toEqual(new Map());
    expect(channelNamesOf({ channelNames: { 자사몰: 'ownmall-main' } })).toEqual(new Map([['자사몰', 'ownmall-main']]));
  });

  it.each([[['ownmall-main']], ['ownmall-main'], [{ 자사몰: 7 }], [{ 자사몰: 'own mall' }], [{ ' ': 'ownmall-main' }]])(
    'refuses %j for them',
    (channelNames) => {
      const connecting = () => definition.connect({ options: { channelNames } } as unknown as ChannelAccount);
      expect(connecting).toThrow(RangeError);
      expect(connecting).toThrow(/^options\.channelNames must map each 판매처명/);
    },
  );

  it('refuses an option that it does not know', () => {
    expect(() => channelNamesOf({ channelName: { 자사몰: 'ownmall-main' } })).toThrow(
      new RangeError('options.channelName is not known; there are channelNames'),
    );
  });
});
