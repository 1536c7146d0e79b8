import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import { at, column, Desk, differences, dig, mug, rows, sample, tee, VENDOR } from './emulator.support.js';
import type { Answer } from './emulator.support.js';

const DAYS = 'createdAtFrom=2026-03-02&createdAtTo=2026-03-03';
const receipts = ['RU', 'UC', 'CC', 'cancelType-CANCEL'].map((name) => `returnRequests-${name}.v4`);

const cancel = (desk: Desk, line: PlacedLine | undefined, quantity: number | null = null, reason = 'CHANGEMIND') =>
  desk.happen(line, { kind: 'REQUEST_CANCEL', quantity, reason });

const list = (desk: Desk, query: string, version = 'v4') => desk.call('GET', `${version}/returnRequests?${query}`);

const receiptOf = (desk: Desk, line: PlacedLine | undefined): string =>
  desk.truth(line).cancellations.at(-1)!.claimNumber!;

const stop = (desk: Desk, receiptId: string, count: number, method = 'PUT') =>
  desk.call(
    method,
    `v4/returnRequests/${receiptId}/stoppedShipment`,
    `{"vendorId":"${VENDOR}","receiptId":${receiptId},"cancelCount":${count}}`,
  );

const message = (answer: Answer): unknown => dig(answer.json, 'message');
const ids = (answer: Answer): string[] => column(answer, 'receiptId').map(String);

