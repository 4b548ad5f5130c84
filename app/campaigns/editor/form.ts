import { z } from "zod";
import type { Audience } from "#domain/campaigns/audience/audience";
import { type CampaignChanges, checkChanges, checkComplete } from "#domain/campaigns/drafts/fields";
import { instantOf } from "#domain/campaigns/drafts/instant-of";
import { checkStartHour, type StartAt } from "#domain/campaigns/drafts/start-hour";
import { parseCap } from "#domain/spending/dollars";
import { checkAllInTurn, UserError } from "#domain/user-error";

/** What the editor posts. The domain checks what the words say; here only their shape is read. */
const fields = z.object({
  name: z.string(),
  body: z.string(),
  linkUrl: z.string(),
  audience: z.enum(["all", "tag", "segment", "list", "unsent"]),
  tag: z.string(),
  segmentId: z.union([z.uuid(), z.literal("")]).default(""),
  listId: z.union([z.uuid(), z.literal("")]).default(""),
  senderId: z.union([z.uuid(), z.literal("")]),
  spendCap: z.string().default(""),
  isUrgent: z.enum(["true", "false"]).default("false"),
});

/** By which a new campaign will be stored, chosen when its page was opened: posted twice, it is one campaign. */
const draft = z.object({ draftId: z.uuid() });

const launch = z.discriminatedUnion("when", [
  z.object({ when: z.literal("now") }),
  z.object({ when: z.literal("later"), date: z.string(), time: z.string() }),
  z.object({ when: z.literal("local"), date: z.string(), time: z.string() }),
]);

/** What a campaign's form says. */
export interface CampaignForm {
  changes: CampaignChanges;
  /** Null when it was not asked for. */
  start: StartAt | null;
}

/**
 * Reads the whole form, and refuses all that is wrong with it at once, each by its field. `asked` tells what it is for: to
 * "launch" it must be complete, and its hour still ahead.
 */
export async function readForm(
  form: FormData,
  asked: "save" | "dry-run" | "launch",
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<CampaignForm> {
  const parsed: { changes?: CampaignChanges; start?: StartAt } = {};
  await checkAllInTurn(
    async () => {
      parsed.changes = await readChanges(form);
    },
    () => asked === "launch" && checkComplete({ ...wordsIn(form), audience: { kind: "all" } }),
    () => {
      if (asked === "save") return;
      parsed.start = readStart(form, timeZone);
      if (asked === "launch" && parsed.start instanceof Date) checkStartHour(parsed.start, now);
    },
  );
  return { changes: parsed.changes ?? {}, start: parsed.start ?? null };
}

/** Browsers post line ends as CRLF, and each would be billed twice. */
function wordsIn(form: FormData): { name: string; body: string; linkUrl: string | null } {
  const { name, body, linkUrl } = parseForm(fields, form);
  return { name, body: body.replaceAll("\r\n", "\n"), linkUrl: linkUrl.trim() || null };
}

/**
 * The campaign's words and choices. Refuses, by the field, what could not be saved: a tag, a segment or a list that was chosen and not named; how
 * the latter two are called is still to be looked up (name-audience.ts). "unsent" keeps the audience
 * as it is stored: which campaign it names is decided on that one's report.
 */
export async function readChanges(form: FormData): Promise<CampaignChanges> {
  const { senderId, spendCap, isUrgent, name: _name, body: _body, linkUrl: _link, ...whom } = parseForm(fields, form);
  const changes: CampaignChanges = {
    ...wordsIn(form),
    senderId: senderId || null,
    isUrgent: isUrgent === "true",
  };
  await checkAllInTurn(
    () => checkChanges(changes),
    () => Object.assign(changes, { spendCapMicros: parseCap(spendCap, "spendCap") }),
    () => {
      const audience = audienceIn(whom);
      if (audience) changes.audience = audience;
    },
  );
  return changes;
}

/** What no page of ours has posted is answered as such. */
function parseForm<Schema extends z.ZodType>(schema: Schema, form: FormData): z.output<Schema> {
  const read = schema.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Response("This isn’t a valid campaign. Reload the page and try again.", { status: 400 });
  return read.data;
}

type Whom = Pick<z.output<typeof fields>, "audience" | "tag" | "segmentId" | "listId">;

function audienceIn({ audience, tag, segmentId, listId }: Whom): Audience | null {
  switch (audience) {
    case "all":
      return { kind: "all" };
    case "tag":
      if (tag.trim() === "") throw missingField("Enter a tag, or choose all subscribers.", "tag");
      return { kind: "tag", tag: tag.trim() };
    case "segment":
      if (segmentId === "") throw missingField("Choose a segment, or choose all subscribers.", "segmentId");
      return { kind: "segment", segmentId, name: "" };
    case "list":
      if (listId === "") throw missingField("Choose a list, or choose all subscribers.", "listId");
      return { kind: "list", listId, name: "" };
    case "unsent":
      return null;
  }
}

function missingField(message: string, field: string): UserError {
  return new UserError("campaign-audience-wrong", message, field);
}

/** The id that a new campaign's page has chosen for it. */
export function readDraftId(form: FormData): string {
  return parseForm(draft, form).draftId;
}

/** When it shall start: now, or at an hour on the shop's clock or on each recipient's. Refuses by the field "scheduledAt". */
export function readStart(form: FormData, timeZone: string): StartAt {
  const chosen = parseForm(launch, form);
  if (chosen.when === "now") return "now";
  if (chosen.when === "later") return instantOf(chosen, timeZone);
  return { localTime: `${chosen.date}T${chosen.time.slice(0, 5)}` };
}
