import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields, State } from './emulator.support.js';
import {
  DAY,
  HOUR,
  ROADS,
  SECOND,
  World,
  kst,
  lineOf,
  moved,
  numbersOf,
  orderOf,
  rowsOf,
  sent,
  tokenOf,
  wantsCancel,
} from './emulator.support.js';

const DONE = '0 Success';

describe('취소조회', () => {
  const said = async (fields: Fields, world = new World()): Promise<string> => (await world.cancels(fields)).said;

  test('1 and 3 are the sites; 2 gives an empty list without a word', async () => {
    const world = new World();
    const line = world.at('2 requested');

    expect(numbersOf(await world.cancels({ SiteType: 3 }))).toEqual([line.orderNumber]);
    expect((await world.cancels({ SiteType: 2 })).text).toBe('{"ResultCode":0,"Message":"Success","Data":[]}');
    expect(rowsOf(await world.cancels({ SiteType: 1 }))).toEqual([]);
    expect((await world.cancels({ SiteType: 4 })).said).toBe('2141 사이트 타입이 올바르지 않습니다');
    expect((await world.cancels({ SiteType: undefined })).said).toBe('2000 파라메터 유효성 검사 실패. - SiteType');
  });

  test('another site’s token sees nothing', async () => {
    const world = new World();
    world.at('2 requested');
    const body = { SiteType: 3, CancelStatus: 0, Type: 2, StartDate: '2026-03-01', EndDate: '2026-03-06' };

    const answer = await world.call('POST', '/claim/v1/sa/Cancels', body, tokenOf({ ssi: 'A:demo_auction' }));

    expect(rowsOf(answer)).toEqual([]);
  });

  test.each([
    ['2026-03-01', '2026-03-07', DONE],
    ['2026-03-01', '2026-03-08', '2000 시작일과 종료일을 정확하게 입력 바랍니다'],
    ['2026-03-01', '2026-03-09', '8668 ShowAlertException$조회 기간은 7일 이내로 입력 바랍니다.'],
    ['2026-03-02', '2026-03-01', '2000 시작일과 종료일을 정확하게 입력 바랍니다'],
    ['', '2026-03-01', '2000 시작일과 종료일을 정확하게 입력 바랍니다'],
    ['2026-03-01 10:00', '2026-03-02', '99999 API Error - 문자열이 유효한 DateTime으로 인식되지 않습니다'],
    ['2026-02-30', '2026-03-02', '99999 API Error - 문자열이 유효한 DateTime으로 인식되지 않습니다'],
  ])('from %p to %p: %s', async (StartDate, EndDate, wanted) => {
    expect(await said({ StartDate, EndDate })).toBe(wanted);
  });

  test.each([
    [{ CancelStatus: 7 }, '2000 파라메터 유효성 검사 실패. - CancelStatus'],
    [{ CancelStatus: undefined }, '2000 파라메터 유효성 검사 실패. - CancelStatus'],
    [{ Type: 5 }, '2000 파라메터 유효성 검사 실패. - Type'],
    [{ Type: 0 }, '2000 파라메터 유효성 검사 실패. - OrderNo'],
    [{ Type: 0, OrderNo: 123 }, '99999 주문정보가 없습니다'],
    [{ Type: 1, PayNo: 123 }, '99999 주문정보가 없습니다'],
    [{ Type: 0, OrderNo: 123, StartDate: undefined }, '2000 시작일과 종료일을 정확하게 입력 바랍니다'],
  ])('%p: %s', async (fields: Fields, wanted) => {
    expect(await said(fields)).toBe(wanted);
  });

  test('each status shows its own, 0 all', async () => {
    const world = new World();
    const one = world.at('2 requested');
    const two = world.at('2 requested');
    const three = world.at('1 canceled');
    const four = world.at('2 withdrawn');
    const five = world.at('2 by staff');
    await world.approve(two);
    const of = async (CancelStatus: number): Promise<string[]> => numbersOf(await world.cancels({ CancelStatus }));

    expect(await of(0)).toEqual([one, two, three, four, five].map(({ orderNumber }) => orderNumber));
    for (const [index, line] of [one, two, three, four, five].entries()) {
      expect(await of(index + 1)).toEqual([line.orderNumber]);
    }
    expect(await of(6)).toEqual([]);
  });

  test('Type 2, 3 and 4 go by request, approval or withdrawal, and payment', async () => {
    const world = new World('gmarket', '2026-03-01T12:00:00');
    const [approved, withdrawn] = [world.place(), world.place()];
    await world.clock.advance(DAY);
    for (const line of [approved, withdrawn]) world.happen(line, { kind: 'CONFIRM' }, wantsCancel());
    await world.clock.advance(13 * HOUR);
    await world.approve(approved);
    world.happen(withdrawn, { kind: 'WITHDRAW_CANCEL' });
    const on = async (day: number, Type: number): Promise<number> =>
      rowsOf(await world.cancels({ Type, StartDate: `2026-03-0${day}`, EndDate: `2026-03-0${day + 1}` })).length;

    expect([await on(1, 2), await on(2, 2), await on(3, 2)]).toEqual([0, 2, 0]);
    expect([await on(1, 3), await on(2, 3), await on(3, 3)]).toEqual([0, 0, 2]);
    expect([await on(1, 4), await on(2, 4), await on(3, 4)]).toEqual([2, 0, 0]);
  });

  test('by order and by cart, whatever the dates', async () => {
    const world = new World();
    const [first, second] = world.emulator.place(orderOf({ lines: [lineOf(), lineOf()] })) as [PlacedLine, PlacedLine];
    world.happen(first, wantsCancel());
    const old = { StartDate: '2020-01-01', EndDate: '2020-01-02' };

    expect(numbersOf(await world.cancels({ Type: 0, OrderNo: Number(first.orderNumber), ...old }))).toEqual([
      first.orderNumber,
    ]);
    expect(numbersOf(await world.cancels({ Type: 1, PayNo: Number(first.checkoutNumber), ...old }))).toEqual([
      first.orderNumber,
    ]);
    expect(await said({ Type: 0, OrderNo: Number(second.orderNumber) }, world)).toBe('99999 클레임정보가 없습니다');
  });

  test('rows say nothing of product, price, quantity, people or address', async () => {
    const world = new World();
    world.at('2 requested');

    const names = Object.keys(rowsOf(await world.cancels())[0]!).join();

    expect(names).not.toMatch(/Name|Amount|Price|Cnt|Zip|Address|Tel|Hp/);
  });

  test('asked for twice, an order has two rows', async () => {
    const world = new World();
    const line = world.at('2 withdrawn');
    await world.clock.advance(HOUR);
    world.happen(line, wantsCancel());

    expect(rowsOf(await world.cancels()).map((row) => row['CancelStatus'])).toEqual([4, 1]);
  });

  test('a request that nobody answers is granted after a day, and then refunded', async () => {
    const world = new World();
    const line = world.at('2 requested');
    const row = async (): Promise<Fields> => rowsOf(await world.cancels({ StartDate: '2026-03-02' }))[0]!;

    await world.clock.advance(DAY - 1);
    expect(await row()).toMatchObject({ CancelStatus: 1 });
    await world.clock.advance(1);
    expect(await row()).toMatchObject({
      CancelStatus: 2,
      ApproveUser: 4,
      ApproveDate: '2026-03-04T12:00:00',
      CompleteDate: null,
    });
    await world.clock.advance(HOUR);
    expect(await row()).toMatchObject({ CancelStatus: 3, CompleteDate: '2026-03-04T12:00:30' });
    expect(world.truth(line)).toMatchObject({ nativeStatus: '6/3', canceledQuantity: 2, openCancelQuantity: null });
  });
});

