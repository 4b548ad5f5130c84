import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { useLive } from "#app/ui/use-live";
import { SendingNowPage } from "./page.tsx";
import { readSendingNow } from "./read.ts";

/** Asked for again after so long while nothing moves: the next text may come at any time. */
const IDLE_MS = 10_000;

/** Everything that is being sent, in the order in which it leaves. Its buttons post to the campaigns' own pages. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readSendingNow(await merchant(request, context));
}

export const meta: MetaFunction = () => [{ title: "Sending now" }];

export default function SendingNow() {
  const data = useLoaderData<typeof loader>();
  useLive(true, data.isMoving ? undefined : IDLE_MS);
  return <SendingNowPage data={data} />;
}
