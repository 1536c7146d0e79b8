import { Marketplace } from '../../src/model/marketplace.js';
import { testLives } from './play.js';

testLives({ marketplaces: [Marketplace.ELEVENST], firstSeed: 3000, count: 47 });
