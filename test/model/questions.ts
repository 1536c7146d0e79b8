import type { Clock, Instant } from '../../src/base/clock.js';
import type { Span } from '../../src/base/span.js';
import { contains } from '../../src/base/span.js';
import { MINUTE, SECOND, toIsoKst } from '../../src/base/time.js';
import type { Dice } from '../../src/sandbox/dice.js';
import type { Moa } from '../support/moa.js';
import type { Ledger, LineHistory } from './history.js';
import { claimIdOf, keyOf } from './history.js';
import {
  UNSETTLED_AGE,
  mayBeAbsent,
  mayBePartial,
  mayBeReceiptAlone,
  mayLackClaim,
  mayLackDetails,
  readingsOf,
} from './limits.js';
import { claimResolutionOf, statusOf } from './marketplaces.js';
import type { ClaimRow, ClaimRule, LineRow } from './oracle.js';
import { CLAIM, LINE, floor, identify, instantOf, judgeClaim, judgeLine } from './oracle.js';

type DateType = 'ORDERED' | 'PAID';

interface ChannelOutcome {
  readonly channel: { readonly id: string };
  readonly outcome: string;
  readonly rows: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

interface Connection<T> {
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly channels: readonly ChannelOutcome[];
}

interface ClaimNode extends ClaimRow {
  readonly channel: { readonly id: string };
  readonly orderNumber: string;
  readonly lineNumber: string | null;
  readonly order: LineRow | null;
}

const PAGE =
  'totalCount pageInfo { hasNextPage endCursor } channels { channel { id } outcome rows error { code message } }';

const ORDERS = `query ($filter: OrderFilter!, $sort: OrderSort, $first: Int, $after: String, $maxAge: Int) {
  orders(filter: $filter, sort: $sort, first: $first, after: $after, maxAge: $maxAge) { nodes { ${LINE} } ${PAGE} }
}`;

const CANCELLATIONS = `query ($filter: CancellationFilter!, $first: Int, $after: String, $maxAge: Int) {
  cancellations(filter: $filter, first: $first, after: $after, maxAge: $maxAge) {
    nodes { ${CLAIM} channel { id } orderNumber lineNumber order { ${LINE} } } ${PAGE}
  }
}`;

const ORDER = `query ($id: ID!) { order(id: $id, maxAge: 0) { ${LINE} } }`;

interface Question {
  readonly span: Span;
  readonly dateType: DateType;
  /** Null: all. */
  readonly statuses: readonly string[] | null;
  readonly ledgers: readonly Ledger[];
  /** In seconds. */
  readonly maxAge: number;
  readonly first: number;
  readonly sort: 'ORDERED_DESC' | 'ORDERED_ASC' | 'PAID_DESC' | 'PAID_ASC';
}

/** All pages of a list, and what is wrong with them. */
interface Answer<T> {
  readonly rows: T[];
  readonly problems: string[];
  /** Channels that have no list for the question. */
  readonly unsupported: Set<string>;
}

/** Everything that fits on one page. */
const ONE_PAGE = 1_000;

const ORDER_STATUSES: readonly [string, ...string[]] = [
  'PAYMENT_PENDING',
  'PAID',
  'CONFIRMED',
  'DISPATCHED',
  'IN_TRANSIT',
  'DELIVERED',
  'PURCHASE_CONFIRMED',
  'CANCELED',
];
const CLAIM_STATUSES: readonly [string, ...string[]] = ['REQUESTED', 'WITHDRAWN', 'REJECTED', 'COMPLETED'];

/** Asks GraphQL in many ways and holds every answer against what the marketplaces hold. */
export class Questions {
  constructor(
    private readonly moa: Moa,
    private readonly clock: Clock,
    private readonly ledgers: readonly Ledger[],
    private readonly dice: Dice,
    private readonly start: Instant,
    private readonly log: (text: string) => void,
  ) {}

