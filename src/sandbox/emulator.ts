import type { Clock, Instant } from '../base/clock.js';

/**
 * A marketplace's server side, written from its fact sheet alone: it imports nothing of the adapter, nor the adapter of
 * it. It keeps the marketplace's state in memory and refuses what the marketplace would refuse.
 */
export interface Emulator {
  /** Answers one request of the wire. Everything the sheet checks is checked: path, credentials, limits, state. */
  handle(request: WireRequest): WireReply | Promise<WireReply>;
  /**
   * The buyer orders.
   * @throws Error where nobody buys: a fulfilment service, a supplier.
   */
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
  /** Of a fulfilment service alone; it has no lines. */
  readonly warehouse?: Warehouse;
  /** Of a supplier alone; it has no lines. */
  readonly supplier?: SupplierDesk;
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
  /** Where a partial cancel made it: the lineNumber of the line that it was a part of. */
  readonly splitFrom?: string;
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

/** The people of a fulfilment service: they take sales orders into their ledger, pack them and hand them to couriers. */
export interface Warehouse {
  /**
   * A line of a sales order enters the ledger.
   * @returns its ledger number.
   */
  receive(row: RowToReceive): string;
  /** @returns false where there is no such row, or its parcels do not allow it; then nothing changed. */
  advance(ledgerNumber: string, event: WarehouseEvent): boolean;
  /** The whole ledger, oldest row first. */
  rows(): EmulatedLedgerRow[];
}

export interface RowToReceive {
  /** Where it was sold, as the service calls that place (판매처명). */
  readonly channelName: string;
  /** The sales channel's order number. */
  readonly orderCode: string;
  /** The sales channel's number of the line; null where it has none. */
  readonly code: string | null;
  /** Default: null. */
  readonly subsidiaryCode?: string | null;
  /** Rows of one code travel together: a parcel of one is a parcel of all. Null: alone. */
  readonly releaseCode: string | null;
  /** Default: now. May lie in the past. */
  readonly receivedAt?: Instant;
  readonly orderedAt: Instant;
  readonly receiver: Receiver;
  /** Null: the row does not tell who bought. */
  readonly customer: { readonly name: string; readonly tel: string } | null;
  readonly dealName: string;
  readonly dealOptionName: string | null;
  /** In won. */
  readonly amounts: LedgerAmounts;
  /** What is picked from the shelf, in the warehouse's own units. */
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
}

export interface LedgerAmounts {
  readonly price: number;
  readonly settlementPrice: number;
  readonly totalPaymentAmount: number;
  readonly settlementGroupPrice: number;
}

export type WarehouseEvent =
  /** The first parcel, or a new one after the last was canceled. Number: default, one that no parcel has. */
  | { readonly kind: 'ASSIGN_INVOICE'; readonly courierName: string; readonly trackingNumber?: string }
  /** One more parcel beside those there are. */
  | { readonly kind: 'ADD_PARCEL'; readonly courierName: string; readonly trackingNumber?: string }
  | ({ readonly kind: 'PRINT' } & ParcelMeant)
  /** Packed: it leaves the warehouse. */
  | ({ readonly kind: 'CLOSE' } & ParcelMeant)
  /** The courier reports; the key goes out verbatim. */
  | ({ readonly kind: 'CARGO_STATUS'; readonly key: string | null } & ParcelMeant)
  | ({ readonly kind: 'CANCEL_INVOICE' } & ParcelMeant);

interface ParcelMeant {
  /** Default: the latest live parcel. */
  readonly trackingNumber?: string;
}

export interface EmulatedLedgerRow {
  readonly ledgerNumber: string;
  readonly channelName: string;
  readonly orderCode: string;
  readonly code: string | null;
  readonly releaseCode: string | null;
  readonly receivedAt: Instant;
  readonly receiver: Receiver;
  /** All that were ever assigned, oldest first. */
  readonly parcels: readonly EmulatedParcel[];
}

export interface EmulatedParcel {
  readonly invoiceNumber: string;
  readonly courierName: string;
  readonly trackingNumber: string;
  readonly isPrinted: boolean;
  readonly isCanceled: boolean;
  readonly cargoStatus: string | null;
  readonly assignedAt: Instant;
  readonly closedAt: Instant | null;
}

/** The people of a supplier: they keep the goods and the buyer's cash account, and send what was ordered. */
export interface SupplierDesk {
  /** Changes goods of the catalogue, or adds some under a number that is not in it. */
  setGoods(goodsNumber: number, change: Partial<Omit<EmulatedGoods, 'goodsNumber'>>): void;
  /** The catalogue, by number. */
  goods(): EmulatedGoods[];
  /** Sets the balance of the buyer's account, in won. */
  setCash(balance: number): void;
  /** In won. */
  cash(): number;
  /** @returns false where there is no such order, or its state does not allow it; then nothing changed. */
  advance(orderNumber: string, event: SupplierEvent): boolean;
  /** Every order taken, oldest first; test orders are none. */
  orders(): EmulatedSupplierOrder[];
}

export interface EmulatedGoods {
  readonly goodsNumber: number;
  readonly name: string;
  /** What the buyer pays for one, in won. */
  readonly price: number;
  readonly stock: number;
  /** Sold out whatever the stock says. */
  readonly isSoldOut: boolean;
  /** `YYYY-MM-DD`; null: not known. */
  readonly restockDate: string | null;
  /** On display; otherwise nobody can order it. */
  readonly isOpen: boolean;
  /** Its maker does not want it ordered. */
  readonly isRestricted: boolean;
  /** Can't be ordered without choosing an option, which the API can't. */
  readonly needsOption: boolean;
  readonly packageUnit: number;
  /** Only in multiples of the package unit. */
  readonly isSoldByPackage: boolean;
  readonly leastQuantity: number;
  /** Null: none. */
  readonly mostQuantity: number | null;
}

export type SupplierEvent =
  /** The bank transfer arrived, or the missing cash. */
  | { readonly kind: 'PAY' }
  | { readonly kind: 'PREPARE' }
  | { readonly kind: 'SHIP'; readonly courierName: string; readonly trackingNumbers: readonly string[] }
  /** The next step of a cancellation: asked for, taken up, under way, done. */
  | { readonly kind: 'CANCEL' };

export interface EmulatedSupplierOrder {
  readonly orderNumber: string;
  /** The buyer's own number, or one made for it. */
  readonly externalOrderNumber: string;
  /** Through which of the buyer's channels, in the supplier's words. */
  readonly externalType: string;
  /** The supplier's own status words, as its API would print them; parts joined by '/'. */
  readonly nativeStatus: string;
  readonly receiver: Receiver;
  readonly isPaidByCash: boolean;
  /** In won. */
  readonly settlePrice: number;
  readonly placedAt: Instant;
  readonly paidAt: Instant | null;
  readonly items: readonly { readonly goodsNumber: number; readonly quantity: number }[];
  readonly courierName: string | null;
  readonly trackingNumbers: readonly string[];
}
