import type { OutsideEvent } from '../../../src/sandbox/emulator.js';
import type { Answer } from './emulator.support.js';
import {
  CLIENT_ID,
  FEED,
  HOUR,
  MINUTE,
  PRODUCT_ORDERS,
  START,
  World,
  elsewhere,
  iso,
  lineOf,
  orderOf,
  sent,
  sign,
  target,
  wantsCancel,
} from './emulator.support.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const SIGN_A = 'JDJhJDA0JFFXRVJUWVVJT1Bhc2RmZ2hqa2x6eGVFZmZORnBBSkNxcWRJd0czNkhaQm9DNTZHWDNTcVZl';
const SIGN_B = 'JDJhJDA0JFFXRVJUWVVJT1Bhc2RmZ2hqa2x6eGVDb1FtNDZoVTYuS0VoNzJCeWxJMHFhcDE3bzA0eFpp';

const invalid = (answer: Answer): string[] => {
  expect([answer.status, answer.body.code]).toEqual([400, 'BAD_REQUEST']);
  return answer.body.invalidInputs.map((input) => input.name);
};

describe('token', () => {
  test('the worked request of the sheet is accepted', async () => {
    const body = `client_id=3kLmNoPqRsTuVwXyZ01234&timestamp=1760000000000&grant_type=client_credentials&client_secret_sign=${SIGN_A}&type=SELF`;

    const answer = await new World().raw('POST', '/v1/oauth2/token', FORM, body);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[A-Za-z0-9]{26}$/) as string,
      expires_in: 10_800,
      token_type: 'Bearer',
    });
  });

  test('a signature belongs to its timestamp', async () => {
    const world = new World();

    const own = await world.token({ timestamp: '1760000000001', client_secret_sign: SIGN_B });
    const other = await world.token({ timestamp: '1760000000001', client_secret_sign: SIGN_A });

    expect(own.status).toBe(200);
    expect(invalid(other)).toEqual(['client_secret_sign']);
    expect(other.body.message).toBe('client_secret_sign 항목이 유효하지 않습니다.');
  });

  test.each([
    ['one letter changed', SIGN_A.replace('QWER', 'QWES').replace(/.$/, 'm')],
    ['bcrypt text without base64', Buffer.from(SIGN_A, 'base64').toString()],
    ['another secret', sign(START, '$2a$04$QWERTYUIOPasdfghjklzxu')],
  ])('refuses a signature with %s', async (_what, client_secret_sign) => {
    expect(invalid(await new World().token({ client_secret_sign }))).toEqual(['client_secret_sign']);
  });

  test.each([
    [-5 * MINUTE, 200],
    [5 * MINUTE, 200],
    [-5 * MINUTE - 1, 400],
    [5 * MINUTE + 1, 400],
  ])('a timestamp %d ms off gives %d', async (offset, status) => {
    const timestamp = START + offset;

    const answer = await new World().token({ timestamp: String(timestamp), client_secret_sign: sign(timestamp) });

    expect(answer.status).toBe(status);
  });

  test('takes a form body only', async () => {
    const query = `client_id=${CLIENT_ID}&timestamp=${START}&grant_type=client_credentials&client_secret_sign=${SIGN_A}&type=SELF`;
    const world = new World();

    const asQuery = await world.raw('POST', `/v1/oauth2/token?${query}`, {});
    const asJson = await world.raw('POST', '/v1/oauth2/token', { 'content-type': 'application/json' }, '{}');

    expect([asQuery.status, asJson.status]).toEqual([415, 415]);
    expect(invalid(await world.raw('POST', `/v1/oauth2/token?${query}`, FORM))).toContain('client_id');
  });

  test.each([
    ['client_id', undefined],
    ['client_id', 'someoneElse'],
    ['timestamp', undefined],
    ['timestamp', '2025-10-09'],
    ['grant_type', 'password'],
    ['client_secret_sign', undefined],
    ['type', 'STORE'],
    ['account_id', 'ncp_0gaon_01'],
  ])('refuses %s = %s', async (name, value) => {
    expect(invalid(await new World().token({ [name]: value }))).toEqual([name]);
  });

  test('SELLER needs an account that granted the application, and has a token of its own', async () => {
    const world = new World();
    const self = await world.token({});

    const seller = await world.token({ type: 'SELLER', account_id: 'ncp_0gaon_01' });
    const unnamed = await world.token({ type: 'SELLER' });
    const stranger = await world.token({ type: 'SELLER', account_id: 'ncp_9other_01' });

    expect(seller.status).toBe(200);
    expect(seller.body.access_token).not.toBe(self.body.access_token);
    expect(invalid(unnamed)).toEqual(['account_id']);
    expect([stranger.status, stranger.body.code]).toEqual([404, 'MEMBER_NOT_FOUND']);
  });

  test('the same token while 30 minutes remain, then a new one, and the old lives on until its expiry', async () => {
    const world = new World();
    const works = async (token: string): Promise<boolean> => {
      const path = target(FEED, { lastChangedFrom: iso(START) });
      return (await world.raw('GET', path, { authorization: `Bearer ${token}` })).status === 200;
    };
    const first = (await world.token({})).body.access_token;

    await world.clock.advance(2.5 * HOUR);
    const again = await world.token({});
    await world.clock.advance(1);
    const next = await world.token({});

    expect(again.body).toMatchObject({ access_token: first, expires_in: 1800 });
    expect(next.body.access_token).not.toBe(first);
    expect(next.body.expires_in).toBe(10_800);
    await world.clock.advance(30 * MINUTE - 2);
    expect(await works(first)).toBe(true);
    await world.clock.advance(1);
    expect(await works(first)).toBe(false);
    expect(await works(next.body.access_token)).toBe(true);
  });
});

