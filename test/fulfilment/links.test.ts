import type { Viewer } from '../../src/auth/viewer.js';
import { HOUR } from '../../src/base/time.js';
import type { PlacedLine } from '../../src/sandbox/emulator.js';
import type { MoaOptions } from '../support/moa.js';
import { anOrderOf } from '../support/orders.js';
import { confirmOrders, listOrders, NOW, registerInvoices, rowOf } from '../support/seller.js';
import type { TimedMoa } from '../support/seller.js';
import { aRow, list, pack, POOMGO, span, withWarehouse, type Stocked } from './support.js';

const MALL = 'ownmall-main';
const COUPANG = 'coupang-main';
const SMARTSTORE = 'smartstore-main';
const TODAY = span('2026-03-10T00:00:00', '2026-03-11T00:00:00');
const WEEK = span('2026-03-05T00:00:00', '2026-03-12T00:00:00');

const place = (moa: TimedMoa, channelId: string, lineCount = 1): PlacedLine[] =>
  moa.sandbox.host(channelId).emulator.place(anOrderOf(lineCount, { orderedAt: NOW - HOUR }));

const rowFor = ({ orderNumber, lineNumber }: PlacedLine, channelName: string, changes: object = {}) =>
  aRow({ channelName, orderCode: orderNumber, code: lineNumber, ...changes });

interface OrderLinks {
  readonly id: string;
  readonly lineNumber: string | null;
  readonly fulfilments: readonly { readonly ledgerNumber: string; readonly order: { readonly id: string } | null }[];
  readonly invoices: readonly { readonly trackingNumber: string; readonly channel: { readonly id: string } }[];
}

async function ordersOf(moa: TimedMoa): Promise<OrderLinks[]> {
  const { orders } = await moa.query<{ orders: { nodes: OrderLinks[] } }>(
    `query ($filter: OrderFilter!) {
      orders(filter: $filter, maxAge: 3600) {
        nodes {
          id lineNumber
          fulfilments { ledgerNumber order { id } }
          invoices { trackingNumber channel { id } }
        }
      }
    }`,
    { filter: TODAY },
  );
  return orders.nodes;
}

interface LinkedRow {
  readonly ledgerNumber: string;
  readonly order: { readonly id: string; readonly channel: { readonly id: string } } | null;
}

async function rowsOf(moa: TimedMoa): Promise<LinkedRow[]> {
  const { fulfilments } = await moa.query<{ fulfilments: { nodes: LinkedRow[] } }>(
    `{ fulfilments(filter: {}, maxAge: 0) { nodes { ledgerNumber order { id channel { id } } } } }`,
  );
  return fulfilments.nodes;
}

const withShops = (run: (stocked: Stocked) => Promise<void>, options: MoaOptions = {}): Promise<void> =>
  withWarehouse(run, { channelIds: [MALL, COUPANG, SMARTSTORE], ...options });

describe('a ledger row and its order', () => {
  it('find each other by sales channel, order number and line number, without a call for it', () =>
    withShops(async ({ moa, warehouse }) => {
      const lines = [...place(moa, MALL), ...place(moa, COUPANG, 2), ...place(moa, SMARTSTORE, 2)];
      const names = ['자사몰', '쿠팡', '쿠팡', '스마트스토어', '스마트스토어'];
      const numbers = lines.map((line, index) => warehouse.receive(rowFor(line, names[index]!)));
      const orders = await listOrders(moa);
      expect((await ordersOf(moa)).every(({ fulfilments }) => fulfilments.length === 0)).toBe(true);

      const rows = await rowsOf(moa);
      moa.clearCalls();
      const linked = await ordersOf(moa);

      const ids = lines.map((line) => rowOf(orders, line).id);
      expect(numbers.map((number) => rows.find(({ ledgerNumber }) => ledgerNumber === number)?.order?.id)).toEqual(ids);
      expect(ids.map((id) => linked.find((order) => order.id === id)?.fulfilments)).toEqual(
        numbers.map((ledgerNumber, index) => [{ ledgerNumber, order: { id: ids[index] } }]),
      );
      expect(moa.sandbox.channels.flatMap(({ id }) => moa.calls(id))).toEqual([]);
    }));

  it('of another channel with the same number are strangers', () =>
    withShops(async ({ moa, warehouse }) => {
      const [line] = place(moa, COUPANG) as [PlacedLine];
      warehouse.receive(rowFor(line, '스마트스토어'));
      warehouse.receive(rowFor({ ...line, orderNumber: `${line.orderNumber}0` }, '쿠팡'));
      warehouse.receive(rowFor({ ...line, lineNumber: `${line.lineNumber}0` }, '쿠팡'));
      await listOrders(moa);
      expect((await rowsOf(moa)).map(({ order }) => order)).toEqual([null, null, null]);
      expect((await ordersOf(moa)).map(({ fulfilments }) => fulfilments)).toEqual([[]]);
    }));

  it('without a line number belongs to all lines of the order, and the first one is shown', () =>
    withShops(async ({ moa, warehouse }) => {
      const [line] = place(moa, COUPANG, 2) as [PlacedLine];
      const number = warehouse.receive(rowFor({ ...line, lineNumber: null }, '쿠팡'));
      const ids = (await listOrders(moa)).nodes.map(({ id }) => id);
      expect(ids).toContain((await rowsOf(moa))[0]?.order?.id);
      expect((await ordersOf(moa)).map(({ fulfilments }) => fulfilments[0]?.ledgerNumber)).toEqual([number, number]);
    }));
});

