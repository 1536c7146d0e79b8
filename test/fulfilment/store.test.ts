import 'reflect-metadata';
import type { Clock } from '../../src/base/clock.js';
import { systemClock } from '../../src/base/clock.js';
import { instantToStamp } from '../../src/base/stamp.js';
import { DAY } from '../../src/base/time.js';
import { Fulfilment } from '../../src/fulfilment/fulfilment.entity.js';
import { FulfilmentQuery } from '../../src/fulfilment/fulfilment.query.js';
import { FulfilmentStore } from '../../src/fulfilment/fulfilment.store.js';
import { Courier } from '../../src/model/courier.js';
import type { FulfilmentInvoice, FulfilmentRecord } from '../../src/model/fulfilment.js';
import { InvoiceStatus } from '../../src/model/fulfilment.js';
import { Database } from '../../src/store/database.js';
import { distrustFuture } from '../../src/store/future.js';

const CHANNEL = 'poomgo-main';
const QUESTION = 'question';

let database: Database;
let store: FulfilmentStore;
let query: FulfilmentQuery;
beforeEach(async () => {
  database = await Database.open('sqlite::memory:');
  store = new FulfilmentStore(database);
  query = new FulfilmentQuery(database);
});
afterEach(() => database.close());

const reading = (began: number, question = QUESTION) => ({ channelId: CHANNEL, question, began });

const invoice = (invoiceNumber: string): FulfilmentInvoice => ({
  invoiceNumber,
  trackingNumber: `6${invoiceNumber}`,
  courier: Courier.CJ_LOGISTICS,
  courierName: 'CJ대한통운',
  status: InvoiceStatus.CLOSED,
  channelStatus: null,
  isPrinted: true,
  isClosed: true,
});

/** A row of which nothing but its key, its product and its parcels matters. */
const record = (key: string, dealName = 'told', invoices: readonly FulfilmentInvoice[] = []): FulfilmentRecord => {
  const { id: _id, channelId: _channelId, fetchedAt: _at, freshness: _freshness, ...rest } = new Fulfilment();
  return {
    ...rest,
    key,
    ledgerNumber: key,
    orderCode: key,
    dealName,
    invoices,
    createdDate: Number(key),
    raw: { key },
  };
};

const found = async (question = QUESTION): Promise<string[]> => {
  const conditions = { questions: [question], wholeChannels: [], created: null, orderCode: null };
  return (await query.page(conditions, null, null)).map(({ key }) => key).sort();
};

it('lets no read undo a newer one', async () => {
  await store.keepPage(reading(5), [record('1', 'new', [invoice('9')])], 6);
  await store.keepPage(reading(3, 'other'), [record('1', 'old', [invoice('8')]), record('2', 'old')], 4);

  const rows = await query.byKeys(CHANNEL, ['1', '2']);
  expect(rows.map(({ key, dealName, freshness }) => [key, dealName, freshness])).toEqual([
    ['1', 'new', 6],
    ['2', 'old', 4],
  ]);
  expect((await query.byInvoiceNumbers(CHANNEL, ['9'])).map(({ key }) => key)).toEqual(['1']);
  expect(await query.byInvoiceNumbers(CHANNEL, ['8'])).toEqual([]);
  // What the older read found it did find.
  expect(await found('other')).toEqual(['1', '2']);
});

it('keeps the answer of before until the next one is complete, and shows what came of that beside it', async () => {
  await store.keepPage(reading(1), [record('1'), record('2')], 2);
  await store.complete(reading(1));
  await store.keepPage(reading(3), [record('3')], 4);
  expect(await found()).toEqual(['1', '2', '3']);
  await store.complete(reading(3));
  expect(await found()).toEqual(['3']);
  expect(await store.answers(CHANNEL, [QUESTION, 'other'])).toEqual(new Map([[QUESTION, 3]]));
});

it('a reading that ends after one that began later is not the answer', async () => {
  await store.keepPage(reading(1), [record('1')], 2);
  await store.keepPage(reading(3), [record('2')], 4);
  await store.complete(reading(3));
  await store.keepPage(reading(1), [record('2'), record('4')], 5);
  expect(await found()).toEqual(['2']);
  await store.complete(reading(1));
  expect(await found()).toEqual(['2']);
  expect(await store.answers(CHANNEL, [QUESTION])).toEqual(new Map([[QUESTION, 3]]));
});

it('an empty answer is one', async () => {
  await store.keepPage(reading(1), [], 2);
  await store.complete(reading(1));
  expect(await found()).toEqual([]);
  expect(await store.answers(CHANNEL, [QUESTION])).toEqual(new Map([[QUESTION, 1]]));
});

it('a row without its parcel any more is not found by it', async () => {
  await store.keepPage(reading(1), [record('1', 'told', [invoice('8'), invoice('9')])], 2);
  await store.keepPage(reading(3), [record('1', 'told', [invoice('9')])], 4);
  expect(await query.byInvoiceNumbers(CHANNEL, ['8'])).toEqual([]);
  expect((await query.byInvoiceNumbers(CHANNEL, ['8', '9'])).map(({ key }) => key)).toEqual(['1']);
});

it('forgets answers of more than a week ago', async () => {
  const now = instantToStamp(Date.parse('2026-03-10T00:00:00Z'));
  for (const [question, began] of [
    ['old', now - instantToStamp(7 * DAY) - 1],
    ['week', now - instantToStamp(7 * DAY)],
  ] as const) {
    await store.keepPage(reading(began, question), [record('1')], began);
    await new FulfilmentStore(database).complete(reading(began, question));
  }
  await new FulfilmentStore(database).complete(reading(now));
  expect([await found('old'), await found('week')]).toEqual([[], ['1']]);
  expect([...(await store.answers(CHANNEL, ['old', 'week'])).keys()]).toEqual(['week']);
  expect(await query.byKeys(CHANNEL, ['1'])).toHaveLength(1);
});

it('distrusts what was read in the future, after the clock was set back', async () => {
  const now = Date.parse('2026-03-10T00:00:00Z');
  const future = instantToStamp(now + DAY);
  const clock: Clock = { ...systemClock, now: () => now };
  await store.keepPage(reading(future), [record('1', 'from the future')], future);
  await store.complete(reading(future));

  await distrustFuture(database, clock);

  expect(await store.answers(CHANNEL, [QUESTION])).toEqual(new Map());
  await store.keepPage(reading(instantToStamp(now) + 1), [record('1', 'now')], instantToStamp(now) + 1);
  expect((await query.byKeys(CHANNEL, ['1']))[0]?.dealName).toBe('now');
});
