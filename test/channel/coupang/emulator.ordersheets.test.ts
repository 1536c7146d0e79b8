import { at, column, Desk, differences, dig, home, mug, rows, sample, tee, tumbler } from './emulator.support.js';

const DAYS = 'createdAtFrom=2026-03-02&createdAtTo=2026-03-03';
const CJ = { kind: 'DISPATCH', courierCode: 'CJGLS', trackingNumber: '681200450931' } as const;

const sheetsV4 = [
  'ordersheets-accept.v4',
  'ordersheets-departure.v4',
  'ordersheets-final-delivery.v4',
  'ordersheets-instruct-with-pending-cancel.v4',
];
const sheetsV5 = ['ordersheets-accept.v5'];

const message = (answer: { json: Parameters<typeof dig>[0] }): unknown => dig(answer.json, 'message');

describe('samples of order sheets', () => {
  it.each(['v4', 'v5'])('lists new orders as in the sample of %s', async (version) => {
    const desk = new Desk();
    desk.place({ lines: [{ ...tee, sellerDiscount: 1000, mallDiscount: 500 }] });
    desk.place({ lines: [tumbler, mug], shippingFee: 3000, remoteShippingFee: 3000 });
    desk.place();
    const days = version === 'v4' ? DAYS : 'createdAtFrom=2026-03-02%2B09:00&createdAtTo=2026-03-03%2B09:00';

    const answer = await desk.call('GET', `${version}/ordersheets?${days}&status=ACCEPT&maxPerPage=2`);

    expect(answer.status).toBe(200);
    expect(differences(answer.text, `ordersheets-accept.${version}`, version === 'v4' ? sheetsV4 : sheetsV5)).toEqual(
      [],
    );
    expect(dig(answer.json, 'nextToken')).toBe(dig(answer.json, 'data', 1, 'shipmentBoxId'));
  });

  it('lists nothing as in the sample', async () => {
    const answer = await new Desk().call('GET', `v4/ordersheets?${DAYS}&status=ACCEPT`);

    expect(JSON.parse(answer.text)).toEqual(JSON.parse(sample('ordersheets-empty')));
  });

  it('lists by minute as in the sample', async () => {
    const desk = new Desk();
    desk.place();

    const answer = await desk.call(
      'GET',
      'v4/ordersheets?searchType=timeFrame&createdAtFrom=2026-03-02T10:00&createdAtTo=2026-03-02T10:20&status=ACCEPT',
    );

    expect(differences(answer.text, 'ordersheets-timeframe.v4', sheetsV4)).toEqual([]);
    expect(rows(answer)).toHaveLength(1);
  });

  it('lists sent and delivered orders as in the samples', async () => {
    const desk = new Desk(at('2026-03-03T14:05:33'));
    const [line] = desk.confirmed();
    desk.happen(line, CJ);

    const departure = await desk.call('GET', `v4/ordersheets?${DAYS}&status=DEPARTURE`);
    desk.happen(line, { kind: 'DELIVER' });
    desk.happen(line, { kind: 'DELIVER' });
    desk.happen(line, { kind: 'CONFIRM_PURCHASE' });
    const final = await desk.call('GET', `v4/ordersheets?${DAYS}&status=FINAL_DELIVERY`);

    expect(differences(departure.text, 'ordersheets-departure.v4', sheetsV4)).toEqual([]);
    expect(dig(departure.json, 'data', 0)).toMatchObject({
      deliveryCompanyName: 'CJ 대한통운',
      invoiceNumber: '681200450931',
      inTrasitDateTime: '',
      orderItems: [{ invoiceNumberUploadDate: '2026-03-03T14:05:33', confirmDate: '' }],
    });
    expect(differences(final.text, 'ordersheets-final-delivery.v4', sheetsV4)).toEqual([]);
    expect(dig(final.json, 'data', 0)).toMatchObject({
      inTrasitDateTime: '2026-03-03 14:05:33',
      deliveredDate: '2026-03-03 14:05:33',
      orderItems: [{ confirmDate: '2026-03-03 14:05:33' }],
    });
  });

  it('shows a pending cancel as in the sample', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed({ lines: [{ ...tee, quantity: 3 }] });
    desk.happen(line, { kind: 'REQUEST_CANCEL', quantity: 1, reason: 'CHANGEMIND' });

    const answer = await desk.call('GET', `v4/ordersheets?${DAYS}&status=INSTRUCT`);

    expect(differences(answer.text, 'ordersheets-instruct-with-pending-cancel.v4', sheetsV4)).toEqual([]);
    expect(dig(answer.json, 'data', 0, 'orderItems', 0)).toMatchObject({
      shippingCount: 3,
      cancelCount: 0,
      holdCountForCancel: 1,
      canceled: false,
    });
  });

  it('reads a box and an order as in the samples', async () => {
    const desk = new Desk();
    const lines = [{ ...tee, mallDiscount: 100 }, tumbler];
    const [first, second] = desk.place({ lines, bundles: [[0], [1]] });
    desk.happen(first, { kind: 'CONFIRM' });

    const v4 = await desk.call('GET', `v4/ordersheets/${first!.bundleNumber}`);
    const v5 = await desk.call('GET', `v5/ordersheets/${first!.bundleNumber}`);
    const order = await desk.call('GET', `v5/${first!.orderNumber}/ordersheets`);

    expect(differences(v4.text, 'ordersheet-by-shipmentBoxId.v4')).toEqual([]);
    expect(differences(v5.text, 'ordersheet-by-shipmentBoxId.v5')).toEqual([]);
    expect(differences(order.text, 'ordersheet-by-orderId.v5')).toEqual([]);
    expect(rows(order).map((box) => [dig(box, 'shipmentBoxId'), dig(box, 'status')])).toEqual([
      [first!.bundleNumber, 'INSTRUCT'],
      [second!.bundleNumber, 'ACCEPT'],
    ]);
  });
});

