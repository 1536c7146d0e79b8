import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext, HttpCall } from '../http.js';
import { TokenFault, VersionFault, pauseAfter } from './cafe24.reply.js';
import { tokenSource } from './cafe24.token.js';

/** The version whose reference the adapter is written from. */
const VERSION = '2026-03-01';

/** A call but for what every call has alike. */
export type ApiCall<T> = Omit<HttpCall<T>, 'headers' | 'pauseAfter'>;

export interface Session {
  send<T>(call: ApiCall<T>, context: CallContext): Promise<T>;
}

/**
 * Calls with the mall's token and the version header. A token refused is renewed once and the call repeated once; a version
 * refused is replaced once by the one that the refusal names. In both cases even a write certainly did not act.
 */
export function session(account: ChannelAccount): Session {
  const tokens = tokenSource(account);
  let version = VERSION;

  const attempt = <T>(call: ApiCall<T>, token: string, context: CallContext): Promise<T> => {
    const asked = version;
    const headers = (): Record<string, string> => headersOf(token, asked);
    return account.http.request({ ...call, headers, pauseAfter }, context).catch((error: unknown) => {
      if (!(error instanceof VersionFault) || error.offered === null || error.offered === asked) throw error;
      const offered = error.offered;
      version = offered;
      return account.http.request({ ...call, headers: () => headersOf(token, offered), pauseAfter }, context);
    });
  };

  return {
    async send(call, context) {
      const token = await beforeSending(call, context, () => tokens.current(context));
      try {
        return await attempt(call, token, context);
      } catch (error) {
        if (!(error instanceof TokenFault)) throw error;
        return attempt(call, await beforeSending(call, context, () => tokens.renew(token, context)), context);
      }
    },
  };
}

/** Content-Type is required on every call, also without a body (documented). */
const headersOf = (token: string, version: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'application/json',
  'content-type': 'application/json',
  'x-cafe24-api-version': version,
});

/** A write that waits for its token has not left, however the token's own call fails. */
async function beforeSending<T>(call: ApiCall<unknown>, context: CallContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isFault = error instanceof ChannelFault;
    if (call.kind === 'READ' || (!isFault && !context.signal?.aborted)) throw error;
    if (!isFault) {
      throw new ChannelFault(ErrorCode.CHANNEL_TIMEOUT, 'not sent: no token came in time', {
        mayHaveActed: false,
        cause: error,
      });
    }
    throw new ChannelFault(error.code, error.message, {
      channelCode: error.channelCode,
      channelMessage: error.channelMessage,
      retryable: error.retryable,
      ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
      mayHaveActed: false,
      cause: error,
    });
  }
}
