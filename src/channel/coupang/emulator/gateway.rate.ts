import type { Instant } from '../../../base/clock.js';
import { SECOND } from '../../../base/time.js';

/** Notice of 2023-07; newer clients cite 5. */
const CALLS_PER_SECOND = 10;

/**
 * At most ten calls in any second, per vendor; refused ones count too (assumed), the minutes of blocking that follow in
 * reality are left out.
 * @evidence documented
 */
export class RateLimit {
  /** When the latest calls came, oldest first; never more than the limit. */
  readonly #recent: Instant[] = [];

  admits(now: Instant): boolean {
    const oldest = this.#recent.length < CALLS_PER_SECOND ? undefined : this.#recent.shift();
    this.#recent.push(now);
    return oldest === undefined || now - oldest >= SECOND;
  }
}
