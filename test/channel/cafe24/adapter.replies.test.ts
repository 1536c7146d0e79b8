import { SECOND } from '../../../src/base/time.js';
import { definition } from '../../../src/channel/cafe24/index.js';
import type { StoredOrder } from '../../../src/model/order.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { NOW, collect, json, sample, withAccount, type Account, type AccountOptions } from './adapter.support.js';

const span = { start: NOW - 1, end: NOW };
const read = ({ channel, context }: Account) => collect(channel.orders!.listings[0]!.read(span, context));
const confirm = ({ channel, context }: Account) => {
  const orders = [{ key: '20260301-0000012-01', orderNumber: '20260301-0000012' } as StoredOrder];
  return channel.confirmOrder!.send([{ orders }], context);
};
const EMPTY = json(sample('orders-list-empty'));

describe('a read', () => {
  test.each([
    ['a missing scope', 403, 'error-403-insufficient-scope', ErrorCode.CHANNEL_UNAUTHORIZED, '403'],
    ['a wrong path', 404, 'error-404-no-api', ErrorCode.CHANNEL_REJECTED, '404'],
    ['a parameter', 422, 'error-422-missing-parameter', ErrorCode.CHANNEL_REJECTED, '422'],
    ['its rate', 429, 'error-429', ErrorCode.CHANNEL_RATE_LIMITED, '429'],
  ])('refused for %s is a fault with Cafe24’s words', (_, status, name, code, channelCode) =>
    withAccount(
      Array.from({ length: 3 }, () => json(sample(name), status)),
      async (account) => {
        const { message } = (JSON.parse(sample(name)) as { error: { message: string } }).error;
        await expect(read(account)).rejects.toMatchObject({ code, channelCode, channelMessage: message });
      },
    ),
  );

  test('refused for its scope says that consent must be given again', () =>
    withAccount([json(sample('error-403-insufficient-scope'), 403)], async (account) => {
      await expect(read(account)).rejects.toThrow('consent must be given again with the scopes mall.read_order');
    }));

  test.each([
    ['a page with HTTP 200', 200, '<html>점검</html>', ErrorCode.CHANNEL_MALFORMED],
    ['a broken body', 200, sample('orders-list-n10').slice(0, 500), ErrorCode.CHANNEL_MALFORMED],
    ['another root', 200, '{"order":{}}', ErrorCode.CHANNEL_MALFORMED],
    ['a list', 200, '[]', ErrorCode.CHANNEL_MALFORMED],
    ['rows that are none', 200, '{"orders":[1]}', ErrorCode.CHANNEL_MALFORMED],
    ['orders without lines', 200, sample('orders-list-paged-no-embed'), ErrorCode.CHANNEL_MALFORMED],
    ['claims that are no list', 200, '{"orders":[{"items":[],"cancellation":{}}]}', ErrorCode.CHANNEL_MALFORMED],
    ['an error with HTTP 200', 200, sample('error-422-missing-parameter'), ErrorCode.CHANNEL_REJECTED],
    ['a page with HTTP 404', 404, '<html>', ErrorCode.CHANNEL_MALFORMED],
    ['a refusal in a page', 403, '<html>', ErrorCode.CHANNEL_UNAUTHORIZED],
    ['HTTP 500', 500, '{"error":{"code":500,"message":"internal"}}', ErrorCode.CHANNEL_UNAVAILABLE],
    ['HTTP 503', 503, '<html>', ErrorCode.CHANNEL_UNAVAILABLE],
    ['HTTP 504', 504, '', ErrorCode.CHANNEL_TIMEOUT],
    ['an unknown status', 418, '{"error":{"code":418,"message":"teapot"}}', ErrorCode.CHANNEL_REJECTED],
  ])('answered with %s is a fault', (_, status, body, code) =>
    withAccount(
      Array.from({ length: 3 }, () => json(body, status)),
      async (account) => {
        await expect(read(account)).rejects.toMatchObject({ code });
      },
    ),
  );

  test('answered with nothing found is no fault', () =>
    withAccount([EMPTY], async (account) => {
      expect(await read(account)).toEqual([]);
    }));
});

