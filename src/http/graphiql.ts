import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Instant } from '../base/clock.js';
import { startOfKstDay } from '../base/time.js';
import { firstQuery } from './first-query.js';
import { SANDBOX_ORIGIN } from './origin.js';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

const ENDPOINT = '/graphql';

export const sandboxLink = (endpoint: string): string =>
  `${SANDBOX_ORIGIN}/sandbox/explorer?endpoint=${encodeURIComponent(endpoint)}`;

/** A browser that opens the address, not a client that would take anything. */
export const wantsPage = ({ method, headers: { accept = '' } }: FastifyRequest): boolean =>
  method === 'GET' && accept.includes('text/html') && !/application\/(graphql-response\+)?json/.test(accept);

interface PageSettings {
  readonly clock: Clock;
  readonly hasKeys: boolean;
  /** Address of the server itself, for the link to Apollo Sandbox. */
  readonly url: () => string;
}

/**
 * GraphiQL in one file of 9 MB that needs no internet. It is made at first use, zipped once, and made anew when the day of
 * its example's dates is over.
 */
export class GraphiqlPage {
  #page: Promise<Buffer> | null = null;
  #day: Instant | null = null;

  constructor(private readonly settings: PageSettings) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const zipped = await this.#zipped();
    const takesZip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'Origin, Accept, Accept-Encoding',
      // Without keys the page may do everything: no other page may show it and steer its user's clicks.
      'content-security-policy': "frame-ancestors 'none'",
      'x-frame-options': 'DENY',
      ...(takesZip ? { 'content-encoding': 'gzip' } : {}),
    });
    return reply.send(takesZip ? zipped : await unzip(zipped));
  }

  #zipped(): Promise<Buffer> {
    const today = startOfKstDay(this.settings.clock.now());
    if (this.#page !== null && this.#day === today) return this.#page;
    const page = this.#make();
    this.#page = page;
    this.#day = today;
    page.catch(() => {
      if (this.#page === page) this.#page = null;
    });
    return page;
  }

  async #make(): Promise<Buffer> {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const html = renderGraphiQL({
      title: 'Moa',
      endpoint: ENDPOINT,
      defaultQuery: firstQuery(this.settings.clock.now()),
      ...(this.settings.hasKeys ? { headers: '{ "Authorization": "Bearer " }' } : {}),
    });
    const end = html.lastIndexOf('</body>');
    return zip(html.slice(0, end) + linkTo(sandboxLink(this.settings.url())) + html.slice(end));
  }
}

/** Seen through a proxy the server has another address than it knows of; the browser knows it. */
const linkTo = (href: string): string => `
<a id="apollo-sandbox" href="${href}" target="_blank" rel="noopener"
  style="position:fixed;right:12px;bottom:12px;z-index:10;padding:6px 12px;border-radius:6px;background:#1f2937;color:#fff;font:13px sans-serif;text-decoration:none"
>Open in Apollo Sandbox</a>
<script>
  document.getElementById('apollo-sandbox').href =
    '${SANDBOX_ORIGIN}/sandbox/explorer?endpoint=' + encodeURIComponent(location.origin + location.pathname);
</script>
`;
