import type {
  SupplierGoodsRecord,
  SupplierOrderRecord,
  SupplierOrderRequest,
  SupplierPaymentRecord,
} from '../model/supplier-order.js';
import type { Refusal } from './channel.js';
import type { CallContext } from './http.js';

/** What a supplier would refuse, found before the call. */
export interface SupplierProblem {
  /** Path in our input: `items.1.quantity`. */
  readonly field: string;
  /** Ours: names the field and what would be right. */
  readonly message: string;
  /** The supplier's own name of the parameter, code and words, as it would have answered. */
  readonly parameter: string;
  readonly channelCode: string;
  readonly channelMessage: string;
}

/** An order that the supplier holds, and how its payment stands. */
export interface PlacedSupplierOrder {
  readonly order: SupplierOrderRecord;
  readonly payment: SupplierPaymentRecord;
}

/** The supplier's considered "no"; nothing was ordered by this call. */
export interface SupplierRefusal {
  readonly refusal: Refusal;
  /** Ours: what is wrong, and what would be right. */
  readonly message: string;
  readonly payment: SupplierPaymentRecord | null;
  /** The supplier's name of the refused parameter. */
  readonly parameter: string | null;
  readonly goods: SupplierGoodsRecord | null;
  /** The order that was taken before under the same external number. */
  readonly duplicateOf: { readonly orderNumber: string; readonly receiverName: string | null } | null;
}

export type SupplierOutcome =
  ({ readonly kind: 'PLACED' } & PlacedSupplierOrder) | ({ readonly kind: 'REFUSED' } & SupplierRefusal);

/** Ordering from a supplier (발주). */
export interface PlaceSupplierOrder {
  /** Every rule that can be checked without the supplier, in the supplier's order; empty: none is broken. */
  problemsOf(request: SupplierOrderRequest): readonly SupplierProblem[];
  /**
   * Sends it once.
   * @throws ChannelFault when the answer is missing or unreadable; `mayHaveActed` tells whether it may have been taken.
   */
  send(request: SupplierOrderRequest, context: CallContext): Promise<SupplierOutcome>;
  /**
   * The order under the buyer's own number, for learning what became of one whose answer was lost; null: there is none.
   * It need not be the one asked for: another may have been placed under the same number before.
   * @throws ChannelFault when the answer is missing or unreadable.
   */
  find(request: SupplierOrderRequest, context: CallContext): Promise<PlacedSupplierOrder | null>;
}
