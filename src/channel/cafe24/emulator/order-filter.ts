import type { Instant } from '../../../base/clock.js';
import type { DateType, OrderStatus } from './codes.js';
import { dateTypes, isOrderStatus, orderPlaces } from './codes.js';
import { emailOf, fullAddress } from './people.wire.js';
import type { Days, Query } from './query.js';
import { invalid } from './replies.js';
import type { Line, Order } from './state.js';
import { canceledFlag } from './order.wire.js';

type IsWanted = (order: Order) => boolean;

/**
 * What an order has to be to be listed. Dates are needed unless orders are named; at most three months of them.
 * @evidence observed
 */
export function filterOf(query: Query): IsWanted {
  const orderIds = query.list('order_id');
  const ids = orderIds && new Set(orderIds);
  const days = query.days(ids === null);
  if (days && days.until > threeMonthsAfter(days.from)) throw invalid('end_date');
  const isLineWanted = lineFilter(query, days);
  const others = [...wordFilters(query), ...textFilters(query)];
  return (order) =>
    (ids === null || ids.has(order.orderId)) &&
    order.lines.some((line) => isLineWanted(line)) &&
    others.every((isWanted) => isWanted(order));
}

/**
 * An order is listed for one line that has the status and the date asked for, with all its lines (observed). That both must
 * hold for the same line is a guess. @evidence assumed
 */
function lineFilter(query: Query, days: Days | null): (line: Line) => boolean {
  const statuses = statusesOf(query);
  const dateOf = DATES[query.oneOf('date_type', dateTypes) ?? 'order_date'];
  return (line) => {
    if (statuses && !statuses.has(line.status) && !(line.rejected && statuses.has(line.rejected))) return false;
    if (!days) return true;
    const at = dateOf(line);
    return at !== null && at >= days.from && at < days.until;
  };
}

function statusesOf(query: Query): ReadonlySet<OrderStatus> | null {
  const codes = query.list('order_status');
  if (codes && !codes.every(isOrderStatus)) throw invalid('order_status');
  return codes && new Set(codes as OrderStatus[]);
}

/** The names are documented, which date of a line each means is read from them. @evidence assumed */
const DATES: Readonly<Record<DateType, (line: Line) => Instant | null>> = {
  order_date: ({ order }) => order.orderedAt,
  pay_date: ({ order }) => order.paidAt,
  shipbegin_date: ({ dates }) => dates.shipped,
  shipend_date: ({ dates }) => dates.delivered,
  cancel_date: ({ dates }) => dates.Cancellation.completed,
  place_date: ({ dates }) => dates.placed,
  cancel_request_date: ({ dates }) => dates.Cancellation.requested,
  cancel_accept_date: ({ dates }) => dates.Cancellation.accepted,
  cancel_complete_date: ({ dates }) => dates.Cancellation.completed,
  exchange_request_date: ({ dates }) => dates.Exchange.requested,
  exchange_accept_date: ({ dates }) => dates.Exchange.accepted,
  exchange_complete_date: ({ dates }) => dates.Exchange.completed,
  return_request_date: ({ dates }) => dates.Return.requested,
  return_accept_date: ({ dates }) => dates.Return.accepted,
  return_complete_date: ({ dates }) => dates.Return.completed,
  purchaseconfirmation_date: ({ dates }) => dates.purchaseConfirmed,
};

/** The same day of the month three months on, its whole day included; the last where the month is shorter. @evidence assumed */
function threeMonthsAfter(from: Instant): Instant {
  const KST = 9 * 3_600_000;
  const start = new Date(from + KST);
  const monthEnd = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 4, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), monthEnd);
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 3, day + 1) - KST;
}

/** Filters by a closed list of words. Words are documented; what F, T, M, A and P mean here is read from their names. @evidence assumed */
function wordFilters(query: Query): IsWanted[] {
  const filters: IsWanted[] = [];
  const add = <T extends string>(name: string, words: readonly T[], of: (order: Order) => T): void => {
    const wanted = query.oneOf(name, words);
    if (wanted !== null) filters.push((order) => of(order) === wanted);
  };
  add('payment_status', ['F', 'M', 'T', 'A', 'P'], (order) => {
    if (order.paidAt === null) return 'F';
    return order.byTransfer ? 'A' : 'P';
  });
  add('refund_status', ['F', 'T', 'M'], (order) => (order.paidAt === null ? 'F' : canceledFlag(order.lines)));
  add('member_type', ['2', '3'], () => '2');
  for (const name of ['subscription', 'first_order', 'multiple_addresses']) add(name, ['T', 'F'], () => 'F');
  add('market_cancel_request', ['T', 'F'], () => 'F');
  const places = query.wordsOf('order_place_id', orderPlaces);
  if (places) filters.push((order) => places.has(order.isMobile ? 'mobile' : 'self'));
  return filters;
}

/** Filters by text: one of the values given is one of the order's. Addresses are found by any part of them. @evidence assumed */
function textFilters(query: Query): IsWanted[] {
  const filters: IsWanted[] = [];
  for (const [name, valuesOf] of Object.entries(TEXTS)) {
    const wanted = query.list(name);
    if (wanted) filters.push((order) => valuesOf(order).some((value) => wanted.includes(value)));
  }
  const address = query.get('receiver_address');
  if (address) {
    filters.push(({ receivers }) =>
      [...receivers.values()].some((receiver) => fullAddress(receiver).includes(address)),
    );
  }
  return filters;
}

const none = (): readonly string[] => [];

const TEXTS: Readonly<Record<string, (order: Order) => readonly string[]>> = {
  member_id: ({ buyer }) => [buyer.memberId],
  member_email: (order) => [emailOf(order)],
  buyer_email: (order) => [emailOf(order)],
  buyer_name: ({ buyer }) => [buyer.name],
  buyer_cellphone: ({ buyer }) => [buyer.tel],
  buyer_phone: none,
  receiver_name: ({ receivers }) => [...receivers.values()].map(({ name }) => name),
  name_furigana: none,
  group_no: () => ['1'],
  product_no: ({ lines }) => lines.map(({ variant }) => String(variant.productNo)),
  product_code: ({ lines }) => lines.map(({ variant }) => variant.productCode),
  supplier_id: () => ['S0000000'],
  payment_method: ({ byTransfer }) => [byTransfer ? 'cash' : 'card'],
  payment_gateway_name: ({ byTransfer }) => (byTransfer ? [] : ['inicis']),
  carrier_id: ({ lines }) => lines.flatMap(({ parcel }) => (parcel ? [String(parcel.carrier.id)] : [])),
  wished_carrier_id: none,
  market_order_no: none,
  market_seller_id: none,
  inflow_path: none,
  discount_method: none,
  discount_code: none,
  labels: none,
};
