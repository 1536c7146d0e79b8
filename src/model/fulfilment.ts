import type { Amount } from '../base/amount.js';
import type { Instant } from '../base/clock.js';
import type { Courier } from './courier.js';

/** A date by which a fulfilment service can be asked. */
export enum FulfilmentDateType {
  /** 원장 주문 생성 */
  CREATED = 'CREATED',
  /** 송장 할당 */
  CONFIRMED = 'CONFIRMED',
  /** 송장 마감 */
  CLOSED = 'CLOSED',
}

/** Where a parcel stands. */
export enum InvoiceStatus {
  REGISTERED = 'REGISTERED',
  PRINTED = 'PRINTED',
  CLOSED = 'CLOSED',
  IN_TRANSIT = 'IN_TRANSIT',
  DELIVERED = 'DELIVERED',
  CANCELED = 'CANCELED',
  UNKNOWN = 'UNKNOWN',
}

/** A parcel's label as the fulfilment service that issued it tells it. */
export interface FulfilmentInvoice {
  /** The service's own lasting id of it; the same where several ledger rows travel in one parcel. */
  readonly invoiceNumber: string;
  readonly trackingNumber: string;
  /** OTHER where the service names a courier that we do not know, or none. */
  readonly courier: Courier;
  /** As the service writes it. */
  readonly courierName: string | null;
  readonly status: InvoiceStatus;
  /** The service's own status word, unchanged. */
  readonly channelStatus: string | null;
  readonly isPrinted: boolean | null;
  readonly isClosed: boolean | null;
}

/** Goods of the warehouse; quantities are its own units, not the order's. */
export interface FulfilmentGoods {
  readonly productNumber: string | null;
  readonly productName: string | null;
  readonly quantity: number | null;
}

/** One row of a fulfilment service's ledger, always told whole. People in it are personal data, never logged. */
export interface FulfilmentRecord {
  /** The service's lasting key of the row; becomes part of the node id. */
  readonly key: string;
  readonly ledgerNumber: string;
  /** The service's own status word of the row, or of its least advanced parcel, unchanged; null where it says nothing. */
  readonly channelStatus: string | null;
  /** Where the order was sold, in the service's words (판매처명). */
  readonly channelName: string;
  readonly orderCode: string;
  readonly code: string | null;
  readonly subsidiaryCode: string | null;
  readonly releaseCode: string | null;
  readonly receiverName: string | null;
  readonly receiverTel: string | null;
  readonly receiverTel2: string | null;
  readonly zipCode: string | null;
  readonly receiverAddress: string | null;
  readonly customerName: string | null;
  readonly customerTel: string | null;
  readonly customerTel2: string | null;
  readonly customerAddress: string | null;
  readonly dealName: string | null;
  readonly dealOptionName: string | null;
  /** 원장 생성: questions by CREATED are cut by it exactly, so that every service must tell it. */
  readonly createdDate: Instant;
  readonly orderedDate: Instant | null;
  readonly price: Amount | null;
  readonly settlementPrice: Amount | null;
  readonly totalPaymentAmount: Amount | null;
  readonly settlementGroupPrice: Amount | null;
  readonly invoices: readonly FulfilmentInvoice[];
  readonly canceledInvoices: readonly FulfilmentInvoice[];
  readonly items: readonly FulfilmentGoods[];
  /** The service's record as it was read. */
  readonly raw: unknown;
}
