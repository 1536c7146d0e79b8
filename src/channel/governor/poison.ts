import { createHash } from 'node:crypto';
import type { Clock, Instant } from '../../base/clock.js';
import { HOUR, MINUTE, SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { HttpCall } from '../http.js';

type Call = Pick<HttpCall<unknown>, 'operation' | 'kind' | 'method' | 'target' | 'body'>;

/** A person's explicit try of the credentials: never kept away, and its success forgives everything. */
const CHECK_OPERATION = 'check';

const FIRST_BACK_OFF_MS = 5 * SECOND;
const GROWTH = 3;

/** Refused requests that are remembered one by one. */
const MOST_REQUESTS = 500;

/** What a series of refusals keeps away: the whole account, all calls of one operation, or one request to the letter. */
type Scope = 'ACCOUNT' | 'OPERATION' | 'REQUEST';

interface Policy {
  readonly scope: Scope;
  /** Refusals in a row, with the same code, after which calls are kept away. */
  readonly tolerated: number;
  readonly longestMs: number;
}

/**
 * Refused questions differ: a look-up that halves its ids to find the one that is refused is refused ten times on its way, and
 * is no hopeless call.
 */
const QUESTIONS = (longestMs: number): readonly Policy[] => [
  { scope: 'REQUEST', tolerated: 3, longestMs },
  { scope: 'OPERATION', tolerated: 12, longestMs },
];

/**
 * Two refused credentials in a row rather than one: an expired token is refused once, renewed and accepted. A rubbish
 * answer is often a maintenance page, which ends sooner than a wrong key is corrected.
 */
const POLICIES: Readonly<Partial<Record<ErrorCode, readonly Policy[]>>> = {
  [ErrorCode.CHANNEL_UNAUTHORIZED]: [{ scope: 'ACCOUNT', tolerated: 2, longestMs: 4 * HOUR }],
  [ErrorCode.CHANNEL_REJECTED]: QUESTIONS(4 * HOUR),
  [ErrorCode.CHANNEL_MALFORMED]: QUESTIONS(10 * MINUTE),
};

/** A series of like refusals. */
interface Poison {
  fault: ChannelFault;
  readonly policy: Policy;
  /** Set in the scope REQUEST alone. */
  readonly request: string | null;
  readonly operations: Set<string>;
  refusals: number;
  /** Order of the last refusal among all attempts. */
  refusedAt: number;
  blockedUntil: Instant;
  /** ACCOUNT: whether other operations went on working, so that the account as such is not refused. */
  othersWork: boolean;
}

/** One attempt, from its leaving to its end. */
interface Trial {
  succeeded(): void;
  failed(error: unknown): void;
}

/**
 * Stops repeating a call that keeps being refused for the same reason: marketplaces throttle whole accounts for that.
 * The wait grows from seconds to hours; a refusal of credentials or of the IP address holds for the whole account.
 */
export class PoisonStop {
  /** Oldest first. */
  readonly #poisons = new Map<string, Poison>();
  #order = 0;

  constructor(private readonly clock: Clock) {}

  /** @throws ChannelFault like the last refusal, when the call would only be refused again. */
  assertWorthwhile(call: Call): void {
    if (call.operation === CHECK_OPERATION || this.#poisons.size === 0) return;
    const now = this.clock.now();
    for (const poison of this.#concerning(call)) {
      if (poison.blockedUntil > now) throw again(poison.fault, poison.blockedUntil - now);
    }
  }

  /** Notes that a call leaves. While one call tries again after a back-off, others keep waiting for its outcome. */
  begin(call: Call): Trial {
    this.#order += 1;
    const order = this.#order;
    const now = this.clock.now();
    for (const poison of this.#concerning(call)) poison.blockedUntil = now + backOff(poison);
    return {
      succeeded: () => this.#succeeded(call, order),
      failed: (error) => {
        this.#endTry(call, order);
        if (error instanceof ChannelFault) this.#failed(call, error, order);
      },
    };
  }

  #concerning(call: Call): Poison[] {
    if (this.#poisons.size === 0) return [];
    const request = digestOf(call);
    return [...this.#poisons.values()].filter((poison) => concerns(poison, call.operation, request));
  }

  #succeeded(call: Call, order: number): void {
    if (call.operation === CHECK_OPERATION) return this.#poisons.clear();
    const concerned = new Set(this.#concerning(call));
    for (const [key, poison] of this.#poisons) {
      if (!concerned.has(poison) || order < poison.refusedAt) continue;
      if (poison.operations.delete(call.operation)) {
        if (poison.operations.size === 0) this.#poisons.delete(key);
      } else {
        // A renewed token is no sign that calls are let in again, yet the call that it was renewed for must get its chance.
        if (!isTokenOperation(call.operation)) poison.othersWork = true;
        poison.blockedUntil = this.clock.now();
      }
    }
  }

  /** A try that ended without the refusal it was to test tells nothing; the next call may try. */
  #endTry(call: Call, order: number): void {
    for (const poison of this.#concerning(call)) {
      if (order > poison.refusedAt) poison.blockedUntil = this.clock.now();
    }
  }

  #failed(call: Call, fault: ChannelFault, order: number): void {
    if (fault.retryable || (call.kind === 'WRITE' && fault.code !== ErrorCode.CHANNEL_UNAUTHORIZED)) return;
    this.#order += 1;
    for (const policy of POLICIES[fault.code] ?? []) this.#refused(call, fault, policy, order);
    this.#forgetOldRequests();
  }

  #refused(call: Call, fault: ChannelFault, policy: Policy, order: number): void {
    const request = policy.scope === 'REQUEST' ? digestOf(call) : null;
    const about = { ACCOUNT: '*', OPERATION: call.operation, REQUEST: request }[policy.scope];
    const key = [policy.scope, about, fault.code, fault.channelCode].join('\n');
    const poison = this.#poisons.get(key) ?? newPoison(fault, policy, request);
    this.#poisons.set(key, poison);
    poison.operations.add(call.operation);
    // Calls that were under way together are refused together: that is one refusal.
    if (order > poison.refusedAt) poison.refusals += 1;
    poison.fault = fault;
    poison.refusedAt = this.#order;
    poison.blockedUntil = this.clock.now() + backOff(poison);
  }

  #forgetOldRequests(): void {
    const requests = [...this.#poisons].filter(([, { policy }]) => policy.scope === 'REQUEST');
    for (const [key] of requests.slice(0, Math.max(requests.length - MOST_REQUESTS, 0))) this.#poisons.delete(key);
  }
}

const isTokenOperation = (operation: string): boolean => /token|oauth/i.test(operation);

/** A request to the letter, without keeping its letters. */
const digestOf = ({ method, target, body = '' }: Call): string =>
  createHash('sha256').update(`${method} ${target}\n`).update(body).digest('base64');

const newPoison = (fault: ChannelFault, policy: Policy, request: string | null): Poison => ({
  fault,
  policy,
  request,
  operations: new Set(),
  refusals: 0,
  refusedAt: 0,
  blockedUntil: -Infinity,
  othersWork: false,
});

function concerns(poison: Poison, operation: string, request: string): boolean {
  if (poison.request !== null) return poison.request === request;
  return poison.operations.has(operation) || (poison.policy.scope === 'ACCOUNT' && !poison.othersWork);
}

function backOff({ refusals, policy }: Poison): number {
  if (refusals < policy.tolerated) return 0;
  return Math.min(FIRST_BACK_OFF_MS * GROWTH ** (refusals - policy.tolerated), policy.longestMs);
}

const again = (fault: ChannelFault, waitMs: number): ChannelFault =>
  new ChannelFault(fault.code, fault.message, {
    channelCode: fault.channelCode,
    channelMessage: fault.channelMessage,
    cause: fault,
    retryable: false,
    retryAfterMs: waitMs,
    mayHaveActed: false,
  });
