import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields, Row } from './emulator.support.js';
import {
  FEED,
  HOUR,
  START,
  World,
  elsewhere,
  iso,
  lineOf,
  orderOf,
  parcelOf,
  receiver,
  sample,
  sent,
  shapeOf,
  wantsCancel,
} from './emulator.support.js';

const reachable = { ...receiver, tel2: '02-000-1101' };

/** For each sample body: the same situation here. */
const situations: Record<string, (world: World) => Promise<Answer>> = {
  token: (world) => world.token({}),
  'token-error-invalid-sign': (world) => world.token({ client_secret_sign: 'x'.repeat(80) }),
  'errors/gw-authn-401': (world) => world.raw('GET', FEED, {}),
  'errors/gw-not-found-404': (world) => world.raw('GET', '/v1/nothing', world.bearer),
  'errors/gw-rate-limit-429': async (world) => {
    for (let call = 0; call < 4; call += 1) await world.raw('GET', FEED, world.bearer);
    return world.raw('GET', FEED, world.bearer);
  },
  'errors/date-range-400': (world) => world.feed({ lastChangedTo: iso(START + 3 * HOUR) }),
  'errors/not-my-product-order-400': (world) => world.approve({ ...world.place(), lineNumber: '2025100949999999' }),
  'errors/unreadable-body-400': (world) => world.dispatch(parcelOf(world.place(), { deliveryCompanyCode: '' })),
  'last-changed-statuses-empty': (world) => world.feed(),
  'last-changed-statuses': async (world) => {
    world.place({ paidAt: null });
    world.place();
    world.happen(world.place(), { kind: 'CHANGE_ADDRESS', receiver: elsewhere });
    world.happen(world.place(), { kind: 'CONFIRM' }, wantsCancel());
    world.place();
    return world.feed({ limitCount: '4' });
  },
  'last-changed-statuses-last-page': (world) => {
    world.happen(world.place(), sent());
    world.happen(world.place(), { kind: 'CONFIRM' }, wantsCancel());
    return world.feed();
  },
  'product-order-ids': (world) =>
    world.get(`/v1/pay-order/seller/orders/${placeTwo(world)[0]!.orderNumber}/product-order-ids`),
  'product-orders-query-new': (world) => world.query(placeTwo(world).map((line) => line.lineNumber!)),
  'product-orders-conditions': (world) => {
    placeTwo(world);
    return world.list();
  },
  'product-orders-query-payment-waiting': (world) => queryOf(world, world.place({ paidAt: null })),
  'product-orders-query-confirmed': async (world) => {
    const line = world.place();
    await world.confirm(line);
    return queryOf(world, line);
  },
  'product-orders-query-delivering': async (world) => {
    const line = world.place();
    await world.dispatch(parcelOf(line));
    await world.clock.advance(2 * HOUR);
    await world.clock.advance(2 * HOUR);
    await world.signIn();
    return queryOf(world, line);
  },
  'product-orders-query-cancel-request': (world) => queryOf(world, asking(world)),
  'product-orders-conditions-cancel-request': (world) => {
    asking(world);
    return world.list({ claimStatuses: 'CANCEL_REQUEST', rangeType: 'CLAIM_REQUESTED_DATETIME' });
  },
  'product-orders-query-cancel-withdrawn': (world) => {
    const line = asking(world, reachable);
    world.happen(line, { kind: 'WITHDRAW_CANCEL' });
    return queryOf(world, line);
  },
  'product-orders-query-canceled': (world) => {
    const line = world.place();
    world.happen(line, wantsCancel());
    return queryOf(world, line);
  },
  'product-orders-query-partial-cancel': async (world) => {
    const line = asking(world);
    await world.approve(line);
    return queryOf(world, line);
  },
  confirm: (world) => world.confirm(world.place(), world.place()),
  'confirm-partial-fail': async (world) => {
    const line = world.place();
    await world.confirm(line);
    return world.confirm(world.place(), line);
  },
  dispatch: (world) => world.dispatch(...placeTwo(world).map((line) => parcelOf(line))),
  'dispatch-partial-fail': (world) =>
    world.dispatch(
      parcelOf(world.place()),
      parcelOf(world.place(), { deliveryCompanyCode: 'LOTTE' }),
      parcelOf(world.place(), { trackingNumber: '송장' }),
    ),
  'dispatch-already-dispatched': async (world) => {
    const line = world.place();
    await world.dispatch(parcelOf(line));
    return world.dispatch(parcelOf(line));
  },
  'cancel-approve': (world) => world.approve(asking(world)),
  'cancel-approve-fail': (world) => world.approve(world.place()),
};

