import { DAY } from '../../../src/base/time.js';
import type { Span } from '../../../src/base/span.js';
import type { CancellationRecord, StoredCancellation } from '../../../src/model/cancellation.js';
import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import type { OrderRecord } from '../../../src/model/order.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import {
  PATH,
  TOKEN_PATH,
  at,
  changedOrder,
  collect,
  json,
  ordersOf,
  sample,
  withAccount,
  type Account,
  type SampleOrder,
} from './adapter.support.js';

const EMBED = 'items,receivers,buyer,cancellation';
const MARCH_1_TO_2: Span = { start: at('2026-03-01'), end: at('2026-03-03') };

const readOrders = async ({ channel, context }: Account, id = 'orders.ORDERED', span = MARCH_1_TO_2) =>
  collect(channel.orders!.listings.find((listing) => listing.id === id)!.read(span, context));
const readClaims = async ({ channel, context }: Account, id: string, span = MARCH_1_TO_2) =>
  collect(channel.cancellations!.listings.find((listing) => listing.id === id)!.read(span, context));
const list = (orders: readonly unknown[], links: unknown = []) => json({ orders, links });
const unpaid = (rows: readonly unknown[] = []) => json({ unpaidorders: rows });

/** What the line of the sample tells as it was placed. */
const socks = (item: unknown, order: unknown): OrderRecord => ({
  key: '20260302-0000003-01',
  orderNumber: '20260302-0000003',
  status: OrderStatus.CONFIRMED,
  channelStatus: 'C00',
  claimStatus: ClaimStatus.CANCEL_REQUESTED,
  lineNumber: '20260302-0000003-01',
  bundleNumber: 'D-20260302-0000003-00',
  checkoutNumber: null,
  orderedDate: at('2026-03-02T09:00:48'),
  paidDate: at('2026-03-02T09:01:10'),
  dispatchedDate: null,
  deliveredDate: null,
  purchaseConfirmedDate: null,
  dispatchDueDate: null,
  depositDueDate: null,
  buyerId: 'yuna9',
  senderName: '정유나',
  senderTel: '010-0000-9012',
  senderTel2: null,
  receiverName: '정유나',
  receiverTel: '010-0000-9012',
  receiverTel2: null,
  zipCode: '48058',
  receiverAddress: '부산광역시 해운대구 견본동로 3 1203호',
  shippingMemo: '경비실에 맡겨 주세요',
  productNumber: '44',
  productName: '면 양말 3켤레',
  productOptionNumber: 'P00000BS000A',
  productOptionName: null,
  options: [],
  additions: [],
  sellerProductCode: null,
  productQuantity: 3,
  canceledQuantity: 3,
  currency: 'KRW',
  productPriceAmount: 29_700,
  isShippingFeePaid: true,
  shippingFee: 3_000,
  isOverseas: false,
  remoteShippingFee: 0,
  productPrice: 9_900,
  salesCommissionFee: null,
  sellerDiscountPriceAmount: 0,
  mallDiscountPriceAmount: 0,
  optionPriceAmount: 0,
  additionPriceAmount: null,
  expectedPaymentAmount: null,
  trackingNumber: null,
  courierCode: null,
  courierName: null,
  native: { statusCode: 'N1', paymentMethods: 'card', origin: 'SELF' },
  raw: { ...(order as object), items: [item] },
});

