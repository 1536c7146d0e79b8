import { registry } from '../channel/registry.js';
import type { Marketplace } from '../model/marketplace.js';
import type { SandboxEmulator } from './sandbox.js';

/** Same seed, same shop. */
export const DEMO_SEED = 1;

/** `OWN_MALL` is `ownmall-main`. */
export const demoChannelId = (marketplace: Marketplace): string =>
  `${marketplace.replaceAll('_', '').toLowerCase()}-main`;

/**
 * One demo account of every marketplace in the registry.
 * @param firstPort of the first emulator, the others follow; without it any free ports.
 */
export const demoEmulators = (firstPort?: number): Promise<SandboxEmulator[]> =>
  Promise.all(
    registry.map(async ({ definition, emulator }, index) => ({
      marketplace: definition.marketplace,
      channelId: demoChannelId(definition.marketplace),
      definition: await emulator(),
      ...(firstPort ? { port: firstPort + index } : {}),
    })),
  );
