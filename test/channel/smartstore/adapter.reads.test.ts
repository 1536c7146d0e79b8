import type { Snapshot } from '../../../src/channel/channel.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { CancellationStatus } from '../../../src/model/cancellation.js';
import { OrderStatus } from '../../../src/model/order.js';
import { DAY, SECOND } from '../../../src/base/time.js';
import type { StoredCancellation } from '../../../src/model/cancellation.js';
import { PATH, at, collect, json, sample, withAccount, type Account } from './adapter.support.js';

const day = { start: at('2026-03-15T00:00:00'), end: at('2026-03-16T00:00:00') };
const DAY_QUERY = 'from=2026-03-15T00%3A00%3A00.000%2B09%3A00&to=2026-03-15T23%3A59%3A59.999%2B09%3A00';
const keysOf = (snapshots: readonly Snapshot[]): string[][] =>
  snapshots.map(({ orders }) => orders.map(({ key }) => key));

const row = (JSON.parse(sample('product-orders-query-new')) as { data: { productOrder: object }[] }).data[0]!;
const rowWith = (productOrderId: string) => ({ ...row, productOrder: { ...row.productOrder, productOrderId } });
const page = (ids: readonly string[], pagination: object | null) =>
  json({
    timestamp: '2026-03-16T10:05:12.418+09:00',
    traceId: 'a^1^2',
    data: {
      contents: ids.map((id) => ({ productOrderId: id, content: rowWith(id) })),
      ...(pagination && { pagination }),
    },
  });
const rows = (ids: readonly string[]) => json({ data: ids.map(rowWith) });

const listing = ({ channel }: Account, id: string) =>
  [...channel.orders!.listings, ...channel.cancellations!.listings].find((one) => one.id === id)!;
const readDay = (account: Account, id = 'conditions.ORDERED') =>
  collect(listing(account, id).read(day, account.context));

