import type { Context } from "#domain/context";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { checkTemplates } from "#domain/messages/content/check-template";
import { senderFor } from "#domain/senders/choose";
import { anySenderId } from "#domain/senders/read";
import { limitsOf } from "#domain/spending/limits-of";
import type { FormatTime } from "./explain.ts";
import { type ExplainedNow, explainNow } from "./explain-now.ts";
import type { ExplainedPerson } from "./explain-person.ts";
import type { ExplainedSource, StoredText } from "./explain-source.ts";

export interface IfSent {
  /** All sending of the shop is stopped. */
  isStopped: boolean;
  /** Null of a shop that never had a number. */
  now: ExplainedNow | null;
}

/**
 * What would become of a campaign's or a flow's text to one person if it were sent now, from the number that it would be
 * sent from. A shop without a number in service is judged by one that it had.
 */
export async function explainIfSent(
  { db, clock, providers, shortLinkUrl }: Pick<Context, "db" | "clock" | "providers" | "shortLinkUrl">,
  shopId: string,
  { source, person }: { source: ExplainedSource; person: ExplainedPerson },
  formatTime: FormatTime,
): Promise<IfSent> {
  const now = clock.now();
  const sender = await senderFor(db, shopId, source.senderId);
  const senderId = sender?.id ?? (await anySenderId(db, shopId));
  if (!senderId) return { isStopped: false, now: null };
  const shop = await readSliceSetting(db, providers, shopId, senderId, now);
  const campaignIds = source.kind === "campaign" ? [source.id] : [];
  const limits = await limitsOf(db, { shopId, senderId, campaignIds }, now);
  if (source.wording) await checkTemplates([source.wording.template]);
  if (!shop) return { isStopped: false, now: null };
  return {
    isStopped: shop.isStopped,
    now: explainNow({ source, person, shop, limits, shortLinkUrl }, now, formatTime),
  };
}

const OUT = new Set(["sending", "accepted", "sent", "delivered", "unknown"]);

/** Whether the latest text is out: then it is no question any more what would become of one. */
export function hasLeft([latest]: Pick<StoredText, "state">[]): boolean {
  return latest !== undefined && OUT.has(latest.state);
}
