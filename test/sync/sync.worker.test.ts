import 'reflect-metadata';
import { pino } from 'pino';
import { LOCAL_VIEWER } from '../../src/auth/viewer.js';
import { Stamps } from '../../src/base/stamp.js';
import { MINUTE } from '../../src/base/time.js';
import { ChannelOutcome, type ChannelResult } from '../../src/channel/channel.types.js';
import { SyncWorker } from '../../src/sync/sync.worker.js';
import { VirtualClock } from '../support/virtual-clock.js';

const START = Date.parse('2026-03-10T09:00:00+09:00');

function workerOf(run: () => Promise<ChannelResult[]>) {
  const clock = new VirtualClock(START, false);
  const rounds: number[] = [];
  const log: string[] = [];
  const worker = new SyncWorker({
    clock,
    stamps: new Stamps(clock),
    random: () => 0.5,
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    sync: {
      run: (viewer, channelIds, asked) => {
        expect([viewer, channelIds, asked]).toEqual([LOCAL_VIEWER, null, {}]);
        rounds.push((clock.now() - START) / MINUTE);
        return run();
      },
    },
  });
  return { worker, clock, rounds, log };
}

describe('the sync worker', () => {
  it('reads every five minutes, first one interval after the start', async () => {
    const { worker, clock, rounds } = workerOf(() => Promise.resolve([]));
    worker.start();
    await clock.advance(16 * MINUTE);
    worker.stop();

    expect(rounds).toEqual([5, 10, 15]);
  });

  it('reads no more after stop', async () => {
    const { worker, clock, rounds } = workerOf(() => Promise.resolve([]));
    worker.start();
    await clock.advance(6 * MINUTE);
    worker.stop();
    await clock.advance(60 * MINUTE);

    expect(rounds).toEqual([5]);
  });

  it('goes on after a round that fails, and logs it without its text', async () => {
    const { worker, clock, rounds, log } = workerOf(() => Promise.reject(new RangeError('receiver 김하늘')));
    worker.start();
    await clock.advance(11 * MINUTE);
    worker.stop();

    expect(rounds).toEqual([5, 10]);
    expect(log.join()).toContain('"error":"RangeError"');
    expect(log.join()).not.toContain('김하늘');
  });

  it('tells which channel could not be read', async () => {
    const results = [
      { channel: { id: 'mall' }, outcome: ChannelOutcome.FRESH, error: null },
      { channel: { id: 'coupang' }, outcome: ChannelOutcome.FAILED, error: { code: 'CHANNEL_TIMEOUT' } },
    ] as unknown as ChannelResult[];
    const { worker, clock, log } = workerOf(() => Promise.resolve(results));
    worker.start();
    await clock.advance(6 * MINUTE);
    worker.stop();

    const warnings = log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ level }) => level === 40);
    expect(warnings).toMatchObject([{ channel: 'coupang', outcome: 'FAILED', code: 'CHANNEL_TIMEOUT' }]);
    expect(warnings).toHaveLength(1);
  });
});
