import { readdirSync, readFileSync } from 'node:fs';
import { registry } from '../../src/channel/registry.js';
import { ChannelRole } from '../../src/model/marketplace.js';
import type { Moa } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { VirtualClock } from '../support/virtual-clock.js';

const FOLDER = 'examples/operations';
const WEEK = { startDate: '2026-03-04T00:00:00+09:00', endDate: '2026-03-11T00:00:00+09:00' };
const SUPPLIER = 'junglebook-main';
const TODAY = { startDate: '2026-03-10T00:00:00+09:00', endDate: '2026-03-11T00:00:00+09:00' };

interface PaidOrder {
  readonly id: string;
  readonly orderNumber: string;
  readonly channel: { readonly id: string };
}

let moa: Moa;
/** What earlier operations of the day brought to light. */
const found: { orderIds: string[]; paid: PaidOrder[]; cancellationIds: string[] } = {
  orderIds: [],
  paid: [],
  cancellationIds: [],
};

/** Channels of the sandbox on which the seller sells. */
const salesChannels = () =>
  moa.sandbox.channels.filter(({ marketplace }) =>
    registry.some(({ definition }) => definition.marketplace === marketplace && definition.role === ChannelRole.SALES),
  );

/** Goods of the supplier that can be ordered one by one. */
const goodsToOrder = () =>
  moa.sandbox
    .host(SUPPLIER)
    .emulator.supplier!.goods()
    .find(
      (goods) =>
        goods.isOpen &&
        goods.stock > 0 &&
        !goods.isSoldOut &&
        !goods.isRestricted &&
        !goods.isSoldByPackage &&
        !goods.needsOption &&
        goods.leastQuantity <= 1,
    )!;

interface ShippedRow {
  readonly orderCode: string;
  readonly order: { readonly orderNumber: string; readonly channel: { readonly id: string } } | null;
}

interface HandedOver {
  readonly results: readonly { readonly response: boolean; readonly error: { readonly code: string } | null }[];
  readonly skippedReasons: readonly { readonly reason: string }[];
}

interface Results {
  readonly response: boolean;
  readonly order: { id: string; status: string } | null;
}

interface PlacedOrder {
  readonly response: boolean;
  readonly payment: { readonly status: string };
  readonly action: { readonly state: string };
}