describe('the version', () => {
  const retired = json(sample('error-400-version').replaceAll('2026-03-01', '2026-06-01'), 400);
  const versions = ({ replay }: Account) =>
    replay.requests.map(({ headers }) => headers['x-cafe24-api-version']).filter((version) => version !== undefined);

  test('that is refused is replaced once by the one named, for good, in writes too', () =>
    withAccount([retired, json(sample('order-status-prepare')), EMPTY], async (account) => {
      expect(await confirm(account)).toEqual([{ kind: 'DONE' }]);
      await read(account);
      expect(versions(account)).toEqual(['2026-03-01', '2026-06-01', '2026-06-01']);
    }));

  test('refused again is a fault that certainly did nothing', () =>
    withAccount([retired, retired], async (account) => {
      await expect(confirm(account)).rejects.toMatchObject({
        code: ErrorCode.CHANNEL_REJECTED,
        channelCode: '400',
        mayHaveActed: false,
      });
      expect(versions(account)).toHaveLength(2);
    }));

  test('refused in favour of itself is not tried again', () =>
    withAccount([json(sample('error-400-version'), 400)], async (account) => {
      await expect(read(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_REJECTED });
    }));
});

describe('the pace', () => {
  const pausedBy = (headers: Record<string, string>) =>
    withAccount([json(sample('orders-list-empty'), 200, headers), EMPTY], async (account) => {
      await read(account);
      const begun = account.clock.now();
      await read(account);
      return account.clock.now() - begun;
    });

  test.each([
    ['1/40', 0],
    ['36/40', 0],
    ['37/40', 500],
    ['40/40', 2_000],
    ['rubbish', 0],
  ])('after a bucket of %s rests %d ms', async (limit, rest) => {
    expect(await pausedBy({ 'X-Api-Call-Limit': limit })).toBe(rest);
  });

  test('obeys the usage limit while it blocks', async () => {
    expect(await pausedBy({ 'X-Cafe24-Call-Usage': '100', 'X-Cafe24-Call-Remain': '7' })).toBe(7 * SECOND);
    expect(await pausedBy({ 'X-Cafe24-Time-Usage': '110', 'X-Cafe24-Time-Remain': '12' })).toBe(12 * SECOND);
  });

  test('waits as long as a refusal says, else a second', () =>
    withAccount(
      [json(sample('error-429'), 429, { 'X-Cafe24-Call-Remain': '9' }), json(sample('error-429'), 429), EMPTY],
      async (account) => {
        const begun = account.clock.now();
        await read(account);
        const waited = account.clock.now() - begun;
        expect(waited).toBeGreaterThanOrEqual(10 * SECOND);
        expect(waited).toBeLessThan(12 * SECOND);
      },
    ));

  test('never overflows the bucket nor passes ten calls within a second', () => {
    const { calls, perMs } = definition.rates['all']!;
    expect(calls).toBeLessThanOrEqual(10);
    expect(calls / (perMs / SECOND)).toBeLessThanOrEqual(2);
  });
});

describe('settings', () => {
  const connectWith = (options: AccountOptions) => withAccount([], () => Promise.resolve('connected'), options);

  test.each([
    ['an unknown option', { options: { refund: true } }, 'options.refund is not known'],
    [
      'an option that is no flag',
      { options: { recoversInventory: 'T' } },
      'options.recoversInventory must be true or false',
    ],
    ['a shop that is no number', { credentials: { shopNo: 'kr' } }, 'credentials.shopNo must be'],
  ])('%s is refused', async (_, options: AccountOptions, words) => {
    await expect(connectWith(options)).rejects.toThrow(words);
    await expect(connectWith(options)).rejects.toBeInstanceOf(RangeError);
  });
});
