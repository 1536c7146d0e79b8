import { Marketplace } from '../../src/model/marketplace.js';
import { demoChannelId } from '../../src/sandbox/demo.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { START, ownMallIn, poomgoIn } from './support.js';

const settings = { clock: new VirtualClock(START, false), seed: 1 };

describe('the sandbox', () => {
  it('gives accounts that work, with a seeded shop', async () => {
    const sandbox = await startSandbox({ ...settings, emulators: [ownMallIn()] });
    const [channel] = sandbox.channels;
    const query = 'start_date=2026-03-29T00:00:00&end_date=2026-03-31T23:59:59&order_status=PAID';
    const reply = await fetch(`${channel!.baseUrl}/orders?${query}`, {
      headers: { authorization: `Bearer ${channel!.credentials.apiKey}` },
    });
    const { paging } = (await reply.json()) as { paging: { total_count: number } };
    await sandbox.close();

    expect(Object.keys(channel!)).toEqual(['id', 'marketplace', 'name', 'baseUrl', 'credentials']);
    expect(channel).toMatchObject({ id: 'ownmall-main', marketplace: 'OWN_MALL', name: '자사몰 견본점' });
    expect(paging.total_count).toBeGreaterThanOrEqual(10);
    await expect(fetch(channel!.baseUrl)).rejects.toThrow();
    await expect(fetch(sandbox.controlUrl)).rejects.toThrow();
  });

  it('gives a fulfilment service some of the orders of the channels beside it', async () => {
    const sandbox = await startSandbox({ ...settings, emulators: [poomgoIn, ownMallIn()] });
    const [channel] = sandbox.channels;
    const reply = await fetch(`${channel!.baseUrl}/oms/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: channel!.credentials.apiKey! },
      body: JSON.stringify({ closeAtFrom: '2026-03-29', closeAtTo: '2026-03-31', pageSize: 500 }),
    });
    const { rows } = (await reply.json()) as { rows: { channelName: string; orderCode: string }[] };
    const ordered = new Set(
      sandbox
        .host('ownmall-main')
        .emulator.lines()
        .map(({ orderNumber }) => orderNumber),
    );
    await sandbox.close();

    expect(channel!.name).toBe('품고 견본점');
    const ofTheMall = rows.filter(({ orderCode }) => ordered.has(orderCode));
    expect(ofTheMall.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ofTheMall.map(({ channelName }) => channelName))).toEqual(new Set(['자사몰']));
  });

  it('can be empty', async () => {
    const sandbox = await startSandbox({ ...settings, emulators: [ownMallIn()], isEmpty: true });
    const lines = sandbox.host('ownmall-main').emulator.lines();
    await sandbox.close();
    expect(lines).toEqual([]);
  });

  it('refuses two channels of one id, and names an unknown one', async () => {
    await expect(startSandbox({ ...settings, emulators: [ownMallIn(), ownMallIn()] })).rejects.toThrow('ownmall-main');
    const sandbox = await startSandbox({ ...settings, emulators: [ownMallIn()], isEmpty: true });
    expect(() => sandbox.host('other')).toThrow('no channel other in the sandbox; there are: ownmall-main');
    await sandbox.close();
  });

  it('leaves nothing open when it cannot start', async () => {
    const first = await startSandbox({ ...settings, emulators: [ownMallIn()], isEmpty: true });
    const taken = Number(new URL(first.controlUrl).port);
    const free = await startSandbox({ ...settings, emulators: [], isEmpty: true });
    const port = Number(new URL(free.controlUrl).port);
    await free.close();
    const emulators = [{ ...ownMallIn(), port }];

    await expect(startSandbox({ ...settings, emulators, controlPort: taken, isEmpty: true })).rejects.toThrow(
      'EADDRINUSE',
    );
    const second = await startSandbox({ ...settings, emulators, isEmpty: true });
    await Promise.all([first.close(), second.close()]);
  });

  it.each([
    [Marketplace.OWN_MALL, 'ownmall-main'],
    [Marketplace.ELEVENST, 'elevenst-main'],
    [Marketplace.SMARTSTORE, 'smartstore-main'],
  ])('calls the demo account of %s %s', (marketplace, id) => {
    expect(demoChannelId(marketplace)).toBe(id);
  });
});
