import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { MissedEventsPage } from "./page.tsx";
import { readMissedEvents } from "./read.ts";

/** What the store did not tell us, and what keeps us from knowing. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readMissedEvents(await merchant(request, context));
}

export const meta: MetaFunction = () => [{ title: "Data sync" }];

export default function MissedEvents() {
  return <MissedEventsPage data={useLoaderData<typeof loader>()} />;
}
