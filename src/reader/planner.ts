import type { Instant } from '../base/clock.js';
import type { Span } from '../base/span.js';
import { alignSpan, isEmpty } from '../base/span.js';
import { DAY, MINUTE } from '../base/time.js';
import type { CancellationListing, Channel, NativeDate, OrderListing } from '../channel/channel.js';
import { CancellationStatus } from '../model/cancellation.js';
import { OrderStatus } from '../model/order.js';
import type { AskedDate, CancellationQuestion, OrderQuestion, Question } from './question.js';

/** How far a question by another date than the listing's own is widened. */
export const LOOK_BACK = 31 * DAY;

export type Listing = OrderListing | CancellationListing;

/** One listing to be read over one span. */
export interface Step {
  readonly listing: Listing;
  /** Set for order listings: complete reads of it are authoritative for these statuses. */
  readonly statuses: readonly OrderStatus[] | null;
  /** What a read asks for: aligned to the listing's resolution, cut a little after now. */
  readonly span: Span;
  /** What of it the answer rests on: nothing after now. */
  readonly needed: Span;
}

export interface Plan {
  /** In the order in which they are read: earliest state first, claims last. */
  readonly steps: readonly Step[];
  /** Set where the widened search may still leave something out: the span that is searched. */
  readonly searched: Span | null;
}

/** Where a date stands in an order's life. */
const RANK: Readonly<Record<AskedDate | NativeDate, number>> = {
  ORDERED: 0,
  PAID: 1,
  CONFIRMED: 2,
  DISPATCHED: 3,
  INVOICED: 3,
  DELIVERED: 4,
  PURCHASE_CONFIRMED: 5,
  REQUESTED: 6,
  WITHDRAWN: 7,
  COMPLETED: 7,
  CHANGED: 8,
};

/** Orders without such a date yet can't answer a question by it. */
const NOT_YET: Partial<Record<AskedDate, readonly OrderStatus[]>> = {
  PAID: [OrderStatus.PAYMENT_PENDING],
  CONFIRMED: [OrderStatus.PAYMENT_PENDING, OrderStatus.PAID],
  DISPATCHED: [OrderStatus.PAYMENT_PENDING, OrderStatus.PAID, OrderStatus.CONFIRMED],
};

/** The cancellations that have such a date, where not all may: those of other statuses need not be looked for. */
const ALONE: Partial<Record<AskedDate, readonly CancellationStatus[]>> = { COMPLETED: [CancellationStatus.COMPLETED] };

/** Dates of questions that a channel may not tell at all. */
const MAY_BE_UNTOLD: readonly AskedDate[] = ['CONFIRMED', 'DISPATCHED'];

const ORDER_STATUSES = Object.values(OrderStatus);
const CANCELLATION_STATUSES = Object.values(CancellationStatus);

/**
 * Chooses the listings that answer a question and the spans to read.
 * @param now what lies beyond it is not asked.
 * @returns null where the channel has no listing for it, or does not tell the asked date.
 */
export function planQuestion(channel: Channel, question: Question, now: Instant): Plan | null {
  const listings = listingsFor(channel, question);
  if (!listings) return null;
  let searched: Span | null = null;
  const steps: Step[] = [];
  for (const listing of listings) {
    const { span, leavesOut } = widen(question, listing.nativeDate, now);
    const aligned = alignSpan(span, listing.window.resolution);
    const needed = { start: aligned.start, end: Math.min(aligned.end, now) };
    if (isEmpty(needed)) continue;
    if (leavesOut) searched = aligned;
    steps.push({ listing, span: aligned, needed, statuses: isOrderListing(listing) ? listing.statuses : null });
  }
  return { steps, searched };
}

const isOrderListing = (listing: Listing): listing is OrderListing => !('orderStatuses' in listing);

function listingsFor(channel: Channel, question: Question): Listing[] | null {
  return question.topic === 'ORDERS' ? orderListings(channel, question) : cancellationListings(channel, question);
}

