import type { SandboxHost } from './sandbox-channel.js';

interface Operation {
  readonly call: string;
  readonly does: string;
  readonly body?: unknown;
}

const operations: readonly Operation[] = [
  { call: 'GET /', does: 'This guide.' },
  { call: 'GET /{channelId}/lines', does: 'Every order line as the marketplace holds it, in its own words.' },
  {
    call: 'POST /{channelId}/orders',
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
    does:
      'Something happens to a line outside of the API: PAY, LAPSE, CHANGE_ADDRESS, REQUEST_CANCEL, WITHDRAW_CANCEL, ' +
      'MARKETPLACE_APPROVES_CANCEL, CONFIRM, DISPATCH, DELIVER, CONFIRM_PURCHASE. ' +
      'DELIVER is the next scan on the way to the door: Coupang takes two. 409 where the state does not allow it.',
    body: { kind: 'REQUEST_CANCEL', quantity: 1, reason: '단순 변심' },
  },
  {
    call: 'POST /{channelId}/lines/{orderNumber}/events',
    does: 'The same, for an order of one line.',
    body: { kind: 'CHANGE_ADDRESS', receiver: { address: '경기도 모형시 보기로 1', addressDetail: '2층' } },
  },
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
