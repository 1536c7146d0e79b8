import type { OrderRecord } from '../../../src/model/order.js';
import { OrderStatus } from '../../../src/model/order.js';
import type { Account } from './adapter.support.js';
import { ORDERS, at, listing, onAuction, page, read, reply, rowsIn, sample, withAccount } from './adapter.support.js';

const MARCH = ['2026-02-15', '2026-03-04'] as const;
const DAY = 24 * 3_600_000;

const readSample = (name: string, id: string, settings = {}): Promise<readonly OrderRecord[]> =>
  withAccount([reply(sample(name))], async (account) => (await read(account, id, ...MARCH)).orders, settings);

const blank = {
  lineNumber: null,
  confirmedDate: null,
  dispatchedDate: null,
  deliveredDate: null,
  purchaseConfirmedDate: null,
  currency: 'KRW',
  canceledQuantity: 0,
  isOverseas: false,
  courierName: null,
  courierCode: null,
  trackingNumber: null,
  invoiceRegisteredDate: null,
  native: {},
};

const oil = {
  ...blank,
  key: '4312345601',
  orderNumber: '4312345601',
  bundleNumber: '6012345601-801234501',
  checkoutNumber: '6012345601',
  status: OrderStatus.PAID,
  channelStatus: '1',
  orderedDate: at('2026-03-03T10:15:27.143'),
  paidDate: at('2026-03-03T10:15:41.507'),
  dispatchDueDate: at('2026-03-05T23:59:59'),
  buyerId: 'han*******',
  senderName: '김하늘',
  senderTel: '010-0000-1101',
  senderTel2: null,
  receiverName: '이바다',
  receiverTel: '010-0000-1102',
  receiverTel2: '02-000-1102',
  zipCode: '04524',
  receiverAddress: '서울특별시 중구 세종대로 110 가상빌딩 3층 301호',
  shippingMemo: '부재시 문 앞에 놓아주세요',
  productNumber: '3301234567',
  productName: '국산 참기름 300ml',
  productOptionNumber: null,
  productOptionName: null,
  options: [],
  additions: [],
  sellerProductCode: 'OIL-300',
  productQuantity: 2,
  productPrice: 12900,
  productPriceAmount: 25800,
  optionPriceAmount: 0,
  additionPriceAmount: 0,
  isShippingFeePaid: true,
  shippingFee: 3000,
  remoteShippingFee: 0,
  salesCommissionFee: 2554,
  sellerDiscountPriceAmount: 1000,
  mallDiscountPriceAmount: 800,
};

