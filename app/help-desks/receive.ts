import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "#domain/context";
import { checkHook, noteHook } from "#domain/help-desks/note-hook";
import { enqueueAll } from "#domain/jobs";
import { answer } from "#platform/http/answer";
import { BODY_DEADLINE_MS, type BodyLimits, readBody, refusalOf } from "#platform/http/read-body";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import { refuser } from "#platform/http/refuser";
import type { Visitors } from "#platform/http/visitors";
import { isId } from "#platform/ids";

export interface HelpDeskEndpoint {
  ctx: Pick<Context, "db" | "clock" | "enqueue" | "helpDesks">;
  refused: RefusalCounter;
  visitors: Visitors;
}

/** An event of Zendesk's is some thousand bytes. */
const LIMITS: BodyLimits = { keepBytes: 64 * 1024, hardBytes: 64 * 1024, deadlineMs: BODY_DEADLINE_MS };

/**
 * POST /help-desks/<shop>/<help desk>: 200 once it is committed that the ticket is to be looked at, 403 for what the help desk
 * hasn't signed, 404 for any other address. A copy changes nothing.
 */
export async function answerHelpDesk(
  request: IncomingMessage,
  response: ServerResponse,
  { ctx, refused, visitors }: HelpDeskEndpoint,
): Promise<void> {
  const refuse = refuser(request, response, { visitors, refused, what: "help desk" });
  const [, , shopId = "", deskId = "", more] = request.url?.split("?", 1)[0]?.split("/") ?? [];
  if (!isId(shopId) || !isId(deskId) || more !== undefined) return refuse(404, "unknown address");
  if (request.method !== "POST") return refuse(405, "not a POST", { Allow: "POST" });
  const body = await readBody(request, LIMITS, visitors);
  const problem = refusalOf(body);
  if (problem) return refuse(problem.status, problem.because, problem.headers);
  if (body.kind !== "kept") return refuse(413, "too large");
  const hook = { headers: singleHeaders(request), body: body.bytes };
  const checked = await checkHook(ctx, { shopId, deskId, hook });
  if (!checked) return refuse(403, "wrong signature");
  const jobs = await ctx.db.transaction((tx) => noteHook(tx, ctx, checked));
  await enqueueAll(ctx.enqueue, jobs);
  answer(request, response, { status: 200 });
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