describe('new orders', () => {
  test('are asked for with every embedded part and the largest page', () =>
    withAccount([json(sample('orders-list-n10'))], async (account) => {
      await readOrders(account);

      expect(account.asked()).toEqual([
        `GET ${PATH}/orders?shop_no=1&start_date=2026-03-01&end_date=2026-03-02&date_type=order_date&embed=${EMBED}&limit=1000&offset=0`,
      ]);
      expect(account.replay.requests[1]!.headers).toMatchObject({
        'content-type': 'application/json',
        'x-cafe24-api-version': '2026-03-01',
      });
    }));

  test('of another shop of the mall are asked for under its number', () =>
    withAccount(
      [json(sample('orders-list-empty'))],
      async (account) => {
        expect(await readOrders(account)).toEqual([]);
        expect(account.asked()[0]).toContain('shop_no=3&');
      },
      { credentials: { mallId: 'demomall', clientId: 'a', clientSecret: 'b', refreshToken: 'c', shopNo: '3' } },
    ));

  test('are read whole, line by line', () =>
    withAccount([json(sample('orders-list-n10'))], async (account) => {
      const [page, ...more] = await readOrders(account);
      const [jeju, seoul] = ordersOf('orders-list-n10');

      expect(more).toEqual([]);
      expect(page!.cancellations).toEqual([]);
      expect(page!.orders).toEqual([
        {
          ...socks(jeju!.items[0], jeju),
          key: '20260301-0000027-01',
          orderNumber: '20260301-0000027',
          status: OrderStatus.PAID,
          channelStatus: 'N10',
          claimStatus: ClaimStatus.NONE,
          lineNumber: '20260301-0000027-01',
          bundleNumber: 'D-20260301-0000027-00',
          orderedDate: at('2026-03-01T14:02:11'),
          paidDate: at('2026-03-01T14:02:41'),
          buyerId: 'seojun5',
          senderName: '이서준',
          senderTel: '010-0000-5678',
          receiverName: '이서준',
          // The safe number before the buyer's own.
          receiverTel: '0500-0000-5678',
          zipCode: '63100',
          receiverAddress: '제주특별자치도 제주시 견본로 5 201호',
          shippingMemo: null,
          productNumber: '52',
          productName: '캔들 워머 세트',
          productOptionNumber: 'P00000CA000A',
          productQuantity: 1,
          canceledQuantity: 0,
          productPriceAmount: 25_000,
          productPrice: 25_000,
          // The order's fee of 6000 contains the surcharge: nothing is counted twice.
          shippingFee: 3_000,
          remoteShippingFee: 3_000,
          native: { statusCode: 'N1', paymentMethods: 'card', origin: 'KAKAO_PAY' },
        },
        {
          ...socks(seoul!.items[0], seoul),
          ...seoulOrder,
          key: '20260301-0000012-01',
          lineNumber: '20260301-0000012-01',
          productNumber: '31',
          productName: '모달 라운드 티셔츠',
          productOptionNumber: 'P00000BF000B',
          productOptionName: '색상=네이비',
          options: [{ name: '색상=네이비', quantity: null, code: 'O000000A' }],
          productQuantity: 2,
          productPriceAmount: 40_000,
          productPrice: 18_000,
          optionPriceAmount: 4_000,
          shippingFee: 3_000,
        },
        {
          ...socks(seoul!.items[1], seoul),
          ...seoulOrder,
          key: '20260301-0000012-02',
          lineNumber: '20260301-0000012-02',
          productQuantity: 1,
          productPriceAmount: 9_900,
          productPrice: 9_900,
          shippingFee: 0,
        },
      ]);
    }));
});

const seoulOrder = {
  orderNumber: '20260301-0000012',
  status: OrderStatus.PAID,
  channelStatus: 'N10',
  claimStatus: ClaimStatus.NONE,
  bundleNumber: 'D-20260301-0000012-00',
  orderedDate: at('2026-03-01T10:15:02'),
  paidDate: at('2026-03-01T10:15:24'),
  buyerId: 'haneul01',
  senderName: '김하늘',
  senderTel: '010-0000-0012',
  senderTel2: '02-000-0012',
  receiverName: '박도윤',
  // Written without hyphens after a change of address.
  receiverTel: '010-0000-1234',
  receiverTel2: '02-0000-0012',
  zipCode: '06100',
  receiverAddress: '서울특별시 강남구 견본대로 77 5층 502호',
  shippingMemo: '부재 시 문 앞에 놓아 주세요',
  canceledQuantity: 0,
};

