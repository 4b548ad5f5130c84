import type { Merchant } from "#app/authenticate";
import { createCampaignOnce } from "#domain/campaigns/drafts/create";
import { deleteCampaign } from "#domain/campaigns/drafts/delete";
import { editCampaign } from "#domain/campaigns/drafts/edit";
import { type CampaignChanges, checkChanges } from "#domain/campaigns/drafts/fields";
import { type StartAt, scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { sendTest } from "#domain/campaigns/drafts/send-test";
import { wordingOf } from "#domain/campaigns/drafts/wording";
import { askDryRun } from "#domain/campaigns/dry-run/dry-run";
import { findCampaign } from "#domain/campaigns/report/find";
import { isEditable } from "#domain/campaigns/state";
import { formatPhone } from "#domain/subscribers/format-phone";
import { UserError } from "#domain/user-error";
import { checkLaunch } from "./check-launch.ts";
import { readChanges, readDraftId, readForm } from "./form.ts";
import { nameAudience } from "./name-audience.ts";

type Who = Pick<Merchant, "ctx" | "shop" | "shopId">;

export interface Done {
  /** For the toast. */
  said: string;
  /** The page that comes next; null stays. */
  leadsTo: string | null;
}

/**
 * What the editor was asked to do: save (no intent), "check" whether it could be launched, "launch", "dry-run", "test" or "delete". `id` is null for a campaign that is
 * not stored yet. Throws a UserError, by the field, for what cannot be done; then nothing has changed.
 */
export async function carryOut(who: Who, id: string | null, form: FormData): Promise<Done> {
  const { ctx, shop, shopId } = who;
  const intent = form.get("intent");
  if (intent === "delete" && id !== null) {
    await deleteCampaign(ctx, shopId, id);
    return { said: "Draft deleted", leadsTo: "/campaigns" };
  }
  if (intent === "test") return test(who, await testedIn(form), String(form.get("phone") ?? ""));
  const asked = intent === "launch" || intent === "check" ? "launch" : intent === "dry-run" ? "dry-run" : "save";
  const { changes: read, start } = await readForm(form, asked, {
    timeZone: shop.timeZone ?? "UTC",
    now: ctx.clock.now(),
  });
  const changes = read.audience ? { ...read, audience: await nameAudience(ctx.db, shopId, read.audience) } : read;
  if (id === null && form.get("audience") === "unsent")
    throw new UserError("campaign-audience-wrong", "Choose all subscribers or enter a tag.", "audience");
  const version = id === null ? null : versionIn(form);
  if (intent === "check") {
    await checkLaunch(who, id, { changes, start, version });
    return { said: "", leadsTo: null };
  }
  const campaignId = id ?? readDraftId(form);
  const isNew = id === null && (await createCampaignOnce(ctx, shopId, campaignId, changes));
  const isOnItsWay = intent === "launch" && id === null && !isNew && (await hasStarted(who, campaignId));
  if (!isNew && !isOnItsWay) await editCampaign(ctx, shopId, campaignId, changes, version);
  if (start === null) return { said: "Saved", leadsTo: id === null ? `/campaigns/${campaignId}/edit` : null };
  if (intent === "dry-run") {
    await askDryRun(ctx, shopId, campaignId, start);
    return { said: "Saved. Dry run started", leadsTo: `/campaigns/${campaignId}/dry-run` };
  }
  // The same page was posted twice, and the first time has started what this one would start again.
  if (!isOnItsWay) await launch(who, campaignId, start, isNew);
  if (start === "now") return { said: "Campaign started", leadsTo: `/campaigns/${campaignId}` };
  return { said: "Campaign scheduled", leadsTo: "/campaigns?view=scheduled" };
}

/** A test needs the text and its link alone. */
function testedIn(form: FormData): Promise<CampaignChanges> {
  const copy = new FormData();
  for (const [name, value] of form) copy.set(name, value);
  copy.set("name", "Test");
  copy.set("audience", "all");
  copy.set("spendCap", "");
  return readChanges(copy);
}

/** Of the campaign as its page was loaded; pages of an older build post none. */
function versionIn(form: FormData): string | null {
  const version = form.get("version");
  return typeof version === "string" && version !== "" ? version : null;
}

async function test({ ctx, shopId }: Who, changes: CampaignChanges, phone: string): Promise<Done> {
  const wording = wordingOf({ name: "", body: "", linkUrl: null, ...(await checkChanges(changes)) });
  const sent = await sendTest(ctx, shopId, { phone, wording });
  return { said: `Test text sent to ${formatPhone(sent.phone)}`, leadsTo: null };
}

/** A campaign that was made only to be launched is not left behind as a draft when it cannot be. */
async function launch({ ctx, shopId }: Who, campaignId: string, start: StartAt, isNew: boolean): Promise<void> {
  try {
    await scheduleCampaign(ctx, shopId, campaignId, start);
  } catch (refusal) {
    if (isNew) await deleteCampaign(ctx, shopId, campaignId);
    throw refusal;
  }
}

async function hasStarted({ ctx, shopId }: Who, campaignId: string): Promise<boolean> {
  const campaign = await findCampaign(ctx.db, shopId, campaignId);
  return campaign !== null && !isEditable(campaign.state);
}