  /** @returns what is wrong with the answer. */
  async ask(): Promise<string[]> {
    // What time alone has changed.
    this.#note();
    const roll = this.dice.roll();
    if (roll < 0.3) return this.everything();
    if (roll < 0.45) return this.orders({ first: this.dice.whole(1, 4), sort: this.#sort() });
    if (roll < 0.65) return this.orders({ span: this.#span(), dateType: this.dice.pick(['ORDERED', 'PAID']) });
    if (roll < 0.75) return this.orders({ statuses: this.#some(ORDER_STATUSES), dateType: this.#dateType() });
    if (roll < 0.9) return this.#cancellations();
    if (roll < 0.97) return this.orders({ maxAge: this.dice.pick([60, 600, 3_600, 86_400, 700_000]) });
    return this.#single();
  }

  /** Every order, asked anew. */
  everything(): Promise<string[]> {
    return this.orders({});
  }

  async orders(wishes: Partial<Question>): Promise<string[]> {
    const question: Question = {
      span: { start: this.start, end: this.clock.now() + MINUTE },
      dateType: 'ORDERED',
      statuses: null,
      ledgers: this.#channels(),
      maxAge: 0,
      first: ONE_PAGE,
      sort: 'ORDERED_DESC',
      ...wishes,
    };
    const { span, dateType, statuses, ledgers, maxAge, first, sort } = question;
    this.log(
      `orders ${dateType} ${toIsoKst(span.start)} to ${toIsoKst(span.end)} ${statuses?.join() ?? 'all'} of ${ledgers.length}` +
        `, maxAge ${maxAge}, first ${first}, ${sort}`,
    );
    const filter = { ...dated(span), dateType, statuses, channelIds: ledgers.map(({ channelId }) => channelId) };
    const arrived = this.clock.now();
    const answer = await this.#pages<LineRow>('orders', ORDERS, { filter, sort }, question);
    const changing = this.#note();
    const { rows, problems } = answer;
    const since = maxAge === 0 ? arrived : arrived - maxAge * SECOND;
    const rule: ClaimRule = statuses === null ? 'ALL' : 'OPEN';
    const isPartial = mayBePartial(span.end, arrived);
    return [
      ...problems,
      ...this.#judgeRows(rows, isPartial ? -Infinity : since, isPartial ? 'TRUE' : rule),
      ...(isPartial ? [] : this.#judgePresence(answer, question, arrived, changing)),
      ...judgeSort(rows, sort),
    ];
  }

  #judgeRows(rows: readonly LineRow[], since: Instant, rule: ClaimRule): string[] {
    return rows.flatMap((row) => {
      const history = this.#find(row);
      if (!history) return [`a stranger: ${row.channel.id} ${keyOf(row)}`];
      return judgeLine(row, history, since, rule);
    });
  }

  /** Nobody is missing, nobody is there twice, nobody is there who should not. */
  #judgePresence(
    { rows, unsupported }: Answer<LineRow>,
    question: Question,
    arrived: Instant,
    changing: ReadonlySet<LineHistory>,
  ): string[] {
    const { maxAge, statuses } = question;
    const ledgers = question.ledgers.filter(({ channelId }) => !unsupported.has(channelId));
    const shown = new Map(rows.map((row) => [this.#find(row), row]));
    const problems: string[] = [];
    const ids = rows.map(({ id }) => id);
    if (new Set(ids).size < ids.length) problems.push(`rows shown twice: ${ids.length - new Set(ids).size}`);
    for (const history of ledgers.flatMap(({ lines }) => [...lines.values()])) {
      if (changing.has(history)) continue;
      const isAsked = isIn(history, question);
      const row = shown.get(history);
      // Without a date of its own it is listed under the day of its cancellation.
      const isElsewhere = row !== undefined && mayBeReceiptAlone(history, row);
      if (row && !isAsked && !isElsewhere) problems.push(`${history.name} does not belong to the answer`);
      const oldest = history.isPart ? maxAge * SECOND : UNSETTLED_AGE;
      const seenSince = maxAge === 0 ? arrived : arrived - oldest;
      // A filter by status over an older copy finds what it found then.
      const isWanted = isAsked && history.visibleAt <= seenSince && (maxAge === 0 || statuses === null);
      if (isWanted && !shown.has(history) && !mayBeAbsent(history)) {
        problems.push(`${history.name} (${history.now.nativeStatus}) is missing`);
      }
    }
    return problems;
  }

  async #cancellations(): Promise<string[]> {
    const statuses = this.dice.roll() < 0.3 ? this.#some(CLAIM_STATUSES) : null;
    const span = this.dice.roll() < 0.5 ? this.#span() : { start: this.start, end: this.clock.now() + MINUTE };
    const ledgers = this.#channels();
    const first = this.dice.pick([ONE_PAGE, 1, 3]);
    this.log(
      `cancellations ${toIsoKst(span.start)} to ${toIsoKst(span.end)} ${statuses?.join() ?? 'all'} of ${ledgers.length}, first ${first}`,
    );
    const filter = { ...dated(span), statuses, channelIds: ledgers.map(({ channelId }) => channelId) };
    const arrived = this.clock.now();
    const question = { span, statuses, maxAge: 0, first };
    const answer = await this.#pages<ClaimNode>('cancellations', CANCELLATIONS, { filter }, question);
    const { rows, problems, unsupported } = answer;
    const changing = this.#note();
    const isPartial = mayBePartial(span.end, arrived);
    const shown = new Set<string>();
    for (const row of rows) problems.push(...this.#judgeClaimNode(row, span, statuses, shown, arrived, isPartial));
    if (isPartial) return problems;
    for (const history of ledgers.flatMap(({ lines }) => [...lines.values()])) {
      if (history.visibleAt > arrived || unsupported.has(history.ledger.channelId) || changing.has(history)) continue;
      for (const claim of history.now.cancellations) {
        const name = `${history.name} claim ${claimIdOf(claim)}`;
        const isAsked = statuses === null || readingsOf(history, claim).every((status) => statuses.includes(status));
        const date = floor(claim.requestedAt, claimResolutionOf(history.ledger.book));
        // Where a withdrawn claim has no other date than its end, the end must be in the span too.
        const isDated = !mayLackDetails(history, claim) || contains(span, history.closedAt(claim) ?? date);
        const isWanted = isAsked && isDated && contains(span, date) && !mayLackClaim(history, claim);
        if (isWanted && !shown.has(name)) problems.push(`${name} (${claim.state}) is missing`);
      }
    }
    return problems;
  }

  #judgeClaimNode(
    row: ClaimNode,
    span: Span,
    statuses: readonly string[] | null,
    shown: Set<string>,
    arrived: Instant,
    isPartial: boolean,
  ): string[] {
    const history = this.#find(row);
    if (!history) return [`a claim of a stranger: ${row.channel.id} ${keyOf(row)}`];
    const problems = judgeClaim(row, history, isPartial ? -Infinity : arrived);
    const known = identify(row, history);
    const id = known ? claimIdOf(known) : String(row.claimNumber);
    const name = `${history.name} claim ${id}`;
    if (shown.has(name)) problems.push(`${name} is there twice`);
    shown.add(name);
    const date = instantOf(row.cancellationRequestDate);
    if (date !== null && !contains(span, date)) problems.push(`${name} of ${toIsoKst(date)} was not asked for`);
    if (statuses && !statuses.includes(row.status)) problems.push(`${name} ${row.status} was not asked for`);
    // The question is about claims; of the order it is enough that nothing of it is false or older than shown before.
    if (row.order) problems.push(...judgeLine(row.order, history, -Infinity, 'TRUE'));
    return problems;
  }

  async #single(): Promise<string[]> {
    const known = this.ledgers.flatMap(({ lines }) => [...lines.values()]).filter(({ nodeId }) => nodeId !== null);
    if (known.length === 0) return this.everything();
    const history = known[this.dice.whole(0, known.length - 1)]!;
    this.log(`order ${history.name}`);
    const arrived = this.clock.now();
    const { order } = await this.moa.query<{ order: LineRow | null }>(ORDER, { id: history.nodeId });
    this.#note();
    return order ? judgeLine(order, history, arrived, 'TRUE') : [`${history.name} is not found by its id`];
  }

  /** All pages of a list; those after the first rest on what the first one read. */
  async #pages<T>(
    field: string,
    source: string,
    variables: Record<string, unknown>,
    { span, statuses, maxAge, first }: Pick<Question, 'span' | 'statuses' | 'maxAge' | 'first'>,
  ): Promise<Answer<T>> {
    const rows: T[] = [];
    const problems: string[] = [];
    const unsupported = new Set<string>();
    const answer = { rows, problems, unsupported };
    const arrived = this.clock.now();
    let after: string | null = null;
    for (let page = 1; ; page += 1) {
      const age = page === 1 ? maxAge : 3_600;
      const data: Record<string, Connection<T>> = await this.moa.query(source, {
        ...variables,
        first,
        after,
        maxAge: age,
      });
      const { nodes, totalCount, pageInfo, channels } = data[field]!;
      rows.push(...nodes);
      for (const channel of channels) {
        // No list of its own has such orders or claims: it says so rather than search.
        const lacksLists =
          statuses !== null && channel.outcome === 'UNSUPPORTED' && channel.error?.code === 'UNSUPPORTED';
        if (lacksLists) unsupported.add(channel.channel.id);
        else problems.push(...judgeOutcome(channel, mayBePartial(span.end, arrived)));
      }
      const sum = channels.reduce((total, channel) => total + channel.rows, 0);
      if (sum !== totalCount) problems.push(`rows of channels ${sum}, totalCount ${totalCount}`);
      if (nodes.length > first) problems.push(`${nodes.length} rows on a page of ${first}`);
      if (!pageInfo.hasNextPage) {
        if (rows.length !== totalCount) problems.push(`${rows.length} rows on ${page} pages, totalCount ${totalCount}`);
        return answer;
      }
      if (nodes.length < first) {
        problems.push(`page ${page} is not full`);
        return answer;
      }
      after = pageInfo.endCursor;
    }
  }

  #find(row: { channel: { id: string }; orderNumber: string; lineNumber: string | null }): LineHistory | undefined {
    return this.ledgers.find(({ channelId }) => channelId === row.channel.id)?.lines.get(keyOf(row));
  }

  /** Writes down what time alone changed. @returns the lines. */
  #note(): ReadonlySet<LineHistory> {
    return new Set(this.ledgers.flatMap((ledger) => ledger.note()));
  }

  /** All channels, or some. */
  #channels(): readonly Ledger[] {
    if (this.ledgers.length === 1 || this.dice.roll() < 0.7) return this.ledgers;
    const some = this.ledgers.filter(() => this.dice.roll() < 0.5);
    return some.length > 0 ? some : this.ledgers;
  }

  /** Ends, or begins, at an order's very date, beside it, or anywhere. */
  #span(): Span {
    const lines = this.ledgers.flatMap(({ lines: all }) => [...all.values()]);
    const edge = (): Instant => {
      const line = lines[this.dice.whole(0, Math.max(lines.length - 1, 0))];
      if (!line || this.dice.roll() < 0.3) return Math.floor(this.dice.between(this.start, this.clock.now()));
      const date = this.dice.roll() < 0.5 ? line.now.orderedAt : (line.now.paidAt ?? line.now.orderedAt);
      return date + this.dice.pick([0, 0, 1, -1, SECOND, -SECOND]);
    };
    const [start, end] = [edge(), edge()].sort((a, b) => a - b) as [Instant, Instant];
    return { start, end: Math.max(end, start + 1) };
  }

  #dateType(): DateType {
    return this.dice.roll() < 0.7 ? 'ORDERED' : 'PAID';
  }

