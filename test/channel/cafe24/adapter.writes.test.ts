import type {
  CancelOrderItem,
  InvoiceChangeItem,
  InvoiceItem,
  RejectItem,
  WriteOutcome,
} from '../../../src/channel/channel.js';
import { CancellationStatus, type StoredCancellation } from '../../../src/model/cancellation.js';
import { DelayReason } from '../../../src/model/dispatch-delay.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { ClaimStatus, OrderStatus, type StoredOrder } from '../../../src/model/order.js';
import { SellerCancelReason } from '../../../src/model/seller-cancel.js';
import { PATH, at, json, sample, withAccount, type Account } from './adapter.support.js';

const line = (code: string, changes: Partial<StoredOrder> = {}): StoredOrder =>
  ({
    key: code,
    orderNumber: code.slice(0, -3),
    lineNumber: code,
    bundleNumber: `D-${code.slice(0, -3)}-00`,
    status: OrderStatus.CONFIRMED,
    productQuantity: 3,
    canceledQuantity: 0,
    trackingNumber: null,
    native: { statusCode: 'N1', paymentMethods: 'card', origin: 'SELF' },
    ...changes,
  }) as StoredOrder;
const native = (changes: Record<string, string>) => ({ native: { ...line('20260301-0000012-01').native, ...changes } });

const A1 = line('20260301-0000012-01');
const A2 = line('20260301-0000012-02');
const B1 = line('20260301-0000027-01');
const C1 = line('20260302-0000003-01');

const claim = (order: StoredOrder, changes: Partial<StoredCancellation> = {}): StoredCancellation =>
  ({
    key: `${order.key}@2026-03-02T11:20:00+09:00`,
    orderKey: order.key,
    orderNumber: order.orderNumber,
    cancelQuantity: 3,
    cancelReasonCode: 'A',
    ...changes,
  }) as StoredCancellation;
const approvals = (...orders: StoredOrder[]) =>
  orders.map((order) => ({ cancellations: [claim(order)], orders: [order] }));

const DONE: WriteOutcome = { kind: 'DONE' };
const refused = (code: ErrorCode, channelCode: string | null, channelMessage: string | null): WriteOutcome => ({
  kind: 'REFUSED',
  refusal: { code, retryable: false, channelCode, channelMessage },
});
const WRONG_STATE = refused(ErrorCode.WRONG_STATE, '422', 'You cannot change to that order state.');
const wrongState = json(sample('error-422-order-state'), 422);
const unknown = (words: string) => ({ kind: 'UNKNOWN', reason: expect.stringContaining(words) });

const bodies = ({ replay }: Account): unknown[] =>
  replay.requests.slice(1).map(({ body }) => JSON.parse(body) as unknown);

