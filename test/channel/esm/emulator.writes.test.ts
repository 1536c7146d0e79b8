import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields, State } from './emulator.support.js';
import {
  DAY,
  HOUR,
  MINUTE,
  ROADS,
  SECOND,
  World,
  moved,
  numbersOf,
  rowsOf,
  sent,
  tokenOf,
  wantsCancel,
} from './emulator.support.js';

const NOT_FOUND = '3000 해당 주문 내역이 없습니다.';
const DONE = '0 Success';
const UNKNOWN: PlacedLine = { orderNumber: '123', lineNumber: null, bundleNumber: null, checkoutNumber: null };

type Write = (world: World, line: PlacedLine) => Promise<Answer>;

/** What one write answers in every state; `(number)` stands for the order's. A refusal must change nothing. */
async function inEveryState(
  write: Write,
  wanted: Readonly<Record<State, string>>,
  site: 'gmarket' | 'auction' = 'gmarket',
): Promise<void> {
  for (const state of Object.keys(ROADS) as State[]) {
    const world = new World(site);
    const line = world.at(state);
    const before = world.truth(line);

    const { said, status } = await write(world, line);

    expect([state, said.replace(line.orderNumber, '(number)'), status]).toEqual([state, wanted[state], 200]);
    if (!said.startsWith('0 ')) expect(world.truth(line)).toEqual(before);
  }
}

describe('주문확인', () => {
  const CANCELED = '3000 취소된 주문번호입니다.';
  const STATE = '3000 주문확인 할 수 없는 상태입니다.';
  const ALREADY = '3000 이미 주문확인 처리된 건입니다.';

  test('in every state', () =>
    inEveryState((world, line) => world.check(line), {
      '0': NOT_FOUND,
      '0 lapsed': CANCELED,
      '1': DONE,
      '1 canceled': CANCELED,
      '2': ALREADY,
      '2 requested': STATE,
      '2 withdrawn': ALREADY,
      '2 by staff': CANCELED,
      '3': STATE,
      '4': STATE,
      '5': STATE,
    }));

  test('tells of an address that changed, and makes the order 배송준비중', async () => {
    const world = new World();
    const line = world.happen(world.at('1'), moved);
    await world.clock.advance(MINUTE);

    const { body } = await world.check(line, { SellerOrderNo: 'SO-20260303-0001', SellerItemNo: 'OIL-300' });

    expect(body).toEqual({ ResultCode: 0, Message: 'Success', Data: { IsChanged: 1 } });
    expect(world.truth(line)).toMatchObject({ nativeStatus: '2', receiver: { addressDetail: '302호' } });
    expect(await world.row(line)).toMatchObject({
      OrderStatus: 2,
      OrderConfirmDate: '2026-03-03T12:01:00',
      DelBackAddress: '302호',
    });
  });

  test.each([
    ['SellerOrderNo', 'x'.repeat(31), '2141 제휴사 주문번호의 최대길이는 30byte입니다.\\n'],
    ['SellerItemNo', `${'가'.repeat(15)}x`, '2141 제휴사 상품번호의 최대길이는 30byte입니다.\\n'],
    ['SellerItemNo', '가'.repeat(15), DONE],
  ])('%s of %s: %s', async (name, text, said) => {
    const world = new World();
    const line = world.at('1');

    expect((await world.check(line, { [name]: text })).said).toBe(said);
    expect(world.truth(line).nativeStatus).toBe(said === DONE ? '2' : '1');
  });

  test('neither 3PL orders nor others’', async () => {
    const world = new World();
    const line = world.placeLine({ sellerProductCode: 'X@3pl' });

    expect((await world.check(line)).said).toBe('3000 해당 주문은 3PL 주문입니다');
    expect((await world.check(UNKNOWN)).said).toBe(NOT_FOUND);
  });

  test('a Gmarket number with an Auction token', async () => {
    const world = new World('gmarket');
    const path = `/shipping/v1/Order/OrderCheck/${world.at('1').orderNumber}`;
    const said = async (ssi: string): Promise<string> =>
      (await world.call('POST', path, undefined, tokenOf({ ssi }))).said;

    expect(await said('A:demo_auction')).toBe('3000 매개 변수 값을 Int64에서 Int32(으)로 변환하지 못했습니다.');
    expect(await said('A:demo_auction,G:demo_gmarket')).toBe(DONE);
  });
});

