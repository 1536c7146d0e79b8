import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import { OrderStatus } from '../../../src/model/order.js';
import type { Account } from './adapter.support.js';
import {
  CLAIMS,
  ORDERS,
  at,
  byPath,
  done,
  listing,
  onAuction,
  page,
  read,
  reply,
  rowsIn,
  sample,
  storedClaim,
  withAccount,
} from './adapter.support.js';

const DAY = 24 * 3_600_000;
const SPAN = ['2026-02-26', '2026-03-04'] as const;

const requested = {
  key: '4312345650/20260303091000000',
  orderKey: '4312345650',
  orderNumber: '4312345650',
  lineNumber: null,
  claimNumber: null,
  status: CancellationStatus.REQUESTED,
  channelStatus: '1',
  requestedBy: Party.BUYER,
  decidedBy: null,
  isImmediate: false,
  cancelReason: '단순변심: 색상을 잘못 골랐어요',
  cancelReasonCode: '1',
  cancellationRequestDate: at('2026-03-03T09:10:00'),
  cancelApprovalDate: null,
  cancelCompletedDate: null,
  cancelWithdrawnDate: null,
  isOfWholeOrder: true,
  native: {},
};

const hidden = {
  key: '4312345650',
  orderNumber: '4312345650',
  lineNumber: null,
  bundleNumber: '6012345650-801234550',
  checkoutNumber: '6012345650',
  status: OrderStatus.CONFIRMED,
  channelStatus: '6/1',
  orderedDate: at('2026-03-01T20:11:09.68'),
  paidDate: at('2026-03-01T20:11:20.08'),
  productNumber: '3301234567',
  currency: 'KRW',
  isSparse: true,
  addsUpClaims: true,
};

describe('samples of Cancels', () => {
  test('an open request, and the order that it hides', async () => {
    await withAccount([reply(sample('Cancels-gmarket-requested'))], async (account) => {
      const [raw] = rowsIn('Cancels-gmarket-requested');
      expect(await read(account, 'claims.REQUESTED', ...SPAN)).toEqual({
        orders: [{ ...hidden, raw }],
        cancellations: [{ ...requested, raw }],
      });
    });
  });

  test("the buyer's own cancel before the confirmation, and the seller's of sold-out goods", async () => {
    await withAccount([reply(sample('Cancels-gmarket-completed'))], async (account) => {
      const [first, second] = rowsIn('Cancels-gmarket-completed');
      const { orders, cancellations } = await read(account, 'claims.REQUESTED', ...SPAN);
      expect(cancellations).toEqual([
        {
          ...requested,
          key: '4312345651/20260302182600000',
          orderKey: '4312345651',
          orderNumber: '4312345651',
          status: CancellationStatus.COMPLETED,
          channelStatus: '3',
          isImmediate: true,
          cancelReason: '단순변심',
          cancellationRequestDate: at('2026-03-02T18:26:00'),
          cancelApprovalDate: at('2026-03-02T18:26:00'),
          cancelCompletedDate: at('2026-03-02T18:26:24.94'),
          raw: first,
        },
        {
          ...requested,
          key: '4312345653/20260228100500000',
          orderKey: '4312345653',
          orderNumber: '4312345653',
          status: CancellationStatus.COMPLETED,
          channelStatus: '3',
          requestedBy: Party.SELLER,
          decidedBy: Party.SELLER,
          cancelReason: '재고없음(판매자요청)',
          cancelReasonCode: '6',
          cancellationRequestDate: at('2026-02-28T10:05:00'),
          cancelApprovalDate: at('2026-02-28T10:05:00'),
          cancelCompletedDate: at('2026-02-28T10:05:31.333'),
          raw: second,
        },
      ]);
      expect(orders.map(({ key, status, channelStatus }) => [key, status, channelStatus])).toEqual([
        ['4312345651', OrderStatus.CANCELED, '6/3'],
        ['4312345653', OrderStatus.CANCELED, '6/3'],
      ]);
    });
  });

  test('an approved request on Auction, its refund under way', async () => {
    await withAccount(
      [reply(sample('Cancels-auction-in-progress'))],
      async (account) => {
        const { orders, cancellations } = await read(account, 'claims.REQUESTED', ...SPAN);
        expect(cancellations).toEqual([
          {
            ...requested,
            key: '1912345655/20260302095603357',
            orderKey: '1912345655',
            orderNumber: '1912345655',
            status: CancellationStatus.APPROVED,
            channelStatus: '2',
            decidedBy: Party.SELLER,
            cancelReason: '단순변심: 기타사유',
            cancellationRequestDate: at('2026-03-02T09:56:03.357'),
            cancelApprovalDate: at('2026-03-02T09:56:29.603'),
            raw: rowsIn('Cancels-auction-in-progress')[0],
          },
        ]);
        expect(orders).toMatchObject([{ status: OrderStatus.CANCELED, channelStatus: '6/2' }]);
        expect(account.bodies()).toEqual([
          { SiteType: 1, CancelStatus: 0, Type: 2, StartDate: '2026-02-26', EndDate: '2026-03-04' },
        ]);
      },
      onAuction,
    );
  });

  test.each(['Cancels-empty', 'Cancels-fail-no-order', 'Cancels-fail-no-claim', 'ClaimList-empty'])(
    '%s: nothing, and no fault',
    async (name) => {
      await withAccount([reply(sample(name))], async (account) => {
        expect(await read(account, 'claims.REQUESTED', ...SPAN)).toEqual({ orders: [], cancellations: [] });
      });
    },
  );

  test('a window that is refused is a fault', async () => {
    await withAccount([reply(sample('Cancels-fail-window'))], async (account) => {
      await expect(read(account, 'claims.REQUESTED', ...SPAN)).rejects.toMatchObject({
        code: 'CHANNEL_REJECTED',
        channelCode: '8668',
        channelMessage: 'ShowAlertException$조회 기간은 7일 이내로 입력 바랍니다.',
      });
    });
  });
});

