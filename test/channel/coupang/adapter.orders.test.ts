import { parseJson } from '../../../src/base/json.js';
import { DAY } from '../../../src/base/time.js';
import type { OrderListing } from '../../../src/channel/channel.js';
import { ordersOf } from '../../../src/channel/coupang/coupang.map.js';
import { orderSheetsIn } from '../../../src/channel/coupang/coupang.parse.js';
import { authorization } from '../../../src/channel/coupang/coupang.signature.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import type { Shop } from './adapter.support.js';
import {
  NOW,
  VENDOR_PATH,
  answering,
  body,
  changed,
  closeShops,
  credentials,
  faultOf,
  kst,
  openShop,
  pagesOf,
  sample,
} from './adapter.support.js';

afterEach(closeShops);

const day = (text: string, days = 1) => ({ start: kst(`${text}T00:00:00`), end: kst(`${text}T00:00:00`) + days * DAY });

const listing = (shop: Shop, id: string): OrderListing => {
  const found = shop.channel.orders?.listings.find((each) => each.id === id);
  if (!found) throw new Error(`no listing ${id}`);
  return found;
};

const sheets = (name: string) => orderSheetsIn((parseJson(sample(name)) as { data: unknown }).data);
const ordersIn = (name: string) => sheets(name).flatMap(ordersOf);

describe('signature', () => {
  const base = '/v2/providers/openapi/apis/api';
  const vectors = [
    [
      'A',
      'GET',
      '/v4/vendors/A00987654/ordersheets?createdAtFrom=2026-03-02&createdAtTo=2026-03-03&status=ACCEPT&maxPerPage=50',
      'f8a418172a6609268966e19b59de99b6f8610af0d6b34284215909b95e599ad9',
    ],
    [
      'B',
      'GET',
      '/v5/vendors/A00987654/ordersheets?createdAtFrom=2026-03-02%2B09:00&createdAtTo=2026-03-03%2B09:00&status=ACCEPT&maxPerPage=50',
      '3c9b78005d09b536c1fc9a0686203da97b0fec5c8b5faf32c5d6ad3dee5c57b3',
    ],
    [
      'C',
      'PUT',
      '/v4/vendors/A00987654/ordersheets/acknowledgement',
      'b4bda25e1799c5812fa3535d9bb29ce7a7056861e9998190369f6382f7cf8615',
    ],
    [
      'D',
      'GET',
      '/v4/vendors/A00987654/returnRequests?searchType=timeFrame&createdAtFrom=2026-03-02T00%3A00&createdAtTo=2026-03-02T23%3A59&status=RU',
      '6b756b15b99afdee6024d75640bc1d371f9b7c20f2915a6a6c4ad99b7320f69a',
    ],
  ] as const;

  it.each(vectors)('equals test vector %s', (_, method, path, signature) => {
    expect(authorization(credentials, method, base + path, NOW)).toBe(
      `CEA algorithm=HmacSHA256, access-key=${credentials.accessKey}, signed-date=260303T013045Z, signature=${signature}`,
    );
  });

  it('signs the path from /v2 on where the base URL has a prefix', async () => {
    const shop = await openShop(answering(['ordersheets', sample('ordersheets-empty')]), '/proxy/coupang');

    await pagesOf(listing(shop, 'ordersheets.ACCEPT').read(day('2026-03-02'), shop.context));

    const [request] = shop.replay.requests;
    expect(request?.target).toBe(
      `/proxy/coupang${VENDOR_PATH}/ordersheets?createdAtFrom=2026-03-02&createdAtTo=2026-03-03&status=ACCEPT&maxPerPage=50`,
    );
    expect(request?.headers.authorization).toContain(
      'f8a418172a6609268966e19b59de99b6f8610af0d6b34284215909b95e599ad9',
    );
    expect(request?.headers).toMatchObject({
      'x-market': 'KR',
      'x-requested-by': 'A00987654',
      'x-extended-timeout': '90000',
      'content-type': 'application/json;charset=UTF-8',
    });
  });
});

