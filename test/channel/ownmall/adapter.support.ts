import { readFileSync } from 'node:fs';
import type { Channel, Snapshot } from '../../../src/channel/channel.js';
import { ChannelFault } from '../../../src/channel/fault.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import { definition } from '../../../src/channel/ownmall/index.js';
import type { StoredCancellation } from '../../../src/model/cancellation.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { startReplay, type RecordedRequest, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { MemoryVault } from '../../support/memory-vault.js';

export const BASE_PATH = '/channel-api/v1';
/** 2026-03-01T16:00:00Z, the timestamp of the sheet's signature vectors. */
export const NOW = 1772380800_000;

const SAMPLES = new URL('../../fixtures/marketplaces/ownmall/samples/', import.meta.url);
export const sample = (name: string): string => readFileSync(new URL(`${name}.json`, SAMPLES), 'utf8');

type SampleRow = Readonly<Record<string, unknown>>;
export const rowsOf = (name: string): SampleRow[] => (JSON.parse(sample(name)) as { orders: SampleRow[] }).orders;

export const page = (orders: readonly unknown[], paging: object | null = { page: 1, has_next: false }): string =>
  JSON.stringify(paging ? { orders, paging } : { orders });

export interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Answers by path below the base path; a string is a body with HTTP 200. */
export type Mall = (asked: Asked, request: RecordedRequest) => ReplayReply | string | null;

export interface Connected {
  readonly channel: Channel;
  readonly server: Replay;
  readonly clock: VirtualClock;
  readonly context: CallContext;
  /** Paths asked for so far, /capabilities left out. */
  paths(): string[];
  queries(): Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

function askedOf(request: RecordedRequest): Asked {
  const url = new URL(request.target, 'http://mall');
  return { path: url.pathname.slice(BASE_PATH.length), query: Object.fromEntries(url.searchParams) };
}

export async function connect(mall: Mall, options: Readonly<Record<string, unknown>> = {}): Promise<Connected> {
  const server = await startReplay((request) => {
    const reply = mall(askedOf(request), request);
    return typeof reply === 'string' ? { body: reply } : reply;
  });
  const clock = new VirtualClock(NOW);
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const http = governHttp({
    channelId: 'mall',
    baseUrl: server.baseUrl + BASE_PATH,
    rates,
    concurrency,
    timeoutMs,
    maxResponseBytes,
    clock,
  });
  const channel = definition.connect({
    id: 'mall',
    baseUrl: server.baseUrl + BASE_PATH,
    credentials: { apiKey: 'demo-key' },
    options,
    http,
    clock,
    vault: new MemoryVault(),
  });
  const listed = (): Asked[] => server.requests.map(askedOf).filter(({ path }) => path !== '/capabilities');
  return {
    channel,
    server,
    clock,
    context: { meter: { calls: 0 } },
    paths: () => listed().map(({ path }) => path),
    queries: () => listed().map(({ query }) => query),
    async close() {
      http.close();
      await server.close();
    },
  };
}

export async function collect(pages: AsyncIterable<Snapshot>): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = [];
  for await (const snapshot of pages) snapshots.push(snapshot);
  return snapshots;
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

export const stored = (orderNumber: string, changes: Partial<StoredOrder> = {}): StoredOrder =>
  ({ channelId: 'mall', key: orderNumber, orderNumber, ...changes }) as StoredOrder;

export const storedClaim = (orderNumber: string, changes: Partial<StoredCancellation> = {}): StoredCancellation =>
  ({ channelId: 'mall', key: `${orderNumber}@`, orderKey: orderNumber, orderNumber, ...changes }) as StoredCancellation;
