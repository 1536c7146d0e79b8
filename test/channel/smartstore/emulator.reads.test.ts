import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import {
  DAY,
  HOUR,
  MINUTE,
  PRODUCT_ORDERS,
  SECOND,
  START,
  World,
  iso,
  lineOf,
  orderOf,
  sent,
  wantsCancel,
} from './emulator.support.js';

const CONFIRM: OutsideEvent = { kind: 'CONFIRM' };

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
