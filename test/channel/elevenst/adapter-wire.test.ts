import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { splitSpan } from '../../../src/base/span.js';
import { DAY } from '../../../src/base/time.js';
import { readResult, readRows } from '../../../src/channel/elevenst/elevenst.reply.js';
import { parseXml } from '../../../src/channel/elevenst/elevenst.xml.js';
import type { HttpReply } from '../../../src/channel/http.js';
import type { Shop } from './adapter-account.js';
import { all, connect, faultOf, KEY, kst, listOf, resultOf, sample, toWire, wireSample } from './adapter-account.js';

const EMPTY =
  '<?xml version="1.0" encoding="euc-kr" standalone="yes"?><ns2:orders xmlns:ns2="http://skt.tmall.business.openapi.spring' +
  '.service.client.domain/"><ns2:result_code>0</ns2:result_code><ns2:result_text>조회된 결과가 없습니다.' +
  '</ns2:result_text></ns2:orders>';

const reply = (body: Buffer | string, status = 200): HttpReply => ({
  status,
  header: () => null,
  body: Buffer.isBuffer(body) ? body : Buffer.from(body, 'utf8'),
});
const named = (text: string, encoding: string): string =>
  `<?xml version='1.0' encoding='${encoding}'?><orders><order><prdNm>${text}</prdNm></order></orders>`;
const nameIn = (bytes: Buffer): string | undefined => parseXml(bytes).children[0]?.children[0]?.text;

describe('11st XML', () => {
  it('is decoded as EUC-KR (V4, V5)', () => {
    const bytes = iconv.encode(EMPTY, 'cp949');
    expect(bytes).toHaveLength(251);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '6c4d80d1e2421e329f1d178fe86f891eecab932a02f667a0c20ba2b72799d38c',
    );
    const text = parseXml(bytes).children.find((child) => child.name === 'result_text');
    expect(text?.text).toBe('조회된 결과가 없습니다.');
    expect(iconv.encode(text?.text ?? '', 'cp949').toString('hex')).toBe(
      'c1b6c8b8b5c820b0e1b0fab0a120bef8bdc0b4cfb4d92e',
    );
  });

  it('keeps Hangul outside of KS X 1001 (V7)', () => {
    const [before = '', after = ''] = named('|', 'EUC-KR').split('|');
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from('8c63', 'hex'), Buffer.from(after)]);
    expect(nameIn(bytes)).toBe('똠');
    expect(nameIn(iconv.encode(named('똠방각하 펲시 뷁', 'euc-kr'), 'cp949'))).toBe('똠방각하 펲시 뷁');
  });

  it('is decoded by its declaration, UTF-8 included', () => {
    expect(nameIn(Buffer.from(named('뷁 커피', 'UTF-8')))).toBe('뷁 커피');
    expect(nameIn(Buffer.from(`\ufeff${named('뷁 커피', 'utf-8')}`))).toBe('뷁 커피');
    expect(nameIn(Buffer.from(named('뷁 커피', 'x').replace(/^.*?\?>/, '')))).toBe('뷁 커피');
    expect(() => parseXml(Buffer.from(named('a', 'shift_jis')))).toThrow(SyntaxError);
  });

  it('drops characters that XML forbids, raw or as references, and keeps the others', () => {
    expect(nameIn(iconv.encode(named('컵\u0008&#0;&#x1F;&amp;&#44032;\u000b', 'euc-kr'), 'cp949'))).toBe('컵&가');
  });

  it('is read by local name whatever the prefix, CDATA too', () => {
    const root = parseXml(Buffer.from('<s2:orders><n2:order><ordNo><![CDATA[1<2]]></ordNo></n2:order></s2:orders>'));
    expect(root).toMatchObject({ name: 'orders', children: [{ name: 'order', children: [{ text: '1<2' }] }] });
  });

  it('reads the recorded bytes', () => {
    const rows = readRows(reply(wireSample('ordservices-complete')));
    expect(rows).toHaveLength(3);
    expect(Object.keys(rows[0] ?? {})).toHaveLength(83);
    // V6: beyond 2^53, so never a number.
    expect(rows[0]).toMatchObject({ ordNo: '20260302048811203', typeBilNo: '1114000000100000000000001' });
    expect(rows[1]).toMatchObject({ prdNm: '무지 머그컵 받침', dlvMthdCd: 'null', slctPrdOptNm: '' });
    expect(readRows(reply(wireSample('ordservices-complete-empty')))).toEqual([]);
    expect(readResult(reply(wireSample('claimservice-cancelreqconf-already')))).toEqual({
      code: '-1',
      text: '이미 취소 완료된 신청건 입니다.',
    });
  });
});

