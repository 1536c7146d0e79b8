import type { Instant } from '../../src/base/clock.js';
import { MINUTE, SECOND, startOfKstDay } from '../../src/base/time.js';
import type { Dice } from '../../src/sandbox/dice.js';
import type { LineToPlace, OrderToPlace, Receiver } from '../../src/sandbox/emulator.js';

/** Names that test encodings, escapes and trimming; hangul outside of KS X 1001, emoji, quotes, markup, separators. */
const products: readonly [string, ...string[]] = [
  '면 양말 3켤레',
  '뷁 캐릭터 인형 (특대)',
  '똠양꿍 라면 5입',
  '<특가> 호텔 수건 & 타월 10장 "선물용"',
  "아기 '쪽쪽이' 케이스",
  '무선 충전 거치대 🔋 15W',
  '펲시 제로 355ml × 24',
  '100% 순면 이불 / 퀸',
  'USB-C 케이블; 2m',
  '쀍뚫린 방충망 #3',
  '가족사진 액자 👨‍👩‍👧 A4',
  'null 로고 티셔츠',
  'C:\\디스크 정리함',
  '커피 원두 1+1',
];

const options: readonly [string | null, ...(string | null)[]] = [
  null,
  null,
  '색상=네이비 / 사이즈=L',
  '세트-2개',
  '똠 버전 🩵',
  '"차콜" & \'크림\'',
  '펲 <한정>',
];

const people: readonly [string, ...string[]] = [
  '김견본',
  '이보기',
  '뷁도리',
  '똠양금',
  '펲시내',
  '한 "별명"',
  "O'견본",
  '박<예시>',
  '최🐣샘플',
  '남궁&황보',
];

const places: readonly (readonly [string, string])[] = [
  ['06100', '서울특별시 견본구 예시대로 7'],
  ['48058', '부산광역시 가상구 견본동로 12-3'],
  ['63100', '제주특별자치도 견본시 예시로 99'],
  ['13480', '경기도 모형시 "보기"로 1 (뷁동)'],
];

const details: readonly [string, ...string[]] = ['101동 1201호', '', '3층 <뒷문>', '지하 1층 & 창고', '뚫린집 🏠 2호'];

export const receiver = (dice: Dice): Receiver => {
  const [zipCode, address] = places[dice.whole(0, places.length - 1)]!;
  return {
    name: dice.pick(people),
    tel: `010-0000-${dice.whole(1000, 9999)}`,
    tel2: dice.roll() < 0.3 ? `010-0000-${dice.whole(1000, 9999)}` : null,
    zipCode,
    address,
    addressDetail: `${dice.pick(details)}`,
  };
};

const goods = (dice: Dice, productName: string): LineToPlace => {
  const quantity = dice.pick([1, 1, 2, 3, 7]);
  const unitPrice = dice.pick([10, 990, 12_800, 1_234_560, 99_999_990]);
  const optionName = dice.pick(options);
  return {
    productName,
    optionName,
    sellerProductCode: dice.roll() < 0.5 ? `SKU-${dice.whole(1, 999)}` : null,
    unitPrice,
    // Nobody pays for an option that there is not.
    optionPrice: dice.pick([0, 0, 500]) * Number(optionName !== null),
    quantity,
    sellerDiscount: dice.roll() < 0.3 ? 10 : 0,
    mallDiscount: dice.roll() < 0.2 ? 10 : 0,
  };
};

export interface Arrival {
  readonly now: Instant;
  readonly hasUnpaid: boolean;
  /** How late a list may show an order after its own date, in milliseconds. */
  readonly settleLag: number;
  /** Finest step of dates. */
  readonly resolution: number;
}

/** An order that comes in now, or came in a little earlier and is only now, or soon, to be seen. */
export function randomOrder(dice: Dice, { now, hasUnpaid, settleLag, resolution }: Arrival): OrderToPlace {
  const count = dice.pick([1, 1, 2, 2, 3, 4]);
  const names = shuffled(dice, products).slice(0, count);
  const isLate = dice.roll() < 0.3;
  const lag = isLate ? dice.pick([SECOND, 59 * SECOND, settleLag - SECOND, settleLag]) : 0;
  const orderedAt = floor(isLate ? earlier(dice, now, lag) : now, resolution);
  const isUnpaid = hasUnpaid && dice.roll() < 0.25;
  const to = receiver(dice);
  return {
    orderedAt,
    visibleAt: orderedAt + lag,
    paidAt: isUnpaid ? null : orderedAt,
    buyer: { name: dice.roll() < 0.6 ? to.name : dice.pick(people), tel: `010-0000-${dice.whole(1000, 9999)}` },
    receiver: to,
    memo: dice.pick([null, '문 앞에 두고 사진 부탁드려요 🙏', '"무인함" <3번> & 문자', '']),
    shippingFee: dice.pick([0, 3_000]),
    remoteShippingFee: dice.pick([0, 0, 4_000]),
    lines: names.map((name) => goods(dice, name)),
    ...(count > 1 && dice.roll() < 0.5 ? { bundles: split(dice, count) } : {}),
  };
}

/** Somewhere in the lag before now; where midnight lies in it, its last moment or its first. */
function earlier(dice: Dice, now: Instant, lag: number): Instant {
  const midnight = startOfKstDay(now);
  if (now - midnight <= lag) return midnight - dice.pick([1, 0, 999, 1_000]);
  return now - dice.whole(0, lag);
}

function split(dice: Dice, count: number): number[][] {
  const cut = dice.whole(1, count - 1);
  const all = Array.from({ length: count }, (_, index) => index);
  return [all.slice(0, cut), all.slice(cut)];
}

function shuffled<T>(dice: Dice, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: dice.roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const floor = (instant: Instant, resolution: number): Instant => Math.floor(instant / resolution) * resolution;

/** The marketplaces' lists show rows this late where their definition does not say otherwise. */
export const DEFAULT_SETTLE_LAG = 5 * MINUTE;