describe('confirming', () => {
  const send = ({ channel, context }: Account, ...orders: StoredOrder[]) =>
    channel.confirmOrder!.send(
      orders.map((order) => ({ orders: [order] })),
      context,
    );
  const prepared = (...codes: string[]) => ({ process_status: 'prepare', order_item_code: codes });

  test('lines of one order is one request', () =>
    withAccount([json(sample('order-status-prepare'))], async (account) => {
      expect(await send(account, A1, A2)).toEqual([DONE, DONE]);
      expect(account.asked()).toEqual([`PUT ${PATH}/orders/20260301-0000012`]);
      expect(bodies(account)).toEqual([{ shop_no: 1, request: prepared(A1.key, A2.key) }]);
      expect(account.replay.requests[1]!.headers['content-type']).toBe('application/json');
      expect([account.channel.confirmOrder!.maxBatch, account.channel.confirmOrder!.unitOf(A2)]).toEqual([100, A2.key]);
    }));

  test('several orders is one bulk call', () =>
    withAccount([json(sample('orders-status-prepare-bulk'))], async (account) => {
      expect(await send(account, A1, B1, A2)).toEqual([DONE, DONE, DONE]);
      expect(account.asked()).toEqual([`PUT ${PATH}/orders`]);
      expect(bodies(account)).toEqual([
        {
          shop_no: 1,
          requests: [
            { order_id: '20260301-0000012', ...prepared(A1.key, A2.key) },
            { order_id: '20260301-0000027', ...prepared(B1.key) },
          ],
        },
      ]);
    }));

  test('refused for its state tells so; the order read back tells more', () =>
    withAccount([wrongState], async (account) => {
      expect(await send(account, A1)).toEqual([WRONG_STATE]);
    }));

  test('refused as a whole for one order finds that one', () =>
    withAccount([wrongState, json(sample('order-status-prepare')), wrongState], async (account) => {
      expect(await send(account, A1, B1)).toEqual([DONE, WRONG_STATE]);
      expect(account.asked()).toEqual([
        `PUT ${PATH}/orders`,
        `PUT ${PATH}/orders/20260301-0000012`,
        `PUT ${PATH}/orders/20260301-0000027`,
      ]);
    }));

  test('refused for one line of an order does the others', () =>
    withAccount([wrongState, json(sample('order-status-prepare')), wrongState], async (account) => {
      expect(await send(account, A1, A2)).toEqual([DONE, WRONG_STATE]);
      expect(account.asked()).toEqual(Array.from({ length: 3 }, () => `PUT ${PATH}/orders/20260301-0000012`));
      expect(bodies(account).slice(1)).toEqual([
        { shop_no: 1, request: prepared(A1.key) },
        { shop_no: 1, request: prepared(A2.key) },
      ]);
    }));

  test('that breaks off on the way keeps what is known', () =>
    withAccount([wrongState, json(sample('order-status-prepare')), json('gone', 504)], async (account) => {
      expect(await send(account, A1, B1)).toEqual([DONE, unknown('HTTP 504')]);
    }));

  test('that is turned away on the way is refused, to be tried again', () =>
    withAccount([wrongState, json(sample('order-status-prepare')), json(sample('error-429'), 429)], async (account) => {
      expect(await send(account, A1, B1)).toEqual([
        DONE,
        {
          kind: 'REFUSED',
          refusal: {
            code: ErrorCode.CHANNEL_RATE_LIMITED,
            retryable: true,
            channelCode: '429',
            channelMessage: 'Too Many Requests',
          },
        },
      ]);
    }));

  test('whose first answer is lost is a fault: nothing is known', () =>
    withAccount([json('gone', 504)], async (account) => {
      await expect(send(account, A1, B1)).rejects.toMatchObject({
        code: ErrorCode.CHANNEL_TIMEOUT,
        mayHaveActed: true,
      });
    }));

  test('answered apart for each object (207) is judged apart', () => {
    const answer = {
      orders: [
        { order_id: '20260301-0000012', status: 422, message: 'You cannot change to that order state.' },
        { order_id: '20260301-0000027', process_status: 'prepare', order_item_code: [B1.key] },
        { order_id: '20260302-0000003', status: '500', message: 'internal' },
      ],
    };
    return withAccount([json(answer, 207)], async (account) => {
      expect(await send(account, A1, B1, C1, line('20260305-0000001-01'))).toEqual([
        WRONG_STATE,
        DONE,
        unknown('HTTP 500'),
        unknown('does not mention'),
      ]);
    });
  });

  test('that names fewer lines than asked leaves the others unknown', () =>
    withAccount([json({ order: { ...prepared(A1.key), shop_no: 1 } })], async (account) => {
      expect(await send(account, A1, A2)).toEqual([DONE, unknown('does not mention')]);
    }));

  test('taken for later (202) is not done yet', () =>
    withAccount([json(sample('order-status-prepare'), 202)], async (account) => {
      expect(await send(account, A1)).toEqual([unknown('later')]);
    }));

  test.each([
    ['a page', '<html>'],
    ['another root', '{"shipment":{}}'],
  ])('answered with %s may have been done', (_, body) =>
    withAccount([json(body)], async (account) => {
      await expect(send(account, A1)).rejects.toMatchObject({
        code: ErrorCode.CHANNEL_MALFORMED,
        mayHaveActed: true,
      });
    }),
  );

  test.each([
    [404, '{"error":{"code":404,"message":"Unknown"}}', ErrorCode.NOT_FOUND],
    [404, sample('error-404-no-api'), ErrorCode.CHANNEL_REJECTED],
    [409, '{"error":{"code":"409","message":"same"}}', ErrorCode.ALREADY_DONE],
    [400, '{"error":{"code":400,"message":"content type"}}', ErrorCode.CHANNEL_REJECTED],
    [422, sample('error-422-missing-parameter'), ErrorCode.BAD_INPUT],
  ])('refused with %d is %s', (status, body, code) =>
    withAccount([json(body, status)], async (account) => {
      expect(await send(account, A1)).toMatchObject([
        { kind: 'REFUSED', refusal: { code, channelCode: String(status) } },
      ]);
    }),
  );
});

