import { toIsoKst } from '../../base/time.js';
import {
  CancellationStatus,
  Party,
  type CancellationRecord,
  type StoredCancellation,
} from '../../model/cancellation.js';
import { ClaimStatus } from '../../model/order.js';
import { instant, list, money, neededText, quantity, text } from './cafe24.fields.js';
import { isAskedByMarket, isLeftBehind, isOfMarket, type Line } from './cafe24.lines.js';
import { sum, toAmount } from './cafe24.money.js';
import { isBuyersReason, reasonText } from './cafe24.reasons.js';
import { hasShipped } from './cafe24.standing.js';
import type { WireCancellation, WireOrder } from './cafe24.wire.js';

/** A cancel of one line, as the answer tells it. */
interface Cancel {
  readonly line: Line;
  readonly status: CancellationStatus;
  readonly channelStatus: string;
  /** The claim's resource, which exists once the seller accepted. */
  readonly claim: WireCancellation | null;
}

/** Every cancel that an order's answer tells of: those of its lines, then claims that no line carries any more. */
export function cancellationsOf(order: WireOrder, lines: readonly Line[]): CancellationRecord[] {
  const claims = list(order, 'cancellation');
  const carried = new Set(lines.map(({ item }) => text(item, 'claim_code')));
  const loose = claims.filter((claim) => !carried.has(text(claim, 'claim_code')));
  const ofLines = lines.flatMap((line) => cancelOf(order, line, claims, loose) ?? []);
  const told = new Set(ofLines.map(({ claim }) => claim));
  const ofClaims = loose.filter((claim) => !told.has(claim)).flatMap((claim) => looseCancels(claim, lines));
  const records = [...ofLines, ...ofClaims].map((cancel) => recordOf(order, cancel));
  // A loose claim may be the one that its line still tells of.
  return [...new Map(records.reverse().map((record) => [record.key, record])).values()].reverse();
}

/**
 * Where a line's claim stands, cancels that left no other trace than their date included.
 * @returns undefined where its last cancel went over to a line of its own: what was known before that still holds.
 */
export function claimStatusOf(order: WireOrder, line: Line): ClaimStatus | undefined {
  if (line.standing.claim !== ClaimStatus.NONE) return line.standing.claim;
  if (isAskedByMarket(line)) return ClaimStatus.CANCEL_REQUESTED;
  const past = pastStatusOf(order, line);
  if (past === null) return isLeftBehind(line) ? undefined : ClaimStatus.NONE;
  return past === CancellationStatus.REJECTED ? ClaimStatus.CANCEL_REJECTED : ClaimStatus.CANCEL_WITHDRAWN;
}

/** Pieces of the line that are canceled or asked to be. */
export function canceledQuantityOf(line: Line, ordered: number): number {
  const { cancellation } = line.standing;
  if (cancellation === CancellationStatus.COMPLETED) return ordered;
  const isOpen =
    cancellation === CancellationStatus.REQUESTED ||
    cancellation === CancellationStatus.APPROVED ||
    isAskedByMarket(line);
  return isOpen ? Math.min(askedQuantityOf(line) ?? ordered, ordered) : 0;
}

/** What became of a request that the line no longer shows: taken back, or refused. */
function pastStatusOf(order: WireOrder, line: Line): CancellationStatus | null {
  if (line.standing.isCancelUndone) return CancellationStatus.WITHDRAWN;
  const isTold = line.standing.cancellation === null && instant(line.item, 'cancel_request_date') !== null;
  return isTold && !isLeftBehind(line) ? closedStatusOf(order, line) : null;
}

/**
 * A request taken back is flagged and one that the seller refused is not, so what is over without a flag was refused
 * (assumed). On open markets either ends there; then only whether the goods left tells (assumed).
 */
function closedStatusOf(order: WireOrder, line: Line): CancellationStatus {
  if (line.standing.isCancelUndone) return CancellationStatus.WITHDRAWN;
  const isRefused = !isOfMarket(order, line.item) || hasShipped(line.standing);
  return isRefused ? CancellationStatus.REJECTED : CancellationStatus.WITHDRAWN;
}

