import { Courier } from '../../../src/model/courier.js';
import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { OrderStatus } from '../../../src/model/order.js';
import type { CancellationListing, OrderListing } from '../../../src/channel/channel.js';
import { signatureHeaders } from '../../../src/channel/ownmall/ownmall.signature.js';
import {
  BASE_PATH,
  NOW,
  collect,
  connect,
  faultOf,
  kst,
  page,
  rowsOf,
  sample,
  stored,
  storedClaim,
  type Connected,
  type Mall,
} from './adapter.support.js';

const DAY = { start: kst('2026-03-01T00:00:00'), end: kst('2026-03-02T00:00:00') };
const ALL_ORDER_STATUSES = 'UNPAID,PAID,CONFIRMED,SHIPPING,DELIVERED,PURCHASE_CONFIRMED,CANCELED';
const ALL_CANCEL_STATUSES = 'CANCEL_REQUESTED,CANCEL_APPROVED,CANCEL_COMPLETED,CANCEL_REJECTED,CANCEL_WITHDRAWN';
const EMPTY = page([]);

let it_: Connected;
async function given(mall: Mall, options: Readonly<Record<string, unknown>> = {}): Promise<Connected> {
  return (it_ = await connect(mall, options));
}
afterEach(() => it_.close());

function orderListing(id: string): OrderListing {
  return it_.channel.orders!.listings.find((listing) => listing.id === id)!;
}
function claimListing(id: string): CancellationListing {
  return it_.channel.cancellations!.listings.find((listing) => listing.id === id)!;
}
const readOrders = (id = 'orders.ordered_date', span = DAY) => collect(orderListing(id).read(span, it_.context));
const readClaims = (id = 'canceled-orders.cancel_request_date', span = DAY) =>
  collect(claimListing(id).read(span, it_.context));

/** One canceled row of the samples, changed. */
const canceledRow = (canceled: object, changes: object = {}): Record<string, unknown> => {
  const row = rowsOf('listCanceledOrders-CANCEL_REQUESTED')[0]!;
  return { ...row, ...changes, canceled };
};

describe('listing orders', () => {
  it('asks for all statuses of a span in one call', async () => {
    await given(() => sample('listOrders-PAID'));

    await readOrders();

    expect(it_.server.requests.map(({ method, target }) => [method, target])).toEqual([
      [
        'GET',
        `${BASE_PATH}/orders?date_type=ordered_date&end_date=2026-03-02T00%3A00%3A00` +
          '&order_status=UNPAID%2CPAID%2CCONFIRMED%2CSHIPPING%2CDELIVERED%2CPURCHASE_CONFIRMED%2CCANCELED' +
          '&page=1&page_size=500&start_date=2026-03-01T00%3A00%3A00',
      ],
    ]);
    expect(it_.server.requests[0]?.headers).toMatchObject({ authorization: 'Bearer demo-key' });
    expect(it_.server.requests[0]?.headers).not.toHaveProperty('x-mall-signature');
  });

  it('leaves unpaid orders out of the list by payment date', async () => {
    await given(() => EMPTY);

    expect(await readOrders('orders.paid_date')).toEqual([{ orders: [], cancellations: [] }]);

    expect(it_.queries()).toMatchObject([
      { date_type: 'paid_date', order_status: ALL_ORDER_STATUSES.replace('UNPAID,', '') },
    ]);
    expect(orderListing('orders.paid_date').statuses).not.toContain(OrderStatus.PAYMENT_PENDING);
  });

  it('maps every field of a row', async () => {
    await given(() => sample('listOrders-SHIPPING'));

    const [snapshot] = await readOrders();

    expect(snapshot).toEqual({
      orders: [
        {
          key: 'M20260301-000017-1',
          orderNumber: 'M20260301-000017-1',
          status: OrderStatus.IN_TRANSIT,
          channelStatus: 'SHIPPING',
          lineNumber: null,
          bundleNumber: null,
          checkoutNumber: 'M20260301-000017',
          orderedDate: kst('2026-03-01T10:15:02'),
          paidDate: kst('2026-03-01T10:15:24'),
          senderName: '김하늘',
          senderTel: '010-0000-0012',
          senderTel2: null,
          receiverName: '박도윤',
          receiverTel: '010-0000-1234',
          receiverTel2: null,
          zipCode: '06100',
          receiverAddress: '서울특별시 강남구 견본대로 77, 5층 502호',
          shippingMemo: '부재 시 문 앞에 놓아 주세요',
          productNumber: '31',
          productName: '모달 라운드 티셔츠',
          productOptionNumber: '31-02',
          productOptionName: '색상=네이비',
          productQuantity: 2,
          currency: 'KRW',
          productPriceAmount: 40000,
          isShippingFeePaid: true,
          shippingFee: 3000,
          isOverseas: false,
          remoteShippingFee: 0,
          productPrice: 18000,
          salesCommissionFee: 0,
          sellerDiscountPriceAmount: 1000,
          mallDiscountPriceAmount: 0,
          optionPriceAmount: 4000,
          courierCode: 'CJ',
          courierName: 'CJ 택배',
          trackingNumber: '600000000017',
          raw: rowsOf('listOrders-SHIPPING')[0],
          addsUpClaims: true,
          isSparse: false,
        },
      ],
      cancellations: [],
    });
  });

  it('tells what a row does not carry from what it carries empty', async () => {
    await given(() => sample('listOrders-PAID'));

    const orders = (await readOrders())[0]!.orders;

    expect(orders.map(({ key, shippingMemo, isShippingFeePaid }) => [key, shippingMemo, isShippingFeePaid])).toEqual([
      ['M20260301-000017-1', '부재 시 문 앞에 놓아 주세요', true],
      ['M20260301-000017-2', '부재 시 문 앞에 놓아 주세요', true],
      ['M20260301-000031-1', null, false],
    ]);
    expect(orders[1]).toMatchObject({ productOptionNumber: null, productOptionName: null });
    for (const name of [
      'trackingNumber',
      'courierCode',
      'dispatchDueDate',
      'canceledQuantity',
      'claimStatus',
    ] as const) {
      expect(orders[0]?.[name]).toBeUndefined();
    }
  });

  it.each([
    ['UNPAID', OrderStatus.PAYMENT_PENDING],
    ['CONFIRMED', OrderStatus.CONFIRMED],
    ['DELIVERED', OrderStatus.DELIVERED],
    ['PURCHASE_CONFIRMED', OrderStatus.PURCHASE_CONFIRMED],
    ['CANCELED', OrderStatus.CANCELED],
    ['결제완료', OrderStatus.PAID],
    ['상품준비 중', OrderStatus.CONFIRMED],
    ['발주처리(주문확정)', OrderStatus.CONFIRMED],
    ['배송 중', OrderStatus.IN_TRANSIT],
    ['배송완료', OrderStatus.DELIVERED],
    ['구매확정', OrderStatus.PURCHASE_CONFIRMED],
    ['취소', OrderStatus.CANCELED],
    ['입금전', OrderStatus.PAYMENT_PENDING],
    ['HELD_BY_STAFF', OrderStatus.UNKNOWN],
  ])('maps the status %s and keeps it verbatim', async (orderStatus, status) => {
    await given(() => page([{ ...rowsOf('listOrders-PAID')[0], orderStatus }]));

    expect((await readOrders())[0]?.orders).toMatchObject([{ status, channelStatus: orderStatus }]);
  });

  it('accepts numbers in text, words for yes and no, bare arrays and ids beyond 2^53', async () => {
    const row = {
      ...rowsOf('listOrders-PAID')[0],
      productPriceAmount: '40,000',
      shippingFee: '3000.00',
      productQuantity: '2',
      isShippingFeePaid: 'N',
      isOverseas: 0,
      orderedDate: '2026-03-01T10:15:02+09:00',
      productPrice: '',
      expectedShippingDate: '2026-03-05',
    };
    const text = JSON.stringify([row]).replace('"M20260301-000017-1"', '900719925474099312');
    await given(() => `\uFEFF${text}`);

    expect((await readOrders())[0]?.orders).toMatchObject([
      {
        key: '900719925474099312',
        productPriceAmount: 40000,
        shippingFee: 3000,
        productQuantity: 2,
        isShippingFeePaid: false,
        isOverseas: false,
        orderedDate: kst('2026-03-01T10:15:02'),
        productPrice: null,
        dispatchDueDate: kst('2026-03-05T00:00:00'),
      },
    ]);
  });
});

