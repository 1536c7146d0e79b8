import { Courier } from '../../src/model/courier.js';
import { ErrorCode } from '../../src/model/error-code.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { testChannel } from './suite.js';

testChannel({
  marketplace: Marketplace.COUPANG,
  limits: {
    // 31 days may be refused already.
    LIST_ORDERS: { maxWindowHours: 720, pageSize: 50 },
    // Our own measure: orders are read one by one, and share what is read of their claims.
    GET_ORDERS: { maxBatch: 50 },
    // The tightest is the list of withdrawals.
    LIST_CANCELLATIONS: { maxWindowHours: 168, pageSize: 50 },
    LIST_WITHDRAWN_CANCELLATIONS: { maxWindowHours: 168, pageSize: 100 },
    CONFIRM_ORDER: { maxBatch: 50 },
    REGISTER_INVOICE: { maxBatch: 50 },
    APPROVE_CANCEL: { maxBatch: 1 },
  },
  numbers: { line: true, bundle: true, checkout: false },
  channelStatuses: {
    PAID: 'ACCEPT',
    CONFIRMED: 'INSTRUCT',
    DISPATCHED: 'DEPARTURE',
    IN_TRANSIT: 'DELIVERING',
    DELIVERED: 'FINAL_DELIVERY',
    PURCHASE_CONFIRMED: 'FINAL_DELIVERY',
    // The order sheet has no word for it; the receipt's two have.
    CANCELED: 'CANCEL/RETURNS_COMPLETED',
  },
  buyersCancel: { atOnceWhile: 'PAID', partGoesTo: 'SAME_LINE' },
  calls: {
    paidOrders: /^GET .*\/ordersheets\?.*status=ACCEPT/,
    openCancels: /^GET .*\/returnRequests\?.*status=UC/,
    confirm: '/ordersheets/acknowledgement',
    registerInvoice: '/orders/invoices',
    approveCancel: '/stoppedShipment',
  },
  courier: { name: Courier.CJ_LOGISTICS, code: 'CJGLS' },
  carriesEmoji: true,
  wrongCredentials: { secretKey: 'not-the-secret-key' },
  refusals: {
    confirmCanceled: {
      code: ErrorCode.WRONG_STATE,
      channelCode: 'INVALID_STATUS',
      channelMessage: '배송상태를 변경할 수 없습니다. 주문내역을 확인해주세요.',
    },
    usedInvoice: {
      code: ErrorCode.DUPLICATE,
      channelCode: 'NOT_ALLOW_INVOICE_NUMBER_RE_UPLOAD',
      channelMessage: '이미 저장된 송장번호가 있어, 송장번호 등록이 불가능합니다.',
    },
  },
});
