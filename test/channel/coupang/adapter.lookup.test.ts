import type { LookupAnswer, OrderPointer } from '../../../src/channel/channel.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import type { Shop } from './adapter.support.js';
import { answering, body, closeShops, faultOf, kst, openShop, sample, storedOrder } from './adapter.support.js';

afterEach(closeShops);

const lookUp = async (shop: Shop, ...orders: OrderPointer[]): Promise<LookupAnswer> => {
  const answer = await shop.channel.orders?.lookup.read(orders, 'STATE', shop.context);
  if (!answer) throw new Error('no look-up');
  return answer;
};

const NONE = body([], { nextToken: '' });
const CLOSED = { status: 400, body: sample('error-400-cancelled-order') };

/** An order whose one line has a box in a sample. */
const pending = storedOrder({
  key: '31000171234504/80123450001',
  orderNumber: '31000171234504',
  lineNumber: '80123450001',
  paidDate: kst('2026-03-01T08:11:42'),
});
const instructed = sample('ordersheets-instruct-with-pending-cancel.v4');
const withoutHold = instructed.replace('"holdCountForCancel": 1', '"holdCountForCancel": 0');

describe('looking an order up', () => {
  it('reads all its boxes, and no claims while all of them are unconfirmed', async () => {
    const oneBox = `{"code":200,"message":"OK","data":${sample('ordersheets-accept.v4').slice(
      sample('ordersheets-accept.v4').indexOf('['),
      sample('ordersheets-accept.v4').lastIndexOf(']') + 1,
    )}}`;
    const shop = await openShop(answering(['/31000171234502/ordersheets', oneBox]));

    const { orders, cancellations, gone } = await lookUp(shop, storedOrder({ status: OrderStatus.PAID }));

    expect(shop.asked()).toEqual(['GET /31000171234502/ordersheets']);
    expect(orders.map(({ key }) => key)).toContain('31000171234502/80123450011');
    expect([cancellations, gone]).toEqual([[], []]);
    expect(shop.replay.requests[0]?.headers).not.toHaveProperty('x-extended-timeout');
  });

  it('takes a single object as well as an array', async () => {
    const shop = await openShop(
      answering(['/31000171234501/ordersheets', sample('ordersheet-by-shipmentBoxId.v4')], ['returnRequests', NONE]),
    );
    const pointer = { key: '31000171234501/80123450001', orderNumber: '31000171234501' };

    const { orders } = await lookUp(shop, pointer);

    expect(orders).toMatchObject([{ key: pointer.key, status: 'CONFIRMED', bundleNumber: '861234567890123401' }]);
  });

  it('reads two boxes in two states, v5', async () => {
    const shop = await openShop(
      answering(['/31000171234503/ordersheets', sample('ordersheet-by-orderId.v5')], ['returnRequests', NONE]),
    );

    const { orders } = await lookUp(shop, { key: '31000171234503/80123450001', orderNumber: '31000171234503' });

    expect(orders.map(({ key, status, bundleNumber }) => [key, status, bundleNumber])).toEqual([
      ['31000171234503/80123450001', 'CONFIRMED', '861234567890123403'],
      ['31000171234503/80123450011', 'PAID', '861234567890123404'],
    ]);
  });

  it('brings the claims of a confirmed order, from the day of its payment', async () => {
    const shop = await openShop(
      answering(
        ['/31000171234504/ordersheets', instructed],
        ['orderId=31000171234504', sample('returnRequest-single.v4')],
      ),
    );

    const { orders, cancellations } = await lookUp(shop, pending);

    expect(shop.asked()).toEqual([
      'GET /31000171234504/ordersheets',
      'GET /returnRequests?createdAtFrom=2026-03-01&createdAtTo=2026-03-04&orderId=31000171234504&maxPerPage=50',
    ]);
    expect(orders).toMatchObject([{ key: pending.key, status: 'CONFIRMED', canceledQuantity: 1 }]);
    expect(orders[0]).not.toHaveProperty('claimStatus');
    expect(cancellations).toMatchObject([{ key: '365900101/80123450001', status: 'REQUESTED' }]);
  });

  it('takes a hold without a receipt for an open request', async () => {
    const shop = await openShop(answering(['/31000171234504/ordersheets', instructed], ['returnRequests', NONE]));

    const { orders } = await lookUp(shop, pending);

    expect(orders[0]?.claimStatus).toBe(ClaimStatus.CANCEL_REQUESTED);
  });

  it('takes a request that vanished for withdrawn', async () => {
    const shop = await openShop(answering(['/31000171234504/ordersheets', withoutHold], ['returnRequests', NONE]));

    const { orders } = await lookUp(shop, { ...pending, claimStatus: ClaimStatus.CANCEL_REQUESTED });

    expect(orders[0]?.claimStatus).toBe(ClaimStatus.CANCEL_WITHDRAWN);
  });

  it('lets a return show on the order alone', async () => {
    const shop = await openShop(
      answering(
        ['/31000171234481/ordersheets', sample('ordersheets-final-delivery.v4')],
        ['returnRequests', sample('returnRequests-UC.v4')],
      ),
    );
    const pointer = { key: '31000171234481/80123450001', orderNumber: '31000171234481' };

    const { orders } = await lookUp(shop, pointer);

    expect(orders).toMatchObject([{ status: 'PURCHASE_CONFIRMED', claimStatus: 'RETURN_REQUESTED' }]);
  });

  it('sees a line that came back whole while its box still shows', async () => {
    const returned = sample('returnRequests-UC.v4')
      .replaceAll('RETURNS_UNCHECKED', 'RETURNS_COMPLETED')
      .replaceAll('"cancelCount": 1', '"cancelCount": 2');
    const shop = await openShop(
      answering(['/31000171234481/ordersheets', sample('ordersheets-final-delivery.v4')], ['returnRequests', returned]),
    );
    const pointer = { key: '31000171234481/80123450001', orderNumber: '31000171234481' };

    const { orders } = await lookUp(shop, pointer);

    expect(orders).toMatchObject([
      { status: 'RETURNED', claimStatus: 'RETURNED', channelStatus: 'RETURNS_COMPLETED/비대상/Y' },
    ]);
  });
});

