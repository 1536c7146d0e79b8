export type FaultBy = 'COUPANG' | 'VENDOR' | 'CUSTOMER' | 'WMS' | 'GENERAL';

/** Why a buyer cancels, in the words that receipts carry. */
export interface Reason {
  readonly code: string;
  readonly text: string;
  readonly category1: string;
  readonly category2: string;
  readonly faultBy: FaultBy;
}

const mind = ['고객변심', 'CUSTOMER'] as const;
const delivery = ['배송불만', 'VENDOR'] as const;
const carrier = ['배송불만', 'COUPANG'] as const;
const quality = ['상품불량', 'VENDOR'] as const;

/**
 * Codes and texts are the documented ones; which categories and which fault go with a code is known of four only
 * (CHANGEMIND, WRONGOPT, DELIVERYLATER, DEFECT) and assumed for the others.
 * @evidence documented
 */
const table: readonly (readonly [string, string, readonly [string, FaultBy], string])[] = [
  ['CHANGEMIND', '필요 없어짐 (단순 변심)', mind, '단순변심(사유없음)'],
  ['DIFFERENTOPT', '색상/ 사이즈가 기대와 다름', mind, '색상/사이즈'],
  ['CHEAPER', '다른 사이트의 가격이 더 저렴함', mind, '가격'],
  ['WRONGOPT', '상품의 옵션 선택을 잘못함', mind, '옵션변경'],
  ['REORDER', '상품을 추가하여 재주문', mind, '재주문'],
  ['OTHERS', '기타', mind, '기타'],
  ['DELIVERYLATER', '배송 예정일이 예상보다 늦음', delivery, '배송지연'],
  ['WRONGADDRESS', '배송지 입력 실수', mind, '배송지변경'],
  ['DELIVERYSTOP', '배송흐름이 멈춤', carrier, '배송지연'],
  ['CARRIERLOST', '택배사 상품 분실', carrier, '분실'],
  ['LOST', '배송 완료지만 상품 받지 못함', carrier, '분실'],
  ['PARTIALMISS', '주문상품 중 일부가 배송되지 않음', delivery, '오배송'],
  ['COMPOMISS', '상품의 구성품, 부속품이 제대로 들어있지 않음', quality, '구성품 누락'],
  ['LATEDELIVERED', '상품이 늦게 배송됨', delivery, '배송지연'],
  ['DAMAGED', '상품이 파손되어 배송됨', quality, '파손'],
  ['DEFECT', '상품 결함/기능에 이상이 있음', quality, '사용중 제품결함'],
  ['INACCURATE', '실제 상품이 상품 설명에 써있는 것과 다름', quality, '상품정보 상이'],
  ['BOTHDAMAGED', '포장과 상품 모두 훼손됨', quality, '파손'],
  ['SHIPBOXOK', '포장은 괜찮으나 상품이 파손됨', quality, '파손'],
  ['WRONGDELIVERY', '내가 주문한 상품과 아예 다른 상품이 배송됨', delivery, '오배송'],
  ['WRONGSIZECOL', '내가 주문한 상품과 다른 색상/ 사이즈의 상품이 배송됨', delivery, '오배송'],
];

const reasons: readonly Reason[] = table.map(([code, text, [category1, faultBy], category2]) => ({
  code,
  text,
  category1,
  category2,
  faultBy,
}));

const others: Reason = reasons.find((reason) => reason.code === 'OTHERS')!;

/** A code or its text is that reason; any other words are `OTHERS`, kept as the receipt's free text. */
export function reasonOf(words: string): { readonly reason: Reason; readonly freeText: string } {
  const known = reasons.find((reason) => reason.code === words || reason.text === words);
  return known ? { reason: known, freeText: '' } : { reason: others, freeText: words };
}
