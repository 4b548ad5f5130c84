import type { Lane } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** An operator has paused campaign texts or all marketing. */
const CAMPAIGNS_PAUSED = "SELECT FROM pauses p WHERE p.kind = 'marketing' OR p.kind = 'class' AND p.name = 'campaign'";

/**
 * Starts at the few campaigns that dispatch (partial index campaigns_at_work), then one probe of campaign_chunks_next each.
 * A shop whose sending is stopped has no lane, nor has one whose day is used up (spending): nothing wakes it before its time.
 * A number out of service has none either, but for what has passed its deadline: that is still to be ended.
 */
const due = statement(
  "due-campaign-lanes",
  `SELECT DISTINCT c.shop_id AS "shopId", c.sender_id AS "senderId"
   FROM campaigns c
   JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
   JOIN shops s ON s.id = c.shop_id
   WHERE c.state IN ('preparing', 'sending') AND (n.state = 'active' OR c.expires_at <= $1)
     AND s.sending_stopped_at IS NULL AND NOT EXISTS (${CAMPAIGNS_PAUSED}) AND NOT is_used_up(c.shop_id, c.sender_id, $1) AND EXISTS (
     SELECT 1 FROM campaign_chunks k
     WHERE k.shop_id = c.shop_id AND k.campaign_id = c.id AND k.state = 'ready' AND k.due_at <= $1)`,
);

/** The lanes with a chunk due, for the sweep that makes up for lost jobs. */
export async function dueCampaignLanes(db: Sql, now: Date): Promise<Lane[]> {
  const rows = await db.run<{ shopId: string; senderId: string }>(due, [now]);
  return rows.map((row) => ({ class: "campaign", ...row }));
}

/** A campaign that has a chunk to send, and how urgent that one is. */
export interface CampaignInLine {
  id: string;
  senderId: string;
  /** True when the merchant marked the campaign urgent. */
  isUrgent: boolean;
  /** When its next chunk's people may no longer be texted today. */
  closesAt: Date;
}

/** The same two indexes, for one shop: campaigns_dispatching and campaign_chunks_next. The order is take-chunk.sql's. */
const line = statement(
  "campaigns-in-line",
  `SELECT c.id, c.sender_id AS "senderId", c.is_urgent AS "isUrgent", k.closes_at AS "closesAt"
   FROM campaigns c
   JOIN senders n ON n.shop_id = c.shop_id AND n.id = c.sender_id
   JOIN shops s ON s.id = c.shop_id
   CROSS JOIN LATERAL (
     SELECT closes_at, id FROM campaign_chunks
     WHERE shop_id = c.shop_id AND campaign_id = c.id AND state = 'ready' AND due_at <= $2
     ORDER BY closes_at, id
     LIMIT 1
   ) AS k
   WHERE c.shop_id = $1 AND c.state IN ('preparing', 'sending') AND (n.state = 'active' OR c.expires_at <= $2)
     AND s.sending_stopped_at IS NULL AND NOT EXISTS (${CAMPAIGNS_PAUSED}) AND NOT is_used_up(c.shop_id, c.sender_id, $2)
   ORDER BY c.is_urgent DESC, k.closes_at, k.id`,
);

/**
 * A shop's campaigns with a chunk due at `now`, in the order in which they are served: the urgent one first, then the one whose
 * recipients' evening ends first, and of equals the one that was counted first. Costs two probes of indexes for each campaign.
 */
export async function campaignsInLine(db: Sql, shopId: string, now: Date): Promise<CampaignInLine[]> {
  return await db.run<CampaignInLine>(line, [shopId, now]);
}

/** One of a shop's numbers that has a chunk to send, as urgent as the first of its campaigns in line. */
export type CampaignLane = Omit<CampaignInLine, "id">;

/** The numbers of a shop's campaigns in line, in the order in which the shop would have them take its turns. */
export async function campaignLanesOf(db: Sql, shopId: string, now: Date): Promise<CampaignLane[]> {
  const bySender = new Map<string, CampaignLane>();
  for (const { senderId, isUrgent, closesAt } of await campaignsInLine(db, shopId, now))
    if (!bySender.has(senderId)) bySender.set(senderId, { senderId, isUrgent, closesAt });
  return [...bySender.values()];
}
