import type { Emulator, EmulatorDefinition, EmulatorSettings } from '../../../sandbox/emulator.js';
import { account } from './account.js';
import { Gateway } from './gateway.js';
import { happen } from './happenings.js';
import { internalException, tooManyRequests } from './replies.js';
import { Shop } from './shop.js';
import { truthOf } from './truth.js';
import { wholeSecond } from './whole-second.js';

/**
 * Coupang's seller API (마켓플레이스 판매자 API) for one vendor, in memory: order sheets (v4, v5), acknowledgement, invoices with
 * split delivery, returnRequests (v4, v6), stoppedShipment and withdrawals, behind the CEA signature and the rate limit.
 *
 * What it does not do:
 * - These paths answer as unknown ones: history, updateInvoices, completeLongTermUndelivery, seller's cancel, completedShipment,
 *   return confirmation and approval, pickup invoices, exchanges.
 * - No buyer ever returns or exchanges: the only returns are stop requests that the seller answered by shipping from WING.
 *   Nothing is left to Coupang's decision (PR is always empty).
 * - Nothing happens by itself: no automatic INSTRUCT, no automatic 구매확정, no nightly job behind stoppedShipment (what it
 *   changes shows at once), no refund that is under way for a while.
 * - No second seller (PERMISSION_DENIED), no IP list (403), no key expiry, no reuse check of signatures, no gateway time limit
 *   (X-EXTENDED-TIMEOUT is not looked at), no blocking after many refused calls.
 * - Buyers' and receivers' numbers are shown as the safe numbers they would be hidden behind; real numbers are null.
 * - The order's delivery fees lie on its first box. Couriers' names but CJ's, and the texts the documentation lacks, are ours.
 */
export const emulator: EmulatorDefinition = {
  credentials: account,
  basePath: '',
  create: (settings) => createEmulator(settings),
};

function createEmulator({ clock, seed }: EmulatorSettings): Emulator {
  const shop = new Shop(seed);
  const gateway = new Gateway(shop, clock);
  return {
    handle: (request) => gateway.handle(request),
    place: (order) => shop.place(order, clock.now()),
    happen: (ref, event) => {
      const line = shop.line(ref);
      return line !== undefined && happen(shop, line, event, wholeSecond(clock.now()));
    },
    lines: () => [...shop.orders()].flatMap((order) => order.lines.map(truthOf)),
    troubleReply: (kind) => (kind === 'RATE_LIMITED' ? tooManyRequests : internalException)(shop.numbers.uuid()),
  };
}
