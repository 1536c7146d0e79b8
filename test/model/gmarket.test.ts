import { Marketplace } from '../../src/model/marketplace.js';
import { testLives } from './play.js';

testLives({ marketplaces: [Marketplace.GMARKET], firstSeed: 5000, count: 25 });
