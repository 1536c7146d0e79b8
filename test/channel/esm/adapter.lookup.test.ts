import type { LookupAnswer, LookupPurpose, OrderPointer } from '../../../src/channel/channel.js';
import { CancellationStatus } from '../../../src/model/cancellation.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import type { Account, Route } from './adapter.support.js';
import {
  CLAIMS,
  ORDERS,
  STATES,
  UNPAID,
  at,
  byPath,
  done,
  no,
  onAuction,
  page,
  read,
  reply,
  rowsIn,
  sample,
  storedOrder,
  withAccount,
} from './adapter.support.js';

const KEY = '4312345650';
const NOTHING = no(99999, '주문정보가 없습니다');
const [ready] = rowsIn('RequestOrders-gmarket-ready');
const [requested] = rowsIn('Cancels-gmarket-requested');
const order = (fields: object = {}) => ({ ...ready, OrderNo: Number(KEY), ...fields });
const claim = (fields: object = {}) => ({ ...requested, ...fields });
const state = (Status: number, ClaimStatus = 0) =>
  done([{ OrderNo: Number(KEY), Status, ClaimStatus, StatusChangeDate: '2026-03-03T09:10:00', IsGiftOrder: 'N' }]);

const placesOf = (account: Account): string[] =>
  account.replay.requests.map(
    ({ target }) => ({ [ORDERS]: 'ORDERS', [CLAIMS]: 'CLAIMS', [STATES]: 'STATES' })[target] ?? target,
  );

const lookUp = (
  route: Route,
  pointer: OrderPointer = storedOrder(KEY, { productQuantity: 2 }),
  purpose: LookupPurpose = 'STATE',
): Promise<{ answer: LookupAnswer; places: string[]; bodies: Record<string, unknown>[] }> =>
  withAccount(route, async (account) => {
    const answer = await account.channel.orders!.lookup.read([pointer], purpose, account.context);
    return { answer, places: placesOf(account), bodies: account.bodies() };
  });

