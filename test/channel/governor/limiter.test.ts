import { Limiter, type Lease } from '../../../src/channel/governor/limiter.js';
import type { RateRule } from '../../../src/channel/http.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { startReplay, type Replay } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { START, call, context, faultOf, govern, write, type Governed } from './governor.support.js';

const closers: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function marketplace(settings: Parameters<typeof govern>[1]): Promise<Governed & { server: Replay }> {
  const server = await startReplay(() => ({ body: 'ok' }));
  const governed = govern(server.baseUrl, settings);
  closers.push(
    () => server.close(),
    () => governed.http.close(),
  );
  return { ...governed, server };
}

/** A small generator with a seed, so that a failing case can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Most instants in any half-open span of `perMs`. */
function fullest(instants: readonly number[], perMs: number): number {
  return Math.max(0, ...instants.map((start) => instants.filter((at) => at >= start && at < start + perMs).length));
}

interface Arrival {
  readonly leftAt: number;
  readonly reachedAt: number;
}

/** Bursts at random times; each call reaches the marketplace and is answered after random delays. */
async function storm(seed: number, rule: RateRule, concurrency: number): Promise<Arrival[]> {
  const random = seeded(seed);
  const clock = new VirtualClock(START);
  const limiter = new Limiter({ all: rule }, concurrency, clock);
  const arrivals: Arrival[] = [];
  const calls: Promise<void>[] = [];
  for (let burst = 0; burst < 8; burst += 1) {
    for (let index = 0; index < 1 + random() * 3 * rule.calls; index += 1) {
      const [way, work, body] = [random() * 240, random() * 400, random() * 400];
      calls.push(
        limiter.acquire('all').then(async (lease) => {
          const leftAt = clock.now();
          await clock.sleep(way);
          arrivals.push({ leftAt, reachedAt: clock.now() });
          await clock.sleep(work);
          lease.arrived();
          await clock.sleep(body);
          lease.release();
        }),
      );
    }
    await clock.sleep(random() * 2 * rule.perMs);
  }
  await Promise.all(calls);
  return arrivals;
}

describe('the sliding window', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'never holds more than the rule in any span, as left and as reached: storm %i',
    async (seed) => {
      const rule = { calls: 1 + (seed % 6), perMs: seed % 2 === 0 ? 1000 : 5000 };
      const arrivals = await storm(seed, rule, 3 + seed);

      const left = arrivals.map(({ leftAt }) => leftAt);
      const reached = arrivals.map(({ reachedAt }) => reachedAt);
      expect(arrivals.length).toBeGreaterThan(8);
      expect(fullest(left, rule.perMs)).toBeLessThanOrEqual(rule.calls);
      expect(fullest(reached, rule.perMs)).toBeLessThanOrEqual(rule.calls);
    },
  );

  it('lets calls leave as soon as the rule allows when answers are immediate', async () => {
    const { http, clock } = await marketplace({ rates: { all: { calls: 2, perMs: 1000 } } });
    const left: number[] = [];
    const noting = call({ headers: () => (left.push(clock.now() - START), {}) });

    await Promise.all([1, 2, 3, 4, 5].map(() => http.request(noting, context())));

    expect(left).toEqual([0, 0, 1000, 1000, 2000]);
  });
});

