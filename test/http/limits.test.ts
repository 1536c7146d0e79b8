import 'reflect-metadata';
import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import { getOperationAST, parse } from 'graphql';
import { assertAffordable } from '../../src/http/limits.js';

function problemOf(source: string, variables: Record<string, unknown> = {}): string | null {
  const document = parse(source);
  try {
    assertAffordable(getOperationAST(document) as OperationDefinitionNode, document, variables);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function codeOf(source: string): unknown {
  const document = parse(source);
  try {
    assertAffordable(getOperationAST(document) as OperationDefinitionNode, document, {});
    return null;
  } catch (error) {
    return (error as GraphQLError).extensions.code;
  }
}

const fields = (count: number): string => Array.from({ length: count }, (_, index) => `f${index}`).join(' ');
const nest = (levels: number): string => (levels === 0 ? 'leaf' : `a { ${nest(levels - 1)} }`);

describe('limits of an operation', () => {
  it('allow the largest page with every field of an order', () => {
    expect(problemOf(`{ orders(first: 10000) { nodes { ${fields(90)} } } }`)).toBeNull();
  });

  it('count a field once for each row', () => {
    const message =
      /^An operation may have at most 1000000 fields to answer, rows counted by first, but this one has \d+$/;

    expect(problemOf(`{ orders(first: 10000) { nodes { ${fields(101)} } } }`)).toMatch(message);
    expect(problemOf(`query ($n: Int) { orders(first: $n) { nodes { ${fields(101)} } } }`, { n: 10_000 })).toMatch(
      message,
    );
    expect(problemOf(`query ($n: Int = 10000) { orders(first: $n) { nodes { ${fields(101)} } } }`)).toMatch(message);
  });

  it('count aliases and fragments as what they ask for', () => {
    const page = (name: string): string => `${name}: orders(first: 10000) { ...Rows }`;
    const rows = `fragment Rows on C { nodes { ${fields(60)} } }`;

    expect(problemOf(`{ ${page('a')} } ${rows}`)).toBeNull();
    expect(problemOf(`{ ${page('a')} ${page('b')} } ${rows}`)).toMatch(/fields to answer/);
  });

  it('count a list inside a list for each row of it, with the default page where no first is given', () => {
    expect(problemOf(`{ channels { orders { nodes { ${fields(10)} } } } }`)).toBeNull();
    expect(problemOf(`{ a(first: 500) { nodes { b { ...P } } } } fragment P on C { nodes { ${fields(45)} } }`)).toMatch(
      /fields to answer/,
    );
  });

  it('measure fragments that double each other without taking part in it', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`,
    );

    expect(problemOf(`{ a { ...F0 } } ${doubling.join(' ')} fragment F60 on T { leaf }`)).toMatch(/fields to answer/);
  });

  it('allow 12 levels and 20 root fields', () => {
    expect(problemOf(`{ ${nest(11)} }`)).toBeNull();
    expect(problemOf(`{ ${nest(12)} }`)).toBe(
      'An operation may have at most 12 levels of selections, but this one has 13',
    );
    expect(problemOf(`mutation { ${fields(20)} }`)).toBeNull();
    expect(problemOf(`mutation { ${fields(21)} }`)).toBe(
      'An operation may have at most 20 root fields (aliases counted), but this one has 21',
    );
  });

  it('refuse siblings of siblings of siblings as bad input', () => {
    const beside = (levels: number): string =>
      `{ orders { nodes { ${'siblings { '.repeat(levels)} id ${'}'.repeat(levels)} } } }`;

    expect(problemOf(beside(2))).toBeNull();
    expect(problemOf(beside(3))).toBe(
      'An operation may have at most 2 lists of order lines (siblings, orders, affectedOrders, fulfilments) inside each other, but this one has 3',
    );
    expect(codeOf(beside(3))).toBe('BAD_INPUT');
  });

  it('leave introspection to graphql-js', () => {
    expect(problemOf(`{ __schema { ${nest(20)} } }`)).toBeNull();
  });
});
