import { SECOND } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { ChannelDefinition } from '../channel.js';
import { approveCancel, cancelOrder } from './cafe24.cancels.js';
import { MOST_VALUES, cafe24Client } from './cafe24.client.js';
import { couriers, couriersOf } from './cafe24.couriers.js';
import { cancellationListings, orderListings } from './cafe24.listings.js';
import { orderLookup, rereadClaims } from './cafe24.lookup.js';
import { optionsOf } from './cafe24.options.js';
import { rejectCancel } from './cafe24.reject.js';
import { confirmOrder, delayDispatch, markDelivered, registerInvoice, updateInvoice } from './cafe24.writes.js';

/** Cafe24 (카페24) through the Admin API of one mall. Facts and their evidence: README.md. */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.CAFE24,
  role: ChannelRole.SALES,
  baseUrl: 'https://{mallId}.cafe24api.com',
  credentials: { required: ['mallId', 'clientId', 'clientSecret', 'refreshToken'], optional: ['shopNo'] },
  // A bucket of 40 that drains 2 a second; more than 10 within a second may be taken for abuse. Documented.
  rates: { all: { calls: 10, perMs: 5 * SECOND } },
  ratesAreDocumented: true,
  concurrency: 4,
  // A thousand whole orders at once.
  timeoutMs: 30 * SECOND,
  // An order of two lines has some 16 kB with every field.
  maxResponseBytes: 64 * 1024 * 1024,
  keepsSecret: true,
  connect(account) {
    const options = optionsOf(account.options);
    const client = cafe24Client(account);
    return {
      orders: {
        dates: ['ORDERED', 'PAID', 'DISPATCHED', 'DELIVERED', 'PURCHASE_CONFIRMED'],
        listings: orderListings(client),
        lookup: orderLookup(client),
      },
      cancellations: {
        listings: cancellationListings(client),
        maxBatch: MOST_VALUES,
        reread: (claims, context) => rereadClaims(client, claims, context),
      },
      confirmOrder: confirmOrder(client),
      registerInvoice: registerInvoice(client),
      approveCancel: approveCancel(client, options),
      rejectCancel: rejectCancel(client),
      cancelOrder: cancelOrder(client, options),
      updateInvoice: updateInvoice(client),
      delayDispatch: delayDispatch(client),
      markDelivered: markDelivered(client),
      courierNames: couriers,
      couriers: async (context) => couriersOf(await client.carriers(context)),
      check: (context) => client.check(context),
    };
  },
};
