import { createHash } from 'node:crypto';

import { DAY, HOUR } from '../../../src/base/time.js';
import { emulator } from '../../../src/channel/junglebook/emulator/index.js';
import type { EmulatedGoods, Emulator, SupplierEvent } from '../../../src/sandbox/emulator.js';
import { startHost } from '../../../src/sandbox/host.js';
import {
  KEY,
  MULTIPART,
  START,
  URLENCODED,
  World,
  at,
  call,
  multipart,
  orderOf,
  sample,
  shapeOf,
  type Answer,
  type Body,
  type Fields,
} from './emulator.support.js';

let world: World;

beforeEach(() => {
  world = new World();
});

const PAY: SupplierEvent = { kind: 'PAY' };
const PREPARE: SupplierEvent = { kind: 'PREPARE' };
const CANCEL: SupplierEvent = { kind: 'CANCEL' };
const ship = (...trackingNumbers: string[]): SupplierEvent => ({
  kind: 'SHIP',
  courierName: '롯데택배',
  trackingNumbers,
});

function advance(orderNumber: string, ...events: SupplierEvent[]): void {
  for (const event of events) expect([event.kind, world.desk.advance(orderNumber, event)]).toEqual([event.kind, true]);
}

const numberOf = (body: Body): string => body.orderResult.ordNo as string;

const items = (...pairs: [goodsNo: unknown, ea: unknown][]): Fields =>
  orderOf({ orderItem: pairs.map(([goodsNo, ea]) => ({ goodsNo, ea })) });

/** Nothing was taken. */
const untouched = (): void => {
  expect(world.desk.orders()).toEqual([]);
  expect([world.desk.cash(), world.desk.goods()]).toEqual([200_000, new World().desk.goods()]);
};

describe('the key', () => {
  it.each([
    ['none', {}],
    ['another', { authorization: 'DEMOKEX' }],
    ['the right one with a scheme', { authorization: `Bearer ${KEY}` }],
    ['the old header', { pd_key: KEY }],
  ])('is refused, without an orderResult: %s', async (_name, headers) => {
    const { headers: _all, ...request } = call('POST', '/order', multipart(JSON.stringify(orderOf())));
    const answer = await world.send({ ...request, headers: { 'content-type': MULTIPART, ...headers } });
    expect(answer.status).toBe(401);
    expect(answer.body).not.toHaveProperty('orderResult');
    untouched();
  });

  it('is taken bare', async () => {
    expect(emulator.credentials.apiKey).toBe(KEY);
    expect((await world.get('/member/cash')).status).toBe(200);
  });
});

