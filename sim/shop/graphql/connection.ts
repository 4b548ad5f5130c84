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

/** A Relay connection over records in a stable order, with the refusals Shopify gives for a wrong page size. */
export function connection<Item extends { id: number | string }, Node>(
  items: Item[],
  args: PageArguments,
  toNode: (item: Item) => Node,
) {
  const ordered = args.reverse ? [...items].reverse() : items;
  const from = args.after ? positionOf(ordered, args.after) + 1 : 0;
  const to = args.before ? positionOf(ordered, args.before) : ordered.length;
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

function cursorOf({ id }: { id: number | string }): string {
  return Buffer.from(JSON.stringify({ last_id: id })).toString("base64");
}

function positionOf<Item extends { id: number | string }>(items: Item[], cursor: string): number {
  const position = items.findIndex((item) => cursorOf(item) === cursor);
  if (position < 0) throw badRequest("Invalid cursor for current pagination sort.");
  return position;
}
