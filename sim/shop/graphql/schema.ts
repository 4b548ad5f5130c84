import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { addMocksToSchema } from "@graphql-tools/mock";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql/index.js";
import { scalarMocks } from "./mocks.ts";
import { mutations } from "./mutations.ts";
import { queries } from "./queries.ts";
import { relations } from "./relations.ts";

// Everything here imports graphql by its file: Vite would take its other build, and @graphql-tools refuses a schema of that.

const file = new URL("../../data/admin_2026-10.json.gz", import.meta.url);
let built: GraphQLSchema | null = null;

/**
 * The published Admin schema with our resolvers for what the simulated shop really has and mocks for the rest. Built
 * once for the process, on the first question, because it takes about half a second.
 */
export function adminSchema(): GraphQLSchema {
  if (!built) {
    const published = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { data: IntrospectionQuery }; // vendored
    const schema = buildClientSchema(published.data);
    built = addMocksToSchema({
      schema,
      mocks: scalarMocks,
      resolvers: { QueryRoot: queries, Mutation: mutations, ...relations },
    });
  }
  return built;
}
