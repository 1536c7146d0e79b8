import { SECOND } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { Channel, ChannelAccount, ChannelDefinition } from '../channel.js';
import { PoomgoClient } from './poomgo.client.js';
import { courierNames } from './poomgo.couriers.js';
import { fulfilmentReads } from './poomgo.ledger.js';
import { channelNamesOf } from './poomgo.options.js';

/** 품고 (핸디봇): a fulfilment service. It packs what others sold, and its invoices are read, never written. */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.POOMGO,
  role: ChannelRole.FULFILMENT,
  // Documented. Older and newer addresses exist (observed); this one is used by public code of 2024 and 2025.
  baseUrl: 'https://api.poomgo.com/open-api',
  credentials: { required: ['apiKey'], optional: [] },
  // Not published: our own caution.
  rates: { all: { calls: 1, perMs: SECOND } },
  ratesAreDocumented: false,
  concurrency: 2,
  timeoutMs: 15 * SECOND,
  // 500 rows with the sales channel's own record in each.
  maxResponseBytes: 32 * 1024 * 1024,
  connect,
};

function connect(account: ChannelAccount): Channel {
  const client = new PoomgoClient(account);
  return {
    fulfilments: fulfilmentReads(client, channelNamesOf(account.options)),
    courierNames,
    couriers: () => Promise.resolve(courierNames),
    check: (context) => client.check(context),
  };
}
