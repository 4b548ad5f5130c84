import type { Merchant } from "#app/authenticate";
import type { Draft } from "#app/campaigns/editor/draft";
import { readDryRunFigures } from "#app/campaigns/editor/read-dry-run";
import type { Start } from "#app/campaigns/editor/start";
import { suggestedTime, wallTimeAt, zoneName } from "#app/campaigns/wall-time";
import { describeAudience } from "#domain/campaigns/audience";
import { type FoundCampaign, findCampaign } from "#domain/campaigns/find";
import { readSettings } from "#domain/shops/settings";
import { capText } from "#domain/spending/dollars";
import { formatPhone } from "#domain/subscribers/format-phone";
import { subscriberTags } from "#domain/subscribers/tags";

/** Everything the editor starts with, for a campaign of the shop's or (id null) for a new one. Null when there is none. */
export async function readEditor({ shopId, shop, ctx }: Merchant, id: string | null) {
  const [campaign, settings, senders, tags] = await Promise.all([
    id === null ? null : findCampaign(ctx.db, shopId, id),
    readSettings(ctx.db, shopId),
    ctx.db.prisma.sender.findMany({ where: { shopId, state: "active" }, orderBy: { createdAt: "asc" } }),
    subscriberTags(ctx.db, shopId),
  ]);
  if (id !== null && campaign === null) return null;
  const timeZone = shop.timeZone ?? "UTC";
  const now = ctx.clock.now();
  const scheduledAt = campaign?.scheduledAt ?? null;
  return {
    campaign: campaign && { id: campaign.id, name: campaign.name, state: campaign.state },
    dryRun: campaign && (await readDryRunFigures({ shopId, ctx }, campaign)),
    draft: draftOf(campaign),
    start: startOf(campaign, now, timeZone),
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

export type EditorData = NonNullable<Awaited<ReturnType<typeof readEditor>>>;

function startOf(campaign: FoundCampaign | null, now: Date, timeZone: string): Start {
  const { scheduledAt = null, localTime = null } = campaign ?? {};
  if (localTime !== null) return { when: "local", date: localTime.slice(0, 10), time: localTime.slice(11) };
  if (scheduledAt !== null) return { when: "later", ...wallTimeAt(scheduledAt, timeZone) };
  return { when: "now", ...suggestedTime(now, timeZone) };
}

function draftOf(campaign: FoundCampaign | null): Draft {
  const { name = "", body = "", linkUrl = null, audience = { kind: "all" as const } } = campaign ?? {};
  const { senderId = null, spendCapMicros = null } = campaign ?? {};
  return {
    name,
    body,
    linkUrl: linkUrl ?? "",
    audience: audience.kind === "all" || audience.kind === "tag" ? audience.kind : "unsent",
    tag: audience.kind === "tag" ? audience.tag : "",
    unsentOf: audience.kind === "unsent" ? audience.campaignId : "",
    unsentName: audience.kind === "all" || audience.kind === "tag" ? "" : describeAudience(audience),
    senderId: senderId ?? "",
    spendCap: spendCapMicros === null ? "" : capText(spendCapMicros),
    isUrgent: campaign?.isUrgent ? "true" : "false",
  };
}
