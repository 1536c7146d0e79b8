import { CancellationStatus } from '../../model/cancellation.js';
import { ClaimStatus, OrderStatus } from '../../model/order.js';

/** What a line's status says of the order, and of a claim where it does. */
export interface LineState {
  readonly status: OrderStatus;
  readonly claimStatus?: ClaimStatus;
}

/** A line whose buyer asked to cancel; it leaves every order list. */
export const CANCEL_REQUESTED_CODE = '701';
export const CANCELED_AFTER_PURCHASE_CODE = 'C01';

/**
 * `ordPrdStat`. Codes and words documented (fact sheet section 5). 601 and 801 tell that a return or exchange runs, not
 * which, nor whether the parcel had arrived: DELIVERED is assumed.
 */
const BY_CODE: Readonly<Record<string, LineState>> = {
  '101': { status: OrderStatus.PAYMENT_PENDING },
  '102': { status: OrderStatus.PAYMENT_PENDING },
  '103': { status: OrderStatus.PAYMENT_PENDING },
  '200': { status: OrderStatus.PAID }, // a gift without an address yet: can't be shipped
  '201': { status: OrderStatus.PAID }, // a reservation whose goods have not come in: can't be shipped
  '202': { status: OrderStatus.PAID },
  '301': { status: OrderStatus.CONFIRMED },
  '401': { status: OrderStatus.IN_TRANSIT },
  '501': { status: OrderStatus.DELIVERED },
  '601': { status: OrderStatus.DELIVERED, claimStatus: ClaimStatus.UNKNOWN },
  [CANCEL_REQUESTED_CODE]: { status: OrderStatus.CONFIRMED, claimStatus: ClaimStatus.CANCEL_REQUESTED },
  '801': { status: OrderStatus.DELIVERED, claimStatus: ClaimStatus.UNKNOWN },
  '901': { status: OrderStatus.PURCHASE_CONFIRMED },
  A01: { status: OrderStatus.RETURNED, claimStatus: ClaimStatus.RETURNED },
  B01: { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED },
  [CANCELED_AFTER_PURCHASE_CODE]: { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED },
};

/** `ordPrdStatNm`, for rows without a code or with one that is not known. Words documented or observed; 교환신청 assumed. */
const BY_NAME: Readonly<Record<string, LineState>> = {
  주문완료: { status: OrderStatus.PAYMENT_PENDING },
  입금대기: { status: OrderStatus.PAYMENT_PENDING },
  예약대기: { status: OrderStatus.PAYMENT_PENDING },
  배송지입력대기: { status: OrderStatus.PAID },
  예약결제완료: { status: OrderStatus.PAID },
  결제완료: { status: OrderStatus.PAID },
  발주확인: { status: OrderStatus.CONFIRMED },
  배송준비중: { status: OrderStatus.CONFIRMED },
  발송완료: { status: OrderStatus.IN_TRANSIT },
  배송중: { status: OrderStatus.IN_TRANSIT },
  배송완료: { status: OrderStatus.DELIVERED },
  클레임진행중: { status: OrderStatus.DELIVERED, claimStatus: ClaimStatus.UNKNOWN },
  반품신청: { status: OrderStatus.DELIVERED, claimStatus: ClaimStatus.RETURN_REQUESTED },
  교환신청: { status: OrderStatus.DELIVERED, claimStatus: ClaimStatus.EXCHANGE_REQUESTED },
  취소처리중: { status: OrderStatus.CONFIRMED, claimStatus: ClaimStatus.CANCEL_REQUESTED },
  취소신청: { status: OrderStatus.CONFIRMED, claimStatus: ClaimStatus.CANCEL_REQUESTED },
  재승인대기중: { status: OrderStatus.DELIVERED, claimStatus: ClaimStatus.UNKNOWN },
  수취확인: { status: OrderStatus.PURCHASE_CONFIRMED },
  구매확정: { status: OrderStatus.PURCHASE_CONFIRMED },
  반품완료: { status: OrderStatus.RETURNED, claimStatus: ClaimStatus.RETURNED },
  교환완료: { status: OrderStatus.EXCHANGED, claimStatus: ClaimStatus.EXCHANGED },
  주문취소: { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED },
  취소완료: { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED },
  수취확인후주문취소: { status: OrderStatus.CANCELED, claimStatus: ClaimStatus.CANCELED },
};

