import { contains } from '../../../base/span.js';
import type { Span } from '../../../base/span.js';
import { DAY } from '../../../base/time.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import type { Call } from './handler.js';
import { orderSheet } from './ordersheet.wire.js';
import { pageAfter } from './page.js';
import { isBoxGone, sheetStatuses } from './records.js';
import type { Box, SheetStatus } from './records.js';
import { badRequest, json } from './replies.js';

const MOST_PER_PAGE = 50;

/** Day mode: a difference of 31 days already fails, as the text of the error has it. */
const SHORTEST_REFUSED_DAYS = 31 * DAY;

/**
 * Boxes of one status by date of payment, by day in pages or (searchType=timeFrame) by minute at once. That the last day
 * counts as a whole and that a span of exactly 24 hours is too long for minute mode is assumed.
 * @evidence documented
 */
export function listOrderSheets({ shop, now, edition, query }: Call): WireReply {
  const isTimeFrame = query.oneOf('searchType', ['timeFrame']) !== undefined;
  const span = query.createdAt(isTimeFrame ? edition.sheetMinute : edition.sheetDay);
  checkLength(span, isTimeFrame);
  query.required('status');
  const status = query.oneOf('status', sheetStatuses)!;
  const size = isTimeFrame ? Infinity : query.pageSize('maxPerPage', MOST_PER_PAGE);
  const token = isTimeFrame ? undefined : query.digits('nextToken');
  const isWanted = (box: Box): boolean => isListed(box, status, span, now);
  const { page, nextToken } = pageAfter(shop.boxes, (box) => box.shipmentBoxId, token, size, isWanted);
  return json(200, { code: 200, message: 'OK', data: page.map((box) => orderSheet(box, edition)), nextToken });
}

function checkLength({ start, end }: Span, isTimeFrame: boolean): void {
  if (isTimeFrame && end - start >= DAY) throw badRequest('endTime-startTime range should less than 0 day');
  const isTooManyDays = !isTimeFrame && end - DAY - start >= SHORTEST_REFUSED_DAYS;
  if (isTooManyDays) throw badRequest('endTime-startTime range should less than31.');
}

/**
 * A paid order shows after some minutes, and no longer once nothing of it is left.
 * @evidence documented
 */
const isListed = (box: Box, status: SheetStatus, span: Span, now: number): boolean =>
  box.status === status && contains(span, box.order.paidAt) && box.order.visibleAt <= now && !isBoxGone(box);

/**
 * One box, as an object. An id that is none of the seller's boxes has the message for wrong order numbers (assumed).
 * @evidence documented
 */
export function readBox({ shop, edition, pathId }: Call): WireReply {
  const box = shop.box(pathId);
  if (!box) throw unknownOrder();
  if (isBoxGone(box)) throw canceledOrder();
  return json(200, { code: singleCode(edition.isInternational), message: 'OK', data: orderSheet(box, edition) });
}

/**
 * All boxes of an order that have something left, as an array.
 * @evidence observed
 */
export function readOrder({ shop, edition, pathId }: Call): WireReply {
  const order = shop.order(pathId);
  if (!order) throw unknownOrder();
  const boxes = order.boxes.filter((box) => !isBoxGone(box));
  if (boxes.length === 0) throw canceledOrder();
  const data = boxes.map((box) => orderSheet(box, edition));
  return json(200, { code: singleCode(edition.isInternational), message: 'OK', data });
}

/** The samples of v4 have a string, those of v5 a number. */
const singleCode = (isInternational: boolean): 200 | '200' => (isInternational ? 200 : '200');

const unknownOrder = (): Error => badRequest('유효하지 않은 주문번호 입니다.');

const canceledOrder = (): Error => badRequest('해당 주문이 취소 또는 반품 되었습니다.');
