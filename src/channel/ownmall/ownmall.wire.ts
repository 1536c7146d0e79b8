/**
 * The own mall's contract 1.0 on the wire, names verbatim. Names without a mark are the user's own (document 자사몰 연동 API);
 * types, paging, errors and the names marked "proposal" are this project's proposal to mall owners (openapi.yaml), so no
 * mall is bound to them and readers do without. Home-made malls send numbers as text (assumed).
 */

/** A number, or the same in text. */
export type LooseNumber = number | string;
/** A boolean, or one of the words that readers accept for it. */
export type LooseFlag = boolean | number | string;

/** Korean time without an offset, `2026-03-01T10:15:24`; a trailing `+09:00` is tolerated (zone: proposal). */
export type LocalDateTime = string;

export interface CancelInfo {
  readonly cancellationRequestDate?: LocalDateTime | null;
  readonly cancelReason?: string | null;
  readonly cancelCompletedDate?: LocalDateTime | null;
  /** Null for cancellations before the seller confirmed. */
  readonly cancelApprovalDate?: LocalDateTime | null;
  /** Proposal. */
  readonly cancelStatus?: string | null;
  /** Proposal; without it the whole line is meant. */
  readonly cancelQuantity?: LooseNumber | null;
}

/** One order line; the same row in both lists. */
export interface OrderRow {
  /** Unique per product line, at most 50 characters. */
  readonly orderNumber?: LooseNumber;
  /** Missing in the user's cancel row. */
  readonly orderedDate?: LocalDateTime | null;
  readonly paidDate?: LocalDateTime | null;
  readonly senderName?: string | null;
  readonly senderTel?: string | null;
  readonly senderTel2?: string | null;
  readonly receiverName?: string | null;
  readonly receiverTel?: string | null;
  readonly receiverTel2?: string | null;
  readonly zipCode?: LooseNumber | null;
  readonly receiverAddress?: string | null;
  readonly shippingMemo?: string | null;
  readonly productNumber?: LooseNumber | null;
  readonly productName?: string | null;
  readonly productOptionNumber?: LooseNumber | null;
  /** `""` without an option. */
  readonly productOptionName?: string | null;
  readonly productQuantity?: LooseNumber;
  /** Won: (unit + option) × quantity, before discounts (assumed). */
  readonly productPriceAmount?: LooseNumber | null;
  /** True: prepaid or free; false: 착불. */
  readonly isShippingFeePaid?: LooseFlag | null;
  /** Won, once per basket (assumed; careless malls repeat it on every line). */
  readonly shippingFee?: LooseNumber | null;
  readonly isOverseas?: LooseFlag | null;
  /** Won. */
  readonly remoteShippingFee?: LooseNumber | null;
  /** Won per unit, without the option. */
  readonly productPrice?: LooseNumber | null;
  readonly salesCommissionFee?: LooseNumber | null;
  readonly sellerDiscountPriceAmount?: LooseNumber | null;
  readonly mallDiscountPriceAmount?: LooseNumber | null;
  /** Won: option × quantity (assumed). */
  readonly optionPriceAmount?: LooseNumber | null;
  /** Proposal, as all below. */
  readonly orderStatus?: string | null;
  readonly orderGroupNumber?: LooseNumber | null;
  readonly tracking_no?: LooseNumber | null;
  readonly shipping_company_code?: string | null;
  /** A date without a time. */
  readonly expectedShippingDate?: string | null;
  readonly canceled?: CancelInfo | null;
}

/** Both lists; a bare array of rows or a body without `paging` is one page. */
export interface ListPage {
  readonly rows: readonly OrderRow[];
  /** Null without `paging`. */
  readonly page: number | null;
  readonly totalCount: number | null;
  readonly hasNext: boolean;
}

export type ListPath = '/orders' | '/canceled-orders';

/** The two cancel dates are valid on /canceled-orders alone. */
export type DateType = 'ordered_date' | 'paid_date' | 'cancel_request_date' | 'cancel_complete_date';

/** Answer of every action; `response` decides, also with HTTP 200. */
export interface ActionResult {
  readonly response: boolean;
  readonly reason: string | null;
  /** Proposal. */
  readonly code: string | null;
}

/** GET /capabilities (proposal). */
export interface Capabilities {
  /** Operations by their operationId in openapi.yaml. */
  readonly supports: ReadonlySet<string>;
  /** Null: not told. */
  readonly couriers: readonly string[] | null;
  readonly signatureRequired: boolean;
  /** Null: not told. */
  readonly maxPageSize: number | null;
}
