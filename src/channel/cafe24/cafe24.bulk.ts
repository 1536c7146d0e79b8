import { ChannelFault } from '../fault.js';
import type { WriteOutcome } from '../channel.js';
import { isAboutOneRequest, isUnsure, outcomeOfFault, refused, unknown } from './cafe24.refusals.js';
import type { WireError, WriteAnswer, WrittenRow } from './cafe24.wire.js';

/** One request of a bulk call and the lines that it is about. */
export interface BulkRequest<Request> {
  readonly request: Request;
  readonly orderId: string;
  readonly lines: readonly string[];
  /** Takes pieces off lines, which become lines of their own: the answer may name those instead (assumed). */
  readonly splits?: true;
}

/** Outcomes by order_item_code. */
export type LineOutcomes = ReadonlyMap<string, WriteOutcome>;

/**
 * Sends requests in one call. Should the call be refused as a whole for one of them (assumed: clients expect 422 rather than
 * the documented mixed answer), it was not done for any, and halves are sent until the one is found.
 * @throws ChannelFault of the first call; of later ones it becomes the outcome of their lines.
 */
export async function sendAll<Request>(
  requests: readonly BulkRequest<Request>[],
  send: (requests: readonly Request[]) => Promise<WriteAnswer>,
): Promise<LineOutcomes> {
  const outcomes = new Map<string, WriteOutcome>();
  const queue: (readonly BulkRequest<Request>[])[] = [requests];
  let isFirst = true;
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    if (part.length === 0) continue;
    const answer = await attempt(part, send, isFirst);
    isFirst = false;
    if (answer instanceof ChannelFault) {
      for (const line of part.flatMap(({ lines }) => lines)) outcomes.set(line, outcomeOfFault(answer));
    } else if (answer.kind === 'REFUSED' && part.length > 1 && isAboutOneRequest(answer.error)) {
      const middle = Math.ceil(part.length / 2);
      queue.unshift(part.slice(0, middle), part.slice(middle));
    } else {
      for (const [line, outcome] of outcomesOf(part, answer)) outcomes.set(line, outcome);
    }
  }
  return outcomes;
}

async function attempt<Request>(
  part: readonly BulkRequest<Request>[],
  send: (requests: readonly Request[]) => Promise<WriteAnswer>,
  isFirst: boolean,
): Promise<WriteAnswer | ChannelFault> {
  try {
    return await send(part.map(({ request }) => request));
  } catch (error) {
    if (isFirst || !(error instanceof ChannelFault)) throw error;
    return error;
  }
}

function outcomesOf<Request>(
  part: readonly BulkRequest<Request>[],
  answer: WriteAnswer,
): (readonly [string, WriteOutcome])[] {
  if (answer.kind === 'REFUSED') {
    return part.flatMap(({ lines }) => lines.map((line) => [line, refused(answer.error)] as const));
  }
  return part.flatMap(({ orderId, lines, splits }) =>
    lines.map((line) => {
      // The answer to one request need not name its order (documented).
      const isOurs = (row: WrittenRow): boolean =>
        row.orderId === orderId || (row.orderId === null && part.length === 1);
      const rows = answer.rows.filter(isOurs);
      const row = rowOf(rows, line) ?? (splits && rows.length === 1 ? rows[0] : undefined);
      return [line, outcomeOfRow(row, answer.isLater)] as const;
    }),
  );
}

const rowOf = (rows: readonly WrittenRow[], line: string): WrittenRow | undefined =>
  rows.find(({ lines }) => lines?.includes(line)) ?? rows.find(({ lines }) => lines === null);

function outcomeOfRow(row: WrittenRow | undefined, isLater: boolean): WriteOutcome {
  if (row === undefined) return unknown('the answer does not mention it');
  if (row.error !== null) return outcomeOfError(row.error);
  return isLater ? unknown('taken, to be done later') : { kind: 'DONE' };
}

const outcomeOfError = (error: WireError): WriteOutcome =>
  isUnsure(error) ? unknown(`the answer says HTTP ${error.status} for it`) : refused(error);

/** What came of a unit of several lines: the worst of them. */
export function worstOf(outcomes: LineOutcomes, lines: readonly string[]): WriteOutcome {
  const all = lines.map((line) => outcomes.get(line) ?? unknown('the answer does not mention it'));
  const isMixed = all.some(({ kind }) => kind === 'DONE') && all.some(({ kind }) => kind !== 'DONE');
  if (isMixed) return unknown('done for some lines of it and not for others');
  return all.find(({ kind }) => kind === 'UNKNOWN') ?? all.find(({ kind }) => kind === 'REFUSED') ?? { kind: 'DONE' };
}

/** The outcome of a call about one thing. */
export function outcomeOfOne(answer: WriteAnswer): WriteOutcome {
  if (answer.kind === 'REFUSED') return refused(answer.error);
  const [row] = answer.rows;
  if (row === undefined) return unknown('the answer does not mention it');
  if (row.error !== null) return outcomeOfError(row.error);
  return answer.isLater ? unknown('taken, to be done later') : { kind: 'DONE' };
}
