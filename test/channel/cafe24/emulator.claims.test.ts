import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields } from './emulator.support.js';
import { HOUR, WRONG_STATE, World, asks, lineOf, orderOf, sent, shirt } from './emulator.support.js';

const confirm: OutsideEvent = { kind: 'CONFIRM' };
const two = (world: World): PlacedLine[] => world.emulator.place(orderOf({ lines: [shirt, lineOf()] }));
const said = ({ status, body }: Answer): unknown[] => [status, body.error?.message];
const cancel = (world: World, line: PlacedLine, request: Fields): Promise<Answer> =>
  world.one('POST', `orders/${line.orderNumber}/cancellation`, request);
const codeOf = ({ body }: Answer): string => String(body.cancellation['claim_code']);
const pieces = (line: PlacedLine, quantity?: number): Fields[] => [{ order_item_code: line.lineNumber, quantity }];

describe('a buyer’s request', () => {
  test.each<[string, OutsideEvent[]]>([
    ['N10', []],
    ['N20', [confirm]],
  ])('waits for the seller and remembers %s', async (before, events) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, ...events, asks(2));

    expect(await world.item(line)).toMatchObject({
      order_status: 'C00',
      order_status_before_cs: before,
      claim_code: null,
      claim_reason_type: 'A',
      claim_quantity: 2,
      quantity: 3,
      cancel_request_date: '2026-03-02T09:00:00+09:00',
    });
    expect(world.truth(line)).toMatchObject({
      openCancelQuantity: 2,
      canceledQuantity: 0,
      cancellations: [{ state: 'REQUESTED', quantity: 2, isImmediate: false }],
    });
    expect(await world.listed('order_status=C00&date_type=cancel_request_date')).toEqual([line.orderNumber]);
  });

  test('withdrawn: back where it was, marked, the date stays', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, confirm, asks(), { kind: 'WITHDRAW_CANCEL' });

    expect(await world.item(line)).toMatchObject({
      order_status: 'N20',
      order_status_before_cs: null,
      request_undone: 'Cancellation',
      claim_quantity: 0,
      claim_reason: null,
      cancel_request_date: '2026-03-02T09:00:00+09:00',
    });
    expect(world.truth(line).cancellations.map(({ state }) => state)).toEqual(['WITHDRAWN']);
    world.happen(line, asks());
    expect((await world.item(line))['request_undone']).toBeNull();
    expect(world.truth(line).cancellations.map(({ state }) => state)).toEqual(['WITHDRAWN', 'REQUESTED']);
  });

  test('completed in the back office', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, asks(), { kind: 'MARKETPLACE_APPROVES_CANCEL' });

    const truth = world.truth(line);
    expect([truth.nativeStatus, truth.canceledQuantity, truth.cancellations[0]!.state]).toEqual([
      'C40',
      3,
      'COMPLETED',
    ]);
    expect(truth.cancellations[0]!.claimNumber).toMatch(/^C20260302-\d{7}$/);
  });

  test('made on the buyer’s behalf', async () => {
    const world = await World.open();
    const line = world.place();
    const request = { order_id: line.orderNumber, reason_type: 'B', reason: '늦어요', items: pieces(line, 1) };

    const answer = await world.many('POST', 'cancellationrequests', request);
    const wrong = await world.many('POST', 'cancellationrequests', { ...request, reason_type: 'H' });

    expect([answer.status, wrong.status]).toEqual([201, 422]);
    expect(await world.item(line)).toMatchObject({ order_status: 'C00', claim_reason: '늦어요', claim_quantity: 1 });
    expect(said(await world.many('POST', 'cancellationrequests', request))).toEqual([422, WRONG_STATE]);
  });
});

