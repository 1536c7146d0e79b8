import type { GoodsEntry } from './catalogue.js';

/** Some for every answer: 7401 and 10512 are those of the sheet's samples, 20001 are goods of the buyer's own (opo). */
export const SEEDED_GOODS: readonly (readonly [goodsNumber: number, entry: GoodsEntry])[] = [
  [7401, { name: '견본 사료 2kg', price: 7_900, stock: 57 }],
  [10512, { name: '견본 간식', price: 3_000, stock: 420 }],
  [
    7402,
    { name: '뷁 캣타워 "특대" <조립>', price: 89_000, stock: 8, delivery: { type: 4, title: '고정', fee: 8_000 } },
  ],
  [7403, { name: '견본 모래 & 삽 세트', price: 12_400, stock: 75, delivery: { type: 1, title: '무료', fee: 0 } }],
  [7404, { name: '견본 수조 60L', price: 45_000, stock: 12, delivery: { type: 3, title: '착불', fee: 0 } }],
  [
    7405,
    { name: '견본 배변패드 100매', price: 15_900, stock: 300, delivery: { type: 5, title: '수량별', fee: 2_000 } },
  ],
  [7406, { name: '견본 통조림 85g', price: 900, stock: 2_400, packageUnit: 24, isSoldByPackage: true }],
  [7407, { name: '견본 하네스 (사이즈 선택)', price: 14_300, needsOption: true }],
  [7408, { name: '견본 덴탈껌', price: 1_100, stock: 900, leastQuantity: 5, mostQuantity: 50 }],
  [7409, { name: '견본 이동장', price: 32_000, stock: 0, isSoldOut: true, restockDate: '2026-12-01' }],
  [7410, { name: '견본 급수기', price: 21_000, stock: 1 }],
  [7411, { name: '견본 처방식', price: 38_000, isRestricted: true }],
  [7412, { name: '단종 방석', price: 9_000, isOpen: false }],
  [20001, { name: '자사 견본 장난감', price: 2_500, stock: 0 }],
];