/** The code decides; the name fills in where the code tells less. */
export function lineState(code: string | null, name: string | null): LineState {
  const byCode = BY_CODE[code ?? ''];
  const byName = BY_NAME[name ?? ''];
  const status = (byCode ?? byName)?.status ?? OrderStatus.UNKNOWN;
  const codeTells = byCode?.claimStatus !== undefined && byCode.claimStatus !== ClaimStatus.UNKNOWN;
  const claimStatus = codeTells ? byCode.claimStatus : (byName?.claimStatus ?? byCode?.claimStatus);
  return claimStatus === undefined ? { status } : { status, claimStatus };
}

/** `ordCnStatCd`. Documented. */
export const CANCEL_STATUSES: Readonly<Record<string, CancellationStatus>> = {
  '01': CancellationStatus.REQUESTED,
  '02': CancellationStatus.COMPLETED,
  '05': CancellationStatus.WITHDRAWN,
};

const REASONS_OF_BUYER: Readonly<Record<string, string>> = {
  '00': '무통장 미입금 취소',
  '01': '고객변심',
  '02': '설치불가지역',
  '03': '포장불량',
  '04': '판매자의 배송 처리가 늦음',
  '05': '서비스·상품 불만족',
  '06': '상품 정보가 잘못됨',
  '07': '동일 상품 재주문(주문정보수정)',
  '08': '주문상품의 품절/재고없음',
  '09': '11번가 내 다른 상품으로 재주문',
  '10': '타사이트 상품 주문',
  '11': '이상 없으나 구매 의사 없어짐',
  '12': '기타(구매자 책임)',
  '13': '기타(판매자 책임)',
  '14': '구매의사 없어짐',
  '15': '색상·사이즈·주문정보 변경',
  '16': '다른 상품 잘못 주문',
  '17': '배송지연으로 취소',
  '18': '상품품절·재고없음',
  '19': '예약구매 미결제 취소',
  '20': 'e쿠폰 오구매',
  '21': 'e쿠폰 미수신',
  '22': 'e쿠폰 기타(콜센터)',
  '97': '선물 배송지 미입력',
  '98': '선물 거절',
  '99': '기타',
  '100': '패밀리결제 거절',
  '101': '패밀리결제 기간만료',
};

/** Where the seller's reading of a code differs from the buyer's. */
const REASONS_OF_SELLER: Readonly<Record<string, string>> = {
  ...REASONS_OF_BUYER,
  '06': '배송 지연 예상',
  '07': '상품/가격 정보 잘못 입력',
  '08': '상품 품절(전체옵션)',
  '09': '옵션 품절(해당옵션)',
  '10': '고객변심',
};

/** `ordCnMnbdCd` of a seller. Documented; 01 is a buyer. */
export const FILED_BY_BUYER = '01';
export const FILED_BY_SELLER = '02';

/** Text of `ordCnRsnCd`, whose meaning depends on who filed. Documented; null for a code that is not known. */
export const cancelReasonText = (code: string, filedBy: string | null): string | null =>
  (filedBy === FILED_BY_SELLER ? REASONS_OF_SELLER : REASONS_OF_BUYER)[code] ?? null;

/** Reason of an unpaid order that lapsed. Documented. */
export const LAPSED_REASON = '00';

/** `ordCnTypCd` of a cancel that 11st forced for late dispatch. Documented. */
export const FORCED_BY_MARKETPLACE = '02';