describe('registering invoices', () => {
  const invoice = (orders: StoredOrder[], courierCode = '0006', trackingNumber = '600000000017'): InvoiceItem => ({
    orders,
    courierCode,
    trackingNumber,
    dispatchedAt: at('2026-03-02T17:40:00'),
    split: false,
    force: false,
  });
  const send = ({ channel, context }: Account, ...items: InvoiceItem[]) =>
    channel.registerInvoice!.send(items, context);
  const shipment = (trackingNumber: string, courierCode: string, ...codes: string[]) => ({
    tracking_no: trackingNumber,
    shipping_company_code: courierCode,
    status: 'shipping',
    order_item_code: codes,
  });

  test('of one order names its lines', () =>
    withAccount([json(sample('shipments-create'), 201)], async (account) => {
      expect(await send(account, invoice([A1, A2]))).toEqual([DONE]);
      expect(account.asked()).toEqual([`POST ${PATH}/orders/20260301-0000012/shipments`]);
      expect(bodies(account)).toEqual([{ shop_no: 1, request: shipment('600000000017', '0006', A1.key, A2.key) }]);
      expect(account.channel.registerInvoice).toMatchObject({ maxBatch: 100, canSplit: true, onOpenCancel: 'REFUSED' });
      expect(account.channel.registerInvoice!.unitOf(A2)).toBe('D-20260301-0000012-00');
    }));

  test('of several orders is one bulk call', () =>
    withAccount([json(sample('shipments-create-bulk'), 201)], async (account) => {
      expect(await send(account, invoice([A1, A2]), invoice([B1], '0079', '400000000029'))).toEqual([DONE, DONE]);
      expect(account.asked()).toEqual([`POST ${PATH}/shipments`]);
      expect(bodies(account)).toEqual([
        {
          shop_no: 1,
          requests: [
            { order_id: '20260301-0000012', ...shipment('600000000017', '0006', A1.key, A2.key) },
            { order_id: '20260301-0000027', ...shipment('400000000029', '0079', B1.key) },
          ],
        },
      ]);
    }));

  test('sends lines of one order apart under their numbers', () =>
    withAccount([json({ shipments: [] }, 201)], async (account) => {
      await send(account, invoice([A1]), invoice([A2], '0006', '600000000018'));
      expect(bodies(account)).toMatchObject([
        { requests: [{ order_item_code: [A1.key] }, { order_item_code: [A2.key], tracking_no: '600000000018' }] },
      ]);
    }));

  test('tells parcels of one order apart by their place where the answer names no lines', () => {
    const words = 'You cannot change to that order state.';
    const row = (status: number) => ({ order_id: A1.orderNumber, status, message: status === 201 ? 'success' : words });
    const parcels = [invoice([A1]), invoice([A2], '0006', '600000000018')];
    const replies = [[201, 422], [422, 201], [201]].map((statuses) => json({ shipments: statuses.map(row) }, 207));
    return withAccount(replies, async (account) => {
      expect(await send(account, ...parcels)).toEqual([DONE, WRONG_STATE]);
      expect(await send(account, ...parcels)).toEqual([WRONG_STATE, DONE]);
      const untold = unknown('does not mention');
      expect(await send(account, ...parcels)).toEqual([untold, untold]);
    });
  });

  test('leaves out lines that are canceled, and sends nothing where no other is left', () =>
    withAccount([json(sample('shipments-create'), 201)], async (account) => {
      const gone = line(A2.key, native({ statusCode: 'C2' }));

      expect(await send(account, invoice([A1, gone]))).toEqual([DONE]);
      expect(bodies(account)).toMatchObject([{ request: { order_item_code: [A1.key] } }]);
      expect(await send(account, invoice([gone]))).toEqual([refused(ErrorCode.WRONG_STATE, null, null)]);
      expect(account.asked()).toHaveLength(1);
    }));

  test('refused for the state is left to reading back, but for an open request', () =>
    withAccount([wrongState, wrongState], async (account) => {
      expect(await send(account, invoice([A1]))).toEqual([WRONG_STATE]);

      const asked = line(A1.key, { claimStatus: ClaimStatus.CANCEL_REQUESTED });
      expect(await send(account, invoice([asked]))).toMatchObject([
        { kind: 'REFUSED', refusal: { code: ErrorCode.CANCEL_PENDING, channelCode: '422' } },
      ]);
    }));
});