describe('the form', () => {
  const post = (body: Buffer | string, contentType: string): Promise<Answer> =>
    world.send(call('POST', '/order', body, { 'content-type': contentType }));
  const whole = JSON.stringify(orderOf());

  it('of the sheet’s vector is understood', async () => {
    const data = '{"oaType":"api","oaOrderNo":"N20260301-0017","nameReceiver":"박도윤"}';
    const body = multipart(data);
    expect([body.length, createHash('sha256').update(body).digest('hex')]).toEqual([
      161,
      'cd18ec9723f76097c13cbf4d4e0b7b82150f7e85ecea989cc952ff08c1981319',
    ]);
    expect((await post(body, MULTIPART)).body.orderResult).toEqual({
      success: 0,
      errCode: '001',
      parameter: 'phoneReceiver',
      errMsg: 'parameter required',
    });
  });

  it.each([
    ['a multipart one', multipart(whole), MULTIPART],
    ['a quoted boundary', multipart(whole), 'multipart/form-data; boundary="----omsVector01"'],
    ['an urlencoded one', `data=${encodeURIComponent(whole)}`, URLENCODED],
    ['an urlencoded one that is not encoded', `data=${whole}`, `${URLENCODED}; charset=UTF-8`],
    ['one of several fields', `a=b&data=${encodeURIComponent(whole)}&c`, URLENCODED],
  ])('is understood: %s', async (_name, body, contentType) => {
    expect((await post(body, contentType)).body.orderResult).toMatchObject({ success: '1', nameReceiver: '박도윤' });
  });

  it.each([
    ['JSON', whole, 'application/json'],
    ['no type', whole, ''],
    ['another name', multipart(whole, 'order'), MULTIPART],
    ['another boundary', multipart(whole), 'multipart/form-data; boundary=x'],
    ['a file', Buffer.from(multipart(whole).toString().replace('"data"', '"data"; filename="a"')), MULTIPART],
    ['a form cut off', multipart(whole).subarray(0, -4), MULTIPART],
    ['an empty one', '', URLENCODED],
  ])('has no data: %s', async (_name, body, contentType) => {
    expect((await post(body, contentType)).body.orderResult).toMatchObject({ errCode: '001', parameter: 'data' });
    untouched();
  });

  it.each(['{"oaType":', '[]', 'null', '"x"'])('has data that is no order: %s', async (data) => {
    expect((await world.order(data)).orderResult).toMatchObject({ errCode: '002', parameter: 'data' });
  });

  it('loses an ampersand and plus signs of JSON that is not encoded, as PHP does', async () => {
    const plus = await post(`data=${JSON.stringify(orderOf({ memo: '1+1 100% 뷁' }))}`, URLENCODED);
    expect(plus.body.orderResult.memo).toBe('1 1 100% 뷁');
    const ampersand = await post(`data=${JSON.stringify(orderOf({ memo: 'a&b' }))}`, URLENCODED);
    expect(ampersand.body.orderResult).toMatchObject({ errCode: '002', parameter: 'data' });
  });

  it('carries texts that are hard to carry', async () => {
    const memo = '뷁 "문 앞" <3번> & 똠\\펲+%41 🙏\r\n--';
    expect((await world.order(orderOf({ memo }))).orderResult.memo).toBe(memo);
  });
});

describe('the answer', () => {
  it('to a bank transfer is the sample’s, word for word', async () => {
    expect(await world.order(orderOf())).toEqual(sample('order-success-bank'));
    expect(world.desk.cash()).toBe(200_000);
    expect(world.desk.orders()).toMatchObject([{ nativeStatus: '0/0', isPaidByCash: false, paidAt: null }]);
  });

  it('to a test order is the sample’s, word for word, and nothing is taken', async () => {
    expect(await world.test(orderOf())).toEqual(sample('order-test-success'));
    expect((await world.get('/order/1772327724154')).body).toEqual({});
    untouched();
    expect(await world.test(sample('order-request-cash'))).toMatchObject({
      orderResult: { success: '1', settleKind: 'a' },
      payResult: { successs: 0, payResultMsg: 'order test :)', cashBalance: '0' },
    });
    untouched();
  });

  it('to a payment from the cash account is the sample’s', async () => {
    const { orderResult, payResult } = await world.order(sample('order-request-cash'));
    expect({ orderResult: { ...orderResult, ordNo: '1772327801377' }, payResult }).toEqual(
      sample('order-success-cash'),
    );
    expect(world.desk.cash()).toBe(178_200);
    expect(world.desk.orders()).toMatchObject([
      { nativeStatus: '1/0', isPaidByCash: true, settlePrice: 21_800, paidAt: at('2026-03-01T10:15:24') },
    ]);
  });

  it('to a payment that failed is the sample’s: the order is taken and never paid by sending it again', async () => {
    world.desk.setCash(1_200);
    const order = { ...sample('order-request-cash'), oaOrderNo: 'N20260301-0019' };
    const { orderResult, payResult } = await world.order(order);
    expect({ orderResult: { ...orderResult, ordNo: '1772327899012' }, payResult }).toEqual(
      sample('order-success-cash-failed'),
    );
    world.desk.setCash(100_000);
    expect((await world.order(order)).orderResult).toMatchObject({ success: 0, errCode: '105' });
    expect(world.desk.orders()).toMatchObject([{ nativeStatus: '0/0', isPaidByCash: true, paidAt: null }]);
    expect(world.desk.cash()).toBe(100_000);
  });

  it('numbers orders like epoch milliseconds, each its own', async () => {
    const numbers = [orderOf(), orderOf({ oaOrderNo: 'B' }), orderOf({ oaOrderNo: null })];
    const taken: string[] = [];
    for (const order of numbers) taken.push(numberOf(await world.order(order)));
    expect(taken).toEqual([String(START), String(START + 1), String(START + 2)]);
  });

  it('has made a number where none was sent, and takes such an order twice', async () => {
    const first = await world.order(orderOf({ oaOrderNo: null }));
    const second = await world.order(orderOf({ oaOrderNo: undefined }));
    expect(first.orderResult.oaApiOrdno).toEqual(expect.stringMatching(/^A\d{13}$/));
    expect(second.orderResult.success).toBe('1');
    expect(world.desk.orders()).toHaveLength(2);
  });

  it('sums up goods and their delivery', async () => {
    const { orderResult } = await world.order(items([7402, 1], [7405, 3], [7403, 1]));
    expect(orderResult).toMatchObject({
      orderGoods: '뷁 캣타워 "특대" <조립> 외 2건',
      totalGoodsPrice: String(89_000 + 3 * 15_900 + 12_400),
      delivery: String(8_000 + 3 * 2_000),
      settlePrice: String(89_000 + 3 * 15_900 + 12_400 + 14_000),
    });
    expect((await world.order({ ...items([7403, 1]), oaOrderNo: 'B' })).orderResult).toMatchObject({
      orderGoods: '견본 모래 & 삽 세트',
      delivery: '0',
    });
  });

  it('takes from the stock', async () => {
    await world.order(items([7401, 57]));
    expect(world.desk.goods().find(({ goodsNumber }) => goodsNumber === 7401)).toMatchObject({ stock: 0 });
    expect((await world.order({ ...items([7401, 1]), oaOrderNo: 'B' })).orderResult.errCode).toBe('206');
  });
});

