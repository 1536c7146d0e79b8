import { ChannelFault } from '../../../src/channel/fault.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { startReplay, type Replay, type ReplayReply } from '../../support/replay.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { START, call, context, faultOf, govern, judge, write, type Governed } from './governor.support.js';

const SECOND = 1000;

/** A marketplace whose next answers are set by the test; the last one stays. */
async function marketplace(...answers: ReplayReply[]): Promise<Replay & { answers: ReplayReply[] }> {
  const queue = [...answers];
  const server = await startReplay(() => (queue.length > 1 ? queue.shift()! : queue[0]!));
  return Object.assign(server, { answers: queue });
}

const ok: ReplayReply = { body: 'ok' };
const broken: ReplayReply = { status: 500, body: '' };
const unauthorized: ReplayReply = { status: 401, body: 'KEY' };
const rejected: ReplayReply = { status: 400, body: 'RANGE' };

let server: Replay & { answers: ReplayReply[] };
let it_: Governed;
async function given(answers: ReplayReply[], settings: Parameters<typeof govern>[1] = {}): Promise<void> {
  server = await marketplace(...answers);
  it_ = govern(server.baseUrl, settings);
}
const manual = (): { clock: VirtualClock } => ({ clock: new VirtualClock(START, false) });
const answer = (...answers: ReplayReply[]): void => void server.answers.splice(0, Infinity, ...answers);

afterEach(async () => {
  it_.http.close();
  await server.close();
});

describe('retries', () => {
  it('repeats a read that may pass, a few times, with growing waits', async () => {
    await given([broken], { random: () => 1 });
    const meter = context();

    const fault = await faultOf(it_.http.request(call(), meter));

    expect(fault.code).toBe(ErrorCode.CHANNEL_UNAVAILABLE);
    expect([server.requests.length, meter.meter.calls]).toEqual([3, 3]);
    expect(it_.clock.now() - START).toBe(600 + 1800);
    expect(it_.reports.map((report) => [report.attempt, report.outcome])).toEqual([
      [1, ErrorCode.CHANNEL_UNAVAILABLE],
      [2, ErrorCode.CHANNEL_UNAVAILABLE],
      [3, ErrorCode.CHANNEL_UNAVAILABLE],
    ]);
  });

  it('takes the answer that comes then', async () => {
    await given([broken, ok]);

    expect(await it_.http.request(call(), context())).toBe('ok');
    expect(it_.http.state()).toBe('UP');
  });

  it.each([broken, { status: 429, body: '' }, { status: 503, headers: { 'Retry-After': '1' }, body: '' }])(
    'never repeats a write: %j',
    async (reply) => {
      await given([reply]);

      await faultOf(it_.http.request(write(), context()));

      expect(server.requests).toHaveLength(1);
    },
  );

  it('does not repeat what will not pass', async () => {
    await given([rejected]);

    await faultOf(it_.http.request(call(), context()));

    expect(server.requests).toHaveLength(1);
  });

  it('throws what the judgement throws, whatever it is, without repeating', async () => {
    await given([ok]);
    const failing = call({
      read: () => {
        throw new TypeError('our own bug');
      },
    });

    await expect(it_.http.request(failing, context())).rejects.toThrow(TypeError);
    expect([server.requests.length, it_.http.state(), it_.reports[0]?.outcome]).toEqual([1, 'UNKNOWN', 'ERROR']);
  });

  it('ends the wait with the abort', async () => {
    await given([broken], manual());
    const abort = new AbortController();
    const request = it_.http.request(
      call({
        read: (reply) => {
          setImmediate(() => abort.abort(new Error('enough')));
          return judge(reply);
        },
      }),
      context(abort.signal),
    );

    await expect(request).rejects.toThrow('enough');
    expect(server.requests).toHaveLength(1);
  });
});

