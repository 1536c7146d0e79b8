import type { Clock, Instant } from '../../base/clock.js';
import type { Span } from '../../base/span.js';
import { HOUR } from '../../base/time.js';
import type { CallContext } from '../http.js';
import type { ListQuestion, OwnMallClient } from './ownmall.client.js';
import { CANCEL_TOKENS, ORDER_TOKENS } from './ownmall.codes.js';
import { malformed, readText } from './ownmall.fields.js';
import { isNotOffered } from './ownmall.refusals.js';
import type { DateType, ListPath, OrderRow } from './ownmall.wire.js';

/** More pages than this (a million rows in one window) are taken for a list that never ends. */
const MOST_PAGES = 2_000;

/** How long a mall is remembered to tell no status, or not to know one. */
const MEMORY_AGE = HOUR;

export interface Rows {
  readonly rows: readonly OrderRow[];
  /** The status that was asked for, when it was one: it stands for rows that tell none. */
  readonly asked: string | null;
  /** Rows of all pages, as far as it is told. */
  readonly totalCount: number | null;
  readonly pageSize: number;
}

export interface RowsQuestion {
  readonly path: ListPath;
  readonly dateType: DateType;
  readonly statuses: readonly string[];
  readonly span: Span;
}

const CORE: ReadonlySet<string> = new Set(
  [...ORDER_TOKENS, ...CANCEL_TOKENS].filter(({ isCore }) => isCore).map(({ token }) => token),
);

/** Thrown inside only: rows of a combined answer that do not tell their status. */
class StatusUntold extends Error {}

/**
 * Reads both lists, page by page. All statuses are asked for in one question; a mall whose rows tell no status (the user's
 * document names no such field), or that refuses the combined question, is asked for each status by itself.
 */
export class OwnMallPages {
  /** Until when each list is asked status by status. */
  readonly #apart = new Map<ListPath, Instant>();
  /** Until when optional statuses are not asked for. */
  readonly #notOffered = new Map<string, Instant>();

  constructor(
    private readonly client: OwnMallClient,
    private readonly clock: Clock,
  ) {}

  async *read(question: RowsQuestion, context: CallContext): AsyncGenerator<Rows> {
    if (question.statuses.length > 1 && !this.#isRemembered(this.#apart, question.path)) {
      try {
        yield* this.#readTogether(question, context);
        return;
      } catch (error) {
        if (!(error instanceof StatusUntold) && !isNotOffered(error)) throw error;
        this.#remember(this.#apart, question.path);
      }
    }
    for (const status of question.statuses) yield* this.#readOne({ ...question, statuses: [status] }, status, context);
  }

  async *#readTogether(question: RowsQuestion, context: CallContext): AsyncGenerator<Rows> {
    const pageSize = this.client.pageSize;
    try {
      yield* this.#pages(question, null, context);
    } catch (error) {
      if (!isNotOffered(error)) throw error;
      // Perhaps the pages are too large for this mall.
      await this.client.capabilities(context);
      if (this.client.pageSize >= pageSize) throw error;
      yield* this.#pages(question, null, context);
    }
  }

  async *#readOne(question: RowsQuestion, status: string, context: CallContext): AsyncGenerator<Rows> {
    if (this.#isRemembered(this.#notOffered, status)) return;
    try {
      yield* this.#pages(question, status, context);
    } catch (error) {
      if (CORE.has(status) || !isNotOffered(error)) throw error;
      this.#remember(this.#notOffered, status);
    }
  }

  async *#pages(question: RowsQuestion, asked: string | null, context: CallContext): AsyncGenerator<Rows> {
    const { path, dateType, statuses, span } = question;
    // The end is inclusive at the mall; asking for it too costs nothing and never loses the last second's fractions.
    const list: ListQuestion = { path, dateType, statuses, from: span.start, to: span.end };
    const pageSize = this.client.pageSize;
    const seen = new Set<string>();
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { rows, page: told, totalCount, hasNext } = await this.client.list(list, page, pageSize, context);
      if (told !== null && told !== page) throw malformed('the answer is another page than was asked for');
      if (asked === null && rows.some((row) => !tellsStatus(path, row))) throw new StatusUntold();
      yield { rows, asked, totalCount, pageSize };
      if (!hasNext) return;
      const mark = [rows.at(0)?.orderNumber, rows.at(-1)?.orderNumber, rows.length].join('|');
      if (rows.length === 0 || seen.has(mark)) throw malformed('the list goes round in circles');
      seen.add(mark);
    }
    throw malformed('the list never ends');
  }

  #remember<K>(memory: Map<K, Instant>, key: K): void {
    memory.set(key, this.clock.now() + MEMORY_AGE);
  }

  #isRemembered<K>(memory: ReadonlyMap<K, Instant>, key: K): boolean {
    return (memory.get(key) ?? -Infinity) > this.clock.now();
  }
}

const tellsStatus = (path: ListPath, row: OrderRow): boolean =>
  path === '/orders' ? Boolean(readText(row, 'orderStatus')) : Boolean(row.canceled?.cancelStatus);
