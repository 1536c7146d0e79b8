import { DAY, HOUR, MINUTE } from '../../../src/base/time.js';
import { definition } from '../../../src/channel/cafe24/index.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { MemoryVault } from '../../support/memory-vault.js';
import { startReplay, type RecordedRequest } from '../../support/replay.js';
import {
  NOW,
  TOKEN_PATH,
  at,
  connectTo,
  credentials,
  json,
  sample,
  withAccount,
  type Account,
} from './adapter.support.js';

const EMPTY = json(sample('orders-list-empty'));
const REUSED = json(sample('error-token-refresh-reused'), 401);
const EXPIRED = json(sample('error-401-token-expired'), 401);

const lookUp = ({ channel, context }: Account) =>
  channel.orders!.lookup.read([{ key: '20260301-0000012-01', orderNumber: '20260301-0000012' }], 'STATE', context);

/** A mall that hands out one pair after the other and takes each refresh token once. */
class TokenServer {
  issued = 0;
  readonly sent: string[] = [];

  constructor(public live: string) {}

  answer(request: RecordedRequest, now = NOW) {
    const token = new URLSearchParams(request.body).get('refresh_token') ?? '';
    this.sent.push(token);
    if (token !== this.live) return REUSED;
    this.issued += 1;
    this.live = `R${this.issued}`;
    return pair(`A${this.issued}`, this.live, now);
  }
}

const kst = (instant: number): string => new Date(instant + 9 * HOUR).toISOString().slice(0, -1);

const pair = (access: string, refreshToken: string | null, now = NOW) =>
  json({
    ...(JSON.parse(sample('token-refresh')) as object),
    access_token: access,
    expires_at: kst(now + 2 * HOUR),
    refresh_token: refreshToken,
    refresh_token_expires_at: kst(now + 14 * DAY),
  });

const bearers = ({ replay }: Pick<Account, 'replay'>) =>
  replay.requests.filter(({ target }) => target !== TOKEN_PATH).map(({ headers }) => headers['authorization']);
const issues = ({ replay }: Pick<Account, 'replay'>) =>
  replay.requests.filter(({ target }) => target === TOKEN_PATH).length;
const keptIn = (vault: MemoryVault) => JSON.parse(vault.secret ?? 'null') as Record<string, unknown> | null;
const keep = (changes: Record<string, unknown> = {}) => {
  const fields = {
    accessToken: 'kept-access',
    expiresAt: NOW + HOUR,
    refreshToken: 'kept-refresh',
    refreshExpiresAt: NOW + 13 * DAY,
    issuedAt: NOW - HOUR,
    ...changes,
  };
  return (fileToken: unknown) => JSON.stringify({ ...fields, fileToken });
};

/** The fingerprint that a chain begun with these credentials carries. */
async function consentOf(refreshToken = credentials.refreshToken): Promise<unknown> {
  const vault = new MemoryVault();
  await withAccount([EMPTY], lookUp, { vault, credentials: { ...credentials, refreshToken } });
  return keptIn(vault)!['fileToken'];
}

