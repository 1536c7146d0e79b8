import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseInstant } from '../../../src/base/time.js';
import { definition } from '../../../src/channel/cafe24/index.js';
import type { AccountVault, Channel } from '../../../src/channel/channel.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import { MemoryVault } from '../../support/memory-vault.js';
import { startReplay, type RecordedRequest, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';

export const PATH = '/api/v2/admin';
export const TOKEN_PATH = '/api/v2/oauth/token';

const SAMPLES = join(import.meta.dirname, '../../fixtures/marketplaces/cafe24/samples');
export const sample = (name: string): string => readFileSync(join(SAMPLES, `${name}.json`), 'utf8');

/** An instant of the samples, Korean time without an offset. */
export const at = (text: string): number => {
  const instant = parseInstant(text);
  if (instant === null) throw new RangeError(`not a date: ${text}`);
  return instant;
};

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): ReplayReply => ({
  status,
  headers,
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

/** The fact sheet's test vector. */
export const credentials = {
  mallId: 'demomall',
  clientId: 'BrTestClientId0000000A',
  clientSecret: 'TestSecret0000000000000B',
  refreshToken: 'RtOld00000000000000001',
};

/** When the sample token-refresh was issued. */
export const NOW = at('2026-03-02T10:50:00');

export interface Account {
  readonly channel: Channel;
  readonly context: CallContext;
  readonly clock: VirtualClock;
  readonly replay: Replay;
  readonly vault: AccountVault;
  /** What was asked but tokens, as `METHOD target`. */
  asked(): string[];
  close(): Promise<void>;
}

export interface AccountOptions {
  readonly credentials?: Record<string, string>;
  readonly options?: Record<string, unknown>;
  readonly now?: number;
  readonly vault?: AccountVault;
}

type Replies = readonly ReplayReply[] | ((request: RecordedRequest) => ReplayReply | null);

/** The account of a mall whose server is already there. */
export function connectTo(replay: Replay, options: AccountOptions = {}): Account {
  const clock = new VirtualClock(options.now ?? NOW);
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const { baseUrl } = replay;
  const http = governHttp({
    channelId: 'cafe24',
    baseUrl,
    rates,
    concurrency,
    timeoutMs,
    maxResponseBytes,
    clock,
    random: () => 0.5,
  });
  const vault = options.vault ?? new MemoryVault();
  const channel = definition.connect({
    id: 'cafe24',
    baseUrl,
    credentials: options.credentials ?? credentials,
    options: options.options ?? {},
    http,
    clock,
    vault,
  });
  return {
    channel,
    context: { meter: { calls: 0 } },
    clock,
    replay,
    vault,
    asked: () =>
      replay.requests.filter(({ target }) => target !== TOKEN_PATH).map(({ method, target }) => `${method} ${target}`),
    close: () => Promise.resolve(http.close()),
  };
}

/**
 * Runs with an account that talks real HTTP to recorded replies. Token calls are answered with the sample unless `replies` is
 * a function; a list of replies is given one after the other.
 */
export async function withAccount<T>(
  replies: Replies,
  work: (account: Account) => Promise<T>,
  options: AccountOptions = {},
): Promise<T> {
  const left = typeof replies === 'function' ? [] : [...replies];
  const replay = await startReplay((request) => {
    if (typeof replies === 'function') return replies(request);
    return request.target === TOKEN_PATH ? json(sample('token-refresh')) : (left.shift() ?? null);
  });
  try {
    const account = connectTo(replay, options);
    return await work(account).finally(() => account.close());
  } finally {
    await replay.close();
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export interface SampleOrder {
  order_id: string;
  items: Record<string, unknown>[];
  [name: string]: unknown;
}

/** Orders of a list sample, for changing. */
export const ordersOf = (name: string): SampleOrder[] => (JSON.parse(sample(name)) as { orders: SampleOrder[] }).orders;

/** The one line of the sample of a cancel request, changed. */
export const changedOrder = (
  item: Record<string, unknown>,
  order: Record<string, unknown> = {},
  name = 'orders-list-c00',
): SampleOrder => {
  const [first] = ordersOf(name);
  return { ...first!, ...order, items: [{ ...first!.items[0], ...item }] };
};