describe('orders on their way', () => {
  test.each([
    ['orders-list-n30', OrderStatus.IN_TRANSIT, 'N30', null],
    ['orders-list-n40', OrderStatus.DELIVERED, 'N40', at('2026-03-04T13:05:44')],
  ])('of %s tell courier, number and dates', (name, status, channelStatus, deliveredDate) =>
    withAccount([json(sample(name))], async (account) => {
      const [page] = await readOrders(account, 'orders.DISPATCHED');

      expect(account.asked()[0]).toContain('date_type=shipbegin_date');
      for (const record of page!.orders) {
        expect(record).toMatchObject({
          status,
          channelStatus,
          dispatchedDate: at('2026-03-02T17:40:03'),
          deliveredDate,
          trackingNumber: '600000000017',
          courierCode: '0006',
          courierName: 'CJ대한통운',
        });
      }
    }),
  );

  test('are those of the single sample too, whose empty claims are a list', () =>
    withAccount(
      [json({ orders: [(JSON.parse(sample('order-get')) as { order: unknown }).order] })],
      async (account) => {
        const [page] = await readOrders(account, 'orders.PAID');

        expect(account.asked()[0]).toContain('date_type=pay_date');
        expect(page!.orders.map(({ status, courierCode }) => [status, courierCode])).toEqual([
          [OrderStatus.CONFIRMED, null],
          [OrderStatus.CONFIRMED, null],
        ]);
        expect(page!.cancellations).toEqual([]);
      },
    ));
});

const request: CancellationRecord = {
  key: '20260302-0000003-01@2026-03-02T11:20:00+09:00',
  orderKey: '20260302-0000003-01',
  orderNumber: '20260302-0000003',
  lineNumber: '20260302-0000003-01',
  status: CancellationStatus.REQUESTED,
  channelStatus: 'C00',
  requestedBy: Party.BUYER,
  decidedBy: null,
  isImmediate: false,
  cancelReason: '색상을 잘못 골랐어요',
  cancelReasonCode: 'A',
  cancellationRequestDate: at('2026-03-02T11:20:00'),
  cancelCompletedDate: null,
  cancelQuantity: 3,
  orderQuantity: 3,
  native: {},
};
const rawOf = (order: SampleOrder, cancellation: unknown = null) => ({
  order_id: order.order_id,
  currency: 'KRW',
  item: order.items[0],
  cancellation,
});

describe('cancels', () => {
  test('are asked for by the dates of request and of completion', () =>
    withAccount([json(sample('orders-list-c00')), json(sample('orders-list-empty'))], async (account) => {
      await readClaims(account, 'cancellations.REQUESTED');

      const question = (dateType: string) =>
        `GET ${PATH}/orders?shop_no=1&start_date=2026-03-01&end_date=2026-03-02&date_type=${dateType}&embed=${EMBED}&limit=1000&offset=0`;
      expect(account.asked()).toEqual([question('cancel_request_date'), question('cancel_complete_date')]);
    }));

  test('requested show the line as it was before, and the request', () =>
    withAccount([json(sample('orders-list-c00')), json(sample('orders-list-empty'))], async (account) => {
      const [page] = await readClaims(account, 'cancellations.REQUESTED');
      const [order] = ordersOf('orders-list-c00');

      expect(page!.orders).toEqual([socks(order!.items[0], order)]);
      expect(page!.cancellations).toEqual([{ ...request, raw: rawOf(order!) }]);
    }));

  test('completed keep the key of the request and gain number, date and refund', () =>
    withAccount([json(sample('orders-list-c40'))], async (account) => {
      const [page] = await readClaims(account, 'cancellations.COMPLETED');
      const [order] = ordersOf('orders-list-c40');

      expect(page!.orders).toEqual([
        {
          ...socks(order!.items[0], order),
          status: OrderStatus.CANCELED,
          channelStatus: 'C40',
          claimStatus: ClaimStatus.CANCELED,
          native: { statusCode: 'C2', paymentMethods: 'card', origin: 'SELF' },
        },
      ]);
      expect(page!.cancellations).toEqual([
        {
          ...request,
          claimNumber: 'C20260302-0000001',
          status: CancellationStatus.COMPLETED,
          channelStatus: 'C40',
          decidedBy: Party.SELLER,
          cancelCompletedDate: at('2026-03-02T15:03:30'),
          refundAmount: 32_700,
          raw: rawOf(order!, (order!['cancellation'] as unknown[])[0]),
        },
      ]);
    }));

  test('withdrawn keep what was known of reason and pieces', () =>
    withAccount([json(sample('orders-list-cancel-withdrawn')), json(sample('orders-list-empty'))], async (account) => {
      const [page] = await readClaims(account, 'cancellations.REQUESTED');
      const [order] = ordersOf('orders-list-cancel-withdrawn');
      const { cancelReason: _1, cancelReasonCode: _2, cancelQuantity: _3, ...rest } = request;

      expect(page!.orders).toEqual([
        {
          ...socks(order!.items[0], order),
          channelStatus: 'N20',
          claimStatus: ClaimStatus.CANCEL_WITHDRAWN,
          canceledQuantity: 0,
        },
      ]);
      expect(page!.cancellations).toEqual([
        {
          ...rest,
          status: CancellationStatus.WITHDRAWN,
          channelStatus: 'N20/Cancellation',
          raw: rawOf(order!),
        },
      ]);
    }));
});

