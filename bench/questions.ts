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
const MAX_AGES = { MAX_AGE: 366 * 24 * 3_600, LIVE: 0 } as const;

/** Orders of a span by their order date, with 25 fields, and how each channel fared. */
export const ordersQuery = (age: keyof typeof MAX_AGES): string => `
  query Orders($first: Int, $startDate: DateTime!, $endDate: DateTime!) {
    orders(first: $first, filter: { startDate: $startDate, endDate: $endDate }, maxAge: ${MAX_AGES[age]}) {
      totalCount
      nodes { ${FIELDS.join(' ')} }
      channels { channel { id } outcome calls elapsedMs error { code message } }
    }
  }`;
