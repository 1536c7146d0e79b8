import { parseInstant } from '../../../src/base/time.js';
import type { Fields } from './emulator.support.js';
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  START,
  World,
  asks,
  elsewhere,
  lineOf,
  orderOf,
  receiver,
  sent,
  shirt,
} from './emulator.support.js';

const at = (text: string): number => parseInstant(text)!;
const WEEK = 'start_date=2026-03-01&end_date=2026-03-07';

describe('dates', () => {
  test('days are Korean, and the last one is in', async () => {
    const world = await World.open();
    const times = ['2026-02-28T23:59:59', '2026-03-01T00:00:00', '2026-03-01T23:59:59', '2026-03-02T00:00:00'];
    const ids = times.map((time) => world.place({ orderedAt: at(`${time}+09:00`) }).orderNumber);

    const { body } = await world.get('orders?start_date=2026-03-01&end_date=2026-03-01');

    expect(body.orders.map(({ order_id }) => order_id)).toEqual([ids[2], ids[1]]);
  });

  test.each([
    ['', 422, 'start_date'],
    ['start_date=2026-03-01', 422, 'end_date'],
    ['end_date=2026-03-01', 422, 'start_date'],
    ['start_date=2026-03-02&end_date=2026-03-01', 422, 'end_date'],
    ['start_date=2026-02-30&end_date=2026-03-01', 422, 'start_date'],
    ['start_date=20260301&end_date=2026-03-01', 422, 'start_date'],
    ['start_date=2026-03-01T00:00:00%2B09:00&end_date=2026-03-01', 422, 'start_date'],
    ['start_date=2026-03-01&end_date=2026-06-01', 200, ''],
    ['start_date=2026-03-01&end_date=2026-06-02', 422, 'end_date'],
    ['start_date=2025-11-30&end_date=2026-02-28', 200, ''],
    ['start_date=2025-11-30&end_date=2026-03-01', 422, 'end_date'],
    ['order_id=20260302-0000001', 200, ''],
    [`${WEEK}&date_type=paid_date`, 422, 'date_type'],
    [`${WEEK}&order_status=N10,N99`, 422, 'order_status'],
    [`${WEEK}&payment_status=X`, 422, 'payment_status'],
    [`${WEEK}&order_place_id=amazon`, 422, 'order_place_id'],
    [`${WEEK}&shop_no=0`, 422, 'shop_no'],
    [`${WEEK}&shop_no=3`, 422, 'shop_no'],
    [`${WEEK}&ordre_status=N99`, 200, ''],
  ])('orders?%s gives %i', async (query, status, name) => {
    const world = await World.open();

    const answers = [await world.get(`orders?${query}`), await world.get(`orders/count?${query}`)];

    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    if (name) expect(answers[0]!.body.error.message).toContain(`(parameter.${name})`);
  });

  test('each date_type compares its own date', async () => {
    const world = await World.open();
    const line = world.place({ orderedAt: at('2026-03-01T10:00:00+09:00'), paidAt: null });
    const days = async (): Promise<unknown[]> => {
      const found: string[] = [];
      for (const type of ['order', 'pay', 'place', 'shipbegin', 'shipend', 'purchaseconfirmation']) {
        for (const day of [1, 2, 3, 4, 5, 6]) {
          const { body } = await world.get(
            `orders?start_date=2026-03-0${day}&end_date=2026-03-0${day}&date_type=${type}_date`,
          );
          if (body.orders.length > 0) found.push(`${type} ${day}`);
          await world.clock.advance(SECOND / 2);
        }
      }
      return found;
    };

    world.happen(line, { kind: 'PAY' });
    for (const kind of ['CONFIRM', 'DISPATCH', 'DELIVER', 'CONFIRM_PURCHASE'] as const) {
      await world.clock.advance(DAY);
      world.happen(line, kind === 'DISPATCH' ? sent : { kind });
    }
    await world.refresh();

    expect(await days()).toEqual(['order 1', 'pay 2', 'place 3', 'shipbegin 4', 'shipend 5', 'purchaseconfirmation 6']);
  });

  test('the three cancel dates', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, asks());
    const count = async (type: string): Promise<number> =>
      (await world.get(`orders/count?start_date=2026-03-02&end_date=2026-03-02&date_type=${type}`)).body.count;
    const all = (): Promise<number[]> =>
      Promise.all(['cancel_request_date', 'cancel_accept_date', 'cancel_complete_date', 'cancel_date'].map(count));

    const requested = await all();
    await world.one('POST', `orders/${line.orderNumber}/cancellation`, { status: 'accepted' });
    const accepted = await all();
    await world.one('POST', `orders/${line.orderNumber}/cancellation`, { status: 'canceled' });

    expect([requested, accepted, await all()]).toEqual([
      [1, 0, 0, 0],
      [1, 1, 0, 0],
      [1, 1, 1, 1],
    ]);
  });
});

