import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { SaxesParser } from 'saxes';
import type { Clock } from '../../../src/base/clock.js';
import { systemClock } from '../../../src/base/clock.js';
import { parseInstant } from '../../../src/base/time.js';
import { emulator } from '../../../src/channel/elevenst/emulator/index.js';
import type { Emulator, LineRef, LineToPlace, OrderToPlace, PlacedLine } from '../../../src/sandbox/emulator.js';

export const API_KEY = emulator.credentials['apiKey']!;

export const kst = (text: string): number => parseInstant(text)!;

const samples = fileURLToPath(new URL('../../fixtures/marketplaces/elevenst/samples/', import.meta.url));

export const sample = (name: string): XmlNode => parseXml(readFileSync(`${samples}${name}.xml`, 'utf8'));

/** Fields and texts of a sample of a result, to be compared with what was {@link said}. */
export const sampleResult = (name: string): string[] => fieldsOf(sample(name));

export const said = (reply: Reply): string[] => fieldsOf(reply.root);

const fieldsOf = (root: XmlNode): string[] => root.children.map(({ name, text }) => `${name}=${text}`);

export interface XmlNode {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

export interface Reply {
  readonly status: number;
  readonly bytes: Buffer;
  readonly xml: string;
  readonly root: XmlNode;
  /** `result_code` of a list or a write, `resultCode` of the gateway; null when rows came. */
  readonly code: string | null;
  readonly text: string | null;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export interface EmulatedShop {
  readonly emulator: Emulator;
  /** Moves the clock to a moment of Korean time. */
  at(moment: string): void;
  get(path: string, change?: { method?: string; headers?: Record<string, string> }): Promise<Reply>;
  /** Result code of a call, and its text. */
  call(path: string): Promise<string>;
  place(order?: Partial<OrderToPlace>): PlacedLine[];
  /** An order of one line, confirmed. */
  confirmed(line?: Partial<LineToPlace>): PlacedLine;
  line(ref: LineRef): ReturnType<Emulator['lines']>[number];
  request(ref: LineRef, quantity?: number | null): string;
}

export function openShop(moment = '2026-03-04T12:00:00', seed = 11): EmulatedShop {
  let now = kst(moment);
  const clock: Clock = { ...systemClock, now: () => now };
  const shop = emulator.create({ clock, seed });
  const get: EmulatedShop['get'] = async (path, change = {}) => {
    const reply = await shop.handle({
      method: change.method ?? 'GET',
      path,
      query: '',
      headers: change.headers ?? { openapikey: API_KEY },
      body: Buffer.alloc(0),
    });
    return readReply(reply.status, Buffer.from(reply.body));
  };
  const line: EmulatedShop['line'] = (ref) =>
    shop.lines().find((each) => each.orderNumber === ref.orderNumber && each.lineNumber === ref.lineNumber)!;
  const place: EmulatedShop['place'] = (order) => shop.place(orderOf(order));
  return {
    emulator: shop,
    at: (next) => (now = kst(next)),
    get,
    call: async (path) => {
      const { code, text } = await get(path);
      return `${code} ${text}`;
    },
    place,
    confirmed: (product) => {
      const [placed] = place({ lines: [lineOf(product)] });
      shop.happen(placed!, { kind: 'CONFIRM' });
      return placed!;
    },
    line,
    request: (ref, quantity = null) => {
      shop.happen(ref, { kind: 'REQUEST_CANCEL', quantity, reason: '색상을 잘못 골랐습니다.' });
      return line(ref).cancellations.at(-1)!.claimNumber!;
    },
  };
}

export const lineOf = (line: Partial<LineToPlace> = {}): LineToPlace => ({
  productName: '접이식 우산 3단',
  optionName: '색상/길이:네이비/60cm',
  sellerProductCode: 'UMB-3',
  unitPrice: 12900,
  optionPrice: 0,
  quantity: 3,
  sellerDiscount: 0,
  mallDiscount: 0,
  ...line,
});

export const orderOf = (order: Partial<OrderToPlace> = {}): OrderToPlace => ({
  buyer: { name: '이소라빛', tel: '010-0000-2001' },
  receiver: {
    name: '이소라빛',
    tel: '010-0000-2001',
    tel2: '031-000-2001',
    zipCode: '63100',
    address: '제주특별자치도 제주시 견본로 5 (견본동)',
    addressDetail: '3호',
  },
  memo: '문 앞',
  shippingFee: 3000,
  remoteShippingFee: 4000,
  lines: [lineOf()],
  ...order,
});

function readReply(status: number, bytes: Buffer): Reply {
  const xml = iconv.decode(bytes, 'cp949');
  const root = parseXml(xml);
  const value = (...names: string[]): string | null =>
    root.children.find((child) => names.includes(child.name))?.text ?? null;
  return {
    status,
    bytes,
    xml,
    root,
    code: value('ns2:result_code', 'result_code', 'resultCode'),
    text: value('ns2:result_text', 'result_text', 'resultMessage'),
    rows: root.children
      .filter((child) => child.name === 'ns2:order')
      .map((order) => Object.fromEntries(order.children.map((field) => [field.name, field.text]))),
  };
}

function parseXml(xml: string): XmlNode {
  const top: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const node: XmlNode = { name: tag.name, attributes: tag.attributes, children: [], text: '' };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => void (open.at(-1)!.text += text));
  parser.write(xml).close();
  return top.children[0]!;
}
