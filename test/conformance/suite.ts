import type { ChannelFacts } from './facts.js';
import type { Rule } from './rule.js';
import { rules } from './rules.js';
import { subjectOf } from './subject.js';
import { World } from './world.js';

export interface ConformanceSettings {
  /** Rules that the channel can't keep, with the reason. One that it keeps after all fails the run. */
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

/** Runs every rule that concerns the channel: through GraphQL, against its emulator over HTTP. Names no channel. */
export function testChannel(facts: ChannelFacts, { expectedFailures = {} }: ConformanceSettings = {}): void {
  const subject = subjectOf(facts.marketplace);

  const runInOwnWorld = async ({ run }: Rule): Promise<void> => {
    const world = await World.start(subject, facts);
    try {
      await run(world, facts);
    } finally {
      await world.close();
    }
  };

  describe(`${facts.marketplace} keeps the rules`, () => {
    for (const rule of rules) {
      const title = `${rule.id} ${rule.sentence}`;
      const reason = expectedFailures[rule.id];
      if (!rule.applies(subject, facts)) it.skip(`${title} (it has no such thing)`, () => undefined);
      else if (reason === undefined) it(title, () => runInOwnWorld(rule));
      else it(`${title} (expected to fail: ${reason})`, () => expectBroken(() => runInOwnWorld(rule)));
    }

    it('lists as expected failures only rules that concern it', () => {
      const concerned = rules.filter(({ applies }) => applies(subject, facts)).map(({ id }) => id);
      expect(Object.keys(expectedFailures).filter((id) => !concerned.includes(id))).toEqual([]);
    });
  });
}

/** The rule must fail at an expectation; a crash is no expected failure. */
async function expectBroken(run: () => Promise<void>): Promise<void> {
  const failure: unknown = await run().then(
    () => null,
    (error: unknown) => error,
  );
  if (failure === null) throw new Error('the rule was kept: take it off the expected failures');
  if (!(failure instanceof Error) || !('matcherResult' in failure)) throw failure;
}