describe('pages', () => {
  const pageOf = (number: number, hasNext: boolean, orderNumber = `M-${number}`): string =>
    page([{ ...rowsOf('listOrders-PAID')[0], orderNumber }], {
      page: number,
      page_size: 1,
      total_count: 3,
      has_next: hasNext,
    });

  it('are read to the end, one snapshot each', async () => {
    await given(({ query }) => pageOf(Number(query['page']), query['page'] !== '3'));

    const snapshots = await readOrders();

    expect(snapshots.map(({ orders }) => orders.map(({ key }) => key))).toEqual([['M-1'], ['M-2'], ['M-3']]);
    expect(it_.context.meter.calls).toBe(3);
  });

  it.each<[string, Mall]>([
    ['repeat their rows', ({ query }) => pageOf(Number(query['page']), true, 'M-1')],
    ['repeat their number', ({ query }) => pageOf(1, true, `M-${query['page']}`)],
    ['are empty and go on', () => page([], { has_next: true })],
  ])('that %s end in a fault', async (_, mall) => {
    await given(mall);

    expect((await faultOf(readOrders())).code).toBe(ErrorCode.CHANNEL_MALFORMED);
    expect(it_.server.requests.length).toBeLessThanOrEqual(2);
  });

  it('shrink to what the mall grants', async () => {
    await given(({ path, query }) => {
      if (path === '/capabilities') return sample('getCapabilities').replace('500', '200');
      if (query['page_size'] === '500') return { status: 400, body: sample('error-400-validation') };
      return EMPTY;
    });

    await readOrders();
    await readOrders();

    expect(it_.queries().map((query) => query['page_size'])).toEqual(['500', '200', '200']);
  });
});

