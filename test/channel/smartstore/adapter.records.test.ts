import { definition } from '../../../src/channel/smartstore/index.js';
import { snapshotOf } from '../../../src/channel/smartstore/smartstore.map.js';
import type { ProductOrderRow } from '../../../src/channel/smartstore/smartstore.wire.js';
import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { at, sample } from './adapter.support.js';
import { MemoryVault } from '../../support/memory-vault.js';

/** Rows of a recorded P/query answer. */
const rowsOf = (name: string): ProductOrderRow[] =>
  (JSON.parse(sample(`product-orders-query-${name}`)) as { data: ProductOrderRow[] }).data;
const rowOf = (name: string): ProductOrderRow => rowsOf(name)[0]!;

type Parts = { [K in keyof ProductOrderRow]?: object | null };
/** A recorded row with some fields of its parts set otherwise. */
const changed = (row: ProductOrderRow, parts: Parts): ProductOrderRow => {
  const copy: Record<string, unknown> = { ...row };
  for (const [name, fields] of Object.entries(parts)) {
    const old = copy[name];
    copy[name] = Array.isArray(fields) || fields === null ? fields : { ...(old as object), ...fields };
  }
  return copy as unknown as ProductOrderRow;
};
const orderOf = (row: ProductOrderRow) => snapshotOf([row]).orders[0]!;
const cancellationsOf = (row: ProductOrderRow) => snapshotOf([row]).cancellations;