describe('an order looked up', () => {
  test('where the order list has it: with every field, by one call that is not paced', async () => {
    const { answer, places, bodies } = await lookUp(
      byPath({ [ORDERS]: page([order()]) }),
      storedOrder(KEY, { orderedDate: at('2026-03-02T09:02:11.3'), paidDate: at('2026-03-02T23:59:59') }),
    );
    expect(answer).toMatchObject({
      orders: [{ key: KEY, status: OrderStatus.CONFIRMED, productName: '순면 티셔츠' }],
      cancellations: [],
      gone: [],
    });
    expect(places).toEqual(['ORDERS']);
    expect(bodies).toEqual([
      {
        orderNo: Number(KEY),
        orderStatus: 0,
        requestDateType: 1,
        siteType: 2,
        requestDateFrom: '2026-03-02 00:00',
        requestDateTo: '2026-03-04 00:00',
        pageIndex: 1,
        pageSize: 1000,
      },
    ]);
    await withAccount(byPath({ [ORDERS]: page([order()]) }), async ({ channel, context, clock }) => {
      const before = clock.now();
      for (let count = 0; count < 5; count += 1) {
        await channel.orders!.lookup.read([storedOrder(KEY)], 'DETAIL', context);
      }
      expect(clock.now() - before).toBeLessThan(5_000);
    });
  });

  test.each([
    ['says nothing of it', page([])],
    ['says that there is none', no(3000, '해당 주문 내역이 없습니다.')],
    ['refuses it in other words', no(3000, '클레임이 진행중인 주문입니다')],
  ])('hidden by an open claim, the order list %s: in the claims', async (_name, orderReply) => {
    const { answer, places, bodies } = await lookUp(byPath({ [ORDERS]: orderReply, [CLAIMS]: done([claim()]) }));
    expect(answer).toMatchObject({
      orders: [{ key: KEY, status: OrderStatus.CONFIRMED, channelStatus: '6/1', isSparse: true }],
      cancellations: [{ orderKey: KEY, status: CancellationStatus.REQUESTED, cancelQuantity: 2 }],
      gone: [],
    });
    expect(places).toEqual(['ORDERS', 'CLAIMS']);
    expect(bodies[1]).toEqual({
      SiteType: 3,
      CancelStatus: 0,
      Type: 0,
      StartDate: '2026-02-26',
      EndDate: '2026-03-04',
      OrderNo: Number(KEY),
    });
  });

  test('known to be hidden by a claim: there first', async () => {
    const known = storedOrder(KEY, { channelStatus: '6/1' });
    const { answer, places } = await lookUp(byPath({ [CLAIMS]: done([claim({ CancelStatus: 3 })]) }), known);
    expect(answer).toMatchObject({
      orders: [{ status: OrderStatus.CANCELED, channelStatus: '6/3' }],
      cancellations: [{ status: CancellationStatus.COMPLETED }],
    });
    expect(places).toEqual(['CLAIMS']);
  });

  test('whose request was taken back: in both lists', async () => {
    const known = storedOrder(KEY, { channelStatus: '6/1' });
    const withdrawn = claim({ CancelStatus: 4, WithdrawDate: '2026-03-03T10:00:00' });
    const route = byPath({ [CLAIMS]: done([withdrawn]), [ORDERS]: page([order()]) });
    const { answer, places } = await lookUp(route, known);
    expect(answer).toMatchObject({
      orders: [{ status: OrderStatus.CONFIRMED, channelStatus: '2' }],
      cancellations: [{ status: CancellationStatus.WITHDRAWN }],
      gone: [],
    });
    expect(places).toEqual(['CLAIMS', 'ORDERS']);
  });

  test('in none of the three: gone', async () => {
    const nowhere = byPath({ [ORDERS]: page([]), [CLAIMS]: NOTHING, [STATES]: done([]) });
    const { answer, places } = await lookUp(nowhere);
    expect(answer).toEqual({ orders: [], cancellations: [], gone: [KEY] });
    expect(places).toEqual(['ORDERS', 'CLAIMS', 'STATES']);
  });

  test('refused by the order list and unknown to the others: not known, rather than gone', async () => {
    const digits = reply(sample('RequestOrders-fail-orderno-digits'));
    await expect(lookUp(byPath({ [ORDERS]: digits, [CLAIMS]: NOTHING, [STATES]: done([]) }))).rejects.toMatchObject({
      code: 'CHANNEL_REJECTED',
      channelCode: '3000',
    });
  });

  test('of several: each by itself', async () => {
    await withAccount(byPath({ [ORDERS]: ({ orderNo }) => page([order({ OrderNo: orderNo })]) }), async (account) => {
      const { lookup } = account.channel.orders!;
      expect([lookup.maxBatch, lookup.unitOf(storedOrder('11'))]).toEqual([1, '11']);
      const answer = await lookup.read([storedOrder('11'), storedOrder('12')], 'STATE', account.context);
      expect(answer.orders.map(({ key }) => key)).toEqual(['11', '12']);
    });
  });

  test('known from a closed claim alone: nothing more is to be read', async () => {
    const raw = claim({ CancelStatus: 3 });
    const pointer = {
      key: KEY,
      orderNumber: KEY,
      status: OrderStatus.CANCELED,
      channelStatus: '6/3',
      isSparse: true,
      raw,
    };
    const { answer, places } = await lookUp([], pointer as OrderPointer);
    expect(answer).toMatchObject({ orders: [{ key: KEY, status: OrderStatus.CANCELED, productNumber: '3301234567' }] });
    expect(places).toEqual([]);
  });

  test('known from an open claim alone: its details are not to be read, where it stands is', async () => {
    const pointer = {
      key: KEY,
      orderNumber: KEY,
      status: OrderStatus.CONFIRMED,
      channelStatus: '6/1',
      isSparse: true,
      raw: claim(),
    } as OrderPointer;
    const details = await lookUp([], pointer, 'DETAIL');
    expect(details.answer).toMatchObject({ orders: [{ key: KEY, status: OrderStatus.CONFIRMED }], gone: [] });
    expect(details.places).toEqual([]);
    const standing = await lookUp(byPath({ [CLAIMS]: done([claim({ CancelStatus: 3 })]) }), pointer);
    expect(standing.answer).toMatchObject({ orders: [{ key: KEY, status: OrderStatus.CANCELED }], gone: [] });
    expect(standing.places).toEqual(['CLAIMS']);
  });
});

