import type { SandboxHost } from './sandbox-channel.js';

export interface Reply {
  readonly status: number;
  /** Undefined: none. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Path segments after the channel id; `*` takes any one. */
  readonly path: readonly string[];
  readonly answer: (channel: SandboxHost, names: readonly string[], body: unknown) => Reply;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** The answer to an action that tells nothing. */
export const nothing: Reply = { status: 204 };

export const problem = (status: number, error: string): Reply => ({ status, body: { error } });
