import type { Result } from './wire.js';

/** Result codes and texts, verbatim. Codes are per operation: the same number means something else in another call. */

/** An empty order list. @evidence documented */
export const NO_ORDERS: Result = { code: 0, text: '조회된 결과가 없습니다.' };
/** An empty claim list, or order numbers that match nothing. @evidence documented */
export const NO_CLAIMS: Result = { code: -1, text: '해당 건이 없습니다.' };

const NO_SUCH_SELLER = 'OpenAPI Key 에 해당하는 유저가 없습니다.';
/** @evidence documented */
export const UNKNOWN_KEY = {
  list: { code: -1, text: `주문/클레임 조회 오류 MSG : ${NO_SUCH_SELLER}` },
  write: { code: -1, text: `ERROR : ${NO_SUCH_SELLER}` },
} as const satisfies Readonly<Record<string, Result>>;

/** reqpackaging. @evidence documented */
export const CONFIRM = {
  nothingToConfirm: { code: -3206, text: '이미 발주 처리 되었거나 , 발주 처리할 건이 없습니다.' },
  canceled: { code: -3211, text: '주문취소된 주문건입니다.' },
  canceling: { code: -3214, text: '취소처리중인 주문건입니다.' },
  done: { code: 0, text: '전체 1건이 정상적으로 발주처리가 되었습니다.' },
} as const satisfies Readonly<Record<string, Result>>;

/** reqdelivery, all three forms. @evidence documented */
export const DISPATCH = {
  badDate: {
    code: -3301,
    text: '보낸일자가 유효하지 않습니다. 날짜포맷 : 년(4) 월(2) 일(2) 시(2) 분(2) 입니다.',
  },
  badInvoice: { code: -3306, text: '송장번호가 유효하지 않습니다. 다시한번 확인해주세요.' },
  badCourier: {
    code: -3307,
    text: '택배사 코드가 유효하지 않습니다. 택배사 코드표를 모르시면 관리자에게 문의 주세요.',
  },
  dispatched: { code: -3308, text: '해당 배송번호는 이미 발송처리 되었습니다.' },
  delivered: { code: -3309, text: '해당 배송번호는 이미 배송완료 되었습니다.' },
  checkState: { code: -3310, text: '해당 배송번호의 주문상태를 확인해 주세요' },
  failed: { code: -3311, text: '발송처리중 에러가 발생했습니다. 관리자에게 문의해주세요.' },
  usedInvoice: { code: -3320, text: '이미 사용된 송장번호 입니다. 송장번호를 확인해주세요.' },
  done: { code: 0, text: '전체 1 건이 발송처리 되었습니다.' },
} as const satisfies Readonly<Record<string, Result>>;

/** Names the states that the delivery's lines went to. @evidence documented */
export const stateChanged = (states: readonly string[]): Result => ({
  code: -3313,
  text: `해당 배송번호의 주문상태가 이미 변경 되었습니다. 변경된 상태 : (${states.join(', ')})`,
});

/** cancelreqconf. @evidence documented */
export const APPROVE = {
  noOrder: { code: -22002, text: '주문 번호를 알 수 없습니다.' },
  noLine: { code: -22003, text: '주문 상세번호를 알 수 없습니다.' },
  noClaim: { code: -22004, text: '주문취소 상세번호를 알 수 없습니다' },
  already: { code: -1, text: '이미 취소 완료된 신청건 입니다.' },
  done: { code: 0, text: '전체 1건이 정상적으로 취소처리가 되었습니다.' },
} as const satisfies Readonly<Record<string, Result>>;

/** cancelreqreject and cancelreqrejectNEW. @evidence documented */
export const REJECT = {
  noClaim: { code: -23002, text: '주문취소 상세번호를 알 수 없습니다.' },
  badDate: { code: -23003, text: '발송일을 알 수 없습니다.' },
  badMethod: { code: -23004, text: '배송방식 코드가 잘못되었습니다.' },
  badInvoice: { code: -23005, text: '송장번호가 10자리 이하입니다. 다시 입력 해주세요.' },
  badCourier: { code: -23006, text: '택배업체를 알 수 없습니다.' },
  notOpen: { code: -23007, text: '취소신청 정보를 알 수 없습니다.' },
  noReason: { code: -24001, text: '취소요청 불가사유를 알 수 없습니다.' },
  noReasonText: { code: -24002, text: '취소요청 불가상세사유를 알 수 없습니다.' },
  done: { code: 0, text: '성공' },
} as const satisfies Readonly<Record<string, Result>>;

/** reqrejectorder. @evidence documented */
export const SELLER_CANCEL = {
  noOrder: { code: -21002, text: '주문 번호를 알 수 없습니다.' },
  noLine: { code: -21003, text: '주문 상세번호를 알 수 없습니다.' },
  notAllowed: { code: -21004, text: '판매불가 처리 가능한 주문이 아닙니다(1).' },
  done: { code: 0, text: '성공' },
} as const satisfies Readonly<Record<string, Result>>;

/** orderlistall and orderlistalladdr. @evidence documented */
export const LOOK_UP = {
  noNumbers: { code: -28002, text: '주문목록을 알 수 없습니다.' },
  tooMany: { code: -28003, text: '주문번호의 갯수는 최대 100개 까지만 가능 합니다.' },
} as const satisfies Readonly<Record<string, Result>>;
