import { z } from "zod";
import { instantOf } from "#app/campaigns/wall-time";
import type { CampaignChanges } from "#domain/campaigns/fields";
import { parseCap } from "#domain/spending/dollars";
import { UserError } from "#domain/user-error";

/** What the editor posts. The domain checks what the words say; here only their shape is read. */
const fields = z.object({
  name: z.string(),
  body: z.string(),
  linkUrl: z.string(),
  audience: z.enum(["all", "tag"]),
  tag: z.string(),
  senderId: z.union([z.uuid(), z.literal("")]),
  spendCap: z.string().default(""),
});

const launch = z.discriminatedUnion("when", [
  z.object({ when: z.literal("now") }),
  z.object({ when: z.literal("later"), date: z.string(), time: z.string() }),
]);

/** The campaign's words and choices. Refuses, by the field, a tag that was chosen and not named. */
export function readChanges(form: FormData): CampaignChanges {
  const { name, body, linkUrl, audience, tag, senderId, spendCap } = fields.parse(Object.fromEntries(form));
  if (audience === "tag" && tag.trim() === "")
    throw new UserError(
      "campaign-audience-wrong",
      "Enter the tag that these people carry, or choose everybody.",
      "tag",
    );
  return {
    name,
    // Browsers post line ends as CRLF, and each would be billed twice.
    body: body.replaceAll("\r\n", "\n"),
    linkUrl: linkUrl.trim() || null,
    audience: audience === "tag" ? { kind: "tag", tag: tag.trim() } : { kind: "all" },
    senderId: senderId || null,
    spendCapMicros: parseCap(spendCap, "spendCap"),
  };
}

/** When it shall start: now, or at an hour on the shop's clock. Refuses by the field "scheduledAt". */
export function readStart(form: FormData, timeZone: string): Date | "now" {
  const chosen = launch.parse(Object.fromEntries(form));
  return chosen.when === "now" ? "now" : instantOf(chosen, timeZone);
}
