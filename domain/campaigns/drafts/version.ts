import type { LockedCampaign } from "#domain/campaigns/control/lock";
import { UserError } from "#domain/user-error";
import { fingerprintOf } from "#platform/fingerprint";

/** What a merchant writes of a campaign. */
type Written = Pick<
  LockedCampaign,
  "name" | "body" | "linkUrl" | "audience" | "senderId" | "spendCapMicros" | "isUrgent"
>;

/** Differs as soon as anything that a merchant writes of a campaign does. */
export function campaignVersion({
  name,
  body,
  linkUrl,
  audience,
  senderId,
  spendCapMicros,
  isUrgent,
}: Written): string {
  return fingerprintOf({ name, body, linkUrl, audience, senderId, spendCapMicros, isUrgent });
}

/**
 * Refuses to overwrite what was saved elsewhere since `version` was read. The same changes once more are no conflict: an
 * answer may have been lost.
 */
export function checkVersion(version: string, stored: Written, next: Written): void {
  const now = campaignVersion(stored);
  if (version === now || campaignVersion(next) === now) return;
  throw new UserError(
    "campaign-changed-elsewhere",
    "This campaign was changed in another tab or by someone else. Reload the page to see the newer version; your changes are kept.",
  );
}