describe('goods of the buyer’s own', () => {
  it('go to the logistics centre, whatever was said, sold out or not', async () => {
    const order = {
      ...sample('order-request-opo'),
      nameReceiver: '박도윤',
      zipCode: '06100',
      address: '서울특별시',
      address2: '1층',
    };
    const { orderResult } = await world.order(order);
    expect(orderResult).toMatchObject({
      success: '1',
      oaType: 'opo',
      nameReceiver: '견본상점',
      zipCode: '18000',
      address: '경기도 견본시 물류로 1 A동 1층',
      memo: null,
    });
    expect(world.desk.orders()).toMatchObject([{ items: [{ goodsNumber: 20001, quantity: 300 }] }]);
  });

  it('need no receiver', async () => {
    const forced = { nameReceiver: undefined, zipCode: undefined, address: '', address2: null };
    expect((await world.order({ ...sample('order-request-opo'), ...forced })).orderResult.success).toBe('1');
  });

  it('are checked for the rest', async () => {
    const order = { ...sample('order-request-opo'), orderItem: [{ goodsNo: 7411, ea: 1 }] };
    expect((await world.order(order)).orderResult.errCode).toBe('208');
  });
});

describe('parameters', () => {
  it.each([
    'nameReceiver',
    'phoneReceiver',
    'mobileReceiver',
    'zipCode',
    'address',
    'address2',
    'bankSender',
    'doubleCheck',
    'orderItem',
  ])('%s is needed: 001', async (name) => {
    for (const value of [undefined, null, '']) {
      const body = await world.order(orderOf({ [name]: value }));
      expect(body).toEqual({
        ...sample('order-error-001'),
        orderResult: { ...sample('order-error-001').orderResult, parameter: name },
      });
    }
    untouched();
  });

  it.each<[string, unknown]>([
    ['oaType', 'API'],
    ['oaType', 1],
    ['oaOrderNo', 123456],
    ['oaOrderNo', 'x'.repeat(101)],
    ['nameReceiver', '박'],
    ['nameReceiver', '🙏'],
    ['nameReceiver', 12],
    ['phoneReceiver', '010-1234-5678-9012'],
    ['mobileReceiver', 1012345678],
    ['zipCode', '0610'],
    ['zipCode', 6100],
    ['address', ' '],
    ['address2', 7],
    ['settleKind', 'c'],
    ['bankSender', 1],
    ['doubleCheck', true],
    ['memo', 'ㄱ'.repeat(101)],
    ['memo', 5],
    ['orderItem', {}],
    ['orderItem', [1]],
    ['goodsNo', [{ goodsNo: '7401', ea: 1 }]],
    ['goodsNo', [{ goodsNo: 7401.5, ea: 1 }]],
    ['ea', [{ goodsNo: 7401, ea: 0 }]],
    ['ea', [{ goodsNo: 7401, ea: '1' }]],
  ])('%s of another form: 002 (%j)', async (name, value) => {
    const field = name === 'goodsNo' || name === 'ea' ? 'orderItem' : name;
    const body = await world.order(orderOf({ [field]: value }));
    expect(body.orderResult).toEqual({ success: 0, errCode: '002', parameter: name, errMsg: 'invalid argument' });
    expect(shapeOf(body)).toEqual(shapeOf(sample('order-error-002')));
    untouched();
  });

  it.each([
    ['goodsNo', [{ ea: 1 }]],
    ['ea', [{ goodsNo: 7401 }]],
  ])('%s of an item is needed: 001', async (name, orderItem) => {
    expect((await world.order(orderOf({ orderItem }))).orderResult).toMatchObject({ errCode: '001', parameter: name });
  });

  it.each([
    ['an old post code', { zipCode: '123-456' }],
    ['a memo of 100 characters', { memo: '🙏'.repeat(100) }],
    ['no memo', { memo: null }],
    ['consent as a number', { doubleCheck: 1 }],
    ['no type', { oaType: null }],
    ['no settle kind', { settleKind: undefined }],
    ['fields nobody knows', { colour: 'red' }],
    ['no depositor of a cash payment', { settleKind: 's', bankSender: null }],
  ])('are taken with %s', async (_name, changes) => {
    expect((await world.order(orderOf(changes))).orderResult.success).toBe('1');
  });

  it.each([0, '0', 2, 'yes'])('without consent (%j): the sample of 101', async (doubleCheck) => {
    expect(await world.order(orderOf({ doubleCheck }))).toEqual(sample('order-error-101'));
    untouched();
  });

  it('with goods twice: the sample of 102', async () => {
    expect(await world.order(items([7401, 1], [10512, 1], [7401, 2]))).toEqual(sample('order-error-102'));
    untouched();
  });

  it('with goods off display: 103, with none: 104', async () => {
    expect((await world.order(items([7401, 1], [7412, 1]))).orderResult).toEqual({
      success: 0,
      errCode: '103',
      parameter: 'orderItem',
      errMsg: 'items that can not be ordered',
    });
    expect((await world.order(items())).orderResult).toEqual({
      success: 0,
      errCode: '104',
      parameter: 'orderItem',
      errMsg: 'request order items are not matched',
    });
    untouched();
  });
});

