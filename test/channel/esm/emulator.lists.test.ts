import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Fields, SiteName } from './emulator.support.js';
import {
  DAY,
  MINUTE,
  World,
  kst,
  lineOf,
  moved,
  numbersOf,
  orderOf,
  receiver,
  rowsOf,
  tokenOf,
} from './emulator.support.js';

const WINDOW = {
  gmarket: '31일 이하의 범위만 조회 할 수 있습니다.',
  auction: '(옥션)180일 이하의 범위만 조회 할 수 있습니다.',
};
const NOT_IMPLEMENTED = '3000 메서드 또는 연산이 구현되지 않았습니다.';
const PERIOD = '3000 조회 시작일이 종료일보다 과거여야 합니다.';
const DIGITS = '3000 매개변수 값을 Int64에서 Int32로 변환하지 못했습니다.';
const BAD_DATES = '2000 시작일과 종료일을 정확하게 입력 바랍니다';

type List = 'requestOrders' | 'unpaidOrders';
const LISTS: readonly List[] = ['requestOrders', 'unpaidOrders'];

describe.each(LISTS)('windows of %s', (list) => {
  const from = (requestDateFrom: string, requestDateTo: string): Fields => ({ requestDateFrom, requestDateTo });
  const ask = async (site: SiteName, fields: Fields): Promise<string> => (await new World(site)[list](fields)).said;

  test.each([
    ['gmarket', '2026-03-01', '2026-04-01', '0 '],
    ['gmarket', '2026-03-01 00:00', '2026-04-01 00:01', `3000 ${WINDOW.gmarket}`],
    ['gmarket', '2026-03-01', '2026-04-02', `3000 ${WINDOW.gmarket}`],
    ['auction', '2026-03-01', '2026-08-28', '0 '],
    ['auction', '2026-03-01', '2026-08-28 00:01', `3000 ${WINDOW.auction}`],
  ] as const)('%s from %s to %s: %s', async (site, start, end, said) => {
    expect(await ask(site, from(start, end))).toBe(said);
  });

  test.each([
    ['2026-03-02', '2026-03-01', PERIOD],
    ['2026-03-02', '2026-03-02', PERIOD],
    ['2026-03-02 10:00', '2026-03-02 10:00', PERIOD],
    ['2026-03-02 10:00', '2026-03-02 10:01', '0 '],
    ['2026-03-02T10:00:00+0900', '2026-03-02T10:00:01+0900', '0 '],
    ['2026-03-02T10:00:00', '2026-03-03T10:00:00', BAD_DATES],
    ['20260302', '20260303', BAD_DATES],
    ['2026-02-30', '2026-03-03', BAD_DATES],
    ['', '2026-03-03', BAD_DATES],
  ])('from %p to %p: %s', async (start, end, said) => {
    expect(await ask('gmarket', from(start, end))).toBe(said);
  });

  test('both dates are needed', async () => {
    expect(await ask('gmarket', { requestDateTo: undefined })).toBe(BAD_DATES);
  });

  test('a refusal comes with HTTP 200 and no data', async () => {
    const answer = await new World()[list]({ requestDateTo: '2026-03-01' });
    expect([answer.status, answer.body['Data']]).toEqual([200, null]);
  });

  test('the start is in it, the end is not; a day means its first moment', async () => {
    const world = new World();
    const paidAt = list === 'unpaidOrders' ? { paidAt: null } : {};
    const inside = ['2026-03-01T00:00:00', '2026-03-01T23:59:59.999'];
    const outside = ['2026-02-28T23:59:59.999', '2026-03-02T00:00:00'];
    const placed = [...inside, ...outside].map((at) => world.place({ orderedAt: kst(at), ...paidAt }));

    const answer = await world[list](from('2026-03-01', '2026-03-02'));

    expect(numbersOf(answer)).toEqual(placed.slice(0, 2).map(({ orderNumber }) => orderNumber));
  });

  test('Auction tells whole minutes', async () => {
    const world = new World('auction');
    const paidAt = list === 'unpaidOrders' ? { paidAt: null } : {};
    world.place({ orderedAt: kst('2026-03-01T10:15:59.9'), ...paidAt });

    const [row] = rowsOf(await world[list](from('2026-03-01 10:15', '2026-03-01 10:16')));

    expect(row!['OrderDate']).toBe('2026-03-01T10:15:00');
  });

  test('the site must be one of the token’s', async () => {
    expect(await ask('gmarket', { siteType: 1 })).toBe(NOT_IMPLEMENTED);
    expect(await ask('gmarket', { siteType: 3 })).toBe(NOT_IMPLEMENTED);
    expect(await ask('gmarket', { siteType: undefined })).toBe(NOT_IMPLEMENTED);
    expect(await ask('gmarket', { siteType: 'two' })).toBe(NOT_IMPLEMENTED);
  });

  test('pages', async () => {
    const world = new World();
    const paidAt = list === 'unpaidOrders' ? { paidAt: null } : {};
    const placed = Array.from({ length: 5 }, () => world.place(paidAt).orderNumber);
    const ask = async (pageIndex: number, pageSize: number): Promise<unknown[]> => {
      const answer = await world[list]({ pageIndex, pageSize });
      const { PageIndex, PageSize, TotalCount, SiteType, SellerId } = answer.body['Data'] as Fields;
      expect([TotalCount, SiteType, SellerId]).toEqual([5, 3, 'demo_gmarket']);
      return [PageIndex, PageSize, numbersOf(answer)];
    };

    expect(await ask(1, 2)).toEqual([1, 2, placed.slice(0, 2)]);
    expect(await ask(3, 2)).toEqual([3, 2, placed.slice(4)]);
    expect(await ask(4, 2)).toEqual([4, 2, []]);
    expect(await ask(0, 0)).toEqual([1, 1000, placed]);
    expect(await ask(1, 5000)).toEqual([1, 1000, placed]);
  });

  test('orders of a branch come when it is asked for, and only then', async () => {
    const world = new World();
    const paidAt = list === 'unpaidOrders' ? { paidAt: null } : {};
    const usual = world.place(paidAt);
    const branch = world.place({ ...paidAt, lines: [lineOf({ sellerProductCode: 'FRESH@branch=77' })] });
    const ask = async (branchCode: number): Promise<unknown[][]> =>
      rowsOf(await world[list]({ branchCode })).map((row) => [String(row['OrderNo']), row['BranchCode']]);

    expect(await ask(0)).toEqual([[usual.orderNumber, 0]]);
    expect(await ask(77)).toEqual([[branch.orderNumber, 77]]);
    expect(await ask(78)).toEqual([]);
  });

  test('what is not visible yet is in no list, but found by number', async () => {
    const world = new World();
    const paidAt = list === 'unpaidOrders' ? { paidAt: null } : {};
    const line = world.place({ ...paidAt, visibleAt: world.clock.now() + MINUTE });

    expect(numbersOf(await world[list]())).toEqual([]);
    if (list === 'requestOrders') expect(numbersOf(await world.byNumber(line))).toEqual([line.orderNumber]);
    await world.clock.advance(MINUTE);
    expect(numbersOf(await world[list]())).toEqual([line.orderNumber]);
  });
});

