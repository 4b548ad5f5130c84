import { z } from "zod";
import type { PageOf } from "#domain/reconciliation/store-record";

/** A page costs two points and those of its nodes. https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits */
const PAGE_SIZE = 50;

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

export const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const maybeInstant = instant.nullable();

/** What every list is asked with. https://shopify.dev/docs/api/usage/search-syntax */
export interface ListVariables extends Record<string, unknown> {
  query: string;
  first: number;
  after: string | null;
}

export function listVariables({ from, until, after }: PageOf): ListVariables {
  const query = `updated_at:>='${secondOf(from)}' AND updated_at:<='${secondOf(until)}'`;
  return { query, first: PAGE_SIZE, after };
}

/** The store's times have whole seconds. Rounded down, a span may begin a little early. */
function secondOf(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, "Z");
}

/** The number at the end of "gid://shopify/Order/12". */
export const numberOf = z
  .string()
  .transform((gid) => gid.match(/\/(\d+)(?:\?|$)/)?.[1] ?? "")
  .refine((number) => number !== "", "expected an id such as gid://shopify/Order/12");
