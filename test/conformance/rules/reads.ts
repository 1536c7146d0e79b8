import { DAY, MINUTE, SECOND, toIsoKst } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import { OrderStatus } from '../../../src/model/order.js';
import type { PlacedLine } from '../../../src/sandbox/emulator.js';
import { aLine, anOrder, anOrderOf, NEW_RECEIVER, RECEIVER } from '../../support/orders.js';
import type { ChannelFacts } from '../facts.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { Days, World } from '../world.js';
import { A_WHILE, EARLIER, isOf, NOW, only, spanOf, today } from '../world.js';

/** Statuses that follow a confirmed order, as this marketplace has them. */
const afterConfirmation = ({ channelStatuses }: ChannelFacts): string[] =>
  [OrderStatus.DISPATCHED, OrderStatus.IN_TRANSIT, OrderStatus.DELIVERED, OrderStatus.PURCHASE_CONFIRMED].filter(
    (status) => channelStatuses[status] !== undefined,
  );

/** Lets a paid line live until it has a status. */
function bring(world: World, facts: ChannelFacts, line: PlacedLine, status: string): void {
  if (status === OrderStatus.PAID || status === OrderStatus.PAYMENT_PENDING) return;
  if (status === OrderStatus.CANCELED) return world.cancelPaid(line);
  world.confirmOutside(line);
  for (const next of afterConfirmation(facts)) {
    if (
      status === OrderStatus.CONFIRMED ||
      afterConfirmation(facts).indexOf(status) < afterConfirmation(facts).indexOf(next)
    )
      return;
    if (next === OrderStatus.PURCHASE_CONFIRMED) world.happen(line, { kind: 'CONFIRM_PURCHASE' });
    else if (next === afterConfirmation(facts)[0]) world.dispatchOutside(line);
    else world.happen(line, { kind: 'DELIVER' });
  }
}

/** One order for each status, all paid but where the status says otherwise. */
const placeEach = (world: World, statuses: readonly string[]): PlacedLine[] =>
  statuses.map((status, index) => {
    const orderedAt = EARLIER + index * MINUTE;
    const isUnpaid = status === OrderStatus.PAYMENT_PENDING;
    return world.placeOne(anOrder({ orderedAt, ...(isUnpaid ? { paidAt: null } : {}) }));
  });

/** An instant as the marketplace's dates can tell it. */
const toStep = (instant: number, step: number): number => Math.floor(instant / step) * step;

/** Order numbers that a span holds, by the date of the order. */
async function numbersIn(world: World, span: Days): Promise<string[]> {
  const { nodes } = await world.orders(spanOf(span), { maxAge: 0 });
  return nodes.map(({ orderNumber }) => orderNumber);
}

