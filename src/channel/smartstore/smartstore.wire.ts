/**
 * What the Naver Commerce API (커머스API, documentation 2.72.0 of 2026-03-04) sends and takes, names verbatim, misspellings
 * included. Only fields that are mapped or needed are listed; the others travel in `raw`.
 *
 * Every field may be missing, null or "" where it does not apply (documented examples omit; the rest is assumed).
 * Times are ISO 8601 with offset and 0 to 9 fraction digits (3 documented, 1 observed). Amounts are whole won as JSON integers
 * (documented). Ids are strings of digits (documented).
 */

type Maybe<T> = T | null | undefined;

/** `data[]` of P/query and `data.contents[].content` of the conditional list: one product order (상품주문). Documented. */
export interface ProductOrderRow {
  readonly order: OrderPart;
  readonly productOrder: ProductOrderPart;
  /** Deprecated copy of currentClaim.cancel: announced for removal in 2025, still served (observed). */
  readonly cancel?: Maybe<CancelClaim>;
  readonly currentClaim?: Maybe<CurrentClaim>;
  readonly completedClaims?: Maybe<readonly CompletedClaim[]>;
  readonly delivery?: Maybe<DeliveryPart>;
}

/** The basket (주문). Source: field table `order`, documented. */
interface OrderPart {
  readonly orderId?: Maybe<string>;
  readonly orderDate?: Maybe<string>;
  /** Four letters and `****`. */
  readonly ordererId?: Maybe<string>;
  /** Masked on gift orders, like ordererTel. */
  readonly ordererName?: Maybe<string>;
  readonly ordererTel?: Maybe<string>;
  /** Missing while unpaid. */
  readonly paymentDate?: Maybe<string>;
  readonly paymentDueDate?: Maybe<string>;
}

/** Source: field table `productOrder`, documented unless noted. */
export interface ProductOrderPart {
  readonly productOrderId?: Maybe<string>;
  readonly productOrderStatus?: Maybe<string>;
  /** NOT_YET, OK or CANCEL (발주 확인 해제). */
  readonly placeOrderStatus?: Maybe<string>;
  readonly placeOrderDate?: Maybe<string>;
  readonly claimType?: Maybe<string>;
  readonly claimStatus?: Maybe<string>;
  readonly claimId?: Maybe<string>;
  /** Same as initialQuantity. */
  readonly quantity?: Maybe<number>;
  readonly initialQuantity?: Maybe<number>;
  /** What is left after partial claims. */
  readonly remainQuantity?: Maybe<number>;
  /** Per unit, without the option. */
  readonly unitPrice?: Maybe<number>;
  /** Surcharge per unit (observed on real sums). */
  readonly optionPrice?: Maybe<number>;
  /** (unitPrice + optionPrice) × quantity, before discounts (observed). */
  readonly totalProductAmount?: Maybe<number>;
  readonly initialProductAmount?: Maybe<number>;
  readonly remainProductAmount?: Maybe<number>;
  readonly remainPaymentAmount?: Maybe<number>;
  readonly totalPaymentAmount?: Maybe<number>;
  /** All discounts of the row, whoever bears them. */
  readonly productDiscountAmount?: Maybe<number>;
  readonly initialProductDiscountAmount?: Maybe<number>;
  readonly remainProductDiscountAmount?: Maybe<number>;
  /** The seller's share of productDiscountAmount. */
  readonly sellerBurdenDiscountAmount?: Maybe<number>;
  /** Orders from 2026-03-19 on. */
  readonly remainSellerBurdenDiscountAmount?: Maybe<number>;
  readonly remainSellerBurdenImmediateDiscountAmount?: Maybe<number>;
  readonly remainSellerBurdenProductDiscountAmount?: Maybe<number>;
  readonly sellerBurdenMultiplePurchaseDiscountAmount?: Maybe<number>;
  readonly sellerBurdenStoreDiscountAmount?: Maybe<number>;
  /** 채널 상품 번호. */
  readonly productId?: Maybe<string>;
  readonly productName?: Maybe<string>;
  /** `이름: 값 / 이름: 값`; missing for 단일상품. */
  readonly productOption?: Maybe<string>;
  readonly itemNo?: Maybe<string>;
  /** Same value as itemNo; left the newer documentation. */
  readonly optionCode?: Maybe<string>;
  readonly sellerProductCode?: Maybe<string>;
  /** 묶음배송 번호. */
  readonly packageNumber?: Maybe<string>;
  /** A Korean label, not a code: 선불 or 선결제, 착불, 무료. */
  readonly shippingFeeType?: Maybe<string>;
  /** Without sectionDeliveryFee (observed). Repeats on every row of a packageNumber (assumed). */
  readonly deliveryFeeAmount?: Maybe<number>;
  readonly deliveryDiscountAmount?: Maybe<number>;
  /** Surcharge for Jeju and islands. */
  readonly sectionDeliveryFee?: Maybe<number>;
  /** Missing on gift orders until the receiver accepts. */
  readonly shippingAddress?: Maybe<Address>;
  readonly shippingMemo?: Maybe<string>;
  readonly shippingDueDate?: Maybe<string>;
  readonly paymentCommission?: Maybe<number>;
  readonly saleCommission?: Maybe<number>;
  readonly channelCommission?: Maybe<number>;
  readonly knowledgeShoppingSellingInterlockCommission?: Maybe<number>;
  /** When the buyer or time confirmed the purchase (구매 확정일). */
  readonly decisionDate?: Maybe<string>;
}

