import type { Merchant } from "#app/authenticate";
import { suggestedTime, wallTimeAt, zoneName } from "#app/campaigns/wall-time";
import { knownTestPhone } from "#app/test-phone/read";
import { describeAudience } from "#domain/campaigns/audience/audience";
import { campaignVersion } from "#domain/campaigns/drafts/version";
import { type FoundCampaign, findCampaign } from "#domain/campaigns/report/find";
import { listSegments } from "#domain/segments/list";
import { listsToChoose } from "#domain/segments/lists/read";
import { factsOf } from "#domain/senders/facts-of";
import { activeSenders } from "#domain/senders/read";
import { readSettings } from "#domain/shops/settings";
import { capText } from "#domain/spending/dollars";
import { formatPhone } from "#domain/subscribers/format-phone";
import { subscriberTags } from "#domain/subscribers/tags";
import { newId } from "#platform/ids";
import type { AudienceChoice, Draft } from "./draft.ts";
import { readDryRunFigures } from "./read-dry-run.ts";
import type { Start } from "./start.ts";

/** Whom a new campaign is to be for, by id: where it was begun. */
export interface ForWhom {
  segment: string | null;
  list: string | null;
}

/** Everything the editor starts with, for a campaign of the shop's or (id null) for a new one. Null when there is none. */
export async function readEditor({ shopId, shop, ctx }: Merchant, id: string | null, forWhom: ForWhom) {
  const [campaign, settings, senders, tags, segments, lists, testPhone] = await Promise.all([
    id === null ? null : findCampaign(ctx.db, shopId, id),
    readSettings(ctx.db, shopId),
    activeSenders(ctx.db, shopId),
    subscriberTags(ctx.db, shopId),
    listSegments(ctx.db, shopId),
    listsToChoose(ctx.db, shopId),
    knownTestPhone({ ctx, shopId }),
  ]);
  if (id !== null && campaign === null) return null;
  const timeZone = shop.timeZone ?? "UTC";
  const now = ctx.clock.now();
  const scheduledAt = campaign?.scheduledAt ?? null;
  return {
    /** A new campaign's, once it is stored. */
    draftId: newId(),
    /** Under which unsaved changes are kept: a campaign begun for a segment is another than one begun for everyone. */
    record: id ?? ["new", forWhom.segment, forWhom.list].filter(Boolean).join(" "),
    /** Posted with each change, so that what was saved elsewhere meanwhile is not overwritten. */
    version: campaign && campaignVersion(campaign),
    campaign: campaign && { id: campaign.id, name: campaign.name, state: campaign.state },
    dryRun: campaign && (await readDryRunFigures({ shopId, ctx }, campaign)),
    draft: campaign ? draftOf(campaign) : { ...draftOf(null), ...chosenIn(forWhom, segments, lists) },
    start: startOf(campaign, now, timeZone),
    today: wallTimeAt(now, timeZone).date,
    zone: zoneName(scheduledAt ?? now, timeZone),
    longestText: factsOf(ctx.providers, senders[0]?.provider).limits.longestText,
    senders: senders.map(({ id: senderId, phone, partsPerSecond, provider }) => ({
      id: senderId,
      phone: formatPhone(phone),
      partsPerSecond,
      longestText: factsOf(ctx.providers, provider).limits.longestText,
    })),
    tags,
    segments: withOwn(
      segments.map(({ id: segmentId, name, size }) => ({ id: segmentId, name, people: size?.people ?? null })),
      campaign?.audience.kind === "segment" ? { id: campaign.audience.segmentId, name: campaign.audience.name } : null,
    ),
    lists: withOwn(
      lists.map((list) => ({ ...list, people: null })),
      campaign?.audience.kind === "list" ? { id: campaign.audience.listId, name: campaign.audience.name } : null,
    ),
    testPhone,
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
    audience: audience.kind,
    tag: audience.kind === "tag" ? audience.tag : "",
    segmentId: audience.kind === "segment" ? audience.segmentId : "",
    listId: audience.kind === "list" ? audience.listId : "",
    unsentOf: audience.kind === "unsent" ? audience.campaignId : "",
    unsentName: audience.kind === "unsent" ? describeAudience(audience) : "",
    senderId: senderId ?? "",
    spendCap: spendCapMicros === null ? "" : capText(spendCapMicros),
    isUrgent: campaign?.isUrgent ? "true" : "false",
  };
}

/** What a page of a segment or a list has begun a campaign for. */
function chosenIn(
  { segment, list }: ForWhom,
  segments: { id: string }[],
  lists: { id: string }[],
): Partial<Pick<Draft, "audience" | "segmentId" | "listId">> {
  if (segments.some(({ id }) => id === segment)) return { audience: "segment", segmentId: segment ?? "" };
  return lists.some(({ id }) => id === list) ? { audience: "list", listId: list ?? "" } : {};
}

/** What the campaign is for stays to be chosen, also when it was archived since. */
function withOwn(choices: AudienceChoice[], own: { id: string; name: string } | null): AudienceChoice[] {
  return own === null || choices.some(({ id }) => id === own.id) ? choices : [...choices, { ...own, people: null }];
}
