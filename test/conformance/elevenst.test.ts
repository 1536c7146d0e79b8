import { Courier } from '../../src/model/courier.js';
import { ErrorCode } from '../../src/model/error-code.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { testChannel } from './suite.js';

testChannel({
  marketplace: Marketplace.ELEVENST,
  limits: {
    LIST_ORDERS: { maxWindowHours: 168, maxRows: 3_000 },
    GET_ORDERS: { maxBatch: 100 },
    LIST_UNPAID_ORDERS: { maxWindowHours: 168, maxRows: 3_000 },
    LIST_CANCELLATIONS: { maxWindowHours: 720, maxRows: 3_000 },
    LIST_WITHDRAWN_CANCELLATIONS: { maxWindowHours: 720, maxRows: 3_000 },
    CONFIRM_ORDER: { maxBatch: 1 },
    REGISTER_INVOICE: { maxBatch: 1 },
    APPROVE_CANCEL: { maxBatch: 1 },
  },
  numbers: { line: true, bundle: true, checkout: false },
  channelStatuses: {
    PAYMENT_PENDING: '102',
    PAID: '202',
    CONFIRMED: '301',
    IN_TRANSIT: '401',
    DELIVERED: '501',
    PURCHASE_CONFIRMED: '901',
    CANCELED: 'B01',
  },
  buyersCancel: { atOnceWhile: 'PAID', partGoesTo: 'SAME_LINE' },
  calls: {
    paidOrders: /^GET \/rest\/ordservices\/complete\//,
    openCancels: /^GET \/rest\/claimservice\/cancelorders\//,
    confirm: '/ordservices/reqpackaging/',
    registerInvoice: '/ordservices/reqdelivery/',
    approveCancel: '/claimservice/cancelreqconf/',
  },
  courier: { name: Courier.CJ_LOGISTICS, code: '00034' },
  carriesEmoji: false,
  wrongCredentials: { apiKey: '00000000000000000000000000000000' },
  refusals: {
    confirmCanceled: {
      code: ErrorCode.WRONG_STATE,
      channelCode: '-3211',
      channelMessage: '주문취소된 주문건입니다.',
    },
    usedInvoice: {
      code: ErrorCode.DUPLICATE,
      channelCode: '-3320',
      channelMessage: '이미 사용된 송장번호 입니다. 송장번호를 확인해주세요.',
    },
  },
});
