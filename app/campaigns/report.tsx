import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recipientLine } from "#app/campaigns/report/recipient-line";
import { steer } from "#app/campaigns/report/steer";
import { formatSoon } from "#app/campaigns/wall-time";
import { describeAudience } from "#domain/campaigns/audience";
import { campaignRecipients } from "#domain/campaigns/recipients";
import { campaignReport } from "#domain/campaigns/report";
import { isDispatching, isEditable } from "#domain/campaigns/state";
import { readSettings } from "#domain/shops/settings";
import { merchant } from "../authenticate.ts";
import { answerForm } from "../form-answer.ts";
import { idIn, notFound } from "../not-found.ts";
import { formatTime } from "../ui/local-time.tsx";
import { useLive } from "../ui/use-live.ts";
import { filterOf, readQuery } from "./report/filter.ts";
import { ReportPage } from "./report/report-page.tsx";
import { sharesOf, summaryOf } from "./report/summary.ts";
import type { OrderAnswer } from "./use-order.ts";

/** A campaign that has started: what it did so far, and everybody behind each number. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shopId, shop, ctx, redirect } = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const query = readQuery(new URL(request.url).searchParams);
  const timeZone = shop.timeZone ?? "UTC";
  const now = ctx.clock.now();
  const inZone = (at: Date) => formatTime(at, timeZone);
  const [report, listed, settings] = await Promise.all([
    campaignReport(ctx.db, shopId, id, now, inZone),
    campaignRecipients(ctx.db, shopId, id, filterOf(query)),
    readSettings(ctx.db, shopId),
  ]);
  if (!report) throw notFound();
  const { progress, ...results } = report;
  if (isEditable(progress.state)) throw redirect(`/campaigns/${id}/edit`);
  const { counts, audience, audienceKind, ...campaign } = progress;
  return {
    ...results,
    campaign: { ...campaign, audience, audienceName: describeAudience(audienceKind) },
    isMoving: isDispatching(progress.state) || counts.asking > 0,
    summary: summaryOf(counts, audience, (at) => formatSoon(at, now, timeZone)),
    shares: sharesOf(counts),
    query,
    recipients: listed.recipients.map((recipient) => recipientLine(recipient, inZone)),
    next: listed.next,
    brandName: settings.brandName || shop.name || shop.domain,
    attributionWindowDays: settings.attributionWindowDays,
    shortLinkUrl: ctx.shortLinkUrl,
  };
}

export type ReportData = Awaited<ReturnType<typeof loader>>;

export async function action({ request, context, params }: ActionFunctionArgs): Promise<OrderAnswer> {
  const who = await merchant(request, context);
  const id = idIn(params, "campaignId");
  const intent = (await request.formData()).get("intent");
  let leadsTo: string | null = null;
  const answer = await answerForm(async () => {
    const done = await steer(who, id, intent);
    leadsTo = done.leadsTo;
    return done.said;
  });
  return leadsTo === null ? answer : { ...answer, leadsTo };
}

export default function Report() {
  const data = useLoaderData<typeof loader>();
  useLive(data.isMoving);
  return <ReportPage data={data} />;
}
