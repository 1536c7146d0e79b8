import type { InvoiceItem, WriteOutcome } from '../../../src/channel/channel.js';
import type { StoredCancellation } from '../../../src/model/cancellation.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { PATH, at, json, sample, withAccount } from './adapter.support.js';

const order = (key: string): StoredOrder => ({ key, lineNumber: key }) as StoredOrder;
const toConfirm = (...ids: string[]) => ids.map((id) => ({ orders: [order(id)] }));
const toDispatch = (id: string, courierCode = 'CJGLS', trackingNumber = '600000000021'): InvoiceItem => ({
  orders: [order(id)],
  courierCode,
  trackingNumber,
  dispatchedAt: at('2026-03-16T10:05:00'),
  split: false,
  force: false,
});
const toApprove = (...ids: string[]) =>
  ids.map((id) => ({
    cancellations: [{ key: `1-${id}`, orderKey: id } as StoredCancellation],
    orders: [order(id)],
  }));
const refused = (code: ErrorCode, channelCode: string | null, channelMessage: string | null): WriteOutcome => ({
  kind: 'REFUSED',
  refusal: { code, retryable: code === ErrorCode.CHANNEL_UNAVAILABLE, channelCode, channelMessage },
});
const failing = (productOrderId: string, code: string, message: string) =>
  json({ data: { successProductOrderIds: [], failProductOrderInfos: [{ productOrderId, code, message }] } });

describe('confirming', () => {
  test('sends up to thirty product orders at once', () =>
    withAccount([json(sample('confirm'))], async ({ channel, context, replay, asked }) => {
      const confirm = channel.confirmOrder!;
      const outcomes = await confirm.send(toConfirm('2026031540000021', '2026031540000031'), context);

      expect(asked()).toEqual([`POST ${PATH}/confirm`]);
      expect(JSON.parse(replay.requests[1]!.body)).toEqual(JSON.parse(sample('requests/confirm')));
      expect(replay.requests[1]!.headers['content-type']).toBe('application/json');
      expect(outcomes).toEqual([{ kind: 'DONE' }, { kind: 'DONE' }]);
      expect([confirm.maxBatch, confirm.unitOf(order('7'))]).toEqual([30, '7']);
    }));

  test('judges every item of HTTP 200 in the order asked; one in neither list is unknown', () =>
    withAccount([json(sample('confirm-partial-fail'))], async ({ channel, context }) => {
      const items = toConfirm('2026031540000031', '2026031540000099', '2026031540000022');

      expect(await channel.confirmOrder!.send(items, context)).toEqual([
        refused(ErrorCode.ALREADY_DONE, '104443', '이미 발주확인 된 주문입니다.'),
        { kind: 'UNKNOWN', reason: expect.stringContaining('neither') },
        { kind: 'DONE' },
      ]);
    }));

  test('reads success under the name of the other operations too', () =>
    withAccount([json(sample('dispatch'))], async ({ channel, context }) => {
      expect(await channel.confirmOrder!.send(toConfirm('2026031540000022'), context)).toEqual([{ kind: 'DONE' }]);
    }));

  test('believes no answer that says both', () => {
    const both = json({
      data: {
        successProductOrderIds: ['1'],
        failProductOrderInfos: [{ productOrderId: '1', code: '9999', message: '' }],
      },
    });
    return withAccount([both], async ({ channel, context }) => {
      expect(await channel.confirmOrder!.send(toConfirm('1'), context)).toMatchObject([{ kind: 'UNKNOWN' }]);
    });
  });

  test('refused as a whole for its body refuses every item', () =>
    withAccount([json(sample('errors/unreadable-body-400'), 400)], async ({ channel, context }) => {
      const words = '요청이 올바르지 않습니다. (HttpMessageNotReadableException)';

      expect(await channel.confirmOrder!.send(toConfirm('1', '2'), context)).toEqual([
        refused(ErrorCode.BAD_INPUT, '000400', words),
        refused(ErrorCode.BAD_INPUT, '000400', words),
      ]);
    }));

  test('refused as a whole for one order blames it only when it was alone', () => {
    const reply = json(sample('errors/not-my-product-order-400'), 400);
    const words = '처리권한이 없는 상품주문번호를 요청했습니다';
    return withAccount([reply, reply], async ({ channel, context }) => {
      expect(await channel.confirmOrder!.send(toConfirm('1'), context)).toEqual([
        refused(ErrorCode.NOT_FOUND, '101009', words),
      ]);
      expect(await channel.confirmOrder!.send(toConfirm('1', '2'), context)).toEqual([
        refused(ErrorCode.CHANNEL_REJECTED, '101009', words),
        refused(ErrorCode.CHANNEL_REJECTED, '101009', words),
      ]);
    });
  });
});

