import type { ApiOperations, ApiSettings } from './api.child.js';
import { startChild } from './ipc.js';

export interface Answer<T> {
  readonly data: T;
  readonly errors?: readonly { readonly message: string }[];
}

/** One API in a process of its own. */
export interface Api {
  /** @throws Error when the answer holds errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
}

export async function startApi(settings: ApiSettings): Promise<Api> {
  const child = startChild<ApiOperations>('./api.child.js');
  const url = await child.ask('start', settings);
  return {
    ask: async <T>(query: string, variables: Record<string, unknown> = {}) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as Answer<T>;
      if (errors) throw new Error(`unexpected errors: ${JSON.stringify(errors)}`);
      return data;
    },
    peakMemory: () => child.ask('peakMemory', undefined),
    stop: () => child.stop(),
  };
}
