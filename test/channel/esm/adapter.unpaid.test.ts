import { tokenOf } from '../../../src/channel/esm/esm.token.js';
import { OrderStatus } from '../../../src/model/order.js';
import {
  UNPAID,
  at,
  credentials,
  onAuction,
  page,
  read,
  reply,
  seed,
  storedOrder,
  withAccount,
} from './adapter.support.js';

/** A body of the user's own document, as it stands under its heading: from its first brace to the one that closes it. */
const seedBody = (heading: string): string => {
  const start = seed.indexOf(`\n${heading}\n{`) + heading.length + 2;
  let depth = 0;
  for (let end = start; end < seed.length; end += 1) {
    depth += { '{': 1, '}': -1 }[seed[end]!] ?? 0;
    if (depth === 0) return seed.slice(start, end + 1);
  }
  throw new Error(`no body under ${heading}`);
};

/** The rows of the document's error table: code, message, cause. */
const seedErrors = [...seed.matchAll(/^(\d{4}) \| (.+?) \| (.+?) \|$/gm)].map(([, code, message]) => ({
  code: code!,
  message: message!,
}));

const gmarketRow = {
  key: '2945838617',
  orderNumber: '2945838617',
  lineNumber: null,
  bundleNumber: '4453961444-766939624',
  checkoutNumber: '4453961444',
  status: OrderStatus.PAYMENT_PENDING,
  channelStatus: '0',
  orderedDate: at('2019-04-10T07:32:31.143'),
  paidDate: null,
  depositDueDate: at('2019-04-17T07:32:31.143'),
  expectedPaymentAmount: 51690,
  buyerId: 'tes***',
  senderName: '테스터',
  senderTel: '010-1234-5678',
  senderTel2: null,
  receiverName: '테스터',
  receiverTel: '010-1234-5670',
  receiverTel2: '010-1234-5670',
  zipCode: '25929',
  receiverAddress: '강원도 삼척시 남양길 63-24 111호',
  shippingMemo: '부재시 문 앞에 놓아주세요 감사합니다',
  productNumber: '1574185776',
  productName: '[전구성 무료체험] 리빙박스 6종 + 정리함 2종',
  productOptionNumber: '20105838001',
  productOptionName: '단일상품;단일상품',
  options: [{ name: '단일상품;단일상품', quantity: 1, code: '20105838001' }],
  additions: [],
  sellerProductCode: '20105838',
  productQuantity: 1,
  canceledQuantity: 0,
  currency: 'KRW',
  productPrice: 58800,
  productPriceAmount: 58800,
  optionPriceAmount: 0,
  additionPriceAmount: 0,
  shippingFee: 0,
  sellerDiscountPriceAmount: 0,
  mallDiscountPriceAmount: 7110,
  native: {},
};

const auctionRow = {
  ...gmarketRow,
  key: '1589713677',
  orderNumber: '1589713677',
  bundleNumber: '1192866095-915391003',
  checkoutNumber: '1192866095',
  orderedDate: at('2019-04-10T14:36:00'),
  depositDueDate: at('2019-04-17T23:59:59'),
  expectedPaymentAmount: 1000,
  buyerId: 'abc********',
  senderTel2: '031-123-4567',
  receiverTel: '010-1234-5678',
  receiverTel2: '010-1234-5678',
  zipCode: '04728',
  receiverAddress: '서울특별시 성동구 금호동2가 1215 1001호',
  shippingMemo: null,
  productNumber: 'B653458847',
  productOptionNumber: null,
  productOptionName: null,
  options: [],
  sellerProductCode: null,
  productPrice: 1000,
  productPriceAmount: 1000,
  // Null is not nothing: Auction tells of no option price, Gmarket of one of 0.
  optionPriceAmount: null,
  additionPriceAmount: null,
  mallDiscountPriceAmount: 0,
};

