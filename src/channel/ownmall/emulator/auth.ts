import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Instant } from '../../../base/clock.js';
import { SECOND } from '../../../base/time.js';
import type { WireRequest } from '../../../sandbox/emulator.js';
import { decodeQuery } from './query.js';

const TOLERANCE = 300 * SECOND;

/** `Authorization: Bearer {key}`, the one key this mall issued. @evidence documented */
export function hasKey(request: WireRequest, key: string): boolean {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && equals(token, key);
}

/**
 * X-Mall-Timestamp (epoch seconds, ±300 s) and X-Mall-Signature: lower-case hex HMAC-SHA256 over method, path with the
 * base path, sorted query, timestamp and the body's SHA-256, joined by line feeds.
 * @evidence documented
 */
export function hasSignature(request: WireRequest, basePath: string, secret: string, now: Instant): boolean {
  const timestamp = request.headers['x-mall-timestamp'] ?? '';
  const query = sortedQuery(request.query);
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * SECOND) > TOLERANCE || query === null) {
    return false;
  }
  const bodyHash = createHash('sha256').update(request.body).digest('hex');
  const message = [request.method, basePath + request.path, query, timestamp, bodyHash].join('\n');
  const expected = createHmac('sha256', secret).update(message).digest('hex');
  return equals(request.headers['x-mall-signature'] ?? '', expected);
}

/** Pairs sorted by name, percent-encoded. That order of equal names is by value is our reading. */
function sortedQuery(query: string): string | null {
  return (
    decodeQuery(query)
      ?.map(([name, value]) => [encode(name), encode(value)] as const)
      .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
      .map(([name, value]) => `${name}=${value}`)
      .join('&') ?? null
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 3986: also what encodeURIComponent leaves. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function equals(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
