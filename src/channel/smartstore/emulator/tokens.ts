import { hashSync } from 'bcryptjs';
import type { Clock, Instant } from '../../../base/clock.js';
import { HOUR, MINUTE } from '../../../base/time.js';
import type { WireRequest } from '../../../sandbox/emulator.js';
import type { Numbers } from './numbers.js';
import { Refused, invalidInputs, unsupportedMediaType } from './refusals.js';
import { MALL_ID } from './rows.js';

const LIFETIME = 3 * HOUR;
/** With at least this much left the same token is given again. */
const RENEWED_BELOW = 30 * MINUTE;
/** How far the timestamp of a signature may be from the server's clock. */
const TOLERANCE = 5 * MINUTE;
const REMEMBERED_SIGNATURES = 100;

interface Token {
  readonly value: string;
  readonly expiresAt: Instant;
}

export interface Application {
  readonly clientId: string;
  /** A bcrypt salt. */
  readonly clientSecret: string;
}

/** Issues bearer tokens and knows which are alive. */
export class Tokens {
  /** The newest token of each (type, account_id). */
  readonly #newest = new Map<string, Token>();
  readonly #expiries = new Map<string, Instant>();
  readonly #signatures = new Map<string, string>();

  constructor(
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly application: Application,
  ) {}

  /** `Bearer`, one space, a token that has not expired, be it the newest or not. @evidence documented */
  isValid(authorization: string | undefined): boolean {
    const token = /^Bearer ([^ ]+)$/.exec(authorization ?? '')?.[1];
    return token !== undefined && (this.#expiries.get(token) ?? 0) > this.clock.now();
  }

  /** 인증 토큰 발급; a form body only, whatever the query says. @evidence observed */
  issue(request: WireRequest): unknown {
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) {
      throw unsupportedMediaType();
    }
    const form = new URLSearchParams(request.body.toString('utf8'));
    this.#check(form);
    const token = this.#current(`${form.get('type')} ${form.get('account_id')}`);
    const expiresIn = Math.floor((token.expiresAt - this.clock.now()) / 1000);
    return { access_token: token.value, expires_in: expiresIn, token_type: 'Bearer' };
  }

  /**
   * One live token per (type, account_id): the same while 30 minutes or more remain; below that a new one, while the old
   * lives on until its own expiry.
   * @evidence documented
   */
  #current(holder: string): Token {
    const now = this.clock.now();
    const newest = this.#newest.get(holder);
    if (newest && newest.expiresAt - now >= RENEWED_BELOW) return newest;
    for (const [value, expiresAt] of this.#expiries) if (expiresAt <= now) this.#expiries.delete(value);
    const token = {
      value: this.numbers.code(`token ${this.numbers.count('token')}`, 26),
      expiresAt: now + LIFETIME,
    };
    this.#newest.set(holder, token);
    this.#expiries.set(token.value, token.expiresAt);
    return token;
  }

  /** Fields and their meaning are documented; which of them a refusal names, and a wrong clock, are guesses. @evidence assumed */
  #check(form: URLSearchParams): void {
    const timestamp = form.get('timestamp') ?? '';
    const flaws = flawsOf(form);
    if (flaws.length > 0) throw invalidInputs(flaws);
    if (form.get('client_id') !== this.application.clientId) throw invalidInputs(['client_id']);
    if (Math.abs(this.clock.now() - Number(timestamp)) > TOLERANCE) throw invalidInputs(['timestamp']);
    if (form.get('client_secret_sign') !== this.#signature(timestamp)) throw invalidInputs(['client_secret_sign']);
    if (form.get('type') === 'SELLER' && form.get('account_id') !== MALL_ID) {
      throw new Refused(404, 'MEMBER_NOT_FOUND', '판매자를 찾을 수 없습니다.', []);
    }
  }

  /**
   * Base64 of bcrypt("client_id_timestamp") with the secret as salt. The whole is compared, since bcrypt normalises the
   * salt's last character; remembered, since it is slow on purpose.
   * @evidence documented
   */
  #signature(timestamp: string): string {
    const known = this.#signatures.get(timestamp);
    if (known !== undefined) return known;
    const { clientId, clientSecret } = this.application;
    const signature = Buffer.from(hashSync(`${clientId}_${timestamp}`, clientSecret)).toString('base64');
    if (this.#signatures.size >= REMEMBERED_SIGNATURES) this.#signatures.clear();
    this.#signatures.set(timestamp, signature);
    return signature;
  }
}

/** Names of fields that are missing, ill-formed or, like account_id with SELF, not wanted. @evidence documented */
function flawsOf(form: URLSearchParams): string[] {
  const type = form.get('type');
  const isFlawed: Record<string, boolean> = {
    client_id: !form.get('client_id'),
    timestamp: !/^\d{1,15}$/.test(form.get('timestamp') ?? ''),
    grant_type: form.get('grant_type') !== 'client_credentials',
    client_secret_sign: !form.get('client_secret_sign'),
    type: type !== 'SELF' && type !== 'SELLER',
    account_id: type === 'SELLER' ? !form.get('account_id') : type === 'SELF' && form.has('account_id'),
  };
  return Object.keys(isFlawed).filter((name) => isFlawed[name]);
}