function placeTwo(world: World): PlacedLine[] {
  const lines = [
    lineOf({ quantity: 2, optionPrice: 2000, sellerDiscount: 2000 }),
    lineOf({ productName: '선물포장', optionName: '선물포장: 선택함', unitPrice: 9000 }),
  ];
  return world.emulator.place(orderOf({ receiver: reachable, memo: '문 앞에 놓아주세요', lines }));
}

function asking(world: World, address = receiver): PlacedLine {
  const line = world.place({ receiver: address, lines: [lineOf({ quantity: 3 })] });
  world.happen(line, { kind: 'CONFIRM' }, wantsCancel(1, '한 개만 줄일게요'));
  return line;
}

const queryOf = (world: World, line: PlacedLine): Promise<Answer> => world.query([line.lineNumber!]);

test.each(Object.keys(situations))('%s has exactly the sample’s fields and types', async (name) => {
  const world = await World.open();
  const answer = await situations[name]!(world);

  expect(shapeOf(answer.body)).toEqual(shapeOf(sample(name)));
});

test.each([
  ['errors/gw-authn-401', 401],
  ['errors/gw-not-found-404', 404],
  ['errors/gw-rate-limit-429', 429],
  ['errors/date-range-400', 400],
  ['errors/not-my-product-order-400', 400],
  ['errors/unreadable-body-400', 400],
  ['token-error-invalid-sign', 400],
  ['confirm-partial-fail', 200],
  ['dispatch-partial-fail', 200],
  ['dispatch-already-dispatched', 200],
  ['cancel-approve-fail', 200],
])('%s has the sample’s codes and texts', async (name, status) => {
  const said = (body: unknown): string[] => JSON.stringify(body).match(/"(code|message)":"[^"]*"/g) ?? [];

  const answer = await situations[name]!(await World.open());

  expect(answer.status).toBe(status);
  expect(said(answer.body).sort()).toEqual(said(sample(name)).sort());
});

test('the values of a new order are those of the sample', async () => {
  const world = await World.open();
  placeTwo(world);

  const { contents } = (await world.list()).body.data;

  const names = [
    'quantity',
    'unitPrice',
    'optionPrice',
    'totalProductAmount',
    'totalPaymentAmount',
    'productDiscountAmount',
    'sellerBurdenDiscountAmount',
    'deliveryFeeAmount',
    'paymentCommission',
    'knowledgeShoppingSellingInterlockCommission',
    'expectedSettlementAmount',
    'shippingAddress',
    'shippingMemo',
    'shippingFeeType',
    'productOption',
    'remainPaymentAmount',
  ];
  const pick = (row: { content: Row }): unknown[] => names.map((name) => row.content.productOrder[name]);
  expect(contents.map(pick)).toEqual(sample('product-orders-conditions').data.contents.map(pick));
  expect(contents.map((row) => row.content.order.generalPaymentAmount)).toEqual([62_000, 62_000]);
});

test('the amounts after a partial cancel are those of the sample', async () => {
  const world = await World.open();
  const line = asking(world);
  await world.approve(line);

  const { productOrder } = await world.detail(line);

  const wanted = (sample('product-orders-query-partial-cancel').data as unknown as readonly Row[])[0]!.productOrder;
  for (const name of Object.keys(wanted).filter((key) => /Amount$|Quantity$|Commission$/.test(key))) {
    expect([name, productOrder[name]]).toEqual([name, name === 'sectionDeliveryFee' ? 0 : wanted[name]]);
  }
});

test('text of every kind arrives as it was', async () => {
  const world = await World.open();
  const odd = '뷁똠펲 "따옴표" \\ <b>&amp;</b> 👨‍👩‍👧 \u0007';
  const line = world.place({
    memo: odd,
    receiver: { ...receiver, name: odd, addressDetail: odd },
    lines: [lineOf({ productName: odd, optionName: odd })],
  });
  world.happen(line, wantsCancel(null, odd));

  const { productOrder, currentClaim } = await world.detail(line);

  const { shippingAddress, productName, productOption, shippingMemo } = productOrder;
  const { name, detailedAddress } = shippingAddress as Fields;
  expect([name, detailedAddress, productName, productOption, shippingMemo]).toEqual(Array(5).fill(odd));
  expect(currentClaim?.cancel?.cancelDetailedReason).toBe(odd);
});
