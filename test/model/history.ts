import type { Clock, Instant } from '../../src/base/clock.js';
import type { Marketplace } from '../../src/model/marketplace.js';
import type {
  EmulatedCancellation,
  EmulatedLine,
  Emulator,
  LineRef,
  LineToPlace,
  OrderToPlace,
  OutsideEvent,
  PlacedLine,
} from '../../src/sandbox/emulator.js';
import type { Book } from './marketplaces.js';
import { bookOf } from './marketplaces.js';

/** A line as the marketplace held it from an instant on. */
export interface Version {
  readonly from: Instant;
  readonly line: EmulatedLine;
  /** Not in EmulatedLine: one marketplace has no word for it. */
  readonly isPurchaseConfirmed: boolean;
}

/** One line's whole life, and what the answers have shown of it. */
export class LineHistory {
  readonly versions: Version[] = [];
  /** The node id under which it was shown; null before it was. */
  nodeId: string | null = null;
  /** It was shown with its dates, not just beside a claim. */
  wasShownWhole = false;
  /** Position of the oldest version that an answer may still show: none goes back behind an earlier one. */
  oldest = 0;
  isPurchaseConfirmed = false;
  /** Lines that cancelled pieces of it became. */
  readonly parts: LineHistory[] = [];
  /** It is such a line: an older copy of its order does not have it. */
  isPart = false;
  /** Receiver and address as an answer first showed them, or our own confirm did later. */
  shownAddress: string | null = null;
  /** Node ids of its claims as the answers gave them, by the claim's identity. */
  readonly claimIds = new Map<string, string>();
  /** Statuses in which each claim was shown. */
  readonly shownClaims = new Map<string, Set<string>>();

  constructor(
    readonly ledger: Ledger,
    readonly placed: PlacedLine,
    readonly goods: LineToPlace,
    readonly order: OrderToPlace,
    readonly visibleAt: Instant,
  ) {}

  get now(): EmulatedLine {
    return this.versions.at(-1)!.line;
  }

  /** Positions of the versions that stood at some moment since `since`. */
  aliveSince(since: Instant): number[] {
    return this.versions.flatMap((_, index) => {
      const next = this.versions[index + 1];
      return next && next.from <= since ? [] : [index];
    });
  }

  /** A claim as it stands now, here or under the line that its pieces became. */
  standingOf(claim: EmulatedCancellation): EmulatedCancellation | undefined {
    const standing = [this, ...this.parts].flatMap(({ now }) => now.cancellations);
    return standing.find((each) => claimIdOf(each) === claimIdOf(claim));
  }

  /** When a claim left the state REQUESTED, or came into being closed; null while it is open. */
  closedAt(claim: EmulatedCancellation): Instant | null {
    const id = claimIdOf(claim);
    const closed = this.versions.find(({ line }) =>
      line.cancellations.some((each) => claimIdOf(each) === id && each.state !== 'REQUESTED'),
    );
    return closed?.from ?? null;
  }

  /** `P-3 1` in a log: short and the same in every run. */
  get name(): string {
    const { orderNumber, lineNumber } = this.placed;
    return `${this.ledger.channelId} ${lineNumber === null ? orderNumber : `${orderNumber}/${lineNumber}`}`;
  }
}

/** What one marketplace held at any time, as its emulator tells it. */
export class Ledger {
  readonly book: Book;
  readonly lines = new Map<string, LineHistory>();

  constructor(
    readonly channelId: string,
    readonly marketplace: Marketplace,
    readonly settleLag: number,
    private readonly emulator: Emulator,
    private readonly clock: Clock,
  ) {
    this.book = bookOf(marketplace);
  }

  place(order: OrderToPlace): LineHistory[] {
    const placed = this.emulator.place(order);
    const added = placed.map((line, index) => {
      const history = new LineHistory(this, line, order.lines[index]!, order, order.visibleAt!);
      this.lines.set(keyOf(line), history);
      return history;
    });
    this.note();
    return added;
  }

  /** @returns whether the marketplace allowed it. */
  happen(history: LineHistory, event: OutsideEvent): boolean {
    if (event.kind === 'REQUEST_CANCEL' && this.#hasJustAsked(history)) return false;
    const isDone = this.emulator.happen(history.placed, event);
    if (isDone && event.kind === 'CONFIRM_PURCHASE') history.isPurchaseConfirmed = true;
    this.note();
    return isDone;
  }

  /** Writes down what changed. @returns the lines that did. */
  note(): LineHistory[] {
    const changed: LineHistory[] = [];
    for (const each of this.emulator.lines()) {
      const line = told(this.book, each);
      const history = this.lines.get(keyOf(line)) ?? this.#split(line);
      const { isPurchaseConfirmed } = history;
      const last = history.versions.at(-1);
      if (last && last.isPurchaseConfirmed === isPurchaseConfirmed && same(last.line, line)) continue;
      history.versions.push({ from: this.clock.now(), line, isPurchaseConfirmed });
      changed.push(history);
    }
    return changed;
  }

  /** Pieces of a line were cancelled and are a line of their own now, to which their claim went over. */
  #split(line: EmulatedLine): LineHistory {
    const { orderNumber, splitFrom = null } = line;
    const whole = this.lines.get(keyOf({ orderNumber, lineNumber: splitFrom }))!;
    const goods = { ...whole.goods, quantity: line.orderedQuantity };
    const visibleAt = Math.max(whole.visibleAt, this.clock.now());
    const part = new LineHistory(this, line, goods, whole.order, visibleAt);
    part.isPart = true;
    for (const [claim, id] of whole.claimIds) part.claimIds.set(claim, id);
    for (const [claim, words] of whole.shownClaims) part.shownClaims.set(claim, new Set(words));
    whole.parts.push(part);
    this.lines.set(keyOf(line), part);
    return part;
  }

  /** Two requests of one line within one step of its clock: nobody is that fast, and nothing could tell them apart. */
  #hasJustAsked({ now }: LineHistory): boolean {
    const last = now.cancellations.at(-1);
    return last !== undefined && this.clock.now() - last.requestedAt < this.book.resolution;
  }

  /** Lines of the same order. */
  siblings(history: LineHistory): LineHistory[] {
    const { orderNumber, checkoutNumber } = history.placed;
    return [...this.lines.values()].filter(({ placed }) =>
      checkoutNumber === null ? placed.orderNumber === orderNumber : placed.checkoutNumber === checkoutNumber,
    );
  }
}

export const keyOf = ({ orderNumber, lineNumber }: LineRef): string => `${orderNumber}/${lineNumber ?? ''}`;

/** A line has one claim of each moment, and marketplaces without claim numbers tell them apart by it. */
export const claimIdOf = ({ claimNumber, requestedAt }: EmulatedCancellation): string =>
  claimNumber ?? String(requestedAt);

/** A line in the words that all marketplaces share: what is granted counts as done, and claims have the numbers they keep. */
function told({ granted, numbersClaimsLate }: Book, line: EmulatedLine): EmulatedLine {
  const isGranted = granted?.includes(line.nativeStatus) === true;
  const last = line.cancellations.length - 1;
  return {
    ...line,
    canceledQuantity: isGranted ? line.orderedQuantity : line.canceledQuantity,
    cancellations: line.cancellations.map((claim, index) => ({
      ...claim,
      ...(numbersClaimsLate ? { claimNumber: null } : {}),
      ...(isGranted && index === last ? { state: 'COMPLETED' as const } : {}),
    })),
  };
}

const same = (a: EmulatedLine, b: EmulatedLine): boolean => JSON.stringify(a) === JSON.stringify(b);
