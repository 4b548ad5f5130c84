import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment } from "#app/attachment";
import { merchant } from "#app/authenticate";
import { fileInTurn } from "#app/request-limits";
import { exportActivity } from "#domain/exports/activity";
import { filterOf, readActivityQuery } from "./query.ts";

/** The entries that the page's filters leave, as a CSV file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId, shop } = await merchant(request, context);
  const filter = filterOf(readActivityQuery(new URL(request.url).searchParams), shop.timeZone ?? "UTC");
  const day = ctx.clock.now().toISOString().slice(0, 10);
  const content = exportActivity(ctx.db, shopId, filter);
  const name = `${shop.domain.split(".")[0]}-activity-${day}.csv`;
  return attachment(await fileInTurn(context.turns, { shopId, signal: request.signal }, content), name);
}