describe('a duplicate', () => {
  it('answers the sample of 105, also of a test, and days later', async () => {
    await world.order(orderOf());
    await world.clock.advance(40 * DAY);
    expect(await world.order(orderOf({ nameReceiver: '이서준' }))).toEqual(sample('order-error-105'));
    expect(await world.test(orderOf())).toEqual(sample('order-error-105'));
    expect(world.desk.orders()).toHaveLength(1);
  });

  it('is told before what is wrong with the goods by now', async () => {
    await world.order(orderOf());
    world.desk.setGoods(7401, { isSoldOut: true });
    expect((await world.order(orderOf())).orderResult.errCode).toBe('105');
  });

  it('is none of another type, nor of a test order', async () => {
    await world.test(orderOf());
    await world.order(orderOf());
    expect((await world.order(orderOf({ oaType: 'storefarm' }))).orderResult.success).toBe('1');
  });

  it('of a canceled order is still one', async () => {
    advance(numberOf(await world.order(orderOf())), CANCEL, CANCEL, CANCEL, CANCEL);
    expect((await world.order(orderOf())).orderResult.errCode).toBe('105');
  });
});

describe('goods that can’t be ordered', () => {
  const cases: [code: string, message: string, item: [number, number], change: Partial<EmulatedGoods>][] = [
    ['201', 'can not found matched goods', [99, 1], {}],
    ['202', 'invalid option', [7407, 1], {}],
    ['203', 'invalid bundle order quantity', [7406, 25], {}],
    ['204', 'invalid min order quantity', [7408, 4], {}],
    ['205', 'invalid max order quantity', [7408, 51], {}],
    ['206', 'runout', [7409, 1], {}],
    ['206', 'runout', [7401, 1], { stock: 0 }],
    ['206', 'runout', [7401, 1], { isSoldOut: true }],
    ['207', 'not enough stock', [7410, 2], {}],
    ['207', 'not enough stock', [7401, 58], {}],
    ['208', 'items that can not be ordered by request of supplier', [7411, 1], {}],
  ];

  it.each(cases)('answer %s %s (%j)', async (errCode, errMsg, item, change) => {
    if (Object.keys(change).length > 0) world.desk.setGoods(item[0], change);
    const before = world.desk.goods();
    const body = await world.order(items([10512, 1], item));
    expect(body.orderResult).toMatchObject({ success: '0', errCode, errMsg, goodsData: { goodsNo: String(item[0]) } });
    expect(shapeOf(body)).toEqual(shapeOf(sample('order-error-206')));
    expect([world.desk.orders(), world.desk.goods()]).toEqual([[], before]);
  });

  it.each([
    ['order-error-206', { isSoldOut: true, stock: 0, restockDate: '2026-03-20' }],
    ['order-error-207', { stock: 1 }],
  ])('answer %s, word for word, payResult first', async (name, change) => {
    world.desk.setGoods(7401, change);
    const body = await world.order(items([7401, 2]));
    expect(body).toEqual(sample(name));
    expect(Object.keys(body)).toEqual(['payResult', 'orderResult']);
  });

  it.each<[number, number]>([
    [7406, 48],
    [7408, 5],
    [7408, 50],
    [7410, 1],
  ])('are none within their bounds: %d × %d', async (goodsNo, ea) => {
    expect((await world.order(items([goodsNo, ea]))).orderResult.success).toBe('1');
  });
});

