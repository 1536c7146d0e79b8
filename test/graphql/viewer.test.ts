import type { Viewer } from '../../src/auth/viewer.js';
import { HOUR } from '../../src/base/time.js';
import type { PlacedLine } from '../../src/sandbox/emulator.js';
import type { Moa } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { anOrderOf, RECEIVER } from '../support/orders.js';
import { confirmOrders, listOrders, NOW, registerInvoices, rowOf, THESE_DAYS } from '../support/seller.js';
import { VirtualClock } from '../support/virtual-clock.js';

const MALL = 'ownmall-main';
const CHANNELS = [MALL, 'coupang-main', 'elevenst-main', 'smartstore-main'];

/** Reads everything, people masked. */
const DASHBOARD: Viewer = { name: 'dashboard', role: 'viewer', channels: null };
const COUPANG_ALONE: Viewer = { name: 'coupang alone', role: 'admin', channels: new Set(['coupang-main']) };

/** What must show nowhere: names, numbers, streets and memos of the placed orders. */
const PEOPLE = /이보기|김견본|0000-?1234|0000-?0001|예시대로|1001호|부재 시/;
const PERSONAL = `buyerId senderName senderTel senderTel2 receiverName receiverTel receiverTel2 receiverAddress shippingMemo`;

let moa: Moa;
/** Of the first line of an order of two on each channel, shipped. */
const ids = new Map<string, string>();
/** Of an order that its buyer cancelled. */
let cancellationId: string;