describe('cancels before confirmation', () => {
  it('are done at once, with a receipt as in the sample', async () => {
    const desk = new Desk();
    const [line] = desk.place();

    const happened = cancel(desk, line, null, 'WRONGOPT');

    const answer = await list(desk, `${DAYS}&cancelType=CANCEL`);
    expect(happened).toBe(true);
    expect(differences(answer.text, 'returnRequests-cancelType-CANCEL.v4', receipts)).toEqual([]);
    expect(dig(answer.json, 'data', 0)).toMatchObject({
      receiptType: 'CANCEL',
      receiptStatus: 'RETURNS_COMPLETED',
      releaseStopStatus: '비대상',
      cancelReasonCategory2: '옵션변경',
      reasonCode: 'WRONGOPT',
      cancelCountSum: 2,
      returnDeliveryId: 0,
      returnItems: [{ purchaseCount: 2, cancelCount: 2, releaseStatus: 'N', shipmentBoxId: line!.bundleNumber }],
    });
    expect(desk.truth(line)).toMatchObject({
      nativeStatus: 'CANCELED',
      canceledQuantity: 2,
      openCancelQuantity: null,
      cancellations: [{ state: 'COMPLETED', isImmediate: true, quantity: 2, claimNumber: ids(answer)[0] }],
    });
  });

  it('are under no status, and not in a search by order', async () => {
    const desk = new Desk();
    const [line] = desk.place();
    cancel(desk, line);

    for (const status of ['RU', 'UC', 'CC', 'PR']) {
      expect(rows(await list(desk, `${DAYS}&status=${status}`))).toEqual([]);
    }
    expect(rows(await list(desk, `${DAYS}&orderId=${line!.orderNumber}`))).toEqual([]);
    expect(rows(await desk.call('GET', `v4/returnRequests/${receiptOf(desk, line)}`))).toEqual([]);
  });

  it('share a receipt when lines of one box are cancelled at one moment', async () => {
    const desk = new Desk();
    const [line, other, apart] = desk.place({ lines: [tee, mug, mug], bundles: [[0, 1], [2]] });

    for (const each of [line, other, apart]) cancel(desk, each);

    const answer = await list(desk, `${DAYS}&cancelType=CANCEL`);
    expect(column(answer, 'cancelCountSum')).toEqual([3, 1]);
    expect(receiptOf(desk, line)).toBe(receiptOf(desk, other));
    expect(receiptOf(desk, apart)).not.toBe(receiptOf(desk, other));
  });

  it('may concern part of a line', () => {
    const desk = new Desk();
    const [line] = desk.place();

    expect([cancel(desk, line, 3), cancel(desk, line, 0), cancel(desk, line, 1), cancel(desk, line, 2)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(desk.truth(line)).toMatchObject({ nativeStatus: 'ACCEPT', canceledQuantity: 1 });
  });
});

describe('stop requests', () => {
  it('wait for the seller, as in the samples of RU, UC and the single read', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed({ lines: [{ ...tee, quantity: 3 }] });
    cancel(desk, line, 1);

    const ru = await list(desk, `${DAYS}&status=RU`);
    const uc = await list(desk, `${DAYS}&status=UC`);
    const single = await desk.call('GET', `v4/returnRequests/${receiptOf(desk, line)}`);

    expect(differences(ru.text, 'returnRequests-RU.v4', receipts)).toEqual([]);
    expect(differences(uc.text, 'returnRequests-UC.v4', receipts)).toEqual([]);
    expect(differences(single.text, 'returnRequest-single.v4', receipts)).toEqual([]);
    const open = {
      receiptType: 'RETURN',
      receiptStatus: 'RELEASE_STOP_UNCHECKED',
      releaseStopStatus: '미처리',
      requesterName: '윤*람',
      requesterPhoneNumber: '0502-****-3401',
      completeConfirmType: 'UNDEFINED',
      completeConfirmDate: '',
      cancelCountSum: 1,
      returnItems: [{ purchaseCount: 3, cancelCount: 1, releaseStatus: 'N', shipmentBoxId: line!.bundleNumber }],
    };
    for (const answer of [ru, uc, single]) expect(dig(answer.json, 'data', 0)).toMatchObject(open);
    expect(desk.truth(line)).toMatchObject({ nativeStatus: 'INSTRUCT', openCancelQuantity: 1, canceledQuantity: 0 });
  });

  it('are printed by v6 in money objects, with offsets and masked E.164', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    cancel(desk, line);
    await stop(desk, receiptOf(desk, line), 2);

    const ru = await list(desk, `${DAYS}&status=RU`, 'v6');
    const single = await desk.call('GET', `v6/returnRequests/${receiptOf(desk, line)}`);

    expect(differences(ru.text, 'returnRequests-RU.v6')).toEqual([]);
    expect(dig(ru.json, 'data', 0)).toMatchObject({
      createdAt: '2026-03-03T10:30:45+09:00',
      completeConfirmDate: '2026-03-03T10:30:45+09:00',
      requesterPhoneNumber: '+82502****3401',
      returnShippingCharge: { currencyCode: 'KRW', units: 0, nanos: 0 },
    });
    expect(dig(single.json, 'data', 0, 'receiptStatus')).toBe('RETURNS_COMPLETED');
  });

  it('keep a buyer’s own words as free text', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    cancel(desk, line, 1, '너무 늦어요 🙂 <빨리>');

    const answer = await list(desk, `${DAYS}&status=RU`);

    expect(dig(answer.json, 'data', 0)).toMatchObject({
      reasonCode: 'OTHERS',
      reasonCodeText: '기타',
      cancelReason: '너무 늦어요 🙂 <빨리>',
    });
  });

  it('are not possible once the box has left', () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    desk.happen(line, { kind: 'DISPATCH', courierCode: 'CJGLS', trackingNumber: '681200450932' });

    expect(cancel(desk, line)).toBe(false);
    expect(desk.truth(line).cancellations).toEqual([]);
  });

  it('become returns when the seller ships from WING all the same', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    cancel(desk, line, 1);
    desk.happen(line, { kind: 'DISPATCH', courierCode: 'CJGLS', trackingNumber: '681200450932' });

    const uc = await list(desk, `${DAYS}&status=UC`);
    const ru = await list(desk, `${DAYS}&status=RU`);
    const refused = await stop(desk, receiptOf(desk, line), 1);

    expect(dig(uc.json, 'data', 0)).toMatchObject({
      receiptStatus: 'RETURNS_UNCHECKED',
      releaseStopStatus: '처리(이미출고)',
      returnItems: [{ releaseStatus: 'A' }],
    });
    expect(dig(ru.json, 'data', 0, 'receiptStatus')).toBe('RELEASE_STOP_UNCHECKED');
    expect(dig(refused.json, 'data', 'resultCode')).toBe('FAIL');
    expect(desk.truth(line)).toMatchObject({
      nativeStatus: 'DEPARTURE',
      openCancelQuantity: null,
      canceledQuantity: 0,
      cancellations: [{ state: 'REJECTED', isImmediate: false }],
    });
  });
});

