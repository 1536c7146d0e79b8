import type { Instant } from '../../src/base/clock.js';
import { parseInstant } from '../../src/base/time.js';
import type { EmulatedCancellation } from '../../src/sandbox/emulator.js';
import type { LineHistory, Version } from './history.js';
import { claimIdOf } from './history.js';
import {
  mayBeClaimAlone,
  mayBeReceiptAlone,
  mayKeepOldAddress,
  mayLackClaim,
  mayLackDetails,
  mayLackQuantity,
  lacksRequestDate,
  readingsOf,
} from './limits.js';
import { CLAIM_WORDS, claimResolutionOf, statusOf } from './marketplaces.js';

/** What is asked of every claim. */
export const CLAIM = 'id claimNumber status isImmediate cancelQuantity cancellationRequestDate';

/** What is asked of every order. */
export const LINE = `
  id channel { id } orderNumber lineNumber bundleNumber checkoutNumber status claimStatus channelStatus
  orderedDate paidDate senderName receiverName zipCode receiverAddress
  productName productOptionName sellerProductCode productQuantity canceledQuantity productPrice productPriceAmount
  addressVersion
  invoices { trackingNumber courier }
  cancellations { ${CLAIM} }`;

export interface ClaimRow {
  readonly id: string;
  readonly claimNumber: string | null;
  readonly status: string;
  readonly isImmediate: boolean;
  readonly cancelQuantity: number | null;
  readonly cancellationRequestDate: string | null;
}

export interface LineRow {
  readonly id: string;
  readonly channel: { readonly id: string };
  readonly orderNumber: string;
  readonly lineNumber: string | null;
  readonly bundleNumber: string | null;
  readonly checkoutNumber: string | null;
  readonly status: string;
  readonly claimStatus: string;
  readonly channelStatus: string;
  readonly orderedDate: string | null;
  readonly paidDate: string | null;
  readonly senderName: string | null;
  readonly receiverName: string | null;
  readonly zipCode: string | null;
  readonly receiverAddress: string | null;
  readonly productName: string | null;
  readonly productOptionName: string | null;
  readonly sellerProductCode: string | null;
  readonly productQuantity: number;
  readonly canceledQuantity: number;
  readonly productPrice: number | null;
  readonly productPriceAmount: number | null;
  readonly addressVersion: string;
  readonly invoices: readonly { readonly trackingNumber: string; readonly courier: string }[];
  readonly cancellations: readonly ClaimRow[];
}

/** How exactly a row's claims must be told: all of them, or what is told of them must be true. */
export type ClaimRule = 'ALL' | 'OPEN' | 'TRUE';

type Facts = Readonly<Record<string, unknown>>;

/** What changes in a line's life. */
function factsOf(history: LineHistory, { line, isPurchaseConfirmed }: Version): Facts {
  const { book } = history.ledger;
  const { receiver } = line;
  return {
    status: statusOf(book, line.nativeStatus, isPurchaseConfirmed),
    bundleNumber: line.bundleNumber,
    paidDate: line.paidAt === null ? null : floor(line.paidAt, book.resolution),
    quantityLeft: line.orderedQuantity - line.canceledQuantity - (line.openCancelQuantity ?? 0),
    trackingNumber: line.trackingNumber,
    courier: line.courierCode === null ? null : courierOf(history, line.courierCode),
    receiverName: book.readable(receiver.name),
    zipCode: receiver.zipCode,
    receiverAddress: book.readable(
      [receiver.address, receiver.addressDetail].filter((part) => part !== '').join(book.addressSeparator),
    ),
  };
}

const ADDRESS = ['receiverName', 'zipCode', 'receiverAddress'] as const;

function factsOfRow(row: LineRow): Facts {
  const [invoice] = row.invoices;
  return {
    status: row.status,
    bundleNumber: row.bundleNumber,
    paidDate: instantOf(row.paidDate),
    quantityLeft: row.productQuantity - row.canceledQuantity,
    trackingNumber: invoice?.trackingNumber ?? null,
    courier: invoice?.courier ?? null,
    receiverName: row.receiverName,
    zipCode: row.zipCode,
    receiverAddress: row.receiverAddress,
  };
}

