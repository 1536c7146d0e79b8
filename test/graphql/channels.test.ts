import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Answer, Moa } from '../support/moa.js';
import { startMoa } from '../support/moa.js';
import { anOrder } from '../support/orders.js';
import { VirtualClock } from '../support/virtual-clock.js';

const NOW = Date.parse('2026-03-02T10:00:00+09:00');
const MALL = 'ownmall-main';

const SAVE = `mutation ($input: SaveChannelInput!) {
  saveChannel(input: $input) { id marketplace role name sandbox removed capabilities }
}`;
const REMOVE = 'mutation ($id: ID!) { removeChannel(id: $id) }';
const ORDERS = `query ($ids: [ID!]) {
  orders(filter: { startDate: "2026-03-01", endDate: "2026-03-03", channelIds: $ids }, maxAge: 0) {
    nodes { orderNumber channel { id name removed } }
    channels { channel { id } outcome calls error { code message } }
  }
}`;

interface Orders {
  orders: {
    nodes: { orderNumber: string; channel: { id: string; name: string; removed: boolean } }[];
    channels: { channel: { id: string }; outcome: string; calls: number; error: { code: string } | null }[];
  };
}

describe('channels connected by saveChannel', () => {
  let directory: string;
  let moa: Moa;
  const start = (masterKey: Buffer | null = Buffer.alloc(32, 1)): Promise<Moa> =>
    startMoa({
      clock: new VirtualClock(NOW),
      channelIds: [MALL],
      databaseUrl: `sqlite:${join(directory, 'moa.sqlite')}`,
      masterKey,
    });
  const mall = (): { baseUrl: string; credentials: Readonly<Record<string, string>> } =>
    moa.sandbox.channels.find(({ id }) => id === MALL)!;
  const inputOf = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
    id: 'second-mall',
    marketplace: 'OWN_MALL',
    name: '둘째 몰',
    baseUrl: mall().baseUrl,
    credentials: mall().credentials,
    ...changes,
  });
  const save = (
    changes: Record<string, unknown> = {},
    viewer?: Viewer,
  ): Promise<Answer<{ saveChannel: { id: string } }>> => moa.ask(SAVE, { input: inputOf(changes) }, viewer);

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'moa-channels-'));
    moa = await start();
  });
  afterEach(async () => {
    await moa.close();
    rmSync(directory, { recursive: true });
  });

  it('are read like those of the file, at once and after a restart, with no credential readable in the files', async () => {
    expect((await save()).data.saveChannel).toEqual({
      id: 'second-mall',
      marketplace: 'OWN_MALL',
      role: 'SALES',
      name: '둘째 몰',
      sandbox: false,
      removed: false,
      capabilities: expect.arrayContaining(['LIST_ORDERS', 'CONFIRM_ORDER']) as string[],
    });
    const [line] = moa.sandbox.host(MALL).emulator.place(anOrder());
    const { orders } = await moa.query<Orders>(ORDERS, { ids: ['second-mall'] });
    expect(orders.nodes.map(({ orderNumber }) => orderNumber)).toEqual([line!.orderNumber]);

    const secret = Object.values(mall().credentials)[0]!;
    await moa.close();
    for (const name of readdirSync(directory)) {
      expect(readFileSync(join(directory, name)).includes(secret)).toBe(false);
    }
    moa = await start();
    const { channels } = await moa.query<{ channels: { id: string; name: string }[] }>('{ channels { id name } }');
    expect(channels.map(({ id }) => id)).toEqual([MALL, 'second-mall']);
  });

  it('take their changes at once', async () => {
    await save();
    const { errors } = await save({ name: '셋째 몰', credentials: { apiKey: 'wrong' } });
    expect(errors).toBeUndefined();

    const { orders } = await moa.query<Orders>(ORDERS, { ids: ['second-mall'] });
    expect(orders.channels).toMatchObject([{ outcome: 'FAILED', error: { code: 'CHANNEL_UNAUTHORIZED' } }]);
    const { channel } = await moa.query<{ channel: { name: string } }>('{ channel(id: "second-mall") { name } }');
    expect(channel.name).toBe('셋째 몰');
  });

  it('get an id of their own where none is given', async () => {
    const [one, two] = [await save({ id: null }), await save({ id: null })];

    expect(one.data.saveChannel.id).toMatch(/^ownmall-[0-9a-f]{8}$/);
    expect(two.data.saveChannel.id).not.toBe(one.data.saveChannel.id);
  });

  it('keep their orders when they are removed, and are not called any more', async () => {
    await save();
    moa.sandbox.host(MALL).emulator.place(anOrder());
    const { orders: before } = await moa.query<Orders>(ORDERS, { ids: ['second-mall'] });
    expect(await moa.query(REMOVE, { id: 'second-mall' })).toEqual({ removeChannel: true });
    moa.clearCalls();

    for (const round of ['now', 'after a restart']) {
      const { orders } = await moa.query<Orders>(ORDERS, { ids: ['second-mall'] });
      expect({ round, nodes: orders.nodes }).toEqual({
        round,
        nodes: before.nodes.map((node) => ({ ...node, channel: { ...node.channel, removed: true } })),
      });
      expect(orders.channels).toMatchObject([{ outcome: 'CACHED', calls: 0, error: null }]);
      expect(moa.calls(MALL)).toEqual([]);
      expect(await moa.query(REMOVE, { id: 'second-mall' })).toEqual({ removeChannel: false });
      await moa.close();
      moa = await start();
    }
  });

  it('come back under the same id when they are saved again', async () => {
    await save();
    await moa.query(REMOVE, { id: 'second-mall' });
    expect((await save()).errors).toBeUndefined();

    const { channel } = await moa.query<{ channel: { removed: boolean } }>(
      '{ channel(id: "second-mall") { removed } }',
    );
    expect(channel.removed).toBe(false);
  });

  it('can do nothing once they are removed', async () => {
    await save();
    moa.sandbox.host(MALL).emulator.place(anOrder());
    const list =
      'query { orders(filter: { startDate: "2026-03-01", endDate: "2026-03-03", channelIds: ["second-mall"] }) { nodes { id } } }';
    const { orders } = await moa.query<{ orders: { nodes: { id: string }[] } }>(list);
    await moa.query(REMOVE, { id: 'second-mall' });

    const confirm = `mutation ($id: ID!) { confirmOrder(orderId: $id) { response action { id } error { code message } } }`;
    expect(await moa.query(confirm, { id: orders.nodes[0]!.id })).toEqual({
      confirmOrder: {
        response: false,
        action: null,
        error: { code: 'UNSUPPORTED', message: 'second-mall was removed' },
      },
    });
    const checked = await moa.ask('mutation { checkChannel(id: "second-mall") { state } }');
    expect(checked.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'id' } }]);
  });

  it.each<[Record<string, unknown>, string, RegExp]>([
    [{ id: MALL }, 'input.id', /stands in the channels file/],
    [{ id: 'with space' }, 'input.id', /letters, digits and '-'/],
    [{ baseUrl: 'ftp://mall' }, 'input.baseUrl', /must be like http/],
    [{ baseUrl: null }, 'input.baseUrl', /must be given: OWN_MALL has no address/],
    [{ credentials: {} }, 'input.credentials.apiKey', /is missing/],
    [{ credentials: { apiKey: 'k', more: 'x' } }, 'input.credentials.more', /is not known here; there are apiKey/],
    [{ credentials: { apiKey: 12 } }, 'input.credentials.apiKey', /must be a text/],
    [{ credentials: { apiKey: '여기에 키를' } }, 'input.credentials.apiKey', /ASCII/],
    [{ credentials: { apiKey: 'key\n' } }, 'input.credentials.apiKey', /ASCII/],
    [{ credentials: 'apiKey' }, 'input.credentials', /must be a mapping with apiKey/],
    [{ options: [] }, 'input.options', /must be a mapping/],
    [{ name: 'x'.repeat(101) }, 'input.name', /./],
  ])('are refused with %j, naming %s', async (changes, field, words) => {
    const { errors } = await save(changes);

    expect(errors).toMatchObject([
      { message: expect.stringMatching(words) as string, extensions: { code: 'BAD_INPUT', field } },
    ]);
    const { channels } = await moa.query<{ channels: { id: string }[] }>('{ channels { id } }');
    expect(channels.map(({ id }) => id)).toEqual([MALL]);
  });

  it('do not fill in variables of the environment', async () => {
    process.env.MOA_TEST_SECRET = 'from the environment';
    await save({ name: '${MOA_TEST_SECRET}' });
    delete process.env.MOA_TEST_SECRET;

    const { channel } = await moa.query<{ channel: { name: string } }>('{ channel(id: "second-mall") { name } }');
    expect(channel.name).toBe('${MOA_TEST_SECRET}');
  });

  it('stay with their marketplace', async () => {
    await save();
    const credentials = { vendorId: 'A00012345', accessKey: 'a', secretKey: 's' };
    const { errors } = await save({ marketplace: 'COUPANG', credentials });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'input.marketplace' } }]);
  });

  it('need the admin role, and a key for all channels', async () => {
    const operator: Viewer = { name: 'op', role: 'operator', channels: null };
    const limited: Viewer = { name: 'limited', role: 'admin', channels: new Set([MALL]) };

    for (const viewer of [operator, limited]) {
      expect((await save({}, viewer)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    await save();
    expect((await moa.ask(REMOVE, { id: 'second-mall' }, operator)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await moa.ask(REMOVE, { id: 'second-mall' }, limited)).errors).toMatchObject([
      { extensions: { code: 'BAD_INPUT', field: 'id' } },
    ]);
  });

  it('need a master key: without one they are refused, with another one nothing starts', async () => {
    await save();
    await moa.close();
    await expect(start(null)).rejects.toThrow('MOA_MASTER_KEY must be set, since channel second-mall has secrets');
    await expect(start(Buffer.alloc(32, 2))).rejects.toThrow(
      'MOA_MASTER_KEY must be the key that the secrets of channel second-mall were stored with',
    );
    rmSync(join(directory, 'moa.sqlite'));
    moa = await start(null);

    expect((await save()).errors).toMatchObject([
      { message: expect.stringContaining('set MOA_MASTER_KEY') as string, extensions: { code: 'UNSUPPORTED' } },
    ]);
  });

  it('cannot be removed where the file has them, nor where there are none', async () => {
    for (const id of [MALL, 'nobody']) {
      expect((await moa.ask(REMOVE, { id })).errors).toMatchObject([
        { extensions: { code: 'BAD_INPUT', field: 'id' } },
      ]);
    }
  });
});
