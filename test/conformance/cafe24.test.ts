import { Courier } from '../../src/model/courier.js';
import { ErrorCode } from '../../src/model/error-code.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { testChannel } from './suite.js';

// A bucket of 40 calls that drains two a second; three months at once, whichever three: 89 days; offsets end at 15000.
const callsPerMinute = 120;
const list = { maxWindowHours: 89 * 24, maxRows: 16_000, pageSize: 1_000, callsPerMinute };

/** One text for every state that does not allow a change. */
const wrongState = {
  code: ErrorCode.WRONG_STATE,
  channelCode: '422',
  channelMessage: 'You cannot change to that order state.',
};

testChannel(
  {
    marketplace: Marketplace.CAFE24,
    limits: {
      LIST_ORDERS: list,
      GET_ORDERS: { maxBatch: 100, callsPerMinute },
      LIST_UNPAID_ORDERS: list,
      LIST_CANCELLATIONS: list,
      LIST_WITHDRAWN_CANCELLATIONS: list,
      CONFIRM_ORDER: { maxBatch: 100, callsPerMinute },
      REGISTER_INVOICE: { maxBatch: 100, callsPerMinute },
      UPDATE_INVOICE: { maxBatch: 1, callsPerMinute },
      APPROVE_CANCEL: { maxBatch: 100, callsPerMinute },
      REJECT_CANCEL: { maxBatch: 100, callsPerMinute },
      CANCEL_ORDER: { maxBatch: 1, callsPerMinute },
      DELAY_DISPATCH: { maxBatch: 1, callsPerMinute },
      MARK_DELIVERED: { maxBatch: 1, callsPerMinute },
    },
    numbers: { line: true, bundle: true, checkout: false },
    channelStatuses: {
      PAYMENT_PENDING: 'N00',
      PAID: 'N10',
      CONFIRMED: 'N20',
      IN_TRANSIT: 'N30',
      DELIVERED: 'N40',
      PURCHASE_CONFIRMED: 'N50',
      CANCELED: 'C40',
    },
    buyersCancel: { atOnceWhile: 'PAYMENT_PENDING', partGoesTo: 'NEW_LINE', grantedAs: 'C10' },
    calls: {
      paidOrders: /^GET .*\/orders\?.*date_type=pay_date/,
      openCancels: /^GET .*\/orders\?.*date_type=cancel_request_date/,
      confirm: { method: 'PUT', path: '/admin/orders' },
      registerInvoice: { method: 'POST', path: '/shipments' },
      updateInvoice: { method: 'PUT', path: '/shipments/' },
      approveCancel: { method: 'POST', path: '/cancellation' },
      rejectCancel: { method: 'PUT', path: '/cancellationrequests' },
      cancelOrder: { method: 'POST', path: '/cancellation' },
      delayDispatch: { method: 'PUT', path: '/items/' },
      markDelivered: { method: 'PUT', path: '/shipments/' },
    },
    // A refresh token serves once.
    spendsTokens: true,
    courier: { name: Courier.CJ_LOGISTICS, code: '0006' },
    carriesEmoji: true,
    wrongCredentials: { refreshToken: 'RtNobody00000000000000' },
    refusals: {
      confirmCanceled: wrongState,
      // Several orders may travel under one number, which is registered on each.
      usedInvoice: null,
      rejectWithdrawn: wrongState,
      delayDispatched: wrongState,
      cancelDispatched: wrongState,
    },
  },
  {
    expectedFailures: {
      'CAN-06': 'A mall has no marketplace above it: whoever approves is the seller (README, 4i).',
      'CAN-07': 'A part of an order can not be cancelled before payment, and is asked for after it (README, 4e).',
    },
  },
);
