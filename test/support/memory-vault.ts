import type { AccountVault } from '../../src/channel/channel.js';

/** A vault that forgets with its test. */
export class MemoryVault implements AccountVault {
  #last: Promise<unknown> = Promise.resolve();

  constructor(public secret: string | null = null) {}

  read(): Promise<string | null> {
    return Promise.resolve(this.secret);
  }

  exclusively<T>(work: (kept: string | null, keep: (secret: string) => Promise<void>) => Promise<T>): Promise<T> {
    const run = this.#last.then(() =>
      work(this.secret, (secret) => {
        this.secret = secret;
        return Promise.resolve();
      }),
    );
    this.#last = run.catch(() => undefined);
    return run;
  }
}
