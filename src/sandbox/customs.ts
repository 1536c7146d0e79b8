import { Marketplace } from '../model/marketplace.js';

/** What the sandbox has to know of a marketplace to let a shop live there. */
export interface Customs {
  /** As Koreans call it. */
  readonly name: string;
  /** Codes of CJ대한통운 and 롯데택배 in its own words. */
  readonly couriers: readonly [string, ...string[]];
  /** Whether it takes orders that are not paid yet. */
  readonly hasUnpaid: boolean;
  /**
   * Its lists of shipped and of finished orders tell so little that each row costs a look-up: the seeded shop has few of
   * them in the last days.
   */
  readonly hasCostlyLists: boolean;
  /** Whether it confirms, ships and delivers whole bundles: once for each, not once a line. */
  readonly movesBundles: boolean;
  /** DELIVER events from dispatch to delivered: 2 where it tells the courier's scan apart. */
  readonly scansToDeliver: 1 | 2;
  /** Whether a buyer may ask to cancel some pieces of a line. */
  readonly cancelsParts: boolean;
  /** Whether what the buyer cancels before the seller's confirmation is canceled without anybody's approval. */
  readonly cancelsAtOnce: boolean;
  /** Whether it grants a cancel request itself when the seller lets a day pass. */
  readonly grantsOldCancels: boolean;
}

const usual: Omit<Customs, 'name'> = {
  couriers: ['CJGLS', 'HYUNDAI'],
  hasUnpaid: true,
  hasCostlyLists: false,
  movesBundles: false,
  scansToDeliver: 1,
  cancelsParts: true,
  cancelsAtOnce: true,
  grantsOldCancels: false,
};

const esm: Omit<Customs, 'name'> = {
  ...usual,
  couriers: ['10013', '10008'],
  cancelsParts: false,
  grantsOldCancels: true,
};

const customs: Readonly<Record<Marketplace, Customs>> = {
  [Marketplace.OWN_MALL]: { ...usual, name: '자사몰', couriers: ['CJ', 'LOTTE'] },
  [Marketplace.COUPANG]: { ...usual, name: '쿠팡', hasUnpaid: false, movesBundles: true, scansToDeliver: 2 },
  [Marketplace.ELEVENST]: { ...usual, name: '11번가', couriers: ['00034', '00012'], hasCostlyLists: true },
  [Marketplace.SMARTSTORE]: { ...usual, name: '스마트스토어' },
  [Marketplace.GMARKET]: { ...esm, name: 'G마켓' },
  [Marketplace.AUCTION]: { ...esm, name: '옥션' },
  [Marketplace.CAFE24]: { ...usual, name: '카페24', couriers: ['0006', '0079'], cancelsAtOnce: false },
  [Marketplace.JUNGLEBOOK]: { ...usual, name: '정글북' },
  [Marketplace.POOMGO]: { ...usual, name: '품고' },
};

export const customsOf = (marketplace: Marketplace): Customs => customs[marketplace];