describe('a mall that has the seed fields alone', () => {
  const seedMall: Mall = ({ query }) => {
    if (query['order_status'] === 'UNPAID') return { status: 501, body: sample('error-501') };
    return query['order_status'] === ALL_ORDER_STATUSES || query['order_status'] === 'CONFIRMED'
      ? sample('listOrders-seed-fields-only')
      : EMPTY;
  };

  it('is asked for each status by itself, and remembered', async () => {
    await given(seedMall);

    const first = (await readOrders()).flatMap(({ orders }) => orders);
    const firstCalls = it_.queries().map((query) => query['order_status']);
    await readOrders();

    expect(first).toMatchObject([
      { status: OrderStatus.CONFIRMED, channelStatus: 'CONFIRMED', checkoutNumber: undefined },
    ]);
    expect(firstCalls).toEqual([ALL_ORDER_STATUSES, ...ALL_ORDER_STATUSES.split(',')]);
    expect(
      it_
        .queries()
        .slice(8)
        .map((query) => query['order_status']),
    ).toEqual(ALL_ORDER_STATUSES.split(',').slice(1));
  });

  it('may refuse the combined question, but not a status that everybody has', async () => {
    await given(({ path, query }) => {
      if (path === '/capabilities') return { status: 404, body: '<html>' };
      const isRefused = query['order_status']?.includes(',') || query['order_status'] === 'SHIPPING';
      return isRefused ? { status: 400, body: sample('error-400-validation') } : EMPTY;
    });

    const fault = await faultOf(readOrders());

    expect([fault.code, fault.channelCode]).toEqual([ErrorCode.CHANNEL_REJECTED, 'VALIDATION']);
    expect(it_.queries().map((query) => query['order_status'])).toEqual([
      ALL_ORDER_STATUSES,
      'UNPAID',
      'PAID',
      'CONFIRMED',
      'SHIPPING',
    ]);
  });

  it('tells a claim by the status that was asked for', async () => {
    const canceled = { cancellationRequestDate: '2026-03-01T11:20:00', cancelReason: '변심' };
    await given(({ query }) => {
      const isShown = query['order_status'] === 'CANCEL_WITHDRAWN' || query['order_status']?.includes(',');
      return isShown ? page([canceledRow(canceled, { orderStatus: undefined })]) : EMPTY;
    });

    const snapshots = await readClaims();

    expect(it_.queries().map((query) => query['order_status'])).toEqual([
      ALL_CANCEL_STATUSES,
      ...ALL_CANCEL_STATUSES.split(','),
    ]);
    expect(snapshots.flatMap(({ cancellations }) => cancellations)).toMatchObject([
      { status: CancellationStatus.WITHDRAWN, channelStatus: 'CANCEL_WITHDRAWN' },
    ]);
    expect(snapshots.flatMap(({ orders }) => orders)).toEqual([]);
  });

  it.each([
    [{}, CancellationStatus.REQUESTED, []],
    [{ cancelApprovalDate: '2026-03-01T12:00:00' }, CancellationStatus.APPROVED, []],
    [
      { cancelApprovalDate: '2026-03-01T12:00:00', cancelCompletedDate: '2026-03-01T12:01:00' },
      CancellationStatus.COMPLETED,
      [{ key: 'M1', status: OrderStatus.CANCELED, addsUpClaims: true }],
    ],
  ])('tells a claim by its dates %j where nothing else does', async (dates, status, orders) => {
    const canceled = { cancellationRequestDate: '2026-03-01T11:20:00', cancelReason: '변심', ...dates };
    await given(({ path }) =>
      path === '/capabilities'
        ? sample('getCapabilities')
        : JSON.stringify(canceledRow(canceled, { orderNumber: 'M1', orderStatus: undefined })),
    );

    const read = await it_.channel.orders!.lookup.read([stored('M1')], 'STATE', it_.context);

    expect(read.cancellations).toMatchObject([{ key: 'M1@2026-03-01T11:20:00', status, channelStatus: '' }]);
    expect(read.orders).toMatchObject(orders);
    expect(read.orders).toHaveLength(orders.length);
  });
});

