import { GraphQLError } from "graphql/index.js";

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** https://shopify.dev/docs/api/usage/limits: pages of at most 250. */
const maxPage = 250;

/** What records are sorted by, besides their ids: the empty text when by nothing else. */
type SortValueOf<Item> = (item: Item) => string;

/**
 * A Relay connection over records in a stable order, with the refusals Shopify gives for a wrong page size. A cursor is a
 * place in that order, not a record: who has gone or was changed and so moved on leaves it where it was.
 */
export function connection<Item extends { id: number | string }, Node>(
  items: Item[],
  args: PageArguments,
  toNode: (item: Item) => Node,
  sortValueOf: SortValueOf<Item> = () => "",
) {
  const ordered = args.reverse ? [...items].reverse() : items;
  const cursorOf = (item: Item) => cursorAt({ value: sortValueOf(item), id: item.id });
  const position = (cursor: string) => positionOf(ordered, cursor, sortValueOf, args.reverse ?? false);
  const from = args.after ? position(args.after).after : 0;
  const to = args.before ? position(args.before).before : ordered.length;
  const window = ordered.slice(from, to);
  const size = pageSize(args);
  const taken = args.last ? window.slice(-size) : window.slice(0, size);
  const edges = taken.map((item) => ({ cursor: cursorOf(item), node: toNode(item) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: args.last ? to < ordered.length : from + taken.length < to,
      hasPreviousPage: args.last ? taken.length < window.length : from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize({ first, last }: PageArguments): number {
  const size = first ?? last;
  if (size === null || size === undefined) throw badRequest("you must provide one of first or last");
  if (size > maxPage) throw badRequest(`${first ? "first" : "last"} cannot exceed ${maxPage}`);
  return size;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

interface Place {
  value: string;
  id: number | string;
}

function cursorAt({ value, id }: Place): string {
  return Buffer.from(JSON.stringify({ last_value: value, last_id: id })).toString("base64");
}

/** Where a cursor points to: around its own record while that is where it was, else into the gap that it left. */
function positionOf<Item extends { id: number | string }>(
  items: Item[],
  cursor: string,
  sortValueOf: SortValueOf<Item>,
  isReversed: boolean,
): { before: number; after: number } {
  const place = placeOf(cursor);
  const own = items.findIndex((item) => item.id === place.id && sortValueOf(item) === place.value);
  if (own >= 0) return { before: own, after: own + 1 };
  const next = items.findIndex((item) => isLater({ value: sortValueOf(item), id: item.id }, place) !== isReversed);
  const gap = next < 0 ? items.length : next;
  return { before: gap, after: gap };
}

function isLater(one: Place, other: Place): boolean {
  return one.value === other.value ? Number(one.id) > Number(other.id) : one.value > other.value;
}

function placeOf(cursor: string): Place {
  try {
    const decoded = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as Record<string, unknown>;
    const { last_value: value, last_id: id } = decoded;
    if (typeof value === "string" && (typeof id === "number" || typeof id === "string")) return { value, id };
  } catch {
    // Not one of ours: refused below like any other that is none.
  }
  throw badRequest("Invalid cursor for current pagination sort.");
}
