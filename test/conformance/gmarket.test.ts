import { DAY } from '../../src/base/time.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { esmFacts } from './esm.facts.js';
import { testChannel } from './suite.js';

testChannel({
  ...esmFacts,
  marketplace: Marketplace.GMARKET,
  // The table says a day, both samples show seven.
  depositDue: (orderedAt) => orderedAt + 7 * DAY,
});
