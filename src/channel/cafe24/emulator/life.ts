import type { Clock, Instant } from '../../../base/clock.js';
import type { Receiver } from '../../../sandbox/emulator.js';
import type { Carrier } from './carriers.js';
import type { OrderStatus, ShipmentStatus } from './codes.js';
import { shipmentStatuses } from './codes.js';
import { wholeSecond } from './instants.js';
import type { Shop } from './shop.js';
import type { Line, Order, Parcel } from './state.js';
import { isCanceled, isUnpaid, move } from './state.js';

/** 처리상태 as the wire writes it. @evidence documented */
export type ProcessStatus = 'prepare' | 'prepareproduct' | 'hold' | 'unhold';

/** How a line may leave each process status. Codes are documented, the states they start from are not. @evidence assumed */
const STARTS: Readonly<Record<ProcessStatus, readonly OrderStatus[]>> = {
  prepare: ['N10'],
  prepareproduct: ['N20'],
  hold: ['N10', 'N20'],
  unhold: ['N22'],
};

/**
 * The life of a line without claims. Every move returns false, and changes nothing, where a line does not allow it; the
 * others of the call are not touched either.
 */
export class Life {
  constructor(
    private readonly clock: Clock,
    private readonly shop: Shop,
  ) {}

  /** N10 → N20 and its kin. @evidence documented */
  process(lines: readonly Line[], to: ProcessStatus): boolean {
    if (!lines.every((line) => STARTS[to].includes(line.status))) return false;
    for (const line of lines) this.#process(line, to);
    return true;
  }

  #process(line: Line, to: ProcessStatus): void {
    const now = this.#now();
    if (to === 'prepare') {
      line.dates.placed = now;
      move(line, 'N20', now, true);
    } else if (to === 'prepareproduct') {
      line.dates.placed = null;
      move(line, 'N10', now, true);
    } else if (to === 'hold') {
      line.heldFrom = line.status;
      move(line, 'N22', now, true);
    } else {
      move(line, line.heldFrom ?? 'N20', now, true);
      line.heldFrom = null;
    }
  }

  /** 구매확정 and its withdrawal: N40 ↔ N50. That the line itself shows N50 is not certain. @evidence assumed */
  confirmPurchase(lines: readonly Line[], isConfirmed: boolean, byManager: boolean): boolean {
    const [from, to] = isConfirmed ? (['N40', 'N50'] as const) : (['N50', 'N40'] as const);
    if (!lines.every((line) => line.status === from)) return false;
    const now = this.#now();
    for (const line of lines) {
      line.dates.purchaseConfirmed = isConfirmed ? now : null;
      move(line, to, now, byManager);
    }
    return true;
  }

  /**
   * A parcel takes lines on from N10, N20, and N21 without a parcel; one that is on its way already is refused (observed), and
   * so is everything else (assumed). @evidence observed
   */
  ship(lines: readonly Line[], carrier: Carrier, trackingNumber: string, status: ShipmentStatus): boolean {
    const isFree = (line: Line): boolean =>
      line.parcel === null && (line.status === 'N10' || line.status === 'N20' || line.status === 'N21');
    if (!lines.every(isFree)) return false;
    this.shop.pack(lines, carrier, trackingNumber);
    const parcel: Parcel = { carrier, trackingNumber, updatedAt: this.#now() };
    for (const line of lines) {
      line.parcel = parcel;
      line.dates.placed ??= parcel.updatedAt;
      this.#advance(line, status, true);
    }
    return true;
  }

  /** Another status of a parcel, but not the one it has. @evidence observed */
  advance(lines: readonly Line[], status: ShipmentStatus): boolean {
    const words: readonly OrderStatus[] = Object.values(shipmentStatuses);
    const isOn = (line: Line): boolean => line.parcel !== null && words.includes(line.status);
    if (!lines.every((line) => isOn(line) && line.status !== shipmentStatuses[status])) return false;
    for (const line of lines) this.#advance(line, status, true);
    return true;
  }

  #advance(line: Line, status: ShipmentStatus, byManager: boolean): void {
    const now = this.#now();
    line.dates.shipped = status === 'standby' ? null : (line.dates.shipped ?? now);
    line.dates.delivered = status === 'shipped' ? now : null;
    move(line, shipmentStatuses[status], now, byManager);
  }

  /** A parcel not yet finished gets another number. Which states allow it is not documented. @evidence assumed */
  relabel(lines: readonly Line[], carrier: Carrier, trackingNumber: string): boolean {
    const words: readonly OrderStatus[] = Object.values(shipmentStatuses);
    if (!lines.every((line) => line.parcel !== null && words.includes(line.status))) return false;
    const parcel: Parcel = { carrier, trackingNumber, updatedAt: this.#now() };
    for (const line of lines) line.parcel = parcel;
    return true;
  }

  /** The parcel is taken off, up to its delivery; back to 배송준비중. The status afterwards is a guess. @evidence assumed */
  unship(lines: readonly Line[]): boolean {
    if (!lines.every((line) => line.parcel && (line.status === 'N21' || line.status === 'N30'))) return false;
    for (const line of lines) {
      line.parcel = null;
      line.dates.shipped = null;
      move(line, 'N20', this.#now(), true);
    }
    return true;
  }

  /** One scan a time: 배송대기 → 배송중 → 배송완료. @evidence documented */
  scan(line: Line): boolean {
    if (line.parcel === null || (line.status !== 'N21' && line.status !== 'N30')) return false;
    this.#advance(line, line.status === 'N21' ? 'shipping' : 'shipped', false);
    return true;
  }

  /** A deposit pays the whole order, under the same order_id. @evidence documented */
  pay(order: Order): boolean {
    const unpaid = order.lines.filter(isUnpaid);
    if (unpaid.length === 0) return false;
    order.paidAt = this.#now();
    for (const line of unpaid) move(line, 'N10', order.paidAt, false);
    return true;
  }

  /**
   * Before payment an order ends as a whole: C47 by the buyer, C48 by itself, C49 by the seller.
   * @evidence documented
   */
  cancelUnpaid(order: Order, to: 'C47' | 'C48' | 'C49'): boolean {
    const unpaid = order.lines.filter(isUnpaid);
    if (unpaid.length === 0) return false;
    const now = this.#now();
    for (const line of unpaid) {
      line.statusBeforeClaim = line.status;
      Object.assign(line.dates.Cancellation, { accepted: now, completed: now });
      const { quantity } = line;
      const claimNumber = line.claim?.code ?? null;
      line.cancellations.push({ claimNumber, state: 'COMPLETED', isImmediate: true, quantity, requestedAt: now });
      move(line, to, now, to === 'C49');
    }
    return true;
  }

  /** All receivers of an order of which nothing was sent, by the buyer or the back office. @evidence assumed */
  changeAddress(order: Order, receiver: Receiver): boolean {
    const alive = order.lines.filter((line) => !isCanceled(line));
    if (alive.length === 0 || alive.some((line) => line.parcel !== null)) return false;
    for (const code of order.receivers.keys()) order.receivers.set(code, receiver);
    return true;
  }

  #now(): Instant {
    return wholeSecond(this.clock.now());
  }
}