describe('order sheets', () => {
  const tumbler = {
    key: '31000171234502/80123450011',
    orderNumber: '31000171234502',
    lineNumber: '80123450011',
    bundleNumber: '861234567890123402',
    status: OrderStatus.PAID,
    channelStatus: 'ACCEPT',
    orderedDate: kst('2026-03-02T11:40:55'),
    paidDate: kst('2026-03-02T11:41:02'),
    dispatchedDate: null,
    deliveredDate: null,
    purchaseConfirmedDate: null,
    dispatchDueDate: kst('2026-03-04T00:00:00'),
    invoiceRegisteredDate: null,
    senderName: '도해온',
    senderTel: '0504-7788-1102',
    senderTel2: null,
    receiverName: '문새봄',
    receiverTel: '0504-7788-1103',
    receiverTel2: null,
    zipCode: '63599',
    receiverAddress: '제주특별자치도 서귀포시 가상동 77 2층',
    shippingMemo: '부재 시 경비실에 맡겨 주세요',
    productNumber: '14500012310',
    productName: '모의상점 스테인리스 텀블러',
    productOptionNumber: '80123450011',
    productOptionName: '네이비 500ml',
    options: [],
    sellerProductCode: 'MOCK-TB-NV-500',
    productQuantity: 2,
    canceledQuantity: 0,
    currency: 'KRW',
    productPrice: 15000,
    productPriceAmount: 30000,
    sellerDiscountPriceAmount: 3000,
    mallDiscountPriceAmount: 0,
    shippingFee: 3000,
    remoteShippingFee: 3000,
    isShippingFeePaid: true,
    isOverseas: false,
    courierCode: null,
    courierName: null,
    trackingNumber: null,
    native: {
      isSplit: 'false',
      boxLines:
        '[{"vendorItemId":"80123450011","promised":"2026-03-04","planned":""},{"vendorItemId":"80123450012","promised":"2026-03-05","planned":""}]',
    },
  };
  const mug = {
    ...tumbler,
    key: '31000171234502/80123450012',
    lineNumber: '80123450012',
    dispatchDueDate: kst('2026-03-05T00:00:00'),
    productNumber: '14500012311',
    productName: '모의상점 각인 머그컵',
    productOptionNumber: '80123450012',
    productOptionName: '아이보리',
    options: [{ name: '각인 문구: HELLO', quantity: null, code: null }],
    sellerProductCode: null,
    productQuantity: 1,
    productPrice: 9900,
    productPriceAmount: 9900,
    sellerDiscountPriceAmount: 0,
    shippingFee: 0,
    remoteShippingFee: 0,
  };
  const withoutRaw = (name: string) => ordersIn(name).map(({ raw: _, ...record }) => record);

  it('become one record per line, the fees of the box on its first', () => {
    const records = withoutRaw('ordersheets-accept.v4');

    expect(records).toHaveLength(3);
    expect(records[1]).toStrictEqual(tumbler);
    expect(records[2]).toStrictEqual(mug);
    expect(records[0]).toMatchObject({ shippingFee: 0, remoteShippingFee: 0, shippingMemo: '문 앞' });
  });

  it('read the same in v5: money objects, offsets, E.164 phones', () => {
    expect(withoutRaw('ordersheets-accept.v5')).toStrictEqual(withoutRaw('ordersheets-accept.v4'));
    expect(withoutRaw('ordersheet-by-shipmentBoxId.v5')).toStrictEqual(withoutRaw('ordersheet-by-shipmentBoxId.v4'));
  });

  it('keep the box with this line alone as raw, ids unharmed', () => {
    const [, record] = ordersIn('ordersheets-accept.v4');

    expect(record?.raw).toMatchObject({
      shipmentBoxId: '861234567890123402',
      orderItems: [{ vendorItemId: 80123450011, sellerProductName: '모의상점 스테인리스 텀블러' }],
    });
    expect((record?.raw as { orderItems: unknown[] }).orderItems).toHaveLength(1);
  });

  it('tell a registered invoice, a delivery and a confirmed purchase', () => {
    expect(ordersIn('ordersheets-departure.v4')[0]).toMatchObject({
      status: OrderStatus.DISPATCHED,
      channelStatus: 'DEPARTURE',
      courierCode: 'CJGLS',
      courierName: 'CJ 대한통운',
      trackingNumber: '681200450931',
      invoiceRegisteredDate: kst('2026-02-28T14:05:33'),
      dispatchedDate: null,
    });
    expect(ordersIn('ordersheets-final-delivery.v4')[0]).toMatchObject({
      status: OrderStatus.PURCHASE_CONFIRMED,
      channelStatus: 'FINAL_DELIVERY',
      dispatchedDate: kst('2026-02-13T19:04:45'),
      deliveredDate: kst('2026-02-14T15:21:10'),
      purchaseConfirmedDate: kst('2026-02-21T00:10:33'),
    });
  });

  it('count a pending cancel, and leave its claim to the receipts', () => {
    const [record] = ordersIn('ordersheets-instruct-with-pending-cancel.v4');

    expect(record).toMatchObject({ status: OrderStatus.CONFIRMED, productQuantity: 3, canceledQuantity: 1 });
    expect(record).not.toHaveProperty('claimStatus');
  });

  const statusOf = (sheet: Record<string, unknown>, item: Record<string, unknown>) => {
    const [first] = sheets('ordersheets-accept.v4');
    const records = ordersOf({ ...first!, ...sheet, orderItems: [{ ...first!.orderItems[0]!, ...item }] });
    return [records[0]?.status, records[0]?.channelStatus, records[0]?.claimStatus];
  };

  it.each([
    ['ACCEPT', OrderStatus.PAID],
    ['INSTRUCT', OrderStatus.CONFIRMED],
    ['DEPARTURE', OrderStatus.DISPATCHED],
    ['DELIVERING', OrderStatus.IN_TRANSIT],
    ['FINAL_DELIVERY', OrderStatus.DELIVERED],
    ['NONE_TRACKING', OrderStatus.DISPATCHED],
    ['SOMETHING_NEW', OrderStatus.UNKNOWN],
  ])('map %s to %s', (status, expected) => {
    expect(statusOf({ status }, {})).toEqual([expected, status, undefined]);
  });

  it('know a canceled line by its flag or by its counts', () => {
    const canceled = [OrderStatus.CANCELED, 'INSTRUCT', ClaimStatus.CANCELED];
    expect(statusOf({ status: 'INSTRUCT' }, { canceled: true })).toEqual(canceled);
    expect(statusOf({ status: 'INSTRUCT' }, { cancelCount: 2 })).toEqual(canceled);
  });

  it('keep fractions of other currencies exact', () => {
    const [first] = sheets('ordersheets-accept.v4');
    const usd = (units: number, nanos: number) => ({ currencyCode: 'USD', units, nanos });
    const item = {
      ...first!.orderItems[0]!,
      orderPrice: usd(12, 50_000_000),
      instantCouponDiscount: usd(0, 100_000_000),
    };
    const discounted = { ...item, downloadableCouponDiscount: usd(0, 200_000_000) };

    expect(ordersOf({ ...first!, orderItems: [discounted] })[0]).toMatchObject({
      currency: 'USD',
      productPriceAmount: 12.05,
      sellerDiscountPriceAmount: 0.3,
    });
  });

  it('do not carry discounts that an answer has no fields for', () => {
    const [first] = sheets('ordersheets-accept.v4');
    const gone = {
      instantCouponDiscount: undefined,
      downloadableCouponDiscount: undefined,
      coupangDiscount: undefined,
    };
    const item = { ...first!.orderItems[0]!, ...gone };

    expect(ordersOf({ ...first!, orderItems: [item] })[0]).toMatchObject({
      sellerDiscountPriceAmount: undefined,
      mallDiscountPriceAmount: undefined,
    });
  });

  it('know an overseas purchase by its customs code', () => {
    const [first] = sheets('ordersheets-accept.v4');
    const overseaShippingInfoDto = { personalCustomsClearanceCode: 'P123456789012' };

    expect(ordersOf({ ...first!, overseaShippingInfoDto })[0]?.isOverseas).toBe(true);
  });
});

