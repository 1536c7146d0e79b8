import type { Instant } from '../../../base/clock.js';
import { SECOND } from '../../../base/time.js';

/** One call in five seconds for each seller id. That a refused call does not count is assumed. @evidence documented */
export class OrderRate {
  readonly #last = new Map<string, Instant>();

  admits(sellerId: string, now: Instant): boolean {
    const last = this.#last.get(sellerId);
    if (last !== undefined && now - last < 5 * SECOND && now >= last) return false;
    this.#last.set(sellerId, now);
    return true;
  }
}