function cancelOf(
  order: WireOrder,
  line: Line,
  claims: readonly WireCancellation[],
  loose: readonly WireCancellation[],
): Cancel | null {
  const { code, cancellation } = line.standing;
  if (cancellation !== null) {
    const claimCode = text(line.item, 'claim_code');
    const claim = claimCode === null ? null : claims.find((one) => text(one, 'claim_code') === claimCode);
    return { line, status: cancellation, channelStatus: code, claim: claim ?? null };
  }
  if (isAskedByMarket(line)) {
    const word = text(line.item, 'naver_pay_claim_status') ?? 'market_cancel_request';
    return { line, status: CancellationStatus.REQUESTED, channelStatus: `${code}/${word}`, claim: null };
  }
  const past = pastStatusOf(order, line);
  if (past === null) return null;
  const undone = text(line.item, 'request_undone');
  const claim = loose.filter((one) => isUndone(one) && namesLine(one, line)).at(-1);
  const channelStatus = undone === null ? code : `${code}/${undone}`;
  // A claim existed, so it was accepted first and taken back then.
  return claim === undefined
    ? { line, status: past, channelStatus, claim: null }
    : { line, status: CancellationStatus.WITHDRAWN, channelStatus: `${code}/undone`, claim };
}

/** A claim that its lines carry no more: taken back by the seller, or in a state that nothing tells. */
function looseCancels(claim: WireCancellation, lines: readonly Line[]): Cancel[] {
  const status = isUndone(claim) ? CancellationStatus.WITHDRAWN : CancellationStatus.UNKNOWN;
  return lines
    .filter((line) => namesLine(claim, line))
    .map((line) => {
      const channelStatus = isUndone(claim) ? `${line.standing.code}/undone` : line.standing.code;
      return { line, status, channelStatus, claim };
    });
}

const isUndone = (claim: WireCancellation): boolean => text(claim, 'undone') === 'T';

const namesLine = (claim: WireCancellation, line: Line): boolean =>
  list(claim, 'items').some((item) => text(item, 'order_item_code') === line.code);

function recordOf(order: WireOrder, cancel: Cancel): CancellationRecord {
  const { line, status, channelStatus, claim } = cancel;
  const { item } = line;
  const reasonType = text(item, 'claim_reason_type');
  const reason = text(item, 'claim_reason') ?? reasonText(reasonType);
  const isOver = status === CancellationStatus.WITHDRAWN || status === CancellationStatus.REJECTED;
  const pieces = claimedQuantityOf(cancel);
  return {
    key: keyOf(cancel),
    orderKey: line.code,
    orderNumber: neededText(order, 'order_id'),
    lineNumber: line.code,
    // A request is numbered only when the seller accepts it: no number yet clears none.
    ...present('claimNumber', text(claim, 'claim_code') ?? text(item, 'claim_code')),
    status,
    channelStatus,
    requestedBy: requestedByOf(cancel),
    decidedBy: decidedByOf(order, cancel),
    isImmediate: isBeforePayment(line.standing.code),
    // A line that is back in its life no longer tells the reason.
    ...(isOver ? present('cancelReason', reason) : { cancelReason: reason }),
    ...(isOver ? present('cancelReasonCode', reasonType) : { cancelReasonCode: reasonType }),
    cancellationRequestDate: instant(item, 'cancel_request_date'),
    cancelCompletedDate: status === CancellationStatus.COMPLETED ? instant(item, 'cancel_date') : null,
    ...present('cancelQuantity', pieces),
    orderQuantity: quantity(item, 'quantity'),
    ...refundOf(order, claim),
    native: {},
    raw: { order_id: order.order_id, currency: order.currency, item, cancellation: claim },
  };
}

const present = <K extends string, V>(name: K, value: V | null): { [P in K]?: V } =>
  (value === null ? {} : { [name]: value }) as { [P in K]?: V };

/**
 * The request's date dates the claim through its whole life, its number comes later. Pieces that are split off when a request
 * is accepted keep it under the line that it was made for.
 */
function keyOf({ line, claim }: Cancel): string {
  const requested = instant(line.item, 'cancel_request_date');
  if (requested !== null) return `${ownerOf(line, requested)}@${toIsoKst(requested)}`;
  const claimCode = text(claim, 'claim_code') ?? text(line.item, 'claim_code');
  if (claimCode !== null) return `${line.code}@${claimCode}`;
  return isAskedByMarket(line) ? `${line.code}@market` : `${line.code}@canceled`;
}

function ownerOf(line: Line, requested: number): string {
  const rivals = line.family.filter(
    ({ standing, item }) => standing.cancellation !== null && instant(item, 'cancel_request_date') === requested,
  );
  // Two lines of one family with claims of the same second: each under its own name.
  return rivals.length > 1 ? line.code : line.root;
}

function askedQuantityOf(line: Line): number | null {
  const asked = quantity(line.item, 'claim_quantity') ?? 0;
  if (asked > 0) return asked;
  const ofMarket = quantity(line.item, 'market_cancel_request_quantity') ?? 0;
  return isAskedByMarket(line) && ofMarket > 0 ? ofMarket : null;
}

