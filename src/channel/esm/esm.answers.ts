import type { HttpReply } from '../http.js';
import { isRecord, malformed, neededNumber, text, valueOf } from './esm.fields.js';
import { isNothing } from './esm.refusals.js';
import type { No } from './esm.reply.js';
import { answerOf, courierListOf, judge, rejected } from './esm.reply.js';
import type { WireClaim, WireCourier, WireOrder, WireState } from './esm.wire.js';

export interface OrdersPage {
  /** Echoed; null where it is not told. */
  readonly page: number | null;
  /** Rows over all pages; null where it is not told. */
  readonly total: number | null;
  readonly rows: readonly WireOrder[];
}

/** What RequestOrders says to a number. Of an order that a claim hides it says nothing, or refuses (observed). */
export type OneOrder =
  | { readonly kind: 'FOUND'; readonly row: WireOrder }
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'REFUSED'; readonly no: No };

/** `Data: null` stands for an empty list as well as `[]` does (assumed; clients take both). */
export function readOrdersPage(reply: HttpReply): OrdersPage {
  return ordersPageOf(answerOf(reply));
}

export function readOneOrder(reply: HttpReply, orderNumber: string): OneOrder {
  const judgement = judge(reply);
  if (judgement.kind === 'NO') {
    return isNothing(judgement.no) ? { kind: 'NOTHING' } : { kind: 'REFUSED', no: judgement.no };
  }
  const row = ordersPageOf(judgement.data).rows.find((one) => neededNumber(one, 'OrderNo') === orderNumber);
  return row ? { kind: 'FOUND', row } : { kind: 'NOTHING' };
}

export const readClaims = (reply: HttpReply): readonly WireClaim[] => rowsOf<WireClaim>(listedIn(reply));

export const readClaimsOfOrder = (reply: HttpReply, orderNumber: string): readonly WireClaim[] =>
  readClaims(reply).filter((row) => neededNumber(row, 'OrderNo') === orderNumber);

export function readState(reply: HttpReply, orderNumber: string): WireState | null {
  const rows = rowsOf<WireState>(listedIn(reply));
  return rows.find((row) => neededNumber(row, 'OrderNo') === orderNumber) ?? null;
}

export function readCouriers(reply: HttpReply): ReadonlyMap<string, string> {
  const rows = rowsOf<WireCourier>(courierListOf(reply));
  const named = rows.map((row) => [text(row, 'deliveryCompCode'), text(row, 'deliveryCompName')] as const);
  return new Map(named.flatMap(([code, name]) => (code && name ? [[code, name] as const] : [])));
}

/** Rows of an answer; some empty ones come as a "no". */
function listedIn(reply: HttpReply): unknown {
  const judgement = judge(reply);
  if (judgement.kind === 'ANSWER') return judgement.data;
  if (isNothing(judgement.no)) return [];
  throw rejected(judgement.no);
}

function ordersPageOf(data: unknown): OrdersPage {
  if (data === null || data === undefined) return { page: null, total: null, rows: [] };
  if (!isRecord(data)) throw malformed('Data is no object');
  return {
    page: wholeOf(data, 'PageIndex'),
    total: wholeOf(data, 'TotalCount'),
    rows: rowsOf<WireOrder>(valueOf(data, 'RequestOrders')),
  };
}

function wholeOf(data: Readonly<Record<string, unknown>>, name: string): number | null {
  const told = text(data, name);
  if (told === undefined || told === null) return null;
  if (!/^\d{1,9}$/.test(told)) throw malformed(`${name} is no count`);
  return Number(told);
}

function rowsOf<Row extends object>(rows: unknown): readonly Row[] {
  if (rows === null || rows === undefined) return [];
  if (!Array.isArray(rows) || !rows.every(isRecord)) throw malformed('the rows are no list of objects');
  return rows as unknown as readonly Row[];
}
