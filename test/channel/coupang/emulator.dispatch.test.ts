import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import { at, Desk, differences, dig, home, mug, rows, sample, tee, tumbler, VENDOR } from './emulator.support.js';
import type { Answer } from './emulator.support.js';

const results = (answer: Answer): unknown[] =>
  rows(answer, 'data', 'responseList').map((row) => dig(row, 'resultCode'));

const outcome = (answer: Answer): unknown[] => [
  answer.status,
  dig(answer.json, 'data', 'responseCode'),
  dig(answer.json, 'data', 'responseMessage'),
  ...results(answer),
];

const UNKNOWN_BOX = '861234567890129999';

describe('acknowledgement', () => {
  const acknowledge = (desk: Desk, ids: readonly (string | null)[], method = 'PUT', version = 'v4') =>
    desk.call(
      method,
      `${version}/ordersheets/acknowledgement`,
      `{"vendorId":"${VENDOR}","shipmentBoxIds":[${ids.join()}]}`,
    );

  it.each([
    ['PUT', 'v4'],
    ['PATCH', 'v4'],
    ['PUT', 'v5'],
  ])('confirms whole boxes by %s %s', async (method, version) => {
    const desk = new Desk();
    const [line, other] = desk.place({ lines: [tee, mug] });

    const answer = await acknowledge(desk, [line!.bundleNumber], method, version);

    expect(outcome(answer)).toEqual([200, 0, 'apply instructStatus result - All succeeded.', 'OK']);
    expect(differences(answer.text, 'acknowledgement-success')).toEqual([]);
    expect(answer.text).toContain(`"shipmentBoxId":${line!.bundleNumber},`);
    expect([line, other].map((each) => desk.truth(each).nativeStatus)).toEqual(['INSTRUCT', 'INSTRUCT']);
  });

  it('answers box by box when some fail', async () => {
    const desk = new Desk();
    const [line] = desk.place();

    const answer = await acknowledge(desk, [line!.bundleNumber, UNKNOWN_BOX]);

    const partial = 'apply instructStatus result - Partial errors.';
    expect(outcome(answer)).toEqual([200, 1, partial, 'OK', 'NOT_FOUND_SHIPMENT_BOX']);
    expect(differences(answer.text, 'acknowledgement-partial')).toEqual([]);
    const expected = JSON.parse(sample('acknowledgement-partial')).data.responseList[1];
    expect(dig(answer.json, 'data', 'responseList', 1)).toEqual({ ...expected, shipmentBoxId: UNKNOWN_BOX });
  });

  it('has one text for boxes past ACCEPT and for cancelled ones', async () => {
    const desk = new Desk();
    const [confirmed] = desk.confirmed();
    const [canceled] = desk.place();
    desk.happen(canceled, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'CHANGEMIND' });

    const answer = await acknowledge(desk, [confirmed!.bundleNumber, canceled!.bundleNumber]);

    const failed = 'apply instructStatus result - All Failed.';
    expect(outcome(answer)).toEqual([200, 99, failed, 'INVALID_STATUS', 'INVALID_STATUS']);
    expect(differences(answer.text, 'acknowledgement-failed')).toEqual([]);
    expect(dig(answer.json, 'data', 'responseList', 0, 'resultMessage')).toBe(
      '배송상태를 변경할 수 없습니다. 주문내역을 확인해주세요.',
    );
    expect(desk.truth(canceled).nativeStatus).toBe('CANCELED');
  });

  it('confirms what is left of a box after a cancel', async () => {
    const desk = new Desk();
    const [line, other] = desk.place({ lines: [tee, mug] });
    desk.happen(line, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'CHANGEMIND' });

    const answer = await acknowledge(desk, [line!.bundleNumber]);

    expect(results(answer)).toEqual(['OK']);
    expect([line, other].map((each) => desk.truth(each).nativeStatus)).toEqual(['CANCELED', 'INSTRUCT']);
  });

  it.each([
    [50, 200],
    [51, 400],
  ])('takes %i boxes: %i', async (count, status) => {
    const desk = new Desk();
    const boxes = Array.from({ length: count }, () => desk.place()[0]!.bundleNumber);

    const answer = await acknowledge(desk, boxes);

    expect(answer.status).toBe(status);
    const confirmed = desk.emulator.lines().filter((line) => line.nativeStatus === 'INSTRUCT');
    expect(confirmed).toHaveLength(status === 200 ? 50 : 0);
  });

  it('has no result for no boxes', async () => {
    expect(outcome(await acknowledge(new Desk(), []))).toEqual([200, -1, 'NONE']);
  });

  it.each([
    ['{"shipmentBoxIds":[1]}', 'vendorId'],
    ['{"vendorId":"A00000001","shipmentBoxIds":[1]}', 'Invalid vendor ID'],
    [`{"vendorId":"${VENDOR}"}`, 'shipmentBoxIds'],
    [`{"vendorId":"${VENDOR}","shipmentBoxIds":["861234567890123401"]}`, 'shipmentBoxIds[0]'],
    [`{"vendorId":"${VENDOR}","shipmentBoxIds":[1.5]}`, 'shipmentBoxIds[0]'],
    ['[]', 'Request body'],
    ['{', 'Request body'],
  ])('refuses the body %s', async (text, name) => {
    const answer = await new Desk().call('PUT', 'v4/ordersheets/acknowledgement', text);

    expect(answer.status).toBe(400);
    expect(dig(answer.json, 'message')).toContain(name);
  });
});

