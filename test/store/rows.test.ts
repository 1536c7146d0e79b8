import { OrderStatus } from '../../src/model/order.js';
import { mergeOrder } from '../../src/order/order.merge.js';
import { Order } from '../../src/order/order.entity.js';
import { OrderQuery } from '../../src/order/order.query.js';
import { upsertAll } from '../../src/store/bulk.js';
import { Database } from '../../src/store/database.js';

const STAMP = 1_795_200_000_123 * 1024 + 7;

const told = {
  key: 'A-1',
  orderNumber: 'A',
  status: OrderStatus.PAID,
  channelStatus: 'PAYED/OK',
  orderedDate: 1_795_200_000_123,
  productPriceAmount: 99_999_999_999.9999,
  shippingFee: 0.1,
  receiverName: 'a\u0000"\\\u001f똠🩵',
  isShippingFeePaid: true,
  isOverseas: false,
  options: [{ name: '"a"', quantity: 1, code: null }],
  native: { dlvNo: '861234567890123401' },
  raw: { ordNo: 'A' },
};

let database: Database;
let orders: OrderQuery;

beforeEach(async () => {
  database = await Database.open('sqlite::memory:');
  orders = new OrderQuery(database);
});
afterEach(() => database.close());

const store = (...rows: Order[]): Promise<void> => database.write((manager) => upsertAll(manager, Order, rows));

it('rows come back as they were stored, to the last digit and character', async () => {
  const order = mergeOrder('mall-1', null, told, STAMP)!;
  await store(order);

  const [found] = await orders.byKeys('mall-1', ['A-1']);
  expect(found).toEqual({ ...order, id: found!.id, raw: null });
  expect(await orders.raws('mall-1', ['A-1'])).toEqual(new Map([['A-1', told.raw]]));
});

it("a row replaces every field, but the marketplace's own record only where it brings one", async () => {
  await store(mergeOrder('mall-1', null, told, STAMP)!);
  const [known] = await orders.byKeys('mall-1', ['A-1']);
  await store(mergeOrder('mall-1', known!, { ...told, receiverName: null, raw: undefined }, STAMP + 1)!);

  expect((await orders.byKeys('mall-1', ['A-1']))[0]!.receiverName).toBeNull();
  expect(await orders.raws('mall-1', ['A-1'])).toEqual(new Map([['A-1', told.raw]]));
});

it('takes more rows than one statement holds', async () => {
  const rows = Array.from({ length: 1_200 }, (_none, index) =>
    mergeOrder('mall-1', null, { ...told, key: `A-${index}` }, STAMP),
  );
  await store(...rows.map((row) => row!));
  expect(await database.manager.count(Order)).toBe(1_200);
});
