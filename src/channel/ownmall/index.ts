import { SECOND } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { Channel, ChannelAccount, ChannelDefinition } from '../channel.js';
import { OwnMallClient } from './ownmall.client.js';
import { couriersOf, KNOWN_COURIERS } from './ownmall.couriers.js';
import { orderListings } from './ownmall.listings.js';
import { orderLookup } from './ownmall.lookup.js';
import { OwnMallPages } from './ownmall.pages.js';
import { cancellationReads } from './ownmall.reread.js';
import { approveCancel, confirmOrder, registerInvoice } from './ownmall.writes.js';

/** 자사몰: any mall that implements this project's contract 1.0. */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.OWN_MALL,
  role: ChannelRole.SALES,
  baseUrl: null,
  credentials: { required: ['apiKey'], optional: [] },
  // Our own contract: 5 requests a second per key (proposal).
  rates: { all: { calls: 5, perMs: SECOND } },
  ratesAreDocumented: true,
  concurrency: 5,
  timeoutMs: 10 * SECOND,
  // 500 rows of 30 fields are some 600 kB; a mall that does not page may send thousands.
  maxResponseBytes: 16 * 1024 * 1024,
  connect,
};

function connect(account: ChannelAccount): Channel {
  const client = new OwnMallClient(account);
  const pages = new OwnMallPages(client, account.clock);
  return {
    orders: {
      dates: ['ORDERED', 'PAID'],
      listings: orderListings(pages),
      lookup: orderLookup(client, pages, account.clock),
    },
    cancellations: cancellationReads(client, pages),
    confirmOrder: confirmOrder(client),
    registerInvoice: registerInvoice(client),
    approveCancel: approveCancel(client),
    courierNames: KNOWN_COURIERS,
    couriers: async (context) => couriersOf((await client.capabilities(context)).couriers),
    check: (context) => client.check(context),
  };
}