describe('states that neither list shows', () => {
  const inState = (reported: ReturnType<typeof state>, known: OrderPointer = storedOrder(KEY)) =>
    lookUp(byPath({ [ORDERS]: page([]), [CLAIMS]: NOTHING, [STATES]: reported }), known);

  test.each([
    [6, 1, OrderStatus.CONFIRMED, ClaimStatus.CANCEL_REQUESTED],
    [6, 2, OrderStatus.CANCELED, ClaimStatus.CANCELED],
    [6, 3, OrderStatus.CANCELED, ClaimStatus.CANCELED],
    [7, 1, OrderStatus.DELIVERED, ClaimStatus.RETURN_REQUESTED],
    [7, 2, OrderStatus.DELIVERED, ClaimStatus.RETURN_REQUESTED],
    [7, 3, OrderStatus.RETURNED, ClaimStatus.RETURNED],
    [8, 1, OrderStatus.DELIVERED, ClaimStatus.EXCHANGE_REQUESTED],
    [8, 3, OrderStatus.DELIVERED, ClaimStatus.EXCHANGE_REQUESTED],
    [8, 4, OrderStatus.EXCHANGED, ClaimStatus.EXCHANGED],
    [9, 0, OrderStatus.DELIVERED, undefined],
    [10, 0, OrderStatus.CANCELED, ClaimStatus.CANCELED],
    [12, 0, OrderStatus.UNKNOWN, undefined],
    [4, 0, OrderStatus.DELIVERED, undefined],
  ])('%i/%i', async (status, claimStatus, expected, expectedClaim) => {
    const known = storedOrder(KEY, { status: OrderStatus.DELIVERED, channelStatus: '4' });
    const { answer } = await inState(state(status, claimStatus), known);
    expect(answer.orders).toMatchObject([
      { key: KEY, status: expected, channelStatus: claimStatus === 0 ? `${status}` : `${status}/${claimStatus}` },
    ]);
    expect(answer.orders[0]!.claimStatus).toBe(expectedClaim);
    expect(answer.gone).toEqual([]);
  });

  test.each([
    ['4312345610', OrderStatus.CONFIRMED, '2'],
    ['4312345620', OrderStatus.IN_TRANSIT, '3'],
    ['4312345650', OrderStatus.CONFIRMED, '6/1'],
    ['4312345651', OrderStatus.CANCELED, '6/3'],
    ['4312345652', OrderStatus.IN_TRANSIT, '7/2'],
  ])("the sample's %s", async (number, status, channelStatus) => {
    const route = byPath({
      [ORDERS]: page([]),
      [CLAIMS]: NOTHING,
      [STATES]: reply(sample('GetDeliveryStatus-success')),
    });
    const { answer } = await lookUp(route, storedOrder(number));
    expect(answer.orders).toMatchObject([{ key: number, status, channelStatus, isSparse: true }]);
    expect(answer.orders).toHaveLength(1);
  });

  test.each(['GetDeliveryStatus-fail-window', 'GetDeliveryStatus-fail-page'])(
    '%s is a fault, not "gone"',
    async (name) => {
      const route = byPath({ [ORDERS]: page([]), [CLAIMS]: NOTHING, [STATES]: reply(sample(name)) });
      await expect(lookUp(route)).rejects.toMatchObject({ code: 'CHANNEL_REJECTED', channelCode: '3000' });
    },
  );

  test('goods that come back had left', async () => {
    const { answer } = await inState(state(7, 1));
    expect(answer.orders).toMatchObject([{ status: OrderStatus.IN_TRANSIT }]);
  });

  test('an open return is asked about by one call from then on', async () => {
    const known = storedOrder(KEY, {
      status: OrderStatus.DELIVERED,
      channelStatus: '7/1',
      paidDate: at('2026-02-20T10:00'),
    });
    const { answer, places, bodies } = await inState(state(7, 2), known);
    expect(answer.orders).toMatchObject([{ channelStatus: '7/2', claimStatus: ClaimStatus.RETURN_REQUESTED }]);
    expect(places).toEqual(['STATES']);
    expect(bodies).toEqual([
      {
        OrderNo: Number(KEY),
        SearchDateConditionType: 1,
        FromDate: '2026-02-20',
        ToDate: '2026-02-26',
        Page: 1,
      },
    ]);
  });

  test('of Auction too', async () => {
    await withAccount(
      byPath({ [ORDERS]: page([]), [CLAIMS]: NOTHING, [STATES]: state(10) }),
      async ({ channel, context }) => {
        const answer = await channel.orders!.lookup.read([storedOrder(KEY)], 'STATE', context);
        expect(answer.orders).toMatchObject([{ status: OrderStatus.CANCELED, channelStatus: '10' }]);
      },
      onAuction,
    );
  });
});

