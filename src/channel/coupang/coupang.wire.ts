/**
 * Coupang's records, names verbatim. Documented unless a comment says otherwise; source: marketplace Open API, pages
 * ordersheets (v4, v5), returnRequests (v4, v6), returnWithdrawRequests, returnWithdrawList, acknowledgement, invoices,
 * stoppedShipment. Versions differ in three ways: money (v4 a number, v5/v6 an object), times (v4 Korean wall clock without
 * an offset, v5/v6 with one) and phones (v5/v6 E.164); both are read. Empty is "", null or missing, by field and version.
 */

/** Numbers of up to 18 digits: a string where a double could not hold it. */
export type WireId = string | number;

/** v4: won as a number. v5/v6: whole units and billionths of one. */
export type WireMoney = number | string | WireMoneyObject;

interface WireMoneyObject {
  readonly currencyCode?: string | null;
  readonly units?: number | string | null;
  readonly nanos?: number | string | null;
}

/** Statuses that the list of order sheets is asked by; one per call. */
export type SheetStatus = 'ACCEPT' | 'INSTRUCT' | 'DEPARTURE' | 'DELIVERING' | 'FINAL_DELIVERY' | 'NONE_TRACKING';

/** One shipment box (묶음배송) of an order. */
export interface WireOrderSheet {
  /** Key of confirm and invoice. A split gives the part that left a new one. */
  readonly shipmentBoxId: WireId;
  readonly orderId: WireId;
  readonly status: string;
  readonly orderItems: readonly WireOrderItem[];
  readonly orderedAt?: string | null;
  readonly paidAt?: string | null;
  readonly orderer?: {
    readonly name?: string | null;
    /** 안심번호 `0502-1234-5678`. */
    readonly safeNumber?: string | null;
    /** The real number; documented as always null. */
    readonly ordererNumber?: string | null;
  } | null;
  readonly receiver?: {
    readonly name?: string | null;
    readonly safeNumber?: string | null;
    readonly receiverNumber?: string | null;
    readonly addr1?: string | null;
    readonly addr2?: string | null;
    readonly postCode?: string | null;
  } | null;
  /** Delivery fee of the whole box. */
  readonly shippingPrice?: WireMoney | null;
  /** Island and mountain surcharge of the whole box; null where there is none. */
  readonly remotePrice?: WireMoney | null;
  readonly parcelPrintMessage?: string | null;
  /** Whether a part of the box has left already. */
  readonly splitShipping?: boolean | string | null;
  readonly overseaShippingInfoDto?: { readonly personalCustomsClearanceCode?: string | null } | null;
  /** The courier's name, never its code. */
  readonly deliveryCompanyName?: string | null;
  readonly invoiceNumber?: string | null;
  /** 출고일 (sic). */
  readonly inTrasitDateTime?: string | null;
  readonly deliveredDate?: string | null;
  /** v5 since 2025-12. */
  readonly isCod?: boolean | null;
}

/** One line of a box. */
export interface WireOrderItem {
  readonly vendorItemId: WireId;
  /** Ordered quantity, not reduced by cancels. */
  readonly shippingCount: number | string;
  readonly sellerProductId?: WireId | null;
  readonly sellerProductName?: string | null;
  readonly sellerProductItemName?: string | null;
  readonly externalVendorSkuCode?: string | null;
  /** What the buyer was asked to fill in (a text to engrave), and the answers. */
  readonly etcInfoHeader?: string | null;
  readonly etcInfoValues?: readonly string[] | null;
  readonly salesPrice?: WireMoney | null;
  /** salesPrice × shippingCount before discounts; "not always equal". */
  readonly orderPrice?: WireMoney | null;
  /** In v4 observed, not documented. */
  readonly instantCouponDiscount?: WireMoney | null;
  readonly downloadableCouponDiscount?: WireMoney | null;
  readonly coupangDiscount?: WireMoney | null;
  /** Canceled for good. */
  readonly cancelCount?: number | string | null;
  /** Cancel asked for, refund pending. */
  readonly holdCountForCancel?: number | string | null;
  readonly canceled?: boolean | null;
  /** Promised dispatch date, `yyyy-MM-dd`. */
  readonly estimatedShippingDate?: string | null;
  /** Date set for a later part of a split box, else "". */
  readonly plannedShippingDate?: string | null;
  readonly invoiceNumberUploadDate?: string | null;
  /** The only sign of 구매확정. */
  readonly confirmDate?: string | null;
}

/** Statuses that returnRequests is asked by: 출고중지요청, 반품접수, 반품완료, 쿠팡확인요청. */
export type ReceiptStatus = 'RU' | 'UC' | 'CC' | 'PR';

/** What a list of receipts is asked for; the three exclude each other. */
export type ReceiptQuestion =
  { readonly status: ReceiptStatus } | { readonly cancelType: 'CANCEL' } | { readonly orderId: string };

/** One cancel or return (접수). */
export interface WireReceipt {
  readonly receiptId: WireId;
  readonly orderId: WireId;
  /** CANCEL: before the seller confirmed. RETURN: anything later, stopped shipments too. */
  readonly receiptType: string;
  readonly receiptStatus: string;
  readonly returnItems: readonly WireReceiptItem[];
  readonly createdAt?: string | null;
  readonly modifiedAt?: string | null;
  readonly cancelReasonCategory1?: string | null;
  readonly cancelReasonCategory2?: string | null;
  readonly cancelReason?: string | null;
  readonly reasonCode?: string | null;
  readonly reasonCodeText?: string | null;
  /** Pieces of all lines together; what an approval must repeat. */
  readonly cancelCountSum?: number | string | null;
  /** 미처리, 처리(이미출고), 처리(출고중지), 자동처리(이미출고), 비대상. */
  readonly releaseStopStatus?: string | null;
  /** COUPANG, VENDOR, CUSTOMER, WMS, GENERAL. */
  readonly faultByType?: string | null;
  readonly completeConfirmType?: string | null;
  readonly completeConfirmDate?: string | null;
}

export interface WireReceiptItem {
  readonly vendorItemId: WireId;
  readonly sellerProductId?: WireId | null;
  readonly sellerProductName?: string | null;
  readonly purchaseCount?: number | string | null;
  readonly cancelCount?: number | string | null;
  /** The original box. Observed missing in lists. */
  readonly shipmentBoxId?: WireId | null;
  /** Y shipped, N not shipped, S stopped, A already shipped when the stop was asked. Observed, and on the current page. */
  readonly releaseStatus?: string | null;
}

/** A receipt that its buyer took back; it is in returnRequests no more. */
export interface WireWithdrawal {
  /** = receiptId. */
  readonly cancelId: WireId;
  readonly orderId: WireId;
  readonly vendorItemIds: readonly WireId[];
  readonly createdAt?: string | null;
}

/** One row of a batch write's answer: one per box. */
export interface WireBatchRow {
  readonly shipmentBoxId: WireId;
  readonly succeed: boolean;
  readonly resultCode: string | null;
  readonly retryRequired: boolean;
  readonly resultMessage: string | null;
}

/** One line of orders/invoices. */
export interface WireInvoiceDto {
  readonly shipmentBoxId: string;
  readonly orderId: string;
  readonly vendorItemId: string;
  readonly deliveryCompanyCode: string;
  /** "" only for a line of a split box that leaves later. */
  readonly invoiceNumber: string;
  /** The box goes in several parcels. */
  readonly splitShipping: boolean;
  /** An earlier part has left already. */
  readonly preSplitShipped: boolean;
  /** `yyyy-MM-dd` for a line that leaves later, else "". */
  readonly estimatedShippingDate: string;
}