describe('a reply to a read', () => {
  it('is empty with 0, or with -1 and the words for it', () => {
    expect(readRows(reply(sample('ordservices-complete-empty')))).toEqual([]);
    expect(readRows(reply(sample('claimservice-cancelorders-empty')))).toEqual([]);
    expect(readRows(reply(sample('claimservice-orderlistalladdr-notfound')))).toEqual([]);
  });

  it('takes the first of doubled fields', () => {
    const doubled = '<orders><order><ordNo>1</ordNo><ordNo>2</ordNo></order></orders>';
    expect(readRows(reply(doubled))).toEqual([{ ordNo: '1' }]);
  });

  it.each([
    ['list-error-invalid-key', 200, 'CHANNEL_UNAUTHORIZED', '-1', false, /^주문\/클레임 조회 오류 MSG : OpenAPI Key/],
    ['ordservices-complete-error-window', 200, 'CHANNEL_REJECTED', '-3105', false, /^최대 조회기간은 일주일 입니다\.$/],
    ['claimservice-error-window', 200, 'CHANNEL_REJECTED', '-28008', false, /^조회기간은 최대 30\(한달\)일/],
    ['http500-ip-not-registered', 500, 'CHANNEL_UNAUTHORIZED', '-500', false, /^\[203\.0\.113\.10\]인증된 IP가/],
    ['http500-unknown-api', 500, 'CHANNEL_REJECTED', '-997', false, /^등록된 API 정보가 존재하지 않습니다\.$/],
  ])('%s with HTTP %i is %s', (name, status, code, channelCode, retryable, message) => {
    expect(() => readRows(reply(sample(name), status))).toThrow(
      expect.objectContaining({
        code,
        channelCode,
        retryable,
        channelMessage: expect.stringMatching(message) as string,
      }),
    );
  });

  it('tells maintenance, other errors under -1 and gateway codes apart', () => {
    const fault = (body: Buffer, status = 200): unknown => {
      try {
        return readRows(reply(body, status));
      } catch (error) {
        return error;
      }
    };
    const text = (code: string, words: string): Buffer =>
      toWire(
        `<?xml version="1.0" encoding="UTF-8"?><s2:orders><r:result_code>${code}</r:result_code>` +
          `<r:result_text>${words}</r:result_text></s2:orders>`,
      );
    expect(fault(text('-1000', '서버 점검중입니다.'))).toMatchObject({
      code: 'CHANNEL_UNAVAILABLE',
      retryable: true,
      channelCode: '-1000',
      channelMessage: '서버 점검중입니다.',
    });
    expect(fault(resultOf('-1000', '서버 점검중입니다.'))).toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
    expect(fault(text('-1', '주문/클레임 조회 오류 MSG : 알 수 없음'))).toMatchObject({ code: 'CHANNEL_REJECTED' });
    const gateway = (code: string): Buffer =>
      toWire(`<AuthMessage><resultCode>${code}</resultCode><resultMessage>?</resultMessage></AuthMessage>`);
    expect(fault(gateway('-400'), 500)).toMatchObject({ code: 'CHANNEL_REJECTED', channelCode: '-400' });
    expect(fault(gateway('-1'), 500)).toMatchObject({ code: 'CHANNEL_UNAUTHORIZED', channelCode: '-1' });
  });

  it.each([
    [429, 'CHANNEL_RATE_LIMITED'],
    [403, 'CHANNEL_UNAUTHORIZED'],
    [500, 'CHANNEL_UNAVAILABLE'],
    [503, 'CHANNEL_UNAVAILABLE'],
    [404, 'CHANNEL_REJECTED'],
    [302, 'CHANNEL_MALFORMED'],
  ])('HTTP %i without the service behind it is %s', (status, code) => {
    expect(() => readRows(reply('<html><body>oops</body></html>', status))).toThrow(expect.objectContaining({ code }));
    expect(() => readRows(reply('', status))).toThrow(expect.objectContaining({ code, channelCode: String(status) }));
  });

  it.each([
    ['an HTML page', '<!DOCTYPE html><html><head><meta charset="utf-8"><body>점검</body></html>'],
    ['a well-formed HTML page', '<html><body>점검</body></html>'],
    ['a truncated list', sample('ordservices-complete').subarray(0, 4000)],
    ['nothing', ''],
    ['JSON', '{"result_code":0}'],
    ['another root', '<products/>'],
    ['a list with neither rows nor code', listOf([])],
    ['the result of a write', sample('ordservices-reqpackaging-ok')],
  ])('that is %s is malformed', (_, body) => {
    expect(() => readRows(reply(body))).toThrow(
      expect.objectContaining({ code: 'CHANNEL_MALFORMED', retryable: false }),
    );
  });
});

