import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { buildSchema, execute, getOperationAST, GraphQLError, isObjectType, parse, validate } from 'graphql';
import { Executor } from '../../src/http/executor.js';

const SDL = `
  enum Kind { A B }
  input Inner { x: Int = 3 }
  input Filter { since: String!, kind: Kind = A, inner: Inner, ids: [ID!] }
  input Demanding { kind: Kind! = B, since: String }
  interface Node { id: ID! }
  type Row implements Node { id: ID!, name: String, late: Int, bad: String, badList: [String!], must: String!, owner: Owner }
  type Owner implements Node { id: ID!, rows: [Row!]! }
  union Thing = Row | Owner
  type Query {
    echo(filter: Filter!, first: Int = 50, tags: [String!]): String!
    demanding(input: Demanding): String
    rows(count: Int = 2): [Row!]!
    row: Row
    refused: Row
    things: [Thing!]!
    node(id: ID!): Node
    wrong: Kind
  }
  type Mutation { echo(filter: Filter!): String! }
`;

const row = (id: number) => ({
  __typename: 'Row',
  id: `${id}`,
  name: `r${id}`,
  owner: { __typename: 'Owner', id: `o${id}` },
});

type Resolver = (source: never, args: never) => unknown;
const resolvers: Record<string, Record<string, Resolver>> = {
  Query: {
    echo: (_: unknown, args: unknown) => JSON.stringify(sorted(args)),
    demanding: (_: unknown, args: unknown) => JSON.stringify(args),
    rows: async (_: unknown, { count }: { count: number }) =>
      Array.from({ length: count }, (_each, index) => row(index)),
    row: () => row(7),
    refused: () => {
      throw new GraphQLError('not you', { extensions: { code: 'FORBIDDEN', hint: 1 } });
    },
    things: () => [row(1), { __typename: 'Owner', id: 'o1' }],
    node: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : row(Number(id))),
    wrong: () => 'Z',
  },
  Row: {
    late: async ({ id }: { id: string }) => Number(id) * 10,
    bad: () => {
      throw new Error('secret detail');
    },
    badList: () => ['a', null],
    must: ({ id }: { id: string }) => (id === '1' ? null : 'yes'),
  },
  Owner: { rows: () => [row(5)] },
  Mutation: { echo: (_: unknown, args: unknown) => JSON.stringify(sorted(args)) },
};

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([name, each]) => [name, sorted(each)]),
      )
    : value;

function schemaOfTest(): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const [type, fields] of Object.entries(resolvers)) {
    const object = schema.getType(type);
    if (!isObjectType(object)) throw new Error(type);
    for (const [field, resolve] of Object.entries(fields)) object.getFields()[field]!.resolve = resolve as never;
  }
  return schema;
}

const schema = schemaOfTest();
const executor = new Executor(schema);

async function both(source: string, variables: Record<string, unknown> = {}, operationName?: string) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
  const request = { query: source, variables, ...(operationName ? { operationName } : {}) };
  const mine = await executor.run({ request, document, operation, context: {}, queryHash: source });
  const theirs = await execute({ schema, document, variableValues: variables, operationName, contextValue: {} });
  return { mine, theirs };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

