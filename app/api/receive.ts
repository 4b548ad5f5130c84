import type { IncomingMessage, ServerResponse } from "node:http";
import { openApiFile } from "#app/api/openapi/file";
import type { ShopTurns } from "#app/shop-turns";
import { answerOnce } from "#domain/api-keys/answer-once";
import type { WorkingKey } from "#domain/api-keys/find-keys";
import { IntakeUnavailable } from "#domain/intake/delivery";
import { answer } from "#platform/http/answer";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import type { Visitors } from "#platform/http/visitors";
import type { Log } from "#platform/log";
import { isContention, isDatabaseDown } from "#platform/sql/db";
import type { KnownKeys } from "./known-keys.ts";
import type { ApiLimits } from "./limits.ts";
import { noteRequest } from "./note-request.ts";
import type { ApiParts, Call, Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { asProblem, Problem, problemAnswer } from "./problem.ts";
import { isProblem, PROBLEMS } from "./problems.ts";
import { type Read, readRequest } from "./read-request.ts";
import { createRouter } from "./router.ts";

export interface ApiEndpoint extends ApiParts {
  keys: KnownKeys;
  limits: ApiLimits;
  /** Who may use the connections: for most operations, and for reads that may take PostgreSQL seconds. */
  turns: ShopTurns;
  heavy: ShopTurns;
  refused: RefusalCounter;
  visitors: Visitors;
}

export const API_ROOT = "/api/v1";

/** Of a batch some may be stored when the rest is not. */
const EVENTS_AGAIN = "Some events may be stored. Send the same ids again: each is taken once.";

/** What the answer has beside its own, whatever it is. */
type Headers = Record<string, string>;

const findOperation = createRouter(operations);

/**
 * /api/…: the public API (docs/api.md), for programs with a key. Every operation is a row of the table in operations.ts, by
 * which requests are read, checked and answered here, and of which the reference is made. Every refusal is problem+json and says
 * what to do.
 */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: ApiEndpoint,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://app");
  if (answerInformation(request, response, url.pathname, endpoint)) return;
  const headers: Headers = {};
  try {
    await answerOperation(request, response, url, endpoint, headers);
  } catch (error) {
    refuse(request, response, endpoint, problemOf(error, endpoint.ctx.log, url.pathname), headers);
  }
}

/** What needs no key: the reference as a file, and what a problem's type means. */
function answerInformation(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { ctx }: ApiEndpoint,
): boolean {
  if (request.method === "POST") return false;
  if (path === `${API_ROOT}/openapi.json`) {
    const headers = { "Cache-Control": "public, max-age=300" };
    answer(request, response, { status: 200, body: openApiFile(ctx.appUrl), contentType: "application/json", headers });
    return true;
  }
  const name = path.startsWith("/api/problems/") ? path.slice("/api/problems/".length) : "";
  if (!isProblem(name)) return false;
  answer(request, response, { status: 200, body: `${PROBLEMS[name].title}\n\n${PROBLEMS[name].fix}\n` });
  return true;
}

async function answerOperation(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  endpoint: ApiEndpoint,
  headers: Headers,
): Promise<void> {
  const path = url.pathname.startsWith(`${API_ROOT}/`) ? url.pathname.slice(API_ROOT.length) : "";
  const found = findOperation(request.method ?? "", path);
  if (found.kind === "no-such-path") throw new Problem("not-found");
  if (found.kind === "other-method")
    throw new Problem("method-not-allowed", undefined, { headers: { Allow: found.allow.join(", ") } });
  const { operation, params } = found;
  const key = await keyOf(request, endpoint);
  if (!key.scopes.has(operation.scope))
    throw new Problem("scope-missing", `This needs the scope ${operation.scope}. Create a key with it.`);
  const admit = async (cost: number) => {
    const admission = await endpoint.limits.admit(key, cost);
    Object.assign(headers, admission.headers);
    if (!admission.isAdmitted) throw new Problem("too-many-requests");
  };
  // Before anything is read: what is refused for its body, or for its number, has not cost the reading.
  await admit(1);
  const read = await readRequest(request, url, operation, endpoint.visitors);
  const cost = operation.cost?.(read.body as never) ?? 1;
  if (cost > 1) await admit(cost - 1);
  const { ctx, intake, signUps } = endpoint;
  const trace = request.headers.traceparent;
  const traceparent = typeof trace === "string" && trace.length <= 512 ? trace : null;
  const call = {
    ...{ ctx, intake, signUps, shopId: key.shopId, key, params, traceparent },
    ...{ query: read.query, body: read.body, idempotencyKey: read.idempotencyKey },
  };
  const result = await inTurn(operation, key.shopId, endpoint, () => perform(operation, call, read, headers));
  answer(request, response, {
    status: result.status,
    body: JSON.stringify(result.answer),
    contentType: "application/json",
    headers: { ...headers, "Cache-Control": "no-store" },
  });
}