type Write = (world: World, line: PlacedLine) => Promise<Answer>;

async function inEveryState(
  site: 'gmarket' | 'auction',
  write: Write,
  wanted: Readonly<Record<State, string>>,
): Promise<void> {
  for (const state of Object.keys(ROADS) as State[]) {
    const world = new World(site);
    const line = world.at(state);
    const before = world.truth(line);

    const { said, status, body } = await write(world, line);

    const rule = body['BizRuleCode'] === undefined ? '' : ` ${String(body['BizRuleCode'])}`;
    expect([state, said + rule, status]).toEqual([state, wanted[state], 200]);
    if (!said.startsWith('0 ')) expect(world.truth(line)).toEqual(before);
  }
}

describe('취소승인', () => {
  const approve: Write = (world, line) => world.approve(line);

  test('on Gmarket, in every state', () => {
    const none = '8668 ShowAlertException$취소 승인 대상이 없습니다.';
    const already = '8668 ShowAlertException$이미 취소 승인 되었습니다.';
    return inEveryState('gmarket', approve, {
      '0': none,
      '0 lapsed': already,
      '1': none,
      '1 canceled': already,
      '2': none,
      '2 requested': DONE,
      '2 withdrawn': none,
      '2 by staff': already,
      '3': none,
      '4': none,
      '5': none,
    });
  });

  test('on Auction, in every state', () => {
    const state = '8668 취소 가능한 주문상태가 아닙니다 W8-1';
    const already = '8668 이미 취소 승인 되었습니다 W8-2';
    return inEveryState('auction', approve, {
      '0': state,
      '0 lapsed': already,
      '1': state,
      '1 canceled': already,
      '2': state,
      '2 requested': `${DONE} `,
      '2 withdrawn': state,
      '2 by staff': already,
      '3': state,
      '4': state,
      '5': state,
    });
  });

  test('취소중 at first, 취소완료 when the refund is through', async () => {
    const world = new World();
    const line = world.at('2 requested');
    await world.approve(line);

    expect(world.truth(line)).toMatchObject({
      nativeStatus: '6/2',
      cancellations: [{ state: 'COMPLETED', isImmediate: false }],
    });
    await world.clock.advance(30 * SECOND);
    expect(world.truth(line).nativeStatus).toBe('6/3');
  });

  test('SiteType is 1 or 2 here, not 3; the other site has no such order', async () => {
    const [gmarket, auction] = [new World('gmarket'), new World('auction')];
    const [one, other] = [gmarket.at('2 requested'), auction.at('2 requested')];

    expect((await gmarket.approve(one, 3)).body).toEqual({
      ResultCode: 2141,
      Message: '사이트 타입이 올바르지 않습니다',
      Data: null,
    });
    expect((await gmarket.approve(one, 1)).said).toBe('99999 주문정보가 없습니다');
    expect((await auction.approve(other, 2)).body).toEqual({
      ResultCode: 1000,
      Message: '데이터 조회 실패. - 주문정보',
      BizRuleCode: '',
      Data: null,
    });
    const missing = await auction.call('PUT', `/claim/v1/sa/Cancel/${other.orderNumber}`, {});
    expect(missing.body).toMatchObject({ ResultCode: 2000, BizRuleCode: '' });
    expect([gmarket.truth(one).nativeStatus, auction.truth(other).nativeStatus]).toEqual(['6/1', '6/1']);
  });
});

