import { MINUTE, SECOND, floorKst } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { Channel, ChannelAccount, ChannelDefinition } from '../channel.js';
import { elevenstClient } from './elevenst.client.js';
import { COURIERS } from './elevenst.couriers.js';
import { orderListings } from './elevenst.listings.js';
import { orderLookup } from './elevenst.lookup.js';
import { cancellationReads } from './elevenst.reread.js';
import { approveCancel, confirmOrder, registerInvoice } from './elevenst.writes.js';

/** 11번가: Seller Open API. */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.ELEVENST,
  role: ChannelRole.SALES,
  baseUrl: 'https://api.11st.co.kr',
  credentials: { required: ['apiKey'], optional: [] },
  // 11st publishes no limit; clients call one at a time and pause 0.5 to 1 s (observed).
  rates: { all: { calls: 2, perMs: SECOND } },
  concurrency: 1,
  ratesAreDocumented: false,
  timeoutMs: 30 * SECOND,
  // 3000 rows of 83 fields with their indentation are some 15 MB.
  maxResponseBytes: 32 * 1024 * 1024,
  connect,
};

function connect(account: ChannelAccount): Channel {
  const client = elevenstClient(account);
  return {
    orders: {
      dates: ['ORDERED', 'PAID', 'CONFIRMED', 'DISPATCHED', 'DELIVERED', 'PURCHASE_CONFIRMED'],
      listings: orderListings(client),
      lookup: orderLookup(client),
    },
    cancellations: cancellationReads(client, account.clock),
    confirmOrder: confirmOrder(client),
    registerInvoice: registerInvoice(client, account.clock),
    approveCancel: approveCancel(client),
    courierNames: COURIERS,
    couriers: () => Promise.resolve(COURIERS),
    async check(context) {
      // The shortest window there is: the key is checked before anything is sought.
      const end = floorKst(account.clock.now(), MINUTE);
      await client.list('ordservices/complete', { start: end - MINUTE, end }, context);
    },
  };
}
