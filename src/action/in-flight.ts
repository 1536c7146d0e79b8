import type { Action } from './action.entity.js';

/** Actions under way in this process, so that a second identical call joins the first instead of sending again. */
export class InFlight<Answer = Action> {
  readonly #running = new Map<string, Promise<Answer>>();
  readonly #channels = new Map<string, Promise<unknown>>();

  running(id: string): Promise<Answer> | undefined {
    return this.#running.get(id);
  }

  /** Registers an action under all names by which a repeat may find it, until it has ended. */
  track(ids: readonly string[], action: Promise<Answer>): void {
    for (const id of ids) this.#running.set(id, action);
    const forget = (): void => {
      for (const id of ids) if (this.#running.get(id) === action) this.#running.delete(id);
    };
    action.then(forget, forget);
  }

  /** Writes to one account go one after the other: a guard must not be overtaken by another write. */
  async exclusively<T>(channelId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#channels.get(channelId) ?? Promise.resolve();
    const run = before.then(work, work);
    this.#channels.set(
      channelId,
      run.catch(() => undefined),
    );
    return run;
  }
}
