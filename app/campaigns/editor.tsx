import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { carryOut } from "#app/campaigns/carry-out";
import { suggestedTime, wallTimeAt, zoneName } from "#app/campaigns/wall-time";
import { findCampaign } from "#domain/campaigns/find";
import { isEditable } from "#domain/campaigns/state";
import { readSettings } from "#domain/shops/settings";
import { formatPhone } from "#domain/subscribers/format-phone";
import { subscriberTags } from "#domain/subscribers/tags";
import { merchant } from "../authenticate.ts";
import { answerForm } from "../form-answer.ts";
import { idIn, notFound } from "../not-found.ts";
import { SaveBarForm } from "../ui/save-bar-form.tsx";
import type { Draft } from "./editor/draft.ts";
import { EditorPage } from "./editor/editor-page.tsx";
import type { OrderAnswer } from "./use-order.ts";

/** A new campaign, or one that has not started. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shopId, shop, ctx, redirect } = await merchant(request, context);
  const id = params.campaignId === undefined ? null : idIn(params, "campaignId");
  const [campaign, settings, senders, tags] = await Promise.all([
    id === null ? null : findCampaign(ctx.db, shopId, id),
    readSettings(ctx.db, shopId),
    ctx.db.prisma.sender.findMany({ where: { shopId, state: "active" }, orderBy: { createdAt: "asc" } }),
    subscriberTags(ctx.db, shopId),
  ]);
  if (id !== null && campaign === null) throw notFound();
  if (campaign && !isEditable(campaign.state)) throw redirect(`/campaigns/${campaign.id}`);
  const timeZone = shop.timeZone ?? "UTC";
  const now = ctx.clock.now();
  const scheduledAt = campaign?.scheduledAt ?? null;
  return {
    campaign: campaign && { id: campaign.id, name: campaign.name, state: campaign.state },
    draft: draftOf(campaign),
    start: {
      when: scheduledAt ? ("later" as const) : ("now" as const),
      ...(scheduledAt ? wallTimeAt(scheduledAt, timeZone) : suggestedTime(now, timeZone)),
    },
    today: wallTimeAt(now, timeZone).date,
    zone: zoneName(scheduledAt ?? now, timeZone),
    senders: senders.map(({ id: senderId, phone, partsPerSecond }) => ({
      id: senderId,
      phone: formatPhone(phone),
      partsPerSecond,
    })),
    tags,
    testPhone: settings.testPhone ? formatPhone(settings.testPhone) : "",
    brandName: settings.brandName || shop.name || shop.domain,
    shortLinkUrl: ctx.shortLinkUrl,
  };
}

export type EditorData = Awaited<ReturnType<typeof loader>>;

export async function action({ request, context, params }: ActionFunctionArgs): Promise<OrderAnswer> {
  const who = await merchant(request, context);
  const id = params.campaignId === undefined ? null : idIn(params, "campaignId");
  const form = await request.formData();
  let leadsTo: string | null = null;
  const answer = await answerForm(async () => {
    const done = await carryOut(who, id, form);
    leadsTo = done.leadsTo;
    return done.said;
  });
  if (!answer.ok || leadsTo === null) return answer;
  // A saved form leaves by itself; what was asked for in a dialog goes on from there, with its toast.
  if (form.get("intent") === null) throw who.redirect(leadsTo);
  return { ...answer, leadsTo };
}

export default function Editor() {
  const data = useLoaderData<typeof loader>();
  // A new campaign becomes an old one at another address: what was asked of the one is nothing to the other.
  return (
    <SaveBarForm id="campaign" key={data.campaign?.id ?? "new"}>
      {(errors) => <EditorPage data={data} saveErrors={errors} />}
    </SaveBarForm>
  );
}

function draftOf(campaign: Awaited<ReturnType<typeof findCampaign>>): Draft {
  const { name = "", body = "", linkUrl = null, audience = { kind: "all" as const }, senderId = null } = campaign ?? {};
  return {
    name,
    body,
    linkUrl: linkUrl ?? "",
    audience: audience.kind,
    tag: audience.kind === "tag" ? audience.tag : "",
    senderId: senderId ?? "",
  };
}
