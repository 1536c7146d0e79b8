import type { InvoiceItem, WriteOutcome } from '../../../src/channel/channel.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import type { Shop } from './adapter-account.js';
import { claim, connect, faultOf, KEY, kst, listOf, orderLine, resultOf, sample } from './adapter-account.js';

const ORDERS = '/rest/ordservices';
const CLAIMS = '/rest/claimservice';
const REQUESTED = { claimStatus: ClaimStatus.CANCEL_REQUESTED, channelStatus: '701' };

let shop: Shop;
afterEach(() => shop.close());

const confirm = (order = orderLine()): Promise<readonly WriteOutcome[]> =>
  shop.channel.confirmOrder!.send([{ orders: [order] }], shop.context);
const approve = (): Promise<readonly WriteOutcome[]> =>
  shop.channel.approveCancel!.send([{ cancellations: [claim()], orders: [] }], shop.context);
const register = (changes: Partial<InvoiceItem> = {}): Promise<readonly WriteOutcome[]> =>
  shop.channel.registerInvoice!.send(
    [
      {
        orders: [orderLine()],
        courierCode: '00034',
        trackingNumber: '640000000099',
        dispatchedAt: kst('2026-03-04 16:20:59'),
        split: false,
        force: false,
        ...changes,
      },
    ],
    shop.context,
  );
const refused = (code: string, channelCode: string | null, channelMessage: unknown, retryable = false): unknown => ({
  kind: 'REFUSED',
  refusal: { code, retryable, channelCode, channelMessage },
});
/** Answers every write alike. */
const answering = async (body: Buffer, status = 200): Promise<void> => {
  shop = await connect(() => ({ body, status }));
};

describe('confirming', () => {
  it('is one GET per line, with the text null for no add-on', async () => {
    shop = await connect({
      [`${ORDERS}/reqpackaging/20260303051120457/1/N/null/2681120033`]: sample('ordservices-reqpackaging-ok'),
    });
    expect(await confirm()).toEqual([{ kind: 'DONE' }]);
    expect(shop.replay.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        body: '',
        headers: expect.objectContaining({ openapikey: KEY }) as unknown,
      }),
    ]);
    expect(shop.channel.confirmOrder).toMatchObject({ maxBatch: 1 });
    expect(shop.channel.confirmOrder!.unitOf(orderLine())).toBe('20260303051120457/1');
  });

  it('names the main product of an add-on', async () => {
    shop = await connect({
      [`${ORDERS}/reqpackaging/20260303051120457/1/Y/8801234501/2681120033`]: sample('ordservices-reqpackaging-ok'),
    });
    const order = orderLine({ native: { addPrdYn: 'Y', addPrdNo: '8801234501' } });
    expect(await confirm(order)).toEqual([{ kind: 'DONE' }]);
  });

  it.each([
    [
      'ordservices-reqpackaging-already',
      'ALREADY_DONE',
      '-3206',
      '이미 발주 처리 되었거나 , 발주 처리할 건이 없습니다.',
    ],
    ['ordservices-reqpackaging-canceled', 'WRONG_STATE', '-3211', '주문취소된 주문건입니다.'],
    ['ordservices-reqpackaging-canceling', 'CANCEL_PENDING', '-3214', '취소처리중인 주문건입니다.'],
  ])('takes %s for %s', async (name, code, channelCode, message) => {
    await answering(sample(name));
    expect(await confirm()).toEqual([refused(code, channelCode, message)]);
    expect(shop.targets()).toHaveLength(1);
  });

  it.each([
    ['-3207', 'CHANNEL_REJECTED', true],
    ['-3210', 'BAD_INPUT', false],
    ['-1', 'CHANNEL_REJECTED', false],
    ['-9999', 'CHANNEL_REJECTED', false],
  ])('takes code %s for %s', async (channelCode, code, retryable) => {
    await answering(resultOf(channelCode, '오류'));
    expect(await confirm()).toEqual([refused(code, channelCode, '오류', retryable)]);
  });

  it('is not sent without a delivery number', async () => {
    shop = await connect({});
    expect(await confirm(orderLine({ bundleNumber: null }))).toEqual([
      refused('BAD_INPUT', null, expect.stringContaining('dlvNo')),
    ]);
    expect(shop.targets()).toEqual([]);
  });
});

