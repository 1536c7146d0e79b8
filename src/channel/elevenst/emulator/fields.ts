import type { Instant } from '../../../base/clock.js';
import { DAY, formatKst, startOfKstDay } from '../../../base/time.js';
import { ANSWERED_METHOD, METHOD_NAME } from './couriers.js';
import type { Line } from './order.js';
import { liveQuantity, openClaim } from './order.js';
import type { Row } from './wire.js';

/** S standby, C complete by window, O complete by order number, P packaging, D dlvcompleted, K completed. */
export type FullList = 'S' | 'C' | 'O' | 'P' | 'D' | 'K';

/** A line's row, with the fields that the list carries. */
export const fullRow = (list: FullList, line: Line): Row =>
  FIELDS_OF[list].map(([name, , value]) => [name, value(line)] as const);

export const dateTime = (instant: Instant): string => formatKst(instant, 'yyyy-MM-dd HH:mm:ss');

/** Clients meet the word `null` where nothing happened yet. @evidence observed */
const dateTimeOrNull = (instant: Instant | null): string => (instant === null ? 'null' : dateTime(instant));

/** The date alone, or nothing. @evidence observed */
const dateTimeOrNothing = (instant: Instant | null | undefined): string =>
  instant === null || instant === undefined ? '' : dateTime(instant);

const empty = (): string => '';
const zero = (): string => '0';
const no = (): string => 'N';

/** Sales fee of 8 %: 4000 − 320 = 3680 in a real payload. @evidence observed */
const salesFee = (line: Line): number => Math.floor((orderAmount(line) * 8) / 100);

/** Unit price × live quantity + option amount. @evidence documented */
const orderAmount = (line: Line): number => (line.product.unitPrice + line.product.optionPrice) * liveQuantity(line);

/** A discount shrinks with the live quantity; nobody says what a partial cancellation does to it. @evidence assumed */
const share = (line: Line, ofWholeLine: number): number =>
  Math.floor((ofWholeLine * liveQuantity(line)) / line.product.quantity);

const sellerDiscount = (line: Line): number => share(line, line.product.sellerDiscount);
const mallDiscount = (line: Line): number => share(line, line.product.mallDiscount);

/** Order amount + delivery fees − both discounts, of this line. @evidence observed */
const payAmount = (line: Line): number =>
  orderAmount(line) + line.shippingFee + line.remoteShippingFee - sellerDiscount(line) - mallDiscount(line);

/** The order's own option text, `-<quantity>개` at its end; empty without an option. @evidence observed */
export function optionText(line: Line, quantity: number): string {
  const { optionName, optionPrice } = line.product;
  if (optionName === null) return '';
  const surcharge = optionPrice === 0 ? '' : ` (${optionPrice > 0 ? '+' : ''}${optionPrice}원)`;
  return `${optionName}${surcharge}-${quantity}개`;
}

/** Masked, as in payloads of 2026: `S|10000001|hanu***`. @evidence observed */
const maskedId = (line: Line): string => `${line.order.memberNumber.toString(36).slice(-4)}***`;

/** Both an empty element and the word `null` were seen for a buyer who wrote nothing; which one, by order. @evidence observed */
const memo = (line: Line): string => line.order.memo ?? (/[13579]$/.test(line.order.ordNo) ? 'null' : '');

/** 25 digits, the same for the same address. @evidence assumed */
export function buildingNumber(line: Line): string {
  const { zipCode, address } = line.order.receiver;
  let hash = 0;
  for (const character of address) hash = (hash * 31 + character.codePointAt(0)!) % 1_000_000_007;
  return (zipCode.replace(/\D/g, '') + '10000').padEnd(15, '0') + String(hash).padStart(10, '0');
}

/** Midnight after the day that follows payment, as in the samples; the real rule counts working days. @evidence assumed */
export const dispatchDeadline = (line: Line): Instant | null =>
  line.order.paidAt === null ? null : startOfKstDay(line.order.paidAt) + 2 * DAY;

export const courierCode = (line: Line): string => line.dispatch?.courierCode ?? '';
export const invoice = (line: Line): string => line.dispatch?.invoices[0] ?? '';
export const dispatchedAt = (line: Line): string => dateTimeOrNothing(line.dispatch?.at);