describe('listings', () => {
  test('ask one question for a day of all statuses', () =>
    withAccount([json(sample('product-orders-conditions'))], async (account) => {
      const snapshots = await readDay(account);

      expect(account.asked()).toEqual([
        `GET ${PATH}?${DAY_QUERY}&rangeType=ORDERED_DATETIME&quantityClaimCompatibility=true&pageSize=300&page=1`,
      ]);
      expect(account.replay.requests[1]!.headers['content-type']).toBeUndefined();
      expect(keysOf(snapshots)).toEqual([['2026031540000021', '2026031540000022']]);
      expect(snapshots[0]!.cancellations).toEqual([]);
    }));

  test('tell the claims of their rows', () =>
    withAccount([json(sample('product-orders-conditions-cancel-request'))], async (account) => {
      const [snapshot] = await readDay(account, 'conditions.CLAIM_REQUESTED');

      expect(snapshot!.orders).toMatchObject([{ key: '2026031540000041', canceledQuantity: 1 }]);
      expect(snapshot!.cancellations).toMatchObject([
        { key: '2026031580000004-2026031540000041', status: CancellationStatus.REQUESTED },
      ]);
    }));

  test('differ in the date that they compare', () =>
    withAccount(
      ({ target }) => json(sample(target.includes('oauth2') ? 'token' : 'last-changed-statuses-empty')),
      async (account) => {
        const { channel } = account;
        const all = [...channel.orders!.listings, ...channel.cancellations!.listings];
        for (const one of all) expect(await collect(one.read(day, account.context))).toHaveLength(1);

        expect(all.map(({ id, nativeDate, window, pageSize }) => [id, nativeDate, window, pageSize])).toEqual([
          ['conditions.ORDERED', 'ORDERED', { longest: DAY, resolution: 1 }, 300],
          ['conditions.PAID', 'PAID', { longest: DAY, resolution: 1 }, 300],
          ['conditions.DISPATCHED', 'DISPATCHED', { longest: DAY, resolution: 1 }, 300],
          ['conditions.CLAIM_REQUESTED', 'REQUESTED', { longest: DAY, resolution: 1 }, 300],
          ['conditions.CLAIM_COMPLETED', 'COMPLETED', { longest: DAY, resolution: 1 }, 300],
        ]);
        expect(account.asked().map((call) => /rangeType=(\w+)/.exec(call)![1])).toEqual([
          'ORDERED_DATETIME',
          'PAYED_DATETIME',
          'DISPATCHED_DATETIME',
          'CLAIM_REQUESTED_DATETIME',
          'CLAIM_COMPLETED_DATETIME',
        ]);
      },
    ));

  test('by order date cover every status, by payment date all but the unpaid, and all tell claims', () =>
    withAccount([], ({ channel }) => {
      const [ordered, paid, dispatched] = channel.orders!.listings;
      const all = Object.values(OrderStatus).filter((status) => status !== OrderStatus.DISPATCHED);

      expect(new Set(ordered!.statuses)).toEqual(new Set(all));
      expect(new Set(paid!.statuses)).toEqual(new Set(all.slice(1)));
      expect(new Set(dispatched!.statuses)).toEqual(new Set(all.slice(3)));
      expect(channel.orders!.listings.map(({ tellsClaims }) => tellsClaims)).toEqual([true, true, true]);
      return Promise.resolve();
    }));

  test('are read page by page to the end, one snapshot each', () =>
    withAccount(
      [
        page(['1', '2'], { page: 1, size: 300, hasNext: true }),
        page(['2', '3'], { page: 2, size: 300, hasNext: true }),
        page([], { page: 3, size: 300, hasNext: false }),
      ],
      async (account) => {
        expect(keysOf(await readDay(account))).toEqual([['1', '2'], ['2', '3'], []]);
        expect(account.asked().map((call) => /&page=(\d+)/.exec(call)![1])).toEqual(['1', '2', '3']);
      },
    ));

  test.each([
    ['repeat a page', [page(['1'], { page: 1, hasNext: true }), page(['1'], { page: 2, hasNext: true })]],
    ['stay on a page', [page(['1'], { page: 1, hasNext: true }), page(['2'], { page: 1, hasNext: true })]],
    ['promise more and bring nothing', [page([], { page: 1, hasNext: true })]],
    [
      'are full and do not say whether there is more',
      [
        page(
          Array.from({ length: 300 }, (_, i) => `${i}`),
          null,
        ),
      ],
    ],
    ['do not say whether there is more', [page(['1'], { page: 1 })]],
  ])('that %s are unreadable', (_, replies) =>
    withAccount(replies, async (account) => {
      await expect(readDay(account)).rejects.toMatchObject({ code: ErrorCode.CHANNEL_MALFORMED });
    }),
  );

  test('give what was read before the fault', () =>
    withAccount(
      [page(['1'], { page: 1, hasNext: true }), json(sample('errors/date-range-400'), 400)],
      async (account) => {
        const read: Snapshot[] = [];
        const reading = (async () => {
          for await (const snapshot of listing(account, 'conditions.PAID').read(day, account.context)) {
            read.push(snapshot);
          }
        })();

        await expect(reading).rejects.toMatchObject({ code: ErrorCode.CHANNEL_REJECTED });
        expect(keysOf(read)).toEqual([['1']]);
      },
    ));

  test('of an empty span ask nothing', () =>
    withAccount([], async (account) => {
      const span = { start: day.start, end: day.start };

      expect(await collect(listing(account, 'conditions.PAID').read(span, account.context))).toEqual([]);
      expect(await collect(account.channel.orders!.feed!.read(span, account.context))).toEqual([]);
      expect(account.replay.requests).toEqual([]);
    }));
});