describe('gateway', () => {
  test.each([
    ['GET', '/v1/pay-order/seller/nothing'],
    ['GET', '/v1/oauth2/token'],
    ['DELETE', PRODUCT_ORDERS],
    ['POST', `${PRODUCT_ORDERS}/2025100940000001/claim/cancel/request`],
    ['GET', `/external${FEED}`],
  ])('%s %s is not registered', async (method, path) => {
    const world = await World.open();

    const answer = await world.raw(method, path, world.bearer);

    expect([answer.status, answer.body.code]).toEqual([404, 'GW.NOT_FOUND']);
  });

  test('wants the token after one space', async () => {
    const world = await World.open();
    const token = world.bearer.authorization!.slice('Bearer '.length);

    for (const authorization of ['', token, `Bearer  ${token}`, `bearer ${token}`, `Bearer ${token}x`]) {
      const answer = await world.raw('GET', FEED, { authorization });
      expect([answer.status, answer.body.code]).toEqual([401, 'GW.AUTHN']);
    }
  });

  test('lets four calls through at once and two a second, for each API apart', async () => {
    const world = await World.open();
    const statuses = async (count: number, path: string): Promise<number[]> => {
      const answers: number[] = [];
      for (let call = 0; call < count; call += 1) answers.push((await world.raw('GET', path, world.bearer)).status);
      return answers;
    };
    const feed = target(FEED, { lastChangedFrom: iso(START) });

    expect(await statuses(5, feed)).toEqual([200, 200, 200, 200, 429]);
    expect(await statuses(1, target(PRODUCT_ORDERS, { from: iso(START) }))).toEqual([200]);
    await world.clock.advance(499);
    expect(await statuses(1, feed)).toEqual([429]);
    await world.clock.advance(1);
    expect(await statuses(2, feed)).toEqual([200, 429]);
    await world.clock.advance(HOUR);
    expect(await statuses(5, feed)).toEqual([200, 200, 200, 200, 429]);
  });

  test('tells the limit and the trace in headers', async () => {
    const world = await World.open();

    const answer = await world.raw('GET', target(FEED, { lastChangedFrom: iso(START) }), world.bearer);

    expect(answer.headers).toMatchObject({
      'gncp-gw-ratelimit-replenish-rate': '2',
      'gncp-gw-ratelimit-burst-capacity': '4',
      'gncp-gw-ratelimit-remaining': '3',
      'gncp-gw-trace-id': answer.body.traceId,
    });
    expect(answer.body.traceId).toMatch(/^[A-Za-z0-9]{22}\^\d+\^\d+$/);
    expect(answer.body.timestamp).toBe('2025-10-09T17:53:20.000+09:00');
  });

  test('in trouble it answers in its own shape', () => {
    const { emulator } = new World();

    const limited = emulator.troubleReply('RATE_LIMITED');
    const broken = emulator.troubleReply('INTERNAL');

    expect(limited).toMatchObject({ status: 429, headers: { 'gncp-gw-ratelimit-remaining': '0' } });
    expect(JSON.parse(String(limited.body))).toMatchObject({ code: 'GW.RATE_LIMIT' });
    expect(broken.status).toBe(500);
    expect(JSON.parse(String(broken.body))).toMatchObject({ code: 'GW.INTERNAL_SERVER_ERROR' });
  });
});

