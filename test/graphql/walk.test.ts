import 'reflect-metadata';
import pino from 'pino';
import type { Started } from '../../src/start.js';
import { readSettings } from '../../src/settings.js';
import { start } from '../../src/start.js';
import { VirtualClock } from '../support/virtual-clock.js';

/** The main job, as a newcomer does it: no channels file, no keys, one address. */
let moa: Started;
const MARKETPLACES = ['OWN_MALL', 'COUPANG', 'ELEVENST', 'SMARTSTORE', 'GMARKET', 'AUCTION', 'CAFE24'];
const SPAN = 'startDate: "2026-03-08T00:00:00+09:00", endDate: "2026-03-11T00:00:00+09:00"';

async function ask<T>(query: string): Promise<T> {
  const response = await fetch(moa.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

interface Line {
  readonly id: string;
  readonly status: string;
  readonly claimStatus: string;
  readonly trackingNumber: string | null;
  readonly channel: { readonly marketplace: string };
}
interface Claim {
  readonly id: string;
  readonly status: string;
  readonly channel: { readonly marketplace: string };
}
interface Everything {
  readonly orders: {
    readonly totalCount: number;
    readonly nodes: (Line & { invoices: { trackingNumber: string; courier: string }[] })[];
    readonly channels: { outcome: string; calls: number; channel: { marketplace: string } }[];
  };
  readonly cancellations: { readonly nodes: Claim[] };
}

const everything = (): Promise<Everything> =>
  ask(`{
    orders(filter: { ${SPAN} }, first: 1000) {
      totalCount
      nodes { id status claimStatus channel { marketplace } invoices { trackingNumber courier } }
      channels { outcome calls channel { marketplace } }
    }
    cancellations(filter: { ${SPAN} }, first: 1000) { nodes { id status channel { marketplace } } }
  }`);

beforeAll(async () => {
  const settings = readSettings({ PORT: '0', DATABASE_URL: 'sqlite::memory:', MOA_SYNC: 'off' });
  moa = await start({
    settings: { ...settings, queryDeadlineMs: 600_000 },
    environment: {},
    clock: new VirtualClock(Date.parse('2026-03-10T14:00:00+09:00')),
    logger: pino({ level: 'silent' }),
  });
});
afterAll(() => moa.close());

it('shows orders and cancellations of all sales channels in one query, and acts on each of them', async () => {
  const before = await everything();
  expect(before.orders.channels.map(({ channel, outcome }) => [channel.marketplace, outcome])).toEqual(
    MARKETPLACES.map((marketplace) => [marketplace, 'FRESH']),
  );

  const chosen = MARKETPLACES.map((marketplace) => {
    const lines = before.orders.nodes.filter(({ channel }) => channel.marketplace === marketplace);
    const claims = before.cancellations.nodes.filter(({ channel }) => channel.marketplace === marketplace);
    return {
      marketplace,
      paid: lines.find(({ status }) => status === 'PAID')!.id,
      confirmed: lines.find(({ status, claimStatus }) => status === 'CONFIRMED' && claimStatus === 'NONE')!.id,
      requested: claims.find(({ status }) => status === 'REQUESTED')!.id,
    };
  });
  for (const [index, { marketplace, paid, confirmed, requested }] of chosen.entries()) {
    const results = await ask<Record<string, { response: boolean; error: unknown }>>(`mutation {
      confirm: confirmOrder(orderId: "${paid}") { response error { code } }
      invoice: registerInvoice(input: { orderId: "${confirmed}", courier: CJ_LOGISTICS, trackingNumber: "60000000880${index}" })
        { response error { code } }
      approve: approveCancel(cancellationId: "${requested}") { response error { code } }
    }`);
    const done = { response: true, error: null };
    expect({ marketplace, ...results }).toEqual({ marketplace, confirm: done, invoice: done, approve: done });
  }

  const after = await everything();
  const line = (id: string) => after.orders.nodes.find((node) => node.id === id)!;
  for (const [index, { marketplace, paid, confirmed, requested }] of chosen.entries()) {
    expect([marketplace, line(paid).status]).toEqual([marketplace, 'CONFIRMED']);
    expect(line(confirmed).invoices).toEqual([{ trackingNumber: `60000000880${index}`, courier: 'CJ_LOGISTICS' }]);
    expect(['DISPATCHED', 'IN_TRANSIT']).toContain(line(confirmed).status);
    expect(['APPROVED', 'COMPLETED']).toContain(after.cancellations.nodes.find(({ id }) => id === requested)!.status);
  }
  expect(after.orders.totalCount).toBe(before.orders.totalCount);
});
