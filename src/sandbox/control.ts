import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import type { Clock } from '../base/clock.js';
import { toIsoKst } from '../base/time.js';
import { readEvent, readFault, readOrder } from './control-forms.js';
import { guide } from './control-guide.js';
import { BadInput } from './control-input.js';
import { nothing, ok, problem, type Reply, type Route } from './control-reply.js';
import { supplierRoutes } from './control-supplier.js';
import { warehouseRoutes } from './control-warehouse.js';
import { customsOf } from './customs.js';
import { Dice } from './dice.js';
import type { EmulatedLine } from './emulator.js';
import { basket } from './goods.js';
import { close, listen, readBody, splitTarget, type Call } from './host.js';
import type { SandboxHost } from './sandbox-channel.js';

export interface ControlSettings {
  readonly hosts: readonly SandboxHost[];
  readonly clock: Clock;
  /** Default: any free port. */
  readonly port?: number;
}

export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 1024 * 1024;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * The API with which a person or a test acts as the buyer, the courier, a warehouse, a supplier and a marketplace in
 * trouble.
 */
export async function startControl(settings: ControlSettings): Promise<Control> {
  const desk = new ControlDesk(settings);
  const server = createServer((incoming, outgoing) => {
    desk.answer(incoming).then(
      (reply) => send(outgoing, reply),
      (error: unknown) => send(outgoing, { status: 500, body: { error: String(error) } }),
    );
  });
  const url = await listen(server, settings.port ?? 0);
  return { url, close: () => close(server) };
}

function send(outgoing: ServerResponse, { status, body }: Reply): void {
  outgoing.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' });
  outgoing.end(body === undefined ? undefined : `${JSON.stringify(body, null, 2)}\n`);
}

/** A page in a browser, or a name that an attacker pointed at loopback, must not steer the sandbox. */
function stranger(incoming: IncomingMessage): Reply | null {
  if (!LOOPBACK_HOST.test(incoming.headers.host ?? '')) return problem(403, 'Host: expected a loopback address');
  if (incoming.headers.origin !== undefined) return problem(403, 'Origin: calls from web pages are not answered');
  return null;
}

class ControlDesk {
  readonly #routes: readonly Route[];
  readonly #ownRoutes: readonly Route[] = [
    { method: 'GET', path: ['lines'], answer: ({ host }) => ok({ lines: host.emulator.lines().map(plainLine) }) },
    { method: 'POST', path: ['orders'], answer: (channel, _names, body) => this.#place(channel, body) },
    {
      method: 'POST',
      path: ['lines', '*', 'events'],
      answer: (channel, [order], body) => this.#happen(channel, order!, null, body),
    },
    {
      method: 'POST',
      path: ['lines', '*', '*', 'events'],
      answer: (channel, [order, line], body) => this.#happen(channel, order!, line!, body),
    },
    {
      method: 'POST',
      path: ['faults'],
      answer: ({ host }, _names, body) => {
        host.inject(readFault(body));
        return nothing;
      },
    },
    {
      method: 'DELETE',
      path: ['faults'],
      answer: ({ host }) => {
        host.clearFaults();
        return nothing;
      },
    },
    { method: 'GET', path: ['calls'], answer: ({ host }) => ok({ calls: host.calls().map(plainCall) }) },
    {
      method: 'DELETE',
      path: ['calls'],
      answer: ({ host }) => {
        host.clearCalls();
        return nothing;
      },
    },
  ];
  #placed = 0;
  #dispatched = 0;

  constructor(private readonly settings: ControlSettings) {
    this.#routes = [...this.#ownRoutes, ...warehouseRoutes(settings.clock), ...supplierRoutes()];
  }

