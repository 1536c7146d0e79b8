import type { Clock, Instant } from '../base/clock.js';
import type { Span } from '../base/span.js';
import type { CancellationRecord, CancellationStatus, StoredCancellation } from '../model/cancellation.js';
import type { CourierName } from '../model/courier.js';
import type { DelayReason } from '../model/dispatch-delay.js';
import type { ErrorCode } from '../model/error-code.js';
import type { Capability, ChannelRole, Marketplace } from '../model/marketplace.js';
import type { OrderRecord, OrderStatus, StoredOrder } from '../model/order.js';
import type { SellerCancelReason } from '../model/seller-cancel.js';
import type { FulfilmentReads } from './fulfilment.js';
import type { CallContext, ChannelHttp, RateRule } from './http.js';
import type { PlaceSupplierOrder } from './supply.js';

/**
 * A marketplace as a kind: what it takes to connect an account of it. One per folder, listed in registry.ts.
 */
export interface ChannelDefinition {
  readonly marketplace: Marketplace;
  readonly role: ChannelRole;
  /** The marketplace's own address; `{mallId}` in it stands for that credential. */
  readonly baseUrl: string | null;
  /** Names of the credentials it needs. */
  readonly credentials: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** Limits of one account by rate group; never above what the marketplace documents. */
  readonly rates: Readonly<Record<string, RateRule>>;
  /** Calls of one account on the wire at once. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  /**
   * How late a row may appear in a list after its own date, in milliseconds; a span is settled only when its read began
   * that long after its end. Default: 5 minutes, assumed.
   */
  readonly settleLag?: number;
  /** Larger replies are refused. */
  readonly maxResponseBytes: number;
  /** Whether `rates` is documented; null limits are shown where it is our own caution. */
  readonly ratesAreDocumented: boolean;
  /**
   * The rate group that limits a capability, where not every group limits all; one that is not named has no documented limit.
   */
  readonly limitedBy?: Readonly<Partial<Record<Capability, string>>>;
  /** Whether its accounts keep a secret in their vault, so that it can't be connected without a master key. */
  readonly keepsSecret?: true;
  /**
   * Makes no call.
   * @throws RangeError where an option will not do: `options.branchCodes must be …`.
   */
  connect(account: ChannelAccount): Channel;
}

/** One account of a marketplace, as the channels file names it. */
export interface ChannelAccount {
  readonly id: string;
  /** Where `http` sends to, path prefix included; for what must be signed. */
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly http: ChannelHttp;
  readonly clock: Clock;
  readonly vault: AccountVault;
}

/** The one secret that an account keeps between starts, encrypted: a token that the marketplace rotates. */
export interface AccountVault {
  /** What was kept last, by whichever process; null: nothing yet. */
  read(): Promise<string | null>;
  /**
   * Runs `work` while nobody else does, neither in this process nor in another one on the same store.
   * @param work gets what is kept now. Its `keep` writes a new secret down at once, before anything else can happen, and
   * resolves when it is committed.
   */
  exclusively<T>(work: (kept: string | null, keep: (secret: string) => Promise<void>) => Promise<T>): Promise<T>;
}

/**
 * What one connected account can do. A group or operation is absent where the marketplace has no such thing; the core
 * then answers UNSUPPORTED, and capabilities, limits and the README's table say so by themselves.
 */
export interface Channel {
  readonly orders?: OrderReads;
  readonly cancellations?: CancellationReads;
  readonly confirmOrder?: ConfirmOrder;
  readonly registerInvoice?: RegisterInvoice;
  readonly approveCancel?: ApproveCancel;
  readonly rejectCancel?: RejectCancel;
  readonly cancelOrder?: CancelOrder;
  readonly updateInvoice?: UpdateInvoice;
  readonly delayDispatch?: DelayDispatch;
  readonly markDelivered?: MarkDelivered;
  readonly placeSupplierOrder?: PlaceSupplierOrder;
  readonly fulfilments?: FulfilmentReads;
  /** Every courier that this marketplace is known to name, for reading what it tells. */
  readonly courierNames: readonly CourierName[];
  /** Couriers that this account may name, best code first where one courier has several. */
  couriers(context: CallContext): Promise<readonly CourierName[]>;
  /**
   * Tries the credentials with the cheapest call that needs them.
   * @throws ChannelFault CHANNEL_UNAUTHORIZED when they are refused.
   */
  check(context: CallContext): Promise<void>;
}

// ------------------------------------------------------------------ reading

/** The date that a listing's window filters. */
export type NativeDate =
  | 'ORDERED'
  | 'PAID'
  | 'CONFIRMED'
  | 'DISPATCHED'
  | 'DELIVERED'
  | 'PURCHASE_CONFIRMED'
  | 'REQUESTED'
  | 'WITHDRAWN'
  | 'COMPLETED';