describe("a sales channel's name", () => {
  const channelOf = async (moa: TimedMoa) => (await rowsOf(moa))[0]?.order?.channel.id ?? null;

  it('is what the options say, before all else', () =>
    withShops(
      async ({ moa, warehouse }) => {
        warehouse.receive(rowFor(place(moa, MALL)[0]!, '쿠팡'));
        await listOrders(moa);
        expect(await channelOf(moa)).toBe(MALL);
      },
      { settings: { [POOMGO]: { options: { channelNames: { 쿠팡: MALL } } } } },
    ));

  it('is the name of a channel', () =>
    withShops(
      async ({ moa, warehouse }) => {
        warehouse.receive(rowFor(place(moa, MALL)[0]!, ' 우리 가게 '));
        await listOrders(moa);
        expect(await channelOf(moa)).toBe(MALL);
      },
      { settings: { [MALL]: { name: '우리 가게' } } },
    ));

  it('that fits two channels is never guessed', () =>
    withShops(
      async ({ moa, warehouse }) => {
        warehouse.receive(rowFor(place(moa, MALL)[0]!, '쿠팡'));
        await listOrders(moa);
        expect(await channelOf(moa)).toBeNull();
        expect((await ordersOf(moa))[0]?.fulfilments).toEqual([]);
      },
      { settings: { [MALL]: { name: '쿠팡' } } },
    ));

  it('of no channel, or of one that is not connected, is nobody', () =>
    withShops(
      async ({ moa, warehouse }) => {
        const [line] = place(moa, MALL) as [PlacedLine];
        warehouse.receive(rowFor(line, '위메프'));
        warehouse.receive(rowFor(line, '자사몰'));
        await listOrders(moa);
        expect((await rowsOf(moa)).map(({ order }) => order)).toEqual([null, null]);
      },
      { settings: { [POOMGO]: { options: { channelNames: { 자사몰: 'ownmall-second' } } } } },
    ));
});

