import { registerEnumType } from 'type-graphql';
import { ActionState, ActionType } from '../model/action.js';
import { CancellationStatus, Party } from '../model/cancellation.js';
import { Courier } from '../model/courier.js';
import { DelayReason } from '../model/dispatch-delay.js';
import { ErrorCode } from '../model/error-code.js';
import { Capability, ChannelRole, Marketplace } from '../model/marketplace.js';
import { ClaimStatus, OrderStatus } from '../model/order.js';
import { SellerCancelReason } from '../model/seller-cancel.js';
import { SettleKind, SupplierOrderSource, SupplierPaymentStatus } from '../model/supplier-order.js';

const describe = (texts: Readonly<Record<string, string>>): Record<string, { description: string }> =>
  Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));

registerEnumType(Marketplace, {
  name: 'Marketplace',
  description: 'The systems that Moa knows.',
  valuesConfig: describe({
    OWN_MALL: '자사몰',
    COUPANG: '쿠팡',
    ELEVENST: '11번가',
    SMARTSTORE: '네이버 스마트스토어',
    GMARKET: 'G마켓 (ESM, siteType 2)',
    AUCTION: '옥션 (ESM, siteType 1)',
    CAFE24: '카페24',
    JUNGLEBOOK: '정글북: supplier',
    POOMGO: '품고: fulfilment',
  }),
});
registerEnumType(ChannelRole, { name: 'ChannelRole', description: 'What a channel is for the seller.' });
registerEnumType(Capability, { name: 'Capability', description: 'Something that a channel can do.' });
registerEnumType(Courier, { name: 'Courier', description: 'Couriers (택배사), by names shared by all channels.' });
registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'What went wrong; match this, never a message.',
  valuesConfig: describe({
    WRONG_STATE: 'The order or claim is no longer in a state that allows this.',
    CANCEL_PENDING: 'A cancel request of the buyer is open: dispatching would ship a cancelled order.',
    ADDRESS_CHANGED: 'The buyer changed the delivery address after it was shown.',
    OUTCOME_UNKNOWN: 'It is not known whether the marketplace carried it out; it is being reconciled.',
  }),
});
registerEnumType(DelayReason, { name: 'DelayReason', description: 'Why a dispatch is put off (발송지연).' });
registerEnumType(SellerCancelReason, {
  name: 'SellerCancelReason',
  description: 'Why the seller cancels an order (판매취소).',
});
registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description: 'Where an order line stands.',
  valuesConfig: describe({
    PAYMENT_PENDING: '입금대기',
    PAID: '결제완료 (신규주문)',
    CONFIRMED: '발주확인, 상품준비중',
    DISPATCHED: '송장등록, 발송처리, 배송지시',
    IN_TRANSIT: '배송중',
    DELIVERED: '배송완료',
    PURCHASE_CONFIRMED: '구매확정',
    CANCELED: '취소완료',
    UNKNOWN: 'A status that is not in the tables: channelStatus has it verbatim.',
  }),
});
registerEnumType(ClaimStatus, { name: 'ClaimStatus', description: 'Where the latest claim of a line stands.' });
registerEnumType(CancellationStatus, {
  name: 'CancellationStatus',
  description: 'Where a cancellation stands.',
  valuesConfig: describe({
    REQUESTED: '취소요청',
    WITHDRAWN: '취소철회',
    APPROVED: '취소승인',
    REJECTED: '취소거부',
    COMPLETED: '취소완료',
  }),
});
registerEnumType(Party, { name: 'Party', description: 'Who did something.' });
registerEnumType(ActionType, { name: 'ActionType', description: 'What was asked of a marketplace.' });
registerEnumType(ActionState, {
  name: 'ActionState',
  description: 'Where an action stands.',
  valuesConfig: describe({
    PENDING: 'Written down, not yet sent.',
    UNKNOWN: 'Sent, no answer: being reconciled against the marketplace.',
  }),
});
registerEnumType(SettleKind, {
  name: 'SettleKind',
  description: 'How a supplier is paid.',
  valuesConfig: describe({ BANK_TRANSFER: '무통장, "a"', CASH: '캐쉬결제, "s"' }),
});
registerEnumType(SupplierOrderSource, {
  name: 'SupplierOrderSource',
  description: "Through which of the buyer's channels the goods were sold.",
  valuesConfig: describe({
    OWN_GOODS: 'Own goods sent to the warehouse (자사상품 발주); stock is not checked.',
  }),
});
registerEnumType(SupplierPaymentStatus, {
  name: 'SupplierPaymentStatus',
  description: 'Whether a supplier was paid with the order.',
  valuesConfig: describe({ NOT_DUE: 'Bank transfer or test order: nothing was to be paid now.' }),
});
