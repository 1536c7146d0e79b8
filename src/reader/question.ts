import type { Span } from '../base/span.js';
import type { CancellationStatus } from '../model/cancellation.js';
import type { OrderStatus } from '../model/order.js';

/** A date that a question may be asked by. INVOICED: when an invoice was registered, else the latest date known. */
export type AskedDate =
  'ORDERED' | 'PAID' | 'CONFIRMED' | 'DISPATCHED' | 'INVOICED' | 'CHANGED' | 'REQUESTED' | 'COMPLETED';

interface AnyQuestion {
  readonly span: Span;
  readonly date: AskedDate;
}

/** What one query wants to know of every chosen channel. Empty statuses: all. */
export interface OrderQuestion extends AnyQuestion {
  readonly topic: 'ORDERS';
  readonly statuses: readonly OrderStatus[];
}

export interface CancellationQuestion extends AnyQuestion {
  readonly topic: 'CANCELLATIONS';
  readonly statuses: readonly CancellationStatus[];
}

export type Question = OrderQuestion | CancellationQuestion;

/** How fresh the answer must be. */
export interface Freshness {
  /** Milliseconds; 0: only reads that began after the query arrived. */
  readonly maxAge: number;
  /** Stamp of the query's arrival. */
  readonly arrived: number;
}