describe('samples of RequestOrders', () => {
  test('newly paid on Gmarket: two orders of one cart', async () => {
    const orders = await readSample('RequestOrders-gmarket-new', 'orders.1.ORDERED');
    const [first, second] = rowsIn('RequestOrders-gmarket-new');
    expect(orders).toEqual([
      { ...oil, raw: first },
      {
        ...oil,
        key: '4312345602',
        orderNumber: '4312345602',
        productNumber: '3301234568',
        productName: '국산 들기름 선물세트',
        productOptionName: '구성:2병',
        options: [{ name: '구성:2병', quantity: 1, code: null }],
        sellerProductCode: 'OIL-SET',
        productQuantity: 1,
        productPrice: 29900,
        productPriceAmount: 29900,
        shippingFee: 0,
        salesCommissionFee: 3887,
        sellerDiscountPriceAmount: 0,
        mallDiscountPriceAmount: 0,
        raw: second,
      },
    ]);
    for (const field of ['depositDueDate', 'expectedPaymentAmount', 'claimStatus'] as const) {
      expect(orders[0]![field]).toBeUndefined();
    }
  });

  test('newly paid on Auction: a blank after the postcode, no price of additions, a total net of discounts left alone', async () => {
    const orders = await readSample('RequestOrders-auction-new', 'orders.1.ORDERED', onAuction);
    expect(orders).toEqual([
      {
        ...oil,
        key: '1912345601',
        orderNumber: '1912345601',
        bundleNumber: '1512345601-1101234501',
        checkoutNumber: '1512345601',
        orderedDate: at('2026-03-03T11:20:00'),
        paidDate: at('2026-03-03T11:21:00'),
        dispatchDueDate: at('2026-03-06T23:59:59'),
        buyerId: 'gar**',
        senderName: '박가람',
        senderTel: '0508-0000-2101',
        receiverName: '최노을',
        receiverTel: '0508-0000-2102',
        receiverTel2: '0508-0000-2102',
        zipCode: '48058',
        receiverAddress: '부산광역시 해운대구 센텀중앙로 79 가상타워 1205호',
        shippingMemo: '경비실에 맡겨주세요',
        productNumber: 'B901234567',
        productName: '면 행주 10매',
        productOptionNumber: 'TOWEL-WH',
        productOptionName: '색상:흰색',
        options: [{ name: '색상:흰색', quantity: 3, code: 'TOWEL-WH' }],
        sellerProductCode: null,
        productQuantity: 3,
        productPrice: 9900,
        productPriceAmount: 29700,
        optionPriceAmount: 0,
        additionPriceAmount: null,
        shippingFee: 2500,
        salesCommissionFee: 3361,
        sellerDiscountPriceAmount: 600,
        mallDiscountPriceAmount: 500,
        raw: rowsIn('RequestOrders-auction-new')[0],
      },
    ]);
  });

  test('confirmed: options, additions, a fee for Jeju, phones not there yet', async () => {
    const [order] = await readSample('RequestOrders-gmarket-ready', 'orders.2.PAID');
    expect(order).toMatchObject({
      key: '4312345610',
      status: OrderStatus.CONFIRMED,
      channelStatus: '2',
      orderedDate: at('2026-03-02T09:02:11.3'),
      paidDate: at('2026-03-02T09:02:30.013'),
      confirmedDate: at('2026-03-02T10:00:05.22'),
      senderTel: null,
      senderTel2: null,
      receiverTel: null,
      receiverTel2: null,
      shippingMemo: null,
      productOptionNumber: 'TEE-01-BL-L',
      productOptionName: '색상:파랑, 사이즈:L, 추가구성:양말 1켤레',
      options: [{ name: '색상:파랑, 사이즈:L', quantity: 2, code: 'TEE-01-BL-L' }],
      additions: [{ name: '추가구성:양말 1켤레', quantity: 1, code: 'SOCK-01' }],
      productPrice: 15000,
      optionPriceAmount: 2000,
      additionPriceAmount: 1500,
      productPriceAmount: 33500,
      isShippingFeePaid: true,
      shippingFee: 3000,
      remoteShippingFee: 3000,
    });
  });

  test('on its way: the courier by name, its code looked up', async () => {
    const [order] = await readSample('RequestOrders-gmarket-shipping', 'orders.3.ORDERED');
    expect(order).toMatchObject({
      status: OrderStatus.IN_TRANSIT,
      channelStatus: '3',
      dispatchedDate: at('2026-02-28T16:30:00'),
      invoiceRegisteredDate: at('2026-02-28T16:30:00'),
      courierName: 'CJ택배',
      courierCode: '10013',
      trackingNumber: '600000000001',
    });
  });

  test('delivered on Auction', async () => {
    const [order] = await readSample('RequestOrders-auction-delivered', 'orders.4.ORDERED', onAuction);
    expect(order).toMatchObject({
      status: OrderStatus.DELIVERED,
      channelStatus: '4',
      deliveredDate: at('2026-02-22T14:11:43.343'),
      courierName: '롯데택배',
      courierCode: '10008',
      trackingNumber: '300000000002',
      optionPriceAmount: null,
      additionPriceAmount: null,
      productPriceAmount: 21000,
      isShippingFeePaid: true,
    });
  });

  test('a gift that is not accepted yet has no address', async () => {
    const [order] = await readSample('RequestOrders-gmarket-gift-pending', 'orders.1.ORDERED');
    expect(order).toMatchObject({
      status: OrderStatus.PAID,
      zipCode: null,
      receiverAddress: null,
      shippingMemo: null,
      receiverTel2: null,
      dispatchDueDate: null,
    });
  });

  test('an empty list is no fault, whichever way it is told', async () => {
    expect(await readSample('RequestOrders-empty', 'orders.1.ORDERED')).toEqual([]);
    for (const body of [
      { ResultCode: '0', Message: null, Data: null },
      { ResultCode: 'Success', Message: '', Data: { TotalCount: 0, RequestOrders: null } },
      { resultCode: 0, message: '', data: { requestOrders: [] } },
    ]) {
      await withAccount([reply(body)], async (account) => {
        expect(await read(account, 'orders.1.ORDERED', ...MARCH)).toEqual({ orders: [], cancellations: [] });
      });
    }
  });
});

