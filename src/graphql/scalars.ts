import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseAmount } from '../base/amount.js';
import { parseInstant, toIsoKst } from '../base/time.js';

const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_INPUT' } });

function readDateTime(value: unknown): number {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) {
    throw badInput(
      `DateTime must be ISO 8601 like 2021-01-01T00:00:00+09:00 (without an offset: Korean time), but got: ${JSON.stringify(value)}`,
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
  parseValue: readDateTime,
  parseLiteral: (node) => readDateTime(node.kind === Kind.STRING ? node.value : null),
});

function readAmount(value: unknown): number {
  try {
    if (typeof value !== 'number' && typeof value !== 'string') throw new RangeError('not a number');
    return parseAmount(value, '');
  } catch (error) {
    throw badInput(`Amount must be a number of at most 4 decimals and 15 digits: ${(error as Error).message}`);
  }
}

export const AmountScalar = new GraphQLScalarType<number, number>({
  name: 'Amount',
  description:
    "An exact amount of money as a JSON number in the order's currency: whole for KRW, at most 4 decimals otherwise, 15 significant digits.",
  serialize: (value) => value as number,
  parseValue: readAmount,
  parseLiteral: (node) => readAmount(node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
});

export { GraphQLJSON as JsonScalar } from 'graphql-scalars';