describe('the seller’s own cancellation', () => {
  const plain: Write = (world, line) =>
    world.call('POST', `/claim/v1/sa/Cancel/${line.orderNumber}`, { SiteType: world.siteType });
  const soldOut: Write = (world, line) => world.soldOut(line);

  test.each([
    ['plainly', plain],
    ['as sold out', soldOut],
  ])('%s on Gmarket, in every state', (_how, write) => {
    const no = '8668 8668$취소 가능한 주문상태가 아닙니다';
    return inEveryState('gmarket', write, {
      '0': no,
      '0 lapsed': no,
      '1': DONE,
      '1 canceled': no,
      '2': DONE,
      '2 requested': no,
      '2 withdrawn': DONE,
      '2 by staff': no,
      '3': no,
      '4': no,
      '5': no,
    });
  });

  test('on Auction, in every state', () => {
    const no = '8668 취소 가능한 주문상태가 아닙니다 W8-1';
    return inEveryState('auction', soldOut, {
      '0': no,
      '0 lapsed': no,
      '1': `${DONE} `,
      '1 canceled': no,
      '2': `${DONE} `,
      '2 requested': '8668 이미 취소 요청된 주문입니다 W28-1',
      '2 withdrawn': `${DONE} `,
      '2 by staff': no,
      '3': no,
      '4': no,
      '5': no,
    });
  });

  test('leaves a row of the seller’s', async () => {
    const world = new World();
    const [sold, other] = [world.at('1'), world.at('2')];
    await soldOut(world, sold);
    await plain(world, other);

    expect(rowsOf(await world.cancels({ CancelStatus: 3 }))).toMatchObject([
      { RequestUser: 2, ApproveUser: 2, Reason: 0, ReasonCode: 6 },
      { RequestUser: 2, ApproveUser: 2, Reason: 0, ReasonCode: 0 },
    ]);
    expect([world.truth(sold).nativeStatus, world.truth(other).nativeStatus]).toEqual(['6/3', '6/3']);
  });

  test('after settlement, on Auction alone', async () => {
    const failure = '2000 파라메터 유효성 검사 실패. - 고객님의 정보와 주문정보가 일치하지 않습니다.';
    const [gmarket, auction] = [new World('gmarket'), new World('auction')];
    const line = auction.at('5');

    expect((await gmarket.refundLate(gmarket.at('5'))).said).toBe(failure);
    expect((await auction.refundLate(auction.at('4'))).said).toBe(failure);
    expect((await auction.refundLate(line)).body['Data']).toEqual({});
    expect((await auction.refundLate(line)).said).toBe(failure);
    expect(auction.truth(line)).toMatchObject({ nativeStatus: '10', canceledQuantity: 2 });
    expect(rowsOf(await auction.cancels({ CancelStatus: 6 }))).toHaveLength(1);
    expect(rowsOf(await auction.statuses({ OrderNo: Number(line.orderNumber) }))).toMatchObject([
      { Status: 10, ClaimStatus: 0 },
    ]);
  });
});

