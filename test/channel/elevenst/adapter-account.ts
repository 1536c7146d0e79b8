import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { Channel } from '../../../src/channel/channel.js';
import { definition } from '../../../src/channel/elevenst/index.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import { CancellationStatus, Party, type StoredCancellation } from '../../../src/model/cancellation.js';
import { ClaimStatus, OrderStatus, type StoredOrder } from '../../../src/model/order.js';
import { startReplay, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { MemoryVault } from '../../support/memory-vault.js';

const SAMPLES = new URL('../../fixtures/marketplaces/elevenst/samples/', import.meta.url);

export const KEY = '0123456789abcdef0123456789abcdef';
export const NOW = Date.parse('2026-03-05T00:00:00+09:00');
export const kst = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+09:00`);

/** As it comes over the wire: the comment is ours, declaration and bytes are EUC-KR. */
export const toWire = (xml: string): Buffer =>
  iconv.encode(xml.replace(/<!--.*?-->\n/s, '').replace('encoding="UTF-8"', 'encoding="euc-kr"'), 'cp949');

export const sampleText = (name: string): string => readFileSync(new URL(`${name}.xml`, SAMPLES), 'utf8');
export const sample = (name: string): Buffer => toWire(sampleText(name));
export const wireSample = (name: string): Buffer => readFileSync(new URL(`wire/${name}.euc-kr.xml`, SAMPLES));

const NAMESPACE = 'http://skt.tmall.business.openapi.spring.service.client.domain/';
export const listOf = (rows: readonly Readonly<Record<string, string>>[]): Buffer =>
  toWire(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><ns2:orders xmlns:ns2="${NAMESPACE}">${rows
      .map((row) => {
        const fields = Object.entries(row).map(([name, value]) => `<${name}>${value}</${name}>`);
        return `<ns2:order>${fields.join('')}</ns2:order>`;
      })
      .join('')}</ns2:orders>`,
  );
export const resultOf = (code: string, text: string): Buffer =>
  toWire(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><ResultOrder><openMallID>11ST</openMallID>` +
      `<result_code>${code}</result_code><result_text>${text}</result_text></ResultOrder>`,
  );

export interface Shop {
  readonly channel: Channel;
  readonly clock: VirtualClock;
  readonly context: CallContext;
  /** Targets of all requests so far. */
  targets(): string[];
  readonly replay: Replay;
  close(): Promise<void>;
}

/** A connected account whose marketplace answers by target; a target nobody named fails with HTTP 599. */
export async function connect(
  route: Readonly<Record<string, Buffer | string | ReplayReply>> | ((target: string) => ReplayReply | null),
): Promise<Shop> {
  const clock = new VirtualClock(NOW);
  const replay = await startReplay(({ target }) => {
    if (typeof route === 'function') return route(target);
    const reply = route[target];
    if (reply === undefined) return null;
    return typeof reply === 'string' || Buffer.isBuffer(reply) ? { body: reply } : reply;
  });
  const { rates, concurrency, timeoutMs, maxResponseBytes } = definition;
  const settings = {
    channelId: '11st',
    baseUrl: replay.baseUrl,
    rates,
    concurrency,
    timeoutMs,
    maxResponseBytes,
    clock,
  };
  const http = governHttp(settings);
  const channel = definition.connect({
    id: '11st',
    baseUrl: replay.baseUrl,
    credentials: { apiKey: KEY },
    options: {},
    http,
    clock,
    vault: new MemoryVault(),
  });
  return {
    channel,
    clock,
    context: { meter: { calls: 0 } },
    targets: () => replay.requests.map((request) => request.target),
    replay,
    close: async () => {
      http.close();
      await replay.close();
    },
  };
}

export const orderLine = (changes: Partial<StoredOrder> = {}): StoredOrder => ({
  channelId: '11st',
  key: '20260303051120457/1',
  orderNumber: '20260303051120457',
  lineNumber: '1',
  bundleNumber: '2681120033',
  checkoutNumber: null,
  status: OrderStatus.CONFIRMED,
  channelStatus: '301',
  claimStatus: ClaimStatus.NONE,
  orderedDate: kst('2026-03-03 21:40:02'),
  paidDate: kst('2026-03-03 21:40:02'),
  confirmedDate: kst('2026-03-04 09:00:23'),
  dispatchedDate: null,
  deliveredDate: null,
  purchaseConfirmedDate: null,
  dispatchDueDate: null,
  depositDueDate: null,
  buyerId: null,
  senderName: null,
  senderTel: null,
  senderTel2: null,
  receiverName: null,
  receiverTel: null,
  receiverTel2: null,
  zipCode: null,
  receiverAddress: null,
  shippingMemo: null,
  productNumber: null,
  productName: null,
  productOptionNumber: null,
  productOptionName: null,
  options: [],
  additions: [],
  sellerProductCode: null,
  productQuantity: 3,
  canceledQuantity: 0,
  currency: 'KRW',
  productPriceAmount: null,
  isShippingFeePaid: null,
  shippingFee: null,
  isOverseas: null,
  remoteShippingFee: null,
  productPrice: null,
  salesCommissionFee: null,
  sellerDiscountPriceAmount: null,
  mallDiscountPriceAmount: null,
  optionPriceAmount: null,
  additionPriceAmount: null,
  expectedPaymentAmount: null,
  courierCode: null,
  courierName: null,
  trackingNumber: null,
  invoiceRegisteredDate: null,
  native: { addPrdYn: 'N' },
  raw: null,
  ...changes,
});

export const claim = (changes: Partial<StoredCancellation> = {}): StoredCancellation => ({
  channelId: '11st',
  key: '120345671/1',
  orderKey: '20260303051120457/1',
  orderNumber: '20260303051120457',
  lineNumber: '1',
  claimNumber: '120345671',
  status: CancellationStatus.REQUESTED,
  channelStatus: '01',
  requestedBy: Party.BUYER,
  decidedBy: null,
  isImmediate: false,
  cancelReason: null,
  cancelReasonCode: null,
  cancellationRequestDate: kst('2026-03-04 10:22:31'),
  cancelApprovalDate: null,
  cancelCompletedDate: null,
  cancelWithdrawnDate: null,
  cancelQuantity: 1,
  orderQuantity: null,
  refundAmount: null,
  native: {},
  raw: null,
  ...changes,
});

/** The fault that a call ends with. */
export async function faultOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('expected a fault, but the call succeeded');
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
