import type { Instant } from '../base/clock.js';
import { groupBy } from '../base/collections.js';
import { HOUR, MINUTE, formatKst } from '../base/time.js';
import type { Dice } from './dice.js';
import type { LedgerAmounts, LineToPlace, OutsideEvent, RowToReceive, Warehouse, WarehouseEvent } from './emulator.js';
import type { Life, LivedStep, Scene } from './life.js';

/** Names of the couriers whose codes the customs hold, in the same order. */
const COURIER_NAMES = ['CJ대한통운', '롯데택배'] as const;

/** Of the orders that could stand in the ledger, one in so many does not: its seller sends it without the service. */
const NOT_EVERY = 3;

/** The one key that documents show, and two that none does. */
const DELIVERED = 'INVOICE_CARGO_STATUS_DELIVERYCOMPLETED';
const DELIVERING = 'INVOICE_CARGO_STATUS_DELIVERING';
const KNOWN_TO_NOBODY = 'INVOICE_CARGO_STATUS_SMARTLOCKER';

/** What was done to one parcel, in order; asked for each bundle of an order anew. */
type Packing = (bundle: number) => WarehouseEvent[];

/** How far the warehouse is with an order that its seller confirmed, the furthest first: it goes to the oldest orders. */
const packings: readonly ((courierName: string) => WarehouseEvent[])[] = [
  (courierName) => [...packed(courierName), { kind: 'CARGO_STATUS', key: DELIVERING }],
  (courierName) => [...packed(courierName), { kind: 'CARGO_STATUS', key: KNOWN_TO_NOBODY }],
  (courierName) => [...packed(courierName), { kind: 'ADD_PARCEL', courierName }, { kind: 'PRINT' }, { kind: 'CLOSE' }],
  (courierName) => [{ kind: 'ASSIGN_INVOICE', courierName }, { kind: 'PRINT' }, { kind: 'CANCEL_INVOICE' }],
  (courierName) => packed(courierName),
  (courierName) => packed(courierName).slice(0, 2),
  (courierName) => packed(courierName).slice(0, 1),
  () => [],
];

const packed = (courierName: string, trackingNumber?: string): WarehouseEvent[] => [
  { kind: 'ASSIGN_INVOICE', courierName, ...(trackingNumber === undefined ? {} : { trackingNumber }) },
  { kind: 'PRINT' },
  { kind: 'CLOSE' },
];

/**
 * The fulfilment service's part of the seeded shop: orders that their sellers confirmed, at every stage of packing; orders
 * that were shipped, with the numbers that their channels know; one whose buyer asked to cancel after it was packed; and one
 * that no channel knows.
 */
export function ledgerScenes(warehouse: Warehouse, lives: readonly Life[], dice: Dice, now: Instant): Scene[] {
  const clerk = new Clerk(warehouse, dice, now);
  const waiting = lives.filter(({ story }) => story === 'confirmed').filter(isHandedOver);
  const oldestFirst = [...waiting].sort((a, b) => confirmedAt(a) - confirmedAt(b));
  const shipped = lives.filter(({ story }) => story === 'in transit' || story === 'delivered').filter(isHandedOver);
  const asked = lives.filter(({ story }) => story === 'cancel asked').slice(0, 1);
  return [
    ...oldestFirst.flatMap((life, index) =>
      clerk.pack(life, packings[Math.floor((index / oldestFirst.length) * packings.length)]!),
    ),
    ...asked.flatMap((life) => clerk.pack(life, packed)),
    ...shipped.flatMap((life) => clerk.ship(life)),
    ...clerk.packUnknown(),
  ];
}

const isHandedOver = (_life: Life, index: number): boolean => index % NOT_EVERY !== NOT_EVERY - 1;

const stepOf = (life: Life, kind: OutsideEvent['kind']): LivedStep | undefined =>
  life.steps.findLast(({ eventOf }) => eventOf(0).kind === kind);

const confirmedAt = (life: Life): Instant => stepOf(life, 'CONFIRM')?.at ?? life.orderedAt;

