import type { ChannelFacts } from './facts.js';
import type { Subject } from './subject.js';
import type { World } from './world.js';

/** One thing that every channel owes its users. */
export interface Rule {
  /** Stable: users and changelogs refer to it. */
  readonly id: string;
  /** Begins with its level. */
  readonly sentence: `MUST ${string}` | `SHOULD ${string}`;
  /**
   * Whether the channel has what the rule is about; from its contract, and from the facts where no contract can tell.
   * Default: always.
   */
  readonly applies: (subject: Subject, facts: ChannelFacts) => boolean;
  /** In an own, empty world. */
  readonly run: (world: World, facts: ChannelFacts) => Promise<void>;
}

export const rule = (
  id: string,
  sentence: Rule['sentence'],
  run: Rule['run'],
  applies: Rule['applies'] = () => true,
): Rule => ({ id, sentence, applies, run });
