import type { ChannelDefinition } from './channel.js';
import type { EmulatorDefinition } from '../sandbox/emulator.js';

/** One marketplace that Moa can talk to. The emulator is loaded only by the sandbox. */
export interface RegisteredChannel {
  readonly definition: ChannelDefinition;
  readonly emulator: () => Promise<EmulatorDefinition>;
}

/** Every marketplace, one line each. */
export const registry: readonly RegisteredChannel[] = [];
