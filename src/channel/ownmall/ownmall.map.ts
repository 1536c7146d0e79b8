import type { Instant } from '../../base/clock.js';
import { formatKst } from '../../base/time.js';
import { CancellationStatus, Party, type CancellationRecord } from '../../model/cancellation.js';
import { OrderStatus, type OrderRecord } from '../../model/order.js';
import type { Snapshot } from '../channel.js';
import { cancelStatusOf, orderStatusOf } from './ownmall.codes.js';
import { courierNameOf } from './ownmall.couriers.js';
import { malformed, readCount, readFlag, readInstant, readText, readWon } from './ownmall.fields.js';
import type { CancelInfo, ListPath, OrderRow } from './ownmall.wire.js';

/** Claims that somebody decided on; in an own mall that is the seller, by API or in the back office (assumed). */
const DECIDED: ReadonlySet<CancellationStatus> = new Set([
  CancellationStatus.APPROVED,
  CancellationStatus.REJECTED,
  CancellationStatus.COMPLETED,
]);

interface Claim {
  readonly info: CancelInfo;
  readonly status: CancellationStatus;
  readonly channelStatus: string;
}

/**
 * What rows tell, of the order and of its cancellation.
 * @param path the list they come from; null: the single read.
 * @param asked the status that was asked for, when it was one; it stands for a status that a row does not tell.
 */
export function snapshotOf(rows: readonly OrderRow[], path: ListPath | null, asked: string | null): Snapshot {
  const askedOrder = path === '/orders' ? asked : null;
  const askedClaim = path === '/canceled-orders' ? asked : null;
  return {
    orders: rows.flatMap((row) => orderRecordOf(row, askedOrder, askedClaim) ?? []),
    cancellations: rows.flatMap((row) => cancellationRecordOf(row, askedClaim) ?? []),
  };
}

/** @returns null when the row does not tell where the order stands. */
export function orderRecordOf(row: OrderRow, asked: string | null, askedClaim: string | null): OrderRecord | null {
  const orderNumber = orderNumberOf(row);
  const claim = claimOf(row, askedClaim);
  const standing = standingOf(row, asked, claim);
  if (!standing) return null;
  return {
    key: orderNumber,
    orderNumber,
    ...standing,
    lineNumber: null,
    bundleNumber: null,
    checkoutNumber: readText(row, 'orderGroupNumber'),
    ...datesOf(row),
    ...peopleOf(row),
    ...goodsOf(row),
    ...moneyOf(row),
    ...invoiceOf(row),
    // The user's cancel row does not tell when the order was made: an order never seen is looked up.
    ...(claim && row.orderedDate === undefined ? { isSparse: true } : {}),
    raw: row,
    addsUpClaims: true,
    // The user's cancel row has no date of the order: enough for a known one alone.
    isSparse: row.orderedDate === undefined,
  };
}

/** @returns null when the row tells of no cancellation. */
export function cancellationRecordOf(row: OrderRow, asked: string | null): CancellationRecord | null {
  const claim = claimOf(row, asked);
  if (!claim) return null;
  const { info, status, channelStatus } = claim;
  const orderNumber = orderNumberOf(row);
  const requestDate = readInstant(info, 'cancellationRequestDate');
  const approvalDate = readInstant(info, 'cancelApprovalDate');
  const orderQuantity = readCount(row, 'productQuantity');
  const isImmediate = status === CancellationStatus.COMPLETED && (approvalDate ?? null) === null;
  return {
    key: claimKeyOf(orderNumber, requestDate ?? null),
    orderKey: orderNumber,
    orderNumber,
    status,
    channelStatus,
    lineNumber: null,
    claimNumber: null,
    // The contract knows cancellations by the buyer alone; a mall's own seller cancel would look the same (assumed).
    requestedBy: Party.BUYER,
    decidedBy: DECIDED.has(status) && !isImmediate ? Party.SELLER : null,
    isImmediate,
    cancelReason: readText(info, 'cancelReason'),
    cancellationRequestDate: requestDate,
    cancelApprovalDate: approvalDate,
    cancelCompletedDate: readInstant(info, 'cancelCompletedDate'),
    // Without a quantity the whole line is meant (proposal).
    cancelQuantity: readCount(info, 'cancelQuantity') ?? orderQuantity,
    orderQuantity,
    native: nativeOf(row),
    raw: row,
  };
}

