import type { ApolloServerPlugin } from '@apollo/server';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { GraphQLError, Kind } from 'graphql';
import { DEFAULT_FIRST, MAX_FIRST } from '../graphql/page.args.js';
import type { RequestContext } from '../graphql/context.js';
import { ErrorCode } from '../model/error-code.js';

/** What one request may ask for. */
export const LIMITS = {
  /** Bytes of a request's body. */
  bodyBytes: 1024 * 1024,
  /** Tokens of a document: bounds what parsing and validating cost. */
  tokens: 10_000,
  /** Selections inside each other, fragments followed; introspection has graphql-js's own rule. */
  depth: 12,
  /** Fields of Query or Mutation in one operation, aliases counted: each may read marketplaces. */
  rootFields: 20,
  /**
   * Fields to answer, aliases counted: each selected field as often as the `first` of the lists around it allow. The largest
   * page (10,000 orders) with 100 fields each.
   */
  cost: 1_000_000,
  /** Lists of lines inside each other (siblings of siblings): the same lines again, and every level multiplies the answer. */
  sidesteps: 2,
} as const;

type Variables = Readonly<Record<string, unknown>>;

/** Refuses operations that ask for too much, before anything of them runs. */
export const queryLimits = (): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation, document, request }) => {
        if (operation) assertAffordable(operation, document, request.variables ?? {});
        return Promise.resolve();
      },
    }),
});

/** @throws GraphQLError BAD_INPUT naming the limit. */
export function assertAffordable(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
): void {
  const meter = new Meter(document, withDefaults(operation, variables));
  const { depth, cost, width, sidesteps } = meter.measure(operation.selectionSet);
  if (width > LIMITS.rootFields) throw tooMuch('root fields (aliases counted)', LIMITS.rootFields, width);
  if (depth > LIMITS.depth) throw tooMuch('levels of selections', LIMITS.depth, depth);
  if (sidesteps > LIMITS.sidesteps) {
    throw tooMuch(
      'lists of order lines (siblings, orders, affectedOrders, fulfilments) inside each other',
      LIMITS.sidesteps,
      sidesteps,
    );
  }
  if (cost > LIMITS.cost) throw tooMuch('fields to answer, rows counted by first', LIMITS.cost, cost);
}

const tooMuch = (what: string, most: number, asked: number): GraphQLError =>
  new GraphQLError(`An operation may have at most ${most} ${what}, but this one has ${asked}`, {
    extensions: { code: ErrorCode.BAD_INPUT, http: { status: 400 } },
  });

interface Measure {
  readonly depth: number;
  readonly cost: number;
  /** Fields of this level. */
  readonly width: number;
  /** Whether it selects the rows of a connection. */
  readonly hasRows: boolean;
  /** How often it goes from lines to the lines beside them. */
  readonly sidesteps: number;
}

const NOTHING: Measure = { depth: 0, cost: 0, width: 0, hasRows: false, sidesteps: 0 };
const LEAF: Measure = { ...NOTHING, depth: 1, cost: 1, width: 1 };

/** Lists without `first`: all lines of an order, a parcel or a unit, and what ships them. */
const LINES_BESIDE: ReadonlySet<string> = new Set(['siblings', 'orders', 'affectedOrders', 'fulfilments']);
const ROW_FIELDS: ReadonlySet<string> = new Set(['nodes', 'edges']);

/** Each fragment is measured once, however often it is spread: nested spreads cannot make measuring itself expensive. */
class Meter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, Measure>();

  constructor(
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    this.#fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    );
  }

  measure({ selections }: SelectionSetNode): Measure {
    return selections.map((selection) => this.#selection(selection)).reduce(sum, NOTHING);
  }

  #selection(selection: SelectionNode): Measure {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection);
      case Kind.INLINE_FRAGMENT:
        return this.measure(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(selection.name.value);
    }
  }

  #field(field: FieldNode): Measure {
    if (!field.selectionSet || field.name.value.startsWith('__')) return LEAF;
    const inner = this.measure(field.selectionSet);
    return {
      depth: inner.depth + 1,
      cost: 1 + this.#rows(field, inner.hasRows) * inner.cost,
      width: 1,
      hasRows: ROW_FIELDS.has(field.name.value),
      sidesteps: inner.sidesteps + (LINES_BESIDE.has(field.name.value) && !inner.hasRows ? 1 : 0),
    };
  }

  #fragment(name: string): Measure {
    const known = this.#measured.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    const measure = fragment ? this.measure(fragment.selectionSet) : NOTHING;
    this.#measured.set(name, measure);
    return measure;
  }

  #rows(field: FieldNode, isConnection: boolean): number {
    const first = field.arguments?.find(({ name }) => name.value === 'first');
    const value = first ? this.#number(first.value) : null;
    if (value !== null) return Math.min(Math.max(value, 1), MAX_FIRST);
    return isConnection || first ? DEFAULT_FIRST : 1;
  }

  #number(value: ValueNode): number | null {
    if (value.kind === Kind.INT) return Number(value.value);
    const variable = value.kind === Kind.VARIABLE ? this.variables[value.name.value] : null;
    return typeof variable === 'number' ? variable : null;
  }
}

const sum = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  cost: a.cost + b.cost,
  width: a.width + b.width,
  hasRows: a.hasRows || b.hasRows,
  sidesteps: Math.max(a.sidesteps, b.sidesteps),
});

/** With the defaults that the operation itself gives. */
function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...given };
}