describe('an order', () => {
  test('newly paid, with every field', () => {
    const row = rowOf('new');

    expect(orderOf(row)).toStrictEqual({
      key: '2026031540000021',
      orderNumber: '2026031510000002',
      status: OrderStatus.PAID,
      channelStatus: 'PAYED/NOT_YET',
      claimStatus: ClaimStatus.NONE,
      lineNumber: '2026031540000021',
      bundleNumber: '2026031570000002',
      checkoutNumber: null,
      orderedDate: at('2026-03-15T09:11:40.118'),
      paidDate: at('2026-03-15T09:12:08.207'),
      confirmedDate: null,
      dispatchedDate: null,
      deliveredDate: null,
      purchaseConfirmedDate: null,
      dispatchDueDate: at('2026-03-18T23:59:59'),
      depositDueDate: null,
      buyerId: 'naru****',
      senderName: '이나루',
      senderTel: '010-0000-1101',
      senderTel2: null,
      receiverName: '이나루',
      receiverTel: '010-0000-1101',
      receiverTel2: '02-000-1101',
      zipCode: '04001',
      receiverAddress: '서울특별시 가온구 누리로 12 (별빛동) 101동 1203호',
      shippingMemo: '문 앞에 놓아주세요',
      productNumber: '9900000021',
      productName: '가온 린넨 셔츠',
      productOptionNumber: '52600000021',
      productOptionName: '색상: 먹색 / 사이즈: M',
      options: [],
      additions: [],
      sellerProductCode: 'GAON-LS-01',
      productQuantity: 2,
      canceledQuantity: 0,
      currency: 'KRW',
      productPriceAmount: 52000,
      isShippingFeePaid: true,
      shippingFee: 3000,
      isOverseas: false,
      remoteShippingFee: 0,
      productPrice: 24000,
      salesCommissionFee: 1990,
      sellerDiscountPriceAmount: 2000,
      mallDiscountPriceAmount: 0,
      optionPriceAmount: 4000,
      additionPriceAmount: null,
      expectedPaymentAmount: null,
      courierCode: null,
      courierName: null,
      trackingNumber: null,
      invoiceRegisteredDate: null,
      native: {},
      raw: row,
    });
    expect(cancellationsOf(row)).toEqual([]);
  });

  test('of two lines is two records of one number', () => {
    const { orders } = snapshotOf(rowsOf('new'));

    expect(orders.map(({ key, orderNumber, bundleNumber }) => [key, orderNumber, bundleNumber])).toEqual([
      ['2026031540000021', '2026031510000002', '2026031570000002'],
      ['2026031540000022', '2026031510000002', '2026031570000002'],
    ]);
  });

  test('waiting for its deposit has no payment date but a deadline', () => {
    expect(orderOf(rowOf('payment-waiting'))).toMatchObject({
      expectedPaymentAmount: 24_000,
      status: OrderStatus.PAYMENT_PENDING,
      channelStatus: 'PAYMENT_WAITING',
      paidDate: null,
      depositDueDate: at('2026-03-18T23:59:59'),
      remoteShippingFee: 3000,
    });
  });

  test('confirmed is still PAYED there', () => {
    expect(orderOf(rowOf('confirmed'))).toMatchObject({
      status: OrderStatus.CONFIRMED,
      channelStatus: 'PAYED/OK',
      confirmedDate: at('2026-03-15T09:30:00.512'),
    });
  });

  test('under way carries its invoice', () => {
    expect(orderOf(rowOf('delivering'))).toMatchObject({
      status: OrderStatus.IN_TRANSIT,
      channelStatus: 'DELIVERING',
      dispatchedDate: at('2026-03-15T13:15:44.218'),
      invoiceRegisteredDate: at('2026-03-15T13:15:44.218'),
      deliveredDate: null,
      courierCode: 'CJGLS',
      courierName: 'CJ대한통운',
      trackingNumber: '600000000071',
    });
  });

  test('with every documented field is read', () => {
    const row = rowOf('every-field');

    expect(orderOf(row)).toMatchObject({
      status: OrderStatus.DELIVERED,
      claimStatus: ClaimStatus.EXCHANGE_REQUESTED,
      purchaseConfirmedDate: at('2026-03-20T00:05:00'),
      deliveredDate: at('2026-03-12T14:10:00'),
      // Two ordered, one left: what is told is told for the one.
      productQuantity: 1,
      canceledQuantity: 0,
      productPriceAmount: 26000,
      optionPriceAmount: 2000,
      sellerDiscountPriceAmount: 0,
      mallDiscountPriceAmount: 1000,
      salesCommissionFee: 995,
    });
    expect(cancellationsOf(row).map(({ key, claimNumber }) => [key, claimNumber])).toEqual([
      ['2026031580000131-2026031540000131', '2026031580000131'],
      ['2026031580000134-2026031540000131', '2026031580000134'],
    ]);
  });

  test.each([
    ['PAYED', 'CANCEL', OrderStatus.PAID, 'PAYED/CANCEL'],
    ['PAYED', null, OrderStatus.PAID, 'PAYED'],
    ['DELIVERED', 'OK', OrderStatus.DELIVERED, 'DELIVERED'],
    ['PURCHASE_DECIDED', 'OK', OrderStatus.PURCHASE_CONFIRMED, 'PURCHASE_DECIDED'],
    ['EXCHANGED', 'OK', OrderStatus.EXCHANGED, 'EXCHANGED'],
    ['CANCELED', 'OK', OrderStatus.CANCELED, 'CANCELED'],
    ['RETURNED', 'OK', OrderStatus.RETURNED, 'RETURNED'],
    ['CANCELED_BY_NOPAYMENT', 'NOT_YET', OrderStatus.CANCELED, 'CANCELED_BY_NOPAYMENT'],
    ['SOMETHING_NEW', 'OK', OrderStatus.UNKNOWN, 'SOMETHING_NEW'],
    ['constructor', 'OK', OrderStatus.UNKNOWN, 'constructor'],
  ])('that stands at %s, %s', (productOrderStatus, placeOrderStatus, status, channelStatus) => {
    const order = orderOf(changed(rowOf('new'), { productOrder: { productOrderStatus, placeOrderStatus } }));

    expect(order).toMatchObject({ status, channelStatus });
    expect(order.canceledQuantity).toBe(status === OrderStatus.CANCELED ? 2 : 0);
  });

  test('that is a gift not accepted yet has no address, and null, "" and nothing are alike', () => {
    const order = orderOf(
      changed(rowOf('new'), {
        productOrder: { shippingAddress: undefined, shippingMemo: '', productOption: null, shippingFeeType: '착불' },
      }),
    );

    expect(order).toMatchObject({
      receiverName: null,
      receiverAddress: null,
      isOverseas: null,
      shippingMemo: null,
      productOptionName: null,
      isShippingFeePaid: false,
    });
  });

  test('that goes abroad has its whole address', () => {
    const shippingAddress = {
      addressType: 'FOREIGN',
      baseAddress: '1 Sample Street',
      detailedAddress: 'Apt 2',
      city: 'Springfield',
      state: 'XX',
      country: 'US',
    };

    expect(orderOf(changed(rowOf('new'), { productOrder: { shippingAddress } }))).toMatchObject({
      isOverseas: true,
      receiverAddress: '1 Sample Street Apt 2 Springfield XX US',
    });
  });

  test('handed over in person has no courier but says so', () => {
    const row = changed(rowOf('delivering'), {
      delivery: { deliveryMethod: 'DIRECT_DELIVERY', deliveryCompany: undefined, trackingNumber: undefined },
    });

    expect(orderOf(row)).toMatchObject({
      courierCode: 'DIRECT_DELIVERY',
      courierName: '직접 전달',
      trackingNumber: null,
    });
  });

  test('of a courier that joined lately keeps its code', () => {
    const row = changed(rowOf('delivering'), { delivery: { deliveryCompany: 'NEWCOMER' } });

    expect(orderOf(row)).toMatchObject({ courierCode: 'NEWCOMER', courierName: null });
  });

  test('after a partial claim tells the seller’s share only where the row does', () => {
    const part = { initialQuantity: 2, remainQuantity: 1, remainProductDiscountAmount: 1500 };
    const told = { ...part, remainSellerBurdenDiscountAmount: 500 };
    const untold = { ...part, sellerBurdenStoreDiscountAmount: 300 };

    expect(orderOf(changed(rowOf('new'), { productOrder: told }))).toMatchObject({
      sellerDiscountPriceAmount: 500,
      mallDiscountPriceAmount: 1000,
    });
    expect(orderOf(changed(rowOf('new'), { productOrder: untold }))).toMatchObject({
      sellerDiscountPriceAmount: null,
      mallDiscountPriceAmount: null,
    });
  });

  test.each([
    ['a fraction of a won', { productOrder: { unitPrice: 100.5 } }, 'unitPrice'],
    ['a date that is none', { order: { orderDate: '2026-02-30T00:00:00.000+09:00' } }, 'orderDate'],
    ['a missing id', { productOrder: { productOrderId: '' } }, 'productOrderId'],
    ['a missing status', { productOrder: { productOrderStatus: null } }, 'productOrderStatus'],
    ['a missing quantity', { productOrder: { quantity: null, initialQuantity: null } }, 'quantity'],
    ['an address that is none', { productOrder: { shippingAddress: '서울' } }, 'shippingAddress'],
    ['a quantity that is none', { productOrder: { remainQuantity: -1 } }, 'remainQuantity'],
  ])('with %s is unreadable, and the fault names the field alone', (_, parts, name) => {
    const fault = ((): unknown => {
      try {
        return orderOf(changed(rowOf('new'), parts));
      } catch (error) {
        return error;
      }
    })();

    expect(fault).toMatchObject({ code: ErrorCode.CHANNEL_MALFORMED, message: expect.stringContaining(name) });
    expect((fault as Error).message).not.toMatch(/100\.5|2026-02|서울/);
  });
});