/** The contract numbers no claims; one order has one at a time, told apart by its request date. */
const claimKeyOf = (orderNumber: string, requestDate: Instant | null): string =>
  `${orderNumber}@${requestDate === null ? '' : formatKst(requestDate, 'yyyy-MM-ddTHH:mm:ss')}`;

function orderNumberOf(row: OrderRow): string {
  const orderNumber = readText(row, 'orderNumber');
  if (!orderNumber) throw malformed('a row has no orderNumber');
  return orderNumber;
}

function standingOf(
  row: OrderRow,
  asked: string | null,
  claim: Claim | null,
): { status: OrderStatus; channelStatus: string } | null {
  const channelStatus = readText(row, 'orderStatus') ?? asked;
  if (channelStatus) return { status: orderStatusOf(channelStatus), channelStatus };
  // The user's cancel row tells no order status, yet a whole line that is cancelled for good stands nowhere else.
  const isWhole = claim?.status === CancellationStatus.COMPLETED && isWholeLine(row, claim.info);
  return isWhole ? { status: OrderStatus.CANCELED, channelStatus: claim.channelStatus } : null;
}

function isWholeLine(row: OrderRow, info: CancelInfo): boolean {
  const quantity = readCount(info, 'cancelQuantity') ?? null;
  return quantity === null || quantity === readCount(row, 'productQuantity');
}

function claimOf(row: OrderRow, asked: string | null): Claim | null {
  const info = row.canceled;
  if (!info) return null;
  const told = readText(info, 'cancelStatus') ?? asked;
  if (told) return { info, status: cancelStatusOf(told), channelStatus: told };
  return { info, status: derivedStatusOf(info), channelStatus: '' };
}

/** Source: proposal, section 5: what the dates say where no status is told. */
function derivedStatusOf(info: CancelInfo): CancellationStatus {
  if (readText(info, 'cancelCompletedDate')) return CancellationStatus.COMPLETED;
  return readText(info, 'cancelApprovalDate') ? CancellationStatus.APPROVED : CancellationStatus.REQUESTED;
}

const datesOf = (row: OrderRow) => ({
  orderedDate: readInstant(row, 'orderedDate'),
  paidDate: readInstant(row, 'paidDate'),
  // 발송 예정일: the date promised to the buyer (assumed to be the one to dispatch by).
  dispatchDueDate: readInstant(row, 'expectedShippingDate'),
});

const peopleOf = (row: OrderRow) => ({
  senderName: readText(row, 'senderName'),
  senderTel: readText(row, 'senderTel'),
  senderTel2: readText(row, 'senderTel2'),
  receiverName: readText(row, 'receiverName'),
  receiverTel: readText(row, 'receiverTel'),
  receiverTel2: readText(row, 'receiverTel2'),
  zipCode: readText(row, 'zipCode'),
  receiverAddress: readText(row, 'receiverAddress'),
  shippingMemo: readText(row, 'shippingMemo'),
});

const goodsOf = (row: OrderRow) => ({
  productNumber: readText(row, 'productNumber'),
  productName: readText(row, 'productName'),
  productOptionNumber: readText(row, 'productOptionNumber'),
  productOptionName: readText(row, 'productOptionName'),
  productQuantity: readCount(row, 'productQuantity') ?? undefined,
});

const moneyOf = (row: OrderRow) => ({
  currency: 'KRW',
  productPriceAmount: readWon(row, 'productPriceAmount'),
  isShippingFeePaid: readFlag(row, 'isShippingFeePaid'),
  shippingFee: readWon(row, 'shippingFee'),
  isOverseas: readFlag(row, 'isOverseas'),
  remoteShippingFee: readWon(row, 'remoteShippingFee'),
  productPrice: readWon(row, 'productPrice'),
  salesCommissionFee: readWon(row, 'salesCommissionFee'),
  sellerDiscountPriceAmount: readWon(row, 'sellerDiscountPriceAmount'),
  mallDiscountPriceAmount: readWon(row, 'mallDiscountPriceAmount'),
  optionPriceAmount: readWon(row, 'optionPriceAmount'),
});

function invoiceOf(row: OrderRow) {
  const courierCode = readText(row, 'shipping_company_code');
  return {
    courierCode,
    courierName: courierCode ? courierNameOf(courierCode) : courierCode,
    trackingNumber: readText(row, 'tracking_no'),
  };
}

/** The payment date finds the order of a claim whose order was never seen; the user's cancel row has no other. */
function nativeOf(row: OrderRow): Record<string, string> {
  const paidDate = readText(row, 'paidDate');
  return paidDate ? { paidDate } : {};
}
