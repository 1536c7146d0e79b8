import { createHash } from 'node:crypto';
import type { Instant } from '../../base/clock.js';
import { DAY, HOUR, MINUTE } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { malformed } from './cafe24.fields.js';
import { RefusedGrant, refresh, type Grant } from './cafe24.oauth.js';

/** An access token with less left is renewed before it is used. */
const LEAST_LEFT_MS = 5 * MINUTE;
/** A refresh token dies after 14 days (documented): one this old is renewed with whatever call comes. */
const REFRESH_AFTER_MS = 7 * DAY;
/** After a renewal that failed while the old token still lives. */
const REST_MS = MINUTE;

/** The pair as the vault keeps it, as JSON. */
interface KeptPair {
  readonly accessToken: string;
  readonly expiresAt: Instant;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Instant | null;
  readonly issuedAt: Instant;
  /** Fingerprint of the configured refreshToken that this chain of tokens belongs to. */
  readonly fileToken: string;
}

export interface TokenSource {
  /** @throws ChannelFault, CHANNEL_UNAUTHORIZED where consent must be given again. */
  current(context: CallContext): Promise<string>;
  /** Another one in place of an access token that was refused. */
  renew(refused: string, context: CallContext): Promise<string>;
}

/**
 * The tokens of one mall. A refresh token serves once, so all processes refresh under the vault's lock, read what another one
 * may have kept meanwhile, and write the new pair down before anybody uses it.
 */
export function tokenSource(account: ChannelAccount): TokenSource {
  const keeper = new TokenKeeper(account);
  let renewing: Promise<string> | null = null;

  const renewOnce = (refused: string | null, context: CallContext): Promise<string> => {
    // Others wait for the same token, so no single caller's signal ends the call; each stops waiting on its own.
    renewing ??= keeper.renew(refused, { meter: context.meter }).finally(() => (renewing = null));
    return untilAborted(renewing, context.signal);
  };

  return {
    async current(context) {
      return keeper.usable() ?? (await renewOnce(null, context).catch((error: unknown) => keeper.instead(error)));
    },
    async renew(refused, context) {
      // What is under way may end with the very token that was refused.
      const other = renewing === null ? null : await renewOnce(refused, context);
      return other !== null && other !== refused ? other : renewOnce(refused, context);
    },
  };
}

class TokenKeeper {
  #held: KeptPair | null = null;
  /** False while the held pair could not be written down. */
  #isKept = true;
  #restUntil = -Infinity;
  readonly #consent: string;

  constructor(private readonly account: ChannelAccount) {
    this.#consent = fingerprint(this.#fileToken);
  }

  /** The held token, where nothing speaks against using it. */
  usable(): string | null {
    const held = this.#held;
    if (held === null || !this.#isKept) return null;
    const isResting = this.#now < this.#restUntil && this.#now < held.expiresAt;
    return isResting || this.#isFresh(held) ? held.accessToken : null;
  }

  /** The held token after a renewal failed, while it lives. */
  instead(error: unknown): string {
    const held = this.#held;
    const isOver = error instanceof ChannelFault && error.code === ErrorCode.CHANNEL_UNAUTHORIZED;
    if (held === null || !this.#isKept || isOver || this.#now >= held.expiresAt) throw error;
    this.#restUntil = this.#now + REST_MS;
    return held.accessToken;
  }

  async renew(refused: string | null, context: CallContext): Promise<string> {
    const { vault } = this.account;
    /** Of our consent and not refused; should the refresh fail, it may still live. */
    const take = (pair: KeptPair | null): pair is KeptPair => {
      if (pair === null || pair.fileToken !== this.#consent || pair.accessToken === refused) return false;
      this.#held = pair;
      return this.#isFresh(pair);
    };
    if (this.#isKept) {
      const kept = readPair(await vault.read());
      if (take(kept)) return kept.accessToken;
    }
    return vault.exclusively(async (secret, keep) => {
      const kept = await this.#afterKeeping(readPair(secret), keep);
      if (take(kept)) return kept.accessToken;
      const pair = await this.#refresh(kept, context);
      this.#held = pair;
      this.#isKept = false;
      await keep(JSON.stringify(pair));
      this.#isKept = true;
      if (pair.accessToken === '') throw malformed('a token answer without access_token');
      return pair.accessToken;
    });
  }

  get #now(): Instant {
    return this.account.clock.now();
  }

  get #fileToken(): string {
    return this.account.credentials['refreshToken'] ?? '';
  }

  #isFresh(pair: KeptPair): boolean {
    return this.#now < pair.expiresAt - LEAST_LEFT_MS && this.#now < pair.issuedAt + REFRESH_AFTER_MS;
  }

  /** A pair that could not be written down when it came is newer than what is kept. */
  async #afterKeeping(kept: KeptPair | null, keep: (secret: string) => Promise<void>): Promise<KeptPair | null> {
    if (this.#isKept || this.#held === null) return kept;
    if (kept === null || kept.issuedAt < this.#held.issuedAt) await keep(JSON.stringify(this.#held));
    this.#isKept = true;
    return kept === null || kept.issuedAt < this.#held.issuedAt ? this.#held : kept;
  }

  /**
   * Tries the kept chain and the configured token, each once. The kept one goes first, unless the configured token is another
   * than its chain began with: then a person has consented anew.
   */
  async #refresh(kept: KeptPair | null, context: CallContext): Promise<KeptPair> {
    const isConsentNew = kept === null || kept.fileToken !== this.#consent;
    const order = isConsentNew ? [this.#fileToken, kept?.refreshToken] : [kept.refreshToken, this.#fileToken];
    const candidates = [...new Set(order.filter((token) => token !== undefined))];
    let refusal: unknown = null;
    for (const token of candidates) {
      try {
        return this.#pairOf(await refresh(this.account, token, context), token);
      } catch (error) {
        if (!(error instanceof RefusedGrant)) throw error;
        refusal = error;
      }
    }
    throw refusal;
  }

  #pairOf(grant: Grant, sent: string): KeptPair {
    return {
      accessToken: grant.accessToken ?? '',
      expiresAt: grant.accessToken === null ? 0 : grant.expiresAt,
      refreshToken: grant.refreshToken ?? sent,
      refreshExpiresAt: grant.refreshExpiresAt,
      issuedAt: this.#now,
      fileToken: this.#consent,
    };
  }
}

/** Tells two tokens apart without keeping either. */
const fingerprint = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 22);

/** What can't be read counts as nothing kept. */
function readPair(secret: string | null): KeptPair | null {
  if (secret === null) return null;
  try {
    const pair = JSON.parse(secret) as Partial<KeptPair> | null;
    const { accessToken, refreshToken, fileToken, expiresAt, refreshExpiresAt = null, issuedAt } = pair ?? {};
    if (typeof accessToken !== 'string' || typeof refreshToken !== 'string' || typeof fileToken !== 'string')
      return null;
    if (typeof expiresAt !== 'number') return null;
    const issued = typeof issuedAt === 'number' ? issuedAt : expiresAt - 2 * HOUR;
    return { accessToken, refreshToken, fileToken, expiresAt, refreshExpiresAt, issuedAt: issued };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** @throws the signal's reason when it aborts first. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
