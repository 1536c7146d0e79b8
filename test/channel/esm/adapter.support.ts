import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseInstant } from '../../../src/base/time.js';
import type { Channel, ChannelDefinition, Snapshot } from '../../../src/channel/channel.js';
import { auction, gmarket } from '../../../src/channel/esm/index.js';
import { governHttp } from '../../../src/channel/governor/governor.js';
import type { CallContext } from '../../../src/channel/http.js';
import type { CancellationDetails, StoredCancellation } from '../../../src/model/cancellation.js';
import { CancellationStatus, Party } from '../../../src/model/cancellation.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { ClaimStatus, OrderStatus } from '../../../src/model/order.js';
import { Order } from '../../../src/order/order.entity.js';
import { MemoryVault } from '../../support/memory-vault.js';
import { startReplay, type RecordedRequest, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';

export const ORDERS = '/shipping/v1/Order/RequestOrders';
export const UNPAID = '/shipping/v1/Order/PreRequestOrders';
export const CLAIMS = '/claim/v1/sa/Cancels';
export const STATES = '/shipping/v1/Delivery/GetDeliveryStatus';
export const COURIERS = '/item/v1/shipping/delivery-company';
export const DISPATCH = '/shipping/v1/Delivery/ShippingInfo';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
export const sample = (name: string): string =>
  readFileSync(join(FIXTURES, `marketplaces/esm/samples/${name}.json`), 'utf8');
export const seed = readFileSync(join(FIXTURES, 'seeds/001_25c5f25dc8560a87.txt'), 'utf8');

/** Rows of a sample. */
export const rowsIn = <Row = Record<string, unknown>>(name: string): Row[] => {
  const { Data } = JSON.parse(sample(name)) as { Data: Row[] | { RequestOrders: Row[] } };
  return Array.isArray(Data) ? Data : Data.RequestOrders;
};

/** An instant of the samples, Korean time without an offset. */
export const at = (text: string): number => {
  const instant = parseInstant(text);
  if (instant === null) throw new RangeError(`not a date: ${text}`);
  return instant;
};

export const reply = (body: string | object, status = 200): ReplayReply => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const no = (code: number, message: string, rule?: string): ReplayReply =>
  reply({ ResultCode: code, Message: message, ...(rule === undefined ? {} : { BizRuleCode: rule }), Data: null });

export const done = (data: unknown = null): ReplayReply => reply({ ResultCode: 0, Message: 'Success', Data: data });

/** A page of order rows. */
export const page = (rows: readonly unknown[], index = 1, total = rows.length): ReplayReply =>
  reply({
    ResultCode: 0,
    Message: '',
    Data: { SiteType: 3, PageIndex: index, PageSize: 1000, TotalCount: total, SellerId: 's', RequestOrders: rows },
  });

export const credentials = { masterId: 'demo_master', secretKey: 'ZmFrZS1zZWNyZXQtMDEyMw==', sellerId: 'demo_gmarket' };

/** Noon of the day that most samples are of. */
export const NOW = at('2026-03-03T12:00:00');

export interface Account {
  readonly channel: Channel;
  readonly context: CallContext;
  readonly clock: VirtualClock;
  readonly replay: Replay;
  /** Every call as `METHOD target`. */
  asked(): string[];
  /** The bodies of all calls. */
  bodies(): Record<string, unknown>[];
}

export type Route = readonly ReplayReply[] | ((request: RecordedRequest) => ReplayReply | null);

interface Settings {
  readonly definition?: ChannelDefinition;
  readonly options?: Record<string, unknown>;
  readonly now?: number;
}

/** An account that talks real HTTP to recorded replies, given one after the other or by a route. */
export async function withAccount<T>(
  replies: Route,
  work: (account: Account) => Promise<T>,
  { definition = gmarket, options = {}, now = NOW }: Settings = {},
): Promise<T> {
  const clock = new VirtualClock(now);
  const left = typeof replies === 'function' ? [] : [...replies];
  const replay = await startReplay((request) =>
    typeof replies === 'function' ? replies(request) : (left.shift() ?? null),
  );
  const { baseUrl } = replay;
  const http = governHttp({ ...definition, channelId: 'esm', baseUrl, clock, random: () => 0.5 });
  const vault = new MemoryVault();
  try {
    const channel = definition.connect({ id: 'esm', baseUrl, credentials, options, http, clock, vault });
    const account: Account = {
      channel,
      context: { meter: { calls: 0 } },
      clock,
      replay,
      asked: () => replay.requests.map(({ method, target }) => `${method} ${target}`),
      bodies: () => replay.requests.map(({ body }) => (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>),
    };
    return await work(account);
  } finally {
    http.close();
    await replay.close();
  }
}

export const onAuction: Settings = { definition: auction };

/** Replies by path. */
export const byPath =
  (routes: Readonly<Record<string, ReplayReply | ((body: Record<string, unknown>) => ReplayReply | null)>>): Route =>
  ({ target, body }) => {
    const route = routes[target] ?? null;
    return typeof route === 'function' ? route(JSON.parse(body) as Record<string, unknown>) : route;
  };

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** All orders and claims of some pages. */
export const together = (pages: readonly Snapshot[]): Snapshot => ({
  orders: pages.flatMap(({ orders }) => orders),
  cancellations: pages.flatMap(({ cancellations }) => cancellations),
});

export const listing = ({ channel }: Account, id: string) => {
  const all = [...channel.orders!.listings, ...channel.cancellations!.listings];
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`no listing ${id}; there are: ${all.map((one) => one.id).join(', ')}`);
  return found;
};

export const read = async (account: Account, id: string, start: string, end: string): Promise<Snapshot> =>
  together(await collect(listing(account, id).read({ start: at(start), end: at(end) }, account.context)));

/** An order as the store holds it. */
export const storedOrder = (orderNumber: string, fields: Partial<StoredOrder> = {}): StoredOrder => ({
  ...(new Order() as StoredOrder),
  channelId: 'esm',
  key: orderNumber,
  orderNumber,
  status: OrderStatus.CONFIRMED,
  channelStatus: '2',
  claimStatus: ClaimStatus.NONE,
  native: {},
  raw: null,
  ...fields,
});

const blankClaim: CancellationDetails = {
  lineNumber: null,
  claimNumber: null,
  requestedBy: Party.BUYER,
  decidedBy: null,
  isImmediate: false,
  cancelReason: null,
  cancelReasonCode: null,
  cancellationRequestDate: null,
  cancelApprovalDate: null,
  cancelCompletedDate: null,
  cancelWithdrawnDate: null,
  cancelQuantity: null,
  orderQuantity: null,
  refundAmount: null,
  native: {},
  raw: null,
};

/** An open claim as the store holds it. */
export const storedClaim = (orderNumber: string, requested: string | null): StoredCancellation => ({
  ...blankClaim,
  channelId: 'esm',
  key: requested === null ? `${orderNumber}/-` : `${orderNumber}/${requested.replace(/\D/g, '').padEnd(17, '0')}`,
  orderKey: orderNumber,
  orderNumber,
  status: CancellationStatus.REQUESTED,
  channelStatus: '1',
  cancellationRequestDate: requested === null ? null : at(requested),
});
