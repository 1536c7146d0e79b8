import type { OrderRecord } from '../../model/order.js';
import type { LookupAnswer, OrderLookup, OrderPointer } from '../channel.js';
import type { CallContext } from '../http.js';
import type { ElevenstClient } from './elevenst.client.js';
import { MAX_ORDER_NUMBERS } from './elevenst.client.js';
import { textOf } from './elevenst.fields.js';
import { detailedOrder, orderKeyOf, orderState, stateAsDetail } from './elevenst.map.js';
import { MAX_ROWS } from './elevenst.rows.js';
import type { Row } from './elevenst.wire.js';

/** State by one question per 100 order numbers; every field by one question per order beside it. */
export const orderLookup = (client: ElevenstClient): OrderLookup => ({
  maxBatch: MAX_ORDER_NUMBERS,
  unitOf: (order) => order.orderNumber,
  async read(orders, purpose, context) {
    const numbers = [...new Set(orders.map((order) => order.orderNumber))];
    const found =
      purpose === 'STATE'
        ? (await readStates(client, numbers, context)).map(orderState)
        : await readDetails(client, numbers, context);
    return answerTo(orders, found);
  },
});

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

async function readDetails(
  client: ElevenstClient,
  numbers: readonly string[],
  context: CallContext,
): Promise<OrderRecord[]> {
  const details = new Map<string, Row>();
  const withoutState: string[] = [];
  for (const number of numbers) {
    const rows = await client.orderLines(number, context);
    for (const row of rows) details.set(orderKeyOf(row), row);
    if (rows.length === 0 || rows.some((row) => !textOf(row, 'ordPrdStat'))) withoutState.push(number);
  }
  const states = new Map<string, Row>();
  for (const row of await readStates(client, withoutState, context)) states.set(orderKeyOf(row), row);

  const records: OrderRecord[] = [];
  for (const [key, row] of details) {
    const state = states.get(key);
    if (state || textOf(row, 'ordPrdStat')) records.push(detailedOrder(row, state));
  }
  for (const [key, state] of states) if (!details.has(key)) records.push(stateAsDetail(state));
  return records;
}

function answerTo(asked: readonly OrderPointer[], orders: readonly OrderRecord[]): LookupAnswer {
  const found = new Set(orders.map((order) => order.key));
  return { orders, cancellations: [], gone: asked.map((order) => order.key).filter((key) => !found.has(key)) };
}
