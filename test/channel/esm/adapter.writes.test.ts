import type { Channel, WriteOutcome } from '../../../src/channel/channel.js';
import { DelayReason } from '../../../src/model/dispatch-delay.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { OrderStatus } from '../../../src/model/order.js';
import { SellerCancelReason } from '../../../src/model/seller-cancel.js';
import type { ReplayReply } from '../../support/replay.js';
import type { Account } from './adapter.support.js';
import {
  DISPATCH,
  NOW,
  at,
  done,
  no,
  onAuction,
  reply,
  sample,
  storedClaim,
  storedOrder,
  withAccount,
} from './adapter.support.js';

const order = storedOrder('4312345610', { productQuantity: 2 });
const parcel = {
  orders: [order],
  courierCode: '10013',
  trackingNumber: '600000000010',
  dispatchedAt: at('2026-03-03T16:30:00'),
  split: false,
  force: false,
};
const claim = storedClaim('4312345650', '2026-03-03T09:10:00');

type Send = (account: Account) => Promise<readonly WriteOutcome[]>;

const confirm: Send = ({ channel, context }) => channel.confirmOrder!.send([{ orders: [order] }], context);
const dispatch: Send = ({ channel, context }) => channel.registerInvoice!.send([parcel], context);
const deliver: Send = ({ channel, context }) => channel.markDelivered!.send([{ orders: [order] }], context);
const approve: Send = ({ channel, context }) =>
  channel.approveCancel!.send([{ cancellations: [claim], orders: [] }], context);
const delay: Send = ({ channel, context }) =>
  channel.delayDispatch!.send(
    [{ orders: [order], dispatchBy: at('2026-03-09'), reason: DelayReason.PREPARING, detail: '입고 지연' }],
    context,
  );
const cancel =
  (reason: SellerCancelReason, orders = [order], quantity: number | null = null): Send =>
  ({ channel, context }) =>
    channel.cancelOrder!.send([{ orders, quantity, reason, detail: null }], context);
const sellOut = cancel(SellerCancelReason.SOLD_OUT);

const outcome = (replies: readonly ReplayReply[], send: Send, settings = {}): Promise<WriteOutcome> =>
  withAccount(
    replies,
    async (account) => {
      const outcomes = await send(account);
      expect(outcomes).toHaveLength(1);
      return outcomes[0]!;
    },
    settings,
  );

const refused = (code: ErrorCode, name: string, retryable = false) => {
  const { ResultCode, Message, BizRuleCode } = JSON.parse(sample(name)) as Record<string, string | number | undefined>;
  const channelCode = BizRuleCode ? `${ResultCode}/${BizRuleCode}` : String(ResultCode);
  return { kind: 'REFUSED', refusal: { code, retryable, channelCode, channelMessage: Message } };
};

