import { createHash } from 'node:crypto';
import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import type { EmulatedShop, Reply, XmlNode } from './emulator.support.js';
import { kst, lineOf, openShop, sample } from './emulator.support.js';

/** What kind of value a leaf holds; an element with children is none. */
const kindOf = (node: XmlNode): string => {
  if (node.children.length > 0) return 'element';
  if (node.text === '') return 'empty';
  if (node.text === 'null') return 'the word null';
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(node.text)) return 'date';
  return /^-?\d+$/.test(node.text) ? 'integer' : 'text';
};

const outline = (node: XmlNode): unknown => ({
  name: node.name,
  attributes: node.attributes,
  inside: node.children.length > 0 ? node.children.map(outline) : kindOf(node),
});

/** Same elements in the same order, same namespace, same kind of every value. */
const expectSameShape = (reply: Reply, name: string): void =>
  expect(outline(reply.root)).toEqual(outline(sample(name)));

/** Numbers that the marketplace gives out, and what an order or a request from outside says nothing of. */
const ITS_OWN =
  /^(ordCnRsnCd|bndlDlvSeq|dlvNo|memID|memNo|ordId|ordNo|ordPrdCnSeq|prdNo|prdStckNo|sellerStockCd|sellerID|typeBilNo|ord(Base|Dtls)Addr|ordMailNo|ordTlphnNo)$/;

const expectSameValues = (reply: Reply, name: string): void => {
  const values = (root: XmlNode): unknown[] =>
    root.children
      .map((order) => order.children.filter((field) => !ITS_OWN.test(field.name)).map(({ name, text }) => [name, text]))
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  expect(values(reply.root)).toEqual(values(sample(name)));
};

const mug = lineOf({
  productName: '무지 머그컵 350ml',
  optionName: '색상:화이트',
  sellerProductCode: 'MUG-350',
  unitPrice: 9500,
  optionPrice: 500,
  quantity: 2,
  sellerDiscount: 500,
  mallDiscount: 1000,
});
const coaster = lineOf({
  productName: '무지 머그컵 받침',
  optionName: null,
  sellerProductCode: 'COASTER-1',
  unitPrice: 5000,
  quantity: 1,
});

/** The order 20260302048811203 of the samples: two lines in one delivery. */
const placeMugs = (shop: EmulatedShop): [PlacedLine, PlacedLine] =>
  shop.place({
    orderedAt: kst('2026-03-02T10:12:41'),
    buyer: { name: '김하누', tel: '010-0000-1001' },
    receiver: {
      name: '박도새',
      tel: '010-0000-1002',
      tel2: null,
      zipCode: '04501',
      address: '서울특별시 중구 가상로 34 (가상동)',
      addressDetail: '2층 202호',
    },
    memo: '부재 시 문 앞에 놓아주세요.',
    remoteShippingFee: 0,
    lines: [mug, coaster],
  }) as [PlacedLine, PlacedLine];

/** The order 20260303051120457 of the samples. */
const placeUmbrellas = (shop: EmulatedShop): PlacedLine =>
  shop.place({ orderedAt: kst('2026-03-03T21:40:02'), memo: '' })[0]!;

const confirmMugs = (shop: EmulatedShop, mugs: readonly PlacedLine[]): void => {
  shop.at('2026-03-02T14:05:11');
  for (const line of mugs) shop.emulator.happen(line, { kind: 'CONFIRM' });
};

const dispatchMugs = async (shop: EmulatedShop, mugs: readonly PlacedLine[]): Promise<Reply> => {
  confirmMugs(shop, mugs);
  const dlvNo = mugs[0]!.bundleNumber;
  shop.at('2026-03-03T16:20:30');
  return shop.get(`/rest/ordservices/reqdelivery/202603031620/01/00034/640000000011/${dlvNo}`);
};

test('complete: 83 fields a row, as in the payload of 2026', async () => {
  const shop = openShop('2026-03-02T09:00:00');
  placeMugs(shop);
  shop.at('2026-03-04T12:00:00');

  const reply = await shop.get('/rest/ordservices/complete/202603010000/202603072359');

  expect(reply.rows.map((row) => Object.keys(row).length)).toEqual([83, 83]);
  expect(outline(reply.root)).toEqual(outline(trimmed('ordservices-complete', 2)));
});

const trimmed = (name: string, rows: number): XmlNode => {
  const root = sample(name);
  root.children.length = rows;
  return root;
};

test('complete: the same values for the same orders', async () => {
  const shop = openShop('2026-03-04T12:00:00');
  placeMugs(shop);
  placeUmbrellas(shop);

  expectSameValues(await shop.get('/rest/ordservices/complete/202603010000/202603072359'), 'ordservices-complete');
});

