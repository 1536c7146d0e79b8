import type { Viewer } from '../../src/auth/viewer.js';
import { LOCAL_VIEWER } from '../../src/auth/viewer.js';
import { HOUR } from '../../src/base/time.js';
import type { PlacedLine } from '../../src/sandbox/emulator.js';
import type { Moa } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { anOrder } from '../support/orders.js';
import { VirtualClock } from '../support/virtual-clock.js';

const NOW = Date.parse('2026-03-10T14:00:00+09:00');
const TODAY = { startDate: '2026-03-10T00:00:00+09:00', endDate: '2026-03-11T00:00:00+09:00' };
const MALL = 'ownmall-main';

let moa: Moa;
let clock: VirtualClock;
let lines: PlacedLine[];
/** Of paid orders of the own mall. */
let ids: string[];

beforeAll(async () => {
  clock = new VirtualClock(NOW);
  moa = await startMoa({ clock, channelIds: [MALL, 'coupang-main'] });
  lines = Array.from({ length: 4 }, (_, index) => place(NOW - 3 * HOUR + index * 1_000));
  ids = await listedIds();
});

afterAll(() => moa.close());

beforeEach(async () => {
  await clock.advance(1_000);
  moa.clearCalls();
});

function place(orderedAt: number): PlacedLine {
  return moa.sandbox.host(MALL).emulator.place(anOrder({ orderedAt }))[0]!;
}

async function listedIds(): Promise<string[]> {
  const { orders } = await moa.query<{ orders: { nodes: { id: string }[] } }>(
    `query ($filter: OrderFilter!) { orders(filter: $filter, sort: ORDERED_ASC, maxAge: 0) { nodes { id } } }`,
    { filter: { ...TODAY, channelIds: [MALL] } },
  );
  return orders.nodes.map(({ id }) => id);
}

/** Not a single call, to whatever marketplace. */
const expectNothingSent = (): void => expect(moa.sandbox.channels.flatMap(({ id }) => moa.calls(id))).toEqual([]);

/** The one error of a request that must be refused before anything is sent. */
async function refusalOf(source: string, variables: Record<string, unknown> = {}, viewer: Viewer = LOCAL_VIEWER) {
  const { errors = [] } = await moa.ask<unknown>(source, variables, viewer);
  expectNothingSent();
  expect(errors).toHaveLength(1);
  const { message, extensions } = errors[0]!;
  return { code: extensions.code, field: extensions.field, message };
}

const LISTS: readonly (readonly [name: string, filterType: string])[] = [
  ['orders', 'OrderFilter'],
  ['cancellations', 'CancellationFilter'],
  ['invoices', 'InvoiceFilter'],
];

const listQuery = (name: string, filterType: string): string =>
  `query ($filter: ${filterType}!, $first: Int, $after: String, $maxAge: Int) {
    ${name}(filter: $filter, first: $first, after: $after, maxAge: $maxAge) { totalCount pageInfo { endCursor } }
  }`;