describe('values of order sheets', () => {
  const order = {
    paidAt: at('2026-03-02T10:14:09'),
    buyer: { name: '도해온', tel: '0504-7788-1102' },
    receiver: { ...home, name: '뷁"똠<펲>&🙂' },
    memo: '벨 누르지 마세요 😀 "문 앞"',
    shippingFee: 3000,
    remoteShippingFee: 5000,
    lines: [{ ...tumbler, unitPrice: 15000, optionPrice: 500, sellerDiscount: 2000, mallDiscount: 700 }],
  };

  it('prints v4 in won and Korean time, with ids as bare numbers', async () => {
    const desk = new Desk();
    const [line] = desk.place(order);

    const answer = await desk.call('GET', `v4/ordersheets/${line!.bundleNumber}`);

    expect(answer.text).toContain(`"shipmentBoxId":${line!.bundleNumber},`);
    expect(dig(answer.json, 'data')).toMatchObject({
      orderedAt: '2026-03-02T10:14:07',
      paidAt: '2026-03-02T10:14:09',
      orderer: { name: '도해온', safeNumber: '0504-7788-1102', ordererNumber: null },
      receiver: { name: '뷁"똠<펲>&🙂', safeNumber: '0502-1200-3401', postCode: '01234', receiverNumber: null },
      parcelPrintMessage: '벨 누르지 마세요 😀 "문 앞"',
      shippingPrice: 3000,
      remotePrice: 5000,
      remoteArea: true,
      orderItems: [
        {
          vendorItemId: Number(line!.lineNumber),
          vendorItemName: '모의상점 텀블러, 네이비',
          shippingCount: 3,
          salesPrice: 15500,
          orderPrice: 46500,
          discountPrice: 2700,
          instantCouponDiscount: 2000,
          coupangDiscount: 700,
          deliveryChargeTypeName: '유료',
        },
      ],
    });
  });

  it('prints v5 in money objects, with offsets and E.164', async () => {
    const desk = new Desk();
    const [line] = desk.place(order);

    const answer = await desk.call('GET', `v5/ordersheets/${line!.bundleNumber}`);

    expect(dig(answer.json, 'data')).toMatchObject({
      paidAt: '2026-03-02T10:14:09+09:00',
      orderer: { safeNumber: '+8250477881102' },
      remotePrice: { currencyCode: 'KRW', units: 5000, nanos: 0 },
      orderItems: [{ sequenceNo: '001', orderPrice: { currencyCode: 'KRW', units: 46500, nanos: 0 } }],
    });
  });

  it('charges the fees of an order once, on its first box', async () => {
    const desk = new Desk();
    const [line] = desk.place({ ...order, lines: [tee, mug], bundles: [[1], [0]] });

    const answer = await desk.call('GET', `v4/${line!.orderNumber}/ordersheets`);

    expect(column(answer, 'shippingPrice')).toEqual([3000, 0]);
    expect(column(answer, 'remotePrice')).toEqual([5000, null]);
  });
});

