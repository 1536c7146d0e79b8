import 'reflect-metadata';
import { createHash } from 'node:crypto';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import { LOCAL_VIEWER } from '../src/auth/viewer.js';
import { systemClock } from '../src/base/clock.js';
import { DAY, MINUTE } from '../src/base/time.js';
import { definition as ownmall } from '../src/channel/ownmall/index.js';
import { connectAll } from '../src/connect.js';
import { createContext } from '../src/graphql/context.js';
import { buildApiSchema } from '../src/graphql/schema.js';
import { Executor } from '../src/http/executor.js';
import type { OrderRecord } from '../src/model/order.js';
import { OrderStatus } from '../src/model/order.js';
import type { OrderConnection } from '../src/order/order.types.js';
import { CoverageStore } from '../src/reader/coverage.store.js';
import { planQuestion } from '../src/reader/planner.js';
import { SnapshotStore } from '../src/reader/snapshot.store.js';
import { Dice } from '../src/sandbox/dice.js';
import { basket } from '../src/sandbox/goods.js';
import { createServices, type Services } from '../src/services.js';
import { Database } from '../src/store/database.js';
import { FIELDS, ordersQuery, spanVariables } from './questions.js';
import { answerParent } from './ipc.js';

/** The store and the executor alone: no marketplace, no HTTP. */

export interface Rounds {
  readonly orders: number;
  readonly warmUp: number;
  readonly measured: number;
}

export interface Timings {
  /** Executing the document on orders in memory and writing the answer's JSON, in milliseconds, by round. */
  readonly execution: number[];
  /** Writing the JSON of the same answer, already there. */
  readonly stringify: number[];
  /** From the SELECT to the JSON. */
  readonly pipeline: number[];
}

const CHANNEL_ID = 'ownmall-main';
/** Long past, so that what is stored counts as settled and no marketplace is asked. */
const END = systemClock.now() - 60 * DAY;
const QUESTION = { topic: 'ORDERS', span: { start: END - DAY, end: END }, date: 'ORDERED', statuses: [] } as const;

const operations = {
  async measure(rounds: Rounds): Promise<Timings> {
    const store = await openStore(rounds.orders);
    const run = executorOf(await buildApiSchema());
    const variables = { first: rounds.orders, ...spanVariables(QUESTION.span) };
    const services = await fromMemory(store.services, variables);
    const answer = await run(services, variables);
    assertWhole(answer, rounds.orders);
    const execution = async (): Promise<string> => JSON.stringify(await run(services, variables));
    const stringify = (): Promise<string> => Promise.resolve(JSON.stringify(answer));
    const pipeline = async (): Promise<string> => JSON.stringify(await run(store.services, variables));
    // The pipeline apart: the garbage of its rows would be cleared up at the expense of the other two.
    const [executions, stringifications] = await interleaved([execution, stringify], rounds);
    const [pipelines] = await interleaved([pipeline], rounds);
    await store.close();
    return { execution: executions!, stringify: stringifications!, pipeline: pipelines! };
  },
};

export type ExecutionOperations = typeof operations;

type Variables = Readonly<Record<string, unknown>>;
type Run = (services: Services, variables: Variables) => Promise<ExecutionResult>;

/** The executor that the server uses, fed as Apollo Server feeds it. */
function executorOf(schema: GraphQLSchema): Run {
  const executor = new Executor(schema);
  const query = ordersQuery('STORED');
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new TypeError('no operation');
  const queryHash = createHash('sha256').update(query).digest('hex');
  return (services, variables) =>
    executor.run({
      request: { query, variables },
      document,
      operation,
      queryHash,
      context: createContext(services, LOCAL_VIEWER),
    });
}