describe('listing cancellations', () => {
  it('asks for all statuses by request date in one call, and for completed ones by completion date', async () => {
    await given(() => EMPTY);

    await readClaims();
    await readClaims('canceled-orders.cancel_complete_date');

    expect(it_.queries()).toMatchObject([
      { date_type: 'cancel_request_date', order_status: ALL_CANCEL_STATUSES, page_size: '500' },
      { date_type: 'cancel_complete_date', order_status: 'CANCEL_COMPLETED', page_size: '500' },
    ]);
  });

  it('maps a completed cancellation and its order', async () => {
    await given(() => sample('listCanceledOrders-CANCEL_COMPLETED'));

    const [snapshot] = await readClaims();

    const raw = rowsOf('listCanceledOrders-CANCEL_COMPLETED')[0];
    expect(snapshot?.cancellations).toEqual([
      {
        key: 'M20260302-000003-1@2026-03-02T11:20:00',
        orderKey: 'M20260302-000003-1',
        orderNumber: 'M20260302-000003-1',
        status: CancellationStatus.COMPLETED,
        channelStatus: 'CANCEL_COMPLETED',
        lineNumber: null,
        claimNumber: null,
        requestedBy: Party.BUYER,
        decidedBy: Party.SELLER,
        isImmediate: false,
        cancelReason: '색상을 잘못 골랐어요',
        cancellationRequestDate: kst('2026-03-02T11:20:00'),
        cancelApprovalDate: kst('2026-03-02T15:00:02'),
        cancelCompletedDate: kst('2026-03-02T15:03:31'),
        cancelQuantity: 3,
        orderQuantity: 3,
        native: { paidDate: '2026-03-02T09:01:10' },
        raw,
      },
    ]);
    expect(snapshot?.orders).toMatchObject([
      {
        key: 'M20260302-000003-1',
        status: OrderStatus.CANCELED,
        channelStatus: 'CANCELED',
        paidDate: kst('2026-03-02T09:01:10'),
        productQuantity: 3,
        addsUpClaims: true,
        isSparse: true,
        checkoutNumber: 'M20260302-000003',
        raw,
      },
    ]);
    expect(snapshot?.orders[0]).toHaveProperty('orderedDate', undefined);
    expect(snapshot?.orders[0]?.claimStatus).toBeUndefined();
  });

  it.each([
    ['CANCEL_REQUESTED', CancellationStatus.REQUESTED, null],
    ['CANCEL_WITHDRAWN', CancellationStatus.WITHDRAWN, null],
  ])('maps the sample of %s', async (name, status, decidedBy) => {
    await given(() => sample(`listCanceledOrders-${name}`));

    const [snapshot] = await readClaims();

    expect(snapshot?.cancellations).toMatchObject([
      {
        status,
        channelStatus: name,
        decidedBy,
        isImmediate: false,
        cancelCompletedDate: null,
        cancelApprovalDate: null,
      },
    ]);
    expect(snapshot?.orders).toMatchObject([{ status: OrderStatus.CONFIRMED, addsUpClaims: true }]);
  });

  it.each([
    ['CANCEL_APPROVED', CancellationStatus.APPROVED, Party.SELLER],
    ['CANCEL_REJECTED', CancellationStatus.REJECTED, Party.SELLER],
    ['취소 철회', CancellationStatus.WITHDRAWN, null],
    ['ON_HOLD', CancellationStatus.UNKNOWN, null],
  ])('maps the cancel status %s', async (cancelStatus, status, decidedBy) => {
    await given(() =>
      page([canceledRow({ cancelStatus, cancellationRequestDate: '2026-03-02T11:20:00', cancelReason: null })]),
    );

    expect((await readClaims())[0]?.cancellations).toMatchObject([{ status, channelStatus: cancelStatus, decidedBy }]);
  });

  it('knows an immediate cancellation, with or without a request date', async () => {
    const immediate = {
      cancelReason: null,
      cancelApprovalDate: null,
      cancelCompletedDate: '2026-03-01T09:00:00',
      cancelStatus: 'CANCEL_COMPLETED',
    };
    await given(() =>
      page([
        canceledRow({ ...immediate, cancellationRequestDate: null }, { orderNumber: 'M1', orderStatus: 'CANCELED' }),
        canceledRow({ ...immediate, cancellationRequestDate: '2026-03-01T09:00:00' }, { orderNumber: 'M2' }),
      ]),
    );

    expect((await readClaims('canceled-orders.cancel_complete_date'))[0]?.cancellations).toMatchObject([
      { key: 'M1@', isImmediate: true, decidedBy: null, cancellationRequestDate: null, cancelQuantity: 3 },
      { key: 'M2@2026-03-01T09:00:00', isImmediate: true, decidedBy: null, cancelQuantity: 3 },
    ]);
  });

  it('leaves the rest of a partly cancelled order alive', async () => {
    const canceled = {
      cancellationRequestDate: '2026-03-02T11:20:00',
      cancelStatus: 'CANCEL_COMPLETED',
      cancelQuantity: 1,
    };
    await given(() => page([canceledRow(canceled)]));

    const [snapshot] = await readClaims();

    expect(snapshot?.cancellations).toMatchObject([{ cancelQuantity: 1, orderQuantity: 3 }]);
    expect(snapshot?.orders).toMatchObject([{ status: OrderStatus.CONFIRMED, productQuantity: 3, addsUpClaims: true }]);
  });
});

describe('answers that are none', () => {
  it.each<[string, number, string, Record<string, string>, ErrorCode, string | null]>([
    ['a refused key', 401, 'error-401', {}, ErrorCode.CHANNEL_UNAUTHORIZED, 'UNAUTHORIZED'],
    ['a refused window', 400, 'error-400-range', {}, ErrorCode.CHANNEL_REJECTED, 'RANGE_TOO_LONG'],
    ['too many calls', 429, 'error-429', { 'Retry-After': '3600' }, ErrorCode.CHANNEL_RATE_LIMITED, 'RATE_LIMITED'],
  ])('%s', async (_, status, name, headers, code, channelCode) => {
    await given(() => ({ status, headers, body: sample(name) }));

    const fault = await faultOf(readOrders());

    const { reason } = JSON.parse(sample(name)) as { reason: string };
    expect([fault.code, fault.channelCode, fault.channelMessage]).toEqual([code, channelCode, reason]);
  });

  it.each([
    ['a page of HTML with HTTP 200', 200, '<html>점검 중</html>', ErrorCode.CHANNEL_MALFORMED],
    ['truncated JSON', 200, sample('listOrders-PAID').slice(0, 300), ErrorCode.CHANNEL_MALFORMED],
    ['another root', 200, '{"data":[]}', ErrorCode.CHANNEL_MALFORMED],
    ['nothing', 200, '', ErrorCode.CHANNEL_MALFORMED],
    ['a row without a number', 200, '{"orders":[{"orderNumber":null}]}', ErrorCode.CHANNEL_MALFORMED],
    ['a row that is none', 200, '[1]', ErrorCode.CHANNEL_MALFORMED],
    ['a refusal with HTTP 200', 200, '{"response":"fail","reason":"x"}', ErrorCode.CHANNEL_REJECTED],
    ['a refused key with HTTP 200', 200, '{"response":false,"code":"UNAUTHORIZED"}', ErrorCode.CHANNEL_UNAUTHORIZED],
    ['a forbidden address', 403, '<html>', ErrorCode.CHANNEL_UNAUTHORIZED],
    ['an unknown path', 404, '<html>', ErrorCode.CHANNEL_REJECTED],
    ['a broken mall', 500, '<html>', ErrorCode.CHANNEL_UNAVAILABLE],
    ['a mall under repair', 503, '{"response":false,"code":"INTERNAL"}', ErrorCode.CHANNEL_UNAVAILABLE],
  ])('%s', async (_, status, body, code) => {
    await given(() => ({ status, body }));

    expect((await faultOf(readOrders())).code).toBe(code);
  });

  it.each([
    ['orderedDate', '2026-02-30T00:00:00'],
    ['productPriceAmount', '1000.5'],
    ['productQuantity', 'two'],
    ['isOverseas', 'perhaps'],
    ['receiverName', { first: '박' }],
  ])('a row with an unreadable %s; its value is not repeated', async (name, value) => {
    await given(() => page([{ ...rowsOf('listOrders-PAID')[0], [name]: value }]));

    const fault = await faultOf(readOrders());

    expect([fault.code, fault.message.startsWith(`${name} is `)]).toEqual([ErrorCode.CHANNEL_MALFORMED, true]);
    expect(fault.message).not.toContain(String(value));
  });
});

