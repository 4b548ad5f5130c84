import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql/index.js";

interface Counting {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

const mutationCost = 10;
/** A connection costs this much besides what it holds. */
const connectionCost = 2;

/**
 * What a query may cost at most, by Shopify's published rules: scalars and enums nothing, an object one point, a
 * connection its page size times what one node costs, a mutation ten.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  return operationCost(countingFor(schema, document, variables), operation, undefined);
}

/** What the query did cost: the same sum over what was really returned. */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  data: unknown,
): number {
  return operationCost(countingFor(schema, document, variables), operation, data);
}

function countingFor(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): Counting {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return { schema, variables, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}

function operationCost(counting: Counting, operation: OperationDefinitionNode, data: unknown): number {
  const root = counting.schema.getRootType(operation.operation);
  if (!root) return 0;
  const inside = selectionCost(counting, operation.selectionSet, root, data);
  return operation.operation === "mutation" ? inside + mutationCost * operation.selectionSet.selections.length : inside;
}

/** `data` is undefined while estimating, and the returned value while adding up. */
function selectionCost(counting: Counting, set: SelectionSetNode, parent: GraphQLObjectType, data: unknown): number {
  return set.selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + fieldCost(counting, selection, parent, data);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : counting.fragments.get(selection.name.value);
    if (!fragment) return sum;
    // A fragment on another type counts by that type's fields, as in nodes(ids:) { ... on Order { … } }.
    const on = fragment.typeCondition && counting.schema.getType(fragment.typeCondition.name.value);
    return sum + selectionCost(counting, fragment.selectionSet, isObjectType(on) ? on : parent, data);
  }, 0);
}

function fieldCost(counting: Counting, field: FieldNode, parent: GraphQLObjectType, data: unknown): number {
  const definition = parent.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return 0;
  const named = getNamedType(definition.type);
  if (!isCompositeType(named)) return 0;
  const value = data === undefined ? undefined : property(data, field.alias?.value ?? field.name.value);
  if (value === null) return 0;
  const type = isAbstractType(named) ? counting.schema.getPossibleTypes(named)[0] : named;
  if (!isObjectType(type)) return 0;

  if (type.name.endsWith("Connection")) {
    const size = value === undefined ? pageSize(counting, field) : null;
    return connectionCost + connectionNodesCost(counting, field.selectionSet, type, value, size);
  }
  if (Array.isArray(value))
    return value.reduce(
      (sum: number, one) =>
        one === null ? sum : sum + 1 + selectionCost(counting, field.selectionSet as SelectionSetNode, type, one),
      0,
    ); // checked above
  return (
    (1 + selectionCost(counting, field.selectionSet, type, value)) * (value === undefined ? asked(counting, field) : 1)
  );
}

/** How many objects a field may return that is asked for by ids. */
function asked({ variables }: Counting, field: FieldNode): number {
  const argument = field.arguments?.find(({ name }) => name.value === "ids");
  const ids: unknown = argument ? valueFromASTUntyped(argument.value, variables) : null;
  return Array.isArray(ids) ? ids.length : 1;
}

/** Edges and nodes are free themselves; what counts is each node. */
function connectionNodesCost(
  counting: Counting,
  set: SelectionSetNode,
  connection: GraphQLObjectType,
  value: unknown,
  size: number | null,
): number {
  let total = 0;
  for (const field of fieldsOf(counting, set)) {
    const name = field.name.value;
    if (!field.selectionSet || (name !== "edges" && name !== "nodes")) continue;
    const type = getNamedType(connection.getFields()[name]?.type);
    if (!isObjectType(type)) continue;
    const node =
      name === "edges" ? fieldsOf(counting, field.selectionSet).find((one) => one.name.value === "node") : field;
    const nodeType = name === "edges" ? getNamedType(type.getFields().node?.type) : type;
    if (!node?.selectionSet || !isObjectType(nodeType)) continue;
    const { selectionSet } = node;
    if (size !== null) {
      total += size * (1 + selectionCost(counting, selectionSet, nodeType, undefined));
      continue;
    }
    const returned = property(value, field.alias?.value ?? name);
    for (const one of Array.isArray(returned) ? returned : []) {
      const item = name === "edges" ? property(one, node.alias?.value ?? "node") : one;
      total += 1 + selectionCost(counting, selectionSet, nodeType, item);
    }
  }
  return total;
}

function pageSize({ variables }: Counting, field: FieldNode): number {
  const argument = field.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
  const value = argument ? valueFromASTUntyped(argument.value, variables) : null;
  return typeof value === "number" ? value : 0;
}

function fieldsOf(counting: Counting, set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : counting.fragments.get(selection.name.value)?.selectionSet;
    return inner ? fieldsOf(counting, inner) : [];
  });
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? ((value as Record<string, unknown>)[name] ?? null) : null;
}