describe('unpaid orders', () => {
  const waiting = (): SampleOrder => ({
    ...changedOrder(
      { order_item_code: '20260301-0000031-01', order_status: 'N00', cancel_request_date: null, claim_quantity: 0 },
      { order_id: '20260301-0000031', paid: 'F', payment_date: null, order_date: '2026-03-01T20:11:09+09:00' },
    ),
  });

  test('get what they owe from the list of unpaid orders, asked for their day alone', () =>
    withAccount([list([waiting()]), json(sample('unpaidorders'))], async (account) => {
      const [page] = await readOrders(account, 'orders.ORDERED', { start: at('2026-01-01'), end: at('2026-03-30') });

      expect(page!.orders).toMatchObject([
        {
          status: OrderStatus.PAYMENT_PENDING,
          channelStatus: 'N00',
          paidDate: null,
          depositDueDate: null,
          expectedPaymentAmount: 21_000,
        },
      ]);
      expect(account.asked()[1]).toBe(
        `GET ${PATH}/unpaidorders?shop_no=1&start_date=2026-03-01&end_date=2026-03-01&limit=500&offset=0`,
      );
    }));

  test('of several lines carry it once', () => {
    const order = waiting();
    const two = { ...order, items: [order.items[0], { ...order.items[0], order_item_code: '20260301-0000031-02' }] };
    return withAccount([list([two]), json(sample('unpaidorders'))], async (account) => {
      const [page] = await readOrders(account);
      expect(page!.orders.map(({ expectedPaymentAmount }) => expectedPaymentAmount)).toEqual([21_000, 0]);
    });
  });

  test('paid in part show what is still to come, several payments added up', () => {
    const order = { ...waiting(), paid: 'M' };
    const rows = [
      { order_id: '20260301-0000031', unpaid_amount: '1000', settle_type: 'E', payment_no: 2 },
      { order_id: '20260301-0000031', unpaid_amount: '2500', settle_type: 'E', payment_no: 3 },
      { order_id: '20260301-0000099', unpaid_amount: '7', settle_type: 'S', payment_no: 1 },
    ];
    const paidLine = { ...order, items: [{ ...order.items[0], order_status: 'N10' }] };
    return withAccount([list([paidLine]), unpaid(rows)], async (account) => {
      const [page] = await readOrders(account);
      expect(page!.orders).toMatchObject([{ status: OrderStatus.PAID, expectedPaymentAmount: 3_500 }]);
    });
  });

  test('that list does not hold (a card payment under way) tell their own amount due', () => {
    const order = { ...waiting(), actual_order_amount: { total_amount_due: '21000.00' } };
    const card = { ...order, items: [{ ...order.items[0], order_status: 'N02' }] };
    return withAccount([list([card]), unpaid()], async (account) => {
      const [page] = await readOrders(account);
      expect(page!.orders).toMatchObject([{ status: OrderStatus.PAYMENT_PENDING, expectedPaymentAmount: 21_000 }]);
    });
  });

  test('looked up say nothing of it, so that what is known stays', () =>
    withAccount([list([waiting()])], async ({ channel, context }) => {
      const pointer = { key: '20260301-0000031-01', orderNumber: '20260301-0000031' };
      const { orders } = await channel.orders!.lookup.read([pointer], 'DETAIL', context);
      expect(orders[0]!.expectedPaymentAmount).toBeUndefined();
    }));
});

