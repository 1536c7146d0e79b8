import { Marketplace } from '../../src/model/marketplace.js';
import { esmFacts } from './esm.facts.js';
import { testChannel } from './suite.js';

testChannel({ ...esmFacts, marketplace: Marketplace.GMARKET });
