import type { Cancellation } from '../cancellation/cancellation.entity.js';
import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault, errorOfRefusal, ownError } from '../channel/channel-error.js';
import type { WriteOutcome } from '../channel/channel.js';
import { ChannelFault } from '../channel/fault.js';
import { ActionState } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import type { Order } from '../order/order.entity.js';
import type { Action } from './action.entity.js';
import type { Unit, WriteOperation, WriteRequest } from './write.operation.js';

/** What came of an action. */
export type Verdict =
  | { readonly state: ActionState.SUCCEEDED; readonly error: ChannelError | null }
  | { readonly state: ActionState.FAILED | ActionState.UNKNOWN; readonly error: ChannelError };

/** Refusals that may mean that what was asked stands already; the marketplace, read back, tells. */
const AMBIGUOUS: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.ALREADY_DONE,
  ErrorCode.DUPLICATE,
  ErrorCode.WRONG_STATE,
  ErrorCode.CHANNEL_REJECTED,
]);

/** Refusals that do not tell whether something stands in the way, such as a claim that was withdrawn meanwhile. */
const VAGUE: ReadonlySet<ErrorCode> = new Set([ErrorCode.BAD_INPUT, ErrorCode.CHANNEL_REJECTED, ErrorCode.NOT_FOUND]);

/** What the state of orders and claims can have against a write. */
const OBSTACLES: ReadonlySet<ErrorCode> = new Set([ErrorCode.CANCEL_PENDING, ErrorCode.WRONG_STATE]);

export const succeeded = (error: ChannelError | null = null): Verdict => ({ state: ActionState.SUCCEEDED, error });

/** It is not known whether the marketplace acted. */
export const unknown = (fault: ChannelFault | null = null): Verdict => ({
  state: ActionState.UNKNOWN,
  error: {
    ...ownError(
      ErrorCode.OUTCOME_UNKNOWN,
      'The marketplace gave no answer, and reading back has not (yet) shown what came of it. Ask again in a minute: it is read back before anything is sent.',
      true,
    ),
    channelCode: fault?.channelCode ?? null,
    channelMessage: fault?.channelMessage ?? null,
  },
});

/** Nothing is sent now. What was sent before stays unknown, since it may have been done. */
export const notSent = (actions: readonly Action[], error: ChannelError): Verdict =>
  actions.some(({ attempts }) => attempts > 0) ? unknown() : { state: ActionState.FAILED, error };

/** What a check has to say, as a verdict: ALREADY_DONE is a success. */
export const verdictOf = (error: ChannelError | null): Verdict | null => {
  if (error === null) return null;
  return error.code === ErrorCode.ALREADY_DONE ? succeeded(error) : { state: ActionState.FAILED, error };
};

/**
 * What came of a unit that was sent.
 * @param outcome what the marketplace answered; a fault where it gave no usable answer.
 * @param after the unit as read back; null where that failed.
 */
export async function judge<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
  operation: WriteOperation<Subject, Item, Request>,
  outcome: WriteOutcome | ChannelFault,
  after: Unit<Subject, Request> | null,
): Promise<Verdict> {
  if (outcome instanceof ChannelFault) {
    if (!outcome.mayHaveActed) return { state: ActionState.FAILED, error: errorOfFault(outcome) };
  } else if (outcome.kind === 'DONE') {
    return succeeded();
  } else if (outcome.kind === 'REFUSED') {
    return judgeRefusal(operation, errorOfRefusal(outcome.refusal), after);
  }
  if (after !== null && (await operation.isDone(after))) return succeeded();
  return unknown(outcome instanceof ChannelFault ? outcome : null);
}

async function judgeRefusal<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
  operation: WriteOperation<Subject, Item, Request>,
  error: ChannelError,
  after: Unit<Subject, Request> | null,
): Promise<Verdict> {
  if (AMBIGUOUS.has(error.code) && after !== null && (await operation.isDone(after))) {
    return succeeded({
      ...error,
      code: ErrorCode.ALREADY_DONE,
      message: 'This was done before; the marketplace holds what was asked.',
      retryable: false,
    });
  }
  return { state: ActionState.FAILED, error: { ...error, code: await codeOfRefusal(operation, error.code, after) } };
}

/** What a refusal means where its own code is vague: the marketplace, read back, may show what stands in the way. */
async function codeOfRefusal<Subject extends Order | Cancellation, Item, Request extends WriteRequest>(
  operation: WriteOperation<Subject, Item, Request>,
  code: ErrorCode,
  after: Unit<Subject, Request> | null,
): Promise<ErrorCode> {
  if (code === ErrorCode.ALREADY_DONE) return ErrorCode.WRONG_STATE;
  const shown = after !== null && VAGUE.has(code) ? await operation.check(after) : null;
  return shown !== null && OBSTACLES.has(shown.code) ? shown.code : code;
}
