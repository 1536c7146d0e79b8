import type { Span } from '../src/base/span.js';
import { toIsoKst } from '../src/base/time.js';

/** Fields of an order that a list shows: three dates, two enums, two amounts, one made of others (id), Korean text. */
export const FIELDS = [
  'id',
  'orderNumber',
  'lineNumber',
  'status',
  'claimStatus',
  'channelStatus',
  'orderedDate',
  'paidDate',
  'dispatchDueDate',
  'buyerId',
  'senderName',
  'senderTel',
  'receiverName',
  'receiverTel',
  'zipCode',
  'receiverAddress',
  'addressVersion',
  'shippingMemo',
  'productNumber',
  'productName',
  'productOptionName',
  'sellerProductCode',
  'productQuantity',
  'productPriceAmount',
  'shippingFee',
] as const;

/** How old the stored copy may be, in seconds. */
const MAX_AGES = { STORED: 366 * 24 * 3_600, FRESH: 0 } as const;

/** Orders of a span by their order date, with 25 fields, and how each channel fared. */
export const ordersQuery = (age: keyof typeof MAX_AGES): string => `
  query Orders($first: Int, $startDate: DateTime!, $endDate: DateTime!) {
    orders(first: $first, filter: { startDate: $startDate, endDate: $endDate }, maxAge: ${MAX_AGES[age]}) {
      totalCount
      nodes { ${FIELDS.join(' ')} }
      channels { channel { id } outcome elapsedMs error { code message } }
    }
  }`;

export interface OrdersAnswer {
  readonly orders: {
    readonly totalCount: number;
    readonly nodes: readonly object[];
    readonly channels: readonly {
      readonly channel: { readonly id: string };
      readonly outcome: string;
      readonly elapsedMs: number;
    }[];
  };
}

export const spanVariables = ({ start, end }: Span): { startDate: string; endDate: string } => ({
  startDate: toIsoKst(start),
  endDate: toIsoKst(end),
});

/** @throws Error unless every channel was read whole: anything else would be measured for less. */
export function assertFresh({ orders: { channels } }: OrdersAnswer): void {
  const others = channels.filter(({ outcome }) => outcome !== 'FRESH');
  if (others.length > 0) throw new Error(`not read whole: ${JSON.stringify(others)}`);
}
