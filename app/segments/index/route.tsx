import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { useLive } from "#app/ui/use-live";
import { SegmentsPage } from "./page.tsx";
import { readIndex } from "./read.ts";

/** Who can be texted together: segments by rules, lists by hand, and segments to start from. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readIndex(await merchant(request, context));
}

export const meta: MetaFunction = () => [{ title: "Segments" }];

export default function Segments() {
  const data = useLoaderData<typeof loader>();
  // One that was just saved is counted in a moment.
  useLive(data.segments.some(({ people }) => people === null));
  return <SegmentsPage data={data} />;
}