describe('approval', () => {
  it.each(['PUT', 'PATCH'])('by %s cancels for good, as in the samples of CC and RU', async (method) => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    cancel(desk, line);
    await desk.clock.advance(60_000);

    const answer = await stop(desk, receiptOf(desk, line), 2, method);

    const cc = await list(desk, `${DAYS}&status=CC`);
    const ru = await list(desk, `${DAYS}&status=RU`);
    expect(JSON.parse(answer.text)).toEqual(JSON.parse(sample('stoppedShipment-success')));
    expect(differences(cc.text, 'returnRequests-CC.v4', receipts)).toEqual([]);
    const answered = {
      releaseStopStatus: '처리(출고중지)',
      completeConfirmType: 'VENDOR_CONFIRM',
      completeConfirmDate: '2026-03-03T10:31:45',
      modifiedAt: '2026-03-03T10:31:45',
      returnItems: [{ releaseStatus: 'S', cancelCompleteUser: 'm*****' }],
    };
    expect(dig(cc.json, 'data', 0)).toMatchObject({ ...answered, receiptStatus: 'RETURNS_COMPLETED' });
    expect(dig(ru.json, 'data', 0)).toMatchObject({ ...answered, receiptStatus: 'RELEASE_STOP_UNCHECKED' });
    expect(rows(await list(desk, `${DAYS}&status=UC`))).toEqual([]);
    expect(desk.truth(line)).toMatchObject({ nativeStatus: 'CANCELED', canceledQuantity: 2, openCancelQuantity: null });
  });

  it('takes the sum of all lines of the receipt', async () => {
    const desk = new Desk();
    const [line, other] = desk.confirmed({ lines: [tee, { ...mug, quantity: 4 }] });
    cancel(desk, line, 2);
    cancel(desk, other, 3);

    const wrong = await stop(desk, receiptOf(desk, line), 2);
    const before = [line, other].map((each) => desk.truth(each).openCancelQuantity);
    const right = await stop(desk, receiptOf(desk, line), 5);

    expect(wrong.status).toBe(500);
    expect(JSON.parse(wrong.text)).toEqual(JSON.parse(sample('stoppedShipment-count-mismatch')));
    expect(before).toEqual([2, 3]);
    expect(dig(right.json, 'data', 'resultCode')).toBe('SUCCESS');
    expect([line, other].map((each) => desk.truth(each).canceledQuantity)).toEqual([2, 3]);
    expect(desk.truth(other).nativeStatus).toBe('INSTRUCT');
  });

  it('leaves the rest of a box where it was', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed({ lines: [tee, mug] });
    cancel(desk, line, 1);
    await stop(desk, receiptOf(desk, line), 1);

    const box = await desk.call('GET', `v4/ordersheets/${line!.bundleNumber}`);

    expect(dig(box.json, 'data', 'orderItems', 0)).toMatchObject({ cancelCount: 1, holdCountForCancel: 0 });
  });

  it('is refused for what is finished', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    const [immediate] = desk.place();
    cancel(desk, line);
    cancel(desk, immediate);
    await stop(desk, receiptOf(desk, line), 2);

    for (const each of [line, immediate]) {
      const again = await stop(desk, receiptOf(desk, each), 2);
      expect([again.status, message(again)]).toEqual([400, 'Product is already returned.']);
    }
    expect(desk.truth(line).canceledQuantity).toBe(2);
  });

  it('fails for what is unknown or taken back', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    cancel(desk, line);
    desk.happen(line, { kind: 'WITHDRAW_CANCEL' });

    for (const receiptId of [receiptOf(desk, line), '365900101']) {
      const answer = await stop(desk, receiptId, 2);
      expect([answer.status, dig(answer.json, 'data', 'resultCode')]).toEqual([200, 'FAIL']);
    }
    expect(desk.truth(line).canceledQuantity).toBe(0);
  });

  it.each([
    `{"vendorId":"${VENDOR}","receiptId":365900101}`,
    `{"vendorId":"${VENDOR}","receiptId":365900102,"cancelCount":1}`,
    '{"vendorId":"A00000001","receiptId":365900101,"cancelCount":1}',
    `{"vendorId":"${VENDOR}","receiptId":365900101,"cancelCount":"1"}`,
  ])('refuses the body %s', async (text) => {
    const answer = await new Desk().call('PUT', 'v4/returnRequests/365900101/stoppedShipment', text);

    expect(answer.status).toBe(400);
  });

  it('may come from Coupang’s staff', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    expect(desk.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' })).toBe(false);
    cancel(desk, line);

    const happened = desk.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });

    const cc = await list(desk, `${DAYS}&status=CC`);
    const again = await stop(desk, receiptOf(desk, line), 2);
    expect(happened).toBe(true);
    expect(dig(cc.json, 'data', 0)).toMatchObject({
      completeConfirmType: 'CS_CONFIRM',
      returnItems: [{ cancelCompleteUser: '', releaseStatus: 'S' }],
    });
    expect(message(again)).toBe('Product is already returned.');
    expect(desk.truth(line).cancellations).toMatchObject([{ state: 'COMPLETED', isImmediate: false }]);
  });
});

