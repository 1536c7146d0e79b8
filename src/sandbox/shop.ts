import type { Instant } from '../base/clock.js';
import { MINUTE, SECOND } from '../base/time.js';
import type { Marketplace } from '../model/marketplace.js';
import { customsOf, type Customs } from './customs.js';
import { Dice } from './dice.js';
import type { Emulator, OutsideEvent, PlacedLine } from './emulator.js';
import { basket, cancelReason, receiver } from './goods.js';
import { ledgerScenes } from './ledger.js';
import type { LivedStep, Life, Scene } from './life.js';
import type { SeedingClock } from './seeding-clock.js';
import { storiesOf, type Step, type Story } from './stories.js';

export interface ShopChannel {
  readonly marketplace: Marketplace;
  readonly emulator: Emulator;
}

/** Whether buyers order there: not from a supplier, nor in a warehouse. */
export const hasBuyers = ({ warehouse, supplier }: Emulator): boolean => !warehouse && !supplier;

/**
 * Fills emulators with a shop of some eighty orders each, spread over the last 30 days: every life an order can live,
 * all of it already past. The same for the same seed, channels and start instant. Where there is a fulfilment service, a
 * part of them stands in its ledger; suppliers stay as they are.
 *
 * The emulators must take their time from `clock`: all scenes are played in order of time, with the clock set back to
 * each.
 */
export function seedShop(channels: readonly ShopChannel[], clock: SeedingClock, seed: number): void {
  const now = clock.now();
  const sales = channels.filter(({ emulator }) => hasBuyers(emulator));
  const lives = sales.flatMap((channel, index) =>
    new Director(channel, new Dice(seed * 1_009 + index * 7_919), now, index).lives(),
  );
  const warehouse = channels.find(({ emulator }) => emulator.warehouse)?.emulator.warehouse;
  const scenes = lives.flatMap((life) => life.scenes);
  if (warehouse) scenes.push(...ledgerScenes(warehouse, lives, new Dice(seed * 2_003), now));
  scenes.sort((a, b) => a.at - b.at);
  try {
    for (const { at, play } of scenes) {
      clock.setBack(at);
      play();
    }
  } finally {
    clock.letGo();
  }
}

const BUNDLE_KINDS: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['CONFIRM', 'DISPATCH', 'DELIVER']);

/** Writes the scenes of one channel. Chance falls while writing, so that it does not depend on other channels. */
class Director {
  readonly #customs: Customs;
  #parcels = 0;

  constructor(
    private readonly channel: ShopChannel,
    private readonly dice: Dice,
    private readonly now: Instant,
    private readonly index: number,
  ) {
    this.#customs = customsOf(channel.marketplace);
  }

  lives(): Life[] {
    return storiesOf(this.#customs).flatMap((story) => Array.from({ length: story.count }, () => this.#life(story)));
  }

  #life(story: Story): Life {
    const { emulator } = this.channel;
    const order = basket(this.dice, story.wishes);
    const orderedAt = this.#wholeSecond(this.now - this.dice.between(...story.age));
    const paidAt = story.isUnpaidAtFirst ? null : orderedAt + this.dice.whole(5, 90) * SECOND;
    let lines: readonly PlacedLine[] = [];
    const scenes: Scene[] = [
      { at: paidAt ?? orderedAt, play: () => (lines = emulator.place({ ...order, orderedAt, paidAt })) },
    ];
    const steps: LivedStep[] = [];
    let at = paidAt ?? orderedAt;
    for (const step of story.steps) {
      at = this.#wholeSecond(at + this.dice.between(...step.after));
      const eventOf = this.#events(step);
      const scene = {
        at: Math.min(at, this.now - MINUTE),
        play: () => {
          for (const line of this.#touched(step, lines)) {
            emulator.happen(line, eventOf(bundleIndex(lines, line)));
          }
        },
      };
      scenes.push(scene);
      steps.push({ at: scene.at, eventOf });
    }
    return { customs: this.#customs, story: story.name, order, orderedAt, scenes, steps, lines: () => lines };
  }

  #touched({ kind, of }: Step, lines: readonly PlacedLine[]): readonly PlacedLine[] {
    if (of === 'FIRST_LINE') return lines.slice(0, 1);
    if (!this.#customs.movesBundles || !BUNDLE_KINDS.has(kind)) return lines;
    return lines.filter((line, index) => lines.findIndex((each) => each.bundleNumber === line.bundleNumber) === index);
  }

  /**
   * The step as an event for a line of the order's n-th bundle. A marketplace may do to the whole order what happens to
   * its first line; the others then refuse it, rightly.
   */
  #events({ kind, quantity }: Step): (bundle: number) => OutsideEvent {
    switch (kind) {
      case 'CHANGE_ADDRESS': {
        const event = { kind, receiver: receiver(this.dice) };
        return () => event;
      }
      case 'REQUEST_CANCEL': {
        const event = { kind, quantity: quantity ?? null, reason: cancelReason(this.dice) };
        return () => event;
      }
      case 'DISPATCH': {
        const courierCode = this.dice.pick(this.#customs.couriers);
        const parcel = this.#nextParcel();
        return (bundle) => ({ kind, courierCode, trackingNumber: `${parcel}${bundle}` });
      }
      default:
        return () => ({ kind });
    }
  }

  /** All but the last digit of a number as CJ대한통운 and 롯데택배 have them; used once in the whole sandbox. */
  #nextParcel(): string {
    this.#parcels += 1;
    return `60${String(this.index).padStart(2, '0')}${String(this.#parcels).padStart(7, '0')}`;
  }

  #wholeSecond(instant: Instant): Instant {
    return Math.floor(instant / SECOND) * SECOND;
  }
}

const bundleIndex = (lines: readonly PlacedLine[], line: PlacedLine): number =>
  [...new Set(lines.map(({ bundleNumber }) => bundleNumber))].indexOf(line.bundleNumber);
