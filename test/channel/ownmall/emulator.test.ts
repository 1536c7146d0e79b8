import { createHash, createHmac } from 'node:crypto';

import { DAY, HOUR, MINUTE, SECOND } from '../../../src/base/time.js';
import { createOwnMall, emulator, type OwnMallSettings } from '../../../src/channel/ownmall/emulator/index.js';
import type { Emulator, LineRef, OutsideEvent } from '../../../src/sandbox/emulator.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { at, goods, order, read, request, sample, shape, type Answer } from './emulator.support.js';

const START = at('2026-03-01T10:15:02');
const DAY_OF_TEST = 'start_date=2026-03-01T00:00:00&end_date=2026-03-01T23:59:59';

let clock: VirtualClock;
let mall: Emulator;

function open(settings: Partial<OwnMallSettings> = {}): void {
  clock = new VirtualClock(START, false);
  mall = createOwnMall({ clock, seed: 7, ...settings });
}

beforeEach(() => open());

/** One call, with enough time before it to be within the limit. */
async function call(method: string, target: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
  await clock.advance(SECOND);
  return read(await mall.handle(request(method, target, body, headers)));
}

const rows = (answer: Answer): Record<string, unknown>[] =>
  (answer.body as { orders: Record<string, unknown>[] }).orders;

const numbers = (answer: Answer): unknown[] => rows(answer).map((row) => row.orderNumber);

const list = (status: string, more = '', path = '/orders'): Promise<Answer> =>
  call('GET', `${path}?${DAY_OF_TEST}&order_status=${encodeURIComponent(status)}${more}`);

const listCanceled = (status: string, more = ''): Promise<Answer> => list(status, more, '/canceled-orders');

const place = (changes?: Parameters<typeof order>[0]): LineRef & { orderNumber: string } =>
  mall.place(order({ orderedAt: clock.now(), ...changes }))[0]!;

function happen(line: LineRef, ...events: OutsideEvent[]): void {
  for (const event of events) expect([event.kind, mall.happen(line, event)]).toEqual([event.kind, true]);
}

const CONFIRM: OutsideEvent = { kind: 'CONFIRM' };
const DISPATCH: OutsideEvent = { kind: 'DISPATCH', courierCode: 'CJ', trackingNumber: '600000000017' };
const CANCEL: OutsideEvent = { kind: 'REQUEST_CANCEL', quantity: null, reason: '색상을 잘못 골랐어요' };
const invoice = (orderNumber: string, tracking_no = '600000000017', shipping_company_code = 'CJ') => ({
  tracking_no,
  shipping_company_code,
  orderNumber,
});
const statusOf = (line: LineRef): string | undefined =>
  mall.lines().find(({ orderNumber }) => orderNumber === line.orderNumber)?.nativeStatus;

describe('credentials', () => {
  it.each([
    ['none', ''],
    ['a wrong key', 'Bearer other'],
    ['a key without a scheme', emulator.credentials.apiKey!],
  ])('refuses %s', async (_name, authorization) => {
    expect(await call('GET', '/capabilities', undefined, { authorization })).toMatchObject({
      status: 401,
      body: sample('error-401'),
    });
  });

  it('takes the demo key', async () => {
    const authorization = `Bearer ${emulator.credentials.apiKey}`;
    expect((await call('GET', '/capabilities', undefined, { authorization })).status).toBe(200);
  });
});

