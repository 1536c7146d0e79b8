import { readdirSync } from 'node:fs';
import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer } from './emulator.support.js';
import {
  DAY,
  REDIRECT,
  SECOND,
  World,
  asks,
  lineOf,
  orderOf,
  parcel,
  receiver,
  sample,
  sent,
  shapeOf,
  shirt,
} from './emulator.support.js';

const DATES = 'start_date=2026-03-01&end_date=2026-03-05';
const ALL = 'embed=items,receivers,buyer';

const two = (world: World): PlacedLine[] => world.emulator.place(orderOf({ lines: [shirt, lineOf({ quantity: 1 })] }));

function asked(world: World): PlacedLine {
  const line = world.place();
  world.happen(line, { kind: 'CONFIRM' }, asks());
  return line;
}

const cancel = (world: World, line: PlacedLine, status: string): Promise<Answer> =>
  world.one('POST', `orders/${line.orderNumber}/cancellation`, {
    status,
    payment_gateway_cancel: 'T',
    claim_reason_type: 'A',
    reason: '색상을 잘못 골랐어요',
    items: [{ order_item_code: line.lineNumber, quantity: 3 }],
  });

async function canceled(world: World, status = 'canceled'): Promise<{ line: PlacedLine; code: string }> {
  const line = asked(world);
  const { body } = await cancel(world, line, status);
  return { line, code: String(body.cancellation['claim_code']) };
}

function delivered(world: World): PlacedLine[] {
  const lines = two(world);
  for (const line of lines) world.happen(line, sent, { kind: 'DELIVER' });
  return lines;
}

const codes = (lines: readonly PlacedLine[]) => lines.map(({ lineNumber }) => lineNumber);

