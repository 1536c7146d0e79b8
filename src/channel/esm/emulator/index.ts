import type { EmulatedLine, Emulator, EmulatorDefinition, WireReply } from '../../../sandbox/emulator.js';
import { account } from './account.js';
import { answer } from './gateway.js';
import { happen } from './happen.js';
import { passTime } from './life.js';
import { observedRefusals } from './refusals.js';
import { badGateway, refused } from './replies.js';
import { Shop } from './shop.js';
import type { Site } from './site.js';
import { auction, gmarket } from './site.js';
import { placed, truthOf } from './truth.js';

/**
 * The ESM Trading API (Gmarket and Auction), as far as orders and cancellations go: unpaid orders, orders by status, number
 * and cart, 주문확인, 발송예정일, 발송처리 with its corrections and as the rejection of a cancel, 배송완료, states and progress,
 * 취소조회, 취소승인, the seller's own cancellations, the list of couriers. Each definition holds one site; a token for both is
 * taken, and the other site is empty.
 *
 * One line of a placed order is one OrderNo; PAY and LAPSE concern all of a cart (PayNo), every other event the one order.
 * A cancel request for less than the whole quantity is not possible. Three things happen by time alone: an unpaid order lapses
 * at its DepositDueDate, a cancel request is granted after 24 hours, and an approved one is refunded after half a minute.
 *
 * What a placed order can't say is said by a mark in its `sellerProductCode`: `@gift` (CHANGE_ADDRESS then means that the
 * gift is accepted), `@3pl`, `@star`, `@branch=77`, `@slow` (see special.ts). A phone number that begins with 050 is a safe
 * number and hidden at first.
 *
 * What it does not do: returns, exchanges, non-receipt reports, settlement and products, whose paths it answers as unknown;
 * add-on products, fees of a part cancel, overseas, install and same-day time slots; option codes that come late; permission by
 * API, the caller's address, the 502 of a gateway under bursts; the automatic cancel of orders that are never shipped.
 */
const definitionOf = (site: Site): EmulatorDefinition => ({
  credentials: {
    masterId: account.masterId,
    secretKey: account.secretKey,
    sellerId: account.sellerIds[site.letter],
  },
  basePath: '',
  create(settings): Emulator {
    const shop = new Shop(site, settings);
    return {
      handle: (request) => answer(shop, request),
      place: (order) => shop.place(order).map(placed),
      happen: ({ orderNumber, lineNumber }, event) => {
        passTime(shop);
        const order = lineNumber === null ? shop.orders.get(orderNumber) : undefined;
        return order !== undefined && happen(shop, order, event);
      },
      lines: (): EmulatedLine[] => {
        passTime(shop);
        return [...shop.orders.values()].map(truthOf);
      },
      troubleReply,
    };
  },
});

/** G마켓: `siteType` 2, and 3 in answers and in the list of cancellations. */
export const gmarketEmulator = definitionOf(gmarket);

/** 옥션: `siteType` 1 everywhere. */
export const auctionEmulator = definitionOf(auction);

/** A gateway in trouble, and the one rate limit that has a text, though it belongs to the lists of orders alone. @evidence observed */
const troubleReply = (kind: 'RATE_LIMITED' | 'INTERNAL'): WireReply =>
  kind === 'INTERNAL' ? badGateway() : refused(observedRefusals.rateLimit);