/** What never changes. */
function lastingProblems(row: LineRow, history: LineHistory, isReceiptAlone: boolean): string[] {
  const { ledger, placed, goods, order, versions } = history;
  const { book } = ledger;
  const first = versions[0]!.line;
  const expected: Facts = {
    orderNumber: placed.orderNumber,
    lineNumber: placed.lineNumber,
    checkoutNumber: placed.checkoutNumber,
  };
  const more: Facts = {
    orderedDate: floor(first.orderedAt, book.resolution),
    senderName: book.readable(order.buyer.name),
    productName: book.readable(goods.productName),
    productPrice: book.unitPrice(goods),
  };
  const told: Facts = { ...row, orderedDate: instantOf(row.orderedDate) };
  const problems = differences(told, isReceiptAlone ? expected : { ...expected, ...more });
  if (history.nodeId !== null && history.nodeId !== row.id) problems.push(`id was ${history.nodeId}, is ${row.id}`);
  if (history.now.cancellations.length === 0 && history.parts.length === 0) {
    const amount = (goods.unitPrice + goods.optionPrice) * goods.quantity;
    if (row.productPriceAmount !== amount) problems.push(`productPriceAmount ${row.productPriceAmount}, not ${amount}`);
    if (row.productQuantity !== goods.quantity) problems.push(`productQuantity ${row.productQuantity}`);
  }
  return problems;
}

/**
 * Holds a row against what the marketplace has held since `since`, and remembers what it showed.
 * @returns what is wrong with it.
 */
export function judgeLine(row: LineRow, history: LineHistory, since: Instant, rule: ClaimRule): string[] {
  const isReceiptAlone = mayBeReceiptAlone(history, row) || mayBeClaimAlone(history, row);
  const problems = lastingProblems(row, history, isReceiptAlone);
  const told = factsOfRow(row);
  const ignored = [
    ...(mayKeepOldAddress(history) ? ADDRESS : []),
    ...(isReceiptAlone ? [...ADDRESS, 'paidDate', 'trackingNumber', 'courier'] : []),
  ];
  const alive = history.aliveSince(since).filter((index) => index >= history.oldest);
  const matching = alive.filter(
    (index) => differences(told, without(factsOf(history, history.versions[index]!), ignored)).length === 0,
  );
  if (matching.length > 0) history.oldest = Math.max(history.oldest, matching[0]!);
  else problems.push(...differences(told, without(factsOf(history, history.versions.at(-1)!), ignored)));
  problems.push(...judgeClaims(row, history, since, rule));
  if (problems.length > 0) return problems.map((problem) => `${history.name} (${row.channelStatus}): ${problem}`);
  history.nodeId = row.id;
  history.wasShownWhole ||= row.orderedDate !== null && row.productPrice !== null;
  if (row.receiverAddress !== null) history.shownAddress ??= addressIn(row);
  return [];
}

/** Receiver and address as a row shows them. */
export const addressIn = (row: LineRow): string => JSON.stringify(ADDRESS.map((field) => row[field]));

/** Receiver and address as the marketplace holds them now, in the words of a row. */
export function addressOf(history: LineHistory): string {
  const facts = factsOf(history, history.versions.at(-1)!);
  return JSON.stringify(ADDRESS.map((field) => facts[field]));
}

function judgeClaims(row: LineRow, history: LineHistory, since: Instant, rule: ClaimRule): string[] {
  const problems = row.cancellations.flatMap((claim) => judgeClaim(claim, history, since));
  const ids = row.cancellations.map((claim) => identify(claim, history)).filter((claim) => claim !== null);
  const shown = new Set(ids.map(claimIdOf));
  if (shown.size < row.cancellations.length && problems.length === 0) problems.push('a claim is shown twice');
  const alive = history.aliveSince(since);
  // What stood all the time must be told.
  const lasting = history.versions[alive[0]!]!.line.cancellations;
  for (const claim of lasting) {
    const now = history.now.cancellations.find((each) => claimIdOf(each) === claimIdOf(claim));
    const isWanted = rule === 'ALL' || (rule === 'OPEN' && now?.state === 'REQUESTED');
    // One that went over to the line of its pieces may be told there.
    if (now && isWanted && !shown.has(claimIdOf(claim)) && !mayLackClaim(history, now)) {
      problems.push(`no word of its claim ${claimIdOf(claim)} (${now.state})`);
    }
  }
  const allowed = claimStatusesOf(row, history, alive, rule);
  if (!allowed.has(row.claimStatus)) {
    problems.push(`claimStatus ${row.claimStatus}, not ${[...allowed].join(' or ')}`);
  }
  return problems;
}