describe('values that stray', () => {
  const strange = (fields: object) => [{ ...rowsIn('RequestOrders-gmarket-new')[0], ...fields }];
  const readRow = (fields: object): Promise<readonly OrderRecord[]> =>
    withAccount([page(strange(fields))], async (account) => (await read(account, 'orders.1.ORDERED', ...MARCH)).orders);

  test('a status in no table is kept verbatim', async () => {
    expect(await readRow({ OrderStatus: 12 })).toMatchObject([{ status: OrderStatus.UNKNOWN, channelStatus: '12' }]);
  });

  test('every fee condition of the table, and one that is not in it', async () => {
    const told: Record<string, unknown> = {};
    for (const condition of ['M', 'R', 'F', 'X', 'D', 'W', 'Q', '?']) {
      told[condition] = (await readRow({ DeliveryFeeCondition: condition }))[0]!.isShippingFeePaid;
    }
    expect(told).toEqual({ M: true, R: true, F: true, X: true, D: false, W: false, Q: false, '?': null });
  });

  test('numbers as strings, longer than a double holds, and keys in other case', async () => {
    const { BuyerId, ...row } = rowsIn('RequestOrders-gmarket-new')[0]!;
    const body = JSON.stringify({ ...row, BuyerID: BuyerId, OrderNo: '@', ContrAmount: '2' }).replace(
      '"@"',
      '912345678901234567',
    );
    const text = `{"ResultCode":0,"Data":{"TotalCount":"1","RequestOrders":[${body}]}}`;
    await withAccount([reply(text)], async (account) => {
      const { orders } = await read(account, 'orders.1.ORDERED', ...MARCH);
      expect(orders).toMatchObject([{ key: '912345678901234567', productQuantity: 2, buyerId: 'han*******' }]);
    });
  });

  test.each([
    [{ OrderNo: null }, 'OrderNo is missing'],
    [{ OrderNo: 'A-1' }, 'OrderNo is no number'],
    [{ OrderStatus: null }, 'OrderStatus is missing'],
    [{ ContrAmount: null }, 'ContrAmount is missing'],
    [{ ContrAmount: 1.5 }, 'ContrAmount is no count'],
    [{ SalePrice: '58800.5000' }, 'SalePrice is no amount in won'],
    [{ OrderDate: '2026-02-30T00:00:00' }, 'OrderDate is no date'],
    [{ ItemOptionSelectList: 'none' }, 'ItemOptionSelectList is no list'],
    [{ BuyerName: {} }, 'BuyerName is no text'],
  ])('%j is malformed, and its value is not told', async (fields, words) => {
    await expect(readRow(fields)).rejects.toMatchObject({
      code: 'CHANNEL_MALFORMED',
      message: `ESM's answer cannot be read: ${words}`,
    });
  });
});

