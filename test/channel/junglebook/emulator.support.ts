import { readFileSync } from 'node:fs';

import { parseInstant } from '../../../src/base/time.js';
import { emulator } from '../../../src/channel/junglebook/emulator/index.js';
import type { Emulator, SupplierDesk, WireRequest } from '../../../src/sandbox/emulator.js';
import { VirtualClock } from '../../support/virtual-clock.js';

export const KEY = 'DEMOKEY';

/** When the sheet's sample order was taken: its number is this instant. */
export const START = 1_772_327_724_154;

export const at = (text: string): number => parseInstant(text)!;

export type Fields = Readonly<Record<string, unknown>>;

/** What bodies may hold; only the tests that ask know what is there. */
export interface Body {
  readonly orderResult: Fields;
  readonly payResult: Fields;
  readonly [other: string]: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
}

export const sample = (name: string): Body =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/marketplaces/junglebook/samples/${name}.json`, import.meta.url), 'utf8'),
  ) as Body;

/** Field names and JSON types of a value, nested; of an array the different shapes that occur in it. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, shapeOf(inner)]));
}

const BOUNDARY = '----omsVector01';

/** The sheet's form: one part without a type of its own. */
export const multipart = (data: string, name = 'data'): Buffer =>
  Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${data}\r\n--${BOUNDARY}--\r\n`,
    'utf8',
  );

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
export const URLENCODED = 'application/x-www-form-urlencoded';

export const call = (
  method: string,
  target: string,
  body: Buffer | string = '',
  headers: Readonly<Record<string, string>> = {},
): WireRequest => {
  const [path = '', query = ''] = target.split('?');
  return { method, path, query, headers: { authorization: KEY, ...headers }, body: Buffer.from(body) };
};

/** The sample request with some fields changed, or, where undefined, left out. */
export const orderOf = (changes: Fields = {}): Fields => ({ ...sample('order-request'), ...changes });

/** An emulator, its clock, and raw requests to it. */
export class World {
  readonly clock = new VirtualClock(START, false);
  readonly emulator: Emulator = emulator.create({ clock: this.clock, seed: 7 });
  readonly desk: SupplierDesk = this.emulator.supplier!;

  async send(request: WireRequest): Promise<Answer> {
    const reply = await this.emulator.handle(request);
    return { status: reply.status, body: JSON.parse(String(reply.body)) as Body };
  }

  get(target: string): Promise<Answer> {
    return this.send(call('GET', target));
  }

  /** A text is sent as it is. */
  async order(order: Fields | string, path = '/order'): Promise<Body> {
    const data = typeof order === 'string' ? order : JSON.stringify(order);
    const answer = await this.send(call('POST', path, multipart(data), { 'content-type': MULTIPART }));
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    return answer.body;
  }

  test(order: Fields | string): Promise<Body> {
    return this.order(order, '/order/test');
  }
}
