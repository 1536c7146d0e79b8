import type { Instant } from '../../src/base/clock.js';
import { DAY, HOUR, MINUTE, SECOND, parseInstant, startOfKstDay, toIsoKst } from '../../src/base/time.js';
import { registry } from '../../src/channel/registry.js';
import type { Marketplace } from '../../src/model/marketplace.js';
import { demoChannelId } from '../../src/sandbox/demo.js';
import { Dice } from '../../src/sandbox/dice.js';
import type { Moa } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { DEFAULT_SETTLE_LAG } from './baskets.js';
import { Happenings } from './happenings.js';
import { Ledger } from './history.js';
import { Questions } from './questions.js';
import { Writes } from './writes.js';

/** Ends of months, of a leap February and of a year, and days like any other. */
const STARTS: readonly [string, ...string[]] = [
  '2026-03-10T09:00:00+09:00',
  '2026-03-10T09:00:00+09:00',
  '2026-02-27T22:10:00+09:00',
  '2028-02-28T14:00:00+09:00',
  '2026-12-30T18:30:00+09:00',
  '2026-04-30T23:41:00+09:00',
  '2026-07-05T00:02:00+09:00',
];

const SYNC =
  'mutation ($ids: [ID!]) { syncChannels(channelIds: $ids) { channel { id } outcome error { code message } } }';

/** A random life of some marketplaces, the same for the same seed; after each step an answer is held against them. */
export class Life {
  readonly #dice: Dice;
  readonly #clock: VirtualClock;
  readonly #start: Instant;
  /** No life is longer, but for one in twelve that passes every window. */
  readonly #mostDays: number;
  readonly #log: string[] = [];
  steps = 0;

  private constructor(private readonly seed: number) {
    this.#dice = new Dice(seed * 7_919);
    this.#start = parseInstant(this.#dice.pick(STARTS))! + this.#dice.whole(0, 30) * MINUTE;
    this.#mostDays = this.#dice.roll() < 0.08 ? 40 : this.#dice.pick([1, 1, 2, 3, 5, 9]);
    this.#clock = new VirtualClock(this.#start);
  }

  /**
   * Plays a seed.
   * @returns how many steps it had.
   * @throws Error with all steps as soon as an answer is not what the marketplaces hold.
   */
  static async play(seed: number, marketplaces: readonly Marketplace[]): Promise<number> {
    const life = new Life(seed);
    const moa = await startMoa({ clock: life.#clock, seed, channelIds: marketplaces.map(demoChannelId) });
    try {
      await life.#live(moa, marketplaces);
    } catch (error) {
      const steps = life.#log.map((line) => `  ${line}`).join('\n');
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(
        `seed ${seed} of ${marketplaces.join(', ')} (MODEL_SEED=${seed} npm test -- test/model)\n${steps}\n${message}`,
        {
          cause: error,
        },
      );
    } finally {
      await moa.close();
    }
    return life.steps;
  }

  async #live(moa: Moa, marketplaces: readonly Marketplace[]): Promise<void> {
    const ledgers = marketplaces.map((marketplace) => this.#ledgerOf(moa, marketplace));
    const log = (text: string): void => void this.#log.push(`${toIsoKst(this.#clock.now())} ${text}`);
    const happenings = new Happenings(this.#clock, this.#dice, this.seed, log);
    const questions = new Questions(moa, this.#clock, ledgers, this.#dice, this.#start - HOUR, log);
    const writes = new Writes(moa, this.#clock, ledgers, this.#dice, this.seed, log);
    const total = this.#dice.whole(15, 20);
    for (this.steps = 0; this.steps < total; this.steps += 1) {
      await this.#pass();
      const isEarly = this.steps < 2;
      if (!isEarly && this.#dice.roll() < 0.3) must(await writes.act());
      else if (this.#dice.roll() < 0.05) await this.#sync(moa, ledgers, log);
      else await this.#happen(happenings, ledgers);
      // What happens in the very moment of a question may be in its answer or not.
      await this.#clock.advance(this.#dice.pick([1, 999, SECOND]));
      must(await questions.ask());
      this.#mustBeCalm(moa, ledgers);
    }
    await this.#clock.advance(MINUTE);
    must(await questions.everything());
    this.#mustBeCalm(moa, ledgers);
  }

  #ledgerOf(moa: Moa, marketplace: Marketplace): Ledger {
    const channelId = demoChannelId(marketplace);
    const { definition } = registry.find((one) => one.definition.marketplace === marketplace)!;
    const settleLag = definition.settleLag ?? DEFAULT_SETTLE_LAG;
    return new Ledger(channelId, marketplace, settleLag, moa.sandbox.host(channelId).emulator, this.#clock);
  }

  /** Some things, in some marketplaces, each at a second of its own. */
  async #happen(happenings: Happenings, ledgers: readonly Ledger[]): Promise<void> {
    const count = this.#dice.pick([1, 1, 2, 3, 4]);
    for (let index = 0; index < count; index += 1) {
      if (index > 0) await this.#clock.advance(this.#dice.pick([SECOND, 1_700, 40 * SECOND]));
      happenings.happenIn(ledgers[this.#dice.whole(0, ledgers.length - 1)]!);
    }
  }

  /** The background sync's reading, with the change feed where there is one. */
  async #sync(moa: Moa, ledgers: readonly Ledger[], log: (text: string) => void): Promise<void> {
    log('sync');
    const ids = ledgers.map(({ channelId }) => channelId);
    const { syncChannels } = await moa.query<{ syncChannels: { outcome: string; error: unknown }[] }>(SYNC, { ids });
    must(syncChannels.flatMap(({ outcome, error }) => (outcome === 'FRESH' && !error ? [] : [`sync: ${outcome}`])));
  }

  /** Time passes: none, moments, hours, days; to midnight, to where windows of a day and of a week end. */
  async #pass(): Promise<void> {
    const now = this.#clock.now();
    const midnight = startOfKstDay(now) + DAY;
    const beside = this.#dice.pick([-1, 0, 1, 999, -SECOND, 3 * MINUTE]);
    const choices: readonly [number, ...number[]] = [
      0,
      SECOND,
      this.#dice.whole(1, 90) * SECOND,
      this.#dice.whole(1, 20) * MINUTE,
      this.#dice.whole(1, 20) * MINUTE,
      this.#dice.whole(1, 10) * HOUR,
      this.#dice.whole(1, 10) * HOUR,
      midnight - now + beside,
      DAY + beside,
      7 * DAY + beside,
    ];
    // Questions take a second, or several: whole seconds keep what happens apart.
    const gap = Math.max(this.#dice.pick(choices), SECOND);
    const isTooFar = now + gap - this.#start > this.#mostDays * DAY;
    await this.#clock.advance(isTooFar ? Math.min(gap, 5 * MINUTE) : gap);
  }

  /** No marketplace was asked too often, nor broke. */
  #mustBeCalm(moa: Moa, ledgers: readonly Ledger[]): void {
    for (const { channelId } of ledgers) {
      const host = moa.sandbox.host(channelId);
      const bad = host.calls().filter(({ status }) => status === 429 || (status ?? 0) >= 500);
      must(
        bad.map(({ status, method, path, query }) => `${channelId} answered ${status} to ${method} ${path}?${query}`),
      );
      host.clearCalls();
    }
  }
}

function must(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
