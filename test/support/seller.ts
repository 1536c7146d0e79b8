import type { ErrorCode } from '../../src/model/error-code.js';
import type { EmulatedLine, PlacedLine, WireReply, WireRequest } from '../../src/sandbox/emulator.js';
import type { Host } from '../../src/sandbox/host.js';
import type { Moa, MoaOptions } from './moa.js';
import { startMoa } from './moa.js';
import { VirtualClock } from './virtual-clock.js';

/** When tests of a seller's day begin. */
export const NOW = Date.parse('2026-03-10T14:00:00+09:00');
/** The days up to then. */
export const THESE_DAYS = { startDate: '2026-03-08T00:00:00+09:00', endDate: '2026-03-11T00:00:00+09:00' };

export type TimedMoa = Moa & { readonly clock: VirtualClock };

export interface OrderRow {
  readonly id: string;
  readonly orderNumber: string;
  readonly lineNumber: string | null;
  readonly status: string;
  readonly receiverName: string | null;
  readonly receiverAddress: string | null;
  readonly invoices: readonly { readonly trackingNumber: string }[];
}

export interface OrderList {
  readonly nodes: readonly OrderRow[];
  readonly channels: readonly { readonly outcome: string; readonly error: { readonly code: ErrorCode } | null }[];
}

export interface Result {
  readonly response: boolean;
  readonly reason: string | null;
  readonly replayed: boolean;
  readonly addressChanged: boolean | null;
  readonly error: { readonly code: string; readonly retryable: boolean } | null;
  readonly action: { readonly id: string; readonly state: string } | null;
  readonly order: OrderRow | null;
  readonly affectedOrders: readonly OrderRow[];
}

export interface InvoiceInput {
  readonly orderId: string;
  readonly trackingNumber: string;
  readonly split?: boolean;
  readonly idempotencyKey?: string;
}

const ROW = 'id orderNumber lineNumber status receiverName receiverAddress invoices { trackingNumber }';
const RESULT = `response reason replayed addressChanged error { code retryable } action { id state }
  order { ${ROW} } affectedOrders { ${ROW} }`;

/** Runs over one Moa on a virtual clock that begins at {@link NOW}. */
export async function withShop(options: MoaOptions, run: (moa: TimedMoa) => Promise<void>): Promise<void> {
  const clock = new VirtualClock(NOW);
  const moa = await startMoa({ clock, ...options });
  try {
    await run({ ...moa, clock });
  } finally {
    await moa.close();
  }
}

/** Orders of these days, the oldest first. */
export async function listOrders(
  moa: Moa,
  { maxAge = 0, ...filter }: { maxAge?: number; statuses?: readonly string[]; dateType?: string } = {},
): Promise<OrderList> {
  const { orders } = await moa.query<{ orders: OrderList }>(
    `query ($filter: OrderFilter!, $maxAge: Int) {
      orders(filter: $filter, sort: ORDERED_ASC, first: 1000, maxAge: $maxAge) {
        nodes { ${ROW} } channels { outcome error { code } }
      }
    }`,
    { filter: { ...THESE_DAYS, ...filter }, maxAge },
  );
  return orders;
}

/** The listed order of a placed line. */
export const rowOf = ({ nodes }: OrderList, { orderNumber, lineNumber }: PlacedLine): OrderRow =>
  nodes.find((row) => row.orderNumber === orderNumber && row.lineNumber === lineNumber)!;

export async function confirmOrders(moa: Moa, orderIds: readonly string[], key?: string): Promise<Result[]> {
  const { confirmed } = await moa.query<{ confirmed: Result[] }>(
    `mutation ($orderIds: [ID!]!, $key: String) {
      confirmed: confirmOrders(orderIds: $orderIds, idempotencyKey: $key) { ${RESULT} }
    }`,
    { orderIds, key },
  );
  return confirmed;
}

export async function registerInvoices(moa: Moa, inputs: readonly InvoiceInput[]): Promise<Result[]> {
  const { registered } = await moa.query<{ registered: Result[] }>(
    `mutation ($inputs: [RegisterInvoiceInput!]!) { registered: registerInvoices(inputs: $inputs) { ${RESULT} } }`,
    { inputs: inputs.map((input) => ({ courier: 'CJ_LOGISTICS', ...input })) },
  );
  return registered;
}

/** What the marketplace holds of a placed line. */
export const heldLine = ({ emulator }: Host, { orderNumber, lineNumber }: PlacedLine): EmulatedLine =>
  emulator.lines().find((line) => line.orderNumber === orderNumber && line.lineNumber === lineNumber)!;

/** Puts something between the wire and a marketplace: before or after it answers a call, or in its place. */
export function intercept(
  { emulator }: Host,
  answer: (request: WireRequest, handle: () => Promise<WireReply>) => Promise<WireReply>,
): void {
  const handle = emulator.handle.bind(emulator);
  emulator.handle = (request) => answer(request, async () => handle(request));
}