describe('what happens outside', () => {
  const EVENTS: readonly OutsideEvent[] = [
    { kind: 'PAY' },
    { kind: 'LAPSE' },
    moved,
    wantsCancel(),
    { kind: 'WITHDRAW_CANCEL' },
    { kind: 'MARKETPLACE_APPROVES_CANCEL' },
    { kind: 'CONFIRM' },
    sent,
    { kind: 'DELIVER' },
    { kind: 'CONFIRM_PURCHASE' },
  ];

  test.each([
    ['0', { PAY: '1', LAPSE: '6/3' }],
    ['0 lapsed', {}],
    ['1', { CHANGE_ADDRESS: '1', REQUEST_CANCEL: '6/3', CONFIRM: '2' }],
    ['1 canceled', {}],
    ['2', { REQUEST_CANCEL: '6/1', DISPATCH: '3' }],
    ['2 requested', { WITHDRAW_CANCEL: '2', MARKETPLACE_APPROVES_CANCEL: '6/3', DISPATCH: '3' }],
    ['2 withdrawn', { REQUEST_CANCEL: '6/1', DISPATCH: '3' }],
    ['2 by staff', {}],
    ['3', { DELIVER: '4' }],
    ['4', { CONFIRM_PURCHASE: '5' }],
    ['5', {}],
  ] as const)('from %s only to %p', (state, allowed: Readonly<Record<string, string>>) => {
    for (const event of EVENTS) {
      const world = new World();
      const line = world.at(state);
      const before = world.truth(line);

      expect([event.kind, world.emulator.happen(line, event)]).toEqual([event.kind, event.kind in allowed]);
      if (event.kind in allowed) expect(world.truth(line).nativeStatus).toBe(allowed[event.kind]);
      else expect(world.truth(line)).toEqual(before);
    }
  });

  test('a part can’t be asked back, a courier must be known, and so must the order', () => {
    const world = new World();
    const line = world.at('2');

    expect(world.emulator.happen(line, wantsCancel(1))).toBe(false);
    expect(world.emulator.happen(line, { ...sent, courierCode: 'CJGLS' } as OutsideEvent)).toBe(false);
    expect(world.emulator.happen({ orderNumber: '1', lineNumber: null }, { kind: 'CONFIRM' })).toBe(false);
    expect(world.emulator.happen({ ...line, lineNumber: '1' }, { kind: 'CONFIRM' })).toBe(false);
    expect(world.emulator.happen(line, wantsCancel(2))).toBe(true);
  });

  test('the truth of a claim', () => {
    const world = new World();
    const line = world.at('2 requested');

    expect(world.truth(line)).toMatchObject({
      ...line,
      nativeStatus: '6/1',
      openCancelQuantity: 2,
      orderedQuantity: 2,
      canceledQuantity: 0,
      cancellations: [
        {
          claimNumber: null,
          state: 'REQUESTED',
          isImmediate: false,
          quantity: 2,
          requestedAt: kst('2026-03-03T12:00:00'),
        },
      ],
    });
  });
});
