import { z } from "zod";
import type { Operation } from "#app/api/operation";
import { operations } from "#app/api/operations";
import { PROBLEMS, type ProblemName } from "#app/api/problems";
import { SCOPES } from "#domain/api-keys/scopes";

type Json = Record<string, unknown>;

const VERSION = "1.0.0";

const problem = z
  .object({
    type: z.url().describe("What kind of problem it is: an address that explains it."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What to do."),
    code: z.string().optional().describe("Tells refusals apart."),
    errors: z
      .array(
        z.object({ pointer: z.string().describe("A JSON pointer into the body, or ?/<name>."), detail: z.string() }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });

/** The whole API as an OpenAPI 3.1 document: of the table of operations and the schemas by which requests are read. */
export function describeApi(appUrl: string): Json {
  const schemas: Json = {};
  const schemaOf = schemaWriter(schemas);
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const place = paths[operation.path] ?? {};
    place[operation.method.toLowerCase()] = describeOperation(operation, schemaOf);
    paths[operation.path] = place;
  }
  schemaOf(problem, "output");
  return {
    openapi: "3.1.0",
    info: {
      title: "Cartbell API",
      version: VERSION,
      description:
        "For programs that work with a store’s subscribers, flows, texts and campaigns. Every request carries an API key, which a merchant creates under Settings > API. Fields may be added to answers at any time; nothing is removed or narrowed within v1.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ key: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: `An API key with the scope of the operation. ${scopesInWords()}`,
        },
      },
      headers: {
        "RateLimit-Policy": {
          schema: { type: "string" },
          description: "The limit that is nearest: quota q in w seconds.",
        },
        RateLimit: {
          schema: { type: "string" },
          description: "What is left of it (r), and in how many seconds it is full again (t).",
        },
      },
      schemas,
    },
  };
}

function scopesInWords(): string {
  return Object.entries(SCOPES)
    .map(([scope, words]) => `${scope}: ${words}.`)
    .join(" ");
}

type SchemaOf = (schema: z.ZodType, io: "input" | "output") => Json;

function describeOperation(operation: Operation, schemaOf: SchemaOf): Json {
  const { id: operationId, tag, summary, description, scope, body, answer } = operation;
  const parameters = [...pathParameters(operation), ...queryParameters(operation, schemaOf), ...keyHeader(operation)];
  return {
    operationId,
    tags: [tag],
    summary,
    description: [description, `Needs the scope ${scope}.`].filter(Boolean).join(" "),
    "x-scope": scope,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: jsonContent(schemaOf(body, "input")) } }),
    responses: {
      [answer.status]: {
        description: answer.description,
        headers: {
          "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
          RateLimit: { $ref: "#/components/headers/RateLimit" },
        },
        content: jsonContent(schemaOf(answer.schema, "output")),
      },
      ...problemsOf(operation),
    },
  };
}

function pathParameters({ path }: Operation): Json[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    ...{ name, in: "path", required: true },
    schema: { type: "string", format: "uuid" },
  }));
}

function queryParameters({ query }: Operation, schemaOf: SchemaOf): Json[] {
  if (!query) return [];
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...described } = schemaOf(schema as z.ZodType, "input");
    return { name, in: "query", required: false, ...(description !== undefined && { description }), schema: described };
  });
}

function keyHeader({ repeat }: Operation): Json[] {
  if (repeat !== "key") return [];
  const description =
    "Your own name for this request, such as a UUID. Send the same one when you repeat the request: it is done once, and answered alike for 24 hours.";
  return [
    {
      name: "Idempotency-Key",
      in: "header",
      required: true,
      description,
      schema: { type: "string", minLength: 1, maxLength: 200 },
    },
  ];
}

/** What any request may be answered instead, by status. */
function problemsOf({ path, method, repeat, query, body }: Operation): Json {
  const possible: ProblemName[] = [
    "key-missing",
    "key-wrong",
    "scope-missing",
    "too-many-requests",
    "failed",
    "unavailable",
  ];
  const asksById = Object.keys(query?.shape ?? {}).some((name) => name.endsWith("Id"));
  if (path.includes("{") || asksById || repeat === "key") possible.push("not-found");
  if (query || body) possible.push("invalid");
  if (method === "POST") possible.push("body-late", "body-too-large", "not-json");
  if (method === "POST" && repeat !== "ids") possible.push("refused");
  if (repeat === "key") possible.push("idempotency-key-missing", "idempotency-key-reused", "idempotency-under-way");
  const byStatus = Map.groupBy(possible, (name) => PROBLEMS[name].status);
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: names.map((name) => `${name}: ${PROBLEMS[name].title}. ${PROBLEMS[name].fix}`).join("\n"),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function jsonContent(schema: Json): Json {
  return { "application/json": { schema } };
}

/** Writes a schema as JSON Schema. What has an id of its own becomes a component. */
function schemaWriter(components: Json): SchemaOf {
  return (schema, io) => {
    const {
      $schema: _,
      $defs = {},
      ...written
    } = z.toJSONSchema(schema, {
      target: "draft-2020-12",
      io,
      // A format says it in a word.
      override: ({ jsonSchema }) => void (jsonSchema.format && delete jsonSchema.pattern),
    }) as Json;
    for (const [name, definition] of Object.entries($defs as Json)) components[name] = refsIn(definition);
    return refsIn(written) as Json;
  };
}

function refsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(refsIn);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, of]) => {
      // The id of a component is its name.
      if (name === "id" && typeof of === "string") return [];
      if (name === "$ref") return [[name, String(of).replace("#/$defs/", "#/components/schemas/")]];
      return [[name, refsIn(of)]];
    }),
  );
}