describe('reject a request', () => {
  const reject = (line: PlacedLine, changes: Fields = {}): Fields => ({
    order_id: line.orderNumber,
    order_item_code: [line.lineNumber],
    undone: 'T',
    reason_type: 'I',
    reason: '이미 출고',
    display_reject_reason: 'T',
    reject_reason: '이미 출고되었습니다',
    ...changes,
  });

  test('the line goes back, unmarked; C11 finds it; it can be sent then', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, confirm, asks());

    const answer = await world.many('PUT', 'cancellationrequests', reject(line));

    expect(answer.status).toBe(200);
    expect(await world.item(line)).toMatchObject({ order_status: 'N20', request_undone: null, claim_quantity: 0 });
    expect(world.truth(line).cancellations.map(({ state }) => state)).toEqual(['REJECTED']);
    expect(await world.listed('order_status=C11&date_type=cancel_request_date')).toEqual([line.orderNumber]);
    world.happen(line, sent);
  });

  test('only an open one, by its right name', async () => {
    const world = await World.open();
    const line = world.place();
    const open = world.place();
    world.happen(open, asks());

    expect(said(await world.many('PUT', 'cancellationrequests', reject(line)))).toEqual([422, WRONG_STATE]);
    for (const changes of [
      { undone: 'F' },
      { undone: null },
      { order_item_code: null },
      { order_item_code: ['x'] },
      { reason_type: 'Z' },
      { display_reject_reason: 'Y' },
    ]) {
      expect((await world.many('PUT', 'cancellationrequests', reject(open, changes))).status).toBe(422);
    }
    expect(said(await world.many('PUT', 'returnrequests', reject(open)))).toEqual([422, WRONG_STATE]);
    expect(world.truth(open).nativeStatus).toBe('C00/N10');
  });

  test('in bulk, object by object', async () => {
    const world = await World.open();
    const [line, open] = [world.place(), world.place()];
    world.happen(open, asks());

    const answer = await world.many('PUT', 'cancellationrequests', reject(line), reject(open));

    expect([answer.status, answer.body['cancellationrequests']]).toEqual([
      207,
      [
        { order_id: line.orderNumber, status: 422, message: WRONG_STATE },
        { order_id: open.orderNumber, status: 200, message: 'success' },
      ],
    ]);
  });
});