describe('waiting', () => {
  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('is first come, first served, and groups do not hold each other up', async () => {
    const clock = new VirtualClock(START, false);
    const limiter = new Limiter({ slow: { calls: 1, perMs: 1000 }, fast: { calls: 9, perMs: 1000 } }, 9, clock);
    const order: string[] = [];
    const go = (name: string, group: string): Promise<void> =>
      limiter.acquire(group).then((lease) => {
        order.push(name);
        lease.release();
      });

    const all = [go('slow 1', 'slow'), go('slow 2', 'slow'), go('slow 3', 'slow'), go('fast', 'fast')];
    await tick();
    expect(order).toEqual(['slow 1', 'fast']);
    await clock.advance(2000);
    await Promise.all(all);

    expect(order).toEqual(['slow 1', 'fast', 'slow 2', 'slow 3']);
  });

  it('keeps to the number of calls on the wire', async () => {
    const limiter = new Limiter({ all: { calls: 9, perMs: 1000 } }, 2, new VirtualClock(START, false));
    const leases: Lease[] = [];
    const calls = [1, 2, 3].map(() => limiter.acquire('all').then((lease) => leases.push(lease)));
    await tick();
    expect(leases).toHaveLength(2);

    leases[0]?.release();
    await Promise.all(calls);

    expect(leases).toHaveLength(3);
  });

  it('tells the free places of the tightest group, none while it pauses', async () => {
    const clock = new VirtualClock(START, false);
    const limiter = new Limiter({ a: { calls: 2, perMs: 1000 }, b: { calls: 5, perMs: 1000 } }, 9, clock);
    const seen = [limiter.remaining()];

    (await limiter.acquire('a')).release();
    seen.push(limiter.remaining());
    limiter.pause('b', 500);
    seen.push(limiter.remaining());
    await clock.advance(1000);
    seen.push(limiter.remaining());

    expect(seen).toEqual([2, 1, 0, 2]);
  });

  it('gives a place back that was not used', async () => {
    const limiter = new Limiter({ all: { calls: 1, perMs: 1000 } }, 1, new VirtualClock(START, false));

    (await limiter.acquire('all')).giveBack();

    expect(limiter.remaining()).toBe(1);
  });

  it('ends with the abort of who waits, and the next in line goes on', async () => {
    const limiter = new Limiter({ all: { calls: 9, perMs: 1000 } }, 1, new VirtualClock(START, false));
    const first = await limiter.acquire('all');
    const abort = new AbortController();
    const second = limiter.acquire('all', abort.signal);
    const third = limiter.acquire('all');

    abort.abort(new Error('enough'));
    first.release();

    await expect(second).rejects.toThrow('enough');
    (await third).release();
  });

  it('fails at once when a pause is longer than anybody should wait', async () => {
    const limiter = new Limiter({ all: { calls: 9, perMs: 1000 } }, 9, new VirtualClock(START, false));
    limiter.pause('all', 3_600_000);

    const fault = await faultOf(limiter.acquire('all'));

    expect([fault.code, fault.retryAfterMs, fault.mayHaveActed]).toEqual([
      ErrorCode.CHANNEL_RATE_LIMITED,
      3_600_000,
      false,
    ]);
  });

  it('names the groups there are when asked for another', () => {
    const limiter = new Limiter({ all: { calls: 9, perMs: 1000 } }, 9, new VirtualClock(START));

    expect(() => limiter.acquire('none')).toThrow('no such rate group: none; there are: all');
  });

  it('fails when the channel closes', async () => {
    const limiter = new Limiter({ all: { calls: 1, perMs: 1000 } }, 1, new VirtualClock(START, false));
    await limiter.acquire('all');
    const waiting = faultOf(limiter.acquire('all'));

    limiter.close();

    expect((await waiting).code).toBe(ErrorCode.CHANNEL_UNAVAILABLE);
  });

  it('tells that an aborted write never left', async () => {
    const { http, server } = await marketplace({
      rates: { all: { calls: 1, perMs: 1000 } },
      clock: new VirtualClock(START, false),
    });
    await http.request(call(), context());
    const abort = new AbortController();

    const [read, wrote] = [
      http.request(call(), context(abort.signal)),
      faultOf(http.request(write(), context(abort.signal))),
    ];
    abort.abort(new Error('enough'));

    await expect(read).rejects.toThrow('enough');
    expect([(await wrote).code, (await wrote).mayHaveActed]).toEqual([ErrorCode.CHANNEL_TIMEOUT, false]);
    expect(server.requests).toHaveLength(1);
  });
});
