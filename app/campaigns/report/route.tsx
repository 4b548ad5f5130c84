import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { useLive } from "#app/ui/use-live";
import { isEditable } from "#domain/campaigns/state";
import { act } from "./action.ts";
import { ReportPage } from "./page.tsx";
import { readReport } from "./read.ts";

/** A campaign that has started: what it did so far, and everyone behind each number. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const report = await readReport(who, id, new URL(request.url).searchParams);
  if (!report) throw notFound();
  if (isEditable(report.campaign.state)) throw who.redirect(`/campaigns/${id}/edit`);
  return report;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, id: idIn(params, "campaignId") }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.campaign.name ?? "Campaign" }];

export default function Report() {
  const data = useLoaderData<typeof loader>();
  useLive(data.isMoving);
  return <ReportPage data={data} />;
}