test('complete by order number', async () => {
  const shop = openShop('2026-03-02T09:00:00');
  const mugs = placeMugs(shop);
  await dispatchMugs(shop, mugs);

  const reply = await shop.get(`/rest/ordservices/complete/${mugs[0].orderNumber}`);

  expectSameValues(reply, 'ordservices-complete-by-ordno');
  expectSameShape(reply, 'ordservices-complete-by-ordno');
});

/** As {@link expectSameShape}, but for fields that the sample fills and an order to place can't, or the other way round. */
const expectSameShapeBut = (reply: Reply, name: string, but: readonly string[]): void => {
  const blank = (root: XmlNode): XmlNode => {
    for (const order of root.children) {
      for (const each of order.children) if (but.includes(each.name)) each.text = '';
    }
    return root;
  };
  expect(outline(blank(reply.root))).toEqual(outline(blank(sample(name))));
};

test('packaging', async () => {
  const shop = openShop('2026-03-02T09:00:00');
  confirmMugs(shop, placeMugs(shop));
  const umbrellas = placeUmbrellas(shop);
  shop.at('2026-03-04T09:00:23');
  shop.emulator.happen(umbrellas, { kind: 'CONFIRM' });

  const reply = await shop.get('/rest/ordservices/packaging/202603020000/202603072359');

  // The sample's receiver has a land line for a buyer's phone; an order to place names one number of the buyer.
  expectSameShapeBut(reply, 'ordservices-packaging', ['ordTlphnNo']);
  expectSameValues(reply, 'ordservices-packaging');
});

test('standby', async () => {
  const shop = openShop('2026-03-04T12:00:00');
  const fan = lineOf({
    productName: 'USB 탁상 선풍기',
    optionName: '색상:민트',
    sellerProductCode: 'FAN-U1',
    unitPrice: 15900,
    quantity: 1,
  });
  shop.place({
    orderedAt: kst('2026-03-04T11:02:50'),
    paidAt: null,
    buyer: { name: '정마루', tel: '010-0000-3001' },
    receiver: {
      name: '정마루',
      tel: '010-0000-3001',
      tel2: null,
      zipCode: '34100',
      address: '대전광역시 유성구 시험로 77 (시험동)',
      addressDetail: '7층',
    },
    memo: '',
    shippingFee: 2500,
    remoteShippingFee: 0,
    lines: [fan],
  });

  const reply = await shop.get('/rest/ordservices/standby/202603040000/202603042359');

  expectSameShape(reply, 'ordservices-standby');
  expectSameValues(reply, 'ordservices-standby');
});

test('shipping', async () => {
  const shop = openShop('2026-03-02T09:00:00');
  const dispatched = await dispatchMugs(shop, placeMugs(shop));

  const reply = await shop.get('/rest/ordservices/shipping/202603030000/202603072359');

  expectSameShape(dispatched, 'ordservices-reqdelivery-ok');
  expectSameShape(reply, 'ordservices-shipping');
  expectSameValues(reply, 'ordservices-shipping');
});

test('dlvcompleted and completed', async () => {
  const shop = openShop('2026-03-02T09:00:00');
  const mugs = placeMugs(shop);
  await dispatchMugs(shop, mugs);
  shop.at('2026-03-05T13:41:00');
  for (const line of mugs) shop.emulator.happen(line, { kind: 'DELIVER' });

  const delivered = await shop.get('/rest/ordservices/dlvcompleted/202603050000/202603072359');

  // The sample's second line has a claim, so that its date is the word null.
  expectSameShapeBut(delivered, 'ordservices-dlvcompleted', ['dlvEndDt']);

  shop.at('2026-03-16T02:10:05');
  for (const line of mugs) shop.emulator.happen(line, { kind: 'CONFIRM_PURCHASE' });

  expectSameShapeBut(await shop.get('/rest/ordservices/completed/202603140000/202603202359'), 'ordservices-completed', [
    'sellerStockCd',
  ]);
});

