import type { CancellationRecord } from '../../model/cancellation.js';
import { CancellationStatus, Party } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import {
  CANCEL_REQUESTED_CODE,
  CANCEL_STATUSES,
  FILED_BY_BUYER,
  FILED_BY_SELLER,
  FORCED_BY_MARKETPLACE,
  LAPSED_REASON,
  cancelReasonText,
  lineState,
} from './elevenst.codes.js';
import { carried, countOf, idOf, instantOf, textOf } from './elevenst.fields.js';
import { orderKey } from './elevenst.map.js';
import type { CancelRow } from './elevenst.wire.js';

/** Lasting key of a claim on one line: claim number and line number. */
const claimKeyOf = (row: CancelRow): string => `${idOf(row, 'ordPrdCnSeq')}/${idOf(row, 'ordPrdSeq')}`;

/**
 * A row of a claim list.
 * @param listCode `ordCnStatCd` of the list's rows, for rows that do not carry it.
 */
export function cancellation(row: CancelRow, listCode: string): CancellationRecord {
  const orderNumber = idOf(row, 'ordNo');
  const lineNumber = idOf(row, 'ordPrdSeq');
  const code = textOf(row, 'ordCnStatCd') ?? listCode;
  const status = CANCEL_STATUSES[code] ?? CancellationStatus.UNKNOWN;
  return carried({
    key: claimKeyOf(row),
    orderKey: orderKey(orderNumber, lineNumber),
    orderNumber,
    lineNumber,
    claimNumber: idOf(row, 'ordPrdCnSeq'),
    status,
    channelStatus: code,
    requestedBy: requestedBy(row, status),
    decidedBy: decidedBy(row, status),
    isImmediate: isImmediate(row, status),
    cancelReason: reason(row),
    cancelReasonCode: textOf(row, 'ordCnRsnCd'),
    cancellationRequestDate: instantOf(row, 'createDt'),
    cancelCompletedDate: instantOf(row, 'cnTrtEndDt'),
    cancelQuantity: countOf(row, 'ordCnQty'),
    raw: row,
  });
}

/**
 * What an open request tells of its order, which is in no order list meanwhile; undefined for claims that are closed: they
 * do not tell whether anything is left of the line.
 */
export function orderOfOpenClaim(row: CancelRow, listCode: string): OrderRecord | undefined {
  const claim = cancellation(row, listCode);
  if (claim.status !== CancellationStatus.REQUESTED) return undefined;
  return carried({
    key: claim.orderKey,
    orderNumber: claim.orderNumber,
    lineNumber: claim.lineNumber,
    bundleNumber: textOf(row, 'dlvNo'),
    ...lineState(CANCEL_REQUESTED_CODE, null),
    channelStatus: CANCEL_REQUESTED_CODE,
    productNumber: textOf(row, 'prdNo'),
    canceledQuantity: claim.cancelQuantity ?? undefined,
    isSparse: true,
  });
}

/** The withdrawn list does not say who filed; only a buyer's request can be withdrawn (documented states). */
function requestedBy(row: CancelRow, status: CancellationStatus): Party | undefined {
  const filedBy = textOf(row, 'ordCnMnbdCd');
  if (filedBy === FILED_BY_BUYER) return Party.BUYER;
  if (filedBy === FILED_BY_SELLER) return Party.SELLER;
  if (filedBy) return Party.UNKNOWN;
  return status === CancellationStatus.WITHDRAWN ? Party.BUYER : undefined;
}

/** An approved request does not tell by whom: 11st is said to approve by itself what stays unanswered. */
function decidedBy(row: CancelRow, status: CancellationStatus): Party | undefined {
  if (status !== CancellationStatus.COMPLETED) return undefined;
  if (textOf(row, 'ordCnTypCd') === FORCED_BY_MARKETPLACE) return Party.MARKETPLACE;
  return textOf(row, 'ordCnMnbdCd') === FILED_BY_SELLER ? Party.SELLER : undefined;
}

/**
 * A buyer's cancel that was done the second it was filed never waited for the seller: assumed, no field says so. Whether a
 * seller's or 11st's own cancel came before the confirmation is not told.
 */
function isImmediate(row: CancelRow, status: CancellationStatus): boolean | undefined {
  if (status !== CancellationStatus.COMPLETED) return status === CancellationStatus.UNKNOWN ? undefined : false;
  if (textOf(row, 'ordCnRsnCd') === LAPSED_REASON) return true;
  if (textOf(row, 'ordCnMnbdCd') !== FILED_BY_BUYER || textOf(row, 'ordCnTypCd') === FORCED_BY_MARKETPLACE) {
    return undefined;
  }
  const completed = instantOf(row, 'cnTrtEndDt');
  return typeof completed === 'number' ? completed === instantOf(row, 'createDt') : undefined;
}

/** The code's text, then the filer's own words where they add something. */
function reason(row: CancelRow): string | null | undefined {
  const code = textOf(row, 'ordCnRsnCd');
  const words = textOf(row, 'ordCnDtlsRsn');
  if (code === undefined && words === undefined) return undefined;
  const text = code ? cancelReasonText(code, textOf(row, 'ordCnMnbdCd') ?? null) : null;
  return [text, words === text ? null : words].filter(Boolean).join(': ') || null;
}