/** A store that holds the orders and knows that all of the question was read. */
async function openStore(orders: number): Promise<{ services: Services; close(): Promise<void> }> {
  const clock = systemClock;
  const database = await Database.open('sqlite::memory:');
  const settings = { id: CHANNEL_ID, marketplace: ownmall.marketplace, name: CHANNEL_ID, sandbox: true, options: {} };
  const { directory, keeper } = await connectAll({
    database,
    databaseUrl: 'sqlite::memory:',
    masterKey: null,
    // Nobody listens there: a call would fail.
    channels: [{ ...settings, baseUrl: 'http://127.0.0.1:9', credentials: { apiKey: 'none' } }],
    clock,
    onCall: () => undefined,
  });
  const services = createServices({
    clock,
    database,
    directory,
    keeper,
    queryDeadlineMs: MINUTE,
  });
  const began = services.stamps.next();
  await new SnapshotStore(database).apply(CHANNEL_ID, { orders: recordsOf(orders), cancellations: [] }, began);
  const coverage = new CoverageStore(database);
  for (const { listing, span } of planQuestion(directory.get(CHANNEL_ID)!.channel, QUESTION, clock.now())?.steps ??
    []) {
    await coverage.mark(CHANNEL_ID, listing.id, span, services.stamps.next());
  }
  return { services, close: () => database.close() };
}

/** The same services, but that the list of orders is at hand: what is left is execution alone. */
async function fromMemory(services: Services, variables: Variables): Promise<Services> {
  const context = createContext(services, LOCAL_VIEWER);
  const filter = { startDate: QUESTION.span.start, endDate: QUESTION.span.end };
  const args = { filter, first: variables['first'] as number, maxAge: 366 * 24 * 3_600 };
  const connection: OrderConnection = await services.orders.list(args, LOCAL_VIEWER, context.arrived);
  const orders = Object.assign(Object.create(services.orders) as Services['orders'], {
    list: () => Promise.resolve(connection),
  });
  return { ...services, orders };
}

/** Orders as a mall tells them, one line each. */
function recordsOf(count: number): OrderRecord[] {
  const dice = new Dice(1);
  return Array.from({ length: count }, (_none, index): OrderRecord => {
    const { buyer, receiver, memo, shippingFee, lines } = basket(dice, { isSingle: true });
    const { productName, optionName, sellerProductCode, quantity, unitPrice } = lines[0]!;
    const orderNumber = `M20260310-${String(index).padStart(6, '0')}-1`;
    const orderedDate = END - 1 - Math.round((index / count) * (DAY - 1));
    return {
      key: orderNumber,
      orderNumber,
      lineNumber: null,
      status: dice.pick([OrderStatus.PAID, OrderStatus.CONFIRMED, OrderStatus.IN_TRANSIT]),
      channelStatus: 'PAID',
      orderedDate,
      paidDate: orderedDate + dice.whole(5, 90) * 1_000,
      dispatchDueDate: orderedDate + 2 * DAY,
      buyerId: `buyer${dice.whole(1, 99_999)}`,
      senderName: buyer.name,
      senderTel: buyer.tel,
      receiverName: receiver.name,
      receiverTel: receiver.tel,
      zipCode: receiver.zipCode,
      receiverAddress: `${receiver.address} ${receiver.addressDetail}`,
      shippingMemo: memo,
      productNumber: String(dice.whole(1, 99)),
      productName,
      productOptionName: optionName,
      sellerProductCode,
      productQuantity: quantity,
      productPriceAmount: unitPrice * quantity,
      shippingFee,
    };
  });
}

function assertWhole({ data, errors }: ExecutionResult, orders: number): void {
  const nodes = (data as { orders?: { nodes?: readonly object[] } } | null | undefined)?.orders?.nodes ?? [];
  const isWhole = nodes.length === orders && nodes.every((node) => Object.keys(node).length === FIELDS.length);
  if (errors || !isWhole) throw new Error(`not ${orders} orders of ${FIELDS.length} fields: ${JSON.stringify(errors)}`);
}

/** Milliseconds that each piece of work took in each round that counts. */
async function interleaved(works: readonly (() => Promise<string>)[], rounds: Rounds): Promise<number[][]> {
  const times: number[][] = works.map(() => []);
  for (let round = -rounds.warmUp; round < rounds.measured; round += 1) {
    for (const [index, work] of works.entries()) {
      const began = performance.now();
      await work();
      if (round >= 0) times[index]!.push(performance.now() - began);
    }
  }
  return times;
}

answerParent(operations);