describe('life cycle', () => {
  const confirmed: OutsideEvent = { kind: 'CONFIRM' };
  const events: Record<string, OutsideEvent> = {
    PAY: { kind: 'PAY' },
    LAPSE: { kind: 'LAPSE' },
    CHANGE_ADDRESS: { kind: 'CHANGE_ADDRESS', receiver: elsewhere },
    REQUEST_CANCEL: wantsCancel(),
    WITHDRAW_CANCEL: { kind: 'WITHDRAW_CANCEL' },
    MARKETPLACE_APPROVES_CANCEL: { kind: 'MARKETPLACE_APPROVES_CANCEL' },
    CONFIRM: confirmed,
    DISPATCH: sent(),
    DELIVER: { kind: 'DELIVER' },
    CONFIRM_PURCHASE: { kind: 'CONFIRM_PURCHASE' },
  };
  /** How to get into a state, and what is allowed there with where it leads. */
  const states: Record<string, { via: OutsideEvent[]; unpaid?: true; allowed: Record<string, string> }> = {
    unpaid: {
      via: [],
      unpaid: true,
      allowed: {
        PAY: 'PAYED/NOT_YET',
        LAPSE: 'CANCELED_BY_NOPAYMENT/NOT_YET',
        REQUEST_CANCEL: 'CANCELED/NOT_YET',
      },
    },
    lapsed: { via: [events.LAPSE!], unpaid: true, allowed: {} },
    new: {
      via: [],
      allowed: {
        CHANGE_ADDRESS: 'PAYED/NOT_YET',
        REQUEST_CANCEL: 'CANCELED/NOT_YET',
        CONFIRM: 'PAYED/OK',
        DISPATCH: 'DELIVERING/OK',
      },
    },
    confirmed: { via: [confirmed], allowed: { REQUEST_CANCEL: 'PAYED/OK', DISPATCH: 'DELIVERING/OK' } },
    'asked to cancel': {
      via: [confirmed, wantsCancel()],
      allowed: {
        WITHDRAW_CANCEL: 'PAYED/OK',
        MARKETPLACE_APPROVES_CANCEL: 'CANCELED/OK',
        DISPATCH: 'DELIVERING/OK',
      },
    },
    withdrawn: {
      via: [confirmed, wantsCancel(), { kind: 'WITHDRAW_CANCEL' }],
      allowed: { REQUEST_CANCEL: 'PAYED/OK', DISPATCH: 'DELIVERING/OK' },
    },
    canceled: { via: [wantsCancel()], allowed: {} },
    delivering: {
      via: [sent('600000000099')],
      allowed: { DELIVER: 'DELIVERED/OK', CONFIRM_PURCHASE: 'PURCHASE_DECIDED/OK' },
    },
    delivered: {
      via: [sent('600000000099'), { kind: 'DELIVER' }],
      allowed: { CONFIRM_PURCHASE: 'PURCHASE_DECIDED/OK' },
    },
    decided: { via: [sent('600000000099'), { kind: 'CONFIRM_PURCHASE' }], allowed: {} },
  };
  const cases = Object.entries(states).flatMap(([state, { via, unpaid, allowed }]) =>
    Object.entries(events).map(([kind, event]) => ({ state, via, unpaid, kind, event, to: allowed[kind] ?? null })),
  );

  test.each(cases)('$state: $kind leads to $to', ({ via, unpaid, event, to }) => {
    const world = new World();
    const line = world.place(unpaid ? { paidAt: null } : {});
    world.happen(line, ...via);
    const before = world.truth(line);

    const isAllowed = world.emulator.happen(line, event);

    expect(isAllowed).toBe(to !== null);
    if (to === null) expect(world.truth(line)).toEqual(before);
    else expect(world.truth(line).nativeStatus).toBe(to);
  });

  test.each([0, -1, 1.5, 4])('nobody cancels %d of 3', (quantity) => {
    const world = new World();
    const line = world.place({ lines: [lineOf({ quantity: 3 })] });

    expect(world.emulator.happen(line, wantsCancel(quantity))).toBe(false);
  });

  test('an unknown line or courier is nobody’s', () => {
    const world = new World();
    const line = world.place();
    const other = world.place();

    expect(world.emulator.happen({ ...line, orderNumber: other.orderNumber }, confirmed)).toBe(false);
    expect(world.emulator.happen({ ...line, lineNumber: null }, confirmed)).toBe(false);
    expect(world.emulator.happen(line, { ...sent(), courierCode: 'LOTTE' } as OutsideEvent)).toBe(false);
  });

  test('the truth tells every claim, how it ended, and what is left', async () => {
    const world = new World();
    const line = world.place({ lines: [lineOf({ quantity: 5 })] });
    world.happen(line, wantsCancel(1), confirmed, wantsCancel(2), { kind: 'WITHDRAW_CANCEL' }, wantsCancel(1));
    await world.clock.advance(1000);
    world.happen(line, { kind: 'MARKETPLACE_APPROVES_CANCEL' }, wantsCancel(3));

    expect(world.truth(line)).toMatchObject({ openCancelQuantity: 3, canceledQuantity: 2, nativeStatus: 'PAYED/OK' });
    world.happen(line, sent());
    const claims = world.truth(line).cancellations;

    expect(claims.map(({ state, quantity, isImmediate }) => [state, quantity, isImmediate])).toEqual([
      ['COMPLETED', 1, true],
      ['WITHDRAWN', 2, false],
      ['COMPLETED', 1, false],
      ['REJECTED', 3, false],
    ]);
    expect(claims.map(({ requestedAt }) => requestedAt - START)).toEqual([0, 0, 0, 1000]);
    expect(new Set(claims.map(({ claimNumber }) => claimNumber)).size).toBe(4);
    expect(world.truth(line)).toMatchObject({
      nativeStatus: 'DELIVERING/OK',
      openCancelQuantity: null,
      courierCode: 'CJGLS',
      trackingNumber: '600000000071',
    });
  });

  test('payment, lapse and address are the whole order’s', () => {
    const world = new World();
    const [one, two] = world.emulator.place(orderOf({ paidAt: null, lines: [lineOf(), lineOf()] }));
    const [three, four] = world.emulator.place(orderOf({ paidAt: null, lines: [lineOf(), lineOf()] }));
    world.happen(one!, { kind: 'PAY' });
    world.happen(three!, { kind: 'LAPSE' });

    expect(world.truth(two!)).toMatchObject({ nativeStatus: 'PAYED/NOT_YET', paidAt: START });
    expect(world.truth(four!)).toMatchObject({ nativeStatus: 'CANCELED_BY_NOPAYMENT/NOT_YET', canceledQuantity: 1 });
    world.happen(one!, { kind: 'CHANGE_ADDRESS', receiver: elsewhere });
    expect(world.truth(two!).receiver).toEqual(elsewhere);
    world.happen(two!, confirmed);
    expect(world.emulator.happen(one!, events.CHANGE_ADDRESS!)).toBe(false);
  });

  test('the same seed gives the same numbers, another one others; all are dated and 16 digits long', () => {
    const wanted = orderOf({ orderedAt: Date.UTC(2025, 8, 30, 15), lines: [lineOf(), lineOf()], bundles: [[0], [1]] });
    const [first, second] = new World(3).emulator.place(wanted);

    expect(new World(3).emulator.place(wanted)).toEqual([first, second]);
    expect(new World(4).emulator.place(wanted)[0]).not.toEqual(first);
    expect(first!.orderNumber).toMatch(/^20251001[1-3]\d{7}$/);
    expect(first!.lineNumber).toMatch(/^20251001[4-6]\d{7}$/);
    expect(first!.bundleNumber).toMatch(/^202510017\d{7}$/);
    expect(second!.orderNumber).toBe(first!.orderNumber);
    expect(second!.bundleNumber).not.toBe(first!.bundleNumber);
    expect(first!.checkoutNumber).toBeNull();
  });

  test.each([[[]], [[lineOf({ quantity: 0 })]], [[lineOf({ quantity: 1.5 })]]])('no order without goods', (lines) => {
    const world = new World();

    expect(() => world.emulator.place(orderOf({ lines }))).toThrow(RangeError);
    expect(world.emulator.lines()).toEqual([]);
  });
});
