import { readFileSync } from 'node:fs';
import { hashSync } from 'bcryptjs';
import { formatKst } from '../../../src/base/time.js';
import { emulator } from '../../../src/channel/smartstore/emulator/index.js';
import type {
  EmulatedLine,
  Emulator,
  LineToPlace,
  OrderToPlace,
  OutsideEvent,
  PlacedLine,
  Receiver,
  WireReply,
} from '../../../src/sandbox/emulator.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** The instant of the sheet's signature vector A: 2025-10-09T17:53:20+09:00. */
export const START = 1_760_000_000_000;
export const CLIENT_ID = '3kLmNoPqRsTuVwXyZ01234';
const CLIENT_SECRET = '$2a$04$QWERTYUIOPasdfghjklzxe';
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const PRODUCT_ORDERS = '/v1/pay-order/seller/product-orders';
export const FEED = `${PRODUCT_ORDERS}/last-changed-statuses`;

export type Fields = Readonly<Record<string, unknown>>;

/** One product order as /query and the conditional list tell it. */
export interface Row {
  readonly order: Fields;
  readonly productOrder: Fields;
  readonly cancel?: Fields;
  readonly currentClaim?: { readonly cancel?: Fields };
  readonly completedClaims?: readonly Fields[];
  readonly delivery?: Fields;
}

interface Data {
  readonly lastChangeStatuses: readonly Fields[];
  readonly more?: { readonly moreFrom: string; readonly moreSequence: string };
  readonly count: number;
  readonly contents: readonly { readonly productOrderId: string; readonly content: Row }[];
  readonly pagination: Fields;
  readonly successProductOrderInfos: readonly Fields[];
  readonly successProductOrderIds: readonly string[];
  readonly failProductOrderInfos: readonly { readonly productOrderId: string; readonly code: string }[];
}

/** What bodies may hold; only the tests that ask know what is there. */
export interface Body {
  readonly access_token: string;
  readonly expires_in: number;
  readonly code: string;
  readonly message: string;
  readonly timestamp: string;
  readonly traceId: string;
  readonly invalidInputs: readonly { readonly name: string }[];
  readonly data: Data;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

export const iso = (instant: number): string => formatKst(instant, 'yyyy-MM-ddTHH:mm:ss.SSS') + '+09:00';

/** A query string with every value percent-encoded. */
export const target = (path: string, parameters: Readonly<Record<string, string>>): string =>
  `${path}?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;

export const sign = (timestamp: number, secret = CLIENT_SECRET): string =>
  Buffer.from(hashSync(`${CLIENT_ID}_${timestamp}`, secret)).toString('base64');

/** An emulator, its clock, and raw requests to it. */
export class World {
  readonly clock = new VirtualClock(START, false);
  readonly emulator: Emulator;
  #token = '';

  constructor(seed = 7) {
    this.emulator = emulator.create({ clock: this.clock, seed });
  }

  /** One with a token at hand. */
  static async open(): Promise<World> {
    const world = new World();
    await world.signIn();
    return world;
  }

  async signIn(): Promise<void> {
    const answer = await this.token({});
    this.#token = answer.body.access_token;
  }

  async raw(
    method: string,
    pathAndQuery: string,
    headers: Readonly<Record<string, string>>,
    body = '',
  ): Promise<Answer> {
    const [path = '', query = ''] = pathAndQuery.split('?');
    const reply: WireReply = await this.emulator.handle({ method, path, query, headers, body: Buffer.from(body) });
    return { status: reply.status, headers: reply.headers, body: JSON.parse(String(reply.body)) as Body };
  }

  /** The token call, with fields changed or, where undefined, left out. */
  token(changes: Readonly<Record<string, string | undefined>>): Promise<Answer> {
    const timestamp = this.clock.now();
    const fields: Record<string, string | undefined> = {
      client_id: CLIENT_ID,
      timestamp: String(timestamp),
      grant_type: 'client_credentials',
      client_secret_sign: sign(timestamp),
      type: 'SELF',
      ...changes,
    };
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.raw('POST', '/v1/oauth2/token', headers, form.toString());
  }

  get bearer(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}` };
  }

  /** A call with the token, in step with the rate limit: half a second passes after it. */
  async get(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const answer = await this.raw('GET', target(path, parameters), this.bearer);
    await this.clock.advance(500);
    return answer;
  }

  /** See get(). A text is sent as it is. */
  async post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const all = { ...this.bearer, 'content-type': 'application/json', ...headers };
    const answer = await this.raw('POST', path, all, text);
    await this.clock.advance(500);
    return answer;
  }

  feed(parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.get(FEED, { lastChangedFrom: iso(this.clock.now() - 23 * HOUR), ...parameters });
  }

  list(parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const from = iso(this.clock.now() - 23 * HOUR);
    return this.get(PRODUCT_ORDERS, { from, quantityClaimCompatibility: 'true', ...parameters });
  }

  /** Product order ids that the conditional list gives. */
  async listed(parameters: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const answer = await this.list(parameters);
    return answer.body.data.contents.map((entry) => entry.productOrderId);
  }

  query(ids: readonly string[], quantityClaimCompatibility = true): Promise<Answer> {
    return this.post(`${PRODUCT_ORDERS}/query`, { productOrderIds: ids, quantityClaimCompatibility });
  }

  async rows(ids: readonly string[], quantityClaimCompatibility = true): Promise<readonly Row[]> {
    const answer = await this.query(ids, quantityClaimCompatibility);
    return answer.body.data as unknown as readonly Row[];
  }

  /** The details of one product order. */
  async detail(line: PlacedLine): Promise<Row> {
    return (await this.rows([line.lineNumber!]))[0]!;
  }

  confirm(...lines: readonly PlacedLine[]): Promise<Answer> {
    return this.post(`${PRODUCT_ORDERS}/confirm`, { productOrderIds: lines.map((line) => line.lineNumber) });
  }

  dispatch(...items: readonly Readonly<Record<string, unknown>>[]): Promise<Answer> {
    return this.post(`${PRODUCT_ORDERS}/dispatch`, { dispatchProductOrders: items });
  }

  approve(line: PlacedLine): Promise<Answer> {
    return this.post(`${PRODUCT_ORDERS}/${line.lineNumber}/claim/cancel/approve`, '');
  }

  place(changes: Partial<OrderToPlace> = {}): PlacedLine {
    return this.emulator.place(orderOf(changes))[0]!;
  }

  /** Lets things happen one after the other; fails where one is not allowed. */
  happen(line: PlacedLine, ...events: readonly OutsideEvent[]): void {
    for (const event of events) {
      if (!this.emulator.happen(line, event)) throw new Error(`${event.kind} is not allowed here`);
    }
  }

  truth(line: PlacedLine): EmulatedLine {
    return this.emulator.lines().find(({ lineNumber }) => lineNumber === line.lineNumber)!;
  }
}