describe('unpaid orders', () => {
  const row = async (world: World): Promise<Fields> => rowsOf(await world.unpaidOrders())[0]!;

  test('PAY makes it a new order under the same number', async () => {
    const world = new World();
    const line = world.at('0');
    expect(world.truth(line)).toMatchObject({ nativeStatus: '0', paidAt: null });
    expect(numbersOf(await world.requestOrders())).toEqual([]);
    expect(numbersOf(await world.byNumber(line))).toEqual([]);

    world.happen(line, { kind: 'PAY' });

    expect(numbersOf(await world.unpaidOrders())).toEqual([]);
    expect(rowsOf(await world.requestOrders())[0]).toMatchObject({
      OrderNo: Number(line.orderNumber),
      OrderStatus: 1,
      PayDate: '2026-03-03T12:00:05',
    });
  });

  test('LAPSE makes it a cancelled one that was never paid', async () => {
    const world = new World();
    const line = world.at('0 lapsed');

    expect(numbersOf(await world.unpaidOrders())).toEqual([]);
    expect(rowsOf(await world.cancels())[0]).toMatchObject({
      OrderNo: Number(line.orderNumber),
      CancelStatus: 3,
      RequestUser: 4,
      ReasonCode: 0,
      PayDate: null,
      CompleteDate: '2026-03-03T12:00:00',
    });
    expect(world.truth(line)).toMatchObject({ nativeStatus: '6/3', paidAt: null, canceledQuantity: 2 });
  });

  test('it lapses by itself when the deposit is due', async () => {
    const world = new World();
    const line = world.at('0');

    await world.clock.advance(7 * DAY - 1);
    expect(world.truth(line).nativeStatus).toBe('0');
    await world.clock.advance(1);
    expect(world.truth(line).cancellations).toMatchObject([
      { state: 'COMPLETED', isImmediate: true, requestedAt: kst('2026-03-10T12:00:00') },
    ]);
    expect((await world.check(line)).said).toBe('3000 취소된 주문번호입니다.');
  });

  test('a cart is paid as a whole', async () => {
    const world = new World();
    const [first, second] = world.emulator.place(orderOf({ paidAt: null, lines: [lineOf(), lineOf()] }));

    world.happen(first!, { kind: 'PAY' });

    expect(world.truth(second!).nativeStatus).toBe('1');
    expect(world.emulator.happen(second!, { kind: 'PAY' })).toBe(false);
  });

  test('the two sites print options, branch, goods number and due date each in its way', async () => {
    const [gmarket, auction] = [new World('gmarket'), new World('auction')];
    for (const world of [gmarket, auction]) world.at('0');
    const names = [
      'BranchCode',
      'GoodsNo',
      'OptSelPrice',
      'OptAddPrice',
      'DepositDueDate',
      'ZipCode',
      'DelFullAddress',
    ];
    const pick = (fields: Fields): unknown[] => names.map((name) => fields[name]);

    expect(pick(await row(gmarket))).toEqual([
      0,
      null,
      '0.0000',
      '0.0000',
      '2026-03-10T12:00:00',
      '04524',
      receiver.address,
    ]);
    expect(pick(await row(auction))).toEqual([null, '', null, null, '2026-03-10T23:59:59', '04524', receiver.address]);
  });

  test('Auction prices an option that is there, be it at nothing', async () => {
    const world = new World('auction');
    world.place({ paidAt: null, lines: [lineOf({ optionName: '색상:흰색' })] });

    expect(await row(world)).toMatchObject({ OptSelPrice: '0.0000', OptAddPrice: null });
  });

  test('the order number filters nothing, but its digits are looked at', async () => {
    const world = new World('auction');
    const placed = [world.at('0'), world.at('0')];

    const answer = await world.unpaidOrders({ orderNo: Number(placed[0]!.orderNumber) });
    expect(numbersOf(answer)).toHaveLength(2);
    expect((await world.unpaidOrders({ orderNo: 4_312_345_601 })).said).toBe(DIGITS);
  });

  test('safe numbers: never on Gmarket, after five minutes on Auction; others at once', async () => {
    const order = { paidAt: null, receiver: { ...receiver, tel: '0508-0000-0002' } };
    for (const [site, early, late] of [
      ['gmarket', null, null],
      ['auction', '', '0508-0000-0002'],
    ] as const) {
      const world = new World(site);
      world.place(order);
      expect(await row(world)).toMatchObject({ HpNo: early, TelNo: early, BuyerMobileTel: '010-0000-1101' });
      await world.clock.advance(5 * MINUTE);
      expect((await row(world))['HpNo']).toBe(late);
    }
  });
});

