import type { Viewer } from '../../src/auth/viewer.js';
import type { EmulatedLine, PlacedLine } from '../../src/sandbox/emulator.js';
import type { Moa } from '../support/moa.js';
import { aLine, anOrder } from '../support/orders.js';
import { NOW } from '../support/seller.js';
import type { Stocked } from './support.js';
import { aRow, pack, POOMGO, withWarehouse } from './support.js';

const SALES = ['ownmall-main', 'coupang-main', 'smartstore-main', 'elevenst-main', 'gmarket-main', 'cafe24-main'];
const NAMES: Readonly<Record<string, string>> = {
  'ownmall-main': '자사몰',
  'coupang-main': '쿠팡',
  'smartstore-main': '스마트스토어',
  'elevenst-main': '11번가',
  'gmarket-main': 'G마켓',
  'cafe24-main': '카페24',
};

const RUN = `mutation ($input: RegisterFulfilmentInvoicesInput!) {
  registerFulfilmentInvoices(input: $input) {
    results {
      response reason error { code } action { state attempts }
      order { orderNumber lineNumber invoices { trackingNumber channel { id } } channel { id } } affectedOrders { lineNumber }
    }
    skipped { ledgerNumber }
    skippedReasons { reason message fulfilment { ledgerNumber } }
    channels { channel { id } outcome rows error { code } }
  }
}`;

interface HandedOver {
  readonly results: readonly {
    readonly response: boolean;
    readonly reason: string | null;
    readonly error: { readonly code: string } | null;
    readonly action: { readonly state: string; readonly attempts: number } | null;
    readonly order: {
      readonly orderNumber: string;
      readonly lineNumber: string | null;
      readonly invoices: readonly { readonly trackingNumber: string; readonly channel: { readonly id: string } }[];
      readonly channel: { readonly id: string };
    };
    readonly affectedOrders: readonly { readonly lineNumber: string | null }[];
  }[];
  readonly skipped: readonly { readonly ledgerNumber: string }[];
  readonly skippedReasons: readonly {
    readonly reason: string;
    readonly message: string;
    readonly fulfilment: { readonly ledgerNumber: string };
  }[];
  readonly channels: readonly { readonly channel: { readonly id: string }; readonly outcome: string }[];
}

const INPUT = { startDate: '2026-03-01', endDate: '2026-04-01' };

async function handOver(moa: Moa, changes: Record<string, unknown> = {}, viewer?: Viewer): Promise<HandedOver> {
  const { data, errors } = await moa.ask<{ registerFulfilmentInvoices: HandedOver }>(
    RUN,
    { input: { ...INPUT, ...changes } },
    viewer,
  );
  expect(errors).toBeUndefined();
  return data.registerFulfilmentInvoices;
}

const linesAt = (moa: Moa, channelId: string): EmulatedLine[] => moa.sandbox.host(channelId).emulator.lines();

/** A confirmed order of one line (or more) on a marketplace. */
function sell(moa: Moa, channelId: string, lines = [aLine()]): PlacedLine[] {
  const { emulator } = moa.sandbox.host(channelId);
  const placed = emulator.place(anOrder({ orderedAt: NOW - 3_600_000, lines }));
  for (const line of placed) emulator.happen(line, { kind: 'CONFIRM' });
  return placed;
}

/** Its line in the ledger, as the service names channel and numbers. */
const rowOf = (channelId: string, { orderNumber, lineNumber }: PlacedLine, code = lineNumber) =>
  aRow({ channelName: NAMES[channelId]!, orderCode: orderNumber, code, orderedAt: NOW - 3_600_000 });

const trackingOf = (moa: Moa, channelId: string): (string | null)[] =>
  linesAt(moa, channelId).map(({ trackingNumber }) => trackingNumber);

/** As the marketplace tells it. */
const soldUnder = ({ invoices, channel }: HandedOver['results'][number]['order']): string | undefined =>
  invoices.find((invoice) => invoice.channel.id === channel.id)?.trackingNumber;

const WRITES = /confirm|invoices|ShippingInfo|shipments|reqdelivery|dispatch/i;
const writesOf = (moa: Moa): string[] =>
  SALES.flatMap((id) => moa.calls(id))
    .filter(({ method, path }) => WRITES.test(path) && !(method === 'GET' && !path.includes('reqdelivery')))
    .map(({ path }) => path);

