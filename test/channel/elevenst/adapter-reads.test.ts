import type { OrderListing, Snapshot } from '../../../src/channel/channel.js';
import type { OrderRecord } from '../../../src/model/order.js';
import { OrderStatus } from '../../../src/model/order.js';
import type { Shop } from './adapter-account.js';
import { all, claim, connect, faultOf, kst, listOf, sample } from './adapter-account.js';

const SPAN = { start: kst('2026-03-01 00:00'), end: kst('2026-03-08 00:00') };
const CLAIM_SPAN = { start: kst('2026-03-01 00:00'), end: kst('2026-03-31 00:00') };
const ORDERS = '/rest/ordservices';
const CLAIMS = '/rest/claimservice';
const EMPTY = sample('ordservices-complete-empty');
const NOTHING = sample('claimservice-cancelorders-empty');

let shop: Shop;
afterEach(() => shop.close());

const listing = (id: string): OrderListing => shop.channel.orders!.listings.find((each) => each.id === id)!;
const without = (record: OrderRecord, fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));
const only = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list[0]!;
};
/** Reads one list sample through its listing. */
async function read(id: string, name: string): Promise<Snapshot> {
  const path = id.replace('ordservices.', '');
  shop = await connect((target) => ({ body: target.includes(`/${path}/`) ? sample(name) : EMPTY }));
  return (await all(listing(id).read(SPAN, shop.context))).at(-1)!;
}

const MUG: OrderRecord = {
  key: '20260302048811203/1',
  orderNumber: '20260302048811203',
  lineNumber: '1',
  bundleNumber: '2681004571',
  status: 'PAID' as OrderRecord['status'],
  channelStatus: '202',
  orderedDate: kst('2026-03-02 10:12:41'),
  paidDate: kst('2026-03-02 10:12:41'),
  confirmedDate: null,
  dispatchedDate: null,
  dispatchDueDate: kst('2026-03-04 00:00'),
  buyerId: 'S|10000001|hanu***',
  senderName: '김하누',
  senderTel: '010-0000-1001',
  senderTel2: null,
  receiverName: '박도새',
  receiverTel: '010-0000-1002',
  receiverTel2: null,
  zipCode: '04501',
  receiverAddress: '서울특별시 중구 가상로 34 (가상동) 2층 202호',
  shippingMemo: '부재 시 문 앞에 놓아주세요.',
  productNumber: '8801234501',
  productName: '무지 머그컵 350ml',
  productOptionNumber: '44100000011',
  productOptionName: '색상:화이트 (+500원)',
  sellerProductCode: 'MUG-350',
  productQuantity: 2,
  canceledQuantity: 0,
  currency: 'KRW',
  productPriceAmount: 20000,
  isShippingFeePaid: true,
  shippingFee: 3000,
  isOverseas: false,
  remoteShippingFee: 0,
  productPrice: 9500,
  salesCommissionFee: 1600,
  sellerDiscountPriceAmount: 500,
  mallDiscountPriceAmount: 1000,
  optionPriceAmount: 1000,
  courierCode: null,
  trackingNumber: null,
  native: { addPrdYn: 'N' },
  raw: expect.objectContaining({
    ordNo: '20260302048811203',
    dlvMthdCd: 'null',
    typeBilNo: '1114000000100000000000001',
  }),
};

