import type { ChannelHttp, CallContext, HttpCall, HttpReply } from '../../../src/channel/http.js';
import {
  governHttp,
  type CallReport,
  type GovernorHealth,
  type GovernorSettings,
} from '../../../src/channel/governor/governor.js';
import { ChannelFault, type FaultCode } from '../../../src/channel/fault.js';
import { ErrorCode } from '../../../src/model/error-code.js';
import { VirtualClock } from '../../support/virtual-clock.js';

export const START = Date.parse('2026-03-02T00:00:00Z');

export interface Governed {
  readonly http: ChannelHttp & GovernorHealth;
  readonly clock: VirtualClock;
  readonly reports: CallReport[];
}

/** A governed path with generous limits, time that jumps, and no jitter. */
export function govern(baseUrl: string, settings: Partial<GovernorSettings> = {}): Governed {
  const clock = (settings.clock as VirtualClock | undefined) ?? new VirtualClock(START);
  const reports: CallReport[] = [];
  const http = governHttp({
    channelId: 'test',
    baseUrl,
    rates: { all: { calls: 100, perMs: 1000 } },
    concurrency: 10,
    timeoutMs: 5000,
    maxResponseBytes: 1000,
    random: () => 0,
    onCall: (report) => reports.push(report),
    ...settings,
    clock,
  });
  return { http, clock, reports };
}

export const context = (signal?: AbortSignal): CallContext & { meter: { calls: number } } => ({
  meter: { calls: 0 },
  ...(signal ? { signal } : {}),
});

const FAULT_OF_STATUS: Readonly<Record<number, FaultCode>> = {
  400: ErrorCode.CHANNEL_REJECTED,
  401: ErrorCode.CHANNEL_UNAUTHORIZED,
  429: ErrorCode.CHANNEL_RATE_LIMITED,
};

/** Judges as adapters do: by status, the body being the marketplace's own code. */
export function judge(reply: HttpReply): string {
  const text = reply.body.toString('utf8');
  if (reply.status < 300) return text;
  throw new ChannelFault(FAULT_OF_STATUS[reply.status] ?? ErrorCode.CHANNEL_UNAVAILABLE, `status ${reply.status}`, {
    channelCode: text,
  });
}

export const call = (changes: Partial<HttpCall<string>> = {}): HttpCall<string> => ({
  operation: 'orders.list',
  kind: 'READ',
  method: 'GET',
  target: '/orders',
  headers: () => ({}),
  read: judge,
  ...changes,
});

export const write = (changes: Partial<HttpCall<string>> = {}): HttpCall<string> =>
  call({ operation: 'orders.confirm', kind: 'WRITE', method: 'POST', body: '{}', ...changes });

export async function faultOf(promise: Promise<unknown>): Promise<ChannelFault> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChannelFault)) throw new Error(`expected a ChannelFault, but got: ${String(error)}`);
  return error;
}