describe('requests taken back (취소철회)', () => {
  const [row] = rowsIn('Cancels-gmarket-withdrawn');
  const [order] = rowsIn('RequestOrders-gmarket-ready');
  const live = (fields: object) => page([{ ...order, OrderNo: 4312345654, ...fields }]);
  const readWith = (orderReply: ReturnType<typeof page>, claim: object = {}) =>
    withAccount(
      byPath({ [CLAIMS]: done([{ ...row, ...claim }]), [ORDERS]: orderReply }),
      async (account): Promise<[Awaited<ReturnType<typeof read>>, Account]> => [
        await read(account, 'claims.REQUESTED', ...SPAN),
        account,
      ],
    );

  test('by the buyer: the order is back in its list', async () => {
    const [{ orders, cancellations }, account] = await readWith(live({}));
    expect(cancellations).toEqual([
      {
        ...requested,
        key: '4312345654/20260226080000000',
        orderKey: '4312345654',
        orderNumber: '4312345654',
        status: CancellationStatus.WITHDRAWN,
        channelStatus: '4',
        cancelReason: '단순변심',
        cancellationRequestDate: at('2026-02-26T08:00:00'),
        cancelWithdrawnDate: at('2026-02-26T10:41:00'),
        cancelQuantity: 2,
        orderQuantity: 2,
        raw: row,
      },
    ]);
    expect(orders).toMatchObject([
      { key: '4312345654', status: OrderStatus.CONFIRMED, channelStatus: '2', productName: '순면 티셔츠' },
    ]);
    expect(account.bodies()[1]).toEqual({
      orderNo: 4312345654,
      orderStatus: 0,
      requestDateType: 1,
      siteType: 2,
      requestDateFrom: '2026-02-25 00:00',
      requestDateTo: '2026-02-27 00:00',
      pageIndex: 1,
      pageSize: 1000,
    });
  });

  test.each([
    ['with it', '2026-02-26T10:41:30'],
    ['under a date before it', '2026-02-26T09:00:00'],
    ['at a time not told', null],
  ])('by the seller, who shipped %s: rejected', async (_name, TransDate) => {
    const [{ orders, cancellations }] = await readWith(live({ OrderStatus: 3, NoSongjang: '600000000001', TransDate }));
    expect(cancellations).toMatchObject([{ status: CancellationStatus.REJECTED, decidedBy: Party.SELLER }]);
    expect(orders).toMatchObject([{ status: OrderStatus.IN_TRANSIT, trackingNumber: '600000000001' }]);
  });

  test('by the buyer, before the seller shipped: withdrawn all the same', async () => {
    const shipped = { OrderStatus: 3, NoSongjang: '600000000001', TransDate: '2026-02-26T16:00:00' };
    const [{ cancellations }] = await readWith(live(shipped));
    expect(cancellations).toMatchObject([{ status: CancellationStatus.WITHDRAWN, decidedBy: null }]);
  });

  test('and asked for again: the newer request hides the order', async () => {
    const again = { ...row, CancelStatus: 1, RequestDate: '2026-02-27T09:00:00', WithdrawDate: null };
    await withAccount(byPath({ [CLAIMS]: done([again, row]), [ORDERS]: page([]) }), async (account) => {
      const { orders, cancellations } = await read(account, 'claims.REQUESTED', ...SPAN);
      expect(orders).toMatchObject([{ key: '4312345654', status: OrderStatus.CONFIRMED, channelStatus: '6/1' }]);
      expect(cancellations.map(({ key, status }) => [key, status])).toEqual([
        ['4312345654/20260227090000000', CancellationStatus.REQUESTED],
        ['4312345654/20260226080000000', CancellationStatus.WITHDRAWN],
      ]);
    });
  });
});