describe.each(LISTS)('a list of %s', (name, filterType) => {
  const query = listQuery(name, filterType);
  const refused = (changes: Record<string, unknown>, filter: Record<string, unknown> = {}) =>
    refusalOf(query, { filter: { ...TODAY, ...filter }, ...changes });

  it('refuses a reversed span', async () => {
    expect(await refused({}, { endDate: '2026-03-09T00:00:00+09:00' })).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.endDate',
      message: 'endDate must be after startDate (2026-03-10T00:00:00+09:00), but is 2026-03-09T00:00:00+09:00',
    });
  });

  it('refuses an empty span', async () => {
    expect(await refused({}, { endDate: TODAY.startDate })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'filter.endDate',
      message: expect.stringContaining('must be after startDate') as string,
    });
  });

  it('refuses a span of two years', async () => {
    expect(await refused({}, { startDate: '2024-03-11T00:00:00+09:00' })).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.endDate',
      message:
        'endDate must be at most 366 days after startDate (2024-03-11T00:00:00+09:00), but is 2026-03-11T00:00:00+09:00',
    });
  });

  it('takes a span of 366 days', async () => {
    const { errors } = await moa.ask(query, { filter: { startDate: '2025-03-10', endDate: '2026-03-11' } });
    expect(errors).toBeUndefined();
  });

  it('refuses a date that does not exist', async () => {
    expect(await refused({}, { startDate: '2026-02-30T00:00:00' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'filter.startDate',
      message: expect.stringContaining('2026-02-30T00:00:00') as string,
    });
  });

  it('refuses an unknown channel, and names the known ones', async () => {
    expect(await refused({}, { channelIds: [MALL, 'nowhere'] })).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.channelIds',
      message: 'no channel has the id "nowhere"; known: ownmall-main, coupang-main',
    });
  });

  it.each([0, -1, 100_000])('refuses a page of %s', async (first) => {
    expect(await refused({ first })).toEqual({
      code: 'BAD_INPUT',
      field: 'first',
      message: `first must be 1 to 10,000, but is ${first}`,
    });
  });

  it('refuses an age below zero', async () => {
    expect(await refused({ maxAge: -1 })).toMatchObject({ code: 'BAD_INPUT', field: 'maxAge' });
  });

  it('refuses a cursor that is none', async () => {
    expect(await refused({ after: 'nonsense' })).toEqual({
      code: 'BAD_INPUT',
      field: 'after',
      message: 'after must be an endCursor of this API, unchanged',
    });
  });
});

describe('a cursor', () => {
  const query = listQuery('orders', 'OrderFilter');
  const filter = { ...TODAY, channelIds: [MALL] };
  const cursor = async (): Promise<string> => {
    const { orders } = await moa.query<{ orders: { pageInfo: { endCursor: string } } }>(query, {
      filter,
      first: 2,
      maxAge: 3_600,
    });
    moa.clearCalls();
    return orders.pageInfo.endCursor;
  };

  it('leads to the rest of its own query', async () => {
    const { orders } = await moa.query<{ orders: { nodes: { orderNumber: string }[] } }>(
      `query ($filter: OrderFilter!, $after: String) {
        orders(filter: $filter, first: 10, after: $after, maxAge: 3600) { nodes { orderNumber } }
      }`,
      { filter, after: await cursor() },
    );
    expect(orders.nodes.map(({ orderNumber }) => orderNumber)).toEqual([lines[1]!.orderNumber, lines[0]!.orderNumber]);
  });

  it('of another query is refused', async () => {
    const other = { ...filter, statuses: ['PAID'] };
    expect(await refusalOf(query, { filter: other, after: await cursor() })).toEqual({
      code: 'BAD_INPUT',
      field: 'after',
      message: 'after must be a cursor of the same query: same filter and sort',
    });
  });

  it('that was tampered with is refused', async () => {
    const text = Buffer.from(await cursor(), 'base64url').toString('utf8');
    const tampered = Buffer.from(text.replace('ownmall', 'coupang')).toString('base64url');
    expect(await refusalOf(query, { filter, after: tampered })).toEqual({
      code: 'BAD_INPUT',
      field: 'after',
      message: 'after must be an endCursor of this API, unchanged',
    });
  });
});

describe('a filter of orders', () => {
  const refused = (filter: Record<string, unknown>) =>
    refusalOf(listQuery('orders', 'OrderFilter'), { filter: { ...TODAY, ...filter } });

  it.each([
    ['search', ''],
    ['search', '가'.repeat(101)],
    ['orderNumbers', Array.from({ length: 501 }, (_, index) => String(index))],
  ])('refuses %s out of its bounds', async (field, value) => {
    expect(await refused({ [field]: value })).toMatchObject({ code: 'BAD_INPUT', field: `filter.${field}` });
  });

  it('refuses a status that there is not', async () => {
    expect(await refused({ statuses: ['PAID', 'SENT'] })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'filter.statuses.1',
      message: expect.stringContaining('SENT') as string,
    });
  });

  it('needs both ends of its span', async () => {
    const query = listQuery('orders', 'OrderFilter');
    expect(await refusalOf(query, { filter: { startDate: TODAY.startDate } })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'filter.endDate',
    });
  });
});

