import type { Instant } from '../../../base/clock.js';
import { formatKst } from '../../../base/time.js';
import type { CancelStatus, OrderStatus } from './codes.js';
import { cancelStatus, type Claim, type Line } from './state.js';

/** Fields that the order row and the cancel row share. Money in won. */
interface CommonRow {
  readonly orderNumber: string;
  readonly paidDate: string | null;
  readonly senderName: string;
  readonly senderTel: string;
  readonly senderTel2: string | null;
  readonly receiverName: string;
  readonly receiverTel: string;
  readonly receiverTel2: string | null;
  readonly zipCode: string;
  readonly receiverAddress: string;
  readonly shippingMemo: string | null;
  readonly productNumber: string;
  readonly productName: string;
  readonly productOptionNumber: string | null;
  readonly productOptionName: string;
  /** As ordered, before any cancellation. */
  readonly productQuantity: number;
  readonly productPriceAmount: number;
  readonly isShippingFeePaid: boolean;
  readonly shippingFee: number;
  readonly isOverseas: boolean;
  readonly remoteShippingFee: number;
  readonly productPrice: number;
  readonly salesCommissionFee: number;
  readonly sellerDiscountPriceAmount: number;
  readonly mallDiscountPriceAmount: number;
  readonly optionPriceAmount: number;
  readonly orderStatus: OrderStatus;
  readonly orderGroupNumber: string;
  readonly tracking_no?: string;
  readonly shipping_company_code?: string;
}

export interface OrderRow extends CommonRow {
  readonly orderedDate: string;
  readonly canceled?: CancelInfo;
}

export interface CanceledRow extends CommonRow {
  readonly canceled: CancelInfo;
}

interface CancelInfo {
  readonly cancellationRequestDate: string;
  readonly cancelReason: string;
  readonly cancelCompletedDate: string | null;
  readonly cancelApprovalDate: string | null;
  readonly cancelStatus: CancelStatus;
  readonly cancelQuantity: number;
}

/** The row of a list. @evidence documented */
export const orderRow = (line: Line): OrderRow => {
  const { orderNumber, ...rest } = commonRow(line);
  return { orderNumber, orderedDate: wireDate(line.orderedAt), ...rest };
};

/** One order by its number: `canceled` is there when a cancellation exists, the latest. @evidence documented */
export function singleRow(line: Line, now: Instant): OrderRow {
  const latest = line.claims.at(-1);
  return latest ? { ...orderRow(line), canceled: cancelInfo(latest, now) } : orderRow(line);
}

/** The seed's cancel row has no orderedDate. @evidence documented */
export const canceledRow = (line: Line, claim: Claim, now: Instant): CanceledRow => ({
  ...commonRow(line),
  canceled: cancelInfo(claim, now),
});

const wireDate = (instant: Instant): string => formatKst(instant, 'yyyy-MM-ddTHH:mm:ss');

const cancelInfo = (claim: Claim, now: Instant): CancelInfo => ({
  cancellationRequestDate: wireDate(claim.requestedAt),
  cancelReason: claim.reason,
  cancelCompletedDate: claim.completedAt !== null && claim.completedAt <= now ? wireDate(claim.completedAt) : null,
  cancelApprovalDate: claim.approvedAt === null ? null : wireDate(claim.approvedAt),
  cancelStatus: cancelStatus(claim, now),
  cancelQuantity: claim.quantity,
});

function commonRow({ goods, receiver, ...line }: Line): CommonRow {
  return {
    orderNumber: line.orderNumber,
    paidDate: line.paidAt === null ? null : wireDate(line.paidAt),
    senderName: line.buyer.name,
    senderTel: line.buyer.tel,
    senderTel2: null,
    receiverName: receiver.name,
    receiverTel: receiver.tel,
    receiverTel2: receiver.tel2,
    zipCode: receiver.zipCode,
    receiverAddress: [receiver.address, receiver.addressDetail].filter((part) => part !== '').join(', '),
    shippingMemo: line.memo,
    productNumber: line.productNumber,
    productName: goods.productName,
    productOptionNumber: line.productOptionNumber,
    productOptionName: goods.optionName ?? '',
    productQuantity: goods.quantity,
    productPriceAmount: (goods.unitPrice + goods.optionPrice) * goods.quantity,
    isShippingFeePaid: true,
    shippingFee: line.shippingFee,
    isOverseas: false,
    remoteShippingFee: line.remoteShippingFee,
    productPrice: goods.unitPrice,
    salesCommissionFee: 0,
    sellerDiscountPriceAmount: goods.sellerDiscount,
    mallDiscountPriceAmount: goods.mallDiscount,
    optionPriceAmount: goods.optionPrice * goods.quantity,
    orderStatus: line.status,
    orderGroupNumber: line.orderGroupNumber,
    ...(line.trackingNumber !== null && line.courierCode !== null
      ? { tracking_no: line.trackingNumber, shipping_company_code: line.courierCode }
      : {}),
  };
}
