import type { RowToReceive, Warehouse, WarehouseEvent } from '../../src/sandbox/emulator.js';
import type { MoaOptions } from '../support/moa.js';
import { RECEIVER } from '../support/orders.js';
import type { TimedMoa } from '../support/seller.js';
import { NOW, withShop } from '../support/seller.js';
import type { Moa } from '../support/moa.js';

export const POOMGO = 'poomgo-main';

/** Korean wall-clock time of a test's days as an instant. */
export const kst = (text: string): number => Date.parse(`${text}+09:00`);

export interface Stocked {
  readonly moa: TimedMoa;
  readonly warehouse: Warehouse;
}

/** Runs over one Moa with the fulfilment service, an empty ledger and a virtual clock. */
export const withWarehouse = (
  run: (stocked: Stocked) => Promise<void>,
  { channelIds = [], ...options }: MoaOptions = {},
): Promise<void> =>
  withShop({ channelIds: [POOMGO, ...channelIds], ...options }, (moa) => run({ moa, warehouse: warehouseOf(moa) }));

export const warehouseOf = (moa: Moa): Warehouse => moa.sandbox.host(POOMGO).emulator.warehouse!;

export const aRow = (changes: Partial<RowToReceive> = {}): RowToReceive => ({
  channelName: '스마트스토어',
  orderCode: '2026030100000017',
  code: null,
  releaseCode: null,
  receivedAt: NOW - 60_000,
  orderedAt: NOW - 120_000,
  receiver: RECEIVER,
  customer: { name: '김견본', tel: '010-0000-0001' },
  dealName: '견본 선물 세트',
  dealOptionName: '색상: 네이비',
  amounts: { price: 18_000, settlementPrice: 16_200, totalPaymentAmount: 36_000, settlementGroupPrice: 39_000 },
  items: [{ name: 'GS001 견본 선물 세트(네이비)', quantity: 2 }],
  ...changes,
});

/** An invoice, printed and closed. */
export const pack = (warehouse: Warehouse, ledgerNumber: string, trackingNumber: string): void => {
  const events: WarehouseEvent[] = [
    { kind: 'ASSIGN_INVOICE', courierName: 'CJ대한통운', trackingNumber },
    { kind: 'PRINT' },
    { kind: 'CLOSE' },
  ];
  for (const event of events) {
    if (!warehouse.advance(ledgerNumber, event)) throw new Error(`${event.kind} is refused`);
  }
};

export interface Result {
  readonly outcome: string;
  readonly rows: number;
  readonly calls: number;
  readonly fetchedAt: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Fulfilments {
  readonly nodes: readonly { readonly id: string; readonly orderCode: string; readonly ledgerNumber: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly channels: readonly Result[];
}

interface Paging {
  readonly first?: number;
  readonly after?: string;
  readonly maxAge?: number;
}

export const FULFILMENTS = `query ($filter: FulfilmentFilter!, $first: Int, $after: String, $maxAge: Int) {
  fulfilments(filter: $filter, first: $first, after: $after, maxAge: $maxAge) {
    nodes { id orderCode ledgerNumber }
    totalCount
    pageInfo { endCursor hasNextPage hasPreviousPage }
    channels { outcome rows calls fetchedAt error { code message } }
  }
}`;

export async function list(
  moa: Moa,
  filter: object,
  { maxAge = 0, first = 50, after }: Paging = {},
): Promise<Fulfilments> {
  const { fulfilments } = await moa.query<{ fulfilments: Fulfilments }>(FULFILMENTS, { filter, maxAge, first, after });
  return fulfilments;
}

export const codes = ({ nodes }: Pick<Fulfilments, 'nodes'>): string[] => nodes.map(({ orderCode }) => orderCode);

export const span = (start: string, end: string) => ({ startDate: `${start}+09:00`, endDate: `${end}+09:00` });