interface Dto {
  readonly line: PlacedLine | undefined;
  readonly courier?: string;
  readonly number?: string;
  readonly split?: boolean | string;
  readonly later?: boolean;
  readonly date?: string;
  readonly box?: string;
  readonly order?: string;
  readonly item?: string;
}

const dtoText = (dto: Dto): string =>
  `{"shipmentBoxId":${dto.box ?? dto.line!.bundleNumber},"orderId":${dto.order ?? dto.line!.orderNumber},` +
  `"vendorItemId":${dto.item ?? dto.line!.lineNumber},"deliveryCompanyCode":"${dto.courier ?? 'CJGLS'}",` +
  `"invoiceNumber":"${dto.number ?? '681200450932'}","splitShipping":${JSON.stringify(dto.split ?? false)},` +
  `"preSplitShipped":${dto.later ?? false},"estimatedShippingDate":"${dto.date ?? ''}"}`;

const register = (desk: Desk, ...dtos: Dto[]): Promise<Answer> =>
  desk.call(
    'POST',
    'v4/orders/invoices',
    `{"vendorId":"${VENDOR}","orderSheetInvoiceApplyDtos":[${dtos.map(dtoText).join()}]}`,
  );

const shipped = (desk: Desk, line: PlacedLine | undefined) => {
  const { nativeStatus, courierCode, trackingNumber } = desk.truth(line);
  return [nativeStatus, courierCode, trackingNumber];
};

const waiting = ['INSTRUCT', null, null];

