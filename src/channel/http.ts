/**
 * The one governed path to a marketplace. Adapters get an instance bound to their account and see nothing of limits,
 * retries or the circuit breaker. Implementation: governor/.
 */
export interface ChannelHttp {
  /**
   * Makes one call and hands its reply to `call.read`. READ calls are repeated, with jitter, when they fail in a way that
   * may pass; WRITE calls are sent once.
   * @throws ChannelFault when there is no answer, or whatever `call.read` throws.
   */
  request<T>(call: HttpCall<T>, context: CallContext): Promise<T>;
}

export interface HttpCall<T> {
  /** Short name for metrics, poison stop and logs, without ids: `ordersheets.list`. */
  readonly operation: string;
  readonly kind: 'READ' | 'WRITE';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Appended to the channel's base URL, percent-encoded, with a leading slash and the raw query string if any. */
  readonly target: string;
  /** Made anew for each attempt, so that signatures and dates are fresh. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Which of the definition's rate groups it counts in; default `all`. */
  readonly rateGroup?: string;
  /** Default: the definition's. */
  readonly timeoutMs?: number;
  /** Turns a reply into a value. Throws ChannelFault for a reply that is no answer; called once per attempt. */
  readonly read: (reply: HttpReply) => T;
  /**
   * How long to make no further call of this rate group, in milliseconds, from the reply's own rate headers; 0: at once.
   * Absent: only Retry-After counts.
   */
  readonly pauseAfter?: (reply: HttpReply) => number;
}

export interface HttpReply {
  readonly status: number;
  /** Value of a header, by its case-insensitive name. */
  header(name: string): string | null;
  /** The body's bytes, already unzipped. */
  readonly body: Buffer;
}

/** What travels with the calls that serve one purpose (one query's channel, one action). */
export interface CallContext {
  /** Ends the waiting of whoever asked; a WRITE on the wire is never aborted by it. */
  readonly signal?: AbortSignal;
  /** Counts every request that left, retries included. */
  readonly meter: { calls: number };
}

/** At most `calls` in any span of `perMs`. */
export interface RateRule {
  readonly calls: number;
  readonly perMs: number;
}
