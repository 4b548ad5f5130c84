import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment } from "#app/attachment";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { fileInTurn } from "#app/request-limits";
import { readQuery } from "#app/subscribers/query";
import { exportPeople } from "#domain/exports/export";
import { peopleOfSegment } from "#domain/exports/segment";
import { readingDb } from "#domain/segments/bounded-read";
import { foundPeople } from "#domain/subscribers/found";

/**
 * The people whom the address asks for, a segment or those whom filters leave, as a CSV file. Read from the database, the
 * replica when there is one, as fast as the browser takes it.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId, shop } = await merchant(request, context);
  const search = new URL(request.url).searchParams;
  const segmentId = search.get("segment");
  const whom =
    segmentId === null
      ? { name: "subscribers", people: foundPeople(readQuery(search)) }
      : await peopleOfSegment(ctx, shopId, segmentId);
  if (!whom) throw notFound();
  const day = ctx.clock.now().toISOString().slice(0, 10);
  const name = `${shop.domain.split(".")[0]}-${whom.name.replace(/[\s/\\]+/g, "-")}-${day}.csv`;
  const content = exportPeople(readingDb(ctx), shopId, whom.people);
  return attachment(await fileInTurn(context.turns, { shopId, signal: request.signal }, content), name);
}