describe('pages', () => {
  async function thirteen(): Promise<World> {
    const world = await World.open();
    for (let number = 0; number < 13; number += 1) world.place({ orderedAt: START - number * MINUTE });
    return world;
  }

  test('without a limit there are ten rows, newest first, and a link to the rest', async () => {
    const world = await thirteen();

    const first = await world.get(`orders?${WEEK}`);
    const [link] = first.body.links;
    const second = await world.get(link!.href.split('/admin/')[1]!);

    expect([first.body.orders.length, second.body.orders.length]).toEqual([10, 3]);
    expect(link).toEqual({
      rel: 'next',
      href: `https://demomall.cafe24api.com/api/v2/admin/orders?${WEEK}&limit=10&offset=10`,
    });
    expect(second.body.links).toEqual([]);
    const dates = [...first.body.orders, ...second.body.orders].map(({ order_date }) => String(order_date));
    expect(dates).toEqual([...dates].sort().reverse());
    expect(new Set(dates).size).toBe(13);
  });

  test.each([
    ['limit=1000', 200],
    ['limit=1', 200],
    ['limit=0', 422],
    ['limit=1001', 422],
    ['limit=ten', 422],
    ['offset=15000', 200],
    ['offset=15001', 422],
    ['offset=-1', 422],
  ])('orders with %s', async (page, status) => {
    const world = await thirteen();

    expect((await world.get(`orders?${WEEK}&${page}`)).status).toBe(status);
  });

  test('the count knows no page', async () => {
    expect((await (await thirteen()).get(`orders/count?${WEEK}&limit=2`)).body.count).toBe(13);
  });

  test('csv parameters take a hundred values', async () => {
    const world = await thirteen();
    const ids = (count: number): string => Array.from({ length: count }, (_, n) => `20260302-${n}`).join(',');

    expect((await world.get(`orders?order_id=${ids(100)}`)).status).toBe(200);
    expect((await world.get(`orders?order_id=${ids(101)}`)).status).toBe(422);
  });

  test('orders by id need no dates and come in the list’s own order', async () => {
    const world = await thirteen();
    const lines = world.emulator.lines();
    const wanted = [lines[4]!.orderNumber, lines[1]!.orderNumber];

    const { body } = await world.get(`orders?order_id=${wanted.join(',')},20260302-9999999`);

    expect(body.orders.map(({ order_id }) => order_id)).toEqual([wanted[1], wanted[0]]);
  });
});

