import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { readQuery } from "#app/subscribers/query";
import { ExportPage } from "./page.tsx";
import { readExport } from "./read.ts";

/** Subscribers as a file: all of them, those whom the filters of the list had left, or a segment. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const search = new URL(request.url).searchParams;
  return readExport(who, context.turns, { query: readQuery(search), segmentId: search.get("segment") });
}

export const meta: MetaFunction = () => [{ title: "Export subscribers" }];

export default function Export() {
  return <ExportPage data={useLoaderData<typeof loader>()} />;
}
