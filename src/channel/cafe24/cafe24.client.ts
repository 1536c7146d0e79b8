import type { Instant } from '../../base/clock.js';
import { writeJson } from '../../base/json.js';
import { SECOND, formatKst } from '../../base/time.js';
import type { ChannelAccount } from '../channel.js';
import type { CallContext, HttpReply } from '../http.js';
import { readCarriers, readCount, readOrders, readUnpaid, readWrite, type OrdersPage } from './cafe24.answers.js';
import { readAnswer, type Body } from './cafe24.reply.js';
import { session, type ApiCall } from './cafe24.session.js';
import type {
  CancelRequest,
  DateType,
  PrepareRequest,
  RejectRequest,
  ShipmentChange,
  ShipmentRequest,
  WireCarrier,
  WireOrder,
  WireUnpaidOrder,
  WriteAnswer,
} from './cafe24.wire.js';

const PATH = '/api/v2/admin';

/** Rows of a page: 1 to 1000 orders, 1 to 500 unpaid ones; both default to 10. Documented. */
export const MOST_ORDERS = 1_000;
export const MOST_UNPAID = 500;
/** No list is paged beyond it. Documented. */
export const LAST_OFFSET = 15_000;
/** Values of one comma-separated parameter, and requests of one bulk call (documented; for shipments assumed). */
export const MOST_VALUES = 100;

/** An answer to a write that is lost costs a reading back; so it may take its time. */
const WRITE_TIMEOUT_MS = 40 * SECOND;

const EMBEDDED = 'items,receivers,buyer,cancellation';

/** Days in Korean time, both included (assumed for the last one). */
interface Days {
  readonly first: Instant;
  readonly last: Instant;
}

/** The Admin API's operations, in its own words. */
export interface Cafe24Client {
  /** Whole orders of all states, by one of their dates. */
  orders(question: Days & { dateType: DateType; offset: number }, context: CallContext): Promise<OrdersPage>;
  /** At most 100; those unknown are missing from the answer. */
  ordersById(orderIds: readonly string[], context: CallContext): Promise<readonly WireOrder[]>;
  unpaidOrders(question: Days & { offset: number }, context: CallContext): Promise<readonly WireUnpaidOrder[]>;
  /** Couriers registered in this mall. */
  carriers(context: CallContext): Promise<readonly WireCarrier[]>;
  /** This and the other bulk calls: at most 100. */
  prepare(requests: readonly PrepareRequest[], context: CallContext): Promise<WriteAnswer>;
  ship(requests: readonly ShipmentRequest[], context: CallContext): Promise<WriteAnswer>;
  cancel(requests: readonly CancelRequest[], context: CallContext): Promise<WriteAnswer>;
  rejectRequests(requests: readonly RejectRequest[], context: CallContext): Promise<WriteAnswer>;
  changeShipment(
    orderId: string,
    shippingCode: string,
    change: ShipmentChange,
    context: CallContext,
  ): Promise<WriteAnswer>;
  expectDispatch(orderId: string, orderItemCode: string, day: string, context: CallContext): Promise<WriteAnswer>;
  /** Counts today's orders: token, scope and shop are tried. */
  check(context: CallContext): Promise<void>;
}

/** `2026-03-09`, Korean time. */
export const wireDay = (instant: Instant): string => formatKst(instant, 'yyyy-MM-dd');

export function cafe24Client(account: ChannelAccount): Cafe24Client {
  const { send } = session(account);
  const shopNo = account.credentials['shopNo'] ?? '1';
  if (!/^[1-9]\d{0,8}$/.test(shopNo)) throw new RangeError('credentials.shopNo must be the number of a shop: 1, 2, …');
  const calls = new Cafe24Calls(shopNo);
  return {
    orders: (question, context) => send(calls.orders(question), context),
    ordersById: (ids, context) => send(calls.ordersById(ids), context),
    unpaidOrders: (question, context) => send(calls.unpaidOrders(question), context),
    carriers: (context) => send(calls.carriers(), context),
    prepare: (requests, context) => send(calls.prepare(requests), context),
    ship: (requests, context) => send(calls.ship(requests), context),
    cancel: (requests, context) => send(calls.cancel(requests), context),
    rejectRequests: (requests, context) =>
      send(calls.bulk('cancellationrequests.reject', 'PUT', '/cancellationrequests', requests), context),
    changeShipment: (orderId, shippingCode, change, context) => {
      const path = `${orderPath(orderId)}/shipments/${encodeURIComponent(shippingCode)}`;
      return send(calls.one('shipments.update', 'PUT', path, 'shipment', change), context);
    },
    expectDispatch: (orderId, orderItemCode, day, context) => {
      const path = `${orderPath(orderId)}/items/${encodeURIComponent(orderItemCode)}`;
      return send(calls.one('items.update', 'PUT', path, 'item', { shipping_expected_date: day }), context);
    },
    check: async (context) => {
      await send(calls.count(account.clock.now()), context);
    },
  };
}