describe('pages', () => {
  const numbered = (from: number, count: number): SampleOrder[] =>
    Array.from({ length: count }, (_, index) => {
      const order_id = `20260302-${String(from + index).padStart(7, '0')}`;
      return { order_id, currency: 'KRW', items: [] };
    });
  test('are followed until one is not full', () =>
    withAccount([list(numbered(0, 1_000)), list(numbered(1_000, 1_000)), list([])], async (account) => {
      expect(await readOrders(account)).toHaveLength(2);
      expect(account.asked().map((call) => call.split('offset=')[1])).toEqual(['0', '1000', '2000']);
    }));

  test('are followed where a short one names a next one', () => {
    const links = [{ rel: 'next', href: 'https://demomall.cafe24api.com/…' }];
    return withAccount([list(numbered(0, 1), links), list(numbered(1, 1))], async (account) => {
      expect(await readOrders(account)).toHaveLength(2);
      expect(account.asked()[1]).toMatch(/offset=1$/);
    });
  });

  test.each([
    ['repeats', [list(numbered(0, 1_000)), list(numbered(0, 1_000))]],
    ['is empty and promises more', [list([], [{ rel: 'next', href: '…' }])]],
  ])('one that %s ends in a fault', (_, replies) =>
    withAccount(replies, async (account) => {
      await expect(readOrders(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_MALFORMED });
    }),
  );

  describe('beyond the last offset', () => {
    /** Days that hold more orders than can be paged, by what the question says; all others hold one. */
    const crowded = (days: readonly string[]) => {
      let next = 0;
      return ({ target }: { target: string }) => {
        if (target === TOKEN_PATH) return json(sample('token-refresh'));
        const isFull = days.some((day) => target.includes(day));
        return list(numbered(isFull ? (next += 1_000) : 0, isFull ? 1_000 : 1));
      };
    };
    const spans = (account: Account) => [
      ...new Set(account.asked().map((call) => /start_date=([\d-]+)&end_date=([\d-]+)/.exec(call)!.slice(1).join(' '))),
    ];

    test('the span is halved', () =>
      withAccount(crowded(['2026-03-01&end_date=2026-03-03', '2026-03-02&end_date=2026-03-03']), async (account) => {
        await readOrders(account, 'orders.ORDERED', { start: at('2026-03-01'), end: at('2026-03-04') });

        expect(spans(account)).toEqual([
          '2026-03-01 2026-03-03',
          '2026-03-01 2026-03-01',
          '2026-03-02 2026-03-03',
          '2026-03-02 2026-03-02',
          '2026-03-03 2026-03-03',
        ]);
        expect(account.asked()[15]).toMatch(/offset=15000$/);
        expect(account.asked()).toHaveLength(16 + 1 + 16 + 1 + 1);
      }));

    test('a day alone is refused rather than shown in part', () =>
      withAccount(crowded(['2026-03-01&end_date=2026-03-01']), async (account) => {
        const day = { start: at('2026-03-01'), end: at('2026-03-02') };
        await expect(readOrders(account, 'orders.ORDERED', day)).rejects.toMatchObject({
          code: ErrorCode.CHANNEL_REJECTED,
        });
      }));
  });

  test('of an empty span are not asked for', () =>
    withAccount([], async (account) => {
      expect(await readOrders(account, 'orders.PAID', { start: 5, end: 5 })).toEqual([]);
      expect(account.replay.requests).toEqual([]);
    }));

  test('no window is longer than three months, even over February', () =>
    withAccount([], async ({ channel }) => {
      const listings = [...channel.orders!.listings, ...channel.cancellations!.listings];
      expect(listings.map(({ window }) => window)).toEqual(Array(5).fill({ longest: 89 * DAY, resolution: DAY }));
      expect(at('2026-02-01') + 89 * DAY).toBe(at('2026-05-01'));
    }));
});