const skipsOf = ({ skippedReasons }: HandedOver): Record<string, string> =>
  Object.fromEntries(skippedReasons.map(({ reason, fulfilment }) => [fulfilment.ledgerNumber, reason]));

describe('registerFulfilmentInvoices', () => {
  const onAll = (run: (stocked: Stocked) => Promise<void>, more = {}): Promise<void> =>
    withWarehouse(run, { channelIds: SALES, ...more });

  it('registers what the service has closed on six marketplaces at once, and a second run changes nothing', () =>
    onAll(async ({ moa, warehouse }) => {
      const expected = SALES.map((channelId, index) => {
        const [line] = sell(moa, channelId);
        const trackingNumber = `60000000001${index}`;
        pack(warehouse, warehouse.receive(rowOf(channelId, line!)), trackingNumber);
        return { channelId, orderNumber: line!.orderNumber, trackingNumber };
      });

      const first = await handOver(moa);
      expect(first.skippedReasons).toEqual([]);
      expect(
        first.results
          .map(({ response, error, order }) => [response, error, order.channel.id, order.orderNumber, soldUnder(order)])
          .sort((a, b) => SALES.indexOf(String(a[2])) - SALES.indexOf(String(b[2]))),
      ).toEqual(expected.map((one) => [true, null, one.channelId, one.orderNumber, one.trackingNumber]));
      for (const { channelId, trackingNumber } of expected)
        expect(trackingOf(moa, channelId)).toEqual([trackingNumber]);

      moa.clearCalls();
      const second = await handOver(moa);
      expect(second.results).toEqual([]);
      expect(second.skippedReasons.map(({ reason }) => reason)).toEqual(SALES.map(() => 'ALREADY_REGISTERED'));
      expect(writesOf(moa)).toEqual([]);
    }));

  it('tells in a dry run what would happen, and sends nothing', () =>
    onAll(async ({ moa, warehouse }) => {
      const [good] = sell(moa, 'smartstore-main');
      const [asked] = sell(moa, 'coupang-main');
      pack(warehouse, warehouse.receive(rowOf('smartstore-main', good!)), '600000000021');
      pack(warehouse, warehouse.receive(rowOf('coupang-main', asked!)), '600000000022');
      moa.sandbox
        .host('coupang-main')
        .emulator.happen(asked!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });

      const { results } = await handOver(moa, { dryRun: true });
      const told = results.map(({ order, response, error, action, reason }) => ({
        id: order.channel.id,
        response,
        code: error?.code ?? null,
        action,
        reason,
      }));
      expect(told.sort((a, b) => b.id.localeCompare(a.id))).toEqual([
        {
          id: 'smartstore-main',
          response: false,
          code: null,
          action: null,
          reason: 'Dry run: CJ_LOGISTICS 600000000021 would be registered.',
        },
        {
          id: 'coupang-main',
          response: false,
          code: 'CANCEL_PENDING',
          action: null,
          reason: 'A cancel request of the buyer is open. Approve it, or send force: true to ship nevertheless.',
        },
      ]);
      expect(writesOf(moa)).toEqual([]);
      expect(trackingOf(moa, 'smartstore-main')).toEqual([null]);
      expect(await moa.query('{ actions(filter: {}) { totalCount } }')).toEqual({ actions: { totalCount: 0 } });
    }));

  it('does not send a parcel for an order whose buyer asks to cancel', () =>
    onAll(async ({ moa, warehouse }) => {
      const [line] = sell(moa, 'smartstore-main');
      pack(warehouse, warehouse.receive(rowOf('smartstore-main', line!)), '600000000031');
      moa.sandbox
        .host('smartstore-main')
        .emulator.happen(line!, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });

      const { results } = await handOver(moa);
      expect(results.map(({ response, error }) => [response, error?.code])).toEqual([[false, 'CANCEL_PENDING']]);
      expect(trackingOf(moa, 'smartstore-main')).toEqual([null]);
      expect(writesOf(moa)).toEqual([]);
    }));

  it('leaves alone what is not closed, has no invoice, or a courier that nobody knows; includeUnclosed takes the first', () =>
    onAll(async ({ moa, warehouse }) => {
      const [unclosed, bare, strange] = [0, 1, 2].map(() => sell(moa, 'smartstore-main')[0]!);
      const rows = [unclosed!, bare!, strange!].map((line) => warehouse.receive(rowOf('smartstore-main', line)));
      warehouse.advance(rows[0]!, {
        kind: 'ASSIGN_INVOICE',
        courierName: 'CJ대한통운',
        trackingNumber: '600000000041',
      });
      warehouse.advance(rows[2]!, { kind: 'ASSIGN_INVOICE', courierName: '번개퀵', trackingNumber: '600000000043' });
      warehouse.advance(rows[2]!, { kind: 'CLOSE' });
      const created = { dateType: 'CREATED' };

      const first = await handOver(moa, created);
      expect(first.results).toEqual([]);
      expect(skipsOf(first)).toEqual({
        [rows[0]!]: 'NOT_CLOSED',
        [rows[1]!]: 'NO_INVOICE',
        [rows[2]!]: 'UNKNOWN_COURIER',
      });
      expect(first.skippedReasons.find(({ reason }) => reason === 'UNKNOWN_COURIER')!.message).toBe(
        'The service names 번개퀵, which smartstore-main does not take.',
      );
      const second = await handOver(moa, { ...created, includeUnclosed: true });
      expect(second.results.map(({ order }) => soldUnder(order))).toEqual(['600000000041']);
    }));

  it('guesses no sales order: none of that number, no channel of that name, two channels of that name', () =>
    onAll(
      async ({ moa, warehouse }) => {
        const [line] = sell(moa, 'smartstore-main');
        const row = rowOf('smartstore-main', line!);
        const rows = [
          { ...row, orderCode: '2026030999999999', code: null },
          { ...row, channelName: '오늘의집' },
          { ...row, channelName: '우리가게' },
        ].map((each, index) => {
          const ledgerNumber = warehouse.receive(each);
          pack(warehouse, ledgerNumber, `60000000005${index}`);
          return ledgerNumber;
        });

        const answer = await handOver(moa);
        expect(answer.results).toEqual([]);
        expect(skipsOf(answer)).toEqual({
          [rows[0]!]: 'NO_SALES_ORDER',
          [rows[1]!]: 'NO_SALES_ORDER',
          [rows[2]!]: 'AMBIGUOUS',
        });
        expect(answer.skipped).toHaveLength(3);
        // The sales channel was read for the order that was not known.
        expect(answer.channels.map(({ channel }) => channel.id)).toEqual([POOMGO, 'smartstore-main']);
        expect(trackingOf(moa, 'smartstore-main')).toEqual([null]);
      },
      { settings: { 'smartstore-main': { name: '우리가게' }, 'ownmall-main': { name: '우리가게' } } },
    ));

  it('takes the channel that options.channelNames says', () =>
    onAll(
      async ({ moa, warehouse }) => {
        const [line] = sell(moa, 'ownmall-main');
        const row = { ...rowOf('ownmall-main', line!), channelName: '견본상점 공식몰' };
        pack(warehouse, warehouse.receive(row), '600000000061');

        const { results } = await handOver(moa);
        expect(results.map(({ response }) => response)).toEqual([true]);
        expect(trackingOf(moa, 'ownmall-main')).toEqual(['600000000061']);
      },
      { settings: { [POOMGO]: { options: { channelNames: { '견본상점 공식몰': 'ownmall-main' } } } } },
    ));

  it('registers one parcel of several rows on all lines of the box, in one call', () =>
    onAll(async ({ moa, warehouse }) => {
      const lines = sell(moa, 'coupang-main', [aLine(), aLine({ productName: '양말' })]);
      const releaseCode = 'R20260310-0001';
      const rows = lines.map((line) => warehouse.receive({ ...rowOf('coupang-main', line), releaseCode }));
      pack(warehouse, rows[0]!, '600000000071');

      const { results, skippedReasons } = await handOver(moa);
      expect(skippedReasons).toEqual([]);
      expect(results.map(({ response, affectedOrders }) => [response, affectedOrders.length])).toEqual([
        [true, 2],
        [true, 2],
      ]);
      expect(trackingOf(moa, 'coupang-main')).toEqual(['600000000071', '600000000071']);
      expect(writesOf(moa).filter((path) => path.endsWith('/orders/invoices'))).toHaveLength(1);
    }));

  it('ships a box of two parcels line by line where the marketplace can', () =>
    onAll(async ({ moa, warehouse }) => {
      const [boxed, delivered] = (['coupang-main', 'elevenst-main'] as const).map((channelId, channel) => {
        const lines = sell(moa, channelId, [aLine(), aLine({ productName: '양말' })]);
        return lines.map((line, index) => {
          const row = warehouse.receive(rowOf(channelId, line));
          pack(warehouse, row, `60000000008${2 * channel + index}`);
          return row;
        });
      });
      const answer = await handOver(moa);
      const registered = (id: string): (string | null)[] => [...trackingOf(moa, id)].sort();

      expect(boxed!.map((row) => skipsOf(answer)[row])).toEqual([undefined, undefined]);
      expect(registered('coupang-main')).toEqual(['600000000080', '600000000081']);
      expect(delivered!.map((row) => skipsOf(answer)[row])).toEqual([undefined, undefined]);
      expect(registered('elevenst-main')).toEqual(['600000000082', '600000000083']);
    }));

  it('leaves a line alone for which the service tells two invoices', () =>
    onAll(async ({ moa, warehouse }) => {
      const [line] = sell(moa, 'smartstore-main');
      const rows = [0, 1].map((index) => {
        const row = warehouse.receive(rowOf('smartstore-main', line!));
        pack(warehouse, row, `60000000009${index}`);
        return row;
      });

      const answer = await handOver(moa);
      expect(answer.results).toEqual([]);
      expect(skipsOf(answer)).toEqual({ [rows[0]!]: 'AMBIGUOUS', [rows[1]!]: 'AMBIGUOUS' });
      expect(trackingOf(moa, 'smartstore-main')).toEqual([null]);
    }));

  it('says that an order travels under an invoice that the service has canceled', () =>
    onAll(async ({ moa, warehouse }) => {
      const [line] = sell(moa, 'smartstore-main');
      const row = warehouse.receive(rowOf('smartstore-main', line!));
      pack(warehouse, row, '600000000101');
      await handOver(moa);
      warehouse.advance(row, { kind: 'CANCEL_INVOICE' });
      pack(warehouse, row, '600000000102');

      const { results, skippedReasons } = await handOver(moa);
      expect(results).toEqual([]);
      expect(skippedReasons.map(({ reason, message }) => [reason, message])).toEqual([
        [
          'ALREADY_REGISTERED',
          'The order travels under 600000000101, which the service has canceled: updateInvoice changes it.',
        ],
      ]);
    }));

  it('hands over what it can while a marketplace is down', () =>
    onAll(async ({ moa, warehouse }) => {
      const [lost, fine] = [sell(moa, 'coupang-main')[0]!, sell(moa, 'smartstore-main')[0]!];
      pack(warehouse, warehouse.receive(rowOf('coupang-main', lost)), '600000000111');
      pack(warehouse, warehouse.receive(rowOf('smartstore-main', fine)), '600000000112');
      moa.sandbox.host('coupang-main').inject({ kind: 'INTERNAL', count: 100 });

      const answer = await handOver(moa);
      expect(answer.results.map(({ response, order }) => [response, order.channel.id])).toEqual([
        [true, 'smartstore-main'],
      ]);
      expect(answer.skippedReasons.map(({ reason, message }) => [reason, message])).toEqual([
        ['NO_SALES_ORDER', expect.stringMatching(/that is known here\. Not all of its orders could be read now/)],
      ]);
      expect(answer.channels.map(({ channel, outcome }) => [channel.id, outcome])).toContainEqual([
        'coupang-main',
        'FAILED',
      ]);
    }));

  it.each<[Record<string, unknown>, string]>([
    [{ endDate: '2026-03-01' }, 'input.endDate'],
    [{ endDate: '2028-03-01' }, 'input.endDate'],
    [{ channelIds: ['nobody'] }, 'input.channelIds'],
  ])('refuses %j, naming %s', (changes, field) =>
    withWarehouse(async ({ moa }) => {
      const { errors } = await moa.ask(RUN, { input: { ...INPUT, ...changes } });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field } }]);
      expect(moa.calls(POOMGO)).toEqual([]);
    }),
  );

  it('needs the operator role', () =>
    withWarehouse(async ({ moa }) => {
      const viewer: Viewer = { name: 'looker', role: 'viewer', channels: null };
      const { errors } = await moa.ask(RUN, { input: INPUT }, viewer);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }));
});
