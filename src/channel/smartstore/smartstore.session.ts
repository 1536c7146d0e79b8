import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext, HttpCall } from '../http.js';
import { TOKEN_REFUSED, pauseAfter } from './smartstore.reply.js';
import { tokenSource } from './smartstore.token.js';

/** A call but for what every call has alike. */
export type ApiCall<T> = Omit<HttpCall<T>, 'headers' | 'pauseAfter'>;

export interface Session {
  send<T>(call: ApiCall<T>, context: CallContext): Promise<T>;
  /** Issues a token anew. */
  prove(context: CallContext): Promise<void>;
}

/** Calls with the account's token. One refused for its token is repeated once with another, as documented. */
export function session(account: ChannelAccount): Session {
  const tokens = tokenSource(account);
  return {
    prove: (context) => tokens.prove(context),
    async send(call, context) {
      const attempt = (token: string) =>
        account.http.request({ ...call, headers: () => headersOf(call, token), pauseAfter }, context);
      const token = await beforeSending(call, context, () => tokens.current(context));
      try {
        return await attempt(token);
      } catch (error) {
        // The gateway turned it away, so even a write certainly did not act.
        if (!(error instanceof ChannelFault) || error.channelCode !== TOKEN_REFUSED || error.mayHaveActed) throw error;
        return attempt(await beforeSending(call, context, () => tokens.renew(token, context)));
      }
    },
  };
}

const headersOf = (call: ApiCall<unknown>, token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'application/json',
  ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
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