/** Writes what the warehouse did. Chance falls while writing. */
class Clerk {
  #releases = 0;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly dice: Dice,
    private readonly now: Instant,
  ) {}

  /** An order that its channel does not know to be shipped. */
  pack(life: Life, packing: (courierName: string) => WarehouseEvent[]): Scene[] {
    const events = packing(this.dice.pick(COURIER_NAMES));
    return this.#scenes(life, () => events, confirmedAt(life), this.now - MINUTE);
  }

  /** An order that was shipped: under the same courier and number as at its channel. */
  ship(life: Life): Scene[] {
    const dispatch = stepOf(life, 'DISPATCH');
    if (!dispatch) return [];
    const packing: Packing = (bundle) => {
      const event = dispatch.eventOf(bundle);
      if (event.kind !== 'DISPATCH') return [];
      const courier = Math.max(life.customs.couriers.indexOf(event.courierCode), 0);
      return packed(COURIER_NAMES[courier] ?? COURIER_NAMES[0], event.trackingNumber);
    };
    const scans = life.steps.filter(({ eventOf }) => eventOf(0).kind === 'DELIVER');
    const isDelivered = scans.length >= life.customs.scansToDeliver;
    const report: Packing = () => [{ kind: 'CARGO_STATUS', key: isDelivered ? DELIVERED : DELIVERING }];
    const reportedAt = scans.at(-1)?.at ?? Math.min(dispatch.at + 6 * HOUR, this.now - MINUTE);
    return this.#scenes(life, packing, confirmedAt(life), dispatch.at, { at: reportedAt, packing: report });
  }

  /** An order of a channel that never had it. */
  packUnknown(): Scene[] {
    const at = this.now - 20 * HOUR;
    const row: RowToReceive = {
      channelName: '스마트스토어',
      orderCode: `${formatKst(at, 'yyyyMMdd')}00000000`,
      code: null,
      releaseCode: null,
      orderedAt: at - HOUR,
      receiver: {
        name: '노모름',
        tel: '010-0000-0404',
        tel2: null,
        zipCode: '13480',
        address: '경기도 모형시 보기로 404',
        addressDetail: '',
      },
      customer: null,
      dealName: '어디서도 팔지 않은 상품',
      dealOptionName: null,
      amounts: { price: 10_000, settlementPrice: 10_000, totalPaymentAmount: 10_000, settlementGroupPrice: 13_000 },
      items: [{ name: 'XX-404 어디서도 팔지 않은 상품', quantity: 1 }],
    };
    let number = '';
    const events = packed(COURIER_NAMES[0]);
    return [
      { at, play: () => (number = this.warehouse.receive(row)) },
      ...events.map((event, index) => ({
        at: at + (index + 1) * HOUR,
        play: () => void this.warehouse.advance(number, event),
      })),
    ];
  }

  /** Received after `from`, and packed step by step until `until`. */
  #scenes(
    life: Life,
    packing: Packing,
    from: Instant,
    until: Instant,
    last?: { readonly at: Instant; readonly packing: Packing },
  ): Scene[] {
    const steps = packing(0).length;
    const pace = Math.min((until - from) / (steps + 2), HOUR);
    const release = this.#nextRelease(from);
    /** One row of each bundle; its parcels are those of the others too. */
    let numbers: string[] = [];
    const advanceAll = (eventOf: (bundle: number) => WarehouseEvent | undefined): void => {
      for (const [bundle, number] of numbers.entries()) {
        const event = eventOf(bundle);
        if (event) this.warehouse.advance(number, event);
      }
    };
    return [
      { at: from + pace, play: () => (numbers = this.#receive(life, release)) },
      ...Array.from({ length: steps }, (_none, step) => ({
        at: from + (step + 2) * pace,
        play: () => advanceAll((bundle) => packing(bundle)[step]),
      })),
      ...(last ? [{ at: last.at, play: () => advanceAll((bundle) => last.packing(bundle)[0]) }] : []),
    ].map(({ at, play }) => ({ at: Math.floor(at), play }));
  }

  #receive(life: Life, release: string): string[] {
    const bundles = groupBy(life.lines().entries(), ([, { bundleNumber }]) => bundleNumber);
    return [...bundles.values()].map((bundle, index) => {
      const releaseCode = bundle.length > 1 ? `${release}${index}` : null;
      const rows = bundle.map(([position, line]): RowToReceive => {
        const goods = life.order.lines[position]!;
        return {
          channelName: life.customs.name,
          orderCode: line.orderNumber,
          code: line.lineNumber,
          releaseCode,
          orderedAt: life.orderedAt,
          receiver: life.order.receiver,
          customer: life.order.buyer,
          dealName: goods.productName,
          dealOptionName: goods.optionName,
          amounts: amountsOf(goods, life.order),
          items: [{ name: nameOnTheShelf(goods), quantity: goods.quantity }],
        };
      });
      return rows.map((row) => this.warehouse.receive(row))[0]!;
    });
  }

  /** All but the last digit of a release code, such as `R20260302-0007`. */
  #nextRelease(at: Instant): string {
    this.#releases += 1;
    return `R${formatKst(at, 'yyyyMMdd')}-${String(this.#releases).padStart(3, '0')}`;
  }
}

const lineTotal = ({ unitPrice, optionPrice, quantity }: LineToPlace): number => (unitPrice + optionPrice) * quantity;

const amountsOf = (goods: LineToPlace, order: Life['order']): LedgerAmounts => ({
  price: goods.unitPrice + goods.optionPrice,
  settlementPrice: lineTotal(goods) - goods.sellerDiscount - goods.mallDiscount,
  totalPaymentAmount: lineTotal(goods),
  settlementGroupPrice:
    order.lines.reduce((sum, line) => sum + lineTotal(line), 0) + order.shippingFee + order.remoteShippingFee,
});

const nameOnTheShelf = ({ sellerProductCode, productName, optionName }: LineToPlace): string =>
  `${sellerProductCode ?? 'NO-CODE'} ${productName}${optionName === null ? '' : `(${optionName})`}`;