describe('the change feed', () => {
  test('follows more with the end unmoved and reads how the orders stand', () =>
    withAccount(
      [
        json(sample('last-changed-statuses')),
        rows(['2026031540000011', '2026031540000021']),
        json(sample('last-changed-statuses-last-page')),
        rows(['2026031540000071']),
      ],
      async (account) => {
        const { feed } = account.channel.orders!;
        const snapshots = await collect(feed!.read(day, account.context));

        const to = 'lastChangedTo=2026-03-15T23%3A59%3A59.999%2B09%3A00';
        expect(account.asked()).toEqual([
          `GET ${PATH}/last-changed-statuses?lastChangedFrom=2026-03-15T00%3A00%3A00.000%2B09%3A00&${to}&limitCount=300`,
          `POST ${PATH}/query`,
          `GET ${PATH}/last-changed-statuses?lastChangedFrom=2026-03-15T13%3A15%3A44.000%2B09%3A00&${to}&moreSequence=2026031540000071&limitCount=300`,
          `POST ${PATH}/query`,
        ]);
        expect(JSON.parse(account.replay.requests[2]!.body)).toEqual({
          productOrderIds: ['11', '21', '31', '41', '51', '61'].map((end) => `20260315400000${end}`),
          quantityClaimCompatibility: true,
        });
        expect(keysOf(snapshots)).toEqual([['2026031540000011', '2026031540000021'], ['2026031540000071']]);
        expect(feed!.window).toEqual({ longest: DAY, resolution: SECOND });
      },
    ));

  test('without a change has no data at all, and nothing is looked up', () =>
    withAccount([json(sample('last-changed-statuses-empty'))], async (account) => {
      expect(await collect(account.channel.orders!.feed!.read(day, account.context))).toEqual([]);
      expect(account.asked()).toHaveLength(1);
    }));

  test('that gives the same page again is unreadable', () => {
    const stuck = json({
      data: { lastChangeStatuses: [], more: { moreFrom: '2026-03-15T01:00:00.0+09:00', moreSequence: '1' } },
    });
    return withAccount([stuck, stuck], async (account) => {
      const { feed } = account.channel.orders!;

      await expect(collect(feed!.read(day, account.context))).rejects.toMatchObject({
        code: ErrorCode.CHANNEL_MALFORMED,
      });
      expect(account.asked()[1]).toContain('lastChangedFrom=2026-03-15T01%3A00%3A00.000%2B09%3A00');
    });
  });
});

describe('looking up', () => {
  const pointers = (ids: readonly string[]) => ids.map((key) => ({ key, orderNumber: '2026031510000002' }));

  test('names orders that are missing from the answer', () =>
    withAccount([json(sample('product-orders-query-new'))], async ({ channel, context, replay }) => {
      const { lookup } = channel.orders!;
      const answer = await lookup.read(
        pointers(['2026031540000021', '2026031540000099', '2026031540000021']),
        'DETAIL',
        context,
      );

      expect(JSON.parse(replay.requests[1]!.body)).toMatchObject({
        productOrderIds: ['2026031540000021', '2026031540000099'],
      });
      expect(answer.orders.map(({ key }) => key)).toEqual(['2026031540000021', '2026031540000022']);
      expect(answer.gone).toEqual(['2026031540000099']);
      expect([lookup.maxBatch, lookup.unitOf(pointers(['7'])[0]!)]).toEqual([300, '7']);
    }));

  test('finds the one order for which the marketplace refuses the question', () =>
    withAccount(
      ({ target, body }) => {
        if (target.includes('oauth2')) return json(sample('token'));
        const ids = (JSON.parse(body) as { productOrderIds: string[] }).productOrderIds;
        return ids.includes('3') ? json(sample('errors/not-my-product-order-400'), 400) : rows(ids);
      },
      async (account) => {
        const answer = await account.channel.orders!.lookup.read(
          pointers(['1', '2', '3', '4']),
          'STATE',
          account.context,
        );

        expect(answer.orders.map(({ key }) => key)).toEqual(['1', '2', '4']);
        expect(answer.gone).toEqual(['3']);
        expect(account.asked()).toHaveLength(5);
      },
    ));

  test('of open claims asks for their orders once', () =>
    withAccount([json(sample('product-orders-query-cancel-withdrawn'))], async ({ channel, context, replay }) => {
      const claims = ['a', 'b'].map((key) => ({ key, orderKey: '2026031540000051' }) as StoredCancellation);
      const snapshot = await channel.cancellations!.reread(claims, context);

      expect(JSON.parse(replay.requests[1]!.body)).toMatchObject({ productOrderIds: ['2026031540000051'] });
      expect(snapshot.orders).toHaveLength(1);
      expect(snapshot.cancellations).toMatchObject([{ status: CancellationStatus.WITHDRAWN }]);
      expect(await channel.cancellations!.reread([], context)).toEqual({ orders: [], cancellations: [] });
      expect(replay.requests).toHaveLength(2);
    }));
});

