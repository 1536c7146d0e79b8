import { createHmac } from 'node:crypto';
import type { Instant } from '../../base/clock.js';

export interface SigningKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The signature's own date: UTC, unlike everything else of Coupang's. `260303T013045Z` (documented). */
const signedDateOf = (instant: Instant): string =>
  new Date(instant).toISOString().slice(2, 19).replace(/[-:]/g, '') + 'Z';

/**
 * The Authorization header of one call. What is signed are the bytes of the request line: method, path and raw query
 * without its question mark, with nothing between them; the body is not signed (documented).
 * @param target path and query as sent, from `/v2` on: a base URL's own prefix is not part of it.
 */
export function authorization(keys: SigningKeys, method: string, target: string, instant: Instant): string {
  const date = signedDateOf(instant);
  const message = date + method + target.replace('?', '');
  const signature = createHmac('sha256', keys.secretKey).update(message, 'utf8').digest('hex');
  return `CEA algorithm=HmacSHA256, access-key=${keys.accessKey}, signed-date=${date}, signature=${signature}`;
}
