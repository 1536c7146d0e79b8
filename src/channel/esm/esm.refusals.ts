import { SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { Refusal } from '../channel.js';
import type { No } from './esm.reply.js';

/**
 * ESM's codes tell little: 3000 is every failure of the order and delivery calls, 8668 every failure of claim calls. What
 * happened stands in the message, hence tables of messages. All texts documented but where noted.
 */
export type WriteOperation = 'confirm' | 'dispatch' | 'delay' | 'delivered' | 'cancel.approve' | 'cancel.sell';

interface Meaning {
  readonly code: ErrorCode;
  readonly retryable: boolean;
}
type Table = readonly (readonly [RegExp, Meaning])[];

const final = (code: ErrorCode): Meaning => ({ code, retryable: false });
const passing = (code: ErrorCode): Meaning => ({ code, retryable: true });

/** Auction's rule codes say it where they come along (documented). */
const MEANING_OF_RULE: Readonly<Record<string, Meaning>> = {
  'W8-1': final(ErrorCode.WRONG_STATE), // 취소 가능한 주문상태가 아닙니다; also: cancelled already
  'W8-2': final(ErrorCode.ALREADY_DONE), // 이미 취소 승인 되었습니다
  'W28-1': final(ErrorCode.CANCEL_PENDING), // 이미 취소 요청된 주문입니다: the buyer's request is to be approved instead
};

/** Words that mean the same with every write. */
const COMMON: Table = [
  [/해당 주문 내역이 없습니다|주문 ?정보가 없습니다|데이터 조회 실패/, final(ErrorCode.NOT_FOUND)],
  // The number of the other site, or a token of it: this site has no such order. Two spellings.
  [/Int64에서 Int32/, final(ErrorCode.NOT_FOUND)],
  // The words of refused keys too, of which the other calls tell.
  [/right access to the api/, final(ErrorCode.CHANNEL_UNAUTHORIZED)],
  // Fulfilment orders (스타배송): the marketplace's warehouse confirms and ships them.
  [/3PL 주문/, final(ErrorCode.CHANNEL_REJECTED)],
  [/최대길이는 30byte|사이트 타입이 올바르지 않습니다|유효성 검사 실패/, final(ErrorCode.BAD_INPUT)],
];

const MEANINGS: Readonly<Record<WriteOperation, Table>> = {
  confirm: [
    [/이미 주문확인 처리된 건/, final(ErrorCode.ALREADY_DONE)],
    [/취소된 주문번호/, final(ErrorCode.WRONG_STATE)],
    [/주문확인 할 수 없는 상태/, final(ErrorCode.WRONG_STATE)],
    [/선물수락대기/, passing(ErrorCode.WRONG_STATE)], // until the gift is accepted
  ],
  dispatch: [
    [/지원하지 않는 택배사/, final(ErrorCode.BAD_INPUT)],
    [/운송장번호 규칙에 어긋/, final(ErrorCode.BAD_INPUT)],
    [/계약 완료된 전용 택배사/, final(ErrorCode.BAD_INPUT)],
    [/경매상태가 발송가능한 상태가 아닙니다/, final(ErrorCode.WRONG_STATE)],
    // The open request that dispatching was to reject is granted by now: the order is cancelled.
    [/취소철회가 실패/, final(ErrorCode.WRONG_STATE)],
    [/주문확인 진행중/, passing(ErrorCode.CHANNEL_UNAVAILABLE)],
  ],
  delay: [
    [/정의되지 않은 지연 사유/, final(ErrorCode.BAD_INPUT)],
    [/90일을 초과할 수 없습니다/, final(ErrorCode.BAD_INPUT)],
    [/발송 지연할 수 없습니다/, final(ErrorCode.WRONG_STATE)],
    [/(?:배송중|클레임|배송완료) ?상태입니다/, final(ErrorCode.WRONG_STATE)], // observed
  ],
  delivered: [
    [/이미 배송완료/, final(ErrorCode.ALREADY_DONE)],
    [/유효한 주문번호가 아닙니다/, final(ErrorCode.WRONG_STATE)], // its state does not allow it
    [/판매자의 체결건이 아닙니다/, final(ErrorCode.NOT_FOUND)],
  ],
  // One client takes every 8668 for "approved before"; that swallows the second and third of these.
  'cancel.approve': [
    [/이미 취소 승인/, final(ErrorCode.ALREADY_DONE)],
    [/취소 승인 대상이 없습니다/, final(ErrorCode.WRONG_STATE)], // withdrawn, or none was asked for
    [/취소 가능한 주문상태가 아닙니다/, final(ErrorCode.WRONG_STATE)],
  ],
  'cancel.sell': [
    [/이미 취소 요청된 주문/, final(ErrorCode.CANCEL_PENDING)],
    [/취소 가능한 주문상태가 아닙니다/, final(ErrorCode.WRONG_STATE)],
    // Of Auction's refund after settlement, whose words are the validation's.
    [/주문정보가 일치하지 않습니다/, final(ErrorCode.WRONG_STATE)],
  ],
};

/** In no table: kept verbatim, and read back by the core before it is believed. */
const UNKNOWN_MEANING = final(ErrorCode.CHANNEL_REJECTED);

export function refusalOf(operation: WriteOperation, no: No): Refusal {
  const ofRule = no.rule === null ? undefined : MEANING_OF_RULE[no.rule];
  const table = [...MEANINGS[operation], ...COMMON];
  const ofWords = table.find(([words]) => words.test(no.message ?? ''))?.[1];
  return { ...(ofRule ?? ofWords ?? UNKNOWN_MEANING), channelCode: no.code, channelMessage: no.message };
}

/** OrderCheck is still at work inside of ESM: the same call succeeds seconds later (documented). */
export const isConfirmInProgress = (no: No): boolean => /주문확인 진행중/.test(no.message ?? '');

/** `주문 조회는 5초당 1회 호출 가능합니다` with HTTP 200 and 3000 (observed). */
export const isRateRefusal = ({ message }: No): boolean => /초당 \d+회/.test(message ?? '');

/** Documented: one call in five seconds. */
export const RATE_PAUSE_MS = 5 * SECOND;

const NOTHING =
  /^(?:\S+\$)?(?:API Error - )?(?:해당 주문 내역이 없습니다|(?:주문|클레임) ?정보가 없습니다|데이터가 없습니다|데이터 조회 실패)/;

/** A question's "no" that only says that there is nothing: 99999, 1100, Auction's 1000, 3000 by number. */
export const isNothing = ({ message }: No): boolean => NOTHING.test(message ?? '');

/** Why a question was refused, in our words. Of the order lists' 3000 only the message tells. */
const QUESTION_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/과거여야 합니다/, 'ESM refuses the question: it begins after its end'],
  // 31일 of Gmarket's order lists, 180일 of Auction's, 7일 of claims and states.
  [/이하의 범위만|7일 이내|시작일과 종료일을 정확하게/, 'ESM refuses the question: its span is too long'],
  [
    /Int64에서 Int32/,
    'ESM refuses the question: the order number is none of this site, or the account is of the other',
  ],
  [/구현되지 않았습니다/, 'ESM refuses the question: it does not know one of its conditions'],
  [/DateTime/, 'ESM refuses the question: it cannot read a date'],
];

export const questionFaultOf = ({ message }: No): string =>
  QUESTION_FAULTS.find(([words]) => words.test(message ?? ''))?.[1] ?? 'ESM refuses the question';
