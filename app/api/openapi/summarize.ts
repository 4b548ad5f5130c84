import { operations } from "#app/api/operations";
import { LONGEST_BODY } from "#app/api/read-request";
import { describeApi } from "./describe-api.ts";
import { type Field, fieldsOf } from "./fields.ts";

export interface OperationSummary {
  id: string;
  tag: string;
  title: string;
  /** "POST /api/v1/events". */
  address: string;
  scope: string;
  description: string;
  query: Field[];
  body: Field[];
  /** KB; null without a body. */
  longestBody: number | null;
  status: number;
  answer: Field[];
}

type Json = Record<string, unknown>;

const KB = 1_024;
const REPEATS = {
  key: "Send an Idempotency-Key: a repeated request is done once and answered alike for 24 hours.",
  ids: "Each event has an id: an event that is sent again counts once.",
  reads: "",
};

/** Every operation as people read it, from the OpenAPI file: for the page in the app and for docs/api/reference.md. */
export function summarizeApi(appUrl: string): OperationSummary[] {
  const file = describeApi(appUrl);
  return operations.map(({ id, tag, method, path, summary, description = "", scope, repeat, longestBody, answer }) => {
    const described = at(file, "paths", path, method.toLowerCase());
    const json = ["content", "application/json", "schema"];
    const parameters = (described.parameters ?? []) as {
      name: string;
      in: string;
      description?: string;
      schema: Json;
    }[];
    return {
      ...{ id, tag, title: summary, address: `${method} /api/v1${path}`, scope, status: answer.status },
      description: [description, REPEATS[repeat]].filter(Boolean).join(" "),
      query: parameters.flatMap(({ name, in: place, description: words = "", schema }) =>
        place === "query" ? [{ name, type: String(schema.type ?? "any"), isRequired: false, description: words }] : [],
      ),
      body: fieldsOf(at(described, "requestBody", ...json), file),
      longestBody: method === "POST" ? (longestBody ?? LONGEST_BODY) / KB : null,
      answer: fieldsOf(at(described, "responses", String(answer.status), ...json), file),
    };
  });
}

function at(value: unknown, ...path: string[]): Json {
  const found = path.reduce((inner, part) => (inner as Json | undefined)?.[part], value);
  return (found ?? {}) as Json; // what the file has there
}
