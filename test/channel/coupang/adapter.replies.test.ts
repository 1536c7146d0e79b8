import { answerOf, judge } from '../../../src/channel/coupang/coupang.reply.js';
import type { ReplayReply } from '../../support/replay.js';
import { VENDOR_PATH, closeShops, faultOf, openShop, sample } from './adapter.support.js';

afterEach(closeShops);

const check = async (reply: ReplayReply) => {
  const shop = await openShop(() => reply);
  return { shop, fault: await faultOf(shop.channel.check(shop.context)) };
};

describe('checking the credentials', () => {
  it('asks for one row of today', async () => {
    const shop = await openShop(() => ({ body: sample('ordersheets-empty') }));

    await shop.channel.check(shop.context);

    expect(shop.replay.requests.map(({ target }) => target)).toEqual([
      `${VENDOR_PATH}/ordersheets?createdAtFrom=2026-03-03&createdAtTo=2026-03-04&status=ACCEPT&maxPerPage=1`,
    ]);
  });

  it.each([
    ['error-401-invalid-signature', 401, 'ERROR', 'Invalid signature.'],
    ['error-401-expired', 401, 'ERROR', 'Specified signature is expired.'],
    ['error-401-expired', 403, 'ERROR', 'Specified signature is expired.'],
    ['error-401-hmac-format', 401, 'ERROR', 'HMAC format is invalid.'],
    ['error-401-not-authorized', 400, 'ERROR', 'Request is not authorized.'],
    [
      'error-unknown-access-key',
      500,
      'ERROR',
      'Unknown error occurred, please contact api-gateway channel for the details.',
    ],
    ['error-403-ip', 403, '403', '[FORBIDDEN] Not allowed IP.'],
    ['error-400-vendor', 400, '400', 'Invalid vendor ID'],
  ])('tells refused credentials from %s under HTTP %s, once', async (name, status, channelCode, channelMessage) => {
    const { shop, fault } = await check({ status, body: sample(name) });

    expect(fault).toMatchObject({
      code: 'CHANNEL_UNAUTHORIZED',
      retryable: false,
      mayHaveActed: false,
      channelCode,
      channelMessage,
    });
    expect(shop.replay.requests).toHaveLength(1);
  });
});

describe('a reply', () => {
  const accessDenied = '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference #18.0</BODY></HTML>';

  it.each([
    ['a wrong range', 400, sample('error-400-range'), 'CHANNEL_REJECTED', '400', false],
    ['an unknown path or vendor', 404, 'not found', 'CHANNEL_UNAUTHORIZED', '404', false],
    ['an expired API', 410, '', 'CHANNEL_REJECTED', '410', false],
    ['too many calls', 429, '{"code":"ERROR","message":"Too many"}', 'CHANNEL_RATE_LIMITED', 'ERROR', true],
    ['the block of the edge', 403, accessDenied, 'CHANNEL_RATE_LIMITED', '403', true],
    ['an internal error', 500, '500 internal exception', 'CHANNEL_UNAVAILABLE', '500', true],
    ['a gateway time-out', 504, sample('acknowledgement-timeout-504'), 'CHANNEL_TIMEOUT', 'ERROR', true],
    [
      'an upstream that is down',
      521,
      '{"code":"ERROR","message":"connection timed out"}',
      'CHANNEL_UNAVAILABLE',
      'ERROR',
      true,
    ],
    ['an error under HTTP 200', 200, '{"code":"ERROR","message":"x"}', 'CHANNEL_UNAVAILABLE', 'ERROR', true],
    ['a refusal under HTTP 200', 200, '{"code":"400","message":"x"}', 'CHANNEL_REJECTED', '400', false],
    ['a page for people', 200, '<html>점검 중입니다</html>', 'CHANNEL_MALFORMED', null, false],
    ['a broken-off body', 200, sample('ordersheets-accept.v4').slice(0, 900), 'CHANNEL_MALFORMED', null, false],
    ['another root', 200, '[]', 'CHANNEL_MALFORMED', null, false],
    ['no envelope', 200, '{"data":[]}', 'CHANNEL_MALFORMED', null, false],
  ])('that is %s is a fault', (_, status, text, code, channelCode, retryable) => {
    const reply = { status, header: () => null, body: Buffer.from(text) };
    const thrown = (): unknown => {
      try {
        return answerOf(reply);
      } catch (error) {
        return error;
      }
    };

    expect(thrown()).toMatchObject({ code, channelCode, retryable });
  });

  it('of the edge is waited out for long', async () => {
    const { shop, fault } = await check({ status: 403, body: accessDenied });

    expect(fault.retryAfterMs).toBe(600_000);
    expect(shop.replay.requests).toHaveLength(1);
  });

  it.each(['{"code":200,"data":[]}', '{"code":"200","data":[]}', '{"code":"SUCCESS","data":[]}'])(
    'is an answer: %s',
    (text) => {
      expect(judge({ status: 200, header: () => null, body: Buffer.from(text) }).kind).toBe('ANSWER');
    },
  );

  it('is asked for again where it may pass', async () => {
    let calls = 0;
    const shop = await openShop(() => {
      calls += 1;
      return calls < 3 ? { status: 500, body: '500 internal exception' } : { body: sample('ordersheets-empty') };
    });

    await shop.channel.check(shop.context);

    expect(shop.replay.requests).toHaveLength(3);
  });
});
