import { fork } from 'node:child_process';

/** What a child process can be asked to do; inputs and results travel as JSON. */
export type Operations = Readonly<Record<string, (input: never) => unknown>>;

export interface Child<O extends Operations> {
  ask<K extends keyof O & string>(operation: K, input: Parameters<O[K]>[0]): Promise<Awaited<ReturnType<O[K]>>>;
  /** Ends the process; whatever it still does is lost. */
  stop(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly operation: string;
  readonly input: unknown;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly failure?: string;
}

/** Runs a module of this folder in a process of its own. Its errors show on ours; it ends with us at the latest. */
export function startChild<O extends Operations>(module: string): Child<O> {
  const child = fork(new URL(module, import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of waiting.values()) reject(new Error(`${module} ended with code ${code}`));
      resolve();
    });
  });
  child.on('message', ({ id, result, failure }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) asked?.resolve(result);
    else asked?.reject(new Error(`${module}: ${failure}`));
  });
  let asked = 0;
  return {
    ask: (operation, input) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve: resolve as (result: unknown) => void, reject });
        child.send({ id: asked, operation, input } satisfies Question);
      }),
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The other end: answers the parent until it goes. */
export function answerParent(operations: Operations): void {
  const tell = (answer: Answer): void => void process.send?.(answer);
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ id, operation, input }: Question) => {
    const run = async (): Promise<unknown> => operations[operation]?.(input as never);
    run().then(
      (result) => tell({ id, result }),
      (error: unknown) =>
        tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
