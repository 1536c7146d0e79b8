import { contains } from '../../../base/span.js';
import type { Span } from '../../../base/span.js';
import { DAY, parseInstant } from '../../../base/time.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import type { Call } from './handler.js';
import { badRequest, json } from './replies.js';
import type { Query } from './request.query.js';
import { withdrawalRow } from './withdrawal.wire.js';

const LONGEST_DAYS = 7;
const DEFAULT_PER_PAGE = 10;
const MOST_PER_PAGE = 100;
const MOST_IDS = 50;

/**
 * Withdrawals by the day of withdrawal, both days in it, in numbered pages.
 * @evidence documented
 */
export function listWithdrawals({ shop, query }: Call): WireReply {
  const span = readDays(query);
  const size = readPageSize(query);
  const page = readPageIndex(query);
  const rows = shop.receipts.filter((each) => each.state === 'WITHDRAWN' && contains(span, each.modifiedAt));
  const data = rows.slice((page - 1) * size, page * size).map(withdrawalRow);
  return json(200, { code: 200, message: 'OK', data, nextPageIndex: page * size < rows.length ? `${page + 1}` : '' });
}

function readDays(query: Query): Span {
  const start = readDay(query.required('dateFrom'));
  const end = readDay(query.required('dateTo'));
  if (end < start) throw badRequest('종료일자는 시작일자보다 작거나 같아야 합니다.');
  if (end - start >= LONGEST_DAYS * DAY) {
    throw badRequest('최대 조회 기간은 7 일 입니다.(The maximum view duration is 7 days)');
  }
  return { start, end: end + DAY };
}

function readDay(text: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(text) : null;
  if (instant !== null) return instant;
  throw badRequest('날짜입력을 확인해 주세요. (형식:yyyy-MM-dd) [Please confirm the date input (format:yyyy-MM-dd)]');
}

function readPageSize(query: Query): number {
  const size = Number(query.digits('sizePerPage') ?? DEFAULT_PER_PAGE);
  if (size >= 1 && size <= MOST_PER_PAGE) return size;
  throw badRequest(
    '페이지별 최대 표시 갯수(sizePerPage)는 100 입니다. ' +
      '(The maximum number of indications per page (sizePerPage) is 100)',
  );
}

function readPageIndex(query: Query): number {
  const index = Number(query.text('pageIndex') ?? 1);
  if (Number.isInteger(index) && index >= 1) return index;
  throw badRequest('pageindex 는 음수 또는 0 일 수 없습니다. (pageindex can not be negative or 0)');
}

/**
 * Withdrawals among the receipts asked for; the others are left out. The answer to more than 50 numbers is assumed.
 * @evidence documented
 */
export function findWithdrawals({ shop, body }: Call): WireReply {
  const ids = body().ids('cancelIds');
  if (ids.length > MOST_IDS) throw badRequest(`cancelIds is not valid: expected at most ${MOST_IDS}`);
  const receipts = ids.map((id) => shop.receipt(id)).filter((receipt) => receipt !== undefined);
  const data = receipts.filter((receipt) => receipt.state === 'WITHDRAWN').map(withdrawalRow);
  return json(200, { code: '200', message: 'OK', data });
}
