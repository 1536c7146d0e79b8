import type { Instant } from '../../base/clock.js';
import { HOUR, parseInstant } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext, HttpReply } from '../http.js';
import { malformed } from './cafe24.fields.js';
import { judge, objectOf, pauseAfter, type Body } from './cafe24.reply.js';

/** Life of an access token (documented); for an answer whose own date can't be read, since its pair must not be lost. */
const ACCESS_LIFE_MS = 2 * HOUR;

/** What a refresh gave. From then on the refresh token that was sent is dead. */
export interface Grant {
  /** Null where the answer has none that can be read. */
  readonly accessToken: string | null;
  readonly expiresAt: Instant;
  /** Null where the answer has none: the old one goes on (observed). */
  readonly refreshToken: string | null;
  readonly refreshExpiresAt: Instant | null;
}

/** A refresh token that is dead, used up or unknown. */
export class RefusedGrant extends ChannelFault {
  constructor(error: string, description: string | null) {
    super(
      ErrorCode.CHANNEL_UNAUTHORIZED,
      'Cafe24 refuses the refresh token: consent must be given again, and the new refreshToken put into the channel',
      { channelCode: error, channelMessage: description },
    );
  }
}

/**
 * POST /api/v2/oauth/token with grant_type=refresh_token. Documented.
 * @throws RefusedGrant where that token is refused; other faults as every call.
 */
export function refresh(account: ChannelAccount, refreshToken: string, context: CallContext): Promise<Grant> {
  const { clientId = '', clientSecret = '' } = account.credentials;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  return account.http.request(
    {
      operation: 'token',
      // It uses the token up: sent once, and never broken off by whoever waits for it.
      kind: 'WRITE',
      method: 'POST',
      target: '/api/v2/oauth/token',
      headers: () => ({
        authorization,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      }),
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString(),
      read: (reply) => readGrant(reply, account.clock.now()),
      pauseAfter,
    },
    context,
  );
}

function readGrant(reply: HttpReply, now: Instant): Grant {
  const body = objectOf(reply);
  const error = body === null ? null : word(body, 'error');
  if (body !== null && error !== null) throw refusalOf(error, word(body, 'error_description'), reply.status);
  if (reply.status < 200 || reply.status >= 300 || body === null) {
    const answer = judge(reply);
    if (answer.kind === 'OK') throw malformed('a token answer that is none');
    const { code, message } = answer.error;
    throw new ChannelFault(ErrorCode.CHANNEL_REJECTED, 'Cafe24 refuses the token call', {
      channelCode: code,
      channelMessage: message,
    });
  }
  const accessToken = word(body, 'access_token');
  const refreshToken = word(body, 'refresh_token');
  if (accessToken === null && refreshToken === null) throw malformed('a token answer without tokens');
  return {
    accessToken,
    expiresAt: dateOf(body, 'expires_at') ?? now + ACCESS_LIFE_MS,
    refreshToken,
    refreshExpiresAt: dateOf(body, 'refresh_token_expires_at'),
  };
}

/** No type is insisted on: whatever else an answer holds, its pair must not be lost. */
function word(body: Body, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Korean time without an offset (observed). */
function dateOf(body: Body, name: string): Instant | null {
  const value = word(body, name);
  return value === null ? null : parseInstant(value);
}

/** A wrong client secret comes as invalid_grant as well (observed): another refresh token would not help. */
function refusalOf(error: string, description: string | null, status: number): ChannelFault {
  const words = { channelCode: error, channelMessage: description };
  if (status === 429 || status >= 500) {
    const code = status === 429 ? ErrorCode.CHANNEL_RATE_LIMITED : ErrorCode.CHANNEL_UNAVAILABLE;
    return new ChannelFault(code, `Cafe24 gives no token now (HTTP ${status})`, words);
  }
  const isAboutGrant = error === 'invalid_grant' && !/client_(secret|id)/i.test(description ?? '');
  if (isAboutGrant) return new RefusedGrant(error, description);
  return new ChannelFault(ErrorCode.CHANNEL_UNAUTHORIZED, 'Cafe24 refuses clientId or clientSecret', words);
}