describe('list of order sheets', () => {
  const list = (desk: Desk, query: string, version = 'v4') => desk.call('GET', `${version}/ordersheets?${query}`);

  it('goes by payment date, the last day included as a whole', async () => {
    const desk = new Desk(at('2026-03-10T00:00'));
    const paid = ['03-01T23:59:59', '03-02T00:00:00', '03-03T23:59:59', '03-04T00:00:00'];
    for (const day of paid) desk.place({ orderedAt: at('2026-02-28T00:00'), paidAt: at(`2026-${day}`) });

    const v4 = await list(desk, `${DAYS}&status=ACCEPT`);
    const v5 = await list(desk, 'createdAtFrom=2026-03-02%2B09:00&createdAtTo=2026-03-03%2B09:00&status=ACCEPT', 'v5');
    const naive = await list(desk, `${DAYS}&status=ACCEPT`, 'v5');

    const expected = ['2026-03-02T00:00:00', '2026-03-03T23:59:59'];
    expect(column(v4, 'paidAt')).toEqual(expected);
    expect(column(v5, 'paidAt')).toEqual(expected.map((time) => `${time}+09:00`));
    expect(column(naive, 'paidAt')).toEqual(column(v5, 'paidAt'));
  });

  it('goes by minute from inclusive to exclusive', async () => {
    const desk = new Desk();
    for (const time of ['10:00:00', '10:09:59', '10:10:00']) desk.place({ orderedAt: at(`2026-03-02T${time}`) });

    const v4 = await list(
      desk,
      'searchType=timeFrame&createdAtFrom=2026-03-02T10:00&createdAtTo=2026-03-02T10:10&status=ACCEPT',
    );
    const v5 = await list(
      desk,
      'searchType=timeFrame&createdAtFrom=2026-03-02T10:00%2B09:00&createdAtTo=2026-03-02T10:10%2B09:00&status=ACCEPT',
      'v5',
    );

    expect(column(v4, 'paidAt')).toEqual(['2026-03-02T10:00:00', '2026-03-02T10:09:59']);
    expect(rows(v5)).toHaveLength(2);
  });

  it('shows each status by itself', async () => {
    const desk = new Desk();
    const line = () => desk.confirmed()[0];
    const [accept] = desk.place();
    const lines = { ACCEPT: accept, INSTRUCT: line(), DEPARTURE: line(), DELIVERING: line(), FINAL_DELIVERY: line() };
    for (const each of [lines.DEPARTURE, lines.DELIVERING, lines.FINAL_DELIVERY]) desk.happen(each, CJ);
    for (const each of [lines.DELIVERING, lines.FINAL_DELIVERY, lines.FINAL_DELIVERY]) {
      desk.happen(each, { kind: 'DELIVER' });
    }
    const direct = line();
    desk.happen(direct, { kind: 'DISPATCH', courierCode: 'DIRECT', trackingNumber: '1' });

    for (const [status, each] of Object.entries({ ...lines, NONE_TRACKING: direct })) {
      const answer = await list(desk, `${DAYS}&status=${status}`);
      expect(column(answer, 'shipmentBoxId')).toEqual([each!.bundleNumber]);
      expect(column(answer, 'status')).toEqual([status]);
    }
  });

  it('shows a paid order only when its time has come; single reads at once', async () => {
    const desk = new Desk(at('2026-03-02T10:15:00'));
    const [line] = desk.place({ visibleAt: at('2026-03-02T10:24:00') });

    const early = await list(desk, `${DAYS}&status=ACCEPT`);
    const single = await desk.call('GET', `v4/ordersheets/${line!.bundleNumber}`);
    const order = await desk.call('GET', `v4/${line!.orderNumber}/ordersheets`);
    await desk.clock.advance(540_000);
    const late = await list(desk, `${DAYS}&status=ACCEPT`);

    expect([rows(early).length, single.status, rows(order).length, rows(late).length]).toEqual([0, 200, 1, 1]);
  });

  it('pages in rising order without loss or repeat, whatever moves meanwhile', async () => {
    const desk = new Desk();
    const placed = Array.from({ length: 120 }, () => desk.place()[0]!);
    const query = `${DAYS}&status=ACCEPT`;

    const first = await list(desk, query);
    desk.happen(placed[3], { kind: 'CONFIRM' });
    desk.happen(placed[49], { kind: 'CONFIRM' });
    const second = await list(desk, `${query}&nextToken=${String(dig(first.json, 'nextToken'))}`);
    const third = await list(desk, `${query}&nextToken=${String(dig(second.json, 'nextToken'))}`);

    const pages = [first, second, third];
    expect(pages.map((page) => rows(page).length)).toEqual([50, 50, 20]);
    expect(pages.flatMap((page) => column(page, 'shipmentBoxId'))).toEqual(placed.map((line) => line.bundleNumber));
    expect(dig(third.json, 'nextToken')).toBe('');
  });

  it('leaves the token empty where the last page is full', async () => {
    const desk = new Desk();
    desk.place();
    desk.place();

    const answer = await list(desk, `${DAYS}&status=ACCEPT&maxPerPage=2`);

    expect([rows(answer).length, dig(answer.json, 'nextToken')]).toEqual([2, '']);
  });

  it.each([
    ['createdAtFrom=2026-03-01&createdAtTo=2026-03-31', 200],
    ['createdAtFrom=2026-03-01&createdAtTo=2026-04-01', 400],
  ])('refuses a difference of 31 days (%s: %i)', async (days, status) => {
    const answer = await list(new Desk(), `${days}&status=ACCEPT`);

    expect(answer.status).toBe(status);
    if (status === 400) expect(JSON.parse(answer.text)).toEqual(JSON.parse(sample('error-400-range')));
  });

  it.each([
    ['2026-03-02T23:59', 200],
    ['2026-03-03T00:00', 400],
  ])('keeps minute mode inside 24 hours (to %s: %i)', async (to, status) => {
    const query = `searchType=timeFrame&createdAtFrom=2026-03-02T00:00&createdAtTo=${to}&status=ACCEPT`;
    const answer = await list(new Desk(), query);

    expect(answer.status).toBe(status);
    if (status === 400) expect(message(answer)).toBe('endTime-startTime range should less than 0 day');
  });

  it.each([
    ['v4', 'createdAtTo=2026-03-03&status=ACCEPT', 'createdAtFrom'],
    ['v4', 'createdAtFrom=2026-03-02&status=ACCEPT', 'createdAtTo'],
    ['v4', DAYS, 'status'],
    ['v4', `${DAYS}&status=PAID`, 'status'],
    ['v4', `${DAYS}&status=ACCEPT&maxPerPage=51`, 'maxPerPage'],
    ['v4', `${DAYS}&status=ACCEPT&maxPerPage=0`, 'maxPerPage'],
    ['v4', `${DAYS}&status=ACCEPT&nextToken=abc`, 'nextToken'],
    ['v4', `${DAYS}&status=ACCEPT&searchType=day`, 'searchType'],
    ['v4', 'createdAtFrom=2026-02-30&createdAtTo=2026-03-03&status=ACCEPT', 'createdAtFrom'],
    ['v4', 'createdAtFrom=2026-03-03&createdAtTo=2026-03-02&status=ACCEPT', 'createdAtTo'],
    ['v4', 'createdAtFrom=2026-03-02%2B09:00&createdAtTo=2026-03-03%2B09:00&status=ACCEPT', 'createdAtFrom'],
    ['v4', 'createdAtFrom=2026-03-02T00:00&createdAtTo=2026-03-03T00:00&status=ACCEPT', 'createdAtFrom'],
    // a raw plus is a blank on the other side
    ['v5', 'createdAtFrom=2026-03-02+09:00&createdAtTo=2026-03-03+09:00&status=ACCEPT', 'createdAtFrom'],
  ])('refuses %s ?%s', async (version, query, field) => {
    const answer = await list(new Desk(), query, version);

    expect(answer.status).toBe(400);
    expect(message(answer)).toContain(`'${field}'`);
    expect(differences(answer.text, 'error-400-range')).toEqual([]);
  });
});