describe('a cancellation', () => {
  test('asked for, of a part', () => {
    const row = rowOf('cancel-request');

    expect(orderOf(row)).toMatchObject({
      status: OrderStatus.CONFIRMED,
      claimStatus: ClaimStatus.CANCEL_REQUESTED,
      productQuantity: 2,
      canceledQuantity: 1,
    });
    expect(cancellationsOf(row)).toStrictEqual([
      {
        key: '2026031580000004-2026031540000041',
        orderKey: '2026031540000041',
        orderNumber: '2026031510000004',
        status: CancellationStatus.REQUESTED,
        channelStatus: 'CANCEL_REQUEST',
        lineNumber: '2026031540000041',
        claimNumber: '2026031580000004',
        requestedBy: Party.BUYER,
        decidedBy: null,
        isImmediate: false,
        cancelReason: '단순 변심: 사이즈를 잘못 골랐어요',
        cancelReasonCode: 'SIMPLE_INTENT_CHANGED',
        cancellationRequestDate: at('2026-03-15T10:20:18.219'),
        cancelApprovalDate: null,
        cancelCompletedDate: null,
        cancelQuantity: 1,
        orderQuantity: 2,
        native: {},
        raw: row.currentClaim!.cancel,
      },
    ]);
  });

  test('withdrawn leaves the order as it was', () => {
    const row = rowOf('cancel-withdrawn');

    expect(orderOf(row)).toMatchObject({ claimStatus: ClaimStatus.CANCEL_WITHDRAWN, canceledQuantity: 0 });
    expect(cancellationsOf(row)).toMatchObject([
      { status: CancellationStatus.WITHDRAWN, channelStatus: 'CANCEL_REJECT', decidedBy: null },
    ]);
  });

  test.each(['DELIVERING', 'DELIVERED', 'PURCHASE_DECIDED', 'RETURNED', 'EXCHANGED'])(
    'refused by shipping, at %s',
    (productOrderStatus) => {
      const row = changed(rowOf('cancel-withdrawn'), { productOrder: { productOrderStatus } });

      expect(orderOf(row).claimStatus).toBe(ClaimStatus.CANCEL_REJECTED);
      expect(cancellationsOf(row)).toMatchObject([{ status: CancellationStatus.REJECTED, decidedBy: Party.SELLER }]);
    },
  );

  test('of an order not confirmed is immediate, and the order shows what had been ordered', () => {
    const row = rowOf('canceled');

    expect(orderOf(row)).toMatchObject({
      status: OrderStatus.CANCELED,
      channelStatus: 'CANCELED',
      claimStatus: ClaimStatus.CANCELED,
      productQuantity: 1,
      canceledQuantity: 1,
      productPriceAmount: 24000,
    });
    expect(cancellationsOf(row)).toMatchObject([
      {
        status: CancellationStatus.COMPLETED,
        isImmediate: true,
        decidedBy: null,
        cancelReason: '단순 변심',
        cancelApprovalDate: at('2026-03-15T11:03:56.811'),
        cancelCompletedDate: at('2026-03-15T11:03:57.020'),
      },
    ]);
  });

  test('of a confirmed order was decided by somebody whom the row does not name', () => {
    const [cancellation] = cancellationsOf(changed(rowOf('canceled'), { productOrder: { placeOrderStatus: 'OK' } }));

    expect(cancellation).toMatchObject({ status: CancellationStatus.COMPLETED, isImmediate: false });
    expect(cancellation!.decidedBy).toBeUndefined();
  });

  test('of a part, over: the order shows what is left', () => {
    const row = rowOf('partial-cancel');

    expect(orderOf(row)).toMatchObject({
      status: OrderStatus.CONFIRMED,
      claimStatus: ClaimStatus.CANCELED,
      productQuantity: 2,
      canceledQuantity: 0,
      productPriceAmount: 48000,
      mallDiscountPriceAmount: 0,
    });
    expect(cancellationsOf(row)).toStrictEqual([
      {
        key: '2026031580000010-2026031540000101',
        orderKey: '2026031540000101',
        orderNumber: '2026031510000010',
        status: CancellationStatus.COMPLETED,
        channelStatus: 'CANCEL_DONE',
        lineNumber: '2026031540000101',
        claimNumber: '2026031580000010',
        requestedBy: Party.BUYER,
        decidedBy: undefined,
        isImmediate: false,
        cancelReason: '주문 실수: 한 개만 줄일게요',
        cancelReasonCode: 'MISTAKE_ORDER',
        cancellationRequestDate: at('2026-03-15T12:00:01'),
        cancelApprovalDate: at('2026-03-15T12:31:40'),
        cancelCompletedDate: at('2026-03-15T12:31:41'),
        cancelQuantity: 1,
        orderQuantity: 3,
        native: {},
        raw: row.completedClaims![0],
      },
    ]);
  });

  test('of a part, over before the seller confirmed, stays immediate', () => {
    const row = changed(rowOf('partial-cancel'), { productOrder: { placeOrderDate: '2026-03-15T13:00:00.000+09:00' } });

    expect(cancellationsOf(row)).toMatchObject([{ isImmediate: true, decidedBy: null }]);
  });

  test('of a part, when the rest came back, is all that counts as canceled', () => {
    const row = changed(rowOf('partial-cancel'), {
      productOrder: { productOrderStatus: 'RETURNED', remainQuantity: 0 },
    });

    expect(orderOf(row)).toMatchObject({ productQuantity: 3, canceledQuantity: 1, productPriceAmount: 72000 });
  });

  test('asked for more than is left counts for what is left', () => {
    const row = rowOf('cancel-request');
    const cancel = { ...row.currentClaim!.cancel, requestQuantity: 9 };

    expect(orderOf(changed(row, { currentClaim: { cancel } })).canceledQuantity).toBe(2);
    expect(orderOf(changed(row, { currentClaim: { cancel: { ...cancel, requestQuantity: null } } }))).toMatchObject({
      canceledQuantity: 2,
    });
  });

  test('is told by the deprecated block where the current one is gone', () => {
    const row = rowOf('cancel-request');

    const records = cancellationsOf(changed(row, { currentClaim: null }));
    expect(records).toStrictEqual(cancellationsOf(row));
  });

  test('told by two blocks is one', () => {
    const row = rowOf('canceled');
    const completed = { claimType: 'CANCEL', claimId: '2026031580000006', claimStatus: 'CANCEL_DONE' };

    expect(cancellationsOf(changed(row, { completedClaims: [completed] }))).toHaveLength(1);
  });

  test('of the marketplace that the row only names is kept and clears nothing', () => {
    const row = changed(rowOf('confirmed'), {
      productOrder: {
        productOrderStatus: 'CANCELED',
        remainQuantity: 0,
        claimType: 'ADMIN_CANCEL',
        claimStatus: 'ADMIN_CANCEL_DONE',
        claimId: '2026031580000099',
      },
    });
    const [cancellation] = cancellationsOf(row);

    expect(orderOf(row).claimStatus).toBe(ClaimStatus.CANCELED);
    expect(cancellation).toMatchObject({
      key: '2026031580000099-2026031540000031',
      status: CancellationStatus.COMPLETED,
      channelStatus: 'ADMIN_CANCEL_DONE',
      requestedBy: Party.MARKETPLACE,
      decidedBy: Party.MARKETPLACE,
    });
    expect([cancellation!.cancelReason, cancellation!.cancelCompletedDate]).toEqual([undefined, undefined]);
  });

  test('without a number is known by its request date', () => {
    const row = changed(rowOf('cancel-request'), { productOrder: { claimId: null } });
    const [cancellation] = cancellationsOf(
      changed(row, { currentClaim: { cancel: { ...row.currentClaim!.cancel, claimId: null } } }),
    );

    expect(cancellation).toMatchObject({ key: '1773537618219-2026031540000041', claimNumber: null });
  });

  test.each([
    ['CANCELING', CancellationStatus.APPROVED, ClaimStatus.CANCEL_REQUESTED, 1],
    ['ADMIN_CANCELING', CancellationStatus.APPROVED, ClaimStatus.CANCEL_REQUESTED, 1],
    ['ADMIN_CANCEL_REJECT', CancellationStatus.WITHDRAWN, ClaimStatus.CANCEL_WITHDRAWN, 0],
    ['CANCEL_SOMEHOW', CancellationStatus.UNKNOWN, ClaimStatus.UNKNOWN, 0],
  ])('that stands at %s', (claimStatus, status, ours, canceledQuantity) => {
    const row = rowOf('cancel-request');
    const now = changed(changed(row, { productOrder: { claimStatus } }), {
      currentClaim: { cancel: { ...row.currentClaim!.cancel, claimStatus } },
    });

    expect(cancellationsOf(now)).toMatchObject([{ status, channelStatus: claimStatus }]);
    expect(orderOf(now)).toMatchObject({ claimStatus: ours, canceledQuantity });
  });

  test.each([
    ['구매회원', Party.BUYER],
    ['네이버페이 구매자', Party.BUYER],
    ['판매자', Party.SELLER],
    ['관리자', Party.MARKETPLACE],
    ['시스템', Party.MARKETPLACE],
    ['ARS', Party.UNKNOWN],
    ['', Party.UNKNOWN],
    ['', Party.MARKETPLACE, 'ADMIN_CANCELING'],
    ['구매회원', Party.BUYER, 'ADMIN_CANCELING'],
  ])('asked for through "%s"', (requestChannel, requestedBy, claimStatus = 'CANCEL_REQUEST') => {
    const row = rowOf('cancel-request');
    const cancel = { ...row.currentClaim!.cancel, requestChannel, claimStatus };
    const now = changed(row, { currentClaim: { cancel } });

    expect(cancellationsOf(now)).toMatchObject([{ requestedBy }]);
  });

  test.each([
    ['REASON_OF_TOMORROW', '그냥', 'REASON_OF_TOMORROW: 그냥'],
    ['ETC', '', '기타'],
    [null, '그냥', '그냥'],
    [null, null, null],
  ])('for %s, "%s"', (cancelReason, cancelDetailedReason, words) => {
    const row = rowOf('cancel-request');
    const cancel = { ...row.currentClaim!.cancel, cancelReason, cancelDetailedReason };

    expect(cancellationsOf(changed(row, { currentClaim: { cancel } }))).toMatchObject([
      { cancelReason: words, cancelReasonCode: cancelReason },
    ]);
  });
});

