import { HOUR, MINUTE, toIsoKst } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import { aLine, anOrder } from '../../support/orders.js';
import type { Rule } from '../rule.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, only } from '../world.js';

const possible = has(Capability.LIST_UNPAID_ORDERS);

const placeUnpaid = (world: World) => world.placeOne(anOrder({ orderedAt: EARLIER, paidAt: null }));

/** An order whose deposit is awaited, known as such. */
async function unpaid(world: World) {
  const line = placeUnpaid(world);
  const { id } = only((await world.orders({ statuses: ['PAYMENT_PENDING'] })).nodes);
  return { line, id };
}

const dated: Rule['applies'] = (subject, { depositDue }) => possible(subject) && depositDue !== undefined;

export const unpaidRules = [
  rule(
    'UNP-01',
    'MUST tell until when a deposit is awaited, and how much.',
    async (world, { depositDue, dateStep = 1 }) => {
      const line = placeUnpaid(world);
      const { unitPrice, optionPrice, quantity, sellerDiscount, mallDiscount } = aLine();
      const discount = sellerDiscount + mallDiscount;

      const order = await world.listed(line);

      const due = depositDue!(Math.floor(EARLIER / dateStep) * dateStep);
      expect(order).toMatchObject({
        status: 'PAYMENT_PENDING',
        depositDueDate: toIsoKst(due),
        expectedPaymentAmount: (unitPrice + optionPrice) * quantity - discount + 2_500 + 3_000,
        paidDate: null,
      });
    },
    dated,
  ),

  rule(
    'UNP-02',
    'MUST show an order that was paid under the same id, in the paid list and in no other.',
    async (world) => {
      const { line, id } = await unpaid(world);
      world.happen(line, { kind: 'PAY' });
      await world.clock.advance(A_WHILE);

      expect((await world.orders({ statuses: ['PAYMENT_PENDING'] }, { maxAge: 0 })).nodes).toEqual([]);
      const paid = only((await world.orders({ statuses: ['PAID'] }, { maxAge: 0 })).nodes);
      expect(paid).toMatchObject({ id, status: 'PAID', paidDate: toIsoKst(world.truth(line).paidAt!) });
      expect((await world.orders()).nodes.map((order) => order.id)).toEqual([id]);
      expect(await world.order(id)).toMatchObject({ id, status: 'PAID', productQuantity: 3 });
    },
    possible,
  ),

  rule(
    'UNP-03',
    'MUST show an order whose deposit never came as canceled, under the same id, and not as awaited.',
    async (world) => {
      const { line, id } = await unpaid(world);
      world.happen(line, { kind: 'LAPSE' });
      await world.clock.advance(A_WHILE);

      expect((await world.orders({ statuses: ['PAYMENT_PENDING'] }, { maxAge: 0 })).nodes).toEqual([]);
      const [order, ...others] = (await world.orders({}, { maxAge: 0 })).nodes;
      expect(order).toMatchObject({ id, status: 'CANCELED', paidDate: null, productQuantity: 3, canceledQuantity: 3 });
      expect(others).toEqual([]);
      expect(await world.order(id)).toMatchObject({ id, status: 'CANCELED' });
    },
    possible,
  ),

  rule(
    'UNP-04',
    'MUST let an order lapse at the end of its time, and no earlier.',
    async (world, { depositDue, dateStep = 1 }) => {
      const { id } = await unpaid(world);
      const due = depositDue!(Math.floor(EARLIER / dateStep) * dateStep);

      await world.clock.advance(due - HOUR - world.clock.now());
      expect(await world.order(id)).toMatchObject({ status: 'PAYMENT_PENDING' });
      await world.clock.advance(due + MINUTE - world.clock.now());
      expect(await world.order(id)).toMatchObject({ id, status: 'CANCELED', productQuantity: 3 });
    },
    dated,
  ),

  rule(
    'UNP-05',
    'MUST list an order by its date that lapsed before anybody read it.',
    async (world) => {
      const line = placeUnpaid(world);
      world.happen(line, { kind: 'LAPSE' });
      await world.clock.advance(A_WHILE);

      const { nodes } = await world.orders();

      expect(nodes.map(({ orderNumber, status }) => [orderNumber, status])).toEqual([[line.orderNumber, 'CANCELED']]);
    },
    has(Capability.LIST_UNPAID_ORDERS, Capability.LIST_CANCELLATIONS),
  ),

  rule(
    'UNP-06',
    'MUST not confirm or ship what nobody paid.',
    async (world) => {
      const { line, id } = await unpaid(world);
      const before = world.truth(line);

      const results = [await world.confirm(id), await world.register(id)];

      for (const result of results) {
        expect(result).toMatchObject({ response: false, error: { code: 'WRONG_STATE' } });
        expect(result.reason).toEqual(expect.any(String));
        expect(result.order).toMatchObject({ id, status: 'PAYMENT_PENDING' });
      }
      expect(world.truth(line)).toEqual(before);
    },
    has(Capability.LIST_UNPAID_ORDERS, Capability.CONFIRM_ORDER, Capability.REGISTER_INVOICE),
  ),
];