describe('what is sent', () => {
  test.each([
    ['confirm', confirm, 'OrderCheck-success', 'POST /shipping/v1/Order/OrderCheck/4312345610', '{}'],
    [
      'confirm, address changed',
      confirm,
      'OrderCheck-success-address-changed',
      'POST /shipping/v1/Order/OrderCheck/4312345610',
      '{}',
    ],
    [
      'dispatch',
      dispatch,
      'ShippingInfo-success',
      `POST ${DISPATCH}`,
      '{"OrderNo":4312345610,"ShippingDate":"2026-03-03T16:30:00","DeliveryCompanyCode":10013,"InvoiceNo":"600000000010"}',
    ],
    [
      'delay',
      delay,
      'ShippingExpectedDate-success',
      'POST /shipping/v1/Order/ShippingExpectedDate',
      '{"OrderNo":4312345610,"ReasonType":1,"ShippingExpectedDate":"2026-03-09","ReasonDetail":"입고 지연"}',
    ],
    [
      'delivered',
      deliver,
      'AddShippingCompleteInfo-success',
      'POST /shipping/v1/Delivery/AddShippingCompleteInfo/4312345610',
      '',
    ],
    ['approve', approve, 'CancelApprove-gmarket-success', 'PUT /claim/v1/sa/Cancel/4312345650', '{"SiteType":2}'],
    [
      'sold out',
      sellOut,
      'CancelSoldOut-gmarket-success',
      'POST /claim/v1/sa/Cancel/4312345610/SoldOut',
      '{"SiteType":2}',
    ],
    [
      'cancel for another reason',
      cancel(SellerCancelReason.WRONG_PRICE),
      'CancelApprove-gmarket-success',
      'POST /claim/v1/sa/Cancel/4312345610',
      '{"SiteType":2}',
    ],
  ] as const)('%s', async (_name, send, name, call, body) => {
    await withAccount([reply(sample(name))], async (account) => {
      expect(await send(account)).toEqual([{ kind: 'DONE' }]);
      expect(account.asked()).toEqual([call]);
      expect(account.replay.requests[0]!.body).toBe(body);
    });
  });

  test.each([
    ['approve', approve, 'CancelApprove-auction-success'],
    ['sold out', sellOut, 'CancelSoldOut-auction-success'],
  ] as const)('%s on Auction', async (_name, send, name) => {
    await withAccount(
      [reply(sample(name))],
      async (account) => {
        expect(await send(account)).toEqual([{ kind: 'DONE' }]);
        expect(account.bodies()).toEqual([{ SiteType: 1 }]);
      },
      onAuction,
    );
  });

  test('a refund after settlement, which Auction alone has', async () => {
    const decided = [storedOrder('1912345630', { status: OrderStatus.PURCHASE_CONFIRMED })];
    const send = cancel(SellerCancelReason.SOLD_OUT, decided);
    await withAccount(
      [reply(sample('AfterRemittanceBySeller-success'))],
      async (account) => {
        expect(await send(account)).toEqual([{ kind: 'DONE' }]);
        expect(account.asked()).toEqual(['POST /claim/v1/sa/Cancel/1912345630/AfterRemittanceBySeller']);
        expect(account.bodies()).toEqual([{ SiteType: 1 }]);
      },
      onAuction,
    );
    await withAccount([done()], async (account) => {
      await send(account);
      expect(account.asked()).toEqual(['POST /claim/v1/sa/Cancel/1912345630/SoldOut']);
    });
  });

  test('reasons of a delay', async () => {
    await withAccount(
      () => done(),
      async (account) => {
        for (const reason of Object.values(DelayReason)) {
          const item = { orders: [order], dispatchBy: at('2026-03-09T23:00'), reason, detail: null };
          await account.channel.delayDispatch!.send([item], account.context);
        }
        const sent = account.bodies().map(({ ReasonType }) => ReasonType);
        expect(Object.fromEntries(Object.values(DelayReason).map((reason, index) => [reason, sent[index]]))).toEqual({
          PREPARING: 1,
          SOLD_OUT: 1,
          BUYER_ASKED: 2,
          CUSTOM_MADE: 3,
          DELIVERY_CIRCUMSTANCES: 3,
          OTHER: 3,
        });
        expect(account.bodies()[0]).toEqual({ OrderNo: 4312345610, ReasonType: 1, ShippingExpectedDate: '2026-03-09' });
      },
    );
  });

  test.each([
    ['as it was', at('2026-03-02T16:30:00'), '2026-03-02T16:30:00'],
    ['now, where ESM takes it no more', at('2026-02-27T16:30:00'), '2026-03-03T12:00:00'],
    ['now, where it is not known', null, '2026-03-03T12:00:00'],
  ])('another invoice: the same call again, dispatched %s', async (_name, dispatchedDate, ShippingDate) => {
    await withAccount([done()], async ({ channel, context, asked, bodies }) => {
      const orders = [storedOrder('4312345610', { dispatchedDate, status: OrderStatus.IN_TRANSIT })];
      const item = { orders, courierCode: '10008', trackingNumber: '700000000001' };
      expect(await channel.updateInvoice!.send([item], context)).toEqual([{ kind: 'DONE' }]);
      expect(asked()).toEqual([`POST ${DISPATCH}`]);
      const sent = { OrderNo: 4312345610, ShippingDate, DeliveryCompanyCode: 10008, InvoiceNo: '700000000001' };
      expect(bodies()).toEqual([sent]);
    });
  });

  test('numbers keep every digit', async () => {
    await withAccount([done()], async ({ channel, context, replay }) => {
      await channel.registerInvoice!.send([{ ...parcel, orders: [storedOrder('912345678901234567')] }], context);
      expect(replay.requests[0]!.body).toContain('"OrderNo":912345678901234567,');
    });
  });

  test('one order a call, one outcome each', async () => {
    const replies = [done({ IsChanged: 0 }), reply(sample('OrderCheck-fail-state')), done({ IsChanged: 1 })];
    await withAccount(replies, async ({ channel, context, asked }) => {
      const items = ['11', '12', '13'].map((number) => ({ orders: [storedOrder(number)] }));
      const outcomes = await channel.confirmOrder!.send(items, context);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['DONE', 'REFUSED', 'DONE']);
      expect(asked()).toHaveLength(3);
    });
  });

  test('units are orders, and batches of one', async () => {
    await withAccount([], ({ channel }) => {
      const { confirmOrder, registerInvoice, updateInvoice, delayDispatch, markDelivered, cancelOrder, approveCancel } =
        channel;
      for (const write of [confirmOrder, registerInvoice, updateInvoice, delayDispatch, markDelivered, cancelOrder]) {
        expect([write!.maxBatch, write!.unitOf(order)]).toEqual([1, '4312345610']);
      }
      expect([approveCancel!.maxBatch, approveCancel!.unitOf(claim)]).toEqual([1, '4312345650']);
      expect(registerInvoice).toMatchObject({ onOpenCancel: 'REJECTS_CANCEL' });
      expect(registerInvoice!.canSplit).toBeUndefined();
      expect((channel satisfies Channel).rejectCancel).toBeUndefined();
      expect(cancelOrder!.canTakePart).toBeUndefined();
      return Promise.resolve();
    });
  });
});