describe('other claims', () => {
  test.each([
    ['RETURN', 'RETURN_REQUEST', ClaimStatus.RETURN_REQUESTED],
    ['RETURN', 'COLLECTING', ClaimStatus.RETURN_REQUESTED],
    ['RETURN', 'COLLECT_DONE', ClaimStatus.RETURN_REQUESTED],
    ['RETURN', 'RETURN_DONE', ClaimStatus.RETURNED],
    ['RETURN', 'RETURN_REJECT', ClaimStatus.RETURN_WITHDRAWN],
    ['EXCHANGE', 'EXCHANGE_REQUEST', ClaimStatus.EXCHANGE_REQUESTED],
    ['EXCHANGE', 'COLLECTING', ClaimStatus.EXCHANGE_REQUESTED],
    ['EXCHANGE', 'COLLECT_DONE', ClaimStatus.EXCHANGE_REQUESTED],
    ['EXCHANGE', 'EXCHANGE_REDELIVERING', ClaimStatus.EXCHANGE_REQUESTED],
    ['EXCHANGE', 'EXCHANGE_DONE', ClaimStatus.EXCHANGED],
    ['EXCHANGE', 'EXCHANGE_REJECT', ClaimStatus.EXCHANGE_WITHDRAWN],
    ['PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK', ClaimStatus.NONE],
    ['SOMETHING', 'SOMETHING_REQUEST', ClaimStatus.UNKNOWN],
  ])('%s at %s shows on the order and is no cancellation', (claimType, claimStatus, ours) => {
    const row = changed(rowOf('delivering'), { productOrder: { claimType, claimStatus, claimId: '1' } });

    expect(orderOf(row).claimStatus).toBe(ours);
    expect(cancellationsOf(row)).toEqual([]);
  });

  test('of the samples show on their orders', () => {
    expect(['return-request', 'exchange'].map((name) => orderOf(rowOf(name)).claimStatus)).toEqual([
      ClaimStatus.RETURN_REQUESTED,
      ClaimStatus.EXCHANGE_REQUESTED,
    ]);
  });

  test('that are over show the latest', () => {
    const over = (claimType: string, claimStatus: string, day: string) => ({
      claimType,
      claimStatus,
      claimId: day,
      claimRequestDate: `2026-03-${day}T00:00:00.000+09:00`,
    });
    const completedClaims = [
      over('CANCEL', 'CANCEL_DONE', '10'),
      over('RETURN', 'RETURN_DONE', '12'),
      over('EXCHANGE', 'EXCHANGE_DONE', '11'),
    ];

    expect(orderOf(changed(rowOf('delivering'), { completedClaims })).claimStatus).toBe(ClaimStatus.RETURNED);
  });

  test('are found in their blocks where the row does not name them', () => {
    const row = changed(rowOf('return-request'), { productOrder: { claimType: null, claimStatus: null } });

    expect(orderOf(row).claimStatus).toBe(ClaimStatus.RETURN_REQUESTED);
  });
});