describe('requests', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  it('ask for a window inclusive of its last minute, with the key (V1)', async () => {
    shop = await connect((target) => ({
      body: target.includes('/complete/') ? wireSample('ordservices-complete') : sample('ordservices-complete-empty'),
    }));
    const listing = shop.channel.orders?.listings.find(({ id }) => id === 'ordservices.complete');

    const span = { start: Date.parse('2026-02-28T15:00:00Z'), end: Date.parse('2026-03-07T15:00:00Z') };
    const snapshots = await all(listing!.read(span, shop.context));

    expect(shop.targets()).toEqual([
      '/rest/ordservices/delvplacestandby/202603010000/202603072359',
      '/rest/ordservices/reservatecomplete/202603010000/202603072359',
      '/rest/ordservices/complete/202603010000/202603072359',
    ]);
    expect(shop.replay.requests[2]).toMatchObject({
      method: 'GET',
      body: '',
      headers: { openapikey: KEY, accept: 'application/xml' },
    });
    expect(snapshots.map((snapshot) => snapshot.orders.length)).toEqual([0, 0, 3]);
  });

  it('cover weeks without overlap (V2)', async () => {
    shop = await connect(() => ({ body: sample('ordservices-complete-empty') }));
    const listing = shop.channel.orders?.listings.find(({ id }) => id === 'ordservices.packaging');

    const span = { start: kst('2026-03-01 00:00'), end: kst('2026-03-21 00:00') };
    for (const window of splitSpan(span, listing!.window.longest)) await all(listing!.read(window, shop.context));

    expect(listing!.window).toEqual({ longest: 7 * DAY, resolution: 60_000 });
    expect(shop.targets().map((target) => target.replace('/rest/ordservices/packaging/', ''))).toEqual([
      '202603010000/202603072359',
      '202603080000/202603142359',
      '202603150000/202603202359',
    ]);
  });

  it('halve a window whose answer is full, and give up on a full minute', async () => {
    const full = listOf(Array.from({ length: 3000 }, (_, index) => ({ ordNo: String(index), ordPrdSeq: '1' })));
    const rest = '/rest/ordservices/shipping/';
    const one = listOf([{ ordNo: '7', ordPrdSeq: '1' }]);
    shop = await connect({
      [`${rest}202603010000/202603010002`]: full,
      [`${rest}202603010000/202603010000`]: one,
      [`${rest}202603010001/202603010002`]: one,
      [`${rest}202603020000/202603020000`]: full,
    });
    const listing = shop.channel.orders?.listings.find(({ id }) => id === 'ordservices.shipping');
    const read = (start: string, end: string) => all(listing!.read({ start: kst(start), end: kst(end) }, shop.context));

    expect(await read('2026-03-01 00:00', '2026-03-01 00:03')).toHaveLength(2);
    expect(await faultOf(read('2026-03-02 00:00', '2026-03-02 00:01'))).toMatchObject({ code: 'CHANNEL_REJECTED' });
    expect(shop.targets()).toHaveLength(4);
  });

  it('check the key with the shortest list there is', async () => {
    const path = '/rest/ordservices/complete/202603042359/202603042359';
    shop = await connect({ [path]: sample('ordservices-complete-empty') });
    await shop.channel.check(shop.context);
    expect(shop.targets()).toEqual([path]);
    await shop.close();

    shop = await connect({ [path]: { status: 500, body: sample('http500-ip-not-registered') } });
    expect(await faultOf(shop.channel.check(shop.context))).toMatchObject({ code: 'CHANNEL_UNAUTHORIZED' });
  });
});