describe('reading an order back', () => {
  const shipped = async (...trackingNumbers: string[]): Promise<string> => {
    const ordNo = numberOf(await world.order(orderOf()));
    await world.clock.advance(HOUR);
    advance(ordNo, PAY, PREPARE);
    await world.clock.advance(DAY);
    advance(ordNo, ship(...trackingNumbers));
    return ordNo;
  };

  it('has the sample’s shape, and its values', async () => {
    const ordNo = await shipped('310900000017');
    const { body } = await world.get(`/order/${ordNo}`);
    expect(shapeOf(body)).toEqual(shapeOf(sample('order-get')));
    expect(body).toEqual({
      ...sample('order-get'),
      receiverAddress: '서울특별시 강남구 견본대로 77 5층 502호',
      paymentDt: '2026-03-01 11:15:24',
      deliveryDt: '2026-03-02 11:15:24',
      modDt: '2026-03-02 11:15:24',
    });
  });

  it('tells its invoices, as the sample does', async () => {
    await shipped('310900000017', '310900000018');
    expect((await world.get('/invoice/N20260301-0017')).body).toEqual(sample('invoice-get'));
    expect((await world.get('/invoice/N20260301-0017/api')).body).toEqual(sample('invoice-get'));
  });

  it('tells of no parcel and no payment before there is one', async () => {
    const ordNo = numberOf(await world.order(orderOf()));
    const parcel = { invoiceCompanySno: 0, invoiceCompanyNm: '', invoiceNo: '' };
    expect((await world.get(`/order/${ordNo}`)).body).toMatchObject({
      ...parcel,
      orderStatus: 0,
      paymentDt: null,
      deliveryDt: null,
      insEprDt: null,
      modDt: '2026-03-01 10:15:24',
    });
    expect((await world.get(`/invoice/${ordNo}`)).body).toMatchObject(parcel);
  });

  it('finds it by either number, narrowed by type', async () => {
    const plain = numberOf(await world.order(orderOf()));
    const store = numberOf(await world.order(orderOf({ oaType: 'storefarm' })));
    const found = async (path: string): Promise<unknown> => (await world.get(`/order/${path}`)).body.orderNo ?? null;
    expect([
      await found(plain),
      await found(`${plain}/api`),
      await found('N20260301-0017/api'),
      await found('N20260301-0017/pettob'),
      await found('N20260301-0017/storefarm'),
      await found('N20260301-0017'),
      await found('N20260301-0017/mall'),
      await found(`${plain}/storefarm`),
      await found('N2026'),
    ]).toEqual([...[plain, plain, plain, plain, store, store].map(Number), null, null, null]);
  });

  it('finds numbers of any letters', async () => {
    await world.order(orderOf({ oaOrderNo: '뷁/1 &?' }));
    expect((await world.get(`/order/${encodeURIComponent('뷁/1 &?')}`)).body.oaOrderNo).toBe('뷁/1 &?');
  });

  it('knows old post codes', async () => {
    await world.order(orderOf({ zipCode: '123-456' }));
    expect((await world.get('/order/N20260301-0017')).body).toMatchObject({
      receiverZonecode: '',
      receiverZipcode: '123-456',
    });
  });

  it('tells how far a cancellation is', async () => {
    const ordNo = numberOf(await world.order(orderOf()));
    const told: unknown[] = [];
    for (let step = 0; step < 4; step += 1) {
      advance(ordNo, CANCEL);
      const { body } = await world.get(`/order/${ordNo}`);
      const [item] = body.item as { claimStatus: number }[];
      told.push([body.orderClaimStatus, item!.claimStatus]);
    }
    expect(told).toEqual([
      [40, 0],
      [41, 41],
      [42, 42],
      [44, 44],
    ]);
  });
});