describe('changing invoices', () => {
  const item = (order: StoredOrder): InvoiceChangeItem => ({
    orders: [order],
    courierCode: '0006',
    trackingNumber: '600000000018',
  });

  test('sends number and courier of the delivery, and no status', () =>
    withAccount([json(sample('shipments-update-tracking'))], async (account) => {
      expect(await account.channel.updateInvoice!.send([item(A1)], account.context)).toEqual([DONE]);
      expect(account.asked()).toEqual([`PUT ${PATH}/orders/20260301-0000012/shipments/D-20260301-0000012-00`]);
      expect(bodies(account)).toEqual([
        { shop_no: 1, request: { tracking_no: '600000000018', shipping_company_code: '0006' } },
      ]);
      expect(account.channel.updateInvoice!.unitOf(A2)).toBe('D-20260301-0000012-00');
    }));

  test('of a line without a delivery number is refused here', () =>
    withAccount([], async (account) => {
      const outcomes = await account.channel.updateInvoice!.send(
        [item(line(A1.key, { bundleNumber: null }))],
        account.context,
      );
      expect(outcomes).toEqual([refused(ErrorCode.WRONG_STATE, null, null)]);
      expect(account.replay.requests).toEqual([]);
    }));
});

test('marking as delivered sends the status of the delivery alone', () =>
  withAccount([json(sample('shipments-update-shipped')), wrongState], async (account) => {
    const send = () => account.channel.markDelivered!.send([{ orders: [A1, A2] }], account.context);

    expect(await send()).toEqual([DONE]);
    expect(account.asked()).toEqual([`PUT ${PATH}/orders/20260301-0000012/shipments/D-20260301-0000012-00`]);
    expect(bodies(account)).toEqual([{ shop_no: 1, request: { status: 'shipped' } }]);
    expect(await send()).toEqual([WRONG_STATE]);
  }));

test('delaying sends the Korean day by which a line leaves', () =>
  withAccount([json(sample('order-item-update'))], async (account) => {
    const dispatchBy = at('2026-03-09T00:30:00');
    const item = { orders: [A1], dispatchBy, reason: DelayReason.PREPARING, detail: null };

    expect(await account.channel.delayDispatch!.send([item], account.context)).toEqual([DONE]);
    expect(account.asked()).toEqual([`PUT ${PATH}/orders/20260301-0000012/items/20260301-0000012-01`]);
    expect(bodies(account)).toEqual([{ shop_no: 1, request: { shipping_expected_date: '2026-03-09' } }]);
    expect(account.channel.delayDispatch).toMatchObject({ isReadBack: true, maxBatch: 1 });
  }));