describe("the marketplace's own pace", () => {
  it.each([
    ['seconds', { 'Retry-After': '7' }, 7 * SECOND],
    ['a date', { 'Retry-After': 'Mon, 02 Mar 2026 00:00:09 GMT' }, 9 * SECOND],
    ['nothing', {}, 1 * SECOND],
  ])('waits as a 429 asks, in %s', async (_, headers, waited) => {
    await given([{ status: 429, headers, body: '' }, ok]);

    expect(await it_.http.request(call(), context())).toBe('ok');
    expect(it_.clock.now() - START).toBe(waited);
  });

  it('holds back all calls of the rate group, after a write as well, and no other group', async () => {
    const rates = { all: { calls: 9, perMs: SECOND }, other: { calls: 9, perMs: SECOND } };
    await given([{ status: 429, headers: { 'Retry-After': '5' }, body: '' }, ok], { ...manual(), rates });
    const fault = await faultOf(it_.http.request(write(), context()));

    const waiting = it_.http.request(call(), context());
    await it_.http.request(call({ rateGroup: 'other' }), context());

    expect([fault.code, fault.retryAfterMs, fault.mayHaveActed]).toEqual([
      ErrorCode.CHANNEL_RATE_LIMITED,
      5 * SECOND,
      false,
    ]);
    expect([server.requests.length, it_.http.remainingCalls()]).toEqual([2, 0]);
    await it_.clock.advance(5 * SECOND);
    expect(await waiting).toBe('ok');
  });

  it('obeys rate headers of good answers', async () => {
    await given([ok]);
    const careful = call({ pauseAfter: () => 3 * SECOND });

    await it_.http.request(careful, context());
    await it_.http.request(call(), context());

    expect(it_.clock.now() - START).toBe(3 * SECOND);
  });

  it('does not keep a caller for hours', async () => {
    await given([{ status: 429, headers: { 'Retry-After': '3600' }, body: '' }]);

    await faultOf(it_.http.request(call(), context()));
    const second = await faultOf(it_.http.request(call(), context()));

    expect([second.code, second.retryAfterMs, server.requests.length]).toEqual([
      ErrorCode.CHANNEL_RATE_LIMITED,
      3600 * SECOND,
      1,
    ]);
  });
});

describe('the circuit breaker', () => {
  const failing = async (): Promise<void> => {
    await given([broken], manual());
    for (let count = 0; count < 5; count += 1) await faultOf(it_.http.request(write(), context()));
  };

  it('opens after five failures in a row and keeps calls away', async () => {
    await failing();

    const meter = context();
    const fault = await faultOf(it_.http.request(call(), meter));

    expect([fault.code, fault.mayHaveActed, fault.retryAfterMs]).toEqual([
      ErrorCode.CHANNEL_UNAVAILABLE,
      false,
      10 * SECOND,
    ]);
    expect([server.requests.length, meter.meter.calls]).toEqual([5, 0]);
    expect([it_.http.circuitOpen(), it_.http.state()]).toEqual([true, 'DOWN']);
  });

  it('lets one call try; when it succeeds, those that waited for it follow', async () => {
    await failing();
    answer(ok);
    await it_.clock.advance(10 * SECOND);

    const answers = await Promise.all([call(), write(), call()].map((one) => it_.http.request(one, context())));

    expect(answers).toEqual(['ok', 'ok', 'ok']);
    expect([it_.http.circuitOpen(), it_.http.state(), server.requests.length]).toEqual([false, 'UP', 8]);
  });

  it('lets one call try; when it fails, those that waited for it are kept away', async () => {
    await failing();
    await it_.clock.advance(10 * SECOND);

    const [tried, ...others] = await Promise.all(
      [write(), write(), write()].map((one) => faultOf(it_.http.request(one, context()))),
    );

    expect(tried?.message).toBe('status 500');
    expect(others.map(({ mayHaveActed, retryAfterMs }) => [mayHaveActed, retryAfterMs])).toEqual([
      [false, 20 * SECOND],
      [false, 20 * SECOND],
    ]);
    expect(server.requests).toHaveLength(6);
  });

  it('lets nobody wait for the try who does not want to any more', async () => {
    await failing();
    answer(ok);
    await it_.clock.advance(10 * SECOND);
    const impatient = new AbortController();

    const trying = it_.http.request(write(), context());
    const waiting = faultOf(it_.http.request(write(), context(impatient.signal)));
    impatient.abort(new Error('enough'));

    expect(await waiting).toMatchObject({ code: ErrorCode.CHANNEL_TIMEOUT, mayHaveActed: false });
    expect(await trying).toBe('ok');
    expect(server.requests).toHaveLength(6);
  });

  it('opens for twice as long when the try fails', async () => {
    await failing();
    await it_.clock.advance(10 * SECOND);
    await faultOf(it_.http.request(write(), context()));

    await it_.clock.advance(19 * SECOND);
    await faultOf(it_.http.request(write(), context()));
    expect(server.requests).toHaveLength(6);

    await it_.clock.advance(1 * SECOND);
    await faultOf(it_.http.request(write(), context()));
    expect(server.requests).toHaveLength(7);
  });

  it('stays closed while some calls are answered, even with a no', async () => {
    await given([broken, broken, broken, broken, rejected, broken, broken, broken, broken]);

    for (let count = 0; count < 9; count += 1) await faultOf(it_.http.request(write(), context()));

    expect([server.requests.length, it_.http.circuitOpen()]).toEqual([9, false]);
  });

  it('does not count a question that was merely too much to answer in time', async () => {
    await given([broken], manual());
    const tooWide = call({
      read: () => {
        throw new ChannelFault(ErrorCode.CHANNEL_TIMEOUT, 'narrow it', { retryable: false });
      },
    });

    for (let count = 0; count < 6; count += 1) await faultOf(it_.http.request(tooWide, context()));

    expect([server.requests.length, it_.http.circuitOpen()]).toEqual([6, false]);
  });

  it('tells a read why the circuit opened under it', async () => {
    await given([broken], manual());
    for (let count = 0; count < 4; count += 1) await faultOf(it_.http.request(write(), context()));

    const reading = faultOf(it_.http.request(call(), context()));
    await it_.clock.advance(1 * SECOND);
    const request = faultOf(it_.http.request(call(), context()));

    expect((await reading).message).toBe('status 500');
    expect((await request).message).toContain('left alone for a while');
    expect(server.requests).toHaveLength(5);
  });
});

