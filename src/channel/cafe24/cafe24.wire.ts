/**
 * What the Cafe24 Admin API (reference of version 2026-03-01) sends and takes, names verbatim. Only fields that are mapped or
 * needed are listed; the others travel in `raw`.
 *
 * Empty values come as null, `""`, `" "`, `[]`, `"0000-00-00"` or a list of one object of nulls (observed). Date-times are
 * `YYYY-MM-DDTHH:MM:SS+09:00`, in older examples `YYYY-MM-DD HH:MM:SS` (documented). Amounts are decimal texts with two digits
 * in the order's currency unless noted (documented). Flags are `"T"` and `"F"`, some with `"M"` for partly (documented).
 */

type Maybe<T> = T | null | undefined;

/** One element of `orders` with `embed=items,receivers,buyer,cancellation`. Names documented, types from a real payload. */
export interface WireOrder {
  readonly order_id?: Maybe<string>;
  readonly currency?: Maybe<string>;
  /** `self`: the mall's own order; otherwise the open market that it came from. */
  readonly market_id?: Maybe<string>;
  readonly member_id?: Maybe<string>;
  readonly billing_name?: Maybe<string>;
  readonly initial_order_amount?: Maybe<WireAmounts>;
  readonly actual_order_amount?: Maybe<WireAmounts>;
  /** card, cash, tcash, icash, cvs, point … */
  readonly payment_method?: Maybe<readonly string[]>;
  readonly payment_gateway_names?: Maybe<readonly string[]>;
  /** `NCHECKOUT`: Naver Pay order. */
  readonly order_place_id?: Maybe<string>;
  /** M: partly paid. */
  readonly paid?: Maybe<string>;
  readonly order_date?: Maybe<string>;
  /** Null before payment. */
  readonly payment_date?: Maybe<string>;
  /** A at home, B abroad. */
  readonly shipping_type?: Maybe<string>;
  readonly shipping_fee_detail?: Maybe<readonly WireFeeGroup[]>;
  readonly regional_surcharge_detail?: Maybe<readonly WireFeeGroup[]>;
  readonly items?: Maybe<readonly WireItem[]>;
  readonly receivers?: Maybe<readonly WireReceiver[]>;
  readonly buyer?: Maybe<WireBuyer>;
  /** `[]`, null or left out without claims (observed). */
  readonly cancellation?: Maybe<readonly WireCancellation[]>;
}

/** What the order costs, when it was placed and now, after claims. */
interface WireAmounts {
  /** Includes the regional surcharge (documented example adds up). */
  readonly shipping_fee?: Maybe<string>;
  /** What is still to be paid (assumed from its name: 0.00 on paid orders). */
  readonly total_amount_due?: Maybe<string>;
}

/** Order lines that are charged one fee. */
export interface WireFeeGroup {
  readonly shipping_fee?: Maybe<string>;
  readonly regional_surcharge_amount?: Maybe<string>;
  /** Their order_item_code. */
  readonly items?: Maybe<readonly string[]>;
}

/** One order line (품주). */
export interface WireItem {
  readonly item_no?: Maybe<number>;
  /** `{order_id}-{nn}`: the line's key. */
  readonly order_item_code?: Maybe<string>;
  readonly variant_code?: Maybe<string>;
  readonly product_no?: Maybe<number>;
  readonly custom_product_code?: Maybe<string>;
  readonly custom_variant_code?: Maybe<string>;
  /** `색상=네이비, 사이즈=M` (assumed). */
  readonly option_value?: Maybe<string>;
  readonly additional_option_values?: Maybe<readonly WireAdditionalOption[]>;
  readonly options?: Maybe<readonly WireOption[]>;
  readonly product_name?: Maybe<string>;
  /** Per piece, without the option. */
  readonly product_price?: Maybe<string>;
  /** Per piece. */
  readonly option_price?: Maybe<string>;
  /** This and the other two discounts: of the whole line (assumed). */
  readonly additional_discount_price?: Maybe<string>;
  readonly coupon_discount_price?: Maybe<string>;
  readonly app_item_discount_amount?: Maybe<string>;
  readonly market_discount_amount?: Maybe<string>;
  readonly quantity?: Maybe<number>;
  readonly tracking_no?: Maybe<string>;
  /** Filled in long before anything ships (observed). */
  readonly shipping_code?: Maybe<string>;
  /** The mall's default courier before anything ships (observed). */
  readonly shipping_company_code?: Maybe<string>;
  readonly shipping_company_name?: Maybe<string>;
  /** Of a cancel, return or exchange; null until the seller accepts a request (assumed). */
  readonly claim_code?: Maybe<string>;
  /** The buyer's reason. */
  readonly claim_reason_type?: Maybe<string>;
  readonly claim_reason?: Maybe<string>;
  readonly claim_quantity?: Maybe<number>;
  /** N…, C…, R…, E…: the line's truth, whatever filter listed its order. */
  readonly order_status?: Maybe<string>;
  readonly order_status_before_cs?: Maybe<string>;
  /** `Cancellation`, `Exchange` or `Return`: the request was taken back. */
  readonly request_undone?: Maybe<string>;
  /** N1, N2 (goods of an exchange), C1, C2, C3, E1. */
  readonly status_code?: Maybe<string>;
  readonly naver_pay_order_id?: Maybe<string>;
  readonly naver_pay_claim_status?: Maybe<string>;
  /** P prepaid, F free, C paid on delivery. */
  readonly shipping_payment_option?: Maybe<string>;
  /** item_no of the lines that this one was split off from. */
  readonly original_item_no?: Maybe<readonly number[]>;
  readonly shipped_date?: Maybe<string>;
  readonly delivered_date?: Maybe<string>;
  readonly purchaseconfirmation_date?: Maybe<string>;
  readonly cancel_request_date?: Maybe<string>;
  readonly cancel_date?: Maybe<string>;
  /** T: the open market asks to cancel. */
  readonly market_cancel_request?: Maybe<string>;
  readonly market_cancel_request_quantity?: Maybe<number>;
  /** A day. */
  readonly shipping_expected_date?: Maybe<string>;
}