describe('a write without a usable answer', () => {
  it.each([
    ['a raw HTTP 500', 500, Buffer.from('Internal Server Error'), 'CHANNEL_UNAVAILABLE', true],
    ['an HTML page', 200, Buffer.from('<html><body>차단</body></html>'), 'CHANNEL_MALFORMED', true],
    ['half a result', 200, sample('ordservices-reqdelivery-ok').subarray(0, 120), 'CHANNEL_MALFORMED', true],
    ['a result without a code', 200, Buffer.from('<ResultOrder/>'), 'CHANNEL_MALFORMED', true],
    ['a refused address', 500, sample('http500-ip-not-registered'), 'CHANNEL_UNAUTHORIZED', false],
    ['an unknown path', 500, sample('http500-unknown-api'), 'CHANNEL_REJECTED', false],
    [
      'a key of nobody',
      200,
      resultOf('-1', 'ERROR : OpenAPI Key 에 해당하는 유저가 없습니다.'),
      'CHANNEL_UNAUTHORIZED',
      false,
    ],
    ['maintenance', 200, resultOf('-1000', '서버 점검중입니다.'), 'CHANNEL_UNAVAILABLE', false],
  ])('is a fault, sent once: %s', async (_, status, body, code, mayHaveActed) => {
    await answering(body, status);
    expect(await faultOf(register())).toMatchObject({ code, mayHaveActed });
    expect(shop.targets()).toHaveLength(1);
  });
});