describe('a list of choices', () => {
  it('refuses 40,000 statuses', async () => {
    const filter = { ...TODAY, statuses: Array.from({ length: 40_000 }, () => 'PAID') };
    expect(await refusalOf(listQuery('orders', 'OrderFilter'), { filter })).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.statuses',
      message: 'statuses must contain no more than 200 elements',
    });
  });

  it('refuses 2,000 orders to see the actions of', async () => {
    const query = `query ($ids: [ID!]) { actions(filter: { orderIds: $ids }) { totalCount } }`;
    expect(await refusalOf(query, { ids: Array.from({ length: 2_000 }, () => ids[0]) })).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.orderIds',
      message: 'orderIds must contain no more than 200 elements',
    });
  });
});

describe('an age below zero', () => {
  it.each([
    ['order', (): string => `{ order(id: "${ids[0]!}", maxAge: -1) { id } }`],
    [
      'orderSummary',
      (): string =>
        `{ orderSummary(filter: { startDate: "2026-03-10", endDate: "2026-03-11" }, groupBy: [], maxAge: -1) { rows { orders } } }`,
    ],
  ])('is refused by %s', async (_, query) => {
    expect(await refusalOf(query())).toEqual({
      code: 'BAD_INPUT',
      field: 'maxAge',
      message: 'maxAge must be 0 to 31,622,400 seconds, but is -1',
    });
  });
});

describe('a span that may be left out', () => {
  const reversed = 'endDate must be after startDate (2026-03-05T00:00:00+09:00), but is 2026-03-01T00:00:00+09:00';
  const tooLong =
    'endDate must be at most 366 days after startDate (2024-03-01T00:00:00+09:00), but is 2026-03-01T00:00:00+09:00';
  const notPast = 'startDate must lie in the last 366 days where no endDate is given';

  it.each([
    ['reversed', 'startDate: "2026-03-05", endDate: "2026-03-01"', 'endDate', reversed],
    ['two years long', 'startDate: "2024-03-01", endDate: "2026-03-01"', 'endDate', tooLong],
    ['two years long until now', 'startDate: "2024-03-01"', 'startDate', notPast],
    ['from after now', 'startDate: "2027-03-01"', 'startDate', notPast],
  ])('%s, is refused by syncChannels', async (_, span, field, message) => {
    const source = `mutation { syncChannels(${span}) { outcome } }`;
    expect(await refusalOf(source)).toEqual({ code: 'BAD_INPUT', field, message });
  });

  it('reversed, is refused by actions', async () => {
    const query = `{ actions(filter: { startDate: "2026-03-05", endDate: "2026-03-01" }) { totalCount } }`;
    expect(await refusalOf(query)).toEqual({ code: 'BAD_INPUT', field: 'filter.endDate', message: reversed });
  });
});

describe('a node id', () => {
  const FOREIGN = `ord_${Buffer.from('another-shop:12345').toString('base64url')}`;

  it.each([
    ['order', 'ord_!!!'],
    ['order', 'can_b3dubWFsbC1tYWluOjE'],
    ['cancellation', 'nonsense'],
    ['action', 'ord_b3dubWFsbC1tYWluOjE'],
  ])('of another form is refused by %s', async (field, id) => {
    expect(await refusalOf(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'id',
      message: expect.stringMatching(/^id must be the id of an? (order|cancellation|action)/) as string,
    });
  });

  it('of another form is refused by node and nodes, with its place', async () => {
    expect(await refusalOf(`query ($id: ID!) { node(id: $id) { id } }`, { id: 'a b' })).toEqual({
      code: 'BAD_INPUT',
      field: 'id',
      message: 'id must be an id that this API gave, but is "a b"',
    });
    const variables = { ids: [ids[0], 'ord_nonsense'] };
    expect(await refusalOf(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, variables)).toEqual({
      code: 'BAD_INPUT',
      field: 'ids.1',
      message: 'ids.1 must be an id that this API gave, unchanged',
    });
  });

  it('of another shop finds nothing', async () => {
    const { data, errors } = await moa.ask(
      `query ($id: ID!) { node(id: $id) { id } order(id: $id) { id } channel(id: "another-shop") { id } }`,
      { id: FOREIGN },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null, order: null, channel: null });
    expectNothingSent();
  });

  it('of a channel that the key may not see finds nothing', async () => {
    const viewer: Viewer = { name: 'coupang alone', role: 'operator', channels: new Set(['coupang-main']) };
    const { data, errors } = await moa.ask(
      `query ($id: ID!) { node(id: $id) { id } order(id: $id) { id } channel(id: "ownmall-main") { id } }`,
      { id: ids[0] },
      viewer,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null, order: null, channel: null });
    const query = listQuery('orders', 'OrderFilter');
    expect(await refusalOf(query, { filter: { ...TODAY, channelIds: [MALL] } }, viewer)).toEqual({
      code: 'BAD_INPUT',
      field: 'filter.channelIds',
      message: 'no channel has the id "ownmall-main"; known: coupang-main',
    });
  });
});

