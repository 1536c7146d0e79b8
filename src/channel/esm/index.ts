import { MINUTE, SECOND } from '../../base/time.js';
import { Capability, ChannelRole } from '../../model/marketplace.js';
import type { CourierName } from '../../model/courier.js';
import type { Channel, ChannelAccount, ChannelDefinition } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { EsmClient, LISTS, OTHERS } from './esm.client.js';
import { couriersAmong, couriersOf } from './esm.couriers.js';
import { cancellationListings, orderListings } from './esm.listings.js';
import { orderLookup } from './esm.lookup.js';
import { branchCodesOf } from './esm.options.js';
import { rereadClaims } from './esm.reread.js';
import type { Site } from './esm.site.js';
import { AUCTION, GMARKET } from './esm.site.js';
import {
  approveCancel,
  cancelOrder,
  confirmOrder,
  delayDispatch,
  markDelivered,
  registerInvoice,
  updateInvoice,
} from './esm.writes.js';

/** G마켓 and 옥션 through the ESM Trading API, one protocol for both. Facts and their evidence: README.md. */
const definitionOf = (site: Site): ChannelDefinition => ({
  marketplace: site.marketplace,
  role: ChannelRole.SALES,
  baseUrl: 'https://sa2.esmplus.com',
  credentials: { required: ['masterId', 'secretKey', 'sellerId'], optional: [] },
  rates: {
    // One call in 5 seconds for both order lists together (documented; that they share it is observed).
    [LISTS]: { calls: 1, perMs: 5 * SECOND },
    // Nothing is documented; bursts are answered with 502 (observed).
    [OTHERS]: { calls: 5, perMs: SECOND },
  },
  ratesAreDocumented: true,
  limitedBy: { [Capability.LIST_ORDERS]: LISTS, [Capability.LIST_UNPAID_ORDERS]: LISTS },
  concurrency: 4,
  timeoutMs: 15 * SECOND,
  // A dispatch deadline comes two minutes late, phones five (documented); how late rows come is not told.
  settleLag: 10 * MINUTE,
  // 1,000 rows of 75 fields are about 3 MB.
  maxResponseBytes: 16 * 1024 * 1024,
  connect: (account) => connect(site, account),
});

export const gmarket: ChannelDefinition = definitionOf(GMARKET);
export const auction: ChannelDefinition = definitionOf(AUCTION);

/** Claims of one re-reading: one list answers for all of them. Our own measure. */
const MOST_CLAIMS = 100;

function connect(site: Site, account: ChannelAccount): Channel {
  const branchCodes = branchCodesOf(account.options);
  const client = new EsmClient(site, account);
  return {
    orders: {
      dates: ['ORDERED', 'PAID', 'CONFIRMED', 'DISPATCHED', 'DELIVERED', 'PURCHASE_CONFIRMED'],
      listings: orderListings(client, branchCodes),
      lookup: orderLookup(client),
    },
    cancellations: {
      listings: cancellationListings(client),
      maxBatch: MOST_CLAIMS,
      reread: rereadClaims(client, account.clock),
    },
    confirmOrder: confirmOrder(client),
    registerInvoice: registerInvoice(client, account.clock),
    updateInvoice: updateInvoice(client, account.clock),
    delayDispatch: delayDispatch(client),
    markDelivered: markDelivered(client),
    approveCancel: approveCancel(client),
    cancelOrder: cancelOrder(client),
    courierNames: couriersOf(site),
    couriers: (context) => readCouriers(client, site, context),
    check: (context) => client.check(context),
  };
}

/** ESM's list is a part of its goods API, which an account need not have; the table stands for it then. */
async function readCouriers(client: EsmClient, site: Site, context: CallContext): Promise<readonly CourierName[]> {
  try {
    return couriersAmong(site, await client.couriers(context));
  } catch (fault) {
    if (!(fault instanceof ChannelFault)) throw fault;
    return couriersOf(site);
  }
}