describe('registering an invoice', () => {
  const WHOLE = `${ORDERS}/reqdelivery/202603041620/01/00034/640000000099/2681120033`;
  const ok = sample('ordservices-reqdelivery-ok');

  it('sends a whole delivery once', async () => {
    shop = await connect({ [WHOLE]: ok });
    const orders = [orderLine(), orderLine({ key: '20260303051120457/2', lineNumber: '2' })];
    expect(await register({ orders })).toEqual([{ kind: 'DONE' }]);
    expect(shop.targets()).toEqual([WHOLE]);
    expect(shop.channel.registerInvoice).toMatchObject({ maxBatch: 1, canSplit: true, onOpenCancel: 'REJECTS_CANCEL' });
    expect(shop.channel.registerInvoice!.unitOf(orderLine())).toBe('2681120033');
  });

  it('sends one line apart in the part form', async () => {
    const order = orderLine({ orderNumber: '20260302048811203', lineNumber: '2', bundleNumber: '2681004571' });
    const target = `${ORDERS}/reqdelivery/202603031620/01/00034/640000000012/2681004571/Y/20260302048811203/2`;
    shop = await connect({ [target]: ok });
    const item = {
      orders: [order],
      trackingNumber: '640000000012',
      dispatchedAt: kst('2026-03-03 16:20'),
      split: true,
    };
    expect(await register(item)).toEqual([{ kind: 'DONE' }]);
  });

  it('sends what goes by hand without courier and number', async () => {
    shop = await connect({ [`${ORDERS}/reqdelivery/202603041620/03/null/null/2681120033`]: ok });
    expect(await register({ courierCode: '03' })).toEqual([{ kind: 'DONE' }]);
  });

  it.each([
    ['ordservices-reqdelivery-already', 'ALREADY_DONE', '-3308', /^해당 배송번호는 이미 발송처리/],
    ['ordservices-reqdelivery-delivered', 'ALREADY_DONE', '-3309', /^해당 배송번호는 이미 배송완료/],
    ['ordservices-reqdelivery-bad-courier', 'BAD_INPUT', '-3307', /^택배사 코드가 유효하지 않습니다/],
    ['ordservices-reqdelivery-invoice-used', 'DUPLICATE', '-3320', /^이미 사용된 송장번호 입니다/],
    ['ordservices-reqdelivery-status-changed', 'CANCEL_PENDING', '-3313', /변경된 상태 : \(취소처리중\)$/],
  ])('takes %s for %s', async (name, code, channelCode, message) => {
    await answering(sample(name));
    expect(await register()).toEqual([refused(code, channelCode, expect.stringMatching(message))]);
    expect(shop.targets()).toHaveLength(1);
  });

  it.each([
    ['-3301', '보낸일자가 유효하지 않습니다.', 'BAD_INPUT', false],
    ['-3306', '송장번호가 유효하지 않습니다.', 'BAD_INPUT', false],
    ['-3310', '해당 배송번호의 주문상태를 확인해 주세요', 'WRONG_STATE', false],
    ['-3311', '발송처리중 에러가 발생했습니다.', 'CHANNEL_REJECTED', true],
    ['-3313', '변경된 상태 : (배송중)', 'ALREADY_DONE', false],
    ['-3313', '변경된 상태 : (주문취소)', 'WRONG_STATE', false],
    ['-3321', '부분발송처리가 불가능합니다.', 'BAD_INPUT', false],
  ])('takes code %s (%s) for %s', async (channelCode, text, code, retryable) => {
    await answering(resultOf(channelCode, text));
    expect(await register()).toEqual([refused(code, channelCode, text, retryable)]);
  });

  describe('with force, on a line whose buyer asked to cancel', () => {
    const OPEN = `${CLAIMS}/cancelorders/202603040900/202603050000`;
    const REJECT = `${CLAIMS}/cancelreqreject/20260303051120457/1/120345671/01/20260304/00034/640000000099`;
    const STATES = `${CLAIMS}/orderlistalladdr/20260303051120457`;
    const rejected = sample('claimservice-cancelreqreject-ok');
    const open = sample('claimservice-cancelorders');
    const force = { force: true, orders: [orderLine(REQUESTED)] };
    const second = orderLine({ key: '20260303051120457/2', lineNumber: '2' });
    const stateOf = (...codes: string[]): Buffer =>
      listOf(
        codes.map((ordPrdStat, index) => ({
          ordNo: '20260303051120457',
          ordPrdSeq: String(index + 1),
          ordPrdStat,
          ordQty: '1',
        })),
      );

    it('rejects the request, which dispatches it', async () => {
      shop = await connect({ [OPEN]: open, [REJECT]: rejected });
      expect(await register(force)).toEqual([{ kind: 'DONE' }]);
      expect(shop.targets()).toEqual([OPEN, REJECT]);
    });

    it('reports why a rejection is refused', async () => {
      shop = await connect({ [OPEN]: open, [REJECT]: sample('claimservice-cancelreqreject-short-invoice') });
      expect(await register(force)).toEqual([refused('BAD_INPUT', '-23005', expect.stringContaining('10자리 이하'))]);
      expect(shop.targets()).toEqual([OPEN, REJECT]);
    });

    it.each([
      ['-23007', 'WRONG_STATE', false],
      ['-23008', 'CHANNEL_REJECTED', true],
      ['-23009', 'BAD_INPUT', false],
    ])('takes code %s for %s', async (channelCode, code, retryable) => {
      shop = await connect({ [OPEN]: open, [REJECT]: resultOf(channelCode, '오류') });
      expect(await register(force)).toEqual([refused(code, channelCode, '오류', retryable)]);
    });

    it('dispatches as usual when the request is no longer open', async () => {
      shop = await connect({ [OPEN]: sample('claimservice-cancelorders-empty'), [WHOLE]: ok });
      expect(await register(force)).toEqual([{ kind: 'DONE' }]);
      expect(shop.targets()).toEqual([OPEN, WHOLE]);
    });

    it('leaves it to 11st to refuse a delivery of which a line is not confirmed', async () => {
      const orders = [orderLine(REQUESTED), { ...second, status: OrderStatus.PAID }];
      shop = await connect({ [WHOLE]: sample('ordservices-reqdelivery-status-changed') });
      const [outcome] = await register({ ...force, orders });
      expect(outcome).toMatchObject({ kind: 'REFUSED' });
      expect(shop.targets()).toEqual([WHOLE]);
    });

    it('sends nothing when the requests cannot be read', async () => {
      shop = await connect({ [OPEN]: sample('claimservice-error-window') });
      expect(await faultOf(register(force))).toMatchObject({ code: 'CHANNEL_REJECTED', mayHaveActed: false });
      await shop.close();
      shop = await connect({ [OPEN]: Buffer.from('<html/>') });
      expect(await faultOf(register(force))).toMatchObject({ code: 'CHANNEL_MALFORMED', mayHaveActed: false });
    });

    it('takes the rest of the delivery along only where it still waits', async () => {
      const orders = [orderLine(REQUESTED), second];
      shop = await connect({ [OPEN]: open, [REJECT]: rejected, [STATES]: stateOf('401', '401') });
      expect(await register({ ...force, orders })).toEqual([{ kind: 'DONE' }]);
      expect(shop.targets()).toEqual([OPEN, REJECT, STATES]);
      await shop.close();

      const part = `${WHOLE}/Y/20260303051120457/2`;
      shop = await connect({ [OPEN]: open, [REJECT]: rejected, [STATES]: stateOf('401', '301'), [part]: ok });
      expect(await register({ ...force, orders })).toEqual([{ kind: 'DONE' }]);
      expect(shop.targets()).toEqual([OPEN, REJECT, STATES, part]);
    });

    it.each([
      ['another open request', stateOf('401', '701')],
      ['a line that is not told', stateOf('401')],
      ['no answer', Buffer.from('<html/>')],
    ])('does not know the outcome with %s after the first line left', async (_, states) => {
      shop = await connect({ [OPEN]: open, [REJECT]: rejected, [STATES]: states });
      const [outcome] = await register({ ...force, orders: [orderLine(REQUESTED), second] });
      expect(outcome).toMatchObject({ kind: 'UNKNOWN' });
    });

    it('sends no request to reject without force', async () => {
      shop = await connect({ [WHOLE]: sample('ordservices-reqdelivery-status-changed') });
      const [outcome] = await register({ orders: [orderLine(REQUESTED)] });
      expect(outcome).toMatchObject({ refusal: { code: 'CANCEL_PENDING' } });
      expect(shop.targets()).toEqual([WHOLE]);
    });
  });
});

