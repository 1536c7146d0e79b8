import type { Instant } from '../../../base/clock.js';
import { contains } from '../../../base/span.js';
import {
  buildingNumber,
  canceledOrAsked,
  courierCode,
  dateTime,
  dispatchedAt,
  invoice,
  methodCode,
  optionText,
  sellerStockCode,
} from './fields.js';
import type { Claim, Line, LineStatus } from './order.js';
import { liveQuantity } from './order.js';
import type { ListAnswer, ListHandler } from './order-lists.js';
import { MAX_ROWS, orElse } from './order-lists.js';
import { LOOK_UP, NO_CLAIMS } from './results.js';
import type { Shop } from './shop.js';
import { CANCEL_WINDOW, isMissing, readWindow } from './window.js';
import type { Row } from './wire.js';

const SELLER_ID = 'moastore';
const MAX_ORDER_NUMBERS = 100;

/** Status names as clients saw them; 102 and 901 are named by the code table. @evidence observed */
const STATUS_NAME: Readonly<Record<LineStatus, string>> = {
  '102': '입금대기',
  '202': '결제완료',
  '301': '배송준비중',
  '401': '배송중',
  '501': '배송완료',
  '701': '취소신청',
  '901': '구매확정',
  B01: '취소완료',
};

/** Claims whose own date lies in the window, oldest first. */
function claimList(dateOf: (claim: Claim) => Instant | null, rowOf: (claim: Claim) => Row): ListHandler {
  return (shop, [start = '', end = '']) => {
    const span = readWindow(start, end, CANCEL_WINDOW);
    if ('code' in span) return span;
    const now = shop.clock.now();
    const found: { readonly claim: Claim; readonly date: Instant }[] = [];
    for (const claim of shop.claims.values()) {
      const date = dateOf(claim);
      if (date !== null && contains(span, date) && claim.line.order.visibleAt <= now) found.push({ claim, date });
    }
    const rows = found
      .sort((a, b) => a.date - b.date)
      .slice(0, MAX_ROWS)
      .map(({ claim }) => rowOf(claim));
    return orElse(rows, NO_CLAIMS);
  };
}

/** Requests by their date: open ones as 01, and approved ones, which can still turn up, as 02. @evidence documented */
export const cancelRequests = claimList(
  (claim) =>
    !claim.isImmediate && (claim.state === 'REQUESTED' || claim.state === 'COMPLETED') ? claim.requestedAt : null,
  (claim) => claimRow(claim, claim.state === 'REQUESTED' ? '01' : '02'),
);

/** Withdrawn requests by the date of withdrawal, which the row does not print. @evidence assumed */
export const withdrawnRequests = claimList(
  (claim) => (claim.state === 'WITHDRAWN' ? claim.closedAt : null),
  (claim) => claimRow(claim, '05').filter(([name]) => name !== 'ordCnMnbdCd'),
);

/** All that is cancelled, by the date it was: at once, by the seller, approved, forced. @evidence documented */
export const canceled = claimList(
  (claim) => (claim.state === 'COMPLETED' ? claim.closedAt : null),
  (claim) =>
    inAsciiOrder([
      ...claimRow(claim, '02'),
      ['addDlvCst', '0'],
      ['cnTrtEndDt', dateTime(claim.closedAt!)],
      // 01 buyer, 02 seller, as in ordCnMnbdCd: who files pays.
      ['dlvCstRespnClf', claim.filedBy],
      ['ordCnTypCd', claim.isForced ? '02' : '01'],
    ]),
);

const claimRow = (claim: Claim, stateCode: string): Row => [
  ['createDt', dateTime(claim.requestedAt)],
  ['dlvNo', claim.line.dlvNo],
  ['ordCnDtlsRsn', claim.reason],
  ['ordCnMnbdCd', claim.filedBy],
  ['ordCnQty', String(claim.quantity)],
  ['ordCnRsnCd', claim.reasonCode],
  ['ordCnStatCd', stateCode],
  ['ordNo', claim.line.order.ordNo],
  ['ordPrdCnSeq', String(claim.number)],
  ['ordPrdSeq', String(claim.line.seq)],
  ['prdNo', String(claim.line.productNumber)],
  ['referSeq', ''],
  // Without an option the text is the bare quantity here, while order lists leave it empty.
  ['slctPrdOptNm', optionText(claim.line, claim.quantity) || `${claim.quantity}개`],
];

/** State, address and invoice of every line of the orders, in the order asked for. @evidence documented */
export const statusesWithAddress: ListHandler = (shop, [numbers = '']) =>
  lookUp(shop, numbers, (line) =>
    inAsciiOrder([
      ...statusRow(line),
      ['ordQty', String(liveQuantity(line))],
      ['dlvEtprsCd', courierCode(line)],
      ['dlvMthdCd', methodCode(line)],
      ['invcNo', invoice(line)],
      ['rcvrBaseAddr', line.order.receiver.address],
      ['rcvrDtlsAddr', line.order.receiver.addressDetail],
      ['rcvrMailNo', line.order.receiver.zipCode],
      ['rcvrMailNoSeq', ''],
      ['rcvrNm', line.order.receiver.name],
      ['rcvrPrtblNo', line.order.receiver.tel],
      ['rcvrTlphn', line.order.receiver.tel2 ?? ''],
      ['sndEndDt', dispatchedAt(line)],
      ['typeBilNo', buildingNumber(line)],
    ]),
  );

/** The same without address and invoice; its quantity is the one first ordered. @evidence documented */
export const statuses: ListHandler = (shop, [numbers = '']) =>
  lookUp(shop, numbers, (line) =>
    inAsciiOrder([
      ...statusRow(line),
      ['ordQty', String(line.product.quantity)],
      ['referSeq', ''],
      ['sellerStockCd', sellerStockCode(line)],
    ]),
  );

const statusRow = (line: Line): Row => [
  ['dlvNo', line.dlvNo],
  ['ordCnQty', String(canceledOrAsked(line))],
  ['ordNo', line.order.ordNo],
  ['ordPrdSeq', String(line.seq)],
  ['ordPrdStat', line.status],
  ['ordPrdStatNm', STATUS_NAME[line.status]],
  ['prdNm', line.product.productName],
  ['prdNo', String(line.productNumber)],
  ['sellerID', SELLER_ID],
];

/** Up to 100 numbers, commas and no spaces between; one with a space matches nothing. @evidence documented */
function lookUp(shop: Shop, numbers: string, rowOf: (line: Line) => Row): ListAnswer {
  if (isMissing(numbers)) return LOOK_UP.noNumbers;
  const wanted = numbers.split(',');
  if (wanted.length > MAX_ORDER_NUMBERS) return LOOK_UP.tooMany;
  const rows = [...new Set(wanted)].flatMap((ordNo) => (shop.orders.get(ordNo)?.lines ?? []).map(rowOf));
  return orElse(rows, NO_CLAIMS);
}

const inAsciiOrder = (row: Row): Row => [...row].sort(([a], [b]) => (a < b ? -1 : 1));
