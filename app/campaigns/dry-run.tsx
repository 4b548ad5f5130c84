import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { readDryRun } from "#app/campaigns/dry-run/read";
import { steerDryRun } from "#app/campaigns/dry-run/steer";
import { answerForm } from "#app/form-answer";
import { idIn, notFound } from "#app/not-found";
import { useLive } from "#app/ui/use-live";
import { DryRunPage } from "./dry-run/dry-run-page.tsx";
import type { OrderAnswer } from "./use-order.ts";

/** What a campaign would come to if it were sent. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const data = await readDryRun(who, id);
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs): Promise<OrderAnswer> {
  const who = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const form = await request.formData();
  return answerForm(() => steerDryRun(who, id, form));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Dry run of ${data?.campaign.name ?? "a campaign"}` },
];

export default function DryRun() {
  const data = useLoaderData<typeof loader>();
  useLive(data.run?.state === "under-way", 1_000);
  return <DryRunPage data={data} />;
}