describe('order listings', () => {
  test('are one per state and date, earliest state first', async () => {
    await withAccount([], ({ channel }) => {
      const shapes = channel.orders!.listings.map(({ id, nativeDate, statuses }) => [id, nativeDate, ...statuses]);
      const states = ['PAID', 'CONFIRMED', 'IN_TRANSIT', 'DELIVERED', 'PURCHASE_CONFIRMED'];
      const by = (date: string) => states.map((status, index) => [`orders.${index + 1}.${date}`, date, status]);
      expect(shapes).toEqual([['orders.unpaid', 'ORDERED', 'PAYMENT_PENDING'], ...by('ORDERED'), ...by('PAID')]);
      return Promise.resolve();
    });
  });

  test.each([
    ['Gmarket', {}, 31],
    ['Auction', onAuction, 180],
  ] as const)('%s: a span of its own, in minutes, 1,000 rows a page', async (_name, settings, days) => {
    await withAccount(
      [],
      (account) => {
        const found = listing(account, 'orders.2.PAID');
        expect(found).toMatchObject({ window: { longest: days * DAY, resolution: 60_000 }, pageSize: 1000 });
        return Promise.resolve();
      },
      settings,
    );
  });

  test('ask by state and date as documented', async () => {
    await withAccount([page([]), page([])], async (account) => {
      await read(account, 'orders.3.ORDERED', '2026-03-01', '2026-03-03T12:01');
      await read(account, 'orders.5.PAID', '2026-03-01', '2026-03-03T12:01');
      expect(account.asked()).toEqual([`POST ${ORDERS}`, `POST ${ORDERS}`]);
      const span = { requestDateFrom: '2026-03-01 00:00', requestDateTo: '2026-03-03 12:01' };
      expect(account.bodies()).toEqual([
        { siteType: 2, orderStatus: 3, requestDateType: 1, ...span, pageIndex: 1, pageSize: 1000 },
        { siteType: 2, orderStatus: 5, requestDateType: 2, ...span, pageIndex: 1, pageSize: 1000 },
      ]);
    });
  });

  test('leave five seconds between questions of either order list', async () => {
    await withAccount([page([]), page([]), page([])], async (account) => {
      await read(account, 'orders.unpaid', ...MARCH);
      const times = [account.clock.now()];
      for (const id of ['orders.1.ORDERED', 'orders.2.ORDERED']) {
        await read(account, id, ...MARCH);
        times.push(account.clock.now());
      }
      expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(5_000);
      expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(5_000);
    });
  });
});

describe('pages', () => {
  const row = (orderNo: number) => ({ ...rowsIn('RequestOrders-gmarket-new')[0], OrderNo: orderNo });
  const keys = async (account: Account): Promise<string[]> =>
    (await read(account, 'orders.1.ORDERED', ...MARCH)).orders.map(({ key }) => key);

  test('are read to the end that TotalCount tells', async () => {
    await withAccount(
      [page([row(1), row(2)], 1, 5), page([row(3), row(4)], 2, 5), page([row(5)], 3, 5)],
      async (account) => {
        expect(await keys(account)).toEqual(['1', '2', '3', '4', '5']);
        expect(account.bodies().map(({ pageIndex }) => pageIndex)).toEqual([1, 2, 3]);
      },
    );
  });

  test('are begun anew when a row leaves the list meanwhile, so that none is missed', async () => {
    // Row 1 leaves after the first page: row 3 moves up to where it was read already.
    const replies = [
      page([row(1), row(2)], 1, 4),
      page([row(4)], 2, 3),
      page([row(2), row(3)], 1, 3),
      page([row(4)], 2, 3),
    ];
    await withAccount(replies, async (account) => {
      expect(new Set(await keys(account))).toEqual(new Set(['1', '2', '3', '4']));
      expect(account.bodies().map(({ pageIndex }) => pageIndex)).toEqual([1, 2, 1, 2]);
    });
  });

  test('of a list that never stands still end in a fault that passes', async () => {
    const route = ({ body }: { body: string }) => {
      const { pageIndex } = JSON.parse(body) as { pageIndex: number };
      return page([row(pageIndex)], pageIndex, 10 - pageIndex);
    };
    await withAccount(route, async (account) => {
      await expect(keys(account)).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE', retryable: true });
      expect(account.replay.requests.length).toBeLessThanOrEqual(8);
    });
  });

  test('that repeat end in a fault', async () => {
    const route = ({ body }: { body: string }) => {
      const { pageIndex } = JSON.parse(body) as { pageIndex: number };
      return page([row(1)], pageIndex, 5);
    };
    await withAccount(route, async (account) => {
      await expect(keys(account)).rejects.toMatchObject({ code: 'CHANNEL_MALFORMED' });
      expect(account.replay.requests).toHaveLength(2);
    });
  });

  test.each([
    ['another page than asked', [page([row(1)], 2, 1)]],
    ['rows missing', [page([row(1)], 1, 2), page([], 2, 2)]],
    ['no row at all of some', [page([], 1, 2)]],
  ])('with %s end in a fault', async (_name, replies) => {
    await withAccount(replies, async (account) => {
      await expect(keys(account)).rejects.toMatchObject({ code: 'CHANNEL_MALFORMED' });
    });
  });
});