describe('order listings', () => {
  it('are earliest state first, each with its date', async () => {
    shop = await connect({});
    expect(shop.channel.orders!.listings.map(({ id, nativeDate, statuses }) => [id, nativeDate, statuses])).toEqual([
      ['ordservices.standby', 'ORDERED', ['PAYMENT_PENDING']],
      ['ordservices.complete', 'PAID', ['PAID']],
      ['ordservices.packaging', 'CONFIRMED', ['CONFIRMED']],
      ['ordservices.shipping', 'DISPATCHED', ['IN_TRANSIT']],
      ['ordservices.dlvcompleted', 'DELIVERED', ['DELIVERED']],
      ['ordservices.completed', 'PURCHASE_CONFIRMED', ['PURCHASE_CONFIRMED']],
    ]);
  });

  it('read paid orders, every field', async () => {
    const { orders } = await read('ordservices.complete', 'ordservices-complete');
    expect(orders[0]).toEqual(MUG);
    expect(Object.values(orders[0]!)).not.toContain(undefined);
    // No option, a second line without a fee of its own, then an island parcel and an empty memo.
    expect(orders[1]).toMatchObject({
      key: '20260302048811203/2',
      bundleNumber: '2681004571',
      productOptionName: null,
      isShippingFeePaid: true,
      shippingFee: 0,
      sellerDiscountPriceAmount: 0,
    });
    expect(orders[2]).toMatchObject({
      key: '20260303051120457/1',
      senderTel2: '031-000-2001',
      shippingMemo: null,
      productOptionName: '색상/길이:네이비/60cm',
      productQuantity: 3,
      remoteShippingFee: 4000,
      salesCommissionFee: 3096,
    });
    expect(orders).toHaveLength(3);
  });

  it('read confirmed orders', async () => {
    const { orders } = await read('ordservices.packaging', 'ordservices-packaging');
    expect(orders[0]).toEqual({
      ...MUG,
      status: 'CONFIRMED',
      channelStatus: '301',
      confirmedDate: kst('2026-03-02 14:05:11'),
      raw: expect.objectContaining({ ordPrdStat: '301' }) as unknown,
    });
  });

  it('read unpaid orders', async () => {
    const { orders } = await read('ordservices.standby', 'ordservices-standby');
    expect(only(orders)).toMatchObject({
      key: '20260304060001122/1',
      status: 'PAYMENT_PENDING',
      channelStatus: '102',
      orderedDate: kst('2026-03-04 11:02:50'),
      paidDate: null,
      productPriceAmount: 15900,
      shippingFee: 2500,
    });
  });

  it('read gifts without an address as paid orders to be looked up', async () => {
    shop = await connect((target) => ({
      body: target.includes('/delvplacestandby/')
        ? listOf([{ ordNo: '1', ordPrdSeq: '1', ordDt: '2026-03-02 10:00:00', rcvrBaseAddr: '' }])
        : EMPTY,
    }));
    const [gifts, ...others] = await all(listing('ordservices.complete').read(SPAN, shop.context));
    expect(gifts!.orders).toEqual([
      {
        key: '1/1',
        orderNumber: '1',
        lineNumber: '1',
        status: 'PAID',
        channelStatus: '200',
        orderedDate: kst('2026-03-02 10:00:00'),
        receiverAddress: null,
        isSparse: true,
      },
    ]);
    expect(others.map(({ orders }) => orders.length)).toEqual([0, 0]);
  });

  it('read dispatched orders sparsely: five fields clear nothing', async () => {
    const { orders } = await read('ordservices.shipping', 'ordservices-shipping');
    expect(orders).toHaveLength(2);
    expect(orders[1]).toEqual({
      key: '20260302048811203/2',
      orderNumber: '20260302048811203',
      lineNumber: '2',
      status: 'IN_TRANSIT',
      channelStatus: '401',
      dispatchedDate: kst('2026-03-03 16:20:00'),
      courierCode: '00034',
      trackingNumber: '640000000011',
      isSparse: true,
    });
    expect(Object.keys(orders[1]!)).toHaveLength(9);
  });

  it('read delivered orders', async () => {
    const { orders } = await read('ordservices.dlvcompleted', 'ordservices-dlvcompleted');
    expect(orders.map(({ deliveredDate }) => deliveredDate)).toEqual([kst('2026-03-05 13:41:00'), null]);
    const told = without(MUG, [
      ...['confirmedDate', 'dispatchDueDate', 'salesCommissionFee', 'sellerDiscountPriceAmount', 'native'],
      ...['mallDiscountPriceAmount', 'optionPriceAmount', 'senderTel2'],
    ]);
    expect(orders[0]).toEqual({
      ...told,
      status: 'DELIVERED',
      channelStatus: '501',
      dispatchedDate: kst('2026-03-03 16:20:00'),
      deliveredDate: kst('2026-03-05 13:41:00'),
      courierCode: '00034',
      trackingNumber: '640000000011',
      raw: expect.objectContaining({ dlvMthd: '택배' }) as unknown,
    });
    expect(orders[0]).not.toHaveProperty('optionPriceAmount');
  });

  it('read purchase-confirmed orders sparsely', async () => {
    const { orders } = await read('ordservices.completed', 'ordservices-completed');
    expect(orders[0]).toEqual({
      key: '20260302048811203/1',
      orderNumber: '20260302048811203',
      lineNumber: '1',
      status: 'PURCHASE_CONFIRMED',
      channelStatus: '901',
      orderedDate: kst('2026-03-02 10:12:41'),
      purchaseConfirmedDate: kst('2026-03-16 02:10:05'),
      productNumber: '8801234501',
      productName: '무지 머그컵 350ml',
      productOptionName: '색상:화이트 (+500원)',
      sellerProductCode: 'MUG-350',
      productQuantity: 2,
      canceledQuantity: 0,
      currency: 'KRW',
      productPriceAmount: 20000,
      shippingFee: 3000,
      isOverseas: false,
      isSparse: true,
    });
  });

  it.each([
    ['ordNo', ''],
    ['ordPrdSeq', 'null'],
    ['ordDt', '2026-02-30 10:00:00'],
    ['ordAmt', '100.5'],
    ['ordQty', '두 개'],
  ])('refuse a row whose %s cannot be read, without showing it', async (field, value) => {
    const row = { ordNo: '1', ordPrdSeq: '1', [field]: value };
    shop = await connect(() => ({ body: listOf([row]) }));
    const fault = await faultOf(all(listing('ordservices.packaging').read(SPAN, shop.context)));
    expect(fault).toMatchObject({ code: 'CHANNEL_MALFORMED', message: expect.stringContaining(field) as string });
  });

  it('keep what is in no table', async () => {
    shop = await connect(() => ({
      body: listOf([
        { ordNo: '1', ordPrdSeq: '1', ordPrdStat: '999', dlvCstType: '09', bmDlvCst: '4000', bmDlvCstType: '02' },
      ]),
    }));
    const { orders } = (await all(listing('ordservices.packaging').read(SPAN, shop.context)))[0]!;
    expect(orders[0]).toMatchObject({
      status: 'UNKNOWN',
      channelStatus: '999',
      isShippingFeePaid: null,
      remoteShippingFee: null,
    });
  });
});