beforeAll(async () => {
  const placed = new Map<string, PlacedLine[]>();
  moa = await startMoa({ clock: new VirtualClock(NOW) });
  for (const id of CHANNELS) {
    const { emulator } = moa.sandbox.host(id);
    placed.set(id, emulator.place(anOrderOf(2, { orderedAt: NOW - HOUR })));
    const canceled = emulator.place(anOrderOf(1, { orderedAt: NOW - HOUR }))[0]!;
    emulator.happen(canceled, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
  }
  const list = await listOrders(moa);
  for (const [id, lines] of placed) ids.set(id, rowOf(list, lines[0]!).id);
  const all = [...placed.values()].flat().map((line) => rowOf(list, line).id);
  await confirmOrders(moa, all);
  const parcels = [...ids.values()].map((orderId, index) => ({ orderId, trackingNumber: `60000000111${index}` }));
  const shipped = await registerInvoices(moa, parcels);
  expect(shipped.map(({ response }) => response)).toEqual(CHANNELS.map(() => true));
  const { cancellations } = await moa.query<{ cancellations: { nodes: { id: string }[] } }>(
    `query ($filter: CancellationFilter!) { cancellations(filter: $filter) { nodes { id } } }`,
    { filter: { ...THESE_DAYS, channelIds: [MALL] } },
  );
  cancellationId = cancellations.nodes[0]!.id;
});

afterAll(() => moa.close());

/** What a viewer's key is told; nothing of it may be an error. */
async function shownTo<T>(viewer: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await moa.ask<T>(source, variables, viewer);
  expect(errors).toBeUndefined();
  return data;
}

/** The one error of a request, and that no marketplace was called for it. */
async function refusalTo(viewer: Viewer, source: string, variables: Record<string, unknown> = {}) {
  moa.clearCalls();
  const { errors = [] } = await moa.ask<unknown>(source, variables, viewer);
  expect(moa.sandbox.channels.flatMap(({ id }) => moa.calls(id))).toEqual([]);
  expect(errors).toHaveLength(1);
  const { message, extensions } = errors[0]!;
  return { code: extensions.code, message };
}

describe("a viewer's key", () => {
  const SPAN = `startDate: "${THESE_DAYS.startDate}", endDate: "${THESE_DAYS.endDate}"`;
  const WAYS: readonly (readonly [name: string, query: () => string])[] = [
    ['orders', () => `{ orders(filter: { ${SPAN} }) { nodes { channel { id } ${PERSONAL} } } }`],
    ['edges', () => `{ orders(filter: { ${SPAN} }) { edges { node { channel { id } ${PERSONAL} } } } }`],
    ['channels', () => `{ channels { orders(filter: { ${SPAN} }) { nodes { channel { id } ${PERSONAL} } } } }`],
    ['order(id)', () => each((id) => `order(id: "${id}") { channel { id } ${PERSONAL} }`)],
    ['node(id)', () => each((id) => `node(id: "${id}") { ... on Order { channel { id } ${PERSONAL} } }`)],
    ['siblings', () => each((id) => `order(id: "${id}") { siblings { channel { id } ${PERSONAL} } }`)],
    [
      'the orders of cancellations',
      () => `{ cancellations(filter: { ${SPAN} }) { nodes { order { channel { id } ${PERSONAL} } } } }`,
    ],
    [
      'the orders of invoices',
      () => `{ invoices(filter: { ${SPAN} }) { nodes { orders { channel { id } ${PERSONAL} } } } }`,
    ],
    [
      'the first orders of invoices',
      () => `{ invoices(filter: { ${SPAN} }) { nodes { order { channel { id } ${PERSONAL} } } } }`,
    ],
  ];
  const each = (field: (id: string) => string): string =>
    `{ ${[...ids.values()].map((id, index) => `of${index}: ${field(id)}`).join(' ')} }`;

  it.each(WAYS)('sees nobody in %s', async (_, query) => {
    const answer = JSON.stringify(await shownTo(DASHBOARD, query()));
    const full = JSON.stringify(await moa.query(query()));

    expect(answer).not.toMatch(PEOPLE);
    expect(answer).toContain('"receiverName":"이**"');
    for (const id of CHANNELS) expect(answer).toContain(`{"channel":{"id":"${id}"}`);
    expect(full).toContain('"receiverName":"이보기"');
  });

  it('sees what is left of each field', async () => {
    const { order } = await shownTo<{ order: unknown }>(
      DASHBOARD,
      `query ($id: ID!) { order(id: $id) { ${PERSONAL} zipCode } }`,
      { id: ids.get(MALL) },
    );

    expect(order).toEqual({
      buyerId: null,
      senderName: '김**',
      senderTel: '***-****-0001',
      senderTel2: null,
      receiverName: '이**',
      receiverTel: '***-****-1234',
      receiverTel2: null,
      receiverAddress: '서울특별시 견본구 ***',
      shippingMemo: '***',
      zipCode: '06100',
    });
  });

  it('sees no more than the beginning of an address without blanks', async () => {
    const { emulator } = moa.sandbox.host(MALL);
    const receiver = { ...RECEIVER, address: '서울특별시견본구예시대로7', addressDetail: '101동1001호' };
    const line = emulator.place(anOrderOf(1, { orderedAt: NOW - HOUR, receiver }))[0]!;

    const { orders } = await shownTo<{ orders: { nodes: unknown[] } }>(
      DASHBOARD,
      `query ($filter: OrderFilter!) { orders(filter: $filter, maxAge: 0) { nodes { receiverAddress } } }`,
      { filter: { ...THESE_DAYS, channelIds: [MALL], orderNumbers: [line.orderNumber] } },
    );

    expect(orders.nodes).toEqual([{ receiverAddress: '서울특별시견본구예 ***' }]);
  });

  it.each(['이보기', '김견본'])('finds nothing by the name %s', async (search) => {
    const query = `query ($filter: OrderFilter!) { orders(filter: $filter) { totalCount } }`;
    const filter = { ...THESE_DAYS, channelIds: [MALL], search };

    expect(await shownTo(DASHBOARD, query, { filter })).toEqual({ orders: { totalCount: 0 } });
    const { orders } = await moa.query<{ orders: { totalCount: number } }>(query, { filter });
    expect(orders.totalCount).toBeGreaterThan(0);
  });

  it.each<[string, () => [source: string, id: string]]>([
    ['an order', () => ['query ($id: ID!) { order(id: $id) { raw } }', ids.get(MALL)!]],
    ['a cancellation', () => ['query ($id: ID!) { cancellation(id: $id) { raw } }', cancellationId]],
  ])('does not see the record of %s', async (_, question) => {
    const [source, id] = question();
    expect(await refusalTo(DASHBOARD, source, { id })).toEqual({
      code: 'FORBIDDEN',
      message: 'This needs the admin role; the API key "dashboard" has viewer.',
    });
  });

  it.each([
    ['syncChannels', 'mutation { syncChannels { outcome } }'],
    ['checkChannel', `mutation { checkChannel(id: "${MALL}") { state } }`],
    ['confirmOrder', 'mutation ($id: ID!) { confirmOrder(orderId: $id) { response } }'],
    [
      'registerInvoices',
      'mutation ($id: ID!) { registerInvoices(inputs: [{ orderId: $id, courier: CJ_LOGISTICS, trackingNumber: "600000000009" }]) { response } }',
    ],
    ['approveCancel', 'mutation ($id: ID!) { approveCancel(cancellationId: $id) { response } }'],
  ])('may not call %s', async (_, source) => {
    expect(await refusalTo(DASHBOARD, source, { id: ids.get(MALL) })).toEqual({
      code: 'FORBIDDEN',
      message: 'This needs the operator role; the API key "dashboard" has viewer.',
    });
  });
});

interface Actions {
  readonly actions: { readonly nodes: readonly { readonly id: string; readonly channel: { readonly id: string } }[] };
}

describe('a key limited to one channel', () => {
  it('sees no other channel, nor its orders, in lists', async () => {
    const filter = THESE_DAYS;

    const answer = await shownTo(
      COUPANG_ALONE,
      `query ($filter: OrderFilter!, $claims: CancellationFilter!, $parcels: InvoiceFilter!) {
        channels { id }
        orders(filter: $filter) { nodes { channel { id } } channels { channel { id } } }
        orderSummary(filter: $filter, groupBy: [CHANNEL]) { rows { channel { id } lines } channels { channel { id } } }
        cancellations(filter: $claims) { nodes { channel { id } } channels { channel { id } } }
        invoices(filter: $parcels) { nodes { channel { id } } channels { channel { id } } }
      }`,
      { filter, claims: filter, parcels: filter },
    );

    const channel = { id: 'coupang-main' };
    expect(answer).toEqual({
      channels: [channel],
      orders: { nodes: [{ channel }, { channel }, { channel }], channels: [{ channel }] },
      orderSummary: { rows: [{ channel, lines: 3 }], channels: [{ channel }] },
      cancellations: { nodes: [{ channel }], channels: [{ channel }] },
      invoices: { nodes: [{ channel }], channels: [{ channel }] },
    });
  });

  it('finds nothing of others by id', async () => {
    const answer = await shownTo(
      COUPANG_ALONE,
      `query ($id: ID!, $claim: ID!, $ids: [ID!]!) {
        channel(id: "${MALL}") { id }
        channelNode: node(id: "${MALL}") { id }
        node(id: $id) { id }
        nodes(ids: $ids) { id }
        order(id: $id) { id }
        cancellation(id: $claim) { id }
      }`,
      { id: ids.get(MALL), claim: cancellationId, ids: [MALL, ids.get(MALL), ids.get('coupang-main')] },
    );

    expect(answer).toEqual({
      channel: null,
      channelNode: null,
      node: null,
      nodes: [null, null, { id: ids.get('coupang-main') }],
      order: null,
      cancellation: null,
    });
  });

  it('sees no action of others, and none of them by its id', async () => {
    const query = `query ($filter: ActionFilter!) { actions(filter: $filter) { nodes { id channel { id } } } }`;
    const { actions: all } = await moa.query<Actions>(query, {
      filter: {},
    });
    const foreign = all.nodes.find(({ channel }) => channel.id === MALL)!.id;

    const { actions } = await shownTo<Actions>(COUPANG_ALONE, query, {
      filter: {},
    });
    const byOrder = await shownTo(COUPANG_ALONE, query, { filter: { orderIds: [ids.get(MALL)] } });
    const byId = await shownTo(COUPANG_ALONE, 'query ($id: ID!) { action(id: $id) { id } node(id: $id) { id } }', {
      id: foreign,
    });

    expect(new Set(all.nodes.map(({ channel }) => channel.id))).toEqual(new Set(CHANNELS));
    expect(actions.nodes).toEqual(all.nodes.filter(({ channel }) => channel.id === 'coupang-main'));
    expect(byOrder).toEqual({ actions: { nodes: [] } });
    expect(byId).toEqual({ action: null, node: null });
  });

  it.each([
    ['orders', 'query ($ids: [ID!]) { orders(filter: { %, channelIds: $ids }) { totalCount } }'],
    ['actions', 'query ($ids: [ID!]) { actions(filter: { channelIds: $ids }) { totalCount } }'],
    ['syncChannels', 'mutation ($ids: [ID!]) { syncChannels(channelIds: $ids) { outcome } }'],
    ['checkChannel', `mutation { checkChannel(id: "${MALL}") { state } }`],
  ])('names no other in %s', async (_, source) => {
    const span = `startDate: "${THESE_DAYS.startDate}", endDate: "${THESE_DAYS.endDate}"`;

    const { code, message } = await refusalTo(COUPANG_ALONE, source.replace('%', span), { ids: [MALL] });

    expect(code).toBe('BAD_INPUT');
    expect(message).toMatch(/^no channel has the id "ownmall-main"(; known: coupang-main)?$/);
  });

  it('syncs its own channel alone', async () => {
    moa.clearCalls();

    const answer = await shownTo(COUPANG_ALONE, 'mutation { syncChannels { channel { id } } }');

    expect(answer).toEqual({ syncChannels: [{ channel: { id: 'coupang-main' } }] });
    expect(CHANNELS.filter((id) => moa.calls(id).length > 0)).toEqual(['coupang-main']);
  });
});
