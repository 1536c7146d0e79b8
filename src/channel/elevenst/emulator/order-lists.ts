import type { Instant } from '../../../base/clock.js';
import type { Span } from '../../../base/span.js';
import { contains } from '../../../base/span.js';
import type { FullList } from './fields.js';
import { courierCode, dispatchDeadline, dispatchedAt, fullRow, invoice } from './fields.js';
import type { Line, LineStatus } from './order.js';
import { NO_ORDERS } from './results.js';
import type { Shop } from './shop.js';
import type { WindowRule } from './window.js';
import {
  COMPLETE_WINDOW,
  DELIVERY_WINDOW,
  PACKAGING_WINDOW,
  RESERVATION_WINDOW,
  STANDBY_WINDOW,
  readWindow,
} from './window.js';
import type { Result, Row } from './wire.js';

export type ListAnswer = readonly Row[] | Result;
export type ListHandler = (shop: Shop, args: readonly string[]) => ListAnswer;

/** Of more rows the oldest come; which ones really do is not known. @evidence assumed */
export const MAX_ROWS = 3000;

export const orElse = (rows: readonly Row[], none: Result): ListAnswer => (rows.length > 0 ? rows : none);

interface DatedList {
  readonly rule: WindowRule;
  readonly status: LineStatus;
  /** The date that the window means. */
  readonly dateOf: (line: Line) => Instant | null;
  readonly rowOf: (line: Line) => Row;
  readonly newestFirst?: true;
}

function dated({ rule, status, dateOf, rowOf, newestFirst }: DatedList): ListHandler {
  return (shop, [start = '', end = '']) => {
    const span = readWindow(start, end, rule);
    if ('code' in span) return span;
    const lines = linesWithin(shop, status, dateOf, span);
    if (newestFirst) lines.sort((a, b) => dateOf(b)! - dateOf(a)!);
    return orElse(lines.map(rowOf), NO_ORDERS);
  };
}

/** Lines of a status whose own date lies in the window, oldest first; none of an order that is not visible yet. */
function linesWithin(shop: Shop, status: LineStatus, dateOf: DatedList['dateOf'], span: Span): Line[] {
  const now = shop.clock.now();
  const found: { readonly line: Line; readonly date: Instant }[] = [];
  for (const line of shop.lines) {
    if (line.status !== status || line.order.visibleAt > now) continue;
    const date = dateOf(line);
    if (date !== null && contains(span, date)) found.push({ line, date });
  }
  return found
    .sort((a, b) => a.date - b.date)
    .slice(0, MAX_ROWS)
    .map(({ line }) => line);
}

const row =
  (list: FullList) =>
  (line: Line): Row =>
    fullRow(list, line);

/** 102 by order date; which date the window means is the best reading here and in the lists below. @evidence assumed */
export const standby = dated({
  rule: STANDBY_WINDOW,
  status: '102',
  dateOf: (line) => line.order.orderedAt,
  rowOf: row('S'),
});

/** 202 by payment date, newest first. @evidence observed */
export const complete = dated({
  rule: COMPLETE_WINDOW,
  status: '202',
  dateOf: (line) => line.order.paidAt,
  rowOf: row('C'),
  newestFirst: true,
});

const domesticPackaging = dated({
  rule: PACKAGING_WINDOW,
  status: '301',
  dateOf: (line) => line.confirmedAt,
  rowOf: row('P'),
});

/**
 * 301 by confirmation date; a line with an open cancel request is 701 and not here. A third part, `abrdDlvYn`, is for
 * overseas sellers: `Y` finds nothing in a domestic shop. @evidence assumed
 */
export const packaging: ListHandler = (shop, args) => {
  const answer = domesticPackaging(shop, args);
  return args[2] === 'Y' && !('code' in answer) ? NO_ORDERS : answer;
};

/** 401 by dispatch date: five fields. @evidence documented */
export const shipping = dated({
  rule: DELIVERY_WINDOW,
  status: '401',
  dateOf: (line) => line.dispatch?.at ?? null,
  rowOf: (line) => [
    ['dlvEtprsCd', courierCode(line)],
    ['invcNo', invoice(line)],
    ['ordNo', line.order.ordNo],
    ['ordPrdSeq', String(line.seq)],
    ['sndEndDt', dispatchedAt(line)],
  ],
});

/** 501 by delivery date. @evidence assumed */
export const delivered = dated({
  rule: DELIVERY_WINDOW,
  status: '501',
  dateOf: (line) => line.deliveredAt,
  rowOf: row('D'),
});

/** 901 by the date of purchase confirmation. @evidence assumed */
export const completed = dated({
  rule: DELIVERY_WINDOW,
  status: '901',
  dateOf: (line) => line.purchaseConfirmedAt,
  rowOf: row('K'),
});

const alwaysEmpty =
  (rule: WindowRule): ListHandler =>
  (_shop, [start = '', end = '']) => {
    const span = readWindow(start, end, rule);
    return 'code' in span ? span : NO_ORDERS;
  };

/** Gift orders that wait for an address (200): nobody sends gifts here. @evidence documented */
export const giftStandby = alwaysEmpty(STANDBY_WINDOW);

/** Reservation sales (201): this shop has none. @evidence documented */
export const reservations = alwaysEmpty(RESERVATION_WINDOW);

/** Same-day dispatch: `sendClfCd` is N for every product here. @evidence documented */
export const sameDay: ListHandler = () => NO_ORDERS;

/** Whose dispatch deadline has passed, with the fields of the main list. @evidence documented */
const overdue =
  (status: LineStatus, list: FullList): ListHandler =>
  (shop) => {
    const now = shop.clock.now();
    const lines = linesWithin(shop, status, dispatchDeadline, { start: -Infinity, end: now });
    return orElse(lines.map(row(list)), NO_ORDERS);
  };

export const overduePaid = overdue('202', 'C');
export const overdueConfirmed = overdue('301', 'P');

/** All lines of one order, whatever its status, visible in lists or not yet. @evidence observed */
export const byOrderNumber: ListHandler = (shop, [ordNo = '']) =>
  orElse((shop.orders.get(ordNo)?.lines ?? []).map(row('O')), NO_ORDERS);