describe('single reads', () => {
  it('refuse a cancelled box and order, and leave it out of the list', async () => {
    const desk = new Desk();
    const [line] = desk.place();
    desk.happen(line, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'WRONGOPT' });

    const box = await desk.call('GET', `v4/ordersheets/${line!.bundleNumber}`);
    const order = await desk.call('GET', `v5/${line!.orderNumber}/ordersheets`);
    const listed = await desk.call('GET', `v4/ordersheets?${DAYS}&status=ACCEPT`);

    for (const answer of [box, order]) {
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text)).toEqual(JSON.parse(sample('error-400-cancelled-order')));
    }
    expect(rows(listed)).toEqual([]);
  });

  it('keep a box of which one line is cancelled', async () => {
    const desk = new Desk();
    const [line] = desk.place({ lines: [tee, mug] });
    desk.happen(line, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'WRONGOPT' });

    const answer = await desk.call('GET', `v4/ordersheets/${line!.bundleNumber}`);

    expect(dig(answer.json, 'data', 'orderItems')).toMatchObject([
      { shippingCount: 2, cancelCount: 2, canceled: true },
      { shippingCount: 1, cancelCount: 0, canceled: false },
    ]);
  });

  it('leave a cancelled box out of an order that has another', async () => {
    const desk = new Desk();
    const [line, other] = desk.place({ lines: [tee, mug], bundles: [[0], [1]] });
    desk.happen(line, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'WRONGOPT' });

    const answer = await desk.call('GET', `v4/${line!.orderNumber}/ordersheets`);

    expect(column(answer, 'shipmentBoxId')).toEqual([other!.bundleNumber]);
    expect(dig(answer.json, 'code')).toBe('200');
  });

  it.each(['v4/ordersheets/861234567890123401', 'v4/31000171234501/ordersheets'])(
    'refuse an unknown %s',
    async (path) => {
      const answer = await new Desk().call('GET', path);

      expect([answer.status, message(answer)]).toEqual([400, '유효하지 않은 주문번호 입니다.']);
    },
  );
});
