import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { ChannelFault } from '../channel/fault.js';
import { ErrorCode } from '../model/error-code.js';
import { fieldOfValidationError } from './field-path.js';

/** Codes of Apollo Server that say the request itself is wrong; the contract has one word for all of them. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set<ApolloServerErrorCode>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

const isErrorCode = (code: unknown): code is ErrorCode => Object.hasOwn(ErrorCode, String(code));

/**
 * What a client sees of an error: a code of the contract always, our own words where the error is ours, one fixed
 * sentence where it is not.
 */
export function errorFormatter(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    const code = formatted.extensions?.code;
    if (isErrorCode(code)) return formatted;
    if (cause instanceof ChannelFault) return ofFault(formatted, cause);
    if (REQUEST_ERRORS.has(code)) return withCode(formatted, ErrorCode.BAD_INPUT);
    logUnexpected(logger, cause);
    return { ...placeOf(formatted), message: 'Something went wrong inside.', extensions: { code: ErrorCode.INTERNAL } };
  };
}

const withCode = (formatted: GraphQLFormattedError, code: ErrorCode): GraphQLFormattedError => ({
  ...formatted,
  extensions: { ...formatted.extensions, code },
});

/** A field that has no ChannelResult to say it in. */
const ofFault = (formatted: GraphQLFormattedError, fault: ChannelFault): GraphQLFormattedError => ({
  ...placeOf(formatted),
  message: fault.message,
  extensions: {
    code: fault.code,
    retryable: fault.retryable,
    channelCode: fault.channelCode,
    channelMessage: fault.channelMessage,
  },
});

const placeOf = ({ locations, path }: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> => ({
  ...(locations ? { locations } : {}),
  ...(path ? { path } : {}),
});

/**
 * An error's message may hold what a marketplace or a caller sent, so it is logged at debug level alone. The place of the
 * throw is ours and says enough to find it.
 */
export function logUnexpected(logger: Logger, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  logger.error({ error: name, at: /^\s+at (.*)$/m.exec(stack)?.[1] }, 'unexpected error');
  logger.debug({ stack: stack || String(error) }, 'unexpected error, in full');
}

/** Gives errors of validation the path of their argument. */
export const fieldsOfValidationErrors: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      validationDidStart: ({ document }) =>
        Promise.resolve((errors?: readonly Error[]) => {
          for (const error of errors ?? []) {
            const field = error instanceof GraphQLError ? fieldOfValidationError(error, document) : undefined;
            if (field !== undefined && error instanceof GraphQLError) error.extensions.field = field;
          }
          return Promise.resolve();
        }),
    }),
};
