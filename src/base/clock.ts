/** Epoch milliseconds. */
export type Instant = number;

/** The only source of time and delay; tests inject one that moves by itself. */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * As sleep, for a limit that is hoped never to come (a deadline): a virtual clock does not jump to it, it comes only when
   * time passes for another reason.
   */
  alarm(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Runs work whose duration is not ours to decide (a call on the wire). A virtual clock stands still meanwhile, so that
   * pacing never overtakes an answer; the system clock just runs it.
   */
  whileWaiting<T>(work: () => Promise<T>): Promise<T>;
}

const realSleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: realSleep,
  alarm: realSleep,
  whileWaiting: (work) => work(),
};
