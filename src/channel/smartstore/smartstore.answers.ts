import type { HttpReply } from '../http.js';
import { isObject, malformed, neededText, quantity, text } from './smartstore.fields.js';
import { judge } from './smartstore.reply.js';
import type { ChangesPage, ConditionsPage, ProductOrderRow, WireError, WriteAnswer } from './smartstore.wire.js';

/** Most rows of a page of either list, and most ids of P/query. Documented. */
export const MOST_ROWS = 300;

type Body = Readonly<Record<string, unknown>>;

function listOf(value: unknown, what: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw malformed(`${what} is no list`);
  return value;
}

function rowOf(value: unknown): ProductOrderRow {
  if (!isObject(value) || !isObject(value['order']) || !isObject(value['productOrder'])) {
    throw malformed('a row without order or productOrder');
  }
  return value as unknown as ProductOrderRow;
}

export const readRows = (body: Body): readonly ProductOrderRow[] => listOf(body['data'], 'data').map(rowOf);

/** An empty answer may have no data at all: observed for the feed, assumed for the list. */
function dataOf(body: Body): Body {
  const data = body['data'] ?? {};
  if (!isObject(data)) throw malformed('data is no object');
  return data;
}

export function readConditions(body: Body): ConditionsPage {
  const data = dataOf(body);
  const rows = listOf(data['contents'], 'contents').map((item) => rowOf(isObject(item) ? item['content'] : null));
  const pagination = data['pagination'];
  if (pagination === undefined || pagination === null) {
    if (rows.length >= MOST_ROWS) throw malformed('a full page without pagination');
    return { rows, page: null, hasNext: false };
  }
  if (!isObject(pagination) || typeof pagination['hasNext'] !== 'boolean')
    throw malformed('pagination without hasNext');
  return { rows, page: quantity(pagination, 'page'), hasNext: pagination['hasNext'] };
}

export function readChanges(body: Body): ChangesPage {
  const data = dataOf(body);
  const productOrderIds = listOf(data['lastChangeStatuses'], 'lastChangeStatuses').map((row) =>
    neededText(isObject(row) ? row : null, 'productOrderId'),
  );
  const more = data['more'];
  if (more === undefined || more === null) return { productOrderIds, more: null };
  if (!isObject(more)) throw malformed('more is no object');
  const moreFrom = neededText(more, 'moreFrom');
  return { productOrderIds, more: { moreFrom, moreSequence: neededText(more, 'moreSequence') } };
}

/** Success stands under either of two names: infos for confirm (documented), ids for the rest; one client met the reverse. */
export function readWrite(reply: HttpReply): WriteAnswer {
  const answer = judge(reply);
  if (answer.kind === 'REFUSED') return answer;
  const data = answer.body['data'];
  if (!isObject(data)) throw malformed('a write without data');
  const infos = listOf(data['successProductOrderInfos'], 'successProductOrderInfos');
  const ids = listOf(data['successProductOrderIds'], 'successProductOrderIds');
  const done = new Set([
    ...infos.map((info) => neededText(isObject(info) ? info : null, 'productOrderId')),
    ...ids.map(String),
  ]);
  const failures = listOf(data['failProductOrderInfos'], 'failProductOrderInfos').map((info): [string, WireError] => {
    if (!isObject(info)) throw malformed('a failure that is no object');
    return [neededText(info, 'productOrderId'), { code: text(info, 'code') ?? '', message: text(info, 'message') }];
  });
  return { kind: 'LISTED', done, failed: new Map(failures) };
}
