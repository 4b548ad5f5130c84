import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { useLive } from "#app/ui/use-live";
import { ReportPage } from "./page.tsx";
import { readReport } from "./read.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const data = await readReport(
    await merchant(request, context),
    idIn(params, "flowId"),
    new URL(request.url).searchParams,
  );
  if (!data) throw notFound();
  return data;
}

/** Often enough to see people move; no one is waiting for the answer. */
const REFRESH_MS = 30_000;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Report: ${data?.flow.name ?? "flow"}` }];

export default function Report() {
  const data = useLoaderData<typeof loader>();
  useLive(data.flow.state === "live", REFRESH_MS);
  return <ReportPage data={data} />;
}
