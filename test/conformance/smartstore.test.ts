import { Courier } from '../../src/model/courier.js';
import { ErrorCode } from '../../src/model/error-code.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { testChannel } from './suite.js';

testChannel({
  marketplace: Marketplace.SMARTSTORE,
  limits: {
    LIST_ORDERS: { maxWindowHours: 24, pageSize: 300 },
    GET_ORDERS: { maxBatch: 300 },
    LIST_UNPAID_ORDERS: { maxWindowHours: 24, pageSize: 300 },
    LIST_CANCELLATIONS: { maxWindowHours: 24, pageSize: 300 },
    LIST_WITHDRAWN_CANCELLATIONS: { maxWindowHours: 24, pageSize: 300 },
    CONFIRM_ORDER: { maxBatch: 30 },
    REGISTER_INVOICE: { maxBatch: 30 },
    APPROVE_CANCEL: { maxBatch: 1 },
  },
  numbers: { line: true, bundle: true, checkout: false },
  channelStatuses: {
    PAYMENT_PENDING: 'PAYMENT_WAITING',
    PAID: 'PAYED/NOT_YET',
    CONFIRMED: 'PAYED/OK',
    IN_TRANSIT: 'DELIVERING',
    DELIVERED: 'DELIVERED',
    PURCHASE_CONFIRMED: 'PURCHASE_DECIDED',
    CANCELED: 'CANCELED',
  },
  buyersCancel: { atOnceWhile: 'PAID', partGoesTo: 'SAME_LINE' },
  calls: {
    paidOrders: /^GET .*\/product-orders\?.*rangeType=PAYED_DATETIME/,
    openCancels: /^GET .*\/product-orders\?.*rangeType=CLAIM_REQUESTED_DATETIME/,
    confirm: '/product-orders/confirm',
    registerInvoice: '/product-orders/dispatch',
    approveCancel: '/claim/cancel/approve',
  },
  courier: { name: Courier.CJ_LOGISTICS, code: 'CJGLS' },
  carriesEmoji: true,
  wrongCredentials: { clientSecret: '$2a$04$zzzzzzzzzzzzzzzzzzzzzO' },
  refusals: {
    confirmCanceled: {
      code: ErrorCode.WRONG_STATE,
      channelCode: '104135',
      channelMessage: '주문 상태를 확인해주세요.',
    },
    usedInvoice: {
      code: ErrorCode.DUPLICATE,
      channelCode: '104121',
      channelMessage: '배송 송장 오류(기사용 송장)',
    },
  },
});
