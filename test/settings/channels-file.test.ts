import { readChannelsFile } from '../../src/channel/channels-file.js';
import type { ChannelDefinition } from '../../src/channel/channel.js';
import { ChannelRole, Marketplace } from '../../src/model/marketplace.js';
import { Files, problemsOf } from './support.js';

const definition = (
  marketplace: Marketplace,
  baseUrl: string | null,
  required: readonly string[],
  optional: readonly string[] = [],
): ChannelDefinition => ({
  marketplace,
  role: ChannelRole.SALES,
  baseUrl,
  credentials: { required, optional },
  rates: {},
  concurrency: 1,
  timeoutMs: 1,
  maxResponseBytes: 1,
  ratesAreDocumented: false,
  connect: () => {
    throw new Error('not asked for');
  },
});

const definitions = [
  definition(Marketplace.COUPANG, 'https://coupang.example', ['vendorId', 'accessKey', 'secretKey'], ['userId']),
  definition(Marketplace.OWN_MALL, null, ['apiKey']),
];
const environment = { COUPANG_ACCESS_KEY: 'access-1', COUPANG_SECRET_KEY: 'secret-1', EMPTY: '' };

const files = new Files();
afterAll(() => files.remove());

const read = (content: string, name = 'channels.yaml') =>
  readChannelsFile(files.write(name, content), { environment, definitions });

function problems(content: string): string[] {
  const file = files.write('bad.yaml', content);
  return problemsOf(() => readChannelsFile(file, { environment, definitions }), file);
}

const coupang = (more: string): string => `
channels:
  - id: coupang-main
    marketplace: COUPANG
    credentials: { vendorId: A1, accessKey: a, secretKey: TOP-SECRET }
    ${more}`;

