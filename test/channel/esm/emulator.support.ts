import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseInstant } from '../../../src/base/time.js';
import { auctionEmulator, gmarketEmulator } from '../../../src/channel/esm/emulator/index.js';
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

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const kst = (text: string): number => parseInstant(text)!;

export type Fields = Readonly<Record<string, unknown>>;

/** What bodies may hold; only the tests that ask know what is there. */
export interface Body extends Fields {
  readonly ResultCode: number;
  readonly Message: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
  /** `3000 이미 …`; of an accepted call `0 Success` or `0 `. */
  readonly said: string;
}

export type SiteName = 'gmarket' | 'auction';

const SECRET = 'ZmFrZS1zZWNyZXQtMDEyMw==';
const HEADER = { alg: 'HS256', typ: 'JWT', kid: 'demo_master' };
const CLAIMS = { iss: 'www.example-seller.com', sub: 'sell', aud: 'sa.esmplus.com' };
const SSI = { gmarket: 'G:demo_gmarket', auction: 'A:demo_auction' };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token by the recipe of the sheet's §2, with parts changed or, where undefined, left out. */
export function tokenOf(claims: Fields, header: Fields = {}, key: string | Buffer = SECRET): string {
  const input = `${part({ ...HEADER, ...header })}.${part({ ...CLAIMS, ...claims })}`;
  return `Bearer ${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

/** One site's emulator, its clock, and raw requests to it. */
export class World {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly siteType: 1 | 2;

  constructor(
    readonly site: SiteName = 'gmarket',
    moment = '2026-03-03T12:00:00',
    seed = 7,
  ) {
    this.clock = new VirtualClock(kst(moment), false);
    this.siteType = site === 'gmarket' ? 2 : 1;
    this.emulator = (site === 'gmarket' ? gmarketEmulator : auctionEmulator).create({ clock: this.clock, seed });
  }

  get token(): string {
    return tokenOf({ ssi: SSI[this.site] });
  }

  async raw(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Answer> {
    const reply = await this.emulator.handle({ method, path, query: '', headers, body: Buffer.from(body) });
    const text = String(reply.body);
    const json = (text === '' ? {} : JSON.parse(text)) as Body;
    return { status: reply.status, text, body: json, said: `${json.ResultCode} ${json.Message}` };
  }

  call(method: string, path: string, body?: unknown, authorization = this.token): Promise<Answer> {
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return this.raw(method, path, headers, body === undefined ? '' : JSON.stringify(body));
  }

  /** A list of orders, in step with the rate limit: five seconds pass before it. */
  async requestOrders(fields: Fields = {}): Promise<Answer> {
    await this.clock.advance(5 * SECOND);
    return this.call('POST', '/shipping/v1/Order/RequestOrders', {
      siteType: this.siteType,
      orderStatus: 1,
      requestDateType: 1,
      requestDateFrom: '2026-03-01',
      requestDateTo: '2026-03-31',
      pageIndex: 1,
      pageSize: 100,
      ...fields,
    });
  }

  /** See requestOrders(). */
  async unpaidOrders(fields: Fields = {}): Promise<Answer> {
    await this.clock.advance(5 * SECOND);
    return this.call('POST', '/shipping/v1/Order/PreRequestOrders', {
      siteType: this.siteType,
      requestDateFrom: '2026-03-01',
      requestDateTo: '2026-03-31',
      branchCode: 0,
      pageIndex: 1,
      pageSize: 1000,
      ...fields,
    });
  }

  byNumber(line: PlacedLine): Promise<Answer> {
    const body = { siteType: this.siteType, orderNo: Number(line.orderNumber), orderStatus: 0 };
    return this.call('POST', '/shipping/v1/Order/RequestOrders', body);
  }

  async row(line: PlacedLine): Promise<Fields | undefined> {
    return rowsOf(await this.byNumber(line))[0];
  }

  cancels(fields: Fields = {}): Promise<Answer> {
    const SiteType = this.site === 'gmarket' ? 3 : 1;
    return this.call('POST', '/claim/v1/sa/Cancels', {
      SiteType,
      CancelStatus: 0,
      Type: 2,
      StartDate: '2026-03-01',
      EndDate: '2026-03-06',
      ...fields,
    });
  }

  check(line: PlacedLine, body?: Fields): Promise<Answer> {
    return this.call('POST', `/shipping/v1/Order/OrderCheck/${line.orderNumber}`, body);
  }

  expect(line: PlacedLine, fields: Fields = {}): Promise<Answer> {
    return this.call('POST', '/shipping/v1/Order/ShippingExpectedDate', {
      OrderNo: Number(line.orderNumber),
      ReasonType: 1,
      ShippingExpectedDate: '2026-03-09',
      ReasonDetail: '입고 지연으로 3월 9일 출고 예정입니다',
      ...fields,
    });
  }

  ship(line: PlacedLine, fields: Fields = {}): Promise<Answer> {
    return this.call('POST', '/shipping/v1/Delivery/ShippingInfo', {
      OrderNo: Number(line.orderNumber),
      ShippingDate: '2026-03-03T16:30:00',
      DeliveryCompanyCode: 10013,
      InvoiceNo: '600000000010',
      ...fields,
    });
  }

  deliver(line: PlacedLine): Promise<Answer> {
    return this.call('POST', `/shipping/v1/Delivery/AddShippingCompleteInfo/${line.orderNumber}`);
  }

  statuses(fields: Fields): Promise<Answer> {
    return this.call('POST', '/shipping/v1/Delivery/GetDeliveryStatus', {
      OrderNo: 0,
      SearchDateConditionType: 1,
      FromDate: '2026-03-01',
      ToDate: '2026-03-08',
      Page: 1,
      ...fields,
    });
  }

  progress(line: PlacedLine): Promise<Answer> {
    return this.call('POST', '/shipping/v1/Delivery/Progress', { OrderNo: Number(line.orderNumber) });
  }

  approve(line: PlacedLine, SiteType: number = this.siteType): Promise<Answer> {
    return this.call('PUT', `/claim/v1/sa/Cancel/${line.orderNumber}`, { SiteType });
  }

  soldOut(line: PlacedLine): Promise<Answer> {
    return this.call('POST', `/claim/v1/sa/Cancel/${line.orderNumber}/SoldOut`, { SiteType: this.siteType });
  }

  refundLate(line: PlacedLine): Promise<Answer> {
    const path = `/claim/v1/sa/Cancel/${line.orderNumber}/AfterRemittanceBySeller`;
    return this.call('POST', path, { SiteType: 1 });
  }

  place(changes: Partial<OrderToPlace> = {}): PlacedLine {
    return this.emulator.place(orderOf(changes))[0]!;
  }

  /** An order of one line, with changes to the line. */
  placeLine(changes: Partial<LineToPlace>): PlacedLine {
    return this.place({ lines: [lineOf(changes)] });
  }

  /** Lets things happen one after the other; fails where one is not allowed. */
  happen(line: PlacedLine, ...events: readonly OutsideEvent[]): PlacedLine {
    for (const event of events) {
      if (!this.emulator.happen(line, event)) throw new Error(`${event.kind} is not allowed here`);
    }
    return line;
  }

  /** An order that has come as far as this; the cancelled ones too. */
  at(state: State): PlacedLine {
    return this.happen(this.place(state.startsWith('0') ? { paidAt: null } : {}), ...ROADS[state]);
  }

  truth(line: PlacedLine): EmulatedLine {
    return this.emulator.lines().find(({ orderNumber }) => orderNumber === line.orderNumber)!;
  }
}

export const rowsOf = (answer: Answer): readonly Fields[] => {
  const data = answer.body['Data'];
  return (Array.isArray(data) ? data : (data as { RequestOrders: Fields[] }).RequestOrders) as Fields[];
};

export const numbersOf = (answer: Answer): string[] => rowsOf(answer).map((row) => String(row['OrderNo']));

export const receiver: Receiver = {
  name: '이바다',
  tel: '010-0000-1102',
  tel2: '02-000-1102',
  zipCode: '04524',
  address: '서울특별시 중구 세종대로 110',
  addressDetail: '가상빌딩 3층 301호',
};

export const lineOf = (changes: Partial<LineToPlace> = {}): LineToPlace => ({
  productName: '국산 참기름 300ml',
  optionName: null,
  sellerProductCode: 'OIL-300',
  unitPrice: 12_900,
  optionPrice: 0,
  quantity: 2,
  sellerDiscount: 0,
  mallDiscount: 0,
  ...changes,
});

export const orderOf = (changes: Partial<OrderToPlace> = {}): OrderToPlace => ({
  buyer: { name: '김하늘', tel: '010-0000-1101' },
  receiver,
  memo: '부재시 문 앞에 놓아주세요',
  shippingFee: 3000,
  remoteShippingFee: 0,
  lines: [lineOf()],
  ...changes,
});

export const wantsCancel = (quantity: number | null = null, reason = '색상을 잘못 골랐어요'): OutsideEvent => ({
  kind: 'REQUEST_CANCEL',
  quantity,
  reason,
});

export const sent: OutsideEvent = { kind: 'DISPATCH', courierCode: '10013', trackingNumber: '600000000001' };
export const moved: OutsideEvent = { kind: 'CHANGE_ADDRESS', receiver: { ...receiver, addressDetail: '302호' } };

const CONFIRM: OutsideEvent = { kind: 'CONFIRM' };
const DELIVER: OutsideEvent = { kind: 'DELIVER' };
const CONFIRM_PURCHASE: OutsideEvent = { kind: 'CONFIRM_PURCHASE' };

export const ROADS = {
  '0': [],
  '0 lapsed': [{ kind: 'LAPSE' }],
  '1': [],
  '1 canceled': [wantsCancel()],
  '2': [CONFIRM],
  '2 requested': [CONFIRM, wantsCancel()],
  '2 withdrawn': [CONFIRM, wantsCancel(), { kind: 'WITHDRAW_CANCEL' }],
  '2 by staff': [CONFIRM, wantsCancel(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }],
  '3': [CONFIRM, sent],
  '4': [CONFIRM, sent, DELIVER],
  '5': [CONFIRM, sent, DELIVER, CONFIRM_PURCHASE],
} as const satisfies Record<string, readonly OutsideEvent[]>;

export type State = keyof typeof ROADS;

export const SAMPLES = fileURLToPath(new URL('../../fixtures/marketplaces/esm/samples/', import.meta.url));

export const sample = (name: string): Body => JSON.parse(readFileSync(`${SAMPLES}${name}.json`, 'utf8')) as Body;

/** Field names and JSON types of a value, nested; of an array the different shapes that occur in it. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, shapeOf(inner)]));
}
