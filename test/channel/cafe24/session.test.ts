import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR, MINUTE } from '../../../src/base/time.js';
import { account } from '../../../src/channel/cafe24/emulator/account.js';
import { Marketplace } from '../../../src/model/marketplace.js';
import { demoChannelId, demoEmulators } from '../../../src/sandbox/demo.js';
import type { WireReply } from '../../../src/sandbox/emulator.js';
import type { Host } from '../../../src/sandbox/host.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';
import { startSandbox } from '../../../src/sandbox/sandbox.js';
import type { Moa, MoaOptions } from '../../support/moa.js';
import { startMoa } from '../../support/moa.js';
import { anOrder } from '../../support/orders.js';
import { NOW, confirmOrders, intercept, listOrders, rowOf } from '../../support/seller.js';
import { VirtualClock } from '../../support/virtual-clock.js';

const TOKEN = '/api/v2/oauth/token';
const CHANNEL = demoChannelId(Marketplace.CAFE24);

interface Health {
  readonly checkChannel: {
    readonly state: string;
    readonly lastError: { readonly code: string; readonly message: string } | null;
  };
}

/** What Moa says of the account, by asking it. */
const healthOf = async (moa: Moa): Promise<Health['checkChannel']> =>
  (
    await moa.query<Health>('mutation ($id: ID!) { checkChannel(id: $id) { state lastError { code message } } }', {
      id: CHANNEL,
    })
  ).checkChannel;

/** How a question about today's orders ends. */
const outcomeOf = async (moa: Moa): Promise<string> => {
  const [channel] = (await listOrders(moa)).channels;
  return channel!.error?.code ?? channel!.outcome;
};

function tokensIn({ body }: WireReply): string[] {
  const { access_token, refresh_token } = JSON.parse(body.toString()) as Record<string, string>;
  return [access_token!, refresh_token!];
}

