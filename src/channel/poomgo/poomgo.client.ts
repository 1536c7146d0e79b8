import type { Instant } from '../../base/clock.js';
import { writeJson } from '../../base/json.js';
import { formatKst } from '../../base/time.js';
import { ErrorCode } from '../../model/error-code.js';
import type { ChannelAccount } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import { readLedger } from './poomgo.reply.js';
import type { LedgerPage, LedgerQuestion } from './poomgo.wire.js';

/** Documented. */
export const LARGEST_PAGE = 500;

/** The bare key is documented; one public client sends this word before it when the bare key is refused (observed). */
const SCHEME = 'Bearer ';

/** Paths, headers and key of the open API. Knows nothing of our domain. */
export class PoomgoClient {
  #scheme = '';
  #isSchemeTried = false;

  constructor(private readonly account: ChannelAccount) {}

  list(question: LedgerQuestion, context: CallContext): Promise<LedgerPage> {
    return this.#ask('orders.list', question, context);
  }

  /** Tries the key with one row of today. */
  async check(context: CallContext): Promise<void> {
    const today = dayOf(this.account.clock.now());
    await this.#ask('check', { page: 1, pageSize: 1, createdAtFrom: today, createdAtTo: today }, context);
  }

  async #ask(operation: string, question: LedgerQuestion, context: CallContext): Promise<LedgerPage> {
    try {
      return await this.#send(operation, question, this.#scheme, context);
    } catch (refused) {
      if (this.#isSchemeTried || !isKeyRefused(refused)) throw refused;
      this.#isSchemeTried = true;
      const page = await this.#send(operation, question, SCHEME, context);
      this.#scheme = SCHEME;
      return page;
    }
  }

  #send(operation: string, question: LedgerQuestion, scheme: string, context: CallContext): Promise<LedgerPage> {
    return this.account.http.request(
      {
        operation,
        kind: 'READ',
        method: 'POST',
        target: '/oms/orders',
        headers: () => ({
          'Content-Type': 'application/json',
          Accept: 'application/json',
          Authorization: scheme + (this.account.credentials['apiKey'] ?? ''),
        }),
        body: writeJson(question),
        read: readLedger,
      },
      context,
    );
  }
}

const isKeyRefused = (error: unknown): boolean =>
  error instanceof ChannelFault && error.code === ErrorCode.CHANNEL_UNAUTHORIZED;

/** The Korean day that holds an instant, as the filters want it. */
export const dayOf = (instant: Instant): string => formatKst(instant, 'yyyy-MM-dd');
