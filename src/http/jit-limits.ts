import type { DocumentNode, GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getNamedType, isInputObjectType, isInputType, isNonNullType, Kind, typeFromAST, visit } from 'graphql';

/** What graphql-jit 0.8.9 does not do as graphql-js does, for one operation. */
export interface JitLimits {
  readonly canCompile: boolean;
  /** Whether these coerced variables may go to the compiled query. */
  allow(variables: Readonly<Record<string, unknown>>): boolean;
}

/**
 * Two differences, both observed with 0.8.9: a non-null input field with a default is demanded of the caller, and a
 * variable left out inside an object or list literal arrives as null instead of not at all.
 */
export function jitLimitsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): JitLimits {
  const inputs = (operation.variableDefinitions ?? []).flatMap(({ type }) => {
    const input = typeFromAST(schema, type);
    return isInputType(input) ? [input] : [];
  });
  const nested = variablesInLiterals(document);
  return {
    canCompile: !inputs.some((input) => hasDemandedDefault(input, new Set())),
    allow: (variables) => nested.every((name) => Object.hasOwn(variables, name)),
  };
}

function hasDemandedDefault(type: GraphQLInputType, seen: Set<GraphQLInputType>): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named)) return false;
  seen.add(named);
  return Object.values(named.getFields()).some(
    (field) => (isNonNullType(field.type) && field.defaultValue !== undefined) || hasDemandedDefault(field.type, seen),
  );
}

function variablesInLiterals(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Variable(node, _key, parent) {
      const isNested = Array.isArray(parent) || (isNode(parent) && parent.kind === Kind.OBJECT_FIELD);
      if (isNested) names.add(node.name.value);
    },
  });
  return [...names];
}

const isNode = (value: unknown): value is { readonly kind: Kind } =>
  typeof value === 'object' && value !== null && 'kind' in value;
