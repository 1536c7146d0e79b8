import { createHmac } from 'node:crypto';
import type { Instant } from '../../base/clock.js';
import { SECOND } from '../../base/time.js';

export interface TokenSubject {
  /** ESM+ master id: the seller's own, or the selling-tool vendor's. */
  readonly masterId: string;
  /** As issued: its text is the key, although it looks like base64 (observed). */
  readonly secretKey: string;
  /** Usually the caller's domain; not matched strictly (observed). */
  readonly issuer: string;
  /** `G:<seller id>`, `A:<seller id>` or both joined by a comma, without blanks. */
  readonly sellers: string;
  /** Optional for ESM. */
  readonly issuedAt?: Instant;
}

/**
 * A self-made JWT (HS256), the whole of ESM's authentication. How old one may grow is not documented, so each call gets
 * a fresh one. Source: API 가이드, documented.
 */
export function tokenOf({ masterId, secretKey, issuer, sellers, issuedAt }: TokenSubject): string {
  const header = { alg: 'HS256', typ: 'JWT', kid: masterId };
  const payload = {
    iss: issuer,
    sub: 'sell',
    // Constant, although the host is sa2 by now (documented).
    aud: 'sa.esmplus.com',
    ...(issuedAt === undefined ? {} : { iat: Math.floor(issuedAt / SECOND) }),
    ssi: sellers,
  };
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${createHmac('sha256', secretKey).update(input).digest('base64url')}`;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url');
