import { createHash } from 'node:crypto';
import { multipartOf } from '../../../src/channel/junglebook/junglebook.form.js';
import { ChannelFault } from '../../../src/channel/fault.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { SettleKind, SupplierOrderSource, SupplierPaymentStatus } from '../../../src/model/supplier-order.js';
import type { RecordedRequest } from '../../support/replay.js';
import { CASH, EXAMPLE, REQUEST, documented, reply, sample, withAccount } from './adapter.support.js';

const [REQUEST_BODY = '', TAKEN = '', PARAMETER = '', DUPLICATE = '', SOLD_OUT = '', PAID = '', UNPAID = ''] =
  documented;
const NOT_TRIED = 'did not even try because order failed';
const NOTHING_DUE = {
  status: SupplierPaymentStatus.NOT_DUE,
  success: false,
  message: NOT_TRIED,
  amount: 0,
  cashBalance: 0,
};

/** The one form field of a request, and that nothing else is in it. */
function fieldOf({ headers, body }: RecordedRequest): string {
  const boundary = String(headers['content-type']).slice('multipart/form-data; boundary='.length);
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="data"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  expect([body.startsWith(head), body.endsWith(tail)]).toEqual([true, true]);
  return body.slice(head.length, body.length - tail.length);
}

describe('the form', () => {
  test('is the bytes of the test vector', () => {
    const data = '{"oaType":"api","oaOrderNo":"N20260301-0017","nameReceiver":"박도윤"}';
    const { contentType, body } = multipartOf(data, '----omsVector01');

    expect(contentType).toBe('multipart/form-data; boundary=----omsVector01');
    expect(body).toHaveLength(161);
    expect(createHash('sha256').update(body).digest('hex')).toBe(
      'cd18ec9723f76097c13cbf4d4e0b7b82150f7e85ecea989cc952ff08c1981319',
    );
  });

  test('carries what the document asks for, under its names and types', () =>
    withAccount([reply(TAKEN)], async ({ orders, context, replay, asked }) => {
      await orders.send(EXAMPLE, context);

      expect(asked()).toEqual(['POST /order']);
      expect(replay.requests[0]!.headers.authorization).toBe('DEMOKEY');
      expect(JSON.parse(fieldOf(replay.requests[0]!))).toEqual({
        ...(JSON.parse(REQUEST_BODY) as object),
        oaType: 'api',
      });
    }));

  test.each([
    ['order-request', REQUEST],
    ['order-request-cash', CASH],
    [
      'order-request-opo',
      {
        ...REQUEST,
        source: SupplierOrderSource.OWN_GOODS,
        externalOrderNumber: 'PO20260301-01',
        receiverName: '견본상점',
        zipCode: '18000',
        address: '경기도 견본시 물류로 1',
        addressDetail: 'A동 1층',
        memo: null,
        items: [{ goodsNumber: '20001', quantity: 300 }],
      },
    ],
  ])('is that of the sample %s', (name, request) =>
    withAccount([reply(sample('order-success-bank'))], async ({ orders, context, replay }) => {
      await orders.send(request, context);

      expect(fieldOf(replay.requests[0]!)).toBe(JSON.stringify(JSON.parse(sample(name))));
    }),
  );

  test('hyphenates telephone numbers', () =>
    withAccount([reply(TAKEN)], async ({ orders, context, replay }) => {
      await orders.send({ ...EXAMPLE, receiverTel: '0212345678', receiverMobile: '0503 1234 5678' }, context);

      expect(JSON.parse(fieldOf(replay.requests[0]!))).toMatchObject({
        phoneReceiver: '02-1234-5678',
        mobileReceiver: '0503-1234-5678',
      });
    }));
});

