import type { Clock, Instant } from '../base/clock.js';

/**
 * A marketplace's server side, written from its fact sheet alone: it imports nothing of the adapter, nor the adapter of
 * it. It keeps the marketplace's state in memory and refuses what the marketplace would refuse.
 */
export interface Emulator {
  /** Answers one request of the wire. Everything the sheet checks is checked: path, credentials, limits, state. */
  handle(request: WireRequest): WireReply | Promise<WireReply>;
  /** The buyer orders. */
  place(order: OrderToPlace): PlacedLine[];
  /**
   * Something happens outside of our API: the buyer, the courier, the seller's own back office, the marketplace's staff.
   * @returns false where the state of the line does not allow it; then nothing changed.
   */
  happen(line: LineRef, event: OutsideEvent): boolean;
  /** What the marketplace holds: every line ever placed, in its own words. */
  lines(): EmulatedLine[];
  /** The reply of a marketplace in trouble, in its own shape. */
  troubleReply(kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply;
}

export interface EmulatorSettings {
  readonly clock: Clock;
  /** Same seed, same numbers and codes. */
  readonly seed: number;
}

/** What a channel folder's emulator/index.ts exports as `emulator`. */
export interface EmulatorDefinition {
  /** Credentials of the one demo account, in the words of the channels file. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Appended to the emulator's address to make the channel's base URL; empty or with a leading slash. */
  readonly basePath: string;
  create(settings: EmulatorSettings): Emulator;
}

export interface WireRequest {
  readonly method: string;
  /** As it came, percent-encoded, without the query. */
  readonly path: string;
  /** As it came, without the question mark; '' where there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface OrderToPlace {
  /** Default: now. May lie in the past (a seeded shop). */
  readonly orderedAt?: Instant;
  /** Null: not paid yet (refused with an error where the marketplace shows no unpaid orders). Default: orderedAt. */
  readonly paidAt?: Instant | null;
  /** From when lists show it (single reads do at once). Default: orderedAt. */
  readonly visibleAt?: Instant;
  readonly buyer: { readonly name: string; readonly tel: string };
  readonly receiver: Receiver;
  readonly memo: string | null;
  readonly shippingFee: number;
  readonly remoteShippingFee: number;
  readonly lines: readonly LineToPlace[];
  /** Which lines travel together, by position. Default: all in one. Ignored where the marketplace has no bundles. */
  readonly bundles?: readonly (readonly number[])[];
}

export interface Receiver {
  readonly name: string;
  readonly tel: string;
  readonly tel2: string | null;
  readonly zipCode: string;
  readonly address: string;
  readonly addressDetail: string;
}

export interface LineToPlace {
  readonly productName: string;
  readonly optionName: string | null;
  readonly sellerProductCode: string | null;
  readonly unitPrice: number;
  /** Surcharge of the option per unit. */
  readonly optionPrice: number;
  readonly quantity: number;
  /** Of the whole line. */
  readonly sellerDiscount: number;
  readonly mallDiscount: number;
}

/** The marketplace's own numbers of a line, as strings. */
export interface LineRef {
  readonly orderNumber: string;
  readonly lineNumber: string | null;
}

export interface PlacedLine extends LineRef {
  readonly bundleNumber: string | null;
  readonly checkoutNumber: string | null;
}

export type OutsideEvent =
  | { readonly kind: 'PAY' }
  /** The deposit never came; the order lapses. */
  | { readonly kind: 'LAPSE' }
  /** Concerns the whole order where the address is the order's. */
  | { readonly kind: 'CHANGE_ADDRESS'; readonly receiver: Receiver }
  /** Before the seller's confirmation it is immediate; after it, a request. Quantity null: all. */
  | { readonly kind: 'REQUEST_CANCEL'; readonly quantity: number | null; readonly reason: string }
  | { readonly kind: 'WITHDRAW_CANCEL' }
  /** The marketplace's staff approves over the seller's head. */
  | { readonly kind: 'MARKETPLACE_APPROVES_CANCEL' }
  /** In the seller's back office, not through the API. */
  | { readonly kind: 'CONFIRM' }
  | { readonly kind: 'DISPATCH'; readonly courierCode: string; readonly trackingNumber: string }
  | { readonly kind: 'DELIVER' }
  | { readonly kind: 'CONFIRM_PURCHASE' };

/** One line as the marketplace holds it, for comparing with what GraphQL answers. */
export interface EmulatedLine extends PlacedLine {
  /** The marketplace's own status word of the line now, as its API would print it; parts joined by '/'. */
  readonly nativeStatus: string;
  /** Set where a buyer's cancel request waits for the seller. */
  readonly openCancelQuantity: number | null;
  /** Ordered, before any cancellation. */
  readonly orderedQuantity: number;
  /** Cancelled for good. */
  readonly canceledQuantity: number;
  readonly orderedAt: Instant;
  readonly paidAt: Instant | null;
  readonly receiver: Receiver;
  readonly courierCode: string | null;
  readonly trackingNumber: string | null;
  /** Claims of this line, oldest first, in neutral words. */
  readonly cancellations: readonly EmulatedCancellation[];
}

export interface EmulatedCancellation {
  /** Null where the marketplace numbers none. */
  readonly claimNumber: string | null;
  readonly state: 'REQUESTED' | 'WITHDRAWN' | 'REJECTED' | 'COMPLETED';
  readonly isImmediate: boolean;
  readonly quantity: number;
  readonly requestedAt: Instant;
}