describe('cancel', () => {
  test('accepted, then in work, then completed: one claim', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, confirm, asks());

    const accepted = await cancel(world, line, { status: 'accepted', items: pieces(line, 3) });
    const code = codeOf(accepted);
    const states = [await world.status(line)];
    const advanced = await world.one('PUT', `orders/${line.orderNumber}/cancellation/${code}`, { status: 'canceling' });
    states.push(await world.status(line));
    const between = world.truth(line);
    const canceled = await cancel(world, line, {
      status: 'canceled',
      payment_gateway_cancel: 'T',
      claim_reason_type: 'A',
    });
    states.push(await world.status(line));

    expect([accepted.status, advanced.status, canceled.status]).toEqual([201, 200, 201]);
    expect(states).toEqual(['C10', 'C34', 'C40']);
    expect([codeOf(advanced), codeOf(canceled)]).toEqual([code, code]);
    expect(between).toMatchObject({ openCancelQuantity: null, canceledQuantity: 0 });
    expect(world.truth(line)).toMatchObject({
      canceledQuantity: 3,
      cancellations: [{ claimNumber: code, state: 'COMPLETED', quantity: 3, isImmediate: false }],
    });
    expect(await world.item(line)).toMatchObject({
      claim_code: code,
      status_code: 'C2',
      order_status_before_cs: 'N20',
    });
  });

  test.each<[string, OutsideEvent[]]>([
    ['C40', [asks(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }]],
    ['N30', [sent]],
    ['N40', [sent, { kind: 'DELIVER' }]],
  ])('is refused in %s', async (state, events) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, ...events);

    expect(said(await cancel(world, line, { status: 'canceled', items: pieces(line) }))).toEqual([422, WRONG_STATE]);
    expect(said(await cancel(world, line, { status: 'canceled' }))).toEqual([422, WRONG_STATE]);
    expect(world.truth(line).nativeStatus).toBe(state);
  });

  test('a step back, or the same step, is refused', async () => {
    const world = await World.open();
    const line = world.place();
    await cancel(world, line, { status: 'canceling' });

    for (const status of ['accepted', 'canceling']) {
      expect(said(await cancel(world, line, { status }))).toEqual([422, WRONG_STATE]);
    }
  });

  test('the seller’s own, for want of goods: the reason is the claim’s, not the line’s', async () => {
    const world = await World.open();
    const [line, other] = two(world);

    const answer = await cancel(world, line!, {
      status: 'canceled',
      claim_reason_type: 'H',
      reason: '품절',
      items: pieces(line!, 2),
    });
    const { cancellation } = (await world.get(`cancellation/${codeOf(answer)}`)).body;
    const { order } = (await world.get(`orders/${line!.orderNumber}?embed=cancellation,items`)).body;

    expect(cancellation).toMatchObject({
      claim_reason_type: 'H',
      claim_reason: '품절',
      order_price_amount: '40000.00',
      shipping_fee: '0.00',
      refund_amounts: [{ payment_method: 'card', amount: '40000.00' }],
    });
    expect(order['cancellation']).toMatchObject([{ claim_code: codeOf(answer), items: [{ quantity: 2 }] }]);
    expect([order['canceled'], order['cancel_date']]).toEqual(['M', null]);
    expect(order['actual_order_amount']).toMatchObject({ payment_amount: '32700.00' });
    expect(order.items[0]).toMatchObject({ claim_reason_type: null, claim_quantity: 2 });
    expect(world.truth(other!).nativeStatus).toBe('N10');
  });

  test('delivery is paid back once, with the last line', async () => {
    const world = await World.open();
    const codes: string[] = [];
    for (const line of two(world))
      codes.push(codeOf(await cancel(world, line, { status: 'canceled', items: pieces(line) })));

    const fees: unknown[] = [];
    for (const code of codes) fees.push((await world.get(`cancellation/${code}`)).body.cancellation['shipping_fee']);

    expect(fees).toEqual(['0.00', '3000.00']);
  });

  test('of more than the buyer asked for counts what is cancelled', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, asks(1));

    await cancel(world, line, { status: 'canceled' });

    expect(await world.item(line)).toMatchObject({ order_status: 'C40', claim_quantity: 3, quantity: 3 });
    expect(world.truth(line).cancellations).toMatchObject([{ quantity: 3 }]);
  });

  test('of some pieces makes a line of them that points to the old one', async () => {
    const world = await World.open();
    const line = world.place({ lines: [lineOf({ sellerDiscount: 1_000 })] });
    world.happen(line, confirm, asks(1));

    const answer = await cancel(world, line, { status: 'canceled', items: pieces(line, 1) });
    const { items } = (await world.get(`orders/${line.orderNumber}?embed=items`)).body.order;

    expect(answer.body.cancellation['items']).toEqual([{ order_item_code: `${line.orderNumber}-02`, quantity: 1 }]);
    expect(
      items.map((item) => [
        item['item_no'],
        item['order_status'],
        item['quantity'],
        item['original_item_no'],
        item['coupon_discount_price'],
        item['claim_quantity'],
      ]),
    ).toEqual([
      [1, 'N20', 2, [], '667.00', 0],
      [2, 'C40', 1, [1], '333.00', 1],
    ]);
    expect(
      world.emulator.lines().map((each) => [each.orderedQuantity, each.canceledQuantity, each.cancellations.length]),
    ).toEqual([
      [2, 0, 0],
      [1, 1, 1],
    ]);
  });

  test('of an unpaid order ends it as C49, whole', async () => {
    const world = await World.open();
    const [one, other] = world.emulator.place(orderOf({ paidAt: null, lines: [shirt, lineOf()] }));

    const part = await cancel(world, one!, { status: 'canceled', items: pieces(one!) });
    const whole = await cancel(world, one!, { status: 'canceled' });

    expect(said(part)).toEqual([422, WRONG_STATE]);
    expect(whole.status).toBe(201);
    expect([world.truth(one!), world.truth(other!)]).toMatchObject([
      { nativeStatus: 'C49', cancellations: [{ claimNumber: codeOf(whole), isImmediate: true }] },
      { nativeStatus: 'C49' },
    ]);
  });

  test.each<[Fields, string]>([
    [{}, 'status'],
    [{ status: 'done' }, 'status'],
    [{ status: 'canceled', claim_reason_type: 'J' }, 'claim_reason_type'],
    [{ status: 'canceled', reason: 'x'.repeat(2_001) }, 'reason'],
    [{ status: 'canceled', items: [{ quantity: 1 }] }, 'order_item_code'],
    [{ status: 'canceled', items: [] }, 'items'],
    [{ status: 'canceled', items: [{ order_item_code: 'x' }] }, 'order_item_code'],
    [{ status: 'canceled', payment_gateway_cancel: 'Y' }, 'payment_gateway_cancel'],
    [{ status: 'canceled', naverpay_cancel_reason_type: '56' }, 'naverpay_cancel_reason_type'],
    [{ status: 'canceled', refund_method_code: 'X' }, 'refund_method_code'],
    [{ status: 'canceled', refund_method_code: 'T' }, 'refund_bank_code'],
    [{ status: 'canceled', refund_method_code: 'T', refund_bank_code: 'b' }, 'refund_bank_account_no'],
    [
      { status: 'canceled', refund_method_code: 'T', refund_bank_name: 'b', refund_bank_account_no: '1' },
      'refund_bank_account_holder',
    ],
    [{ status: 'canceled', refund_bank_account_holder: 'x'.repeat(16) }, 'refund_bank_account_holder'],
  ])('%j is refused by name', async (request, name) => {
    const world = await World.open();
    const line = world.place();

    const answer = await cancel(world, line, request);

    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toContain(`(parameter.${name})`);
    expect(world.truth(line).nativeStatus).toBe('N10');
  });

  test.each([0, 4, 1.5])('a quantity of %d is refused', async (quantity) => {
    const world = await World.open();
    const line = world.place();

    const { body } = await cancel(world, line, { status: 'canceled', items: pieces(line, quantity) });

    expect(body.error.message).toContain('(parameter.quantity)');
  });

  test('a PG cancel is for cards alone, and not in bulk', async () => {
    const world = await World.open();
    const transfer = world.place({ paidAt: null });
    const card = world.place();
    world.happen(transfer, { kind: 'PAY' });
    const request = { status: 'canceled', payment_gateway_cancel: 'T' };

    const single = await cancel(world, transfer, request);
    const bulk = await world.many('POST', 'cancellation', { ...request, order_id: card.orderNumber });

    for (const { body } of [single, bulk]) expect(body.error.message).toContain('(parameter.payment_gateway_cancel)');
    expect((await cancel(world, card, request)).status).toBe(201);
  });

  test('in bulk, object by object', async () => {
    const world = await World.open();
    const [one, other] = [world.place(), world.place()];
    world.happen(other, sent);
    const request = (line: PlacedLine): Fields => ({ order_id: line.orderNumber, status: 'canceled' });

    const answer = await world.many('POST', 'cancellation', request(one), request(other));

    expect([answer.status, answer.body.cancellation]).toEqual([
      207,
      [
        { order_id: one.orderNumber, status: 201, message: 'success' },
        { order_id: other.orderNumber, status: 422, message: WRONG_STATE },
      ],
    ]);
  });
});

