import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../../base/clock.js';
import { SECOND } from '../../base/time.js';

export interface Signable {
  readonly method: string;
  /** With the mall's base path. */
  readonly path: string;
  /** Pairs sorted by name, percent-encoded; empty without any. */
  readonly query: string;
  readonly body: string;
}

/**
 * Headers of the optional signature: hex HMAC-SHA256 over method, path, query, timestamp and the body's hex SHA-256, one a
 * line. Source: proposal, section 2; the sheet's vectors are in the tests.
 */
export function signatureHeaders(request: Signable, secret: string, now: Instant): Record<string, string> {
  const timestamp = String(Math.floor(now / SECOND));
  const bodyHash = createHash('sha256').update(request.body, 'utf8').digest('hex');
  const text = [request.method, request.path, request.query, timestamp, bodyHash].join('\n');
  return {
    'X-Mall-Timestamp': timestamp,
    'X-Mall-Signature': createHmac('sha256', secret).update(text, 'utf8').digest('hex'),
  };
}
