import { type Audience, audience } from "#domain/campaigns/audience/audience";
import { describeProblem, textProblems } from "#domain/messages/content/check/text-problems";
import { checkTemplate } from "#domain/messages/content/check-template";
import { namesLink } from "#domain/messages/content/merge-tags";
import { checkAllInTurn, UserError } from "#domain/user-error";
import { campaignTags } from "./merge-tags.ts";

/** What a merchant writes on a campaign's page; what is absent stays as it is. */
export interface CampaignChanges {
  name?: string;
  body?: string;
  /** Empty takes the link away. */
  linkUrl?: string | null;
  audience?: Audience;
  senderId?: string | null;
  /** Most that its texts may cost together, in millionths of a US dollar; null: no cap. */
  spendCapMicros?: number | null;
  /** Whether it goes before the shop's other campaigns once it is sent. */
  isUrgent?: boolean;
}

export const LONGEST_NAME = 100;
/** Characters of a template; what a provider takes of the text itself is 1,600. */
const LONGEST_BODY = 4_000;

/** The changes as they are stored. A draft may be incomplete, but nothing wrong is ever saved: refuses by the field. */
export async function checkChanges(changes: CampaignChanges): Promise<CampaignChanges> {
  const checked = { ...changes };
  const { name, body, linkUrl, audience: people } = changes;
  await checkAllInTurn(
    () => name !== undefined && Object.assign(checked, { name: checkName(name) }),
    async () => body !== undefined && Object.assign(checked, { body: await checkBody(body) }),
    () => linkUrl !== undefined && Object.assign(checked, { linkUrl: checkLink(linkUrl) }),
    () => people !== undefined && Object.assign(checked, { audience: checkAudience(people) }),
  );
  return checked;
}

/** Refuses, by the field, a campaign that is not ready to be sent to people. */
export async function checkComplete(campaign: {
  name: string;
  body: string;
  linkUrl: string | null;
  audience: unknown;
}): Promise<void> {
  await checkAllInTurn(
    () => checkName(campaign.name),
    () => checkWritten(campaign.body),
    () => checkAudience(campaign.audience),
    () => checkLinkUse(campaign.body, campaign.linkUrl !== null),
  );
}

async function checkWritten(body: string): Promise<void> {
  if (body.trim() === "") throw new UserError("campaign-body-empty", "Enter a message.", "body");
  await checkBody(body);
}

function checkLinkUse(body: string, hasLink: boolean): void {
  if (namesLink(body) && !hasLink)
    throw new UserError(
      "campaign-link-missing",
      "Your message contains {{ link }}. Enter the page it should open.",
      "linkUrl",
    );
  if (hasLink && body.trim() !== "" && !namesLink(body))
    throw new UserError(
      "campaign-link-unused",
      "Add {{ link }} to your message where the link should appear, or remove the link.",
      "body",
    );
}

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "") throw new UserError("campaign-name-empty", "Enter a campaign name. Only visible to you.", "name");
  if (trimmed.length > LONGEST_NAME)
    throw new UserError("campaign-name-long", `Use at most ${LONGEST_NAME} characters.`, "name");
  if (trimmed.includes("\0"))
    throw new UserError("campaign-name-wrong", "Remove the invisible character (NUL).", "name");
  return trimmed;
}

async function checkBody(body: string): Promise<string> {
  if (body.length > LONGEST_BODY)
    throw new UserError(
      "campaign-body-long",
      `Use at most ${LONGEST_BODY.toLocaleString("en-US")} characters.`,
      "body",
    );
  // PostgreSQL stores no NUL, and no phone shows one.
  if (body.includes("\u0000"))
    throw new UserError("campaign-body-wrong", "Remove the invisible character (NUL).", "body");
  const [wrong] = textProblems(body, campaignTags, "marketing");
  if (wrong) throw new UserError("campaign-body-wrong", describeProblem(body, wrong), "body");
  const problem = await checkTemplate(body);
  if (problem !== null) throw new UserError("campaign-body-wrong", `The text has an error: ${problem}.`, "body");
  return body;
}

function checkLink(linkUrl: string | null): string | null {
  const trimmed = linkUrl?.trim() ?? "";
  if (trimmed === "") return null;
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || !url.hostname.includes("."))
    throw new UserError(
      "campaign-link-wrong",
      "Enter a full web address, such as https://example.com/sale.",
      "linkUrl",
    );
  if (trimmed.length > 2_000)
    throw new UserError("campaign-link-long", "Use an address of at most 2,000 characters.", "linkUrl");
  return url.href;
}

function checkAudience(of: unknown): Audience {
  const parsed = audience.safeParse(of);
  if (!parsed.success)
    throw new UserError("campaign-audience-wrong", "Choose all subscribers or enter a tag.", "audience");
  return parsed.data;
}