function orderListings(channel: Channel, question: OrderQuestion): Listing[] | null {
  if (!channel.orders || !tells(channel.orders.dates, question.date)) return null;
  const wanted = (question.statuses.length > 0 ? question.statuses : ORDER_STATUSES).filter(
    (status) => !NOT_YET[question.date]?.includes(status),
  );
  if (wanted.length === 0) return [];
  const orders = choose(channel.orders.listings, (listing) => listing.statuses, wanted, question.date);
  if (orders.length > 0 && orders.every((listing) => listing.tellsClaims)) return orders;
  const touching = (channel.cancellations?.listings ?? []).filter((listing) =>
    intersects(listing.orderStatuses, wanted),
  );
  if (orders.length + touching.length === 0) return null;
  return [...orders, ...choose(touching, (listing) => listing.statuses, CANCELLATION_STATUSES, question.date)];
}

function cancellationListings(channel: Channel, question: CancellationQuestion): Listing[] | null {
  if (!channel.cancellations) return null;
  const wanted = question.statuses.length > 0 ? question.statuses : (ALONE[question.date] ?? CANCELLATION_STATUSES);
  const chosen = choose(channel.cancellations.listings, (listing) => listing.statuses, wanted, question.date);
  return chosen.length > 0 ? chosen : null;
}

const tells = (dates: readonly NativeDate[], asked: AskedDate): boolean =>
  !MAY_BE_UNTOLD.includes(asked) || dates.some((date) => date === asked);

const intersects = <T>(a: readonly T[], b: readonly T[]): boolean => a.some((value) => b.includes(value));

/**
 * Listings by the asked date first; those of one native date add up, those of another only fill in statuses that the former
 * lack. The channel's own order is kept.
 */
function choose<L extends Listing, S>(
  listings: readonly L[],
  statusesOf: (listing: L) => readonly S[],
  wanted: readonly S[],
  asked: AskedDate,
): L[] {
  const dates = [...new Set(listings.map((listing) => listing.nativeDate))];
  const own = asked === 'INVOICED' ? 'DISPATCHED' : asked;
  dates.sort((a, b) => Number(b === own) - Number(a === own));
  const chosen = new Set<L>();
  let left = wanted;
  for (const date of dates) {
    const group = listings.filter((listing) => listing.nativeDate === date && intersects(statusesOf(listing), left));
    for (const listing of group) chosen.add(listing);
    left = left.filter((status) => !group.some((listing) => statusesOf(listing).includes(status)));
  }
  return listings.filter((listing) => chosen.has(listing));
}

/**
 * The span of a listing's own date in which the asked rows lie. Between order and payment lie days at most (a deposit falls
 * due), so widening that step leaves nothing out.
 */
function widen(question: Question, native: NativeDate, now: Instant): { span: Span; leavesOut: boolean } {
  const { span, date } = question;
  const horizon = now + MINUTE;
  const cut = (start: Instant, end: Instant): Span => ({ start, end: Math.min(end, horizon) });
  if (native === date || (native === 'DISPATCHED' && date === 'INVOICED')) {
    return { span: cut(span.start, span.end), leavesOut: false };
  }
  const isBounded = RANK[native] <= 1 && RANK[date] <= 1;
  if (isClaimDate(native) && RANK[date] >= RANK.CONFIRMED && !isClaimDate(date)) {
    return { span: cut(span.start - LOOK_BACK, span.end + LOOK_BACK), leavesOut: false };
  }
  if (RANK[native] >= RANK[date]) {
    return { span: cut(span.start, span.end + LOOK_BACK), leavesOut: !isBounded && span.end + LOOK_BACK < now };
  }
  return { span: cut(span.start - LOOK_BACK, span.end), leavesOut: !isBounded };
}

const isClaimDate = (date: AskedDate | NativeDate): boolean => RANK[date] >= RANK.REQUESTED && date !== 'CHANGED';