describe('the first token', () => {
  test('is the sheet’s worked request, goes with the call, and is kept with its chain', () => {
    const vault = new MemoryVault();
    return withAccount(
      [EMPTY],
      async (account) => {
        await lookUp(account);

        const [token, list] = account.replay.requests;
        expect(token).toMatchObject({
          method: 'POST',
          target: TOKEN_PATH,
          headers: {
            authorization: 'Basic QnJUZXN0Q2xpZW50SWQwMDAwMDAwQTpUZXN0U2VjcmV0MDAwMDAwMDAwMDAwMEI=',
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: 'grant_type=refresh_token&refresh_token=RtOld00000000000000001',
        });
        expect(list).toMatchObject({
          method: 'GET',
          headers: {
            authorization: 'Bearer AtDemo0000000000000002',
            'content-type': 'application/json',
            'x-cafe24-api-version': '2026-03-01',
          },
        });
        expect(account.context.meter.calls).toBe(2);
        expect(keptIn(vault)).toEqual({
          accessToken: 'AtDemo0000000000000002',
          // Korean time, though it says no offset.
          expiresAt: at('2026-03-02T12:50:00+09:00'),
          refreshToken: 'RtDemo0000000000000002',
          refreshExpiresAt: at('2026-03-16T10:50:00+09:00'),
          issuedAt: NOW,
          fileToken: expect.stringMatching(/^[\w-]{22}$/),
        });
        expect(vault.secret).not.toContain(credentials.refreshToken);
      },
      { vault },
    );
  });

  test('is asked for once by calls that come together', () =>
    withAccount([EMPTY, EMPTY, EMPTY], async (account) => {
      await Promise.all([lookUp(account), lookUp(account), lookUp(account)]);

      expect(issues(account)).toBe(1);
      expect(account.asked()).toHaveLength(3);
    }));

  test('reads an expiry without an offset as Korean time: the sheet’s vector', () => {
    const vault = new MemoryVault();
    return withAccount(
      ({ target }) => (target === TOKEN_PATH ? json(sample('token')) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect(keptIn(vault)!['expiresAt']).toBe(1_772_416_800_000);
      },
      { vault, now: at('2026-03-02T09:00:00') },
    );
  });
});

describe('a kept token', () => {
  test('serves another process without a token call', async () => {
    const vault = new MemoryVault(keep()(await consentOf()));
    await withAccount(
      [EMPTY],
      async (account) => {
        await lookUp(account);
        expect([issues(account), bearers(account)]).toEqual([0, ['Bearer kept-access']]);
      },
      { vault },
    );
  });

  test('beats the configured one when it is to be refreshed', async () => {
    const vault = new MemoryVault(keep({ expiresAt: NOW + 5 * MINUTE - 1 })(await consentOf()));
    const server = new TokenServer('kept-refresh');
    await withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect([server.sent, bearers(account)]).toEqual([['kept-refresh'], ['Bearer A1']]);
        expect(keptIn(vault)).toMatchObject({ accessToken: 'A1', refreshToken: 'R1' });
      },
      { vault },
    );
  });

  test('gives way to a configured one that is not the one its chain began with', async () => {
    const vault = new MemoryVault(keep()(await consentOf('an older consent')));
    const server = new TokenServer(credentials.refreshToken);
    await withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect([server.sent, bearers(account)]).toEqual([[credentials.refreshToken], ['Bearer A1']]);
        expect(keptIn(vault)!['fileToken']).toBe(await consentOf());
      },
      { vault },
    );
  });

  test('that is refused is replaced by the configured one, tried once', async () => {
    const vault = new MemoryVault(keep({ expiresAt: NOW })(await consentOf()));
    const server = new TokenServer(credentials.refreshToken);
    await withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect(server.sent).toEqual(['kept-refresh', credentials.refreshToken]);
      },
      { vault },
    );
  });

  test('still serves where the configured one, changed, is dead', async () => {
    const vault = new MemoryVault(keep()(await consentOf('the living consent')));
    const server = new TokenServer('kept-refresh');
    await withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect(server.sent).toEqual([credentials.refreshToken, 'kept-refresh']);
      },
      { vault },
    );
  });

  test.each([
    ['is no JSON', '<html>'],
    ['lacks its token', '{"refreshToken":"x"}'],
    ['is null', 'null'],
  ])('that %s counts as none', (_, secret) => {
    const vault = new MemoryVault(secret);
    return withAccount(
      [EMPTY],
      async (account) => {
        await lookUp(account);
        expect(issues(account)).toBe(1);
        expect(keptIn(vault)!['accessToken']).toBe('AtDemo0000000000000002');
      },
      { vault },
    );
  });
});

describe('renewal', () => {
  test('comes when less than five minutes are left', () => {
    const server = new TokenServer(credentials.refreshToken);
    let clock: Account['clock'] | null = null;
    return withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request, clock!.now()) : EMPTY),
      async (account) => {
        clock = account.clock;
        await lookUp(account);
        await account.clock.advance(HOUR + 54 * MINUTE);
        await lookUp(account);
        await account.clock.advance(2 * MINUTE);
        await lookUp(account);

        expect(bearers(account)).toEqual(['Bearer A1', 'Bearer A1', 'Bearer A2']);
        expect(server.sent).toEqual([credentials.refreshToken, 'R1']);
      },
    );
  });

  test('comes with whatever call when the pair is older than seven days', async () => {
    const old = keep({ expiresAt: NOW + DAY, issuedAt: NOW - 7 * DAY });
    const vault = new MemoryVault(old(await consentOf()));
    const server = new TokenServer('kept-refresh');
    await withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect(bearers(account)).toEqual(['Bearer A1']);
      },
      { vault },
    );
  });

  test('without a refresh token in the answer keeps the old one', () => {
    const vault = new MemoryVault();
    return withAccount(
      ({ target }) => (target === TOKEN_PATH ? pair('A1', null) : EMPTY),
      async (account) => {
        await lookUp(account);
        expect(keptIn(vault)).toMatchObject({ accessToken: 'A1', refreshToken: credentials.refreshToken });
      },
      { vault },
    );
  });

  test('whose dates cannot be read is kept all the same', () => {
    const vault = new MemoryVault();
    const answer = json({ access_token: 'A1', refresh_token: 'R1', expires_at: 'soon' });
    return withAccount(
      ({ target }) => (target === TOKEN_PATH ? answer : EMPTY),
      async (account) => {
        await lookUp(account);
        expect(keptIn(vault)).toMatchObject({ accessToken: 'A1', refreshToken: 'R1', expiresAt: NOW + 2 * HOUR });
      },
      { vault },
    );
  });

  test('that brings a refresh token alone is kept and then called unreadable', () => {
    const vault = new MemoryVault();
    return withAccount(
      ({ target }) => (target === TOKEN_PATH ? json({ refresh_token: 'R1' }) : EMPTY),
      async (account) => {
        await expect(lookUp(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_MALFORMED });
        expect(keptIn(vault)).toMatchObject({ accessToken: '', refreshToken: 'R1', expiresAt: 0 });
      },
      { vault },
    );
  });

  test('that fails leaves the old token in use while it lives, and is not tried with every call', async () => {
    const vault = new MemoryVault(keep({ expiresAt: NOW + 4 * MINUTE })(await consentOf()));
    await withAccount(
      ({ target }) => (target === TOKEN_PATH ? json('{"error":{"code":503,"message":"down"}}', 503) : EMPTY),
      async (account) => {
        await lookUp(account);
        await lookUp(account);
        expect([issues(account), bearers(account)]).toEqual([1, ['Bearer kept-access', 'Bearer kept-access']]);

        await account.clock.advance(5 * MINUTE);
        await expect(lookUp(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_UNAVAILABLE });
      },
      { vault },
    );
  });
});

