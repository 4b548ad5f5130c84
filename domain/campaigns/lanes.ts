import type { Lane } from "#domain/jobs";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

/** Starts at the few campaigns that dispatch (partial index campaigns_at_work), then one probe of campaign_chunks_lane each. */
const due = statement(
  "due-campaign-lanes",
  `SELECT DISTINCT c.shop_id AS "shopId", c.sender_id AS "senderId"
   FROM campaigns c
   WHERE c.state IN ('preparing', 'sending') AND EXISTS (
     SELECT 1 FROM campaign_chunks k
     WHERE k.shop_id = c.shop_id AND k.sender_id = c.sender_id AND k.campaign_id = c.id AND k.state = 'ready' AND k.due_at <= $1)`,
);

/** The lanes with a chunk due, for the sweep that makes up for lost bells. */
export async function dueCampaignLanes(db: Sql, now: Date): Promise<Lane[]> {
  const rows = await db.run<{ shopId: string; senderId: string }>(due, [now]);
  return rows.map((row) => ({ class: "campaign", ...row }));
}