describe('list of receipts', () => {
  it('goes by the date of the request', async () => {
    const desk = new Desk(at('2026-03-02T23:59:59'));
    const lines = Array.from({ length: 3 }, () => desk.confirmed({ orderedAt: at('2026-02-01T00:00') })[0]);
    cancel(desk, lines[0]);
    await desk.clock.advance(1000);
    cancel(desk, lines[1]);
    await desk.clock.advance(86_400_000);
    cancel(desk, lines[2]);
    const [first, second, third] = lines.map((line) => receiptOf(desk, line));

    const day = await list(desk, 'createdAtFrom=2026-03-03&createdAtTo=2026-03-03&status=RU');
    const two = await list(desk, `${DAYS}&status=RU`);
    const minutes = await list(
      desk,
      'searchType=timeFrame&createdAtFrom=2026-03-03T00:00&createdAtTo=2026-03-04T00:01&status=RU',
      'v6',
    );
    const order = await list(desk, `${DAYS}&orderId=${lines[0]!.orderNumber}`);

    expect(ids(day)).toEqual([second]);
    expect(ids(two)).toEqual([first, second]);
    expect(ids(minutes)).toEqual([second, third]);
    expect(ids(order)).toEqual([first]);
  });

  it.each(['status=RU', 'cancelType=CANCEL'])('pages with %s', async (kind) => {
    const desk = new Desk();
    for (let i = 0; i < 60; i++) cancel(desk, kind === 'status=RU' ? desk.confirmed()[0] : desk.place()[0]);

    const first = await list(desk, `${DAYS}&${kind}`);
    const second = await list(desk, `${DAYS}&${kind}&nextToken=${String(dig(first.json, 'nextToken'))}`);

    expect([rows(first).length, rows(second).length, dig(second.json, 'nextToken')]).toEqual([50, 10, '']);
    const all = [...ids(first), ...ids(second)];
    expect(all).toEqual([...new Set(all)].sort());
  });

  it.each([
    ['createdAtFrom=2026-03-01&createdAtTo=2026-04-01&status=RU', 200],
    ['createdAtFrom=2026-03-01&createdAtTo=2026-04-02&status=RU', 400],
    [DAYS, 400],
    [`${DAYS}&status=RX`, 400],
    [`${DAYS}&cancelType=CANCEL&status=CC`, 400],
    [`${DAYS}&cancelType=CANCEL&orderId=31000171234504`, 400],
    [`${DAYS}&cancelType=OTHER`, 400],
    [`${DAYS}&cancelType=RETURN&status=CC`, 200],
    [`${DAYS}&orderId=abc`, 400],
    [`${DAYS}&status=RU&maxPerPage=51`, 400],
    ['createdAtTo=2026-03-03&status=RU', 400],
    ['createdAtFrom=2026-03-02%2B09:00&createdAtTo=2026-03-03%2B09:00&status=RU', 400],
    ['createdAtFrom=2026-03-02T00:00&createdAtTo=2026-03-03T00:00&status=RU', 400],
    ['searchType=timeFrame&createdAtFrom=2026-03-02T00:00&createdAtTo=2026-03-03T00:00&status=RU&maxPerPage=50', 400],
    ['searchType=timeFrame&createdAtFrom=2026-03-02T00:00&createdAtTo=2026-03-03T00:00&status=RU&nextToken=1', 400],
    ['searchType=timeFrame&createdAtFrom=2026-03-02T00:00&createdAtTo=2026-03-03T00:00&orderId=1', 400],
  ])('answers ?%s with %i', async (query, status) => {
    expect((await list(new Desk(), query, 'v6')).status).toBe(status);
  });
});