/** The answer's code set, not the request's; the word `null` before dispatch. @evidence observed */
export const methodCode = (line: Line): string =>
  line.dispatch ? (ANSWERED_METHOD[line.dispatch.method] ?? 'null') : 'null';

/** 01 prepaid; 03 with cost 0, also for the remote surcharge. @evidence observed */
const feeType = (fee: number): string => (fee > 0 ? '01' : '03');

/** The seller's own option code; an order to place names none, so it follows from the product's. @evidence assumed */
export const sellerStockCode = ({ product, optionNumber }: Line): string =>
  product.sellerProductCode === null || product.optionName === null
    ? ''
    : `${product.sellerProductCode}-${String(optionNumber).slice(-3)}`;

/** Cancelled, or asked to be: the quantity of `ordCnQty`. @evidence documented */
export const canceledOrAsked = (line: Line): number => line.canceledQuantity + (openClaim(line)?.quantity ?? 0);

type Field = readonly [name: string, lists: string, value: (line: Line) => string];

/**
 * The field table: which list carries a field, and what it says. Lists of a field are those of the real payloads and of
 * the guide, put together. @evidence observed
 */
const FIELDS: readonly Field[] = [
  ['addPrdNo', 'SCOP', zero],
  ['addPrdYn', 'SCOP', no],
  ['appmtDdDlvDy', 'COP', empty],
  ['appmtEltRefuseYn', 'COP', empty],
  ['appmtselStockCd', 'COP', empty],
  ['atmtBuyCnfrmYN', 'K', no],
  ['bmDlvCst', 'SCOPD', (line) => String(line.remoteShippingFee)],
  ['bmDlvCstType', 'SCOPD', (line) => feeType(line.remoteShippingFee)],
  ['bndlDlvSeq', 'SCOP', (line) => String(line.bundleSerial)],
  ['bndlDlvYN', 'SCOP', (line) => (line.bundleSerial === 0 ? 'N' : 'Y')],
  ['clmReqRsnNm', 'C', empty],
  ['custGrdNm', 'COP', () => '일반고객'],
  ['deferRefsRsnCdNm', 'C', empty],
  ['delaySendDt', 'CP', empty],
  ['dlvCst', 'SCPDK', (line) => String(line.shippingFee)],
  ['dlvCstType', 'SCOPD', (line) => feeType(line.shippingFee)],
  ['dlvEndDt', 'D', (line) => dateTimeOrNull(line.deliveredAt)],
  ['dlvEtprsCd', 'SCOPD', courierCode],
  ['dlvMthd', 'D', (line) => METHOD_NAME[line.dispatch?.method ?? ''] ?? ''],
  ['dlvMthdCd', 'SCOPD', methodCode],
  ['dlvNo', 'SCOPD', (line) => line.dlvNo],
  ['dlvSndDue', 'CP', (line) => dateTimeOrNothing(dispatchDeadline(line))],
  ['engNm', 'COP', empty],
  ['freeGiftNo', 'SCP', empty],
  ['freeGiftQty', 'SCP', empty],
  ['gblDlvYn', 'SCOPDK', no],
  ['gifeser', 'CO', zero],
  ['giftCd', 'SCOP', empty],
  ['invcNo', 'SCOPD', invoice],
  ['lstDlvCst', 'SCOP', (line) => String(line.shippingFee)],
  ['lstSellerDscPrc', 'SCOP', (line) => String(sellerDiscount(line))],
  ['lstTmallDscPrc', 'SCOP', (line) => String(mallDiscount(line))],
  ['memID', 'SCOPD', (line) => `S|${line.order.memberNumber - 80_000_000}|${maskedId(line)}`],
  ['memNo', 'SCOPDK', (line) => String(line.order.memberNumber)],
  ['ordAmt', 'SCOPDK', (line) => String(orderAmount(line))],
  ['ordBaseAddr', 'SCOPD', (line) => line.order.buyerAddress.address],
  ['ordCnQty', 'O', (line) => String(canceledOrAsked(line))],
  ['ordDlvReqCont', 'SCOPD', memo],
  ['ordDt', 'SCOPDK', (line) => dateTime(line.order.orderedAt)],
  ['ordDtlsAddr', 'SCOPD', (line) => line.order.buyerAddress.addressDetail],
  ['ordId', 'D', maskedId],
  ['ordMailNo', 'SCOPD', (line) => line.order.buyerAddress.zipCode],
  ['ordNm', 'SCOPD', (line) => line.order.buyer.name],
  ['ordNo', 'SCOPDK', (line) => line.order.ordNo],
  ['ordOptWonStl', 'SCOP', (line) => String(line.product.optionPrice * liveQuantity(line))],
  ['ordPayAmt', 'SCOPK', (line) => String(payAmount(line))],
  ['ordPayAmtPerSeq', 'COP', (line) => String(payAmount(line))],
  ['ordPrdSeq', 'SCOPDK', (line) => String(line.seq)],
  ['ordPrdStat', 'SCPD', (line) => line.status],
  ['ordPrtblTel', 'SCOPD', (line) => line.order.buyer.tel],
  ['ordQty', 'SCOPDK', (line) => String(liveQuantity(line))],
  ['ordStlEndDt', 'SCOPD', (line) => dateTimeOrNull(line.order.paidAt)],
  ['ordTlphnNo', 'SCOP', () => '02--'],
  ['plcodrCnfDt', 'SCOP', (line) => dateTimeOrNull(line.confirmedAt)],
  ['pocnfrmDt', 'K', (line) => dateTimeOrNothing(line.purchaseConfirmedAt)],
  ['prdNm', 'SCOPDK', (line) => line.product.productName],
  ['prdNo', 'SCOPDK', (line) => String(line.productNumber)],
  ['prdStckNo', 'SCOPD', (line) => String(line.optionNumber)],
  ['psnCscUniqNo', 'COP', empty],
  ['rcvrBaseAddr', 'SCOPD', (line) => line.order.receiver.address],
  ['rcvrDtlsAddr', 'SCOPD', (line) => line.order.receiver.addressDetail],
  ['rcvrMailNo', 'SCOPD', (line) => line.order.receiver.zipCode],
  ['rcvrMailNoSeq', 'SCOPD', empty],
  ['rcvrNm', 'SCOPD', (line) => line.order.receiver.name],
  ['rcvrPrtblNo', 'SCOPD', (line) => line.order.receiver.tel],
  ['rcvrTlphn', 'SCOPD', (line) => line.order.receiver.tel2 ?? ''],
  ['realStockYn', 'C', empty],
  ['referSeq', 'COPDK', empty],
  ['refsRsn', 'C', empty],
  ['refsRsnCdNm', 'C', empty],
  ['selPrc', 'SCOPD', (line) => String(line.product.unitPrice)],
  ['sellerDscPrc', 'SCOP', (line) => String(sellerDiscount(line))],
  ['sellerDscPrcPerSeq', 'COP', (line) => String(sellerDiscount(line))],
  ['sellerPrdCd', 'SCOPDK', (line) => line.product.sellerProductCode ?? ''],
  ['sellerStockCd', 'COPDK', sellerStockCode],
  ['sendClfCd', 'CP', no],
  ['sendGiftYn', 'SCOPK', no],
  ['shopNo', 'C', zero],
  // As ordered: the text is taken to stay when a part is cancelled.
  ['slctPrdOptNm', 'SCOPDK', (line) => optionText(line, line.product.quantity)],
  ['sndEndDt', 'SCOPD', dispatchedAt],
  ['stlPlnAmt', 'COP', (line) => String(orderAmount(line) - salesFee(line) - sellerDiscount(line))],
  ['tmallApplyDscAmt', 'C', zero],
  ['tmallDscPrc', 'SCOP', (line) => String(mallDiscount(line))],
  ['tmallDscPrcPerSeq', 'COP', (line) => String(mallDiscount(line))],
  ['totSelFee', 'CP', (line) => String(salesFee(line))],
  ['typeAdd', 'SCOP', () => '02'],
  ['typeBilNo', 'SCOPD', buildingNumber],
  ['use11stRetailYn', 'CP', no],
  ['visitDlvYn', 'COP', no],
];

const fieldsOf = (list: FullList): readonly Field[] => FIELDS.filter(([, lists]) => lists.includes(list));

const FIELDS_OF: Readonly<Record<FullList, readonly Field[]>> = {
  S: fieldsOf('S'),
  C: fieldsOf('C'),
  O: fieldsOf('O'),
  P: fieldsOf('P'),
  D: fieldsOf('D'),
  K: fieldsOf('K'),
};
