import type { Span } from '../src/base/span.js';
import { splitSpan } from '../src/base/span.js';
import { HOUR } from '../src/base/time.js';
import type { Marketplace } from '../src/model/marketplace.js';

/**
 * The least calls that answer "all orders of these days" on an empty store, made from the fact sheets and from what was placed: not
 * from the planner nor the adapters, whom it is held against.
 */

/** A list that has to be asked, since no other shows the same. */
interface List {
  readonly capability: 'LIST_ORDERS' | 'LIST_CANCELLATIONS' | 'LIST_WITHDRAWN_CANCELLATIONS';
  /** Longest span of one question. */
  readonly windowHours: number;
  /** Absent where an answer holds all there is. */
  readonly pageSize?: number;
  /** Whether the end shows by a page that is not full alone: an empty one then follows where the last is. */
  readonly endsShort?: true;
  /** Whether the paid orders of the shop are in it; the others are empty, yet nobody knows before asking. */
  readonly holdsPaid: boolean;
}

interface Facts {
  readonly lists: readonly List[];
  /** Lists that a question about orders can do without; the API tells their limits too. */
  readonly others?: readonly List[];
  /** Calls before the first list. */
  readonly before: number;
}

const ordersOf = (windowHours: number, holdsPaid: boolean, pageSize?: number): List => ({
  capability: 'LIST_ORDERS',
  windowHours,
  holdsPaid,
  ...(pageSize ? { pageSize } : {}),
});

const claimsOf = (windowHours: number, pageSize?: number): List => ({
  ...ordersOf(windowHours, false, pageSize),
  capability: 'LIST_CANCELLATIONS',
});

const withdrawalsOf = (windowHours: number, pageSize?: number): List => ({
  ...ordersOf(windowHours, false, pageSize),
  capability: 'LIST_WITHDRAWN_CANCELLATIONS',
});

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

/** ESM caps a page at 1,000 rows as far as is known. Claims come whole, six days at a time. */
const ESM_PAGE = 1_000;
const ESM_CLAIM_DAYS = 6;

/**
 * @param days of one question about paid orders. Unpaid ones: 31 on both sites.
 */
const esmFacts = (days: number): Facts => ({
  // The token is made, not asked for.
  before: 0,
  lists: [
    ordersOf(31 * 24, false, ESM_PAGE),
    // One state a question: paid, confirmed, shipped, delivered, decided.
    ordersOf(days * 24, true, ESM_PAGE),
    ...times(4, ordersOf(days * 24, false, ESM_PAGE)),
    // All states of claims by the date of request, which no cancel of these orders has before them.
    claimsOf(ESM_CLAIM_DAYS * 24),
  ],
  // By the date of completion ESM compares the approval's: a day of every question goes to refunds that came a day later.
  others: [withdrawalsOf((ESM_CLAIM_DAYS - 1) * 24)],
});

/** Three months, whichever three. */
const CAFE24_HOURS = 89 * 24;

const FACTS: Partial<Record<Marketplace, Facts>> = {
  OWN_MALL: {
    before: 0,
    // Orders of all states in one list; cancellations by request, and by completion since an immediate one may have no request.
    lists: [ordersOf(31 * 24, true, 500), claimsOf(31 * 24, 500), withdrawalsOf(31 * 24, 500)],
  },
  COUPANG: {
    before: 0,
    // One state of an order sheet a question, six states; open stops (RU, UC), completed receipts (CC) and immediate cancels; disputed
    // ones (PR) are returns by then. Withdrawals.
    lists: [
      ordersOf(30 * 24, true, 50),
      ...times(5, ordersOf(30 * 24, false, 50)),
      ...times(4, claimsOf(30 * 24, 50)),
      withdrawalsOf(7 * 24, 100),
    ],
  },
  ELEVENST: {
    before: 0,
    // One state a list: unpaid, three of paid orders, confirmed, shipped, delivered, finished; asked, withdrawn, completed.
    lists: [
      ordersOf(7 * 24, true),
      ...times(7, ordersOf(7 * 24, false)),
      ...times(2, claimsOf(30 * 24)),
      withdrawalsOf(30 * 24),
    ],
  },
  SMARTSTORE: {
    // The token.
    before: 1,
    // Every state and every claim of an order in one list.
    lists: [ordersOf(24, true, 300)],
  },
  GMARKET: esmFacts(31),
  AUCTION: esmFacts(180),
  CAFE24: {
    // The token.
    before: 1,
    // Every state and every claim of an order in one list. What is to be paid has a list of its own; no order waits for it here.
    // Rows are counted to its end, as clients do: that the last page lacks a link to a next one was seen once.
    lists: [{ ...ordersOf(CAFE24_HOURS, true, 1_000), endsShort: true }],
    others: [withdrawalsOf(CAFE24_HOURS, 1_000)],
  },
};

/** @param placed when the orders came in. */
export function leastCalls(marketplace: Marketplace, span: Span, placed: readonly number[]): number {
  const { lists, before } = factsOf(marketplace);
  return lists.reduce((calls, list) => calls + callsOf(list, span, list.holdsPaid ? placed : []), before);
}

const callsOf = ({ windowHours, ...list }: List, span: Span, placed: readonly number[]): number =>
  splitSpan(span, windowHours * HOUR)
    .map(({ start, end }) => placed.filter((at) => at >= start && at < end).length)
    .reduce((calls, rows) => calls + pagesOf(list, rows), 0);

const pagesOf = ({ pageSize = Infinity, endsShort }: Omit<List, 'windowHours'>, rows: number): number =>
  endsShort ? Math.floor(rows / pageSize) + 1 : Math.max(1, Math.ceil(rows / pageSize));

export interface ChannelLimit {
  readonly capability: string;
  readonly maxWindowHours: number | null;
  readonly pageSize: number | null;
}

/** @throws Error where the API tells other limits than this table; then one of them is wrong. */
export function assertSameLimits(marketplace: Marketplace, limits: readonly ChannelLimit[]): void {
  for (const { capability, maxWindowHours, pageSize } of limits) {
    const lists = listsOf(marketplace).filter((list) => tells(list, capability));
    if (lists.length === 0) continue;
    const window = Math.min(...lists.map((list) => list.windowHours));
    const page = Math.min(...lists.map((list) => list.pageSize ?? Infinity));
    if (window !== maxWindowHours || page !== (pageSize ?? Infinity)) {
      const told = `${maxWindowHours} hours and ${pageSize} rows`;
      throw new Error(`${marketplace} tells ${told} for ${capability}, its sheet ${window} and ${page}`);
    }
  }
}

function listsOf(marketplace: Marketplace): readonly List[] {
  const { lists, others = [] } = factsOf(marketplace);
  return [...lists, ...others];
}

/** Withdrawals are cancellations too: the API tells the tightest limit of both. */
const tells = (list: List, capability: string): boolean =>
  list.capability === capability ||
  (capability === 'LIST_CANCELLATIONS' && list.capability === 'LIST_WITHDRAWN_CANCELLATIONS');

function factsOf(marketplace: Marketplace): Facts {
  const facts = FACTS[marketplace];
  if (!facts) throw new Error(`what ${marketplace} lists is not in the table of the least calls: add it`);
  return facts;
}