/** How to bring about each sample's situation. */
const situations: Readonly<Record<string, (world: World) => Promise<Answer>>> = {
  token: (world) => world.consent('mall.read_order,mall.write_order,mall.read_shipping'),
  'token-refresh': (world) => world.refresh(),
  'error-token-client-secret': (world) =>
    world.form(
      'token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      `Basic ${btoa('BrTestClientId0000000A:no')}`,
    ),
  'error-token-refresh-reused': async (world) => {
    const used = world.refreshToken;
    await world.refresh();
    return world.refresh(used);
  },
  'error-authorize-redirect-uri': (world) =>
    world.raw(
      'GET',
      `/api/v2/oauth/authorize?response_type=code&client_id=BrTestClientId0000000A&state=s&scope=mall.read_order&redirect_uri=${encodeURIComponent(`${REDIRECT}/`)}`,
    ),
  'error-400-version': (world) =>
    world.raw('GET', '/api/v2/admin/orders', { headers: { ...world.headers, 'x-cafe24-api-version': '2024-06-01' } }),
  'error-401-token-expired': async (world) => {
    await world.clock.advance(DAY);
    return world.get(`orders?${DATES}`);
  },
  'error-403-insufficient-scope': async (world) => {
    await world.consent('mall.read_order');
    return world.get('carriers');
  },
  'error-404-no-api': (world) => world.get('ordres'),
  'error-422-missing-parameter': (world) =>
    world.one('POST', `orders/${world.place().orderNumber}/shipments`, { status: 'shipping' }),
  'error-422-order-state': async (world) => {
    const line = world.place();
    world.happen(line, sent);
    return world.one('POST', `orders/${line.orderNumber}/shipments`, parcel());
  },
  'error-429': async (world) => {
    for (let call = 0; call < 40; call += 1) await world.get('carriers');
    return world.get('carriers');
  },
  carriers: (world) => world.get('carriers?shop_no=1'),
  'orders-count': (world) => world.get(`orders/count?${DATES}`),
  'orders-list-empty': (world) => world.get(`orders?${DATES}&order_status=N10`),
  'orders-list-n10': async (world) => {
    two(world);
    const island = { ...receiver, tel: '0500-0000-5678', tel2: null };
    world.place({ receiver: island, remoteShippingFee: 3000, memo: null, lines: [lineOf()] });
    return world.get(`orders?${DATES}&date_type=pay_date&order_status=N10&${ALL}`);
  },
  'orders-list-paged-no-embed': (world) => {
    world.place({ orderedAt: world.clock.now() - SECOND });
    world.place({ remoteShippingFee: 3000 });
    return world.get(`orders?${DATES}&limit=1`);
  },
  'order-get': (world) => {
    const [line, other] = two(world);
    for (const each of [line!, other!]) world.happen(each, { kind: 'CONFIRM' });
    return world.get(`orders/${line!.orderNumber}?${ALL},return,cancellation,exchange`);
  },
  'orders-list-n30': (world) => {
    for (const line of two(world)) world.happen(line, sent);
    return world.get(`orders?${DATES}&order_status=N30&date_type=shipbegin_date&${ALL}`);
  },
  'orders-list-n40': (world) => {
    delivered(world);
    return world.get(`orders?${DATES}&order_status=N40&date_type=shipend_date&${ALL}`);
  },
  'orders-list-c00': (world) => {
    asked(world);
    return world.get(`orders?${DATES}&order_status=C00&date_type=cancel_request_date&${ALL}`);
  },
  'orders-list-cancel-withdrawn': (world) => {
    world.happen(asked(world), { kind: 'WITHDRAW_CANCEL' });
    return world.get(`orders?${DATES}&date_type=cancel_request_date&${ALL}`);
  },
  'orders-list-c40': async (world) => {
    await canceled(world);
    return world.get(`orders?${DATES}&order_status=C40&date_type=cancel_complete_date&${ALL},cancellation`);
  },
  unpaidorders: (world) => {
    world.place({ paidAt: null });
    return world.get(`unpaidorders?${DATES}`);
  },
  'order-status-prepare': (world) => {
    const lines = two(world);
    const request = { process_status: 'prepare', order_item_code: codes(lines) };
    return world.one('PUT', `orders/${lines[0]!.orderNumber}`, request);
  },
  'orders-status-prepare-bulk': (world) =>
    world.many(
      'PUT',
      'orders',
      { order_id: two(world)[0]!.orderNumber, process_status: 'prepare' },
      { order_id: world.place().orderNumber, process_status: 'prepare' },
    ),
  'order-item-update': (world) => {
    const line = world.place();
    const path = `orders/${line.orderNumber}/items/${line.lineNumber}`;
    return world.one('PUT', path, { shipping_expected_date: '2026-03-09' });
  },
  'item-history': async (world) => {
    const line = world.place();
    await world.one('PUT', `orders/${line.orderNumber}`, { process_status: 'prepare' });
    await world.one('POST', `orders/${line.orderNumber}/shipments`, parcel());
    return world.get(`orders/${line.orderNumber}/items/${line.lineNumber}/history?${DATES}`);
  },
  'shipments-create': (world) => {
    const lines = two(world);
    return world.one('POST', `orders/${lines[0]!.orderNumber}/shipments`, parcel({ order_item_code: codes(lines) }));
  },
  'shipments-create-bulk': (world) =>
    world.many(
      'POST',
      'shipments',
      parcel({ order_id: two(world)[0]!.orderNumber }),
      parcel({ order_id: world.place().orderNumber, shipping_company_code: '0079', tracking_no: '400000000029' }),
    ),
  'shipments-list': (world) => {
    const lines = two(world);
    for (const line of lines) world.happen(line, sent);
    return world.get(`orders/${lines[0]!.orderNumber}/shipments`);
  },
  'shipments-update-tracking': (world) => {
    const line = world.place();
    world.happen(line, sent);
    const label = { tracking_no: '600000000018', shipping_company_code: '0006' };
    return world.one('PUT', `orders/${line.orderNumber}/shipments/${line.bundleNumber}`, label);
  },
  'shipments-update-shipped': (world) => {
    const line = world.place();
    world.happen(line, sent);
    return world.one('PUT', `orders/${line.orderNumber}/shipments/${line.bundleNumber}`, { status: 'shipped' });
  },
  'shipments-delete': (world) => {
    const line = world.place();
    world.happen(line, sent);
    return world.send('DELETE', `orders/${line.orderNumber}/shipments/${line.bundleNumber}?shop_no=1`);
  },
  'order-cancellation-accepted': (world) => cancel(world, asked(world), 'accepted'),
  'order-cancellation-canceled': (world) => cancel(world, asked(world), 'canceled'),
  'order-cancellation-undone': async (world) => {
    const { line, code } = await canceled(world, 'accepted');
    return world.one('PUT', `orders/${line.orderNumber}/cancellation/${code}`, {
      undone: 'T',
      recover_inventory: 'F',
      add_memo_too: 'F',
      undone_reason_type: 'A',
      undone_reason: '구매자가 취소 의사를 거둠',
      expose_order_detail: 'F',
    });
  },
  'cancellation-bulk-create': (world) =>
    world.many('POST', 'cancellation', { order_id: asked(world).orderNumber, status: 'canceling' }),
  'cancellation-get': async (world) => world.get(`cancellation/${(await canceled(world)).code}`),
  'cancellationrequests-reject': (world) => {
    const line = asked(world);
    const request = { order_id: line.orderNumber, order_item_code: [line.lineNumber], undone: 'T', reason_type: 'I' };
    return world.many('PUT', 'cancellationrequests', request);
  },
  'returnrequests-reject': async (world) => {
    const [line] = delivered(world);
    const asking = { order_id: line!.orderNumber, reason_type: 'O', items: [{ order_item_code: line!.lineNumber }] };
    await world.many('POST', 'returnrequests', asking);
    const request = { order_id: line!.orderNumber, order_item_code: [line!.lineNumber], undone: 'T' };
    return world.many('PUT', 'returnrequests', request);
  },
  'order-return-create': (world) => {
    const [line] = delivered(world);
    const items = [{ order_item_code: line!.lineNumber, quantity: 1 }];
    return world.one('POST', `orders/${line!.orderNumber}/return`, { status: 'accepted', items });
  },
  'order-exchange-create': (world) => {
    const [line] = delivered(world);
    const items = [{ order_item_code: line!.lineNumber, quantity: 1, exchange_variant_code: 'P00000BF000C' }];
    return world.one('POST', `orders/${line!.orderNumber}/exchange`, { status: 'accepted', items });
  },
};