interface InvoiceRow {
  readonly id: string;
  readonly channel: { readonly id: string };
  readonly invoiceNumber: string | null;
  readonly trackingNumber: string;
  readonly status: string;
  readonly orders: readonly { readonly id: string }[];
}
interface Invoices {
  readonly nodes: readonly InvoiceRow[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly channels: readonly {
    readonly channel: { readonly id: string };
    readonly outcome: string;
    readonly rows: number;
  }[];
}

const INVOICE = `id channel { id } order { id } orders { id } orderNumber invoiceNumber courier courierCode courierName
  trackingNumber trackingUrl status channelStatus registeredDate isPrinted isClosed`;

async function invoicesOf(moa: TimedMoa, filter: object, first = 50, after?: string): Promise<Invoices> {
  const { invoices } = await moa.query<{ invoices: Invoices }>(
    `query ($filter: InvoiceFilter!, $first: Int, $after: String) {
      invoices(filter: $filter, first: $first, after: $after, maxAge: 0) {
        nodes { ${INVOICE} }
        totalCount pageInfo { hasNextPage endCursor }
        channels { channel { id } outcome rows error { code } }
      }
    }`,
    { filter: { ...TODAY, ...filter }, first, after },
  );
  return invoices;
}

describe("a service's invoices", () => {
  it('are listed with those of the sales channels, and found by id', () =>
    withShops(async ({ moa, warehouse }) => {
      const [mall] = place(moa, MALL) as [PlacedLine];
      const coupang = place(moa, COUPANG, 2);
      const orders = await listOrders(moa);
      const ids = coupang.map((line) => rowOf(orders, line).id);
      // Two rows, one parcel.
      const rows = coupang.map((line) => warehouse.receive(rowFor(line, '쿠팡', { releaseCode: 'R20260310-0001' })));
      warehouse.advance(rows[0]!, {
        kind: 'ASSIGN_INVOICE',
        courierName: '두발히어로',
        trackingNumber: '700000000001',
      });
      warehouse.advance(rows[0]!, { kind: 'CANCEL_INVOICE' });
      pack(warehouse, rows[0]!, '600000000001');
      warehouse.advance(rows[0]!, { kind: 'CARGO_STATUS', key: 'INVOICE_CARGO_STATUS_DELIVERING' });
      await confirmOrders(moa, [rowOf(orders, mall).id]);
      await registerInvoices(moa, [{ orderId: rowOf(orders, mall).id, trackingNumber: '500000000001' }]);

      const listed = await invoicesOf(moa, {});

      const [living, canceled] = warehouse.rows()[0]!.parcels.toReversed();
      const common = {
        channel: { id: POOMGO },
        order: { id: expect.any(String) as string },
        orderNumber: coupang[0]!.orderNumber,
        courierCode: null,
        trackingUrl: null,
        registeredDate: null,
      };
      const expected = {
        ...common,
        id: expect.any(String) as string,
        orders: expect.arrayContaining(ids.map((id) => ({ id }))) as unknown,
        invoiceNumber: living!.invoiceNumber,
        courier: 'CJ_LOGISTICS',
        courierName: 'CJ대한통운',
        trackingNumber: '600000000001',
        status: 'IN_TRANSIT',
        channelStatus: 'INVOICE_CARGO_STATUS_DELIVERING',
        isPrinted: true,
        isClosed: true,
      };
      expect(listed.nodes.find(({ trackingNumber }) => trackingNumber === '600000000001')).toEqual(expected);
      expect(listed.nodes.find(({ trackingNumber }) => trackingNumber === '700000000001')).toMatchObject({
        ...common,
        invoiceNumber: canceled!.invoiceNumber,
        courier: 'OTHER',
        courierName: '두발히어로',
        status: 'CANCELED',
        isPrinted: false,
        isClosed: false,
      });
      expect(listed.totalCount).toBe(3);
      expect(Object.fromEntries(listed.channels.map(({ channel, rows: count }) => [channel.id, count]))).toEqual({
        [MALL]: 1,
        [COUPANG]: 0,
        [SMARTSTORE]: 0,
        [POOMGO]: 2,
      });

      for (const { id } of listed.nodes) {
        const { node } = await moa.query<{ node: InvoiceRow }>(
          `query ($id: ID!) { node(id: $id) { ... on Invoice { ${INVOICE} } } }`,
          { id },
        );
        expect(node).toEqual(listed.nodes.find((invoice) => invoice.id === id));
      }
      const [first] = await ordersOf(moa);
      expect((await ordersOf(moa)).find(({ id }) => id === ids[0])?.invoices).toEqual([
        { trackingNumber: '600000000001', channel: { id: POOMGO } },
      ]);
      expect(first).toBeDefined();
    }));

  it('are paged in one order with the others', () =>
    withShops(async ({ moa, warehouse }) => {
      const mall = [...place(moa, MALL), ...place(moa, MALL), ...place(moa, MALL)];
      const ids = await listOrders(moa).then((orders) => mall.map((line) => rowOf(orders, line).id));
      await confirmOrders(moa, ids);
      for (const [index, orderId] of ids.entries()) {
        const receivedAt = moa.clock.now();
        pack(warehouse, warehouse.receive(aRow({ orderCode: `A${index}`, receivedAt })), `60000000000${index}`);
        await moa.clock.advance(HOUR);
        await registerInvoices(moa, [{ orderId, trackingNumber: `50000000000${index}` }]);
        await moa.clock.advance(HOUR);
      }

      const whole = await invoicesOf(moa, {});
      const paged: InvoiceRow[] = [];
      let after: string | undefined;
      do {
        const page: Invoices = await invoicesOf(moa, {}, 2, after);
        expect([page.totalCount, page.nodes.length <= 2]).toEqual([6, true]);
        paged.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      } while (after);

      expect(whole.nodes.map(({ trackingNumber }) => trackingNumber)).toEqual(
        [2, 1, 0].flatMap((index) => [`50000000000${index}`, `60000000000${index}`]),
      );
      expect(paged).toEqual(whole.nodes);
    }));

  it('are filtered by channel, order number and tracking number', () =>
    withShops(async ({ moa, warehouse }) => {
      pack(warehouse, warehouse.receive(aRow({ orderCode: 'A' })), '600000000001');
      pack(warehouse, warehouse.receive(aRow({ orderCode: 'B' })), '600000000002');
      const numbers = async (filter: object) =>
        (await invoicesOf(moa, filter)).nodes.map(({ trackingNumber }) => trackingNumber);
      expect(await numbers({ orderNumbers: ['B'] })).toEqual(['600000000002']);
      expect(await numbers({ trackingNumbers: ['600000000001'] })).toEqual(['600000000001']);
      expect(await numbers({ trackingNumbers: [] })).toEqual([]);
      expect(await numbers({ channelIds: [MALL] })).toEqual([]);
      expect(await numbers({ marketplaces: ['POOMGO'] })).toHaveLength(2);
    }));

  it('belong to the span in which they were assigned, by whole days', () =>
    withShops(async ({ moa, warehouse }) => {
      pack(warehouse, warehouse.receive(aRow({ receivedAt: NOW - 48 * HOUR })), '600000000001');
      await moa.clock.advance(24 * HOUR);
      const tomorrow = span('2026-03-11T00:00:00', '2026-03-12T00:00:00');
      const before = span('2026-03-08T00:00:00', '2026-03-09T00:00:00');
      expect((await invoicesOf(moa, TODAY)).totalCount).toBe(1);
      expect((await invoicesOf(moa, tomorrow)).totalCount).toBe(0);
      expect((await invoicesOf(moa, before)).totalCount).toBe(0);
      const { channels } = await invoicesOf(moa, {
        ...span('2026-03-10T01:00:00', '2026-03-10T02:00:00'),
        channelIds: [POOMGO],
      });
      expect(channels).toMatchObject([{ outcome: 'PARTIAL', rows: 1, error: { code: 'UNSUPPORTED' } }]);
    }));
});

describe('who asks', () => {
  const VIEWER: Viewer = { name: 'dashboard', role: 'viewer', channels: null };
  const OPERATOR: Viewer = { name: 'office', role: 'operator', channels: null };
  const PEOPLE = `receiverName receiverTel receiverTel2 zipCode receiverAddress customerName customerTel customerTel2 customerAddress`;
  const ROW = `id ${PEOPLE}`;

  it('as a viewer sees no people, by whatever way', () =>
    withShops(async ({ moa, warehouse }) => {
      const [line] = place(moa, MALL) as [PlacedLine];
      warehouse.receive(rowFor(line, '자사몰'));
      const order = rowOf(await listOrders(moa), line);
      const [{ id } = { id: '' }] = (await list(moa, {})).nodes;
      const seen = {
        receiverName: '이**',
        receiverTel: '*******1234',
        receiverTel2: null,
        zipCode: '06100',
        receiverAddress: '서울특별시 견본구 ***',
        customerName: '김**',
        customerTel: '*******0001',
        customerTel2: null,
        customerAddress: null,
      };
      const ways: [source: string, path: (data: never) => object][] = [
        [
          `{ found: fulfilments(filter: {}) { nodes { ${ROW} } } }`,
          ({ found }: { found: { nodes: object[] } }) => found.nodes[0]!,
        ],
        [`{ found: node(id: "${id}") { ... on Fulfilment { ${ROW} } } }`, ({ found }: { found: object }) => found],
        [
          `{ found: order(id: "${order.id}", maxAge: 60) { fulfilments { ${ROW} } } }`,
          ({ found }: { found: { fulfilments: object[] } }) => found.fulfilments[0]!,
        ],
      ];
      for (const [source, path] of ways) {
        const { data, errors } = await moa.ask<never>(source, {}, VIEWER);
        expect(errors).toBeUndefined();
        expect(path(data)).toEqual({ id, ...seen });
        const whole = await moa.ask<never>(source, {}, OPERATOR);
        expect(path(whole.data)).toMatchObject({ receiverName: '이보기', customerName: '김견본' });
      }
    }));

  it('sees raw records as an admin alone', () =>
    withShops(async ({ moa, warehouse }) => {
      const ledgerNumber = warehouse.receive(aRow());
      const RAW = '{ fulfilments(filter: {}) { nodes { raw } } }';
      const { errors } = await moa.ask(RAW, {}, OPERATOR);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
      const { fulfilments } = await moa.query<{ fulfilments: { nodes: { raw: { id: number; dealName: string } }[] } }>(
        RAW,
      );
      expect(fulfilments.nodes[0]?.raw).toMatchObject({ id: Number(ledgerNumber), dealName: '견본 선물 세트' });
    }));

  it('with a key of some channels sees nothing of the others', () =>
    withShops(async ({ moa, warehouse }) => {
      const [line] = place(moa, MALL) as [PlacedLine];
      pack(warehouse, warehouse.receive(rowFor(line, '자사몰')), '600000000001');
      const order = rowOf(await listOrders(moa), line);
      const [{ id } = { id: '' }] = (await list(moa, {})).nodes;
      const [invoice] = (await invoicesOf(moa, {})).nodes;

      const warehouseAlone: Viewer = { name: 'warehouse', role: 'admin', channels: new Set([POOMGO]) };
      const ofRow = await moa.ask<{ fulfilments: { nodes: object[] } }>(
        '{ fulfilments(filter: {}) { nodes { id order { id } invoices { orders { id } } } } }',
        {},
        warehouseAlone,
      );
      expect(ofRow.data.fulfilments.nodes).toEqual([{ id, order: null, invoices: [{ orders: [] }] }]);

      const mallAlone: Viewer = { name: 'mall', role: 'admin', channels: new Set([MALL]) };
      const ofOrder = await moa.ask(
        `{
          order(id: "${order.id}") { fulfilments { id } invoices { id } }
          fulfilments(filter: {}) { nodes { id } channels { outcome } }
          row: node(id: "${id}") { id }
          invoice: node(id: "${invoice?.id}") { id }
        }`,
        {},
        mallAlone,
      );
      expect(ofOrder).toEqual({
        data: {
          order: { fulfilments: [], invoices: [] },
          fulfilments: { nodes: [], channels: [] },
          row: null,
          invoice: null,
        },
      });
      const named = await moa.ask(
        `{ fulfilments(filter: { channelIds: ["${POOMGO}"] }) { totalCount } }`,
        {},
        mallAlone,
      );
      expect(named.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'filter.channelIds' });
    }));
});

