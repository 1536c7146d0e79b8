import { SECOND } from '../../base/time.js';
import { ChannelRole, Marketplace } from '../../model/marketplace.js';
import type { ChannelDefinition } from '../channel.js';
import { junglebookClient } from './junglebook.client.js';
import { couriers } from './junglebook.couriers.js';
import { placeSupplierOrder } from './junglebook.writes.js';

/** Junglebook (정글북), a wholesaler of pet goods that ships to our buyers. Facts and their evidence: README.md. */
export const definition: ChannelDefinition = {
  marketplace: Marketplace.JUNGLEBOOK,
  role: ChannelRole.SUPPLY,
  baseUrl: 'https://api.junglebook.co.kr',
  credentials: { required: ['apiKey'], optional: [] },
  // None is published: our own caution.
  rates: { all: { calls: 2, perMs: SECOND } },
  ratesAreDocumented: false,
  concurrency: 2,
  timeoutMs: 15 * SECOND,
  // A refusal may carry the goods' whole page.
  maxResponseBytes: 4 * 1024 * 1024,
  connect(account) {
    const client = junglebookClient(account);
    return {
      placeSupplierOrder: placeSupplierOrder(client),
      courierNames: couriers,
      couriers: () => Promise.resolve(couriers),
      check: (context) => client.member(context),
    };
  },
};
