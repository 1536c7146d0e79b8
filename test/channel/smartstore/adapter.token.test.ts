import { sign } from '../../../src/channel/smartstore/smartstore.token.js';
import { definition } from '../../../src/channel/smartstore/index.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { HOUR, MINUTE } from '../../../src/base/time.js';
import { ChannelFault } from '../../../src/channel/fault.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { PATH, TOKEN_PATH, credentials, json, sample, withAccount, type Account } from './adapter.support.js';

const rows = sample('product-orders-query-new');
const lookUp = ({ channel, context }: Account) =>
  channel.orders!.lookup.read([{ key: '2026031540000021', orderNumber: '2026031510000002' }], 'STATE', context);

const token = (value: string, seconds = 10_800) =>
  json({ access_token: value, expires_in: seconds, token_type: 'Bearer' });
const refusedToken = json(sample('errors/gw-authn-401'), 401);
const bearers = ({ replay }: Account) =>
  replay.requests.filter(({ target }) => target !== TOKEN_PATH).map(({ headers }) => headers['authorization']);
const issues = ({ replay }: Account) => replay.requests.filter(({ target }) => target === TOKEN_PATH).length;

describe('the signature', () => {
  test.each([
    [
      'aaaabbbbcccc',
      '$2a$10$abcdefghijklmnopqrstuv',
      1643961623299,
      'JDJhJDEwJGFiY2RlZmdoaWprbG1ub3BxcnN0dXVCVldZSk42T0VPdEx1OFY0cDQxa2IuTnpVaUEzbmsy',
    ],
    [
      '3kLmNoPqRsTuVwXyZ01234',
      '$2a$04$QWERTYUIOPasdfghjklzxe',
      1760000000000,
      'JDJhJDA0JFFXRVJUWVVJT1Bhc2RmZ2hqa2x6eGVFZmZORnBBSkNxcWRJd0czNkhaQm9DNTZHWDNTcVZl',
    ],
    [
      '3kLmNoPqRsTuVwXyZ01234',
      '$2a$04$QWERTYUIOPasdfghjklzxe',
      1760000000001,
      'JDJhJDA0JFFXRVJUWVVJT1Bhc2RmZ2hqa2x6eGVDb1FtNDZoVTYuS0VoNzJCeWxJMHFhcDE3bzA0eFpp',
    ],
  ])('of %s with %s at %d is the vector', async (clientId, clientSecret, timestamp, expected) => {
    expect(await sign(clientId, clientSecret, timestamp)).toBe(expected);
  });

  test('needs a secret that is a bcrypt salt and never repeats one that is not', async () => {
    const fault = await sign('id', '$04$mangled', 1).catch((error: unknown) => error as ChannelFault);

    expect(fault).toMatchObject({ code: ErrorCode.CHANNEL_UNAUTHORIZED, mayHaveActed: false });
    expect((fault as ChannelFault).message).not.toContain('mangled$');
    expect((fault as ChannelFault).message).not.toContain('$04');
  });
});