interface Result {
  readonly response: boolean;
  readonly reason: string | null;
  readonly action: { readonly id: string; readonly state: string } | null;
  readonly order: { readonly id: string } | null;
  readonly error: { readonly code: string; readonly message: string; readonly retryable: boolean } | null;
}

const RESULT = 'response reason action { id state } order { id } error { code message retryable }';
const CONFIRM = `mutation ($orderIds: [ID!]!, $idempotencyKey: String) {
  results: confirmOrders(orderIds: $orderIds, idempotencyKey: $idempotencyKey) { ${RESULT} }
}`;
const REGISTER = `mutation ($inputs: [RegisterInvoiceInput!]!) { results: registerInvoices(inputs: $inputs) { ${RESULT} } }`;
const APPROVE = `mutation ($ids: [ID!]!) { results: approveCancels(cancellationIds: $ids) { ${RESULT} } }`;

const results = async (source: string, variables: Record<string, unknown>): Promise<Result[]> =>
  (await moa.query<{ results: Result[] }>(source, variables)).results;

const invoice = (changes: Record<string, unknown>) => ({
  orderId: ids[0],
  courier: 'CJ_LOGISTICS',
  trackingNumber: '600000000001',
  ...changes,
});

describe('a mutation', () => {
  it('refuses a courier that there is not', async () => {
    expect(await refusalOf(REGISTER, { inputs: [invoice({}), invoice({ courier: 'PIGEON' })] })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'inputs.1.courier',
      message: expect.stringContaining('PIGEON') as string,
    });
  });

  it.each([
    ['empty', ''],
    ['too short', '12345'],
    ['too long', '1'.repeat(31)],
    ['of other characters', '6000/0000/0001'],
    ['of other digits', '６００００００００００１'],
    ['with markup', '<b>6000000000</b>'],
  ])('refuses a tracking number that is %s, and writes nothing down', async (_, trackingNumber) => {
    const [result] = await results(REGISTER, { inputs: [invoice({ trackingNumber })] });

    const message = 'trackingNumber must be 6 to 30 letters and digits (blanks and hyphens are dropped)';
    expect(result).toEqual({
      response: false,
      reason: message,
      action: null,
      order: { id: ids[0] },
      error: { code: 'BAD_INPUT', message, retryable: false },
    });
    expectNothingSent();
  });

  it.each([
    ['confirmOrders', CONFIRM, 'orderIds'],
    ['approveCancels', APPROVE, 'ids'],
  ])('%s refuses 10,000 ids at once', async (name, source, variable) => {
    const field = name === 'approveCancels' ? 'cancellationIds' : 'orderIds';
    const many = Array.from({ length: 10_000 }, (_, index) => `ord_${index}`);

    expect(await refusalOf(source, { [variable]: many })).toEqual({
      code: 'BAD_INPUT',
      field,
      message: `${field} may hold at most 1000 items, but holds 10000`,
    });
  });

  it('registerInvoices refuses 1,001 invoices at once', async () => {
    const inputs = Array.from({ length: 1_001 }, () => invoice({}));
    expect(await refusalOf(REGISTER, { inputs })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'inputs',
      message: 'inputs may hold at most 1000 items, but holds 1001',
    });
  });

  it('answers an id that is none, or not of an order, by itself', async () => {
    const unknown = `ord_${Buffer.from(`${MALL}:M20260310-999999-1`).toString('base64url')}`;
    const foreign = `ord_${Buffer.from('another-shop:1').toString('base64url')}`;

    const answers = await results(CONFIRM, { orderIds: ['nonsense', 'can_b3dubWFsbC1tYWluOjE', unknown, foreign] });

    expect(answers.map(({ action, response, error }) => [action, response, error?.code, error?.message])).toEqual([
      [null, false, 'BAD_INPUT', 'orderId must be the id of a known order'],
      [null, false, 'BAD_INPUT', 'orderId must be the id of a known order'],
      [null, false, 'NOT_FOUND', 'no order has this id; list it first'],
      [null, false, 'NOT_FOUND', 'no order has this id; list it first'],
    ]);
    expectNothingSent();
  });

  it.each([
    ['too long', 'k'.repeat(201)],
    ['empty', ''],
  ])('refuses an idempotency key that is %s', async (_, idempotencyKey) => {
    const [result] = await results(CONFIRM, { orderIds: [ids[0]], idempotencyKey });
    expect(result?.error).toMatchObject({
      code: 'BAD_INPUT',
      message: 'idempotencyKey must have 1 to 200 characters; leave it out where there is none',
    });
    expectNothingSent();
  });

  it('sends the same id twice in a batch once, and answers twice', async () => {
    const [first, second] = await results(CONFIRM, { orderIds: [ids[0], ids[0]] });

    expect([first?.response, second?.response]).toEqual([true, true]);
    expect(second?.action).toEqual(first?.action);
    expect(moa.calls(MALL).filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('refuses an order in the wrong state, and sends nothing', async () => {
    moa.sandbox.host(MALL).emulator.happen(lines[3]!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
    await clock.advance(120_000);
    await listedIds();
    moa.clearCalls();

    const [result] = await results(CONFIRM, { orderIds: [ids[3]] });

    expect(result).toMatchObject({
      response: false,
      action: { state: 'FAILED' },
      error: { code: 'WRONG_STATE', message: "The order is CANCELED and can't be confirmed.", retryable: false },
    });
    expectNothingSent();
  });

  it.each([
    ['confirmOrder', 'mutation ($id: ID!) { confirmOrder(orderId: $id) { response } }'],
    ['confirmOrders', 'mutation ($id: ID!) { confirmOrders(orderIds: [$id]) { response } }'],
    [
      'registerInvoice',
      'mutation ($id: ID!) { registerInvoice(input: { orderId: $id, courier: CJ_LOGISTICS, trackingNumber: "600000000009" }) { response } }',
    ],
    [
      'registerInvoices',
      'mutation ($id: ID!) { registerInvoices(inputs: [{ orderId: $id, courier: CJ_LOGISTICS, trackingNumber: "600000000009" }]) { response } }',
    ],
    ['approveCancel', 'mutation ($id: ID!) { approveCancel(cancellationId: $id) { response } }'],
    ['approveCancels', 'mutation ($id: ID!) { approveCancels(cancellationIds: [$id]) { response } }'],
  ])('%s is not for viewers', async (_, source) => {
    const viewer: Viewer = { name: 'dashboard', role: 'viewer', channels: null };

    const { errors, data } = await moa.ask<unknown>(source, { id: ids[1] }, viewer);

    expect(errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['FORBIDDEN', 'This needs the operator role; the API key "dashboard" has viewer.'],
    ]);
    expect(data).toBeNull();
    expectNothingSent();
  });

  it('on an order of a channel that the key may not see finds nothing', async () => {
    const viewer: Viewer = { name: 'coupang alone', role: 'operator', channels: new Set(['coupang-main']) };

    const { data } = await moa.ask<{ results: Result[] }>(CONFIRM, { orderIds: [ids[1]] }, viewer);

    expect(data.results[0]).toMatchObject({ response: false, action: null, order: null, error: { code: 'NOT_FOUND' } });
    expectNothingSent();
  });
});
