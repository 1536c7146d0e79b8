import { readFileSync } from 'node:fs';

import { parseInstant } from '../../../src/base/time.js';
import type { LineToPlace, OrderToPlace, WireReply, WireRequest } from '../../../src/sandbox/emulator.js';

const KEY = 'own-mall-sandbox-channel-key-00000001';

export const at = (text: string): number => parseInstant(text)!;

export const sample = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/marketplaces/ownmall/samples/${name}.json`, import.meta.url), 'utf8'),
  );

export function request(
  method: string,
  target: string,
  body?: unknown,
  headers: Record<string, string> = {},
): WireRequest {
  const [path = '', query = ''] = target.split('?');
  return {
    method,
    path,
    query,
    headers: { authorization: `Bearer ${KEY}`, ...headers },
    body: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: WireReply['headers'];
  readonly body: unknown;
}

export const read = (reply: WireReply): Answer => ({ ...reply, body: JSON.parse(String(reply.body)) as unknown });

/** The names and JSON types of a value, nested; arrays count as the shapes that occur in them. */
export function shape(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shape(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, shape(inner)]),
  );
}

export const goods = (changes: Partial<LineToPlace> = {}): LineToPlace => ({
  productName: '모달 라운드 티셔츠',
  optionName: '색상=네이비',
  sellerProductCode: null,
  unitPrice: 18_000,
  optionPrice: 2_000,
  quantity: 2,
  sellerDiscount: 1_000,
  mallDiscount: 0,
  ...changes,
});

export const order = (changes: Partial<OrderToPlace> = {}): OrderToPlace => ({
  buyer: { name: '김견본', tel: '010-0000-0012' },
  receiver: {
    name: '박예시',
    tel: '010-0000-1234',
    tel2: null,
    zipCode: '06100',
    address: '서울특별시 강남구 견본대로 77',
    addressDetail: '5층 502호',
  },
  memo: '부재 시 문 앞에 놓아 주세요',
  shippingFee: 3_000,
  remoteShippingFee: 0,
  lines: [goods()],
  ...changes,
});