describe('cancellation listings', () => {
  const CLAIM = {
    key: '120345671/1',
    orderKey: '20260303051120457/1',
    orderNumber: '20260303051120457',
    lineNumber: '1',
    claimNumber: '120345671',
    status: 'REQUESTED',
    channelStatus: '01',
    requestedBy: 'BUYER',
    isImmediate: false,
    cancelReason: '색상·사이즈·주문정보 변경: 색상을 잘못 골랐습니다.',
    cancelReasonCode: '15',
    cancellationRequestDate: kst('2026-03-04 10:22:31'),
    cancelQuantity: 1,
    raw: expect.objectContaining({ ordPrdCnSeq: '120345671' }) as unknown,
  };
  const readClaims = async (id: string, name: string): Promise<Snapshot> => {
    shop = await connect({ [`${CLAIMS}/${id}/202603010000/202603302359`]: sample(name) });
    const found = shop.channel.cancellations!.listings.find((each) => each.id === `claimservice.${id}`)!;
    return only(await all(found.read(CLAIM_SPAN, shop.context)));
  };

  it('have their dates, and the orders that they touch', async () => {
    shop = await connect({});
    const { listings } = shop.channel.cancellations!;
    expect(listings.map((each) => [each.id, each.nativeDate, each.statuses, each.orderStatuses])).toEqual([
      ['claimservice.cancelorders', 'REQUESTED', ['REQUESTED'], ['CONFIRMED']],
      ['claimservice.withdrawcanceledorders', 'WITHDRAWN', ['WITHDRAWN'], ['CONFIRMED']],
      ['claimservice.canceledorders', 'COMPLETED', ['COMPLETED'], ['CANCELED']],
    ]);
  });

  it('read open requests, with what they tell of orders that no list shows', async () => {
    const { cancellations, orders } = await readClaims('cancelorders', 'claimservice-cancelorders');
    expect(cancellations[0]).toEqual(CLAIM);
    expect(cancellations).toHaveLength(2);
    expect(orders[0]).toEqual({
      key: '20260303051120457/1',
      orderNumber: '20260303051120457',
      lineNumber: '1',
      bundleNumber: '2681120033',
      status: 'CONFIRMED',
      channelStatus: '701',
      claimStatus: 'CANCEL_REQUESTED',
      productNumber: '8801234510',
      canceledQuantity: 1,
      isSparse: true,
    });
    expect(orders.map(({ key }) => key)).toEqual(['20260303051120457/1', '20260303051999001/1']);
  });

  it('read withdrawn requests', async () => {
    const { cancellations, orders } = await readClaims('withdrawcanceledorders', 'claimservice-withdrawcanceledorders');
    expect(only(cancellations)).toEqual({
      ...CLAIM,
      key: '120345699/1',
      orderKey: '20260303051999001/1',
      orderNumber: '20260303051999001',
      claimNumber: '120345699',
      status: 'WITHDRAWN',
      channelStatus: '05',
      cancelReason: '구매의사 없어짐: 다음에 구매하겠습니다.',
      cancelReasonCode: '14',
      cancellationRequestDate: kst('2026-03-04 11:05:00'),
      raw: expect.objectContaining({ ordCnStatCd: '05' }) as unknown,
    });
    expect(orders).toEqual([]);
  });

  it('read completed cancellations: immediate, made by the seller, approved', async () => {
    const { cancellations, orders } = await readClaims('canceledorders', 'claimservice-canceledorders');
    const [immediate, bySeller, approved] = cancellations;
    expect(immediate).toMatchObject({
      key: '120340001/1',
      status: 'COMPLETED',
      channelStatus: '02',
      requestedBy: 'BUYER',
      isImmediate: true,
      cancellationRequestDate: kst('2026-03-02 12:00:10'),
      cancelCompletedDate: kst('2026-03-02 12:00:10'),
    });
    expect(immediate).not.toHaveProperty('decidedBy');
    expect(bySeller).toMatchObject({
      requestedBy: 'SELLER',
      decidedBy: 'SELLER',
      cancelReason: '상품 품절(전체옵션): 상품 품절로 판매가 불가합니다',
      cancelQuantity: 2,
    });
    expect(bySeller).not.toHaveProperty('isImmediate');
    expect(approved).toEqual({
      ...CLAIM,
      status: 'COMPLETED',
      channelStatus: '02',
      cancelCompletedDate: kst('2026-03-04 15:00:12'),
      raw: expect.objectContaining({ ordCnStatCd: '02' }) as unknown,
    });
    // Whether anything is left of those lines, the rows do not tell.
    expect(orders).toEqual([]);
  });

  it('tell what 11st forced, what lapsed, and keep codes that are not known', async () => {
    const row = { ordNo: '1', ordPrdSeq: '1', createDt: '2026-03-02 10:00:00', cnTrtEndDt: '2026-03-02 10:00:00' };
    shop = await connect(() => ({
      body: listOf([
        { ...row, ordPrdCnSeq: '1', ordCnStatCd: '02', ordCnMnbdCd: '01', ordCnTypCd: '02', ordCnRsnCd: '17' },
        { ...row, ordPrdCnSeq: '2', ordCnStatCd: '02', ordCnMnbdCd: '09', ordCnTypCd: '01', ordCnRsnCd: '00' },
        { ...row, ordPrdCnSeq: '3', ordCnStatCd: '77', ordCnMnbdCd: '01', ordCnRsnCd: '55', ordCnDtlsRsn: 'null' },
      ]),
    }));
    const found = shop.channel.cancellations!.listings.at(-1)!;
    const { cancellations } = only(await all(found.read(CLAIM_SPAN, shop.context)));
    expect(cancellations[0]).toMatchObject({ decidedBy: 'MARKETPLACE', cancelReason: '배송지연으로 취소' });
    expect(cancellations[1]).toMatchObject({
      requestedBy: 'UNKNOWN',
      isImmediate: true,
      cancelReason: '무통장 미입금 취소',
    });
    expect(cancellations[2]).toMatchObject({
      status: 'UNKNOWN',
      channelStatus: '77',
      cancelReason: null,
      cancelReasonCode: '55',
    });
  });
});