/** Source: field table address, documented. */
export interface Address {
  /** DOMESTIC or FOREIGN. */
  readonly addressType?: Maybe<string>;
  readonly zipCode?: Maybe<string>;
  readonly baseAddress?: Maybe<string>;
  readonly detailedAddress?: Maybe<string>;
  readonly city?: Maybe<string>;
  readonly state?: Maybe<string>;
  readonly country?: Maybe<string>;
  readonly name?: Maybe<string>;
  readonly tel1?: Maybe<string>;
  readonly tel2?: Maybe<string>;
}

/** Source: field table `delivery`, documented. */
interface DeliveryPart {
  readonly deliveryMethod?: Maybe<string>;
  readonly deliveryCompany?: Maybe<string>;
  readonly trackingNumber?: Maybe<string>;
  readonly sendDate?: Maybe<string>;
  readonly deliveredDate?: Maybe<string>;
}

interface CurrentClaim {
  readonly cancel?: Maybe<CancelClaim>;
  readonly return?: Maybe<OtherClaim>;
  readonly exchange?: Maybe<OtherClaim>;
}

interface ClaimHead {
  readonly claimId?: Maybe<string>;
  readonly claimStatus?: Maybe<string>;
  readonly claimRequestDate?: Maybe<string>;
  /** Who asked, as Korean text; its words are not documented. */
  readonly requestChannel?: Maybe<string>;
  readonly requestQuantity?: Maybe<number>;
}

type OtherClaim = ClaimHead;

/** Source: field table `cancel`, documented. */
export interface CancelClaim extends ClaimHead {
  readonly cancelReason?: Maybe<string>;
  readonly cancelDetailedReason?: Maybe<string>;
  readonly cancelApprovalDate?: Maybe<string>;
  readonly cancelCompletedDate?: Maybe<string>;
}

/** Source: field table `completedClaims[]`, documented: the same facts as in a current claim under other names. */
export interface CompletedClaim extends ClaimHead {
  readonly claimType?: Maybe<string>;
  readonly claimRequestReason?: Maybe<string>;
  readonly claimRequestDetailContent?: Maybe<string>;
  readonly claimRequestAdmissionDate?: Maybe<string>;
  readonly claimCompleteOperationDate?: Maybe<string>;
}

/** One page of the conditional list (조건형 상품 주문 상세 내역 조회). */
export interface ConditionsPage {
  readonly rows: readonly ProductOrderRow[];
  /** As the answer counts; null where it has no pagination block. */
  readonly page: number | null;
  readonly hasNext: boolean;
}

/** One page of the change feed (변경 상품 주문 내역 조회). */
export interface ChangesPage {
  readonly productOrderIds: readonly string[];
  /** Where the rest begins; null on the last page. */
  readonly more: { readonly moreFrom: string; readonly moreSequence: string } | null;
}

/** Dates that the conditional list can compare. Source: `rangeType`, documented. */
export type RangeType =
  | 'ORDERED_DATETIME'
  | 'PAYED_DATETIME'
  | 'DISPATCHED_DATETIME'
  | 'CLAIM_REQUESTED_DATETIME'
  | 'CLAIM_COMPLETED_DATETIME';

/** `dispatchProductOrders[]`. An empty string for an enum breaks the whole call (observed), so keys are left out instead. */
export interface DispatchOrder {
  readonly productOrderId: string;
  readonly deliveryMethod: string;
  readonly deliveryCompanyCode?: string;
  readonly trackingNumber?: string;
  /** `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`, documented. */
  readonly dispatchDate: string;
}

export interface WireError {
  readonly code: string;
  readonly message: string | null;
}

/** How the marketplace answered a write that it read. */
export type WriteAnswer =
  | { readonly kind: 'LISTED'; readonly done: ReadonlySet<string>; readonly failed: ReadonlyMap<string, WireError> }
  /** HTTP 4xx of the order API: the call as a whole was refused. */
  | { readonly kind: 'REFUSED'; readonly error: WireError };