test('couriers are SmartStore’s own codes', async () => {
  const channel = definition.connect({
    id: 'smartstore',
    baseUrl: 'http://127.0.0.1/external',
    credentials: {},
    options: {},
    http: { request: () => Promise.reject(new Error('no call is needed')) },
    clock: new VirtualClock(0),
    vault: new MemoryVault(),
  });
  const couriers = await channel.couriers({ meter: { calls: 0 } });

  expect(couriers.map(({ courier, code, name }) => `${courier} ${code} ${name}`)).toEqual([
    'CJ_LOGISTICS CJGLS CJ대한통운',
    'LOTTE HYUNDAI 롯데택배',
    'HANJIN HANJIN 한진택배',
    'KOREA_POST EPOST 우체국택배',
    'KOREA_POST REGISTPOST 우편등기',
    'LOGEN KGB 로젠택배',
    'KYUNGDONG KDEXP 경동택배',
    'DAESIN DAESIN 대신택배',
    'ILYANG ILYANG 일양로지스',
    'CHUNIL CHUNIL 천일택배',
    'HAPDONG HDEXP 합동택배',
    'KUNYOUNG KUNYOUNG 건영택배',
    'CVSNET CVSNET GSPostbox택배',
    'CU_POST CUPARCEL CU편의점택배',
    'DHL DHL DHL',
    'EMS EMS EMS',
    'FEDEX FEDEX FEDEX',
    'UPS UPS UPS',
    'DIRECT DIRECT_DELIVERY 직접 전달',
    'OTHER CH1 기타택배',
  ]);
});