  #sort(): Question['sort'] {
    return this.dice.pick(['ORDERED_DESC', 'ORDERED_ASC', 'PAID_DESC', 'PAID_ASC']);
  }

  #some(words: readonly [string, ...string[]]): string[] {
    return [...new Set(Array.from({ length: this.dice.whole(1, 3) }, () => this.dice.pick(words)))];
  }
}

function isIn(history: LineHistory, { span, dateType, statuses }: Question): boolean {
  const { ledger, now, isPurchaseConfirmed } = history;
  const date = dateType === 'ORDERED' ? now.orderedAt : now.paidAt;
  if (date === null || !contains(span, floor(date, ledger.book.resolution))) return false;
  return statuses === null || statuses.includes(statusOf(ledger.book, now.nativeStatus, isPurchaseConfirmed));
}

function judgeOutcome({ channel, outcome, error }: ChannelOutcome, mayLack: boolean): string[] {
  if (outcome === 'FRESH' || outcome === 'CACHED')
    return error ? [`${channel.id} ${outcome} with ${error.message}`] : [];
  if (outcome === 'PARTIAL' && mayLack && error?.code === 'UNSUPPORTED') return [];
  return [`${channel.id} ${outcome}: ${error?.code} ${error?.message}`];
}

function judgeSort(rows: readonly LineRow[], sort: Question['sort']): string[] {
  const dates = rows.map((row) => instantOf(sort.startsWith('ORDERED') ? row.orderedDate : row.paidDate) ?? 0);
  const sign = sort.endsWith('DESC') ? -1 : 1;
  const isSorted = dates.every((date, index) => index === 0 || sign * (date - dates[index - 1]!) >= 0);
  return isSorted ? [] : [`not sorted ${sort}: ${dates.join(' ')}`];
}

const dated = ({ start, end }: Span) => ({ startDate: toIsoKst(start), endDate: toIsoKst(end) });