describe('an order', () => {
  const order = {
    orderNumber: '1525145229154',
    externalOrderNumber: '123456',
    receiverName: '정글북',
    zipCode: '12345',
    address: '경기도 화성시 팔탄면 버들로 1362번길 10-12 정글북',
    goodsSummary: '[테스트] 일반상품 외 2건',
    settleKind: SettleKind.BANK_TRANSFER,
    goodsPrice: 5100,
    deliveryFee: 2500,
    settlePrice: 7600,
    memo: '부재시 경비실에 맡겨주세요!',
    items: null,
    placedAt: null,
    raw: JSON.parse(TAKEN) as unknown,
  };

  test('goes to the test address when it is a test, and nothing is due', () =>
    withAccount([reply(TAKEN)], async ({ orders, context, asked }) => {
      expect(await orders.send({ ...EXAMPLE, test: true }, context)).toEqual({
        kind: 'PLACED',
        order,
        payment: {
          status: SupplierPaymentStatus.NOT_DUE,
          success: false,
          message: 'order test :)',
          amount: 7600,
          cashBalance: 0,
        },
      });
      expect(asked()).toEqual(['POST /order/test']);
    }));

  test('by bank transfer is taken, and nothing is due now', () =>
    withAccount([reply(sample('order-success-bank'))], async ({ orders, context }) => {
      expect(await orders.send(REQUEST, context)).toEqual({
        kind: 'PLACED',
        order: {
          orderNumber: '1772327724154',
          externalOrderNumber: 'N20260301-0017',
          receiverName: '박도윤',
          zipCode: '06100',
          address: '서울특별시 강남구 견본대로 77 5층 502호',
          goodsSummary: '견본 사료 2kg 외 1건',
          settleKind: SettleKind.BANK_TRANSFER,
          goodsPrice: 18800,
          deliveryFee: 3000,
          settlePrice: 21800,
          memo: '부재 시 문 앞에 놓아 주세요',
          items: null,
          placedAt: null,
          raw: JSON.parse(sample('order-success-bank')) as unknown,
        },
        payment: {
          status: SupplierPaymentStatus.NOT_DUE,
          success: false,
          message: null,
          amount: 21800,
          cashBalance: 0,
        },
      });
    }));

  test('by cash is taken and paid; settleKind of the answer says otherwise in the document', () =>
    withAccount([reply(PAID)], async ({ orders, context }) => {
      expect(await orders.send({ ...EXAMPLE, settleKind: SettleKind.CASH }, context)).toEqual({
        kind: 'PLACED',
        order: { ...order, settleKind: SettleKind.CASH, raw: JSON.parse(PAID) as unknown },
        payment: {
          status: SupplierPaymentStatus.PAID,
          success: true,
          message: 'success',
          amount: 7600,
          cashBalance: 10564,
        },
      });
    }));

  test('by cash is taken though the payment failed', () =>
    withAccount([reply(UNPAID)], async ({ orders, context }) => {
      expect(await orders.send({ ...EXAMPLE, settleKind: SettleKind.CASH }, context)).toEqual({
        kind: 'PLACED',
        order: {
          ...order,
          orderNumber: '1525154725763',
          goodsSummary: '[테스트] 일반상품4 외 2건',
          settleKind: SettleKind.CASH,
          goodsPrice: 10004250,
          settlePrice: 10006750,
          raw: JSON.parse(UNPAID) as unknown,
        },
        payment: {
          status: SupplierPaymentStatus.FAILED,
          success: false,
          message: 'not enough cash',
          amount: 10006750,
          cashBalance: 0,
        },
      });
    }));

  test('is not lost for a price that cannot be read', () =>
    withAccount([reply(TAKEN.replace('"2500"', '"2500.5"'))], async ({ orders, context }) => {
      expect(await orders.send(EXAMPLE, context)).toMatchObject({
        kind: 'PLACED',
        order: { orderNumber: '1525145229154', deliveryFee: null, settlePrice: 7600 },
      });
    }));
});

