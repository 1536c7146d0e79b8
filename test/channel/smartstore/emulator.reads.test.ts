import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields } from './emulator.support.js';
import {
  DAY,
  FEED,
  HOUR,
  MINUTE,
  PRODUCT_ORDERS,
  SECOND,
  START,
  World,
  elsewhere,
  iso,
  lineOf,
  orderOf,
  sent,
  wantsCancel,
} from './emulator.support.js';

const CONFIRM: OutsideEvent = { kind: 'CONFIRM' };

const changes = (answer: Answer): readonly Fields[] => {
  expect(answer.status).toBe(200);
  return answer.body.data?.lastChangeStatuses ?? [];
};

const changedIds = (answer: Answer): unknown[] => changes(answer).map((row) => row.productOrderId);

/** Windows are checked alike in both listings, but for the names of their ends. */
describe.each([
  [FEED, 'lastChangedFrom', 'lastChangedTo'],
  [PRODUCT_ORDERS, 'from', 'to'],
])('window of %s', (path, from, to) => {
  test.each([
    [DAY, 200, undefined],
    [0, 200, undefined],
    [DAY + 1, 400, '104139'],
    [-1, 400, '4000'],
  ])('%d ms long', async (length, status, code) => {
    const world = await World.open();

    const answer = await world.get(path, { [from]: iso(START), [to]: iso(START + length) });

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test.each([
    undefined,
    '2025-10-09',
    '2025-10-09T17:53:20+09:00',
    '2025-10-09T17:53:20.0+09:00',
    '2025-10-09T17:53:20.000',
    '2025-10-09T17:53:20.000+0900',
    '2025-10-09 17:53:20.000+09:00',
    '2025-02-30T17:53:20.000+09:00',
  ])('starting at %s is refused', async (start) => {
    const world = await World.open();

    const answer = await world.get(path, start === undefined ? {} : { [from]: start });

    expect([answer.status, answer.body.code]).toEqual([400, '4000']);
  });

  test('a plus sign that is not escaped is a space', async () => {
    const world = await World.open();

    const escaped = await world.raw('GET', `${path}?${from}=2025-10-09T17:53:20.000%2B09:00`, world.bearer);
    const bare = await world.raw('GET', `${path}?${from}=2025-10-09T17:53:20.000+09:00`, world.bearer);

    expect([escaped.status, bare.status]).toEqual([200, 400]);
  });

  test('another offset will do', async () => {
    const world = await World.open();

    expect((await world.get(path, { [from]: '2025-10-09T08:53:20.000Z' })).status).toBe(200);
  });
});

describe('change feed', () => {
  test('has both ends, at whole seconds, and 24 hours where no end is named', async () => {
    const world = await World.open();
    const line = world.place({ orderedAt: START - DAY + 207 });
    const found = async (from: number, to?: number): Promise<boolean> => {
      const end: Record<string, string> = to === undefined ? {} : { lastChangedTo: iso(to) };
      return changedIds(await world.feed({ lastChangedFrom: iso(from), ...end })).includes(line.lineNumber);
    };

    expect(await found(START - DAY, START)).toBe(true);
    expect(await found(START - DAY + 1, START)).toBe(false);
    expect(await found(START - 2 * DAY, START - DAY)).toBe(true);
    expect(await found(START - 2 * DAY, START - DAY - 1)).toBe(false);
    expect(await found(START - 2 * DAY)).toBe(true);
    expect(await found(START - 2 * DAY - 1)).toBe(false);
    const [row] = changes(await world.feed({ lastChangedFrom: iso(START - DAY) }));
    expect(row).toMatchObject({ lastChangedDate: iso(START - DAY), paymentDate: iso(START - DAY + 207) });
  });

  test('an empty window has no data', async () => {
    const world = await World.open();

    expect(Object.keys((await world.feed()).body).sort()).toEqual(['timestamp', 'traceId']);
  });

  test('pages of 300 at most, by date and number, until more is gone', async () => {
    const world = await World.open();
    const lines: PlacedLine[] = [];
    for (let count = 0; count < 701; count += 1) {
      lines.push(world.place({ orderedAt: START - MINUTE + (count % 3) * SECOND }));
    }
    const window = { lastChangedFrom: iso(START - HOUR), lastChangedTo: iso(START), limitCount: '1000' };

    const pages: Answer[] = [await world.feed(window)];
    for (let more = pages[0]!.body.data.more; more; more = pages.at(-1)!.body.data.more) {
      const next = { ...window, lastChangedFrom: more.moreFrom, moreSequence: more.moreSequence };
      pages.push(await world.feed(next));
    }

    expect(pages.map((page) => page.body.data.count)).toEqual([300, 300, 101]);
    const rows = pages.flatMap(changes);
    const keys = rows.map((row) => `${String(row.lastChangedDate)} ${String(row.productOrderId)}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(701);
    const { more } = pages[0]!.body.data;
    expect(`${more!.moreFrom} ${more!.moreSequence}`).toBe(keys[300]);
  });

  test('exactly a full page has no more', async () => {
    const world = await World.open();
    for (let count = 0; count < 3; count += 1) world.place();

    expect((await world.feed({ limitCount: '3' })).body.data).not.toHaveProperty('more');
    expect((await world.feed({ limitCount: '2' })).body.data).toHaveProperty('more');
  });

  test.each<Record<string, string>>([
    { limitCount: '0' },
    { limitCount: 'many' },
    { lastChangedType: 'CANCEL_REQUESTED' },
  ])('refuses %j', async (parameters) => {
    const answer = await (await World.open()).feed(parameters);

    expect([answer.status, answer.body.code]).toEqual([400, '4000']);
  });

  const stories: [string, { unpaid?: true; events: OutsideEvent[]; row: Fields }][] = [
    ['an unpaid order', { unpaid: true, events: [], row: { lastChangedType: 'PAY_WAITING' } }],
    ['a lapsed one', { unpaid: true, events: [{ kind: 'LAPSE' }], row: { lastChangedType: 'PAY_WAITING' } }],
    ['a deposit', { unpaid: true, events: [{ kind: 'PAY' }], row: { lastChangedType: 'PAYED' } }],
    [
      'a confirmation (no event)',
      { events: [CONFIRM], row: { lastChangedType: 'PAYED', productOrderStatus: 'PAYED' } },
    ],
    [
      'a new address',
      {
        events: [{ kind: 'CHANGE_ADDRESS', receiver: elsewhere }],
        row: { lastChangedType: 'DELIVERY_ADDRESS_CHANGED', receiverAddressChanged: true },
      },
    ],
    [
      'an immediate cancel',
      {
        events: [wantsCancel()],
        row: { lastChangedType: 'CLAIM_COMPLETED', productOrderStatus: 'CANCELED', claimStatus: 'CANCEL_DONE' },
      },
    ],
    [
      'a request',
      {
        events: [CONFIRM, wantsCancel()],
        row: { lastChangedType: 'CLAIM_REQUESTED', productOrderStatus: 'PAYED', claimStatus: 'CANCEL_REQUEST' },
      },
    ],
    [
      'a withdrawal',
      {
        events: [CONFIRM, wantsCancel(), { kind: 'WITHDRAW_CANCEL' }],
        row: { lastChangedType: 'CLAIM_REJECTED', productOrderStatus: 'PAYED', claimStatus: 'CANCEL_REJECT' },
      },
    ],
    [
      'a cancel by the marketplace',
      {
        events: [CONFIRM, wantsCancel(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }],
        row: { lastChangedType: 'CLAIM_COMPLETED', claimType: 'ADMIN_CANCEL', claimStatus: 'ADMIN_CANCEL_DONE' },
      },
    ],
    [
      'a dispatch in spite of a request',
      {
        events: [CONFIRM, wantsCancel(), sent()],
        row: { lastChangedType: 'DISPATCHED', productOrderStatus: 'DELIVERING', claimStatus: 'CANCEL_REJECT' },
      },
    ],
    [
      'a delivery (no event, stale status)',
      {
        events: [sent(), { kind: 'DELIVER' }],
        row: { lastChangedType: 'DISPATCHED', productOrderStatus: 'DELIVERING' },
      },
    ],
    [
      'a decided purchase',
      { events: [sent(), { kind: 'CONFIRM_PURCHASE' }], row: { lastChangedType: 'PURCHASE_DECIDED' } },
    ],
  ];
  test.each(stories)('shows the latest change alone: %s', async (_what, { unpaid, events, row }) => {
    const world = await World.open();
    const line = world.place(unpaid ? { paidAt: null } : {});
    world.happen(line, ...events);
    const { lastChangedType } = row as { lastChangedType: string };

    expect(changes(await world.feed())).toEqual([expect.objectContaining(row)]);
    expect(changedIds(await world.feed({ lastChangedType }))).toEqual([line.lineNumber]);
    const other = lastChangedType === 'PAYED' ? 'DISPATCHED' : 'PAYED';
    expect(changedIds(await world.feed({ lastChangedType: other }))).toEqual([]);
  });

  test('lists show an order when it is visible, single reads at once', async () => {
    const world = await World.open();
    const line = world.place({ visibleAt: START + HOUR });

    expect(changedIds(await world.feed())).toEqual([]);
    expect(await world.listed()).toEqual([]);
    expect(await world.rows([line.lineNumber!])).toHaveLength(1);
    await world.clock.advance(HOUR);
    expect(changedIds(await world.feed())).toEqual([line.lineNumber]);
    expect(await world.listed()).toEqual([line.lineNumber]);
  });
});

describe('conditional list', () => {
  test('compares the date that is asked for', async () => {
    const world = await World.open();
    const ordered = START - 10 * DAY;
    const line = world.place({ orderedAt: ordered, paidAt: ordered + DAY });
    world.happen(line, sent(), { kind: 'DELIVER' });
    await world.clock.advance(HOUR);
    world.happen(line, { kind: 'CONFIRM_PURCHASE' });
    const dates: Record<string, number> = {
      ORDERED_DATETIME: ordered,
      PAYED_DATETIME: ordered + DAY,
      DISPATCHED_DATETIME: START,
      PURCHASE_DECIDED_DATETIME: START + HOUR,
    };

    for (const [rangeType, at] of Object.entries(dates)) {
      const listed = (from: number, to: number): Promise<string[]> =>
        world.listed({ rangeType, from: iso(from), to: iso(to) });
      expect([rangeType, await listed(at - DAY, at)]).toEqual([rangeType, [line.lineNumber]]);
      expect(await listed(at, at)).toEqual([line.lineNumber]);
      expect(await listed(at - DAY, at - 1)).toEqual([]);
      expect(await listed(at + 1, at + MINUTE)).toEqual([]);
    }
  });

  test.each(['COLLECT_COMPLETED_DATETIME', 'GIFT_RECEIVED_DATETIME', 'HOPE_DELIVERY_INFO_CHANGED_DATETIME'])(
    'knows %s, which nothing here has',
    async (rangeType) => {
      const world = await World.open();
      world.place();

      expect(await world.listed({ rangeType })).toEqual([]);
    },
  );

  test('finds by state, confirmation and fulfilment, lists joined or repeated', async () => {
    const world = await World.open();
    const isNew = world.place().lineNumber;
    const confirmed = world.place();
    const moving = world.place();
    world.happen(confirmed, CONFIRM);
    world.happen(moving, sent());
    const from = encodeURIComponent(iso(START - HOUR));
    const raw = async (filter: string): Promise<unknown[]> => {
      const answer = await world.raw('GET', `${PRODUCT_ORDERS}?from=${from}&${filter}`, world.bearer);
      await world.clock.advance(SECOND);
      return answer.body.data.contents.map((entry) => entry.productOrderId);
    };

    expect(await raw('')).toEqual([isNew, confirmed.lineNumber, moving.lineNumber]);
    expect(await raw('productOrderStatuses=PAYED')).toEqual([isNew, confirmed.lineNumber]);
    expect(await raw('productOrderStatuses=PAYED&placeOrderStatusType=NOT_YET')).toEqual([isNew]);
    expect(await raw('productOrderStatuses=PAYED&placeOrderStatusType=OK')).toEqual([confirmed.lineNumber]);
    expect(await raw('productOrderStatuses=PAYED,DELIVERING&placeOrderStatusType=OK')).toHaveLength(2);
    expect(await raw('productOrderStatuses=PAYED&productOrderStatuses=DELIVERING')).toHaveLength(3);
    expect(await raw('productOrderStatuses=DELIVERED,RETURNED')).toEqual([]);
    expect(await raw('fulfillment=true')).toEqual([]);
    expect(await raw('fulfillment=false')).toHaveLength(3);
  });

  test('finds unpaid and lapsed orders by their order date alone', async () => {
    const world = await World.open();
    const waiting = world.place({ paidAt: null });
    const lapsed = world.place({ paidAt: null });
    world.happen(lapsed, { kind: 'LAPSE' });
    const rangeType = 'ORDERED_DATETIME';

    expect(await world.listed()).toEqual([]);
    expect(await world.listed({ rangeType, productOrderStatuses: 'PAYMENT_WAITING' })).toEqual([waiting.lineNumber]);
    const lapsedOnes = await world.listed({ rangeType, productOrderStatuses: 'CANCELED_BY_NOPAYMENT' });
    expect(lapsedOnes).toEqual([lapsed.lineNumber]);
    expect(await world.detail(lapsed)).not.toHaveProperty('currentClaim');
  });

  test('finds claims by their own dates and states, partial ones too', async () => {
    const world = await World.open();
    const place = (): PlacedLine => world.place({ orderedAt: START - 5 * DAY, lines: [lineOf({ quantity: 2 })] });
    const [asking, withdrawn, partial, byStaff, immediate] = [place(), place(), place(), place(), place()];
    for (const line of [asking, withdrawn, partial, byStaff]) world.happen(line, CONFIRM, wantsCancel(1));
    world.happen(immediate, wantsCancel());
    await world.clock.advance(MINUTE);
    world.happen(withdrawn, { kind: 'WITHDRAW_CANCEL' });
    world.happen(byStaff, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
    await world.approve(partial);
    const requested = (claimStatuses: string): Promise<string[]> =>
      world.listed({ rangeType: 'CLAIM_REQUESTED_DATETIME', claimStatuses });
    const completed = (claimStatuses: string): Promise<string[]> =>
      world.listed({ rangeType: 'CLAIM_COMPLETED_DATETIME', claimStatuses });

    expect(await requested('CANCEL_REQUEST')).toEqual([asking.lineNumber]);
    expect(await requested('CANCEL_REJECT')).toEqual([withdrawn.lineNumber]);
    expect(await completed('CANCEL_REJECT')).toEqual([]);
    expect((await completed('CANCEL_DONE')).sort()).toEqual([partial.lineNumber, immediate.lineNumber].sort());
    expect(await completed('ADMIN_CANCEL_DONE')).toEqual([byStaff.lineNumber]);
    expect(await world.listed({ claimStatuses: 'CANCEL_REQUEST' })).toEqual([]);
    const paid = { from: iso(START - 5 * DAY), claimStatuses: 'CANCEL_REQUEST' };
    expect(await world.listed(paid)).toEqual([asking.lineNumber]);
  });

  test('pages of 300 at most', async () => {
    const world = await World.open();
    for (let count = 0; count < 301; count += 1) world.place({ orderedAt: START - count * SECOND });
    const page = async (parameters: Record<string, string>): Promise<unknown[]> => {
      const { contents, pagination } = (await world.list(parameters)).body.data;
      return [contents.length, pagination];
    };

    expect(await page({})).toEqual([300, { page: 1, size: 300, hasNext: true }]);
    expect(await page({ page: '2' })).toEqual([1, { page: 2, size: 300, hasNext: false }]);
    expect(await page({ page: '3' })).toEqual([0, { page: 3, size: 300, hasNext: false }]);
    expect(await page({ page: '43', pageSize: '7' })).toEqual([7, { page: 43, size: 7, hasNext: false }]);
    const all = [...(await world.listed()), ...(await world.listed({ page: '2' }))];
    expect(new Set(all).size).toBe(301);
  });

  test.each<Record<string, string>>([
    { pageSize: '0' },
    { pageSize: '301' },
    { page: '0' },
    { page: '1.5' },
    { rangeType: 'PAID_DATETIME' },
    { productOrderStatuses: 'PAYED,PAID' },
    { claimStatuses: 'CANCELED' },
    { placeOrderStatusType: 'YES' },
    { fulfillment: '1' },
    { quantityClaimCompatibility: 'yes' },
  ])('refuses %j', async (parameters) => {
    const answer = await (await World.open()).list(parameters);

    expect([answer.status, answer.body.code]).toEqual([400, '4000']);
  });
});

describe('details', () => {
  test('come in the order asked for; unknown numbers are silently missing, twice is once', async () => {
    const world = await World.open();
    const [one, two] = [world.place().lineNumber!, world.place().lineNumber!];

    const rows = await world.rows([two, '2025100949999999', one, two]);

    expect(rows.map((row) => row.productOrder.productOrderId)).toEqual([two, one]);
  });

  test('take 1 to 300 numbers', async () => {
    const world = await World.open();
    const statuses: number[] = [];
    for (const count of [0, 1, 300, 301]) {
      statuses.push((await world.query(Array.from({ length: count }, (_, at) => String(at)))).status);
    }

    expect(statuses).toEqual([400, 200, 200, 400]);
  });

  test.each([
    ['{"productOrderIds":["1"]', '000400'],
    ['[]', '000400'],
    ['{"productOrderIds":"1"}', '000400'],
    ['{"productOrderIds":[2025100940000001]}', '000400'],
    ['{"productOrderIds":["1"],"quantityClaimCompatibility":"true"}', '000400'],
    ['{}', '4000'],
  ])('refuse %s', async (body, code) => {
    const answer = await (await World.open()).post(`${PRODUCT_ORDERS}/query`, body);

    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  test('a client that does not know partial claims is not told of them', async () => {
    const world = await World.open();
    const line = world.place({ lines: [lineOf({ quantity: 2 })] });
    world.happen(line, wantsCancel(1));

    const [plain] = await world.rows([line.lineNumber!], false);
    const [full] = await world.rows([line.lineNumber!]);

    expect(Object.keys(plain!.productOrder).filter((name) => /^(initial|remain)/.test(name))).toEqual([]);
    expect(plain).not.toHaveProperty('completedClaims');
    expect(full!.productOrder).toMatchObject({ quantity: 2, initialQuantity: 2, remainQuantity: 1 });
    expect(full!.completedClaims).toHaveLength(1);
  });

  test('fees are the bundle’s, on each of its rows, once for the order; packages differ', async () => {
    const world = await World.open();
    const lines = [lineOf(), lineOf(), lineOf()];
    const placed = world.emulator.place(
      orderOf({ shippingFee: 3000, remoteShippingFee: 2500, lines, bundles: [[0, 2], [1]] }),
    );

    const rows = await world.rows(placed.map((line) => line.lineNumber!));

    const told = rows.map(({ productOrder: row }) => [
      row.packageNumber,
      row.deliveryFeeAmount,
      row.sectionDeliveryFee,
    ]);
    const [first, second] = [placed[0]!.bundleNumber, placed[1]!.bundleNumber];
    expect(told).toEqual([
      [first, 3000, 2500],
      [second, 0, 0],
      [first, 3000, 2500],
    ]);
    expect(rows[1]!.productOrder.shippingFeeType).toBe('무료');
    expect(rows[0]!.order.generalPaymentAmount).toBe(3 * 24_000 + 5500);
  });

  test('discounts of seller and marketplace are told apart; what is left follows the quantity', async () => {
    const world = await World.open();
    const line = world.place({ lines: [lineOf({ quantity: 3, sellerDiscount: 1000, mallDiscount: 500 })] });
    world.happen(line, wantsCancel(1));

    const { productOrder } = await world.detail(line);

    expect(productOrder).toMatchObject({
      totalPaymentAmount: 70_500,
      productDiscountAmount: 1500,
      sellerBurdenDiscountAmount: 1000,
      productProductDiscountAmount: 500,
      remainProductAmount: 48_000,
      remainProductDiscountAmount: 999,
      remainPaymentAmount: 47_001,
      appliedCoupons: [expect.objectContaining({ couponDiscountAmount: 500, naverBurdenRatio: 100 })],
    });
  });

  test('a product without options has none', async () => {
    const world = await World.open();
    const line = world.place({ lines: [lineOf({ optionName: null, sellerProductCode: null })] });

    const { productOrder } = await world.detail(line);

    expect(productOrder.productClass).toBe('단일상품');
    for (const name of ['productOption', 'optionManageCode', 'sellerProductCode', 'shippingMemo']) {
      expect(productOrder).not.toHaveProperty(name);
    }
  });

  test('tracking goes on by time, delivery by the courier', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, sent());
    const tracked = async (): Promise<unknown[]> => {
      const { delivery } = await world.detail(line);
      return [delivery!.deliveryStatus, delivery!.pickupDate, delivery!.deliveredDate];
    };

    expect(await tracked()).toEqual(['COLLECT_WAIT', undefined, undefined]);
    world.happen(line, { kind: 'DELIVER' });
    const delivered = iso(START + 500);
    expect(await tracked()).toEqual(['DELIVERY_COMPLETION', delivered, delivered]);
  });

  test('an order that nobody placed has no product orders', async () => {
    const world = await World.open();

    const answer = await world.get('/v1/pay-order/seller/orders/2025100919999999/product-order-ids');

    expect([answer.status, answer.body.code]).toEqual([400, '100003']);
  });
});