describe('발송예정일', () => {
  const STATE = '3000 해당 물품을 발송 지연할 수 없습니다';

  test('in every state', () =>
    inEveryState((world, line) => world.expect(line), {
      '0': NOT_FOUND,
      '0 lapsed': STATE,
      '1': STATE,
      '1 canceled': STATE,
      '2': DONE,
      '2 requested': '3000 해당 주문건은 클레임 상태입니다',
      '2 withdrawn': DONE,
      '2 by staff': STATE,
      '3': STATE,
      '4': '3000 해당 주문건은 배송완료 상태입니다',
      '5': '3000 해당 주문건은 배송완료 상태입니다',
    }));

  test.each([
    [{ ReasonType: 0 }, '3000 정의되지 않은 지연 사유입니다.'],
    [{ ReasonType: 4 }, '3000 정의되지 않은 지연 사유입니다.'],
    [{ ReasonType: 3 }, DONE],
    [{ ReasonType: undefined }, '3000 메서드 또는 연산이 구현되지 않았습니다.'],
    [{ ShippingExpectedDate: '2026-06-01' }, DONE],
    [{ ShippingExpectedDate: '2026-06-02' }, '3000 예상 배송일은 90일을 초과할 수 없습니다.'],
    [{ ShippingExpectedDate: '2026-03-04' }, DONE],
    [{ ShippingExpectedDate: '2026-03-03' }, STATE],
    [{ ShippingExpectedDate: '2026-03-09T00:00:00' }, '3000 메서드 또는 연산이 구현되지 않았습니다.'],
    [{ ReasonDetail: '가'.repeat(150) }, DONE],
    [{ ReasonDetail: '가'.repeat(151) }, '2141 지연 상세사유의 최대길이는 300byte입니다.'],
    [{ ReasonDetail: undefined }, DONE],
    [{ OrderNo: 0 }, '3000 메서드 또는 연산이 구현되지 않았습니다.'],
    [{ OrderNo: 43_123_456_010 }, '3000 매개 변수 값을 Int64에서 Int32(으)로 변환하지 못했습니다.'],
  ])('%p: %s', async (fields: Fields, said) => {
    const world = new World();
    expect((await world.expect(world.at('2'), fields)).said).toBe(said);
  });

  test('again and again, and not of 3PL orders', async () => {
    const world = new World();
    const line = world.at('2');

    expect([(await world.expect(line)).said, (await world.expect(line)).said]).toEqual([DONE, DONE]);
    expect((await world.expect(world.placeLine({ sellerProductCode: 'X@3pl' }))).said).toBe(
      '3000 해당 주문은 3PL 주문입니다',
    );
  });
});

