import { parseJson } from '../../../src/base/json.js';
import { DAY } from '../../../src/base/time.js';
import type { CancellationListing } from '../../../src/channel/channel.js';
import { cancellationsOf, claimLinesOf, closedOrdersOf } from '../../../src/channel/coupang/coupang.claims.js';
import { receiptsIn } from '../../../src/channel/coupang/coupang.parse.js';
import { CancellationStatus } from '../../../src/model/cancellation.js';
import type { Shop } from './adapter.support.js';
import {
  answering,
  body,
  changed,
  closeShops,
  faultOf,
  kst,
  openShop,
  pagesOf,
  sample,
  storedClaim,
} from './adapter.support.js';

afterEach(closeShops);

const receipts = (name: string) => receiptsIn((parseJson(sample(name)) as { data: unknown }).data);
const linesIn = (name: string) => receipts(name).flatMap(claimLinesOf);
const claimsIn = (name: string) => cancellationsOf(linesIn(name)).map(({ raw: _, ...record }) => record);
const NONE = body([], { nextToken: '' });
const march2 = { start: kst('2026-03-02T00:00:00'), end: kst('2026-03-03T00:00:00') };

const listing = (shop: Shop, id: string): CancellationListing => {
  const found = shop.channel.cancellations?.listings.find((each) => each.id === id);
  if (!found) throw new Error(`no listing ${id}`);
  return found;
};

const openStop = {
  key: '365900101/80123450001',
  orderKey: '31000171234504/80123450001',
  orderNumber: '31000171234504',
  lineNumber: '80123450001',
  claimNumber: '365900101',
  status: 'REQUESTED',
  channelStatus: 'RELEASE_STOP_UNCHECKED/미처리/N',
  requestedBy: 'BUYER',
  decidedBy: null,
  isImmediate: false,
  cancelReason: '필요 없어짐 (단순 변심)',
  cancelReasonCode: 'CHANGEMIND',
  cancellationRequestDate: kst('2026-03-02T13:20:11'),
  cancelApprovalDate: null,
  cancelCompletedDate: null,
  cancelWithdrawnDate: null,
  cancelQuantity: 1,
  orderQuantity: 3,
  native: { cancelCountSum: '1' },
};

describe('receipts', () => {
  it('under RU are open, approved by the seller and approved by Coupang', () => {
    const approved = { ...openStop, status: 'APPROVED', channelStatus: 'RELEASE_STOP_UNCHECKED/처리(출고중지)/S' };
    expect(claimsIn('returnRequests-RU.v4')).toStrictEqual([
      openStop,
      {
        ...approved,
        key: '365900104/80123450001',
        orderKey: '31000171234506/80123450001',
        orderNumber: '31000171234506',
        claimNumber: '365900104',
        decidedBy: 'SELLER',
        cancellationRequestDate: kst('2026-03-01T18:02:40'),
        cancelApprovalDate: kst('2026-03-02T09:15:02'),
        orderQuantity: 1,
      },
      {
        ...approved,
        key: '365900105/80123450001',
        orderKey: '31000171234507/80123450001',
        orderNumber: '31000171234507',
        claimNumber: '365900105',
        decidedBy: 'MARKETPLACE',
        cancelReason: '배송 예정일이 예상보다 늦음',
        cancelReasonCode: 'DELIVERYLATER',
        cancellationRequestDate: kst('2026-03-01T16:44:03'),
        cancelApprovalDate: kst('2026-03-02T10:01:55'),
        orderQuantity: 1,
      },
    ]);
  });

  it('read the same in v6', () => {
    expect(claimsIn('returnRequests-RU.v6')).toStrictEqual(claimsIn('returnRequests-RU.v4'));
  });

  it('under UC are the open request again and a rejected one, but not the return', () => {
    expect(claimsIn('returnRequests-UC.v4')).toStrictEqual([
      openStop,
      {
        ...openStop,
        key: '365900107/80123450001',
        orderKey: '31000171234508/80123450001',
        orderNumber: '31000171234508',
        claimNumber: '365900107',
        status: 'REJECTED',
        channelStatus: 'RETURNS_UNCHECKED/처리(이미출고)/A',
        decidedBy: 'SELLER',
        cancellationRequestDate: kst('2026-03-01T09:30:00'),
        orderQuantity: 1,
      },
    ]);
  });

  it('under CC are completed, and close their orders', () => {
    const lines = linesIn('returnRequests-CC.v4');

    expect(cancellationsOf(lines)).toMatchObject([
      {
        status: 'COMPLETED',
        channelStatus: 'RETURNS_COMPLETED/처리(출고중지)/S',
        decidedBy: 'SELLER',
        cancelApprovalDate: kst('2026-03-02T09:15:02'),
        cancelCompletedDate: kst('2026-03-02T09:15:02'),
      },
      { status: 'COMPLETED', decidedBy: 'MARKETPLACE' },
    ]);
    expect(closedOrdersOf(lines)[0]).toStrictEqual({
      key: '31000171234506/80123450001',
      orderNumber: '31000171234506',
      lineNumber: '80123450001',
      status: 'CANCELED',
      channelStatus: 'RETURNS_COMPLETED/처리(출고중지)/S',
      productQuantity: 1,
      canceledQuantity: 1,
      isSparse: true,
      raw: receipts('returnRequests-CC.v4')[0],
    });
  });

  it('with cancelType CANCEL are immediate, decided by nobody', () => {
    expect(claimsIn('returnRequests-cancelType-CANCEL.v4')).toStrictEqual([
      {
        ...openStop,
        key: '365900102/80123450001',
        orderKey: '31000171234505/80123450001',
        orderNumber: '31000171234505',
        claimNumber: '365900102',
        status: 'COMPLETED',
        channelStatus: 'CANCEL/RETURNS_COMPLETED',
        isImmediate: true,
        cancelReason: '상품의 옵션 선택을 잘못함',
        cancelReasonCode: 'WRONGOPT',
        cancellationRequestDate: kst('2026-03-02T12:01:18'),
        cancelCompletedDate: kst('2026-03-02T12:01:20'),
        cancelQuantity: 2,
        orderQuantity: 2,
        native: { cancelCountSum: '2' },
      },
    ]);
  });

  it('keep the receipt with this line alone as raw', () => {
    expect(cancellationsOf(linesIn('returnRequests-RU.v4'))[0]?.raw).toEqual(receipts('returnRequests-RU.v4')[0]);
  });
});

