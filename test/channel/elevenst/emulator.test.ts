import type { OutsideEvent } from '../../../src/sandbox/emulator.js';
import type { Reply } from './emulator.support.js';
import { API_KEY, kst, lineOf, openShop } from './emulator.support.js';

const COMPLETE = '/rest/ordservices/complete/202603010000/202603072359';
const COURIER = { kind: 'DISPATCH', courierCode: '00034', trackingNumber: '640000000011' } as const;

describe('gateway', () => {
  test.each([
    ['GET', '/rest/orderservices/complete/202603010000/202603072359'],
    ['GET', '/ordservices/complete/202603010000/202603072359'],
    ['GET', '/rest/ordservices/complete'],
    ['GET', `${COMPLETE}/`],
    ['GET', '/rest/ordservices/complete/2026%2F03'],
    ['GET', '/rest/ordservices/complete/%E0%A4%A'],
    ['GET', '/rest/ordservices/reqpackaging/20260302048811203/1/N/null'],
    ['GET', '/rest/claimservice/cancelreqconf/120345671'],
    ['GET', '/rest/__proto__:0'],
    ['POST', COMPLETE],
    ['PUT', '/rest/ordservices/reqdelivery/202603031620/01/00034/640000000011/2681004571'],
  ])('answers %s %s with HTTP 500 and -997', async (method, path) => {
    const reply = await openShop().get(path, { method });

    expect([reply.status, reply.root.name, reply.code, reply.text]).toEqual([
      500,
      'AuthMessage',
      '-997',
      '등록된 API 정보가 존재하지 않습니다.',
    ]);
  });

  test('turns a call without a key away before any service', async () => {
    const reply = await openShop().get(COMPLETE, { headers: {} });

    expect([reply.status, reply.root.name, reply.code]).toEqual([500, 'AuthMessage', '-500']);
  });

  test('knows no seller of another key, in the shape of each call, and does nothing', async () => {
    const shop = openShop();
    const [line] = shop.place();
    const headers = { openapikey: API_KEY.replace(/.$/, '0') };
    const path = `/rest/ordservices/reqpackaging/${line!.orderNumber}/1/N/null/${line!.bundleNumber}`;

    const list = await shop.get('/rest/claimservice/cancelorders/202603010000/202603302359', { headers });
    const refused = await shop.get(path, { headers });

    expect([list.status, list.root.name, list.code, list.text]).toEqual([
      200,
      'ns2:orders',
      '-1',
      '주문/클레임 조회 오류 MSG : OpenAPI Key 에 해당하는 유저가 없습니다.',
    ]);
    expect([refused.status, refused.root.name, refused.code, refused.text]).toEqual([
      200,
      'ResultOrder',
      '-1',
      'ERROR : OpenAPI Key 에 해당하는 유저가 없습니다.',
    ]);
    expect(shop.line(line!).nativeStatus).toBe('202');
  });
});

describe('encoding', () => {
  test('CP949 bytes: rare hangul survive, emoji become ?, markup is escaped', async () => {
    const shop = openShop();
    const name = `똠방각하 뷁 펲 <b>"A&B"</b> '😀'`;
    shop.place({ lines: [lineOf({ productName: name })] });

    const reply = await shop.get(COMPLETE);

    expect(reply.xml).toMatch(/^<\?xml version="1\.0" encoding="euc-kr" standalone="yes"\?><ns2:orders /);
    expect(reply.rows[0]!['prdNm']).toBe(name.replace('😀', '?'));
    expect(reply.bytes.includes(Buffer.from('<prdNm>')) && reply.bytes.includes(Buffer.from('8c63', 'hex'))).toBe(true);
    expect(reply.xml).toContain('&lt;b&gt;"A&amp;B"&lt;/b&gt;');
  });

  test('the empty text of the sheet in EUC-KR', async () => {
    const { bytes } = await openShop().get(COMPLETE);

    expect(bytes.includes(Buffer.from('c1b6c8b8b5c820b0e1b0fab0a120bef8bdc0b4cfb4d92e', 'hex'))).toBe(true);
  });
});

