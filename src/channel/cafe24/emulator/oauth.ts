import type { Clock, Instant } from '../../../base/clock.js';
import { DAY, HOUR, MINUTE } from '../../../base/time.js';
import type { WireReply, WireRequest } from '../../../sandbox/emulator.js';
import { account } from './account.js';
import { bareText, wholeSecond } from './instants.js';
import type { Numbers } from './numbers.js';
import { errorReply, expiredToken, invalidToken, json, tooMany } from './replies.js';

const ACCESS_LIFETIME = 2 * HOUR;
const REFRESH_LIFETIME = 14 * DAY;
const CODE_LIFETIME = MINUTE;
const TOKENS_AT_MOST = 15;
const TOKENS_WITHIN = 2 * HOUR;

export type Scope = 'mall.read_order' | 'mall.write_order' | 'mall.read_shipping';
const SCOPES: readonly Scope[] = ['mall.read_order', 'mall.write_order', 'mall.read_shipping'];

interface Grant {
  readonly expiresAt: Instant;
  readonly scopes: readonly Scope[];
}

/** The OAuth server of the mall: consent, exchange, refresh, revoke; and who may call. */
export class OAuth {
  readonly #codes = new Map<string, Grant>();
  readonly #access = new Map<string, Grant>();
  /** How many refresh tokens came before the one that lives. */
  #step = 0;
  #refresh: Grant | null;
  readonly #issued: Instant[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly numbers: Numbers,
  ) {
    this.#refresh = { expiresAt: clock.now() + REFRESH_LIFETIME, scopes: SCOPES };
  }

  /**
   * The scopes of a bearer token. An old access token lives on after a refresh until its own end (assumed).
   * @throws Refused 401 for none, an unknown or an expired one. @evidence observed
   */
  scopesOf(authorization: string | undefined): readonly Scope[] {
    const token = /^Bearer ([^ ]+)$/.exec(authorization ?? '')?.[1];
    const grant = token === undefined ? undefined : this.#access.get(token);
    if (!grant) throw invalidToken();
    if (grant.expiresAt <= this.clock.now()) throw expiredToken();
    return grant.scopes;
  }

  /**
   * Consent of the mall's owner, who always agrees: 302 with a code. Scopes are parted by commas (observed) or blanks
   * (documented). Statuses of the refusals are assumed. @evidence observed
   */
  authorize(request: WireRequest): WireReply {
    const query = new URLSearchParams(request.query);
    if (query.get('response_type') !== 'code' || query.get('client_id') !== account.clientId) {
      return oauthError(400, 'invalid_request', 'Invalid client_id');
    }
    if (query.get('redirect_uri') !== account.redirectUri) {
      return oauthError(400, 'invalid_request', 'The redirect_uri added by Cafe24 Developers is invalid.');
    }
    const asked = (query.get('scope') ?? '').split(/[ ,]+/);
    const scopes = SCOPES.filter((scope) => asked.includes(scope));
    if (scopes.length !== asked.length) return oauthError(400, 'invalid_scope', 'Invalid scope');
    const code = this.numbers.code(`code ${this.numbers.count('code')}`, 22);
    this.#codes.set(code, { expiresAt: this.clock.now() + CODE_LIFETIME, scopes });
    const location = `${account.redirectUri}?${new URLSearchParams({ code, state: query.get('state') ?? '' }).toString()}`;
    return { status: 302, headers: { location }, body: '' };
  }

  /** Exchange of a code and refresh; about 15 a two hours (observed). @evidence documented */
  token(request: WireRequest): WireReply {
    const refusal = clientRefusal(request);
    if (refusal) return refusal;
    if (!this.#admits()) return errorReply(tooMany());
    const form = new URLSearchParams(request.body.toString('utf8'));
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#exchange(form);
      case 'refresh_token':
        return this.#refreshWith(form.get('refresh_token') ?? '');
      default:
        return oauthError(400, 'unsupported_grant_type', 'Invalid grant_type');
    }
  }

  /** The text for a bad code follows that for a bad refresh token. @evidence assumed */
  #exchange(form: URLSearchParams): WireReply {
    const code = form.get('code') ?? '';
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (!grant || grant.expiresAt <= this.clock.now() || form.get('redirect_uri') !== account.redirectUri) {
      return oauthError(401, 'invalid_grant', 'Invalid code');
    }
    return this.#issue(this.#step + 1, grant.scopes);
  }

  /**
   * The old refresh token is dead at once. Tokens are a chain that follows from the seed: the sandbox forgets everything when it
   * ends, while its users keep what they were given, so a token from further down the chain than this run got is taken too.
   * @evidence documented
   */
  #refreshWith(token: string): WireReply {
    const step = this.#stepOf(token);
    const isAhead = step !== null && step > this.#step;
    const isAlive = step === this.#step && this.#refresh !== null && this.#refresh.expiresAt > this.clock.now();
    if (step === null || (!isAhead && !isAlive)) return oauthError(401, 'invalid_grant', 'Invalid refresh_token');
    return this.#issue(step + 1, isAhead ? SCOPES : this.#refresh!.scopes);
  }

  /** 200 with an empty body, whatever the token was (assumed). @evidence documented */
  revoke(request: WireRequest): WireReply {
    const refusal = clientRefusal(request);
    if (refusal) return refusal;
    const token = new URLSearchParams(request.body.toString('utf8')).get('token') ?? '';
    this.#access.delete(token);
    if (this.#stepOf(token) === this.#step) this.#refresh = null;
    return { status: 200, headers: {}, body: '' };
  }

  /** Times are Korean and come without an offset; there is no expires_in. @evidence documented */
  #issue(step: number, scopes: readonly Scope[]): WireReply {
    const now = this.clock.now();
    const at = wholeSecond(now);
    for (const [token, { expiresAt }] of this.#access) if (expiresAt + DAY <= now) this.#access.delete(token);
    const accessToken = `At${this.numbers.code(`access ${step}`, 20)}`;
    this.#access.set(accessToken, { expiresAt: at + ACCESS_LIFETIME, scopes });
    this.#step = step;
    this.#refresh = { expiresAt: at + REFRESH_LIFETIME, scopes };
    return json(200, {
      access_token: accessToken,
      expires_at: bareText(at + ACCESS_LIFETIME),
      refresh_token: this.#tokenOf(step),
      refresh_token_expires_at: bareText(at + REFRESH_LIFETIME),
      client_id: account.clientId,
      mall_id: account.mallId,
      user_id: account.mallId,
      scopes,
      issued_at: bareText(at),
      shop_no: '1',
      token_type: 'Bearer',
    });
  }

  #tokenOf(step: number): string {
    if (step === 0) return account.refreshToken;
    return `Rt${this.numbers.code(`refresh ${step}`, 14)}${String(step).padStart(6, '0')}`;
  }

  #stepOf(token: string): number | null {
    if (token === account.refreshToken) return 0;
    const step = Number(/\d{6}$/.exec(token)?.[0] ?? NaN);
    return step > 0 && this.#tokenOf(step) === token ? step : null;
  }

  #admits(): boolean {
    const now = this.clock.now();
    while (this.#issued.length > 0 && this.#issued[0]! <= now - TOKENS_WITHIN) this.#issued.shift();
    if (this.#issued.length >= TOKENS_AT_MOST) return false;
    this.#issued.push(now);
    return true;
  }
}

/** A form body, and the app's id and secret as Basic. A wrong secret was met as 401 and as 400. @evidence observed */
function clientRefusal({ headers }: WireRequest): WireReply | null {
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) {
    return oauthError(400, 'invalid_request', 'Invalid Content-Type');
  }
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const isOurs = Buffer.from(basic, 'base64').toString('utf8') === `${account.clientId}:${account.clientSecret}`;
  return isOurs ? null : oauthError(401, 'invalid_grant', 'Invalid client_secret');
}

/** `{error, error_description}`. @evidence observed */
const oauthError = (status: number, error: string, description: string): WireReply =>
  json(status, { error, error_description: description });