describe('a reply to a read', () => {
  const samples: readonly [string, number, ErrorCode, boolean][] = [
    ['errors/gw-ip-not-allowed-403', 403, ErrorCode.CHANNEL_UNAUTHORIZED, false],
    ['errors/gw-not-found-404', 404, ErrorCode.CHANNEL_REJECTED, false],
    ['errors/gw-rate-limit-429', 429, ErrorCode.CHANNEL_RATE_LIMITED, true],
    ['errors/gw-quota-limit-429', 429, ErrorCode.CHANNEL_RATE_LIMITED, true],
    ['errors/gw-block-02-503', 503, ErrorCode.CHANNEL_UNAVAILABLE, true],
    ['errors/gw-timeout-01-504', 504, ErrorCode.CHANNEL_TIMEOUT, true],
    ['errors/date-range-400', 400, ErrorCode.CHANNEL_REJECTED, false],
    ['errors/unreadable-body-400', 400, ErrorCode.CHANNEL_REJECTED, false],
  ];

  test.each(samples)('like %s is a fault with the marketplace’s words', (name, status, code, retryable) =>
    withAccount(
      ({ target }) => (target.includes('oauth2') ? json(sample('token')) : json(sample(name), status)),
      async (account) => {
        const { code: channelCode, message } = JSON.parse(sample(name)) as { code: string; message: string };

        await expect(readDay(account)).rejects.toMatchObject({ code, retryable, channelCode, channelMessage: message });
        // Only what may pass is asked again.
        expect(account.asked().length > 1).toBe(retryable && name !== 'errors/gw-quota-limit-429');
      },
    ),
  );

  test.each([
    ['a page with HTTP 200', '<html>점검 중</html>', 200, ErrorCode.CHANNEL_MALFORMED],
    ['a page with HTTP 502', '<html>Bad Gateway</html>', 502, ErrorCode.CHANNEL_UNAVAILABLE],
    ['a page with HTTP 400', '<html>', 400, ErrorCode.CHANNEL_MALFORMED],
    ['half a body', '{"data":{"contents":[', 200, ErrorCode.CHANNEL_MALFORMED],
    ['a list for an object', '[]', 200, ErrorCode.CHANNEL_MALFORMED],
    ['data that is none', '{"data":"nothing"}', 200, ErrorCode.CHANNEL_MALFORMED],
    ['contents that are none', '{"data":{"contents":{}}}', 200, ErrorCode.CHANNEL_MALFORMED],
    ['a row without its parts', '{"data":{"contents":[{"content":{}}]}}', 200, ErrorCode.CHANNEL_MALFORMED],
    ['an error with HTTP 200', sample('errors/gw-block-02-503'), 200, ErrorCode.CHANNEL_UNAVAILABLE],
    ['an error of the order API with HTTP 200', sample('errors/date-range-400'), 200, ErrorCode.CHANNEL_MALFORMED],
  ])('that is %s', (_, body, status, code) =>
    withAccount(
      ({ target }) => (target.includes('oauth2') ? json(sample('token')) : json(body, status)),
      async (account) => {
        await expect(readDay(account)).rejects.toMatchObject({ code });
      },
    ),
  );

  test('that asks for patience gets a second of it', () =>
    withAccount(
      [json(sample('errors/gw-rate-limit-429'), 429), json(sample('product-orders-conditions'))],
      async (account) => {
        const begun = account.clock.now();

        expect(await readDay(account)).toHaveLength(1);
        expect(account.clock.now() - begun).toBeGreaterThanOrEqual(SECOND);
      },
    ));
});