describe('the token call', () => {
  test('is the sheet’s worked request, and its token goes with the call', () =>
    withAccount([json(rows)], async (account) => {
      await lookUp(account);

      const [issue, query] = account.replay.requests;
      expect(issue).toMatchObject({
        method: 'POST',
        target: '/external/v1/oauth2/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'client_id=3kLmNoPqRsTuVwXyZ01234&timestamp=1760000000000&grant_type=client_credentials&client_secret_sign=JDJhJDA0JFFXRVJUWVVJT1Bhc2RmZ2hqa2x6eGVFZmZORnBBSkNxcWRJd0czNkhaQm9DNTZHWDNTcVZl&type=SELF',
      });
      expect(query).toMatchObject({
        method: 'POST',
        target: `${PATH}/query`,
        headers: { authorization: 'Bearer 6Yp1Zk8mQeSampleOnlyTokenA', 'content-type': 'application/json' },
        body: '{"productOrderIds":["2026031540000021"],"quantityClaimCompatibility":true}',
      });
      expect(account.context.meter.calls).toBe(2);
    }));

  test('names the account for a store that granted the application', () =>
    withAccount(
      [json(rows)],
      async (account) => {
        await lookUp(account);

        const form = new URLSearchParams(account.replay.requests[0]!.body);
        expect([form.get('type'), form.get('account_id')]).toEqual(['SELLER', 'ncp_0sample_01']);
      },
      { credentials: { ...credentials, accountId: 'ncp_0sample_01' } },
    ));

  test('is made once for calls that come together', () =>
    withAccount([json(rows), json(rows), json(rows)], async (account) => {
      await Promise.all([lookUp(account), lookUp(account), lookUp(account)]);

      expect(issues(account)).toBe(1);
      expect(account.asked()).toHaveLength(3);
    }));

  test('is made again when less than half an hour is left', () => {
    const values = ['A', 'B'];
    return withAccount(
      ({ target }) => (target === TOKEN_PATH ? token(values.shift()!) : json(rows)),
      async (account) => {
        await lookUp(account);
        await account.clock.advance(2 * HOUR + 30 * MINUTE);
        await lookUp(account);
        await account.clock.advance(2 * MINUTE);
        await lookUp(account);

        expect(bearers(account)).toEqual(['Bearer A', 'Bearer A', 'Bearer B']);
        expect(issues(account)).toBe(2);
      },
    );
  });

  test('that fails leaves the old token in use while it lives', () => {
    const answers = [token('A')];
    return withAccount(
      ({ target }) =>
        target === TOKEN_PATH ? (answers.shift() ?? json(sample('errors/gw-quota-limit-429'), 429)) : json(rows),
      async (account) => {
        await lookUp(account);
        await account.clock.advance(2 * HOUR + 40 * MINUTE);
        await lookUp(account);
        expect(bearers(account)).toEqual(['Bearer A', 'Bearer A']);

        await account.clock.advance(30 * MINUTE);
        await expect(lookUp(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_RATE_LIMITED });
        expect(bearers(account)).toHaveLength(2);
      },
    );
  });

  test.each([
    [
      'a wrong signature',
      400,
      sample('token-error-invalid-sign'),
      'BAD_REQUEST',
      'client_secret_sign 항목이 유효하지 않습니다.',
    ],
    [
      'a store without consent',
      403,
      '{"code":"PROVISION_NOT_FOUND","message":"약관 동의 필요"}',
      'PROVISION_NOT_FOUND',
      '약관 동의 필요',
    ],
    ['a store that is not there', 404, '{"code":"STORE_NOT_FOUND","message":"없음"}', 'STORE_NOT_FOUND', '없음'],
    [
      'a foreign address',
      403,
      sample('errors/gw-ip-not-allowed-403'),
      'GW.IP_NOT_ALLOWED',
      '호출이 허용되지 않은 IP입니다.',
    ],
  ])('refused for %s is a fault with the marketplace’s words', (_, status, body, channelCode, channelMessage) =>
    withAccount(
      () => json(body, status),
      async (account) => {
        await expect(lookUp(account)).rejects.toMatchObject({
          code: ErrorCode.CHANNEL_UNAUTHORIZED,
          retryable: false,
          channelCode,
          channelMessage,
        });
        expect(account.asked()).toEqual([]);
      },
    ),
  );

  test.each([
    ['no token', '{"expires_in":10799}'],
    ['no life', '{"access_token":"A"}'],
    ['a page', '<html>'],
  ])('answered with %s is unreadable', (_, body) =>
    withAccount(
      () => json(body),
      async (account) => {
        await expect(lookUp(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_MALFORMED });
      },
    ),
  );
});

