import type { Span } from '../../base/span.js';
import { DAY } from '../../base/time.js';
import type { FulfilmentDateType, FulfilmentRecord } from '../../model/fulfilment.js';
import type { FulfilmentQuestion, FulfilmentReads } from '../fulfilment.js';
import type { CallContext } from '../http.js';
import { dayOf, LARGEST_PAGE, type PoomgoClient } from './poomgo.client.js';
import { malformed } from './poomgo.fields.js';
import { fulfilmentOf } from './poomgo.map.js';
import type { LedgerQuestion } from './poomgo.wire.js';

/** No longest window is documented; our own caution. */
const LONGEST = 31 * DAY;

/** More pages than this (a million rows of one question) are taken for a list that never ends. */
const MOST_PAGES = 2_000;

/** Rows that come or go meanwhile move others from page to page, and one may slip through; it is read again so often. */
const MOST_PASSES = 3;

export const fulfilmentReads = (client: PoomgoClient, channelNames: ReadonlyMap<string, string>): FulfilmentReads => ({
  longest: LONGEST,
  resolution: DAY,
  pageSize: LARGEST_PAGE,
  channelNames,
  read: (question, context) => readAll(client, question, context),
});

async function* readAll(
  client: PoomgoClient,
  question: FulfilmentQuestion,
  context: CallContext,
): AsyncGenerator<readonly FulfilmentRecord[]> {
  const filters = filtersOf(question);
  const seen = new Set<string>();
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    const total = yield* readPass(client, filters, seen, context);
    if (total === null || seen.size >= total) return;
  }
  throw malformed('the answer counts more rows than its pages hold');
}

type Filters = Omit<LedgerQuestion, 'page' | 'pageSize'>;

/**
 * All pages once. Where the total is told it decides, so that a service with smaller pages than asked loses nothing.
 * @returns the total as told last.
 */
async function* readPass(
  client: PoomgoClient,
  filters: Filters,
  seen: Set<string>,
  context: CallContext,
): AsyncGenerator<readonly FulfilmentRecord[], number | null> {
  const marks = new Set<string>();
  for (let page = 1, read = 0; page <= MOST_PAGES; page += 1) {
    const { total, rows } = await client.list({ page, pageSize: LARGEST_PAGE, ...filters }, context);
    const records = rows.map(fulfilmentOf);
    const mark = [records.at(0)?.key, records.at(-1)?.key, records.length].join('|');
    if (records.length > 0 && marks.has(mark)) throw malformed('the list goes round in circles');
    marks.add(mark);
    yield records;
    for (const { key } of records) seen.add(key);
    read += records.length;
    const isLast = total === null ? records.length < LARGEST_PAGE : read >= total;
    if (isLast || records.length === 0) return total;
  }
  throw malformed('the list never ends');
}

type DayFilters = Partial<Record<`${'createdAt' | 'confirmAt' | 'closeAt'}${'From' | 'To'}`, string>>;

const NAMES: Readonly<Record<FulfilmentDateType, 'createdAt' | 'confirmAt' | 'closeAt'>> = {
  CREATED: 'createdAt',
  CONFIRMED: 'confirmAt',
  CLOSED: 'closeAt',
};

function filtersOf({ spans, orderCode }: FulfilmentQuestion): Filters {
  const dates = Object.entries(NAMES) as [FulfilmentDateType, (typeof NAMES)[FulfilmentDateType]][];
  return {
    ...Object.assign({}, ...dates.map(([date, name]) => daysOf(name, spans[date]))),
    ...(orderCode === null ? {} : { orderCode }),
  } as Filters;
}

/** Both days are inclusive (마지막일시, documented) and Korean (assumed). */
function daysOf(name: (typeof NAMES)[FulfilmentDateType], span: Span | undefined): DayFilters {
  return span ? { [`${name}From`]: dayOf(span.start), [`${name}To`]: dayOf(span.end - 1) } : {};
}
