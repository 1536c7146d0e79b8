import type { Instant } from '../../../base/clock.js';
import { DAY, HOUR, startOfKstDay } from '../../../base/time.js';
import type { Receiver } from '../../../sandbox/emulator.js';
import { amountFields, amountsOf, paidForOrder, settlementFields } from './amounts.js';
import { printInstant } from './instants.js';
import type { Claim, Order, Parcel, ProductOrder } from './state.js';

type Fields = Record<string, unknown>;

/** The seller's account as orders name it; a token for SELLER asks by it. */
export const MALL_ID = 'ncp_0gaon_01';

const TAKING_ADDRESS: Fields = {
  addressType: 'DOMESTIC',
  baseAddress: '경기도 한빛시 물류로 77',
  city: '',
  country: '',
  detailedAddress: '2동 1층 출고장',
  name: '가온상점 출고지',
  state: '',
  tel1: '031-000-7700',
  zipCode: '10077',
  isRoadNameAddress: true,
};

/** An absent field is left out, never null. @evidence documented */
const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

const printed = (instant: Instant | null): string | null => (instant === null ? null : printInstant(instant));

/** 23:59:59 of the third Korean day after, as the samples show. @evidence assumed */
const threeDaysAfter = (instant: Instant): string => printInstant(startOfKstDay(instant) + 4 * DAY - 1000);

export interface DetailOptions {
  readonly now: Instant;
  /** The client knows partial quantity claims. */
  readonly compatibility: boolean;
  /** Adds the deprecated top-level copy of the current claim, as /query does and the conditional list does not. */
  readonly deprecatedCopies: boolean;
}

/**
 * One product order in full. What a client that does not ask for quantityClaimCompatibility is not told (initial…, remain…
 * and completedClaims) is a guess.
 * @evidence assumed
 */
export function detailOf(row: ProductOrder, options: DetailOptions): Fields {
  const cancel = row.claim && cancelFields(row.claim);
  const productOrder = productOrderFields(row);
  const completed = options.compatibility && row.pastClaims.length > 0 ? row.pastClaims.map(completedFields) : null;
  return present({
    order: orderFields(row.order),
    productOrder: options.compatibility ? productOrder : withoutQuantities(productOrder),
    cancel: options.deprecatedCopies ? cancel : null,
    currentClaim: cancel && { cancel },
    completedClaims: completed,
    delivery: row.parcel && deliveryFields(row.parcel, options.now),
  });
}

const withoutQuantities = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !/^(initial|remain)[A-Z]/.test(name)));

/** Names and types are documented; which of them a plain order carries was observed. @evidence observed */
const orderFields = (order: Order): Fields =>
  present({
    orderId: order.orderId,
    orderDate: printInstant(order.orderedAt),
    ordererId: order.buyer.ordererId,
    ordererNo: order.buyer.ordererNo,
    ordererName: order.buyer.name,
    ordererTel: order.buyer.tel,
    isDeliveryMemoParticularInput: 'false',
    paymentDate: printed(order.paidAt),
    paymentDueDate: order.byTransfer ? threeDaysAfter(order.orderedAt) : null,
    paymentMeans: order.byTransfer ? '무통장입금' : '신용카드 간편결제',
    payLocationType: 'MOBILE',
    orderDiscountAmount: 0,
    generalPaymentAmount: order.paidAt === null ? 0 : paidForOrder(order.productOrders),
    naverMileagePaymentAmount: 0,
    chargeAmountPaymentAmount: 0,
    checkoutAccumulationPaymentAmount: 0,
    payLaterPaymentAmount: 0,
    isMembershipSubscribed: false,
  });

/** Names and types are documented; which of them a plain row carries was observed. @evidence observed */
function productOrderFields(row: ProductOrder): Fields {
  const { line, order, claim } = row;
  return present({
    productOrderId: row.productOrderId,
    claimType: claim?.type,
    claimStatus: claim?.status,
    claimId: claim?.claimId,
    productOrderStatus: row.status,
    placeOrderStatus: row.placeStatus,
    placeOrderDate: printed(row.placedAt),
    decisionDate: printed(row.decidedAt),
    quantity: line.quantity,
    initialQuantity: line.quantity,
    remainQuantity: row.remainQuantity,
    unitPrice: line.unitPrice,
    optionPrice: line.optionPrice,
    ...amountFields(row),
    appliedCoupons: couponsOf(row),
    ...productFields(row),
    ...shippingFields(row),
    shippingDueDate: threeDaysAfter(order.paidAt ?? order.orderedAt),
    shippingAddress: addressFields(order.receiver),
    shippingMemo: order.memo || null,
    takingAddress: TAKING_ADDRESS,
    commissionRatingType: '결제수수료',
    commissionPrePayStatus: 'GENERAL_PRD',
    ...settlementFields(row),
    inflowPath: '검색>쇼핑검색(네이버쇼핑)',
    inflowPathAdd: 'undefined',
    taxType: 'TAXATION',
    logisticsDirectContracted: false,
  });
}

