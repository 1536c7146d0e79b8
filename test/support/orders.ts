import type { LineToPlace, OrderToPlace, Receiver } from '../../src/sandbox/emulator.js';

/** Nobody's address. */
export const RECEIVER: Receiver = {
  name: '이보기',
  tel: '010-0000-1234',
  tel2: null,
  zipCode: '06100',
  address: '서울특별시 견본구 예시대로 7',
  addressDetail: '101동 1001호',
};

/** Where they move to. */
export const NEW_RECEIVER: Receiver = {
  name: '이보기',
  tel: '010-0000-4321',
  tel2: null,
  zipCode: '48058',
  address: '부산광역시 가상구 견본동로 12',
  addressDetail: '3층',
};

/** Amounts that differ from each other, so that none is taken for another. */
export const aLine = (changes: Partial<LineToPlace> = {}): LineToPlace => ({
  productName: '모달 라운드 티셔츠',
  optionName: '색상=네이비 / 사이즈=L',
  sellerProductCode: 'TS-001',
  unitPrice: 18_000,
  optionPrice: 2_000,
  quantity: 3,
  sellerDiscount: 1_500,
  mallDiscount: 700,
  ...changes,
});

export const anOrder = (changes: Partial<OrderToPlace> = {}): OrderToPlace => ({
  buyer: { name: '김견본', tel: '010-0000-0001' },
  receiver: RECEIVER,
  memo: '부재 시 문 앞에 놓아 주세요',
  shippingFee: 2_500,
  remoteShippingFee: 3_000,
  lines: [aLine()],
  ...changes,
});

/** An order of several different products, all in one parcel. */
export const anOrderOf = (lineCount: number, changes: Partial<OrderToPlace> = {}): OrderToPlace =>
  anOrder({
    lines: Array.from({ length: lineCount }, (_, index) =>
      aLine({ productName: `국산 참깨 볶음 ${index + 1}호`, sellerProductCode: `FD-${index + 1}` }),
    ),
    ...changes,
  });
