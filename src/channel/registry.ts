import type { EmulatorDefinition } from '../sandbox/emulator.js';
import type { ChannelDefinition } from './channel.js';
import { definition as cafe24 } from './cafe24/index.js';
import { definition as coupang } from './coupang/index.js';
import { definition as elevenst } from './elevenst/index.js';
import { auction, gmarket } from './esm/index.js';
import { definition as junglebook } from './junglebook/index.js';
import { definition as ownmall } from './ownmall/index.js';
import { definition as poomgo } from './poomgo/index.js';
import { definition as smartstore } from './smartstore/index.js';

/** One marketplace that Moa can talk to. The emulator is loaded only by the sandbox. */
export interface RegisteredChannel {
  readonly definition: ChannelDefinition;
  readonly emulator: () => Promise<EmulatorDefinition>;
}

/** Every marketplace, one line each. */
export const registry: readonly RegisteredChannel[] = [
  { definition: ownmall, emulator: async () => (await import('./ownmall/emulator/index.js')).emulator },
  { definition: coupang, emulator: async () => (await import('./coupang/emulator/index.js')).emulator },
  { definition: elevenst, emulator: async () => (await import('./elevenst/emulator/index.js')).emulator },
  { definition: smartstore, emulator: async () => (await import('./smartstore/emulator/index.js')).emulator },
  { definition: gmarket, emulator: async () => (await import('./esm/emulator/index.js')).gmarketEmulator },
  { definition: auction, emulator: async () => (await import('./esm/emulator/index.js')).auctionEmulator },
  { definition: cafe24, emulator: async () => (await import('./cafe24/emulator/index.js')).emulator },
  { definition: junglebook, emulator: async () => (await import('./junglebook/emulator/index.js')).emulator },
  { definition: poomgo, emulator: async () => (await import('./poomgo/emulator/index.js')).emulator },
];
