import { tokenOf } from '../../../src/channel/esm/esm.token.js';
import { Courier } from '../../../src/model/courier.js';
import type { Account } from './adapter.support.js';
import { COURIERS, ORDERS, no, onAuction, page, read, reply, sample, withAccount } from './adapter.support.js';

const list = (account: Account) => read(account, 'orders.1.ORDERED', '2026-03-01', '2026-03-02');

describe('tokens', () => {
  const subject = {
    masterId: 'demo_master',
    secretKey: 'ZmFrZS1zZWNyZXQtMDEyMw==',
    issuer: 'www.example-seller.com',
  };
  const header = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImRlbW9fbWFzdGVyIn0';

  test('agree with the vector of two sites', () => {
    const token = tokenOf({ ...subject, sellers: 'A:demo_auction,G:demo_gmarket', issuedAt: 1503294000_000 });
    expect(token).toBe(
      `${header}.eyJpc3MiOiJ3d3cuZXhhbXBsZS1zZWxsZXIuY29tIiwic3ViIjoic2VsbCIsImF1ZCI6InNhLmVzbXBsdXMuY29tIiwiaWF0IjoxNTAzMjk0MDAwLCJzc2kiOiJBOmRlbW9fYXVjdGlvbixHOmRlbW9fZ21hcmtldCJ9.1E6nR2GhrASbeFWseLQArDK9pzcnrhVo2bd_1auLYmc`,
    );
    // Made with the secret decoded first.
    expect(token).not.toContain('H34sEcWW_K-5AE2gTpAgk3aJQoebawQgr_jHV2muhF8');
  });

  test('agree with the vector of one site, without a time', () => {
    expect(tokenOf({ ...subject, sellers: 'G:demo_gmarket' })).toBe(
      `${header}.eyJpc3MiOiJ3d3cuZXhhbXBsZS1zZWxsZXIuY29tIiwic3ViIjoic2VsbCIsImF1ZCI6InNhLmVzbXBsdXMuY29tIiwic3NpIjoiRzpkZW1vX2dtYXJrZXQifQ.z-_jQy2n-IfKlH5PCu0izZb8-mV_-Wpv7KRlhbkXP-I`,
    );
  });

  test('are made anew for each call', async () => {
    await withAccount([page([]), page([])], async (account) => {
      await list(account);
      await list(account);
      const [first, second] = account.replay.requests.map(({ headers }) => headers.authorization);
      expect(first).not.toBe(second);
    });
  });
});

describe('replies that are no answer', () => {
  const html = '<html><body>점검중입니다</body></html>';

  test.each([
    ['a page with HTTP 200', reply(html), 'CHANNEL_MALFORMED', null],
    ['an empty body', reply(''), 'CHANNEL_MALFORMED', null],
    ['JSON cut off', reply(sample('RequestOrders-gmarket-new').slice(0, 300)), 'CHANNEL_MALFORMED', null],
    ['a list as root', reply('[]'), 'CHANNEL_MALFORMED', null],
    ['no ResultCode', reply({ Message: 'Success', Data: null }), 'CHANNEL_MALFORMED', null],
    ['Data of another kind', reply({ ResultCode: 0, Data: [] }), 'CHANNEL_MALFORMED', null],
    ['rows of another kind', reply({ ResultCode: 0, Data: { RequestOrders: {} } }), 'CHANNEL_MALFORMED', null],
    ['a redirect', reply('', 302), 'CHANNEL_MALFORMED', null],
    ['401', reply(sample('auth-401'), 401), 'CHANNEL_UNAUTHORIZED', '401'],
    ['401 in a body with HTTP 200', reply(sample('auth-401')), 'CHANNEL_UNAUTHORIZED', '401'],
    ['403', reply(html, 403), 'CHANNEL_UNAUTHORIZED', '403'],
    ['another 4xx', reply(html, 400), 'CHANNEL_REJECTED', '400'],
    ['a refusal with HTTP 400', reply({ ResultCode: 2000, Message: '파라메터' }, 400), 'CHANNEL_REJECTED', '2000'],
  ])('%s', async (_name, body, code, channelCode) => {
    await withAccount([body], async (account) => {
      await expect(list(account)).rejects.toMatchObject({ code, channelCode });
    });
  });

  test('the words of 401 are passed on', async () => {
    await withAccount([reply(sample('auth-401'), 401)], async (account) => {
      await expect(list(account)).rejects.toMatchObject({
        channelMessage: 'The user does not have right access to the api',
      });
    });
  });

  test.each([
    [429, 'CHANNEL_RATE_LIMITED'],
    [500, 'CHANNEL_UNAVAILABLE'],
    [502, 'CHANNEL_UNAVAILABLE'],
    [503, 'CHANNEL_UNAVAILABLE'],
    [504, 'CHANNEL_TIMEOUT'],
  ])('HTTP %i passes, so it is tried again', async (status, code) => {
    await withAccount([reply('', status), page([])], async (account) => {
      expect(await list(account)).toEqual({ orders: [], cancellations: [] });
      expect(account.replay.requests).toHaveLength(2);
    });
    await withAccount(
      () => reply('', status),
      async (account) => {
        await expect(list(account)).rejects.toMatchObject({ code, channelCode: String(status), retryable: true });
      },
    );
  });
});