describe('windows', () => {
  const start = "start_dt의 조회 기간의 포멧('YYYYMMDDHH24:MI')이 올바르지 않습니다.";
  const end = "end_dt의 조회 기간의 포멧('YYYYMMDDHH24:MI')이 올바르지 않습니다.";

  test.each([
    ['standby', -3102, -3103, -3104],
    ['delvplacestandby', -3102, -3103, -3104],
    ['complete', -3103, -3104, -3105],
    ['reservatecomplete', -3203, -3204, -3205],
    ['packaging', -3303, -3304, -3305],
    ['shipping', -3902, -3903, -3904],
    ['dlvcompleted', -3902, -3903, -3904],
    ['completed', -3902, -3903, -3904],
  ])('%s: seven days, with codes of its own', async (list, badStart, badEnd, tooLong) => {
    const { call } = openShop();
    const path = `/rest/ordservices/${list}`;
    const none = '0 조회된 결과가 없습니다.';

    expect(await call(`${path}/20260301/202603072359`)).toBe(`${badStart} ${start}`);
    expect(await call(`${path}/202602300000/202603072359`)).toBe(`${badStart} ${start}`);
    expect(await call(`${path}/2026030100:00/x`)).toBe(`${badStart} ${start}`);
    expect(await call(`${path}/202603010000/202603072460`)).toBe(`${badEnd} ${end}`);
    expect(await call(`${path}/202603010000/202603090000`)).toBe(`${tooLong} 최대 조회기간은 일주일 입니다.`);
    expect(await call(`${path}/202603010000/202603082359`)).toBe(none);
    expect(await call(`${path}/202603010000/202603072359`)).toBe(none);
    expect(await call(`${path}/202603072359/202603010000`)).toBe(none);
  });

  test.each(['cancelorders', 'canceledorders', 'withdrawcanceledorders'])('%s: thirty days', async (list) => {
    const { call } = openShop();
    const path = `/rest/claimservice/${list}`;
    const format = "의 조회 기간의 포멧('YYYYMMDDHH24')이 올바르지 않습니다.";

    expect(await call(`${path}/20260301/202603302359`)).toBe(`-28007 start_dt${format}`);
    expect(await call(`${path}/202603010000/20260330`)).toBe(`-28006 end_dt${format}`);
    expect(await call(`${path}/null/202603302359`)).toBe('-28003 조회시작일을 알 수 없습니다.');
    expect(await call(`${path}/202603010000/`)).toBe('-28004 조회종료일을 알 수 없습니다.');
    expect(await call(`${path}/202603010000/202603310000`)).toBe('-1 해당 건이 없습니다.');
    expect(await call(`${path}/202603010000/202603310001`)).toMatch(/^-28008 조회기간은 최대 30/);
  });

  test('both minutes of a window belong to it', async () => {
    const shop = openShop('2026-03-04T12:00:00');
    shop.place({ orderedAt: kst('2026-03-03T10:00:59.999') });
    const rows = async (window: string): Promise<number> =>
      (await shop.get(`/rest/ordservices/complete/${window}`)).rows.length;

    expect(await rows('202603031000/202603031000')).toBe(1);
    expect(await rows('202603031001/202603031200')).toBe(0);
    expect(await rows('202603030900/202603030959')).toBe(0);
    expect(await rows('202603030900/202603050000')).toBe(1);
  });

  test('a list gives the oldest 3000 rows, newest first in complete', async () => {
    const shop = openShop('2026-03-04T12:00:00');
    const first = kst('2026-03-02T00:00:00');
    for (let index = 0; index < 3001; index++) shop.place({ orderedAt: first + index * 1000 });

    const { rows } = await shop.get(COMPLETE);

    expect(rows).toHaveLength(3000);
    expect([rows[0]!['ordDt'], rows.at(-1)!['ordDt']]).toEqual(['2026-03-02 00:49:59', '2026-03-02 00:00:00']);
  });

  test('lists wait for an order to become visible; look-ups by number do not', async () => {
    const shop = openShop('2026-03-04T12:00:00');
    const [line] = shop.place({ visibleAt: kst('2026-03-04T12:05:00') });

    const early = await shop.get(COMPLETE);
    const single = await shop.get(`/rest/ordservices/complete/${line!.orderNumber}`);
    const states = await shop.get(`/rest/claimservice/orderlistall/${line!.orderNumber}`);
    shop.at('2026-03-04T12:05:00');

    expect([early.code, single.rows.length, states.rows.length]).toEqual(['0', 1, 1]);
    expect((await shop.get(COMPLETE)).rows).toHaveLength(1);
  });
});

