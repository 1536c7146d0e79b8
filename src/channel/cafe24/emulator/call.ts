import type { Envelope, Fields } from './body.js';
import type { Query } from './query.js';
import { Refused } from './replies.js';

/** One request that passed the gateway. */
export interface Call {
  readonly path: string;
  readonly query: Query;
  /** What stands for `{}` in the route, in order. */
  readonly ids: readonly string[];
  /** Of the query: reads and DELETE; writes name it in the body. */
  readonly shopNo: number;
  body(): Envelope;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/**
 * Does a bulk call object by object. All done: the rows under the root key. All refused alike: that refusal. Else 207 with one
 * object for each, as the guide's example has it; never seen on order calls.
 * @evidence assumed
 */
export function inBulk(
  requests: readonly Fields[],
  root: string,
  status: 200 | 201,
  act: (request: Fields) => readonly unknown[],
): Answer {
  const results = requests.map((request) => tried(request, act));
  const refusals = results.flatMap(({ refusal }) => refusal ?? []);
  const [first] = refusals;
  if (!first) return { status, body: { [root]: results.flatMap(({ rows }) => rows) } };
  const isAlike = refusals.every((other) => other.status === first.status && other.message === first.message);
  if (refusals.length === results.length && isAlike) throw first;
  const body = results.map(({ orderId, refusal }) => ({
    order_id: orderId,
    status: refusal?.status ?? status,
    message: refusal?.message ?? 'success',
  }));
  return { status: 207, body: { [root]: body } };
}

interface Result {
  readonly orderId: string | null;
  readonly rows: readonly unknown[];
  readonly refusal: Refused | null;
}

function tried(request: Fields, act: (request: Fields) => readonly unknown[]): Result {
  const orderId = request.text('order_id');
  try {
    return { orderId, rows: act(request), refusal: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { orderId, rows: [], refusal: error };
  }
}
