import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';

const DOCUMENT_ERRORS: ReadonlySet<unknown> = new Set<ApolloServerErrorCode>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
]);

/**
 * GraphQL over HTTP: a well-formed request whose document or variables are wrong is answered 200 in `application/json`,
 * where a 4xx could come from any proxy, and 400 in `application/graphql-response+json`. Apollo Server says 400 in both.
 */
export const statusOfDocumentErrors: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ errors, response, request }) => {
        const { http, body } = response;
        const isRequestError = body.kind === 'single' && body.singleResult.data === undefined;
        if (
          isRequestError &&
          errors?.length &&
          errors.every(({ extensions }) => DOCUMENT_ERRORS.has(extensions.code))
        ) {
          const isOwnType = prefersGraphQLResponse(request.http?.headers.get('accept'));
          http.status = isOwnType ? 400 : 200;
          http.headers.set('content-type', `${isOwnType ? GRAPHQL_RESPONSE : 'application/json'}; charset=utf-8`);
        }
        return Promise.resolve();
      },
    }),
};

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** By q, then by place; with a wildcard or without any Accept plain JSON, as older clients expect. */
function prefersGraphQLResponse(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality) };
  });
  const qualityOf = (types: readonly string[]): [number, number] => {
    const index = ranges.findIndex(({ type }) => types.includes(type));
    return index < 0 ? [0, Infinity] : [ranges[index]!.quality, index];
  };
  const [own, ownPlace] = qualityOf([GRAPHQL_RESPONSE]);
  const [plain, plainPlace] = qualityOf(['application/json', 'application/*', '*/*']);
  return own > plain || (own === plain && own > 0 && ownPlace < plainPlace);
}