describe('a refusal', () => {
  test('of a parameter names it', () =>
    withAccount([reply(PARAMETER)], async ({ orders, context }) => {
      expect(await orders.send(EXAMPLE, context)).toEqual({
        kind: 'REFUSED',
        refusal: {
          code: ErrorCode.BAD_INPUT,
          retryable: false,
          channelCode: '001',
          channelMessage: 'parameter required',
        },
        message: 'The supplier misses a parameter; give it.',
        payment: NOTHING_DUE,
        parameter: 'nameReceiver',
        goods: null,
        duplicateOf: null,
      });
    }));

  test('of a duplicate names the order that exists', () =>
    withAccount([reply(DUPLICATE)], async ({ orders, context }) => {
      expect(await orders.send(EXAMPLE, context)).toEqual({
        kind: 'REFUSED',
        refusal: { code: ErrorCode.DUPLICATE, retryable: false, channelCode: '105', channelMessage: 'duplicate order' },
        message: 'Another order was placed under this externalOrderNumber before; duplicateOf is its number.',
        payment: NOTHING_DUE,
        parameter: 'oaOrderNo',
        goods: null,
        duplicateOf: { orderNumber: '1525150381173', receiverName: '정글북' },
      });
    }));

  test('of goods tells them; success "0" is no success', () =>
    withAccount([reply(SOLD_OUT)], async ({ orders, context }) => {
      expect(await orders.send(EXAMPLE, context)).toEqual({
        kind: 'REFUSED',
        refusal: { code: ErrorCode.OUT_OF_STOCK, retryable: true, channelCode: '206', channelMessage: 'runout' },
        message: expect.stringContaining('sold out'),
        payment: NOTHING_DUE,
        parameter: null,
        goods: {
          goodsNumber: '7373',
          name: '[테스트] 일반상품',
          price: 850,
          stock: 23,
          soldOut: true,
          restockDate: null,
          raw: (JSON.parse(SOLD_OUT) as { orderResult: { goodsData: unknown } }).orderResult.goodsData,
        },
        duplicateOf: null,
      });
    }));

  test('of too few in stock tells how many there are', () =>
    withAccount([reply(sample('order-error-207')), reply(sample('order-error-206'))], async ({ orders, context }) => {
      expect(await orders.send(REQUEST, context)).toMatchObject({
        refusal: { code: ErrorCode.OUT_OF_STOCK, retryable: false, channelCode: '207' },
        goods: { goodsNumber: '7401', price: 7900, stock: 1, soldOut: false, restockDate: null },
      });
      expect(await orders.send(REQUEST, context)).toMatchObject({
        goods: { stock: 0, soldOut: true, restockDate: '2026-03-20' },
      });
    }));

  test.each([
    ['001', ErrorCode.BAD_INPUT, false],
    ['002', ErrorCode.BAD_INPUT, false],
    ['101', ErrorCode.BAD_INPUT, false],
    ['102', ErrorCode.BAD_INPUT, false],
    ['103', ErrorCode.CHANNEL_REJECTED, false],
    ['104', ErrorCode.NOT_FOUND, false],
    ['105', ErrorCode.DUPLICATE, false],
    ['201', ErrorCode.NOT_FOUND, false],
    ['202', ErrorCode.BAD_INPUT, false],
    ['203', ErrorCode.BAD_INPUT, false],
    ['204', ErrorCode.BAD_INPUT, false],
    ['205', ErrorCode.BAD_INPUT, false],
    ['206', ErrorCode.OUT_OF_STOCK, true],
    ['207', ErrorCode.OUT_OF_STOCK, false],
    ['208', ErrorCode.CHANNEL_REJECTED, false],
    ['999', ErrorCode.CHANNEL_REJECTED, false],
    ['constructor', ErrorCode.CHANNEL_REJECTED, false],
  ])('%s, with success as number or text, is %s', (errCode, code, retryable) => {
    const answer = (success: unknown) => ({
      payResult: { successs: 0 },
      orderResult: { success, errCode, errMsg: 'words' },
    });
    return withAccount([reply(answer(0)), reply(answer('0'), 400)], async ({ orders, context }) => {
      const refused = {
        kind: 'REFUSED',
        refusal: { code, retryable, channelCode: errCode, channelMessage: 'words' },
        message: expect.any(String),
      };
      expect(await orders.send(EXAMPLE, context)).toMatchObject(refused);
      expect(await orders.send(EXAMPLE, context)).toMatchObject(refused);
    });
  });
});