describe('orders by status', () => {
  test.each(['1', '2', '3', '4', '5'] as const)(
    'status %s shows what stands there, and nothing else',
    async (state) => {
      const world = new World();
      const placed = new Map<string, PlacedLine>();
      for (const each of ['0', '1', '2', '3', '4', '5'] as const) placed.set(each, world.at(each));

      const answer = await world.requestOrders({ orderStatus: Number(state) });

      expect(numbersOf(answer)).toEqual([placed.get(state)!.orderNumber]);
      expect(rowsOf(answer)[0]!['OrderStatus']).toBe(Number(state));
      expect(world.truth(placed.get(state)!).nativeStatus).toBe(state);
    },
  );

  test('an order with a claim, open or done, is in none and not found by number', async () => {
    const world = new World();
    const claimed = (['1 canceled', '2 requested', '2 by staff', '0 lapsed'] as const).map((state) => world.at(state));

    for (let orderStatus = 1; orderStatus <= 5; orderStatus += 1) {
      expect(numbersOf(await world.requestOrders({ orderStatus }))).toEqual([]);
    }
    for (const line of claimed) expect(numbersOf(await world.byNumber(line))).toEqual([]);
  });

  test('a withdrawn cancel brings it back', async () => {
    const world = new World();
    const line = world.at('2 withdrawn');

    expect(numbersOf(await world.requestOrders({ orderStatus: 2 }))).toEqual([line.orderNumber]);
  });

  test.each([
    [{ orderStatus: 7 }, NOT_IMPLEMENTED],
    [{ orderStatus: undefined }, NOT_IMPLEMENTED],
    [{ requestDateType: undefined }, NOT_IMPLEMENTED],
    [{ requestDateType: 6 }, NOT_IMPLEMENTED],
    [{ requestDateType: 3 }, NOT_IMPLEMENTED],
    [{ requestDateType: 3, orderStatus: 2 }, '0 '],
    [{ requestDateType: 4 }, '0 '],
    [{ requestDateType: 5 }, '0 '],
    [{ orderType: 4 }, NOT_IMPLEMENTED],
    [{ orderStatus: 0 }, NOT_IMPLEMENTED],
    [{ orderStatus: 6 }, NOT_IMPLEMENTED],
    [{ orderStatus: 6, payNo: 1 }, '0 '],
  ])('%p: %s', async (fields: Fields, said) => {
    expect((await new World().requestOrders(fields)).said).toBe(said);
  });

  test.each([{ requestDateType: 4 }, { requestDateType: 5 }, { orderStatus: 6, payNo: 1 }])(
    'Auction has no %p',
    async (fields) => {
      expect((await new World('auction').requestOrders(fields)).said).toBe(NOT_IMPLEMENTED);
    },
  );

  test('each date type goes by its own date', async () => {
    const world = new World();
    const line = world.place({ orderedAt: kst('2026-03-01T10:00:00'), paidAt: kst('2026-03-02T10:00:00') });
    world.happen(line, { kind: 'CONFIRM' });
    const on = async (day: number, requestDateType: number): Promise<number> => {
      const [requestDateFrom, requestDateTo] = [`2026-03-0${day}`, `2026-03-0${day + 1}`];
      const fields = { orderStatus: 2, requestDateType, requestDateFrom, requestDateTo };
      return rowsOf(await world.requestOrders(fields)).length;
    };

    expect([await on(1, 1), await on(2, 1)]).toEqual([1, 0]);
    expect([await on(1, 2), await on(2, 2)]).toEqual([0, 1]);
    expect([await on(3, 3), await on(4, 3)]).toEqual([0, 1]);
  });

  test('by number: digits, and other people’s tokens', async () => {
    const [gmarket, auction] = [new World('gmarket'), new World('auction')];
    const ask = async (world: World, orderNo: number, token = world.token): Promise<string> => {
      const body = { siteType: world.siteType, orderStatus: 0, orderNo };
      return (await world.call('POST', '/shipping/v1/Order/RequestOrders', body, token)).said;
    };

    expect(await ask(gmarket, 4_312_345_601)).toBe('0 ');
    expect(await ask(gmarket, 43_123_456_010)).toBe(DIGITS);
    expect(await ask(auction, 2_147_483_647)).toBe('0 ');
    expect(await ask(auction, 2_147_483_648)).toBe(DIGITS);
  });

  test('a cart by its number, without what is under a claim', async () => {
    const world = new World();
    const lines = world.emulator.place(orderOf({ lines: [lineOf(), lineOf(), lineOf()] }));
    world.happen(lines[1]!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '' });

    const answer = await world.requestOrders({ orderStatus: 6, payNo: Number(lines[0]!.checkoutNumber) });

    expect(numbersOf(answer)).toEqual([lines[0]!.orderNumber, lines[2]!.orderNumber]);
  });

  test('a token of both sites may ask for the other one, which is empty here', async () => {
    const world = new World('gmarket');
    world.at('1');
    const body = {
      siteType: 1,
      orderStatus: 1,
      requestDateType: 1,
      requestDateFrom: '2026-03-01',
      requestDateTo: '2026-03-04',
    };
    const both = tokenOf({ ssi: 'A:demo_auction,G:demo_gmarket' });

    const answer = await world.call('POST', '/shipping/v1/Order/RequestOrders', body, both);

    expect(answer.body['Data']).toMatchObject({ SiteType: 1, SellerId: 'demo_auction', RequestOrders: [] });
  });

  test('the deadline shows two minutes after payment, safe numbers after five', async () => {
    const world = new World();
    const line = world.place({ receiver: { ...receiver, tel: '0508-0000-0002', tel2: null } });
    const seen = async (): Promise<unknown[]> => {
      const { TransDueDate, HpNo, TelNo } = (await world.row(line))!;
      return [TransDueDate, HpNo, TelNo];
    };

    expect(await seen()).toEqual([null, null, null]);
    await world.clock.advance(2 * MINUTE);
    expect(await seen()).toEqual(['2026-03-05T23:59:59', null, null]);
    await world.clock.advance(3 * MINUTE);
    expect(await seen()).toEqual(['2026-03-05T23:59:59', '0508-0000-0002', '']);
  });

  test('fees of a cart with two parcels: once on Gmarket, on every order on Auction', async () => {
    const fees = async (site: SiteName): Promise<unknown[][]> => {
      const world = new World(site);
      const line = lineOf({ unitPrice: 10_000, quantity: 1 });
      world.emulator.place(
        orderOf({ shippingFee: 2500, remoteShippingFee: 3000, lines: [line, line, line], bundles: [[0, 1], [2]] }),
      );
      const rows = rowsOf(await world.requestOrders());
      return rows.map((row) =>
        ['ShippingFee', 'BackwoodsAddDeliveryFee', 'AcntMoney'].map((name) => parseInt(String(row[name]))),
      );
    };

    expect(await fees('gmarket')).toEqual([
      [2500, 3000, 15_500],
      [0, 0, 10_000],
      [0, 0, 10_000],
    ]);
    expect(await fees('auction')).toEqual([
      [2500, 3000, 15_500],
      [2500, 3000, 15_500],
      [0, 0, 15_500],
    ]);
  });

  test('bundles share a group number, carts a payment number', () => {
    const lines = new World().emulator.place(orderOf({ lines: [lineOf(), lineOf(), lineOf()], bundles: [[0, 2]] }));

    expect(new Set(lines.map(({ checkoutNumber }) => checkoutNumber)).size).toBe(1);
    expect(lines[0]!.bundleNumber).toBe(lines[2]!.bundleNumber);
    expect(lines[1]!.bundleNumber).not.toBe(lines[0]!.bundleNumber);
    expect(() => new World().place({ lines: [] })).toThrow(RangeError);
    expect(() => new World().place({ bundles: [[0], [0]] })).toThrow(RangeError);
  });

  test('options of a product have codes of their own, lasting ones', async () => {
    const world = new World();
    const code = async (optionName: string): Promise<unknown> => {
      const row = await world.row(world.placeLine({ optionName, sellerProductCode: 'TEE-01' }));
      return (row!['ItemOptionSelectList'] as Fields[])[0]!['ItemOptionCode'];
    };

    expect([await code('파랑'), await code('빨강'), await code('파랑')]).toEqual([
      'TEE-01001',
      'TEE-01002',
      'TEE-01001',
    ]);
  });
});