describe('looking up', () => {
  test('asks for the numbers alone and says which lines are gone', () =>
    withAccount([json(sample('orders-list-c00'))], async ({ channel, context, asked }) => {
      const lookup = channel.orders!.lookup;
      const pointers = [
        { key: '20260302-0000003-01', orderNumber: '20260302-0000003' },
        { key: '20260302-0000003-02', orderNumber: '20260302-0000003' },
        { key: '20260301-0000077-01', orderNumber: '20260301-0000077' },
      ];
      const answer = await lookup.read(pointers, 'STATE', context);

      expect(asked()).toEqual([
        `GET ${PATH}/orders?shop_no=1&order_id=20260302-0000003,20260301-0000077&embed=${EMBED}&limit=100`,
      ]);
      expect(answer.orders.map(({ key }) => key)).toEqual(['20260302-0000003-01']);
      expect(answer.cancellations).toHaveLength(1);
      expect(answer.gone).toEqual(['20260302-0000003-02', '20260301-0000077-01']);
      expect([lookup.maxBatch, lookup.unitOf(pointers[0]!)]).toEqual([100, '20260302-0000003']);
    }));
});

describe('reading open claims again', () => {
  const open = (changes: Partial<StoredCancellation> = {}) =>
    ({ ...request, claimNumber: null, ...changes }) as StoredCancellation;
  const reread = (account: Account, ...claims: StoredCancellation[]) =>
    account.channel.cancellations!.reread(claims, account.context);
  const back = { order_status: 'N20', order_status_before_cs: null, claim_quantity: 0, claim_reason_type: null };

  test('asks for a hundred orders at once', () =>
    withAccount([json(sample('orders-list-c00'))], async (account) => {
      const { cancellations } = await reread(account, open());
      expect(account.asked()).toHaveLength(1);
      expect(cancellations).toMatchObject([{ key: request.key, status: CancellationStatus.REQUESTED }]);
      expect(account.channel.cancellations!.maxBatch).toBe(100);
    }));

  test('finds one that the seller refused: over, and not flagged as taken back', () =>
    withAccount([list([changedOrder(back)])], async (account) => {
      const { orders, cancellations } = await reread(account, open());
      expect(orders).toMatchObject([{ claimStatus: ClaimStatus.CANCEL_REJECTED, canceledQuantity: 0 }]);
      expect(cancellations).toMatchObject([
        { key: request.key, status: CancellationStatus.REJECTED, channelStatus: 'N20', decidedBy: Party.SELLER },
      ]);
    }));

  test('closes one whose line has lost even the date', () =>
    withAccount([list([changedOrder({ ...back, cancel_request_date: null })])], async (account) => {
      expect((await reread(account, open())).cancellations).toEqual([
        {
          key: request.key,
          orderKey: request.orderKey,
          orderNumber: request.orderNumber,
          status: CancellationStatus.REJECTED,
          channelStatus: 'N20',
        },
      ]);
    }));

  test('leaves one alone whose order or line is not told', () =>
    withAccount([list([changedOrder({ order_item_code: '20260302-0000003-09' })]), list([])], async (account) => {
      const { cancellations } = await reread(account, open());
      expect(cancellations.map(({ key }) => key)).not.toContain(request.key);
      expect((await reread(account, open())).cancellations).toEqual([]);
    }));

  test('follows pieces that were split off: nothing is lost, nothing counted twice', () => {
    const [whole] = ordersOf('orders-list-c00');
    const [line] = whole!.items;
    const left = { ...line, ...back, quantity: 2 };
    const taken = {
      ...line,
      order_item_code: '20260302-0000003-02',
      item_no: 2,
      quantity: 1,
      claim_quantity: 1,
      original_item_no: [1],
      order_status: 'C10',
      claim_code: 'C20260302-0000001',
    };
    return withAccount([list([{ ...whole, items: [left, taken] }])], async (account) => {
      const { orders, cancellations } = await reread(account, open({ cancelQuantity: 1 }));

      expect(
        orders.map(({ key, productQuantity, canceledQuantity, claimStatus }) => [
          key,
          productQuantity,
          canceledQuantity,
          claimStatus,
        ]),
      ).toEqual([
        ['20260302-0000003-01', 2, 0, undefined],
        ['20260302-0000003-02', 1, 1, ClaimStatus.CANCELED],
      ]);
      // The same claim as the request, under the line that holds its pieces now.
      expect(cancellations).toMatchObject([
        {
          key: request.key,
          orderKey: '20260302-0000003-02',
          claimNumber: 'C20260302-0000001',
          status: CancellationStatus.APPROVED,
          cancelQuantity: 1,
        },
      ]);
    });
  });

  test('finds the request that goes on under pieces without a date of request', () => {
    const [whole] = ordersOf('orders-list-c00');
    const [line] = whole!.items;
    const taken = {
      ...line,
      order_item_code: '20260302-0000003-02',
      original_item_no: [1],
      order_status: 'C40',
      claim_code: 'C20260302-0000001',
      cancel_request_date: null,
      cancel_date: '2026-03-02T15:00:00+09:00',
    };
    const left = { ...line, ...back, cancel_request_date: null };
    return withAccount([list([{ ...whole, items: [left, taken] }])], async (account) => {
      const { cancellations } = await reread(account, open());
      expect(cancellations.at(-1)).toEqual({
        key: request.key,
        orderKey: request.orderKey,
        orderNumber: request.orderNumber,
        status: CancellationStatus.COMPLETED,
        channelStatus: 'C40',
      });
    });
  });

  test('does not take an older cancel of split pieces for it', () => {
    const [whole] = ordersOf('orders-list-c00');
    const [line] = whole!.items;
    const older = {
      ...line,
      order_item_code: '20260302-0000003-02',
      original_item_no: [1],
      order_status: 'C40',
      cancel_request_date: null,
      cancel_date: '2026-03-02T10:00:00+09:00',
    };
    const left = { ...line, ...back, cancel_request_date: null };
    return withAccount([list([{ ...whole, items: [left, older] }])], async (account) => {
      const { cancellations } = await reread(account, open());
      expect(cancellations.at(-1)).toMatchObject({ key: request.key, status: CancellationStatus.REJECTED });
    });
  });

  test('takes a request that was made anew for a sign that the one before was taken back', () => {
    const anew = { cancel_request_date: '2026-03-02T12:00:00+09:00' };
    return withAccount([list([changedOrder(anew)])], async (account) => {
      const { cancellations } = await reread(account, open());
      expect(cancellations.map(({ key, status }) => [key, status])).toEqual([
        ['20260302-0000003-01@2026-03-02T12:00:00+09:00', CancellationStatus.REQUESTED],
        [request.key, CancellationStatus.WITHDRAWN],
      ]);
    });
  });
});

