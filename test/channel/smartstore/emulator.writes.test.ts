import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer } from './emulator.support.js';
import {
  PRODUCT_ORDERS,
  START,
  World,
  elsewhere,
  iso,
  lineOf,
  orderOf,
  parcelOf,
  sent,
  wantsCancel,
} from './emulator.support.js';

const CONFIRM: OutsideEvent = { kind: 'CONFIRM' };
const stranger: PlacedLine = {
  orderNumber: '1',
  lineNumber: '2025100949999999',
  bundleNumber: null,
  checkoutNumber: null,
};

const failures = (answer: Answer): string[] => {
  expect(answer.status).toBe(200);
  return answer.body.data.failProductOrderInfos.map(({ code }) => code);
};

const refusal = (answer: Answer): [number, string] => [answer.status, answer.body.code];

const many = (world: World, count: number): PlacedLine[] => Array.from({ length: count }, () => world.place());

describe('confirm', () => {
  test('makes NOT_YET OK and dates it', async () => {
    const world = await World.open();
    const line = world.place();

    const answer = await world.confirm(line);

    expect(answer.body.data).toEqual({
      successProductOrderInfos: [{ productOrderId: line.lineNumber, isReceiverAddressChanged: false }],
      failProductOrderInfos: [],
    });
    const { productOrder } = await world.detail(line);
    expect(productOrder).toMatchObject({
      productOrderStatus: 'PAYED',
      placeOrderStatus: 'OK',
      placeOrderDate: iso(START),
    });
  });

  test('says when the buyer changed the address after paying', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, { kind: 'CHANGE_ADDRESS', receiver: elsewhere });

    const answer = await world.confirm(line);

    expect(answer.body.data.successProductOrderInfos).toEqual([
      { productOrderId: line.lineNumber, isReceiverAddressChanged: true },
    ]);
  });

  test.each<[string, boolean, OutsideEvent[], string]>([
    ['confirmed', true, [CONFIRM], '104443'],
    ['dispatched', true, [sent()], '104443'],
    ['unpaid', false, [], '104135'],
    ['canceled', true, [wantsCancel()], '104135'],
    ['canceled later', true, [CONFIRM, wantsCancel(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }], '104135'],
  ])('refuses what is %s, and confirms the rest', async (_state, isPaid, events, code) => {
    const world = await World.open();
    const line = world.place(isPaid ? {} : { paidAt: null });
    world.happen(line, ...events);
    const before = world.truth(line);
    const other = world.place();

    expect(failures(await world.confirm(line, other))).toEqual([code]);
    expect(world.truth(line)).toEqual(before);
    expect(world.truth(other).nativeStatus).toBe('PAYED/OK');
  });

  test('takes 30 and no more', async () => {
    const world = await World.open();

    expect(failures(await world.confirm(...many(world, 30)))).toEqual([]);
    expect(refusal(await world.confirm(...many(world, 31)))).toEqual([400, '4000']);
    expect(refusal(await world.confirm())).toEqual([400, '4000']);
  });

  test('a foreign number, or one twice, refuses the whole call', async () => {
    const world = await World.open();
    const line = world.place();

    expect(refusal(await world.confirm(line, stranger))).toEqual([400, '101009']);
    expect(refusal(await world.confirm(line, line))).toEqual([400, '104131']);
    expect(world.truth(line).nativeStatus).toBe('PAYED/NOT_YET');
  });

  test('the body is JSON and says so', async () => {
    const world = await World.open();
    const body = { productOrderIds: [world.place().lineNumber] };
    const path = `${PRODUCT_ORDERS}/confirm`;

    expect((await world.post(path, body, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await world.post(path, body, { 'content-type': '' })).status).toBe(415);
    expect(refusal(await world.post(path, '{'))).toEqual([400, '000400']);
    expect((await world.post(path, body, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });
});

describe('dispatch', () => {
  test('ships a confirmed order', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, CONFIRM);

    const answer = await world.dispatch(parcelOf(line));

    expect(answer.body.data).toEqual({ successProductOrderIds: [line.lineNumber], failProductOrderInfos: [] });
    const { productOrder, delivery } = await world.detail(line);
    expect(productOrder.productOrderStatus).toBe('DELIVERING');
    expect(delivery).toMatchObject({ deliveryCompany: 'CJGLS', trackingNumber: '600000000021', sendDate: iso(START) });
  });

  test('confirms what was not', async () => {
    const world = await World.open();
    const line = world.place();

    await world.dispatch(parcelOf(line));

    const { productOrder } = await world.detail(line);
    expect(productOrder).toMatchObject({ placeOrderStatus: 'OK', placeOrderDate: iso(START) });
  });

  test('rejects an open cancel request and ships', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, CONFIRM, wantsCancel());

    expect(failures(await world.dispatch(parcelOf(line)))).toEqual([]);

    const { productOrder, currentClaim } = await world.detail(line);
    expect(productOrder).toMatchObject({
      productOrderStatus: 'DELIVERING',
      claimStatus: 'CANCEL_REJECT',
      remainQuantity: 1,
    });
    expect(currentClaim!.cancel).not.toHaveProperty('cancelCompletedDate');
    expect(world.truth(line).cancellations).toEqual([expect.objectContaining({ state: 'REJECTED' })]);
  });

  test.each<[string, boolean, OutsideEvent[]]>([
    ['unpaid', false, []],
    ['canceled', true, [wantsCancel()]],
    ['dispatched', true, [sent()]],
    ['delivered', true, [sent(), { kind: 'DELIVER' }]],
    ['decided', true, [sent(), { kind: 'CONFIRM_PURCHASE' }]],
  ])('refuses what is %s', async (_state, isPaid, events) => {
    const world = await World.open();
    const line = world.place(isPaid ? {} : { paidAt: null });
    world.happen(line, ...events);
    const before = world.truth(line);

    expect(failures(await world.dispatch(parcelOf(line)))).toEqual(['9999']);
    expect(world.truth(line)).toEqual(before);
  });

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ deliveryCompanyCode: 'LOTTE' }, '104119'],
    [{ deliveryCompanyCode: 'cjgls' }, '104119'],
    [{ deliveryCompanyCode: undefined }, '104118'],
    [{ trackingNumber: undefined }, '104120'],
    [{ trackingNumber: '' }, '104120'],
    [{ trackingNumber: '6000 0000' }, '104122'],
    [{ deliveryMethod: 'RETURN_DELIVERY' }, '104117'],
    [{ deliveryMethod: 'UNKNOWN' }, '104117'],
  ])('%j fails that item alone with %s', async (changes, code) => {
    const world = await World.open();
    const [line, other] = [world.place(), world.place()];

    const answer = await world.dispatch(parcelOf(line, changes), parcelOf(other, { trackingNumber: '600000000022' }));

    expect(failures(answer)).toEqual([code]);
    expect(answer.body.data.successProductOrderIds).toEqual([other.lineNumber]);
    expect(world.truth(line).nativeStatus).toBe('PAYED/NOT_YET');
  });

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ deliveryCompanyCode: '' }, '000400'],
    [{ deliveryMethod: 'PARCEL' }, '000400'],
    [{ deliveryMethod: '' }, '000400'],
    [{ dispatchDate: '2025-10-09' }, '000400'],
    [{ trackingNumber: 600000000021 }, '000400'],
    [{ deliveryMethod: undefined }, '4000'],
    [{ dispatchDate: undefined }, '4000'],
    [{ productOrderId: undefined }, '4000'],
    [{ productOrderId: stranger.lineNumber }, '101009'],
  ])('%j refuses the whole call with %s', async (changes, code) => {
    const world = await World.open();
    const [line, other] = [world.place(), world.place()];

    const answer = await world.dispatch(parcelOf(other), parcelOf(line, changes));

    expect(refusal(answer)).toEqual([400, code]);
    expect(world.truth(other).nativeStatus).toBe('PAYED/NOT_YET');
  });

  test('takes 30, each once', async () => {
    const world = await World.open();
    const parcels = (count: number): Record<string, unknown>[] =>
      many(world, count).map((line, at) =>
        parcelOf(line, { trackingNumber: String(700_000_000_000 + at + count * 100) }),
      );
    const twice = parcelOf(world.place());

    expect(failures(await world.dispatch(...parcels(30)))).toEqual([]);
    expect(refusal(await world.dispatch(...parcels(31)))).toEqual([400, '4000']);
    expect(refusal(await world.dispatch())).toEqual([400, '4000']);
    expect(refusal(await world.dispatch(twice, twice))).toEqual([400, '104131']);
  });

  test('an invoice belongs to one bundle', async () => {
    const world = await World.open();
    const placed = world.emulator.place(orderOf({ lines: [lineOf(), lineOf(), lineOf()], bundles: [[0, 1], [2]] }));
    const [one, two, three] = placed.map((line) => parcelOf(line));

    expect(failures(await world.dispatch(one!, two!, three!))).toEqual(['104121']);
    expect(failures(await world.dispatch({ ...three!, deliveryCompanyCode: 'HANJIN' }))).toEqual([]);
  });

  test('needs no courier where nothing is sent by parcel', async () => {
    const world = await World.open();
    const line = world.place();
    const byHand = { deliveryMethod: 'DIRECT_DELIVERY', deliveryCompanyCode: undefined, trackingNumber: undefined };

    expect(failures(await world.dispatch(parcelOf(line, byHand)))).toEqual([]);

    const { delivery } = await world.detail(line);
    expect(delivery).toEqual({
      deliveryMethod: 'DIRECT_DELIVERY',
      deliveryStatus: 'NOT_TRACKING',
      isWrongTrackingNumber: false,
      sendDate: iso(START),
    });
  });

  test.each(['HYUNDAI', 'KGB', 'CVSNET', 'GS더프레시', '1004HOME', 'CU'])('knows the courier %s', async (code) => {
    const world = await World.open();

    expect(failures(await world.dispatch(parcelOf(world.place(), { deliveryCompanyCode: code })))).toEqual([]);
  });
});

