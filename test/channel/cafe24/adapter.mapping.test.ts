import { snapshotOf } from '../../../src/channel/cafe24/cafe24.map.js';
import { phone } from '../../../src/channel/cafe24/cafe24.people.js';
import type { WireOrder } from '../../../src/channel/cafe24/cafe24.wire.js';
import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import { at, changedOrder, ordersOf, type SampleOrder } from './adapter.support.js';

const read = (order: SampleOrder) => snapshotOf([order as WireOrder], null);
const lineOf = (item: Record<string, unknown>, order: Record<string, unknown> = {}) =>
  read(changedOrder(item, order)).orders[0]!;
const claimOf = (item: Record<string, unknown>, order: Record<string, unknown> = {}) =>
  read(changedOrder(item, order)).cancellations[0];

/** The line of the sample as it was before any claim. */
const plain = {
  cancel_request_date: null,
  claim_quantity: 0,
  claim_reason_type: null,
  claim_reason: null,
  order_status_before_cs: null,
};

describe('order_status', () => {
  const { NONE } = ClaimStatus;
  test.each([
    ['N00', OrderStatus.PAYMENT_PENDING, NONE],
    ['N02', OrderStatus.PAYMENT_PENDING, NONE],
    ['N10', OrderStatus.PAID, NONE],
    ['N20', OrderStatus.CONFIRMED, NONE],
    ['N21', OrderStatus.DISPATCHED, NONE],
    ['N22', OrderStatus.CONFIRMED, NONE],
    ['N30', OrderStatus.IN_TRANSIT, NONE],
    ['N40', OrderStatus.DELIVERED, NONE],
    ['N50', OrderStatus.PURCHASE_CONFIRMED, NONE],
    ['N01', OrderStatus.PAID, ClaimStatus.EXCHANGE_REQUESTED],
    ['N03', OrderStatus.PAYMENT_PENDING, ClaimStatus.EXCHANGE_REQUESTED],
    ['N77', OrderStatus.UNKNOWN, NONE],
    ['C77', OrderStatus.UNKNOWN, ClaimStatus.UNKNOWN],
  ])('%s is %s', (code, status, claimStatus) => {
    expect(lineOf({ ...plain, order_status: code })).toMatchObject({ status, channelStatus: code, claimStatus });
    expect(claimOf({ ...plain, order_status: code })).toBeUndefined();
  });

  const { REQUESTED, APPROVED, REJECTED, COMPLETED } = CancellationStatus;
  test.each([
    ['C00', OrderStatus.PAID, ClaimStatus.CANCEL_REQUESTED, REQUESTED, 2],
    ['C10', OrderStatus.CANCELED, ClaimStatus.CANCELED, APPROVED, 2],
    ['C11', OrderStatus.PAID, ClaimStatus.CANCEL_REJECTED, REJECTED, 0],
    ['C34', OrderStatus.CANCELED, ClaimStatus.CANCELED, APPROVED, 2],
    ['C35', OrderStatus.CANCELED, ClaimStatus.CANCELED, APPROVED, 2],
    ['C36', OrderStatus.CANCELED, ClaimStatus.CANCELED, APPROVED, 2],
    ['C40', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
    ['C41', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
    ['C42', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
    ['C43', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
    ['C47', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
    ['C48', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
    ['C49', OrderStatus.CANCELED, ClaimStatus.CANCELED, COMPLETED, 3],
  ])('%s is %s with a cancel', (code, status, claimStatus, cancellation, canceledQuantity) => {
    const item = { order_status: code, order_status_before_cs: 'N10', claim_quantity: 2 };

    expect(lineOf(item)).toMatchObject({ status, channelStatus: code, claimStatus, canceledQuantity });
    expect(claimOf(item)).toMatchObject({ status: cancellation, channelStatus: code, cancelQuantity: 2 });
  });

  test.each([
    ...['R00', 'R10', 'R12', 'R13', 'R20', 'R30', 'R31', 'R34', 'R36'].map((code) => [
      code,
      OrderStatus.DELIVERED,
      ClaimStatus.RETURN_REQUESTED,
    ]),
    ['R11', OrderStatus.DELIVERED, ClaimStatus.RETURN_REJECTED],
    ...['R40', 'R41', 'R42', 'R43'].map((code) => [code, OrderStatus.RETURNED, ClaimStatus.RETURNED]),
    ...['E00', 'E10', 'E12', 'E13', 'E20', 'E30', 'E31', 'E32', 'E33', 'E34', 'E35', 'E36'].map((code) => [
      code,
      OrderStatus.DELIVERED,
      ClaimStatus.EXCHANGE_REQUESTED,
    ]),
    ['E11', OrderStatus.DELIVERED, ClaimStatus.EXCHANGE_REJECTED],
    ['E40', OrderStatus.EXCHANGED, ClaimStatus.EXCHANGED],
    ...['E41', 'E50', 'E51'].map((code) => [code, OrderStatus.DELIVERED, ClaimStatus.EXCHANGE_WITHDRAWN]),
  ])('%s is %s, %s', (code, status, claimStatus) => {
    const item = { ...plain, order_status: code, order_status_before_cs: 'N40' };

    expect(lineOf(item)).toMatchObject({ status, channelStatus: code, claimStatus, canceledQuantity: 0 });
    expect(claimOf(item)).toBeUndefined();
  });

  test('N40 with a date of confirmation is a confirmed purchase, during a claim too', () => {
    const confirmed = { ...plain, purchaseconfirmation_date: '2026-03-09T10:00:00+09:00' };

    expect(lineOf({ ...confirmed, order_status: 'N40' })).toMatchObject({
      status: OrderStatus.PURCHASE_CONFIRMED,
      purchaseConfirmedDate: at('2026-03-09T10:00:00'),
    });
    expect(lineOf({ ...confirmed, order_status: 'R00', order_status_before_cs: 'N40' }).status).toBe(
      OrderStatus.PURCHASE_CONFIRMED,
    );
  });

  test('of a claim that does not say what it interrupted leaves the state unknown', () => {
    expect(lineOf({ order_status_before_cs: null })).toMatchObject({
      status: OrderStatus.UNKNOWN,
      channelStatus: 'C00',
      claimStatus: ClaimStatus.CANCEL_REQUESTED,
    });
  });

  test.each([
    ['Return', ClaimStatus.RETURN_WITHDRAWN],
    ['Exchange', ClaimStatus.EXCHANGE_WITHDRAWN],
    ['Something', ClaimStatus.UNKNOWN],
  ])('with request_undone %s is %s', (request_undone, claimStatus) => {
    expect(lineOf({ ...plain, order_status: 'N40', request_undone }).claimStatus).toBe(claimStatus);
  });

  test('lines of one order stand each for itself', () => {
    const [order] = ordersOf('orders-list-n10').slice(1);
    const [first, second] = order!.items;
    const mixed = {
      ...order!,
      items: [
        { ...first, order_status: 'C48' },
        { ...second, order_status: 'N30' },
      ],
    };

    expect(read(mixed).orders.map(({ status }) => status)).toEqual([OrderStatus.CANCELED, OrderStatus.IN_TRANSIT]);
  });
});

describe('who canceled', () => {
  test.each([
    ['C47', {}, Party.BUYER, null, true],
    ['C48', {}, Party.MARKETPLACE, Party.MARKETPLACE, true],
    ['C49', {}, Party.SELLER, Party.SELLER, true],
    ['C40', {}, Party.BUYER, Party.SELLER, false],
    ['C10', { claim_reason_type: 'H' }, Party.SELLER, Party.SELLER, false],
    ['C40', { cancel_request_date: null, claim_reason_type: null }, Party.SELLER, Party.SELLER, false],
    ['C40', { naver_pay_order_id: '2026030211111' }, Party.BUYER, Party.UNKNOWN, false],
  ])('%s %j', (order_status, item, requestedBy, decidedBy, isImmediate) => {
    expect(claimOf({ order_status, ...item })).toMatchObject({ requestedBy, decidedBy, isImmediate });
  });
});

describe('a cancel', () => {
  const CLAIM = 'C20260302-0000001';

  test('without a request has its number for a key, before payment nothing but its line', () => {
    const item = { order_status: 'C40', cancel_request_date: null };
    expect(claimOf({ ...item, claim_code: CLAIM })!.key).toBe(`20260302-0000003-01@${CLAIM}`);
    expect(claimOf({ ...item, order_status: 'C48' })!.key).toBe('20260302-0000003-01@canceled');
  });

  test('without words of the buyer has those of its type', () => {
    expect(claimOf({ claim_reason: ' ', claim_reason_type: 'B' })).toMatchObject({
      cancelReason: '배송지연',
      cancelReasonCode: 'B',
    });
    expect(claimOf({ claim_reason: '', claim_reason_type: 'Z' })!.cancelReason).toBeNull();
  });

  test('without a quantity means the whole line', () => {
    expect(lineOf({ claim_quantity: 0 }).canceledQuantity).toBe(3);
    expect(claimOf({ claim_quantity: 0 })!.cancelQuantity).toBe(3);
  });

  test.each([
    ['an open market', { market_cancel_request: 'T', market_cancel_request_quantity: 2 }, 'market_cancel_request', 2],
    ['Naver Pay', { naver_pay_order_id: '1', naver_pay_claim_status: 'CANCEL_REQUEST' }, 'CANCEL_REQUEST', 3],
  ])('asked for through %s is a request, whatever order_status says', (_, item, word, pieces) => {
    const asked = { ...plain, ...item, order_status: 'N20' };

    expect(lineOf(asked)).toMatchObject({
      status: OrderStatus.CONFIRMED,
      channelStatus: 'N20',
      claimStatus: ClaimStatus.CANCEL_REQUESTED,
      canceledQuantity: pieces,
    });
    expect(claimOf(asked)).toMatchObject({
      key: '20260302-0000003-01@market',
      status: CancellationStatus.REQUESTED,
      channelStatus: `N20/${word}`,
      requestedBy: Party.BUYER,
    });
  });

  test.each([
    ['N20', ClaimStatus.CANCEL_WITHDRAWN, CancellationStatus.WITHDRAWN],
    ['N30', ClaimStatus.CANCEL_REJECTED, CancellationStatus.REJECTED],
  ])('of an open market that is over at %s is %s', (order_status, claimStatus, status) => {
    const item = { order_status, claim_quantity: 0 };
    const order = { market_id: 'gmarket' };
    expect(lineOf(item, order)).toMatchObject({ claimStatus, native: { origin: 'MARKET' } });
    expect(claimOf(item, order)).toMatchObject({ status });
  });

  const embedded = (undone: string) => ({
    claim_code: CLAIM,
    undone,
    refund_amounts: [],
    items: [{ order_item_code: '20260302-0000003-01', quantity: 2 }],
  });

  test('that was accepted and then taken back by the seller is withdrawn under the key of the request', () => {
    const item = { order_status: 'N20', claim_quantity: 0 };

    expect(claimOf(item, { cancellation: [embedded('T')] })).toMatchObject({
      key: '20260302-0000003-01@2026-03-02T11:20:00+09:00',
      claimNumber: CLAIM,
      status: CancellationStatus.WITHDRAWN,
      channelStatus: 'N20/undone',
      decidedBy: Party.SELLER,
      cancelQuantity: 2,
      refundAmount: null,
    });
  });

  test('that its lines tell no more is not lost', () => {
    const item = { ...plain, order_status: 'N20' };

    expect(claimOf(item, { cancellation: [embedded('T')] })).toMatchObject({
      key: `20260302-0000003-01@${CLAIM}`,
      status: CancellationStatus.WITHDRAWN,
    });
    expect(claimOf(item, { cancellation: [embedded('F')] })).toMatchObject({ status: CancellationStatus.UNKNOWN });
  });

  test('over several lines tells none of them the refund of all', () => {
    const [order] = ordersOf('orders-list-c40');
    const [claim] = order!['cancellation'] as Record<string, unknown>[];
    const items = [...(claim!['items'] as unknown[]), { order_item_code: '20260302-0000003-02', quantity: 1 }];

    expect(read({ ...order!, cancellation: [{ ...claim, items }] }).cancellations[0]!.refundAmount).toBeNull();
  });

  test('of two lines of one family in the same second stays two', () => {
    const [order] = ordersOf('orders-list-c00');
    const [item] = order!.items;
    const other = { ...item, order_item_code: '20260302-0000003-02', item_no: 2, original_item_no: [1] };

    expect(read({ ...order!, items: [item!, other] }).cancellations.map(({ key }) => key)).toEqual([
      '20260302-0000003-01@2026-03-02T11:20:00+09:00',
      '20260302-0000003-02@2026-03-02T11:20:00+09:00',
    ]);
  });

  test('whose rest became the new line leaves that alone', () => {
    const [order] = ordersOf('orders-list-c00');
    const [item] = order!.items;
    const gone = { ...item, quantity: 1, claim_quantity: 1, order_status: 'C40' };
    const rest = {
      ...item,
      order_item_code: '20260302-0000003-02',
      item_no: 2,
      original_item_no: [1],
      quantity: 2,
      claim_quantity: 0,
      order_status: 'N20',
    };
    const { orders, cancellations } = read({ ...order!, items: [gone, rest] });

    expect(
      orders.map(({ productQuantity, canceledQuantity, claimStatus }) => [
        productQuantity,
        canceledQuantity,
        claimStatus,
      ]),
    ).toEqual([
      [1, 1, ClaimStatus.CANCELED],
      // What was known of it before still holds.
      [2, 0, undefined],
    ]);
    expect(cancellations.map(({ key }) => key)).toEqual(['20260302-0000003-01@2026-03-02T11:20:00+09:00']);
  });

  test('of pieces whose line the answer does not hold goes by that line’s number', () => {
    const item = { order_item_code: '20260302-0000003-04', item_no: 4, original_item_no: [2] };
    expect(claimOf(item)!.key).toBe('20260302-0000003-02@2026-03-02T11:20:00+09:00');
  });
});

describe('money', () => {
  test('of another currency is exact where doubles are not', () => {
    const dollars = {
      currency: 'USD',
      shipping_type: 'B',
      shipping_fee_detail: [{ shipping_fee: '4.90', items: ['20260302-0000003-01'] }],
    };
    const item = {
      product_price: '0.10',
      option_price: '0.20',
      quantity: 3,
      additional_discount_price: '0.10',
      coupon_discount_price: '0.20',
      app_item_discount_amount: '0.30',
    };
    expect(lineOf(item, dollars)).toMatchObject({
      currency: 'USD',
      isOverseas: true,
      productPrice: 0.1,
      optionPriceAmount: 0.6,
      productPriceAmount: 0.9,
      sellerDiscountPriceAmount: 0.6,
      shippingFee: 4.9,
    });
  });

  test('in won has no fraction', () => {
    expect(() => lineOf({ product_price: '9900.50' })).toThrow(
      expect.objectContaining({ code: ErrorCode.CHANNEL_MALFORMED, message: expect.stringContaining('product_price') }),
    );
    expect(
      lineOf({ product_price: '9900.50' }, { currency: 'USD', shipping_fee_detail: [], initial_order_amount: null })
        .productPrice,
    ).toBe(9_900.5);
  });

  test.each([
    ['P', true],
    ['F', true],
    ['C', false],
    [null, null],
  ])('shipping_payment_option %s', (shipping_payment_option, isShippingFeePaid) => {
    expect(lineOf({ shipping_payment_option }).isShippingFeePaid).toBe(isShippingFeePaid);
  });

  test('of a line that is first in no group is no fee', () => {
    const shipping_fee_detail = [{ shipping_fee: '3000.00', items: ['20260302-0000003-09', '20260302-0000003-01'] }];
    expect(lineOf({}, { shipping_fee_detail }).shippingFee).toBe(0);
  });

  test('of an order without groups is what it was charged, the surcharge apart', () => {
    const order = {
      shipping_fee_detail: [],
      regional_surcharge_detail: [{ regional_surcharge_amount: '1000.00', items: ['20260302-0000003-01'] }],
    };
    expect(lineOf({}, order)).toMatchObject({ shippingFee: 2_000, remoteShippingFee: 1_000 });
  });

  test('the market bears is told apart', () => {
    expect(lineOf({ market_discount_amount: '500.00' }).mallDiscountPriceAmount).toBe(500);
  });
});

describe('goods', () => {
  test('have the option chosen and what was filled in', () => {
    const item = {
      option_value: '색상=네이비',
      additional_option_values: [
        { key: 'k', type: 'text', name: '각인', value: '하늘' },
        { key: null, type: null, name: null, value: null },
      ],
    };
    expect(lineOf(item).productOptionName).toBe('색상=네이비, 각인: 하늘');
  });

  test('have the seller’s own code of the variant, else of the product', () => {
    expect(lineOf({ custom_variant_code: 'V-1', custom_product_code: 'P-1' }).sellerProductCode).toBe('V-1');
    expect(lineOf({ custom_variant_code: '', custom_product_code: 'P-1' }).sellerProductCode).toBe('P-1');
  });

  test('are due on the expected day', () => {
    expect(lineOf({ shipping_expected_date: '2026-03-09' }).dispatchDueDate).toBe(at('2026-03-09'));
    expect(lineOf({ shipping_expected_date: '0000-00-00' }).dispatchDueDate).toBeNull();
  });

  test('sent long ago have dates of the older form', () => {
    expect(lineOf({ shipped_date: '2017-07-10 15:55:51' }).dispatchedDate).toBe(at('2017-07-10T15:55:51'));
  });
});

describe('people', () => {
  const receiver = (changes: Record<string, unknown>) => {
    const [order] = ordersOf('orders-list-c00');
    return { ...(order!['receivers'] as Record<string, unknown>[])[0], ...changes };
  };

  test('are matched by the delivery number; several of other numbers are nobody’s', () => {
    const other = receiver({ shipping_code: 'D-other', name: '다른 이' });
    const own = receiver({});

    expect(lineOf({}, { receivers: [other, own] }).receiverName).toBe('정유나');
    expect(lineOf({}, { receivers: [other] }).receiverName).toBe('다른 이');
    expect(lineOf({}, { receivers: [other, other] })).toMatchObject({ receiverName: null, zipCode: null });
  });

  test('that are not embedded are not carried', () => {
    const line = lineOf({}, { receivers: undefined, buyer: undefined });
    expect(line.receiverName).toBeUndefined();
    expect(line.senderName).toBeUndefined();
  });

  test('have an address in parts where no full one is told', () => {
    const abroad = receiver({
      address_full: '',
      address1: '1 Sample St',
      address2: ' ',
      address_city: 'Example',
      country_name: 'USA',
    });
    expect(lineOf({}, { receivers: [abroad] }).receiverAddress).toBe('1 Sample St Example USA');
  });

  test('fall back to the payer’s name', () => {
    expect(lineOf({}, { buyer: null })).toMatchObject({ senderName: '정유나', senderTel: null });
  });

  test.each([
    ['01000001234', '010-0000-1234'],
    ['010 0000 1234', '010-0000-1234'],
    ['0200000012', '02-0000-0012'],
    ['020000012', '02-000-0012'],
    ['0310000012', '031-000-0012'],
    ['050000005678', '0500-0000-5678'],
    ['15000000', '1500-0000'],
    ['+1 202 555 0100', '+1 202 555 0100'],
    ['010-****-1234', '010-****-1234'],
  ])('%s is written %s', (number, expected) => {
    expect(phone(number)).toBe(expected);
  });
});

test.each([
  ['no order_item_code', { order_item_code: null }, {}, 'order_item_code'],
  ['no order_status', { order_status: '' }, {}, 'order_status'],
  ['no quantity', { quantity: null }, {}, 'quantity'],
  ['a quantity that is none', { quantity: -1 }, {}, 'quantity'],
  ['no currency', {}, { currency: null }, 'currency'],
  ['a date that is none', { cancel_request_date: 'yesterday' }, {}, 'cancel_request_date'],
])('an order with %s cannot be read, and the fault names the field', (_, item, order, field) => {
  expect(() => lineOf(item, order)).toThrow(
    expect.objectContaining({ code: ErrorCode.CHANNEL_MALFORMED, message: expect.stringContaining(field) }),
  );
});
