import { readFileSync } from 'node:fs';

import { parseInstant } from '../../../src/base/time.js';
import type { RowToReceive, WireRequest } from '../../../src/sandbox/emulator.js';

export const at = (text: string): number => parseInstant(text)!;

export const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/marketplaces/poomgo/samples/${name}.json`, import.meta.url), 'utf8'));

export const KEY = 'DEMO-KEY-0001';

const HEADERS = { 'content-type': 'application/json', accept: 'application/json', authorization: KEY };

/** The list call; a text is sent as it is. */
export const listCall = (body: unknown, headers: Record<string, string> = {}): WireRequest => ({
  method: 'POST',
  path: '/oms/orders',
  query: '',
  headers: { ...HEADERS, ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

/** The first row of the samples, as the warehouse gets it. */
export const smartStoreRow = (changes: Partial<RowToReceive> = {}): RowToReceive => ({
  channelName: '스마트스토어',
  orderCode: '2026030100000017',
  code: '2026030100000170',
  releaseCode: null,
  receivedAt: at('2026-03-01T01:40:19.198Z'),
  orderedAt: at('2026-03-01T01:15:24.000Z'),
  receiver: {
    name: '박도윤',
    tel: '010-0000-1234',
    tel2: null,
    zipCode: '06100',
    address: '서울특별시 강남구 견본대로 77',
    addressDetail: '5층 502호',
  },
  customer: { name: '김하늘', tel: '010-0000-0012' },
  dealName: '견본 선물 세트',
  dealOptionName: '색상: 네이비',
  amounts: { price: 18_000, settlementPrice: 16_200, totalPaymentAmount: 36_000, settlementGroupPrice: 39_000 },
  items: [{ name: 'GS001 견본 선물 세트(네이비)', quantity: 2 }],
  ...changes,
});

/** The second row of the sample with two. */
export const coupangRow = (): RowToReceive => ({
  channelName: '쿠팡',
  orderCode: '30000000012345',
  code: '900000000012345',
  releaseCode: null,
  receivedAt: at('2026-03-01T05:10:00.001Z'),
  orderedAt: at('2026-03-01T05:02:41.000Z'),
  receiver: {
    name: '이서준',
    tel: '0500-0000-5678',
    tel2: null,
    zipCode: '63100',
    address: '제주특별자치도 제주시 견본로 5',
    addressDetail: '201호',
  },
  customer: { name: '이서준', tel: '0500-0000-5678' },
  dealName: '캔들 워머 세트',
  dealOptionName: null,
  amounts: { price: 25_000, settlementPrice: 22_000, totalPaymentAmount: 25_000, settlementGroupPrice: 31_000 },
  items: [
    { name: 'CW010 캔들 워머', quantity: 1 },
    { name: 'CW011 전용 캔들', quantity: 2 },
  ],
});

/** Field names and JSON types of a value, nested; of an array the different shapes that occur in it. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, shapeOf(inner)]));
}
