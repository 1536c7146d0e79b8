import type { SandboxHost } from './sandbox-channel.js';

interface Operation {
  readonly call: string;
  /** The kind of channel that knows it; default: every kind. */
  readonly only?: 'SALES' | 'FULFILMENT' | 'SUPPLY';
  readonly does: string;
  readonly body?: unknown;
}

const operations: readonly Operation[] = [
  { call: 'GET /', does: 'This guide.' },
  {
    call: 'GET /{channelId}/lines',
    only: 'SALES',
    does: 'Every order line as the marketplace holds it, in its own words.',
  },
  {
    call: 'POST /{channelId}/orders',
    only: 'SALES',
    does: 'A buyer orders. Every field may be left out; paidAt null: not paid yet; visibleAt: lists show it from then.',
    body: {
      memo: '문 앞에 놓아 주세요',
      receiver: { name: '이보기' },
      lines: [{ productName: '면 양말 3켤레', unitPrice: 9_900, quantity: 2 }, { productName: '뷁 인형' }],
      bundles: [[0], [1]],
    },
  },
  {
    call: 'POST /{channelId}/lines/{orderNumber}/{lineNumber}/events',
    only: 'SALES',
    does:
      'Something happens to a line outside of the API: PAY, LAPSE, CHANGE_ADDRESS, REQUEST_CANCEL, WITHDRAW_CANCEL, ' +
      'MARKETPLACE_APPROVES_CANCEL, CONFIRM, DISPATCH, DELIVER, CONFIRM_PURCHASE. ' +
      'DELIVER is the next scan on the way to the door: Coupang takes two. 409 where the state does not allow it.',
    body: { kind: 'REQUEST_CANCEL', quantity: 1, reason: '단순 변심' },
  },
  {
    call: 'POST /{channelId}/lines/{orderNumber}/events',
    only: 'SALES',
    does: 'The same, for an order of one line.',
    body: { kind: 'CHANGE_ADDRESS', receiver: { address: '경기도 모형시 보기로 1', addressDetail: '2층' } },
  },
  { call: 'GET /{channelId}/ledger', only: 'FULFILMENT', does: 'Every row of the ledger with its parcels.' },
  {
    call: 'POST /{channelId}/ledger',
    only: 'FULFILMENT',
    does:
      'A line of a sales order enters the ledger. Every field may be left out; channelName is where it was sold, in Korean, ' +
      'orderCode and code are its numbers there. Rows of one releaseCode travel together.',
    body: { channelName: '쿠팡', orderCode: '30000000012345', code: null, dealName: '캔들 워머 세트' },
  },
  {
    call: 'POST /{channelId}/ledger/{ledgerNumber}/events',
    only: 'FULFILMENT',
    does:
      'The warehouse goes on with a row: ASSIGN_INVOICE, ADD_PARCEL, PRINT, CLOSE, CARGO_STATUS (key, any word), ' +
      'CANCEL_INVOICE. trackingNumber: of the new parcel, or which one is meant. 409 where the parcels do not allow it.',
    body: { kind: 'ASSIGN_INVOICE', courierName: '롯데택배', trackingNumber: '400000000041' },
  },
  { call: 'GET /{channelId}/supplier-orders', only: 'SUPPLY', does: 'Every order that the supplier took.' },
  {
    call: 'POST /{channelId}/supplier-orders/{orderNumber}/events',
    only: 'SUPPLY',
    does:
      'The supplier goes on with an order: PAY (the transfer arrived), PREPARE, SHIP, CANCEL (the next step of a ' +
      'cancellation). 409 where its state does not allow it.',
    body: { kind: 'PAY' },
  },
  {
    call: 'GET /{channelId}/goods',
    only: 'SUPPLY',
    does: 'What the supplier sells, and what stands in the way of it.',
  },
  {
    call: 'PUT /{channelId}/goods/{goodsNumber}',
    only: 'SUPPLY',
    does: 'Changes what is said of goods, or adds some: stock, isSoldOut, restockDate, price and the other fields of GET.',
    body: { stock: 1, isSoldOut: false },
  },
  { call: 'GET /{channelId}/cash', only: 'SUPPLY', does: 'The balance of our account there, in won.' },
  { call: 'PUT /{channelId}/cash', only: 'SUPPLY', does: 'Sets it.', body: { balance: 1_200 } },
  {
    call: 'POST /{channelId}/faults',
    does:
      'The next calls fail: TIMEOUT, RATE_LIMITED, INTERNAL, TRUNCATED, LOSE_ANSWER, REPEAT_PAGE, LATE, HTML, ' +
      'REFUSE_CONNECTION; count, method, path (a part of it) and, for LATE, delayMs may be left out.',
    body: { kind: 'LOSE_ANSWER', count: 1, method: 'POST' },
  },
  { call: 'DELETE /{channelId}/faults', does: 'No faults any more.' },
  { call: 'GET /{channelId}/calls', does: 'The calls that the marketplace got, oldest first.' },
  { call: 'DELETE /{channelId}/calls', does: 'Forgets them.' },
];

/** What the control API answers at its root. */
export const guide = (hosts: readonly SandboxHost[]): unknown => ({
  channels: hosts.map(({ id, marketplace, baseUrl }) => ({ channelId: id, marketplace, baseUrl })),
  operations,
});
