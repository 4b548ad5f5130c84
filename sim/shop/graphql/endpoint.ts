import {
  type DocumentNode,
  execute,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql/index.js";
import { type Exchange, json, jsonBody } from "../http.ts";
import { simulatedHost } from "../installs/token-endpoint.ts";
import { isAccessTokenLive } from "../installs/tokens.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { type Bucket, createBucket } from "./bucket.ts";
import { actualCost, requestedCost } from "./cost.ts";
import { adminSchema } from "./schema.ts";

const documentation = "https://shopify.dev/api/usage/rate-limits";
const maxQueryCost = 1_000;
const buckets = new WeakMap<Shop, Bucket>();
const parsed = new Map<string, DocumentNode | GraphQLError[]>();

/** `POST /admin/api/<version>/graphql.json` of a shop, with its access token. */
export async function answerGraphql(store: Store, exchange: Exchange): Promise<void> {
  const shop = shopNamed(store, simulatedHost(exchange));
  const token = exchange.request.headers["x-shopify-access-token"];
  if (typeof token !== "string" || !isAccessTokenLive(shop, token)) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return json(exchange.response, { errors }, 401);
  }
  const body = await jsonBody(exchange);
  const variables = (body.variables ?? {}) as Record<string, unknown>; // a JSON object when it is there at all
  json(exchange.response, await answer(store, shop, String(body.query ?? ""), variables, body.operationName));
}

export function bucketOf(shop: Shop): Bucket {
  const bucket = buckets.get(shop) ?? createBucket();
  buckets.set(shop, bucket);
  return bucket;
}

async function answer(
  store: Store,
  shop: Shop,
  query: string,
  variables: Record<string, unknown>,
  operationName: unknown,
): Promise<object> {
  const schema = adminSchema();
  const document = documentOf(query);
  if (Array.isArray(document)) return { errors: document };
  const operation = operationOf(document, operationName);
  if (!operation) return { errors: [{ message: "An operation name is required" }] };

  const requested = requestedCost(schema, document, operation, variables);
  if (requested > maxQueryCost) return { errors: [tooCostly(requested)] };
  const bucket = bucketOf(shop);
  if (!bucket.take(requested)) {
    const errors = [{ message: "Throttled", extensions: { code: "THROTTLED", documentation } }];
    return { errors, ...costOf(bucket, requested, null) };
  }
  const result = await execute({
    schema,
    document,
    contextValue: { store, shop },
    variableValues: variables,
    operationName: operation.name?.value,
  });
  const actual = actualCost(schema, document, operation, variables, result.data ?? null);
  bucket.giveBack(requested - actual);
  return { ...result, ...costOf(bucket, requested, actual) };
}

/** Parsed and checked against the schema; the same text is read once. */
function documentOf(query: string): DocumentNode | GraphQLError[] {
  const known = parsed.get(query);
  if (known) return known;
  const read = readDocument(query);
  if (parsed.size < 500) parsed.set(query, read);
  return read;
}

function readDocument(query: string): DocumentNode | GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(adminSchema(), document);
    return errors.length > 0 ? [...errors] : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return name ? operations.find((one) => one.name?.value === name) : operations[0];
}

function tooCostly(cost: number) {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maxQueryCost}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.`,
    extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: maxQueryCost, documentation },
  };
}

function costOf(bucket: Bucket, requestedQueryCost: number, actualQueryCost: number | null) {
  return { extensions: { cost: { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() } } };
}