it('shows every field of a row', () =>
  withShops(async ({ moa, warehouse }) => {
    const receivedAt = NOW - HOUR;
    const ledgerNumber = warehouse.receive(
      aRow({
        code: '2026030100000170',
        releaseCode: 'R20260310-0001',
        subsidiaryCode: 'S-1',
        receivedAt,
        orderedAt: receivedAt - HOUR,
      }),
    );
    warehouse.advance(ledgerNumber, {
      kind: 'ASSIGN_INVOICE',
      courierName: '롯데택배',
      trackingNumber: '400000000001',
    });
    warehouse.advance(ledgerNumber, { kind: 'CANCEL_INVOICE' });
    pack(warehouse, ledgerNumber, '600000000001');
    warehouse.advance(ledgerNumber, { kind: 'CARGO_STATUS', key: 'INVOICE_CARGO_STATUS_SMARTLOCKER' });

    const { fulfilments } = await moa.query<{ fulfilments: { nodes: object[] } }>(`{
      fulfilments(filter: {}) { nodes {
        channel { id name } ledgerNumber channelStatus channelName orderCode code subsidiaryCode releaseCode
        receiverName receiverTel receiverTel2 zipCode receiverAddress customerName customerTel customerTel2 customerAddress
        dealName dealOptionName createdDate orderedDate price settlementPrice totalPaymentAmount settlementGroupPrice fetchedAt
        invoices { trackingNumber courier status channelStatus isPrinted isClosed orderNumber }
        canceledInvoices { trackingNumber courier status }
        items { productNumber productName quantity }
      } }
    }`);

    expect(fulfilments.nodes).toEqual([
      {
        channel: { id: POOMGO, name: expect.any(String) as string },
        ledgerNumber,
        channelStatus: 'INVOICE_CARGO_STATUS_SMARTLOCKER',
        channelName: '스마트스토어',
        orderCode: '2026030100000017',
        code: '2026030100000170',
        subsidiaryCode: 'S-1',
        releaseCode: 'R20260310-0001',
        receiverName: '이보기',
        receiverTel: '01000001234',
        receiverTel2: null,
        zipCode: '06100',
        receiverAddress: '서울특별시 견본구 예시대로 7 101동 1001호',
        customerName: '김견본',
        customerTel: '01000000001',
        customerTel2: null,
        customerAddress: null,
        dealName: '견본 선물 세트',
        dealOptionName: '색상: 네이비',
        createdDate: '2026-03-10T13:00:00+09:00',
        orderedDate: '2026-03-10T12:00:00+09:00',
        price: 18000,
        settlementPrice: 16200,
        totalPaymentAmount: 36000,
        settlementGroupPrice: 39000,
        fetchedAt: expect.stringMatching(/^2026-03-10T14:/) as string,
        invoices: [
          {
            trackingNumber: '600000000001',
            courier: 'CJ_LOGISTICS',
            status: 'CLOSED',
            channelStatus: 'INVOICE_CARGO_STATUS_SMARTLOCKER',
            isPrinted: true,
            isClosed: true,
            orderNumber: '2026030100000017',
          },
        ],
        canceledInvoices: [{ trackingNumber: '400000000001', courier: 'LOTTE', status: 'CANCELED' }],
        items: [{ productNumber: null, productName: 'GS001 견본 선물 세트(네이비)', quantity: 2 }],
      },
    ]);
  }));

