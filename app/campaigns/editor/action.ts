import { done, intents, leadsTo, unreadable } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { nameAudience } from "#domain/campaigns/audience/name-audience";
import { checkLaunch } from "#domain/campaigns/drafts/check-launch";
import { deleteCampaign } from "#domain/campaigns/drafts/delete";
import { type CampaignChanges, checkChanges } from "#domain/campaigns/drafts/fields";
import { type EditedCampaign, launchCampaign, saveCampaign } from "#domain/campaigns/drafts/schedule";
import { sendTest } from "#domain/campaigns/drafts/send-test";
import type { StartAt } from "#domain/campaigns/drafts/start-hour";
import { wordingOf } from "#domain/campaigns/drafts/wording";
import { askDryRun } from "#domain/campaigns/dry-run/dry-run";
import { formatPhone } from "#domain/subscribers/format-phone";
import { UserError } from "#domain/user-error";
import { type CampaignForm, readChanges, readDraftId, readForm } from "./form.ts";

interface Editor extends Pick<Merchant, "ctx" | "shop" | "shopId"> {
  /** Null for a campaign that is not stored yet. */
  id: string | null;
}

/** What the editor's form and buttons do. Each refuses, by the field, what cannot be done; then nothing has changed. */
export const act = intents<Editor>({
  save: async (editor, form) => {
    const { ctx, shopId, id } = editor;
    const campaign = editedIn(editor, form, await readAll(editor, form, "save"));
    await saveCampaign(ctx, shopId, campaign);
    return id === null ? leadsTo(`/campaigns/${campaign.id}/edit`) : done("Saved");
  },

  /** Says what launching would refuse, before the merchant is asked to confirm it. */
  check: async (editor, form) => {
    const { ctx, shopId, id } = editor;
    const { changes, start } = await readAll(editor, form, "launch");
    await checkLaunch(ctx, shopId, id, { changes, start: startIn(start), version: versionIn(form) });
    return done("");
  },

  launch: async (editor, form) => {
    const { ctx, shopId } = editor;
    const filled = await readAll(editor, form, "launch");
    const [campaign, start] = [editedIn(editor, form, filled), startIn(filled.start)];
    await launchCampaign(ctx, shopId, campaign, start);
    if (start === "now") return leadsTo(`/campaigns/${campaign.id}`, "Campaign started");
    return leadsTo("/campaigns?view=scheduled", "Campaign scheduled");
  },

  "dry-run": async (editor, form) => {
    const { ctx, shopId } = editor;
    const filled = await readAll(editor, form, "dry-run");
    const campaign = editedIn(editor, form, filled);
    await saveCampaign(ctx, shopId, campaign);
    await askDryRun(ctx, shopId, campaign.id, startIn(filled.start));
    return leadsTo(`/campaigns/${campaign.id}/dry-run`, "Saved. Dry run started");
  },

  test: async ({ ctx, shopId }, form) => {
    const wording = wordingOf({ name: "", body: "", linkUrl: null, ...(await checkChanges(await testedIn(form))) });
    const sent = await sendTest(ctx, shopId, { phone: String(form.get("phone") ?? ""), wording });
    return done(`Test text sent to ${formatPhone(sent.phone)}`);
  },

  delete: async ({ ctx, shopId, id }) => {
    if (id === null) throw unreadable();
    await deleteCampaign(ctx, shopId, id);
    return leadsTo("/campaigns", "Draft deleted");
  },
});

async function readAll({ ctx, shop, shopId, id }: Editor, form: FormData, asked: "save" | "dry-run" | "launch") {
  const timeZone = shop.timeZone ?? "UTC";
  const { changes, start } = await readForm(form, asked, { timeZone, now: ctx.clock.now() });
  if (changes.audience) changes.audience = await nameAudience(ctx.db, shopId, changes.audience);
  if (id === null && form.get("audience") === "unsent")
    throw new UserError("campaign-audience-wrong", "Choose all subscribers or enter a tag.", "audience");
  return { changes, start };
}

function editedIn({ id }: Editor, form: FormData, { changes }: CampaignForm): EditedCampaign {
  if (id === null) return { id: readDraftId(form), isStored: false, changes, version: null };
  return { id, isStored: true, changes, version: versionIn(form) };
}

/** Every form that asks for a start names one. */
function startIn(start: StartAt | null): StartAt {
  if (start === null) throw unreadable();
  return start;
}

/** Of the campaign as its page was loaded; pages of an older build post none. */
function versionIn(form: FormData): string | null {
  const version = form.get("version");
  return typeof version === "string" && version !== "" ? version : null;
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
