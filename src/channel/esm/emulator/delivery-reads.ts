import type { Instant } from '../../../base/clock.js';
import { contains } from '../../../base/span.js';
import type { Span } from '../../../base/span.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import { checkLength, findOrder } from './call.js';
import type { Call } from './call.js';
import { couriers } from './couriers.js';
import { days, printInstant, readDay } from './dates.js';
import { claimStatusOf, statusOf } from './order.js';
import type { Order } from './order.js';
import { orderToWrite } from './order-writes.js';
import { Refused, shippingRefusals } from './refusals.js';
import { accepted, reply } from './replies.js';

const LONGEST_DAYS = 7;
const PAGE_SIZE = 100;

/**
 * 주문상태조회: any state, claims included, by number or by the date of a move. The page size, and that an unknown number
 * gives no row, are guesses.
 * @evidence documented
 */
export function listStatuses(call: Call): WireReply {
  const { body } = call;
  const orderNo = body.id('OrderNo');
  if (orderNo !== null) {
    checkLength(call, orderNo, shippingRefusals.numberTooLong);
    const order = findOrder(call, orderNo);
    return accepted(order === null ? [] : [statusRow(order)]);
  }
  const page = body.requiredWhole('Page');
  if (page < 1) throw new Refused(shippingRefusals.statusPage);
  const found = movedIn(call, readDays(call));
  return accepted(found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(statusRow));
}

function movedIn({ shop, site, caller, body, now }: Call, span: Span): readonly Order[] {
  const dateOf = dates[body.requiredWhole('SearchDateConditionType')];
  if (!dateOf) throw new Refused(shippingRefusals.badCondition);
  if (caller[site.letter] === undefined) return [];
  return [...shop.orders.values()].filter((order) => {
    const date = order.cart.visibleAt <= now ? dateOf(order) : null;
    return date !== null && contains(span, date);
  });
}

const never = (): null => null;

/** 송금, 반품승인 and 교환승인 happen to nobody here. That 취소일 is when a cancel was completed is assumed. @evidence documented */
const dates: Readonly<Record<number, (order: Order) => Instant | null>> = {
  1: ({ cart }) => cart.paidAt,
  2: ({ confirmedAt }) => confirmedAt,
  3: ({ parcel }) => parcel?.sentAt ?? null,
  4: ({ deliveredAt }) => deliveredAt,
  5: ({ decidedAt }) => decidedAt,
  6: never,
  7: never,
  8: never,
  9: ({ claim }) => claim?.completedAt ?? null,
};

/** Days, at most seven; the end is not in it. @evidence documented */
function readDays({ body }: Call): Span {
  const start = readDay(body.requiredText('FromDate'));
  const end = readDay(body.requiredText('ToDate'));
  if (start === null || end === null || start > end) throw new Refused(shippingRefusals.badCondition);
  if (days({ start, end }) > LONGEST_DAYS) throw new Refused(shippingRefusals.statusWindow);
  return { start, end };
}

const statusRow = (order: Order): Readonly<Record<string, unknown>> => ({
  OrderNo: order.orderNo,
  Status: statusOf(order),
  ClaimStatus: claimStatusOf(order),
  StatusChangeDate: printInstant(order.changedAt),
  IsGiftOrder: order.special.isGift ? 'Y' : 'N',
});

/** 배송진행정보: what became of one order, oldest first. That an unknown number is refused is assumed. @evidence documented */
export function showProgress(call: Call): WireReply {
  const order = orderToWrite(call, call.body.requiredId('OrderNo'));
  const { cart, confirmedAt, parcel, decidedAt } = order;
  const steps: readonly (readonly [type: string, at: Instant | null, url?: string])[] = [
    ['결제일', cart.paidAt],
    ['주문확인', confirmedAt],
    ['배송중(발송처리일)', parcel?.sentAt ?? null, `https://tracking.example.com/?no=${parcel?.invoiceNo}`],
    ['구매결정', decidedAt],
  ];
  const rows = steps.flatMap(([EscrowType, at, TrackingUrl = null]) =>
    at === null ? [] : [{ EscrowType, EscrowDt: printInstant(at), TrackingUrl }],
  );
  return reply({ TotalCount: rows.length, ResultCode: 0, Message: 'Success', Data: rows });
}

/** 택배사 리스트, without the usual envelope. @evidence documented */
export const listCouriers = (): WireReply =>
  reply({
    deliveryCompanies: [...couriers.values()].map(({ code, name }) => ({
      deliveryCompCode: code,
      deliveryCompName: name,
    })),
  });