/** What is told of one claim. @returns what is wrong with it. */
export function judgeClaim(row: ClaimRow, history: LineHistory, since: Instant): string[] {
  const claim = identify(row, history);
  const name = `claim ${row.claimNumber ?? row.cancellationRequestDate}`;
  if (!claim) return [`${name} is not known`];
  const states = history.aliveSince(since).flatMap((index) => {
    const { line } = history.versions[index]!;
    const then = line.cancellations.find((each) => claimIdOf(each) === claimIdOf(claim));
    return then ? readingsOf(history, then, line) : [];
  });
  const problems: string[] = [];
  if (!states.includes(row.status)) problems.push(`${name} ${row.status}, not ${states.join(' or ')}`);
  if (row.isImmediate !== claim.isImmediate) problems.push(`${name} isImmediate ${row.isImmediate}`);
  const lacks = mayLackDetails(history, claim);
  const lacksQuantity = lacks || mayLackQuantity(history, claim);
  if (row.cancelQuantity !== claim.quantity && !(lacksQuantity && row.cancelQuantity === null)) {
    problems.push(`${name} cancelQuantity ${row.cancelQuantity}, not ${claim.quantity}`);
  }
  const requestedAt = floor(claim.requestedAt, claimResolutionOf(history.ledger.book));
  const date = instantOf(row.cancellationRequestDate);
  const lacksDate = lacks || lacksRequestDate(history, claim);
  if (date !== requestedAt && !(lacksDate && date === null))
    problems.push(`${name} asked for at ${date}, not ${requestedAt}`);
  const id = claimIdOf(claim);
  const known = history.claimIds.get(id) ?? row.id;
  if (known !== row.id) problems.push(`${name} had the id ${known}, has ${row.id}`);
  if (problems.length === 0) {
    history.claimIds.set(id, row.id);
    history.shownClaims.set(id, (history.shownClaims.get(id) ?? new Set()).add(row.status));
  }
  return problems;
}

/** By number, else by the moment of the request. */
export function identify(row: ClaimRow, history: LineHistory): EmulatedCancellation | null {
  const resolution = claimResolutionOf(history.ledger.book);
  const date = instantOf(row.cancellationRequestDate);
  const isIt = (claim: EmulatedCancellation): boolean => {
    if (claim.claimNumber !== null) return claim.claimNumber === row.claimNumber;
    if (date === null) return lacksRequestDate(history, claim);
    return floor(claim.requestedAt, resolution) === date;
  };
  // Where its pieces became a line of their own, it stands in an older version alone.
  return (
    history.versions.map(({ line }) => line.cancellations.find(isIt)).findLast((claim) => claim !== undefined) ?? null
  );
}

/** What claimStatus may be: where the newest of the claims told stands; with older copies, where it stood. */
function claimStatusesOf(
  row: LineRow,
  history: LineHistory,
  alive: readonly number[],
  rule: ClaimRule,
): ReadonlySet<string> {
  const told = row.cancellations.flatMap((claim) => {
    const known = identify(claim, history);
    const status = claim.status === 'APPROVED' ? CLAIM_WORDS.COMPLETED.cancellation : claim.status;
    const state = Object.values(CLAIM_WORDS).find(({ cancellation }) => cancellation === status);
    return known && state ? [{ claim: known, claimStatus: state.claimStatus }] : [];
  });
  const isOpen = alive.every((index) => history.versions[index]!.line.openCancelQuantity !== null);
  if (isOpen) return new Set([CLAIM_WORDS.REQUESTED.claimStatus]);
  const allowed = new Set<string>(newestOf(history, told));
  if (alive.length === 1 && rule === 'ALL') return allowed;
  for (const index of alive) {
    const then = history.versions[index]!.line.cancellations.map((claim) => ({
      claim,
      claimStatus: CLAIM_WORDS[claim.state].claimStatus,
    }));
    for (const status of newestOf(history, then)) allowed.add(status);
  }
  if (rule !== 'ALL' && history.now.openCancelQuantity === null) {
    for (const { claimStatus } of told) allowed.add(claimStatus);
  }
  return allowed;
}

interface Standing {
  readonly claim: EmulatedCancellation;
  readonly claimStatus: string;
}

/** An open request counts as the newest. Of closed ones the last asked for, or the last closed where that is another. */
function newestOf(history: LineHistory, standings: readonly Standing[]): string[] {
  if (standings.length === 0) return ['NONE'];
  if (standings.some(({ claimStatus }) => claimStatus === 'CANCEL_REQUESTED')) return ['CANCEL_REQUESTED'];
  const last = (dateOf: (standing: Standing) => number): string =>
    standings.reduce((a, b) => (dateOf(b) >= dateOf(a) ? b : a)).claimStatus;
  return [last(({ claim }) => claim.requestedAt), last(({ claim }) => history.closedAt(claim) ?? Infinity)];
}

function courierOf(history: LineHistory, code: string): string {
  const found = Object.entries(history.ledger.book.couriers).find(([, known]) => known === code);
  return found?.[0] ?? code;
}

function differences(told: Facts, expected: Facts): string[] {
  return Object.keys(expected)
    .filter((field) => told[field] !== expected[field])
    .map((field) => `${field} ${JSON.stringify(told[field])}, not ${JSON.stringify(expected[field])}`);
}

const without = (facts: Facts, fields: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([field]) => !fields.includes(field)));

export const instantOf = (text: string | null): Instant | null => (text === null ? null : parseInstant(text));

export const floor = (instant: Instant, resolution: number): Instant => Math.floor(instant / resolution) * resolution;
