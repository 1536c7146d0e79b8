import { startOfKstDay } from '../../../base/time.js';
import type { WriteHandler } from './confirm.js';
import { ANSWERED_METHOD, COURIER_CODES, WITHOUT_COURIER } from './couriers.js';
import { liveQuantity } from './order.js';
import { APPROVE, REJECT, SELLER_CANCEL } from './results.js';
import { cancelAtOnce, completeCancel, rejectCancel } from './transitions.js';
import { isMissing, readDay } from './window.js';
import type { Result } from './wire.js';

/**
 * `cancelreqconf/{ordPrdCnSeq}/{ordNo}/{ordPrdSeq}`: the claim first. A request withdrawn or rejected meanwhile is
 * unknown like one that never was; its answer is assumed. @evidence documented
 */
export const approveCancel: WriteHandler = (shop, [number = '', ordNo = '', seq = '']) => {
  if (!shop.orders.has(ordNo)) return APPROVE.noOrder;
  const line = shop.line(ordNo, seq);
  if (!line) return APPROVE.noLine;
  const claim = /^\d+$/.test(number) ? shop.claims.get(Number(number)) : undefined;
  if (claim?.line !== line) return APPROVE.noClaim;
  if (claim.state === 'COMPLETED') return APPROVE.already;
  if (claim.state !== 'REQUESTED') return APPROVE.noClaim;
  completeCancel(claim, shop.clock.now());
  return APPROVE.done;
};

/**
 * `cancelreqreject/{ordNo}/{ordPrdSeq}/{ordPrdCnSeq}/{dlvMthdCd}/{sendDt}/{dlvEtprsCd}/{invcNo}`: the order first. The day
 * sent becomes the day of dispatch, at the present time of day (assumed). @evidence documented
 */
export const rejectCancelRequest: WriteHandler = (shop, [ordNo = '', seq = '', number = '', ...parcel]) => {
  const [method = '', sendDt = '', courier = '', invoice = ''] = parcel;
  const refusal = /^\d+$/.test(number) ? refusalOfParcel(method, sendDt, courier, invoice) : REJECT.noClaim;
  if (refusal) return refusal;
  const claim = shop.claims.get(Number(number));
  const line = shop.line(ordNo, seq);
  if (!line || claim?.line !== line || claim.state !== 'REQUESTED') return REJECT.notOpen;
  const now = shop.clock.now();
  const at = readDay(sendDt)! + (now - startOfKstDay(now));
  const isPlain = WITHOUT_COURIER.has(method);
  rejectCancel(shop, claim, {
    at,
    method,
    courierCode: isPlain ? null : courier,
    invoices: isPlain ? [] : [invoice],
  });
  return REJECT.done;
};

/** `cancelreqrejectNEW/…the same seven…/{ordCnRefsRsnCd}/{ordCnReqRsn}`: disputes the seller's fault. @evidence documented */
export const rejectCancelWithReason: WriteHandler = (shop, args) => {
  const [reasonCode = '', reason = ''] = args.slice(7);
  if (reasonCode !== '01' && reasonCode !== '02') return REJECT.noReason;
  if (isMissing(reason)) return REJECT.noReasonText;
  return rejectCancelRequest(shop, args.slice(0, 7));
};

/** The text speaks of ten digits or fewer; read as fewer than ten refused. @evidence assumed */
function refusalOfParcel(method: string, sendDt: string, courier: string, invoice: string): Result | null {
  if (readDay(sendDt) === null) return REJECT.badDate;
  if (!(method in ANSWERED_METHOD)) return REJECT.badMethod;
  if (WITHOUT_COURIER.has(method)) return null;
  if (!COURIER_CODES.has(courier)) return REJECT.badCourier;
  return /^\d{10,}$/.test(invoice) ? null : REJECT.badInvoice;
}

/** What a seller may give as reason: 06 to 10, and 99. */
const SELLER_REASONS: ReadonlySet<string> = new Set(['06', '07', '08', '09', '10', '99']);

/**
 * `reqrejectorder/{ordNo}/{ordPrdSeq}/{ordCnRsnCd}/{ordCnDtlsRsn}`: the whole line, from 202 or 301. A reason out of the
 * table is refused like a wrong state (assumed). @evidence documented
 */
export const cancelBySeller: WriteHandler = (shop, [ordNo = '', seq = '', reasonCode = '', reason = '']) => {
  if (!shop.orders.has(ordNo)) return SELLER_CANCEL.noOrder;
  const line = shop.line(ordNo, seq);
  if (!line) return SELLER_CANCEL.noLine;
  const isAllowed = line.status === '202' || line.status === '301';
  if (!isAllowed || !SELLER_REASONS.has(reasonCode)) return SELLER_CANCEL.notAllowed;
  cancelAtOnce(shop, line, { filedBy: '02', reasonCode, reason, quantity: liveQuantity(line) });
  return SELLER_CANCEL.done;
};
