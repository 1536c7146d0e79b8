import type { Viewer } from '../../src/auth/viewer.js';
import { LOCAL_VIEWER } from '../../src/auth/viewer.js';
import { MINUTE } from '../../src/base/time.js';
import type { Moa } from '../support/moa.js';
import type { TimedMoa } from '../support/seller.js';
import { DASHBOARD, INPUT, OPERATOR, ORDER, SUPPLIER, deskOf, place, withSupplier } from './support.js';

interface List {
  readonly totalCount: number;
  readonly nodes: readonly Record<string, unknown>[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

const LIST = `query ($filter: SupplierOrderFilter!, $first: Int, $after: String) {
  list: supplierOrders(filter: $filter, first: $first, after: $after) {
    totalCount nodes { ${ORDER} } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

const list = async (
  moa: Moa,
  filter: Record<string, unknown> = {},
  page: { first?: number; after?: string | null } = {},
): Promise<List> => (await moa.query<{ list: List }>(LIST, { filter, ...page })).list;

const numbersOf = ({ nodes }: List): unknown[] => nodes.map(({ externalOrderNumber }) => externalOrderNumber);

/** Five orders, a minute apart, and the last two at once. */
async function placeFive(moa: TimedMoa): Promise<void> {
  for (const number of ['A', 'B', 'C']) {
    await place(moa, { externalOrderNumber: number });
    await moa.clock.advance(MINUTE);
  }
  await place(moa, { externalOrderNumber: 'D' });
  await place(moa, { externalOrderNumber: 'E' });
}

describe('supplier orders are listed', () => {
  it('newest first, page after page', () =>
    withSupplier(async (moa) => {
      await placeFive(moa);
      const whole = await list(moa);
      expect(numbersOf(whole).slice(2)).toEqual(['C', 'B', 'A']);

      const first = await list(moa, {}, { first: 2 });
      const second = await list(moa, {}, { first: 2, after: first.pageInfo.endCursor });
      const third = await list(moa, {}, { first: 2, after: second.pageInfo.endCursor });

      expect([first, second, third].flatMap(({ nodes }) => nodes)).toEqual(whole.nodes);
      expect([first, second, third].map(({ totalCount }) => totalCount)).toEqual([5, 5, 5]);
      expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
      expect([first, second, third].map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual([false, true, true]);
      expect(first.edges.map(({ node }) => node.id)).toEqual(first.nodes.map(({ id }) => id));
      expect(first.edges[1]!.cursor).toBe(first.pageInfo.endCursor);
    }));

  it('by date and number', () =>
    withSupplier(async (moa) => {
      await placeFive(moa);

      const span = { startDate: '2026-03-10T14:01:00+09:00', endDate: '2026-03-10T14:03:00+09:00' };
      expect(numbersOf(await list(moa, span))).toEqual(['C', 'B']);
      expect(numbersOf(await list(moa, { externalOrderNumbers: ['B', 'E', 'Z'] }))).toEqual(['E', 'B']);
      expect(numbersOf(await list(moa, { externalOrderNumbers: [] }))).toEqual([]);
      expect(numbersOf(await list(moa, { channelIds: [SUPPLIER], startDate: span.endDate }))).toHaveLength(2);
    }));

  it.each([
    [{ startDate: '2026-03-10', endDate: '2026-03-09' }, {}, 'filter.endDate'],
    [{ channelIds: ['nowhere'] }, {}, 'filter.channelIds'],
    [{}, { first: 0 }, 'first'],
    [{}, { after: 'x' }, 'after'],
  ])('not for %j %j', (filter, page, field) =>
    withSupplier(async (moa) => {
      const { errors } = await moa.ask(LIST, { filter, ...page });

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
    }),
  );

  it('not by the cursor of another list', () =>
    withSupplier(async (moa) => {
      await placeFive(moa);
      const { pageInfo } = await list(moa, {}, { first: 2 });

      const { errors } = await moa.ask(LIST, {
        filter: { externalOrderNumbers: ['A'] },
        after: pageInfo.endCursor,
      });

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'after' });
    }));
});

describe('who may see what', () => {
  const PEOPLE = /박도윤|0000-1234|견본대로|부재 시|견본상점/;
  const NODE = `query ($id: ID!) { node(id: $id) { ... on SupplierOrder { ${ORDER} } } }`;

  it('a viewer sees orders without the people in them, and places none', () =>
    withSupplier(async (moa) => {
      const { supplierOrder } = await place(moa);
      const shown = async (query: string, variables: Record<string, unknown>) => {
        const { data, errors } = await moa.ask<Record<string, unknown>>(query, variables, DASHBOARD);
        expect(errors).toBeUndefined();
        return JSON.stringify(data);
      };
      const answers = [await shown(LIST, { filter: {} }), await shown(NODE, { id: supplierOrder!.id })];
      expect(answers.filter((answer) => PEOPLE.test(answer))).toEqual([]);
      for (const answer of answers) {
        expect(answer).toContain(supplierOrder!.orderNumber);
        for (const masked of ['박**', '***-****-1234', '서울특별시 강남구 ***', '견***', '"memo":"***"']) {
          expect(answer).toContain(masked);
        }
      }

      const place2 = `mutation ($input: PlaceSupplierOrderInput!) { placeSupplierOrder(input: $input) { response } }`;
      const { errors } = await moa.ask(place2, { input: INPUT }, DASHBOARD);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(deskOf(moa).orders()).toHaveLength(1);
    }));

  it('the record as it was read is for admins', () =>
    withSupplier(async (moa) => {
      const { supplierOrder } = await place(moa);
      const raw = `query ($id: ID!) { node(id: $id) { ... on SupplierOrder { raw } } }`;
      const asked = (viewer: Viewer) => moa.ask<{ node: { raw: unknown } }>(raw, { id: supplierOrder!.id }, viewer);

      expect((await asked(OPERATOR)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await asked(LOCAL_VIEWER)).data.node.raw).toMatchObject({
        orderResult: { success: '1', ordNo: supplierOrder!.orderNumber },
        payResult: { successs: 0 },
      });

      deskOf(moa).setGoods(7401, { isSoldOut: true });
      const refuse = `mutation ($input: PlaceSupplierOrderInput!) { placeSupplierOrder(input: $input) { goods { raw } } }`;
      expect((await moa.ask(refuse, { input: INPUT }, OPERATOR)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const { data } = await moa.ask<{ placeSupplierOrder: unknown }>(refuse, { input: INPUT }, LOCAL_VIEWER);
      expect(data.placeSupplierOrder).toMatchObject({ goods: { raw: { goodsNo: '7401', runout: '1' } } });
    }));

  it('a key for other channels sees none of it', () =>
    withSupplier(
      async (moa) => {
        const { supplierOrder } = await place(moa);
        const elsewhere: Viewer = { name: 'mall alone', role: 'admin', channels: new Set(['ownmall-main']) };

        const listed = await moa.ask<{ list: List }>(LIST, { filter: {} }, elsewhere);
        expect(listed.data.list.nodes).toEqual([]);
        const found = await moa.ask<{ node: unknown }>(NODE, { id: supplierOrder!.id }, elsewhere);
        expect(found.data.node).toBeNull();
      },
      { channelIds: [SUPPLIER, 'ownmall-main'] },
    ));
});

it('the id of an order is the same in every database', () =>
  withSupplier(async (moa) => {
    const { supplierOrder } = await place(moa);

    const text = Buffer.from(supplierOrder!.id.slice('sup_'.length), 'base64url').toString('utf8');
    expect(text).toBe(`${SUPPLIER}:${supplierOrder!.orderNumber}`);
  }));
