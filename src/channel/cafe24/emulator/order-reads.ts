import type { Clock } from '../../../base/clock.js';
import { account } from './account.js';
import type { Answer, Call } from './call.js';
import { ok } from './call.js';
import { claimsFields } from './claim.wire.js';
import { dateText } from './instants.js';
import { itemFields } from './item.wire.js';
import { filterOf } from './order-filter.js';
import { listedOrder, singleOrder, unpaidFields } from './order.wire.js';
import { buyerFields, receiverFields } from './people.wire.js';
import { manager } from './account.js';
import { unknownId } from './replies.js';
import type { Shop } from './shop.js';
import type { Order } from './state.js';
import { isUnpaid } from './state.js';

const LAST_OFFSET = 15_000;
const USUAL_LIMIT = 10;

type WireFields = Readonly<Record<string, unknown>>;

/** What can be embedded in an order, by its name and key. @evidence documented */
const EMBEDS: Readonly<Record<string, (order: Order) => unknown>> = {
  items: ({ lines }) => lines.map(itemFields),
  receivers: receiverFields,
  buyer: buyerFields,
  return: (order) => claimsFields(order, 'Return'),
  cancellation: (order) => claimsFields(order, 'Cancellation'),
  exchange: (order) => claimsFields(order, 'Exchange'),
};

/** The single read embeds more; their fields are not known here, and no order of this mall has any. @evidence assumed */
const SINGLE_EMBEDS: typeof EMBEDS = { ...EMBEDS, benefits: () => [], coupons: () => [], refunds: () => [] };

/** Reads of orders. */
export class OrderReads {
  constructor(
    private readonly clock: Clock,
    private readonly shop: Shop,
  ) {}

  /** Newest first (assumed); without `limit` ten rows. @evidence documented */
  list(call: Call): Answer {
    const limit = call.query.whole('limit', { from: 1, to: 1_000, absent: USUAL_LIMIT });
    const offset = call.query.whole('offset', { from: 0, to: LAST_OFFSET, absent: 0 });
    const embeds = embedsOf(call, EMBEDS);
    const orders = this.#matching(call).sort((a, b) => b.orderedAt - a.orderedAt || (a.orderId < b.orderId ? 1 : -1));
    const page = orders.slice(offset, offset + limit);
    const links = orders.length > offset + limit ? [nextLink(call, limit, offset + limit)] : [];
    return ok({ orders: page.map((order) => withEmbeds(call, order, listedOrder(order), embeds)), links });
  }

  /** The same filters, no page. @evidence documented */
  count(call: Call): Answer {
    return ok({ count: this.#matching(call).length });
  }

  #matching(call: Call): Order[] {
    const isWanted = filterOf(call.query);
    return [...this.#visible(call.shopNo)].filter(isWanted);
  }

  *#visible(shopNo: number): Iterable<Order> {
    const now = this.clock.now();
    for (const order of this.shop.orders()) if (order.shopNo === shopNo && order.visibleAt <= now) yield order;
  }

  /** @evidence documented */
  one(call: Call): Answer {
    const order = this.#order(call);
    return ok({ order: withEmbeds(call, order, singleOrder(order), embedsOf(call, SINGLE_EMBEDS)) });
  }

  /** @evidence documented */
  items(call: Call): Answer {
    return ok({ items: this.#order(call).lines.map(itemFields) });
  }

  /** @evidence documented */
  receivers(call: Call): Answer {
    return ok({ receivers: receiverFields(this.#order(call)) });
  }

  /** @evidence documented */
  buyer(call: Call): Answer {
    return ok({ buyer: buyerFields(this.#order(call)) });
  }

  /** Fields are documented; the root key, and that dates may be left out, are guesses. @evidence assumed */
  history(call: Call): Answer {
    const order = this.#order(call);
    const line = order.lines.find(({ code }) => code === call.ids[1]);
    if (!line) throw unknownId('order item');
    const days = call.query.days(false);
    const steps = line.history.filter(({ at }) => !days || (at >= days.from && at < days.until));
    return ok({
      history: steps.map(({ at, from, to, byManager }) => ({
        shop_no: order.shopNo,
        process_date: dateText(at),
        previous_order_status: from,
        current_order_status: to,
        manager_id: byManager ? manager.id : null,
        manager_name: byManager ? manager.name : null,
      })),
    });
  }

  /** 입금전: dates are needed, of any length; all of them are plain transfers here. @evidence documented */
  unpaid(call: Call): Answer {
    const { query, shopNo } = call;
    const days = query.days(true)!;
    const limit = query.whole('limit', { from: 1, to: 500, absent: USUAL_LIMIT });
    const offset = query.whole('offset', { from: 0, to: LAST_OFFSET, absent: 0 });
    const isNone =
      query.oneOf('payment_method', ['cash', 'icash']) === 'icash' || query.oneOf('settle_type', ['S', 'E']) === 'E';
    const sign = query.oneOf('order', ['asc', 'desc']) === 'asc' ? 1 : -1;
    const isWanted = ({ orderedAt, lines }: Order): boolean =>
      !isNone && orderedAt >= days.from && orderedAt < days.until && lines.some(isUnpaid);
    const orders = [...this.#visible(shopNo)].filter(isWanted);
    orders.sort((a, b) => sign * (a.orderedAt - b.orderedAt || (a.orderId < b.orderId ? -1 : 1)));
    return ok({ unpaidorders: orders.slice(offset, offset + limit).map(unpaidFields) });
  }

  /** Single reads see an order at once. */
  #order({ ids: [orderId = ''], shopNo }: Call): Order {
    const order = this.shop.order(orderId);
    if (!order || order.shopNo !== shopNo) throw unknownId('order');
    return order;
  }
}

/** A name that can't be embedded is ignored, as an unknown parameter is. @evidence assumed */
const embedsOf = ({ query }: Call, known: typeof EMBEDS): [string, (order: Order) => unknown][] => {
  const wanted = query.list('embed') ?? [];
  return Object.entries(known).filter(([name]) => wanted.includes(name));
};

/** `fields` leaves only what it names, and what is embedded. @evidence assumed */
function withEmbeds(
  { query }: Call,
  order: Order,
  fields: WireFields,
  embeds: readonly [string, (order: Order) => unknown][],
): WireFields {
  const wanted = query.list('fields');
  const kept = wanted
    ? Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name)))
    : { ...fields };
  return Object.assign(kept, Object.fromEntries(embeds.map(([name, of]) => [name, of(order)])));
}

/** While more rows exist, also beyond the last offset (assumed). @evidence documented */
const nextLink = ({ path, query }: Call, limit: number, offset: number): unknown => ({
  rel: 'next',
  href: `https://${account.mallId}.cafe24api.com${path}?${query.with({ limit: String(limit), offset: String(offset) })}`,
});