it('keeps ids over databases: they are made of the channel and the ledger number', () =>
  withWarehouse(async ({ moa, warehouse }) => {
    const ledgerNumber = warehouse.receive(aRow({ receivedAt: NOW - HOUR }));
    const [row] = (await list(moa, WEEK)).nodes;
    expect(row?.id).toBe(`ful_${Buffer.from(`${POOMGO}:${ledgerNumber}`).toString('base64url')}`);
  }));

describe('a service that was connected by saveChannel', () => {
  const SAVE = `mutation ($input: SaveChannelInput!) { saveChannel(input: $input) { id } }`;
  const inputOf = ({ sandbox }: TimedMoa, options: object) => {
    const { baseUrl, credentials } = sandbox.channels.find(({ id }) => id === POOMGO)!;
    return { id: 'poomgo-second', marketplace: 'POOMGO', name: '품고 2호', baseUrl, credentials, options };
  };

  it('keeps its rows when it is removed, as far as they tell what is asked', () =>
    withWarehouse(async ({ moa, warehouse }) => {
      warehouse.receive(aRow({ orderCode: 'A' }));
      await moa.query(SAVE, { input: inputOf(moa, {}) });
      const filter = { channelIds: ['poomgo-second'] };
      expect((await list(moa, filter)).channels).toMatchObject([{ outcome: 'FRESH', rows: 1 }]);
      await moa.query('mutation { removeChannel(id: "poomgo-second") }');

      const left = await list(moa, { ...filter, ...TODAY });
      expect(left.channels).toMatchObject([{ outcome: 'CACHED', calls: 0, rows: 1, error: null }]);
      expect((await list(moa, { ...filter, orderCode: 'B' })).totalCount).toBe(0);
      const closed = await list(moa, { ...filter, closed: TODAY });
      expect(closed.channels).toMatchObject([{ outcome: 'UNSUPPORTED', rows: 0, error: { code: 'UNSUPPORTED' } }]);
    }));

  it('is refused with names that lead nowhere', () =>
    withWarehouse(async ({ moa }) => {
      const { errors } = await moa.ask(SAVE, { input: inputOf(moa, { channelNames: { 자사몰: 'own mall' } }) });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
      expect(errors?.[0]?.message).toContain('options.channelNames must map each 판매처명 to the id of a channel');
    }));
});
