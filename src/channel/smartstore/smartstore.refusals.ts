import { ErrorCode } from '../../model/error-code.js';
import type { Refusal } from '../channel.js';
import type { WireError } from './smartstore.wire.js';

export type WriteOperation = 'confirm' | 'dispatch' | 'cancel.approve';

/**
 * Order API codes. Source: code list of documentation 2.72.0, printed under every operation, unless marked observed. The
 * texts are the marketplace's; what we make of them is ours.
 */
const codes: ReadonlyMap<string, ErrorCode> = new Map(
  Object.entries({
    '000400': ErrorCode.BAD_INPUT, // 요청이 올바르지 않습니다: body unreadable, e.g. an unknown enum (observed)
    '4000': ErrorCode.BAD_INPUT, // 잘못된 요청 파라미터
    '9999': ErrorCode.CHANNEL_REJECTED, // 기타 (정의되지 않은 오류)
    '100001': ErrorCode.NOT_FOUND, // 상품 주문을 찾을 수 없음
    '100003': ErrorCode.NOT_FOUND, // 주문을 찾을 수 없음
    '101009': ErrorCode.NOT_FOUND, // 처리 권한이 없는 상품 주문 번호: another store's, or mistyped
    '101011': ErrorCode.CHANNEL_REJECTED, // 직계약 상품은 물류사만 발주확인 가능
    '104105': ErrorCode.BAD_INPUT, // 발송 기한 입력 범위 초과
    '104116': ErrorCode.BAD_INPUT, // 배송 방법 변경 필요(배송 없음 주문)
    '104117': ErrorCode.BAD_INPUT, // 배송 방법 변경 필요
    '104118': ErrorCode.BAD_INPUT, // 택배사 미입력
    '104119': ErrorCode.BAD_INPUT, // 택배사 코드 확인
    '104120': ErrorCode.BAD_INPUT, // 송장 번호 미입력
    '104121': ErrorCode.DUPLICATE, // 배송 송장 오류(기사용 송장)
    '104122': ErrorCode.BAD_INPUT, // 배송 송장 오류(비유효 송장)
    '104123': ErrorCode.CHANNEL_UNAVAILABLE, // 발송 처리 실패(일시적인 장애) (observed)
    '104131': ErrorCode.BAD_INPUT, // 상품 주문 번호 중복
    '104133': ErrorCode.BAD_INPUT, // 잘못된 요청
    '104135': ErrorCode.WRONG_STATE, // 주문 상태를 확인해주세요. (observed)
    '104138': ErrorCode.CHANNEL_REJECTED, // 배송 희망일 변경 실패
    '104139': ErrorCode.BAD_INPUT, // 조회 가능한 날짜 범위를 초과
    '104203': ErrorCode.WRONG_STATE, // 주문상태 확인 필요(취소 불가능 주문상태) (observed)
    '104210': ErrorCode.WRONG_STATE, // 취소상태 확인 필요(취소승인 불가능 주문상태) (observed in SOAP)
    '104417': ErrorCode.WRONG_STATE, // 교환 상태 확인 필요(재배송 처리 불가능 주문 상태)
    '104418': ErrorCode.WRONG_STATE, // 보류상태 확인 필요(보류중) (observed)
    '104441': ErrorCode.CHANNEL_REJECTED, // 희망일배송(N희망일배송) 상품이 아님
    '104442': ErrorCode.WRONG_STATE, // 상품 주문 상태 확인 필요
    '104443': ErrorCode.WRONG_STATE, // 발주 상태 확인 필요
    '104444': ErrorCode.BAD_INPUT, // 희망일 날짜가 유효하지 않음
    '104445': ErrorCode.BAD_INPUT, // 변경 가능 날짜 초과
    '104446': ErrorCode.ALREADY_DONE, // 기존과 동일한 희망일 배송일시
    '104449': ErrorCode.WRONG_STATE, // 변경 가능 기간 아님
    '104450': ErrorCode.BAD_INPUT, // N희망일배송 상품은 시간·지역 입력 불가
    '105001': ErrorCode.DUPLICATE, // E쿠폰 중복
    '105002': ErrorCode.BAD_INPUT, // 인증번호 무효
    '105304': ErrorCode.CHANNEL_REJECTED, // E쿠폰 발급정보 없음 (observed)
    '105306': ErrorCode.ALREADY_DONE, // 변경을 요청한 상태가 기존과 동일
    '105308': ErrorCode.CHANNEL_REJECTED, // 직계약 상품은 물류사만 발송처리 가능
  }),
);

/** Codes that mean something else with one operation, or with one wording. All observed. */
const exceptions: readonly { operation: WriteOperation; code: string; wording: RegExp; ours: ErrorCode }[] = [
  // 이미 발주확인 된 주문입니다.
  { operation: 'confirm', code: '104443', wording: /.*/, ours: ErrorCode.ALREADY_DONE },
  // 주문상태 및 클레임상태를 확인하세요: dispatched already, or the order moved on.
  { operation: 'dispatch', code: '9999', wording: /주문\s*상태/, ours: ErrorCode.WRONG_STATE },
];

const UNKNOWN_ORDER: ReadonlySet<string> = new Set(['100001', '101009']);

/** Whether a code says that a product order is not there or not ours. */
export const isUnknownOrder = (code: string): boolean => UNKNOWN_ORDER.has(code);

function codeOf(operation: WriteOperation, { code, message }: WireError): ErrorCode {
  const exception = exceptions.find(
    (entry) => entry.operation === operation && entry.code === code && entry.wording.test(message ?? ''),
  );
  return exception?.ours ?? codes.get(code) ?? ErrorCode.CHANNEL_REJECTED;
}

/** The refusal of one item. */
export function refusalOf(operation: WriteOperation, error: WireError): Refusal {
  const code = codeOf(operation, error);
  return {
    code,
    retryable: code === ErrorCode.CHANNEL_UNAVAILABLE,
    channelCode: error.code === '' ? null : error.code,
    channelMessage: error.message,
  };
}

/**
 * The refusal of a whole call, for each of its items. Of several it doesn't say which one is to blame, so a code about one
 * order is not put on all of them.
 */
export function refusalOfAll(operation: WriteOperation, error: WireError, items: number): Refusal {
  const refusal = refusalOf(operation, error);
  if (items === 1 || refusal.code === ErrorCode.BAD_INPUT) return refusal;
  return { ...refusal, code: ErrorCode.CHANNEL_REJECTED };
}