describe('발송처리', () => {
  const STATE = '3000 주문번호:(number)의 경매상태가 발송가능한 상태가 아닙니다.';
  const TOO_LATE = '3000 통합 API 취소요청건 발송처리를 위한 취소철회가 실패하였습니다.';
  const COURIER = '3000 지원하지 않는 택배사입니다.';
  const RULE = '3000 10013 는 CJ택배의 운송장번호 규칙에 어긋납니다.';
  const BAD = '3000 메서드 또는 연산이 구현되지 않았습니다.';

  test('in every state', () =>
    inEveryState((world, line) => world.ship(line), {
      '0': NOT_FOUND,
      '0 lapsed': TOO_LATE,
      '1': STATE,
      '1 canceled': TOO_LATE,
      '2': DONE,
      '2 requested': DONE,
      '2 withdrawn': DONE,
      '2 by staff': TOO_LATE,
      '3': DONE,
      '4': STATE,
      '5': STATE,
    }));

  test('ships, and is read back by the courier’s name', async () => {
    const world = new World();
    const line = world.at('2');

    expect((await world.ship(line)).body['Data']).toEqual({ OrderNo: Number(line.orderNumber) });

    expect(world.truth(line)).toMatchObject({
      nativeStatus: '3',
      courierCode: '10013',
      trackingNumber: '600000000010',
    });
    expect(await world.row(line)).toMatchObject({
      TakbaeName: 'CJ택배',
      NoSongjang: '600000000010',
      TransDate: '2026-03-03T12:00:00',
    });
  });

  test('sent again, the last one wins and the first date stays', async () => {
    const world = new World();
    const line = world.at('2');
    await world.ship(line);
    await world.clock.advance(HOUR);

    expect((await world.ship(line, { DeliveryCompanyCode: 10008, InvoiceNo: '300000000002' })).said).toBe(DONE);

    expect(await world.row(line)).toMatchObject({
      OrderStatus: 3,
      TakbaeName: '롯데택배',
      NoSongjang: '300000000002',
      TransDate: '2026-03-03T12:00:00',
    });
  });

  test('on an open cancel request it is the rejection', async () => {
    const world = new World();
    const line = world.at('2 requested');
    await world.clock.advance(HOUR);

    expect((await world.ship(line)).said).toBe(DONE);

    expect(world.truth(line)).toMatchObject({
      nativeStatus: '3',
      openCancelQuantity: null,
      canceledQuantity: 0,
      cancellations: [{ state: 'REJECTED' }],
    });
    expect(rowsOf(await world.cancels({ CancelStatus: 4, Type: 3 }))[0]).toMatchObject({
      CancelStatus: 4,
      WithdrawDate: '2026-03-03T13:00:00',
      ApproveDate: null,
    });
    expect(numbersOf(await world.requestOrders({ orderStatus: 3 }))).toEqual([line.orderNumber]);
    await world.clock.advance(2 * DAY);
    expect(world.truth(line).nativeStatus).toBe('3');
  });

  test('two orders of a bundle share a number', async () => {
    const world = new World();
    for (const line of [world.at('2'), world.at('2')]) expect((await world.ship(line)).said).toBe(DONE);
  });

  test('right after a slow confirmation it has to wait', async () => {
    const world = new World();
    const line = world.placeLine({ sellerProductCode: 'OIL@slow' });
    await world.check(line);

    await world.clock.advance(5 * SECOND - 1);
    expect((await world.ship(line)).said).toBe('3000 주문확인 진행중입니다. 잠시 후 다시 진행해주세요');
    await world.clock.advance(1);
    expect((await world.ship(line)).said).toBe(DONE);
  });

  test.each([
    ['gmarket', { DeliveryCompanyCode: 99_999 }, COURIER],
    ['gmarket', { DeliveryCompanyCode: '10013' }, DONE],
    ['gmarket', { DeliveryCompanyCode: 'CJ' }, BAD],
    ['gmarket', { DeliveryCompanyCode: 10032, InvoiceNo: '직접' }, DONE],
    ['auction', { DeliveryCompanyCode: 10032, InvoiceNo: '직접' }, COURIER],
    ['auction', { DeliveryCompanyCode: 10034, InvoiceNo: 'A-1' }, DONE],
    ['auction', { DeliveryCompanyCode: 10070, InvoiceNo: 'A-1' }, COURIER],
    ['gmarket', { InvoiceNo: '1234567890' }, RULE],
    ['gmarket', { InvoiceNo: '6000-0000-0010' }, RULE],
    ['gmarket', { InvoiceNo: '60000000001' }, DONE],
    ['gmarket', { InvoiceNo: '' }, BAD],
    ['gmarket', { DeliveryCompanyCode: 10036, InvoiceNo: '1' }, DONE],
    ['auction', { DeliveryCompanyCode: 10036, InvoiceNo: '1' }, '3000 10036 는 EMS의 운송장번호 규칙에 어긋납니다.'],
    ['gmarket', { ShippingDate: '2026-03-05T12:00:00' }, DONE],
    ['gmarket', { ShippingDate: '2026-03-05T12:00:01' }, BAD],
    ['gmarket', { ShippingDate: '2026-03-01T11:59:59' }, BAD],
    ['gmarket', { ShippingDate: '2026-03-03' }, BAD],
    ['gmarket', { ShippingDate: undefined }, BAD],
    ['gmarket', { SellerOrderNo: 'x'.repeat(31) }, '2141 제휴사 주문번호의 최대길이는 30byte입니다.\\n'],
    ['gmarket', { OrderNo: 1 }, NOT_FOUND],
    ['auction', { OrderNo: 4_312_345_601 }, '3000 매개 변수 값을 Int64에서 Int32(으)로 변환하지 못했습니다.'],
  ] as const)('%s %p: %s', async (site, fields: Fields, said) => {
    const world = new World(site);
    const line = world.at('2');

    expect((await world.ship(line, fields)).said).toBe(said);
    expect(world.truth(line).nativeStatus).toBe(said === DONE ? '3' : '2');
  });

  test('star delivery has three couriers, 3PL none', async () => {
    const world = new World();
    const star = world.happen(world.placeLine({ sellerProductCode: 'X@star' }), { kind: 'CONFIRM' });
    const thirdParty = world.happen(world.placeLine({ sellerProductCode: 'X@3pl' }), { kind: 'CONFIRM' });

    expect((await world.ship(star, { DeliveryCompanyCode: 10003 })).said).toBe(
      '3000 판매자 스타배송 주문은 계약 완료된 전용 택배사로만 발송처리가 가능합니다.',
    );
    expect((await world.ship(star, { DeliveryCompanyCode: 10007 })).said).toBe(DONE);
    expect((await world.ship(thirdParty)).said).toBe('3000 해당 주문은 3PL 주문입니다');
  });
});