describe('the channels file', () => {
  it('names accounts, with variables filled in and the marketplace’s own address', () => {
    const channels = read(`
channels:
  - id: coupang-main
    marketplace: COUPANG
    name: 쿠팡 본점
    credentials: { vendorId: A00012345, accessKey: "\${COUPANG_ACCESS_KEY}", secretKey: "\${COUPANG_SECRET_KEY}" }
  - id: mall
    marketplace: OWN_MALL
    baseUrl: http://127.0.0.1:9100/prefix/
    credentials: { apiKey: k }
    options: { branchCodes: ["01", "\${COUPANG_ACCESS_KEY}"] }
`);

    expect(channels).toEqual([
      {
        id: 'coupang-main',
        marketplace: 'COUPANG',
        name: '쿠팡 본점',
        baseUrl: 'https://coupang.example',
        credentials: { vendorId: 'A00012345', accessKey: 'access-1', secretKey: 'secret-1' },
        options: {},
        sandbox: false,
      },
      {
        id: 'mall',
        marketplace: 'OWN_MALL',
        name: 'mall',
        baseUrl: 'http://127.0.0.1:9100/prefix',
        credentials: { apiKey: 'k' },
        options: { branchCodes: ['01', 'access-1'] },
        sandbox: false,
      },
    ]);
  });

  it('may be JSON', () => {
    const content = {
      channels: [{ id: 'm', marketplace: 'OWN_MALL', baseUrl: 'http://h', credentials: { apiKey: 'k' } }],
    };

    expect(read(JSON.stringify(content), 'channels.json')).toHaveLength(1);
  });

  it.each([
    ['name: 5', 'channels[0].name must be a text, but is 5'],
    [
      'baseUrl: "ftp://h"',
      'channels[0].baseUrl must be like http://127.0.0.1:9100 or https://host/prefix, but its protocol is ftp',
    ],
    [
      'baseUrl: nowhere',
      'channels[0].baseUrl must be like http://127.0.0.1:9100 or https://host/prefix, but is no URL',
    ],
    [
      'baseUrl: "http://h/?a=1"',
      'channels[0].baseUrl must be like http://127.0.0.1:9100 or https://host/prefix, but it has a query or a fragment',
    ],
    [
      'baseUrl: "http://me:pw@h"',
      'channels[0].baseUrl must be like http://127.0.0.1:9100 or https://host/prefix, but it holds credentials: they belong in credentials',
    ],
    ['options: [1]', 'channels[0].options must be a mapping of names to values, but is [1]'],
    [
      'sandbox: true',
      'channels[0].sandbox is not known here; there are id, marketplace, name, baseUrl, credentials, options',
    ],
  ])('with %s is refused', (more, line) => {
    expect(problems(coupang(more))).toEqual([line]);
  });

  it.each([
    ['channels: []', 'channels must be a list with at least one channel'],
    ['[1, 2]', 'channels must be a list with at least one channel'],
    ['channels: [7]', 'channels[0] must be a channel with id, marketplace, name, baseUrl, credentials, options'],
    [
      'channels: [{ id: a b, marketplace: OWN_MALL, baseUrl: "http://h", credentials: { apiKey: k } }]',
      `channels[0].id must be 1 to 64 letters, digits and '-', but is "a b"`,
    ],
    [
      'channels: [{ id: a, marketplace: GMAKET, credentials: {} }]',
      'channels[0].marketplace must be one of COUPANG, OWN_MALL, but is "GMAKET"',
    ],
    [
      'channels: [{ id: a, marketplace: OWN_MALL, credentials: { apiKey: k } }]',
      'channels[0].baseUrl must be given: OWN_MALL has no address of its own',
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG, credentials: { vendorId: v, accessKey: "${NO_SUCH_KEY}", secretKey: s } }]',
      'channels[0].credentials.accessKey needs the environment variable NO_SUCH_KEY, which is not set',
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG, credentials: { vendorId: v, accessKey: "${EMPTY}", secretKey: s } }]',
      'channels[0].credentials.accessKey needs the environment variable EMPTY, which is not set',
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG, credentials: { vendorId: v, accessKey: "${}", secretKey: s } }]',
      "channels[0].credentials.accessKey must name a variable like ${COUPANG_ACCESS_KEY}, but has a ${…} that is no variable's name",
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG, credentials: { vendorId: v, accessKey: k } }]',
      'channels[0].credentials.secretKey is missing',
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG }]',
      'channels[0].credentials must be a mapping with vendorId, accessKey, secretKey, userId',
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG, credentials: { vendorId: v, accessKey: k, secretKey: s, apiKey: x } }]',
      'channels[0].credentials.apiKey is not known here; there are vendorId, accessKey, secretKey, userId',
    ],
    [
      'channels: [{ id: a, marketplace: COUPANG, credentials: { vendorId: 0123, accessKey: k, secretKey: s } }]',
      'channels[0].credentials.vendorId must be a text: put it in quotes',
    ],
  ])('%s is refused', (content, line) => {
    expect(problems(content)).toEqual([line]);
  });

  it('may not give two channels one id', () => {
    const entry = '{ id: mall, marketplace: OWN_MALL, baseUrl: "http://h", credentials: { apiKey: k } }';

    expect(problems(`channels: [${entry}, ${entry}]`)).toEqual([
      'channels[1].id must be its own, but channels[0] has mall too',
    ]);
  });

  it('that is no YAML is refused by place, without quoting the line', () => {
    const [line] = problems('channels:\n  - { secretKey: TOP-SECRET\n');

    expect(line).toMatch(/^MOA_CHANNELS: .*must be YAML or JSON, but line \d+, column \d+ is not/);
    expect(line).not.toContain('TOP-SECRET');
  });

  it('never shows a credential', () => {
    expect(problems(coupang('x: 1')).join()).not.toContain('TOP-SECRET');
  });

  it('that is not there is refused', () => {
    expect(problemsOf(() => readChannelsFile('/no/such.yaml', { environment, definitions }), '')).toEqual([
      'MOA_CHANNELS names /no/such.yaml, which cannot be read (ENOENT)',
    ]);
  });
});
