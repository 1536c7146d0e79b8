import { MINUTE } from '../../../base/time.js';

/** How a site is called inside a token. */
export type SiteLetter = 'A' | 'G';

/** What the two marketplaces of the one API do differently. */
export interface Site {
  readonly letter: SiteLetter;
  /** `siteType` of requests; the list of cancellations alone wants `answeredType`. */
  readonly requestedType: 1 | 2;
  /** `SiteType` of answers: Gmarket is 3 there, whatever the tables of the documentation say. */
  readonly answeredType: 1 | 3;
  readonly longestDays: 31 | 180;
  /** Of the dates of an order: Auction tells whole minutes. */
  readonly resolution: number;
  /** Numbers that the first order of seed 0 is counted on from. */
  readonly firstNumbers: Readonly<Record<'order' | 'pay' | 'group' | 'goods', number>>;
}

/** Order and payment numbers beyond 2³¹. @evidence documented */
export const gmarket: Site = {
  letter: 'G',
  requestedType: 2,
  answeredType: 3,
  longestDays: 31,
  resolution: 1,
  firstNumbers: { order: 4_300_000_000, pay: 6_000_000_000, group: 800_000_000, goods: 3_300_000_000 },
};

/** Ten digits as well, but within 2³¹. @evidence documented */
export const auction: Site = {
  letter: 'A',
  requestedType: 1,
  answeredType: 1,
  longestDays: 180,
  resolution: MINUTE,
  firstNumbers: { order: 1_900_000_000, pay: 1_500_000_000, group: 1_100_000_000, goods: 900_000_000 },
};