describe('cash and goods', () => {
  it('tells the balance as the sample does', async () => {
    await world.order(sample('order-request-cash'));
    expect((await world.get('/member/cash')).body).toEqual(sample('member-cash'));
  });

  it('tells goods in the sample’s shape', async () => {
    const { body } = await world.get('/goods/7401');
    expect(shapeOf(body)).toEqual(shapeOf(sample('goods-get')));
    const [goods] = sample('goods-get').data as Fields[];
    expect((body.data as Fields[])[0]).toMatchObject({
      goodsNo: 7401,
      goodsPrice: 7_900,
      suggestionSalesPrice: goods!.suggestionSalesPrice,
      sspProfitRate: goods!.sspProfitRate,
      suggestionRetailPrice: goods!.suggestionRetailPrice,
      goodsStock: 57,
      barcode: goods!.barcode,
    });
  });

  it('tells nothing of goods off display, and no goods for a number that is not there', async () => {
    expect((await world.get('/goods/7412')).body.data).toEqual([{ goodsNo: 7412, open: 0 }]);
    expect((await world.get('/goods/close')).body.data).toEqual([{ goodsNo: 7412, open: 0 }]);
    expect((await world.get('/goods/99')).body).toEqual({ total: 0, totalPageCnt: 0, currentPage: 1, data: [] });
  });

  it('tells all goods, 100 a page', async () => {
    for (let goodsNo = 1; goodsNo <= 101; goodsNo += 1) world.desk.setGoods(goodsNo, { stock: goodsNo });
    const pages = await Promise.all(['', '/2', '/3'].map((page) => world.get(`/goods/all${page}`)));
    expect(
      pages.map(({ body }) => [body.total, body.totalPageCnt, body.currentPage, (body.data as []).length]),
    ).toEqual([
      [115, 2, 1, 100],
      [115, 2, 2, 15],
      [115, 2, 3, 0],
    ]);
  });

  it('finds goods by name and by the day of their last change', async () => {
    const found = async (target: string): Promise<unknown[]> =>
      ((await world.get(target)).body.data as Fields[]).map(({ goodsNo }) => goodsNo);
    await world.clock.advance(DAY);
    world.desk.setGoods(7402, { stock: 1 });
    expect(await found(`/goods/goodsNm?query=${encodeURIComponent('뷁 캣')}`)).toEqual([7402]);
    expect(await found('/goods/all?updateAfter=2026-03-02')).toEqual([7402]);
    expect(await found('/goods/7402/1?updateAfter=2026-03-03')).toEqual([]);
  });

  it.each([
    ['GET', '/order'],
    ['POST', '/order/other'],
    ['POST', '/goods/all'],
    ['PUT', '/order'],
    ['GET', '/goods/some'],
    ['GET', '/goods/all/0'],
    ['GET', '/member/points'],
    ['GET', '/order/1/api/more'],
    ['GET', '/order/%EA%B0'],
    ['GET', '/category'],
    ['GET', '/'],
  ])('%s %s is nowhere', async (method, path) => {
    expect((await world.send(call(method, path))).status).toBe(404);
  });
});