describe('an answer that is none, sent once,', () => {
  test.each([
    ['may have acted', '<html>점검중</html>', 200, ErrorCode.CHANNEL_MALFORMED, true],
    ['may have acted', TAKEN.slice(0, 200), 200, ErrorCode.CHANNEL_MALFORMED, true],
    ['may have acted', '[]', 200, ErrorCode.CHANNEL_MALFORMED, true],
    [
      'may have acted',
      '{"orderResult":{"success":"1"},"payResult":{"successs":0}}',
      200,
      ErrorCode.CHANNEL_MALFORMED,
      true,
    ],
    [
      'may have acted',
      '{"orderResult":{"success":0},"payResult":{"successs":0}}',
      200,
      ErrorCode.CHANNEL_MALFORMED,
      true,
    ],
    ['may have acted', '{"orderResult":{"success":"1","ordNo":"1"}}', 200, ErrorCode.CHANNEL_MALFORMED, true],
    ['may have acted', '{"message":"no"}', 200, ErrorCode.CHANNEL_UNAUTHORIZED, true],
    ['may have acted', TAKEN, 500, ErrorCode.CHANNEL_UNAVAILABLE, true],
    ['may have acted', '<html>', 504, ErrorCode.CHANNEL_TIMEOUT, true],
    ['did not act', '{"message":"no"}', 401, ErrorCode.CHANNEL_UNAUTHORIZED, false],
    ['did not act', '', 403, ErrorCode.CHANNEL_UNAUTHORIZED, false],
    ['did not act', '', 429, ErrorCode.CHANNEL_RATE_LIMITED, false],
    ['did not act', '<html>', 404, ErrorCode.CHANNEL_REJECTED, false],
    ['did not act', '{"message":"no"}', 405, ErrorCode.CHANNEL_REJECTED, false],
  ])('%s: %s (%d)', (_, body, status, code, mayHaveActed) =>
    withAccount([reply(body, status)], async ({ orders, context, asked }) => {
      const sent = orders.send({ ...EXAMPLE, settleKind: SettleKind.CASH }, context);

      await expect(sent).rejects.toBeInstanceOf(ChannelFault);
      await expect(sent).rejects.toMatchObject({ code, mayHaveActed });
      expect(asked()).toEqual(['POST /order']);
    }),
  );
});

