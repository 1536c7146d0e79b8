import 'reflect-metadata';
import { systemClock } from '../src/base/clock.js';
import { HOUR } from '../src/base/time.js';
import { DEMO_SEED, demoEmulators } from '../src/sandbox/demo.js';
import { Dice } from '../src/sandbox/dice.js';
import type { Emulator } from '../src/sandbox/emulator.js';
import { basket } from '../src/sandbox/goods.js';
import type { SandboxChannel } from '../src/sandbox/sandbox-channel.js';
import type { Sandbox } from '../src/sandbox/sandbox.js';
import { startSandbox } from '../src/sandbox/sandbox.js';
import { hasBuyers } from '../src/sandbox/shop.js';
import { answerParent } from './ipc.js';

/** The marketplaces: emulators in a process of their own. */

export interface ShopSettings {
  /** The sandbox's shop of some eighty orders a channel; false: empty. */
  readonly isSeeded: boolean;
  /** How long a marketplace takes to answer, in milliseconds. */
  readonly latencyMs: number;
}

export interface OrdersToPlace {
  readonly channelIds: readonly string[];
  readonly perChannel: number;
  /** They came in evenly over the last so many hours. */
  readonly hours: number;
}

/** More calls than any scenario makes. */
const ALL_CALLS = 1e9;

let sandbox: Sandbox;

const operations = {
  /** @returns the channels that sell. */
  async start({ isSeeded, latencyMs }: ShopSettings): Promise<readonly SandboxChannel[]> {
    const emulators = await demoEmulators();
    sandbox = await startSandbox({ emulators, clock: systemClock, seed: DEMO_SEED, isEmpty: !isSeeded });
    if (latencyMs > 0) {
      for (const { id } of sandbox.channels) {
        sandbox.host(id).inject({ kind: 'LATE', count: ALL_CALLS, delayMs: latencyMs });
      }
    }
    return sandbox.channels.filter(({ id }) => hasBuyers(sandbox.host(id).emulator));
  },
  /** @returns when the orders of each channel came in. */
  place({ channelIds, perChannel, hours }: OrdersToPlace): Record<string, number[]> {
    return Object.fromEntries(
      channelIds.map((id) => {
        const { emulator } = sandbox.host(id);
        placeOrders(emulator, perChannel, hours);
        return [id, emulator.lines().map(({ orderedAt }) => orderedAt)];
      }),
    );
  },
  /** Calls that arrived since the last question, by channel. */
  takeCalls(): Record<string, number> {
    const counts = sandbox.channels.map(({ id }) => [id, sandbox.host(id).calls().length] as const);
    for (const { id } of sandbox.channels) sandbox.host(id).clearCalls();
    return Object.fromEntries(counts);
  },
};

export type ShopOperations = typeof operations;

/** Paid orders of one line each. */
function placeOrders(emulator: Emulator, count: number, hours: number): void {
  const dice = new Dice(DEMO_SEED);
  const now = systemClock.now();
  for (let index = count; index > 0; index -= 1) {
    const orderedAt = now - Math.round((index / count) * hours * HOUR);
    emulator.place({ ...basket(dice, { isSingle: true }), orderedAt });
  }
}

answerParent(operations);
