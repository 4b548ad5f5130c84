import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { readReport } from "#app/campaigns/report/read";
import { steer } from "#app/campaigns/report/steer";
import { idIn, notFound } from "#app/not-found";
import { useLive } from "#app/ui/use-live";
import { isEditable } from "#domain/campaigns/state";
import { ReportPage } from "./report/report-page.tsx";

/** A campaign that has started: what it did so far, and everybody behind each number. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const report = await readReport(who, id, new URL(request.url).searchParams);
  if (!report) throw notFound();
  if (isEditable(report.campaign.state)) throw who.redirect(`/campaigns/${id}/edit`);
  return report;
}

export async function action({ request, context, params }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const form = await request.formData();
  let leadsTo: string | null = null;
  const answer = await answerForm(async () => {
    const done = await steer(who, id, form);
    leadsTo = done.leadsTo;
    return done.said;
  });
  return leadsTo === null ? answer : { ...answer, leadsTo };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.campaign.name ?? "Campaign" }];

export default function Report() {
  const data = useLoaderData<typeof loader>();
  useLive(data.isMoving);
  return <ReportPage data={data} />;
}
