import type { Clock, Instant } from '../../../base/clock.js';
import type { OrderStatus } from './codes.js';
import { wholeSecond } from './instants.js';
import type { Life } from './life.js';
import type { Numbers } from './numbers.js';
import type { Shop } from './shop.js';
import type { Claim, ClaimKind, Line, Order, Pieces, Undo } from './state.js';
import { isRequested, isUnpaid, move } from './state.js';

interface Course {
  readonly letter: 'C' | 'B';
  readonly requested: OrderStatus;
  readonly rejected: OrderStatus;
  /** From where a buyer may ask. */
  readonly asksFrom: readonly OrderStatus[];
  /** From where the seller may start, a request apart. */
  readonly startsFrom: readonly OrderStatus[];
  /** What a settled claim goes through, in this order; steps may be left out. */
  readonly path: readonly OrderStatus[];
}

const BEFORE_SHIPPING = ['N10', 'N20', 'N22'] as const;
const SHIPPED = ['N30', 'N40'] as const;

/** Codes are documented; from where each claim may start is not. @evidence assumed */
const courses: Readonly<Record<ClaimKind, Course>> = {
  Cancellation: {
    letter: 'C',
    requested: 'C00',
    rejected: 'C11',
    asksFrom: BEFORE_SHIPPING,
    startsFrom: [...BEFORE_SHIPPING, 'N21'],
    path: ['C10', 'C34', 'C40'],
  },
  Return: {
    letter: 'C',
    requested: 'R00',
    rejected: 'R11',
    asksFrom: SHIPPED,
    startsFrom: SHIPPED,
    path: ['R10', 'R20', 'R30', 'R31', 'R40'],
  },
  Exchange: {
    letter: 'B',
    requested: 'E00',
    rejected: 'E11',
    asksFrom: SHIPPED,
    startsFrom: SHIPPED,
    path: ['E10', 'E40'],
  },
};

export interface Settlement {
  readonly kind: ClaimKind;
  readonly to: OrderStatus;
  readonly pieces: readonly Pieces[];
  readonly reasonType: string | null;
  readonly reason: string | null;
}

/** Requests of buyers and what the seller does about them. Moves answer as those of {@link Life}: all lines or none. */
export class Claims {
  constructor(
    private readonly clock: Clock,
    private readonly shop: Shop,
    private readonly life: Life,
    private readonly numbers: Numbers,
  ) {}

  /**
   * The buyer asks; nothing is immediate once an order is paid (the sheet finds no such feed, a guess).
   * @evidence assumed
   */
  request(pieces: readonly Pieces[], kind: ClaimKind, reasonType: string, reason: string): boolean {
    const { requested, asksFrom } = courses[kind];
    const isAllowed = ({ line, quantity }: Pieces): boolean =>
      asksFrom.includes(line.status) && Number.isInteger(quantity) && quantity >= 1 && quantity <= line.quantity;
    if (!pieces.every(isAllowed)) return false;
    const now = this.#now();
    for (const { line, quantity } of pieces) {
      line.statusBeforeClaim = line.status;
      line.request = { kind, quantity, reasonType, reason };
      line.undone = null;
      line.rejected = null;
      line.dates[kind].requested = now;
      if (kind === 'Cancellation') {
        const record = { claimNumber: null, isImmediate: false, quantity, requestedAt: now };
        line.cancellations.push({ ...record, state: 'REQUESTED' });
      }
      move(line, requested, now, false);
    }
    return true;
  }

  /** The buyer takes the request back: request_undone tells, the request's other fields are emptied. @evidence documented */
  withdraw(line: Line): boolean {
    const { request } = line;
    if (!isRequested(line) || !request) return false;
    endRecord(line, 'WITHDRAWN');
    this.#restore(line, false);
    line.undone = request.kind;
    return true;
  }

  /** 접수거부: back to where the request found the line; C11, R11 and E11 are names to filter by. @evidence assumed */
  reject(lines: readonly Line[], kind: ClaimKind): boolean {
    const { requested, rejected } = courses[kind];
    if (!lines.every((line) => line.status === requested)) return false;
    for (const line of lines) {
      endRecord(line, 'REJECTED');
      this.#restore(line, true);
      line.rejected = rejected;
    }
    return true;
  }

