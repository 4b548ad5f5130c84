import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "#app/authenticate";
import { tooBusy } from "#app/request-limits";
import { refuseVerb } from "#domain/team/refuse";
import { roleOf } from "#domain/team/team";

/**
 * Tells an open page, line by line, which conversations of its shop have changed (live-streams.ts). Read with `fetch`, whose session
 * token App Bridge sets; an EventSource could not send one. 204 where nothing tells pages, 429 with too many open.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { shopId, ctx, staff } = await merchant(request, context);
  if (!ctx.hints) return new Response(null, { status: 204 });
  const isAdmitted = async () => {
    const role = await roleOf(ctx.db, shopId, staff.id);
    return role !== null && refuseVerb(role, "inbox.see") === null;
  };
  const stream = context.streams.open(shopId, ctx.hints, { signal: request.signal, isAdmitted });
  if (stream === null) throw tooBusy("Your store has too many inbox tabs open. Close some of them.", 30);
  return new Response(stream, {
    headers: {
      "Content-Type": "application/x-ndjson; charset=utf-8",
      "Cache-Control": "no-store",
      // Proxies that collect an answer before they pass it on would hold lines back.
      "X-Accel-Buffering": "no",
    },
  });
}