describe('look-up by number', () => {
  const MUGS = '20260302048811203';
  const UMBRELLA = '20260303051120457';
  const known = (number: string, line = '1') => ({ key: `${number}/${line}`, orderNumber: number });

  it('tells states of many orders by one call', async () => {
    shop = await connect({
      [`${CLAIMS}/orderlistalladdr/${MUGS},${UMBRELLA},1`]: sample('claimservice-orderlistalladdr'),
      [`${CLAIMS}/orderlistall/${UMBRELLA}`]: sample('claimservice-orderlistall'),
    });
    const asked = [known(MUGS), known(MUGS, '2'), known(UMBRELLA), known('1')];
    const { lookup } = shop.channel.orders!;
    expect(asked.map((order) => lookup.unitOf(order))).toEqual([MUGS, MUGS, UMBRELLA, '1']);
    expect(lookup.maxBatch).toBe(100);

    const answer = await lookup.read(asked, 'STATE', shop.context);

    expect(answer.gone).toEqual(['1/1']);
    expect(answer.cancellations).toEqual([]);
    expect(answer.orders).toHaveLength(3);
    expect(answer.orders[0]).toEqual({
      key: `${MUGS}/1`,
      orderNumber: MUGS,
      lineNumber: '1',
      bundleNumber: '2681004571',
      status: 'IN_TRANSIT',
      channelStatus: '401',
      dispatchedDate: kst('2026-03-03 16:20:00'),
      receiverName: '박도새',
      receiverTel: '010-0000-1002',
      receiverTel2: null,
      zipCode: '04501',
      receiverAddress: '서울특별시 중구 가상로 34 (가상동) 2층 202호',
      productNumber: '8801234501',
      productName: '무지 머그컵 350ml',
      productQuantity: 2,
      canceledQuantity: 0,
      courierCode: '00034',
      trackingNumber: '640000000011',
    });
    expect(answer.orders[2]).toMatchObject({
      key: `${UMBRELLA}/1`,
      status: 'CONFIRMED',
      channelStatus: '701',
      claimStatus: 'CANCEL_REQUESTED',
      productQuantity: 3,
      canceledQuantity: 1,
      trackingNumber: null,
    });
    // The second for what was first ordered of the line with an open request.
    expect(shop.targets()).toHaveLength(2);
  });

  it('says that everything is gone when nothing is found', async () => {
    shop = await connect({ [`${CLAIMS}/orderlistalladdr/1`]: sample('claimservice-orderlistalladdr-notfound') });
    const answer = await shop.channel.orders!.lookup.read([known('1'), known('1', '2')], 'STATE', shop.context);
    expect(answer).toEqual({ orders: [], cancellations: [], gone: ['1/1', '1/2'] });
  });

  it('does not take an error for nothing', async () => {
    shop = await connect({ [`${CLAIMS}/orderlistalladdr/1`]: sample('list-error-invalid-key') });
    const fault = await faultOf(shop.channel.orders!.lookup.read([known('1')], 'STATE', shop.context));
    expect(fault).toMatchObject({ code: 'CHANNEL_UNAUTHORIZED', channelCode: '-1' });
  });

  it.each([
    ['301', '배송준비중', { status: 'CONFIRMED' }],
    ['601', '반품신청', { status: 'DELIVERED', claimStatus: 'RETURN_REQUESTED' }],
    ['601', '클레임진행중', { status: 'DELIVERED', claimStatus: 'UNKNOWN' }],
    ['801', '', { status: 'DELIVERED', claimStatus: 'UNKNOWN' }],
    ['A01', '반품완료', { status: 'RETURNED', claimStatus: 'RETURNED' }],
    ['B01', '취소완료', { status: 'CANCELED', claimStatus: 'CANCELED', productQuantity: 2, canceledQuantity: 2 }],
    ['C01', '', { status: 'CANCELED', claimStatus: 'CANCELED' }],
    ['null', '취소신청', { status: 'CONFIRMED', claimStatus: 'CANCEL_REQUESTED', channelStatus: '취소신청' }],
    ['', '교환완료', { status: 'EXCHANGED', claimStatus: 'EXCHANGED', channelStatus: '교환완료' }],
    ['X99', '새 상태', { status: 'UNKNOWN', channelStatus: 'X99' }],
  ])('maps state %s %s', async (ordPrdStat, ordPrdStatNm, expected) => {
    const row = { ordNo: '1', ordPrdSeq: '1', ordPrdStat, ordPrdStatNm, ordQty: '0', ordCnQty: '2' };
    shop = await connect({ [`${CLAIMS}/orderlistalladdr/1`]: listOf([row]), [`${CLAIMS}/orderlistall/1`]: NOTHING });
    const { orders } = await shop.channel.orders!.lookup.read([known('1')], 'STATE', shop.context);
    expect(orders[0]).toMatchObject({ channelStatus: ordPrdStat, ...expected });
    if (!('claimStatus' in expected)) expect(orders[0]).not.toHaveProperty('claimStatus');
  });

  const CANCELED_IN_PART = { ordNo: '1', ordPrdSeq: '1', ordPrdStat: '301', ordQty: '3', ordCnQty: '1' };

  it('leaves quantities alone that a finished partial cancel makes unsure', async () => {
    shop = await connect({
      [`${CLAIMS}/orderlistalladdr/1`]: listOf([CANCELED_IN_PART]),
      [`${CLAIMS}/orderlistall/1`]: NOTHING,
    });
    const { orders } = await shop.channel.orders!.lookup.read([known('1')], 'STATE', shop.context);
    expect(Object.keys(orders[0]!).sort()).toEqual(['channelStatus', 'key', 'lineNumber', 'orderNumber', 'status']);
  });

  it.each([
    ['301', '3', '1', '3', { productQuantity: 3, canceledQuantity: 1 }],
    ['301', '3', '1', '4', { productQuantity: 3, canceledQuantity: 0 }],
    ['701', '1', '3', '4', { productQuantity: 1, canceledQuantity: 0 }],
    ['701', '1', '3', '3', { productQuantity: 1, canceledQuantity: 1 }],
  ])(
    'tells what is left by what was first ordered: state %s, ordQty %s, ordCnQty %s of %s',
    async (ordPrdStat, ordQty, ordCnQty, ordered, expected) => {
      const row = { ...CANCELED_IN_PART, ordPrdStat, ordQty, ordCnQty };
      shop = await connect({
        [`${CLAIMS}/orderlistalladdr/1`]: listOf([row]),
        [`${CLAIMS}/orderlistall/1`]: listOf([{ ...row, ordQty: ordered }]),
      });
      const { orders } = await shop.channel.orders!.lookup.read([known('1')], 'STATE', shop.context);
      expect(orders[0]).toMatchObject(expected);
    },
  );

  it('reads every field of orders that were unpaid when last read: their state has no date of payment', async () => {
    const state = { ...CANCELED_IN_PART, ordPrdStat: '202', ordCnQty: '0' };
    shop = await connect({
      [`${CLAIMS}/orderlistalladdr/1`]: listOf([state]),
      [`${ORDERS}/complete/1`]: listOf([{ ...state, ordStlEndDt: '2026-03-02 10:12:41' }]),
    });
    const unpaid = { ...known('1'), status: OrderStatus.PAYMENT_PENDING, paidDate: null };
    const { orders } = await shop.channel.orders!.lookup.read([unpaid], 'STATE', shop.context);
    expect(only(orders)).toMatchObject({ status: 'PAID', paidDate: kst('2026-03-02 10:12:41') });
    expect(shop.targets()).toHaveLength(2);
  });

  it('reads every field of one order, with its state', async () => {
    shop = await connect({
      [`${ORDERS}/complete/${MUGS}`]: sample('ordservices-complete-by-ordno'),
      [`${CLAIMS}/orderlistalladdr/${MUGS}`]: sample('claimservice-orderlistalladdr'),
    });
    const answer = await shop.channel.orders!.lookup.read([known(MUGS), known(MUGS, '2')], 'DETAIL', shop.context);
    const told = without(MUG, ['salesCommissionFee', 'dispatchDueDate']);
    expect(answer.orders[0]).toEqual({
      ...told,
      status: 'IN_TRANSIT',
      channelStatus: '401',
      confirmedDate: kst('2026-03-02 14:05:11'),
      dispatchedDate: kst('2026-03-03 16:20:00'),
      courierCode: '00034',
      trackingNumber: '640000000011',
      raw: expect.objectContaining({ ordPrdStat: '401', ordPayAmt: '21500' }) as unknown,
    });
    expect(answer.gone).toEqual([]);
    expect(shop.targets()).toHaveLength(2);
  });

  it('asks no state where the order tells it, and makes do with the state where it is all there is', async () => {
    const line = { ordPrdSeq: '1', ordQty: '2', ordCnQty: '1', ordPrdStat: '301' };
    shop = await connect({
      [`${ORDERS}/complete/1`]: listOf([{ ...line, ordNo: '1', selPrc: '100' }]),
      [`${ORDERS}/complete/2`]: EMPTY,
      [`${ORDERS}/complete/3`]: EMPTY,
      [`${CLAIMS}/orderlistalladdr/2,3`]: listOf([{ ...line, ordNo: '2' }]),
    });
    const asked = [known('1'), known('2'), known('3')];
    const answer = await shop.channel.orders!.lookup.read(asked, 'DETAIL', shop.context);
    expect(answer.orders[0]).toMatchObject({
      key: '1/1',
      status: 'CONFIRMED',
      productQuantity: 2,
      canceledQuantity: 0,
    });
    expect(answer.orders[1]).toMatchObject({
      key: '2/1',
      status: 'CONFIRMED',
      productQuantity: 2,
      canceledQuantity: 1,
    });
    expect(answer.gone).toEqual(['3/1']);
  });
});

