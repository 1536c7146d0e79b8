import { registry } from '../../src/channel/registry.js';
import { ChannelRole } from '../../src/model/marketplace.js';
import { readFileSync, readdirSync } from 'node:fs';
import { rules } from './rules.js';

describe('the rules', () => {
  it('keep their ids', () => {
    expect(rules.map(({ id }) => id)).toEqual([
      ...ids('CHN', 3),
      ...ids('ORD', 19),
      ...ids('UNP', 6),
      ...ids('CAN', 13),
      ...ids('CNF', 10),
      ...ids('INV', 21),
      ...ids('APR', 8),
      ...ids('REJ', 11),
      ...ids('SCN', 9),
      ...ids('UPD', 7),
      ...ids('DLY', 8),
      ...ids('DLV', 6),
      ...ids('IDM', 5),
      ...ids('LIM', 7),
      ...ids('FLT', 4),
      ...[1, 2, 3, 4, 5, 6].flatMap((digit) => [1, 2, 3].map((kind) => `FLT-${digit}${kind}`)),
    ]);
  });

  it('say what a channel MUST or SHOULD do, in a sentence', () => {
    for (const { id, sentence } of rules) {
      expect([id, sentence]).toEqual([id, expect.stringMatching(/^(MUST|SHOULD) [^.]+\.$/) as string]);
    }
  });

  it('are run for every sales channel of the registry', () => {
    const tested = readdirSync('test/conformance')
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => /marketplace: Marketplace\.(\w+)/.exec(readFileSync(`test/conformance/${file}`, 'utf8'))?.[1]);

    const sold = registry.filter(({ definition }) => definition.role === ChannelRole.SALES);
    for (const { definition } of sold) expect(tested).toContain(definition.marketplace);
  });

  it('name no channel', () => {
    const names = registry.flatMap(({ definition: { marketplace } }) => [marketplace, marketplace.toLowerCase()]);
    const files = readdirSync('test/conformance/rules').map((file) => `test/conformance/rules/${file}`);
    for (const file of [...files, 'test/conformance/suite.ts', 'test/conformance/world.ts']) {
      const text = readFileSync(file, 'utf8');
      expect([file, names.filter((name) => text.includes(name))]).toEqual([file, []]);
    }
  });
});

const ids = (topic: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${topic}-${String(index + 1).padStart(2, '0')}`);
