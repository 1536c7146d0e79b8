import type { ChannelError } from '../channel/channel-error.js';
import { errorOfFault, ownError } from '../channel/channel-error.js';
import type { ChannelFault } from '../channel/fault.js';
import type { PlacedSupplierOrder, SupplierRefusal } from '../channel/supply.js';
import { ActionState } from '../model/action.js';
import { ErrorCode } from '../model/error-code.js';
import type { SupplierAnswer } from '../model/supplier-order.js';
import type { SupplierOrder } from './supplier-order.entity.js';

/** What came of an order. */
export interface Verdict {
  readonly state: ActionState.SUCCEEDED | ActionState.FAILED | ActionState.UNKNOWN;
  readonly error: ChannelError | null;
  /** As the supplier told it, or as it was stored before. */
  readonly order: PlacedSupplierOrder | SupplierOrder | null;
  readonly answer: SupplierAnswer;
}

const NO_ANSWER: SupplierAnswer = { payment: null, duplicateOf: null, parameter: null, goods: null };

export const placed = (order: PlacedSupplierOrder | SupplierOrder): Verdict => ({
  state: ActionState.SUCCEEDED,
  error: null,
  order,
  answer: { ...NO_ANSWER, payment: order.payment },
});

export const failed = (fault: ChannelFault): Verdict => ({
  state: ActionState.FAILED,
  error: errorOfFault(fault),
  order: null,
  answer: NO_ANSWER,
});

/** It is not known whether the supplier took it. */
export const unknown = (fault: ChannelFault | null = null): Verdict => ({
  state: ActionState.UNKNOWN,
  error: {
    ...ownError(
      ErrorCode.OUTCOME_UNKNOWN,
      'The supplier gave no answer, and reading back has not (yet) shown the order. Ask again in a minute: it is read back before anything is sent.',
      true,
    ),
    channelCode: fault?.channelCode ?? null,
    channelMessage: fault?.channelMessage ?? null,
  },
  order: null,
  answer: NO_ANSWER,
});

/** Another order stands under the number, as the supplier, read back, shows. */
export const takenByAnother = (orderNumber: string): Verdict => ({
  state: ActionState.FAILED,
  error: ownError(
    ErrorCode.DUPLICATE,
    'Another order was placed under this externalOrderNumber before; duplicateOf is its number.',
  ),
  order: null,
  answer: { ...NO_ANSWER, duplicateOf: orderNumber },
});

const errorOf = ({ refusal, message }: SupplierRefusal): ChannelError => ({ ...refusal, message });

const answerOf = ({ payment, parameter, goods, duplicateOf }: SupplierRefusal): SupplierAnswer => ({
  payment,
  parameter,
  goods,
  duplicateOf: duplicateOf?.orderNumber ?? null,
});

export const refused = (refusal: SupplierRefusal): Verdict => ({
  state: ActionState.FAILED,
  error: errorOf(refusal),
  order: null,
  answer: answerOf(refusal),
});

/** The supplier refused a repeat of an order that it holds; null where no more than its number is known. */
export const heldBefore = (refusal: SupplierRefusal, order: PlacedSupplierOrder | SupplierOrder | null): Verdict => ({
  state: ActionState.SUCCEEDED,
  error: {
    ...errorOf(refusal),
    code: ErrorCode.ALREADY_DONE,
    message: 'The supplier took this order before, under the same externalOrderNumber; duplicateOf is its number.',
    retryable: false,
  },
  order,
  answer: { ...answerOf(refusal), payment: order?.payment ?? refusal.payment },
});