describe('what a line of a receipt is', () => {
  const [stop] = receipts('returnRequests-RU.v4');
  const lineOf = (
    type: string,
    status: string,
    releaseStopStatus: string,
    releaseStatus: string | undefined,
    more: Record<string, unknown> = {},
  ) => {
    const item = { ...stop!.returnItems[0]!, cancelCount: 3, releaseStatus };
    return claimLinesOf({
      ...stop!,
      receiptType: type,
      receiptStatus: status,
      releaseStopStatus,
      ...more,
      returnItems: [item],
    });
  };

  it.each([
    ['CANCEL', 'RETURNS_COMPLETED', '비대상', 'N', 'COMPLETED'],
    ['CANCEL', 'SOMETHING_NEW', '', undefined, 'COMPLETED'],
    ['RETURN', 'RELEASE_STOP_UNCHECKED', '미처리', 'N', 'REQUESTED'],
    ['RETURN', 'RETURNS_UNCHECKED', '미처리', 'N', 'REQUESTED'],
    ['RETURN', 'RELEASE_STOP_UNCHECKED', '미처리', undefined, 'REQUESTED'],
    ['RETURN', 'RELEASE_STOP_UNCHECKED', '처리(출고중지)', 'S', 'APPROVED'],
    ['RETURN', 'RELEASE_STOP_UNCHECKED', '처리(출고중지)', 'N', 'APPROVED'],
    ['RETURN', 'RETURNS_COMPLETED', '미처리', 'N', 'COMPLETED'],
    ['RETURN', 'RETURNS_COMPLETED', '처리(출고중지)', undefined, 'COMPLETED'],
    ['RETURN', 'RETURNS_COMPLETED', '비대상', 'S', 'COMPLETED'],
    ['RETURN', 'RETURNS_UNCHECKED', '처리(이미출고)', 'A', 'REJECTED'],
    ['RETURN', 'RETURNS_UNCHECKED', '자동처리(이미출고)', 'Y', 'REJECTED'],
    ['RETURN', 'VENDOR_WAREHOUSE_CONFIRM', '처리(이미출고)', 'A', 'REJECTED'],
    ['RETURN', 'RETURNS_UNCHECKED', '비대상', 'Y', null],
    ['RETURN', 'RETURNS_UNCHECKED', '비대상', 'N', null],
    ['RETURN', 'RETURNS_UNCHECKED', '미처리', 'Y', null],
    ['RETURN', 'RETURNS_COMPLETED', '비대상', 'Y', null],
    ['RETURN', 'REQUEST_COUPANG_CHECK', '미처리', 'N', 'UNKNOWN'],
    ['RETURN', 'RELEASE_STOP_UNCHECKED', '새 상태', 'N', 'UNKNOWN'],
  ])('%s %s %s %s is %s', (type, status, stopStatus, released, expected) => {
    expect(lineOf(type, status, stopStatus, released)[0]?.cancellation).toBe(expected);
  });

  it('keeps an unknown status verbatim', () => {
    expect(cancellationsOf(lineOf('RETURN', 'RELEASE_STOP_UNCHECKED', '새 상태', 'N'))[0]).toMatchObject({
      status: 'UNKNOWN',
      channelStatus: 'RELEASE_STOP_UNCHECKED/새 상태/N',
    });
  });

  it('decides line by line: one of two had been shipped', () => {
    const items = ['Y', 'N'].map((releaseStatus) => ({ ...stop!.returnItems[0]!, releaseStatus }));

    expect(claimLinesOf({ ...stop!, returnItems: items }).map(({ cancellation }) => cancellation)).toEqual([
      null,
      'REQUESTED',
    ]);
  });

  it.each([
    ['자동처리(이미출고)', 'UNDEFINED', 'MARKETPLACE'],
    ['처리(이미출고)', 'UNDEFINED', 'SELLER'],
    ['처리(출고중지)', 'UNDEFINED', 'UNKNOWN'],
    ['처리(출고중지)', 'VENDOR_CONFIRM', 'SELLER'],
    ['처리(출고중지)', 'CS_LOSS_CONFIRM', 'MARKETPLACE'],
  ])('%s with %s was decided by %s', (stopStatus, completeConfirmType, expected) => {
    const lines = lineOf('RETURN', 'RETURNS_UNCHECKED', stopStatus, 'A', { completeConfirmType });
    expect(cancellationsOf(lines)[0]?.decidedBy).toBe(expected);
  });

  it('knows who asked', () => {
    const seller = { reasonCodeText: '', cancelReasonCategory1: '배송불만', cancelReasonCategory2: '품절' };
    const bySeller = { ...seller, cancelReason: '파트너 API 강제 취소' };
    expect(cancellationsOf(lineOf('RETURN', 'RETURNS_COMPLETED', '처리(출고중지)', 'S', bySeller))[0]).toMatchObject({
      requestedBy: 'SELLER',
      cancelReason: '배송불만 / 품절',
    });
    const atOnce = lineOf('CANCEL', 'RETURNS_COMPLETED', '비대상', 'N', { faultByType: 'VENDOR' });
    expect(cancellationsOf(atOnce)[0]?.requestedBy).toBe('UNKNOWN');
  });

  it('closes an order that came back whole, and none that is canceled in part or not over', () => {
    const returned = lineOf('RETURN', 'RETURNS_COMPLETED', '비대상', 'Y');
    const partial = linesIn('returnRequests-RU.v4').map((line) => ({ ...line, isCompleted: true }));
    expect(closedOrdersOf(returned)).toMatchObject([{ status: 'RETURNED', claimStatus: 'RETURNED', isSparse: true }]);
    expect(closedOrdersOf(partial.slice(0, 1))).toEqual([]);
    expect(closedOrdersOf(lineOf('RETURN', 'RETURNS_UNCHECKED', '비대상', 'Y'))).toEqual([]);
  });
});

