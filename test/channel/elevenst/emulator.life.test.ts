import type { OutsideEvent } from '../../../src/sandbox/emulator.js';
import { kst, lineOf, openShop, orderOf } from './emulator.support.js';

const COURIER = { kind: 'DISPATCH', courierCode: '00034', trackingNumber: '640000000011' } as const;

describe('what happens outside', () => {
  const EVENTS: readonly OutsideEvent[] = [
    { kind: 'PAY' },
    { kind: 'LAPSE' },
    { kind: 'CHANGE_ADDRESS', receiver: { ...orderOf().receiver, zipCode: '04501' } },
    { kind: 'REQUEST_CANCEL', quantity: 1, reason: '' },
    { kind: 'WITHDRAW_CANCEL' },
    { kind: 'MARKETPLACE_APPROVES_CANCEL' },
    { kind: 'CONFIRM' },
    COURIER,
    { kind: 'DELIVER' },
    { kind: 'CONFIRM_PURCHASE' },
  ];
  const ROAD: Readonly<Record<string, readonly OutsideEvent['kind'][]>> = {
    '102': [],
    '202': ['PAY'],
    '301': ['PAY', 'CONFIRM'],
    '701': ['PAY', 'CONFIRM', 'REQUEST_CANCEL'],
    '401': ['PAY', 'CONFIRM', 'DISPATCH'],
    '501': ['PAY', 'CONFIRM', 'DISPATCH', 'DELIVER'],
    '901': ['PAY', 'CONFIRM', 'DISPATCH', 'DELIVER', 'CONFIRM_PURCHASE'],
    B01: ['LAPSE'],
  };

  test.each([
    ['102', { PAY: '202', LAPSE: 'B01' }],
    ['202', { CHANGE_ADDRESS: '202', REQUEST_CANCEL: '202', CONFIRM: '301' }],
    ['301', { REQUEST_CANCEL: '701', DISPATCH: '401' }],
    ['701', { WITHDRAW_CANCEL: '301', MARKETPLACE_APPROVES_CANCEL: '301' }],
    ['401', { DELIVER: '501' }],
    ['501', { CONFIRM_PURCHASE: '901' }],
    ['901', {}],
    ['B01', {}],
  ])('from %s only to %p', (status, allowed: Readonly<Record<string, string>>) => {
    for (const event of EVENTS) {
      const shop = openShop();
      const [line] = shop.place({ paidAt: null });
      for (const kind of ROAD[status]!)
        shop.emulator.happen(
          line!,
          EVENTS.find((each) => each.kind === kind)!,
        );
      const before = shop.line(line!);

      expect(before.nativeStatus).toBe(status);
      expect(shop.emulator.happen(line!, event)).toBe(event.kind in allowed);
      if (event.kind in allowed) expect(shop.line(line!).nativeStatus).toBe(allowed[event.kind]);
      else expect(shop.line(line!)).toEqual(before);
    }
  });

  test('an address changes for the whole order, until one of its lines is confirmed', () => {
    const shop = openShop();
    const [first, second] = shop.place({ lines: [lineOf(), lineOf()] });
    const move = { kind: 'CHANGE_ADDRESS', receiver: { ...orderOf().receiver, name: '새 이름' } } as const;

    expect(shop.emulator.happen(first!, move)).toBe(true);
    expect(shop.line(second!).receiver.name).toBe('새 이름');
    shop.emulator.happen(second!, { kind: 'CONFIRM' });
    expect(shop.emulator.happen(first!, move)).toBe(false);
  });

  test('no more than the live quantity can be asked back, and nothing of an unknown line', () => {
    const shop = openShop();
    const line = shop.confirmed();
    const ask = (quantity: number): boolean =>
      shop.emulator.happen(line, { kind: 'REQUEST_CANCEL', quantity, reason: '' });

    expect([ask(4), ask(0), ask(3)]).toEqual([false, false, true]);
    expect(shop.emulator.happen({ orderNumber: '1', lineNumber: '1' }, { kind: 'PAY' })).toBe(false);
  });
});

describe('placing', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const place = (seed: number): unknown =>
      openShop('2026-03-04T12:00:00', seed).place({ lines: [lineOf(), lineOf()] });

    expect(place(1)).toEqual(place(1));
    expect(place(1)).not.toEqual(place(2));
  });

  test('order numbers have 17 digits and begin with the Korean day; lines travel as told', () => {
    const shop = openShop('2026-03-04T00:30:00');
    const lines = shop.place({ lines: [lineOf(), lineOf(), lineOf(), lineOf()], bundles: [[3, 0], [1]] });
    const [a, b, c, d] = lines.map((line) => line.bundleNumber);

    expect(lines.map((line) => line.lineNumber)).toEqual(['1', '2', '3', '4']);
    expect(lines[0]!.orderNumber).toMatch(/^20260304\d{9}$/);
    expect(a).toMatch(/^\d{10}$/);
    expect(d).toBe(a);
    expect(new Set([a, b, c]).size).toBe(3);
    expect(() => shop.place({ lines: [] })).toThrow(RangeError);
    expect(() => shop.place({ bundles: [[0], [0]] })).toThrow(RangeError);
    expect(() => shop.place({ bundles: [[1]] })).toThrow(RangeError);
  });

  test('20,000 orders: a window is still read quickly', async () => {
    const shop = openShop('2026-03-31T00:00:00');
    for (let index = 0; index < 20_000; index++) {
      shop.place({ orderedAt: kst('2026-03-01T00:00:00') + index * 120_000, memo: null });
    }

    const { rows } = await shop.get('/rest/ordservices/complete/202603010000/202603010959');

    expect(rows).toHaveLength(300);
    expect(new Set(shop.emulator.lines().map((line) => line.orderNumber)).size).toBe(20_000);
    expect(new Set(rows.map((row) => row['ordDlvReqCont']))).toEqual(new Set(['', 'null']));
  });
});

test('trouble: a bare HTTP 500, and too many calls', () => {
  const { emulator } = openShop();

  expect(emulator.troubleReply('INTERNAL').status).toBe(500);
  expect(String(emulator.troubleReply('INTERNAL').body)).not.toContain('AuthMessage');
  expect(emulator.troubleReply('RATE_LIMITED').status).toBe(429);
});
