import type { Instant } from '../base/clock.js';
import { toIsoKst } from '../base/time.js';
import { ownError } from '../channel/channel-error.js';
import type { ChannelError } from '../channel/channel-error.js';
import { problemOf } from '../graphql/validation/validate.js';
import { ErrorCode } from '../model/error-code.js';
import type { RegisterInvoiceInput } from './action.input.js';
import { BAD_KEY, isKey } from './keyed.input.js';
import type { CancelRequest } from './operations/cancel-order.js';
import type { DelayRequest } from './operations/delay-dispatch.js';
import type { InvoiceRequest } from './operations/register-invoice.js';
import type { RejectRequest } from './operations/reject-cancel.js';
import type { InvoiceChangeRequest } from './operations/update-invoice.js';
import { plainTrackingNumber } from './tracking-number.rule.js';
import type { CancelOrderInput, DelayDispatchInput, RejectCancelInput, UpdateInvoiceInput } from './write.input.js';
import type { WriteRequest } from './write.operation.js';

// Inputs of mutations as requests: checked for form, and with what the journal keeps of them.

export const plainRequest = (id: string, key: string | null, input: Record<string, unknown>): WriteRequest => ({
  id,
  idempotencyKey: key,
  input,
  problem: key === null || isKey(key) ? null : ownError(ErrorCode.BAD_INPUT, BAD_KEY),
});

export async function invoiceRequest(input: RegisterInvoiceInput): Promise<InvoiceRequest> {
  const asked = {
    courier: input.courier,
    trackingNumber: plainTrackingNumber(input.trackingNumber),
    dispatchedAt: input.dispatchedAt ?? null,
    split: input.split ?? false,
    force: input.force ?? false,
    acknowledgedAddressVersion: input.acknowledgedAddressVersion ?? null,
  };
  return {
    ...asked,
    id: input.orderId,
    idempotencyKey: input.idempotencyKey ?? null,
    input: { orderId: input.orderId, ...asked, dispatchedAt: writtenOut(asked.dispatchedAt) },
    problem: await badForm(input),
  };
}

export async function invoiceChangeRequest(input: UpdateInvoiceInput): Promise<InvoiceChangeRequest> {
  const asked = { courier: input.courier, trackingNumber: plainTrackingNumber(input.trackingNumber) };
  return {
    ...asked,
    id: input.orderId,
    idempotencyKey: input.idempotencyKey ?? null,
    input: { orderId: input.orderId, ...asked },
    problem: await badForm(input),
  };
}

export async function rejectRequest(input: RejectCancelInput): Promise<RejectRequest> {
  const asked = {
    courier: input.courier,
    trackingNumber: plainTrackingNumber(input.trackingNumber),
    dispatchedAt: input.dispatchedAt ?? null,
    reason: input.reason ?? null,
  };
  return {
    ...asked,
    id: input.cancellationId,
    idempotencyKey: input.idempotencyKey ?? null,
    input: { cancellationId: input.cancellationId, ...asked, dispatchedAt: writtenOut(asked.dispatchedAt) },
    problem: await badForm(input),
  };
}

export async function cancelRequest(input: CancelOrderInput): Promise<CancelRequest> {
  const asked = { quantity: input.quantity ?? null, reason: input.reason, detail: input.detail ?? null };
  return {
    ...asked,
    id: input.orderId,
    idempotencyKey: input.idempotencyKey ?? null,
    input: { orderId: input.orderId, ...asked },
    problem: await badForm(input),
  };
}

/** @param now a dispatch can't be put off to the past. */
export async function delayRequest(input: DelayDispatchInput, now: Instant): Promise<DelayRequest> {
  const asked = { dispatchBy: input.dispatchBy, reason: input.reason, detail: input.detail ?? null };
  const isPast = input.dispatchBy <= now;
  return {
    ...asked,
    id: input.orderId,
    idempotencyKey: input.idempotencyKey ?? null,
    input: { orderId: input.orderId, ...asked, dispatchBy: toIsoKst(asked.dispatchBy) },
    problem: isPast
      ? ownError(ErrorCode.BAD_INPUT, `dispatchBy must lie ahead, but is ${toIsoKst(input.dispatchBy)}`)
      : await badForm(input),
  };
}

async function badForm(input: object): Promise<ChannelError | null> {
  const problem = await problemOf(input);
  return problem ? ownError(ErrorCode.BAD_INPUT, problem.message) : null;
}

const writtenOut = (instant: Instant | null): string | null => (instant === null ? null : toIsoKst(instant));
