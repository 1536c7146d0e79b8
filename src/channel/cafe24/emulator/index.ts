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
import { account } from './account.js';
import { Cancellations } from './cancellations.js';
import { Claims } from './claims.js';
import { Confirmations } from './confirmations.js';
import { Gateway } from './gateway.js';
import { happen } from './happenings.js';
import { Life } from './life.js';
import { Numbers } from './numbers.js';
import { OAuth } from './oauth.js';
import { OrderReads } from './order-reads.js';
import { Requests } from './requests.js';
import { Returns } from './returns.js';
import { routesTo } from './routes.js';
import { Shipments } from './shipments.js';
import { Shop } from './shop.js';
import { placedLine, trueLine } from './truth.js';

/**
 * The Cafe24 Admin API as the app of one mall meets it: OAuth with rotating refresh tokens, orders, unpaid orders, confirm,
 * shipments, cancellations, requests of buyers and their rejection, carriers, item history. Version 2026-03-01.
 *
 * The mall has two shops: 1 sells in KRW, 2 in USD. An order goes to shop 1 in KRW, unless the caller of place() gives `shopNo`
 * or `currency` beside what OrderToPlace has; prices are then amounts of that currency.
 *
 * What it does not do: orders of open markets, Naver Pay or Kakao Pay (their fields are there and empty); fulfillments,
 * webhooks, memos, labels, multi_invoice, address changes through the API, status names (their paths answer 404); the reads of
 * a return or exchange claim and their later steps; splitting of discounts by the mall; the usage limit besides the bucket, and
 * what Cafe24 takes for abuse; retiring versions as time goes by; moves by time alone (an unpaid order lapses, a purchase is
 * confirmed when told to).
 */
export const emulator: EmulatorDefinition = {
  credentials: {
    mallId: account.mallId,
    clientId: account.clientId,
    clientSecret: account.clientSecret,
    refreshToken: account.refreshToken,
  },
  basePath: '',
  create: (settings) => new Cafe24Emulator(settings),
};

class Cafe24Emulator implements Emulator {
  readonly #shop: Shop;
  readonly #life: Life;
  readonly #claims: Claims;
  readonly #gateway: Gateway;

  constructor({ clock, seed }: EmulatorSettings) {
    const numbers = new Numbers(seed);
    const shop = (this.#shop = new Shop(clock, numbers));
    const life = (this.#life = new Life(clock, shop));
    const claims = (this.#claims = new Claims(clock, shop, life, numbers));
    const routes = routesTo({
      reads: new OrderReads(clock, shop),
      confirmations: new Confirmations(shop, life),
      shipments: new Shipments(shop, life),
      cancellations: new Cancellations(shop, claims),
      requests: new Requests(shop, claims),
      returns: new Returns(clock, shop, claims),
    });
    this.#gateway = new Gateway(clock, new OAuth(clock, numbers), routes);
  }

  handle(request: WireRequest): WireReply {
    return this.#gateway.handle(request);
  }

  place(order: OrderToPlace): PlacedLine[] {
    return this.#shop.place(order).lines.map(placedLine);
  }

  happen(ref: LineRef, event: OutsideEvent): boolean {
    const line = this.#shop.line(ref);
    return line !== undefined && happen(line, event, this.#life, this.#claims);
  }

  lines(): EmulatedLine[] {
    return [...this.#shop.orders()].flatMap(({ lines }) => lines.map(trueLine));
  }

  troubleReply(kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply {
    return this.#gateway.trouble(kind);
  }
}
