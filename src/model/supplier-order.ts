import type { Amount } from '../base/amount.js';
import type { Instant } from '../base/clock.js';

export enum SettleKind {
  /** 무통장 */
  BANK_TRANSFER = 'BANK_TRANSFER',
  /** 캐쉬결제 */
  CASH = 'CASH',
}

/** Through which of the buyer's channels the goods were sold. */
export enum SupplierOrderSource {
  API = 'API',
  STOREFARM = 'STOREFARM',
  EMP = 'EMP',
  TALKSTORE = 'TALKSTORE',
  MALL = 'MALL',
  /** 자사상품 발주: own goods sent to the warehouse; stock is not checked. */
  OWN_GOODS = 'OWN_GOODS',
}

export enum SupplierPaymentStatus {
  /** Bank transfer or test order: nothing was to be paid now. */
  NOT_DUE = 'NOT_DUE',
  PAID = 'PAID',
  FAILED = 'FAILED',
}

export interface SupplierGoodsLine {
  readonly goodsNumber: string;
  readonly quantity: number;
}

/** What is asked of a supplier, in our words. */
export interface SupplierOrderRequest {
  readonly source: SupplierOrderSource;
  /** By which a repeat is recognised and the order read back; the core makes one where the caller gives none. */
  readonly externalOrderNumber: string;
  readonly receiverName: string;
  readonly receiverTel: string;
  readonly receiverMobile: string;
  readonly zipCode: string;
  readonly address: string;
  readonly addressDetail: string;
  readonly settleKind: SettleKind;
  readonly depositorName: string | null;
  readonly purchaseAgreed: boolean;
  readonly memo: string | null;
  readonly items: readonly SupplierGoodsLine[];
  /** To the supplier's test address: nothing is ordered. */
  readonly test: boolean;
}

/** The supplier's answer about the money. */
export interface SupplierPaymentRecord {
  readonly status: SupplierPaymentStatus;
  /** The supplier's own flag. */
  readonly success: boolean;
  readonly message: string | null;
  readonly amount: Amount | null;
  readonly cashBalance: Amount | null;
}

/** An order as the supplier took it. */
export interface SupplierOrderRecord {
  /** The supplier's number. */
  readonly orderNumber: string;
  readonly externalOrderNumber: string | null;
  readonly receiverName: string | null;
  readonly zipCode: string | null;
  readonly address: string | null;
  readonly goodsSummary: string | null;
  readonly settleKind: SettleKind;
  readonly goodsPrice: Amount | null;
  readonly deliveryFee: Amount | null;
  readonly settlePrice: Amount | null;
  readonly memo: string | null;
  /** Null where the answer does not tell them one by one. */
  readonly items: readonly SupplierGoodsLine[] | null;
  /** Null where the answer does not tell. */
  readonly placedAt: Instant | null;
  readonly raw: unknown;
}

/** The goods that a refusal is about. */
export interface SupplierGoodsRecord {
  readonly goodsNumber: string;
  readonly name: string | null;
  readonly price: Amount | null;
  readonly stock: number | null;
  readonly soldOut: boolean | null;
  readonly restockDate: string | null;
  readonly raw: unknown;
}

/** What a supplier answered beside the order itself; kept, so that a repeat of the same key gets the same. */
export interface SupplierAnswer {
  readonly payment: SupplierPaymentRecord | null;
  /** Number of the order taken before under the same external number. */
  readonly duplicateOf: string | null;
  /** The supplier's name of the refused parameter. */
  readonly parameter: string | null;
  readonly goods: SupplierGoodsRecord | null;
}