describe('two processes on one vault', () => {
  test('that need a token at once refresh once', async () => {
    const server = new TokenServer(credentials.refreshToken);
    const replay = await startReplay((request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY));
    const vault = new MemoryVault();
    const accounts = [connectTo(replay, { vault }), connectTo(replay, { vault })];
    try {
      await Promise.all(accounts.map(lookUp));

      expect(server.sent).toEqual([credentials.refreshToken]);
      expect(bearers({ replay })).toEqual(['Bearer A1', 'Bearer A1']);
    } finally {
      for (const account of accounts) await account.close();
      await replay.close();
    }
  });

  test('share what one of them renewed after a refusal', async () => {
    const server = new TokenServer(credentials.refreshToken);
    const dead = new Set<string | undefined>();
    const replay = await startReplay((request) => {
      if (request.target === TOKEN_PATH) return server.answer(request);
      return dead.has(request.headers['authorization'] as string) ? EXPIRED : EMPTY;
    });
    const vault = new MemoryVault();
    const accounts = [connectTo(replay, { vault }), connectTo(replay, { vault })];
    try {
      await Promise.all(accounts.map(lookUp));
      dead.add('Bearer A1');
      await Promise.all(accounts.map(lookUp));

      expect(server.issued).toBe(2);
      expect(server.sent).toEqual([credentials.refreshToken, 'R1']);
    } finally {
      for (const account of accounts) await account.close();
      await replay.close();
    }
  });
});

describe('a crash', () => {
  /** A vault whose next writing down fails. */
  class FailingVault extends MemoryVault {
    fails = 1;

    override exclusively<T>(
      work: (kept: string | null, keep: (secret: string) => Promise<void>) => Promise<T>,
    ): Promise<T> {
      return super.exclusively((kept, keepIt) =>
        work(kept, (secret) => (this.fails-- > 0 ? Promise.reject(new Error('disk full')) : keepIt(secret))),
      );
    }
  }

  test('of the vault loses no pair: it is written down before the next call', () => {
    const vault = new FailingVault();
    const server = new TokenServer(credentials.refreshToken);
    return withAccount(
      (request) => (request.target === TOKEN_PATH ? server.answer(request) : EMPTY),
      async (account) => {
        await expect(lookUp(account)).rejects.toThrow('disk full');
        await lookUp(account);

        expect([server.issued, bearers(account)]).toEqual([1, ['Bearer A1']]);
        expect(keptIn(vault)).toMatchObject({ accessToken: 'A1', refreshToken: 'R1' });
      },
      { vault },
    );
  });

  test('between answer and vault costs the chain, and the configured token is all that is left to try', async () => {
    const vault = new MemoryVault(keep({ expiresAt: NOW })(await consentOf()));
    await withAccount(
      // The mall gave R1 to a process that died; both tokens that are known are used up.
      ({ target }) => (target === TOKEN_PATH ? REUSED : EMPTY),
      async (account) => {
        await expect(lookUp(account)).rejects.toMatchObject({
          code: ErrorCode.CHANNEL_UNAUTHORIZED,
          message: expect.stringContaining('consent must be given again'),
          channelCode: 'invalid_grant',
          channelMessage: 'Invalid refresh_token',
          mayHaveActed: false,
        });
        expect(issues(account)).toBe(2);
        expect(account.asked()).toEqual([]);
      },
      { vault },
    );
  });
});