describe('invoices for a whole box', () => {
  it('sends a box of two lines, one row per box in the answer', async () => {
    const desk = new Desk();
    const [line, other] = desk.confirmed({ lines: [tee, mug] });

    const answer = await register(desk, { line }, { line: other, split: 'False' });

    expect(outcome(answer)).toEqual([200, 0, 'SUCCESS', 'OK']);
    expect(differences(answer.text, 'invoices-success')).toEqual([]);
    expect(answer.text).toContain(`"shipmentBoxId":${line!.bundleNumber},`);
    for (const each of [line, other]) expect(shipped(desk, each)).toEqual(['DEPARTURE', 'CJGLS', '681200450932']);
  });

  it('sends 업체직송 to NONE_TRACKING for good', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();

    const answer = await register(desk, { line, courier: 'DIRECT', number: '1' });

    expect(results(answer)).toEqual(['OK']);
    expect(shipped(desk, line)).toEqual(['NONE_TRACKING', 'DIRECT', '1']);
    expect(desk.happen(line, { kind: 'DELIVER' })).toBe(false);
  });

  it('answers some and says why of the others', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    const [sent] = desk.confirmed();
    desk.happen(sent, { kind: 'DISPATCH', courierCode: 'CJGLS', trackingNumber: '681200450001' });

    const answer = await register(desk, { line }, { line: sent, number: '681200450001' });

    expect(outcome(answer)).toEqual([200, 1, 'PARTIAL_ERROR', 'OK', 'INVALID_STATUS']);
    expect(differences(answer.text, 'invoices-partial')).toEqual([]);
    expect(dig(answer.json, 'data', 'responseList', 1, 'resultMessage')).toBe(
      `배송진행상태가 유효하지 않습니다. [합포장번호 : ${sent!.bundleNumber}] [주문번호 : ${sent!.orderNumber}]`,
    );
  });

  it('refuses a number that went to another receiver within six months', async () => {
    const desk = new Desk();
    const [first] = desk.confirmed();
    const [second] = desk.confirmed({ receiver: { ...home, addressDetail: '102동' } });
    await register(desk, { line: first });

    const answer = await register(desk, { line: second });
    await desk.clock.advance(184 * 86_400_000);
    const later = await register(desk, { line: second });

    expect(outcome(answer)).toEqual([200, 99, 'FAIL', 'NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD']);
    expect(differences(answer.text, 'invoices-duplicate')).toEqual([]);
    expect(dig(answer.json, 'data', 'responseList', 0)).toEqual({
      ...JSON.parse(sample('invoices-duplicate')).data.responseList[0],
      shipmentBoxId: second!.bundleNumber,
      resultMessage:
        '이미 저장된 송장번호가 있어, 송장번호 등록이 불가능합니다. (동일송장번호 업로드 조건 : 수취인정보 동일) ' +
        `[합포장번호 : ${second!.bundleNumber}]`,
    });
    expect(results(later)).toEqual(['OK']);
  });

  it('takes one number for boxes of one receiver in one request, not in a later one', async () => {
    const desk = new Desk();
    const [first] = desk.confirmed();
    const [second] = desk.confirmed();
    const [third] = desk.confirmed();

    const together = await register(desk, { line: first }, { line: second });
    const later = await register(desk, { line: third });

    expect(results(together)).toEqual(['OK', 'OK']);
    expect(results(later)).toEqual(['DUPLICATE_INVOICE_NUMBER']);
    expect(shipped(desk, third)).toEqual(waiting);
  });

  it.each([
    ['CJGLS', '6812-0045-0932'],
    ['CJGLS', '68120045093'],
    ['CJGLS', ''],
    ['CJGLS', '681200450932 '],
    ['EPOST', '681200450932'],
    ['KGB', '681200450932'],
    ['CHUNIL', '681200450932'],
  ])('refuses the %s number %p', async (courier, number) => {
    const desk = new Desk();
    const [line] = desk.confirmed();

    const answer = await register(desk, { line, courier, number });

    expect(results(answer)).toEqual(['INVALID_INVOICE_NUMBER']);
    expect(dig(answer.json, 'data', 'responseList', 0, 'retryRequired')).toBe(true);
    expect(shipped(desk, line)).toEqual(waiting);
  });

  it.each([
    ['HYUNDAI', '6812004509321'],
    ['EPOST', '6812004509321'],
    ['KDEXP', '12345678'],
    ['ILYANG', '1234567890123456'],
    ['UPS', '123456789'],
    ['FEDEX', '1'],
  ])('takes the %s number %p', async (courier, number) => {
    const desk = new Desk();
    const [line] = desk.confirmed();

    expect(results(await register(desk, { line, courier, number }))).toEqual(['OK']);
  });

  it.each(['LOTTE', 'CJ', 'LOGEN', ''])('breaks on the unknown courier %p, sending nothing', async (courier) => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    const [other] = desk.confirmed();

    const answer = await register(desk, { line }, { line: other, courier });

    expect([answer.status, dig(answer.json, 'message')]).toEqual([500, '500 internal exception']);
    expect(shipped(desk, line)).toEqual(waiting);
  });

  it('refuses boxes that are unknown, of another order, unconfirmed or cancelled', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    const [accepted] = desk.place();
    const [canceled] = desk.place();
    desk.happen(canceled, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'CHANGEMIND' });

    const answers = [
      await register(desk, { line, box: UNKNOWN_BOX }),
      await register(desk, { line, order: accepted!.orderNumber }),
      await register(desk, { line: accepted }),
      await register(desk, { line: canceled }),
    ];

    expect(answers.flatMap(results)).toEqual([
      'NOT_FOUND_SHIPMENT_BOX',
      'NOT_FOUND_SHIPMENT_BOX',
      'INVALID_STATUS',
      'ORDER_DELIVERY_CANCELED',
    ]);
    expect(dig(answers[3]!.json, 'data', 'responseList', 0, 'resultMessage')).toBe('취소된 주문건입니다.');
    expect(desk.truth(accepted).nativeStatus).toBe('ACCEPT');
  });

  it('wants every line that is left, with one number', async () => {
    const desk = new Desk();
    const [line, other, canceled] = desk.place({ lines: [tee, mug, tumbler] });
    desk.happen(canceled, { kind: 'REQUEST_CANCEL', quantity: null, reason: 'CHANGEMIND' });
    desk.happen(line, { kind: 'CONFIRM' });

    const missing = await register(desk, { line });
    const foreign = await register(desk, { line }, { line: other }, { line: other, item: '80123450999' });
    const differing = await register(desk, { line }, { line: other, number: '681200450933' });
    const complete = await register(desk, { line }, { line: other });

    expect([missing, foreign, differing, complete].flatMap(results)).toEqual([
      'NOT_FOUND_VENDOR_ITEM',
      'NOT_FOUND_VENDOR_ITEM',
      'INVALID_INVOICE_NUMBER',
      'OK',
    ]);
  });

  it('stops at an open stop request, for part of the box or all of it, until it is taken back', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    const stop = (quantity: number) => desk.happen(line, { kind: 'REQUEST_CANCEL', quantity, reason: 'CHANGEMIND' });

    stop(1);
    const part = await register(desk, { line });
    stop(1);
    const all = await register(desk, { line });
    desk.happen(line, { kind: 'WITHDRAW_CANCEL' });
    desk.happen(line, { kind: 'WITHDRAW_CANCEL' });
    const free = await register(desk, { line });

    expect([part, all, free].flatMap(results)).toEqual([
      'ORDER_DELIVERY_PARTIAL_STOP_REQUESTED',
      'ORDER_DELIVERY_CANCELED',
      'OK',
    ]);
    for (const answer of [part, all]) {
      expect(dig(answer.json, 'data', 'responseList', 0, 'resultMessage')).toBe('출고중지 요청건입니다.');
    }
  });

  it.each([
    ['"shipmentBoxId":"861234567890123401"', 'orderSheetInvoiceApplyDtos[0].shipmentBoxId'],
    ['"splitShipping":"maybe"', 'orderSheetInvoiceApplyDtos[0].splitShipping'],
    ['"estimatedShippingDate":"09.03.2026"', 'estimatedShippingDate'],
    ['"invoiceNumber":681200450932', 'orderSheetInvoiceApplyDtos[0].invoiceNumber'],
  ])('refuses the ill-typed %s', async (field, name) => {
    const desk = new Desk();
    const dto = JSON.stringify(JSON.parse(sample('invoices.request')).orderSheetInvoiceApplyDtos[0]);
    const bad = dto.replace(new RegExp(`${field.split(':')[0]}:("[^"]*"|[^,}]*)`), field);

    const text = `{"vendorId":"${VENDOR}","orderSheetInvoiceApplyDtos":[${bad}]}`;
    const answer = await desk.call('POST', 'v4/orders/invoices', text);

    expect(answer.status).toBe(400);
    expect(dig(answer.json, 'message')).toContain(name);
  });

  it('reads the documented request as it is', async () => {
    const answer = await new Desk().call('POST', 'v4/orders/invoices', sample('invoices.request'));

    expect(results(answer)).toEqual(['NOT_FOUND_SHIPMENT_BOX']);
  });
});