describe('words of the claim list', () => {
  const [row] = rowsIn('Cancels-gmarket-completed');
  const readRow = (fields: object) =>
    withAccount([done([{ ...row, ...fields }])], async (account) => {
      const { orders, cancellations } = await read(account, 'claims.REQUESTED', ...SPAN);
      return { order: orders[0]!, claim: cancellations[0]! };
    });

  test.each([
    [2, CancellationStatus.APPROVED, OrderStatus.CANCELED],
    [3, CancellationStatus.COMPLETED, OrderStatus.CANCELED],
    [5, CancellationStatus.COMPLETED, OrderStatus.CANCELED],
    [6, CancellationStatus.COMPLETED, OrderStatus.CANCELED],
    [9, CancellationStatus.UNKNOWN, OrderStatus.UNKNOWN],
  ])('CancelStatus %i', async (CancelStatus, status, orderStatus) => {
    const { order, claim } = await readRow({ CancelStatus });
    expect([claim.status, claim.channelStatus]).toEqual([status, String(CancelStatus)]);
    expect([order.status, order.channelStatus]).toEqual([orderStatus, `6/${CancelStatus}`]);
  });

  test.each([
    [{ RequestUser: 1, ApproveUser: 2 }, Party.BUYER, Party.SELLER, false],
    [{ RequestUser: 1, ApproveUser: 3 }, Party.BUYER, Party.MARKETPLACE, false],
    [{ RequestUser: 1, ApproveUser: 4 }, Party.BUYER, Party.UNKNOWN, false],
    // Granted by itself a day later.
    [{ RequestUser: 1, ApproveUser: 0, ApproveDate: '2026-03-03T18:26:00' }, Party.BUYER, null, false],
    [{ RequestUser: 5, ApproveUser: 0 }, Party.BUYER, null, true],
    [{ RequestUser: 3, ApproveUser: 3 }, Party.MARKETPLACE, Party.MARKETPLACE, false],
    // Never paid.
    [{ RequestUser: 4, ApproveUser: 0, PayDate: null }, Party.UNKNOWN, null, true],
  ])('%j', async (fields, requestedBy, decidedBy, isImmediate) => {
    const { claim } = await readRow(fields);
    expect(claim).toMatchObject({ requestedBy, decidedBy, isImmediate });
  });

  test.each([
    [{ ReasonCode: 7 }, '선물수락기한만료', '7'],
    [{ ReasonCode: 0, ReasonDetail: '배송 지연' }, '기타: 배송 지연', '0'],
    [{ ReasonCode: undefined, Reason: 0 }, '판매자귀책', undefined],
    [{ ReasonCode: 99, Reason: null }, null, '99'],
  ])('%j', async (fields, cancelReason, cancelReasonCode) => {
    const { claim } = await readRow(fields);
    expect(claim).toMatchObject({ cancelReason });
    expect(claim.cancelReasonCode).toBe(cancelReasonCode);
  });
});

describe('claim listings', () => {
  test('are by request, payment and completion, each a whole answer', async () => {
    await withAccount([], ({ channel }) => {
      const shapes = channel.cancellations!.listings.map(({ id, nativeDate, window }) => [id, nativeDate, window]);
      expect(shapes).toEqual([
        ['claims.REQUESTED', 'REQUESTED', { longest: 6 * DAY, resolution: DAY }],
        ['claims.PAID', 'PAID', { longest: 6 * DAY, resolution: DAY }],
        ['claims.COMPLETED', 'COMPLETED', { longest: 5 * DAY, resolution: DAY }],
      ]);
      for (const { statuses } of channel.cancellations!.listings) {
        expect([...statuses].sort()).toEqual(Object.values(CancellationStatus).sort());
      }
      return Promise.resolve();
    });
  });

  test('ask for all states at once, with the end day left out, at most six days', async () => {
    await withAccount([done([]), done([]), done([])], async (account) => {
      const span = { start: at('2026-02-26'), end: at('2026-03-03') };
      for (const id of ['claims.REQUESTED', 'claims.PAID', 'claims.COMPLETED']) {
        for await (const _page of listing(account, id).read(span, account.context)) throw new Error('nothing there');
      }
      const asked = { SiteType: 3, CancelStatus: 0, StartDate: '2026-02-26', EndDate: '2026-03-03' };
      expect(account.bodies()).toEqual([
        { ...asked, Type: 2 },
        { ...asked, Type: 4 },
        // Type 3 compares the approval's date: a day earlier, for refunds that took their time.
        { ...asked, Type: 3, StartDate: '2026-02-25' },
      ]);
    });
  });
});

