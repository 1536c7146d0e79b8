import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel, Snapshot } from '../../../src/channel/channel.js';
import { definition } from '../../../src/channel/coupang/index.js';
import { ChannelFault } from '../../../src/channel/fault.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import type { StoredCancellation } from '../../../src/model/cancellation.js';
import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import type { Replay, ReplayReply, Route } from '../../support/replay.js';
import { startReplay } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { MemoryVault } from '../../support/memory-vault.js';

/** The moment of the sheet's test vectors. */
export const NOW = Date.parse('2026-03-03T01:30:45Z');
export const kst = (text: string): number => Date.parse(`${text}+09:00`);
export const VENDOR_PATH = '/v2/providers/openapi/apis/api/v4/vendors/A00987654';

export const credentials = {
  vendorId: 'A00987654',
  accessKey: '11111111-2222-4333-8444-555555555555',
  secretKey: 'abcdef0123456789abcdef0123456789abcdef01',
};

export const sample = (name: string): string =>
  readFileSync(join('test/fixtures/marketplaces/coupang/samples', `${name}.json`), 'utf8');

export interface Shop {
  readonly channel: Channel;
  readonly replay: Replay;
  readonly context: CallContext;
  /** Method and target of each request, without the vendor's path. */
  asked(): string[];
}

const shops: { close(): void; replay: Replay }[] = [];

/** The adapter over real HTTP and the governed path, as in production. */
export async function openShop(route: Route, prefix = ''): Promise<Shop> {
  const replay = await startReplay(route);
  const clock = new VirtualClock(NOW);
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const baseUrl = replay.baseUrl + prefix;
  const settings = { channelId: 'coupang', rates, concurrency, timeoutMs, maxResponseBytes, clock, random: () => 0 };
  const http = governHttp({ ...settings, baseUrl });
  shops.push({ close: () => http.close(), replay });
  return {
    channel: definition.connect({
      id: 'coupang',
      baseUrl,
      credentials,
      options: {},
      http,
      clock,
      vault: new MemoryVault(),
    }),
    replay,
    context: { meter: { calls: 0 } },
    asked: () => replay.requests.map(({ method, target }) => `${method} ${target.replace(prefix + VENDOR_PATH, '')}`),
  };
}

export async function closeShops(): Promise<void> {
  for (const { close, replay } of shops.splice(0)) {
    close();
    await replay.close();
  }
}

/** Answers by what the target contains, first match first. */
export const answering =
  (...answers: readonly (readonly [string, string | ReplayReply])[]): Route =>
  ({ target }) => {
    const found = answers.find(([part]) => target.includes(part));
    if (!found) return null;
    return typeof found[1] === 'string' ? { body: found[1] } : found[1];
  };

export const body = (data: unknown, fields: Record<string, unknown> = {}): string =>
  JSON.stringify({ code: 200, message: 'OK', data, ...fields });

/** A record of a sample with some fields changed. */
export function changed(name: string, change: (row: Record<string, unknown>) => unknown, index = 0): string {
  // 18-digit ids survive as text: they are quoted first, and unquoted again.
  const parsed = JSON.parse(sample(name).replace(/: (\d{17,})/g, ': "#$1"')) as { data: Record<string, unknown>[] };
  const row = parsed.data[index];
  if (row) parsed.data = [change(row) as Record<string, unknown>];
  return JSON.stringify(parsed).replace(/"#(\d{17,})"/g, '$1');
}

export async function pagesOf(pages: AsyncIterable<Snapshot>): Promise<Snapshot[]> {
  const read: Snapshot[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

export async function faultOf(promise: Promise<unknown>): Promise<ChannelFault> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChannelFault)) throw new Error(`expected a ChannelFault, but got: ${String(error)}`);
  return error;
}

const someOrder = {
  channelId: 'coupang',
  key: '31000171234502/80123450011',
  orderNumber: '31000171234502',
  lineNumber: '80123450011',
  bundleNumber: '861234567890123402',
  status: OrderStatus.CONFIRMED,
  channelStatus: 'INSTRUCT',
  claimStatus: ClaimStatus.NONE,
  productName: '모의상점 스테인리스 텀블러',
  native: {},
} as unknown as StoredOrder;

export const storedOrder = (changes: Partial<StoredOrder> = {}): StoredOrder => ({ ...someOrder, ...changes });

export const storedClaim = (changes: Partial<StoredCancellation> = {}): StoredCancellation => ({
  channelId: 'coupang',
  key: '365900101/80123450001',
  orderKey: '31000171234504/80123450001',
  orderNumber: '31000171234504',
  status: CancellationStatus.REQUESTED,
  channelStatus: 'RELEASE_STOP_UNCHECKED/미처리/N',
  lineNumber: '80123450001',
  claimNumber: '365900101',
  requestedBy: Party.BUYER,
  decidedBy: null,
  isImmediate: false,
  cancelReason: null,
  cancelReasonCode: null,
  cancellationRequestDate: kst('2026-03-02T13:20:11'),
  cancelApprovalDate: null,
  cancelCompletedDate: null,
  cancelWithdrawnDate: null,
  cancelQuantity: 1,
  orderQuantity: 3,
  refundAmount: null,
  native: { cancelCountSum: '1' },
  raw: null,
  ...changes,
});