describe('registering an invoice', () => {
  test('dispatches up to thirty product orders at once', () =>
    withAccount([json(sample('dispatch'))], async ({ channel, context, replay, asked }) => {
      const register = channel.registerInvoice!;

      expect(await register.send([toDispatch('2026031540000021')], context)).toEqual([{ kind: 'DONE' }]);
      expect(asked()).toEqual([`POST ${PATH}/dispatch`]);
      expect(JSON.parse(replay.requests[1]!.body)).toEqual(JSON.parse(sample('requests/dispatch')));
      expect([register.maxBatch, register.unitOf(order('7')), register.onOpenCancel, register.canSplit]).toEqual([
        30,
        '7',
        'REJECTS_CANCEL',
        undefined,
      ]);
    }));

  test('in person names neither courier nor number', () =>
    withAccount([json(sample('dispatch'))], async ({ channel, context, replay }) => {
      await channel.registerInvoice!.send([toDispatch('2026031540000021', 'DIRECT_DELIVERY')], context);

      expect(JSON.parse(replay.requests[1]!.body)).toEqual(JSON.parse(sample('requests/dispatch-no-courier')));
    }));

  test('judges every item', () =>
    withAccount([json(sample('dispatch-partial-fail'))], async ({ channel, context }) => {
      const items = ['2026031540000021', '2026031540000031', '2026031540000051'].map((id) => toDispatch(id));

      expect(await channel.registerInvoice!.send(items, context)).toEqual([
        { kind: 'DONE' },
        refused(ErrorCode.BAD_INPUT, '104119', '택배사코드 확인'),
        refused(ErrorCode.BAD_INPUT, '104122', '배송송장 오류(비유효송장)'),
      ]);
    }));

  test('of an order that moved on is a wrong state, which is looked into', () =>
    withAccount([json(sample('dispatch-already-dispatched'))], async ({ channel, context }) => {
      expect(await channel.registerInvoice!.send([toDispatch('2026031540000071')], context)).toEqual([
        refused(ErrorCode.WRONG_STATE, '9999', '주문상태 및 클레임상태를 확인하세요'),
      ]);
    }));

  test('keeps back a courier that would fail the whole batch', () =>
    withAccount([json(sample('dispatch'))], async ({ channel, context, replay }) => {
      const items = [toDispatch('1', 'LOTTE'), toDispatch('2026031540000021'), toDispatch('2', '')];

      expect(await channel.registerInvoice!.send(items, context)).toEqual([
        refused(ErrorCode.BAD_INPUT, null, null),
        { kind: 'DONE' },
        refused(ErrorCode.BAD_INPUT, null, null),
      ]);
      expect(JSON.parse(replay.requests[1]!.body)).toEqual(JSON.parse(sample('requests/dispatch')));

      await channel.registerInvoice!.send([toDispatch('1', 'LOTTE')], context);
      expect(replay.requests).toHaveLength(2);
    }));

  test.each([
    ['9999', '알 수 없는 오류', ErrorCode.CHANNEL_REJECTED],
    ['104121', '배송송장 오류(기사용 송장)', ErrorCode.DUPLICATE],
    ['104123', '발송 처리 실패(일시적인 장애)', ErrorCode.CHANNEL_UNAVAILABLE],
    ['104443', '발주 상태 확인 필요', ErrorCode.WRONG_STATE],
    ['104135', '주문 상태를 확인해주세요.', ErrorCode.WRONG_STATE],
    ['105306', '변경을 요청한 상태가 기존과 동일', ErrorCode.ALREADY_DONE],
    ['105308', '직계약 상품은 물류사만 발송처리 가능', ErrorCode.CHANNEL_REJECTED],
    ['100001', '상품 주문을 찾을 수 없음', ErrorCode.NOT_FOUND],
    ['777777', '내일의 코드', ErrorCode.CHANNEL_REJECTED],
  ])('refused with %s %s', (code, message, ours) =>
    withAccount([failing('1', code, message)], async ({ channel, context }) => {
      expect(await channel.registerInvoice!.send([toDispatch('1')], context)).toEqual([refused(ours, code, message)]);
    }),
  );
});

