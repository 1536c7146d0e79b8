import { GraphQLError } from 'graphql';
import { ErrorCode } from '../model/error-code.js';

/** An error for the caller's eyes, with a code of the contract. */
export class ApiError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { code, ...extensions } });
  }
}

/** @param field path of the argument: `filter.endDate`, `inputs.3.trackingNumber`. */
export const badInput = (field: string, message: string): ApiError =>
  new ApiError(ErrorCode.BAD_INPUT, message, { field });