describe('the session with a mall, through the served API', () => {
  let directory: string;
  let file: string;
  let clock: VirtualClock;
  let sandbox: Sandbox;
  let host: Host;
  let open: Moa[];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'moa-session-'));
    file = join(directory, 'moa.sqlite');
    clock = new VirtualClock(NOW);
    const emulators = (await demoEmulators()).filter(({ channelId }) => channelId === CHANNEL);
    sandbox = await startSandbox({ emulators, clock, seed: 1, isEmpty: true });
    host = sandbox.host(CHANNEL);
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((moa) => moa.close()));
    await sandbox.close();
    rmSync(directory, { recursive: true });
  });

  /** A process of its own on the same database file, at the same mall. */
  async function start(options: MoaOptions = {}): Promise<Moa> {
    const moa = await startMoa({ clock, sandbox, databaseUrl: `sqlite:${file}`, ...options });
    open.push(moa);
    return moa;
  }

  async function stop(moa: Moa): Promise<void> {
    open = open.filter((other) => other !== moa);
    await moa.close();
  }

  /** Statuses that token calls were answered with. */
  const tokenCalls = (): (number | null)[] =>
    host
      .calls()
      .filter(({ path }) => path === TOKEN)
      .map(({ status }) => status);

  /** A person consents in the browser, and exchanges the code. */
  async function consent(): Promise<string> {
    const { clientId, clientSecret, redirectUri } = account;
    const scope = 'mall.read_order,mall.write_order,mall.read_shipping';
    const asked = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope });
    const granted = await fetch(`${host.baseUrl}/api/v2/oauth/authorize?${asked.toString()}`, { redirect: 'manual' });
    const code = new URL(granted.headers.get('location')!).searchParams.get('code')!;
    const answer = await fetch(host.baseUrl + TOKEN, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }).toString(),
    });
    return ((await answer.json()) as { refresh_token: string }).refresh_token;
  }

  it('lasts over restarts on the tokens that were rotated, long after the configured one died', async () => {
    const issued: string[] = [];
    intercept(host, async ({ path }, handle) => {
      const reply = await handle();
      if (path === TOKEN) issued.push(...tokensIn(reply));
      return reply;
    });
    for (let day = 0; day < 30; day += 5) {
      const moa = await start();
      expect(await outcomeOf(moa)).toBe('FRESH');
      await clock.advance(HOUR);
      await stop(moa);

      // The access token is kept as well.
      const again = await start();
      expect(await outcomeOf(again)).toBe('FRESH');
      await stop(again);
      await clock.advance(5 * DAY);
    }

    expect(tokenCalls()).toEqual([200, 200, 200, 200, 200, 200]);
    // What is stored of them can't be read.
    expect(new Set(issued).size).toBe(12);
    for (const name of readdirSync(directory)) {
      const stored = readFileSync(join(directory, name));
      expect([name, issued.filter((token) => stored.includes(token))]).toEqual([name, []]);
    }
  });

  it('is refreshed once by two processes that need it at once, and goes on in both', async () => {
    const [one, other] = [await start(), await start()];

    for (let round = 1; round <= 3; round += 1) {
      const outcomes = await Promise.all([one, other, one, other].map(outcomeOf));
      expect(outcomes.map((outcome) => outcome === 'FRESH' || outcome === 'CACHED')).toEqual([true, true, true, true]);
      expect(tokenCalls()).toHaveLength(round);
      await clock.advance(2 * HOUR);
    }
    expect(tokenCalls()).toEqual([200, 200, 200]);
    expect([await healthOf(one), await healthOf(other)]).toMatchObject([{ state: 'UP' }, { state: 'UP' }]);
  });

  it('survives a crash between the answer of the mall and the commit', async () => {
    const before = await start();
    expect(await outcomeOf(before)).toBe('FRESH');
    await clock.advance(3 * HOUR);
    // The process dies as the answer arrives: it can write a file in that tick, and nothing after it.
    intercept(host, async ({ path }, handle) => {
      const reply = await handle();
      if (path === TOKEN && before.database.source.isInitialized) await before.database.close();
      return reply;
    });
    await listOrders(before).catch(() => undefined);
    expect(tokenCalls()).toEqual([200, 200]);
    await stop(before);

    const after = await start();

    expect(await outcomeOf(after)).toBe('FRESH');
    // It goes on with the pair that the dead process had learnt.
    expect(tokenCalls()).toEqual([200, 200]);
    await clock.advance(3 * HOUR);
    expect(await outcomeOf(after)).toBe('FRESH');
    expect(tokenCalls()).toEqual([200, 200, 200]);
  });

  it('says that consent must be given again when it is gone, calls no more for it, and goes on with a new one', async () => {
    const moa = await start();
    const [line] = host.emulator.place(anOrder());
    const row = rowOf(await listOrders(moa), line!);
    // A refresh token that nobody used for two weeks is dead.
    await clock.advance(15 * DAY);
    host.clearCalls();

    for (let minute = 0; minute < 3 * 60; minute += 1) {
      expect(await outcomeOf(moa)).toBe('CHANNEL_UNAUTHORIZED');
      await clock.advance(MINUTE);
    }

    expect(host.calls().filter(({ path }) => path !== TOKEN)).toEqual([]);
    expect(tokenCalls().every((status) => status === 401)).toBe(true);
    // The mall allows 15 in two hours.
    expect(tokenCalls().length).toBeLessThanOrEqual(15);
    const [refused] = await confirmOrders(moa, [row.id]);
    expect(refused).toMatchObject({ response: false, error: { code: 'CHANNEL_UNAUTHORIZED' } });
    const health = await healthOf(moa);
    expect(health).toMatchObject({ state: 'UNAUTHORIZED', lastError: { code: 'CHANNEL_UNAUTHORIZED' } });
    expect(health.lastError?.message).toContain('consent must be given again');
    await stop(moa);

    const renewed = await start({ credentials: { [CHANNEL]: { refreshToken: await consent() } } });
    expect(await outcomeOf(renewed)).toBe('FRESH');
    expect(await healthOf(renewed)).toEqual({ state: 'UP', lastError: null });
  });
});
