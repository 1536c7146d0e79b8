import type { LineToPlace, OrderToPlace, Receiver } from './emulator.js';
import type { Dice } from './dice.js';

interface Product {
  readonly name: string;
  readonly code: string;
  readonly price: number;
  /** Name and surcharge per unit. */
  readonly options: readonly (readonly [name: string, price: number])[];
}

/** What the shop sells; among it names that test encodings and escapes: rare hangul, quotes, markup, emoji. */
const products: readonly [Product, ...Product[]] = [
  {
    name: '모달 라운드 티셔츠',
    code: 'TS-001',
    price: 18_000,
    options: [
      ['색상=네이비 / 사이즈=L', 2_000],
      ['색상=아이보리 / 사이즈=M', 0],
    ],
  },
  { name: '면 양말 3켤레', code: 'SK-010', price: 9_900, options: [] },
  {
    name: '캔들 워머 세트',
    code: 'HM-204',
    price: 25_000,
    options: [
      ['전구색', 0],
      ['주백색', 1_500],
    ],
  },
  { name: '국산 참깨 볶음 200g', code: 'FD-031', price: 12_800, options: [] },
  {
    name: '스테인리스 텀블러 500ml',
    code: 'KT-055',
    price: 21_500,
    options: [
      ['색상: 하늘🩵', 0],
      ['색상: 숲🌲', 0],
    ],
  },
  {
    name: '접이식 차박 테이블',
    code: 'OD-007',
    price: 48_900,
    options: [
      ['소형', 0],
      ['대형', 15_000],
    ],
  },
  {
    name: '뷁 캐릭터 인형 (특대)',
    code: 'TY-777',
    price: 33_000,
    options: [
      ['똠 버전', 0],
      ['펲 버전', 3_000],
    ],
  },
  { name: '똠양꿍 라면 5입', code: 'FD-099', price: 8_700, options: [] },
  {
    name: '<특가> 호텔 수건 & 타월 10장 "선물용"',
    code: 'HM-310',
    price: 39_000,
    options: [
      ["색상='크림'", 0],
      ['색상="차콜"', 2_000],
    ],
  },
  {
    name: '무선 충전 거치대 🔋 15W',
    code: 'EL-120',
    price: 27_900,
    options: [
      ['화이트', 0],
      ['블랙', 0],
    ],
  },
  {
    name: '반려견 방수 매트',
    code: 'PT-018',
    price: 16_400,
    options: [
      ['60x90cm', 0],
      ['90x120cm', 7_000],
    ],
  },
  { name: '천연 수제비누 4종', code: 'BT-002', price: 14_000, options: [] },
];

/** Nobody's names. */
const people: readonly [string, ...string[]] = [
  '김견본',
  '이보기',
  '박예시',
  '최샘플',
  '정가상',
  '강테스트',
  '조모형',
  '윤연습',
  '장시험',
  '임표본',
  '뷁도리',
  '똠양금',
  '펲시내',
  '한 "별명"',
];

const memos: readonly [string | null, ...(string | null)[]] = [
  '부재 시 문 앞에 놓아 주세요',
  null,
  '경비실에 맡겨 주세요',
  '배송 전 연락 바랍니다',
  '',
  '문 앞에 두고 사진 부탁드려요 🙏',
  '"무인함" <3번> & 문자 주세요',
  '벨 누르지 마세요 (아기가 자요)',
];

const streets: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['06100', '서울특별시 견본구 예시대로'],
  ['13480', '경기도 모형시 보기로'],
  ['48058', '부산광역시 가상구 견본동로'],
  ['34130', '대전광역시 시험구 연습로'],
  ['61900', '광주광역시 표본구 샘플길'],
];

/** Island post codes cost a surcharge. */
const ISLAND = ['63100', '제주특별자치도 견본시 예시로'] as const;
const ISLAND_FEE = 3_000;

const REASONS: readonly [string, ...string[]] = [
  '단순 변심',
  '색상을 잘못 골랐어요',
  '다른 상품으로 재주문할게요',
  '배송이 늦어서요 😢',
  '"사이즈" 선택 실수',
];

const phone = (dice: Dice): string => `010-0000-${String(dice.whole(0, 9_999)).padStart(4, '0')}`;

export const cancelReason = (dice: Dice): string => dice.pick(REASONS);

export function receiver(dice: Dice, isOnIsland = false): Receiver {
  const [zipCode, street] = isOnIsland ? ISLAND : dice.pick(streets);
  return {
    name: dice.pick(people),
    tel: phone(dice),
    tel2: dice.roll() < 0.2 ? phone(dice) : null,
    zipCode,
    address: `${street} ${dice.whole(1, 99)}`,
    addressDetail: dice.pick([`${dice.whole(101, 120)}동 ${dice.whole(1, 15)}01호`, `${dice.whole(1, 9)}층`, '']),
  };
}

/** One product line. @param least smallest quantity. */
function goodsLine(dice: Dice, least = 1): LineToPlace {
  const product = dice.pick(products);
  const option = product.options[dice.whole(0, product.options.length - 1)];
  return {
    productName: product.name,
    optionName: option?.[0] ?? null,
    sellerProductCode: dice.roll() < 0.8 ? product.code : null,
    unitPrice: product.price,
    optionPrice: option?.[1] ?? 0,
    quantity: Math.max(least, dice.pick([1, 1, 1, 2, 2, 3, 5])),
    sellerDiscount: dice.pick([0, 0, 0, 1_000, 500]),
    mallDiscount: 0,
  };
}

export interface BasketWishes {
  /** Exactly one line. */
  readonly isSingle?: boolean;
  /** Smallest quantity of each line. */
  readonly leastQuantity?: number;
}

/** A basket of 1 to 3 lines, now and then in two parcels. */
export function basket(dice: Dice, wishes: BasketWishes = {}): OrderToPlace {
  const count = wishes.isSingle ? 1 : dice.pick([1, 1, 1, 2, 2, 3]);
  const isOnIsland = dice.roll() < 0.08;
  const to = receiver(dice, isOnIsland);
  return {
    buyer: { name: dice.roll() < 0.7 ? to.name : dice.pick(people), tel: phone(dice) },
    receiver: to,
    memo: dice.pick(memos),
    shippingFee: dice.pick([0, 3_000, 3_000, 2_500]),
    remoteShippingFee: isOnIsland ? ISLAND_FEE : 0,
    lines: Array.from({ length: count }, () => goodsLine(dice, wishes.leastQuantity)),
    ...(count === 3 && dice.roll() < 0.5 ? { bundles: [[0], [1, 2]] } : {}),
  };
}
