import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { InboxPage } from "./page.tsx";
import { readFilter } from "./query.ts";
import { readInbox } from "./read.ts";

/** The shop's conversations; the one that is read stands beside them, in a route of its own. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readInbox(await merchant(request, context), readFilter(new URL(request.url).searchParams));
}

export const meta: MetaFunction = () => [{ title: "Inbox" }];

export default function Inbox() {
  return <InboxPage data={useLoaderData<typeof loader>()} />;
}