describe('filters', () => {
  test('a status matches when one line has it, and the order comes with all its lines', async () => {
    const world = await World.open();
    const [first] = world.emulator.place(orderOf({ lines: [shirt, lineOf()] }));
    world.happen(first!, { kind: 'CONFIRM' });

    const { body } = await world.get(`orders?${WEEK}&order_status=N20,N21,N22&date_type=place_date&embed=items`);

    expect(body.orders[0]!.items.map(({ order_status }) => order_status)).toEqual(['N20', 'N10']);
    expect(await world.listed('order_status=N10')).toEqual([first!.orderNumber]);
    expect(await world.listed('order_status=N30')).toEqual([]);
    expect(await world.listed('order_status=N10&date_type=place_date')).toEqual([]);
  });

  test('who, what and how', async () => {
    const world = await World.open();
    const odd = { name: '뷁도리 & "펲"', tel: '010-0000-9999' };
    const { orderNumber: one } = world.place({ buyer: odd, receiver: elsewhere, lines: [shirt], paidAt: null });
    const { orderNumber: two } = world.place();
    const { body } = await world.get(`orders/${one}?embed=items,buyer`);
    const buyer = body.order['buyer'] as Record<string, string>;
    const item = body.order.items[0]!;
    const filters: readonly [string, string, readonly string[]][] = [
      ['buyer_name', odd.name, [one]],
      ['buyer_cellphone', odd.tel, [one]],
      ['buyer_email', buyer['email']!, [one]],
      ['member_id', buyer['member_id']!, [one]],
      ['member_type', '3', []],
      ['receiver_name', receiver.name, [two, one]],
      ['receiver_address', '해운대구', [one]],
      ['product_no', String(item['product_no']), [one]],
      ['product_code', String(item['product_code']), [one]],
      ['payment_method', 'cash', [one]],
      ['payment_gateway_name', 'inicis', [two]],
      ['payment_status', 'F', [one]],
      ['payment_status', 'P', [two]],
      ['order_place_id', 'self,mobile', [two, one]],
      ['order_place_id', 'coupang', []],
      ['market_cancel_request', 'T', []],
      ['market_order_no', 'M-1', []],
      ['first_order', 'F', [two, one]],
      ['supplier_id', 'S0000000', [two, one]],
      ['refund_status', 'F', [two, one]],
    ];
    for (const [name, value, wanted] of filters) {
      await world.clock.advance(SECOND);
      const found = await world.listed(`${name}=${encodeURIComponent(value)}`);
      expect([name, value, [...found].sort()]).toEqual([name, value, [...wanted].sort()]);
    }
  });

  test('a plus in a value is a plus', async () => {
    const world = await World.open();
    const { orderNumber } = world.place({ buyer: { name: '김 하늘', tel: '1' } });

    expect(await world.listed(`buyer_name=${encodeURIComponent('김')}+${encodeURIComponent('하늘')}`)).toEqual([]);
    expect(await world.listed(`buyer_name=${encodeURIComponent('김 하늘')}`)).toEqual([orderNumber]);
  });

  test('fields leaves what it names, and what is embedded', async () => {
    const world = await World.open();
    world.place();

    const { body } = await world.get(`orders?${WEEK}&fields=order_id,paid&embed=items,nonsense`);

    expect(Object.keys(body.orders[0]!)).toEqual(['order_id', 'paid', 'items']);
  });
});

test('lists show an order from visibleAt on, single reads at once', async () => {
  const world = await World.open();
  const { orderNumber } = world.place({ orderedAt: START, visibleAt: START + HOUR, paidAt: null });
  const seen = async (): Promise<number[]> => [
    (await world.get(`orders?${WEEK}`)).body.orders.length,
    (await world.get(`orders?order_id=${orderNumber}`)).body.orders.length,
    (await world.get(`unpaidorders?${WEEK}`)).body.unpaidorders.length,
    (await world.get(`orders/${orderNumber}`)).status,
  ];

  const before = await seen();
  await world.clock.advance(HOUR);

  expect([before, await seen()]).toEqual([
    [0, 0, 0, 200],
    [1, 1, 1, 200],
  ]);
});

test('reads of one order: items, receivers, buyer, and nothing of a stranger', async () => {
  const world = await World.open();
  const { orderNumber } = world.place();
  const whole = (await world.get(`orders/${orderNumber}?embed=items,receivers,buyer,benefits`)).body.order;

  for (const part of ['items', 'receivers', 'buyer']) {
    expect((await world.get(`orders/${orderNumber}/${part}`)).body).toEqual({ [part]: whole[part] });
  }
  expect(whole['benefits']).toEqual([]);
  for (const path of ['', '/items', '/receivers', '/buyer', '/shipments', '/items/x/history']) {
    expect([path, (await world.get(`orders/20260302-9999999${path}`)).status]).toEqual([path, 404]);
  }
  expect((await world.get(`orders/${orderNumber}?shop_no=2`)).status).toBe(404);
});