/** What one answer, or one page of it, tells. */
export interface Snapshot {
  readonly orders: readonly OrderRecord[];
  readonly cancellations: readonly CancellationRecord[];
}

interface ListingShape {
  /** Stable name, part of the coverage key: `ordersheets.ACCEPT`. */
  readonly id: string;
  readonly nativeDate: NativeDate;
  readonly window: {
    /** Longest span of one question, in milliseconds; the reader never asks for more. */
    readonly longest: number;
    /** Spans are widened to multiples of this, counted in Korean time: a minute, a day, a millisecond. */
    readonly resolution: number;
  };
  /** Rows of one page; absent where the answer is not paged. */
  readonly pageSize?: number;
  /** Most rows of one answer; the adapter itself narrows the window when an answer is that full. */
  readonly maxRows?: number;
  /**
   * Reads every row whose native date lies in the span, all pages to the end, one snapshot per page, in wire order. Rows
   * outside the span may come too. Throws ChannelFault; what was yielded before stays valid.
   */
  read(span: Span, context: CallContext): AsyncIterable<Snapshot>;
}

/** A list of orders by their state. */
export interface OrderListing extends ListingShape {
  /**
   * Statuses that its rows have. A complete read is authoritative: a stored order of one of them, with its native date in
   * the span, that is not in the answer has moved on.
   */
  readonly statuses: readonly OrderStatus[];
  /**
   * Whether it also tells the claims of its rows, so that an order question needs no cancellation listing for them.
   */
  readonly tellsClaims?: boolean;
}

/** A list of claims. */
export interface CancellationListing extends ListingShape {
  readonly statuses: readonly CancellationStatus[];
  /** Statuses of orders that its claims touch: an order question about them reads it as well. */
  readonly orderStatuses: readonly OrderStatus[];
}

/** Why orders are looked up: to learn where they stand, or every field of orders never read whole. */
export type LookupPurpose = 'STATE' | 'DETAIL';

export interface OrderReads {
  /** Dates that its answers tell; a question by another one finds nothing and is refused. */
  readonly dates: readonly NativeDate[];
  /**
   * Earliest state first: listings that settle cells are read in this order, so that an order that moves meanwhile is in
   * one of them at least.
   */
  readonly listings: readonly OrderListing[];
  /** Reads known orders again, with their claims; orders that share the lookup's unit (order number, box) cost one. */
  readonly lookup: OrderLookup;
  /**
   * What changed in a span, for keeping a copy fresh; not authoritative. Absent where the marketplace has no feed.
   */
  readonly feed?: ChangeFeed;
}

export interface OrderLookup {
  /** Most units (see unitOf) of one call to read(). */
  readonly maxBatch: number;
  /** Orders of the same unit are read by one question. */
  unitOf(order: OrderPointer): string;
  /**
   * Where these orders stand now, with their claims as far as the marketplace tells. An order that the marketplace says it
   * does not have (any more) is in `gone`; one in neither list is not known.
   */
  read(orders: readonly OrderPointer[], purpose: LookupPurpose, context: CallContext): Promise<LookupAnswer>;
}

export interface LookupAnswer extends Snapshot {
  /** Keys of asked orders. */
  readonly gone: readonly string[];
}

/** Enough of an order to ask for it: a stored order, or a sparse record of one never stored. */
export type OrderPointer = Pick<OrderRecord, 'key' | 'orderNumber'> & Partial<OrderRecord>;

export interface ChangeFeed {
  readonly window: { readonly longest: number; readonly resolution: number };
  /** The cursor never passes now minus this: late changes. */
  readonly lookBack: number;
  read(span: Span, context: CallContext): AsyncIterable<Snapshot>;
}

export interface CancellationReads {
  readonly listings: readonly CancellationListing[];
  /** Most claims of one call to reread(). */
  readonly maxBatch: number;
  /** Where known open claims stand now; a claim missing from the answer is not known. */
  reread(claims: readonly StoredCancellation[], context: CallContext): Promise<Snapshot>;
}

// ------------------------------------------------------------------ writing

/** The marketplace's considered "no" to one item. */
export interface Refusal {
  /**
   * Ours. ALREADY_DONE, DUPLICATE and WRONG_STATE are verified by the core, which reads the order back and answers
   * ALREADY_DONE only where what was asked stands there.
   */
  readonly code: ErrorCode;
  /** May the same call succeed later without anybody changing anything? */
  readonly retryable: boolean;
  readonly channelCode: string | null;
  readonly channelMessage: string | null;
}

