import { createHash } from 'node:crypto';
import { ApiKeys } from '../../src/auth/api-keys.js';
import type { Role } from '../../src/auth/viewer.js';
import { bodyOf, startApi, type Api } from './support.js';

const key = (name: string, role: Role, channels: readonly string[] | null = null) => ({
  digest: createHash('sha256').update(`key-of-${name}`).digest(),
  viewer: { name, role, channels: channels && new Set(channels) },
});

let api: Api;
beforeAll(async () => {
  const keys = new ApiKeys([key('front', 'viewer'), key('ops', 'operator'), key('half', 'admin', ['coupang-main'])]);
  api = await startApi({ keys, channelIds: ['ownmall-main', 'coupang-main'] });
});
afterAll(() => api.close());

const QUERY = { query: '{ channels { id } }' };
const as = (name: string) => ({ authorization: `Bearer key-of-${name}` });

describe('with API keys', () => {
  it.each<[string, Record<string, string>]>([
    ['no key', {}],
    ['a wrong key', as('nobody')],
    ['another scheme', { authorization: 'Basic key-of-ops' }],
  ])('%s is answered 401', async (_case, headers) => {
    const response = await api.post(QUERY, headers);

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await bodyOf(response)).toEqual({
      errors: [{ message: 'Send an API key: "Authorization: Bearer <key>".', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('a right one is answered, within its channels', async () => {
    expect((await bodyOf(await api.post(QUERY, as('ops')))).data).toEqual({
      channels: [{ id: 'ownmall-main' }, { id: 'coupang-main' }],
    });
    expect((await bodyOf(await api.post(QUERY, as('half')))).data).toEqual({ channels: [{ id: 'coupang-main' }] });
  });

  it('a viewer may not act', async () => {
    const { errors } = await bodyOf(await api.post({ query: 'mutation { syncChannels { rows } }' }, as('front')));

    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('any page may call with a key its user gave it', async () => {
    const origin = 'https://tools.example';
    const response = await api.post(QUERY, { ...as('ops'), origin });
    const preflight = await fetch(api.url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
    expect((await api.post(QUERY, { origin })).headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('the page, health and metrics stay reachable', async () => {
    const page = await fetch(api.url, { headers: { accept: 'text/html' } });
    const others = await Promise.all(
      ['/health/live', '/health/ready', '/metrics'].map((path) => fetch(api.origin + path)),
    );

    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Authorization');
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