describe('looking up many orders', () => {
  const orders = Array.from({ length: 4 }, (_, index) => {
    const orderNumber = `3100017123460${index}`;
    return storedOrder({ key: `${orderNumber}/80123450001`, orderNumber, lineNumber: '80123450001' });
  });
  const sheetOf = (orderNumber: string, text: string): string => text.replaceAll('31000171234504', orderNumber);

  it('finds their open requests in one sweep of each list', async () => {
    const open = sample('returnRequests-UC.v4').replaceAll('31000171234504', '31000171234602');
    const shop = await openShop(
      answering(
        ...orders.map(({ orderNumber }) => [`/${orderNumber}/`, sheetOf(orderNumber, withoutHold)] as const),
        ['status=UC', open],
        ['status=RU', NONE],
      ),
    );

    const answer = await lookUp(shop, ...orders);

    expect(shop.asked().slice(4)).toEqual([
      'GET /returnRequests?createdAtFrom=2026-03-01&createdAtTo=2026-03-04&status=UC&maxPerPage=50',
      'GET /returnRequests?createdAtFrom=2026-03-01&createdAtTo=2026-03-04&status=RU&maxPerPage=50',
    ]);
    expect(answer.orders.map(({ orderNumber }) => orderNumber)).toEqual(orders.map(({ orderNumber }) => orderNumber));
    expect(answer.cancellations.map(({ orderKey, status }) => [orderKey, status])).toEqual([
      ['31000171234602/80123450001', 'REQUESTED'],
    ]);
  });

  it('asks by itself about a hold that the sweep does not explain', async () => {
    const [first, ...others] = orders;
    const shop = await openShop(
      answering(
        [`/${first!.orderNumber}/`, sheetOf(first!.orderNumber, instructed)],
        ...others.map(({ orderNumber }) => [`/${orderNumber}/`, sheetOf(orderNumber, withoutHold)] as const),
        ['returnRequests', NONE],
      ),
    );

    const answer = await lookUp(shop, ...orders);

    expect(shop.asked().at(-1)).toContain(`orderId=${first!.orderNumber}`);
    expect(answer.orders.map(({ claimStatus }) => claimStatus)).toEqual([
      ClaimStatus.CANCEL_REQUESTED,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('asks by itself about a stop that the sweep shows as approved', async () => {
    const approved = sample('returnRequests-RU.v4').replaceAll('31000171234506', '31000171234601');
    const completed = sample('returnRequests-CC.v4').replaceAll('31000171234506', '31000171234601');
    const shop = await openShop(
      answering(
        ...orders.map(({ orderNumber }) => [`/${orderNumber}/`, sheetOf(orderNumber, withoutHold)] as const),
        ['status=UC', NONE],
        ['status=RU', approved],
        ['orderId=31000171234601', completed],
      ),
    );

    const { cancellations } = await lookUp(shop, ...orders);

    expect(cancellations.filter(({ orderNumber }) => orderNumber === '31000171234601')).toMatchObject([
      { claimNumber: '365900104', status: 'COMPLETED' },
    ]);
  });

  it('fails as a whole where one of them cannot be read', async () => {
    const shop = await openShop(
      answering(['/31000171234600/', '<html>점검 중</html>'], ['ordersheets', NONE], ['returnRequests', NONE]),
    );

    expect((await faultOf(lookUp(shop, ...orders))).code).toBe('CHANNEL_MALFORMED');
  });
});

describe('an order that Coupang shows no more', () => {
  const closed = storedOrder({
    key: '31000171234505/80123450001',
    orderNumber: '31000171234505',
    lineNumber: '80123450001',
    status: OrderStatus.PAID,
    paidDate: kst('2026-03-02T11:41:02'),
  });
  const immediate = sample('returnRequests-cancelType-CANCEL.v4');

  it('was most likely canceled at once if it was not confirmed', async () => {
    const shop = await openShop(answering(['/31000171234505/', CLOSED], ['cancelType=CANCEL', immediate]));

    const { orders, cancellations, gone } = await lookUp(shop, closed);

    expect(shop.asked()).toEqual([
      'GET /31000171234505/ordersheets',
      'GET /returnRequests?createdAtFrom=2026-03-02&createdAtTo=2026-03-04&cancelType=CANCEL&maxPerPage=50',
    ]);
    expect(orders).toStrictEqual([
      {
        key: closed.key,
        orderNumber: '31000171234505',
        lineNumber: '80123450001',
        status: 'CANCELED',
        channelStatus: 'CANCEL/RETURNS_COMPLETED',
        canceledQuantity: 2,
        productQuantity: 2,
      },
    ]);
    expect(cancellations).toMatchObject([{ key: '365900102/80123450001', isImmediate: true }]);
    expect(gone).toEqual([]);
  });

  it('was stopped if it was confirmed: found by its number', async () => {
    const stopped = sample('returnRequests-CC.v4').replaceAll('31000171234506', '31000171234505');
    const shop = await openShop(answering(['/31000171234505/', CLOSED], ['orderId=31000171234505', stopped]));

    const { orders } = await lookUp(shop, { ...closed, status: OrderStatus.CONFIRMED });

    expect(shop.asked()).toHaveLength(2);
    expect(orders).toMatchObject([{ status: 'CANCELED', channelStatus: 'RETURNS_COMPLETED/처리(출고중지)/S' }]);
  });

  it('is searched in the other list where the likelier one has nothing', async () => {
    const shop = await openShop(
      answering(['/31000171234505/', CLOSED], ['orderId=', NONE], ['cancelType=CANCEL', immediate]),
    );

    const { orders } = await lookUp(shop, { ...closed, status: OrderStatus.CONFIRMED });

    expect(shop.asked()).toHaveLength(3);
    expect(orders).toMatchObject([{ status: 'CANCELED', channelStatus: 'CANCEL/RETURNS_COMPLETED' }]);
  });

  it('is gone where no receipt tells of it', async () => {
    const shop = await openShop(answering(['/31000171234505/', CLOSED], ['returnRequests', NONE]));

    expect(await lookUp(shop, closed)).toEqual({ orders: [], cancellations: [], gone: [closed.key] });
    expect(shop.asked()).toHaveLength(3);
  });

  it.each(['유효하지 않은 주문번호 입니다.', '다른 판매자의 주문을 조회할 수 없습니다.'])(
    'is gone without a search where Coupang says: %s',
    async (message) => {
      const refusal = { status: 400, body: JSON.stringify({ code: 400, message, data: null }) };
      const shop = await openShop(answering(['/31000171234505/', refusal]));

      expect((await lookUp(shop, closed)).gone).toEqual([closed.key]);
    },
  );

  it('is looked for line by line where another box is left', async () => {
    const line = storedOrder({
      key: '31000171234504/80123450099',
      orderNumber: '31000171234504',
      lineNumber: '80123450099',
      status: OrderStatus.CONFIRMED,
    });
    const receipt = sample('returnRequests-CC.v4')
      .replaceAll('31000171234506', '31000171234504')
      .replaceAll('80123450001', '80123450099');
    const shop = await openShop(
      answering(['/31000171234504/ordersheets', withoutHold], ['orderId=31000171234504', receipt]),
    );

    const { orders } = await lookUp(shop, line);

    expect(orders.map(({ key, status }) => [key, status])).toEqual([
      ['31000171234504/80123450001', 'CONFIRMED'],
      ['31000171234504/80123450099', 'CANCELED'],
    ]);
  });

  it('stays where it stood while a return of it is under way', async () => {
    const open = sample('returnRequests-UC.v4').replaceAll('31000171234481', '31000171234505');
    const shop = await openShop(answering(['/31000171234505/', CLOSED], ['orderId=', open]));

    const { orders } = await lookUp(shop, { ...closed, status: OrderStatus.DELIVERED });

    expect(orders).toMatchObject([{ status: 'DELIVERED', claimStatus: 'RETURN_REQUESTED' }]);
  });

  it('and that was never read is told as far as its receipt knows the goods', async () => {
    const shop = await openShop(answering(['/31000171234505/', CLOSED], ['orderId=', NONE], ['cancelType', immediate]));

    const { orders } = await lookUp(shop, { key: closed.key, orderNumber: closed.orderNumber });

    // Its date is not known: two months are searched, newest first.
    expect(shop.asked().map((text) => /createdAt.*(?=&maxPerPage)/.exec(text)?.[0])).toEqual([
      undefined,
      'createdAtFrom=2026-02-02&createdAtTo=2026-03-04&orderId=31000171234505',
      'createdAtFrom=2026-01-03&createdAtTo=2026-02-02&orderId=31000171234505',
      'createdAtFrom=2026-01-02&createdAtTo=2026-01-03&orderId=31000171234505',
      'createdAtFrom=2026-02-02&createdAtTo=2026-03-04&cancelType=CANCEL',
    ]);
    expect(orders).toMatchObject([
      {
        status: 'CANCELED',
        bundleNumber: '861234567890123409',
        productNumber: '14500012301',
        productName: '모의상점 순면 반팔티,화이트 M',
        productOptionNumber: '80123450001',
      },
    ]);
  });

  it('costs no call where an immediate cancel has told all there is', async () => {
    const shop = await openShop(answering(['cancelType=CANCEL', immediate]));
    const march2 = { start: kst('2026-03-02T00:00:00'), end: kst('2026-03-03T00:00:00') };
    const listing = shop.channel.cancellations?.listings.find(({ id }) => id === 'returnRequests.CANCEL');
    const sparse: OrderPointer[] = [];
    for await (const page of listing!.read(march2, shop.context)) sparse.push(...page.orders);

    const { orders } = await lookUp(shop, ...sparse);

    expect(shop.asked()).toHaveLength(1);
    expect(orders).toMatchObject([
      { key: closed.key, status: 'CANCELED', productName: '모의상점 순면 반팔티,화이트 M', canceledQuantity: 2 },
    ]);
    expect(orders[0]).not.toHaveProperty('isSparse');
  });
});
