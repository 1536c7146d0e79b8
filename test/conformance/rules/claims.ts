import { DAY, HOUR, SECOND, toIsoKst } from '../../../src/base/time.js';
import { Capability } from '../../../src/model/marketplace.js';
import { anOrder } from '../../support/orders.js';
import type { Rule } from '../rule.js';
import { rule } from '../rule.js';
import { has } from '../subject.js';
import type { World } from '../world.js';
import { A_WHILE, EARLIER, NOW, isOf, only, spanOf, today } from '../world.js';

/** An order that the seller has confirmed, so that a cancel has to be asked for. */
async function placeConfirmed(world: World) {
  const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
  world.confirmOutside(line);
  await world.readBeforeClaim();
  return line;
}

const listed = has(Capability.LIST_CANCELLATIONS);
const listedInParts: Rule['applies'] = (subject, { buyersCancel }) =>
  listed(subject) && buyersCancel.partGoesTo !== null;

/** What is left to ship. */
const rest = ({ productQuantity, canceledQuantity }: { productQuantity: number; canceledQuantity: number }): number =>
  productQuantity - canceledQuantity;

export const claimRules = [
  rule(
    'CAN-01',
    'MUST list a cancel that nobody has to agree to as immediate and completed, and the order as canceled.',
    async (world, { buyersCancel }) => {
      const isPaid = buyersCancel.atOnceWhile === 'PAID';
      const line = world.placeOne(anOrder({ orderedAt: EARLIER, ...(isPaid ? {} : { paidAt: null }) }));
      const { id } = await world.listed(line);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);

      const claim = await world.claimOf(line);

      expect(claim).toMatchObject({ status: 'COMPLETED', isImmediate: true, cancelQuantity: 3 });
      expect(claim.order).toEqual({ id, status: 'CANCELED', claimStatus: 'CANCELED' });
      expect(await world.listed(line)).toMatchObject({ status: 'CANCELED', productQuantity: 3, canceledQuantity: 3 });
    },
    listed,
  ),

  rule(
    'CAN-02',
    "MUST list the buyer's open request, and mark the order with it.",
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);

      const claim = await world.claimOf(line);

      expect(claim).toMatchObject({
        status: 'REQUESTED',
        requestedBy: 'BUYER',
        decidedBy: null,
        isImmediate: false,
        cancellationRequestDate: toIsoKst(world.truth(line).cancellations[0]!.requestedAt),
        cancelCompletedDate: null,
        cancelQuantity: 3,
      });
      const order = await world.listed(line);
      expect(order).toMatchObject({ claimStatus: 'CANCEL_REQUESTED', canceledQuantity: 3 });
      expect(order.cancellations.map(({ id }) => id)).toEqual([claim.id]);
      expect(claim.order?.id).toBe(order.id);
    },
    listed,
  ),

  rule(
    'CAN-03',
    'MUST show a request that was known open as withdrawn, and the order as before.',
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      const { id } = await world.claimOf(line);
      await world.clock.advance(A_WHILE);
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);

      expect(await world.claimOf(line)).toMatchObject({ id, status: 'WITHDRAWN', cancelCompletedDate: null });
      expect(await world.listed(line)).toMatchObject({
        status: 'CONFIRMED',
        claimStatus: 'CANCEL_WITHDRAWN',
        canceledQuantity: 0,
      });
    },
    listed,
  ),

  rule(
    'CAN-04',
    'MUST list a request that was withdrawn before anybody read it.',
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);

      const { nodes } = await world.cancellations({ statuses: ['WITHDRAWN'] });

      expect(only(nodes)).toMatchObject({ orderNumber: line.orderNumber, status: 'WITHDRAWN' });
      expect(only(nodes).order).toMatchObject({ status: 'CONFIRMED' });
    },
    has(Capability.LIST_WITHDRAWN_CANCELLATIONS),
  ),

  rule(
    'CAN-05',
    "MUST show a request that the marketplace's staff approved as completed, and the order as canceled.",
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      const { id } = await world.claimOf(line);
      await world.clock.advance(A_WHILE);
      world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      await world.clock.advance(A_WHILE);

      const claim = await world.claimOf(line);

      expect(claim).toMatchObject({ id, status: 'COMPLETED', isImmediate: false });
      expect(claim.cancelCompletedDate).not.toBeNull();
      expect(await world.listed(line)).toMatchObject({
        status: 'CANCELED',
        claimStatus: 'CANCELED',
        canceledQuantity: 3,
      });
    },
    listed,
  ),

  rule(
    'CAN-06',
    "SHOULD tell that the marketplace's staff approved over the seller's head.",
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);
      world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      await world.clock.advance(A_WHILE);

      expect((await world.claimOf(line)).decidedBy).toBe('MARKETPLACE');
    },
    listed,
  ),

  rule(
    'CAN-07',
    'MUST tell an immediate cancel of a part, and leave the rest of the order to be shipped.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      world.requestCancel(line, 1);
      await world.clock.advance(A_WHILE);

      expect(await world.claimOf(line)).toMatchObject({ status: 'COMPLETED', isImmediate: true, cancelQuantity: 1 });
      const order = await world.listed(line);
      expect([order.status, rest(order)]).toEqual(['PAID', 2]);
    },
    listedInParts,
  ),

  rule(
    'CAN-08',
    'MUST tell a request for a part while it is open and after it is granted.',
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line, 1);
      await world.clock.advance(A_WHILE);

      const claim = await world.claimOf(line);
      expect(claim).toMatchObject({ status: 'REQUESTED', cancelQuantity: 1 });
      const asked = await world.listed(line);
      expect([asked.claimStatus, rest(asked)]).toEqual(['CANCEL_REQUESTED', 2]);

      world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' });
      await world.clock.advance(A_WHILE);
      const part = world.canceledPart(line);
      expect(await world.claimOf(part)).toMatchObject({ id: claim.id, status: 'COMPLETED', cancelQuantity: 1 });
      const granted = await world.listed(line);
      const claimStatus = isOf(part, line) ? 'CANCELED' : 'NONE';
      expect([granted.status, granted.claimStatus, rest(granted)]).toEqual(['CONFIRMED', claimStatus, 2]);
      if (!isOf(part, line))
        expect(await world.listed(part)).toMatchObject({ status: 'CANCELED', canceledQuantity: 1 });
    },
    listedInParts,
  ),

  rule(
    'CAN-09',
    'MUST keep two requests of one line apart.',
    async (world, { buyersCancel }) => {
      const again = buyersCancel.partGoesTo === null ? 3 : 2;
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      const first = await world.claimOf(line);
      await world.clock.advance(A_WHILE);
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);
      world.requestCancel(line, again);
      await world.clock.advance(A_WHILE);

      const { nodes } = await world.cancellations();

      expect(nodes.map(({ status, cancelQuantity }) => [status, cancelQuantity])).toEqual([
        ['REQUESTED', again],
        ['WITHDRAWN', 3],
      ]);
      expect(nodes[1]?.id).toBe(first.id);
      expect(await world.listed(line)).toMatchObject({ claimStatus: 'CANCEL_REQUESTED', canceledQuantity: again });
    },
    listed,
  ),

  rule(
    'CAN-10',
    'MUST hold a request at the start of a span and not at its end.',
    async (world) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);
      const at = world.truth(line).cancellations[0]!.requestedAt;
      const count = async (from: number, to: number): Promise<number> =>
        (await world.cancellations(spanOf({ from, to }), { maxAge: 0 })).totalCount;

      expect(await count(at, at + SECOND)).toBe(1);
      expect(await count(at - SECOND, at)).toBe(0);
      expect(await count(at - DAY, at)).toBe(0);
      expect(await count(at - DAY, at + 1)).toBe(1);
    },
    listed,
  ),

  rule(
    'CAN-11',
    'MUST know the order of a request though it was ordered before the span.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: NOW - 4 * DAY }));
      world.confirmOutside(line);
      world.requestCancel(line);
      await world.clock.advance(A_WHILE);

      const claim = await world.claimOf(line);

      expect(claim.order).toMatchObject({ claimStatus: 'CANCEL_REQUESTED' });
      expect((await world.orders()).totalCount).toBe(0);
      expect((await world.orders(spanOf({ from: NOW - 5 * DAY, to: today.to }))).nodes[0]?.id).toBe(claim.order?.id);
    },
    listed,
  ),

  rule(
    'CAN-12',
    'MUST follow an open request until it closes, whatever span is asked.',
    async (world, { buyersCancel: { grantedAfterHours = Infinity } }) => {
      const line = await placeConfirmed(world);
      world.requestCancel(line);
      const { id } = await world.claimOf(line);
      await world.clock.advance(Math.min(2 * DAY, (grantedAfterHours - 1) * HOUR));
      world.happen(line, { kind: 'WITHDRAW_CANCEL' });
      await world.clock.advance(A_WHILE);

      // Neither the request nor the withdrawal lies in it.
      const before = spanOf({ from: today.from - DAY, to: today.from });
      await world.cancellations({ ...before, statuses: ['REQUESTED'] }, { maxAge: 0 });

      world.clearCalls();
      expect((await world.storedClaim(id)).status).toBe('WITHDRAWN');
      expect(world.sent()).toEqual([]);
    },
    listed,
  ),

  rule(
    'CAN-13',
    'MUST give the order of a cancel that happened before anybody read it.',
    async (world) => {
      const line = world.placeOne(anOrder({ orderedAt: EARLIER }));
      world.cancelPaid(line);
      await world.clock.advance(A_WHILE);

      const { order } = await world.claimOf(line);

      expect(order).toMatchObject({ status: 'CANCELED', claimStatus: 'CANCELED' });
      expect(await world.order(order!.id)).toMatchObject({ orderNumber: line.orderNumber, status: 'CANCELED' });
    },
    listed,
  ),
];