/** Variables and expectation of each saved operation; one without an entry fails by itself. */
const day: Record<string, { variables: () => Record<string, unknown>; expect: (data: never) => void }> = {
  '01-channels.graphql': {
    variables: () => ({}),
    expect: ({ channels }: { channels: { id: string; couriers: unknown[] }[] }) => {
      expect(channels.map(({ id }) => id)).toEqual(moa.sandbox.channels.map(({ id }) => id));
      expect(channels.every(({ couriers }) => couriers.length > 1)).toBe(true);
    },
  },
  '02-new-orders.graphql': {
    variables: () => WEEK,
    expect: ({ orders }: { orders: { nodes: PaidOrder[] } }) => {
      for (const { id } of salesChannels()) {
        const order = orders.nodes.find(({ channel }) => channel.id === id);
        expect({ [id]: order?.id }).toEqual({ [id]: expect.any(String) });
        found.orderIds.push(order!.id);
      }
      const taken = orders.nodes.filter(({ id }) => found.orderIds.includes(id)).map(({ orderNumber }) => orderNumber);
      found.paid = orders.nodes.filter(({ orderNumber }) => !taken.includes(orderNumber));
    },
  },
  '03-confirm-orders.graphql': {
    variables: () => ({ orderIds: found.orderIds, idempotencyKey: 'morning' }),
    expect: ({ confirmOrders }: { confirmOrders: Results[] }) => {
      expect(confirmOrders.map(({ response, order }) => [response, order?.id, order?.status])).toEqual(
        found.orderIds.map((id) => [true, id, 'CONFIRMED']),
      );
    },
  },
  '04-open-cancel-requests.graphql': {
    variables: () => WEEK,
    expect: ({ cancellations }: { cancellations: { nodes: { id: string; channel: { id: string } }[] } }) => {
      for (const { id } of salesChannels()) {
        found.cancellationIds.push(cancellations.nodes.find(({ channel }) => channel.id === id)!.id);
      }
    },
  },
  '05-approve-cancels.graphql': {
    variables: () => ({ cancellationIds: found.cancellationIds }),
    expect: ({ approveCancels }: { approveCancels: (Results & { cancellation: { status: string } })[] }) => {
      // Some refund at once, others some time after the approval.
      const granted = /^(APPROVED|COMPLETED)$/;
      expect(approveCancels.map(({ response, cancellation }) => [response, granted.test(cancellation.status)])).toEqual(
        found.cancellationIds.map(() => [true, true]),
      );
    },
  },
  '06-register-invoices.graphql': {
    variables: () => ({
      inputs: found.orderIds.map((orderId, index) => ({
        orderId,
        courier: 'CJ_LOGISTICS',
        trackingNumber: `6000-0000-77${10 + index}`,
      })),
    }),
    expect: ({ registerInvoices }: { registerInvoices: Results[] }) => {
      expect(registerInvoices.map(({ response }) => response)).toEqual(found.orderIds.map(() => true));
    },
  },
  '07-invoices-of-the-day.graphql': {
    variables: () => TODAY,
    expect: ({ invoices }: { invoices: { nodes: { trackingNumber: string; orders: { id: string }[] }[] } }) => {
      found.orderIds.forEach((id, index) => {
        const invoice = invoices.nodes.find(({ trackingNumber }) => trackingNumber === `6000000077${10 + index}`);
        expect(invoice?.orders.map((order) => order.id)).toContain(id);
      });
    },
  },
  '08-one-order.graphql': {
    variables: () => ({ id: found.orderIds[0] }),
    expect: ({ order }: { order: { id: string; actions: { type: string; state: string }[] } }) => {
      expect(order.id).toBe(found.orderIds[0]);
      expect(order.actions.map(({ type, state }) => [type, state])).toEqual([
        ['REGISTER_INVOICE', 'SUCCEEDED'],
        ['CONFIRM_ORDER', 'SUCCEEDED'],
      ]);
    },
  },
  '09-summary-of-the-week.graphql': {
    variables: () => WEEK,
    expect: ({ orderSummary }: { orderSummary: { rows: { lines: number; currency: string }[] } }) => {
      expect(orderSummary.rows.length).toBeGreaterThan(salesChannels().length);
      expect(new Set(orderSummary.rows.map(({ currency }) => currency))).toEqual(new Set(['KRW']));
    },
  },
  '10-actions-of-the-day.graphql': {
    variables: () => TODAY,
    expect: ({ actions }: { actions: { totalCount: number; nodes: { state: string }[] } }) => {
      expect(actions.totalCount).toBe(found.orderIds.length * 2 + found.cancellationIds.length);
      expect(new Set(actions.nodes.map(({ state }) => state))).toEqual(new Set(['SUCCEEDED']));
    },
  },
  '11-sync.graphql': {
    variables: () => ({ channelIds: null, ...WEEK }),
    expect: ({ syncChannels }: { syncChannels: { outcome: string; calls: number }[] }) => {
      // The fulfilment service is read as well.
      expect(syncChannels.map(({ outcome }) => outcome)).toEqual([...salesChannels().map(() => 'FRESH'), 'FRESH']);
    },
  },
  '12-check-channel.graphql': {
    variables: () => ({ id: moa.sandbox.channels[0]!.id }),
    expect: ({ checkChannel }: { checkChannel: { state: string; lastError: unknown } }) => {
      expect(checkChannel).toMatchObject({ state: 'UP', circuitOpen: false, lastError: null });
    },
  },
  '13-place-supplier-order.graphql': {
    variables: () => ({
      input: {
        channelId: SUPPLIER,
        externalOrderNumber: 'N20260310-0001',
        receiverName: '박도윤',
        receiverTel: '010-0000-1234',
        receiverMobile: '010-0000-1234',
        zipCode: '06100',
        address: '서울특별시 강남구 견본대로 77',
        addressDetail: '5층 502호',
        depositorName: '견본상점',
        purchaseAgreed: true,
        items: [{ goodsNumber: goodsToOrder().goodsNumber, quantity: 1 }],
        idempotencyKey: 'N20260310-0001',
      },
    }),
    expect: ({ placeSupplierOrder: { response, payment, action } }: { placeSupplierOrder: PlacedOrder }) => {
      expect([response, payment.status, action.state]).toEqual([true, 'NOT_DUE', 'SUCCEEDED']);
    },
  },
  '14-supplier-orders.graphql': {
    variables: () => TODAY,
    expect: ({ supplierOrders }: { supplierOrders: { nodes: { externalOrderNumber: string }[] } }) => {
      expect(supplierOrders.nodes.map(({ externalOrderNumber }) => externalOrderNumber)).toEqual(['N20260310-0001']);
    },
  },
  '15-fulfilments.graphql': {
    variables: () => WEEK,
    expect: ({ fulfilments }: { fulfilments: { totalCount: number; nodes: ShippedRow[] } }) => {
      expect(fulfilments.totalCount).toBe(fulfilments.nodes.length);
      const shipped = fulfilments.nodes.flatMap(({ orderCode, order }) => (order ? [{ orderCode, order }] : []));
      expect(shipped.map(({ order }) => order.orderNumber)).toEqual(shipped.map(({ orderCode }) => orderCode));
      expect(new Set(shipped.map(({ order }) => order.channel.id))).toEqual(
        new Set(salesChannels().map(({ id }) => id)),
      );
    },
  },
  '16-register-fulfilment-invoices.graphql': {
    variables: () => ({ ...WEEK, dryRun: false }),
    expect: ({
      registerFulfilmentInvoices: { results, skippedReasons },
    }: {
      registerFulfilmentInvoices: HandedOver;
    }) => {
      expect(new Set(results.map(({ response, error }) => (response ? 'registered' : error!.code)))).toEqual(
        new Set(['registered', 'CANCEL_PENDING']),
      );
      expect(new Set(skippedReasons.map(({ reason }) => reason))).toEqual(
        new Set(['ALREADY_REGISTERED', 'NO_SALES_ORDER']),
      );
    },
  },
  '17-unpaid-orders.graphql': {
    variables: () => WEEK,
    expect: ({ orders }: { orders: { nodes: { channel: { id: string } }[]; channels: { outcome: string }[] } }) => {
      // Coupang shows no order before it is paid.
      const unpaid = new Set(orders.nodes.map(({ channel }) => channel.id));
      expect(unpaid).toEqual(new Set(salesChannels().flatMap(({ id }) => (id === 'coupang-main' ? [] : [id]))));
      expect(orders.channels.filter(({ outcome }) => outcome === 'UNSUPPORTED')).toHaveLength(1);
    },
  },
  '18-delay-dispatch.graphql': {
    variables: () => ({
      input: { orderId: paidOn('cafe24-main'), dispatchBy: '2026-03-13T18:00:00+09:00', reason: 'PREPARING' },
    }),
    expect: ({
      delayDispatch: { response, order },
    }: {
      delayDispatch: Results & { order: { dispatchDueDate: string } };
    }) => {
      expect([response, order.dispatchDueDate]).toEqual([true, '2026-03-13T00:00:00+09:00']);
    },
  },
  '19-cancel-order.graphql': {
    variables: () => ({ input: { orderId: paidOn('cafe24-main'), reason: 'SOLD_OUT' } }),
    expect: ({ cancelOrder: { response, order } }: { cancelOrder: Results }) => {
      expect([response, order?.status]).toEqual([true, 'CANCELED']);
    },
  },
  '20-mark-delivered.graphql': {
    variables: () => ({ orderId: found.orderIds[salesChannels().findIndex(({ id }) => id === 'gmarket-main')] }),
    expect: ({ markDelivered: { response, order } }: { markDelivered: Results }) => {
      expect([response, order?.status]).toEqual([true, 'DELIVERED']);
    },
  },
};

/** A paid order that no operation before touched. */
const paidOn = (channelId: string): string => found.paid.find(({ channel }) => channel.id === channelId)!.id;

beforeAll(async () => {
  moa = await startMoa({ clock: new VirtualClock(Date.parse('2026-03-10T10:00:00+09:00')), isEmpty: false });
});
afterAll(() => moa.close());

it('runs the saved operations of a working day, one after the other', async () => {
  for (const file of readdirSync(FOLDER).sort()) {
    const operation = day[file];
    if (!operation) throw new Error(`${file} is run by no test: add it to this one`);
    const data = await moa.query(readFileSync(`${FOLDER}/${file}`, 'utf8'), operation.variables());
    operation.expect(data as never);
  }
});