describe('invoices in a split', () => {
  const split = true;
  const place = (desk: Desk) => desk.confirmed({ lines: [tee, mug], shippingFee: 3000 });

  it('gives the part that leaves a new box; the rest keeps the old one and follows later', async () => {
    const desk = new Desk();
    const [line, other] = place(desk);
    const date = '2026-03-09';

    const first = await register(desk, { line, split }, { line: other, number: '', split, date });
    const between = await desk.call('GET', `v4/${line!.orderNumber}/ordersheets`);
    const second = await register(desk, { line: other, number: '681200450940', split, later: true });

    expect([first, second].map(outcome)).toEqual([
      [200, 0, 'SUCCESS', 'OK'],
      [200, 0, 'SUCCESS', 'OK'],
    ]);
    expect(rows(between)).toMatchObject([
      { shipmentBoxId: line!.bundleNumber, status: 'INSTRUCT', splitShipping: true, shippingPrice: 3000 },
      { status: 'DEPARTURE', splitShipping: true, shippingPrice: 0, invoiceNumber: '681200450932' },
    ]);
    expect(dig(between.json, 'data', 0, 'orderItems', 0, 'plannedShippingDate')).toBe(date);
    expect(desk.truth(line).bundleNumber).toMatch(/^86\d{16}$/);
    expect(desk.truth(line).bundleNumber).not.toBe(line!.bundleNumber);
    expect(desk.truth(other).bundleNumber).toBe(other!.bundleNumber);
    expect(shipped(desk, other)).toEqual(['DEPARTURE', 'CJGLS', '681200450940']);
  });

  it('sends all parts in one request, the last in the old box', async () => {
    const desk = new Desk();
    const [line, other] = place(desk);

    const answer = await register(desk, { line, split }, { line: other, number: '681200450940', split });

    expect(outcome(answer)).toEqual([200, 0, 'SUCCESS', 'OK']);
    expect(desk.truth(line).bundleNumber).not.toBe(line!.bundleNumber);
    expect(desk.truth(other).bundleNumber).toBe(line!.bundleNumber);
    expect([shipped(desk, line)[2], shipped(desk, other)[2]]).toEqual(['681200450932', '681200450940']);
  });

  it('refuses what cannot be split', async () => {
    const desk = new Desk();
    const [single] = desk.confirmed();
    const [line, other] = place(desk);
    const [sent, too] = place(desk);
    await register(desk, { line: sent, number: '681200450001' }, { line: too, number: '681200450001' });

    const answers = [
      await register(desk, { line: single, split }),
      await register(desk, { line: single, split, later: true }),
      await register(desk, { line, split, courier: 'DIRECT' }, { line: other, number: '', split, date: '2026-03-09' }),
      await register(desk, { line: sent, split }),
    ];

    expect(answers.flatMap(results)).toEqual([
      'NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM',
      'NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM',
      'NOT_ALLOW_VENDOR_DIRECT',
      'NOT_ALLOW_SEPARATE_AFTER_NORMAL_DELIVERY',
    ]);
    expect(shipped(desk, line)).toEqual(waiting);
  });

  it('keeps to the split and to its dates', async () => {
    const desk = new Desk();
    const [line, other] = place(desk);
    const date = '2026-03-09';
    await register(desk, { line, split }, { line: other, number: '', split, date });
    const rest = { line: other, split, later: true };

    const answers = [
      await register(desk, { line: other, number: '681200450940' }),
      await register(desk, { ...rest, number: '', date: '2026-03-10' }),
      await register(desk, { ...rest, number: '', date }),
      await register(desk, { ...rest, number: '' }),
      await register(desk, { ...rest, later: false, number: '681200450940' }),
      await register(desk, { ...rest, number: '681200450940', date }),
      await register(desk, { ...rest, line, box: line!.bundleNumber!, number: '681200450941' }),
    ];

    expect(answers.flatMap(results)).toEqual([
      'IS_SEPARATE_MUST_BE_TRUE_WHEN_SEPARATE_DELIVERY',
      'PSD_NOT_ALLOW_TO_CHANGE',
      'NOT_FOUND_INVOICE_NUMBER',
      'NOT_FOUND_INVOICE_NUMBER',
      'NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM',
      'INVALID_INVOICE_NUMBER',
      'NOT_FOUND_VENDOR_ITEM',
    ]);
    expect(shipped(desk, other)).toEqual(waiting);
  });

  it('wants a number or a date for each part', async () => {
    const desk = new Desk();
    const [line, other] = place(desk);

    const answer = await register(desk, { line, split }, { line: other, number: '', split });

    expect(results(answer)).toEqual(['INVALID_INVOICE_NUMBER']);
    expect(shipped(desk, line)).toEqual(waiting);
  });
});