/** Null where the answer does not tell: of a request that is over. */
function claimedQuantityOf({ line, claim }: Cancel): number | null {
  const ofClaim = list(claim, 'items').find((item) => text(item, 'order_item_code') === line.code);
  const told = askedQuantityOf(line) ?? quantity(ofClaim, 'quantity');
  if (told !== null && told > 0) return told;
  return line.standing.cancellation === null ? null : quantity(line.item, 'quantity');
}

/** 입금전취소 by the buyer, by itself, by the seller. Documented. */
const beforePayment: ReadonlyMap<string, { requestedBy: Party; decidedBy: Party | null }> = new Map([
  ['C47', { requestedBy: Party.BUYER, decidedBy: null }],
  ['C48', { requestedBy: Party.MARKETPLACE, decidedBy: Party.MARKETPLACE }],
  ['C49', { requestedBy: Party.SELLER, decidedBy: Party.SELLER }],
]);

const isBeforePayment = (code: string): boolean => beforePayment.has(code);

/** Only a buyer's request has a date of its own (assumed); reasons that buyers can't give are the seller's (documented). */
function requestedByOf({ line }: Cancel): Party {
  const told = beforePayment.get(line.standing.code);
  if (told) return told.requestedBy;
  const reasonType = text(line.item, 'claim_reason_type');
  if (reasonType !== null && !isBuyersReason(reasonType)) return Party.SELLER;
  const isAsked = isAskedByMarket(line) || instant(line.item, 'cancel_request_date') !== null;
  return isAsked || line.standing.isCancelUndone ? Party.BUYER : Party.SELLER;
}

/** The seller settles what buyers ask (documented); on open markets it may have been the market. */
function decidedByOf(order: WireOrder, { line, status, claim }: Cancel): Party | null {
  const told = beforePayment.get(line.standing.code);
  if (told) return told.decidedBy;
  if (status === CancellationStatus.REQUESTED) return null;
  if (status === CancellationStatus.WITHDRAWN && claim === null) return null;
  return isOfMarket(order, line.item) ? Party.UNKNOWN : Party.SELLER;
}

/** A claim's refund is told for all its lines together: where it has several, none of them is told its share. */
function refundOf(order: WireOrder, claim: WireCancellation | null): Pick<CancellationRecord, 'refundAmount'> {
  if (claim === null) return {};
  const refunds = list(claim, 'refund_amounts');
  if (refunds.length === 0 || list(claim, 'items').length !== 1) return { refundAmount: null };
  const currency = neededText(order, 'currency');
  return { refundAmount: toAmount(sum(refunds.map((refund) => money(refund, 'amount', currency))), currency) };
}

/**
 * What became of known open claims that the order's answer does not tell under their key: accepted under another one, or over
 * without a trace.
 */
export function closedClaims(
  order: WireOrder,
  lines: readonly Line[],
  told: readonly CancellationRecord[],
  asked: readonly StoredCancellation[],
): CancellationRecord[] {
  const keys = new Set(told.map(({ key }) => key));
  return asked.flatMap((claim) => {
    const line = lines.find(({ code }) => code === claim.orderKey);
    if (line === undefined || keys.has(claim.key)) return [];
    const { key, orderKey, orderNumber } = claim;
    const heir = told.find((record) => inherits(record, claim, line));
    if (heir) return [{ key, orderKey, orderNumber, status: heir.status, channelStatus: heir.channelStatus }];
    const status = isFollowed(claim, line) ? CancellationStatus.WITHDRAWN : closedStatusOf(order, line);
    return [{ key, orderKey, orderNumber, status, channelStatus: line.standing.code }];
  });
}

/** The line tells of one request, its last. Who asks anew had taken the one before back (assumed). */
const isFollowed = (claim: StoredCancellation, line: Line): boolean =>
  claim.cancellationRequestDate !== null &&
  (instant(line.item, 'cancel_request_date') ?? -Infinity) > claim.cancellationRequestDate;

/** The same claim under another key: by its number, or the cancel of this line or of pieces split off from it since. */
function inherits(record: CancellationRecord, claim: StoredCancellation, line: Line): boolean {
  if (claim.claimNumber !== null && record.claimNumber === claim.claimNumber) return true;
  const teller = line.family.find(({ code }) => code === record.orderKey);
  if (teller === undefined || teller.standing.cancellation === null) return false;
  const asked = record.cancellationRequestDate ?? null;
  if (asked !== null && claim.cancellationRequestDate !== null) return asked === claim.cancellationRequestDate;
  return (asked ?? record.cancelCompletedDate ?? Infinity) >= (claim.cancellationRequestDate ?? -Infinity);
}