describe('order listings', () => {
  it('are one per status, earliest first, by the date of payment', async () => {
    const shop = await openShop(() => null);

    expect(shop.channel.orders?.listings.map(({ id, statuses }) => [id, statuses])).toEqual([
      ['ordersheets.ACCEPT', ['PAID']],
      ['ordersheets.INSTRUCT', ['CONFIRMED']],
      ['ordersheets.DEPARTURE', ['DISPATCHED']],
      ['ordersheets.DELIVERING', ['IN_TRANSIT']],
      ['ordersheets.FINAL_DELIVERY', ['DELIVERED', 'PURCHASE_CONFIRMED']],
      ['ordersheets.NONE_TRACKING', ['DISPATCHED']],
    ]);
    for (const each of shop.channel.orders?.listings ?? []) {
      expect(each).toMatchObject({ nativeDate: 'PAID', window: { longest: 30 * DAY, resolution: DAY }, pageSize: 50 });
    }
  });

  it('follow the token to the last page', async () => {
    const shop = await openShop(
      answering(
        ['nextToken=861234567890123402', sample('ordersheets-empty')],
        ['ordersheets', sample('ordersheets-accept.v4')],
      ),
    );

    const pages = await pagesOf(listing(shop, 'ordersheets.ACCEPT').read(day('2026-02-02', 30), shop.context));

    expect(pages.map(({ orders, cancellations }) => [orders.length, cancellations.length])).toEqual([
      [3, 0],
      [0, 0],
    ]);
    expect(shop.asked()).toEqual([
      'GET /ordersheets?createdAtFrom=2026-02-02&createdAtTo=2026-03-04&status=ACCEPT&maxPerPage=50',
      'GET /ordersheets?createdAtFrom=2026-02-02&createdAtTo=2026-03-04&status=ACCEPT&maxPerPage=50&nextToken=861234567890123402',
    ]);
  });

  it('end in a fault where pages repeat', async () => {
    const shop = await openShop(answering(['ordersheets', sample('ordersheets-accept.v4')]));

    const fault = await faultOf(pagesOf(listing(shop, 'ordersheets.ACCEPT').read(day('2026-03-02'), shop.context)));

    expect(fault.code).toBe('CHANNEL_MALFORMED');
    expect(shop.replay.requests).toHaveLength(2);
  });

  it('end in a fault where ever new tokens bring nothing new', async () => {
    let token = 0;
    const shop = await openShop(() => ({
      body: sample('ordersheets-accept.v4').replace(
        '"nextToken": "861234567890123402"',
        `"nextToken": "${(token += 1)}"`,
      ),
    }));

    const fault = await faultOf(pagesOf(listing(shop, 'ordersheets.ACCEPT').read(day('2026-03-02'), shop.context)));

    expect(fault.code).toBe('CHANNEL_MALFORMED');
    expect(shop.replay.requests).toHaveLength(2);
  });

  it('halve a window that the gateway cannot answer in time', async () => {
    const shop = await openShop(
      answering(
        [
          'createdAtFrom=2026-03-01&createdAtTo=2026-03-04',
          { status: 504, body: sample('acknowledgement-timeout-504') },
        ],
        ['ordersheets', sample('ordersheets-empty')],
      ),
    );

    await pagesOf(listing(shop, 'ordersheets.INSTRUCT').read(day('2026-03-01', 3), shop.context));

    expect(shop.asked().map((text) => /createdAt.*(?=&status)/.exec(text)?.[0])).toEqual([
      'createdAtFrom=2026-03-01&createdAtTo=2026-03-04',
      'createdAtFrom=2026-03-01&createdAtTo=2026-03-02',
      'createdAtFrom=2026-03-02&createdAtTo=2026-03-04',
    ]);
  });

  it.each([
    ['a price with a fraction of a won', { shippingPrice: 0.5 }],
    ['a time that is none', { paidAt: '어제' }],
    ['no lines', { orderItems: undefined }],
    ['no box number', { shipmentBoxId: null }],
  ])('refuse an order sheet with %s', async (_, change) => {
    const shop = await openShop(
      answering(['ordersheets', changed('ordersheets-accept.v4', (row) => ({ ...row, ...change }))]),
    );

    const fault = await faultOf(pagesOf(listing(shop, 'ordersheets.ACCEPT').read(day('2026-03-02'), shop.context)));

    expect(fault.code).toBe('CHANNEL_MALFORMED');
  });

  it('refuse an answer without rows', async () => {
    const shop = await openShop(answering(['ordersheets', body(null)]));

    const fault = await faultOf(pagesOf(listing(shop, 'ordersheets.ACCEPT').read(day('2026-03-02'), shop.context)));

    expect(fault.code).toBe('CHANNEL_MALFORMED');
  });
});
