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

/** What a marketplace's fact sheet says and no rule can know. The suite compares; it takes nothing from the adapter. */
export interface ChannelFacts {
  readonly marketplace: Marketplace;
  /** What it offers, and how much of it in one call; what is left out has no limit. */
  readonly limits: Readonly<Partial<Record<Capability, ExpectedLimit>>>;
  /** Which of its numbers an order line has; design.md, section 4. */
  readonly numbers: { readonly line: boolean; readonly bundle: boolean; readonly checkout: boolean };
  /** Its word for each status that it has, as channelStatus shows it; in the order of an order's life. */
  readonly channelStatuses: Readonly<Partial<Record<OrderStatus, string>>>;
  /** How calls are recognised: the lists by `METHOD path?query`, the writes by a part of their path. */
  readonly calls: {
    /** The list of paid orders by payment date. */
    readonly paidOrders: RegExp;
    /** A list of open cancel requests by request date. */
    readonly openCancels: RegExp;
    readonly confirm: string;
    readonly registerInvoice: string;
    readonly approveCancel: string;
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
    /** An invoice number that another order travels under. */
    readonly usedInvoice: ExpectedRefusal;
  };
}
