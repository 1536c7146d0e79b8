import { SellerCancelReason } from '../../model/seller-cancel.js';

/** claim_reason_type, buyer's and seller's. Documented. */
const texts: Readonly<Record<string, string>> = {
  A: '고객변심',
  B: '배송지연',
  C: '배송불가지역',
  D: '포장불량',
  E: '상품 불만족',
  F: '상품정보상이',
  G: '서비스불만족',
  H: '품절',
  I: '기타',
  J: '배송오류',
  K: '상품불량',
  L: '수출/통관 불가',
};

export const reasonText = (type: string | null): string | null => (type === null ? null : (texts[type] ?? null));

/** What a buyer can give for a cancel; the others are the seller's own. Documented. */
export const isBuyersReason = (type: string): boolean => ['A', 'B', 'G', 'I'].includes(type);

/** What POST /cancellation takes as claim_reason_type. Documented. */
const isCancelReason = (type: string): boolean => 'ABCLDEFGHI'.includes(type) && type.length === 1;

/** Codes of one reason: Cafe24's, Naver Pay's, Kakao Pay's; null where that has none. */
export interface ReasonCodes {
  readonly cafe24: string;
  readonly naverPay: string | null;
  readonly kakaoPay: string | null;
}

/** Codes and their meanings documented, the pairing is ours. Neither Naver Pay nor Kakao Pay has one for "other". */
export const sellerReasons: Readonly<Record<SellerCancelReason, ReasonCodes>> = {
  [SellerCancelReason.SOLD_OUT]: { cafe24: 'H', naverPay: '56', kakaoPay: 'K7' },
  [SellerCancelReason.WRONG_PRICE]: { cafe24: 'F', naverPay: '60', kakaoPay: 'K6' },
  [SellerCancelReason.WRONG_PRODUCT_INFO]: { cafe24: 'F', naverPay: '60', kakaoPay: 'K6' },
  [SellerCancelReason.UNDELIVERABLE_ADDRESS]: { cafe24: 'C', naverPay: null, kakaoPay: null },
  [SellerCancelReason.BUYER_ASKED]: { cafe24: 'A', naverPay: '51', kakaoPay: 'K1' },
  [SellerCancelReason.OTHER]: { cafe24: 'I', naverPay: null, kakaoPay: null },
};

/** For granting what the buyer asked. The pairing is ours; without a better one it is a change of mind. */
export function buyersReason(type: string | null): ReasonCodes {
  const cafe24 = type !== null && isCancelReason(type) ? type : 'A';
  if (type === 'B') return { cafe24, naverPay: '55', kakaoPay: 'K3' };
  if (type === 'G') return { cafe24, naverPay: '54', kakaoPay: 'K1' };
  return { cafe24, naverPay: '51', kakaoPay: 'K1' };
}
