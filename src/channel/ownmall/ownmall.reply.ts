import { parseJson } from '../../base/json.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isObject, isYes, malformed, readCount, readFlag, readText } from './ownmall.fields.js';
import { NOT_SUPPORTED, faultCodeOf } from './ownmall.refusals.js';
import type { ActionResult, Capabilities, ListPage, OrderRow } from './ownmall.wire.js';

type Body = Readonly<Record<string, unknown>>;

/** Undefined: the body is no JSON (an error page with HTTP 200 is usual with home-made malls). */
function jsonOf(reply: HttpReply): unknown {
  try {
    return parseJson(reply.body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const codeOf = (body: unknown): string | null => (isObject(body) ? textOrNull(body, 'code') : null);

const reasonOf = (body: unknown): string | null => (isObject(body) ? textOrNull(body, 'reason') : null);

const textOrNull = (body: Body, name: string): string | null => (typeof body[name] === 'string' ? body[name] : null);

/** @throws ChannelFault when the reply says that there is no answer. */
function answerOf(reply: HttpReply): unknown {
  const body = jsonOf(reply);
  const code = codeOf(body);
  const fault = faultCodeOf(reply.status, code);
  if (fault) {
    throw new ChannelFault(fault, `the mall answered HTTP ${reply.status}`, {
      channelCode: code,
      channelMessage: reasonOf(body),
    });
  }
  if (body === undefined && reply.status < 400) throw malformed('the answer is not JSON');
  return body;
}

/** @throws ChannelFault for every reply to a READ that is no answer, a refusal included. */
function readAnswerOf(reply: HttpReply): unknown {
  const body = answerOf(reply);
  const isRefused = reply.status >= 400 || (isObject(body) && 'response' in body && !isYes(body['response']));
  if (!isRefused) return body;
  throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, `the mall refused to answer, HTTP ${reply.status}`, {
    channelCode: codeOf(body) ?? (reply.status === 501 ? NOT_SUPPORTED : null),
    channelMessage: reasonOf(body),
  });
}

export function readList(reply: HttpReply): ListPage {
  const body = readAnswerOf(reply);
  const rows = Array.isArray(body) ? (body as unknown[]) : isObject(body) ? body['orders'] : undefined;
  if (!Array.isArray(rows)) throw malformed('the answer holds no list of orders');
  const paging = isObject(body) && isObject(body['paging']) ? body['paging'] : null;
  return {
    rows: rows.map(rowOf),
    page: (paging && readCount(paging, 'page')) ?? null,
    totalCount: (paging && readCount(paging, 'total_count')) ?? null,
    hasNext: (paging && readFlag(paging, 'has_next')) ?? false,
  };
}

/** @returns null when the mall has no such order. */
export function readOrder(reply: HttpReply): OrderRow | null {
  const body = answerOf(reply);
  if (codeOf(body) === 'ORDER_NOT_FOUND') return null;
  return rowOf(readAnswerOf(reply));
}

/** The row's number must be there; each other field is judged where it is read. */
function rowOf(value: unknown): OrderRow {
  if (!isObject(value)) throw malformed('a row of the answer is no object');
  const row: OrderRow = value;
  if (!readText(row, 'orderNumber')) throw malformed('a row of the answer has no orderNumber');
  if (row.canceled !== undefined && row.canceled !== null && !isObject(row.canceled)) {
    throw malformed('canceled is no object');
  }
  return row;
}

/**
 * Any answer with `response` is one, also with HTTP 4xx.
 * @throws ChannelFault CHANNEL_MALFORMED without it: an error page says nothing of what was done.
 */
export function readAction(reply: HttpReply): ActionResult {
  const body = answerOf(reply);
  if (isObject(body) && 'response' in body) {
    return { response: isYes(body['response']), reason: reasonOf(body), code: codeOf(body) };
  }
  if (reply.status < 400) throw malformed(`the answer to an action has no response, HTTP ${reply.status}`);
  throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, `the mall does not take this action, HTTP ${reply.status}`, {
    channelCode: codeOf(body),
    channelMessage: reasonOf(body),
  });
}

export function readCapabilities(reply: HttpReply): Capabilities {
  const body = readAnswerOf(reply);
  if (!isObject(body) || !Array.isArray(body['supports'])) throw malformed('the answer holds no capabilities');
  const couriers = body['couriers'];
  return {
    supports: new Set(textsOf(body['supports'])),
    couriers: Array.isArray(couriers) ? textsOf(couriers) : null,
    signatureRequired: readFlag(body, 'signatureRequired') ?? false,
    maxPageSize: readCount(body, 'maxPageSize') ?? null,
  };
}

const textsOf = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');