describe('undo a claim', () => {
  const UNDO = {
    undone: 'T',
    recover_inventory: 'F',
    add_memo_too: 'F',
    undone_reason_type: 'A',
    undone_reason: '구매자가 취소 의사를 거둠',
    expose_order_detail: 'F',
  };

  async function accepted(world: World): Promise<{ line: PlacedLine; code: string; path: string }> {
    const line = world.place();
    world.happen(line, confirm, asks());
    const code = codeOf(await cancel(world, line, { status: 'accepted' }));
    return { line, code, path: `orders/${line.orderNumber}/cancellation/${code}` };
  }

  test('the line goes back, the claim says so', async () => {
    const world = await World.open();
    const { line, code, path } = await accepted(world);

    expect((await world.one('PUT', path, UNDO)).status).toBe(200);

    expect(await world.item(line)).toMatchObject({
      order_status: 'N20',
      request_undone: 'Cancellation',
      claim_code: null,
      status_code: 'N1',
    });
    expect((await world.get(`cancellation/${code}`)).body.cancellation).toMatchObject({
      undone: 'T',
      undone_reason_type: 'A',
      undone_reason: UNDO.undone_reason,
      expose_order_detail: 'F',
    });
    expect(world.truth(line).cancellations).toMatchObject([{ claimNumber: code, state: 'WITHDRAWN' }]);
    expect(said(await world.one('PUT', path, UNDO))).toEqual([422, WRONG_STATE]);
    expect(said(await world.one('PUT', path, { status: 'canceling' }))).toEqual([422, WRONG_STATE]);
    expect(world.truth(line).nativeStatus).toBe('N20');
  });

  test.each(['undone', 'recover_inventory', 'add_memo_too', 'undone_reason_type', 'expose_order_detail'])(
    'needs %s',
    async (name) => {
      const world = await World.open();
      const { line, path } = await accepted(world);

      const { status, body } = await world.one('PUT', path, { ...UNDO, [name]: null });

      expect([status, body.error.message]).toEqual([422, `This is a required parameter. (parameter.${name})`]);
      expect(world.truth(line).nativeStatus).toBe('C10');
    },
  );

  test('not once the money moved, nor another order’s', async () => {
    const world = await World.open();
    const { line, code, path } = await accepted(world);
    const other = world.place();

    expect((await world.one('PUT', `orders/${other.orderNumber}/cancellation/${code}`, UNDO)).status).toBe(404);
    expect((await world.get('cancellation/C20260302-9999999')).status).toBe(404);
    await cancel(world, line, { status: 'canceled' });
    expect(said(await world.one('PUT', path, UNDO))).toEqual([422, WRONG_STATE]);
  });

  test('in bulk', async () => {
    const world = await World.open();
    const { line, code } = await accepted(world);

    const answer = await world.many('PUT', 'cancellation', { order_id: line.orderNumber, claim_code: code, ...UNDO });

    expect([answer.status, answer.body.cancellation]).toMatchObject([200, [{ claim_code: code, undone: 'T' }]]);
    expect(world.truth(line).nativeStatus).toBe('N20');
  });
});

