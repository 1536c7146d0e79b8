import { readdirSync, readFileSync } from 'node:fs';
import { registry } from '../../src/channel/registry.js';
import { ChannelRole } from '../../src/model/marketplace.js';
import { testLives } from './play.js';

const marketplaces = registry
  .filter(({ definition }) => definition.role === ChannelRole.SALES)
  .map(({ definition }) => definition.marketplace);

testLives({ marketplaces, firstSeed: 9000, count: 8 });

test('every marketplace has lives of its own', () => {
  const folder = 'test/model';
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const played = tests.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n');
  expect(marketplaces.filter((marketplace) => !played.includes(`[Marketplace.${marketplace}]`))).toEqual([]);
});
