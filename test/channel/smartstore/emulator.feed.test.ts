import type { OutsideEvent, PlacedLine } from '../../../src/sandbox/emulator.js';
import type { Answer, Fields } from './emulator.support.js';
import {
  DAY,
  FEED,
  HOUR,
  MINUTE,
  PRODUCT_ORDERS,
  SECOND,
  START,
  World,
  elsewhere,
  iso,
  sent,
  wantsCancel,
} from './emulator.support.js';

const CONFIRM: OutsideEvent = { kind: 'CONFIRM' };

const changes = (answer: Answer): readonly Fields[] => {
  expect(answer.status).toBe(200);
  return answer.body.data?.lastChangeStatuses ?? [];
};

const changedIds = (answer: Answer): unknown[] => changes(answer).map((row) => row.productOrderId);

/** Windows are checked alike in both listings, but for the names of their ends. */
describe.each([
  [FEED, 'lastChangedFrom', 'lastChangedTo'],
  [PRODUCT_ORDERS, 'from', 'to'],
])('window of %s', (path, from, to) => {
  test.each([
    [DAY, 200, undefined],
    [0, 200, undefined],
    [DAY + 1, 400, '104139'],
    [-1, 400, '4000'],
  ])('%d ms long', async (length, status, code) => {
    const world = await World.open();

    const answer = await world.get(path, { [from]: iso(START), [to]: iso(START + length) });

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test.each([
    undefined,
    '2025-10-09',
    '2025-10-09T17:53:20+09:00',
    '2025-10-09T17:53:20.0+09:00',
    '2025-10-09T17:53:20.000',
    '2025-10-09T17:53:20.000+0900',
    '2025-10-09 17:53:20.000+09:00',
    '2025-02-30T17:53:20.000+09:00',
  ])('starting at %s is refused', async (start) => {
    const world = await World.open();

    const answer = await world.get(path, start === undefined ? {} : { [from]: start });

    expect([answer.status, answer.body.code]).toEqual([400, '4000']);
  });

  test('a plus sign that is not escaped is a space', async () => {
    const world = await World.open();

    const escaped = await world.raw('GET', `${path}?${from}=2025-10-09T17:53:20.000%2B09:00`, world.bearer);
    const bare = await world.raw('GET', `${path}?${from}=2025-10-09T17:53:20.000+09:00`, world.bearer);

    expect([escaped.status, bare.status]).toEqual([200, 400]);
  });

  test('another offset will do', async () => {
    const world = await World.open();

    expect((await world.get(path, { [from]: '2025-10-09T08:53:20.000Z' })).status).toBe(200);
  });
});

describe('change feed', () => {
  test('has both ends, at whole seconds, and 24 hours where no end is named', async () => {
    const world = await World.open();
    const line = world.place({ orderedAt: START - DAY + 207 });
    const found = async (from: number, to?: number): Promise<boolean> => {
      const end: Record<string, string> = to === undefined ? {} : { lastChangedTo: iso(to) };
      return changedIds(await world.feed({ lastChangedFrom: iso(from), ...end })).includes(line.lineNumber);
    };

    expect(await found(START - DAY, START)).toBe(true);
    expect(await found(START - DAY + 1, START)).toBe(false);
    expect(await found(START - 2 * DAY, START - DAY)).toBe(true);
    expect(await found(START - 2 * DAY, START - DAY - 1)).toBe(false);
    expect(await found(START - 2 * DAY)).toBe(true);
    expect(await found(START - 2 * DAY - 1)).toBe(false);
    const [row] = changes(await world.feed({ lastChangedFrom: iso(START - DAY) }));
    expect(row).toMatchObject({ lastChangedDate: iso(START - DAY), paymentDate: iso(START - DAY + 207) });
  });

  test('an empty window has no data', async () => {
    const world = await World.open();

    expect(Object.keys((await world.feed()).body).sort()).toEqual(['timestamp', 'traceId']);
  });

  test('pages of 300 at most, by date and number, until more is gone', async () => {
    const world = await World.open();
    const lines: PlacedLine[] = [];
    for (let count = 0; count < 701; count += 1) {
      lines.push(world.place({ orderedAt: START - MINUTE + (count % 3) * SECOND }));
    }
    const window = { lastChangedFrom: iso(START - HOUR), lastChangedTo: iso(START), limitCount: '1000' };

    const pages: Answer[] = [await world.feed(window)];
    for (let more = pages[0]!.body.data.more; more; more = pages.at(-1)!.body.data.more) {
      const next = { ...window, lastChangedFrom: more.moreFrom, moreSequence: more.moreSequence };
      pages.push(await world.feed(next));
    }

    expect(pages.map((page) => page.body.data.count)).toEqual([300, 300, 101]);
    const rows = pages.flatMap(changes);
    const keys = rows.map((row) => `${String(row.lastChangedDate)} ${String(row.productOrderId)}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(701);
    const { more } = pages[0]!.body.data;
    expect(`${more!.moreFrom} ${more!.moreSequence}`).toBe(keys[300]);
  });

  test('exactly a full page has no more', async () => {
    const world = await World.open();
    for (let count = 0; count < 3; count += 1) world.place();

    expect((await world.feed({ limitCount: '3' })).body.data).not.toHaveProperty('more');
    expect((await world.feed({ limitCount: '2' })).body.data).toHaveProperty('more');
  });

  test.each<Record<string, string>>([
    { limitCount: '0' },
    { limitCount: 'many' },
    { lastChangedType: 'CANCEL_REQUESTED' },
  ])('refuses %j', async (parameters) => {
    const answer = await (await World.open()).feed(parameters);

    expect([answer.status, answer.body.code]).toEqual([400, '4000']);
  });

  const stories: [string, { unpaid?: true; events: OutsideEvent[]; row: Fields }][] = [
    ['an unpaid order', { unpaid: true, events: [], row: { lastChangedType: 'PAY_WAITING' } }],
    ['a lapsed one', { unpaid: true, events: [{ kind: 'LAPSE' }], row: { lastChangedType: 'PAY_WAITING' } }],
    ['a deposit', { unpaid: true, events: [{ kind: 'PAY' }], row: { lastChangedType: 'PAYED' } }],
    [
      'a confirmation (no event)',
      { events: [CONFIRM], row: { lastChangedType: 'PAYED', productOrderStatus: 'PAYED' } },
    ],
    [
      'a new address',
      {
        events: [{ kind: 'CHANGE_ADDRESS', receiver: elsewhere }],
        row: { lastChangedType: 'DELIVERY_ADDRESS_CHANGED', receiverAddressChanged: true },
      },
    ],
    [
      'an immediate cancel',
      {
        events: [wantsCancel()],
        row: { lastChangedType: 'CLAIM_COMPLETED', productOrderStatus: 'CANCELED', claimStatus: 'CANCEL_DONE' },
      },
    ],
    [
      'a request',
      {
        events: [CONFIRM, wantsCancel()],
        row: { lastChangedType: 'CLAIM_REQUESTED', productOrderStatus: 'PAYED', claimStatus: 'CANCEL_REQUEST' },
      },
    ],
    [
      'a withdrawal',
      {
        events: [CONFIRM, wantsCancel(), { kind: 'WITHDRAW_CANCEL' }],
        row: { lastChangedType: 'CLAIM_REJECTED', productOrderStatus: 'PAYED', claimStatus: 'CANCEL_REJECT' },
      },
    ],
    [
      'a cancel by the marketplace',
      {
        events: [CONFIRM, wantsCancel(), { kind: 'MARKETPLACE_APPROVES_CANCEL' }],
        row: { lastChangedType: 'CLAIM_COMPLETED', claimType: 'ADMIN_CANCEL', claimStatus: 'ADMIN_CANCEL_DONE' },
      },
    ],
    [
      'a dispatch in spite of a request',
      {
        events: [CONFIRM, wantsCancel(), sent()],
        row: { lastChangedType: 'DISPATCHED', productOrderStatus: 'DELIVERING', claimStatus: 'CANCEL_REJECT' },
      },
    ],
    [
      'a delivery (no event, stale status)',
      {
        events: [sent(), { kind: 'DELIVER' }],
        row: { lastChangedType: 'DISPATCHED', productOrderStatus: 'DELIVERING' },
      },
    ],
    [
      'a decided purchase',
      { events: [sent(), { kind: 'CONFIRM_PURCHASE' }], row: { lastChangedType: 'PURCHASE_DECIDED' } },
    ],
  ];
  test.each(stories)('shows the latest change alone: %s', async (_what, { unpaid, events, row }) => {
    const world = await World.open();
    const line = world.place(unpaid ? { paidAt: null } : {});
    world.happen(line, ...events);
    const { lastChangedType } = row as { lastChangedType: string };

    expect(changes(await world.feed())).toEqual([expect.objectContaining(row)]);
    expect(changedIds(await world.feed({ lastChangedType }))).toEqual([line.lineNumber]);
    const other = lastChangedType === 'PAYED' ? 'DISPATCHED' : 'PAYED';
    expect(changedIds(await world.feed({ lastChangedType: other }))).toEqual([]);
  });

  test('lists show an order when it is visible, single reads at once', async () => {
    const world = await World.open();
    const line = world.place({ visibleAt: START + HOUR });

    expect(changedIds(await world.feed())).toEqual([]);
    expect(await world.listed()).toEqual([]);
    expect(await world.rows([line.lineNumber!])).toHaveLength(1);
    await world.clock.advance(HOUR);
    expect(changedIds(await world.feed())).toEqual([line.lineNumber]);
    expect(await world.listed()).toEqual([line.lineNumber]);
  });
});
