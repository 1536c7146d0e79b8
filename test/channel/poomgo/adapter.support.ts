import { readFileSync } from 'node:fs';
import type { Channel } from '../../../src/channel/channel.js';
import { ChannelFault } from '../../../src/channel/fault.js';
import type { FulfilmentQuestion } from '../../../src/channel/fulfilment.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import { definition } from '../../../src/channel/poomgo/index.js';
import type { FulfilmentRecord } from '../../../src/model/fulfilment.js';
import { MemoryVault } from '../../support/memory-vault.js';
import { startReplay, type RecordedRequest, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';

export const BASE_PATH = '/open-api';
export const KEY = 'DEMO-KEY-0001';
/** 2026-03-02 07:51:19 in Korea. */
export const NOW = Date.parse('2026-03-01T22:51:19.198Z');

const SAMPLES = new URL('../../fixtures/marketplaces/poomgo/samples/', import.meta.url);
export const sample = (name: string): string => readFileSync(new URL(`${name}.json`, SAMPLES), 'utf8');

export type SampleRow = Readonly<Record<string, unknown>>;
/** The rows of a sample, as the wire has them. */
export const rowsOf = (name: string): SampleRow[] => (JSON.parse(sample(name)) as { rows: SampleRow[] }).rows;

export const ledger = (rows: readonly unknown[], total: unknown = String(rows.length)): string =>
  JSON.stringify({ total, rows });

export type Body = Readonly<Record<string, unknown>>;
export type Warehouse = (body: Body, request: RecordedRequest) => ReplayReply | string | null;

export interface Connected {
  readonly channel: Channel;
  readonly server: Replay;
  readonly clock: VirtualClock;
  readonly context: CallContext;
  /** Bodies of all requests so far. */
  bodies(): Body[];
  close(): Promise<void>;
}

export async function connect(warehouse: Warehouse): Promise<Connected> {
  const server = await startReplay((request) => {
    const reply = warehouse(JSON.parse(request.body) as Body, request);
    return typeof reply === 'string' ? { body: reply } : reply;
  });
  const clock = new VirtualClock(NOW);
  const baseUrl = server.baseUrl + BASE_PATH;
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const http = governHttp({ channelId: 'poomgo', baseUrl, rates, concurrency, timeoutMs, maxResponseBytes, clock });
  const channel = definition.connect({
    id: 'poomgo',
    baseUrl,
    credentials: { apiKey: KEY },
    options: {},
    http,
    clock,
    vault: new MemoryVault(),
  });
  return {
    channel,
    server,
    clock,
    context: { meter: { calls: 0 } },
    bodies: () => server.requests.map(({ body }) => JSON.parse(body) as Body),
    async close() {
      http.close();
      await server.close();
    },
  };
}

/** All pages of an answer, each an array. */
export async function pagesOf(
  { channel, context }: Connected,
  question: Partial<FulfilmentQuestion> = {},
): Promise<(readonly FulfilmentRecord[])[]> {
  const pages: (readonly FulfilmentRecord[])[] = [];
  const asked = { spans: {}, orderCode: null, ...question };
  for await (const page of channel.fulfilments!.read(asked, context)) pages.push(page);
  return pages;
}

export async function faultOf(promise: Promise<unknown>): Promise<ChannelFault> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChannelFault)) throw new Error(`expected a ChannelFault, but got: ${String(error)}`);
  return error;
}

/** Korean wall-clock time as an instant. */
export const kst = (text: string): number => Date.parse(`${text}+09:00`);
