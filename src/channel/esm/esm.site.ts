import { DAY } from '../../base/time.js';
import { Marketplace } from '../../model/marketplace.js';

/** One of the two marketplaces behind ESM; what differs between them. */
export interface Site {
  readonly marketplace: Marketplace.GMARKET | Marketplace.AUCTION;
  /** `siteType` of order questions and of claim writes. Documented. */
  readonly siteType: 1 | 2;
  /** `SiteType` of the claim list, which counts otherwise: with 2 it answers Gmarket sellers nothing (observed). */
  readonly claimListSiteType: 1 | 3;
  /** Stands before the seller id in a token. Documented. */
  readonly tokenLetter: 'A' | 'G';
  /**
   * Longest span of one RequestOrders question, in milliseconds. Documented, by the refusals' words: 31일 (Gmarket),
   * 180일 (Auction).
   */
  readonly longestOrderWindow: number;
}

export const GMARKET: Site = {
  marketplace: Marketplace.GMARKET,
  siteType: 2,
  claimListSiteType: 3,
  tokenLetter: 'G',
  longestOrderWindow: 31 * DAY,
};

export const AUCTION: Site = {
  marketplace: Marketplace.AUCTION,
  siteType: 1,
  claimListSiteType: 1,
  tokenLetter: 'A',
  longestOrderWindow: 180 * DAY,
};