describe('the poison stop', () => {
  /** Tries every second; tells at which seconds a call left. */
  async function leavingTimes(seconds: number, make: () => Promise<unknown>): Promise<number[]> {
    const left: number[] = [];
    for (let second = 0; second < seconds; second += 1) {
      const before = server.requests.length;
      await make().catch(() => undefined);
      if (server.requests.length > before) left.push(second);
      await it_.clock.advance(SECOND);
    }
    return left;
  }

  it('tries refused credentials at growing distances, whatever the operation', async () => {
    await given([unauthorized], manual());
    let turn = 0;
    const operations = [call(), call({ operation: 'claims.list' }), write()];

    const left = await leavingTimes(80, () => it_.http.request(operations[(turn += 1) % 3]!, context()));

    expect(left).toEqual([0, 1, 6, 21, 66]);
    expect(it_.http.state()).toBe('UNAUTHORIZED');
  });

  it('grows to hours', async () => {
    await given([unauthorized], manual());
    let longest = 0;
    for (let count = 0; count < 12; count += 1) {
      await faultOf(it_.http.request(call(), context()));
      const wait = (await faultOf(it_.http.request(call(), context()))).retryAfterMs ?? 0;
      longest = Math.max(longest, wait);
      await it_.clock.advance(wait);
    }

    expect(longest).toBe(4 * 3600 * SECOND);
  });

  it('throws the same fault without a call', async () => {
    await given([unauthorized], manual());
    await faultOf(it_.http.request(write(), context()));
    const real = await faultOf(it_.http.request(call(), context()));
    const meter = context();

    const blocked = await faultOf(it_.http.request(write(), meter));

    expect([blocked.code, blocked.message, blocked.channelCode]).toEqual([real.code, real.message, 'KEY']);
    expect([blocked.retryAfterMs, blocked.mayHaveActed, blocked.retryable]).toEqual([5 * SECOND, false, false]);
    expect([meter.meter.calls, server.requests.length]).toEqual([0, 2]);
  });

  it('counts calls that were refused together once', async () => {
    await given([unauthorized], manual());

    await Promise.all([1, 2, 3, 4].map(() => faultOf(it_.http.request(call(), context()))));
    await faultOf(it_.http.request(call(), context()));

    expect(server.requests).toHaveLength(5);
  });

  it('lets a token be renewed and the call be made again', async () => {
    await given([unauthorized, ok, ok, unauthorized, ok, ok], manual());
    const token = call({ operation: 'token.issue' });

    for (let day = 0; day < 2; day += 1) {
      await faultOf(it_.http.request(call(), context()));
      await it_.http.request(token, context());
      await it_.http.request(call(), context());
    }

    expect(server.requests).toHaveLength(6);
  });

  it('spares operations that go on working when only one is forbidden', async () => {
    await given([unauthorized, unauthorized, ok, unauthorized, ok], manual());
    const other = call({ operation: 'claims.list' });
    await faultOf(it_.http.request(call(), context()));
    await faultOf(it_.http.request(call(), context()));
    await faultOf(it_.http.request(other, context()));
    await it_.clock.advance(5 * SECOND);
    await it_.http.request(other, context());
    await faultOf(it_.http.request(call(), context()));

    expect(await it_.http.request(other, context())).toBe('ok');
    const blocked = await faultOf(it_.http.request(call(), context()));

    expect([blocked.retryAfterMs, server.requests.length]).toEqual([15 * SECOND, 5]);
  });

  it('lets a person check, and forgives everything when that succeeds', async () => {
    await given([unauthorized], manual());
    const check = call({ operation: 'check' });
    await faultOf(it_.http.request(call(), context()));
    await faultOf(it_.http.request(call(), context()));

    await faultOf(it_.http.request(check, context()));
    answer(ok);
    await it_.http.request(check, context());

    expect(await it_.http.request(call(), context())).toBe('ok');
    expect([server.requests.length, it_.http.state()]).toEqual([5, 'UP']);
  });

  it('stops a read that is rejected again and again, and no other', async () => {
    await given([rejected], manual());

    const left = await leavingTimes(30, () => it_.http.request(call(), context()));
    const other = await faultOf(it_.http.request(call({ target: '/orders?page=2' }), context()));

    expect(left).toEqual([0, 1, 2, 7, 22]);
    expect(other.retryAfterMs).toBeNull();
  });

  it('stops an operation that is rejected whatever it asks, after many different questions', async () => {
    await given([rejected], manual());
    let count = 0;

    const left = await leavingTimes(40, () =>
      it_.http.request(call({ target: `/orders?day=${(count += 1)}` }), context()),
    );

    expect(left).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 31]);
  });

  it('never stops a write that is rejected: each is about another order', async () => {
    await given([rejected], manual());

    expect(await leavingTimes(6, () => it_.http.request(write(), context()))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('starts anew after a success', async () => {
    await given([rejected, rejected, ok, rejected, rejected, ok], manual());

    expect(await leavingTimes(6, () => it_.http.request(call(), context()))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('lets the next call try when a try was aborted', async () => {
    await given([unauthorized], manual());
    await faultOf(it_.http.request(call(), context()));
    await faultOf(it_.http.request(call(), context()));
    await it_.clock.advance(5 * SECOND);
    const abort = new AbortController();
    const aborted = it_.http.request(
      call({ headers: () => (abort.abort(new Error('enough')), {}) }),
      context(abort.signal),
    );
    await expect(aborted).rejects.toThrow('enough');
    answer(ok);

    expect(await it_.http.request(call(), context())).toBe('ok');
  });
});

describe('health', () => {
  it('is unknown before the first call, and tells the last success and fault', async () => {
    await given([ok, rejected], manual());
    const seen = [[it_.http.state(), it_.http.checkedAt, it_.http.lastSuccessAt, it_.http.lastFault?.channelCode]];

    await it_.http.request(call(), context());
    seen.push([it_.http.state(), it_.http.checkedAt, it_.http.lastSuccessAt, it_.http.lastFault?.channelCode]);
    await it_.clock.advance(SECOND);
    await faultOf(it_.http.request(call(), context()));
    seen.push([it_.http.state(), it_.http.checkedAt, it_.http.lastSuccessAt, it_.http.lastFault?.channelCode]);

    expect(seen).toEqual([
      ['UNKNOWN', null, null, undefined],
      ['UP', START, START, undefined],
      ['DEGRADED', START + SECOND, START, 'RANGE'],
    ]);
  });
});
