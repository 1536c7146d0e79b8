import type { ASTNode, DocumentNode, GraphQLError, ValueNode } from 'graphql';
import { BREAK, Kind, visit } from 'graphql';

/**
 * Path of the argument that a variable's error is about, as `extensions.field` names it: `filter.startDate` for
 * `Variable "$f" got invalid value … at "f.startDate"` where $f is the filter.
 * @param message graphql-js's own wording (getVariableValues).
 */
export function fieldOfVariableError(message: string, document: DocumentNode): string | undefined {
  const name = /^Variable "\$(\w+)"/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const argument = pathOf(document, (value) => value.kind === Kind.VARIABLE && value.name.value === name) ?? name;
  const inside = / at "\w+([^"]*)"; /.exec(message)?.[1]?.replace(/\[(\d+)\]/g, '.$1') ?? '';
  return argument + inside + fieldNamedIn(message);
}

/** The same for an error of validation, as far as it is about an argument's value. */
export function fieldOfValidationError(error: GraphQLError, document: DocumentNode): string | undefined {
  const [node] = error.nodes ?? [];
  if (node === undefined) return undefined;
  if (node.kind === Kind.ARGUMENT) return node.name.value;
  if (node.kind === Kind.FIELD) return / argument "(\w+)" of type /.exec(error.message)?.[1];
  const path = pathOf(document, (value) => value === node || isFieldValue(value, node));
  if (path === undefined) return undefined;
  return node.kind === Kind.OBJECT ? path + fieldNamedIn(error.message) : path;
}

/** `.startDate`, where a message ends with a field that is missing or unknown. */
function fieldNamedIn(message: string): string {
  const name = /(?:^|; )Field "(?:\w+\.)?(\w+)" (?:of required type|is not defined)/.exec(message)?.[1];
  return name === undefined ? '' : `.${name}`;
}

const isFieldValue = (value: ValueNode, node: ASTNode): boolean =>
  node.kind === Kind.OBJECT_FIELD && value === node.value;

/** Where the first such value stands among the document's arguments. */
function pathOf(document: DocumentNode, isIt: (value: ValueNode) => boolean): string | undefined {
  let found: string | undefined;
  visit(document, {
    Argument(argument) {
      found = pathIn(argument.value, argument.name.value, isIt);
      return found === undefined ? undefined : BREAK;
    },
  });
  return found;
}

function pathIn(value: ValueNode, path: string, isIt: (value: ValueNode) => boolean): string | undefined {
  if (isIt(value)) return path;
  const children: [string, ValueNode][] =
    value.kind === Kind.OBJECT
      ? value.fields.map((field) => [field.name.value, field.value])
      : value.kind === Kind.LIST
        ? value.values.map((item, index) => [String(index), item])
        : [];
  for (const [name, child] of children) {
    const found = pathIn(child, `${path}.${name}`, isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}
