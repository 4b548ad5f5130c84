import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { useLive } from "#app/ui/use-live";
import { act } from "./action.ts";
import { DryRunPage } from "./page.tsx";
import { readDryRun } from "./read.ts";

/** What a campaign would come to if it were sent. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const data = await readDryRun(who, idIn(params, "campaignId"));
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, id: idIn(params, "campaignId") }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Dry run of ${data?.campaign.name ?? "a campaign"}` },
];

export default function DryRun() {
  const data = useLoaderData<typeof loader>();
  useLive(data.run?.state === "under-way", 1_000);
  return <DryRunPage data={data} />;
}
