import { TEXTED_SINCE, UNSENT_IDS } from "#domain/campaigns/audience/audience-people";
import { createCampaign } from "#domain/campaigns/drafts/create";
import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { findCampaignOrRefuse } from "./find.ts";

/** Whom a campaign that is over did not reach, by what can be done about it now. */
export interface Unsent {
  /** Would get it if it were sent to them. */
  people: number;
  /** No longer subscribed, or erased. */
  notSubscribed: number;
  /** Their number cannot receive texts. */
  invalidNumber: number;
  /** Another campaign to the unsent of this one has come to them. */
  textedSince: number;
  /** The carrier refused their text for good: sent again it would only fail again. */
  failed: number;
  /** They may have got it: no one can tell. */
  unknown: number;
}

type Fate = keyof Unsent;

const count = statement(
  "count-unsent-of",
  `SELECT CASE WHEN s.id IS NULL OR s.marketing <> 'subscribed' THEN 'notSubscribed'
               WHEN s.invalid_at IS NOT NULL THEN 'invalidNumber'
               WHEN ${TEXTED_SINCE} THEN 'textedSince' ELSE 'people' END AS fate, count(*) AS count
   FROM (${UNSENT_IDS}) AS u LEFT JOIN subscribers s ON s.shop_id = $1 AND s.id = u.id
   GROUP BY 1
   UNION ALL
   SELECT m.state, count(*) FROM campaigns c JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
   WHERE c.shop_id = $1 AND c.id = $2::uuid AND m.state IN ('failed', 'unknown', 'sending')
     AND m.subscriber_id NOT IN (SELECT id FROM (${UNSENT_IDS}) AS u)
   GROUP BY 1`,
);

const NO_PEOPLE: Unsent = { people: 0, notSubscribed: 0, invalidNumber: 0, textedSince: 0, failed: 0, unknown: 0 };

/** Whom a campaign of the shop's did not reach, as things stand now; no one while it is under way. Reads each of them. */
export async function unsentOf(db: Sql, shopId: string, campaignId: string): Promise<Unsent> {
  const rows = await db.run<{ fate: Fate | "sending"; count: number }>(count, [shopId, campaignId]);
  const unsent = { ...NO_PEOPLE };
  // Just being handed over when it was cancelled: they may get it.
  for (const { fate, count: people } of rows) unsent[fate === "sending" ? "unknown" : fate] += people;
  return unsent;
}

/**
 * Makes a draft with the words of a campaign that is over, to those whom it did not reach. Who that is, is decided when it
 * is sent: people who got it meanwhile in another way, or left, are not among them. Returns its id; refuses a campaign that is
 * under way, and another shop's.
 */
export async function draftToUnsent(
  ctx: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<string> {
  const found = await findCampaignOrRefuse(ctx.db, shopId, campaignId);
  const { name, body, linkUrl, senderId, state } = found;
  if (state !== "finished" && state !== "cancelled")
    throw new UserError("campaign-under-way", "Wait until this campaign finishes, or cancel it.");
  return createCampaign(ctx, shopId, {
    name: `${name} (not reached)`.slice(0, 100),
    body,
    linkUrl,
    senderId,
    audience: { kind: "unsent", campaignId, name },
  });
}