describe('approving a cancel', () => {
  const send = ({ channel, context }: Account, ...orders: StoredOrder[]) =>
    channel.approveCancel!.send(approvals(...orders), context);
  const accepted = { status: 'accepted', claim_reason_type: 'A' };

  test('accepts the pieces asked for and moves no money', () =>
    withAccount([json(sample('order-cancellation-accepted'), 201)], async (account) => {
      expect(await send(account, C1)).toEqual([DONE]);
      expect(account.asked()).toEqual([`POST ${PATH}/orders/20260302-0000003/cancellation`]);
      expect(bodies(account)).toEqual([
        { shop_no: 1, request: { ...accepted, items: [{ order_item_code: C1.key, quantity: 3 }] } },
      ]);
      expect(account.channel.approveCancel!.unitOf(claim(C1))).toBe(C1.key);
    }));

  test('of several orders is one bulk call, lines of one order one claim', () =>
    withAccount([json(sample('cancellation-bulk-create'), 201)], async (account) => {
      expect(await send(account, C1, A1, A2)).toEqual([DONE, unknown('does not mention'), unknown('does not mention')]);
      expect(account.asked()).toEqual([`POST ${PATH}/cancellation`]);
      expect(bodies(account)).toMatchObject([
        {
          requests: [
            { order_id: C1.orderNumber, ...accepted, items: [{ order_item_code: C1.key }] },
            { order_id: A1.orderNumber, items: [{ order_item_code: A1.key }, { order_item_code: A2.key }] },
          ],
        },
      ]);
    }));

  test('completes it with the refund where the option says so, order by order', () =>
    withAccount(
      [json(sample('cancellation-bulk-create'), 201), json(sample('order-cancellation-canceled'), 201)],
      async (account) => {
        const transfer = line(A1.key, native({ paymentMethods: 'cash' }));
        const outcomes = await send(account, C1, transfer);

        expect(outcomes[0]).toEqual(DONE);
        expect(account.asked()).toEqual([
          `POST ${PATH}/orders/20260301-0000012/cancellation`,
          `POST ${PATH}/orders/20260302-0000003/cancellation`,
        ]);
        expect(bodies(account)).toEqual([
          {
            shop_no: 1,
            request: {
              status: 'canceled',
              claim_reason_type: 'A',
              items: [{ order_item_code: A1.key, quantity: 3 }],
              recover_inventory: 'T',
            },
          },
          {
            shop_no: 1,
            request: {
              status: 'canceled',
              claim_reason_type: 'A',
              items: [{ order_item_code: C1.key, quantity: 3 }],
              recover_inventory: 'T',
              payment_gateway_cancel: 'T',
            },
          },
        ]);
      },
      { options: { refundsOnApproval: true, recoversInventory: true } },
    ));

  test.each([
    ['an open market', { origin: 'MARKET' }, {}],
    ['Naver Pay', { origin: 'NAVER_PAY' }, { naverpay_cancel_reason_type: '51' }],
    ['Kakao Pay', { origin: 'KAKAO_PAY' }, { kakaopay_cancel_reason_type: 'K1' }],
    ['two ways of payment', { paymentMethods: 'card,point' }, {}],
  ])('of %s never pays back at the gateway', (_, changes, codes) =>
    withAccount(
      [json(sample('order-cancellation-canceled'), 201)],
      async (account) => {
        await send(account, line(C1.key, native(changes)));
        expect(bodies(account)).toEqual([
          {
            shop_no: 1,
            request: {
              status: 'canceled',
              claim_reason_type: 'A',
              items: [{ order_item_code: C1.key, quantity: 3 }],
              ...codes,
            },
          },
        ]);
      },
      { options: { refundsOnApproval: true } },
    ),
  );

  test('of an order never read asks for no more than the claim tells', () =>
    withAccount([json(sample('order-cancellation-accepted'), 201)], async (account) => {
      const cancellations = [claim(C1, { cancelQuantity: null, orderQuantity: null, cancelReasonCode: null })];

      expect(await account.channel.approveCancel!.send([{ cancellations, orders: [] }], account.context)).toEqual([
        DONE,
      ]);
      expect(bodies(account)).toMatchObject([
        { request: { items: [{ order_item_code: C1.key }], claim_reason_type: 'A' } },
      ]);
    }));
});

