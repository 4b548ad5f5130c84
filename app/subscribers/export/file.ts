import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPeople } from "#domain/exports/export";
import { foundPeople } from "#domain/subscribers/found";
import { attachment } from "../../attachment.ts";
import { merchant } from "../../authenticate.ts";
import { readQuery } from "../query.ts";

/** The people whom the address asks for, as a CSV file. Read from the database as fast as the browser takes it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId, shop } = await merchant(request, context);
  const people = foundPeople(readQuery(new URL(request.url).searchParams));
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return attachment(exportPeople(ctx.db, shopId, people), `${shop.domain.split(".")[0]}-subscribers-${day}.csv`);
}
