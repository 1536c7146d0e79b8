import type { Courier } from '../../src/model/courier.js';
import type { ErrorCode } from '../../src/model/error-code.js';
import type { Capability, Marketplace } from '../../src/model/marketplace.js';
import type { OrderStatus } from '../../src/model/order.js';

/** The marketplace's considered "no", and what it is called here. */
export interface ExpectedRefusal {
  readonly code: ErrorCode;
  /** Verbatim. */
  readonly channelCode: string;
  readonly channelMessage: string;
}

export interface ExpectedLimit {
  readonly maxWindowHours?: number;
  readonly maxRows?: number;
  readonly pageSize?: number;
  readonly maxBatch?: number;
  readonly callsPerMinute?: number;
}

/** How a write is recognised: by a part of its path, and by its method where other calls share that. */
export type WriteCall = string | { readonly method: string; readonly path: string };

/** What a marketplace's fact sheet says and no rule can know. The suite compares; it takes nothing from the adapter. */
export interface ChannelFacts {
  readonly marketplace: Marketplace;
  /** What it offers, and how much of it in one call; what is left out has no limit. */
  readonly limits: Readonly<Partial<Record<Capability, ExpectedLimit>>>;
  /** Which of its numbers an order line has; design.md, section 4. */
  readonly numbers: { readonly line: boolean; readonly bundle: boolean; readonly checkout: boolean };
  /** Its word for each status that it has, as channelStatus shows it; in the order of an order's life. */
  readonly channelStatuses: Readonly<Partial<Record<OrderStatus, string>>>;
  /** How calls are recognised: the lists by `METHOD path?query`. */
  readonly calls: {
    /** The list of paid orders by payment date. */
    readonly paidOrders: RegExp;
    /** A list of open cancel requests by request date. */
    readonly openCancels: RegExp;
    readonly confirm: WriteCall;
    readonly registerInvoice: WriteCall;
    readonly approveCancel: WriteCall;
    readonly updateInvoice?: WriteCall;
    readonly rejectCancel?: WriteCall;
    readonly cancelOrder?: WriteCall;
    readonly delayDispatch?: WriteCall;
    readonly markDelivered?: WriteCall;
  };
  /** Longest window of the list of paid orders, where it is longer than that of other lists of orders. */
  readonly paidOrdersWindowHours?: number;
  /** What its rates count together, but for questions about single orders; default: all calls, or those of one path. */
  readonly rates?: readonly { readonly counted: RegExp; readonly most: number; readonly perMs: number }[];
  /** A session begins with a call that uses a token up, so that it is never repeated; default: no call does. */
  readonly spendsTokens?: true;
  /** Finest step of an order's dates, in milliseconds; default: a second. */
  readonly dateStep?: number;
  /** What becomes of a buyer's cancel. */
  readonly buyersCancel: {
    /** The last status in which nobody has to agree; later the seller decides. */
    readonly atOnceWhile: 'PAYMENT_PENDING' | 'PAID';
    /** Where the pieces of a cancelled part go: a line of their own, or a smaller count of the same one. Null: no parts. */
    readonly partGoesTo: 'SAME_LINE' | 'NEW_LINE' | null;
    /** Its word for a line whose cancel the seller granted while the refund is still to come; default: granting ends it. */
    readonly grantedAs?: string;
    /** The marketplace grants an open request by itself after so long; default: never. */
    readonly grantedAfterHours?: number;
    /** Nothing tells the goods of an order under a claim but an earlier reading. */
    readonly hidesOrder?: true;
  };
  /** A courier, with the code that travels on its wire. */
  readonly courier: { readonly name: Courier; readonly code: string };
  /** Whether its wire can carry characters beyond the Basic Multilingual Plane. */
  readonly carriesEmoji: boolean;
  /** Credentials that it refuses, as changes to the right ones. */
  readonly wrongCredentials: Readonly<Record<string, string>>;
  readonly refusals: {
    /** Confirming what the buyer cancelled meanwhile. */
    readonly confirmCanceled: ExpectedRefusal;
    /** An invoice number that another order travels under; null: several orders may go under one. */
    readonly usedInvoice: ExpectedRefusal | null;
    /** Another invoice for what is delivered already; null: it is taken. */
    readonly lateInvoiceChange?: ExpectedRefusal | null;
    /** Rejecting what the buyer took back in the moment before. */
    readonly rejectWithdrawn?: ExpectedRefusal;
    /** Putting off what was dispatched meanwhile. */
    readonly delayDispatched?: ExpectedRefusal;
    /** The seller's cancel of what was dispatched in the moment before. */
    readonly cancelDispatched?: ExpectedRefusal;
  };
  /** Days from today beyond which a dispatch can't be put off; default: none is known. */
  readonly mostDelayDays?: number;
  /** Until when an unpaid order waits for its deposit, where that is told. */
  readonly depositDue?: (orderedAt: number) => number;
}