describe('couriers', () => {
  test('are those registered in the mall, known codes first', () =>
    withAccount([json(sample('carriers'))], async ({ channel, context, asked }) => {
      expect((await channel.couriers(context)).map(({ courier, code, name }) => `${courier} ${code} ${name}`)).toEqual([
        'CJ_LOGISTICS 0006 CJ대한통운',
        'LOTTE 0079 롯데택배',
        'HANJIN 0018 한진택배',
        'KOREA_POST 0012 우체국택배',
        'LOGEN 0004 로젠택배',
        'DIRECT 0001 자체배송',
      ]);
      expect(asked()).toEqual([`GET ${PATH}/carriers?shop_no=1&limit=100`]);
    }));

  test('are told by name, else by a code that is known', () => {
    const carriers = [
      ['9001', 'CVSnet편의점택배'],
      ['9002', 'CU 편의점택배'],
      ['9003', 'EMS(우체국)'],
      ['9004', '동네택배'],
      ['0039', '우리 화물'],
      [null, '이름만'],
    ].map(([shipping_carrier_code, shipping_carrier]) => ({ shipping_carrier_code, shipping_carrier }));
    return withAccount([json({ carriers })], async ({ channel, context }) => {
      expect((await channel.couriers(context)).map(({ courier, code }) => [courier, code])).toEqual([
        ['KYUNGDONG', '0039'],
        ['CVSNET', '9001'],
        ['CU_POST', '9002'],
        ['EMS', '9003'],
        ['OTHER', '9004'],
      ]);
    });
  });
});

test('checking counts the orders of today', () =>
  withAccount([json(sample('orders-count'))], async ({ channel, context, asked }) => {
    await channel.check(context);
    expect(asked()).toEqual([`GET ${PATH}/orders/count?shop_no=1&start_date=2026-03-02&end_date=2026-03-02`]);
  }));
