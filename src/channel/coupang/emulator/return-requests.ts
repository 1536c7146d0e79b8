import { contains } from '../../../base/span.js';
import type { Span } from '../../../base/span.js';
import { DAY } from '../../../base/time.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import type { Call } from './handler.js';
import { pageAfter } from './page.js';
import { receiptRow, statusOf } from './receipt.wire.js';
import type { ReceiptStatus } from './receipt.wire.js';
import type { Receipt } from './records.js';
import { badRequest, json } from './replies.js';
import { day, minute } from './request.query.js';
import type { Query } from './request.query.js';

const MOST_PER_PAGE = 50;
const LONGEST = 31 * DAY;

/** RU stop requests · UC returns · CC completed · PR left to Coupang, which nothing here ever is. */
const queryStatuses = ['RU', 'UC', 'CC', 'PR'] as const;

type QueryStatus = (typeof queryStatuses)[number];

/** Which receipts a call asks for. */
interface Wish {
  readonly type: Receipt['type'];
  readonly status: QueryStatus | undefined;
  readonly orderId: string | undefined;
  readonly span: Span;
}

/**
 * Receipts by the date of the request. Neither edition takes an offset here. The last day counts as a whole, the dates also
 * narrow a search by orderId, and such a search finds no immediate cancels: all three assumed.
 * @evidence documented
 */
export function listReturnRequests({ shop, edition, query }: Call): WireReply {
  const isTimeFrame = query.oneOf('searchType', ['timeFrame']) !== undefined;
  if (isTimeFrame) refuseBeside(query, 'searchType=timeFrame', ['nextToken', 'maxPerPage', 'orderId']);
  const wish = readWish(query, isTimeFrame);
  const size = isTimeFrame ? Infinity : query.pageSize('maxPerPage', MOST_PER_PAGE);
  const token = isTimeFrame ? undefined : query.digits('nextToken');
  const isWanted = (receipt: Receipt): boolean => isListed(receipt, wish);
  const { page, nextToken } = pageAfter(shop.receipts, (receipt) => receipt.receiptId, token, size, isWanted);
  const data = page.map((receipt) => receiptRow(receipt, printedStatus(receipt, wish.status), edition));
  return json(200, { code: 200, message: 'OK', data, nextToken });
}

/**
 * One of status, orderId and cancelType=CANCEL must be there; the last excludes the other two. The texts, and the one for
 * spans over 31 days, are borrowed.
 * @evidence observed
 */
function readWish(query: Query, isTimeFrame: boolean): Wish {
  const span = query.createdAt(isTimeFrame ? minute : day);
  const length = span.end - span.start - (isTimeFrame ? 0 : DAY);
  if (length > LONGEST) throw badRequest('endTime-startTime range should less than 32 day.');
  const type = query.oneOf('cancelType', ['RETURN', 'CANCEL'] as const) ?? 'RETURN';
  if (type === 'CANCEL') refuseBeside(query, 'cancelType=CANCEL', ['status', 'orderId']);
  const status = query.oneOf('status', queryStatuses);
  const orderId = query.digits('orderId');
  if (type === 'RETURN' && orderId === undefined && status === undefined) query.required('status');
  return { type, status, orderId, span };
}

/**
 * What the documentation calls not supported is refused.
 * @evidence assumed
 */
function refuseBeside(query: Query, mode: string, names: readonly string[]): void {
  for (const name of names) {
    if (query.text(name) !== undefined) throw badRequest(`Parameter '${name}' is not supported with ${mode}`);
  }
}

/**
 * A withdrawn receipt is gone from here.
 * @evidence documented
 */
const isListed = (receipt: Receipt, { type, status, orderId, span }: Wish): boolean =>
  receipt.type === type &&
  receipt.state !== 'WITHDRAWN' &&
  contains(span, receipt.createdAt) &&
  (orderId === undefined || receipt.order.orderId === orderId) &&
  (status === undefined || isUnder(receipt, status));

/**
 * RU keeps stop requests that are answered; an open one is under UC as well, and so is one that became a return.
 * @evidence documented
 */
function isUnder(receipt: Receipt, status: QueryStatus): boolean {
  if (status === 'RU') return true;
  if (status === 'UC') return receipt.state === 'OPEN' || receipt.state === 'ALREADY_SHIPPED';
  return status === 'CC' && receipt.state === 'STOPPED';
}

/**
 * Under RU an answered row still prints the status of a stop request; releaseStopStatus tells that it is answered.
 * @evidence assumed
 */
const printedStatus = (receipt: Receipt, status: QueryStatus | undefined): ReceiptStatus =>
  status === 'RU' ? 'RELEASE_STOP_UNCHECKED' : statusOf(receipt);

/**
 * One receipt, as an array of one. Cancel receipts are not supported here; that they, withdrawn ones and unknown numbers
 * give an empty array is assumed.
 * @evidence documented
 */
export function readReturnRequest({ shop, edition, pathId }: Call): WireReply {
  const receipt = shop.receipt(pathId);
  const isFound = receipt?.type === 'RETURN' && receipt.state !== 'WITHDRAWN';
  const data = isFound ? [receiptRow(receipt, statusOf(receipt), edition)] : [];
  return json(200, { code: '200', message: 'OK', data });
}
