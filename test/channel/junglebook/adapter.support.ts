import { readFileSync } from 'node:fs';
import type { Channel } from '../../../src/channel/channel.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import { definition } from '../../../src/channel/junglebook/index.js';
import type { PlaceSupplierOrder } from '../../../src/channel/supply.js';
import type { SupplierOrderRequest } from '../../../src/model/supplier-order.js';
import { SettleKind, SupplierOrderSource } from '../../../src/model/supplier-order.js';
import { startReplay, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { MemoryVault } from '../../support/memory-vault.js';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
export const sample = (name: string): string =>
  readFileSync(new URL(`marketplaces/junglebook/samples/${name}.json`, FIXTURES), 'utf8');

/** The bodies of the user's own document, comments taken out: the request, then the answers in their order. */
export const documented: readonly string[] = [
  ...readFileSync(new URL('seeds/002_b19078e030ce8ca5.txt', FIXTURES), 'utf8').matchAll(/``` js\n([^]*?)```/g),
].map(([, body]) => body!.replace(/(^|[\s,])\/\/.*$/gm, '$1'));

/** What the document's example asks for. */
export const EXAMPLE: SupplierOrderRequest = {
  source: SupplierOrderSource.API,
  externalOrderNumber: '123456',
  receiverName: '정글북',
  receiverTel: '010-1234-5678',
  receiverMobile: '010-1234-5678',
  zipCode: '12345',
  address: '경기도 화성시 팔탄면 버들로 1362번길 10-12',
  addressDetail: '정글북',
  settleKind: SettleKind.BANK_TRANSFER,
  depositorName: '정글북',
  purchaseAgreed: true,
  memo: '부재시 경비실에 맡겨주세요!',
  items: [
    { goodsNumber: '7373', quantity: 1 },
    { goodsNumber: '10437', quantity: 2 },
    { goodsNumber: '10438', quantity: 3 },
  ],
  test: false,
};

/** What samples/order-request.json asks for. */
export const REQUEST: SupplierOrderRequest = {
  ...EXAMPLE,
  externalOrderNumber: 'N20260301-0017',
  receiverName: '박도윤',
  receiverTel: '010-0000-1234',
  receiverMobile: '010-0000-1234',
  zipCode: '06100',
  address: '서울특별시 강남구 견본대로 77',
  addressDetail: '5층 502호',
  depositorName: '견본상점',
  memo: '부재 시 문 앞에 놓아 주세요',
  items: [
    { goodsNumber: '7401', quantity: 2 },
    { goodsNumber: '10512', quantity: 1 },
  ],
};

/** What samples/order-request-cash.json asks for. */
export const CASH: SupplierOrderRequest = {
  ...REQUEST,
  externalOrderNumber: 'N20260301-0018',
  settleKind: SettleKind.CASH,
  depositorName: null,
};

export interface Account {
  readonly channel: Channel;
  readonly orders: PlaceSupplierOrder;
  readonly context: CallContext;
  readonly clock: VirtualClock;
  readonly replay: Replay;
  asked(): string[];
}

export const reply = (body: string | object, status = 200): ReplayReply => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Runs with an account that talks real HTTP to replies given one after the other. */
export async function withAccount<T>(
  replies: readonly ReplayReply[],
  work: (account: Account) => Promise<T>,
): Promise<T> {
  const clock = new VirtualClock(Date.parse('2026-03-01T10:00:00+09:00'));
  const left = [...replies];
  const replay = await startReplay(() => left.shift() ?? null);
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const http = governHttp({
    channelId: 'junglebook',
    baseUrl: replay.baseUrl,
    rates,
    concurrency,
    timeoutMs,
    maxResponseBytes,
    clock,
    random: () => 0.5,
  });
  const channel = definition.connect({
    id: 'junglebook',
    baseUrl: replay.baseUrl,
    credentials: { apiKey: 'DEMOKEY' },
    options: {},
    http,
    clock,
    vault: new MemoryVault(),
  });
  try {
    return await work({
      channel,
      orders: channel.placeSupplierOrder!,
      context: { meter: { calls: 0 } },
      clock,
      replay,
      asked: () => replay.requests.map(({ method, target }) => `${method} ${target}`),
    });
  } finally {
    http.close();
    await replay.close();
  }
}
