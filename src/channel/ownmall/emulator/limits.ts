import type { Clock, Instant } from '../../../base/clock.js';
import { HOUR, SECOND } from '../../../base/time.js';
import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { invalid, json, refused } from './replies.js';

const CALLS_PER_SECOND = 5;

/** At most 5 calls in any second, sliding; refused calls don't count. @evidence documented */
export class RateLimit {
  #recent: Instant[] = [];

  constructor(private readonly clock: Clock) {}

  allows(): boolean {
    const now = this.clock.now();
    this.#recent = this.#recent.filter((at) => at > now - SECOND && at <= now);
    if (this.#recent.length >= CALLS_PER_SECOND) return false;
    this.#recent.push(now);
    return true;
  }
}

const KEPT_FOR = 24 * HOUR;
const LONGEST_KEY = 64;

interface Kept {
  readonly body: string;
  readonly reply: WireReply;
  readonly at: Instant;
}

/**
 * Same Idempotency-Key and body within 24 h: the first answer again. A key counts per path; with another body it is
 * refused, which the contract leaves open.
 * @evidence documented
 */
export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  answer(request: WireRequest, act: () => WireReply): WireReply {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return act();
    if (key.length > LONGEST_KEY) {
      return invalid({ field: 'Idempotency-Key', message: `${LONGEST_KEY}자 이내여야 합니다.` });
    }
    this.#forgetOld();
    const body = request.body.toString('utf8');
    const id = `${request.path} ${key}`;
    const kept = this.#kept.get(id);
    if (kept && kept.body === body) return kept.reply;
    if (kept) return json(400, refused('VALIDATION', '같은 Idempotency-Key로 다른 요청을 보낼 수 없습니다.'));
    const reply = act();
    if (reply.status === 200) this.#kept.set(id, { body, reply, at: this.clock.now() });
    return reply;
  }

  /** Kept answers are in order of time. */
  #forgetOld(): void {
    for (const [id, { at }] of this.#kept) {
      if (at > this.clock.now() - KEPT_FOR) return;
      this.#kept.delete(id);
    }
  }
}