describe('cancellation listings', () => {
  it('cover every status, with the windows that Coupang allows', async () => {
    const shop = await openShop(() => null);

    expect(
      shop.channel.cancellations?.listings.map((each) => [each.id, each.nativeDate, each.window.longest / DAY]),
    ).toEqual([
      ['returnRequests.RU', 'REQUESTED', 30],
      ['returnRequests.UC', 'REQUESTED', 30],
      ['returnRequests.PR', 'REQUESTED', 30],
      ['returnRequests.CC', 'REQUESTED', 30],
      ['returnRequests.CANCEL', 'REQUESTED', 30],
      ['returnWithdrawRequests', 'WITHDRAWN', 7],
    ]);
    const covered = new Set(shop.channel.cancellations?.listings.flatMap(({ statuses }) => statuses));
    expect(covered).toEqual(
      new Set(Object.values(CancellationStatus).filter((status) => status !== CancellationStatus.UNKNOWN)),
    );
  });

  it.each([
    ['returnRequests.RU', 'status=RU', 'returnRequests-RU.v4', 3, 0],
    ['returnRequests.UC', 'status=UC', 'returnRequests-UC.v4', 2, 0],
    ['returnRequests.PR', 'status=PR', 'ordersheets-empty', 0, 0],
    ['returnRequests.CC', 'status=CC', 'returnRequests-CC.v4', 2, 2],
    ['returnRequests.CANCEL', 'cancelType=CANCEL', 'returnRequests-cancelType-CANCEL.v4', 1, 1],
  ])('%s asks for %s', async (id, question, name, claims, orders) => {
    const shop = await openShop(
      answering(['status=CC', id.endsWith('CC') ? sample(name) : NONE], ['returnRequests', sample(name)]),
    );

    const [page] = await pagesOf(listing(shop, id).read(march2, shop.context));

    expect(shop.asked()[0]).toBe(
      `GET /returnRequests?createdAtFrom=2026-03-02&createdAtTo=2026-03-03&${question}&maxPerPage=50`,
    );
    expect(shop.asked()).toHaveLength(id.endsWith('RU') ? 2 : 1);
    expect([page?.cancellations.length, page?.orders.length]).toEqual([claims, orders]);
  });

  it('RU shows an approved stop as completed where CC has it', async () => {
    const shop = await openShop(
      answering(['status=CC', sample('returnRequests-CC.v4')], ['status=RU', sample('returnRequests-RU.v4')]),
    );

    const [page] = await pagesOf(listing(shop, 'returnRequests.RU').read(march2, shop.context));

    expect(shop.asked()).toHaveLength(2);
    expect(page?.cancellations.map(({ claimNumber, status }) => [claimNumber, status])).toEqual([
      ['365900101', 'REQUESTED'],
      ['365900104', 'COMPLETED'],
      ['365900105', 'COMPLETED'],
    ]);
    expect(page?.orders.map(({ status }) => status)).toEqual(['CANCELED', 'CANCELED']);
  });

  it('read withdrawals of seven days, both ends included, page by page', async () => {
    const shop = await openShop(
      answering(['pageIndex=1&', sample('returnWithdrawRequests')], ['pageIndex=2&', body([], { nextPageIndex: '' })]),
    );
    const week = { start: kst('2026-02-25T00:00:00'), end: kst('2026-03-04T00:00:00') };

    const pages = await pagesOf(listing(shop, 'returnWithdrawRequests').read(week, shop.context));

    expect(shop.asked()).toEqual([
      'GET /returnWithdrawRequests?dateFrom=2026-02-25&dateTo=2026-03-03&pageIndex=1&sizePerPage=100',
      'GET /returnWithdrawRequests?dateFrom=2026-02-25&dateTo=2026-03-03&pageIndex=2&sizePerPage=100',
    ]);
    expect(pages[0]?.cancellations.map(({ key }) => key)).toEqual([
      '365900108/80123450001',
      '365900109/80123450011',
      '365900109/80123450012',
    ]);
    expect(pages[0]?.cancellations[0]).toStrictEqual({
      key: '365900108/80123450001',
      orderKey: '31000171234509/80123450001',
      orderNumber: '31000171234509',
      lineNumber: '80123450001',
      claimNumber: '365900108',
      status: 'WITHDRAWN',
      channelStatus: '철회',
      cancelWithdrawnDate: kst('2026-03-02T15:03:40'),
      raw: {
        cancelId: 365900108,
        orderId: 31000171234509,
        vendorId: 'A00987654',
        refundDeliveryDuty: 'CUS',
        createdAt: '2026-03-02T15:03:40',
        vendorItemIds: [80123450001],
      },
    });
  });

  const manyCancels = (count: number, first: number, fields: Record<string, unknown> = {}): string => {
    const [receipt] = (JSON.parse(sample('returnRequests-cancelType-CANCEL.v4')) as { data: object[] }).data;
    return body(
      Array.from({ length: count }, (_, index) => ({ ...receipt, receiptId: first + index })),
      fields,
    );
  };
  const twoDays = { start: kst('2026-03-01T00:00:00'), end: kst('2026-03-03T00:00:00') };

  it('narrow a window of immediate cancels where the token leads back to the same page', async () => {
    const shop = await openShop(
      answering(
        ['createdAtFrom=2026-03-01&createdAtTo=2026-03-03', manyCancels(50, 1, { nextToken: 'x' })],
        ['createdAtFrom=2026-03-01&createdAtTo=2026-03-02', manyCancels(20, 1)],
        ['createdAtFrom=2026-03-02&createdAtTo=2026-03-03', manyCancels(40, 21)],
      ),
    );

    const pages = await pagesOf(listing(shop, 'returnRequests.CANCEL').read(twoDays, shop.context));

    expect(new Set(pages.flatMap(({ cancellations }) => cancellations.map(({ key }) => key))).size).toBe(60);
  });

  it('narrow a window of immediate cancels whose only page is full', async () => {
    const shop = await openShop(
      answering(
        ['createdAtFrom=2026-03-01&createdAtTo=2026-03-03', manyCancels(50, 1)],
        ['createdAtFrom=2026-03-01&createdAtTo=2026-03-02', manyCancels(20, 1)],
        ['createdAtFrom=2026-03-02&createdAtTo=2026-03-03', manyCancels(50, 21)],
      ),
    );

    const pages = await pagesOf(listing(shop, 'returnRequests.CANCEL').read(twoDays, shop.context));

    expect(new Set(pages.flatMap(({ cancellations }) => cancellations.map(({ key }) => key))).size).toBe(70);
  });

  it('refuse a receipt without its status', async () => {
    const bad = changed('returnRequests-RU.v4', (row) => ({ ...row, receiptStatus: undefined }));
    const shop = await openShop(answering(['returnRequests', bad]));

    const fault = await faultOf(pagesOf(listing(shop, 'returnRequests.RU').read(march2, shop.context)));

    expect(fault.code).toBe('CHANNEL_MALFORMED');
  });
});

