import type { z } from "zod";

/** One question to the Admin API and what its answer must look like. */
export interface Operation<Variables extends Record<string, unknown>, Data> {
  /** GraphQL, in a template that begins with #graphql: a test checks each of these against the published schema. */
  document: string;
  data: z.ZodType<Data>;
  /** Says what variables it takes; never set. */
  readonly takes?: Variables;
}