describe('a refused token', () => {
  test('is replaced once, and a read is repeated', () => {
    const values = ['A', 'B'];
    return withAccount(
      ({ target, headers }) => {
        if (target === TOKEN_PATH) return token(values.shift()!);
        return headers['authorization'] === 'Bearer A' ? refusedToken : json(rows);
      },
      async (account) => {
        expect((await lookUp(account)).orders).toHaveLength(2);
        expect(bearers(account)).toEqual(['Bearer A', 'Bearer B']);
      },
    );
  });

  test('is replaced once for a write too, since it did not act', () => {
    const values = ['A', 'B'];
    return withAccount(
      ({ target, headers }) => {
        if (target === TOKEN_PATH) return token(values.shift()!);
        return headers['authorization'] === 'Bearer A' ? refusedToken : json(sample('confirm'));
      },
      async ({ channel, context, asked }) => {
        const orders = [{ key: '2026031540000021' } as StoredOrder];

        expect(await channel.confirmOrder!.send([{ orders }], context)).toEqual([{ kind: 'DONE' }]);
        expect(asked()).toHaveLength(2);
      },
    );
  });

  test('refused again is a fault, and nothing is tried a third time', () =>
    withAccount([refusedToken, refusedToken], async (account) => {
      await expect(lookUp(account)).rejects.toMatchObject({
        code: ErrorCode.CHANNEL_UNAUTHORIZED,
        channelCode: 'GW.AUTHN',
        channelMessage: '요청을 보낼 권한이 없습니다.',
        mayHaveActed: false,
      });
      expect(account.asked()).toHaveLength(2);
    }));

  test('leaves a write unsent, not unknown, when no new one is to be had', () => {
    const values = ['A'];
    return withAccount(
      ({ target }) => {
        if (target !== TOKEN_PATH) return refusedToken;
        return values.length > 0 ? token(values.shift()!) : json('gone', 500);
      },
      async ({ channel, context, asked }) => {
        const orders = [{ key: '2026031540000021' } as StoredOrder];
        const fault = await channel.confirmOrder!.send([{ orders }], context).catch((error: unknown) => error);

        expect(fault).toBeInstanceOf(ChannelFault);
        expect(fault).toMatchObject({ code: ErrorCode.CHANNEL_UNAVAILABLE, mayHaveActed: false });
        expect(asked()).toHaveLength(1);
      },
    );
  });
});

describe('check', () => {
  test('issues a token anew and asks the order API group for one row', () =>
    withAccount([json(rows), json(sample('last-changed-statuses-empty'))], async (account) => {
      await lookUp(account);
      await account.channel.check(account.context);

      expect(issues(account)).toBe(2);
      expect(account.asked()[1]).toBe(
        `GET ${PATH}/last-changed-statuses?lastChangedFrom=2025-10-09T17%3A52%3A20.000%2B09%3A00` +
          '&lastChangedTo=2025-10-09T17%3A53%3A20.000%2B09%3A00&limitCount=1',
      );
    }));

  test('fails where the API group is not granted', () =>
    withAccount([refusedToken, refusedToken], async ({ channel, context }) => {
      await expect(channel.check(context)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_UNAUTHORIZED });
    }));
});

test('calls of one API stay at two a second, others go beside them', () =>
  withAccount(
    Array.from({ length: 5 }, () => json(rows)),
    async (account) => {
      const begun = account.clock.now();
      await Promise.all(Array.from({ length: 5 }, () => lookUp(account)));

      expect(account.clock.now() - begun).toBeGreaterThanOrEqual(2_000);
      expect(Object.values(definition.rates)).toEqual(Array(7).fill({ calls: 2, perMs: 1_000 }));
    },
  ));

test('a used-up bucket pauses its API until one more fits', () =>
  withAccount(
    [
      json(rows, 200, { 'gncp-gw-ratelimit-remaining': '0', 'gncp-gw-ratelimit-replenish-rate': '2' }),
      json(rows, 200, { 'gncp-gw-ratelimit-remaining': '3', 'gncp-gw-ratelimit-replenish-rate': '2' }),
      json(rows),
    ],
    async (account) => {
      await lookUp(account);
      const begun = account.clock.now();
      await lookUp(account);
      expect(account.clock.now() - begun).toBe(500);
    },
  ));
