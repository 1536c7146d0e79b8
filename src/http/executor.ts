import type { GatewayInterface, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getVariableValues, GraphQLError, isEnumType, OperationTypeNode } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { fieldOfVariableError } from './field-path.js';
import { jitLimitsOf, type JitLimits } from './jit-limits.js';
import { Lru } from './lru.js';

/** Compiled documents that are kept; clients have some tens. */
const MOST_COMPILED = 500;

interface Prepared {
  /** Null where graphql-jit cannot be trusted with it: then graphql-js runs it. */
  readonly compiled: CompiledQuery | null;
  readonly limits: JitLimits;
}

/**
 * Runs queries as compiled functions (graphql-jit): of a list of a thousand orders graphql-js needs five times the time of
 * writing its JSON, this less than twice. Mutations, and what graphql-jit gets wrong, run in graphql-js; a caller sees no
 * difference (test/http/executor.test.ts), except that leaves of built-in types are not checked.
 */
export class Executor {
  readonly #prepared = new Lru<string, Prepared>(MOST_COMPILED);
  /**
   * Whether enum values go out as they are. Then they, strings and numbers of built-in types are not checked one by one, which
   * takes as long as the rest of a list: TypeScript and the store's columns give them their types. Our own scalars still are.
   */
  readonly #hasPlainEnums: boolean;

  constructor(private readonly schema: GraphQLSchema) {
    this.#hasPlainEnums = Object.values(schema.getTypeMap())
      .filter(isEnumType)
      .every((type) => type.getValues().every(({ name, value }) => value === name));
  }

  /** Apollo Server's way to take an executor that is not graphql-js. */
  asGateway(): GatewayInterface {
    const { schema } = this;
    let announce: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0] | null = null;
    return {
      onSchemaLoadOrUpdate(callback) {
        announce = callback;
        return () => void (announce = null);
      },
      load: () => {
        announce?.({ apiSchema: schema, coreSupergraphSdl: '' });
        return Promise.resolve({ executor: (context) => this.run(context) });
      },
      stop: () => Promise.resolve(),
    };
  }

  async run(context: ExecutionRequest): Promise<ExecutionResult> {
    const { request, document, operation } = context;
    // Without an operation (none of that name) graphql-js words the error.
    if (!operation) return this.#interpret(context);
    const variables = getVariableValues(this.schema, operation.variableDefinitions ?? [], request.variables ?? {});
    if (variables.errors) return { errors: variables.errors.map((error) => badVariable(error, document)) };
    if (operation.operation !== OperationTypeNode.QUERY) return this.#interpret(context);
    const { compiled, limits } = this.#prepare(context, operation);
    if (!compiled || !limits.allow(variables.coerced)) return this.#interpret(context);
    return genuine(await compiled.query(undefined, context.context, request.variables ?? {}));
  }

  async #interpret({ request, document, context }: ExecutionRequest): Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: request.variables,
      operationName: request.operationName,
    });
  }

  #prepare({ queryHash, request, document }: ExecutionRequest, operation: OperationDefinitionNode): Prepared {
    const key = `${queryHash} ${request.operationName ?? ''}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const limits = jitLimitsOf(this.schema, document, operation);
    const prepared = { limits, compiled: limits.canCompile ? this.#compile(document, request.operationName) : null };
    this.#prepared.set(key, prepared);
    return prepared;
  }

  #compile(document: DocumentNode, operationName: string | undefined): CompiledQuery | null {
    try {
      const compiled = compileQuery(this.schema, document, operationName, {
        disableLeafSerialization: this.#hasPlainEnums,
      });
      return isCompiledQuery(compiled) ? compiled : null;
    } catch {
      return null;
    }
  }
}

type ExecutionRequest = Pick<GatewayGraphQLRequestContext, 'request' | 'document' | 'context' | 'queryHash'> & {
  readonly operation: OperationDefinitionNode | undefined;
};

/** graphql-jit's errors only look like GraphQLErrors; Apollo Server would hide them as unexpected. */
function genuine(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return { errors: result.errors.map(genuineError), data: result.data };
}

function genuineError({ message, path, originalError, extensions, locations }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, {
    path,
    originalError,
    extensions: Object.keys(extensions ?? {}).length > 0 ? extensions : undefined,
  });
  Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
  return error;
}

/** The code is Apollo Server's own for this class of error. */
function badVariable(error: GraphQLError, document: DocumentNode): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    originalError: error.originalError,
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT', field: fieldOfVariableError(error.message, document) },
  });
}