describe('lists by status', () => {
  const LISTS = ['standby', 'complete', 'packaging', 'shipping', 'dlvcompleted', 'completed'];

  test('a line is in one list at a time', async () => {
    const shop = openShop('2026-03-04T12:00:00');
    const [line] = shop.place({ paidAt: null });
    const present = async (): Promise<string[]> => {
      const replies = await Promise.all(
        LISTS.map((list) => shop.get(`/rest/ordservices/${list}/202603040000/202603042359`)),
      );
      return LISTS.filter((_list, index) => replies[index]!.rows.length > 0);
    };
    const steps: OutsideEvent[] = [
      { kind: 'PAY' },
      { kind: 'CONFIRM' },
      COURIER,
      { kind: 'DELIVER' },
      { kind: 'CONFIRM_PURCHASE' },
    ];

    expect(await present()).toEqual(['standby']);
    for (const [index, event] of steps.entries()) {
      expect(shop.emulator.happen(line!, event)).toBe(true);
      expect(await present()).toEqual([LISTS[index + 1]]);
    }
  });

  test('late and same-day companions take no dates; an overseas seller finds nothing', async () => {
    const shop = openShop('2026-03-03T23:59:59');
    shop.place({ orderedAt: kst('2026-03-02T10:00:00') });
    const confirmed = shop.place({ orderedAt: kst('2026-03-02T10:00:00') })[0]!;
    shop.emulator.happen(confirmed, { kind: 'CONFIRM' });
    const rows = async (path: string): Promise<number> => (await shop.get(`/rest/ordservices/${path}`)).rows.length;

    expect([await rows('delaydelivery/completes'), await rows('delaydelivery/packagings')]).toEqual([0, 0]);
    shop.at('2026-03-04T00:00:01');
    expect([await rows('delaydelivery/completes'), await rows('delaydelivery/packagings')]).toEqual([1, 1]);
    expect([await rows('todaydelivery/completes'), await rows('todaydelivery/packagings')]).toEqual([0, 0]);
    expect(await rows('packaging/202603010000/202603042359/N')).toBe(1);
    expect(await rows('packaging/202603010000/202603042359/Y')).toBe(0);
  });

  test('before dispatch the method is the word null; after it, the answer set of codes', async () => {
    const shop = openShop();
    const line = shop.confirmed();
    const state = async (): Promise<unknown[]> => {
      const [row] = (await shop.get(`/rest/claimservice/orderlistalladdr/${line.orderNumber}`)).rows;
      return [row!['dlvMthdCd'], row!['dlvEtprsCd'], row!['invcNo'], row!['sndEndDt']];
    };

    expect(await state()).toEqual(['null', '', '', '']);
    await shop.call(`/rest/ordservices/reqdelivery/202603041300/05/null/null/${line.bundleNumber}`);
    expect(await state()).toEqual(['99', '', '', '2026-03-04 13:00:00']);
  });
});

describe('orderlistall and orderlistalladdr', () => {
  test.each(['orderlistall', 'orderlistalladdr'])('%s takes up to 100 numbers, commas without spaces', async (path) => {
    const shop = openShop();
    const numbers = Array.from({ length: 100 }, () => shop.place()[0]!.orderNumber);
    const ask = (list: string): Promise<Reply> => shop.get(`/rest/claimservice/${path}/${list}`);

    expect((await ask(numbers.join(','))).rows.map((row) => row['ordNo'])).toEqual(numbers);
    expect((await ask([...numbers, '1'].join(','))).text).toBe('주문번호의 갯수는 최대 100개 까지만 가능 합니다.');
    expect((await ask([...numbers, '1'].join(','))).code).toBe('-28003');
    expect((await ask('')).code).toBe('-28002');
    expect((await ask(`1,%20${numbers[0]}`)).text).toBe('해당 건이 없습니다.');
    expect((await ask(`${numbers[1]},${numbers[1]},1`)).rows).toHaveLength(1);
  });

  test('quantities: live with the address, first ordered without it; asked-for ones count as cancelled', async () => {
    const shop = openShop();
    const line = shop.confirmed({ quantity: 5 });
    const claim = shop.request(line, 2);
    await shop.call(`/rest/claimservice/cancelreqconf/${claim}/${line.orderNumber}/1`);
    shop.request(line, 1);
    const quantities = async (path: string): Promise<unknown[]> => {
      const [row] = (await shop.get(`/rest/claimservice/${path}/${line.orderNumber}`)).rows;
      return [row!['ordQty'], row!['ordCnQty'], row!['ordPrdStat'], row!['ordPrdStatNm']];
    };

    expect(await quantities('orderlistalladdr')).toEqual(['3', '3', '701', '취소신청']);
    expect(await quantities('orderlistall')).toEqual(['5', '3', '701', '취소신청']);
  });
});