/** What PreRequestOrders does not carry clears nothing. */
const NOT_CARRIED = [
  'confirmedDate',
  'dispatchedDate',
  'deliveredDate',
  'purchaseConfirmedDate',
  'dispatchDueDate',
  'isShippingFeePaid',
  'isOverseas',
  'remoteShippingFee',
  'salesCommissionFee',
  'courierName',
  'courierCode',
  'trackingNumber',
  'invoiceRegisteredDate',
  'claimStatus',
] as const;

describe('unpaid orders (seed 001)', () => {
  test.each([
    ['지마켓', gmarketRow, {}],
    ['옥션', auctionRow, onAuction],
  ] as const)("reads the document's sample of %s field by field", async (heading, expected, settings) => {
    const body = seedBody(heading);
    await withAccount(
      [reply(body)],
      async (account) => {
        const { orders, cancellations } = await read(account, 'orders.unpaid', '2019-04-10', '2019-04-11');
        const { Data } = JSON.parse(body) as { Data: { RequestOrders: unknown[] } };
        expect(orders).toEqual([{ ...expected, raw: Data.RequestOrders[0] }]);
        expect(cancellations).toEqual([]);
        for (const field of NOT_CARRIED) expect(orders[0]![field]).toBeUndefined();
      },
      settings,
    );
  });

  test('asks as the document describes, with a fresh token', async () => {
    await withAccount([page([])], async (account) => {
      await read(account, 'orders.unpaid', '2026-03-01T00:00', '2026-03-03T12:01');
      const [request] = account.replay.requests;
      expect(`${request!.method} ${request!.target}`).toBe(`POST ${UNPAID}`);
      expect(request!.body).toBe(
        '{"siteType":2,"requestDateFrom":"2026-03-01 00:00","requestDateTo":"2026-03-03 12:01","pageIndex":1,"pageSize":1000}',
      );
      const issuedAt = account.clock.now();
      const token = tokenOf({ ...credentials, issuer: 'www.esmplus.com', sellers: 'G:demo_gmarket', issuedAt });
      expect(request!.headers).toMatchObject({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
    });
    await withAccount(
      [page([])],
      async (account) => {
        await read(account, 'orders.unpaid', '2026-03-01', '2026-03-02');
        expect(account.bodies()[0]).toMatchObject({ siteType: 1 });
        const [, payload] = String(account.replay.requests[0]!.headers.authorization).split('.');
        const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as unknown;
        expect(claims).toMatchObject({ ssi: 'A:demo_gmarket', aud: 'sa.esmplus.com', sub: 'sell' });
      },
      onAuction,
    );
  });

  test('allows 31 days a question on both sites, whatever the refusal of Auction says', async () => {
    for (const settings of [{}, onAuction]) {
      await withAccount(
        [],
        ({ channel }) => {
          const [unpaid] = channel.orders!.listings;
          expect(unpaid).toMatchObject({
            id: 'orders.unpaid',
            nativeDate: 'ORDERED',
            statuses: [OrderStatus.PAYMENT_PENDING],
            window: { longest: 31 * 24 * 3_600_000, resolution: 60_000 },
          });
          return Promise.resolve();
        },
        settings,
      );
    }
  });

  test("refuses with the document's sample of failure", async () => {
    const body = seedBody('Sample Code_Fail');
    await withAccount([reply(body)], async (account) => {
      await expect(read(account, 'orders.unpaid', '2026-03-01', '2026-03-02')).rejects.toMatchObject({
        code: 'CHANNEL_REJECTED',
        retryable: false,
        channelCode: '3000',
        channelMessage: '조회 시작일이 종료일보다 과거여야 합니다.',
        message: 'ESM refuses the question: it begins after its end',
      });
      expect(account.replay.requests).toHaveLength(1);
    });
  });

  test("tells the four meanings of the document's 3000 apart, in the shape of its JSON_Fail", async () => {
    const body = (code: string, message: string): string =>
      seedBody('JSON_Fail').replace(': int', `: ${code}`).replace('"string"', JSON.stringify(message));
    expect(seedErrors).toHaveLength(4);
    const meanings: string[] = [];
    for (const { code, message } of seedErrors) {
      await withAccount([reply(body(code, message))], async (account) => {
        const fault = await read(account, 'orders.unpaid', '2026-03-01', '2026-03-02').catch((error: unknown) => error);
        expect(fault).toMatchObject({ code: 'CHANNEL_REJECTED', channelCode: '3000', channelMessage: message });
        meanings.push((fault as Error).message);
      });
    }
    expect(meanings).toEqual([
      'ESM refuses the question: it begins after its end',
      'ESM refuses the question: the order number is none of this site, or the account is of the other',
      'ESM refuses the question: it does not know one of its conditions',
      'ESM refuses the question: its span is too long',
    ]);
  });

  test('keeps an unpaid order without phones, group or payment date', async () => {
    const { Data } = JSON.parse(seedBody('지마켓')) as { Data: { RequestOrders: Record<string, unknown>[] } };
    const row = {
      ...Data.RequestOrders[0],
      GroupNo: 0,
      BuyerMobileTel: null,
      BuyerTel: null,
      HpNo: null,
      TelNo: null,
      PayDate: '2019-04-10T07:32:31.143',
    };
    await withAccount([page([row])], async (account) => {
      const { orders } = await read(account, 'orders.unpaid', '2019-04-10', '2019-04-11');
      expect(orders).toEqual([
        {
          ...gmarketRow,
          bundleNumber: null,
          senderTel: null,
          receiverTel: null,
          receiverTel2: null,
          paidDate: null,
          raw: row,
        },
      ]);
    });
  });
});

describe('options.branchCodes', () => {
  test('asks once without a branch and once for each', async () => {
    const branchRow = (orderNo: number, branch: number) => ({
      ...(JSON.parse(seedBody('지마켓')) as { Data: { RequestOrders: object[] } }).Data.RequestOrders[0],
      OrderNo: orderNo,
      BranchCode: branch,
    });
    await withAccount(
      [page([]), page([branchRow(11, 101)]), page([branchRow(22, 205)]), page([])],
      async (account) => {
        const { orders } = await read(account, 'orders.unpaid@101.205', '2019-04-10', '2019-04-11');
        expect(orders.map(({ key, native }) => [key, native])).toEqual([
          ['11', { branchCode: '101' }],
          ['22', { branchCode: '205' }],
        ]);
        expect(account.bodies().map(({ branchCode }) => branchCode)).toEqual([undefined, 101, 205]);
        await account.channel
          .orders!.lookup.read([storedOrder('11', { native: { branchCode: '101' } })], 'STATE', {
            meter: { calls: 0 },
          })
          .catch(() => undefined);
        expect(account.bodies()[3]).toMatchObject({ orderNo: 11, branchCode: 101 });
      },
      { options: { branchCodes: [205, 101, 205] } },
    );
  });

  test.each([['101'], [101], [['101']], [[1.5]], [[0]], [[-1]], [[null]], [{ a: 1 }], [[2 ** 60]]])(
    'refuses %j',
    async (branchCodes) => {
      const connecting = withAccount([], () => Promise.resolve(), { options: { branchCodes } });
      await expect(connecting).rejects.toThrow(RangeError);
      await expect(connecting).rejects.toThrow(/^options\.branchCodes must be /);
    },
  );

  test('are the only options', async () => {
    const connecting = withAccount([], () => Promise.resolve(), { options: { branchCode: [101] } });

    await expect(connecting).rejects.toThrow('options.branchCode is not known; there are branchCodes');
  });

  test('may be left out or empty', async () => {
    for (const options of [{}, { branchCodes: [] }, { branchCodes: null }]) {
      await withAccount(
        [],
        ({ channel }) => {
          expect(channel.orders!.listings[0]!.id).toBe('orders.unpaid');
          return Promise.resolve();
        },
        { options },
      );
    }
  });
});
