import { Marketplace } from '../../src/model/marketplace.js';
import { testLives } from './play.js';

testLives({ marketplaces: [Marketplace.OWN_MALL], firstSeed: 1000, count: 47 });