describe('the executor', () => {
  it.each<[string, Record<string, unknown>?, string?]>([
    ['{ rows { id name late owner { id rows { id } } } }'],
    ['{ a: rows(count: 1) { id } b: rows(count: 3) { x: id } }'],
    ['query ($n: Int) { rows(count: $n) { id } }'],
    ['query ($n: Int = 1) { rows(count: $n) { id } }'],
    ['query ($n: Int) { rows(count: $n) { id } }', { n: 4 }],
    ['query ($f: Filter!) { echo(filter: $f) }', { f: { since: 'x' } }],
    ['query ($f: Filter!) { echo(filter: $f) }', { f: { since: 'x', kind: null, inner: {}, ids: ['1', 2] } }],
    ['query ($f: Filter!, $n: Int) { echo(filter: $f, first: $n) }', { f: { since: 'x' }, n: null }],
    ['query ($s: String!) { echo(filter: { since: $s }) }', { s: 'x' }],
    ['query ($s: String!, $k: Kind) { echo(filter: { since: $s, kind: $k }) }', { s: 'x' }],
    ['query ($s: String!, $k: Kind) { echo(filter: { since: $s, kind: $k }) }', { s: 'x', k: 'B' }],
    ['query ($s: String!, $k: Kind) { echo(filter: { since: $s, kind: $k }) }', { s: 'x', k: null }],
    ['query ($i: ID!) { echo(filter: { since: "x", ids: [$i] }) }', { i: 5 }],
    ['query ($t: [String!]) { echo(filter: { since: "x" }, tags: $t) }', { t: 'one' }],
    ['query ($d: Demanding) { demanding(input: $d) }', { d: {} }],
    ['query ($d: Demanding) { demanding(input: $d) }', { d: { since: 'x' } }],
    ['query ($y: Boolean!) { rows { id @include(if: $y) ... on Row @skip(if: $y) { name } } }', { y: true }],
    ['query ($y: Boolean!) { rows { id @include(if: $y) ... on Row @skip(if: $y) { name } } }', { y: false }],
    ['{ rows { ...R } } fragment R on Row { id owner { ...O } } fragment O on Owner { id }'],
    ['{ things { __typename ... on Row { name } ... on Owner { id rows { name } } } }'],
    ['{ node(id: 3) { __typename id ... on Row { name } } }'],
    ['{ node(id: "none") { id } }'],
    ['{ row { bad name } }'],
    ['{ row { badList name } }'],
    ['{ rows { id must } }'],
    ['{ row { must } refused { id } }'],
    ['query A { row { id } } query B { row { name } }', {}, 'B'],
    ['{ __schema { queryType { name } types { name kind } } __type(name: "Row") { fields { name } } }'],
    ['mutation { echo(filter: { since: "x" }) }'],
    ['mutation ($f: Filter!) { echo(filter: $f) }', { f: { since: 'x' } }],
  ])('answers %s %j as graphql-js does', async (source, variables = {}, operationName = undefined) => {
    const { mine, theirs } = await both(source, variables, operationName);

    expect(plain(mine)).toEqual(plain(theirs));
    expect(Object.keys(plain(mine) as object)[0]).toBe(Object.keys(plain(theirs) as object)[0]);
  });

  it('sends values of enums and built-in types as the resolver gives them, unchecked', async () => {
    const { mine } = await both('{ wrong row { id } }');

    expect(plain(mine)).toEqual({ data: { wrong: 'Z', row: { id: '7' } } });
  });

  it('gives real errors, with what was thrown', async () => {
    const { mine } = await both('{ row { bad } refused { id } }');

    expect(mine.errors?.every((error) => error instanceof GraphQLError)).toBe(true);
    expect(mine.errors?.find(({ path }) => path?.[0] === 'row')?.originalError?.message).toBe('secret detail');
    expect(mine.errors?.find(({ path }) => path?.[0] === 'refused')?.extensions).toEqual({
      code: 'FORBIDDEN',
      hint: 1,
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['query ($f: Filter!) { echo(filter: $f) }', { f: { since: 5 } }, 'filter.since'],
    ['query ($f: Filter!) { echo(filter: $f) }', { f: {} }, 'filter.since'],
    ['query ($f: Filter!) { echo(filter: $f) }', { f: { since: 'x', typo: 1 } }, 'filter.typo'],
    ['query ($f: Filter!) { echo(filter: $f) }', { f: { since: 'x', ids: ['1', {}] } }, 'filter.ids.1'],
    ['query ($f: Filter!) { echo(filter: $f) }', { f: { since: 'x', inner: { x: 'y' } } }, 'filter.inner.x'],
    ['query ($f: Filter!) { echo(filter: $f) }', {}, 'filter'],
    ['query ($k: Kind) { echo(filter: { since: "x", kind: $k }) }', { k: 'C' }, 'filter.kind'],
    ['mutation ($f: Filter!) { echo(filter: $f) }', { f: null }, 'filter'],
  ])('refuses %s with %j in graphql-js’s words, naming %s', async (source, variables, field) => {
    const { mine, theirs } = await both(source, variables);

    expect(mine.data).toBeUndefined();
    expect(mine.errors?.map(({ message, locations }) => ({ message, locations }))).toEqual(
      theirs.errors?.map(({ message, locations }) => ({ message, locations })),
    );
    expect(mine.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  });

  it('leaves a document without the named operation to graphql-js', async () => {
    const document = parse('query A { row { id } }');
    const request = { variables: {}, operationName: 'B' };
    const answer = await executor.run({ request, document, operation: undefined, context: {}, queryHash: 'x' });

    expect(answer.errors?.[0]?.message).toBe('Unknown operation named "B".');
  });
});
