import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields } from './emulator.support.js';
import {
  DAY,
  HOUR,
  WRONG_STATE,
  World,
  asks,
  elsewhere,
  lineOf,
  orderOf,
  parcel,
  receiver,
  sent,
  shirt,
} from './emulator.support.js';

const confirm: OutsideEvent = { kind: 'CONFIRM' };
const deliver: OutsideEvent = { kind: 'DELIVER' };
const two = (world: World): PlacedLine[] => world.emulator.place(orderOf({ lines: [shirt, lineOf()] }));
const pathOf = ({ orderNumber }: PlacedLine): string => `orders/${orderNumber}`;
const ship = (world: World, line: PlacedLine, changes: Fields = {}): Promise<Answer> =>
  world.one('POST', `${pathOf(line)}/shipments`, parcel(changes));
const said = ({ status, body }: Answer): unknown[] => [status, body.error?.message];
const states = (world: World, ...lines: readonly PlacedLine[]): unknown[] =>
  lines.map((line) => world.truth(line).nativeStatus);

describe('confirm', () => {
  test('moves the lines named, or all of the order', async () => {
    const world = await World.open();
    const [one, other] = two(world);

    const first = await world.one('PUT', pathOf(one!), {
      process_status: 'prepare',
      order_item_code: [one!.lineNumber],
    });
    const between = states(world, one!, other!);
    const whole = await world.one('PUT', pathOf(world.place()), { process_status: 'prepare' });

    expect([first.status, whole.status, between]).toEqual([200, 200, ['N20', 'N10']]);
    expect(world.emulator.lines().at(-1)!.nativeStatus).toBe('N20');
  });

  test('there and back, held and released', async () => {
    const world = await World.open();
    const line = world.place();
    const seen: unknown[] = [];
    for (const process_status of ['hold', 'unhold', 'prepare', 'prepareproduct', 'prepare', 'hold', 'unhold']) {
      const { status } = await world.one('PUT', pathOf(line), { process_status });
      seen.push([status, await world.status(line)]);
    }

    expect(seen).toEqual(['N22', 'N10', 'N20', 'N10', 'N20', 'N22', 'N20'].map((status) => [200, status]));
  });

  test.each<[string, OutsideEvent[], string]>([
    ['prepare', [confirm], 'N20'],
    ['prepare', [asks()], 'C00/N10'],
    ['prepare', [sent], 'N30'],
    ['prepareproduct', [], 'N10'],
    ['hold', [sent], 'N30'],
    ['unhold', [confirm], 'N20'],
  ])('%s after %j is refused, and nothing moves', async (process_status, events, state) => {
    const world = await World.open();
    const [line, other] = two(world);
    world.happen(line!, ...events);

    const answer = await world.one('PUT', pathOf(line!), { process_status });

    expect(said(answer)).toEqual([422, WRONG_STATE]);
    expect(states(world, line!, other!)).toEqual([state, 'N10']);
  });

  test('an unpaid order is not confirmed', async () => {
    const world = await World.open();
    const line = world.place({ paidAt: null });

    expect(said(await world.one('PUT', pathOf(line), { process_status: 'prepare' }))).toEqual([422, WRONG_STATE]);
  });

  test.each<[Fields, number, string]>([
    [{}, 422, 'process_status'],
    [{ process_status: 'N20' }, 422, 'process_status'],
    [{ process_status: 'prepare', order_item_code: [] }, 422, 'order_item_code'],
    [{ process_status: 'prepare', order_item_code: 'x' }, 422, 'order_item_code'],
    [{ process_status: 'prepare', order_item_code: ['20260302-0000001-99'] }, 422, 'order_item_code'],
    [{ process_status: 'prepare', purchase_confirmation: 'T' }, 422, 'purchase_confirmation'],
    [{ show_shipping_address: 'yes' }, 422, 'show_shipping_address'],
  ])('%j is refused by name', async (request, status, name) => {
    const world = await World.open();
    const answer = await world.one('PUT', pathOf(world.place()), request);

    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(`(parameter.${name})`);
  });

  test('purchase confirmation and its withdrawal', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, sent, deliver);

    expect((await world.one('PUT', pathOf(line), { purchase_confirmation: 'T' })).status).toBe(200);
    const confirmed = await world.item(line);
    expect((await world.one('PUT', pathOf(line), { purchase_confirmation: 'F' })).status).toBe(200);
    const item = await world.item(line);

    expect([confirmed['order_status'], confirmed['purchaseconfirmation_date']]).toEqual([
      'N50',
      '2026-03-02T09:00:00+09:00',
    ]);
    expect([item['order_status'], item['purchaseconfirmation_date']]).toEqual(['N40', null]);
  });

  test('in bulk a hundred, object by object', async () => {
    const world = await World.open();
    const line = world.place();
    const late = world.place();
    world.happen(late, sent);
    const request = (order: string): Fields => ({ order_id: order, process_status: 'prepare' });
    const many = (count: number): Fields[] => Array.from({ length: count }, () => request(world.place().orderNumber));

    const mixed = await world.many(
      'PUT',
      'orders',
      request(line.orderNumber),
      request(late.orderNumber),
      request('none'),
    );
    const alike = await world.many('PUT', 'orders', request(late.orderNumber), request(line.orderNumber));

    expect([mixed.status, mixed.body.orders]).toEqual([
      207,
      [
        { order_id: line.orderNumber, status: 200, message: 'success' },
        { order_id: late.orderNumber, status: 422, message: WRONG_STATE },
        { order_id: 'none', status: 404, message: 'The order does not exist.' },
      ],
    ]);
    expect(said(alike)).toEqual([422, WRONG_STATE]);
    expect((await world.many('PUT', 'orders', ...many(100))).status).toBe(200);
    expect((await world.many('PUT', 'orders', ...many(101))).body.error.message).toContain('(parameter.requests)');
  });
});

