import { parseJson } from '../../../src/base/json.js';
import type { InvoiceItem } from '../../../src/channel/channel.js';
import { couriers } from '../../../src/channel/coupang/coupang.couriers.js';
import { refusalOfRow } from '../../../src/channel/coupang/coupang.refusals.js';
import { Courier } from '../../../src/model/courier.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { OrderStatus } from '../../../src/model/order.js';
import {
  NOW,
  VENDOR_PATH,
  answering,
  closeShops,
  faultOf,
  kst,
  openShop,
  sample,
  storedClaim,
  storedOrder,
} from './adapter.support.js';

afterEach(closeShops);

/** Byte for byte but for white space between tokens: 18-digit ids stay bare numbers. */
const compact = (text: string): string => text.replace(/\n\s*/g, '').replace(/": /g, '":');

const inBox = (bundleNumber: string, changes: Partial<StoredOrder> = {}) => storedOrder({ bundleNumber, ...changes });
const boxes = (...numbers: string[]) => numbers.map((number) => ({ orders: [inBox(number)] }));

describe('confirming', () => {
  it('sends boxes as bare numbers and reads one outcome per box', async () => {
    const shop = await openShop(answering(['acknowledgement', sample('acknowledgement-success')]));

    const outcomes = await shop.channel.confirmOrder?.send(
      boxes('861234567890123401', '861234567890123402'),
      shop.context,
    );

    expect(outcomes).toEqual([{ kind: 'DONE' }, { kind: 'DONE' }]);
    const [request] = shop.replay.requests;
    expect([request?.method, request?.target]).toEqual(['PUT', `${VENDOR_PATH}/ordersheets/acknowledgement`]);
    expect(request?.body).toBe(compact(sample('acknowledgement.request')));
    expect(request?.headers.authorization).toContain(
      'b4bda25e1799c5812fa3535d9bb29ce7a7056861e9998190369f6382f7cf8615',
    );
  });

  it('takes some and refuses others under HTTP 200, in the order asked; what is not mentioned is unknown', async () => {
    const shop = await openShop(answering(['acknowledgement', sample('acknowledgement-partial')]));

    const outcomes = await shop.channel.confirmOrder?.send(
      boxes('861234567890129999', '861234567890123777', '861234567890123401'),
      shop.context,
    );

    expect(outcomes).toEqual([
      {
        kind: 'REFUSED',
        refusal: {
          code: 'NOT_FOUND',
          retryable: false,
          channelCode: 'NOT_FOUND_SHIPMENT_BOX',
          channelMessage: 'shipmentBoxId (861234567890129999) is not found.',
        },
      },
      { kind: 'UNKNOWN', reason: "Coupang's answer does not mention it" },
      { kind: 'DONE' },
    ]);
  });

  it('leaves it to the order whether a refused box was confirmed before', async () => {
    const shop = await openShop(answering(['acknowledgement', sample('acknowledgement-failed')]));

    const [outcome] = (await shop.channel.confirmOrder?.send(boxes('861234567890123405'), shop.context)) ?? [];

    expect(outcome).toEqual({
      kind: 'REFUSED',
      refusal: {
        code: 'WRONG_STATE',
        retryable: false,
        channelCode: 'INVALID_STATUS',
        channelMessage: '배송상태를 변경할 수 없습니다. 주문내역을 확인해주세요.',
      },
    });
  });

  it('does not know what a time-out did, and sends once', async () => {
    const shop = await openShop(
      answering(['acknowledgement', { status: 504, body: sample('acknowledgement-timeout-504') }]),
    );

    const fault = await faultOf(
      shop.channel.confirmOrder!.send(boxes('861234567890123401'), shop.context) as Promise<unknown>,
    );

    expect(fault).toMatchObject({
      code: 'CHANNEL_TIMEOUT',
      mayHaveActed: true,
      channelCode: 'ERROR',
      channelMessage: 'Request timed out, if the situation continues consider applying timeout extension.',
    });
    expect(shop.replay.requests).toHaveLength(1);
  });

  it('refuses a line of unknown box without a call', async () => {
    const shop = await openShop(() => null);

    const outcomes = await shop.channel.confirmOrder?.send(
      [{ orders: [storedOrder({ bundleNumber: null })] }],
      shop.context,
    );

    expect(outcomes).toMatchObject([{ kind: 'REFUSED', refusal: { code: 'NOT_FOUND' } }]);
    expect(shop.replay.requests).toEqual([]);
  });

  it('acts on the box', async () => {
    const { channel } = await openShop(() => null);
    const line = inBox('861234567890123401');

    expect(channel.confirmOrder).toMatchObject({ maxBatch: 50 });
    expect(channel.confirmOrder?.unitOf(line)).toBe('861234567890123401');
    expect(channel.registerInvoice).toMatchObject({ maxBatch: 50, canSplit: true, onOpenCancel: 'REFUSED' });
    expect(channel.registerInvoice?.unitOf(line)).toBe('861234567890123401');
    expect(channel.approveCancel).toMatchObject({ maxBatch: 1 });
    expect(channel.approveCancel?.unitOf(storedClaim())).toBe('365900101');
  });
});

describe('registering an invoice', () => {
  const lines = [
    { vendorItemId: '80123450011', promised: '2026-03-04', planned: '' },
    { vendorItemId: '80123450012', promised: '2026-03-09', planned: '' },
  ];
  const nativeOf = (boxLines: object[], isSplit = false) => ({
    isSplit: String(isSplit),
    boxLines: JSON.stringify(boxLines),
  });
  const tumbler = storedOrder({ native: nativeOf(lines) });
  const mug = storedOrder({ key: '31000171234502/80123450012', lineNumber: '80123450012', native: nativeOf(lines) });
  const invoice = (changes: Partial<InvoiceItem>): InvoiceItem => ({
    orders: [tumbler, mug],
    courierCode: 'CJGLS',
    trackingNumber: '681200450932',
    dispatchedAt: NOW,
    split: false,
    force: false,
    ...changes,
  });
  const sentDtos = (text: string | undefined) =>
    (parseJson(text ?? '') as { orderSheetInvoiceApplyDtos: unknown[] }).orderSheetInvoiceApplyDtos;
  const succeeded = answering(['orders/invoices', sample('invoices-success')]);

  it('names every line of the box', async () => {
    const shop = await openShop(succeeded);

    const outcomes = await shop.channel.registerInvoice?.send([invoice({})], shop.context);

    expect(outcomes).toEqual([{ kind: 'DONE' }]);
    const [request] = shop.replay.requests;
    expect([request?.method, request?.target]).toEqual(['POST', `${VENDOR_PATH}/orders/invoices`]);
    expect(request?.body).toBe(compact(sample('invoices.request')));
  });

  it('leaves a canceled line of the box out', async () => {
    const shop = await openShop(succeeded);

    await shop.channel.registerInvoice?.send(
      [invoice({ orders: [tumbler, { ...mug, status: OrderStatus.CANCELED }] })],
      shop.context,
    );

    expect(sentDtos(shop.replay.requests[0]?.body)).toMatchObject([{ vendorItemId: 80123450011 }]);
  });

  it('splits: the line that leaves has its number, the one that stays a date', async () => {
    const shop = await openShop(succeeded);

    await shop.channel.registerInvoice?.send(
      [invoice({ orders: [tumbler], split: true, trackingNumber: '681200450933' })],
      shop.context,
    );

    expect(shop.replay.requests[0]?.body).toBe(compact(sample('invoices-split-first.request')));
  });

  it('gives the line that stays the day after where its promised day has come', async () => {
    const shop = await openShop(succeeded);

    const dispatchedAt = kst('2026-03-06T15:00:00');

    await shop.channel.registerInvoice?.send([invoice({ orders: [mug], split: true, dispatchedAt })], shop.context);

    expect(sentDtos(shop.replay.requests[0]?.body)).toMatchObject([
      { vendorItemId: 80123450012, invoiceNumber: '681200450932', estimatedShippingDate: '' },
      { vendorItemId: 80123450011, invoiceNumber: '', estimatedShippingDate: '2026-03-07' },
    ]);
  });

  it.each([true, false])('ships what stayed of a split box as a later part (asked to split: %s)', async (split) => {
    const shop = await openShop(succeeded);
    const rest = { ...mug, native: nativeOf([{ ...lines[1], planned: '2026-03-09' }], true) };

    await shop.channel.registerInvoice?.send(
      [invoice({ orders: [rest], split, trackingNumber: '681200450940' })],
      shop.context,
    );

    expect(shop.replay.requests[0]?.body).toBe(compact(sample('invoices-split-second.request')));
  });

  it('does not name a line that has its planned date already', async () => {
    const shop = await openShop(succeeded);
    const left = [
      { ...lines[0], planned: '2026-03-09' },
      { ...lines[1], planned: '2026-03-09' },
      { vendorItemId: '80123450013', promised: '', planned: '' },
    ];

    await shop.channel.registerInvoice?.send(
      [invoice({ orders: [{ ...tumbler, native: nativeOf(left, true) }], split: true })],
      shop.context,
    );

    expect(sentDtos(shop.replay.requests[0]?.body)).toMatchObject([
      { vendorItemId: 80123450011, preSplitShipped: true, estimatedShippingDate: '' },
      { vendorItemId: 80123450013, preSplitShipped: true, estimatedShippingDate: '2026-03-04' },
    ]);
  });

  it('ships a box of one line whole, which Coupang would refuse to split', async () => {
    const shop = await openShop(succeeded);
    const only = { ...tumbler, native: nativeOf(lines.slice(0, 1)) };

    await shop.channel.registerInvoice?.send([invoice({ orders: [only], split: true })], shop.context);

    expect(sentDtos(shop.replay.requests[0]?.body)).toMatchObject([{ splitShipping: false, preSplitShipped: false }]);
  });

  it('splits two lines of one box one after another', async () => {
    const shop = await openShop(succeeded);

    const outcomes = await shop.channel.registerInvoice?.send(
      [
        invoice({ orders: [tumbler], split: true, trackingNumber: '681200450933' }),
        invoice({ orders: [mug], split: true, trackingNumber: '681200450940' }),
      ],
      shop.context,
    );

    expect(outcomes).toEqual([{ kind: 'DONE' }, { kind: 'DONE' }]);
    expect(shop.replay.requests.map(({ body: text }) => text)).toEqual([
      compact(sample('invoices-split-first.request')),
      compact(sample('invoices-split-second.request')),
    ]);
  });

  it('keeps the first outcome where the second of a box gets no answer', async () => {
    let calls = 0;
    const shop = await openShop(() => {
      calls += 1;
      return calls === 1 ? { body: sample('invoices-success') } : { status: 500, body: '500 internal exception' };
    });

    const outcomes = await shop.channel.registerInvoice?.send(
      [invoice({ orders: [tumbler], split: true }), invoice({ orders: [mug], split: true })],
      shop.context,
    );

    expect(outcomes).toMatchObject([{ kind: 'DONE' }, { kind: 'UNKNOWN' }]);
  });

  it('reads refusals box by box', async () => {
    const shop = await openShop(answering(['orders/invoices', sample('invoices-partial')]));
    const other = storedOrder({ bundleNumber: '861234567890123391' });

    const outcomes = await shop.channel.registerInvoice?.send(
      [invoice({}), invoice({ orders: [other] })],
      shop.context,
    );

    expect(outcomes).toMatchObject([
      { kind: 'DONE' },
      { kind: 'REFUSED', refusal: { code: 'WRONG_STATE', channelCode: 'INVALID_STATUS' } },
    ]);
  });

  it('knows a number that another order has', async () => {
    const shop = await openShop(answering(['orders/invoices', sample('invoices-duplicate')]));

    const outcomes = await shop.channel.registerInvoice?.send([invoice({})], shop.context);

    expect(outcomes).toMatchObject([
      { kind: 'REFUSED', refusal: { code: 'DUPLICATE', channelCode: 'NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD' } },
    ]);
  });

  it('does not know what HTTP 500, the answer to a wrong courier code, did', async () => {
    const shop = await openShop(() => ({ status: 500, body: '500 internal exception' }));

    const fault = await faultOf(shop.channel.registerInvoice!.send([invoice({})], shop.context) as Promise<unknown>);

    expect(fault).toMatchObject({ code: 'CHANNEL_UNAVAILABLE', mayHaveActed: true });
  });

  it('asks the gateway for more time only for big batches', async () => {
    const shop = await openShop(succeeded);
    const many = Array.from({ length: 12 }, (_, index) => invoice({ orders: [inBox(String(index + 1))] }));

    await shop.channel.registerInvoice?.send([invoice({})], shop.context);
    await shop.channel.registerInvoice?.send(many, shop.context);

    expect(shop.replay.requests.map(({ headers }) => headers['x-extended-timeout'])).toEqual([undefined, '90000']);
  });

  it.each([
    ['NOT_FOUND_SHIPMENT_BOX', '존재하지 않는 송장번호입니다.', 'NOT_FOUND', false],
    ['INVALID_STATUS', '배송진행상태가 유효하지 않습니다.', 'WRONG_STATE', false],
    ['PERMISSION_DENIED', '권한이 없습니다.', 'CHANNEL_REJECTED', false],
    ['DUPLICATE_INVOICE_NUMBER', '이미 저장된 송장번호가 있습니다.', 'DUPLICATE', false],
    ['INVALID_INVOICE_NUMBER', '송장번호가 유효하지 않습니다.', 'BAD_INPUT', false],
    ['ORDER_DELIVERY_CANCELED', '취소된 주문건입니다.', 'WRONG_STATE', false],
    ['ORDER_DELIVERY_CANCELED', '출고중지 요청건입니다.', 'CANCEL_PENDING', true],
    ['ORDER_DELIVERY_PARTIAL_STOP_REQUESTED', null, 'CANCEL_PENDING', true],
    ['ORDER_DELIVERY_CANCELED_HOLDING_FOR_CANCEL', '취소대기상태의 주문건입니다.', 'CANCEL_PENDING', true],
    ['UNDEFINED_ERROR_OCCUR', '알수없는 오류', 'CHANNEL_UNAVAILABLE', true],
    ['NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD', null, 'DUPLICATE', false],
    ['NOT_FOUND_INVOICE_NUMBER', null, 'BAD_INPUT', false],
    ['NOT_FOUND_VENDOR_ITEM', '합포장건 중 누락된 상품이 있습니다.', 'BAD_INPUT', false],
    ['NOT_ALLOW_VENDOR_DIRECT', null, 'BAD_INPUT', false],
    ['PSD_NOT_ALLOW_TO_CHANGE', null, 'WRONG_STATE', false],
    ['NOT_ALLOW_SEPARATE_AFTER_NORMAL_DELIVERY', null, 'WRONG_STATE', false],
    ['IS_SEPARATE_MUST_BE_TRUE_WHEN_SEPARATE_DELIVERY', null, 'WRONG_STATE', false],
    ['NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM', null, 'BAD_INPUT', false],
    ['SOMETHING_NEW', null, 'CHANNEL_REJECTED', true],
  ])('%s (%s) is %s', (resultCode, resultMessage, code, retryable) => {
    expect(
      refusalOfRow({ shipmentBoxId: '1', succeed: false, resultCode, retryRequired: true, resultMessage }),
    ).toEqual({ code, retryable, channelCode: resultCode, channelMessage: resultMessage });
  });
});

describe('approving a cancel', () => {
  const approve = async (reply: { status?: number; body: string }) => {
    const shop = await openShop(answering(['stoppedShipment', reply]));
    const outcomes = await shop.channel.approveCancel?.send(
      [{ cancellations: [storedClaim()], orders: [] }],
      shop.context,
    );
    return { shop, outcomes };
  };

  it('stops the whole receipt with its number of pieces', async () => {
    const { shop, outcomes } = await approve({ body: sample('stoppedShipment-success') });

    expect(outcomes).toEqual([{ kind: 'DONE' }]);
    const [request] = shop.replay.requests;
    expect([request?.method, request?.target]).toEqual([
      'PUT',
      `${VENDOR_PATH}/returnRequests/365900101/stoppedShipment`,
    ]);
    expect(request?.body).toBe(compact(sample('stoppedShipment.request')));
  });

  it.each([200, 500])('is refused where the number of pieces is wrong, under HTTP %s', async (status) => {
    const { outcomes } = await approve({ status, body: sample('stoppedShipment-count-mismatch') });

    expect(outcomes).toEqual([
      {
        kind: 'REFUSED',
        refusal: {
          code: 'WRONG_STATE',
          retryable: false,
          channelCode: '500',
          channelMessage: '[INTERNAL_SERVER_ERROR] 취소반품접수수량과 cancelCount가 일치하지 않습니다.',
        },
      },
    ]);
  });

  it('may have been done before', async () => {
    const { outcomes } = await approve({ status: 400, body: '{"code":400,"message":"Product is already returned."}' });

    expect(outcomes).toMatchObject([{ kind: 'REFUSED', refusal: { code: 'ALREADY_DONE' } }]);
  });

  it('is refused by a FAIL under HTTP 200, and unknown where nothing is said', async () => {
    const failed = '{"code":"200","message":"OK","data":{"resultCode":"FAIL","resultMessage":"실패"}}';

    expect((await approve({ body: failed })).outcomes).toEqual([
      {
        kind: 'REFUSED',
        refusal: { code: 'CHANNEL_REJECTED', retryable: false, channelCode: 'FAIL', channelMessage: '실패' },
      },
    ]);
    expect((await approve({ body: '{"code":"200","message":"OK"}' })).outcomes).toMatchObject([{ kind: 'UNKNOWN' }]);
  });
});

describe('couriers', () => {
  it('have their own codes, with the traps of two renamed ones', async () => {
    const shop = await openShop(() => null);
    const codeOf = (courier: Courier) => couriers.find((each) => each.courier === courier)?.code;

    expect(await shop.channel.couriers(shop.context)).toBe(couriers);
    expect(Object.fromEntries(Object.values(Courier).map((courier) => [courier, codeOf(courier)]))).toEqual({
      CJ_LOGISTICS: 'CJGLS',
      LOTTE: 'HYUNDAI',
      HANJIN: 'HANJIN',
      KOREA_POST: 'EPOST',
      LOGEN: 'KGB',
      KYUNGDONG: 'KDEXP',
      DAESIN: 'DAESIN',
      ILYANG: 'ILYANG',
      CHUNIL: 'CHUNIL',
      HAPDONG: 'HDEXP',
      KUNYOUNG: 'KUNYOUNG',
      CVSNET: 'CVS',
      CU_POST: undefined,
      DHL: 'DHL',
      EMS: 'EMS',
      FEDEX: 'FEDEX',
      UPS: 'UPS',
      DIRECT: 'DIRECT',
      OTHER: undefined,
    });
  });
});
