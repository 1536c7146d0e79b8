import { SECOND } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { ChannelDefinition } from '../channel.js';
import type { RateRule } from '../http.js';
import { smartStoreClient } from './smartstore.client.js';
import { couriers } from './smartstore.couriers.js';
import { cancellationListings, changeFeed, orderListings } from './smartstore.listings.js';
import { orderLookup, rereadClaims } from './smartstore.lookup.js';
import { approveCancel, confirmOrder, registerInvoice } from './smartstore.writes.js';

/** Own-store applications report 2 requests a second on every API (observed); a burst of twice that is borrowed and not used. */
const PER_API: RateRule = { calls: 2, perMs: SECOND };

/** Naver SmartStore through the Commerce API (커머스API). Facts and their evidence: README.md. */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.SMARTSTORE,
  role: ChannelRole.SALES,
  baseUrl: 'https://api.commerce.naver.com/external',
  credentials: { required: ['clientId', 'clientSecret'], optional: ['accountId'] },
  // The bucket is per API and application (documented), hence a group for each.
  rates: {
    token: PER_API,
    conditions: PER_API,
    changes: PER_API,
    query: PER_API,
    confirm: PER_API,
    dispatch: PER_API,
    'cancel.approve': PER_API,
  },
  // "Limits vary by API and developer", says the documentation, and names none.
  ratesAreDocumented: false,
  concurrency: 4,
  timeoutMs: 15 * SECOND,
  // 300 rows with every documented field are about 3 MB.
  maxResponseBytes: 16 * 1024 * 1024,
  connect(account) {
    const client = smartStoreClient(account);
    return {
      orders: {
        dates: ['ORDERED', 'PAID', 'CONFIRMED', 'DISPATCHED', 'DELIVERED', 'PURCHASE_CONFIRMED'],
        listings: orderListings(client),
        lookup: orderLookup(client),
        feed: changeFeed(client),
      },
      cancellations: {
        listings: cancellationListings(client),
        // One product order each at most, hence one question.
        maxBatch: 300,
        reread: (claims, context) => rereadClaims(client, claims, context),
      },
      confirmOrder: confirmOrder(client),
      registerInvoice: registerInvoice(client),
      approveCancel: approveCancel(client),
      courierNames: couriers,
      couriers: () => Promise.resolve(couriers),
      check: (context) => client.check(context),
    };
  },
};