describe('an order read back', () => {
  const row = JSON.parse(sample('order-get')) as Record<string, unknown>;
  const held = {
    order: {
      orderNumber: '1772327724154',
      externalOrderNumber: 'N20260301-0017',
      receiverName: '박도윤',
      zipCode: '06100',
      address: '서울특별시 강남구 견본대로 77 5층 502호',
      goodsSummary: null,
      settleKind: SettleKind.BANK_TRANSFER,
      goodsPrice: 18800,
      deliveryFee: 3000,
      settlePrice: 21800,
      memo: '부재 시 문 앞에 놓아 주세요',
      items: [
        { goodsNumber: '7401', quantity: 2 },
        { goodsNumber: '10512', quantity: 1 },
      ],
      placedAt: Date.parse('2026-03-01T10:15:24+09:00'),
      raw: row,
    },
    payment: {
      status: SupplierPaymentStatus.NOT_DUE,
      success: false,
      message: null,
      amount: 21800,
      cashBalance: null,
    },
  };

  test('is asked for by our number, and by a type that every edition of the document knows', () =>
    withAccount(
      [reply(sample('order-get')), reply({ ...row, oaType: 'mall' })],
      async ({ orders, context, asked, replay }) => {
        expect(await orders.find(REQUEST, context)).toEqual(held);
        const inMall = { ...REQUEST, source: SupplierOrderSource.MALL };
        expect((await orders.find(inMall, context))?.order.orderNumber).toBe('1772327724154');

        expect(asked()).toEqual(['GET /order/N20260301-0017', 'GET /order/N20260301-0017/mall']);
        expect(replay.requests[0]!.headers.authorization).toBe('DEMOKEY');
      },
    ));

  test.each([
    ['in a wrapper', { data: row }],
    ['in a list', { data: [row] }],
    ['in numbers as text', { ...row, orderNo: '1772327724154', settlePrice: '21800', deliveryCharge: '3000' }],
    ['with the type that means Junglebook itself', { ...row, oaType: 'pettob' }],
  ])('is read %s', (_, body) =>
    withAccount([reply(body)], async ({ orders, context }) => {
      expect(await orders.find(REQUEST, context)).toMatchObject({
        order: { ...held.order, raw: expect.anything() },
        payment: held.payment,
      });
    }),
  );

  test.each([
    ['paid', {}, SupplierPaymentStatus.PAID],
    ['paid, as its state tells', { paymentDt: '0000-00-00 00:00:00', orderStatus: '1' }, SupplierPaymentStatus.PAID],
    ['not paid', { paymentDt: null, orderStatus: 0 }, SupplierPaymentStatus.FAILED],
  ])('and placed by cash is %s', (_, changes, status) =>
    withAccount([reply({ ...row, ...changes })], async ({ orders, context }) => {
      const found = await orders.find({ ...REQUEST, settleKind: SettleKind.CASH }, context);

      expect(found?.payment).toMatchObject({ status, success: status === SupplierPaymentStatus.PAID });
    }),
  );

  test.each([
    ['an empty object', '{}', 200],
    ['null', 'null', 200],
    ['an empty list', '[]', 200],
    ['404', '<html>', 404],
    ['an error', '{"errCode":"104","errMsg":"no order"}', 200],
    ['an order under another number', JSON.stringify({ ...row, oaOrderNo: 'N20260301-0018' }), 200],
    ["another channel's order", JSON.stringify({ ...row, oaType: 'talkstore' }), 200],
  ])('is none: %s', (_, body, status) =>
    withAccount([reply(body, status)], async ({ orders, context }) => {
      expect(await orders.find(REQUEST, context)).toBeNull();
    }),
  );

  test.each([
    ['<html>', 200, ErrorCode.CHANNEL_MALFORMED],
    ['"?"', 200, ErrorCode.CHANNEL_MALFORMED],
    ['{}', 401, ErrorCode.CHANNEL_UNAUTHORIZED],
    ['{}', 400, ErrorCode.CHANNEL_REJECTED],
  ])('is not known: %s (%d)', (body, status, code) =>
    withAccount([reply(body, status)], async ({ orders, context }) => {
      await expect(orders.find(REQUEST, context)).rejects.toMatchObject({ code });
    }),
  );
});

describe('the account', () => {
  test('is tried by its balance', () =>
    withAccount([reply(sample('member-cash'))], async ({ channel, context, asked }) => {
      await channel.check(context);

      expect(asked()).toEqual(['GET /member/cash']);
    }));

  test.each([
    ['{"message":"no"}', 200, ErrorCode.CHANNEL_UNAUTHORIZED],
    ['{"message":"no"}', 401, ErrorCode.CHANNEL_UNAUTHORIZED],
    ['<html>', 200, ErrorCode.CHANNEL_MALFORMED],
  ])('is refused: %s (%d)', (body, status, code) =>
    withAccount([reply(body, status)], async ({ channel, context }) => {
      await expect(channel.check(context)).rejects.toMatchObject({ code });
    }),
  );

  test('knows the couriers of the document', () =>
    withAccount([], async ({ channel, context }) => {
      const couriers = await channel.couriers(context);

      expect(couriers.map(({ courier, code }) => `${courier} ${code}`)).toEqual([
        'CJ_LOGISTICS 15',
        'LOTTE 13',
        'HANJIN 12',
        'LOGEN 5',
        'KYUNGDONG 39',
        'CHUNIL 19',
        'OTHER 1',
        'OTHER 21',
      ]);
      expect(channel.courierNames).toEqual(couriers);
    }));
});