describe('approving a cancel', () => {
  it('names claim, order and line, in this order', async () => {
    shop = await connect({
      [`${CLAIMS}/cancelreqconf/120345671/20260303051120457/1`]: sample('claimservice-cancelreqconf-ok'),
    });
    expect(await approve()).toEqual([{ kind: 'DONE' }]);
    expect(shop.channel.approveCancel).toMatchObject({ maxBatch: 1 });
    expect(shop.channel.approveCancel!.unitOf(claim())).toBe('120345671/1');
  });

  it('was done already when 11st says so', async () => {
    await answering(sample('claimservice-cancelreqconf-already'));
    expect(await approve()).toEqual([refused('ALREADY_DONE', '-1', '이미 취소 완료된 신청건 입니다.')]);
  });

  it.each([
    ['-1', '알 수 없는 오류', 'CHANNEL_REJECTED'],
    ['-22001', '판매자 번호를 알 수 없습니다.', 'BAD_INPUT'],
    ['-22004', '주문취소 상세번호를 알 수 없습니다', 'BAD_INPUT'],
    // A code of another operation means nothing here.
    ['-3308', '?', 'CHANNEL_REJECTED'],
  ])('takes code %s (%s) for %s', async (channelCode, text, code) => {
    await answering(resultOf(channelCode, text));
    expect(await approve()).toEqual([refused(code, channelCode, text)]);
  });
});