export const receiver: Receiver = {
  name: '이나루',
  tel: '010-0000-1101',
  tel2: null,
  zipCode: '04001',
  address: '서울특별시 가온구 누리로 12 (별빛동)',
  addressDetail: '101동 1203호',
};

export const elsewhere: Receiver = { ...receiver, zipCode: '48002', address: '부산광역시 해솔구 파도길 34' };

export const lineOf = (changes: Partial<LineToPlace> = {}): LineToPlace => ({
  productName: '가온 린넨 셔츠',
  optionName: '색상: 먹색 / 사이즈: M',
  sellerProductCode: 'GAON-LS-01',
  unitPrice: 24_000,
  optionPrice: 0,
  quantity: 1,
  sellerDiscount: 0,
  mallDiscount: 0,
  ...changes,
});

export const orderOf = (changes: Partial<OrderToPlace> = {}): OrderToPlace => ({
  buyer: { name: '이나루', tel: '010-0000-1101' },
  receiver,
  memo: null,
  shippingFee: 3000,
  remoteShippingFee: 0,
  lines: [lineOf()],
  ...changes,
});

export const parcelOf = (
  line: PlacedLine,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  productOrderId: line.lineNumber,
  deliveryMethod: 'DELIVERY',
  deliveryCompanyCode: 'CJGLS',
  trackingNumber: '600000000021',
  dispatchDate: '2025-10-09T18:00:00.000+09:00',
  ...changes,
});

export const sent = (trackingNumber = '600000000071'): OutsideEvent => ({
  kind: 'DISPATCH',
  courierCode: 'CJGLS',
  trackingNumber,
});

export const wantsCancel = (quantity: number | null = null, reason = '마음이 바뀌었어요'): OutsideEvent => ({
  kind: 'REQUEST_CANCEL',
  quantity,
  reason,
});

export const sample = (name: string): Body =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/marketplaces/smartstore/samples/${name}.json`, import.meta.url), 'utf8'),
  ) as Body;

/** Field names and JSON types of a value, nested; of an array the different shapes that occur in it. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, shapeOf(inner)]));
}
