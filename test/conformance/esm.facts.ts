import { SECOND } from '../../src/base/time.js';
import { Courier } from '../../src/model/courier.js';
import { ErrorCode } from '../../src/model/error-code.js';
import type { ChannelFacts } from './facts.js';

const LISTS_PER_MINUTE = 12;
const ONE = { maxBatch: 1 };

/** What Gmarket and Auction share: one protocol, one sheet. */
export const esmFacts = {
  limits: {
    // One call in five seconds for both lists of orders; the others have no documented rate.
    LIST_ORDERS: { maxWindowHours: 744, pageSize: 1_000, callsPerMinute: LISTS_PER_MINUTE },
    GET_ORDERS: ONE,
    LIST_UNPAID_ORDERS: { maxWindowHours: 744, pageSize: 1_000, callsPerMinute: LISTS_PER_MINUTE },
    // Seven days are documented, exactly seven were refused; a day of them is for refunds that lag behind their approval.
    LIST_CANCELLATIONS: { maxWindowHours: 120 },
    LIST_WITHDRAWN_CANCELLATIONS: { maxWindowHours: 120 },
    CONFIRM_ORDER: ONE,
    REGISTER_INVOICE: ONE,
    UPDATE_INVOICE: ONE,
    APPROVE_CANCEL: ONE,
    CANCEL_ORDER: ONE,
    DELAY_DISPATCH: ONE,
    MARK_DELIVERED: ONE,
  },
  // OrderNo is a line by itself.
  numbers: { line: false, bundle: true, checkout: true },
  channelStatuses: {
    PAYMENT_PENDING: '0',
    PAID: '1',
    CONFIRMED: '2',
    IN_TRANSIT: '3',
    DELIVERED: '4',
    PURCHASE_CONFIRMED: '5',
    CANCELED: '6/3',
  },
  // A cancel has no quantity. A request that nobody answers is granted after 24 hours. No list has orders under a claim.
  buyersCancel: { atOnceWhile: 'PAID', partGoesTo: null, grantedAfterHours: 24, hidesOrder: true },
  calls: {
    paidOrders: /^POST \/shipping\/v1\/Order\/RequestOrders$/,
    openCancels: /^POST \/claim\/v1\/sa\/Cancels$/,
    confirm: '/Order/OrderCheck/',
    registerInvoice: '/Delivery/ShippingInfo',
    approveCancel: { method: 'PUT', path: '/claim/v1/sa/Cancel/' },
    // The same call again.
    updateInvoice: '/Delivery/ShippingInfo',
    cancelOrder: { method: 'POST', path: '/claim/v1/sa/Cancel/' },
    delayDispatch: '/Order/ShippingExpectedDate',
    markDelivered: '/Delivery/AddShippingCompleteInfo/',
  },
  rates: [{ counted: /\/(?:Pre)?RequestOrders$/, most: 1, perMs: 5 * SECOND }],
  courier: { name: Courier.CJ_LOGISTICS, code: '10013' },
  carriesEmoji: true,
  wrongCredentials: { secretKey: 'not-the-secret-key' },
  refusals: {
    confirmCanceled: { code: ErrorCode.WRONG_STATE, channelCode: '3000', channelMessage: '취소된 주문번호입니다.' },
    // Each order of a bundle takes a call of its own with the same number.
    usedInvoice: null,
    lateInvoiceChange: {
      code: ErrorCode.WRONG_STATE,
      channelCode: '3000',
      channelMessage: '경매상태가 발송가능한 상태가 아닙니다.',
    },
    delayDispatched: {
      code: ErrorCode.WRONG_STATE,
      channelCode: '3000',
      channelMessage: '해당 물품을 발송 지연할 수 없습니다',
    },
    cancelDispatched: {
      code: ErrorCode.WRONG_STATE,
      channelCode: '8668',
      channelMessage: '취소 가능한 주문상태가 아닙니다',
    },
  },
  mostDelayDays: 90,
} as const satisfies Omit<ChannelFacts, 'marketplace'>;
