import { readFileSync } from 'node:fs';
import { parseInstant } from '../../../src/base/time.js';
import { emulator } from '../../../src/channel/cafe24/emulator/index.js';
import type {
  EmulatedLine,
  Emulator,
  LineToPlace,
  OrderToPlace,
  OutsideEvent,
  PlacedLine,
  Receiver,
} from '../../../src/sandbox/emulator.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** The instant of the sheet's token sample. */
export const START = parseInstant('2026-03-02T09:00:00+09:00')!;
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The sheet's test vector. */
export const BASIC = 'Basic QnJUZXN0Q2xpZW50SWQwMDAwMDAwQTpUZXN0U2VjcmV0MDAwMDAwMDAwMDAwMEI=';
export const FIRST_REFRESH_TOKEN = 'RtDemo0000000000000000';
export const REDIRECT = 'https://oms.example.test/cafe24/callback';
const FORM = 'application/x-www-form-urlencoded';

export type Fields = Readonly<Record<string, unknown>>;
export type Row = Fields & { readonly items: readonly Fields[]; readonly receivers: readonly Fields[] };

export interface Body {
  readonly orders: readonly Row[];
  readonly order: Row;
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly count: number;
  readonly shipments: readonly Fields[];
  readonly shipment: Fields;
  readonly cancellation: Fields;
  readonly unpaidorders: readonly Fields[];
  readonly history: readonly Fields[];
  readonly error: { readonly code: number; readonly message: string };
  readonly [other: string]: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** An emulator and an app that holds a token of it. */
export class World {
  readonly clock = new VirtualClock(START, false);
  readonly emulator: Emulator;
  accessToken = '';
  refreshToken = FIRST_REFRESH_TOKEN;

  constructor(seed = 7) {
    this.emulator = emulator.create({ clock: this.clock, seed });
  }

  static async open(): Promise<World> {
    const world = new World();
    await world.refresh();
    return world;
  }

  async raw(
    method: string,
    target: string,
    { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const [path = '', query = ''] = target.split('?');
    const reply = await this.emulator.handle({ method, path, query, headers, body: Buffer.from(body) });
    const text = reply.body.toString();
    return { status: reply.status, headers: reply.headers, body: (text === '' ? null : JSON.parse(text)) as Body };
  }

  form(path: string, fields: Record<string, string>, authorization = BASIC): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    return this.raw('POST', `/api/v2/oauth/${path}`, { headers: { authorization, 'content-type': FORM }, body });
  }

  async refresh(token = this.refreshToken): Promise<Answer> {
    const answer = await this.form('token', { grant_type: 'refresh_token', refresh_token: token });
    if (answer.status === 200) this.#keep(answer);
    return answer;
  }

  async consent(scope: string): Promise<Answer> {
    const code = await this.code(scope);
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const answer = await this.form('token', fields);
    this.#keep(answer);
    return answer;
  }

  async code(scope: string): Promise<string> {
    const answer = await this.raw(
      'GET',
      `/api/v2/oauth/authorize?response_type=code&client_id=BrTestClientId0000000A&state=st-7f3a&redirect_uri=${encodeURIComponent(REDIRECT)}&scope=${encodeURIComponent(scope)}`,
    );
    return new URL(answer.headers['location']!).searchParams.get('code')!;
  }

  #keep({ body }: Answer): void {
    this.accessToken = String(body['access_token']);
    this.refreshToken = String(body['refresh_token']);
  }

  get headers(): Record<string, string> {
    return {
      authorization: `Bearer ${this.accessToken}`,
      'content-type': 'application/json',
      'x-cafe24-api-version': '2026-03-01',
    };
  }

  get(path: string): Promise<Answer> {
    return this.raw('GET', `/api/v2/admin/${path}`, { headers: this.headers });
  }

  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? '' : JSON.stringify(body);
    return this.raw(method, `/api/v2/admin/${path}`, { headers: this.headers, body: text });
  }

  /** One object. */
  one(method: 'POST' | 'PUT', path: string, request: Fields): Promise<Answer> {
    return this.send(method, path, { shop_no: 1, request });
  }

  /** Many objects. */
  many(method: 'POST' | 'PUT', path: string, ...requests: readonly Fields[]): Promise<Answer> {
    return this.send(method, path, { shop_no: 1, requests });
  }

  /** Ids of the orders of a list over the first week of March. */
  async listed(parameters: string): Promise<readonly unknown[]> {
    const answer = await this.get(`orders?start_date=2026-03-01&end_date=2026-03-07&limit=1000&${parameters}`);
    return answer.body.orders.map(({ order_id }) => order_id);
  }

  async item({ orderNumber, lineNumber }: PlacedLine): Promise<Fields> {
    const { body } = await this.get(`orders/${orderNumber}?embed=items`);
    return body.order.items.find(({ order_item_code }) => order_item_code === lineNumber)!;
  }

  async status(line: PlacedLine): Promise<unknown> {
    return (await this.item(line))['order_status'];
  }

  place(changes: Partial<OrderToPlace> & { currency?: string; shopNo?: number } = {}): PlacedLine {
    return this.emulator.place(orderOf(changes))[0]!;
  }

  /** Lets events happen, each of which must be allowed. */
  happen(line: PlacedLine, ...events: readonly OutsideEvent[]): void {
    for (const event of events) expect([event.kind, this.emulator.happen(line, event)]).toEqual([event.kind, true]);
  }

  truth(line: PlacedLine): EmulatedLine {
    return this.emulator.lines().find(({ lineNumber }) => lineNumber === line.lineNumber)!;
  }
}

export const receiver: Receiver = {
  name: '박도윤',
  tel: '010-0000-1234',
  tel2: '02-000-0012',
  zipCode: '06100',
  address: '서울특별시 강남구 견본대로 77',
  addressDetail: '5층 502호',
};

export const elsewhere: Receiver = { ...receiver, zipCode: '48058', address: '부산광역시 해운대구 견본동로 3' };

export const lineOf = (changes: Partial<LineToPlace> = {}): LineToPlace => ({
  productName: '면 양말 3켤레',
  optionName: null,
  sellerProductCode: null,
  unitPrice: 9_900,
  optionPrice: 0,
  quantity: 3,
  sellerDiscount: 0,
  mallDiscount: 0,
  ...changes,
});

export const shirt = lineOf({
  productName: '모달 라운드 티셔츠',
  optionName: '색상=네이비',
  unitPrice: 18_000,
  optionPrice: 2_000,
  quantity: 2,
});

export const orderOf = (changes: Partial<OrderToPlace> = {}): OrderToPlace => ({
  buyer: { name: '김하늘', tel: '010-0000-0012' },
  receiver,
  memo: '부재 시 문 앞에 놓아 주세요',
  shippingFee: 3000,
  remoteShippingFee: 0,
  lines: [lineOf()],
  ...changes,
});

export const parcel = (changes: Fields = {}): Fields => ({
  tracking_no: '600000000017',
  shipping_company_code: '0006',
  status: 'shipping',
  ...changes,
});

export const sent: OutsideEvent = { kind: 'DISPATCH', courierCode: '0006', trackingNumber: '600000000017' };

export const asks = (quantity: number | null = null): OutsideEvent => ({
  kind: 'REQUEST_CANCEL',
  quantity,
  reason: '색상을 잘못 골랐어요',
});

export const WRONG_STATE = 'You cannot change to that order state.';

export const sample = (name: string): Body =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/marketplaces/cafe24/samples/${name}.json`, import.meta.url), 'utf8'),
  ) as Body;

/** Field names and JSON types of a value, nested; of an array the different shapes that occur in it. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, shapeOf(inner)]));
}
