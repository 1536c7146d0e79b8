import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isLosslessNumber, parse } from 'lossless-json';
import { parseJson } from '../../../src/base/json.js';
import { parseInstant } from '../../../src/base/time.js';
import { emulator as definition } from '../../../src/channel/coupang/emulator/index.js';
import type {
  Emulator,
  LineToPlace,
  OrderToPlace,
  OutsideEvent,
  PlacedLine,
  WireRequest,
} from '../../../src/sandbox/emulator.js';
import { VirtualClock } from '../../support/virtual-clock.js';

export const VENDOR = 'A00987654';
export const ACCESS_KEY = '11111111-2222-4333-8444-555555555555';
export const SECRET_KEY = 'abcdef0123456789abcdef0123456789abcdef01';
export const API = '/v2/providers/openapi/apis/api';

export const at = (text: string): number => parseInstant(text)!;

export interface Answer {
  readonly status: number;
  readonly text: string;
  // answers are read by hand in tests, field by field
  readonly json: Json;
}

export type Json = null | boolean | number | string | Json[] | JsonRecord;
export interface JsonRecord {
  readonly [name: string]: Json;
}

/** `dig(json, 'data', 0, 'status')`. */
export function dig(value: Json, ...path: (string | number)[]): Json {
  let found: Json | undefined = value;
  for (const step of path) found = (found as Record<string | number, Json> | undefined)?.[step];
  return found ?? null;
}

export const rows = (answer: Answer, ...path: (string | number)[]): Json[] =>
  dig(answer.json, ...(path.length ? path : ['data'])) as Json[];

/** The values of one field in the rows of an answer. */
export const column = (answer: Answer, name: string): Json[] => rows(answer).map((row) => dig(row, name));

/** Bodies are written as text, so that 18-digit ids go out as bare numbers. */
export const body = (text: string): Buffer => Buffer.from(text, 'utf8');

export function sign(method: string, path: string, query: string, date: string, secret = SECRET_KEY): string {
  const signature = createHmac('sha256', secret)
    .update(date + method + path + query)
    .digest('hex');
  return `CEA algorithm=HmacSHA256, access-key=${ACCESS_KEY}, signed-date=${date}, signature=${signature}`;
}

/** `260303T013045Z` of an instant. */
export const signedDate = (instant: number): string =>
  new Date(instant).toISOString().slice(2, 19).replaceAll('-', '').replaceAll(':', '') + 'Z';

/** A seller's desk: signs calls by hand and lets things happen in the shop. */
export class Desk {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;

  constructor(start = at('2026-03-03T10:30:45+09:00'), seed = 7) {
    this.clock = new VirtualClock(start, false);
    this.emulator = definition.create({ clock: this.clock, seed });
  }

  /** @param target what follows `/v2/providers/openapi/apis/api/`. */
  request(method: string, target: string, text = ''): WireRequest {
    const [rest, query = ''] = target.split('?') as [string, string?];
    const path = `${API}/${rest}`;
    return {
      method,
      path,
      query,
      headers: {
        authorization: sign(method, path, query, signedDate(this.clock.now())),
        'content-type': 'application/json;charset=UTF-8',
        'x-requested-by': VENDOR,
        'x-market': 'KR',
      },
      body: body(text),
    };
  }

  async send(request: WireRequest): Promise<Answer> {
    const reply = await this.emulator.handle(request);
    const text = reply.body.toString('utf8');
    return { status: reply.status, text, json: parseJson(text) as Json };
  }

  /** Calls one endpoint of the vendor, a tenth of a second after the call before. */
  async call(method: string, target: string, text = ''): Promise<Answer> {
    await this.clock.advance(100);
    const [version = '', ...rest] = target.split('/');
    return this.send(this.request(method, `${version}/vendors/${VENDOR}/${rest.join('/')}`, text));
  }

  place(order: Partial<OrderToPlace> = {}): PlacedLine[] {
    return this.emulator.place(orderToPlace(order));
  }