describe('looking up orders', () => {
  const without = (...operations: string[]): string => {
    const capabilities = JSON.parse(sample('getCapabilities')) as { supports: string[] };
    return JSON.stringify({
      ...capabilities,
      supports: capabilities.supports.filter((operation) => !operations.includes(operation)),
    });
  };
  const orderRow = (orderNumber: string, changes: object = {}): object => ({
    ...rowsOf('listOrders-PAID')[0],
    orderNumber,
    ...changes,
  });
  const look = (...orders: Parameters<typeof stored>[]) =>
    it_.channel.orders!.lookup.read(
      orders.map((order) => stored(...order)),
      'STATE',
      it_.context,
    );
  const ordered = (second: number) => ({ orderedDate: kst('2026-03-01T10:15:00') + second * 1000 });

  it('reads one by its number, its open cancel request included', async () => {
    const canceled = {
      cancellationRequestDate: '2026-03-02T11:20:00',
      cancelReason: '변심',
      cancelStatus: 'CANCEL_REQUESTED',
    };
    await given(({ path }) =>
      path === '/capabilities'
        ? sample('getCapabilities')
        : JSON.stringify({ ...(JSON.parse(sample('getOrder')) as object), orderStatus: 'CONFIRMED', canceled }),
    );

    const answer = await look(['M20260301-000017-1']);

    expect(it_.paths()).toEqual(['/orders/M20260301-000017-1']);
    expect(answer).toMatchObject({
      orders: [
        {
          key: 'M20260301-000017-1',
          status: OrderStatus.CONFIRMED,
          addsUpClaims: true,
          trackingNumber: '600000000017',
        },
      ],
      cancellations: [{ key: 'M20260301-000017-1@2026-03-02T11:20:00', status: CancellationStatus.REQUESTED }],
      gone: [],
    });
  });

  it('says which are gone', async () => {
    await given(({ path }) =>
      path === '/capabilities' ? sample('getCapabilities') : { status: 404, body: sample('error-404-order') },
    );

    expect(await look(['M1'], ['M2'])).toEqual({ orders: [], cancellations: [], gone: ['M1', 'M2'] });
    expect(it_.context.meter.calls).toBe(3);
  });

  it('asks the mall what it supports once an hour', async () => {
    await given(({ path }) => (path === '/capabilities' ? sample('getCapabilities') : sample('getOrder')));

    await Promise.all([look(['M1']), look(['M2'])]);
    await it_.clock.advance(3600_000);
    await look(['M1']);

    expect(it_.server.requests.filter(({ target }) => target.endsWith('/capabilities'))).toHaveLength(2);
  });

  it('finds the cancellation of a cancelled order in the list when the single read leaves it out', async () => {
    await given(({ path }) => {
      if (path === '/capabilities') return sample('getCapabilities');
      if (path === '/canceled-orders') return sample('listCanceledOrders-CANCEL_COMPLETED');
      return JSON.stringify(orderRow('M20260302-000003-1', { orderStatus: 'CANCELED' }));
    });

    const answer = await look(['M20260302-000003-1']);

    expect(it_.paths()).toEqual(['/orders/M20260302-000003-1', '/canceled-orders']);
    expect(it_.queries()[1]).toMatchObject({
      date_type: 'ordered_date',
      start_date: '2026-03-01T10:15:02',
      end_date: '2026-03-01T10:15:03',
    });
    expect(answer.cancellations).toMatchObject([{ status: CancellationStatus.COMPLETED }]);
  });

  it('finds many of neighbouring dates with two calls, and single ones only for what the lists do not show', async () => {
    await given(({ path }) => {
      if (path === '/capabilities') return sample('getCapabilities');
      if (path === '/orders') return page([orderRow('M1'), orderRow('M2'), orderRow('other')], { total_count: 3 });
      if (path === '/canceled-orders') return EMPTY;
      return JSON.stringify(orderRow('M3', { orderStatus: 'DELIVERED' }));
    });

    const answer = await look(['M1', ordered(0)], ['M2', ordered(5)], ['M3', ordered(9)]);

    expect(it_.paths()).toEqual(['/orders', '/canceled-orders', '/orders/M3']);
    expect(it_.queries()[0]).toMatchObject({
      date_type: 'ordered_date',
      order_status: ALL_ORDER_STATUSES,
      start_date: '2026-03-01T10:15:00',
      end_date: '2026-03-01T10:15:10',
    });
    expect(answer.orders.map(({ key }) => key)).toEqual(['M1', 'M2', 'M3']);
  });

  it('leaves a window that is too full for that', async () => {
    await given(({ path }) => {
      if (path === '/capabilities') return sample('getCapabilities');
      if (path === '/orders') return page([orderRow('M1')], { total_count: 5000, has_next: true });
      return JSON.stringify(orderRow(path.slice('/orders/'.length)));
    });

    const answer = await look(['M1', ordered(0)], ['M2', ordered(1)], ['M3', ordered(2)]);

    expect(it_.paths()).toEqual(['/orders', '/orders/M1', '/orders/M2', '/orders/M3']);
    expect(answer.orders.map(({ key }) => key)).toEqual(['M1', 'M2', 'M3']);
  });

  it.each<[string, Mall]>([
    ['does not announce single reads', ({ path }) => (path === '/capabilities' ? without('getOrder') : null)],
    ['has no /capabilities', ({ path }) => (path === '/capabilities' ? { status: 404, body: '<html>' } : null)],
    [
      'announces single reads and has none',
      ({ path }) =>
        path === '/capabilities'
          ? sample('getCapabilities')
          : path.startsWith('/orders/')
            ? { status: 501, body: sample('error-501') }
            : null,
    ],
  ])('searches around the known dates in a mall that %s', async (_, mall) => {
    const claimed = canceledRow(
      { cancellationRequestDate: '2026-03-02T11:20:00', cancelReason: null, cancelStatus: 'CANCEL_REQUESTED' },
      { orderNumber: 'M2' },
    );
    await given((asked, request) => {
      const special = mall(asked, request);
      if (special !== null) return special;
      return asked.path === '/orders'
        ? page(asked.query['date_type'] === 'ordered_date' ? [orderRow('M1')] : [orderRow('M2')])
        : page(asked.query['date_type'] === 'paid_date' ? [claimed] : []);
    });

    const answer = await look(
      ['M1', ordered(0)],
      ['M2', { native: { paidDate: '2026-03-02T09:01:10' } }],
      ['M3', ordered(1)],
    );

    expect(answer.orders.map(({ key }) => key)).toEqual(['M1', 'M2', 'M2']);
    expect(answer.cancellations).toMatchObject([{ orderKey: 'M2', status: CancellationStatus.REQUESTED }]);
    expect(answer.gone).toEqual(['M3']);
    expect(it_.queries().slice(-4)).toMatchObject([
      { date_type: 'ordered_date', order_status: ALL_ORDER_STATUSES },
      { date_type: 'ordered_date', order_status: ALL_CANCEL_STATUSES },
      { date_type: 'paid_date', start_date: '2026-03-02T09:01:10', end_date: '2026-03-02T09:01:11' },
      { date_type: 'paid_date', order_status: ALL_CANCEL_STATUSES },
    ]);
  });

  it('knows nothing of an order without any date that the last month does not show', async () => {
    await given(({ path }) => (path === '/capabilities' ? without('getOrder') : EMPTY));

    expect(await look(['M1'])).toEqual({ orders: [], cancellations: [], gone: [] });
    expect(it_.queries()[0]).toMatchObject({ start_date: '2026-01-30T01:00:00', end_date: '2026-03-02T01:00:00' });
  });
});

