import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definition } from '../../../src/channel/smartstore/index.js';
import type { Channel } from '../../../src/channel/channel.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import { parseInstant } from '../../../src/base/time.js';
import { startReplay, type RecordedRequest, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { MemoryVault } from '../../support/memory-vault.js';

export const PATH = '/external/v1/pay-order/seller/product-orders';
export const TOKEN_PATH = '/external/v1/oauth2/token';

const SAMPLES = join(import.meta.dirname, '../../fixtures/marketplaces/smartstore/samples');
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

/** The made-up key A of the fact sheet's signature vectors. */
export const credentials = {
  clientId: '3kLmNoPqRsTuVwXyZ01234',
  clientSecret: '$2a$04$QWERTYUIOPasdfghjklzxe',
};

export interface Account {
  readonly channel: Channel;
  readonly context: CallContext;
  readonly clock: VirtualClock;
  readonly replay: Replay;
  /** What was asked but tokens, as `METHOD target`. */
  asked(): string[];
  close(): Promise<void>;
}

/**
 * An account that talks real HTTP to recorded replies. Token calls are answered with the sample unless `route` does;
 * `replies` are given one after the other.
 */
export async function connect(
  replies: readonly ReplayReply[] | ((request: RecordedRequest) => ReplayReply | null),
  options: { credentials?: Record<string, string>; now?: number } = {},
): Promise<Account> {
  const clock = new VirtualClock(options.now ?? 1_760_000_000_000);
  const left = typeof replies === 'function' ? [] : [...replies];
  const replay = await startReplay((request) => {
    if (typeof replies === 'function') return replies(request);
    if (request.target === TOKEN_PATH) return json(sample('token'));
    return left.shift() ?? null;
  });
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const http = governHttp({
    channelId: 'smartstore',
    baseUrl: `${replay.baseUrl}/external`,
    rates,
    concurrency,
    timeoutMs,
    maxResponseBytes,
    clock,
    random: () => 0.5,
  });
  const channel = definition.connect({
    id: 'smartstore',
    baseUrl: `${replay.baseUrl}/external`,
    credentials: options.credentials ?? credentials,
    options: {},
    http,
    clock,
    vault: new MemoryVault(),
  });
  return {
    channel,
    context: { meter: { calls: 0 } },
    clock,
    replay,
    asked: () =>
      replay.requests.filter(({ target }) => target !== TOKEN_PATH).map(({ method, target }) => `${method} ${target}`),
    async close() {
      http.close();
      await replay.close();
    },
  };
}

/** Connects, runs and closes. */
export async function withAccount<T>(
  replies: Parameters<typeof connect>[0],
  work: (account: Account) => Promise<T>,
  options: Parameters<typeof connect>[1] = {},
): Promise<T> {
  const account = await connect(replies, options);
  try {
    return await work(account);
  } finally {
    await account.close();
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
