import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { HttpReply } from '../http.js';
import { isObject, malformed, quantity, text } from './cafe24.fields.js';
import { judge, type Body } from './cafe24.reply.js';
import type { WireCarrier, WireError, WireOrder, WireUnpaidOrder, WriteAnswer, WrittenRow } from './cafe24.wire.js';

export interface OrdersPage {
  readonly orders: readonly WireOrder[];
  /** Whether `links` names a next page; observed to be empty at the end. */
  readonly hasNext: boolean;
}

function rowsOf(body: Body, root: string): readonly Body[] {
  const rows = body[root];
  if (!Array.isArray(rows)) throw malformed(`no list ${root}`);
  return rows.map((row: unknown) => {
    if (!isObject(row)) throw malformed(`a row of ${root} that is no object`);
    return row;
  });
}

/** Lines and claims are embedded by the question; an order without them would look as if it had none. */
function orderOf(row: Body): WireOrder {
  const { items, cancellation } = row;
  if (!Array.isArray(items) || !items.every(isObject)) throw malformed('an order without items');
  if (cancellation !== undefined && cancellation !== null && !Array.isArray(cancellation)) {
    throw malformed('cancellation is no list');
  }
  return row as WireOrder;
}

export function readOrders(body: Body): OrdersPage {
  const links = body['links'];
  const isNext = (link: unknown): boolean => isObject(link) && link['rel'] === 'next';
  return {
    orders: rowsOf(body, 'orders').map(orderOf),
    hasNext: Array.isArray(links) && links.some(isNext),
  };
}

export const readUnpaid = (body: Body): readonly WireUnpaidOrder[] => rowsOf(body, 'unpaidorders');

export const readCarriers = (body: Body): readonly WireCarrier[] => rowsOf(body, 'carriers');

export function readCount(body: Body): number {
  const count = quantity(body, 'count');
  if (count === null) throw malformed('no count');
  return count;
}

/**
 * Reads a write's answer: one object, or a list of them, under the resource's name.
 * @param root the name; some answers to one request are a list all the same (documented).
 */
export function readWrite(root: string): (reply: HttpReply) => WriteAnswer {
  return (reply) => {
    const answer = judge(reply);
    if (answer.kind === 'REFUSED') return answer;
    const body = answer.body[root];
    const rows = isObject(body) ? [body] : Array.isArray(body) ? body : null;
    if (rows === null || !rows.every(isObject)) {
      // Read well, but nothing that could be matched: whether it was done is to be read back.
      throw new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `Cafe24's answer cannot be read: no ${root}`);
    }
    return { kind: 'LISTED', rows: rows.map(writtenRow), isLater: answer.status === 202 };
  };
}

function writtenRow(row: Body): WrittenRow {
  return { orderId: text(row, 'order_id'), lines: linesOf(row), error: rowError(row), body: row };
}

/** `order_item_code` is a list or one code; claims name them in `items`. */
function linesOf(row: Body): readonly string[] | null {
  const codes = row['order_item_code'];
  if (typeof codes === 'string') return [codes];
  if (Array.isArray(codes)) return codes.filter((code) => typeof code === 'string');
  const items = row['items'];
  if (!Array.isArray(items)) return null;
  return items.filter(isObject).flatMap((item) => text(item, 'order_item_code') ?? []);
}

/**
 * An object of a mixed answer (HTTP 207) has an HTTP status of its own and a message (documented in general, never seen on
 * order calls); `status` otherwise is a word.
 */
function rowError(row: Body): WireError | null {
  const status = row['status'];
  const isHttp = typeof status === 'number' || (typeof status === 'string' && /^\d{3}$/.test(status));
  if (!isHttp || Number(status) < 400) return null;
  return { status: Number(status), code: String(status), message: text(row, 'message') };
}