interface WireAdditionalOption {
  readonly name?: Maybe<string>;
  readonly value?: Maybe<string>;
}

interface WireOption {
  readonly option_code?: Maybe<string>;
  readonly option_name?: Maybe<string>;
  readonly option_value?: Maybe<{ readonly option_text?: Maybe<string> }>;
}

/** One per shipping_code. */
export interface WireReceiver {
  readonly name?: Maybe<string>;
  readonly phone?: Maybe<string>;
  readonly cellphone?: Maybe<string>;
  readonly virtual_phone_no?: Maybe<string>;
  readonly zipcode?: Maybe<string>;
  readonly address1?: Maybe<string>;
  readonly address2?: Maybe<string>;
  readonly address_street?: Maybe<string>;
  readonly address_city?: Maybe<string>;
  readonly address_state?: Maybe<string>;
  readonly address_full?: Maybe<string>;
  readonly country_name?: Maybe<string>;
  readonly shipping_message?: Maybe<string>;
  readonly shipping_code?: Maybe<string>;
}

interface WireBuyer {
  readonly name?: Maybe<string>;
  readonly phone?: Maybe<string>;
  readonly cellphone?: Maybe<string>;
}

/** A cancel claim that the seller accepted; embedded fields are those of the claim's own resource (assumed). */
export interface WireCancellation {
  readonly claim_code?: Maybe<string>;
  readonly refund_amounts?: Maybe<readonly { readonly amount?: Maybe<string> }[]>;
  /** T: taken back by the seller. */
  readonly undone?: Maybe<string>;
  readonly items?: Maybe<readonly WireClaimItem[]>;
}

interface WireClaimItem {
  readonly order_item_code?: Maybe<string>;
  readonly quantity?: Maybe<number>;
}

/** One element of `unpaidorders`: a payment by bank transfer that has not come in. Documented. */
export interface WireUnpaidOrder {
  readonly order_id?: Maybe<string>;
  /** Without decimals in the example. */
  readonly unpaid_amount?: Maybe<string>;
}

/** One element of `carriers`: a courier registered in this mall. Documented. */
export interface WireCarrier {
  readonly shipping_carrier_code?: Maybe<string>;
  readonly shipping_carrier?: Maybe<string>;
}

/** What a refused call says. */
export interface WireError {
  /** The HTTP status. */
  readonly status: number;
  /** A text in the reference, the HTTP status as a number in every real answer. */
  readonly code: string | null;
  readonly message: string | null;
}

/** `date_type` of the order list, as far as it is asked. Documented. */
export type DateType = 'order_date' | 'pay_date' | 'shipbegin_date' | 'cancel_request_date' | 'cancel_complete_date';

/** PUT /orders: 배송준비중 처리. Documented. */
export interface PrepareRequest {
  readonly order_id: string;
  readonly process_status: 'prepare';
  readonly order_item_code: readonly string[];
}

/** POST /shipments. Documented. */
export interface ShipmentRequest {
  readonly order_id: string;
  readonly tracking_no: string;
  readonly shipping_company_code: string;
  /** 배송중 (N30). */
  readonly status: 'shipping';
  readonly order_item_code: readonly string[];
}

/** POST /cancellation. Documented. */
export interface CancelRequest {
  readonly order_id: string;
  /** accepted: 취소접수 (C10). canceled: 취소완료 (C40), which moves money. */
  readonly status: 'accepted' | 'canceled';
  readonly items: readonly { readonly order_item_code: string; readonly quantity?: number }[];
  readonly recover_inventory?: 'T';
  /** Only for one order at a time, never for open markets, Naver Pay and Kakao Pay. */
  readonly payment_gateway_cancel?: 'T';
  readonly reason?: string;
  readonly claim_reason_type?: string;
  readonly naverpay_cancel_reason_type?: string;
  readonly kakaopay_cancel_reason_type?: string;
}

/** PUT /cancellationrequests: 취소접수거부. Documented. */
export interface RejectRequest {
  readonly order_id: string;
  readonly order_item_code: readonly string[];
  readonly undone: 'T';
  readonly reason_type: 'I';
  readonly reason: string;
  readonly display_reject_reason: 'T';
  readonly reject_reason: string;
}

/** PUT of one shipment takes either of the two, never both (documented, observed). */
export type ShipmentChange =
  | { readonly tracking_no: string; readonly shipping_company_code: string }
  /** 배송완료 (N40). */
  | { readonly status: 'shipped' };

/** One object of a write's answer, in the words that tell which lines it is about. */
export interface WrittenRow {
  readonly orderId: string | null;
  /** Null: it names none. */
  readonly lines: readonly string[] | null;
  /** Of a bulk answer whose objects ended differently (HTTP 207). */
  readonly error: WireError | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export type WriteAnswer =
  | { readonly kind: 'REFUSED'; readonly error: WireError }
  /** @property isLater HTTP 202: taken for later. */
  | { readonly kind: 'LISTED'; readonly rows: readonly WrittenRow[]; readonly isLater: boolean };
