import type { Clock } from '../../src/base/clock.js';
import type { Dice } from '../../src/sandbox/dice.js';
import type { OutsideEvent } from '../../src/sandbox/emulator.js';
import { randomOrder, receiver } from './baskets.js';
import type { Ledger, LineHistory } from './history.js';
import { statusOf } from './marketplaces.js';

type Kind = OutsideEvent['kind'];

/** What mostly happens next to a line, by where it stands. */
const NEXT: Readonly<Record<string, readonly [Kind, ...Kind[]]>> = {
  PAYMENT_PENDING: ['PAY', 'PAY', 'LAPSE'],
  PAID: ['CONFIRM', 'CONFIRM', 'REQUEST_CANCEL', 'CHANGE_ADDRESS', 'CHANGE_ADDRESS'],
  CONFIRMED: ['REQUEST_CANCEL', 'REQUEST_CANCEL', 'DISPATCH', 'CHANGE_ADDRESS'],
  DISPATCHED: ['DELIVER'],
  IN_TRANSIT: ['DELIVER'],
  DELIVERED: ['CONFIRM_PURCHASE'],
};
const WITH_OPEN_CLAIM: readonly [Kind, ...Kind[]] = [
  'WITHDRAW_CANCEL',
  'MARKETPLACE_APPROVES_CANCEL',
  'DISPATCH',
  'REQUEST_CANCEL',
];
const ANY: readonly [Kind, ...Kind[]] = [
  'PAY',
  'LAPSE',
  'CHANGE_ADDRESS',
  'REQUEST_CANCEL',
  'WITHDRAW_CANCEL',
  'MARKETPLACE_APPROVES_CANCEL',
  'CONFIRM',
  'DISPATCH',
  'DELIVER',
  'CONFIRM_PURCHASE',
];

/** Of one channel; enough to have several of everything, few enough to ask often. */
const MOST_ORDERS = 10;

/** What buyers, couriers, the marketplace's staff and the seller in the back office do. */
export class Happenings {
  #parcels = 0;

  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
    private readonly seed: number,
    private readonly log: (text: string) => void,
  ) {}

  /** One thing in one marketplace. */
  happenIn(ledger: Ledger): void {
    const lines = [...ledger.lines.values()];
    const orders = new Set(lines.map(({ order }) => order)).size;
    if (orders === 0 || (orders < MOST_ORDERS && this.dice.roll() < 0.3)) return this.#order(ledger);
    const line = lines[this.dice.whole(0, lines.length - 1)]!;
    const kind = this.#kindFor(line);
    const event = this.#event(kind, line);
    // What concerns the whole order happens to all its lines at one moment.
    const isWhole = this.dice.roll() < 0.35;
    const touched = isWhole ? ledger.siblings(line) : [line];
    const results = touched.map((each) => ledger.happen(each, event));
    this.log(`${describe(event)} ${line.name}${isWhole ? ' and siblings' : ''}: ${results.join()}`);
  }

  #order(ledger: Ledger): void {
    const order = randomOrder(this.dice, {
      now: this.clock.now(),
      hasUnpaid: ledger.book.hasUnpaid,
      settleLag: ledger.settleLag,
      resolution: ledger.book.resolution,
    });
    const added = ledger.place(order);
    const seen = (order.visibleAt! - this.clock.now()) / 1000;
    this.log(
      `order ${added.map(({ name }) => name).join(', ')} ${order.paidAt === null ? 'unpaid, ' : ''}` +
        `ordered at ${order.orderedAt}, seen in ${seen} s`,
    );
  }

  #kindFor(line: LineHistory): Kind {
    if (this.dice.roll() < 0.12) return this.dice.pick(ANY);
    if (line.now.openCancelQuantity !== null) return this.dice.pick(WITH_OPEN_CLAIM);
    const status = statusOf(line.ledger.book, line.now.nativeStatus, line.isPurchaseConfirmed);
    return this.dice.pick(NEXT[status] ?? ANY);
  }

  #event(kind: Kind, line: LineHistory): OutsideEvent {
    switch (kind) {
      case 'CHANGE_ADDRESS':
        return { kind, receiver: receiver(this.dice) };
      case 'REQUEST_CANCEL': {
        const isPart = line.now.orderedQuantity > 1 && this.dice.roll() < 0.5;
        const quantity = isPart ? this.dice.whole(1, line.now.orderedQuantity - 1) : null;
        return { kind, quantity, reason: this.dice.pick(['단순 변심', '배송이 늦어서요 😢', '"사이즈" <실수>']) };
      }
      case 'DISPATCH': {
        this.#parcels += 1;
        const courierCode = this.dice.pick(Object.values(line.ledger.book.couriers) as [string, ...string[]]);
        const number = `5${String(this.seed).padStart(6, '0').slice(-6)}${String(this.#parcels).padStart(5, '0')}`;
        return { kind, courierCode, trackingNumber: number };
      }
      default:
        return { kind };
    }
  }
}

const describe = (event: OutsideEvent): string => {
  if (event.kind === 'REQUEST_CANCEL') return `${event.kind} ${event.quantity ?? 'all'}`;
  return event.kind === 'DISPATCH' ? `${event.kind} ${event.trackingNumber}` : event.kind;
};
