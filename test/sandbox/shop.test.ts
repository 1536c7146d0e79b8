import { DAY } from '../../src/base/time.js';
import { emulator as ownMall } from '../../src/channel/ownmall/emulator/index.js';
import { registry } from '../../src/channel/registry.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { SeedingClock } from '../../src/sandbox/seeding-clock.js';
import { hasBuyers, seedShop } from '../../src/sandbox/shop.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { START, auth, witness } from './support.js';

const NOW = START;

/** A basket is paid and lapses as one: when its other lines are asked to, they already have. */
const WHOLE_BASKET: ReadonlySet<string> = new Set(['PAY', 'LAPSE']);

function seeded(seed = 1, marketplaces = [Marketplace.OWN_MALL], couriers: Record<string, string> = {}) {
  const clock = new SeedingClock(new VirtualClock(NOW, false));
  const channels = marketplaces.map((marketplace) => ({
    marketplace,
    emulator: witness(ownMall.create({ clock, seed }), () => clock.now(), couriers),
  }));
  seedShop(channels, clock, seed);
  return { clock, emulators: channels.map(({ emulator }) => emulator) };
}

describe('the seeded shop', () => {
  const { clock, emulators } = seeded();
  const [mall] = emulators;
  const lines = mall!.lines();
  const ofLastDays = (days: number) => lines.filter(({ orderedAt }) => orderedAt >= NOW - days * DAY);
  const count = (status: string, among = lines): number =>
    among.filter(({ nativeStatus }) => nativeStatus === status).length;

  it('is the same for the same seed', () => {
    expect(seeded().emulators[0]!.lines()).toEqual(lines);
    expect(seeded(2).emulators[0]!.lines()).not.toEqual(lines);
  });

  it('does not depend on other channels', () => {
    const [first, second] = seeded(1, [Marketplace.OWN_MALL, Marketplace.OWN_MALL]).emulators;
    expect(first!.lines()).toEqual(lines);
    expect(second!.lines()).not.toEqual(lines);
  });

  it('has some eighty orders of the last 30 days', () => {
    const orders = new Set(lines.map(({ checkoutNumber }) => checkoutNumber));
    expect(orders.size).toBe(81);
    expect(lines.length).toBeGreaterThan(orders.size);
    expect(Math.min(...lines.map(({ orderedAt }) => orderedAt))).toBeGreaterThan(NOW - 30 * DAY);
    expect(ofLastDays(10).length).toBeLessThan(lines.length);
  });

  it('knows nothing of the future', () => {
    const instants = lines.flatMap((line) => [
      line.orderedAt,
      line.paidAt ?? 0,
      ...line.cancellations.map((claim) => claim.requestedAt),
    ]);
    expect(Math.max(...instants)).toBeLessThan(NOW);
    expect(Math.max(...mall!.witnessed.map(({ at }) => at))).toBeLessThan(NOW);
    expect(clock.now()).toBe(NOW);
  });

  it('has lived every life', () => {
    const states = new Set(lines.map(({ nativeStatus }) => nativeStatus));
    expect([...states]).toEqual(
      expect.arrayContaining([
        'UNPAID',
        'PAID',
        'CONFIRMED',
        'CONFIRMED/CANCEL_REQUESTED',
        'CONFIRMED/CANCEL_WITHDRAWN',
        'SHIPPING',
        'DELIVERED',
        'DELIVERED/CANCEL_WITHDRAWN',
        'DELIVERED/CANCEL_COMPLETED',
        'PURCHASE_CONFIRMED',
        'CANCELED/CANCEL_COMPLETED',
      ]),
    );
    const claims = lines.flatMap(({ cancellations }) => cancellations);
    expect(claims.filter(({ state, isImmediate }) => state === 'COMPLETED' && isImmediate).length).toBeGreaterThan(3);
    expect(claims.filter(({ state, isImmediate }) => state === 'COMPLETED' && !isImmediate)).toHaveLength(3);
  });

  it('has something to do', () => {
    expect(count('PAID', ofLastDays(2))).toBeGreaterThanOrEqual(10);
    expect(count('PAID', ofLastDays(3))).toBe(count('PAID'));
    expect(count('CONFIRMED', ofLastDays(3))).toBeGreaterThanOrEqual(2);
    const open = ofLastDays(3).filter(({ openCancelQuantity }) => openCancelQuantity !== null);
    expect(open.map((line) => line.openCancelQuantity! < line.orderedQuantity).sort()).toEqual([false, true]);
  });

  it('asks for nothing that the marketplace refuses', () => {
    const refused = mall!.witnessed.filter(({ isAllowed }) => !isAllowed).map(({ event }) => event.kind);
    expect(new Set(refused)).toEqual(WHOLE_BASKET);
  });

  it('gives each parcel a number of its own', () => {
    const parcels = lines.filter(({ trackingNumber }) => trackingNumber !== null);
    const orders = new Map(parcels.map((line) => [line.trackingNumber, line.checkoutNumber]));
    expect(orders.size).toBe(new Set(parcels.map(({ checkoutNumber }) => checkoutNumber)).size);
    expect(parcels.every(({ trackingNumber }) => /^\d{12}$/.test(trackingNumber!))).toBe(true);
  });

  it('is about nobody', () => {
    expect(lines.filter(({ receiver }) => !/^010-0000-\d{4}$/.test(receiver.tel))).toEqual([]);
  });

  it('has texts that are hard to carry', async () => {
    const reply = await mall!.handle({
      method: 'GET',
      path: '/orders',
      query: `start_date=2026-03-01T14:00:00&end_date=2026-03-31T23:59:59&page_size=500&order_status=UNPAID,PAID,CONFIRMED,SHIPPING,DELIVERED,PURCHASE_CONFIRMED,CANCELED`,
      headers: auth,
      body: Buffer.alloc(0),
    });
    expect(reply.status).toBe(200);
    for (const text of ['뷁', '똠', '펲', '\\"', "'", '<특가>', '&', '🙏', '🩵']) expect(reply.body).toContain(text);
  });
});

