import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { readSettings, SettingsError, type Environment } from '../../src/settings.js';
import { start, type Started } from '../../src/start.js';
import { Files } from '../settings/support.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { NOW } from './support.js';

const files = new Files();
afterAll(() => files.remove());

const open: Started[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function startWith(environment: Environment): Promise<Started> {
  const started = await start({
    settings: readSettings({ PORT: '0', MOA_SYNC: 'off', ...environment }),
    environment,
    clock: new VirtualClock(NOW),
    logger: pino({ level: 'silent' }),
  });
  open.push(started);
  return started;
}

async function problemOf(environment: Environment): Promise<string> {
  const error: unknown = await startWith(environment).catch((reason: unknown) => reason);
  if (error instanceof SettingsError) return error.message;
  throw new Error(`it was taken: ${String(error)}`);
}

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return server;
}

/** A free port with a free one after it, below those that emulators get when they ask for any. */
async function freePair(): Promise<number> {
  for (let port = 20_000 + (process.pid % 5_000) * 2; ; port += 2) {
    try {
      const pair = [await occupy(port), await occupy(port + 1)];
      await Promise.all(pair.map(release));
      return port;
    } catch {
      // One of them is taken: on to the next two.
    }
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const release = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

async function ask<T>(started: Started, query: string, headers: Record<string, string> = {}): Promise<T> {
  const body = JSON.stringify({ query });
  const response = await fetch(started.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return ((await response.json()) as { data: T }).data;
}

describe('starting without a channels file', () => {
  it('connects demo accounts of every marketplace to the sandbox, and says how to begin', async () => {
    const started = await startWith({});
    const { channels } = await ask<{ channels: { id: string; sandbox: boolean }[] }>(
      started,
      '{ channels { id sandbox } }',
    );

    expect(channels.length).toBeGreaterThanOrEqual(4);
    expect(channels.every(({ sandbox }) => sandbox)).toBe(true);
    expect((await fetch(`${started.controlUrl}/`)).status).toBe(200);
    expect(started.welcome).toContain(`Moa is ready: ${started.url}`);
    expect(started.welcome).toContain(`${started.controlUrl}/`);
  });

  it('prints a command that a shell takes as it is', async () => {
    const started = await startWith({});
    const [command] = started.welcome.split('\n').filter((line) => line.startsWith('curl '));
    const [, url, body] = /^curl -s (\S+) -H 'content-type: application\/json' -d '([^']+)'$/.exec(command!)!;

    expect(url).toBe(started.url);
    const { orders } = await ask<{ orders: { totalCount: number } }>(
      started,
      (JSON.parse(body!) as { query: string }).query,
    );
    expect(orders.totalCount).toBeGreaterThan(0);
  });

  it('puts the control API on the port after PORT, or anywhere where that is taken', async () => {
    const port = await freePair();
    const first = await startWith({ PORT: String(port) });
    expect([first.url, first.controlUrl]).toEqual([`http://127.0.0.1:${port}/graphql`, `http://127.0.0.1:${port + 1}`]);
    await open.pop()!.close();

    const guest = await occupy(port + 1);
    const second = await startWith({ PORT: String(port) });
    expect(second.controlUrl).not.toBe(`http://127.0.0.1:${port + 1}`);
    await release(guest);
  });
});

describe('starting with a channels file', () => {
  const channel = {
    id: 'mall',
    marketplace: 'OWN_MALL',
    baseUrl: 'http://127.0.0.1:1',
    credentials: { apiKey: '${KEY}' },
  };
  const channelsFile = files.write('channels.json', JSON.stringify({ channels: [channel] }));
  const environment = { MOA_CHANNELS: channelsFile, KEY: 'k', DATABASE_URL: 'sqlite::memory:' };

  it('connects its channels, and no sandbox', async () => {
    const started = await startWith(environment);

    expect(started.controlUrl).toBeNull();
    expect(await ask(started, '{ channels { id sandbox } }')).toEqual({ channels: [{ id: 'mall', sandbox: false }] });
  });

  it('takes API keys from their file', async () => {
    const sha256 = createHash('sha256').update('key-1').digest('hex');
    const keysFile = files.write(
      'keys.json',
      JSON.stringify([{ name: 'a', sha256, role: 'viewer', channels: ['mall'] }]),
    );
    const started = await startWith({ ...environment, MOA_API_KEYS: keysFile });

    expect(await ask(started, '{ channels { id } }')).toBeUndefined();
    const authorization = 'Bearer key-1';
    expect(await ask(started, '{ channels { id } }', { authorization })).toEqual({ channels: [{ id: 'mall' }] });
  });

  it.each<[string, Environment, string]>([
    [
      'a missing variable',
      { ...environment, KEY: undefined },
      `${channelsFile}: channels[0].credentials.apiKey needs the environment variable KEY, which is not set`,
    ],
    [
      'a store that cannot be',
      { ...environment, DATABASE_URL: 'sqlite:/dev/null/data/moa.sqlite' },
      'DATABASE_URL must name a SQLite file that can be written, but sqlite:/dev/null/data/moa.sqlite cannot (ENOTDIR)',
    ],
    [
      'an address of another machine',
      {
        ...environment,
        HOST: '192.0.2.1',
        MOA_API_KEYS: files.write('k.json', JSON.stringify([{ name: 'a', sha256: 'a'.repeat(64), role: 'viewer' }])),
      },
      'HOST must be an address of this machine, but is 192.0.2.1',
    ],
  ])('stops for %s with one line', async (_case, bad, line) => {
    expect(await problemOf(bad)).toBe(line);
  });

  it('stops for a port that is taken with one line, and leaves nothing open', async () => {
    const guest = await occupy(0);
    const port = String(portOf(guest));

    expect(await problemOf({ ...environment, PORT: port })).toBe(
      `PORT ${port} is taken by another program: stop it, or set PORT to a free port`,
    );
    await release(guest);
    expect((await startWith({ ...environment, PORT: port })).url).toContain(port);
  });
});
