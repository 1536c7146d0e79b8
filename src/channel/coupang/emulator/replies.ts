import { writeJson } from '../../../base/json.js';
import type { WireReply } from '../../../sandbox/emulator.js';

export const json = (status: number, value: unknown): WireReply => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: writeJson(value),
});

/** Ends a call with a reply other than success. */
export class Refused extends Error {
  constructor(readonly reply: WireReply) {
    super(`refused with HTTP ${reply.status}`);
  }
}

/**
 * A business failure outside of the batch endpoints. The messages are documented where their place says so; the shape around
 * them is not.
 * @param code as the endpoint types it: a number, or a string where its successes carry one.
 * @evidence assumed
 */
export const badRequest = (message: string, code: 400 | '400' = 400): Refused =>
  new Refused(json(400, { code, message, data: null }));

/**
 * A failure of the gateway in front of all endpoints.
 * @evidence documented
 */
export const gatewayError = (
  status: number,
  message: string,
  transactionId: string,
  messages?: { readonly korean: string; readonly english: string },
): WireReply => json(status, { code: 'ERROR', message, transactionId, ...(messages && { messages }) });

/**
 * The documentation gives no text for it.
 * @evidence assumed
 */
export const tooManyRequests = (transactionId: string): WireReply =>
  gatewayError(429, 'Too many requests. Call rate limit of the vendor is exceeded.', transactionId);

/**
 * The text is documented, the shape around it is that of other gateway errors.
 * @evidence assumed
 */
export const internalException = (transactionId: string): WireReply =>
  gatewayError(500, '500 internal exception', transactionId);

/**
 * A wrong path, a method it has not, or another vendor's id in it; the documentation gives no body.
 * @evidence assumed
 */
export const notFound = (transactionId: string): WireReply => gatewayError(404, 'Not Found', transactionId);
