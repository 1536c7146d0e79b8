import { registry } from '../../src/channel/registry.js';
import { emulator as junglebook } from '../../src/channel/junglebook/emulator/index.js';
import { emulator as poomgo } from '../../src/channel/poomgo/emulator/index.js';
import { Marketplace } from '../../src/model/marketplace.js';
import { customsOf } from '../../src/sandbox/customs.js';
import type { EmulatedLedgerRow, EmulatedLine, Emulator, WarehouseEvent } from '../../src/sandbox/emulator.js';
import { SeedingClock } from '../../src/sandbox/seeding-clock.js';
import { hasBuyers, seedShop, type ShopChannel } from '../../src/sandbox/shop.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { START } from './support.js';

interface Step {
  readonly event: WarehouseEvent;
  readonly at: number;
  readonly isAllowed: boolean;
}

interface Seeded {
  readonly sales: readonly ShopChannel[];
  readonly warehouse: Emulator;
  readonly supplier: Emulator;
  readonly steps: readonly Step[];
}

/** The whole sandbox: every marketplace, the warehouse and the supplier. */
async function seeded(seed = 1): Promise<Seeded> {
  const clock = new SeedingClock(new VirtualClock(START, false));
  const others = registry.filter(({ definition: { marketplace } }) => !isService(marketplace));
  const sales = await Promise.all(
    others.map(async ({ definition: { marketplace }, emulator }) => ({
      marketplace,
      emulator: (await emulator()).create({ clock, seed }),
    })),
  );
  const [warehouse, supplier] = [poomgo.create({ clock, seed }), junglebook.create({ clock, seed })];
  const steps: Step[] = [];
  const { warehouse: people } = warehouse;
  const watched: Emulator = {
    ...warehouse,
    warehouse: {
      receive: (row) => people!.receive(row),
      rows: () => people!.rows(),
      advance: (ledgerNumber, event) => {
        const isAllowed = people!.advance(ledgerNumber, event);
        steps.push({ event, at: clock.now(), isAllowed });
        return isAllowed;
      },
    },
  };
  const services = [
    { marketplace: Marketplace.POOMGO, emulator: watched },
    { marketplace: Marketplace.JUNGLEBOOK, emulator: supplier },
  ];
  seedShop([...sales, ...services], clock, seed);
  return { sales, warehouse: watched, supplier, steps };
}

const isService = (marketplace: Marketplace): boolean =>
  marketplace === Marketplace.POOMGO || marketplace === Marketplace.JUNGLEBOOK;

const rowsOf = ({ warehouse }: Seeded): EmulatedLedgerRow[] => warehouse.warehouse!.rows();

/** The line that a row is about, found as Moa has to: by the channel's Korean name, order and line number. */
function lineOf({ sales }: Seeded, row: EmulatedLedgerRow): EmulatedLine | undefined {
  return sales
    .filter(({ marketplace }) => customsOf(marketplace).name === row.channelName)
    .flatMap(({ emulator }) => emulator.lines())
    .find(({ orderNumber, lineNumber }) => orderNumber === row.orderCode && lineNumber === row.code);
}

/** A row's parcels in a word. */
function stageOf({ parcels }: EmulatedLedgerRow): string {
  const live = parcels.filter(({ isCanceled }) => !isCanceled);
  const [parcel] = live;
  if (!parcel) return parcels.length === 0 ? 'NONE' : 'CANCELED';
  if (live.length > 1) return 'TWO';
  if (parcel.cargoStatus !== null) return parcel.cargoStatus.replace('INVOICE_CARGO_STATUS_', '');
  if (parcel.closedAt !== null) return 'CLOSED';
  return parcel.isPrinted ? 'PRINTED' : 'ASSIGNED';
}

describe('the seeded ledger', () => {
  let shop: Seeded;
  beforeAll(async () => (shop = await seeded()));

  it('is the same for the same seed', async () => {
    expect(rowsOf(await seeded())).toEqual(rowsOf(shop));
    expect(rowsOf(await seeded(2))).not.toEqual(rowsOf(shop));
  });

  it('has rows at every stage', () => {
    expect(new Set(rowsOf(shop).map(stageOf))).toEqual(
      new Set([
        'NONE',
        'ASSIGNED',
        'PRINTED',
        'CLOSED',
        'DELIVERING',
        'DELIVERYCOMPLETED',
        'SMARTLOCKER',
        'TWO',
        'CANCELED',
      ]),
    );
  });

  it('has rows of every marketplace, under its Korean name, and one of none', () => {
    const rows = rowsOf(shop);
    const names = shop.sales.map(({ marketplace }) => customsOf(marketplace).name);
    expect(new Set(rows.map(({ channelName }) => channelName))).toEqual(new Set(names));
    const strangers = rows.filter((row) => !lineOf(shop, row));
    expect(strangers.map(({ channelName, code }) => [channelName, code])).toEqual([['스마트스토어', null]]);
    expect(strangers.map(stageOf)).toEqual(['CLOSED']);
  });

  it('ships to where the order goes, and under the number that its channel knows', () => {
    const lines = rowsOf(shop).flatMap((row) => {
      const line = lineOf(shop, row);
      return line ? [{ row, line }] : [];
    });
    const shipped = lines.filter(({ line }) => line.trackingNumber !== null);
    expect(lines.filter(({ row, line }) => row.receiver.zipCode !== line.receiver.zipCode)).toEqual([]);
    expect(shipped.length).toBeGreaterThan(10);
    for (const { row, line } of shipped) {
      expect(row.parcels.map(({ trackingNumber }) => trackingNumber)).toEqual([line.trackingNumber]);
    }
    const waiting = lines.filter(({ line }) => line.trackingNumber === null);
    expect(new Set(waiting.map(({ row }) => stageOf(row))).has('CLOSED')).toBe(true);
    expect(waiting.filter(({ line }) => line.openCancelQuantity !== null).map(({ row }) => stageOf(row))).toEqual([
      'CLOSED',
    ]);
  });

  it('puts lines that travel together into one parcel', () => {
    const together = rowsOf(shop).filter(({ releaseCode }) => releaseCode !== null);
    const parcels = new Map(together.map((row) => [row.releaseCode, JSON.stringify(row.parcels)]));
    expect(together.length).toBeGreaterThan(parcels.size);
    for (const row of together) expect(JSON.stringify(row.parcels)).toBe(parcels.get(row.releaseCode));
  });

  it('asks the warehouse for nothing that it refuses, and for nothing in the future', () => {
    expect(shop.steps.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
    expect(Math.max(...shop.steps.map(({ at }) => at))).toBeLessThan(START);
    expect(Math.max(...rowsOf(shop).map(({ receivedAt }) => receivedAt))).toBeLessThan(START);
  });

  it('leaves the supplier, and the sales channels, as they would be without it', async () => {
    const clock = new SeedingClock(new VirtualClock(START, false));
    const [first] = registry;
    const alone = (await first!.emulator()).create({ clock, seed: 1 });
    seedShop([{ marketplace: first!.definition.marketplace, emulator: alone }], clock, 1);

    expect(shop.sales[0]!.emulator.lines()).toEqual(alone.lines());
    expect(shop.supplier.supplier!.orders()).toEqual([]);
    expect([shop.warehouse, shop.supplier, alone].map(hasBuyers)).toEqual([false, false, true]);
  });
});
