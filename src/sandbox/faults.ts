/** What a marketplace in trouble does to a call. */
export const FAULT_KINDS = [
  /** Never answers and never acts; the connection stays open. */
  'TIMEOUT',
  /** Answers in the marketplace's own shape that it was called too often; does not act. */
  'RATE_LIMITED',
  /** Answers in the marketplace's own shape that it failed; does not act. */
  'INTERNAL',
  /** Acts, announces the whole answer, sends half of it and hangs up. */
  'TRUNCATED',
  /** Acts and hangs up without an answer. */
  'LOSE_ANSWER',
  /** Answers with its last reply to the same method and path, whatever is asked now; does not act. */
  'REPEAT_PAGE',
  /** Acts at once and answers after `delayMs`. */
  'LATE',
  /** HTTP 200 with a page for people, as gateways under maintenance send; does not act. */
  'HTML',
  /** Hangs up before acting. */
  'REFUSE_CONNECTION',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** How many matching calls it strikes; default 1. */
  readonly count?: number;
  /** Only calls of this method; default any. */
  readonly method?: string;
  /** Only calls whose path, as it came, contains this; default any. */
  readonly path?: string;
  /** LATE alone: how long the answer takes, in milliseconds. Default {@link DEFAULT_DELAY_MS}. */
  readonly delayMs?: number;
}

export const DEFAULT_DELAY_MS = 3_000;

interface Waiting {
  readonly fault: Fault;
  left: number;
}

/** Faults waiting for calls; those injected first strike first. */
export class FaultQueue {
  readonly #waiting: Waiting[] = [];

  inject(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.count ?? 1 });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /**
   * The fault that strikes this call, if any; counts it.
   * @param canRepeat whether an earlier reply is known; without one REPEAT_PAGE waits on.
   */
  take(method: string, path: string, canRepeat: boolean): Fault | null {
    const index = this.#waiting.findIndex(
      ({ fault }) =>
        (fault.method === undefined || fault.method.toUpperCase() === method) &&
        (fault.path === undefined || path.includes(fault.path)) &&
        (fault.kind !== 'REPEAT_PAGE' || canRepeat),
    );
    const waiting = this.#waiting[index];
    if (!waiting) return null;
    waiting.left -= 1;
    if (waiting.left <= 0) this.#waiting.splice(index, 1);
    return waiting.fault;
  }
}