describe('refused credentials', () => {
  test('of the app are not tried with another refresh token', async () => {
    const vault = new MemoryVault(keep({ expiresAt: NOW })(await consentOf()));
    await withAccount(
      ({ target }) => (target === TOKEN_PATH ? json(sample('error-token-client-secret'), 401) : EMPTY),
      async (account) => {
        await expect(lookUp(account)).rejects.toMatchObject({
          code: ErrorCode.CHANNEL_UNAUTHORIZED,
          message: 'Cafe24 refuses clientId or clientSecret',
          channelCode: 'invalid_grant',
          channelMessage: 'Invalid client_secret',
        });
        expect(issues(account)).toBe(1);
      },
      { vault },
    );
  });

  test('are not tried again and again: some fifteen token calls in two hours are taken', () =>
    withAccount(
      ({ target }) => (target === TOKEN_PATH ? REUSED : EMPTY),
      async (account) => {
        for (let call = 0; call < 20; call += 1) {
          await expect(lookUp(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_UNAUTHORIZED });
          await account.clock.advance(MINUTE);
        }
        expect(issues(account)).toBeLessThan(10);
      },
    ));

  test.each([
    ['a page', 200, '<html>', ErrorCode.CHANNEL_MALFORMED],
    ['no tokens', 200, '{}', ErrorCode.CHANNEL_MALFORMED],
    ['too many', 429, sample('error-429'), ErrorCode.CHANNEL_RATE_LIMITED],
    ['an unsupported form', 400, sample('error-404-no-api'), ErrorCode.CHANNEL_REJECTED],
    ['trouble', 500, '{"error":"server_error"}', ErrorCode.CHANNEL_UNAVAILABLE],
  ])('answered with %s is a fault', (_, status, body, code) =>
    withAccount(
      ({ target }) => (target === TOKEN_PATH ? json(body, status) : EMPTY),
      async (account) => {
        await expect(lookUp(account)).rejects.toMatchObject({ code });
      },
    ),
  );
});

describe('a refused access token', () => {
  test('is renewed once, and the call repeated once, writes too', () => {
    const server = new TokenServer(credentials.refreshToken);
    return withAccount(
      (request) => {
        if (request.target === TOKEN_PATH) return server.answer(request);
        return request.headers['authorization'] === 'Bearer A1' ? EXPIRED : json(sample('order-status-prepare'));
      },
      async ({ channel, context, replay, asked }) => {
        const orders = [{ key: '20260301-0000012-01', orderNumber: '20260301-0000012' } as StoredOrder];

        expect(await channel.confirmOrder!.send([{ orders }], context)).toEqual([{ kind: 'DONE' }]);
        expect(asked()).toHaveLength(2);
        expect(bearers({ replay })).toEqual(['Bearer A1', 'Bearer A2']);
      },
    );
  });

  test('refused again is a fault, and nothing is tried a third time', () =>
    withAccount([EXPIRED, EXPIRED], async (account) => {
      await expect(lookUp(account)).rejects.toMatchObject({
        code: ErrorCode.CHANNEL_UNAUTHORIZED,
        channelCode: '401',
        channelMessage: 'access_token time expired. (invalid_token)',
        mayHaveActed: false,
      });
      expect([account.asked().length, issues(account)]).toEqual([2, 2]);
    }));

  test('leaves a write unsent, not unknown, when no new one is to be had', () => {
    const tokens = [pair('A1', 'R1')];
    return withAccount(
      ({ target }) => (target === TOKEN_PATH ? (tokens.shift() ?? json('gone', 500)) : EXPIRED),
      async ({ channel, context, asked }) => {
        const orders = [{ key: '20260301-0000012-01', orderNumber: '20260301-0000012' } as StoredOrder];

        await expect(channel.confirmOrder!.send([{ orders }], context)).rejects.toMatchObject({
          code: ErrorCode.CHANNEL_UNAVAILABLE,
          mayHaveActed: false,
        });
        expect(asked()).toHaveLength(1);
      },
    );
  });
});

test('the definition says that its accounts keep a secret and where a mall lives', () => {
  expect(definition).toMatchObject({
    keepsSecret: true,
    baseUrl: 'https://{mallId}.cafe24api.com',
    credentials: { required: ['mallId', 'clientId', 'clientSecret', 'refreshToken'], optional: ['shopNo'] },
    rates: { all: { calls: 10, perMs: 5_000 } },
  });
});