describe('approving a cancel', () => {
  test('sends one product order without a body', () =>
    withAccount([json(sample('cancel-approve'))], async ({ channel, context, replay, asked }) => {
      const approve = channel.approveCancel!;

      expect(await approve.send(toApprove('2026031540000041'), context)).toEqual([{ kind: 'DONE' }]);
      expect(asked()).toEqual([`POST ${PATH}/2026031540000041/claim/cancel/approve`]);
      expect(replay.requests[1]).toMatchObject({ body: '' });
      expect(replay.requests[1]!.headers['content-type']).toBeUndefined();
      expect([approve.maxBatch, approve.unitOf({ orderKey: '7' } as StoredCancellation)]).toEqual([1, '7']);
    }));

  test('of nothing to approve is a wrong state, which is looked into', () =>
    withAccount([json(sample('cancel-approve-fail'))], async ({ channel, context }) => {
      expect(await channel.approveCancel!.send(toApprove('2026031540000031'), context)).toEqual([
        refused(ErrorCode.WRONG_STATE, '104210', '취소상태 확인 필요(취소승인 불가능 주문상태)'),
      ]);
    }));
});

describe('a write without a usable answer is sent once and', () => {
  test.each([
    ['may have acted', sample('errors/gw-timeout-01-504'), 504, ErrorCode.CHANNEL_TIMEOUT, true],
    ['may have acted', '{"code":"9999","message":"기타"}', 500, ErrorCode.CHANNEL_UNAVAILABLE, true],
    ['may have acted', '<html>', 502, ErrorCode.CHANNEL_UNAVAILABLE, true],
    ['may have acted', '<html>', 200, ErrorCode.CHANNEL_MALFORMED, true],
    ['may have acted', '{"timestamp":"2026-03-16T10:05:12.418+09:00"}', 200, ErrorCode.CHANNEL_MALFORMED, true],
    ['did not act', '{"code":"9999","message":"기타"}', 429, ErrorCode.CHANNEL_RATE_LIMITED, false],
    ['did not act', '{"code":"9999","message":"기타"}', 401, ErrorCode.CHANNEL_UNAUTHORIZED, false],
    ['did not act', sample('errors/gw-block-02-503'), 503, ErrorCode.CHANNEL_UNAVAILABLE, false],
    ['did not act', sample('errors/gw-rate-limit-429'), 429, ErrorCode.CHANNEL_RATE_LIMITED, false],
    ['did not act', sample('errors/gw-ip-not-allowed-403'), 403, ErrorCode.CHANNEL_UNAUTHORIZED, false],
  ])('%s: %s (%d)', (_, body, status, code, mayHaveActed) =>
    withAccount(
      ({ target }) => (target.includes('oauth2') ? json(sample('token')) : json(body, status)),
      async ({ channel, context, asked }) => {
        await expect(channel.confirmOrder!.send(toConfirm('1'), context)).rejects.toMatchObject({ code, mayHaveActed });
        expect(asked()).toHaveLength(1);
      },
    ),
  );
});