describe('배송완료', () => {
  const STATE = '3000 유효한 주문번호가 아닙니다.';
  const NOT_YOURS = '3000 판매자의 체결건이 아닙니다.';
  const ALREADY = '3000 이미 배송완료 되었습니다.';

  test('in every state', () =>
    inEveryState((world, line) => world.deliver(line), {
      '0': NOT_YOURS,
      '0 lapsed': STATE,
      '1': STATE,
      '1 canceled': STATE,
      '2': STATE,
      '2 requested': STATE,
      '2 withdrawn': STATE,
      '2 by staff': STATE,
      '3': DONE,
      '4': ALREADY,
      '5': ALREADY,
    }));

  test('makes it 배송완료', async () => {
    const world = new World();
    const line = world.at('3');
    await world.deliver(line);

    expect(world.truth(line).nativeStatus).toBe('4');
    expect(await world.row(line)).toMatchObject({ OrderStatus: 4, TransCompleteDate: '2026-03-03T12:00:00' });
    expect((await world.deliver(UNKNOWN)).said).toBe(NOT_YOURS);
  });
});

describe('주문상태조회', () => {
  const rows = async (world: World, fields: Fields): Promise<unknown[][]> =>
    rowsOf(await world.statuses(fields)).map(({ OrderNo, Status, ClaimStatus }) => [
      String(OrderNo),
      Status,
      ClaimStatus,
    ]);

  test('tells every state by number, claims included', async () => {
    const wanted: Readonly<Record<State, readonly [number, number]>> = {
      '0': [0, 0],
      '0 lapsed': [6, 3],
      '1': [1, 0],
      '1 canceled': [6, 3],
      '2': [2, 0],
      '2 requested': [6, 1],
      '2 withdrawn': [2, 0],
      '2 by staff': [6, 3],
      '3': [3, 0],
      '4': [4, 0],
      '5': [5, 0],
    };
    const world = new World();
    for (const state of Object.keys(wanted) as State[]) {
      const line = world.at(state);
      const fields = { OrderNo: Number(line.orderNumber), FromDate: undefined, ToDate: undefined, Page: undefined };
      expect(await rows(world, fields)).toEqual([[line.orderNumber, ...wanted[state]]]);
    }
    expect(await rows(world, { OrderNo: 123 })).toEqual([]);
  });

  test('by the date of a move', async () => {
    const world = new World('gmarket', '2026-03-01T12:00:00');
    const line = world.place();
    const moves = [{ kind: 'CONFIRM' }, sent, { kind: 'DELIVER' }, { kind: 'CONFIRM_PURCHASE' }] as const;
    for (const event of moves) {
      await world.clock.advance(DAY);
      world.happen(line, event);
    }
    const on = async (day: number, SearchDateConditionType: number): Promise<number> =>
      (await rows(world, { SearchDateConditionType, FromDate: `2026-03-0${day}`, ToDate: `2026-03-0${day + 1}` }))
        .length;

    for (const type of [1, 2, 3, 4, 5]) {
      expect([type, await on(type, type), await on(type + 1, type)]).toEqual([type, 1, 0]);
    }
    for (const type of [6, 7, 8, 9]) expect(await rows(world, { SearchDateConditionType: type })).toEqual([]);
  });

  test('by the date of cancellation', async () => {
    const world = new World();
    const line = world.at('1 canceled');
    world.at('2 requested');

    expect(await rows(world, { SearchDateConditionType: 9 })).toEqual([[line.orderNumber, 6, 3]]);
  });

  test('pages of a hundred', async () => {
    const world = new World();
    for (let index = 0; index < 101; index += 1) world.at('1');

    expect([
      (await rows(world, {})).length,
      (await rows(world, { Page: 2 })).length,
      (await rows(world, { Page: 3 })).length,
    ]).toEqual([100, 1, 0]);
  });

  test.each([
    [{ ToDate: '2026-03-09' }, '3000 7일 이내의 데이터만 조회가능합니다.'],
    [{ ToDate: '2026-03-08' }, DONE],
    [{ Page: 0 }, '3000 페이지 번호는 1보다 큰 값을 입력해주세요.'],
    [{ SearchDateConditionType: 10 }, '3000 메서드 또는 연산이 구현되지 않았습니다.'],
    [{ FromDate: '2026-03-01 10:00' }, '3000 메서드 또는 연산이 구현되지 않았습니다.'],
  ])('%p: %s', async (fields: Fields, said) => {
    expect((await new World().statuses(fields)).said).toBe(said);
  });
});

test('진행정보: what happened so far, oldest first', async () => {
  const world = new World();
  const types = async (state: State): Promise<unknown[]> =>
    rowsOf(await world.progress(world.at(state))).map((row) => row['EscrowType']);

  expect(await types('1')).toEqual(['결제일']);
  expect(await types('5')).toEqual(['결제일', '주문확인', '배송중(발송처리일)', '구매결정']);
  expect((await world.progress(world.at('3'))).body).toMatchObject({ TotalCount: 3 });
  expect((await world.progress(UNKNOWN)).said).toBe(NOT_FOUND);
});

test('what happens outside is seen by the writes at once', async () => {
  const world = new World();
  const line = world.happen(world.at('2'), wantsCancel());

  expect((await world.check(line)).said).toBe('3000 주문확인 할 수 없는 상태입니다.');
});
