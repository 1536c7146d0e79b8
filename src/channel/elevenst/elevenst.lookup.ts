import type { OrderRecord } from '../../model/order.js';
import { OrderStatus } from '../../model/order.js';
import type { LookupAnswer, OrderLookup, OrderPointer } from '../channel.js';
import type { CallContext } from '../http.js';
import type { ElevenstClient } from './elevenst.client.js';
import { MAX_ORDER_NUMBERS } from './elevenst.client.js';
import { countOf, idOf, textOf } from './elevenst.fields.js';
import { detailedOrder, isCancelOpen, isQuantityOpen, orderKeyOf, orderState, stateAsDetail } from './elevenst.map.js';
import { MAX_ROWS } from './elevenst.rows.js';
import type { Row } from './elevenst.wire.js';

/**
 * State by one question per 100 order numbers; every field by one question per order beside it. The state tells no dates,
 * so orders known as unpaid that have moved on are read with every field: when they were paid is found nowhere else.
 */
export const orderLookup = (client: ElevenstClient): OrderLookup => ({
  maxBatch: MAX_ORDER_NUMBERS,
  unitOf: (order) => order.orderNumber,
  async read(orders, purpose, context) {
    const numbers = [...new Set(orders.map((order) => order.orderNumber))];
    const found =
      purpose === 'STATE'
        ? await readStanding(client, orders, numbers, context)
        : await readDetails(client, numbers, context);
    return answerTo(orders, found);
  },
});

async function readStanding(
  client: ElevenstClient,
  orders: readonly OrderPointer[],
  numbers: readonly string[],
  context: CallContext,
): Promise<OrderRecord[]> {
  const states = await readStates(client, numbers, context);
  const known = new Map(orders.map((order) => [order.key, order]));
  const open = states.filter((state) => isQuantityOpen(state) && !isAsKnown(state, known.get(orderKeyOf(state))));
  const ordered = await readOrdered(client, open, context);
  const records = states.map((state) => orderState(state, ordered.get(orderKeyOf(state))));
  const paid = records.filter((record) => wasUnpaid(known.get(record.key)) && !isUnpaid(record));
  if (paid.length === 0) return records;
  const paidNumbers = [...new Set(paid.map(({ orderNumber }) => orderNumber))];
  const details = await readDetails(client, paidNumbers, context, states);
  return [...records.filter(({ orderNumber }) => !paidNumbers.includes(orderNumber)), ...details];
}

/** An open request that the line was known with, quantities and all. */
const isAsKnown = (state: Row, known: OrderPointer | undefined): boolean =>
  isCancelOpen(state) &&
  countOf(state, 'ordQty') === known?.productQuantity &&
  countOf(state, 'ordCnQty') === known?.canceledQuantity;

const isUnpaid = ({ status }: Pick<OrderRecord, 'status'>): boolean => status === OrderStatus.PAYMENT_PENDING;

/** A canceled line without a date of payment lapsed. */
const wasUnpaid = (known: OrderPointer | undefined): boolean =>
  known?.status !== undefined && known.status !== OrderStatus.CANCELED && (known.paidDate ?? null) === null;

/** What was first ordered of these lines, by key. */
async function readOrdered(
  client: ElevenstClient,
  states: readonly Row[],
  context: CallContext,
): Promise<Map<string, number>> {
  if (states.length === 0) return new Map();
  const rows = await client.orderQuantities([...new Set(states.map((state) => idOf(state, 'ordNo')))], context);
  return new Map(
    rows.flatMap((row) => {
      const quantity = countOf(row, 'ordQty');
      return typeof quantity === 'number' ? [[orderKeyOf(row), quantity] as const] : [];
    }),
  );
}

/**
 * Reads where the lines of orders stand; numbers that 11st does not have are left out.
 * @param numbers at most 100.
 */
export async function readStates(
  client: ElevenstClient,
  numbers: readonly string[],
  context: CallContext,
): Promise<readonly Row[]> {
  if (numbers.length === 0) return [];
  const rows = await client.orderStates(numbers, context);
  if (rows.length < MAX_ROWS || numbers.length === 1) return rows;
  // As full as that it may be cut, and a line cut off would count as gone.
  const middle = Math.ceil(numbers.length / 2);
  return [
    ...(await readStates(client, numbers.slice(0, middle), context)),
    ...(await readStates(client, numbers.slice(middle), context)),
  ];
}

/** @param known states of the same orders, where they were read before. */
async function readDetails(
  client: ElevenstClient,
  numbers: readonly string[],
  context: CallContext,
  known?: readonly Row[],
): Promise<OrderRecord[]> {
  const details = new Map<string, Row>();
  const withoutState: string[] = [];
  for (const number of numbers) {
    const rows = await client.orderLines(number, context);
    for (const row of rows) details.set(orderKeyOf(row), row);
    if (rows.length === 0 || rows.some((row) => !textOf(row, 'ordPrdStat'))) withoutState.push(number);
  }
  const states = new Map<string, Row>();
  const stateRows = known ?? (await readStates(client, withoutState, context));
  for (const row of stateRows) if (withoutState.includes(idOf(row, 'ordNo'))) states.set(orderKeyOf(row), row);
  const open = [...states.values()].filter((state) => isQuantityOpen(state) && isCancelOpen(state));
  const ordered = await readOrdered(client, open, context);

  const records: OrderRecord[] = [];
  for (const [key, row] of details) {
    const state = states.get(key);
    if (state || textOf(row, 'ordPrdStat')) records.push(detailedOrder(row, state, ordered.get(key)));
  }
  for (const [key, state] of states) if (!details.has(key)) records.push(stateAsDetail(state));
  return records;
}

function answerTo(asked: readonly OrderPointer[], orders: readonly OrderRecord[]): LookupAnswer {
  const found = new Set(orders.map((order) => order.key));
  return { orders, cancellations: [], gone: asked.map((order) => order.key).filter((key) => !found.has(key)) };
}