  /** Places an order of one box and confirms it. */
  confirmed(order: Partial<OrderToPlace> = {}): PlacedLine[] {
    const lines = this.place(order);
    for (const line of lines) this.emulator.happen(line, { kind: 'CONFIRM' });
    return lines;
  }

  happen(line: PlacedLine | undefined, event: OutsideEvent): boolean {
    return this.emulator.happen(line!, event);
  }

  truth(line: PlacedLine | undefined) {
    return this.emulator
      .lines()
      .find((each) => each.orderNumber === line!.orderNumber && each.lineNumber === line!.lineNumber)!;
  }
}

export const tee: LineToPlace = {
  productName: '모의상점 순면 반팔티',
  optionName: '화이트 M',
  sellerProductCode: 'MOCK-TS-WH-M',
  unitPrice: 12900,
  optionPrice: 0,
  quantity: 2,
  sellerDiscount: 0,
  mallDiscount: 0,
};

export const mug: LineToPlace = {
  ...tee,
  productName: '모의상점 각인 머그컵',
  optionName: '아이보리',
  sellerProductCode: null,
  unitPrice: 9900,
  quantity: 1,
};

export const tumbler: LineToPlace = { ...tee, productName: '모의상점 텀블러', optionName: '네이비', quantity: 3 };

export const home = {
  name: '윤가람',
  tel: '0502-1200-3401',
  tel2: null,
  zipCode: '01234',
  address: '서울특별시 가상구 샘플로 12 (예시동, 보기아파트)',
  addressDetail: '101동 1203호',
};

export const orderToPlace = (order: Partial<OrderToPlace>): OrderToPlace => ({
  orderedAt: at('2026-03-02T10:14:07'),
  buyer: { name: '윤가람', tel: '0502-1200-3401' },
  receiver: home,
  memo: '문 앞',
  shippingFee: 0,
  remoteShippingFee: 0,
  lines: [tee],
  ...order,
});

const samples = new URL('../../fixtures/marketplaces/coupang/samples/', import.meta.url);

export const sample = (name: string): string => readFileSync(new URL(`${name}.json`, samples), 'utf8');

/** Field names by object and JSON types by field, arrays taken as one; numbers of any length are numbers. */
interface Shape {
  readonly names: Map<string, Set<string>>;
  readonly types: Map<string, Set<string>>;
}

function shapeOf(...texts: string[]): Shape {
  const shape: Shape = { names: new Map(), types: new Map() };
  for (const text of texts) walk(parse(text), '', shape);
  return shape;
}

function walk(value: unknown, path: string, shape: Shape): void {
  add(shape.types, path, typeOf(value));
  if (Array.isArray(value)) for (const each of value) walk(each, `${path}[]`, shape);
  else if (typeOf(value) === 'object') {
    for (const [name, each] of Object.entries(value as object)) {
      add(shape.names, path, name);
      walk(each, path === '' ? name : `${path}.${name}`, shape);
    }
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return isLosslessNumber(value) ? 'number' : typeof value;
}

function add(map: Map<string, Set<string>>, path: string, entry: string): void {
  map.set(path, (map.get(path) ?? new Set()).add(entry));
}

/**
 * Where an answer differs from a sample in field names or types. The envelope must be exactly the sample's; inside `data` a
 * field may have any type that it has in one of the family's samples.
 */
export function differences(text: string, name: string, family: readonly string[] = []): string[] {
  const ours = shapeOf(text);
  const exact = shapeOf(sample(name));
  const wide = shapeOf(sample(name), ...family.map(sample));
  const found: string[] = [];
  for (const [path, names] of ours.names) {
    const expected = exact.names.get(path) ?? wide.names.get(path) ?? new Set();
    for (const each of names) if (!expected.has(each)) found.push(`${path}.${each} is not in the sample`);
    for (const each of expected) if (!names.has(each)) found.push(`${path}.${each} is missing`);
  }
  for (const [path, types] of ours.types) {
    const known = (/[.[]/.test(path) ? wide : exact).types.get(path);
    for (const type of types) if (!known?.has(type)) found.push(`${path} is ${type}`);
  }
  return found;
}
