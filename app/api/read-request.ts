import type { IncomingMessage } from "node:http";
import { BODY_DEADLINE_MS, readBody } from "#platform/http/read-body";
import type { Visitors } from "#platform/http/visitors";
import type { Operation } from "./operation.ts";
import { invalid, Problem } from "./problem.ts";

export interface Read {
  query: unknown;
  body: unknown;
  /** The body as it came. */
  text: string;
  /** Null for a request whose repetition is harmless anyway. */
  idempotencyKey: string | null;
}

const KB = 1_024;
export const LONGEST_BODY = 64 * KB;

/** Reads a request by the operation's schemas. Throws a Problem that says what is wrong with it. */
export async function readRequest(
  request: IncomingMessage,
  url: URL,
  operation: Operation,
  visitors: Visitors,
): Promise<Read> {
  const query = readQuery(url, operation);
  if (operation.method === "GET") return { query, body: undefined, text: "", idempotencyKey: null };
  const idempotencyKey = operation.repeat === "key" ? keyIn(request) : null;
  const text = await readText(request, operation, visitors);
  if (!operation.body) return { query, body: undefined, text, idempotencyKey };
  const parsed = operation.body.safeParse(parseJson(text));
  if (!parsed.success) throw invalid(parsed.error);
  return { query, body: parsed.data, text, idempotencyKey };
}

function readQuery(url: URL, { query }: Operation): unknown {
  if (!query) return {};
  const parsed = query.safeParse(Object.fromEntries(url.searchParams));
  if (!parsed.success) throw invalid(parsed.error, "?");
  return parsed.data;
}

/** As the IETF's draft has it, a text in quotes, or without them, as most programs send it. */
function keyIn(request: IncomingMessage): string {
  const given = request.headers["idempotency-key"];
  const [, quoted, bare] = /^\s*(?:"([^"]{1,200})"|([^"\s]{1,200}))\s*$/.exec(String(given ?? "")) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) throw new Problem("idempotency-key-missing");
  return key;
}

async function readText(
  request: IncomingMessage,
  { longestBody = LONGEST_BODY }: Operation,
  visitors: Visitors,
): Promise<string> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) throw new Problem("not-json");
  const limits = { keepBytes: longestBody, hardBytes: longestBody, deadlineMs: BODY_DEADLINE_MS };
  const body = await readBody(request, limits, visitors);
  switch (body.kind) {
    case "kept":
      return body.bytes.toString("utf8");
    case "too-long":
    case "cut-off":
      throw new Problem("body-too-large", `The body can be up to ${longestBody / KB} KB.`);
    case "busy":
      throw new Problem("unavailable", undefined, { headers: { "Retry-After": "5" } });
    case "late":
    case "broken":
      throw new Problem("body-late");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, or nested beyond the stack: the answer says so.
    throw new Problem("not-json", "The body isn’t valid JSON.");
  }
}
