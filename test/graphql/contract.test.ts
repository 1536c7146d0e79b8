import { readFileSync } from 'node:fs';
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLNamedType } from 'graphql';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { buildApiSchema } from '../../src/graphql/schema.js';

/** Of the contract, what is not built yet. It is absent from the schema, not stubbed; each line goes when it is built. */
const NOT_BUILT = new Set(['Order.history', ...['OrderEvent', 'EventSource']]);

const contract = buildSchema(readFileSync('test/fixtures/contract/schema.graphql', 'utf8'));
const served = await buildApiSchema();

/** `first: Int = 50`, as the contract writes it. */
const shapeOf = (part: GraphQLArgument | GraphQLInputField): string =>
  `${part.name}: ${String(part.type)} = ${JSON.stringify(part.defaultValue)}`;

const fieldShape = (field: GraphQLField<unknown, unknown>): string =>
  `${field.name}(${field.args.map(shapeOf).sort().join(', ')}): ${String(field.type)}`;

/** Every name of a type with its shape. */
function membersOf(type: GraphQLNamedType): Map<string, string> {
  if (isObjectType(type) || isInterfaceType(type)) {
    return new Map(Object.values(type.getFields()).map((field) => [field.name, fieldShape(field)]));
  }
  if (isInputObjectType(type)) {
    return new Map(Object.values(type.getFields()).map((field) => [field.name, shapeOf(field)]));
  }
  if (isEnumType(type)) return new Map(type.getValues().map(({ name }) => [name, name]));
  return new Map();
}

const contractTypes = Object.values(contract.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !(isScalarType(type) && isSpecifiedScalarType(type)),
);

describe('the served schema holds the contract', () => {
  for (const type of contractTypes) {
    const mine = served.getType(type.name);
    if (NOT_BUILT.has(type.name)) {
      it(`${type.name} is not built yet, and absent`, () => expect(mine).toBeUndefined());
      continue;
    }
    it(`${type.name}: same names, arguments, nullability and defaults`, () => {
      expect(mine?.constructor.name).toBe(type.constructor.name);
      const members = membersOf(mine!);
      for (const [name, shape] of membersOf(type)) {
        const isBuilt = !NOT_BUILT.has(`${type.name}.${name}`);
        expect({ [name]: members.get(name) }).toEqual({ [name]: isBuilt ? shape : undefined });
      }
    });
    it(`${type.name} implements what the contract says`, () => {
      const interfacesOf = (one: GraphQLNamedType | undefined): string[] =>
        isObjectType(one) ? one.getInterfaces().map(({ name }) => name) : [];
      expect(interfacesOf(mine)).toEqual(interfacesOf(type));
    });
  }
});