describe('an unpaid order', () => {
  const unpaid = storedOrder(KEY, {
    status: OrderStatus.PAYMENT_PENDING,
    channelStatus: '0',
    orderedDate: at('2026-03-02T09:00'),
    productQuantity: 1,
  });

  test('that is still unpaid is told so by its state, even if the order list had it by number', async () => {
    const { answer, places } = await lookUp(byPath({ [STATES]: state(0) }), unpaid);
    expect(answer).toMatchObject({ orders: [{ key: KEY, status: OrderStatus.PAYMENT_PENDING, channelStatus: '0' }] });
    expect(places).toEqual(['STATES']);
  });

  test('that was paid is the same order, with every field', async () => {
    const paid = order({ OrderStatus: 1, PayDate: '2026-03-03T10:00:00' });
    const { answer, places } = await lookUp(byPath({ [STATES]: state(1), [ORDERS]: page([paid]) }), unpaid);
    expect(answer.orders).toMatchObject([
      { key: KEY, status: OrderStatus.PAID, channelStatus: '1', paidDate: at('2026-03-03T10:00:00') },
    ]);
    expect(places).toEqual(['STATES', 'ORDERS']);
  });

  test('that lapsed is a canceled one, told by its claim', async () => {
    const lapsed = claim({
      CancelStatus: 3,
      RequestUser: 4,
      ReasonCode: 0,
      PayDate: null,
      CompleteDate: '2026-03-03T00:00:00',
    });
    const { answer, places } = await lookUp(byPath({ [STATES]: state(6, 3), [CLAIMS]: done([lapsed]) }), unpaid);
    expect(answer).toMatchObject({
      orders: [{ key: KEY, status: OrderStatus.CANCELED, channelStatus: '6/3', paidDate: null }],
      cancellations: [{ orderKey: KEY, status: CancellationStatus.COMPLETED, isImmediate: true, cancelQuantity: 1 }],
    });
    expect(places).toEqual(['STATES', 'CLAIMS']);
  });

  test('has one key from the deposit to the payment', async () => {
    const [row] = rowsIn('PreRequestOrders-gmarket');
    await withAccount(
      byPath({ [UNPAID]: page([row]), [ORDERS]: page([{ ...row, OrderStatus: 1 }]) }),
      async (account) => {
        const before = await read(account, 'orders.unpaid', '2019-04-10', '2019-04-11');
        const after = await read(account, 'orders.1.ORDERED', '2019-04-10', '2019-04-11');
        expect(after.orders[0]!.key).toBe(before.orders[0]!.key);
        expect([before.orders[0]!.status, after.orders[0]!.status]).toEqual([
          OrderStatus.PAYMENT_PENDING,
          OrderStatus.PAID,
        ]);
        // Due date and expected amount stay as they were.
        expect(after.orders[0]!.expectedPaymentAmount).toBeUndefined();
        expect(after.orders[0]!.depositDueDate).toBe(at('2019-04-17T07:32:31.143'));
      },
    );
  });
});
