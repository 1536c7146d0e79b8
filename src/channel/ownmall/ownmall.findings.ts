import type { CancellationRecord } from '../../model/cancellation.js';
import type { OrderRecord } from '../../model/order.js';
import type { LookupAnswer } from '../channel.js';
import { readText } from './ownmall.fields.js';
import { snapshotOf } from './ownmall.map.js';
import type { ListPath, OrderRow } from './ownmall.wire.js';

/** What is found, answer by answer, of the orders that are sought; rows of others are left. */
export class Findings {
  readonly #sought: ReadonlySet<string>;
  readonly #orders: OrderRecord[] = [];
  readonly #cancellations: CancellationRecord[] = [];
  readonly #gone = new Set<string>();
  readonly #claimsRead = new Set<string>();

  constructor(orderNumbers: readonly string[]) {
    this.#sought = new Set(orderNumbers);
  }

  add(rows: readonly OrderRow[], path: ListPath | null, asked: string | null): void {
    const wanted = rows.filter((row) => this.#sought.has(readText(row, 'orderNumber') ?? ''));
    const { orders, cancellations } = snapshotOf(wanted, path, asked);
    this.#orders.push(...orders);
    this.#cancellations.push(...cancellations);
  }

  gone(orderNumber: string): void {
    this.#gone.add(orderNumber);
  }

  /** All cancellations of these orders were read, so an order without one has none. */
  claimsRead(orderNumbers: readonly string[]): void {
    for (const orderNumber of orderNumbers) this.#claimsRead.add(orderNumber);
  }

  /** Orders of which it is not known where they stand, or whether a cancel request is open. */
  missing(): string[] {
    const orders = new Set(this.#orders.map(({ orderNumber }) => orderNumber));
    const isKnown = (orderNumber: string): boolean => orders.has(orderNumber) && this.#claimsRead.has(orderNumber);
    return [...this.#sought].filter((orderNumber) => !isKnown(orderNumber) && !this.#gone.has(orderNumber));
  }

  /** Orders that no answer speaks of, not even as cancelled. */
  nowhere(): string[] {
    const claimed = new Set(this.#cancellations.map(({ orderNumber }) => orderNumber));
    const orders = new Set(this.#orders.map(({ orderNumber }) => orderNumber));
    return [...this.#sought].filter((orderNumber) => !orders.has(orderNumber) && !claimed.has(orderNumber));
  }

  ordersWithoutClaim(): OrderRecord[] {
    const claimed = new Set(this.#cancellations.map(({ orderKey }) => orderKey));
    return this.#orders.filter(({ key }) => !claimed.has(key) && !this.#claimsRead.has(key));
  }

  answer(): LookupAnswer {
    return { orders: this.#orders, cancellations: this.#cancellations, gone: [...this.#gone] };
  }
}