describe('expected dispatch date', () => {
  const update = (world: World, line: PlacedLine, request: Fields): Promise<Answer> =>
    world.one('PUT', `${pathOf(line)}/items/${line.lineNumber}`, request);

  test('stays on the line', async () => {
    const world = await World.open();
    const line = world.place();

    await update(world, line, { shipping_expected_date: '2026-03-09' });

    expect((await world.item(line))['shipping_expected_date']).toBe('2026-03-09');
  });

  test('is refused once the line is gone, and in any other form', async () => {
    const world = await World.open();
    const line = world.place();
    const wrong = await update(world, line, { shipping_expected_date: '9 March' });
    const none = await update(world, line, {});
    const other = await update(world, line, { multi_invoice: [{}] });
    world.happen(line, sent);

    expect([wrong.status, none.status, other.status]).toEqual([422, 422, 422]);
    expect(said(await update(world, line, { shipping_expected_date: '2026-03-09' }))).toEqual([422, WRONG_STATE]);
    expect((await update(world, { ...line, orderNumber: 'none' }, {})).status).toBe(404);
  });
});

describe('register an invoice', () => {
  test.each([
    ['standby', 'N21', null],
    ['shipping', 'N30', '2026-03-02T09:00:00+09:00'],
  ])('as %s: %s', async (status, code, shipped) => {
    const world = await World.open();
    const line = world.place();

    const { body } = await ship(world, line, { status });

    expect(body.shipments[0]).toMatchObject({ shipping_code: line.bundleNumber, status, carrier_id: 3 });
    expect(await world.item(line)).toMatchObject({
      order_status: code,
      tracking_no: '600000000017',
      shipping_company_code: '0006',
      shipping_company_name: 'CJ대한통운',
      shipped_date: shipped,
    });
    expect(world.truth(line)).toMatchObject({ courierCode: '0006', trackingNumber: '600000000017' });
  });

  test.each<[string, OutsideEvent[]]>([
    ['N10', []],
    ['N20', [confirm]],
  ])('takes a line from %s', async (_state, events) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, ...events);

    expect((await ship(world, line)).status).toBe(201);
    expect(await world.status(line)).toBe('N30');
  });

  test.each<[string, OutsideEvent[]]>([
    ['N30', [sent]],
    ['N40', [sent, deliver]],
    ['N50', [sent, deliver, { kind: 'CONFIRM_PURCHASE' }]],
    ['C00/N10', [asks()]],
    ['C40', [asks(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }]],
  ])('refuses a line in %s, named or not', async (state, events) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, ...events);

    const answers = [await ship(world, line), await ship(world, line, { order_item_code: [line.lineNumber] })];

    expect(answers.map(said)).toEqual([
      [422, WRONG_STATE],
      [422, WRONG_STATE],
    ]);
    expect(states(world, line)).toEqual([state]);
  });

  test('refuses one that stands by with a parcel, a held one and an unpaid one', async () => {
    const world = await World.open();
    const standing = world.place();
    await ship(world, standing, { status: 'standby' });
    const held = world.place();
    await world.one('PUT', pathOf(held), { process_status: 'hold' });
    const unpaid = world.place({ paidAt: null });

    for (const line of [standing, held, unpaid]) expect(said(await ship(world, line))).toEqual([422, WRONG_STATE]);
  });

  test.each<[Fields, string]>([
    [{ tracking_no: null }, 'tracking_no'],
    [{ tracking_no: ' ' }, 'tracking_no'],
    [{ tracking_no: '1'.repeat(41) }, 'tracking_no'],
    [{ tracking_no: 600000000017 }, 'tracking_no'],
    [{ shipping_company_code: '' }, 'shipping_company_code'],
    [{ shipping_company_code: '0039' }, 'shipping_company_code'],
    [{ status: undefined }, 'status'],
    [{ status: 'shipped' }, 'status'],
    [{ carrier_id: 4 }, 'carrier_id'],
    [{ shipping_code: 'D-1-00' }, 'shipping_code'],
    [{ order_item_code: ['x'] }, 'order_item_code'],
  ])('%j is refused by name, and nothing moves', async (changes, name) => {
    const world = await World.open();
    const line = world.place();

    const answer = await ship(world, line, changes);

    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toContain(`(parameter.${name})`);
    expect(states(world, line)).toEqual(['N10']);
  });

  test('a line named twice is refused', async () => {
    const world = await World.open();
    const line = world.place();

    const answer = await ship(world, line, { order_item_code: [line.lineNumber, line.lineNumber] });

    expect(answer.body.error.message).toContain('(parameter.order_item_code)');
  });

  test('forty characters of a number are taken', async () => {
    const world = await World.open();

    expect((await ship(world, world.place(), { tracking_no: '1'.repeat(40) })).status).toBe(201);
  });

  test('lines that leave others behind get a shipping code and a receiver of their own', async () => {
    const world = await World.open();
    const [one, other] = two(world);

    const { body } = await ship(world, one!, { order_item_code: [one!.lineNumber] });
    const code = body.shipments[0]!['shipping_code'];
    const between = (await world.get(`${pathOf(one!)}?embed=items,receivers`)).body.order;
    await ship(world, other!, { tracking_no: '600000000099', order_item_code: [other!.lineNumber] });

    expect(code).toBe(`D-${one!.orderNumber}-01`);
    expect(between.items.map((item) => item['shipping_code'])).toEqual([code, one!.bundleNumber]);
    expect(between.receivers.map((to) => [to['shipping_code'], to['name']])).toEqual([
      [one!.bundleNumber, receiver.name],
      [code, receiver.name],
    ]);
    const { shipments } = (await world.get(`${pathOf(one!)}/shipments`)).body;
    expect(shipments.map((each) => [each['shipping_code'], each['tracking_no']])).toEqual([
      [code, '600000000017'],
      [one!.bundleNumber, '600000000099'],
    ]);
  });

  test('lines that follow in the same parcel share its shipping code', async () => {
    const world = await World.open();
    const lines = two(world);
    for (const line of lines) world.happen(line, sent);

    const { order } = (await world.get(`${pathOf(lines[0]!)}?embed=items,receivers`)).body;

    expect(new Set(order.items.map((item) => item['shipping_code'])).size).toBe(1);
    expect(order.receivers.length).toBe(1);
    expect(world.truth(lines[1]!).receiver).toEqual(receiver);
  });

  test('one line that can’t refuses all', async () => {
    const world = await World.open();
    const [one, other] = two(world);
    world.happen(other!, asks());

    expect(said(await ship(world, one!))).toEqual([422, WRONG_STATE]);
    expect(states(world, one!, other!)).toEqual(['N10', 'C00/N10']);
  });

  test('in bulk, object by object', async () => {
    const world = await World.open();
    const [one, other] = [world.place(), world.place()];
    const request = (line: PlacedLine): Fields => parcel({ order_id: line.orderNumber, tracking_no: line.orderNumber });

    const done = await world.many('POST', 'shipments', request(one));
    const mixed = await world.many('POST', 'shipments', request(one), request(other));

    expect([done.status, mixed.status]).toEqual([201, 207]);
    expect(mixed.body.shipments).toEqual([
      { order_id: one.orderNumber, status: 422, message: WRONG_STATE },
      { order_id: other.orderNumber, status: 201, message: 'success' },
    ]);
    expect(states(world, one, other)).toEqual(['N30', 'N30']);
  });
});

