import { hash } from 'bcryptjs';
import type { Clock, Instant } from '../../base/clock.js';
import { MINUTE, SECOND } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext, HttpReply } from '../http.js';
import { malformed, neededText, text } from './smartstore.fields.js';
import { judge, pauseAfter } from './smartstore.reply.js';

/**
 * The marketplace issues a new token when less than 30 minutes are left and the same one before that (documented). Asking
 * a minute later than it could spares asking again and again where the clocks differ a little.
 */
const RENEW_WITHIN_MS = 29 * MINUTE;
/** After an issue or a failed renewal, while the token still lives. */
const SHORTEST_REST_MS = MINUTE;

/** A client secret is a bcrypt salt: version, cost, 22 characters (documented). */
const BCRYPT_SALT = /^\$2[aby]\$\d{2}\$[./A-Za-z0-9]{22}$/;

interface Token {
  readonly value: string;
  readonly expiresAt: Instant;
  readonly renewAt: Instant;
}

export interface TokenSource {
  /** @throws ChannelFault, CHANNEL_UNAUTHORIZED when the credentials are refused. */
  current(context: CallContext): Promise<string>;
  /** Another one in place of a token that was refused; the marketplace may well give the same. */
  renew(refused: string, context: CallContext): Promise<string>;
  /** Issues one whatever is held, so that the credentials themselves are tried. */
  prove(context: CallContext): Promise<void>;
}

/** The token of one account, issued once for all who wait for it. */
export function tokenSource(account: ChannelAccount): TokenSource {
  const { clock } = account;
  let held: Token | null = null;
  let issuing: Promise<Token> | null = null;

  const issueOnce = async (context: CallContext): Promise<string> => {
    // Others wait for the same token, so no single caller's signal ends the call; each stops waiting on its own.
    issuing ??= issue(account, 'token', { meter: context.meter })
      .then((token) => (held = token))
      .finally(() => (issuing = null));
    return (await untilAborted(issuing, context.signal)).value;
  };

  return {
    async current(context) {
      if (held !== null && clock.now() < held.renewAt) return held.value;
      try {
        return await issueOnce(context);
      } catch (error) {
        if (held === null || clock.now() >= held.expiresAt || isRefusedCredentials(error)) throw error;
        held = { ...held, renewAt: clock.now() + SHORTEST_REST_MS };
        return held.value;
      }
    },
    renew: async (refused, context) =>
      held !== null && held.value !== refused ? held.value : await issueOnce(context),
    async prove(context) {
      // The operation's name keeps the governor from holding it back for earlier refusals.
      held = await issue(account, 'check', context);
    },
  };
}

/**
 * Signs a token request: Base64 of bcrypt(clientId + '_' + timestamp) salted with the client secret. Documented, with a
 * published example that the tests repeat.
 * @param timestamp epoch milliseconds; the marketplace takes it for 5 minutes.
 */
export async function sign(clientId: string, clientSecret: string, timestamp: number): Promise<string> {
  if (!BCRYPT_SALT.test(clientSecret)) {
    throw new ChannelFault(
      ErrorCode.CHANNEL_UNAUTHORIZED,
      'clientSecret is no bcrypt salt ($2a$, cost, 22 characters); was it mangled by a shell or an environment file?',
    );
  }
  return Buffer.from(await hash(`${clientId}_${timestamp}`, clientSecret)).toString('base64');
}

async function issue(account: ChannelAccount, operation: 'token' | 'check', context: CallContext): Promise<Token> {
  const { clock, http } = account;
  const form = await tokenForm(account.credentials, clock);
  return http.request(
    {
      operation,
      kind: 'READ', // asking again gives the same token
      method: 'POST',
      target: '/v1/oauth2/token',
      headers: () => ({ 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }),
      body: form,
      rateGroup: 'token',
      read: (reply) => readToken(reply, clock.now()),
      pauseAfter,
    },
    context,
  );
}

async function tokenForm(credentials: Readonly<Record<string, string>>, clock: Clock): Promise<string> {
  const { clientId = '', clientSecret = '', accountId } = credentials;
  const timestamp = clock.now();
  const form = new URLSearchParams({
    client_id: clientId,
    timestamp: String(timestamp),
    grant_type: 'client_credentials',
    client_secret_sign: await clock.whileWaiting(() => sign(clientId, clientSecret, timestamp)),
    // account_id must not come with SELF (observed).
    ...(accountId ? { type: 'SELLER', account_id: accountId } : { type: 'SELF' }),
  });
  return form.toString();
}

function readToken(reply: HttpReply, now: Instant): Token {
  const answer = judge(reply);
  if (answer.kind === 'REFUSED') {
    throw new ChannelFault(ErrorCode.CHANNEL_UNAUTHORIZED, 'SmartStore refuses clientId, clientSecret or accountId', {
      channelCode: answer.error.code,
      channelMessage: answer.error.message,
    });
  }
  const body: { access_token?: string; expires_in?: number } = answer.body;
  const seconds = Number(text(body, 'expires_in') ?? NaN);
  if (!(seconds >= 0)) throw malformed('expires_in is no number of seconds');
  const expiresAt = now + seconds * SECOND;
  const renewAt = Math.min(expiresAt, Math.max(expiresAt - RENEW_WITHIN_MS, now + SHORTEST_REST_MS));
  return { value: neededText(body, 'access_token'), expiresAt, renewAt };
}

const isRefusedCredentials = (error: unknown): boolean =>
  error instanceof ChannelFault && error.code === ErrorCode.CHANNEL_UNAUTHORIZED;

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
