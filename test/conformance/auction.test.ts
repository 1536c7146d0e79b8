import { DAY, MINUTE, SECOND, startOfKstDay } from '../../src/base/time.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { esmFacts } from './esm.facts.js';
import { testChannel } from './suite.js';

testChannel({
  ...esmFacts,
  marketplace: Marketplace.AUCTION,
  paidOrdersWindowHours: 180 * 24,
  // Dates of orders are whole minutes.
  dateStep: MINUTE,
  // The end of the seventh day.
  depositDue: (orderedAt) => startOfKstDay(orderedAt + 8 * DAY) - SECOND,
  refusals: {
    ...esmFacts.refusals,
    // Gmarket sends no rule.
    cancelDispatched: { ...esmFacts.refusals.cancelDispatched, channelCode: '8668/W8-1' },
  },
});