it('keeps what costs look-ups rare where lists tell little', () => {
  const [mall] = seeded(1, [Marketplace.ELEVENST], { '00034': 'CJ', '00012': 'LOTTE' }).emulators;
  const finishedLately = mall!.witnessed.filter(
    ({ event, at }) => event.kind === 'CONFIRM_PURCHASE' && at >= NOW - 7 * DAY,
  );
  const shipping = mall!.lines().filter(({ nativeStatus }) => nativeStatus === 'SHIPPING');

  expect([shipping.length, finishedLately.length]).toEqual([2, 2]);
});

it('lives in every registered marketplace without asking for what it refuses', async () => {
  const clock = new SeedingClock(new VirtualClock(NOW, false));
  const channels = await Promise.all(
    registry.map(async ({ definition, emulator }) => ({
      marketplace: definition.marketplace,
      emulator: witness((await emulator()).create({ clock, seed: 1 }), () => clock.now()),
    })),
  );
  seedShop(channels, clock, 1);

  for (const { marketplace, emulator } of channels.filter((each) => hasBuyers(each.emulator))) {
    const refused = emulator.witnessed.filter(({ isAllowed }) => !isAllowed).map(({ event }) => event.kind);
    const open = emulator.lines().filter(({ openCancelQuantity }) => openCancelQuantity !== null);
    expect({ marketplace, refused: refused.filter((kind) => !WHOLE_BASKET.has(kind)), open: open.length }).toEqual({
      marketplace,
      refused: [],
      open: 2,
    });
  }
});

it('places no unpaid orders where the marketplace has none', () => {
  const [mall] = seeded(1, [Marketplace.COUPANG], { CJGLS: 'CJ', HYUNDAI: 'LOTTE' }).emulators;
  expect(mall!.lines().filter(({ paidAt }) => paidAt === null)).toEqual([]);
});