describe('withdrawals', () => {
  const withdrawn = (desk: Desk, order = {}): PlacedLine => {
    const [line] = desk.confirmed(order);
    cancel(desk, line, 1);
    desk.happen(line, { kind: 'WITHDRAW_CANCEL' });
    return line!;
  };
  const byDays = (desk: Desk, query: string) => desk.call('GET', `v4/returnWithdrawRequests?${query}`);
  const byIds = (desk: Desk, wanted: readonly string[]) =>
    desk.call('POST', 'v4/returnWithdrawList', `{"cancelIds":[${wanted.join()}]}`);

  it('leave returnRequests and show in both look-ups, as in the samples', async () => {
    const desk = new Desk(at('2026-03-02T15:03:40'));
    const line = withdrawn(desk);
    withdrawn(desk);
    const receiptId = receiptOf(desk, line);

    const days = await byDays(desk, 'dateFrom=2026-03-02&dateTo=2026-03-02&pageIndex=1&sizePerPage=1');
    const found = await byIds(desk, [receiptId, '1']);

    expect(differences(days.text, 'returnWithdrawRequests')).toEqual([]);
    expect(differences(found.text, 'returnWithdrawList')).toEqual([]);
    expect(rows(found)).toEqual([
      {
        cancelId: Number(receiptId),
        orderId: Number(line.orderNumber),
        vendorId: VENDOR,
        refundDeliveryDuty: 'CUS',
        createdAt: '2026-03-02T15:03:40',
        vendorItemIds: [Number(line.lineNumber)],
      },
    ]);
    for (const status of ['RU', 'UC', 'CC']) expect(ids(await list(desk, `${DAYS}&status=${status}`))).toEqual([]);
    expect(rows(await desk.call('GET', `v4/returnRequests/${receiptId}`))).toEqual([]);
    expect(desk.truth(line)).toMatchObject({
      nativeStatus: 'INSTRUCT',
      openCancelQuantity: null,
      cancellations: [{ state: 'WITHDRAWN' }],
    });
    expect(desk.happen(line, { kind: 'WITHDRAW_CANCEL' })).toBe(false);
  });

  it('do not show what was not withdrawn', async () => {
    const desk = new Desk();
    const [line] = desk.confirmed();
    cancel(desk, line);

    expect(rows(await byIds(desk, [receiptOf(desk, line)]))).toEqual([]);
  });

  it('page by number, ten by default', async () => {
    const desk = new Desk();
    for (let i = 0; i < 12; i++) withdrawn(desk);
    const days = 'dateFrom=2026-03-01&dateTo=2026-03-07';

    const first = await byDays(desk, days);
    const second = await byDays(desk, `${days}&pageIndex=2`);
    const whole = await byDays(desk, `${days}&sizePerPage=100`);

    expect([rows(first).length, dig(first.json, 'nextPageIndex')]).toEqual([10, '2']);
    expect([rows(second).length, dig(second.json, 'nextPageIndex')]).toEqual([2, '']);
    expect([rows(whole).length, dig(whole.json, 'nextPageIndex')]).toEqual([12, '']);
  });

  it('count both days in', async () => {
    const desk = new Desk(at('2026-03-07T23:59:59'));
    withdrawn(desk);

    expect(rows(await byDays(desk, 'dateFrom=2026-03-07&dateTo=2026-03-07'))).toHaveLength(1);
    expect(rows(await byDays(desk, 'dateFrom=2026-03-08&dateTo=2026-03-08'))).toHaveLength(0);
  });

  const range = '최대 조회 기간은 7 일 입니다.(The maximum view duration is 7 days)';
  const format = '날짜입력을 확인해 주세요. (형식:yyyy-MM-dd) [Please confirm the date input (format:yyyy-MM-dd)]';
  const size =
    '페이지별 최대 표시 갯수(sizePerPage)는 100 입니다. ' +
    '(The maximum number of indications per page (sizePerPage) is 100)';
  const page = 'pageindex 는 음수 또는 0 일 수 없습니다. (pageindex can not be negative or 0)';

  it.each([
    ['dateTo=2026-03-02', "Required String parameter 'dateFrom' is not present"],
    ['dateFrom=2026-03-02', "Required String parameter 'dateTo' is not present"],
    ['dateFrom=2026-03-02&dateTo=2026-03-01', '종료일자는 시작일자보다 작거나 같아야 합니다.'],
    ['dateFrom=2026-03-01&dateTo=2026-03-08', range],
    ['dateFrom=20260301&dateTo=2026-03-07', format],
    ['dateFrom=2026-03-01&dateTo=2026-03-02&sizePerPage=101', size],
    ['dateFrom=2026-03-01&dateTo=2026-03-02&pageIndex=0', page],
    ['dateFrom=2026-03-01&dateTo=2026-03-02&pageIndex=-1', page],
  ])('refuse ?%s', async (query, text) => {
    const answer = await byDays(new Desk(), query);

    expect([answer.status, message(answer)]).toEqual([400, text]);
  });

  it.each([
    [50, 200],
    [51, 400],
  ])('take %i numbers: %i', async (count, status) => {
    const wanted = Array.from({ length: count }, (_, index) => String(365900101 + index));

    expect((await byIds(new Desk(), wanted)).status).toBe(status);
  });
});