/**
 * Waits for a turn of the shop's, so that its requests have a part of the connections and no more. The look-up of its key came
 * before, and events wait for the intake alone, which stores them all on a connection of its own.
 */
async function inTurn<T>(
  { repeat, isHeavy }: Operation,
  shopId: string,
  { turns, heavy }: ApiEndpoint,
  work: () => Promise<T>,
): Promise<T> {
  if (repeat === "ids") return work();
  const end = await (isHeavy ? heavy : turns).take(shopId);
  if (!end)
    throw new Problem("too-many-requests", "Earlier requests of your store are still being worked on.", {
      headers: { "Retry-After": isHeavy ? "5" : "1" },
    });
  return work().finally(end);
}

async function keyOf(request: IncomingMessage, { keys }: ApiEndpoint): Promise<WorkingKey> {
  const [, secret] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "") ?? [];
  const headers = { "WWW-Authenticate": 'Bearer realm="Cartbell API"' };
  if (secret === undefined) throw new Problem("key-missing", undefined, { headers });
  const key = await keys.find(secret);
  if (key === null) throw new Problem("key-wrong", undefined, { headers });
  return key;
}

/** Whatever the handler returns beyond what the reference describes does not leave. */
async function perform(
  operation: Operation,
  call: Call<unknown, unknown, unknown>,
  { idempotencyKey, text }: Read,
  headers: Headers,
) {
  const { status, schema } = operation.answer;
  const work = async (ctx: ApiParts["ctx"]) => {
    const output = await operation.handle({ ...call, ctx } as never); // read by the operation's own schemas
    await noteRequest(ctx, operation, call);
    return { status, answer: schema.parse(output) as object };
  };
  if (idempotencyKey === null) return work(call.ctx);
  const { shopId, key } = call;
  const of = `${operation.id} ${JSON.stringify(call.params)}`;
  const once = await answerOnce(
    call.ctx,
    { shopId, apiKeyId: key.id, idempotencyKey, operation: of, body: text },
    work,
  );
  if (once.kind === "other-request") throw new Problem("idempotency-key-reused");
  if (once.kind === "under-way")
    throw new Problem("idempotency-under-way", undefined, { headers: { "Retry-After": "1" } });
  if (once.kind === "repeated") headers["Idempotency-Replayed"] = "true";
  return once;
}

function problemOf(error: unknown, log: Log, path: string): Problem {
  const headers = { "Retry-After": "5" };
  if (error instanceof IntakeUnavailable) return new Problem("unavailable", EVENTS_AGAIN, { headers });
  if (isDatabaseDown(error) || isContention(error)) return new Problem("unavailable", undefined, { headers });
  try {
    return asProblem(error);
  } catch (defect) {
    log.error({ err: defect, path }, "the API failed");
    return new Problem("failed");
  }
}

/** A caller that is refused for its key again and again waits for each answer (platform/http/slow-refusals.ts). */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { ctx, refused, visitors }: ApiEndpoint,
  problem: Problem,
  headers: Headers,
): void {
  refused.add(`api: ${problem.problem}`);
  const say = () => {
    if (!response.headersSent) {
      const said = problemAnswer(problem, ctx.appUrl);
      answer(request, response, { ...said, headers: { ...headers, ...said.headers } });
    }
  };
  if (PROBLEMS[problem.problem].status === 401) visitors.refuse(request, response, say);
  else say();
}
