import type {
  EmulatedLine,
  Emulator,
  EmulatorDefinition,
  EmulatorSettings,
  LineRef,
  OrderToPlace,
  OutsideEvent,
  PlacedLine,
  WireReply,
  WireRequest,
} from '../../../sandbox/emulator.js';
import { Gateway } from './gateway.js';
import { Life } from './life.js';
import { Numbers } from './numbers.js';
import { Reads } from './reads.js';
import { Refused, gatewayRefusal } from './refusals.js';
import type { Route } from './routes.js';
import { findRoute, routesTo } from './routes.js';
import { Shop } from './shop.js';
import { Tokens } from './tokens.js';
import { trueLine } from './truth.js';
import { Writes } from './writes.js';

/** Keys of nobody: the sheet's made-up example. */
const application = { clientId: '3kLmNoPqRsTuVwXyZ01234', clientSecret: '$2a$04$QWERTYUIOPasdfghjklzxe' };

/**
 * The Naver Commerce API (SmartStore) as a store's own application meets it: token, change feed, conditional list, details
 * by id, product orders of an order, confirm, dispatch, approve cancel.
 *
 * What it does not do: returns, exchanges, purchase-confirm holds, the seller's own cancel, delay and hope-delivery (their
 * paths answer 404 as unregistered ones); gifts, add-on products, fulfilment goods, foreign addresses, card promotions;
 * address allow-lists, GW.QUOTA_LIMIT and its headers; CANCELING, since an approval completes at once; tracking that finds a
 * wrong number later; moves by time alone (an unpaid order lapses, a purchase is decided when told to).
 */
export const emulator: EmulatorDefinition = {
  credentials: application,
  basePath: '/external',
  create: (settings) => new SmartStoreEmulator(settings),
};

class SmartStoreEmulator implements Emulator {
  readonly #shop: Shop;
  readonly #life: Life;
  readonly #tokens: Tokens;
  readonly #gateway: Gateway;
  readonly #routes: readonly Route[];

  constructor({ clock, seed }: EmulatorSettings) {
    const numbers = new Numbers(seed);
    this.#shop = new Shop(clock, numbers);
    this.#life = new Life(clock, this.#shop, numbers);
    this.#tokens = new Tokens(clock, numbers, application);
    this.#gateway = new Gateway(clock, numbers);
    this.#routes = routesTo(this.#tokens, new Reads(clock, this.#shop), new Writes(this.#shop, this.#life));
  }

  /** Path, then token, then rate, then the operation; that order is a guess. @evidence assumed */
  handle(request: WireRequest): WireReply {
    const found = findRoute(this.#routes, request);
    if (!found) return this.#gateway.refusal(gatewayRefusal('GW.NOT_FOUND'));
    const { route, id } = found;
    if (!route.isOpen && !this.#tokens.isValid(request.headers['authorization'])) {
      return this.#gateway.refusal(gatewayRefusal('GW.AUTHN'));
    }
    const { isAllowed, headers } = this.#gateway.take(`${route.method} ${route.path}`);
    if (!isAllowed) return this.#gateway.refusal(gatewayRefusal('GW.RATE_LIMIT'), headers);
    try {
      const answer = route.answer(request, id);
      return route.isOpen ? this.#gateway.bare(answer, headers) : this.#gateway.success(answer, headers);
    } catch (error) {
      if (error instanceof Refused) return this.#gateway.refusal(error, headers);
      throw error;
    }
  }

  place(order: OrderToPlace): PlacedLine[] {
    return this.#shop.place(order).map((row) => ({
      orderNumber: row.order.orderId,
      lineNumber: row.productOrderId,
      bundleNumber: row.bundle.packageNumber,
      checkoutNumber: null,
    }));
  }

  happen({ orderNumber, lineNumber }: LineRef, event: OutsideEvent): boolean {
    const row = lineNumber === null ? undefined : this.#shop.productOrders.get(lineNumber);
    return row !== undefined && row.order.orderId === orderNumber && this.#life.happen(row, event);
  }

  lines(): EmulatedLine[] {
    return [...this.#shop.productOrders.values()].map(trueLine);
  }

  troubleReply(kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply {
    return this.#gateway.trouble(kind);
  }
}
