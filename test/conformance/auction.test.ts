import { MINUTE } from '../../src/base/time.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { esmFacts } from './esm.facts.js';
import { testChannel } from './suite.js';

testChannel({
  ...esmFacts,
  marketplace: Marketplace.AUCTION,
  paidOrdersWindowHours: 180 * 24,
  // Dates of orders are whole minutes.
  dateStep: MINUTE,
});