describe('the seller’s own cancel', () => {
  const item = (order: StoredOrder, changes: Partial<CancelOrderItem> = {}): CancelOrderItem => ({
    orders: [order],
    quantity: null,
    reason: SellerCancelReason.SOLD_OUT,
    detail: null,
    ...changes,
  });
  const send = ({ channel, context }: Account, one: CancelOrderItem) => channel.cancelOrder!.send([one], context);

  test('is completed at once with the refund, and puts nothing sold out back into stock', () =>
    withAccount(
      [json(sample('order-cancellation-canceled'), 201)],
      async (account) => {
        expect(await send(account, item(C1, { detail: '품절입니다' }))).toEqual([DONE]);
        expect(account.asked()).toEqual([`POST ${PATH}/orders/20260302-0000003/cancellation`]);
        expect(bodies(account)).toEqual([
          {
            shop_no: 1,
            request: {
              status: 'canceled',
              items: [{ order_item_code: C1.key, quantity: 3 }],
              payment_gateway_cancel: 'T',
              reason: '품절입니다',
              claim_reason_type: 'H',
            },
          },
        ]);
        expect(account.channel.cancelOrder).toMatchObject({ maxBatch: 1, canTakePart: true });
      },
      { options: { recoversInventory: true } },
    ));

  test.each([
    [SellerCancelReason.SOLD_OUT, 'H', '56'],
    [SellerCancelReason.WRONG_PRICE, 'F', '60'],
    [SellerCancelReason.WRONG_PRODUCT_INFO, 'F', '60'],
    [SellerCancelReason.BUYER_ASKED, 'A', '51'],
  ])('for %s gives %s, and %s to Naver Pay', (reason, claim_reason_type, naverpay_cancel_reason_type) =>
    withAccount([json(sample('order-cancellation-canceled'), 201)], async (account) => {
      await send(account, item(line(C1.key, native({ origin: 'NAVER_PAY' })), { reason }));
      expect(bodies(account)).toEqual([
        {
          shop_no: 1,
          request: {
            status: 'canceled',
            items: [{ order_item_code: C1.key, quantity: 3 }],
            claim_reason_type,
            naverpay_cancel_reason_type,
          },
        },
      ]);
    }),
  );

  test.each([
    [SellerCancelReason.UNDELIVERABLE_ADDRESS, 'C'],
    [SellerCancelReason.OTHER, 'I'],
  ])('for %s has no code on Naver Pay and is not sent there', (reason, code) =>
    withAccount([json(sample('order-cancellation-canceled'), 201)], async (account) => {
      const naver = line(C1.key, native({ origin: 'NAVER_PAY' }));

      expect(await send(account, item(naver, { reason }))).toEqual([refused(ErrorCode.UNSUPPORTED, null, null)]);
      expect(account.replay.requests).toEqual([]);
      expect(await send(account, item(C1, { reason }))).toEqual([DONE]);
      expect(bodies(account)).toMatchObject([{ request: { claim_reason_type: code } }]);
    }),
  );

  test('takes some pieces, else what is left', () =>
    withAccount(
      [json(sample('order-cancellation-canceled'), 201), json(sample('order-cancellation-canceled'), 201)],
      async (account) => {
        await send(account, item(C1, { quantity: 1 }));
        await send(account, item(line(C1.key, { canceledQuantity: 1 })));
        expect(bodies(account)).toMatchObject([
          { request: { items: [{ quantity: 1 }] } },
          { request: { items: [{ quantity: 2 }] } },
        ]);
      },
    ));

  test('of some pieces is done though the answer names the line that they became', () => {
    const items = [{ order_item_code: '20260302-0000003-02', quantity: 1 }];
    const answer = json({ cancellation: { order_id: C1.orderNumber, status: 'canceled', items } }, 201);
    return withAccount([answer, answer], async (account) => {
      expect(await send(account, item(C1, { quantity: 1 }))).toEqual([DONE]);
      expect(await send(account, item(C1))).toEqual([unknown('the answer does not mention it')]);
    });
  });

  test('before payment pays nothing back', () =>
    withAccount([json(sample('order-cancellation-canceled'), 201)], async (account) => {
      await send(account, item(line(C1.key, { status: OrderStatus.PAYMENT_PENDING })));
      expect((bodies(account)[0] as { request: object }).request).not.toHaveProperty('payment_gateway_cancel');
    }));
});

