/**
 * What Poomgo's open API (품고, 핸디봇) sends and takes, names verbatim. Fields that are not mapped travel in `raw`.
 *
 * Source: the user's document (documented) with Poomgo's older guide page, which has the only example row (documented). Its table
 * and its example differ in types, so every value is judged where it is read. Dates of the request are `yyyy-MM-dd`
 * (documented), inclusive and Korean (assumed); times of the answer are ISO 8601 in UTC with milliseconds (documented).
 */

type Maybe<T> = T | null | undefined;

/** Body of `POST /oms/orders`; what is given must hold together (assumed). Documented. */
export interface LedgerQuestion {
  /** From 1. */
  readonly page: number;
  /** At most 500. */
  readonly pageSize: number;
  /** 원장 주문 생성 */
  readonly createdAtFrom?: string;
  readonly createdAtTo?: string;
  /** 송장 할당 */
  readonly confirmAtFrom?: string;
  readonly confirmAtTo?: string;
  /** 송장 마감 */
  readonly closeAtFrom?: string;
  readonly closeAtTo?: string;
  /** 주문 번호, matched exactly. */
  readonly orderCode?: string;
}

/** Judged as far as an answer must be to be one. */
export interface LedgerPage {
  /** Of all pages; a string on the wire. Null where it is not told. */
  readonly total: number | null;
  readonly rows: readonly LedgerRow[];
}

/** One line of the ledger (주문 원장): a line of the sales channel, not a basket (assumed). Documented unless noted. */
export interface LedgerRow {
  /** A number in table and example. */
  readonly id?: Maybe<number | string>;
  /** 판매처명: 스마트스토어, 쿠팡 … */
  readonly channelName?: Maybe<string>;
  readonly orderCode?: Maybe<string>;
  /** 판매처 개별 주문 번호; null where the sales channel has none. */
  readonly code?: Maybe<string>;
  readonly subsidiaryCode?: Maybe<string>;
  /** 합 배송번호 */
  readonly releaseCode?: Maybe<string>;
  readonly receiverData?: Maybe<ReceiverData>;
  /** Absent from the older example. */
  readonly customerData?: Maybe<CustomerData>;
  readonly dealName?: Maybe<string>;
  readonly dealOptionName?: Maybe<string>;
  /** `2020-12-07T22:51:19.198Z`: 2020-12-08 in Korea. */
  readonly createdAt?: Maybe<string>;
  /** Form not shown; assumed to be createdAt's. */
  readonly orderAt?: Maybe<string>;
  /** Null, not empty, before packing. */
  readonly invoices?: Maybe<readonly LedgerInvoice[]>;
  /** Same shape as invoices (assumed). */
  readonly canceledInvoices?: Maybe<readonly LedgerInvoice[]>;
  readonly items?: Maybe<readonly LedgerItem[]>;
  /** Amounts are numeric strings, null or missing (assumed); what tells the four apart is not documented. */
  readonly price?: Maybe<string>;
  readonly settlementPrice?: Maybe<string>;
  readonly totalPaymentAmount?: Maybe<string>;
  readonly settlementGroupPrice?: Maybe<string>;
}

/** Phones come without hyphens; `phone` is null in the example. Documented. */
export interface CustomerData {
  readonly name?: Maybe<string>;
  /** 연락처1 */
  readonly phone?: Maybe<string>;
  /** 연락처2: the one that is filled in. */
  readonly mobile?: Maybe<string>;
  /** In one line. */
  readonly address?: Maybe<string>;
}

export interface ReceiverData extends CustomerData {
  readonly postcode?: Maybe<string>;
}

/** Documented. */
export interface LedgerInvoice {
  /** A string in the table, a number in the example. */
  readonly invoiceId?: Maybe<number | string>;
  /** 송장번호 */
  readonly invoiceCode?: Maybe<string>;
  readonly isPrinted?: Maybe<boolean>;
  /** 송장 마감: packed, leaves the warehouse. */
  readonly isClosed?: Maybe<boolean>;
  /** See poomgo.cargo.ts. */
  readonly cargoStatusCodeKey?: Maybe<string>;
  /** 택배사명: a name, no code. */
  readonly logisticsPartnerName?: Maybe<string>;
}

/** Goods of the warehouse; snake_case, unlike everything else. Two names are known (observed). */
export interface LedgerItem {
  readonly resource_name?: Maybe<string>;
  readonly quantity?: Maybe<number>;
}
