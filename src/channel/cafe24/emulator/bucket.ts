import type { Instant } from '../../../base/clock.js';
import { SECOND } from '../../../base/time.js';

const CAPACITY = 40;
const DRAINED_PER_SECOND = 2;

/**
 * The leaky bucket of a mall and a client: 40 calls, of which two run out each second. A call that overflows is not added
 * (assumed). @evidence documented
 */
export class Bucket {
  #level = 0;
  #at: Instant = 0;

  /** @returns false where the call does not fit. */
  take(now: Instant): boolean {
    const drained = (Math.max(0, now - this.#at) / SECOND) * DRAINED_PER_SECOND;
    this.#level = Math.max(0, this.#level - drained);
    this.#at = now;
    if (this.#level + 1 > CAPACITY) return false;
    this.#level += 1;
    return true;
  }

  /** `1/40`. @evidence documented */
  get limitHeader(): string {
    return `${Math.ceil(this.#level)}/${CAPACITY}`;
  }
}

/** What the header says when full. */
export const FULL_BUCKET = `${CAPACITY}/${CAPACITY}`;
