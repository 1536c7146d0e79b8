import { MINUTE, SECOND } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { Channel, ChannelAccount, ChannelDefinition } from '../channel.js';
import { BATCH_SIZE, CoupangClient } from './coupang.client.js';
import { couriers } from './coupang.couriers.js';
import { cancellationListings, orderListings } from './coupang.listings.js';
import { orderLookup } from './coupang.lookup.js';
import { rereadClaims } from './coupang.reread.js';
import { approveCancel, confirmOrder, registerInvoice } from './coupang.writes.js';

/** 쿠팡 마켓플레이스 (판매자배송). */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.COUPANG,
  role: ChannelRole.SALES,
  baseUrl: 'https://api-gateway.coupang.com',
  credentials: { required: ['vendorId', 'accessKey', 'secretKey'], optional: ['userId'] },
  // 10 a second are documented (2023), 5 are what newer clients cite; kept below both.
  rates: { all: { calls: 4, perMs: SECOND } },
  ratesAreDocumented: false,
  concurrency: 4,
  timeoutMs: 10 * SECOND,
  // A paid order takes about ten minutes to show in the list (documented).
  settleLag: 15 * MINUTE,
  maxResponseBytes: 16 * 1024 * 1024,
  connect,
};

function connect(account: ChannelAccount): Channel {
  const client = new CoupangClient(account);
  return {
    orders: {
      dates: ['ORDERED', 'PAID', 'DISPATCHED', 'DELIVERED', 'PURCHASE_CONFIRMED'],
      listings: orderListings(client),
      lookup: orderLookup(client, account.clock),
    },
    cancellations: {
      listings: cancellationListings(client),
      maxBatch: BATCH_SIZE,
      reread: rereadClaims(client, account.clock),
    },
    confirmOrder: confirmOrder(client),
    registerInvoice: registerInvoice(client, account.clock),
    approveCancel: approveCancel(client),
    courierNames: couriers,
    couriers: () => Promise.resolve(couriers),
    check: (context) => client.check(context),
  };
}
