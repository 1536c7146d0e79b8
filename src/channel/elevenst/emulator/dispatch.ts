import type { WriteHandler } from './confirm.js';
import { ANSWERED_METHOD, COURIER_CODES, KUNYOUNG, OTHER_COURIER, WITHOUT_COURIER } from './couriers.js';
import type { Dispatch, Line } from './order.js';
import { liveQuantity } from './order.js';
import { DISPATCH, stateChanged } from './results.js';
import type { Shop } from './shop.js';
import { dispatchLines } from './transitions.js';
import { readDay, readMinute } from './window.js';
import type { Result } from './wire.js';

/**
 * `reqdelivery/{sendDt}/{dlvMthdCd}/{dlvEtprsCd}/{invcNo}/{dlvNo}`: every line of the delivery number.
 * @evidence documented
 */
export const dispatchWhole: WriteHandler = (shop, args) => {
  const [, , , invoice = '', dlvNo = ''] = args;
  return send(shop, args, [invoice], () => readyOfDelivery(shop.delivery(dlvNo)));
};

/**
 * `…/{dlvNo}/{partDlvYn}/{ordNo}/{ordPrdSeq}`: with `Y` these lines alone (`1,2`), all of them or none. What `N` does is
 * not documented, though clients send it: taken for the whole delivery. @evidence assumed
 */
export const dispatchPart: WriteHandler = (shop, args) => {
  const [, , , invoice = '', dlvNo = '', isPart, ordNo = '', seqs = ''] = args;
  if (isPart === 'N') return dispatchWhole(shop, args);
  if (isPart !== 'Y') return DISPATCH.failed;
  return send(shop, args, [invoice], () => readyLines(shop, dlvNo, ordNo, seqs.split(',')));
};

/**
 * `…/{dlvNo}/{dlvQty}/{ordNo}/{ordPrdSeq}/{invcAddData}`: one line in several parcels, the further ones as
 * `invoice@quantity^invoice@quantity`. That the quantities must make up the line is assumed. @evidence documented
 */
export const dispatchSplit: WriteHandler = (shop, args) => {
  const [, , , invoice = '', dlvNo = '', quantity = '', ordNo = '', seq = '', more = ''] = args;
  const further = more.split('^').map((parcel) => /^([^@]+)@(\d+)$/.exec(parcel));
  if (further.some((parcel) => parcel === null)) return DISPATCH.badInvoice;
  const quantities = [quantity, ...further.map((parcel) => parcel![2]!)];
  const total = quantities.every((each) => /^[1-9]\d*$/.test(each))
    ? quantities.reduce((sum, each) => sum + Number(each), 0)
    : null;
  return send(shop, args, [invoice, ...further.map((parcel) => parcel![1]!)], () => {
    const lines = readyLines(shop, dlvNo, ordNo, [seq]);
    return 'code' in lines || lines.every((line) => liveQuantity(line) === total) ? lines : DISPATCH.failed;
  });
};

/** First the arguments, then the state, then whether the number is free; which is checked first is not known. @evidence assumed */
function send(shop: Shop, args: readonly string[], invoices: string[], ready: () => readonly Line[] | Result): Result {
  const dispatch = readDispatch(args, invoices);
  if ('code' in dispatch) return dispatch;
  const lines = ready();
  if ('code' in lines) return lines;
  if (isUsedElsewhere(shop, dispatch, args[4]!)) return DISPATCH.usedInvoice;
  dispatchLines(shop, lines, dispatch);
  return DISPATCH.done;
}

/** The moment of dispatch that lists show and search is the one sent, as in the samples. @evidence assumed */
function readDispatch(
  [sendDt = '', method = '', courier = '']: readonly string[],
  invoices: string[],
): Dispatch | Result {
  const at = readMinute(sendDt);
  if (at === null) return DISPATCH.badDate;
  if (!(method in ANSWERED_METHOD)) return DISPATCH.failed;
  if (WITHOUT_COURIER.has(method)) return { at, method, courierCode: null, invoices: [] };
  if (!COURIER_CODES.has(courier)) return DISPATCH.badCourier;
  if (!invoices.every((invoice) => isInvoice(courier, invoice))) return DISPATCH.badInvoice;
  return { at, method, courierCode: courier, invoices };
}

/**
 * Each courier has a rule of its own, of which only 건영택배's is known: a date before the number. For the others ten to
 * fifteen digits; 기타 takes any text of up to fifty characters. @evidence assumed
 */
function isInvoice(courier: string, invoice: string): boolean {
  if (courier === OTHER_COURIER) return invoice !== '' && invoice !== 'null' && invoice.length <= 50;
  if (courier === KUNYOUNG) return /^\d{9,20}$/.test(invoice) && readDay(invoice.slice(0, 8)) !== null;
  return /^\d{10,15}$/.test(invoice);
}

/** By another delivery number; the same number again for its own delivery is no matter. @evidence documented */
function isUsedElsewhere(shop: Shop, dispatch: Dispatch, dlvNo: string): boolean {
  return dispatch.invoices.some((invoice) => {
    const user = shop.userOfInvoice(dispatch.courierCode!, invoice);
    return user !== null && user !== dlvNo;
  });
}

/**
 * What of a delivery goes out now: what is confirmed. An open cancel request or an unconfirmed line stops the whole; lines
 * cancelled or sent before don't. That 202 is refused with -3310 is assumed. @evidence documented
 */
function readyOfDelivery(lines: readonly Line[]): readonly Line[] | Result {
  const live = lines.filter((line) => line.status !== 'B01');
  if (lines.length === 0) return DISPATCH.checkState;
  if (live.length === 0) return stateChanged(['주문취소']);
  if (live.some((line) => line.status === '701')) return stateChanged(['취소처리중']);
  if (live.some((line) => line.status === '102' || line.status === '202')) return DISPATCH.checkState;
  const ready = live.filter((line) => line.status === '301');
  if (ready.length > 0) return ready;
  return live.some((line) => line.status === '401') ? DISPATCH.dispatched : DISPATCH.delivered;
}

/** The lines named, when each of them is of this delivery and confirmed. @evidence documented */
function readyLines(shop: Shop, dlvNo: string, ordNo: string, seqs: readonly string[]): readonly Line[] | Result {
  const lines: Line[] = [];
  for (const seq of new Set(seqs)) {
    const line = shop.line(ordNo, seq);
    if (!line || line.dlvNo !== dlvNo) return DISPATCH.checkState;
    if (line.status === '401') return DISPATCH.dispatched;
    if (line.status === '501' || line.status === '901') return DISPATCH.delivered;
    if (line.status !== '301') return DISPATCH.checkState;
    lines.push(line);
  }
  return lines;
}