describe('re-reading open claims', () => {
  const state = (changes: Readonly<Record<string, string>>) =>
    listOf([{ ordNo: '20260303051120457', ordPrdSeq: '1', ordQty: '3', ordCnQty: '1', ...changes }]);
  const STATES = `${CLAIMS}/orderlistalladdr/20260303051120457`;
  const WINDOW = '202603041022/202603050000';
  const reread = (...claims: ReturnType<typeof claim>[]) => shop.channel.cancellations!.reread(claims, shop.context);

  it('costs one call while nothing changed', async () => {
    shop = await connect({ [STATES]: state({ ordPrdStat: '701' }) });
    const answer = await reread(claim());
    expect(answer.cancellations).toEqual([
      {
        key: '120345671/1',
        orderKey: '20260303051120457/1',
        orderNumber: '20260303051120457',
        status: 'REQUESTED',
        channelStatus: '01',
      },
    ]);
    expect(only(answer.orders)).toMatchObject({ claimStatus: 'CANCEL_REQUESTED' });
    expect(shop.targets()).toEqual([STATES]);
  });

  it('finds a withdrawn claim', async () => {
    shop = await connect({
      [STATES]: state({ ordPrdStat: '301' }),
      [`${CLAIMS}/withdrawcanceledorders/${WINDOW}`]: listOf([
        { ordNo: '20260303051120457', ordPrdSeq: '1', ordPrdCnSeq: '120345671', ordCnStatCd: '05' },
        { ordNo: '9', ordPrdSeq: '1', ordPrdCnSeq: '9', ordCnStatCd: '05' },
      ]),
    });
    expect(only((await reread(claim())).cancellations)).toMatchObject({ key: '120345671/1', status: 'WITHDRAWN' });
  });

  it('finds an approved one, a canceled line without asking for withdrawals', async () => {
    shop = await connect({
      [STATES]: state({ ordPrdStat: 'B01' }),
      [`${CLAIMS}/canceledorders/${WINDOW}`]: sample('claimservice-canceledorders'),
    });
    const answer = await reread(claim());
    expect(only(answer.cancellations)).toMatchObject({
      status: 'COMPLETED',
      cancelCompletedDate: kst('2026-03-04 15:00:12'),
    });
    expect(only(answer.orders)).toMatchObject({ status: 'CANCELED', productQuantity: 3, canceledQuantity: 3 });
    expect(shop.targets()).toHaveLength(2);
  });

  it.each([
    ['401', { status: 'REJECTED', channelStatus: '01/401', decidedBy: 'SELLER' }],
    ['B01', { status: 'COMPLETED', channelStatus: '01/B01' }],
    ['C01', undefined],
    ['301', undefined],
  ])('goes by the line in state %s where no list has the claim', async (ordPrdStat, expected) => {
    shop = await connect((target) => ({ body: target === STATES ? state({ ordPrdStat }) : NOTHING }));
    const { cancellations } = await reread(claim());
    if (expected) expect(only(cancellations)).toMatchObject(expected);
    else expect(cancellations).toEqual([]);
  });

  it('asks for an old claim in windows of 30 days, and says nothing of a line that is gone', async () => {
    shop = await connect(() => ({ body: NOTHING }));
    const old = claim({ cancellationRequestDate: kst('2026-01-20 12:00:00') });
    expect(await reread(old)).toEqual({ orders: [], cancellations: [] });
    expect(shop.targets()).toEqual([
      STATES,
      `${CLAIMS}/withdrawcanceledorders/202601201200/202602191159`,
      `${CLAIMS}/withdrawcanceledorders/202602191200/202603050000`,
      `${CLAIMS}/canceledorders/202601201200/202602191159`,
      `${CLAIMS}/canceledorders/202602191200/202603050000`,
    ]);
  });
});

it('lists couriers with their codes, the best first', async () => {
  shop = await connect({});
  const couriers = await shop.channel.couriers(shop.context);
  const codes = (name: string) => couriers.filter(({ courier }) => courier === name).map(({ code }) => code);
  expect(codes('CJ_LOGISTICS')).toEqual(['00034', '00045']);
  expect(codes('LOTTE')).toEqual(['00012', '00040']);
  expect(codes('OTHER')[0]).toBe('00099');
  expect(new Set(couriers.map(({ code }) => code)).size).toBe(couriers.length);
  expect(new Set(couriers.map(({ courier }) => courier)).size).toBe(19);
});