describe('reading open claims again', () => {
  it('asks once for all claims of a month', async () => {
    await given(() => sample('listCanceledOrders-CANCEL_WITHDRAWN'));
    const asked = { cancellationRequestDate: kst('2026-03-02T11:20:00') };

    const snapshot = await it_.channel.cancellations!.reread(
      [storedClaim('M20260302-000003-1', { ...asked, key: 'M20260302-000003-1@2026-03-02T11:20:00' })],
      it_.context,
    );

    expect(it_.queries()).toMatchObject([
      {
        date_type: 'cancel_request_date',
        order_status: ALL_CANCEL_STATUSES,
        start_date: '2026-03-02T11:20:00',
        end_date: '2026-03-02T11:20:01',
      },
    ]);
    expect(snapshot.cancellations).toMatchObject([{ status: CancellationStatus.WITHDRAWN }]);
    expect(snapshot.orders).toMatchObject([{ status: OrderStatus.CONFIRMED, addsUpClaims: true }]);
  });

  it('reads the order of a claim that the list does not show', async () => {
    await given(({ path }) => (path === '/capabilities' ? sample('getCapabilities') : sample('getOrder')));

    const snapshot = await it_.channel.cancellations!.reread(
      [storedClaim('M20260301-000017-1', { cancellationRequestDate: null })],
      it_.context,
    );

    expect(it_.paths()).toEqual(['/orders/M20260301-000017-1']);
    expect(snapshot).toMatchObject({ orders: [{ status: OrderStatus.IN_TRANSIT }], cancellations: [] });
  });
});