export const readRules = [
  rule('ORD-01', 'MUST list orders of every status, mapped, with its own word beside it.', async (world, facts) => {
    const statuses = Object.keys(facts.channelStatuses);
    const lines = placeEach(world, statuses);
    // Known as paid, since a canceled order may be all that a marketplace hides.
    await world.orders();
    for (const [index, status] of statuses.entries()) bring(world, facts, lines[index]!, status);
    await world.clock.advance(A_WHILE);

    const { nodes, channels } = await world.orders({}, { maxAge: 0 });

    const found = lines.map((line) => only(nodes.filter((node) => isOf(node, line))));
    expect(found.map(({ status, channelStatus }) => [status, channelStatus])).toEqual(
      Object.entries(facts.channelStatuses),
    );
    expect(nodes).toHaveLength(statuses.length);
    expect(channels).toMatchObject([{ outcome: 'FRESH', rows: statuses.length, error: null }]);
  }),

  rule('ORD-02', 'MUST answer each status asked for with the orders of that status alone.', async (world, facts) => {
    const hidden: readonly string[] = [OrderStatus.PAYMENT_PENDING, OrderStatus.CANCELED];
    const statuses = Object.keys(facts.channelStatuses).filter((status) => !hidden.includes(status));
    const lines = placeEach(world, statuses);
    for (const [index, status] of statuses.entries()) bring(world, facts, lines[index]!, status);

    for (const [index, status] of statuses.entries()) {
      const { nodes } = await world.orders({ statuses: [status] });
      const numbers = nodes.map(({ orderNumber }) => orderNumber);
      expect({ [status]: numbers }).toEqual({ [status]: [lines[index]!.orderNumber] });
    }
  }),

  rule(
    'ORD-03',
    'MUST list unpaid orders without a payment date, and the same order as paid once it is.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER, paidAt: null }));

      const unpaid = only((await world.orders({ statuses: ['PAYMENT_PENDING'] })).nodes);
      expect(unpaid).toMatchObject({ orderNumber: line.orderNumber, status: 'PAYMENT_PENDING', paidDate: null });

      world.happen(line, { kind: 'PAY' });
      await world.clock.advance(A_WHILE);
      const paid = only((await world.orders()).nodes);
      expect(paid).toMatchObject({ id: unpaid.id, status: 'PAID', paidDate: toIsoKst(world.truth(line).paidAt!) });
    },
    has(Capability.LIST_UNPAID_ORDERS),
  ),

  rule('ORD-04', 'MUST get an order by its id as it stands now.', async (world) => {
    const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
    const { id } = await world.listed(line);
    world.confirmOutside(line);
    await world.clock.advance(A_WHILE);

    const order = await world.order(id);

    expect(order).toMatchObject({ id, orderNumber: line.orderNumber, status: 'CONFIRMED' });
  }),

  rule('ORD-05', 'MUST give the same node ids in another database, and find orders by them there.', async (world) => {
    const place = (one: World): PlacedLine[] => one.place(anOrderOf(3, { orderedAt: EARLIER }));
    const ids = await world.ids(place(world));
    const other = await world.another();
    try {
      const lines = place(other);
      const orders = [];
      for (const id of ids) orders.push(await other.order(id));
      expect(orders.map((order) => [order?.orderNumber, order?.lineNumber])).toEqual(
        lines.map(({ orderNumber, lineNumber }) => [orderNumber, lineNumber]),
      );
      expect(await other.ids(lines)).toEqual(ids);
      expect(new Set(ids).size).toBe(3);
    } finally {
      await other.close();
    }
  }),

  rule('ORD-06', 'MUST number orders, lines, bundles and checkouts as the marketplace does.', async (world, facts) => {
    const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));

    const { nodes } = await world.orders();

    for (const line of lines) {
      const { orderNumber, lineNumber, bundleNumber, checkoutNumber } = only(nodes.filter((node) => isOf(node, line)));
      expect({ orderNumber, lineNumber, bundleNumber, checkoutNumber }).toEqual(line);
      const isThere = { line: lineNumber !== null, bundle: bundleNumber !== null, checkout: checkoutNumber !== null };
      expect(isThere).toEqual(facts.numbers);
    }
    expect(nodes).toHaveLength(3);
  }),

  rule('ORD-07', 'MUST tell the other lines of an order and of its checkout.', async (world) => {
    const lines = world.place(anOrderOf(3, { orderedAt: EARLIER, bundles: [[0], [1, 2]] }));
    world.place(anOrderOf(2, { orderedAt: EARLIER }));

    const { nodes } = await world.orders();

    const family = nodes.filter((node) => lines.some((line) => isOf(node, line)));
    expect(family).toHaveLength(3);
    for (const { id, siblings } of family) {
      const others = family.map((node) => node.id).filter((other) => other !== id);
      expect(siblings.map((sibling) => sibling.id).sort()).toEqual(others.sort());
    }
  }),

  rule('ORD-08', 'MUST tell money exactly.', async (world) => {
    const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
    const { unitPrice, optionPrice, quantity, sellerDiscount, mallDiscount } = aLine();

    const order = await world.listed(line);

    expect(order).toMatchObject({
      currency: 'KRW',
      productQuantity: quantity,
      canceledQuantity: 0,
      productPriceAmount: (unitPrice + optionPrice) * quantity,
      sellerDiscountPriceAmount: sellerDiscount,
      mallDiscountPriceAmount: mallDiscount,
      shippingFee: 2_500,
      remoteShippingFee: 3_000,
    });
    expect(order.productPrice! * quantity + (order.optionPriceAmount ?? 0)).toBe(order.productPriceAmount);
  }),

  rule('ORD-09', 'MUST tell dates as instants of Korean time.', async (world, { dateStep = SECOND }) => {
    const orderedAt = Date.parse('2026-03-10T00:00:07+09:00');
    const line = world.placeOne(anOrder({ orderedAt, paidAt: orderedAt + 61 * SECOND }));

    const order = await world.listed(line);

    const told = dateStep === SECOND ? ['00:00:07', '00:01:08'] : ['00:00:00', '00:01:00'];
    expect([order.orderedDate, order.paidDate]).toEqual(told.map((time) => `2026-03-10T${time}+09:00`));
  }),

  rule(
    'ORD-10',
    'MUST hold an order at the start of a span and not at its end, whole days or not.',
    async (world, { dateStep = SECOND }) => {
      const start = toStep(Date.parse('2026-03-09T10:20:30+09:00'), dateStep);
      const end = start + DAY;
      const place = (orderedAt: number): string =>
        world.placeOne(anOrder({ orderedAt, paidAt: orderedAt })).orderNumber;
      const before = place(start - dateStep);
      const first = place(start);
      const last = place(end - dateStep);
      const after = place(end);
      const midnight = place(today.from);

      expect(await numbersIn(world, { from: start, to: end })).toEqual([first, midnight, last]);
      expect(await numbersIn(world, { from: start - DAY, to: start })).toEqual([before]);
      expect(await numbersIn(world, today)).toEqual([midnight, last, after]);
      expect(await numbersIn(world, { from: today.from - DAY, to: today.from })).toEqual([before, first]);
    },
  ),

  rule('ORD-11', 'MUST hold the last 999 ms of a day.', async (world, { dateStep = SECOND }) => {
    const orderedAt = today.from - 1;
    const line = world.placeOne(anOrder({ orderedAt, paidAt: orderedAt }));
    const yesterday = { from: today.from - DAY, to: today.from };

    expect(await numbersIn(world, today)).toEqual([]);
    expect(await numbersIn(world, yesterday)).toEqual([line.orderNumber]);
    expect(await numbersIn(world, { from: today.from - dateStep, to: today.from })).toEqual([line.orderNumber]);
  }),

  rule('ORD-12', 'MUST show an order once, where it is now, when it moved between two reads.', async (world, facts) => {
    const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
    const { id } = await world.listed(line);
    const seen = [];

    for (const status of [OrderStatus.CONFIRMED, ...afterConfirmation(facts)]) {
      if (status === OrderStatus.CONFIRMED) world.confirmOutside(line);
      else if (status === OrderStatus.PURCHASE_CONFIRMED) world.happen(line, { kind: 'CONFIRM_PURCHASE' });
      else if (status === afterConfirmation(facts)[0]) world.dispatchOutside(line);
      else world.happen(line, { kind: 'DELIVER' });
      await world.clock.advance(A_WHILE);
      const { nodes } = await world.orders();
      seen.push(...nodes.map((node) => [node.id, node.status]));
    }

    expect(seen).toEqual([OrderStatus.CONFIRMED, ...afterConfirmation(facts)].map((status) => [id, status]));
  }),

  rule(
    'ORD-13',
    'MUST show an order that moved on when only its old status is asked for: not at all.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      expect((await world.orders({ statuses: ['PAID'] })).totalCount).toBe(1);
      world.confirmOutside(line);
      await world.clock.advance(A_WHILE);

      const { nodes } = await world.orders({ statuses: ['PAID'] });

      expect(nodes).toEqual([]);
      expect((await world.orders({ statuses: ['CONFIRMED'] }, { maxAge: 3_600 })).totalCount).toBe(1);
    },
  ),

  rule('ORD-14', 'MUST show an order that its list shows late, though the span was read before.', async (world) => {
    const orderedAt = NOW - MINUTE;
    world.placeOne(anOrder({ orderedAt, visibleAt: NOW + 3 * MINUTE }));
    expect((await world.orders({}, { maxAge: 3_600 })).totalCount).toBe(0);
    await world.clock.advance(5 * MINUTE);

    expect((await world.orders({}, { maxAge: 3_600 })).totalCount).toBe(1);
  }),

  rule('ORD-15', 'MUST answer from the stored copy while it is young enough.', async (world) => {
    world.placeOne(anOrder({ orderedAt: EARLIER }));
    await world.orders();
    world.clearCalls();
    await world.clock.advance(30 * SECOND);

    const { channels, totalCount } = await world.orders({}, { maxAge: 60 });

    expect([totalCount, channels[0]?.outcome, channels[0]?.calls]).toEqual([1, 'CACHED', 0]);
    expect(world.sent()).toEqual([]);
  }),

  rule('ORD-16', 'MUST carry rare hangul, quotes and the signs of SQL and markup unharmed.', async (world) => {
    const hard = `뷁 똠 펲 "따옴표" '작은' <태그> & %_; DROP TABLE 'order'; -- \\`;
    const receiver = { ...NEW_RECEIVER, name: '뷁도리', address: hard, addressDetail: '펲동 1호' };
    const lines = [aLine({ productName: hard, optionName: `색상=${hard}` })];
    const line = world.placeOne(
      anOrder({ orderedAt: EARLIER, receiver, memo: hard, lines, buyer: { name: '똠양금', tel: '010-0000-0002' } }),
    );

    const order = await world.listed(line);

    expect(order).toMatchObject({
      productName: hard,
      shippingMemo: hard,
      receiverName: '뷁도리',
      senderName: '똠양금',
    });
    expect(order.productOptionName).toContain(hard);
    expect(order.receiverAddress).toContain(hard);
    expect(order.receiverAddress).toContain('펲동 1호');
    for (const search of ['뷁도', '똠양', `_; DROP TABLE 'or`]) {
      expect((await world.orders({ search })).totalCount).toBe(1);
    }
    expect((await world.orders({ search: 'X; DROP' })).totalCount).toBe(0);
  }),

  rule(
    'ORD-17',
    'MUST carry emoji unharmed where its wire can, and the rest of the text where it can not.',
    async (world, facts) => {
      const memo = '문 앞에 두고 사진 부탁드려요 🙏🏽';
      const line = world.placeOne(
        anOrder({ orderedAt: EARLIER, memo, lines: [aLine({ productName: '충전 거치대 🔋 15W' })] }),
      );

      const { shippingMemo, productName } = await world.listed(line);

      if (facts.carriesEmoji) expect([shippingMemo, productName]).toEqual([memo, '충전 거치대 🔋 15W']);
      else {
        expect(shippingMemo).toMatch(/^문 앞에 두고 사진 부탁드려요 \?+$/);
        expect(productName).toMatch(/^충전 거치대 \?+ 15W$/);
      }
    },
  ),

  rule('ORD-18', 'MUST change addressVersion when the receiver moves, and at no other time.', async (world) => {
    const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
    const before = await world.listed(line);
    await world.clock.advance(A_WHILE);
    expect((await world.listed(line)).addressVersion).toBe(before.addressVersion);

    world.happen(line, { kind: 'CHANGE_ADDRESS', receiver: { ...RECEIVER, addressDetail: '102동 2002호' } });
    await world.clock.advance(A_WHILE);
    const after = await world.listed(line);

    expect(after.addressVersion).not.toBe(before.addressVersion);
    expect(after.receiverAddress).toContain('102동 2002호');
    world.confirmOutside(line);
    await world.clock.advance(A_WHILE);
    expect((await world.listed(line)).addressVersion).toBe(after.addressVersion);
  }),

  rule('ORD-19', 'MUST list an order by its date that was cancelled before anybody read it.', async (world) => {
    const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
    world.cancelPaid(line);
    await world.clock.advance(A_WHILE);

    expect((await world.orders()).nodes.map(({ orderNumber, status }) => [orderNumber, status])).toEqual([
      [line.orderNumber, 'CANCELED'],
    ]);
  }),
];
