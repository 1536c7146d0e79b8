import type { Marketplace } from '../../src/model/marketplace.js';
import { Life } from './life.js';

/** Lives of one file, told apart by their seeds. */
export interface Lives {
  readonly marketplaces: readonly Marketplace[];
  readonly firstSeed: number;
  readonly count: number;
}

/** One test per life; `MODEL_SEED=17` plays that seed alone. */
export function testLives({ marketplaces, firstSeed, count }: Lives): void {
  const asked = process.env['MODEL_SEED'];
  const seeds = asked ? [Number(asked)] : Array.from({ length: count }, (_, index) => firstSeed + index);
  let steps = 0;
  test.each(seeds)('answers what the marketplaces hold after every step of life %i', async (seed) => {
    steps += await Life.play(seed, marketplaces);
  });

  test(`has played enough`, () => {
    process.stdout.write(`${marketplaces.join(', ')}: ${seeds.length} lives, ${steps} steps\n`);
    if (!asked) expect(steps).toBeGreaterThanOrEqual(count * 15);
  });
}
