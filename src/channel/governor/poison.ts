import type { Clock, Instant } from '../../base/clock.js';
import { HOUR, MINUTE, SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import { ChannelFault } from '../fault.js';
import type { HttpCall } from '../http.js';

type Call = Pick<HttpCall<unknown>, 'operation' | 'kind'>;

/** A person's explicit try of the credentials: never kept away, and its success forgives everything. */
export const CHECK_OPERATION = 'check';

const FIRST_BACK_OFF_MS = 5 * SECOND;
const GROWTH = 3;

interface Policy {
  /** Refusals in a row, with the same code, after which the call is kept away. */
  readonly tolerated: number;
  readonly longestMs: number;
}

/**
 * Two refused credentials in a row rather than one: an expired token is refused once, renewed and accepted. A rubbish
 * answer is often a maintenance page, which ends sooner than a wrong key is corrected.
 */
const POLICIES: Readonly<Partial<Record<ErrorCode, Policy>>> = {
  [ErrorCode.CHANNEL_UNAUTHORIZED]: { tolerated: 2, longestMs: 4 * HOUR },
  [ErrorCode.CHANNEL_REJECTED]: { tolerated: 3, longestMs: 4 * HOUR },
  [ErrorCode.CHANNEL_MALFORMED]: { tolerated: 3, longestMs: 10 * MINUTE },
};

/** A series of like refusals. */
interface Poison {
  fault: ChannelFault;
  readonly policy: Policy;
  readonly operations: Set<string>;
  refusals: number;
  /** Order of the last refusal among all attempts. */
  refusedAt: number;
  blockedUntil: Instant;
  /** Credentials: whether other operations went on working, so that the account as such is not refused. */
  othersWork: boolean;
}

/** One attempt, from its leaving to its end. */
export interface Trial {
  succeeded(): void;
  failed(error: unknown): void;
}

/**
 * Stops repeating a call that keeps being refused for the same reason: marketplaces throttle whole accounts for that.
 * The wait grows from seconds to hours; a refusal of credentials or of the IP address holds for the whole account.
 */
export class PoisonStop {
  readonly #poisons = new Map<string, Poison>();
  #order = 0;

  constructor(private readonly clock: Clock) {}

  /** @throws ChannelFault like the last refusal, when the call would only be refused again. */
  assertWorthwhile(call: Call): void {
    if (call.operation === CHECK_OPERATION) return;
    const now = this.clock.now();
    for (const poison of this.#poisons.values()) {
      if (!concerns(poison, call.operation) || poison.blockedUntil <= now) continue;
      throw again(poison.fault, poison.blockedUntil - now);
    }
  }

  /** Notes that a call leaves. While one call tries again after a back-off, others keep waiting for its outcome. */
  begin(call: Call): Trial {
    this.#order += 1;
    const order = this.#order;
    const now = this.clock.now();
    for (const poison of this.#poisons.values()) {
      if (concerns(poison, call.operation)) poison.blockedUntil = now + backOff(poison);
    }
    return {
      succeeded: () => this.#succeeded(call, order),
      failed: (error) => {
        this.#endTry(call, order);
        if (error instanceof ChannelFault) this.#failed(call, error, order);
      },
    };
  }

  #succeeded(call: Call, order: number): void {
    if (call.operation === CHECK_OPERATION) return this.#poisons.clear();
    for (const [key, poison] of this.#poisons) {
      if (order < poison.refusedAt) continue;
      if (poison.operations.delete(call.operation)) {
        if (poison.operations.size === 0) this.#poisons.delete(key);
      } else if (concerns(poison, call.operation)) {
        // A renewed token is no sign that calls are let in again, yet the call that it was renewed for must get its chance.
        if (!isTokenOperation(call.operation)) poison.othersWork = true;
        poison.blockedUntil = this.clock.now();
      }
    }
  }

  /** A try that ended without the refusal it was to test tells nothing; the next call may try. */
  #endTry(call: Call, order: number): void {
    for (const poison of this.#poisons.values()) {
      if (concerns(poison, call.operation) && order > poison.refusedAt) poison.blockedUntil = this.clock.now();
    }
  }

  #failed(call: Call, fault: ChannelFault, order: number): void {
    const policy = POLICIES[fault.code];
    if (!policy || fault.retryable) return;
    if (call.kind === 'WRITE' && !isAccountWide(fault)) return;
    this.#order += 1;
    const key = keyOf(call, fault);
    const poison = this.#poisons.get(key) ?? newPoison(fault, policy);
    this.#poisons.set(key, poison);
    poison.operations.add(call.operation);
    // Calls that were under way together are refused together: that is one refusal.
    if (order > poison.refusedAt) poison.refusals += 1;
    poison.fault = fault;
    poison.refusedAt = this.#order;
    poison.blockedUntil = this.clock.now() + backOff(poison);
  }
}

const isAccountWide = (fault: ChannelFault): boolean => fault.code === ErrorCode.CHANNEL_UNAUTHORIZED;

const isTokenOperation = (operation: string): boolean => /token|oauth/i.test(operation);

const keyOf = (call: Call, fault: ChannelFault): string =>
  [isAccountWide(fault) ? '*' : call.operation, fault.code, fault.channelCode ?? ''].join('\n');

const newPoison = (fault: ChannelFault, policy: Policy): Poison => ({
  fault,
  policy,
  operations: new Set(),
  refusals: 0,
  refusedAt: 0,
  blockedUntil: -Infinity,
  othersWork: false,
});

const concerns = (poison: Poison, operation: string): boolean =>
  poison.operations.has(operation) || (isAccountWide(poison.fault) && !poison.othersWork);

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