describe('samples of refusals', () => {
  test.each([
    [confirm, 'OrderCheck-fail-already', ErrorCode.ALREADY_DONE],
    [confirm, 'OrderCheck-fail-canceled', ErrorCode.WRONG_STATE],
    [confirm, 'OrderCheck-fail-state', ErrorCode.WRONG_STATE],
    [confirm, 'OrderCheck-fail-notfound', ErrorCode.NOT_FOUND],
    [confirm, 'RequestOrders-fail-orderno-digits', ErrorCode.NOT_FOUND],
    [dispatch, 'ShippingInfo-fail-courier', ErrorCode.BAD_INPUT],
    [dispatch, 'ShippingInfo-fail-invoice-rule', ErrorCode.BAD_INPUT],
    [dispatch, 'ShippingInfo-fail-state', ErrorCode.WRONG_STATE],
    [dispatch, 'ShippingInfo-fail-cancel-completed', ErrorCode.WRONG_STATE],
    [dispatch, 'ShippingInfo-fail-notfound', ErrorCode.NOT_FOUND],
    [delay, 'ShippingExpectedDate-fail-90days', ErrorCode.BAD_INPUT],
    [delay, 'ShippingExpectedDate-fail-state', ErrorCode.WRONG_STATE],
    [delay, 'ShippingExpectedDate-fail-notfound', ErrorCode.NOT_FOUND],
    [deliver, 'AddShippingCompleteInfo-fail-already', ErrorCode.ALREADY_DONE],
    [deliver, 'AddShippingCompleteInfo-fail-state', ErrorCode.WRONG_STATE],
    [approve, 'CancelApprove-gmarket-fail-already', ErrorCode.ALREADY_DONE],
    [approve, 'CancelApprove-gmarket-fail-no-target', ErrorCode.WRONG_STATE],
    [approve, 'CancelApprove-auction-fail-already', ErrorCode.ALREADY_DONE],
    [approve, 'CancelApprove-auction-fail-state', ErrorCode.WRONG_STATE],
    [approve, 'CancelApprove-auction-fail-nodata', ErrorCode.NOT_FOUND],
    [sellOut, 'CancelSoldOut-gmarket-fail-state', ErrorCode.WRONG_STATE],
    [sellOut, 'CancelSoldOut-auction-fail-state', ErrorCode.WRONG_STATE],
    [sellOut, 'CancelSoldOut-auction-fail-cancel-requested', ErrorCode.CANCEL_PENDING],
    [sellOut, 'AfterRemittanceBySeller-fail', ErrorCode.WRONG_STATE],
  ] as const)('%p %s', async (send, name, code) => {
    expect(await outcome([reply(sample(name))], send)).toEqual(refused(code, name));
  });

  test('a gift that is not accepted yet may be confirmed later', async () => {
    const name = 'OrderCheck-fail-gift-pending';
    expect(await outcome([reply(sample(name))], confirm)).toEqual(refused(ErrorCode.WRONG_STATE, name, true));
  });
});

describe('other words of the tables', () => {
  test.each([
    [confirm, 3000, '해당 주문은 3PL 주문입니다', ErrorCode.CHANNEL_REJECTED],
    [confirm, 3000, '매개 변수 값을 Int64에서 Int32(으)로 변환하지 못했습니다.', ErrorCode.NOT_FOUND],
    [confirm, 2141, '제휴사 주문번호의 최대길이는 30byte입니다.\\n', ErrorCode.BAD_INPUT],
    [dispatch, 3000, '판매자 스타배송 주문은 계약 완료된 전용 택배사로만 발송처리가 가능합니다.', ErrorCode.BAD_INPUT],
    [delay, 3000, '정의되지 않은 지연 사유입니다.', ErrorCode.BAD_INPUT],
    [delay, 3000, '해당 주문건은 배송중 상태입니다', ErrorCode.WRONG_STATE],
    [deliver, 3000, '판매자의 체결건이 아닙니다.', ErrorCode.NOT_FOUND],
    [approve, 99999, '주문정보가 없습니다', ErrorCode.NOT_FOUND],
    [approve, 2141, '사이트 타입이 올바르지 않습니다', ErrorCode.BAD_INPUT],
    [approve, 8668, 'ShowAlertException$처음 보는 사정', ErrorCode.CHANNEL_REJECTED],
  ] as const)('%p %i %s', async (send, code, message, expected) => {
    expect(await outcome([no(code, message)], send)).toEqual({
      kind: 'REFUSED',
      refusal: { code: expected, retryable: false, channelCode: String(code), channelMessage: message },
    });
  });

  test("Auction's rule decides before the words do", async () => {
    expect(await outcome([no(8668, '처음 보는 문구', 'W8-2')], approve)).toMatchObject({
      refusal: { code: ErrorCode.ALREADY_DONE, channelCode: '8668/W8-2' },
    });
    expect(await outcome([no(8668, '이미 취소 승인 되었습니다', 'W8-1')], approve)).toMatchObject({
      refusal: { code: ErrorCode.WRONG_STATE },
    });
  });
});