describe('the desk', () => {
  const refused = (orderNumber: string, ...events: SupplierEvent[]): void => {
    for (const event of events) {
      const before = world.desk.orders();
      expect([event.kind, world.desk.advance(orderNumber, event)]).toEqual([event.kind, false]);
      expect(world.desk.orders()).toEqual(before);
    }
  };

  it('takes each step once, in order', async () => {
    const ordNo = numberOf(await world.order(orderOf()));
    refused('1', PAY);
    refused(ordNo, PREPARE, ship('1'));
    advance(ordNo, PAY);
    refused(ordNo, PAY, ship());
    refused(ordNo, { kind: 'SHIP', courierName: '우체국택배', trackingNumbers: ['1'] });
    advance(ordNo, PREPARE);
    refused(ordNo, PREPARE);
    advance(ordNo, ship('1', '2'));
    refused(ordNo, ship('3'), CANCEL);
    expect(world.desk.orders()).toMatchObject([
      {
        orderNumber: ordNo,
        externalOrderNumber: 'N20260301-0017',
        externalType: 'api',
        nativeStatus: '3/0',
        receiver: { name: '박도윤', zipCode: '06100', addressDetail: '5층 502호' },
        courierName: '롯데택배',
        trackingNumbers: ['1', '2'],
      },
    ]);
  });

  it('goes on with an order whose cancellation is only asked for, and with no other', async () => {
    const ordNo = numberOf(await world.order(orderOf()));
    advance(ordNo, CANCEL, PAY, CANCEL);
    refused(ordNo, PREPARE, ship('1'));
    advance(ordNo, CANCEL, CANCEL);
    refused(ordNo, CANCEL);
    expect(world.desk.orders()).toMatchObject([{ nativeStatus: '1/44' }]);
  });

  it('is no place where anybody buys from the seller', () => {
    expect(() => world.emulator.place({} as Parameters<Emulator['place']>[0])).toThrow('nobody buys');
    expect(world.emulator.happen({ orderNumber: '1', lineNumber: null }, { kind: 'PAY' })).toBe(false);
    expect(world.emulator.lines()).toEqual([]);
    expect(world.emulator.warehouse).toBeUndefined();
  });
});

describe('on a host', () => {
  it('takes a form as fetch sends it; a lost answer is found again by its number', async () => {
    const host = await startHost({ emulator: world.emulator, clock: world.clock, basePath: emulator.basePath });
    const post = async (): Promise<Body> => {
      const body = new FormData();
      body.set('data', JSON.stringify(orderOf()));
      const reply = await fetch(`${host.baseUrl}/order`, { method: 'POST', headers: { authorization: KEY }, body });
      return (await reply.json()) as Body;
    };
    host.inject({ kind: 'LOSE_ANSWER', method: 'POST' });
    await expect(post()).rejects.toThrow();
    const repeated = await post();
    host.inject({ kind: 'RATE_LIMITED' });
    host.inject({ kind: 'INTERNAL' });
    const troubled = [await post(), await post()];
    await host.close();

    expect(repeated).toEqual(sample('order-error-105'));
    expect(troubled).toEqual([{ message: 'Too Many Requests' }, { message: 'Internal Server Error' }]);
    expect(world.desk.orders()).toHaveLength(1);
  });
});
