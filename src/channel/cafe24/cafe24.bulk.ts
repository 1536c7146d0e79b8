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
  /** The same line by line, where each stands for itself: one that will not do is refused with all others of its request. */
  readonly apart?: readonly BulkRequest<Request>[];
}

/** Outcomes by order_item_code. */
export type LineOutcomes = ReadonlyMap<string, WriteOutcome>;

/**
 * Sends requests in one call. Should the call be refused as a whole for one of them (assumed: clients expect 422 rather than
 * the documented mixed answer), it was not done for any, and halves are sent until the one is found; of that its lines.
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
    if (!(answer instanceof ChannelFault) && isForHalves(part, answer)) {
      const middle = Math.ceil(part.length / 2);
      queue.unshift(part.slice(0, middle), part.slice(middle));
      continue;
    }
    for (const [index, request] of part.entries()) {
      const told = answer instanceof ChannelFault ? answer : toldOf(part, index, answer);
      const apart = apartOf(request, told);
      if (apart) queue.push(...apart.map((one) => [one]));
      else for (const line of request.lines) outcomes.set(line, outcomeOf(told, line));
    }
  }
  return outcomes;
}

const isForHalves = (part: readonly unknown[], answer: WriteAnswer): boolean =>
  answer.kind === 'REFUSED' && part.length > 1 && isAboutOneRequest(answer.error);

/** What an answer says of one of its requests. */
type Told =
  | ChannelFault
  | { readonly kind: 'REFUSED'; readonly error: WireError }
  | { readonly kind: 'LISTED'; readonly rowOf: (line: string) => WrittenRow | undefined; readonly isLater: boolean };

function apartOf<Request>(
  { apart, lines }: BulkRequest<Request>,
  told: Told,
): readonly BulkRequest<Request>[] | undefined {
  const isRefused = !(told instanceof ChannelFault) && told.kind === 'REFUSED';
  return lines.length > 1 && isRefused && isAboutOneRequest(told.error) ? apart : undefined;
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

function toldOf<Request>(part: readonly BulkRequest<Request>[], index: number, answer: WriteAnswer): Told {
  if (answer.kind === 'REFUSED') return answer;
  const rows = rowsOf(part, index, answer.rows);
  const [first] = rows;
  if (rows.length === 1 && first!.error !== null) return { kind: 'REFUSED', error: first!.error };
  const nameless = rows.find(({ lines }) => lines === null);
  const whole = part[index]!.splits && rows.length === 1 ? first : nameless;
  const rowOf = (line: string): WrittenRow | undefined => rows.find(({ lines }) => lines?.includes(line)) ?? whole;
  return { kind: 'LISTED', rowOf, isLater: answer.isLater };
}

/**
 * Rows about one request. The answer to one need not name its order (documented). Rows that name no lines are told apart by
 * their place where several requests are about one order, as in the guide's example one for each.
 */
function rowsOf<Request>(
  part: readonly BulkRequest<Request>[],
  index: number,
  rows: readonly WrittenRow[],
): readonly WrittenRow[] {
  const { orderId } = part[index]!;
  const own = rows.filter((row) => row.orderId === orderId || (row.orderId === null && part.length === 1));
  const isAlone = part.filter((request) => request.orderId === orderId).length === 1;
  if (isAlone || own.every(({ lines }) => lines !== null)) return own;
  const inPlace = rows.length === part.length ? rows[index] : undefined;
  return inPlace && own.includes(inPlace) ? [inPlace] : own.filter(({ lines }) => lines !== null);
}

function outcomeOf(told: Told, line: string): WriteOutcome {
  if (told instanceof ChannelFault) return outcomeOfFault(told);
  if (told.kind === 'REFUSED') return outcomeOfError(told.error);
  const row = told.rowOf(line);
  if (row === undefined) return unknown('the answer does not mention it');
  if (row.error !== null) return outcomeOfError(row.error);
  return told.isLater ? unknown('taken, to be done later') : { kind: 'DONE' };
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