export type WriteOutcome =
  | { readonly kind: 'DONE' }
  | { readonly kind: 'REFUSED'; readonly refusal: Refusal }
  /** The answer does not say (an id in neither list, a 500 after sending). */
  | { readonly kind: 'UNKNOWN'; readonly reason: string };

/**
 * Acts on units: one line, one box, one delivery, one receipt. The core groups lines by unitOf, checks guards on all of
 * them and calls send with at most maxBatch units.
 */
export interface UnitWrite<Subject, Item> {
  readonly maxBatch: number;
  /**
   * Whether the marketplace would also do it where nobody asks for it any more, so that the core reads right before it sends.
   * Absent: it refuses.
   */
  readonly readsFirst?: true;
  /** Key of the unit that this order or claim is acted on with. */
  unitOf(subject: Subject): string;
  /**
   * Sends one batch. One outcome per item, in the order given.
   * @throws ChannelFault when the answer is missing or unreadable; all items are then unknown, or not sent where
   * `mayHaveActed` is false.
   */
  send(items: readonly Item[], context: CallContext): Promise<readonly WriteOutcome[]>;
}

export interface ConfirmItem {
  /** All lines of the unit. */
  readonly orders: readonly StoredOrder[];
}
export type ConfirmOrder = UnitWrite<StoredOrder, ConfirmItem>;

export interface InvoiceItem {
  /** All lines of the unit; with `split` the one line that goes apart. */
  readonly orders: readonly StoredOrder[];
  readonly courierCode: string;
  /** Letters and digits only, upper case. */
  readonly trackingNumber: string;
  readonly dispatchedAt: Instant;
  readonly split: boolean;
  /** Other lines of the unit left before under another invoice: a form for the whole unit would not do any more. */
  readonly isRemainder?: boolean;
  /** The caller ships although a cancel request is open. */
  readonly force: boolean;
}

export interface RegisterInvoice extends UnitWrite<StoredOrder, InvoiceItem> {
  /** Whether one line of a unit may go apart. Absent where the unit is a line anyway or the marketplace has no such form. */
  readonly canSplit?: true;
  /**
   * What dispatching does to an open cancel request: REJECTS_CANCEL where dispatch is how this marketplace rejects one,
   * REFUSED where the marketplace refuses it.
   */
  readonly onOpenCancel: 'REJECTS_CANCEL' | 'REFUSED';
  /**
   * Whether the buyer could move since the order's address was last read, and no call tells it now, so that it must not be
   * shipped. Absent: every answer about an order tells its address.
   */
  mayHaveMoved?(order: StoredOrder): boolean;
}

export interface ApproveItem {
  /** All lines of the claim (receipt). */
  readonly cancellations: readonly StoredCancellation[];
  /** Their orders, as far as they are known. */
  readonly orders: readonly StoredOrder[];
}
export type ApproveCancel = UnitWrite<StoredCancellation, ApproveItem>;

export interface RejectItem extends ApproveItem {
  /** Under which the goods left already. */
  readonly courierCode: string;
  readonly trackingNumber: string;
  readonly dispatchedAt: Instant;
  /** The seller's own words. */
  readonly reason: string | null;
}
export type RejectCancel = UnitWrite<StoredCancellation, RejectItem>;

export interface CancelOrderItem {
  /** All lines of the unit. */
  readonly orders: readonly StoredOrder[];
  /** Of the one line of the unit; null: all that is left. */
  readonly quantity: number | null;
  readonly reason: SellerCancelReason;
  /** The seller's own words. */
  readonly detail: string | null;
}
export interface CancelOrder extends UnitWrite<StoredOrder, CancelOrderItem> {
  /** Whether some pieces of a line may be cancelled. Absent: the whole line or nothing. */
  readonly canTakePart?: true;
}

export interface InvoiceChangeItem {
  /** All lines that travel under the invoice. */
  readonly orders: readonly StoredOrder[];
  readonly courierCode: string;
  /** Letters and digits only, upper case. */
  readonly trackingNumber: string;
}
export type UpdateInvoice = UnitWrite<StoredOrder, InvoiceChangeItem>;

export interface DelayItem {
  /** All lines of the unit. */
  readonly orders: readonly StoredOrder[];
  readonly dispatchBy: Instant;
  readonly reason: DelayReason;
  /** The seller's own words. */
  readonly detail: string | null;
}
export interface DelayDispatch extends UnitWrite<StoredOrder, DelayItem> {
  /** Whether order answers tell dispatchDueDate as the delay set it, so that a lost answer can be read back. Absent: not. */
  readonly isReadBack?: true;
}

export interface DeliveredItem {
  /** All lines of the unit. */
  readonly orders: readonly StoredOrder[];
}
export type MarkDelivered = UnitWrite<StoredOrder, DeliveredItem>;