describe('unpaid orders', () => {
  test('they are listed with what is due, in either order, until they are paid or lapse', async () => {
    const world = await World.open();
    const lines = [10, 5, 1].map((minutes) =>
      world.place({ paidAt: null, orderedAt: START - minutes * MINUTE, remoteShippingFee: 2500 }),
    );
    const unpaid = async (query = ''): Promise<unknown[]> =>
      (await world.get(`unpaidorders?${WEEK}${query}`)).body.unpaidorders.map((row) => [
        row['order_id'],
        row['unpaid_amount'],
      ]);
    const rows = lines.map(({ orderNumber }) => [orderNumber, '35200']);

    expect(await unpaid()).toEqual([...rows].reverse());
    expect(await unpaid('&order=asc&limit=2')).toEqual(rows.slice(0, 2));
    expect(await unpaid('&order=asc&limit=2&offset=2')).toEqual(rows.slice(2));
    expect(await unpaid('&payment_method=icash')).toEqual([]);
    expect(await unpaid('&settle_type=E')).toEqual([]);

    world.happen(lines[0]!, { kind: 'PAY' });
    world.happen(lines[1]!, { kind: 'LAPSE' });

    expect(await unpaid()).toEqual([rows[2]]);
    expect(await world.listed('order_status=N00')).toEqual([lines[2]!.orderNumber]);
  });

  test.each([
    ['', 422],
    ['start_date=2026-03-01', 422],
    [`${WEEK}&limit=500`, 200],
    [`${WEEK}&limit=501`, 422],
    [`${WEEK}&offset=15001`, 422],
    [`${WEEK}&order=newest`, 422],
    [`${WEEK}&payment_method=card`, 422],
    ['start_date=2025-01-01&end_date=2026-03-01', 200],
  ])('unpaidorders?%s gives %i', async (query, status) => {
    expect((await (await World.open()).get(`unpaidorders?${query}`)).status).toBe(status);
  });

  test('a paid one keeps its number and shows as new, paid now', async () => {
    const world = await World.open();
    const [line, other] = world.emulator.place(orderOf({ paidAt: null, lines: [shirt, lineOf()] }));
    const before = (await world.get(`orders/${line!.orderNumber}?embed=items`)).body.order;
    await world.clock.advance(HOUR);

    world.happen(line!, { kind: 'PAY' });
    const after = (await world.get(`orders/${line!.orderNumber}?embed=items`)).body.order;

    const due = ({ actual_order_amount: amount }: typeof before): unknown => (amount as Fields)['total_amount_due'];
    expect([due(before), due(after)]).toEqual(['72700.00', '0.00']);
    expect([before['paid'], before['payment_date'], before.items[0]!['ordered_date']]).toEqual([
      'F',
      null,
      '2026-03-02T09:00:00+09:00',
    ]);
    expect([after['paid'], after['payment_date'], after.items[0]!['ordered_date']]).toEqual([
      'T',
      '2026-03-02T10:00:00+09:00',
      '2026-03-02T10:00:00+09:00',
    ]);
    expect(after.items.map(({ order_status }) => order_status)).toEqual(['N10', 'N10']);
    expect(world.emulator.happen(other!, { kind: 'PAY' })).toBe(false);
    expect(await world.listed('order_status=N10&date_type=pay_date')).toEqual([line!.orderNumber]);
  });
});

