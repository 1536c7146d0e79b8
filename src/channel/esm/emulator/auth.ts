import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../../base/clock.js';
import { account } from './account.js';
import type { SiteLetter } from './site.js';

/** Whose orders a token opens: at most one seller id of each site. */
export type Caller = Readonly<Partial<Record<SiteLetter, string>>>;

const BEARER = /^Bearer ([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * Checks the self-made JWT: HS256 over the base64url texts, the key being the secret's own characters, not decoded; `kid`,
 * `sub` and `aud` as told, any `iss`. That `iat` is not held against the clock, and `exp` is where it is there, is a guess.
 * @returns null where the caller has no right.
 * @evidence documented
 */
export function callerOf(authorization: string | undefined, now: Instant): Caller | null {
  const match = BEARER.exec(authorization ?? '');
  if (!match) return null;
  const [, header = '', payload = '', signature = ''] = match;
  const head = readPart(header);
  if (head?.['alg'] !== 'HS256' || head['kid'] !== account.masterId) return null;
  if (!isSigned(`${header}.${payload}`, signature)) return null;
  const claims = readPart(payload);
  if (claims?.['sub'] !== 'sell' || claims['aud'] !== 'sa.esmplus.com') return null;
  if (typeof claims['iss'] !== 'string' || claims['iss'] === '') return null;
  return isInTime(claims, now) ? readSellers(claims['ssi']) : null;
}

function isSigned(input: string, signature: string): boolean {
  const right = Buffer.from(createHmac('sha256', account.secretKey).update(input).digest('base64url'));
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}

function readPart(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Epoch seconds both. @evidence assumed */
function isInTime({ iat, exp }: Readonly<Record<string, unknown>>, now: Instant): boolean {
  if (iat !== undefined && typeof iat !== 'number') return false;
  return exp === undefined || (typeof exp === 'number' && exp * 1000 > now);
}

/**
 * `A:<id>`, `G:<id>` or both with a comma and no blank; the ids must be the master's own. That `G` may come first is assumed.
 * @evidence documented
 */
function readSellers(ssi: unknown): Caller | null {
  if (typeof ssi !== 'string') return null;
  const sellers: Partial<Record<SiteLetter, string>> = {};
  for (const part of ssi.split(',')) {
    const [letter = '', ...rest] = part.split(':');
    if (letter !== 'A' && letter !== 'G') return null;
    if (sellers[letter] !== undefined || rest.join(':') !== account.sellerIds[letter]) return null;
    sellers[letter] = account.sellerIds[letter];
  }
  return sellers;
}
