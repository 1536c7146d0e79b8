import { Marketplace } from '../../src/model/marketplace.js';
import { testLives } from './play.js';

testLives({ marketplaces: [Marketplace.SMARTSTORE], firstSeed: 4000, count: 47 });
