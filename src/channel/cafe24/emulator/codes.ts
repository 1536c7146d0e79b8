/** 주문상태 of a line, and what the back office calls it. @evidence documented */
export const statusTexts = {
  N00: '입금전',
  N01: '교환접수-교환상품',
  N02: '주문접수중',
  N03: '교환접수-카드결제대기',
  N10: '상품준비중',
  N20: '배송준비중',
  N21: '배송대기',
  N22: '배송보류',
  N30: '배송중',
  N40: '배송완료',
  N50: '구매확정',
  C00: '취소신청',
  C10: '취소접수',
  C11: '취소접수거부',
  C34: '취소처리중',
  C35: '취소처리중',
  C36: '취소처리중',
  C40: '취소완료',
  C41: '취소완료',
  C42: '취소완료',
  C43: '취소완료',
  C47: '입금전취소-구매자',
  C48: '입금전취소-자동',
  C49: '입금전취소-관리자',
  R00: '반품신청',
  R10: '반품접수',
  R11: '반품접수거부',
  R12: '반품보류',
  R13: '반품수거완료(자동)',
  R20: '반품수거완료',
  R30: '반품처리중-수거전',
  R31: '반품처리중-수거완료',
  R34: '반품처리중-환불전',
  R36: '반품처리중-환불보류',
  R40: '반품완료',
  R41: '반품완료-환불전',
  R42: '반품완료-환불요청중',
  R43: '반품완료-환불보류',
  E00: '교환신청',
  E10: '교환접수',
  E11: '교환접수거부',
  E12: '교환보류',
  E13: '교환수거완료(자동)',
  E20: '교환준비',
  E30: '교환처리중',
  E31: '교환처리중',
  E32: '교환처리중',
  E33: '교환처리중',
  E34: '교환처리중',
  E35: '교환처리중',
  E36: '교환처리중',
  E40: '교환완료',
  E41: '교환철회',
  E50: '교환철회-판매자',
  E51: '교환철회-구매자',
} as const;
export type OrderStatus = keyof typeof statusTexts;

export const isOrderStatus = (text: string): text is OrderStatus => Object.hasOwn(statusTexts, text);

/** Which date of an order, or of a line of it, a list compares. @evidence documented */
export const dateTypes = [
  'order_date',
  'pay_date',
  'shipbegin_date',
  'shipend_date',
  'cancel_date',
  'place_date',
  'cancel_request_date',
  'cancel_accept_date',
  'cancel_complete_date',
  'exchange_request_date',
  'exchange_accept_date',
  'exchange_complete_date',
  'return_request_date',
  'return_accept_date',
  'return_complete_date',
  'purchaseconfirmation_date',
] as const;
export type DateType = (typeof dateTypes)[number];

/** 주문경로. `self` is what real orders of the mall's own carry, the others what the reference lists. @evidence documented */
export const orderPlaces = [
  'self',
  'cafe24',
  'mobile',
  'mobile_d',
  'NCHECKOUT',
  'inpark',
  'auction',
  'sk11st',
  'gmarket',
  'coupang',
  'shopn',
] as const;

/** Words with which the status of a shipment is written and read, and the line's status of each. @evidence documented */
export const shipmentStatuses = { standby: 'N21', shipping: 'N30', shipped: 'N40' } as const;
export type ShipmentStatus = keyof typeof shipmentStatuses;

/** The seller's reasons for a claim. @evidence documented */
export const sellerReasons = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'] as const;
/** Of them those for a cancel. @evidence documented */
export const cancelReasons = ['A', 'B', 'C', 'L', 'D', 'E', 'F', 'G', 'H', 'I'] as const;
/** A buyer's reasons for a cancel, and for a return or exchange. @evidence documented */
export const buyerReasons = {
  Cancellation: ['A', 'B', 'G', 'I'],
  Return: ['O', 'P', 'V', 'W'],
  Exchange: ['O', 'P', 'V', 'W'],
} as const;

export const naverPayReasons = ['51', '52', '53', '54', '55', '56', '60'] as const;
export const kakaoPayReasons = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7'] as const;
export const refundMethods = ['T', 'F', 'M', 'G', 'C', 'D', 'Z', 'O', 'V', 'J', 'K', 'I'] as const;