describe('rejecting a cancel', () => {
  const item = (order: StoredOrder, changes: Partial<RejectItem> = {}): RejectItem => ({
    cancellations: [claim(order)],
    orders: [order],
    courierCode: '0006',
    trackingNumber: '600000000017',
    dispatchedAt: at('2026-03-02T17:40:00'),
    reason: null,
    ...changes,
  });
  const send = ({ channel, context }: Account, ...items: RejectItem[]) => channel.rejectCancel!.send(items, context);
  const shipped = json({ shipments: [{ order_id: C1.orderNumber, order_item_code: [C1.key] }] }, 201);

  test('refuses the request, then registers the invoice under which the goods left', () =>
    withAccount([json(sample('cancellationrequests-reject')), shipped], async (account) => {
      expect(await send(account, item(C1, { reason: '어제 보냈습니다' }))).toEqual([DONE]);
      expect(account.asked()).toEqual([
        `PUT ${PATH}/cancellationrequests`,
        `POST ${PATH}/orders/20260302-0000003/shipments`,
      ]);
      expect(bodies(account)).toEqual([
        {
          shop_no: 1,
          requests: [
            {
              order_id: '20260302-0000003',
              order_item_code: [C1.key],
              undone: 'T',
              reason_type: 'I',
              reason: '어제 보냈습니다',
              display_reject_reason: 'T',
              reject_reason: '어제 보냈습니다',
            },
          ],
        },
        {
          shop_no: 1,
          request: {
            tracking_no: '600000000017',
            shipping_company_code: '0006',
            status: 'shipping',
            order_item_code: [C1.key],
          },
        },
      ]);
      expect(account.channel.rejectCancel!.maxBatch).toBe(100);
    }));

  test('that was refused before registers what is left to register', () =>
    withAccount([shipped], async (account) => {
      const refused = { ...claim(C1), status: CancellationStatus.REJECTED };
      expect(await send(account, item(C1, { cancellations: [refused] }))).toEqual([DONE]);
      expect(account.asked()).toEqual([`POST ${PATH}/orders/20260302-0000003/shipments`]);
    }));

  test('of an order that travels already registers nothing', () =>
    withAccount([json(sample('cancellationrequests-reject'))], async (account) => {
      expect(await send(account, item(line(C1.key, { trackingNumber: '600000000017' })))).toEqual([DONE]);
      expect(account.asked()).toHaveLength(1);
    }));

  test('that is refused registers nothing', () =>
    withAccount([wrongState], async (account) => {
      expect(await send(account, item(C1))).toEqual([WRONG_STATE]);
      expect(account.asked()).toHaveLength(1);
    }));

  test.each([
    ['refused', wrongState],
    ['lost', json('gone', 504)],
  ])('whose invoice is %s is half done', (_, reply) =>
    withAccount([json(sample('cancellationrequests-reject')), reply], async (account) => {
      expect(await send(account, item(C1))).toEqual([unknown('its invoice is not registered')]);
    }),
  );
});