test('every sample has its situation', () => {
  const files = readdirSync(new URL('../../fixtures/marketplaces/cafe24/samples', import.meta.url));

  expect(Object.keys(situations).sort()).toEqual(files.map((file) => file.replace('.json', '')).sort());
});

test.each(Object.keys(situations))('%s has exactly the sample’s fields and types', async (name) => {
  const answer = await situations[name]!(await World.open());

  expect(shapeOf(answer.body)).toEqual(shapeOf(sample(name)));
});

test.each([
  ['error-token-client-secret', 401],
  ['error-token-refresh-reused', 401],
  ['error-authorize-redirect-uri', 400],
  ['error-400-version', 400],
  ['error-401-token-expired', 401],
  ['error-403-insufficient-scope', 403],
  ['error-404-no-api', 404],
  ['error-422-missing-parameter', 422],
  ['error-422-order-state', 422],
  ['error-429', 429],
  ['carriers', 200],
  ['orders-list-empty', 200],
  ['shipments-update-tracking', 200],
  ['shipments-update-shipped', 200],
])('%s equals the sample', async (name, status) => {
  const answer = await situations[name]!(await World.open());

  expect(answer.status).toBe(status);
  expect(answer.body).toEqual(sample(name));
});

test('the amounts of new orders are those of the samples', async () => {
  const answer = await situations['orders-list-n30']!(await World.open());
  const names = ['order_price_amount', 'shipping_fee', 'total_amount_due'];
  const pick = (body: Answer['body']): unknown =>
    body.orders.map((order) => {
      const amount = order['actual_order_amount'] as Readonly<Record<string, unknown>>;
      const items = order.items.map((item) => [item['product_price'], item['option_price'], item['supply_price']]);
      return [order['total_supply_price'], names.map((name) => amount[name]), items];
    });

  expect(pick(answer.body)).toEqual(pick(sample('orders-list-n30')));
});

test.each(['orders-list-c00', 'orders-list-cancel-withdrawn', 'orders-list-c40'])(
  'the claim fields of %s are those of the sample',
  async (name) => {
    const { body } = await situations[name]!(await World.open());

    const fields = [
      'order_status',
      'order_status_before_cs',
      'status_code',
      'status_text',
      'claim_quantity',
      'claim_reason_type',
      'claim_reason',
      'request_undone',
      'quantity',
    ];
    const pick = ({ orders }: Answer['body']): unknown =>
      orders.map(({ items, ...order }) => [
        order['canceled'],
        order['payment_amount'],
        order['actual_order_amount'],
        items.map((item) => fields.map((field) => item[field])),
      ]);
    expect(pick(body)).toEqual(pick(sample(name)));
  },
);
