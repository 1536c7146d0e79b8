import { Marketplace } from '../../src/model/marketplace.js';
import { testLives } from './play.js';

testLives({ marketplaces: [Marketplace.COUPANG], firstSeed: 2000, count: 47 });
