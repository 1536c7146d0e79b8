/** Where a product order stands. @evidence documented */
export const productOrderStatuses = [
  'PAYMENT_WAITING',
  'PAYED',
  'DELIVERING',
  'DELIVERED',
  'PURCHASE_DECIDED',
  'EXCHANGED',
  'CANCELED',
  'RETURNED',
  'CANCELED_BY_NOPAYMENT',
] as const;
export type ProductOrderStatus = (typeof productOrderStatuses)[number];

/** Whether the seller took the order on; CANCEL (발주 확인 해제) exists as a word, no operation leads to it. @evidence documented */
export const placeOrderStatuses = ['NOT_YET', 'OK', 'CANCEL'] as const;
export type PlaceOrderStatus = (typeof placeOrderStatuses)[number];

/** @evidence documented */
export const claimStatuses = [
  'CANCEL_REQUEST',
  'CANCELING',
  'CANCEL_DONE',
  'CANCEL_REJECT',
  'RETURN_REQUEST',
  'COLLECTING',
  'COLLECT_DONE',
  'RETURN_DONE',
  'RETURN_REJECT',
  'EXCHANGE_REQUEST',
  'EXCHANGE_REDELIVERING',
  'EXCHANGE_DONE',
  'EXCHANGE_REJECT',
  'PURCHASE_DECISION_HOLDBACK',
  'PURCHASE_DECISION_REQUEST',
  'PURCHASE_DECISION_HOLDBACK_RELEASE',
  'ADMIN_CANCELING',
  'ADMIN_CANCEL_DONE',
  'ADMIN_CANCEL_REJECT',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** The kinds of change that the feed knows; confirmation and delivery are not among them. @evidence documented */
export const changeTypes = [
  'PAY_WAITING',
  'PAYED',
  'DELIVERY_ADDRESS_CHANGED',
  'EXCHANGE_OPTION',
  'GIFT_RECEIVED',
  'HOPE_DELIVERY_INFO_CHANGED',
  'DISPATCHED',
  'CLAIM_REQUESTED',
  'CLAIM_REJECTED',
  'COLLECT_DONE',
  'CLAIM_REDELIVERING',
  'CLAIM_COMPLETED',
  'PURCHASE_DECIDED',
] as const;
export type ChangeType = (typeof changeTypes)[number];

/** Which date the conditional list compares. @evidence documented */
export const rangeTypes = [
  'PAYED_DATETIME',
  'ORDERED_DATETIME',
  'DISPATCHED_DATETIME',
  'PURCHASE_DECIDED_DATETIME',
  'CLAIM_REQUESTED_DATETIME',
  'CLAIM_COMPLETED_DATETIME',
  'COLLECT_COMPLETED_DATETIME',
  'GIFT_RECEIVED_DATETIME',
  'HOPE_DELIVERY_INFO_CHANGED_DATETIME',
] as const;
export type RangeType = (typeof rangeTypes)[number];

/** @evidence documented */
export const deliveryMethods = [
  'DELIVERY',
  'GDFW_ISSUE_SVC',
  'VISIT_RECEIPT',
  'DIRECT_DELIVERY',
  'QUICK_SVC',
  'NOTHING',
  'RETURN_DESIGNATED',
  'RETURN_DELIVERY',
  'RETURN_INDIVIDUAL',
  'RETURN_MERCHANT',
  'UNKNOWN',
] as const;
export type DeliveryMethod = (typeof deliveryMethods)[number];

/** Reasons of a claim as answers print them, the three of later versions included. @evidence documented */
export const claimReasons: readonly string[] = [
  'INTENT_CHANGED',
  'COLOR_AND_SIZE',
  'WRONG_ORDER',
  'PRODUCT_UNSATISFIED',
  'DELAYED_DELIVERY',
  'SOLD_OUT',
  'INCORRECT_INFO',
  'DROPPED_DELIVERY',
  'BROKEN',
  'WRONG_DELIVERY',
  'WRONG_OPTION',
  'NOT_YET_DELIVERY',
  'SIMPLE_INTENT_CHANGED',
  'MISTAKE_ORDER',
  'ETC',
  'DELAYED_DELIVERY_BY_PURCHASER',
  'INCORRECT_INFO_BY_PURCHASER',
  'PRODUCT_UNSATISFIED_BY_PURCHASER',
  'NOT_YET_DISCUSSION',
  'OUT_OF_STOCK',
  'SALE_INTENT_CHANGED',
  'NOT_YET_PAYMENT',
  'NOT_YET_RECEIVE',
  'WRONG_DELAYED_DELIVERY',
  'BROKEN_AND_BAD',
  'RECEIVING_DUE_DATE_OVER',
  'RECEIVER_MISMATCHED',
  'GIFT_INTENT_CHANGED',
  'GIFT_REFUSAL',
  'MINOR_RESTRICTED',
  'RECEIVING_BLOCKED',
  'UNDER_QUANTITY',
  'ASYNC_FAIL_PAYMENT',
  'ASYNC_LONG_WAIT_PAYMENT',
  'FAMILY_PAY_REJECTED',
  'BUSINESSMALL_PAY_REJECTED',
  'FAIL_PAYMENT',
];
