import { serverAudits } from 'graphql-http';
import { bodyOf, startApi, type Api } from './support.js';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => api.url, fetchFn: fetch });

  /** GETs that a page could send without a preflight: refused, so that no page can use a browser's reach. */
  const notices = ['5A70', 'D6D5', '6A70'];

  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ id, fn }) => {
    const result = await fn();

    expect({ ...result, response: undefined }).toMatchObject({ status: notices.includes(id) ? 'notice' : 'ok' });
  });

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
    ['application/graphql-response+json, application/json;q=0.9', 400],
    ['application/json;q=0.9, application/graphql-response+json;q=0.5', 200],
    ['application/graphql-response+json, */*;q=0.1', 400],
    ['*/*', 200],
  ])('answers a wrong document for Accept %s with %i, in the content type of that', async (accept, status) => {
    const response = await api.post({ query: '{' }, { accept });

    expect(response.status).toBe(status);
    const type = status === 400 ? 'application/graphql-response+json' : 'application/json';
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect((await bodyOf(response)).errors?.[0]?.extensions).toEqual({ code: 'BAD_INPUT' });
  });

  it('takes a GET that says it is no plain link, and no mutation by GET', async () => {
    const ask = (query: string) =>
      fetch(`${api.url}?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': '1' } });

    expect(await (await ask('{ channels { id } }')).json()).toEqual({ data: { channels: [{ id: 'ownmall-main' }] } });
    expect((await ask('mutation { syncChannels { rows } }')).status).toBe(405);
  });

  it('puts errors before data', async () => {
    const query = '{ actions(filter: {}, first: 0) { totalCount } }';
    const response = await api.post({ query });

    expect((await response.text()).startsWith('{"errors":')).toBe(true);
  });
});