describe('open claims read again', () => {
  it('are withdrawn, or stand as their receipt says', async () => {
    const shop = await openShop(
      answering(
        ['returnWithdrawList', sample('returnWithdrawList')],
        ['returnRequests/365900101', sample('returnRequest-single.v4')],
      ),
    );
    const withdrawn = storedClaim({ key: '365900108/80123450001', claimNumber: '365900108' });

    const snapshot = await shop.channel.cancellations?.reread([withdrawn, storedClaim()], shop.context);

    expect(shop.asked()).toEqual(['POST /returnWithdrawList', 'GET /returnRequests/365900101']);
    expect(shop.replay.requests[0]?.body).toBe('{"cancelIds":[365900108,365900101]}');
    expect(snapshot?.cancellations.map(({ key, status }) => [key, status])).toEqual([
      ['365900108/80123450001', 'WITHDRAWN'],
      ['365900101/80123450001', 'REQUESTED'],
    ]);
    expect(snapshot?.orders).toEqual([]);
  });

  it('cost one sweep where there are many, and one call each where the sweep does not show them open', async () => {
    const completed = sample('returnRequests-CC.v4');
    const many = ['365900101', '365900102', '365900103', '365900104'];
    const open = sample('returnRequests-RU.v4');
    const shop = await openShop(
      answering(
        ['returnWithdrawList', body([])],
        ['status=RU', open.replaceAll('365900105', '365900102')],
        ['returnRequests/365900104', completed],
        ['returnRequests/', body([])],
      ),
    );
    const claims = many.map((claimNumber) => storedClaim({ key: `${claimNumber}/80123450001`, claimNumber }));

    const snapshot = await shop.channel.cancellations?.reread(claims, shop.context);

    const [, sweep, ...single] = shop.asked();
    expect(sweep).toBe('GET /returnRequests?createdAtFrom=2026-03-02&createdAtTo=2026-03-04&status=RU&maxPerPage=50');
    expect(single.sort()).toEqual(['2', '3', '4'].map((last) => `GET /returnRequests/36590010${last}`));
    expect(snapshot?.cancellations.map(({ claimNumber, status }) => [claimNumber, status])).toEqual([
      ['365900101', 'REQUESTED'],
      ['365900104', 'COMPLETED'],
    ]);
    expect(snapshot?.orders).toMatchObject([{ key: '31000171234506/80123450001', status: 'CANCELED' }]);
  });

  it('are not known where Coupang has no receipt of that number', async () => {
    const shop = await openShop(
      answering(
        ['returnWithdrawList', body([])],
        ['returnRequests/', { status: 400, body: '{"code":400,"message":"없는 접수번호","data":null}' }],
      ),
    );

    const snapshot = await shop.channel.cancellations?.reread([storedClaim()], shop.context);

    expect(snapshot).toEqual({ orders: [], cancellations: [] });
  });
});
