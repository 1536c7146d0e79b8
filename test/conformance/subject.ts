import { blueprintOf } from '../../src/channel/blueprint.js';
import { capabilitiesOf } from '../../src/channel/capability.js';
import type { Channel, ChannelDefinition } from '../../src/channel/channel.js';
import { registry } from '../../src/channel/registry.js';
import { demoChannelId } from '../../src/sandbox/demo.js';
import type { Capability, Marketplace } from '../../src/model/marketplace.js';

/** The channel under test, as its contract declares it. */
export interface Subject {
  readonly id: string;
  readonly definition: ChannelDefinition;
  /** Connected to nothing: only to see what it has. */
  readonly channel: Channel;
  readonly capabilities: readonly Capability[];
}

export function subjectOf(marketplace: Marketplace): Subject {
  const found = registry.find(({ definition }) => definition.marketplace === marketplace);
  if (!found) throw new RangeError(`${marketplace} is not in the registry`);
  const { definition } = found;
  const channel = blueprintOf(definition);
  return { id: demoChannelId(marketplace), definition, channel, capabilities: capabilitiesOf(channel) };
}

export const has =
  (...needed: readonly Capability[]) =>
  ({ capabilities }: Subject): boolean =>
    needed.every((capability) => capabilities.includes(capability));
