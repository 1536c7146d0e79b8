import { Courier } from '../../src/model/courier.js';
import { ErrorCode } from '../../src/model/error-code.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { testChannel } from './suite.js';

testChannel(
  {
    marketplace: Marketplace.OWN_MALL,
    limits: {
      LIST_ORDERS: { maxWindowHours: 744, pageSize: 500, callsPerMinute: 300 },
      // Our own measure: single reads are one by one.
      GET_ORDERS: { maxBatch: 50, callsPerMinute: 300 },
      LIST_UNPAID_ORDERS: { maxWindowHours: 744, pageSize: 500, callsPerMinute: 300 },
      LIST_CANCELLATIONS: { maxWindowHours: 744, pageSize: 500, callsPerMinute: 300 },
      LIST_WITHDRAWN_CANCELLATIONS: { maxWindowHours: 744, pageSize: 500, callsPerMinute: 300 },
      CONFIRM_ORDER: { maxBatch: 1, callsPerMinute: 300 },
      REGISTER_INVOICE: { maxBatch: 1, callsPerMinute: 300 },
      APPROVE_CANCEL: { maxBatch: 1, callsPerMinute: 300 },
    },
    numbers: { line: false, bundle: false, checkout: true },
    channelStatuses: {
      PAYMENT_PENDING: 'UNPAID',
      PAID: 'PAID',
      CONFIRMED: 'CONFIRMED',
      IN_TRANSIT: 'SHIPPING',
      DELIVERED: 'DELIVERED',
      PURCHASE_CONFIRMED: 'PURCHASE_CONFIRMED',
      CANCELED: 'CANCELED',
    },
    buyersCancel: { atOnceWhile: 'PAID', partGoesTo: 'SAME_LINE' },
    calls: {
      paidOrders: /^GET .*\/orders\?.*date_type=paid_date/,
      openCancels: /^GET .*\/canceled-orders\?.*date_type=cancel_request_date/,
      confirm: '/channel-api/v1/orders/confirm',
      registerInvoice: '/channel-api/v1/orders/invoice',
      approveCancel: '/channel-api/v1/canceled-orders/approve',
    },
    courier: { name: Courier.CJ_LOGISTICS, code: 'CJ' },
    carriesEmoji: true,
    wrongCredentials: { apiKey: 'own-mall-sandbox-channel-key-99999999' },
    refusals: {
      confirmCanceled: {
        code: ErrorCode.WRONG_STATE,
        channelCode: 'ALREADY_CANCELED',
        channelMessage: '이미 취소된 주문입니다.',
      },
      // The contract lets several orders go under one number; its code table has no refusal for it.
      usedInvoice: null,
    },
  },
  {
    expectedFailures: {
      'CAN-06': 'The contract does not tell who approved a cancel (openapi.yaml, CancelInfo).',
    },
  },
);