test('cancel requests, their withdrawal, and cancellations of every kind', async () => {
  const shop = openShop('2026-03-02T12:00:10');
  const window = '202603010000/202603302359';
  const black = lineOf({ ...mug, optionName: '색상:블랙', optionPrice: 0, quantity: 1 });
  const mint = lineOf({ optionName: '색상:민트', quantity: 2 });
  const [atOnce, soldOut] = [shop.place({ lines: [black] })[0]!, shop.place({ lines: [mint] })[0]!];
  shop.emulator.happen(atOnce, { kind: 'REQUEST_CANCEL', quantity: null, reason: '단순 변심' });
  shop.at('2026-03-03T09:30:00');
  const v3 =
    '%EC%83%81%ED%92%88%20%ED%92%88%EC%A0%88%EB%A1%9C%20%ED%8C%90%EB%A7%A4%EA%B0%80%20%EB%B6%88%EA%B0%80%ED%95%A9%EB%8B%88%EB%8B%A4';
  const seller = await shop.get(`/rest/claimservice/reqrejectorder/${soldOut.orderNumber}/1/08/${v3}`);
  const umbrellas = shop.confirmed();
  const alone = shop.confirmed({ ...coaster, quantity: 2 });
  shop.at('2026-03-04T10:22:31');
  const claim = shop.request(umbrellas, 1);
  shop.at('2026-03-04T11:05:00');
  shop.request(alone, 1);

  const requests = await shop.get(`/rest/claimservice/cancelorders/${window}`);
  shop.emulator.happen(alone, { kind: 'WITHDRAW_CANCEL' });
  const withdrawn = await shop.get(`/rest/claimservice/withdrawcanceledorders/${window}`);
  shop.at('2026-03-04T15:00:12');
  const approved = await shop.get(`/rest/claimservice/cancelreqconf/${claim}/${umbrellas.orderNumber}/1`);
  const repeated = await shop.get(`/rest/claimservice/cancelreqconf/${claim}/${umbrellas.orderNumber}/1`);
  const canceled = await shop.get(`/rest/claimservice/canceledorders/${window}`);

  expectSameShape(requests, 'claimservice-cancelorders');
  expectSameShape(withdrawn, 'claimservice-withdrawcanceledorders');
  expectSameShape(seller, 'claimservice-reqrejectorder-ok');
  expectSameShape(approved, 'claimservice-cancelreqconf-ok');
  expectSameShape(canceled, 'claimservice-canceledorders');
  expectSameValues(canceled, 'claimservice-canceledorders');
  expect(repeated.text).toBe(sample('claimservice-cancelreqconf-already').children.at(-1)!.text);
});

test('orderlistalladdr and orderlistall', async () => {
  const shop = openShop('2026-03-02T09:00:00');
  const mugs = placeMugs(shop);
  await dispatchMugs(shop, mugs);
  const umbrellas = placeUmbrellas(shop);
  shop.emulator.happen(umbrellas, { kind: 'CONFIRM' });
  shop.request(umbrellas, 1);

  const withAddress = await shop.get(
    `/rest/claimservice/orderlistalladdr/${mugs[0].orderNumber},${umbrellas.orderNumber}`,
  );
  const plain = await shop.get(`/rest/claimservice/orderlistall/${umbrellas.orderNumber}`);

  expectSameShape(withAddress, 'claimservice-orderlistalladdr');
  expectSameValues(withAddress, 'claimservice-orderlistalladdr');
  expectSameShape(plain, 'claimservice-orderlistall');
  expectSameValues(plain, 'claimservice-orderlistall');
});

test.each([
  ['ordservices-complete-empty', 200, '/rest/ordservices/complete/202603010000/202603072359', {}],
  ['ordservices-complete-error-window', 200, '/rest/ordservices/complete/202603010000/202603090000', {}],
  ['claimservice-cancelorders-empty', 200, '/rest/claimservice/cancelorders/202603010000/202603302359', {}],
  ['claimservice-orderlistalladdr-notfound', 200, '/rest/claimservice/orderlistalladdr/20260302048811203', {}],
  ['claimservice-error-window', 200, '/rest/claimservice/cancelorders/202603010000/202603310001', {}],
  ['list-error-invalid-key', 200, '/rest/ordservices/complete/202603010000/202603072359', { openapikey: 'other' }],
  ['http500-unknown-api', 500, '/rest/orderservices/complete/202603010000/202603072359', undefined],
])('%s: word for word', async (name, status, path, headers) => {
  const reply = await openShop().get(path, headers && Object.keys(headers).length > 0 ? { headers } : {});

  expect(reply.status).toBe(status);
  expect(outline(reply.root)).toEqual(outline(sample(name)));
  expect(reply.root.children.map((child) => child.text)).toEqual(sample(name).children.map((child) => child.text));
});

test('the empty list is, byte for byte, the vector of the sheet', async () => {
  const { bytes } = await openShop().get('/rest/ordservices/complete/202603010000/202603072359');

  expect(bytes).toHaveLength(251);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    '6c4d80d1e2421e329f1d178fe86f891eecab932a02f667a0c20ba2b72799d38c',
  );
});
