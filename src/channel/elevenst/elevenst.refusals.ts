import { ErrorCode } from '../../model/error-code.js';
import type { Refusal, WriteOutcome } from '../channel.js';
import type { WriteResult } from './elevenst.wire.js';

const DONE_CODE = '0';

/** One code of an operation; with `text`, only where the words match, since 11st gives some codes several meanings. */
interface Meaning {
  readonly code: string;
  readonly text?: RegExp;
  readonly means: ErrorCode;
  /** 11st failed at its own end: the same call may succeed later. */
  readonly retryable?: true;
}

/** Codes are per operation: -24001 and others mean different things in different calls. */
type WriteOperation = 'reqpackaging' | 'reqdelivery' | 'cancelreqconf' | 'cancelreqreject';

const { ALREADY_DONE, BAD_INPUT, CANCEL_PENDING, CHANNEL_REJECTED, DUPLICATE, WRONG_STATE } = ErrorCode;

/** First match wins. Codes and words documented (fact sheet section 3), what they mean to us assumed where noted. */
const MEANINGS: Readonly<Record<WriteOperation, readonly Meaning[]>> = {
  reqpackaging: [
    { code: '-3206', means: ALREADY_DONE }, // 이미 발주 처리 되었거나 , 발주 처리할 건이 없습니다.
    { code: '-3207', means: CHANNEL_REJECTED, retryable: true }, // 주문상품 상태 수정 오류 (추가상품 포함)
    { code: '-3210', means: BAD_INPUT }, // 전세계배송 주문건: only in Seller Office, after printing its barcode
    { code: '-3211', means: WRONG_STATE }, // 주문취소된 주문건입니다.
    { code: '-3214', means: CANCEL_PENDING }, // 취소처리중인 주문건입니다.
  ],
  reqdelivery: [
    { code: '-3301', means: BAD_INPUT }, // 보낸일자가 유효하지 않습니다.
    { code: '-3306', means: BAD_INPUT }, // 송장번호가 유효하지 않습니다. Also for another courier's number
    { code: '-3307', means: BAD_INPUT }, // 택배사 코드가 유효하지 않습니다.
    { code: '-3308', means: ALREADY_DONE }, // 해당 배송번호는 이미 발송처리 되었습니다.
    { code: '-3309', means: ALREADY_DONE }, // 해당 배송번호는 이미 배송완료 되었습니다.
    { code: '-3310', means: WRONG_STATE }, // 주문상태를 확인해 주세요: a cancel request mostly, or not confirmed (assumed)
    { code: '-3311', means: CHANNEL_REJECTED, retryable: true }, // 발송처리중 에러가 발생했습니다.
    { code: '-3313', text: /취소처리중|취소신청/, means: CANCEL_PENDING }, // 이미 변경 되었습니다. 변경된 상태 : (…)
    { code: '-3313', text: /발송완료|배송중|배송완료|수취확인|구매확정/, means: ALREADY_DONE },
    { code: '-3313', means: WRONG_STATE },
    { code: '-3320', means: DUPLICATE }, // 이미 사용된 송장번호 입니다. May be this order's own
    { code: '-3321', means: BAD_INPUT }, // 중문11번가 주문건은 부분발송처리가 불가능합니다.
  ],
  cancelreqconf: [
    { code: '-22001', means: BAD_INPUT }, // 판매자 번호를 알 수 없습니다.
    { code: '-22002', means: BAD_INPUT }, // 주문 번호를 알 수 없습니다.
    { code: '-22003', means: BAD_INPUT }, // 주문 상세번호를 알 수 없습니다.
    { code: '-22004', means: BAD_INPUT }, // 주문취소 상세번호를 알 수 없습니다
    { code: '-1', text: /이미 취소 완료/, means: ALREADY_DONE }, // 이미 취소 완료된 신청건 입니다.
  ],
  cancelreqreject: [
    { code: '-23001', means: BAD_INPUT }, // 판매자 번호를 알 수 없습니다.
    { code: '-23002', means: BAD_INPUT }, // 주문취소 상세번호를 알 수 없습니다.
    { code: '-23003', means: BAD_INPUT }, // 발송일을 알 수 없습니다.
    { code: '-23004', means: BAD_INPUT }, // 배송방식 코드가 잘못되었습니다.
    { code: '-23005', means: BAD_INPUT }, // 송장번호가 10자리 이하입니다.
    { code: '-23006', means: BAD_INPUT }, // 택배업체를 알 수 없습니다.
    { code: '-23007', means: WRONG_STATE }, // 취소신청 정보를 알 수 없습니다: withdrawn or done meanwhile
    { code: '-23008', means: CHANNEL_REJECTED, retryable: true }, // 취소거부 처리시 오류가 발생 했습니다.
    { code: '-23009', means: BAD_INPUT }, // 해외배송 상품은 취소거부할 수 없습니다.
  ],
};

/** What a write's result means. A code in no table is the channel's own "no". */
export function outcomeOf(operation: WriteOperation, { code, text }: WriteResult): WriteOutcome {
  if (code === DONE_CODE) return { kind: 'DONE' };
  const meaning = MEANINGS[operation].find(
    (candidate) => candidate.code === code && (candidate.text?.test(text ?? '') ?? true),
  );
  return {
    kind: 'REFUSED',
    refusal: {
      code: meaning?.means ?? CHANNEL_REJECTED,
      retryable: meaning?.retryable ?? false,
      channelCode: code,
      channelMessage: text,
    },
  };
}

/** Our own "no" to what 11st could only misread; nothing was sent. */
export const refusedUnsent = (message: string): { readonly kind: 'REFUSED'; readonly refusal: Refusal } => ({
  kind: 'REFUSED',
  refusal: { code: BAD_INPUT, retryable: false, channelCode: null, channelMessage: message },
});
