import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { ROOT } from "../../../bin/root.ts";

// A client made of the OpenAPI file alone, as any other program's would be: it knows an operation by its id, sends what the
// file says of its parameters, and holds every answer to the schema that the file gives for it.

interface Described {
  method: string;
  path: string;
  parameters?: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: its shape is checked against the file.
  body: any;
}

export interface ApiRequest {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** Instead of a fresh one. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

export type ApiClient = (operationId: string, request?: ApiRequest) => Promise<ApiAnswer>;

const file: { paths: Record<string, Record<string, Omit<Described, "method" | "path"> & { operationId: string }>> } =
  JSON.parse(readFileSync(join(ROOT, "docs/api/openapi-v1.json"), "utf8"));
const described = new Map(
  Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [operation.operationId, { ...operation, method: method.toUpperCase(), path }] as const,
    ),
  ),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(file, "api");

let requests = 0;

/** A client with this key for the API at this address. */
export function apiClient(url: string, key: string | null): ApiClient {
  return async (operationId, { path = {}, query, body, idempotencyKey, headers = {} } = {}) => {
    const operation = described.get(operationId);
    if (!operation) throw new Error(`The file has no operation ${operationId}.`);
    const address = new URL(`${url}/api/v1${operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => path[name] ?? "")}`);
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
    const takesKey = operation.parameters?.some(({ name }) => name === "Idempotency-Key");
    requests += 1;
    const response = await fetch(address, {
      method: operation.method,
      headers: {
        ...(key !== null && { Authorization: `Bearer ${key}` }),
        ...(operation.method === "POST" && { "Content-Type": "application/json" }),
        ...(takesKey && { "Idempotency-Key": idempotencyKey ?? `request-${requests}` }),
        ...headers,
      },
      ...(operation.method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await checkedBody(operationId, response) };
  };
}

async function checkedBody(operationId: string, response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  const operation = described.get(operationId);
  const type = response.headers.get("Content-Type") ?? "";
  const content = operation?.responses[response.status]?.content;
  expect(content, `${operationId}: the file has no answer ${response.status}`).toBeDefined();
  expect(Object.keys(content ?? {}), `${operationId}: ${response.status}`).toEqual([type]);
  const { path = "", method = "" } = operation ?? {};
  const at = ["paths", path, method.toLowerCase(), "responses", String(response.status), "content", type, "schema"];
  const pointer = at.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const isRight = ajv.validate({ $ref: `api#/${pointer}` }, body);
  expect(isRight, `${operationId} ${response.status}: ${ajv.errorsText()}\n${JSON.stringify(body)}`).toBe(true);
  return body;
}