describe('approve cancel', () => {
  test('ends a whole request as CANCELED', async () => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, CONFIRM, wantsCancel(null, 'MISTAKE_ORDER'));

    const answer = await world.approve(line);

    expect(answer.body.data).toEqual({ successProductOrderIds: [line.lineNumber], failProductOrderInfos: [] });
    const { productOrder, currentClaim, cancel } = await world.detail(line);
    expect(productOrder).toMatchObject({ productOrderStatus: 'CANCELED', placeOrderStatus: 'OK', remainQuantity: 0 });
    expect(currentClaim!.cancel).toEqual(cancel);
    expect(cancel).toMatchObject({
      claimStatus: 'CANCEL_DONE',
      cancelReason: 'MISTAKE_ORDER',
      cancelApprovalDate: iso(START),
      cancelCompletedDate: iso(START),
    });
  });

  test('ends a partial request among the completed claims, and the order goes on', async () => {
    const world = await World.open();
    const line = world.place({ lines: [lineOf({ quantity: 3 })] });
    world.happen(line, CONFIRM, wantsCancel(1));

    await world.approve(line);

    const row = await world.detail(line);
    expect(row).not.toHaveProperty('currentClaim');
    expect(row.productOrder).not.toHaveProperty('claimStatus');
    expect(row.productOrder).toMatchObject({ productOrderStatus: 'PAYED', quantity: 3, remainQuantity: 2 });
    expect(row.completedClaims).toEqual([expect.objectContaining({ claimStatus: 'CANCEL_DONE', requestQuantity: 1 })]);
    world.happen(line, wantsCancel());
    await world.approve(line);
    const last = await world.detail(line);
    expect(last.productOrder).toMatchObject({ productOrderStatus: 'CANCELED', remainQuantity: 0 });
    expect(last.currentClaim!.cancel).toMatchObject({ requestQuantity: 2 });
    expect(last.completedClaims).toHaveLength(1);
  });

  test.each<[string, OutsideEvent[]]>([
    ['nobody asked', [CONFIRM]],
    ['it was withdrawn', [CONFIRM, wantsCancel(), { kind: 'WITHDRAW_CANCEL' }]],
    ['it was done', [wantsCancel()]],
    ['the order was shipped', [CONFIRM, wantsCancel(), sent()]],
  ])('fails where %s', async (_why, events) => {
    const world = await World.open();
    const line = world.place();
    world.happen(line, ...events);
    const before = world.truth(line);

    expect(failures(await world.approve(line))).toEqual(['104210']);
    expect(world.truth(line)).toEqual(before);
  });

  test('a foreign number refuses the call', async () => {
    const world = await World.open();

    expect(refusal(await world.approve(stranger))).toEqual([400, '101009']);
  });
});
