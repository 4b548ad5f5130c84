import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { dataRequestFile } from "#domain/privacy/read";

/** One data request's file, as JSON. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const id = params.requestId ?? "";
  const file = await dataRequestFile(ctx.db, shopId, id);
  if (!file) throw notFound();
  return new Response(JSON.stringify(file, null, 2), {
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
}
