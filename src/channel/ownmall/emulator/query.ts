import type { Instant } from '../../../base/clock.js';
import { DAY, parseInstant } from '../../../base/time.js';
import type { WireReply } from '../../../sandbox/emulator.js';
import {
  CANCEL_STATUS_TOKENS,
  DATE_TYPE_TOKENS,
  ORDER_STATUS_TOKENS,
  type CancelStatus,
  type DateType,
  type OrderStatus,
} from './codes.js';
import { invalid, json, refused, type FieldError } from './replies.js';

export const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 100;
const LONGEST_WINDOW = 31 * DAY;
const LOCAL_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\+09:00)?$/;

export interface ListQuery {
  /** Both inclusive. */
  readonly start: Instant;
  readonly end: Instant;
  readonly orderStatuses: ReadonlySet<OrderStatus>;
  /** Always empty for /orders. */
  readonly cancelStatuses: ReadonlySet<CancelStatus>;
  readonly dateType: DateType;
  readonly page: number;
  readonly pageSize: number;
}

export type List = 'ORDERS' | 'CANCELED_ORDERS';
export type Reading<T> = { readonly value: T } | { readonly reply: WireReply };

/** Names and values of a raw query, decoded; null where the percent-encoding is broken. */
export function decodeQuery(query: string): [name: string, value: string][] | null {
  try {
    return query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
      });
  } catch {
    return null;
  }
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/**
 * Reads the parameters of a list: both dates needed and inclusive, at most 31 days apart, page_size at most 500.
 * @evidence documented
 */
export function readListQuery(query: string, list: List): Reading<ListQuery> {
  const pairs = decodeQuery(query);
  if (!pairs) return { reply: invalid({ field: 'query', message: 'UTF-8 퍼센트 인코딩이 올바르지 않습니다.' }) };
  const form = new Form(pairs);
  const start = form.dateTime('start_date');
  const end = form.dateTime('end_date');
  if (start !== null && end !== null && end < start) form.fail('end_date', 'start_date보다 빠를 수 없습니다.');
  const { orderStatuses, cancelStatuses } = form.statuses('order_status', list);
  const dateType = form.dateType('date_type', list);
  const page = form.positive('page', 1, Number.MAX_SAFE_INTEGER);
  const pageSize = form.positive('page_size', DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
  if (form.errors.length > 0 || start === null || end === null) return { reply: invalid(...form.errors) };
  if (end - start > LONGEST_WINDOW) return { reply: json(400, refused('RANGE_TOO_LONG')) };
  return { value: { start, end, orderStatuses, cancelStatuses, dateType, page, pageSize } };
}

/** Reads fields and gathers what is wrong with them. Unknown names are ignored. @evidence assumed */
class Form {
  readonly errors: FieldError[] = [];

  constructor(private readonly pairs: readonly (readonly [string, string])[]) {}

  fail(field: string, message: string): void {
    this.errors.push({ field, message });
  }

  dateTime(field: string): Instant | null {
    const text = this.#needed(field);
    if (text === null) return null;
    const instant = LOCAL_DATE_TIME.test(text) ? parseInstant(text) : null;
    if (instant === null) this.fail(field, 'YYYY-MM-DDTHH:mm:ss 형식이어야 합니다.');
    return instant;
  }

  statuses(field: string, list: List): Pick<ListQuery, 'orderStatuses' | 'cancelStatuses'> {
    const orderStatuses = new Set<OrderStatus>();
    const cancelStatuses = new Set<CancelStatus>();
    for (const token of this.#needed(field)?.split(',') ?? []) {
      const orderStatus = ORDER_STATUS_TOKENS.get(token.trim());
      const cancelStatus = list === 'CANCELED_ORDERS' ? CANCEL_STATUS_TOKENS.get(token.trim()) : undefined;
      if (orderStatus) orderStatuses.add(orderStatus);
      else if (cancelStatus) cancelStatuses.add(cancelStatus);
      else this.fail(field, `알 수 없는 상태입니다: ${token}`);
    }
    return { orderStatuses, cancelStatuses };
  }

  dateType(field: string, list: List): DateType {
    const text = this.#only(field) ?? 'ordered_date';
    const type = DATE_TYPE_TOKENS.get(text);
    if (!type) this.fail(field, `알 수 없는 날짜 기준입니다: ${text}`);
    else if (list === 'ORDERS' && type.startsWith('cancel_')) this.fail(field, '취소 주문 조회에서만 쓸 수 있습니다.');
    return type ?? 'ordered_date';
  }

  positive(field: string, fallback: number, most: number): number {
    const text = this.#only(field);
    if (text === null) return fallback;
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    if (number >= 1 && number <= most) return number;
    this.fail(field, most === MAX_PAGE_SIZE ? `1 이상 ${most} 이하여야 합니다.` : '1 이상이어야 합니다.');
    return fallback;
  }

  #needed(field: string): string | null {
    const text = this.#only(field);
    if (text === null || text === '') this.fail(field, '필수 값입니다.');
    return text === '' ? null : text;
  }

  #only(field: string): string | null {
    const values = this.pairs.filter(([name]) => name === field);
    if (values.length > 1) this.fail(field, '한 번만 보낼 수 있습니다.');
    return values[0]?.[1] ?? null;
  }
}
