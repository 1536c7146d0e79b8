import type { Instant } from '../../src/base/clock.js';
import { DAY, MINUTE } from '../../src/base/time.js';
import { Marketplace } from '../../src/model/marketplace.js';
import type { EmulatedCancellation, EmulatedLine } from '../../src/sandbox/emulator.js';
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

const isEsm = ({ ledger: { marketplace } }: LineHistory): boolean =>
  marketplace === Marketplace.GMARKET || marketplace === Marketplace.AUCTION;

/**
 * Gmarket, Auction: while a claim stands, its row is all that any call tells of the order, and it names no goods, people or
 * amounts. Who had not read the order before has no more than that.
 */
export const mayBeClaimAlone = (history: LineHistory, row: { readonly productPrice: number | null }): boolean =>
  isEsm(history) && !history.wasShownWhole && row.productPrice === null && history.now.nativeStatus.startsWith('6/');

const isCafe24 = ({ ledger: { marketplace } }: LineHistory): boolean => marketplace === Marketplace.CAFE24;

/**
 * Gmarket, Auction, the same: a cancel is of the whole order and names no quantity. Cafe24: a request that was taken back
 * leaves its date, and nothing else.
 */
export const mayLackQuantity = (history: LineHistory, claim: EmulatedCancellation): boolean =>
  (isEsm(history) && !history.wasShownWhole) ||
  (isCafe24(history) && claim.state === 'WITHDRAWN' && !wasSeenAs(history, claim, 'REQUESTED'));

/** Cafe24: nobody has to agree to a cancel before payment, so that it has the date of its end and none of a request. */
export const lacksRequestDate = (history: LineHistory, claim: EmulatedCancellation): boolean =>
  isCafe24(history) && claim.isImmediate;

/**
 * Coupang, 11st: no list shows a line that is cancelled as a whole, and nobody ships it. Its address may stay as it was
 * last read. Gmarket, Auction: neither does one show an order under a claim, open ones included.
 */
export const mayKeepOldAddress = (history: LineHistory): boolean =>
  (history.ledger.marketplace === Marketplace.COUPANG && history.now.nativeStatus === 'CANCELED') ||
  (history.ledger.marketplace === Marketplace.ELEVENST && history.now.nativeStatus === 'B01') ||
  (isEsm(history) && history.now.nativeStatus.startsWith('6/'));

/**
 * 11st: a request that the seller rejects (by shipping) is in no list, neither of claims nor of states. Who has not seen it
 * while it was open does not know that it ever was. Cafe24: a line tells of its last request alone.
 */
export const mayLackClaim = (history: LineHistory, claim: EmulatedCancellation): boolean =>
  (history.ledger.marketplace === Marketplace.ELEVENST &&
    claim.state === 'REJECTED' &&
    !wasSeenAs(history, claim, 'REQUESTED')) ||
  (isCafe24(history) && wasFollowed(history, claim) && !history.shownClaims.has(claimIdOf(claim)));

const wasFollowed = ({ versions }: LineHistory, { requestedAt }: EmulatedCancellation): boolean =>
  versions.some(({ line }) => line.cancellations.some((other) => other.requestedAt > requestedAt));

/** Gmarket, Auction: an invoice within so much of the withdrawal's minute, which Auction's dates can't tell apart. */
const SOON = 2 * MINUTE;

/** What was shipped straight after its buyer took the request back looks like what was shipped in spite of it. */
const wasShippedSoon = (history: LineHistory, claim: EmulatedCancellation): boolean => {
  const closedAt = history.closedAt(claim);
  const shippedAt = history.versions.find(({ line }) => line.trackingNumber !== null)?.from;
  return closedAt !== null && shippedAt !== undefined && shippedAt - closedAt < SOON;
};

/**
 * SmartStore has one word, CANCEL_REJECT, for a request taken back and for one rejected by shipping; only that goods have
 * left tells the latter. A request taken back reads as rejected where it is first seen after its order shipped. Gmarket and
 * Auction have one word too (취소철회), but tell when each of the two was.
 */
export function readingsOf(
  history: LineHistory,
  claim: EmulatedCancellation,
  line: EmulatedLine = history.now,
): readonly string[] {
  // 취소중: approved, and its refund is still on its way.
  if (isEsm(history) && claim.state === 'COMPLETED' && line.nativeStatus === '6/2') return ['APPROVED'];
  if (claim.state === 'COMPLETED' && history.ledger.book.granted?.includes(line.nativeStatus)) return ['APPROVED'];
  const word = CLAIM_WORDS[claim.state].cancellation;
  const hasOneWord = history.ledger.marketplace === Marketplace.SMARTSTORE || isEsm(history);
  const isAmbiguous =
    hasOneWord &&
    (!isEsm(history) || wasShippedSoon(history, claim)) &&
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

/** How long a buyer's request waits for the seller until it is granted: a day. */
const ANSWER_TIME = DAY;

/**
 * Gmarket, Auction: whether time alone made the last change. A deposit that never came, a request that nobody answered, the
 * refund of what was approved.
 */
export function isOfTimeAlone(history: LineHistory, now: Instant): boolean {
  const [before, after] = history.versions.slice(-2).map(({ line }) => line);
  if (!isEsm(history) || !before || !after || statusOfCancel(after) === null) return false;
  if (before.nativeStatus === '6/2' && after.nativeStatus === '6/3') return true;
  if (before.nativeStatus === '0') return after.orderedAt + DEPOSIT_DAYS * DAY <= now;
  const open = before.cancellations.find(({ state }) => state === 'REQUESTED');
  return open !== undefined && open.requestedAt + ANSWER_TIME <= now;
}

/** Samples show seven days between an order and its DepositDueDate. */
const DEPOSIT_DAYS = 7;

const statusOfCancel = ({ nativeStatus }: EmulatedLine): string | null => /^6\/([23])$/.exec(nativeStatus)?.[1] ?? null;

/** How far past its span a question follows orders by other dates than its own (ChannelResult is PARTIAL from there on). */
const LOOK_BACK = 31 * DAY;

/** Claims and states are listed by their own dates; those later than this are not searched for, and the answer says so. */
export const mayBePartial = (end: Instant, now: Instant): boolean => end + LOOK_BACK < now;

/** How long an answer may rest on a stretch that is not settled, whatever its maxAge (late arrivals). */
export const UNSETTLED_AGE = 60_000;
