/** Order states of the wire, in the order of life. */
const ORDER_STATUSES = [
  'UNPAID',
  'PAID',
  'CONFIRMED',
  'SHIPPING',
  'DELIVERED',
  'PURCHASE_CONFIRMED',
  'CANCELED',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

const CANCEL_STATUSES = [
  'CANCEL_REQUESTED',
  'CANCEL_APPROVED',
  'CANCEL_COMPLETED',
  'CANCEL_REJECTED',
  'CANCEL_WITHDRAWN',
] as const;
export type CancelStatus = (typeof CANCEL_STATUSES)[number];

const DATE_TYPES = ['ordered_date', 'paid_date', 'cancel_request_date', 'cancel_complete_date'] as const;
export type DateType = (typeof DATE_TYPES)[number];

const tokens = <T extends string>(names: readonly T[], aliases: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map<string, T>([...names.map((name) => [name, name] as const), ...Object.entries(aliases)]);

/** Tokens and Korean aliases that order_status takes. @evidence documented */
export const ORDER_STATUS_TOKENS = tokens<OrderStatus>(ORDER_STATUSES, {
  입금대기: 'UNPAID',
  입금전: 'UNPAID',
  결제완료: 'PAID',
  발주처리: 'CONFIRMED',
  주문확정: 'CONFIRMED',
  '발주처리(주문확정)': 'CONFIRMED',
  발주확인: 'CONFIRMED',
  상품준비중: 'CONFIRMED',
  '상품준비 중': 'CONFIRMED',
  배송중: 'SHIPPING',
  '배송 중': 'SHIPPING',
  배송완료: 'DELIVERED',
  구매확정: 'PURCHASE_CONFIRMED',
  취소: 'CANCELED',
});

/** Tokens and Korean aliases of cancellations. @evidence documented */
export const CANCEL_STATUS_TOKENS = tokens<CancelStatus>(CANCEL_STATUSES, {
  취소요청: 'CANCEL_REQUESTED',
  취소승인: 'CANCEL_APPROVED',
  취소완료: 'CANCEL_COMPLETED',
  취소거부: 'CANCEL_REJECTED',
  취소철회: 'CANCEL_WITHDRAWN',
});

/** Tokens and Korean aliases of date_type. @evidence documented */
export const DATE_TYPE_TOKENS = tokens<DateType>(DATE_TYPES, {
  주문완료일: 'ordered_date',
  결제완료일: 'paid_date',
  취소요청일: 'cancel_request_date',
  취소완료일: 'cancel_complete_date',
});

/** Couriers that this mall takes, as its /capabilities say; the contract names more. @evidence documented */
export const COURIERS: readonly string[] = ['CJ', 'LOTTE'];