  async answer(incoming: IncomingMessage): Promise<Reply> {
    const refusal = stranger(incoming);
    if (refusal) return refusal;
    const method = incoming.method ?? 'GET';
    const segments = segmentsOf(splitTarget(incoming.url ?? '/')[0]);
    const bytes = await readBody(incoming, MOST_BODY_BYTES);
    try {
      if (!segments) throw new BadInput('path', 'percent-encoded UTF-8', incoming.url);
      if (segments.length === 0)
        return method === 'GET' ? ok(guide(this.settings.hosts)) : problem(405, 'expected GET');
      return this.#route(method, segments, readJson(bytes));
    } catch (error) {
      if (error instanceof BadInput) return problem(400, error.message);
      throw error;
    }
  }

  #route(method: string, [channelId, ...rest]: readonly string[], body: unknown): Reply {
    const channel = this.settings.hosts.find(({ id }) => id === channelId);
    if (!channel) {
      return problem(404, `no channel ${channelId}; there are ${this.settings.hosts.map(({ id }) => id).join(', ')}`);
    }
    const there = this.#routes.filter(({ path }) => matches(path, rest));
    const route = there.find((each) => each.method === method);
    if (route)
      return route.answer(
        channel,
        rest.filter((_segment, index) => route.path[index] === '*'),
        body,
      );
    if (there.length > 0) return problem(405, `expected ${there.map((each) => each.method).join(' or ')}`);
    return problem(404, `no such path; GET / tells which there are`);
  }

  #place(channel: SandboxHost, body: unknown): Reply {
    this.#placed += 1;
    const usual = basket(new Dice(this.#placed), { isSingle: true });
    const order = readOrder(body, { ...usual, shippingFee: 3_000, remoteShippingFee: 0 });
    try {
      return { status: 201, body: { lines: channel.host.emulator.place(order) } };
    } catch (error) {
      return problem(400, error instanceof Error ? error.message : String(error));
    }
  }

  #happen(channel: SandboxHost, orderNumber: string, lineNumber: string | null, body: unknown): Reply {
    const { emulator } = channel.host;
    const ofOrder = emulator.lines().filter((line) => line.orderNumber === orderNumber);
    const lines = ofOrder.filter((line) => lineNumber === null || line.lineNumber === lineNumber);
    const [line] = lines;
    if (!line)
      return problem(404, `${channel.id} has no line ${[orderNumber, lineNumber].filter(Boolean).join(' / ')}`);
    if (lines.length > 1) {
      const numbers = lines.map((each) => each.lineNumber).join(', ');
      return problem(400, `lineNumber: expected one of ${numbers} after the order number, but got nothing`);
    }
    const event = readEvent(body, {
      receiver: line.receiver,
      customs: customsOf(channel.marketplace),
      trackingNumber: this.#nextTrackingNumber(),
    });
    if (!emulator.happen(line, event))
      return problem(409, `${event.kind} is not possible; the line is ${line.nativeStatus}`);
    const now = emulator.lines().filter((each) => each.orderNumber === orderNumber);
    return ok({ lines: now.map(plainLine) });
  }

  /** 12 digits, in a range that the seeded shop never uses. */
  #nextTrackingNumber(): string {
    this.#dispatched += 1;
    return `69${String(this.#dispatched).padStart(10, '0')}`;
  }
}

function segmentsOf(path: string): string[] | null {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

const matches = (path: readonly string[], segments: readonly string[]): boolean =>
  path.length === segments.length && path.every((name, index) => name === '*' || name === segments[index]);

function readJson(bytes: Buffer | null): unknown {
  if (bytes === null) throw new BadInput('body', `at most ${MOST_BODY_BYTES} bytes`, 'more');
  const text = bytes.toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput('body', 'JSON', text.slice(0, 40));
  }
}

/** A line with its times as people read them. */
const plainLine = (line: EmulatedLine): unknown => ({
  ...line,
  orderedAt: toIsoKst(line.orderedAt),
  paidAt: line.paidAt === null ? null : toIsoKst(line.paidAt),
  cancellations: line.cancellations.map((claim) => ({ ...claim, requestedAt: toIsoKst(claim.requestedAt) })),
});

const plainCall = (call: Call): unknown => ({ ...call, at: toIsoKst(call.at) });