describe('dispatch right after a confirmation', () => {
  const waiting = reply(sample('ShippingInfo-fail-confirm-in-progress'));

  test('waits until ESM is ready', async () => {
    await withAccount([waiting, waiting, done({ OrderNo: 4312345610 })], async (account) => {
      expect(await dispatch(account)).toEqual([{ kind: 'DONE' }]);
      expect(account.asked()).toHaveLength(3);
      expect(account.clock.now() - NOW).toBeGreaterThanOrEqual(6_000);
    });
  });

  test('not for ever', async () => {
    const name = 'ShippingInfo-fail-confirm-in-progress';
    expect(await outcome([waiting, waiting, waiting], dispatch)).toEqual(
      refused(ErrorCode.CHANNEL_UNAVAILABLE, name, true),
    );
  });

  test('sends nothing again that may have been done', async () => {
    await withAccount([waiting, reply('', 502)], async (account) => {
      await expect(dispatch(account)).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE', mayHaveActed: true });
      expect(account.asked()).toHaveLength(2);
    });
  });
});

describe('writes without a usable answer', () => {
  test.each([
    ['502', reply('', 502), 'CHANNEL_UNAVAILABLE', true],
    ['504', reply('', 504), 'CHANNEL_TIMEOUT', true],
    ['a page with HTTP 200', reply('<html></html>'), 'CHANNEL_MALFORMED', true],
    ['JSON cut off', reply('{"ResultCode":0,"Mess'), 'CHANNEL_MALFORMED', true],
    ['401', reply(sample('auth-401'), 401), 'CHANNEL_UNAUTHORIZED', false],
    ['429', reply('', 429), 'CHANNEL_RATE_LIMITED', false],
    ['404', reply('', 404), 'CHANNEL_REJECTED', false],
  ])('%s', async (_name, body, code, mayHaveActed) => {
    for (const send of [confirm, dispatch, approve]) {
      await withAccount([body], async (account) => {
        await expect(send(account)).rejects.toMatchObject({ code, mayHaveActed });
        expect(account.asked()).toHaveLength(1);
      });
    }
  });

  test('a permission that some accounts lack is a "no" to that operation, not to the account', async () => {
    for (const send of [deliver, cancel(SellerCancelReason.OTHER), sellOut]) {
      expect(await outcome([reply(sample('auth-401'), 401)], send)).toEqual({
        kind: 'REFUSED',
        refusal: {
          code: ErrorCode.CHANNEL_UNAUTHORIZED,
          retryable: false,
          channelCode: '401',
          channelMessage: 'The user does not have right access to the api',
        },
      });
    }
  });
});

describe('what ESM has no form for is not sent', () => {
  const local = {
    kind: 'REFUSED',
    refusal: { code: ErrorCode.BAD_INPUT, retryable: false, channelCode: null, channelMessage: null },
  };

  test('a courier code of letters', async () => {
    const send: Send = ({ channel, context }) =>
      channel.registerInvoice!.send([{ ...parcel, courierCode: 'CJGLS' }], context);
    expect(await outcome([], send)).toEqual(local);
  });

  test('a part of an order', async () => {
    expect(await outcome([], cancel(SellerCancelReason.SOLD_OUT, [order], 1))).toEqual(local);
    expect(await outcome([done()], cancel(SellerCancelReason.SOLD_OUT, [order], 2))).toEqual({ kind: 'DONE' });
  });

  test('more than 150 Korean or 300 Latin characters about a delay', async () => {
    const sendDetail =
      (detail: string): Send =>
      ({ channel, context }) =>
        channel.delayDispatch!.send(
          [{ orders: [order], dispatchBy: at('2026-03-09'), reason: DelayReason.OTHER, detail }],
          context,
        );
    expect(await outcome([], sendDetail('가'.repeat(151)))).toEqual(local);
    expect(await outcome([], sendDetail('a'.repeat(301)))).toEqual(local);
    expect(await outcome([done()], sendDetail('가'.repeat(150)))).toEqual({ kind: 'DONE' });
    expect(await outcome([done()], sendDetail('a'.repeat(300)))).toEqual({ kind: 'DONE' });
  });
});