describe('writing', () => {
  const invoice = (courierCode = 'CJ') => ({
    orders: [stored('M20260301-000017-1')],
    courierCode,
    trackingNumber: '600000000017',
    dispatchedAt: NOW,
    split: false,
    force: false,
  });
  const confirm = () => it_.channel.confirmOrder!.send([{ orders: [stored('M20260301-000017-1')] }], it_.context);
  const register = (courierCode?: string) => it_.channel.registerInvoice!.send([invoice(courierCode)], it_.context);
  const approve = () =>
    it_.channel.approveCancel!.send([{ cancellations: [storedClaim('M1')], orders: [] }], it_.context);
  const answering =
    (name: string): Mall =>
    ({ path }) =>
      sample(path === '/capabilities' ? 'getCapabilities' : name);

  it('sends exactly what the contract names', async () => {
    await given(answering('confirmOrder-ok'));

    const outcomes = [await confirm(), await register(), await approve()];

    expect(outcomes).toEqual([[{ kind: 'DONE' }], [{ kind: 'DONE' }], [{ kind: 'DONE' }]]);
    const sent = it_.server.requests.filter(({ method }) => method === 'POST');
    expect(sent.map(({ target, body }) => [target, body])).toEqual([
      [`${BASE_PATH}/orders/confirm`, '{"orderNumber":"M20260301-000017-1"}'],
      [
        `${BASE_PATH}/orders/invoice`,
        '{"tracking_no":"600000000017","shipping_company_code":"CJ","orderNumber":"M20260301-000017-1"}',
      ],
      [`${BASE_PATH}/canceled-orders/approve`, '{"orderNumber":"M1"}'],
    ]);
    expect(sent[0]?.headers).toMatchObject({
      authorization: 'Bearer demo-key',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(sent[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('acts on one order line at a time', async () => {
    await given(answering('confirmOrder-ok'));
    const { confirmOrder, registerInvoice, approveCancel } = it_.channel;

    expect([confirmOrder?.maxBatch, registerInvoice?.maxBatch, approveCancel?.maxBatch]).toEqual([1, 1, 1]);
    expect(confirmOrder?.unitOf(stored('M1'))).toBe('M1');
    expect(registerInvoice?.canSplit).toBeUndefined();
    expect(registerInvoice?.onOpenCancel).toBe('REFUSED');
    expect(approveCancel?.unitOf(storedClaim('M1'))).toBe('M1');
  });

  it.each<[string, () => ReturnType<typeof confirm>, string, ErrorCode]>([
    ['confirmed already', confirm, 'confirmOrder-already-done', ErrorCode.ALREADY_DONE],
    ['a cancel request is open', confirm, 'confirmOrder-refused-cancel-pending', ErrorCode.CANCEL_PENDING],
    ['another invoice is there', register, 'registerInvoice-already-shipped', ErrorCode.DUPLICATE],
    ['the courier is unknown', register, 'registerInvoice-invalid-courier', ErrorCode.BAD_INPUT],
    ['nothing to approve', approve, 'approveCancel-no-request', ErrorCode.WRONG_STATE],
  ])('passes on the refusal: %s', async (_, act, name, code) => {
    await given(answering(name));

    const { code: channelCode, reason } = JSON.parse(sample(name)) as { code: string; reason: string | null };
    expect(await act()).toEqual([
      { kind: 'REFUSED', refusal: { code, retryable: false, channelCode, channelMessage: reason } },
    ]);
  });

  it.each([
    ['ORDER_NOT_FOUND', 200, ErrorCode.NOT_FOUND],
    ['ORDER_NOT_FOUND', 404, ErrorCode.NOT_FOUND],
    ['INVALID_STATE', 200, ErrorCode.WRONG_STATE],
    ['ALREADY_SHIPPED', 200, ErrorCode.WRONG_STATE],
    ['ALREADY_CANCELED', 200, ErrorCode.WRONG_STATE],
    ['INVALID_TRACKING_NO', 200, ErrorCode.BAD_INPUT],
    ['VALIDATION', 400, ErrorCode.BAD_INPUT],
    ['NOT_SUPPORTED', 501, ErrorCode.UNSUPPORTED],
    ['SOMETHING_ELSE', 200, ErrorCode.CHANNEL_REJECTED],
    [undefined, 200, ErrorCode.CHANNEL_REJECTED],
  ])('maps the code %s with HTTP %i', async (channelCode, status, code) => {
    await given(() => ({ status, body: JSON.stringify({ response: false, reason: '안 됩니다', code: channelCode }) }));

    expect(await confirm()).toEqual([
      {
        kind: 'REFUSED',
        refusal: { code, retryable: false, channelCode: channelCode ?? null, channelMessage: '안 됩니다' },
      },
    ]);
  });

  it.each([
    [true, 'DONE'],
    ['true', 'DONE'],
    [1, 'DONE'],
    ['1', 'DONE'],
    ['y', 'DONE'],
    ['SUCCESS', 'DONE'],
    [false, 'REFUSED'],
    ['fail', 'REFUSED'],
    [0, 'REFUSED'],
    [null, 'REFUSED'],
    ['maybe', 'REFUSED'],
    [{}, 'REFUSED'],
  ])('reads the response %j as %s', async (response, kind) => {
    await given(() => JSON.stringify({ response, reason: null }));

    expect(await confirm()).toMatchObject([{ kind }]);
  });

  it.each([
    ['an HTML page', 200, '<html>', ErrorCode.CHANNEL_MALFORMED, true],
    ['no response in it', 200, '{"ok":true}', ErrorCode.CHANNEL_MALFORMED, true],
    [
      'a broken mall',
      500,
      sample('error-501').replace('NOT_SUPPORTED', 'INTERNAL'),
      ErrorCode.CHANNEL_UNAVAILABLE,
      true,
    ],
    ['a refused key', 401, sample('error-401'), ErrorCode.CHANNEL_UNAUTHORIZED, false],
    ['too many calls', 429, sample('error-429'), ErrorCode.CHANNEL_RATE_LIMITED, false],
    ['an unknown path', 404, '<html>', ErrorCode.CHANNEL_REJECTED, false],
  ])('does not know what was done: %s', async (_, status, body, code, mayHaveActed) => {
    await given(() => ({ status, body }));

    const fault = await faultOf(confirm());

    expect([fault.code, fault.mayHaveActed, it_.server.requests.length]).toEqual([code, mayHaveActed, 1]);
  });

  it('refuses a courier that the mall does not take, without a call', async () => {
    await given(answering('registerInvoice-ok'));

    expect(await register('HANJIN')).toEqual([
      {
        kind: 'REFUSED',
        refusal: { code: ErrorCode.BAD_INPUT, retryable: false, channelCode: null, channelMessage: null },
      },
    ]);
    expect(it_.server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('is certain that nothing was sent when the couriers cannot be read', async () => {
    await given(() => ({ status: 500, body: '' }));

    const fault = await faultOf(register());

    expect([fault.code, fault.mayHaveActed]).toEqual([ErrorCode.CHANNEL_UNAVAILABLE, false]);
    expect(it_.server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('couriers', () => {
  it('are those that the mall announces, its own codes included', async () => {
    await given(() => sample('getCapabilities').replace('"LOTTE"', '"EPOST", "GSPOSTBOX", "MY_TRUCK"'));

    expect(await it_.channel.couriers(it_.context)).toEqual([
      { courier: Courier.CJ_LOGISTICS, code: 'CJ', name: 'CJ 택배' },
      { courier: Courier.KOREA_POST, code: 'EPOST', name: '우체국 택배' },
      { courier: Courier.CVSNET, code: 'GSPOSTBOX', name: 'GS25 편의점 택배' },
      { courier: Courier.OTHER, code: 'MY_TRUCK', name: 'MY_TRUCK' },
    ]);
  });

  it('are CJ and LOTTE where the mall announces none', async () => {
    await given(() => ({ status: 501, body: sample('error-501') }));

    expect((await it_.channel.couriers(it_.context)).map(({ code }) => code)).toEqual(['CJ', 'LOTTE']);
  });
});

describe('the credentials check', () => {
  it('reads the capabilities', async () => {
    await given(() => sample('getCapabilities'));

    await it_.channel.check(it_.context);

    expect(it_.server.requests.map(({ target }) => target)).toEqual([`${BASE_PATH}/capabilities`]);
  });

  it('reads the shortest list of a mall without capabilities', async () => {
    await given(({ path }) => (path === '/capabilities' ? { status: 404, body: 'no' } : EMPTY));

    await it_.channel.check(it_.context);

    expect(it_.queries()).toEqual([
      {
        date_type: 'paid_date',
        order_status: 'PAID',
        page: '1',
        page_size: '1',
        start_date: '2026-03-02T01:00:00',
        end_date: '2026-03-02T01:00:00',
      },
    ]);
  });

  it('fails when the key is refused', async () => {
    await given(() => ({ status: 401, body: sample('error-401') }));

    const fault = await faultOf(it_.channel.check(it_.context));

    expect([fault.code, fault.channelMessage]).toEqual([
      ErrorCode.CHANNEL_UNAUTHORIZED,
      '인증 키가 올바르지 않습니다.',
    ]);
  });

  it('fails when the mall wants a signature and there is no secret for it', async () => {
    await given(() => sample('getCapabilities').replace('"signatureRequired": false', '"signatureRequired": true'));

    expect((await faultOf(it_.channel.check(it_.context))).message).toContain('options.signatureSecret');
  });
});

describe('the signature', () => {
  const SECRET = 'own-mall-demo-secret';
  const QUERY =
    'date_type=paid_date&end_date=2026-03-01T23%3A59%3A59&order_status=PAID&page=1&page_size=100&start_date=2026-03-01T00%3A00%3A00';

  it.each([
    [
      { method: 'POST', path: `${BASE_PATH}/orders/confirm`, query: '', body: '{"orderNumber":"M20260301-000017-1"}' },
      '85b495ffaac2896861f35064645357596e71b05875ff6a1f953229436bb951d3',
    ],
    [
      { method: 'GET', path: `${BASE_PATH}/orders`, query: QUERY, body: '' },
      '486c47e0f33b618adbbf005e869853b8eb70e849241d540350f7703d48b83503',
    ],
  ])("equals the contract's vector: %j", (request, signature) => {
    expect(signatureHeaders(request, SECRET, NOW)).toEqual({
      'X-Mall-Timestamp': '1772380800',
      'X-Mall-Signature': signature,
    });
    return given(() => null);
  });

  it('is sent with every call once a secret is set, over what is on the wire', async () => {
    await given(() => ({ body: JSON.stringify({ ...JSON.parse(EMPTY), response: true }) }), {
      signatureSecret: SECRET,
    });

    await it_.channel.confirmOrder!.send([{ orders: [stored('M20260301-000017-1')] }], it_.context);
    await readOrders();

    const [confirmed, listed] = it_.server.requests;
    expect(confirmed?.headers).toMatchObject({
      'x-mall-timestamp': '1772380800',
      'x-mall-signature': '85b495ffaac2896861f35064645357596e71b05875ff6a1f953229436bb951d3',
    });
    const [path = '', query = ''] = listed?.target.split('?') ?? [];
    expect(listed?.headers['x-mall-signature']).toBe(
      signatureHeaders({ method: 'GET', path, query, body: '' }, SECRET, NOW)['X-Mall-Signature'],
    );
  });
});
