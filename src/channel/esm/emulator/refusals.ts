import type { Site } from './site.js';

/** A considered "no": HTTP 200 with a code that tells little and a Korean text that tells the rest. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** What a handler throws to have a refusal sent. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'Refused';
  }
}

const shipping = (message: string): Refusal => ({ code: 3000, message });

/** Texts of `/shipping/v1`. @evidence documented */
export const shippingRefusals = {
  periodOrder: shipping('조회 시작일이 종료일보다 과거여야 합니다.'),
  /** In reads. */
  numberTooLong: shipping('매개변수 값을 Int64에서 Int32로 변환하지 못했습니다.'),
  /** In writes: other spaces, another particle. */
  numberTooLongToWrite: shipping('매개 변수 값을 Int64에서 Int32(으)로 변환하지 못했습니다.'),
  badCondition: shipping('메서드 또는 연산이 구현되지 않았습니다.'),
  notFound: shipping('해당 주문 내역이 없습니다.'),
  thirdParty: shipping('해당 주문은 3PL 주문입니다'),
  alreadyConfirmed: shipping('이미 주문확인 처리된 건입니다.'),
  canceled: shipping('취소된 주문번호입니다.'),
  notConfirmable: shipping('주문확인 할 수 없는 상태입니다.'),
  giftPending: shipping('해당 주문은 선물수락대기 상태로 주문확인이 불가합니다.'),
  delayReason: shipping('정의되지 않은 지연 사유입니다.'),
  delayTooLong: shipping('예상 배송일은 90일을 초과할 수 없습니다.'),
  notDelayable: shipping('해당 물품을 발송 지연할 수 없습니다'),
  courier: shipping('지원하지 않는 택배사입니다.'),
  starCourier: shipping('판매자 스타배송 주문은 계약 완료된 전용 택배사로만 발송처리가 가능합니다.'),
  withdrawalFailed: shipping('통합 API 취소요청건 발송처리를 위한 취소철회가 실패하였습니다.'),
  confirming: shipping('주문확인 진행중입니다. 잠시 후 다시 진행해주세요'),
  alreadyDelivered: shipping('이미 배송완료 되었습니다.'),
  notDeliverable: shipping('유효한 주문번호가 아닙니다.'),
  notYours: shipping('판매자의 체결건이 아닙니다.'),
  statusWindow: shipping('7일 이내의 데이터만 조회가능합니다.'),
  statusPage: shipping('페이지 번호는 1보다 큰 값을 입력해주세요.'),
} as const;

/** Texts that clients quote. @evidence observed */
export const observedRefusals = {
  rateLimit: shipping('주문 조회는 5초당 1회 호출 가능합니다'),
  delayInClaim: shipping('해당 주문건은 클레임 상태입니다'),
  delayDelivered: shipping('해당 주문건은 배송완료 상태입니다'),
  period: { code: 2000, message: '시작일과 종료일을 정확하게 입력 바랍니다' },
} as const;

/** @evidence documented */
export const windowRefusal = (site: Site): Refusal =>
  shipping(
    site.letter === 'G' ? '31일 이하의 범위만 조회 할 수 있습니다.' : '(옥션)180일 이하의 범위만 조회 할 수 있습니다.',
  );

/** What the placeholder stands for is what the documentation says: the courier's code. @evidence documented */
export const invoiceRuleRefusal = (courierCode: number, courierName: string): Refusal =>
  shipping(`${courierCode} 는 ${courierName}의 운송장번호 규칙에 어긋납니다.`);

/** @evidence documented */
export const notDispatchable = (orderNo: number): Refusal =>
  shipping(`주문번호:${orderNo}의 경매상태가 발송가능한 상태가 아닙니다.`);

/** The text ends with a backslash and an n, as the documentation prints it. @evidence documented */
export const tooLongForPartner = (what: '주문번호' | '상품번호'): Refusal => ({
  code: 2141,
  message: `제휴사 ${what}의 최대길이는 30byte입니다.\\n`,
});

/** The limit is documented; its refusal is made up after the other texts on length. @evidence assumed */
export const delayDetailTooLong: Refusal = { code: 2141, message: '지연 상세사유의 최대길이는 300byte입니다.' };

/** Texts of `/claim/v1`. @evidence documented */
export const claimRefusals = {
  window: { code: 8668, message: 'ShowAlertException$조회 기간은 7일 이내로 입력 바랍니다.' },
  noOrder: { code: 99999, message: '주문정보가 없습니다' },
  noClaim: { code: 99999, message: '클레임정보가 없습니다' },
  dateFormat: { code: 99999, message: 'API Error - 문자열이 유효한 DateTime으로 인식되지 않습니다' },
  siteType: { code: 2141, message: '사이트 타입이 올바르지 않습니다' },
} as const;

/** The beginning of the text is documented for Auction, what follows it is not. @evidence assumed */
export const badClaimParameter = (name: string): Refusal => ({
  code: 2000,
  message: `파라메터 유효성 검사 실패. - ${name}`,
});