describe('change an invoice', () => {
  const LABEL = { tracking_no: '400000000029', shipping_company_code: '0079' };
  const update = (world: World, line: PlacedLine, request: Fields): Promise<Answer> =>
    world.one('PUT', `${pathOf(line)}/shipments/${line.bundleNumber}`, request);

  test('another number and carrier, the status stays', async () => {
    const world = await World.open();
    const line = world.place();
    await ship(world, line, { status: 'standby' });
    await world.clock.advance(HOUR);

    expect((await update(world, line, LABEL)).status).toBe(200);

    expect(await world.item(line)).toMatchObject({ ...LABEL, order_status: 'N21', shipping_company_name: '롯데택배' });
    const { shipments } = (await world.get(`${pathOf(line)}/shipments`)).body;
    expect(shipments[0]!['tracking_no_updated_date']).toBe('2026-03-02T10:00:00+09:00');
  });

  test('the same again is the same content', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, sent);

    await update(world, line, LABEL);

    expect((await update(world, line, LABEL)).status).toBe(409);
  });

  test('delivered by force, and the statuses between', async () => {
    const world = await World.open();
    const line = world.place();
    await ship(world, line, { status: 'standby' });
    const seen: unknown[] = [];
    for (const status of ['standby', 'shipping', 'shipping', 'shipped', 'shipped', 'standby']) {
      seen.push([(await update(world, line, { status })).status, await world.status(line)]);
    }

    expect(seen).toEqual([
      [422, 'N21'],
      [200, 'N30'],
      [422, 'N30'],
      [200, 'N40'],
      [422, 'N40'],
      [200, 'N21'],
    ]);
  });

  test.each<[Fields, string]>([
    [{}, 'status'],
    [{ tracking_no: '1' }, 'shipping_company_code'],
    [{ shipping_company_code: '0006' }, 'tracking_no'],
    [{ ...LABEL, status: 'shipped' }, 'status'],
    [{ status: 'delivered' }, 'status'],
    [{ status: 'shipped', status_additional_info: 'x'.repeat(31) }, 'status_additional_info'],
    [{ ...LABEL, shipping_company_code: '9999' }, 'shipping_company_code'],
  ])('%j is refused by name', async (request, name) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, sent);

    const answer = await update(world, line, request);

    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toContain(`(parameter.${name})`);
    expect(world.truth(line)).toMatchObject({ nativeStatus: 'N30', trackingNumber: '600000000017' });
  });

  test('without a parcel there is nothing to change; an unknown code is no shipment', async () => {
    const world = await World.open();
    const line = world.place();

    expect(said(await update(world, line, LABEL))).toEqual([422, WRONG_STATE]);
    expect(said(await update(world, line, { status: 'shipped' }))).toEqual([422, WRONG_STATE]);
    expect((await update(world, { ...line, bundleNumber: 'D-1-00' }, LABEL)).status).toBe(404);
    expect((await world.get(`${pathOf(line)}/shipments`)).body.shipments).toEqual([]);
  });

  test('in bulk', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, sent);

    const request = { order_id: line.orderNumber, shipping_code: line.bundleNumber, status: 'shipped' };
    const answer = await world.many('PUT', 'shipments', request);

    expect([answer.status, answer.body.shipments[0]]).toMatchObject([200, request]);
    expect(await world.status(line)).toBe('N40');
  });
});

