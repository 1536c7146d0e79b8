import type { Instant } from '../base/clock.js';
import type { Customs } from './customs.js';
import type { OrderToPlace, OutsideEvent, PlacedLine } from './emulator.js';

/** Something that happened in the shop's past. */
export interface Scene {
  readonly at: Instant;
  readonly play: () => void;
}

/** One order of the seeded shop, from the buyer's click on. */
export interface Life {
  readonly customs: Customs;
  /** Name of the story that it lives. */
  readonly story: string;
  readonly order: OrderToPlace;
  readonly orderedAt: Instant;
  readonly scenes: readonly Scene[];
  readonly steps: readonly LivedStep[];
  /** In the order's own order; none before the first scene was played. */
  readonly lines: () => readonly PlacedLine[];
}

export interface LivedStep {
  readonly at: Instant;
  /** What happened to a line of the order's n-th bundle. */
  readonly eventOf: (bundle: number) => OutsideEvent;
}
