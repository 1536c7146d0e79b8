import type { Refusal } from '../channel.js';
import { ErrorCode } from '../../model/error-code.js';
import type { No } from './coupang.reply.js';
import type { WireBatchRow } from './coupang.wire.js';

interface Meaning {
  readonly code: ErrorCode;
  readonly retryable: boolean;
}

const final = (code: ErrorCode): Meaning => ({ code, retryable: false });
const passing = (code: ErrorCode): Meaning => ({ code, retryable: true });

/**
 * Messages that say more than the code beside them, or than none at all. Documented unless noted.
 */
const MEANING_OF_WORDS: readonly (readonly [RegExp, Meaning])[] = [
  // Acknowledgement: confirmed already, or a refund is under way; its resultCode is undocumented. The order read back tells.
  [/배송상태를 변경할 수 없습니다/, final(ErrorCode.WRONG_STATE)],
  // ORDER_DELIVERY_CANCELED means this in INSTRUCT, and ORDER_DELIVERY_PARTIAL_STOP_REQUESTED always.
  [/출고중지 요청건/, passing(ErrorCode.CANCEL_PENDING)],
  [/취소대기상태/, passing(ErrorCode.CANCEL_PENDING)],
];

/** Result codes of invoices and acknowledgement, documented (2019, unchanged in 2026). */
const MEANING_OF_CODE: Readonly<Record<string, Meaning>> = {
  NOT_FOUND_SHIPMENT_BOX: final(ErrorCode.NOT_FOUND), // or a box that a split renamed
  INVALID_STATUS: final(ErrorCode.WRONG_STATE), // often: done already
  PERMISSION_DENIED: final(ErrorCode.CHANNEL_REJECTED), // another seller's box
  DUPLICATE_INVOICE_NUMBER: final(ErrorCode.DUPLICATE),
  NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD: final(ErrorCode.DUPLICATE), // used within 6 months for another receiver
  INVALID_INVOICE_NUMBER: final(ErrorCode.BAD_INPUT),
  ORDER_DELIVERY_CANCELED: final(ErrorCode.WRONG_STATE),
  ORDER_DELIVERY_PARTIAL_STOP_REQUESTED: passing(ErrorCode.CANCEL_PENDING),
  ORDER_DELIVERY_CANCELED_HOLDING_FOR_CANCEL: passing(ErrorCode.CANCEL_PENDING),
  UNDEFINED_ERROR_OCCUR: passing(ErrorCode.CHANNEL_UNAVAILABLE), // "unknown error", to be tried again
  NOT_FOUND_INVOICE_NUMBER: final(ErrorCode.BAD_INPUT), // a planned line needs its number now
  NOT_FOUND_VENDOR_ITEM: final(ErrorCode.BAD_INPUT), // a line of the box is missing from the request
  NOT_ALLOW_VENDOR_DIRECT: final(ErrorCode.BAD_INPUT), // DIRECT can't be split
  NOT_ALLOW_SEPARATE_WHEN_ONE_VENDOR_ITEM: final(ErrorCode.BAD_INPUT),
  PSD_NOT_ALLOW_TO_CHANGE: final(ErrorCode.WRONG_STATE), // a planned date is fixed once set
  NOT_ALLOW_SEPARATE_AFTER_NORMAL_DELIVERY: final(ErrorCode.WRONG_STATE),
  IS_SEPARATE_MUST_BE_TRUE_WHEN_SEPARATE_DELIVERY: final(ErrorCode.WRONG_STATE), // once split, always split
};

/** Answers to 출고중지완료 (documented; envelope and HTTP status of the second are assumed). */
const STOP_WORDS: readonly (readonly [RegExp, Meaning])[] = [
  [/already returned/i, final(ErrorCode.ALREADY_DONE)],
  // Pieces were added to or taken from the receipt since it was read.
  [/취소반품접수수량과 cancelCount/, final(ErrorCode.WRONG_STATE)],
];

const UNKNOWN_MEANING = final(ErrorCode.CHANNEL_REJECTED);

/** One box of a batch. */
export function refusalOfRow({ resultCode, resultMessage, retryRequired }: WireBatchRow): Refusal {
  const meaning = meaningOfWords(MEANING_OF_WORDS, resultMessage) ??
    MEANING_OF_CODE[resultCode ?? ''] ?? { code: ErrorCode.CHANNEL_REJECTED, retryable: retryRequired };
  return { ...meaning, channelCode: resultCode, channelMessage: resultMessage };
}

/** A whole call. */
export const refusalOfNo = ({ code, message }: No): Refusal => ({
  ...(meaningOfWords([...STOP_WORDS, ...MEANING_OF_WORDS], message) ?? UNKNOWN_MEANING),
  channelCode: code,
  channelMessage: message,
});

/** Whether a stop's message is a "no" even where an error's status comes with it. */
export const isStopRefusal = (message: string): boolean => meaningOfWords(STOP_WORDS, message) !== undefined;

const meaningOfWords = (table: typeof STOP_WORDS, message: string | null): Meaning | undefined =>
  message === null ? undefined : table.find(([words]) => words.test(message))?.[1];

/** Refused by us: the call would name nothing. */
export const unnameable: Refusal = { ...final(ErrorCode.NOT_FOUND), channelCode: null, channelMessage: null };