test('a deleted invoice leaves the line confirmed, until it is delivered', async () => {
  const world = await World.open();
  const line = world.place();
  world.happen(line, sent);
  const path = `${pathOf(line)}/shipments/${line.bundleNumber}`;

  expect((await world.send('DELETE', path)).status).toBe(200);
  expect(await world.item(line)).toMatchObject({ order_status: 'N20', tracking_no: null, shipped_date: null });
  expect(said(await world.send('DELETE', path))).toEqual([422, WRONG_STATE]);
  world.happen(line, sent, deliver);
  expect(said(await world.send('DELETE', path))).toEqual([422, WRONG_STATE]);
  expect((await world.send('DELETE', `${pathOf(line)}/shipments/x`)).status).toBe(404);
});

describe('what happens outside', () => {
  test('the whole life of a paid line', async () => {
    const world = await World.open();
    const line = world.place();
    const seen: unknown[] = [];
    for (const event of [confirm, sent, deliver, { kind: 'CONFIRM_PURCHASE' }] as const) {
      world.happen(line, event);
      seen.push(world.truth(line).nativeStatus);
    }

    expect(seen).toEqual(['N20', 'N30', 'N40', 'N50']);
    const { history } = (await world.get(`${pathOf(line)}/items/${line.lineNumber}/history`)).body;
    expect(
      history.map((step) => [step['previous_order_status'], step['current_order_status'], step['manager_id']]),
    ).toEqual([
      ['N00', 'N10', null],
      ['N10', 'N20', 'demomall'],
      ['N20', 'N30', 'demomall'],
      ['N30', 'N40', null],
      ['N40', 'N50', null],
    ]);
  });

  test('the history of some days', async () => {
    const world = await World.open();
    const line = world.place();
    await world.clock.advance(DAY);
    await world.refresh();
    world.happen(line, confirm);

    const path = `${pathOf(line)}/items/${line.lineNumber}/history`;
    const { history } = (await world.get(`${path}?start_date=2026-03-03&end_date=2026-03-03`)).body;

    expect(history.map((step) => step['process_date'])).toEqual(['2026-03-03T09:00:00+09:00']);
  });

  test('one that stands by is scanned twice', async () => {
    const world = await World.open();
    const line = world.place();
    await ship(world, line, { status: 'standby' });

    world.happen(line, deliver);
    const between = world.truth(line).nativeStatus;
    world.happen(line, deliver);

    expect([between, world.truth(line).nativeStatus]).toEqual(['N30', 'N40']);
  });

  test('the address changes for the whole order until something was sent', async () => {
    const world = await World.open();
    const [one, other] = world.emulator.place(orderOf({ lines: [shirt, lineOf()], bundles: [[0], [1]] }));
    world.happen(one!, confirm, { kind: 'CHANGE_ADDRESS', receiver: elsewhere });

    expect([world.truth(one!).receiver, world.truth(other!).receiver]).toEqual([elsewhere, elsewhere]);
    const { receivers } = (await world.get(`${pathOf(one!)}?embed=receivers`)).body.order;
    expect(receivers.map((to) => to['address_full'])).toEqual(
      Array(2).fill('부산광역시 해운대구 견본동로 3 5층 502호'),
    );
    world.happen(one!, sent);
    expect(world.emulator.happen(other!, { kind: 'CHANGE_ADDRESS', receiver })).toBe(false);
  });

  test.each<[string, OutsideEvent[], OutsideEvent]>([
    ['pay a paid order', [], { kind: 'PAY' }],
    ['lapse a paid order', [], { kind: 'LAPSE' }],
    ['confirm twice', [confirm], confirm],
    ['send twice', [sent], sent],
    ['send with a courier that the mall does not have', [], { ...sent, courierCode: 'CJGLS' } as OutsideEvent],
    ['send what the buyer wants cancelled', [asks()], sent],
    ['deliver before it is sent', [confirm], deliver],
    ['deliver twice', [sent, deliver], deliver],
    ['decide before delivery', [sent], { kind: 'CONFIRM_PURCHASE' }],
    ['ask to cancel what is on its way', [sent], asks()],
    ['ask twice', [asks()], asks()],
    ['ask for more than there is', [], asks(4)],
    ['ask for nothing', [], asks(0)],
    ['withdraw nothing', [], { kind: 'WITHDRAW_CANCEL' }],
    ['approve nothing', [], { kind: 'MARKETPLACE_APPROVES_CANCEL' }],
    [
      'change the address of what is cancelled',
      [asks(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }],
      { kind: 'CHANGE_ADDRESS', receiver: elsewhere },
    ],
  ])('nobody can %s', async (_what, events, event) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, ...events);
    const before = world.truth(line);

    expect(world.emulator.happen(line, event)).toBe(false);
    expect(world.truth(line)).toEqual(before);
  });

  test('a line that is not there', () => {
    const world = new World();
    const line = world.place();
    const [many] = two(world);

    expect(world.emulator.happen({ orderNumber: 'none', lineNumber: null }, confirm)).toBe(false);
    expect(world.emulator.happen({ ...many!, lineNumber: null }, confirm)).toBe(false);
    expect(world.emulator.happen({ ...line, lineNumber: null }, confirm)).toBe(true);
  });

  test.each<[OutsideEvent, string]>([
    [{ kind: 'LAPSE' }, 'C48'],
    [asks(), 'C47'],
  ])('before payment %j ends the whole order as %s', async (event, code) => {
    const world = await World.open();
    const [one, other] = world.emulator.place(orderOf({ paidAt: null, lines: [shirt, lineOf()] }));

    world.happen(one!, event);

    expect(states(world, one!, other!)).toEqual([code, code]);
    expect(world.truth(other!)).toMatchObject({
      canceledQuantity: 3,
      openCancelQuantity: null,
      cancellations: [{ claimNumber: null, state: 'COMPLETED', isImmediate: true, quantity: 3 }],
    });
    const { order } = (await world.get(`${pathOf(one!)}?embed=items`)).body;
    expect([order['paid'], order['canceled'], order.items[0]!['status_code']]).toEqual(['F', 'T', 'C1']);
    expect(await world.listed(`order_status=C47,C48,C49&date_type=cancel_date`)).toEqual([one!.orderNumber]);
  });
});