describe('outside events of a parcel', () => {
  it('go one step at a time to 배송완료, then to 구매확정', () => {
    const desk = new Desk();
    const [line] = desk.place();
    const courier = { courierCode: 'HANJIN', trackingNumber: '300000010634' };
    const steps = [
      { kind: 'DELIVER' },
      { kind: 'DISPATCH', ...courier },
      { kind: 'CONFIRM' },
      { kind: 'CONFIRM' },
      { kind: 'DISPATCH', courierCode: 'LOTTE', trackingNumber: '300000010634' },
      { kind: 'DISPATCH', ...courier },
      { kind: 'CONFIRM_PURCHASE' },
      { kind: 'DELIVER' },
      { kind: 'DELIVER' },
      { kind: 'DELIVER' },
      { kind: 'CONFIRM_PURCHASE' },
      { kind: 'CONFIRM_PURCHASE' },
    ] as const;

    const seen = steps.map((step) => [desk.happen(line, step), desk.truth(line).nativeStatus]);

    expect(seen).toEqual([
      [false, 'ACCEPT'],
      [false, 'ACCEPT'],
      [true, 'INSTRUCT'],
      [false, 'INSTRUCT'],
      [false, 'INSTRUCT'],
      [true, 'DEPARTURE'],
      [false, 'DEPARTURE'],
      [true, 'DELIVERING'],
      [true, 'FINAL_DELIVERY'],
      [false, 'FINAL_DELIVERY'],
      [true, 'FINAL_DELIVERY'],
      [false, 'FINAL_DELIVERY'],
    ]);
  });

  it('change the address until confirmation, in every unconfirmed box of the order', () => {
    const desk = new Desk();
    const [line, other, done] = desk.place({ lines: [tee, mug, tumbler], bundles: [[0], [1], [2]] });
    desk.happen(done, { kind: 'CONFIRM' });
    const receiver = { ...home, address: '부산광역시 견본구 1' };

    const changed = desk.happen(line, { kind: 'CHANGE_ADDRESS', receiver });
    desk.happen(line, { kind: 'CONFIRM' });
    const late = desk.happen(line, { kind: 'CHANGE_ADDRESS', receiver: home });

    expect([changed, late]).toEqual([true, false]);
    expect([line, other, done].map((each) => desk.truth(each).receiver.address)).toEqual([
      receiver.address,
      receiver.address,
      home.address,
    ]);
  });

  it('happen in the past as well', async () => {
    const desk = new Desk(at('2026-03-03T10:00'));
    const [line] = desk.confirmed({ orderedAt: at('2026-02-10T09:00') });

    const answer = await desk.call(
      'GET',
      'v4/ordersheets?createdAtFrom=2026-02-10&createdAtTo=2026-02-10&status=INSTRUCT',
    );

    expect(dig(answer.json, 'data', 0, 'shipmentBoxId')).toBe(line!.bundleNumber);
  });
});