describe('signatures', () => {
  const TIMESTAMP = 1_772_380_800;
  const confirm = {
    body: '{"orderNumber":"M20260301-000017-1"}',
    signature: '85b495ffaac2896861f35064645357596e71b05875ff6a1f953229436bb951d3',
  };
  const get = {
    query:
      'start_date=2026-03-01T00:00:00&end_date=2026-03-01T23%3A59%3A59&order_status=PAID&date_type=paid_date&page=1&page_size=100',
    signature: '486c47e0f33b618adbbf005e869853b8eb70e849241d540350f7703d48b83503',
  };
  const signed = (signature: string, timestamp = String(TIMESTAMP)): Record<string, string> => ({
    'x-mall-timestamp': timestamp,
    'x-mall-signature': signature,
  });

  beforeEach(() => {
    clock = new VirtualClock(TIMESTAMP * SECOND, false);
    mall = createOwnMall({ clock, seed: 7, signatureRequired: true, signingSecret: 'own-mall-demo-secret' });
  });

  it("takes the sheet's vectors", async () => {
    const post = await call('POST', '/orders/confirm', confirm.body, signed(confirm.signature));
    const listed = await call('GET', `/orders?${get.query}`, undefined, signed(get.signature));

    expect([post.status, listed.status]).toEqual([200, 200]);
  });

  it.each([
    ['body', () => call('POST', '/orders/confirm', `${confirm.body} `, signed(confirm.signature))],
    ['path', () => call('POST', '/canceled-orders/approve', confirm.body, signed(confirm.signature))],
    ['query', () => call('GET', `/orders?${get.query}0`, undefined, signed(get.signature))],
    ['timestamp', () => call('POST', '/orders/confirm', confirm.body, signed(confirm.signature, '1772380801'))],
    ['signature', () => call('POST', '/orders/confirm', confirm.body, signed(confirm.signature.replace('8', '9')))],
    ['upper case', () => call('POST', '/orders/confirm', confirm.body, signed(confirm.signature.toUpperCase()))],
    ['absence', () => call('POST', '/orders/confirm', confirm.body)],
  ])('refuses a tampered %s', async (_part, attempt) => {
    expect((await attempt()).status).toBe(401);
  });

  it('takes timestamps within 300 seconds alone', async () => {
    const sign = (timestamp: number): Record<string, string> => {
      const empty = createHash('sha256').update('').digest('hex');
      const lines = ['GET', '/channel-api/v1/capabilities', '', String(timestamp), empty].join('\n');
      return signed(createHmac('sha256', 'own-mall-demo-secret').update(lines).digest('hex'), String(timestamp));
    };
    const statuses: number[] = [];
    for (const offset of [-301, -300, 300, 301]) {
      await clock.advance(SECOND);
      const stamp = clock.now() / SECOND + offset;
      statuses.push(read(await mall.handle(request('GET', '/capabilities', undefined, sign(stamp)))).status);
    }

    expect(statuses).toEqual([401, 200, 200, 401]);
  });

  it('says in its capabilities that it wants them', async () => {
    open({ signatureRequired: false });
    expect(await call('GET', '/capabilities')).toMatchObject({ body: { signatureRequired: false } });
  });
});

describe('limits', () => {
  it('answers at most 5 calls in any second', async () => {
    const statusNow = async (): Promise<number> => (await mall.handle(request('GET', '/capabilities'))).status;
    const burst: number[] = [];
    for (let index = 0; index < 6; index += 1) burst.push(await statusNow());
    await clock.advance(SECOND - 1);
    const justBefore = await statusNow();
    await clock.advance(1);
    const after = await statusNow();

    expect({ burst, justBefore, after }).toEqual({
      burst: [200, 200, 200, 200, 200, 429],
      justBefore: 429,
      after: 200,
    });
  });

  it('tells how long to wait', async () => {
    for (let index = 0; index < 5; index += 1) await mall.handle(request('GET', '/capabilities'));
    const sixth = read(await mall.handle(request('GET', '/capabilities')));
    expect(sixth).toMatchObject({ status: 429, headers: { 'retry-after': '1' }, body: sample('error-429') });
    expect(read(mall.troubleReply('RATE_LIMITED'))).toEqual(sixth);
  });

  it.each([
    ['2026-03-01T00:00:00', '2026-04-01T00:00:00', 200],
    ['2026-03-01T00:00:00', '2026-04-01T00:00:01', 400],
  ])('window %s to %s: %d', async (start, end, status) => {
    const answer = await call('GET', `/orders?start_date=${start}&end_date=${end}&order_status=PAID`);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toEqual(sample('error-400-range'));
  });

  it.each([
    ['1', 200],
    ['500', 200],
    ['501', 400],
    ['0', 400],
    ['1.5', 400],
    ['', 400],
  ])('page_size %s: %d', async (size, status) => {
    expect((await list('PAID', `&page_size=${size}`)).status).toBe(status);
  });
});

