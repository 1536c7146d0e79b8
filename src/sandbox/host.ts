import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Clock, Instant } from '../base/clock.js';
import type { Emulator, WireReply, WireRequest } from './emulator.js';
import { DEFAULT_DELAY_MS, FaultQueue, type Fault, type FaultKind } from './faults.js';

export interface HostSettings {
  readonly emulator: Emulator;
  readonly clock: Clock;
  /** Default: any free port. */
  readonly port?: number;
  /**
   * Prefix of every path; empty or with a leading slash. The emulator gets its paths without it; a call outside of it never
   * reaches the emulator and is answered 404.
   */
  readonly basePath: string;
}

/** One emulator on a loopback port. */
export interface Host {
  /** Address with the base path: what a channel takes as its base URL. */
  readonly baseUrl: string;
  readonly emulator: Emulator;
  /** Calls in order of arrival; the oldest are forgotten beyond 100,000. */
  calls(): readonly Call[];
  clearCalls(): void;
  inject(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface Call {
  readonly at: Instant;
  readonly method: string;
  /** As it came, with the base path. */
  readonly path: string;
  /** As it came, without the question mark. */
  readonly query: string;
  /** Null while, or where, no whole answer was sent. */
  readonly status: number | null;
  /** The injected fault that struck it. */
  readonly fault: FaultKind | null;
}

const MOST_CALLS = 100_000;

const MOST_BODY_BYTES = 10 * 1024 * 1024;
/** Paths whose last reply is kept for REPEAT_PAGE. */
const MOST_REMEMBERED = 200;
/** Longer than clients keep idle connections, so that none is closed under a call just leaving. */
const KEEP_ALIVE_MS = 65_000;

const MAINTENANCE_PAGE: WireReply = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html lang="ko"><head><title>안내</title></head><body><h1>서비스 점검 중입니다</h1></body></html>',
};

/** Puts an emulator on 127.0.0.1. */
export async function startHost(settings: HostSettings): Promise<Host> {
  const desk = new Desk(settings);
  const server = createServer((incoming, outgoing) => {
    desk.serve(incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      outgoing.end(`the emulator failed: ${String(error)}`);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const address = await listen(server, settings.port ?? 0);
  return {
    baseUrl: address + settings.basePath,
    emulator: settings.emulator,
    calls: () => desk.calls,
    clearCalls: () => void (desk.calls.length = 0),
    inject: (fault) => desk.faults.inject(fault),
    clearFaults: () => desk.faults.clear(),
    close: () => {
      desk.closing.abort(new Error('the sandbox is closing'));
      return close(server);
    },
  };
}

/** Listens on 127.0.0.1 and tells the address, without a trailing slash. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Closes a server with all its connections, also those that wait for an answer. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

type Noted = { -readonly [K in keyof Call]: Call[K] };

/** What stands between HTTP and one emulator. */
class Desk {
  readonly calls: Noted[] = [];
  readonly faults = new FaultQueue();
  readonly closing = new AbortController();
  readonly #lastReplies = new Map<string, WireReply>();

  constructor(private readonly settings: HostSettings) {}

  async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const method = incoming.method ?? 'GET';
    const [path, query] = splitTarget(incoming.url ?? '/');
    const call = this.#note({ at: this.settings.clock.now(), method, path, query, status: null, fault: null });
    const body = await readBody(incoming, MOST_BODY_BYTES);
    const inner = stripBase(path, this.settings.basePath);
    if (body === null) return answer(outgoing, call, problem(413, `a body of at most ${MOST_BODY_BYTES} bytes`));
    if (inner === null) {
      return answer(outgoing, call, problem(404, `nothing is here; paths begin with ${this.settings.basePath}`));
    }
    const request: WireRequest = { method, path: inner, query, headers: plainHeaders(incoming), body };
    const key = `${method} ${path}`;
    const fault = this.faults.take(method, path, this.#lastReplies.has(key));
    call.fault = fault?.kind ?? null;
    if (fault) return this.#strike(fault, request, key, outgoing, call);
    answer(outgoing, call, await this.#handle(request, key));
  }

  async #strike(fault: Fault, request: WireRequest, key: string, outgoing: ServerResponse, call: Noted): Promise<void> {
    const { emulator, clock } = this.settings;
    switch (fault.kind) {
      case 'TIMEOUT':
        return;
      case 'REFUSE_CONNECTION':
        return void outgoing.destroy();
      case 'RATE_LIMITED':
      case 'INTERNAL':
        return answer(outgoing, call, emulator.troubleReply(fault.kind));
      case 'HTML':
        return answer(outgoing, call, MAINTENANCE_PAGE);
      case 'REPEAT_PAGE':
        return answer(outgoing, call, this.#lastReplies.get(key)!);
      case 'LOSE_ANSWER':
        await this.#handle(request, key);
        return void outgoing.destroy();
      case 'TRUNCATED':
        return answerHalf(outgoing, await this.#handle(request, key));
      case 'LATE': {
        const reply = await this.#handle(request, key);
        try {
          await clock.sleep(fault.delayMs ?? DEFAULT_DELAY_MS, this.closing.signal);
        } catch {
          return void outgoing.destroy();
        }
        return answer(outgoing, call, reply);
      }
    }
  }

  async #handle(request: WireRequest, key: string): Promise<WireReply> {
    const reply = await this.settings.emulator.handle(request);
    this.#lastReplies.delete(key);
    this.#lastReplies.set(key, reply);
    if (this.#lastReplies.size > MOST_REMEMBERED) {
      for (const oldest of this.#lastReplies.keys()) {
        this.#lastReplies.delete(oldest);
        break;
      }
    }
    return reply;
  }

  #note(call: Noted): Noted {
    this.calls.push(call);
    if (this.calls.length > MOST_CALLS) this.calls.splice(0, MOST_CALLS / 10);
    return call;
  }
}

function answer(outgoing: ServerResponse, call: Noted, reply: WireReply): void {
  call.status = reply.status;
  const body = Buffer.from(reply.body);
  outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
  outgoing.end(body);
}

function answerHalf(outgoing: ServerResponse, reply: WireReply): void {
  const body = Buffer.from(reply.body);
  outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
}

const problem = (status: number, expected: string): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ error: expected }),
});

/** Path and raw query, both as they came. */
export function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

function stripBase(path: string, basePath: string): string | null {
  if (!path.startsWith(basePath)) return null;
  const inner = path.slice(basePath.length);
  return inner.startsWith('/') ? inner : null;
}

function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** The whole body, or null where it is longer than `most` bytes. */
export async function readBody(incoming: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  return size > most ? null : Buffer.concat(chunks);
}