describe('returns and exchanges', () => {
  function delivered(world: World): PlacedLine {
    const line = world.place();
    world.happen(line, sent, { kind: 'DELIVER' });
    return line;
  }

  test('a return goes through its statuses', async () => {
    const world = await World.open();
    const line = delivered(world);
    const path = `orders/${line.orderNumber}/return`;
    const request = { order_id: line.orderNumber, reason_type: 'V', reason: '불량', items: pieces(line, 3) };
    await world.many('POST', 'returnrequests', request);
    const seen = [await world.status(line)];
    for (const step of [
      { status: 'accepted' },
      { status: 'accepted', pickup_completed: 'T' },
      { status: 'processing' },
      { status: 'processing', pickup_completed: 'T' },
      { status: 'returned' },
    ]) {
      expect((await world.one('POST', path, step)).status).toBe(201);
      seen.push(await world.status(line));
    }

    expect(seen).toEqual(['R00', 'R10', 'R20', 'R30', 'R31', 'R40']);
    expect(await world.item(line)).toMatchObject({ status_code: 'C3', claim_reason: '불량' });
    expect(await world.listed('order_status=R40&date_type=return_complete_date')).toEqual([line.orderNumber]);
    expect(world.truth(line).cancellations).toEqual([]);
  });

  test('an exchange adds a line that is to be sent', async () => {
    const world = await World.open();
    const line = delivered(world);
    const path = `orders/${line.orderNumber}/exchange`;

    const none = await world.one('POST', path, { status: 'accepted' });
    await world.one('POST', path, { status: 'accepted', same_product: 'T' });
    const accepted = (await world.get(`orders/${line.orderNumber}/items`)).body['items'] as Fields[];
    await world.clock.advance(HOUR);
    await world.one('POST', path, { status: 'exchanged', same_product: 'T' });
    const exchanged = (await world.get(`orders/${line.orderNumber}/items`)).body['items'] as Fields[];

    const pick = (items: readonly Fields[]): unknown =>
      items.map((item) => [item['order_status'], item['status_code']]);
    expect(none.status).toBe(422);
    expect([pick(accepted), pick(exchanged)]).toEqual([
      [
        ['E10', 'E1'],
        ['N01', 'N2'],
      ],
      [
        ['E40', 'E1'],
        ['N20', 'N2'],
      ],
    ]);
    expect((await world.get(`orders/${line.orderNumber}`)).body.order['actual_order_amount']).toMatchObject({
      payment_amount: '32700.00',
    });
    expect(exchanged[0]!['claim_code']).toMatch(/^B20260302-\d{7}$/);
    world.happen({ ...line, lineNumber: `${line.orderNumber}-02` }, sent);
  });

  test('a rejected exchange request', async () => {
    const world = await World.open();
    const line = delivered(world);
    const request = { order_id: line.orderNumber, reason_type: 'O', items: pieces(line) };
    await world.many('POST', 'exchangerequests', request);
    const seen = [await world.status(line)];
    const rejection = { order_id: line.orderNumber, order_item_code: [line.lineNumber], undone: 'T' };

    expect((await world.many('PUT', 'exchangerequests', rejection)).status).toBe(200);

    expect([...seen, await world.status(line)]).toEqual(['E00', 'N40']);
    expect(await world.listed('order_status=E11')).toEqual([line.orderNumber]);
    expect(world.emulator.happen(line, { kind: 'WITHDRAW_CANCEL' })).toBe(false);
  });

  test('not before it was sent', async () => {
    const world = await World.open();
    const line = world.place();

    expect(said(await world.one('POST', `orders/${line.orderNumber}/return`, { status: 'accepted' }))).toEqual([
      422,
      WRONG_STATE,
    ]);
    const request = { order_id: line.orderNumber, reason_type: 'O', items: pieces(line) };
    expect(said(await world.many('POST', 'returnrequests', request))).toEqual([422, WRONG_STATE]);
  });
});