describe('malformed questions', () => {
  it.each([
    ['start_date', 'end_date=2026-03-01T00:00:00&order_status=PAID'],
    ['end_date', 'start_date=2026-03-01T00:00:00&order_status=PAID'],
    ['order_status', DAY_OF_TEST],
    ['order_status', `${DAY_OF_TEST}&order_status=NEW`],
    ['order_status', `${DAY_OF_TEST}&order_status=CANCEL_REQUESTED`],
    ['order_status', `${DAY_OF_TEST}&order_status=PAID&order_status=PAID`],
    ['date_type', `${DAY_OF_TEST}&order_status=PAID&date_type=shipped_date`],
    ['date_type', `${DAY_OF_TEST}&order_status=PAID&date_type=cancel_request_date`],
    ['page', `${DAY_OF_TEST}&order_status=PAID&page=0`],
    ['start_date', 'start_date=2026-03-01&end_date=2026-03-01T00:00:00&order_status=PAID'],
    ['start_date', 'start_date=2026-02-30T00:00:00&end_date=2026-03-01T00:00:00&order_status=PAID'],
    ['query', `${DAY_OF_TEST}&order_status=%EA%B2`],
  ])('names %s in %s', async (field, query) => {
    const answer = await call('GET', `/orders?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { response: false, code: 'VALIDATION', errors: [{ field }] } });
  });

  it('refuses an end before the start as the sample does', async () => {
    const query = 'start_date=2026-03-02T00:00:00&end_date=2026-03-01T00:00:00&order_status=PAID';
    expect((await call('GET', `/orders?${query}`)).body).toEqual(sample('error-400-validation'));
  });

  it('tolerates +09:00', async () => {
    const query = 'start_date=2026-03-01T00:00:00%2B09:00&end_date=2026-03-01T23:59:59%2B09:00&order_status=PAID';
    place();
    expect(rows(await call('GET', `/orders?${query}`))).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'orderNumber=1'],
    ['an array', '[]'],
    ['no number', '{}'],
    ['an ill-typed number', '{"orderNumber":1}'],
    ['a number with a blank', '{"orderNumber":"M 1"}'],
    ['an unknown field', '{"orderNumber":"M1","force":true}'],
  ])('refuses an action with %s', async (_name, body) => {
    expect(await call('POST', '/orders/confirm', body)).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
  });

  it.each([
    ['PUT', '/orders/invoice', 501],
    ['POST', '/orders/delivered', 501],
    ['POST', '/orders/delay', 501],
    ['POST', '/orders/cancel', 501],
    ['POST', '/canceled-orders/reject', 501],
    ['GET', '/orders/M1/history', 501],
    ['GET', '/products', 404],
    ['DELETE', '/orders/confirm', 405],
  ])('%s %s: %d', async (method, path, status) => {
    const answer = await call(method, path, {});
    expect(answer).toMatchObject({ status, body: sample('error-501') });
  });
});

describe('lists of orders', () => {
  it('numbers each line of a basket', async () => {
    const [first, second] = mall.place(order({ orderedAt: START, lines: [goods(), goods({ optionName: null })] }));

    expect(first!.orderNumber).toMatch(/^M20260301-\d{6}-1$/);
    expect(second!.orderNumber).toBe(first!.orderNumber.replace(/1$/, '2'));
    expect(first!.checkoutNumber).toBe(first!.orderNumber.slice(0, -2));
    expect(mall.lines().map(({ lineNumber, bundleNumber }) => [lineNumber, bundleNumber])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('gives the same numbers for the same seed', () => {
    const first = [place(), place(), place()];
    open();
    expect([place(), place(), place()]).toEqual(first);
    open({ seed: 8 });
    expect([place(), place(), place()]).not.toEqual(first);
  });

  it('writes money and texts as the sample does', async () => {
    const oddName = '뷁 똠 펲 "특가" <세트> & 🎁';
    const lines = [
      goods({ productName: oddName }),
      goods({ optionName: null, optionPrice: 0, quantity: 1, unitPrice: 9_900 }),
    ];
    mall.place(order({ orderedAt: START, lines }));
    const [first, second] = rows(await list('PAID'));

    expect(first).toMatchObject({
      orderedDate: '2026-03-01T10:15:02',
      productName: oddName,
      productNumber: '31',
      productOptionNumber: '31-01',
      productPriceAmount: 40_000,
      optionPriceAmount: 4_000,
      productPrice: 18_000,
      sellerDiscountPriceAmount: 1_000,
      shippingFee: 3_000,
      receiverAddress: '서울특별시 강남구 견본대로 77, 5층 502호',
    });
    expect(second).toMatchObject({
      productOptionNumber: null,
      productOptionName: '',
      productPriceAmount: 9_900,
      shippingFee: 0,
    });
  });

  it('takes tokens, aliases and comma lists', async () => {
    const unpaid = place({ paidAt: null });
    const paid = place();
    const confirmed = place();
    happen(confirmed, CONFIRM);
    const shipped = place();
    happen(shipped, DISPATCH);
    const byStatus: Record<string, unknown[]> = {};
    for (const status of [
      'UNPAID',
      '입금전',
      'PAID',
      '결제완료',
      '상품준비 중',
      '발주처리(주문확정)',
      '배송중,PAID',
      'CANCELED',
    ]) {
      byStatus[status] = numbers(await list(status));
    }

    expect(byStatus).toEqual({
      UNPAID: [unpaid.orderNumber],
      입금전: [unpaid.orderNumber],
      PAID: [paid.orderNumber],
      결제완료: [paid.orderNumber],
      '상품준비 중': [confirmed.orderNumber],
      '발주처리(주문확정)': [confirmed.orderNumber],
      '배송중,PAID': [paid.orderNumber, shipped.orderNumber],
      CANCELED: [],
    });
  });

  it('includes both ends of the window, to the second', async () => {
    const line = place({ orderedAt: START + 900 });
    const asked = async (start: string, end: string): Promise<unknown[]> =>
      numbers(await call('GET', `/orders?start_date=2026-03-01T${start}&end_date=2026-03-01T${end}&order_status=PAID`));

    expect(await asked('10:15:02', '10:15:02')).toEqual([line.orderNumber]);
    expect(await asked('10:15:03', '10:15:09')).toEqual([]);
    expect(await asked('10:15:00', '10:15:01')).toEqual([]);
  });

  it('filters and sorts by the chosen date', async () => {
    const late = place({ paidAt: START + HOUR });
    const soon = place({ orderedAt: START + MINUTE });
    await clock.advance(2 * HOUR);

    expect(numbers(await list('PAID'))).toEqual([late.orderNumber, soon.orderNumber]);
    expect(numbers(await list('PAID', '&date_type=paid_date'))).toEqual([soon.orderNumber, late.orderNumber]);
    expect(numbers(await list('PAID', '&date_type=%EA%B2%B0%EC%A0%9C%EC%99%84%EB%A3%8C%EC%9D%BC'))).toHaveLength(2);
  });

  it('leaves unpaid orders out of the payment window', async () => {
    place({ paidAt: null });
    expect(numbers(await list('UNPAID', '&date_type=paid_date'))).toEqual([]);
  });

  it('pages', async () => {
    const placed = [place(), place(), place()].map(({ orderNumber }) => orderNumber);
    const pages = [
      await list('PAID', '&page=1&page_size=2'),
      await list('PAID', '&page=2&page_size=2'),
      await list('PAID', '&page=3&page_size=2'),
    ];

    expect(pages.map(numbers)).toEqual([placed.slice(0, 2), placed.slice(2), []]);
    expect(pages.map(({ body }) => (body as { paging: unknown }).paging)).toEqual([
      { page: 1, page_size: 2, total_count: 3, has_next: true },
      { page: 2, page_size: 2, total_count: 3, has_next: false },
      { page: 3, page_size: 2, total_count: 3, has_next: false },
    ]);
  });

  it('shows a late arrival in lists when it is visible, by its number at once', async () => {
    const line = place({ visibleAt: START + 10 * MINUTE });
    const before = [numbers(await list('PAID')), (await call('GET', `/orders/${line.orderNumber}`)).status];
    await clock.advance(10 * MINUTE);

    expect(before).toEqual([[], 200]);
    expect(numbers(await list('PAID'))).toEqual([line.orderNumber]);
  });

  it('answers 404 for an unknown number', async () => {
    expect(await call('GET', '/orders/M20260301-999999-1')).toMatchObject({
      status: 404,
      body: sample('error-404-order'),
    });
  });

  it('holds twenty thousand orders', async () => {
    for (let index = 0; index < 20_000; index += 1) place({ orderedAt: START - (index % DAY) });
    const first = await list('PAID', '&page_size=500');

    expect(rows(first)).toHaveLength(500);
    expect(first.body).toMatchObject({ paging: { total_count: 20_000, has_next: true } });
    expect(new Set(mall.lines().map(({ orderNumber }) => orderNumber)).size).toBe(20_000);
  });
});

describe('confirm', () => {
  const confirm = (line: LineRef): Promise<Answer> =>
    call('POST', '/orders/confirm', { orderNumber: line.orderNumber });

  it('confirms a paid line, once', async () => {
    const line = place();

    expect(await confirm(line)).toMatchObject({ status: 200, body: sample('confirmOrder-ok') });
    expect(statusOf(line)).toBe('CONFIRMED');
    expect((await confirm(line)).body).toEqual(sample('confirmOrder-already-done'));
  });

  it.each<[string, OutsideEvent[], string]>([
    ['canceled', [CANCEL], 'ALREADY_CANCELED'],
    ['with an open request', [CONFIRM, CANCEL], 'CANCEL_REQUEST_PENDING'],
  ])('refuses a line %s', async (_name, events, code) => {
    const line = place();
    happen(line, ...events);
    const before = statusOf(line);

    expect(await confirm(line)).toMatchObject({ status: 200, body: { response: false, code } });
    expect(statusOf(line)).toBe(before);
  });

  it('refuses an unpaid and an unknown line', async () => {
    expect((await confirm(place({ paidAt: null }))).body).toMatchObject({ response: false, code: 'INVALID_STATE' });
    expect(await confirm({ orderNumber: 'M1', lineNumber: null })).toMatchObject({
      status: 200,
      body: { response: false, code: 'ORDER_NOT_FOUND' },
    });
  });
});

describe('invoice', () => {
  const send = (body: unknown, headers?: Record<string, string>): Promise<Answer> =>
    call('POST', '/orders/invoice', body, headers);

  it.each([
    ['a confirmed', [CONFIRM]],
    ['a paid', []],
  ])('ships %s line', async (_name, events) => {
    const line = place();
    happen(line, ...events);

    expect(await send(invoice(line.orderNumber))).toMatchObject({ status: 200, body: sample('registerInvoice-ok') });
    expect(mall.lines()[0]).toMatchObject({
      nativeStatus: 'SHIPPING',
      courierCode: 'CJ',
      trackingNumber: '600000000017',
    });
  });

  it('tells the same invoice from another', async () => {
    const { orderNumber } = place();
    await send(invoice(orderNumber));

    expect((await send(invoice(orderNumber))).body).toEqual(sample('confirmOrder-already-done'));
    expect((await send(invoice(orderNumber, '600000000018'))).body).toEqual(sample('registerInvoice-already-shipped'));
    expect((await send(invoice(orderNumber, '600000000017', 'LOTTE'))).body).toMatchObject({ code: 'ALREADY_SHIPPED' });
    expect(mall.lines()[0]).toMatchObject({ courierCode: 'CJ', trackingNumber: '600000000017' });
  });

  it.each<[string, (orderNumber: string) => unknown, unknown]>([
    [
      'a courier it does not take',
      (n) => invoice(n, '600000000017', 'HANJIN'),
      sample('registerInvoice-invalid-courier'),
    ],
    ['a short number', (n) => invoice(n, '60000'), { code: 'INVALID_TRACKING_NO' }],
    ['a number with hyphens', (n) => invoice(n, '6000-0000-0017'), { code: 'INVALID_TRACKING_NO' }],
  ])('refuses %s', async (_name, body, expected) => {
    const line = place();

    expect(await send(body(line.orderNumber))).toMatchObject({ status: 200, body: expected });
    expect(statusOf(line)).toBe('PAID');
  });

  it('refuses while a cancel request is open', async () => {
    const line = place();
    happen(line, CONFIRM, CANCEL);

    expect((await send(invoice(line.orderNumber))).body).toEqual(sample('confirmOrder-refused-cancel-pending'));
    expect(statusOf(line)).toBe('CONFIRMED/CANCEL_REQUESTED');
  });

  it('refuses canceled, unpaid and unknown lines', async () => {
    const canceled = place();
    happen(canceled, CANCEL);

    expect((await send(invoice(canceled.orderNumber))).body).toMatchObject({ code: 'ALREADY_CANCELED' });
    expect((await send(invoice(place({ paidAt: null }).orderNumber))).body).toMatchObject({ code: 'INVALID_STATE' });
    expect((await send(invoice('M1'))).body).toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });

  it('repeats the first answer to the same idempotency key for a day', async () => {
    const { orderNumber } = place();
    const key = { 'idempotency-key': 'k-1' };
    await send(invoice(orderNumber), key);

    expect((await send(invoice(orderNumber), key)).body).toEqual(sample('registerInvoice-ok'));
    expect((await send(invoice(orderNumber, '600000000018'), key)).status).toBe(400);
    expect((await send(invoice(orderNumber), { 'idempotency-key': 'k'.repeat(65) })).status).toBe(400);
    await clock.advance(DAY);
    expect((await send(invoice(orderNumber), key)).body).toMatchObject({ code: 'ALREADY_DONE' });
  });
});

describe('cancellations', () => {
  const approve = (line: LineRef): Promise<Answer> =>
    call('POST', '/canceled-orders/approve', { orderNumber: line.orderNumber });

  it('cancels a paid line at once, without an approval', async () => {
    const line = place();
    happen(line, CANCEL);

    expect(statusOf(line)).toBe('CANCELED/CANCEL_COMPLETED');
    expect(rows(await listCanceled('취소완료', '&date_type=cancel_complete_date'))).toMatchObject([
      {
        orderStatus: 'CANCELED',
        canceled: { cancelApprovalDate: null, cancelStatus: 'CANCEL_COMPLETED', cancelQuantity: 2 },
      },
    ]);
    expect(mall.lines()[0]!.cancellations).toMatchObject([{ state: 'COMPLETED', isImmediate: true, quantity: 2 }]);
    expect(await approve(line)).toMatchObject({ body: { response: false, code: 'ALREADY_CANCELED' } });
  });

  it('asks the seller about a confirmed line', async () => {
    const line = place();
    happen(line, CONFIRM, CANCEL);

    expect(numbers(await listCanceled('CANCEL_REQUESTED', '&date_type=취소요청일'))).toEqual([line.orderNumber]);
    expect(numbers(await listCanceled('상품준비 중'))).toEqual([line.orderNumber]);
    expect(numbers(await listCanceled('PAID'))).toEqual([]);
    expect(numbers(await list('CONFIRMED'))).toEqual([line.orderNumber]);
    expect(mall.lines()[0]).toMatchObject({ openCancelQuantity: 2, canceledQuantity: 0 });
    expect(mall.happen(line, CANCEL)).toBe(false);
  });

  it('approves, once', async () => {
    const line = place();
    happen(line, CONFIRM, CANCEL);

    expect(await approve(line)).toMatchObject({ status: 200, body: sample('approveCancel-ok') });
    expect(mall.lines()[0]).toMatchObject({
      nativeStatus: 'CANCELED/CANCEL_COMPLETED',
      openCancelQuantity: null,
      canceledQuantity: 2,
      cancellations: [{ state: 'COMPLETED', isImmediate: false }],
    });
    expect((await approve(line)).body).toMatchObject({ response: true, code: 'ALREADY_DONE' });
  });

  it('stays approved until the refund, where it takes time', async () => {
    open({ refundDelayMs: 3 * MINUTE });
    const line = place();
    happen(line, CONFIRM, CANCEL);
    await approve(line);
    const meanwhile = rows(await listCanceled('CANCEL_APPROVED'));
    await clock.advance(3 * MINUTE);

    expect(meanwhile).toMatchObject([{ canceled: { cancelStatus: 'CANCEL_APPROVED', cancelCompletedDate: null } }]);
    expect(numbers(await listCanceled('CANCEL_APPROVED'))).toEqual([]);
    expect(numbers(await listCanceled('CANCEL_COMPLETED'))).toEqual([line.orderNumber]);
  });

  it('cancels some pieces and leaves the rest alive', async () => {
    const line = place({ lines: [goods({ quantity: 3 })] });
    happen(line, CONFIRM, { ...CANCEL, quantity: 1 });
    await approve(line);

    expect(mall.lines()[0]).toMatchObject({
      orderedQuantity: 3,
      canceledQuantity: 1,
      nativeStatus: 'CONFIRMED/CANCEL_COMPLETED',
    });
    expect(rows(await listCanceled('CANCEL_COMPLETED'))).toMatchObject([
      { productQuantity: 3, orderStatus: 'CONFIRMED', canceled: { cancelQuantity: 1 } },
    ]);
    expect(mall.happen(line, { ...CANCEL, quantity: 3 })).toBe(false);
    happen(line, CANCEL);
    expect(rows(await listCanceled('CANCEL_COMPLETED,CANCEL_REQUESTED'))).toHaveLength(2);
    expect((await call('GET', `/orders/${line.orderNumber}`)).body).toMatchObject({
      canceled: { cancelStatus: 'CANCEL_REQUESTED', cancelQuantity: 2 },
    });
    await approve(line);
    expect(mall.lines()[0]).toMatchObject({ canceledQuantity: 3, nativeStatus: 'CANCELED/CANCEL_COMPLETED' });
  });

  it('goes on as before when the buyer withdraws', async () => {
    const line = place();
    happen(line, CONFIRM, CANCEL, { kind: 'WITHDRAW_CANCEL' });

    expect(numbers(await listCanceled('CANCEL_WITHDRAWN'))).toEqual([line.orderNumber]);
    expect((await approve(line)).body).toEqual(sample('approveCancel-no-request'));
    happen(line, DISPATCH);
    expect((await approve(line)).body).toMatchObject({ code: 'ALREADY_SHIPPED' });
  });

  it('rejects a request that the back office ships over', async () => {
    const line = place();
    happen(line, CONFIRM, CANCEL, DISPATCH);

    expect(statusOf(line)).toBe('SHIPPING/CANCEL_REJECTED');
    expect(numbers(await listCanceled('취소거부'))).toEqual([line.orderNumber]);
  });

  it('lets the staff approve', async () => {
    const line = place();
    happen(line, CONFIRM, CANCEL, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
    expect(statusOf(line)).toBe('CANCELED/CANCEL_COMPLETED');
  });

  it('hides a cancellation from lists while its order is hidden', async () => {
    const line = place({ visibleAt: START + HOUR });
    happen(line, CANCEL);
    expect(numbers(await listCanceled('CANCEL_COMPLETED'))).toEqual([]);
  });
});

describe('outside events', () => {
  const receiver = { ...order().receiver, name: '이보기', addressDetail: '' };
  const MOVE: OutsideEvent = { kind: 'CHANGE_ADDRESS', receiver };

  it('live a life in order alone', () => {
    const line = place({ paidAt: null });
    const life: OutsideEvent[] = [
      { kind: 'PAY' },
      CONFIRM,
      DISPATCH,
      { kind: 'DELIVER' },
      { kind: 'CONFIRM_PURCHASE' },
    ];
    for (const [step, next] of life.entries()) {
      const others = life.filter((event, index) => index !== step && !(step === 1 && event === DISPATCH));
      expect(others.map((event) => mall.happen(line, event))).not.toContain(true);
      happen(line, next);
    }
    expect(statusOf(line)).toBe('PURCHASE_CONFIRMED');
    for (const event of [CANCEL, MOVE, { kind: 'WITHDRAW_CANCEL' }, { kind: 'LAPSE' }] satisfies OutsideEvent[]) {
      expect(mall.happen(line, event)).toBe(false);
    }
  });

  it('pay, lapse and move a basket as one', () => {
    const [first, second] = mall.place(order({ paidAt: null, lines: [goods(), goods()] }));
    happen(first!, MOVE, { kind: 'PAY' });

    expect(mall.lines().map((line) => [line.nativeStatus, line.paidAt, line.receiver.name])).toEqual([
      ['PAID', START, '이보기'],
      ['PAID', START, '이보기'],
    ]);
    expect(mall.happen(second!, { kind: 'LAPSE' })).toBe(false);
    const lapsed = place({ paidAt: null });
    happen(lapsed, { kind: 'LAPSE' });
    expect(statusOf(lapsed)).toBe('CANCELED/CANCEL_COMPLETED');
  });

  it('show the new address', async () => {
    const line = place();
    happen(line, MOVE);
    expect((await call('GET', `/orders/${line.orderNumber}`)).body).toMatchObject({
      receiverName: '이보기',
      receiverAddress: '서울특별시 강남구 견본대로 77',
    });
  });

  it('refuse unknown lines and couriers', () => {
    const line = place();
    expect(mall.happen({ orderNumber: 'M1', lineNumber: null }, CONFIRM)).toBe(false);
    expect(mall.happen({ ...line, lineNumber: '1' }, CONFIRM)).toBe(false);
    expect(mall.happen(line, { ...DISPATCH, courierCode: 'HANJIN' })).toBe(false);
    expect(mall.lines()[0]).toMatchObject({ nativeStatus: 'PAID' });
  });
});

describe('bodies have the names and types of the samples', () => {
  const socks = goods({
    productName: '면 양말 3켤레',
    optionName: null,
    quantity: 3,
    optionPrice: 0,
    unitPrice: 9_900,
  });
  const requested = (): LineRef => {
    const line = place({ lines: [socks] });
    happen(line, CONFIRM, CANCEL);
    return line;
  };

  it.each<[string, () => Promise<Answer>]>([
    ['getCapabilities', () => call('GET', '/capabilities')],
    [
      'listOrders-PAID',
      () => {
        place({ lines: [goods(), socks] });
        place({ lines: [socks], memo: null });
        return list('PAID');
      },
    ],
    ['listOrders-empty', () => list('PAID')],
    [
      'listOrders-page1-of-2',
      () => {
        place();
        place();
        return list('PAID', '&page_size=1');
      },
    ],
    [
      'listOrders-SHIPPING',
      () => {
        happen(place(), CONFIRM, DISPATCH);
        return list('SHIPPING');
      },
    ],
    [
      'getOrder',
      () => {
        const line = place();
        happen(line, CONFIRM, DISPATCH);
        return call('GET', `/orders/${line.orderNumber}`);
      },
    ],
    [
      'listCanceledOrders-CANCEL_REQUESTED',
      () => {
        requested();
        return listCanceled('CANCEL_REQUESTED');
      },
    ],
    [
      'listCanceledOrders-CANCEL_WITHDRAWN',
      () => {
        happen(requested(), { kind: 'WITHDRAW_CANCEL' });
        return listCanceled('CANCEL_WITHDRAWN');
      },
    ],
    [
      'listCanceledOrders-CANCEL_COMPLETED',
      () => {
        happen(requested(), { kind: 'MARKETPLACE_APPROVES_CANCEL' });
        return listCanceled('CANCEL_COMPLETED');
      },
    ],
  ])('%s', async (name, ask) => {
    expect(shape((await ask()).body)).toEqual(shape(sample(name)));
  });

  it('in trouble', () => {
    expect(read(mall.troubleReply('INTERNAL'))).toMatchObject({
      status: 500,
      body: { response: false, code: 'INTERNAL' },
    });
  });
});
