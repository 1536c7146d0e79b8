import type { Instant } from '../../src/base/clock.js';
import { DAY } from '../../src/base/time.js';
import { Marketplace } from '../../src/model/marketplace.js';
import type { EmulatedCancellation } from '../../src/sandbox/emulator.js';
import type { LineHistory } from './history.js';
import { claimIdOf } from './history.js';
import { CLAIM_WORDS } from './marketplaces.js';

/*
 * Where a marketplace itself tells too little for the answer to equal what it holds. Each with its reason; whatever is not
 * here must be exact.
 */

/**
 * Coupang: a box of which nothing is left is in no list, and reading its order answers 400. One that went before it was ever
 * read is known by its receipt alone, which has no date of the order: no question by such a date can find it.
 */
export const mayBeAbsent = (history: LineHistory): boolean =>
  history.ledger.marketplace === Marketplace.COUPANG &&
  history.now.nativeStatus === 'CANCELED' &&
  !history.wasShownWhole;

/** Coupang, the same: where such a line is shown beside its cancellation, it has what the receipt tells and no more. */
export const mayBeReceiptAlone = (history: LineHistory, row: { readonly orderedDate: string | null }): boolean =>
  history.ledger.marketplace === Marketplace.COUPANG &&
  history.now.nativeStatus === 'CANCELED' &&
  row.orderedDate === null;

/**
 * Coupang, 11st: no list shows a line that is cancelled as a whole, and nobody ships it. Its address may stay as it was
 * last read.
 */
export const mayKeepOldAddress = (history: LineHistory): boolean =>
  (history.ledger.marketplace === Marketplace.COUPANG && history.now.nativeStatus === 'CANCELED') ||
  (history.ledger.marketplace === Marketplace.ELEVENST && history.now.nativeStatus === 'B01');

/**
 * 11st: a request that the seller rejects (by shipping) is in no list, neither of claims nor of states. Who has not seen it
 * while it was open does not know that it ever was.
 */
export const mayLackClaim = (history: LineHistory, claim: EmulatedCancellation): boolean =>
  history.ledger.marketplace === Marketplace.ELEVENST &&
  claim.state === 'REJECTED' &&
  !wasSeenAs(history, claim, 'REQUESTED');

/**
 * SmartStore has one word, CANCEL_REJECT, for a request taken back and for one rejected by shipping; only that goods have
 * left tells the latter. A request taken back reads as rejected where it is first seen after its order shipped.
 */
export function readingsOf(history: LineHistory, claim: EmulatedCancellation): readonly string[] {
  const word = CLAIM_WORDS[claim.state].cancellation;
  const isAmbiguous =
    history.ledger.marketplace === Marketplace.SMARTSTORE &&
    claim.state === 'WITHDRAWN' &&
    history.now.trackingNumber !== null &&
    !wasSeenAs(history, claim, 'WITHDRAWN');
  return isAmbiguous ? [word, CLAIM_WORDS.REJECTED.cancellation] : [word];
}

/**
 * Coupang: a withdrawn receipt vanishes; the list of withdrawals has its numbers and its own date, neither quantity nor date
 * of the request.
 */
export const mayLackDetails = (history: LineHistory, claim: EmulatedCancellation): boolean =>
  history.ledger.marketplace === Marketplace.COUPANG &&
  claim.state === 'WITHDRAWN' &&
  !wasSeenAs(history, claim, 'REQUESTED');

const wasSeenAs = (history: LineHistory, claim: EmulatedCancellation, status: string): boolean =>
  history.shownClaims.get(claimIdOf(claim))?.has(status) ?? false;

/** How far past its span a question follows orders by other dates than its own (ChannelResult is PARTIAL from there on). */
const LOOK_BACK = 31 * DAY;

/** Claims and states are listed by their own dates; those later than this are not searched for, and the answer says so. */
export const mayBePartial = (end: Instant, now: Instant): boolean => end + LOOK_BACK < now;

/** How long an answer may rest on a stretch that is not settled, whatever its maxAge (late arrivals). */
export const UNSETTLED_AGE = 60_000;
