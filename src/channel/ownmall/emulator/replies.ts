import type { WireReply } from '../../../sandbox/emulator.js';

export type ResultCode =
  | 'ALREADY_DONE'
  | 'ORDER_NOT_FOUND'
  | 'INVALID_STATE'
  | 'ALREADY_SHIPPED'
  | 'ALREADY_CANCELED'
  | 'CANCEL_REQUEST_PENDING'
  | 'NO_CANCEL_REQUEST'
  | 'INVALID_TRACKING_NO'
  | 'INVALID_COURIER'
  | 'VALIDATION'
  | 'RANGE_TOO_LONG'
  | 'UNAUTHORIZED'
  | 'RATE_LIMITED'
  | 'NOT_SUPPORTED'
  | 'INTERNAL';

/** The answer to every action and every refused call; `response` decides, also at HTTP 200. */
export interface Result {
  readonly response: boolean;
  readonly reason: string | null;
  readonly code?: ResultCode;
  readonly errors?: readonly FieldError[];
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const done: Result = { response: true, reason: null };
export const alreadyDone: Result = { response: true, reason: null, code: 'ALREADY_DONE' };

/**
 * Reasons that go with a code. Those of the samples: ORDER_NOT_FOUND, ALREADY_SHIPPED, CANCEL_REQUEST_PENDING,
 * NO_CANCEL_REQUEST, RANGE_TOO_LONG, UNAUTHORIZED, RATE_LIMITED, NOT_SUPPORTED, VALIDATION; the rest is worded alike.
 */
const REASONS: Readonly<Record<Exclude<ResultCode, 'ALREADY_DONE'>, string>> = {
  ORDER_NOT_FOUND: '주문을 찾을 수 없습니다.',
  INVALID_STATE: '현재 주문 상태에서는 처리할 수 없습니다.',
  ALREADY_SHIPPED: '이미 다른 송장이 등록된 주문입니다.',
  ALREADY_CANCELED: '이미 취소된 주문입니다.',
  CANCEL_REQUEST_PENDING: '취소 요청이 접수된 주문입니다.',
  NO_CANCEL_REQUEST: '취소 요청이 없는 주문입니다.',
  INVALID_TRACKING_NO: '송장 번호 형식이 올바르지 않습니다.',
  INVALID_COURIER: '지원하지 않는 택배사 코드입니다',
  VALIDATION: '요청 값이 올바르지 않습니다.',
  RANGE_TOO_LONG: '조회 기간은 31일을 넘을 수 없습니다.',
  UNAUTHORIZED: '인증 키가 올바르지 않습니다.',
  RATE_LIMITED: '호출 한도를 초과했습니다.',
  NOT_SUPPORTED: '이 쇼핑몰에서 제공하지 않는 기능입니다.',
  INTERNAL: '일시적인 오류가 발생했습니다.',
};

export const refused = (code: Exclude<ResultCode, 'ALREADY_DONE'>, reason = REASONS[code]): Result => ({
  response: false,
  reason,
  code,
});

export const unknownCourier = (code: string): Result =>
  refused('INVALID_COURIER', `${REASONS.INVALID_COURIER}: ${code}`);

export const invalid = (...errors: readonly FieldError[]): WireReply => json(400, { ...refused('VALIDATION'), errors });

/** @evidence documented */
export const rateLimited = (): WireReply => json(429, refused('RATE_LIMITED'), { 'retry-after': '1' });

/** @evidence documented */
export const internal = (): WireReply => json(500, refused('INTERNAL'));
