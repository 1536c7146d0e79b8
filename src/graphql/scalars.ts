import type { ValueNode } from 'graphql';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseAmount } from '../base/amount.js';
import { parseInstant, toIsoKst } from '../base/time.js';

const badInput = (message: string, node?: ValueNode): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_INPUT' }, ...(node ? { nodes: node } : {}) });

function readDateTime(value: unknown, node?: ValueNode): number {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) {
    throw badInput(
      `DateTime must be ISO 8601 like 2021-01-01T00:00:00+09:00 (without an offset: Korean time), but got: ${JSON.stringify(value)}`,
      node,
    );
  }
  return instant;
}

/** Inside: epoch milliseconds. */
export const DateTimeScalar = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description:
    'An instant, ISO 8601 with offset (2021-01-01T00:00:00+09:00). Input without an offset is Korean time (UTC+09:00); output always carries +09:00.',
  serialize: (value) => toIsoKst(value as number),
  parseValue: (value) => readDateTime(value),
  parseLiteral: (node) => readDateTime(node.kind === Kind.STRING ? node.value : null, node),
});

function readAmount(value: unknown, node?: ValueNode): number {
  try {
    if (typeof value !== 'number' && typeof value !== 'string') throw new RangeError('not a number');
    return parseAmount(value, '');
  } catch (error) {
    throw badInput(`Amount must be a number of at most 4 decimals and 15 digits: ${(error as Error).message}`, node);
  }
}

export const AmountScalar = new GraphQLScalarType<number, number>({
  name: 'Amount',
  description:
    "An exact amount of money as a JSON number in the order's currency: whole for KRW, at most 4 decimals otherwise, 15 significant digits.",
  serialize: (value) => value as number,
  parseValue: (value) => readAmount(value),
  parseLiteral: (node) => readAmount(node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null, node),
});

export { GraphQLJSON as JsonScalar } from 'graphql-scalars';