describe('special orders', () => {
  const kinds = async (world: World, fields: Fields): Promise<unknown[]> =>
    rowsOf(await world.requestOrders(fields)).map((row) => row['OutGoodsNo']);

  test('by kind of delivery and by gift', async () => {
    const world = new World();
    for (const mark of ['', '@3pl', '@star', '@gift']) world.placeLine({ sellerProductCode: `X${mark}` });

    expect(await kinds(world, {})).toEqual(['X', 'X@3pl', 'X@star', 'X@gift']);
    expect(await kinds(world, { orderType: 1 })).toEqual(['X', 'X@gift']);
    expect(await kinds(world, { orderType: 2 })).toEqual(['X@3pl']);
    expect(await kinds(world, { orderType: 3 })).toEqual(['X@star']);
    expect(await kinds(world, { isGiftOrder: 'Y' })).toEqual(['X@gift']);
    expect(await kinds(world, { isGiftOrder: 'N' })).toEqual(['X', 'X@3pl', 'X@star']);
    expect(await kinds(world, { giftOrderStatus: 1 })).toEqual(['X@gift']);
    expect(await kinds(world, { giftOrderStatus: 2 })).toEqual([]);
    expect(await kinds(world, { requestDateType: 4 })).toEqual([]);
    expect(await kinds(world, { requestDateType: 5 })).toEqual(['X', 'X@3pl', 'X@star']);
  });

  test('a gift gets its address when it is accepted', async () => {
    const world = new World();
    const line = world.placeLine({ sellerProductCode: 'X@gift' });
    expect(world.emulator.happen(line, { kind: 'CONFIRM' })).toBe(false);
    await world.clock.advance(MINUTE);

    world.happen(line, moved);

    expect(await world.row(line)).toMatchObject({
      GiftOrderStatus: 2,
      GiftConfirmDate: '2026-03-03T12:01:00',
      DelBackAddress: '302호',
    });
    expect(await kinds(world, { requestDateType: 4 })).toEqual(['X@gift']);
    expect((await world.check(line)).body['Data']).toEqual({ IsChanged: 0 });
  });

  test('a gift that nobody accepts is cancelled with reason 7', async () => {
    const world = new World();
    const line = world.placeLine({ sellerProductCode: 'X@gift' });
    await world.clock.advance(8 * DAY);

    const answer = await world.cancels({ StartDate: '2026-03-09', EndDate: '2026-03-12', IsGiftOrder: 'Y' });

    expect(rowsOf(answer)[0]).toMatchObject({ ReasonCode: 7, IsGiftOrder: 'Y', CompleteDate: '2026-03-10T23:59:59' });
    expect(world.truth(line).nativeStatus).toBe('6/3');
  });

  test('Auction has no gifts', async () => {
    const world = new World('auction');
    expect((await world.check(world.placeLine({ sellerProductCode: 'X@gift' }))).said).toBe('0 Success');
  });

  test('star delivery has a date of arrival, 3PL a policy and a SKU of its own', async () => {
    const world = new World();
    const row = async (mark: string): Promise<Fields> =>
      (await world.row(world.placeLine({ sellerProductCode: mark })))!;

    expect(await row('X@3pl')).toMatchObject({
      DistrType: 'TL',
      TransType: 'G',
      SKUNo: expect.stringMatching(/^\d+\/2$/),
    });
    expect(await row('X@star')).toMatchObject({ DistrType: 'SL', TransType: 'B', ArrivalScheduledDate: null });
    expect(await row('X')).not.toHaveProperty('ArrivalScheduledDate');
  });
});
