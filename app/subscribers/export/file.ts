import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPeople } from "#domain/exports/export";
import { foundPeople } from "#domain/subscribers/found";
import { merchant } from "../../authenticate.ts";
import { readQuery } from "../query.ts";

/** The people whom the address asks for, as a CSV file. Read from the database as fast as the browser takes it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId, shop } = await merchant(request, context);
  const people = foundPeople(readQuery(new URL(request.url).searchParams));
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return new Response(streamOf(exportPeople(ctx.db, shopId, people)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${shop.domain.split(".")[0]}-subscribers-${day}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