describe('refused questions', () => {
  test.each([
    ['RequestOrders-fail-window-gmarket', 'its span is too long'],
    ['RequestOrders-fail-window-auction', 'its span is too long'],
    ['RequestOrders-fail-sitetype', 'it does not know one of its conditions'],
    ['RequestOrders-fail-orderno-digits', 'the order number is none of this site, or the account is of the other'],
    ['PreRequestOrders-fail', 'it begins after its end'],
    ['GetDeliveryStatus-fail-window', 'its span is too long'],
    ['Cancels-fail-window', 'its span is too long'],
  ])('%s', async (name, why) => {
    const { ResultCode, Message } = JSON.parse(sample(name)) as { ResultCode: number; Message: string };
    await withAccount([reply(sample(name))], async (account) => {
      await expect(list(account)).rejects.toMatchObject({
        code: 'CHANNEL_REJECTED',
        retryable: false,
        message: `ESM refuses the question: ${why}`,
        channelCode: String(ResultCode),
        channelMessage: Message,
      });
      expect(account.replay.requests).toHaveLength(1);
    });
  });

  test('other words of the tables, and words that are in none', async () => {
    const words = {
      '(G마켓)31 이하의 범위만 조회할 수 있습니다.': 'ESM refuses the question: its span is too long',
      '시작일과 종료일을 정확하게 입력 바랍니다': 'ESM refuses the question: its span is too long',
      'API Error - 문자열이 유효한 DateTime으로 인식되지 않습니다': 'ESM refuses the question: it cannot read a date',
      '처음 보는 오류': 'ESM refuses the question',
    };
    for (const [channelMessage, message] of Object.entries(words)) {
      await withAccount([no(3000, channelMessage)], async (account) => {
        await expect(list(account)).rejects.toMatchObject({ code: 'CHANNEL_REJECTED', message, channelMessage });
      });
    }
  });

  test('too many calls: waited for and asked again', async () => {
    await withAccount([reply(sample('RequestOrders-fail-rate-limit')), page([])], async (account) => {
      const before = account.clock.now();
      expect((await list(account)).orders).toEqual([]);
      expect(account.clock.now() - before).toBeGreaterThanOrEqual(5_000);
      expect(account.asked()).toEqual([`POST ${ORDERS}`, `POST ${ORDERS}`]);
    });
    await withAccount(
      () => reply(sample('RequestOrders-fail-rate-limit')),
      async (account) => {
        await expect(list(account)).rejects.toMatchObject({
          code: 'CHANNEL_RATE_LIMITED',
          retryable: true,
          channelCode: '3000',
          channelMessage: '주문 조회는 5초당 1회 호출 가능합니다',
        });
      },
    );
  });
});

describe('check', () => {
  test('asks for one row of the last minute', async () => {
    await withAccount([page([])], async (account) => {
      await account.channel.check(account.context);
      expect(account.bodies()).toEqual([
        {
          siteType: 2,
          orderStatus: 1,
          requestDateType: 1,
          requestDateFrom: '2026-03-03 11:59',
          requestDateTo: '2026-03-03 12:00',
          pageIndex: 1,
          pageSize: 1,
        },
      ]);
    });
  });

  test('says that the keys are refused', async () => {
    await withAccount([reply(sample('auth-401'), 401)], async (account) => {
      await expect(account.channel.check(account.context)).rejects.toMatchObject({ code: 'CHANNEL_UNAUTHORIZED' });
    });
  });
});

describe('couriers', () => {
  const codesOf = (couriers: readonly { courier: Courier; code: string }[], wanted: Courier) =>
    couriers.filter(({ courier }) => courier === wanted).map(({ code }) => code);

  test("are those of ESM's own list, under its names", async () => {
    await withAccount([reply(sample('delivery-company'))], async (account) => {
      const couriers = await account.channel.couriers(account.context);
      expect(account.asked()).toEqual([`GET ${COURIERS}`]);
      expect(couriers).toContainEqual({ courier: Courier.CJ_LOGISTICS, code: '10013', name: 'CJ 대한통운 택배' });
      expect(codesOf(couriers, Courier.LOTTE)).toEqual(['10008']);
      expect(codesOf(couriers, Courier.DIRECT)).toEqual(['10031']);
      expect(codesOf(couriers, Courier.OTHER)).toEqual(['10032', '10034']);
      // Not in the sample's list.
      expect(codesOf(couriers, Courier.CJ_LOGISTICS)).toEqual(['10013']);
    });
  });

  test('of Auction: no handing over in person', async () => {
    const nested = reply({ ResultCode: 0, Data: JSON.parse(sample('delivery-company')) as object });
    await withAccount(
      [nested],
      async (account) => {
        const couriers = await account.channel.couriers(account.context);
        expect(codesOf(couriers, Courier.DIRECT)).toEqual([]);
        expect(codesOf(couriers, Courier.OTHER)).toEqual(['10034', '10070']);
      },
      onAuction,
    );
  });

  test.each([
    ['the goods API is closed to the account', reply(sample('auth-401'), 401)],
    ['the list is none', reply('<html></html>')],
    ['the list is empty', reply({ deliveryCompanies: [] })],
  ])('are those of the table where %s', async (_name, body) => {
    await withAccount([body], async (account) => {
      expect(await account.channel.couriers(account.context)).toEqual(account.channel.courierNames);
    });
  });

  test('every courier that the channels share has a code, best first', async () => {
    await withAccount([], ({ channel }) => {
      const best = Object.values(Courier).map((courier) => [courier, codesOf(channel.courierNames, courier)[0]]);
      expect(Object.fromEntries(best)).toEqual({
        CJ_LOGISTICS: '10013',
        LOTTE: '10008',
        HANJIN: '10007',
        KOREA_POST: '10005',
        LOGEN: '10003',
        KYUNGDONG: '10016',
        DAESIN: '10014',
        ILYANG: '10015',
        CHUNIL: '10017',
        HAPDONG: '10074',
        KUNYOUNG: '10050',
        CVSNET: '10073',
        CU_POST: '10236',
        DHL: '10022',
        EMS: '10036',
        FEDEX: '10023',
        UPS: '10042',
        DIRECT: '10031',
        OTHER: '10032',
      });
      return Promise.resolve();
    });
  });
});