/** The marketplace's discount is a coupon that Naver pays for whole. @evidence assumed */
function couponsOf(row: ProductOrder): Fields[] | null {
  const { mallDiscount } = amountsOf(row, row.line.quantity);
  if (mallDiscount === 0) return null;
  const couponPublishNumber = `90000${row.product.itemNo.slice(-9)}`;
  return [
    {
      couponPublishNumber,
      couponClassCode: 'NMP_PRD_DCNT',
      couponDiscountAmount: mallDiscount,
      naverBurdenRatio: 100,
    },
  ];
}

/** A product without options is 단일상품 and has no productOption. @evidence observed */
const productFields = ({ line, product }: ProductOrder): Fields => ({
  productId: product.productId,
  originalProductId: product.originalProductId,
  merchantChannelId: '100000077',
  productName: line.productName,
  productClass: line.optionName === null ? '단일상품' : '조합형옵션상품',
  productOption: line.optionName,
  itemNo: product.itemNo,
  optionCode: product.itemNo,
  optionManageCode: product.optionManageCode,
  sellerProductCode: line.sellerProductCode,
  mallId: MALL_ID,
});

/** Fees of the bundle, repeated on each of its rows; the labels are Korean text. @evidence assumed */
const shippingFields = ({ bundle }: ProductOrder): Fields => ({
  packageNumber: bundle.packageNumber,
  deliveryPolicyType: bundle.deliveryFee > 0 ? '조건부무료' : '무료',
  shippingFeeType: bundle.deliveryFee > 0 ? '선결제' : '무료',
  deliveryFeeAmount: bundle.deliveryFee,
  deliveryDiscountAmount: 0,
  sectionDeliveryFee: bundle.sectionDeliveryFee,
  expectedDeliveryMethod: 'DELIVERY',
  expectedDeliveryCompany: 'CJGLS',
  deliveryAttributeType: 'NORMAL',
});

/** @evidence documented */
const addressFields = (receiver: Receiver): Fields =>
  present({
    addressType: 'DOMESTIC',
    baseAddress: receiver.address,
    city: '',
    country: '',
    detailedAddress: receiver.addressDetail,
    name: receiver.name,
    state: '',
    tel1: receiver.tel,
    tel2: receiver.tel2,
    zipCode: receiver.zipCode,
    isRoadNameAddress: true,
  });

/** Names are documented; 구매회원 as the channel of a buyer's request is the sheet's guess. @evidence assumed */
const cancelFields = (claim: Claim): Fields =>
  present({
    claimId: claim.claimId,
    claimStatus: claim.status,
    claimRequestDate: printInstant(claim.requestedAt),
    cancelReason: claim.reason,
    cancelDetailedReason: claim.detail,
    requestChannel: '구매회원',
    requestQuantity: claim.quantity,
    cancelApprovalDate: printed(claim.completedAt),
    cancelCompletedDate: printed(claim.completedAt),
  });

/** The same facts under the other names that completedClaims has. @evidence documented */
const completedFields = (claim: Claim): Fields =>
  present({
    claimType: claim.type,
    claimId: claim.claimId,
    claimStatus: claim.status,
    claimRequestDate: printInstant(claim.requestedAt),
    requestChannel: '구매회원',
    claimRequestDetailContent: claim.detail,
    claimRequestReason: claim.reason,
    requestQuantity: claim.quantity,
    claimRequestAdmissionDate: printed(claim.completedAt),
    claimCompleteOperationDate: printed(claim.completedAt),
  });

/** How long after dispatch the courier collects. */
const PICKUP_AFTER = 4 * HOUR;

/** Tracking as time passes: collected four hours after dispatch, delivered when the courier says so. @evidence assumed */
function deliveryFields(parcel: Parcel, now: Instant): Fields {
  const isTracked = parcel.trackingNumber !== null;
  const pickedUpAt = Math.min(parcel.sentAt + PICKUP_AFTER, parcel.deliveredAt ?? Infinity);
  const isPickedUp = isTracked && pickedUpAt <= now;
  return present({
    deliveryCompany: parcel.courierCode,
    deliveryMethod: parcel.method,
    deliveryStatus: isTracked ? trackingStatus(parcel, isPickedUp) : 'NOT_TRACKING',
    isWrongTrackingNumber: false,
    pickupDate: isPickedUp ? printInstant(pickedUpAt) : null,
    deliveredDate: printed(parcel.deliveredAt),
    sendDate: printInstant(parcel.sentAt),
    trackingNumber: parcel.trackingNumber,
  });
}

function trackingStatus(parcel: Parcel, isPickedUp: boolean): string {
  if (parcel.deliveredAt !== null) return 'DELIVERY_COMPLETION';
  return isPickedUp ? 'COLLECT_CARGO' : 'COLLECT_WAIT';
}