describe('open claims read again', () => {
  const claim = (orderNumber: string, requestedAt: string | null) => storedClaim(orderNumber, requestedAt);
  const [row] = rowsIn('Cancels-gmarket-requested');
  const wire = (OrderNo: number, RequestDate: string, CancelStatus: number) => ({
    ...row,
    OrderNo,
    RequestDate,
    CancelStatus,
  });

  test('one: by its number', async () => {
    await withAccount([done([wire(11, '2026-03-03T09:10:00', 2)])], async (account) => {
      const open = [claim('11', '2026-03-03T09:10:00')];
      const { orders, cancellations } = await account.channel.cancellations!.reread(open, account.context);
      expect(cancellations).toMatchObject([{ key: open[0]!.key, status: CancellationStatus.APPROVED }]);
      expect(orders).toMatchObject([{ key: '11', status: OrderStatus.CANCELED }]);
      expect(account.bodies()).toEqual([
        { SiteType: 3, CancelStatus: 0, Type: 0, StartDate: '2026-03-03', EndDate: '2026-03-09', OrderNo: 11 },
      ]);
    });
  });

  test('several: by the days of their requests, and by number what is missing there', async () => {
    const list = [
      wire(11, '2026-03-02T09:00:00', 3),
      wire(99, '2026-03-02T09:00:00', 1),
      wire(12, '2026-03-03T09:00:00', 1),
    ];
    const route = byPath({
      [CLAIMS]: ({ Type }) => done(Type === 2 ? list : [wire(13, '2026-03-01T08:00:00', 5)]),
    });
    await withAccount(route, async (account) => {
      const open = [
        claim('11', '2026-03-02T09:00:00'),
        claim('12', '2026-03-03T09:00:00'),
        claim('13', '2026-03-01T08:00:00'),
      ];
      const { orders, cancellations } = await account.channel.cancellations!.reread(open, account.context);
      expect(cancellations.map(({ key, status }) => [key, status])).toEqual([
        [open[0]!.key, CancellationStatus.COMPLETED],
        [open[1]!.key, CancellationStatus.REQUESTED],
        [open[2]!.key, CancellationStatus.COMPLETED],
      ]);
      expect(orders.map(({ key }) => key)).toEqual(['11', '12', '13']);
      expect(account.bodies().map(({ Type, StartDate, EndDate }) => [Type, StartDate, EndDate])).toEqual([
        [2, '2026-03-01', '2026-03-04'],
        [0, '2026-03-01', '2026-03-07'],
      ]);
    });
  });

  test('one that was rejected by shipping, with its order', async () => {
    const withdrawn = { ...wire(11, '2026-03-03T09:10:00', 4), WithdrawDate: '2026-03-03T11:00:00' };
    const [shipping] = rowsIn('RequestOrders-gmarket-shipping');
    const order = { ...shipping, OrderNo: 11, TransDate: '2026-03-03T11:00:20' };
    await withAccount(byPath({ [CLAIMS]: done([withdrawn]), [ORDERS]: page([order]) }), async (account) => {
      const open = [claim('11', '2026-03-03T09:10:00')];
      const { orders, cancellations } = await account.channel.cancellations!.reread(open, account.context);
      expect(cancellations).toMatchObject([
        { key: open[0]!.key, status: CancellationStatus.REJECTED, cancelQuantity: 1 },
      ]);
      expect(orders).toMatchObject([{ key: '11', status: OrderStatus.IN_TRANSIT }]);
    });
  });

  test('one without a date: by its number; one that is not there is not known', async () => {
    await withAccount([reply(sample('Cancels-fail-no-claim'))], async (account) => {
      const answer = await account.channel.cancellations!.reread([claim('11', null)], account.context);
      expect(answer).toEqual({ orders: [], cancellations: [] });
      expect(account.bodies()).toMatchObject([{ Type: 0, OrderNo: 11 }]);
    });
  });
});