  /**
   * Accepts, advances or completes a claim on pieces of an order; fewer pieces than a line has make a new line. An unpaid order
   * ends as C49. Null where a line does not allow it.
   * @evidence assumed
   */
  settle(order: Order, wanted: Settlement): Claim | null {
    const lines = wanted.pieces.map(({ line }) => line);
    if (!this.#allows(order, lines, wanted)) return null;
    const known = lines[0]?.claim ?? null;
    if (lines.every(isUnpaid)) {
      const claim = this.#open(order, wanted, lines);
      this.life.cancelUnpaid(order, 'C49');
      return claim;
    }
    const taken = known ? lines : wanted.pieces.map(({ line, quantity }) => this.#takePieces(line, quantity));
    const claim = known ?? this.#open(order, wanted, taken);
    for (const line of taken) this.#settleLine(line, wanted, claim);
    return claim;
  }

  /** Unpaid orders whole; one running claim, or none, for all lines. */
  #allows(order: Order, lines: readonly Line[], { kind, to, pieces }: Settlement): boolean {
    const { startsFrom, requested, path } = courses[kind];
    if (lines.length === 0) return false;
    if (kind === 'Cancellation' && lines.every(isUnpaid)) {
      const isWhole = pieces.every(({ line, quantity }) => quantity === line.quantity);
      return isWhole && order.lines.filter(isUnpaid).every((line) => lines.includes(line));
    }
    if (new Set(lines.map((line) => line.claim)).size > 1) return false;
    return lines.every((line) => {
      if (line.status === requested || startsFrom.includes(line.status)) return true;
      const reached = path.indexOf(line.status);
      return line.claim !== null && reached >= 0 && path.indexOf(to) > reached;
    });
  }

  #takePieces(line: Line, quantity: number): Line {
    if (quantity === line.quantity) return line;
    const branch = this.shop.branch(line, { quantity, isSubstitute: false });
    branch.request = line.request && { ...line.request, quantity };
    branch.status = line.status;
    const open = line.cancellations.at(-1);
    if (open?.state === 'REQUESTED') branch.cancellations.push({ ...line.cancellations.pop()!, quantity });
    if (line.request) this.#restore(line, true);
    return branch;
  }

  #open(order: Order, { kind, reasonType, reason }: Settlement, lines: readonly Line[]): Claim {
    const code = this.numbers.claimCode(courses[kind].letter, this.#now());
    const claim: Claim = { code, kind, order, lines: [...lines], reasonType, reason, undo: null };
    order.claims.push(claim);
    this.shop.claims.set(code, claim);
    for (const line of lines) line.claim = claim;
    return claim;
  }

  #settleLine(line: Line, { kind, to }: Settlement, claim: Claim): void {
    const now = this.#now();
    const dates = line.dates[kind];
    if (!isRequested(line)) line.statusBeforeClaim ??= line.status;
    dates.accepted ??= now;
    line.undone = null;
    if (line.request) line.request = { ...line.request, quantity: line.quantity };
    if (to.endsWith('40')) dates.completed = now;
    if (kind === 'Cancellation') this.#record(line, claim, to === 'C40' ? 'COMPLETED' : 'REQUESTED');
    move(line, to, now, true);
  }

  #record(line: Line, { code }: Claim, state: 'COMPLETED' | 'REQUESTED'): void {
    const open = line.cancellations.at(-1);
    if (open?.state === 'REQUESTED') {
      Object.assign(open, { claimNumber: code, state, quantity: line.quantity });
      return;
    }
    const requestedAt = this.#now();
    line.cancellations.push({ claimNumber: code, state, isImmediate: false, quantity: line.quantity, requestedAt });
  }

  /** A claim not yet completed is called off; its lines go back. @evidence assumed */
  undo(claim: Claim, undo: Undo): boolean {
    const { path } = courses[claim.kind];
    const isRunning = (line: Line): boolean => path.includes(line.status) && !line.status.endsWith('40');
    if (claim.undo !== null || !claim.lines.every(isRunning)) return false;
    claim.undo = undo;
    for (const line of claim.lines) {
      endRecord(line, 'WITHDRAWN');
      this.#restore(line, true);
      line.claim = null;
      line.dates[claim.kind].accepted = null;
      line.undone = claim.kind;
    }
    return true;
  }

  /** cancel_request_date stays; claim fields and order_status_before_cs are emptied. @evidence assumed */
  #restore(line: Line, byManager: boolean): void {
    move(line, line.statusBeforeClaim ?? 'N10', this.#now(), byManager);
    line.statusBeforeClaim = null;
    line.request = null;
  }

  #now(): Instant {
    return wholeSecond(this.clock.now());
  }
}

function endRecord(line: Line, state: 'WITHDRAWN' | 'REJECTED'): void {
  const open = line.cancellations.at(-1);
  if (open?.state === 'REQUESTED') open.state = state;
}
