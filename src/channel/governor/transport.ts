import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import fetch, { FetchError } from 'node-fetch';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { HttpCall, HttpReply } from '../http.js';

/** Idle connections are closed before a usual server (5 s in many) closes them under the next request. */
const IDLE_CONNECTION_MS = 4_000;

/** Codes of failures that happened before any byte of the request left. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

export interface TransportSettings {
  readonly baseUrl: string;
  readonly concurrency: number;
  readonly maxResponseBytes: number;
}

export interface Sending {
  readonly timeoutMs: number;
  /** Aborts the request on the wire. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the first bytes of the answer are here. */
  readonly onAnswer: () => void;
}

type Request = Pick<HttpCall<unknown>, 'kind' | 'method' | 'target' | 'headers' | 'body'>;

/** Sends single requests with node-fetch and says in our terms what went wrong. Knows nothing of pacing. */
export class Transport {
  readonly #baseUrl: string;
  readonly #keptAgent: HttpAgent;
  /**
   * A WRITE travels on a connection of its own: a kept one that the server closes at that moment would leave us not knowing
   * whether it acted.
   */
  readonly #freshAgent: HttpAgent;

  constructor(private readonly settings: TransportSettings) {
    const base = new URL(settings.baseUrl);
    this.#baseUrl = base.origin + base.pathname.replace(/\/$/, '');
    const Agent = base.protocol === 'https:' ? HttpsAgent : HttpAgent;
    this.#keptAgent = new Agent({ keepAlive: true, maxSockets: settings.concurrency, timeout: IDLE_CONNECTION_MS });
    this.#freshAgent = new Agent({ keepAlive: false });
  }

  /**
   * Refuses a target that URL parsing would alter (`/../`, a space), since it would not be what was signed or meant.
   * @throws ChannelFault CHANNEL_REJECTED
   */
  assertSendable(target: string): void {
    if (!target.startsWith('/')) throw new TypeError('a target starts with a slash');
    const text = this.#baseUrl + target;
    const url = new URL(text);
    if (text === url.origin + url.pathname + url.search) return;
    throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, 'the request has characters that an address cannot carry', {
      mayHaveActed: false,
    });
  }

  /** @throws ChannelFault when no complete answer comes; the signal's reason when it aborts. */
  async send(request: Request, sending: Sending): Promise<HttpReply> {
    const stop = new AbortController();
    let isLate = false;
    // The one timer on real time: a socket that hangs cannot be waited for on any other clock.
    const timer = setTimeout(() => {
      isLate = true;
      stop.abort();
    }, sending.timeoutMs);
    const onAbort = (): void => stop.abort();
    sending.signal?.addEventListener('abort', onAbort, { once: true });
    if (sending.signal?.aborted) stop.abort();
    try {
      return await this.#exchange(request, stop.signal, sending.onAnswer);
    } catch (error) {
      if (isLate) throw timeoutFault(sending.timeoutMs);
      if (sending.signal?.aborted) throw sending.signal.reason;
      throw faultOf(error);
    } finally {
      clearTimeout(timer);
      sending.signal?.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.#keptAgent.destroy();
    this.#freshAgent.destroy();
  }

  async #exchange(request: Request, signal: AbortSignal, onAnswer: () => void): Promise<HttpReply> {
    const response = await fetch(this.#baseUrl + request.target, {
      method: request.method,
      headers: { 'user-agent': 'moa', ...lowerCased(request.headers()) },
      // A Buffer, since node-fetch adds a content type of its own to a string.
      ...(request.body === undefined ? {} : { body: Buffer.from(request.body) }),
      agent: request.kind === 'WRITE' ? this.#freshAgent : this.#keptAgent,
      redirect: 'manual',
      size: this.settings.maxResponseBytes,
      signal,
    });
    onAnswer();
    const body = Buffer.from(await response.arrayBuffer());
    if (response.status >= 300 && response.status < 400) throw redirectFault(response.status);
    return { status: response.status, header: (name) => response.headers.get(name), body };
  }
}

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const timeoutFault = (timeoutMs: number): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_TIMEOUT, `no complete answer within ${timeoutMs} ms`);

/** Marketplaces' APIs never redirect; a gateway or a login page does, and its answer is not theirs. */
const redirectFault = (status: number): ChannelFault =>
  new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `answered with a redirect (${status})`);

/** node-fetch's messages hold the whole address, so nothing of them is passed on but the code. */
function faultOf(error: unknown): unknown {
  if (!(error instanceof FetchError)) return error;
  if (error.type === 'max-size') return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, 'the answer is too large');
  const code = error.code ?? error.type;
  if (code.startsWith('Z_') || code.startsWith('ERR_ZLIB') || code.startsWith('ERR_BROTLI')) {
    return new ChannelFault(ErrorCode.CHANNEL_MALFORMED, `the answer cannot be unzipped (${code})`);
  }
  if (NEVER_CONNECTED.has(code) || isTlsFailure(code)) {
    return new ChannelFault(ErrorCode.CHANNEL_UNAVAILABLE, `no connection (${code})`, { mayHaveActed: false });
  }
  return new ChannelFault(
    ErrorCode.CHANNEL_UNAVAILABLE,
    `the connection broke before the answer was complete (${code})`,
  );
}

const isTlsFailure = (code: string): boolean =>
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/.test(code) || code === 'EPROTO';
