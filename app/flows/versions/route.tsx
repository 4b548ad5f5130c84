import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { VersionsPage } from "./page.tsx";
import { readVersions } from "./read.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const data = await readVersions(
    await merchant(request, context),
    idIn(params, "flowId"),
    new URL(request.url).searchParams,
  );
  if (!data) throw notFound();
  return data;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Versions: ${data?.flow.name ?? "flow"}` }];

export default function Versions() {
  return <VersionsPage data={useLoaderData<typeof loader>()} />;
}