describe('money', () => {
  test('discounts and fees add up, exactly', async () => {
    const world = await World.open();
    const lines = [lineOf({ ...shirt, sellerDiscount: 1_000 }), lineOf({ mallDiscount: 700 })];
    const [line] = world.emulator.place(orderOf({ lines, remoteShippingFee: 3_000, bundles: [[0], [1]] }));

    const { order } = (await world.get(`orders/${line!.orderNumber}?embed=items,receivers`)).body;

    expect(order['initial_order_amount']).toMatchObject({
      order_price_amount: '69700.00',
      shipping_fee: '6000.00',
      coupon_discount_price: '1000.00',
      market_other_discount_amount: '700.00',
      payment_amount: '74000.00',
    });
    const fees = order['shipping_fee_detail'] as readonly Record<string, unknown>[];
    expect(fees.map((fee) => [fee['shipping_fee'], fee['items']])).toEqual([
      ['3000.00', [`${line!.orderNumber}-01`]],
      ['0.00', [`${line!.orderNumber}-02`]],
    ]);
    expect(order.items.map((item) => [item['coupon_discount_price'], item['market_discount_amount']])).toEqual([
      ['1000.00', '0.00'],
      ['0.00', '700.00'],
    ]);
    expect(order.receivers.map(({ shipping_code }) => shipping_code)).toEqual([
      `D-${line!.orderNumber}-00`,
      `D-${line!.orderNumber}-01`,
    ]);
  });

  test('an order in another currency, and a shop that sells in dollars', async () => {
    const world = await World.open();
    const dear = [lineOf({ unitPrice: 19.99, optionPrice: 0.1, quantity: 3 })];
    const here = world.place({ currency: 'USD', lines: dear, shippingFee: 4.5 });
    const there = world.place({ shopNo: 2, lines: dear });
    const unpaid = world.place({ currency: 'USD', lines: dear, shippingFee: 0, paidAt: null });

    const { order } = (await world.get(`orders/${here.orderNumber}`)).body;
    const shop2 = (await world.get(`orders?${WEEK}&shop_no=2`)).body.orders;

    expect([order['shop_no'], order['currency'], order['exchange_rate']]).toEqual([1, 'USD', '1385.2000']);
    expect(order['initial_order_amount']).toMatchObject({ order_price_amount: '60.27', payment_amount: '64.77' });
    expect(shop2.map((each) => [each['order_id'], each['shop_no'], each['currency']])).toEqual([
      [there.orderNumber, 2, 'USD'],
    ]);
    expect(await world.listed('')).not.toContain(there.orderNumber);
    const [due] = (await world.get(`unpaidorders?${WEEK}`)).body.unpaidorders;
    expect([due!['order_id'], due!['unpaid_amount']]).toEqual([unpaid.orderNumber, '60.27']);
    expect(() => world.place({ shopNo: 3 })).toThrow(RangeError);
  });
});

test('text of every kind arrives as it was', async () => {
  const world = await World.open();
  const odd = '뷁똠펲 "따옴표" \\ <b>&amp;</b> 👨‍👩‍👧 \u0007';
  const { orderNumber } = world.place({
    buyer: { name: odd, tel: '1' },
    receiver: { ...receiver, name: odd, addressDetail: odd },
    memo: odd,
    lines: [lineOf({ productName: odd, optionName: odd, sellerProductCode: odd })],
  });

  const { order } = (await world.get(`orders/${orderNumber}?embed=items,receivers,buyer`)).body;

  const [item] = order.items;
  const [to] = order.receivers;
  const texts = [order['billing_name'], item!['product_name'], item!['option_value'], item!['custom_product_code']];
  expect([...texts, to!['name'], to!['address2'], to!['shipping_message']]).toEqual(Array(7).fill(odd));
});

test('numbers are long, of their day, and the same for the same seed', () => {
  const place = (seed: number) => new World(seed).place({ orderedAt: at('2026-02-27T15:00:00Z') });

  expect(place(7)).toEqual(place(7));
  expect(place(7)).not.toEqual(place(8));
  expect(place(7).orderNumber).toMatch(/^20260228-\d{7}$/);
  expect(place(7).lineNumber).toBe(`${place(7).orderNumber}-01`);
});

test('the pages of a long list hold each order once', async () => {
  const world = await World.open();
  for (let number = 0; number < 2_500; number += 1) world.place({ orderedAt: START - number * SECOND });
  const ids: unknown[] = [];

  for (const offset of [0, 1_000, 2_000]) {
    const query = `start_date=2026-02-01&end_date=2026-03-02&limit=1000&offset=${offset}&fields=order_id`;
    const { body } = await world.get(`orders?${query}`);
    ids.push(...body.orders.map(({ order_id }) => order_id));
    expect(body.links.length).toBe(offset === 2_000 ? 0 : 1);
  }

  expect(ids).toEqual(world.emulator.lines().map(({ orderNumber }) => orderNumber));
});

test.each([
  [{ lines: [] }, /at least one line/],
  [{ lines: [lineOf({ quantity: 0 })] }, /quantity/],
  [{ bundles: [[0], [1]] }, /bundles/],
])('an order that can’t be is not placed: %j', (changes, message) => {
  expect(() => new World().place(changes)).toThrow(message);
});