const orderPath = (orderId: string): string => `/orders/${encodeURIComponent(orderId)}`;

/** The calls of one shop of the mall. */
class Cafe24Calls {
  constructor(private readonly shopNo: string) {}

  orders({ first, last, dateType, offset }: Days & { dateType: DateType; offset: number }): ApiCall<OrdersPage> {
    return this.#read('orders.list', '/orders', readOrders, {
      start_date: wireDay(first),
      end_date: wireDay(last),
      date_type: dateType,
      embed: EMBEDDED,
      limit: String(MOST_ORDERS),
      offset: String(offset),
    });
  }

  ordersById(orderIds: readonly string[]): ApiCall<readonly WireOrder[]> {
    const query = { order_id: orderIds.join(','), embed: EMBEDDED, limit: String(MOST_VALUES) };
    return this.#read('orders.byId', '/orders', (body) => readOrders(body).orders, query);
  }

  unpaidOrders({ first, last, offset }: Days & { offset: number }): ApiCall<readonly WireUnpaidOrder[]> {
    return this.#read('unpaidorders.list', '/unpaidorders', readUnpaid, {
      start_date: wireDay(first),
      end_date: wireDay(last),
      limit: String(MOST_UNPAID),
      offset: String(offset),
    });
  }

  /** Whether this list has a limit is not told; one that is unknown is ignored (observed), its default would be 10. */
  carriers(): ApiCall<readonly WireCarrier[]> {
    return this.#read('carriers.list', '/carriers', readCarriers, { limit: String(MOST_VALUES) });
  }

  count(now: Instant): ApiCall<number> {
    const today = wireDay(now);
    // Called so, the governor never holds it back.
    return this.#read('check', '/orders/count', readCount, { start_date: today, end_date: today });
  }

  prepare(requests: readonly PrepareRequest[]): ApiCall<WriteAnswer> {
    const [only] = requests;
    if (requests.length !== 1 || only === undefined) return this.bulk('orders.prepare', 'PUT', '/orders', requests);
    const { order_id, ...request } = only;
    return this.one('orders.prepare', 'PUT', orderPath(order_id), 'order', request);
  }

  ship(requests: readonly ShipmentRequest[]): ApiCall<WriteAnswer> {
    const [only] = requests;
    if (requests.length !== 1 || only === undefined) {
      return this.bulk('shipments.create', 'POST', '/shipments', requests);
    }
    const { order_id, ...request } = only;
    return this.one('shipments.create', 'POST', `${orderPath(order_id)}/shipments`, 'shipments', request);
  }

  cancel(requests: readonly CancelRequest[]): ApiCall<WriteAnswer> {
    const [only] = requests;
    if (requests.length !== 1 || only === undefined) {
      return this.bulk('cancellation.create', 'POST', '/cancellation', requests);
    }
    const { order_id, ...request } = only;
    return this.one('cancellation.create', 'POST', `${orderPath(order_id)}/cancellation`, 'cancellation', request);
  }

  /** `{"shop_no":1,"request":{…}}`. Documented. */
  one(operation: string, method: 'PUT' | 'POST', path: string, root: string, request: object): ApiCall<WriteAnswer> {
    return this.#write(operation, method, path, readWrite(root), { request });
  }

  /** `{"shop_no":1,"requests":[{…},…]}`; the answer is named like the path. Documented. */
  bulk(operation: string, method: 'PUT' | 'POST', path: string, requests: readonly object[]): ApiCall<WriteAnswer> {
    return this.#write(operation, method, path, readWrite(path.slice(1)), { requests });
  }

  #read<T>(
    operation: string,
    path: string,
    readBody: (body: Body) => T,
    query: Readonly<Record<string, string>>,
  ): ApiCall<T> {
    const search = searchOf({ shop_no: this.shopNo, ...query });
    return {
      operation,
      kind: 'READ',
      method: 'GET',
      target: `${PATH}${path}?${search}`,
      read: (reply) => readBody(readAnswer(reply)),
    };
  }

  #write<T>(
    operation: string,
    method: 'PUT' | 'POST',
    path: string,
    read: (reply: HttpReply) => T,
    body: object,
  ): ApiCall<T> {
    return {
      operation,
      kind: 'WRITE',
      method,
      target: PATH + path,
      body: writeJson({ shop_no: Number(this.shopNo), ...body }),
      timeoutMs: WRITE_TIMEOUT_MS,
      read,
    };
  }
}

/** A blank must be %20, not a plus (observed); commas part the values of a list and stay as in the reference's examples. */
const searchOf = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
